import assert from "node:assert/strict";
import { test } from "node:test";
import { split } from "../../static/js/dashboard/distribution.js";
import { age, duration, seconds } from "../../static/js/format.js";
import { splitCode } from "../../static/js/inline-code.js";
import { area } from "../../static/js/reality/gauge.js";
import { hueOf } from "../../static/js/reality/transaction.js";
import { problems, stillToDo } from "../../static/js/steps/prediction-rules.js";
import { ngettext } from "../../static/js/texts.js";
import { uuid } from "../../static/js/uuid.js";

test("code in a text is what stands between two backticks", () => {
  assert.deepEqual(splitCode("raises `MissingGreenlet` here"), [
    { code: false, text: "raises " },
    { code: true, text: "MissingGreenlet" },
    { code: false, text: " here" },
  ]);
  assert.deepEqual(splitCode("`a`"), [{ code: true, text: "a" }]);
  assert.deepEqual(splitCode("a ` b"), [{ code: false, text: "a ` b" }]);
  assert.deepEqual(splitCode("`a` and ` b"), [{ code: true, text: "a" }, { code: false, text: " and ` b" }]);
  assert.deepEqual(splitCode("<b>&amp;"), [{ code: false, text: "<b>&amp;" }]);
});

test("durations have as many digits as they deserve", () => {
  assert.deepEqual([0.04, 9.94, 9.96, 999, 1_240].map(duration), ["0.0 ms", "9.9 ms", "10 ms", "999 ms", "1.24 s"]);
  assert.deepEqual([210, 61_000].map(seconds), ["0.21 s", "1 min 1 s"]);
});

test("one thing and several things", () => {
  assert.equal(ngettext("{count} query", "{count} queries", 1), "1 query");
  assert.equal(ngettext("{count} query", "{count} queries", 0), "0 queries");
});

test("an age is short, and a clock that runs ahead does no harm", () => {
  const now = Date.parse("2026-01-01T12:00:00Z");
  assert.equal(age("2026-01-01T11:56:10Z", now), "3 min");
  assert.equal(age("2026-01-01T12:01:00Z", now), "now");
  assert.equal(age("2026-01-01T09:59:00Z", now), "2 h");
});

test("what is missing before a prediction may be committed", () => {
  const answers = { A: { choice: "x", confidence: "sure" }, B: { choice: "x" }, C: {} };
  const found = problems(answers, {});
  assert.equal(stillToDo(found), "Still to answer: B and C.");
  assert.equal(stillToDo(found, { C: "3" }), "Still to answer: B and 3.");
  assert.deepEqual(Object.values(found), ["", "Say how sure you are.", "Choose what you expect, and how sure you are."]);
  assert.equal(stillToDo(problems({ A: answers.A }, {})), "");
});

test("each kind of answer says what it lacks", () => {
  const kinds = { n: "number", t: "text", o: "order" };
  const sure = { confidence: "sure" };
  const lacking = problems({ n: { text: "many", ...sure }, t: sure, o: { partly: { order: ["a"], never: [] }, ...sure } }, kinds);
  assert.match(lacking.n, /whole number/);
  assert.match(lacking.t, /^Write/);
  assert.match(lacking.o, /^Place each/);
  const complete = problems({ n: { number: 0, ...sure }, t: { text: "x", ...sure }, o: { order: [], ...sure } }, kinds);
  assert.deepEqual(Object.values(complete), ["", "", ""]);
});

test("transactions have six hues, over and over", () => {
  assert.deepEqual(["A", "F", "G", "Z", "AA"].map(hueOf), [0, 5, 0, 1, 2]);
});

test("the gauge is a staircase from edge to edge", () => {
  assert.equal(area([[50, 1], [100, 0]], 100, 1), "M0,36H200.0V1.0H400.0V36.0H400.0V36Z");
  assert.equal(area([], 0, 1), "M0,36H0.0V36Z");
  assert.equal(area([[0, 1]], 100, 1, 50), "M0,36H0.0V1.0H200.0V36Z");
});

test("a distribution's split names only what there is", () => {
  assert.equal(split({ guess: 1, think: 0, sure: 5 }), "5 sure · 1 guess");
  assert.equal(split({ guess: 0, think: 0, sure: 2, again: 3 }), "2 sure · 3 in the second vote");
});

test("identifiers are UUIDs of version 4, each another", () => {
  assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(uuid(), uuid());
});
