import assert from "node:assert/strict";
import { test } from "node:test";
import { Tape } from "../../static/js/replay/tape.js";

const line = { file: "main.py", line: 7 };
const events = [
  { seq: 1, t: null, type: "queued", position: 1, reason: null },
  { seq: 2, t: 0, type: "started", environment: "current", latency_ms: 0 },
  { seq: 3, t: 5, type: "stdout", text: "lost" },
  { seq: 4, t: null, type: "queued", position: 1, reason: "again" },
  { seq: 5, t: 0, type: "started", environment: "current", latency_ms: 0 },
  { seq: 6, t: 30, type: "stdout", text: "a" },
  { seq: 7, t: 20, type: "query", id: 1, connection: 1, transaction: null, sql: "SELECT 1", parameters: [], rows: 1, duration_ms: 1, error: null, line, driver: false },
  { seq: 8, t: 40, type: "stdout", text: "b" },
  { seq: 9, t: 50, type: "verdict", verdict: "none", sentence: "" },
];

test("only the last start counts, and time never runs backwards", () => {
  const tape = new Tape(events);
  assert.deepEqual(tape.times, [0, 30, 30, 40, 50]);
  assert.equal(tape.length, 50);
  assert.deepEqual([0, 29, 30, 45, 999].map((time) => tape.countAt(time)), [1, 1, 3, 4, 5]);
});

test("forwards it goes on, backwards it begins anew, and both give the same picture", () => {
  const tape = new Tape(events);
  const text = (/** @type {number} */ count) => tape.pictureAfter(count).output.map((block) => block.text).join("");
  assert.deepEqual([2, 4, 5, 2, 0].map(text), ["a", "ab", "ab", "a", ""]);
  const start = tape.pictureAfter(3).start;
  assert.equal(tape.pictureAfter(4).start, start);
  assert.notEqual(tape.pictureAfter(1).start, start);
});

test("no picture has a gap, and the line is the one last heard of", () => {
  const tape = new Tape(events);
  assert.deepEqual([1, 2, 3, 4, 5].map((count) => tape.pictureAfter(count).gap), [false, false, false, false, false]);
  assert.deepEqual([1, 2, 3, 5].map((count) => tape.lineAfter(count)), [null, null, line, line]);
});

test("a tape begins with its first event, however late that came", () => {
  const late = new Tape([{ seq: 1, t: 3, type: "started", environment: "current", latency_ms: 0 }, { seq: 2, t: 9, type: "stdout", text: "a" }]);
  assert.deepEqual([late.times, late.countAt(0)], [[0, 9], 1]);
});

test("what never started has its whole story", () => {
  const refused = new Tape([{ seq: 1, t: null, type: "queued", position: 1, reason: null }, { seq: 2, t: null, type: "verdict", verdict: "none", sentence: "" }]);
  assert.deepEqual(refused.times, [0, 0]);
});

test("a run without events stands still", () => {
  const tape = new Tape([]);
  assert.deepEqual([tape.length, tape.countAt(10), tape.pictureAfter(0).output], [0, 0, []]);
});
