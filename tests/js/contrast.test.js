import assert from "node:assert/strict";
import { test } from "node:test";
import { byTime, momentsOf } from "../../static/js/contrast/moments.js";
import { blankPicture, reduce } from "../../static/js/events/reducer.js";

const query = (t, sql, more = {}) => ({ t, type: "query", sql, duration_ms: 1, driver: false, ...more });

test("statements that are alike and follow each other are one moment, ends of transactions never", () => {
  const story = [
    query(1, "BEGIN;"), query(2, "INSERT INTO notes (text) VALUES ($1)"), query(3, "INSERT INTO notes (text)  VALUES ($1)"),
    query(4, "SELECT 1", { driver: true }), query(5, "COMMIT"), query(6, "COMMIT"),
  ];
  assert.deepEqual(momentsOf(story).map(({ kind, text, count }) => [kind, text, count]), [
    ["transaction", "BEGIN", 1], ["statement", "INSERT … notes", 2], ["transaction", "COMMIT", 1], ["transaction", "COMMIT", 1],
  ]);
});

test("printed lines, requests and answers are moments", () => {
  const story = [
    { t: 1, type: "stdout", text: "a\n\nb\n" },
    { t: 2, type: "request", state: "began", id: 1, method: "GET", path: "/x" },
    { t: 3, type: "request", state: "answered", id: 1, method: "GET", path: "/x", status: null, took_ms: 1 },
  ];
  assert.deepEqual(momentsOf(story).map(({ text }) => text), ["a", "b", "GET /x", "no answer GET /x"]);
});

test("two programs stand on one line of time", () => {
  const of = (...times) => times.map((t) => ({ t, until: t, kind: "printed", text: String(t), count: 1 }));
  assert.deepEqual(byTime(new Map([["a", of(1, 4)], ["b", of(2)]])).map(({ side, moment }) => side + moment.text), ["a1", "b2", "a4"]);
});

const at = (seq, type, more) => ({ seq, t: seq, type, ...more });
const started = (seq, side) => at(seq, "started", { side, environment: "current", latency_ms: 0 });

test("of two programs each has its own output, and observations are everyone's", () => {
  const seen = reduce(blankPicture(), [
    started(1, "a"), at(2, "stdout", { side: "a", text: "one" }), started(3, "b"), at(4, "stdout", { side: "b", text: "two" }),
    at(5, "observation", { side: "b", id: "A", match: true }), at(6, "compared", { sides: [{ id: "a" }, { id: "b" }] }),
  ]);
  assert.deepEqual([...seen.sides].map(([side, own]) => [side, own.output[0].text]), [["a", "one"], ["b", "two"]]);
  assert.deepEqual([seen.output, seen.observations.size, seen.compared.length, seen.phase], [[], 1, 2, "running"]);
  assert.notEqual(seen.sides.get("a").start, seen.sides.get("b").start);
});

test("a contrast that starts again begins with nothing", () => {
  const seen = reduce(blankPicture(), [started(1, "a"), started(2, "b"), at(3, "stdout", { side: "b", text: "old" }), started(4, "b")]);
  assert.deepEqual([[...seen.sides.keys()], seen.sides.get("b").output, seen.start], [["b"], [], 2]);
});
