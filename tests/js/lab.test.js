import assert from "node:assert/strict";
import { test } from "node:test";
import { tickWords } from "../../static/js/format.js";
import { kept, numbersOf, timed } from "../../static/js/lab/measurement.js";
import { ticks } from "../../static/js/svg.js";

const began = (id, t) => ({ t, type: "request", state: "began", id, method: "GET", path: "/wait" });
const answered = (id, t, status = 200) => ({ ...began(id, t), state: "answered", status, took_ms: 1 });

test("requests are timed from the first one on, and one without an answer lasts until now", () => {
  const requests = timed([began(1, 100), began(2, 110), answered(2, 150), began(3, 120), answered(1, 400, 500)], 500);
  assert.deepEqual(requests.map(({ began, ended, status }) => [began, ended, status]), [[0, 300, 500], [10, 50, 200], [20, 400, null]]);
  assert.deepEqual(numbersOf(requests), { count: 3, total: 400, median: 300, slowest: 380, failed: 2 });
  assert.deepEqual(numbersOf([]), { count: 0, total: 0, median: 0, slowest: 0, failed: 0 });
});

test("measurements are kept, each run once, the oldest goes", () => {
  const runs = ["a", "b", "c"].reduce((all, run) => kept(all, { run }, 2), []);
  assert.deepEqual(runs.map(({ run }) => run), ["b", "c"]);
  assert.deepEqual(kept(runs, { run: "b" }, 2).map(({ run }) => run), ["c", "b"]);
});

test("an axis has round numbers, and none outside of it", () => {
  assert.deepEqual(ticks(0, 100), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(ticks(158, 330, 4), [200, 250, 300]);
  assert.deepEqual(ticks(0, 0).length, 1);
  assert.deepEqual([0, 50, 1_500].map(tickWords), ["0", "50 ms", "1.5 s"]);
});
