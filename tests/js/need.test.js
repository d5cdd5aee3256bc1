import assert from "node:assert/strict";
import { test } from "node:test";

import { brief, sentence } from "../../static/js/dashboard/looks.js";
import { merge } from "../../static/js/dashboard/message.js";
import { byNeed, frontOf, isStuck, placeOf } from "../../static/js/dashboard/need.js";

const NOW = Date.parse("2026-12-01T10:00:00Z");
const minutesAgo = (minutes) => new Date(NOW - minutes * 60_000).toISOString();
const student = (id, name, cells, here = true, hand = null) => ({ id, name, here, hand, cells });
const message = (students) => ({
  type: "matrix", full: true, now: minutesAgo(0), here: 0, students, distribution: {}, beliefs: [],
  stuck_after: { "1.2/fix": 600, "1.2/predict": 300 },
});

test("stuck is longer than the class usually is, to the second", () => {
  assert.equal(isStuck({ state: "working", since: minutesAgo(10) }, 600, NOW), false);
  assert.equal(isStuck({ state: "working", since: minutesAgo(10.1) }, 600, NOW), true);
  assert.equal(isStuck({ state: "passed" }, 0, NOW), false);
});

test("a student is where they came to last, and nobody is stuck who is away", () => {
  const cells = { "1.2/predict": { state: "working", since: minutesAgo(30) }, "1.2/fix": { state: "failed", since: minutesAgo(12) } };
  assert.deepEqual(placeOf(student(1, "Ada", cells), message([]), NOW), { key: "1.2/fix", cell: cells["1.2/fix"], seconds: 720, stuck: true });
  assert.equal(placeOf(student(1, "Ada", cells, false), message([]), NOW)?.stuck, false);
  assert.equal(placeOf(student(1, "Ada", {}), message([]), NOW), null);
});

test("whoever needs help most comes first: who asks, the longest stuck, the failing, the working, the idle, the absent", () => {
  const at = (state, minutes) => ({ "1.2/fix": { state, since: minutesAgo(minutes) } });
  const students = [
    student(1, "away", at("failed", 40), false),
    student(2, "idle", {}),
    student(3, "working", at("working", 2)),
    student(4, "failing", at("failed", 2)),
    student(5, "stuck", at("working", 11)),
    student(6, "longest stuck", at("working", 20)),
    student(7, "asking", {}, true, { step: "1.2/fix", raised: minutesAgo(1) }),
    student(8, "asking longer", {}, false, { step: "1.2/fix", raised: minutesAgo(9) }),
  ];
  assert.deepEqual(byNeed(message(students), NOW).map(({ name }) => name), ["asking longer", "asking", "longest stuck", "stuck", "failing", "working", "idle", "away"]);
});

test("a class is where half of those who have begun have come to", () => {
  const keys = ["1/a", "1/b", "2/a", "2/b"];
  const come = (/** @type {string[]} */ ...steps) => Object.fromEntries(steps.map((step) => [step, { state: /** @type {const} */ ("done") }]));
  const students = [student(1, "first", come("1/a")), student(2, "most", come("1/a", "2/a")), student(3, "too", come("2/a")), student(4, "none", {})];
  assert.equal(frontOf(message(students), keys), 2);
  assert.equal(frontOf(message([student(4, "none", {})]), keys), null);
});

test("a cell in brief and in full", () => {
  const cell = { state: /** @type {const} */ ("failed"), runs: 3, since: minutesAgo(4) };
  assert.equal(brief(cell, NOW), "4 min");
  assert.equal(sentence(cell, false, NOW), "not solved yet · 3 runs · 4 min");
  assert.equal(sentence(cell, true, NOW), "not solved yet · longer than usual · 3 runs · 4 min");
  assert.equal(sentence({ state: "collision", collisions: 2, runs: 1 }, false, NOW), "2 collisions · 1 run");
  assert.equal(brief({ state: "passed", runs: 2 }, NOW), "×2");
  assert.equal(sentence(undefined, false, NOW), "not started");
});

test("a change replaces whom it names and keeps the others", () => {
  const known = message([student(1, "Ben", {}), student(2, "Cem", {})]);
  const change = { ...message([student(2, "Cem", {}, false), student(3, "Ada", {})]), full: false };
  assert.deepEqual(merge(known, change).students.map(({ name, here }) => [name, here]), [["Ada", true], ["Ben", true], ["Cem", false]]);
});
