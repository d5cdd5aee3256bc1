import assert from "node:assert/strict";
import { test } from "node:test";
import { waiting } from "../../static/js/reality/waiting.js";

test("who waits reads their place, and how long it may take once it is worth saying", () => {
  assert.equal(waiting(null, 4), "3 runs are ahead of yours.");
  assert.equal(waiting(null, null), "Yours is next.");
  assert.equal(waiting({ ahead: 1, seconds: 2, workers: true }, 4), "1 run is ahead of yours.");
  assert.equal(waiting({ ahead: 7, seconds: 11, workers: true }, 9), "7 runs are ahead of yours. About 15 s to wait.");
  assert.equal(waiting({ ahead: 0, seconds: 4, workers: true }, 9), "Yours is next. About 5 s to wait.");
  assert.equal(waiting({ ahead: 2, seconds: null, workers: true }, 9), "2 runs are ahead of yours.");
});

test("who waits for nobody is told so", () => {
  assert.match(waiting({ ahead: 2, seconds: null, workers: false }, 3), /^Nobody takes runs/);
});
