import assert from "node:assert/strict";
import { test } from "node:test";
import { blank, committed, move, pileOf, put, restored } from "../../static/js/steps/answers/arrangement.js";
import { common } from "../../static/js/reality/orders.js";

test("everything is in exactly one pile, wherever it is put", () => {
  let now = blank(["a", "b", "c"]);
  now = put(now, "b", "order");
  now = put(now, "a", "order", 0);
  now = put(now, "c", "never");
  assert.deepEqual(now, { order: ["a", "b"], never: ["c"], open: [] });
  now = put(now, "a", "order", 1);
  assert.deepEqual(now.order, ["b", "a"]);
  assert.equal(pileOf(now, "c"), "never");
});

test("a move stops at the ends, and moves nothing that is not in the order", () => {
  const now = committed(["a", "b", "c"], ["a", "b"]);
  assert.deepEqual(move(now, "a", 1).order, ["b", "a"]);
  assert.equal(move(now, "a", -1), now);
  assert.equal(move(now, "b", 1), now);
  assert.equal(move(now, "c", 1), now);
});

test("what was kept comes back, for the things that there are now", () => {
  assert.deepEqual(restored(["a", "b", "d"], { order: ["b", "gone"], never: ["a"] }), { order: ["b"], never: ["a"], open: ["d"] });
  assert.deepEqual(restored(["a"], {}), blank(["a"]));
});

test("as little as possible differs between two orders", () => {
  assert.deepEqual(common(["a", "b", "c", "d"], ["b", "c", "a", "d"]), ["b", "c", "d"]);
  assert.deepEqual(common([], ["a"]), []);
  assert.deepEqual(common(["a", "b"], ["b", "a"]).length, 1);
});
