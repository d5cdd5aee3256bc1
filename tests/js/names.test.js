import assert from "node:assert/strict";
import { test } from "node:test";
import { completeNames, namesIn } from "../../static/js/code/names.js";

/** @param {string} before @param {boolean} explicit */
function asked(before, explicit = false) {
  const word = /\w+$/.exec(before);
  const matched = word && { from: before.length - word[0].length, to: before.length, text: word[0] };
  return completeNames(["select", "selectinload"])(/** @type {any} */ ({ pos: before.length, explicit, matchBefore: () => matched }));
}

test("names are those of all files, each once, none shorter than three letters", () => {
  assert.deepEqual(namesIn(["select(Task.id)", "Task = of(session_factory)"]), ["Task", "select", "session_factory"]);
});

test("they are offered from the beginning of the word", () => {
  const offered = /** @type {any} */ (asked("x = sel"));
  assert.equal(offered.from, 4);
  assert.deepEqual(offered.options, [{ label: "select" }, { label: "selectinload" }]);
});

test("nothing is offered where no word has begun, unless somebody asks", () => {
  assert.equal(asked("x = "), null);
  assert.equal(/** @type {any} */ (asked("x = ", true)).from, 4);
});
