import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { blankPicture, reduce } from "../../static/js/events/reducer.js";

const folder = join(import.meta.dirname, "events");
const golden = readdirSync(folder).filter((name) => name.endsWith(".json"));

for (const name of golden) {
  const { events, picture } = JSON.parse(readFileSync(join(folder, name), "utf8"));

  test(`${name}: all at once`, () => assert.deepEqual(plain(reduce(blankPicture(), events)), picture));

  test(`${name}: one by one`, () => {
    const last = events.reduce((seen, event) => reduce(seen, [event]), blankPicture());
    assert.deepEqual(plain(last), picture);
  });

  test(`${name}: twice changes nothing`, () => {
    const once = reduce(blankPicture(), events);
    assert.deepEqual(plain(reduce(once, events)), picture);
  });
}

test("a picture that was handed out does not change any more", () => {
  const before = reduce(blankPicture(), [started(1), { seq: 2, t: 1, type: "stdout", text: "a" }]);
  reduce(before, [{ seq: 3, t: 2, type: "stdout", text: "b" }]);
  assert.deepEqual(before.output, [{ stream: "stdout", text: "a" }]);
});

test("at a gap it stops and says so, and goes on once the missing events are there", () => {
  const gap = reduce(blankPicture(), [started(1), { seq: 3, t: 2, type: "stdout", text: "b" }]);
  assert.deepEqual([gap.gap, gap.seq, gap.output], [true, 1, []]);
  const filled = reduce(gap, [{ seq: 2, t: 1, type: "stdout", text: "a" }, { seq: 3, t: 2, type: "stdout", text: "b" }]);
  assert.deepEqual([filled.gap, filled.seq, filled.output], [false, 3, [{ stream: "stdout", text: "ab" }]]);
});

test("ten thousand chunks of output take no more than a second", () => {
  const events = Array.from({ length: 10_000 }, (_, index) => ({ seq: index + 1, t: index, type: "stdout", text: "line\n" }));
  const begin = performance.now();
  const picture = events.reduce((seen, event) => reduce(seen, [event]), blankPicture());
  assert.equal(picture.output[0].text.length, 50_000);
  assert.ok(performance.now() - begin < 1_000);
});

test("no two runs that are drawn one after the other have the same start", () => {
  const first = reduce(blankPicture(), [started(1)]);
  const waiting = blankPicture(first.start);
  const second = reduce(waiting, [started(1)]);
  assert.equal(waiting.start, 0);
  assert.notEqual(second.start, first.start);
  assert.notEqual(reduce(second, [started(2)]).start, second.start);
});

function started(seq) {
  return { seq, t: 0, type: "started", environment: "current", latency_ms: 0 };
}

/** As JSON would have it, with what matters of each list. */
function plain(picture) {
  return {
    seq: picture.seq,
    gap: picture.gap,
    start: picture.start,
    phase: picture.phase,
    position: picture.position,
    reason: picture.reason,
    t: picture.t,
    output: picture.output,
    queries: picture.queries.map((query) => query.id),
    connections: picture.connections.map((reading) => [reading.open, reading.in_transaction, reading.idle_in_transaction]),
    observations: Object.fromEntries([...picture.observations.values()].map((each) => [each.id, each.match])),
    checks: Object.fromEntries([...picture.checks.values()].map((each) => [each.name, each.verdict])),
    status: picture.exited?.status ?? null,
    verdict: picture.verdict?.verdict ?? null,
  };
}
