import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, entriesOf } from "../../static/js/reality/queries-log.js";
import { briefSql, prettySql } from "../../static/js/reality/sql-format.js";
import { shapeOf } from "../../static/js/reality/sql-shape.js";
import { lanesOf } from "../../static/js/reality/transaction-lanes.js";

const everything = { fold: true, driver: false, words: "", only: "all", opened: new Set() };
let seq = 0;

function query(id, sql, more = {}) {
  return {
    seq: ++seq, t: seq, type: "query", id, connection: 1, transaction: "A", sql, parameters: [], rows: 1, duration_ms: 0.4,
    error: null, line: { file: "routes.py", line: 17 }, driver: false, command: sql.split(/[ ;]/)[0], ...more,
  };
}

function many(count, first = 1, more = {}) {
  return Array.from({ length: count }, (_, index) => query(first + index, "SELECT * FROM c WHERE id = $1", { parameters: [String(index)], ...more }));
}

/** Entries as short as a test can say them. */
function told(happened, wanted = {}, insights = []) {
  return entriesOf(happened, insights, { ...everything, ...wanted }).map((entry) => {
    if (entry.kind === "query") return `${"  ".repeat(entry.level - 1)}${entry.query.id}${entry.flags.map((flag) => ` ${flag}`).join("")}`;
    if (entry.kind === "fold") return `${entry.queries.length}x${entry.queries[0].id}${entry.flags.map((flag) => ` ${flag}`).join("")}`;
    return entry.kind === "request" ? `${entry.request.path} ${entry.answer?.status ?? "…"} ${entry.queries}` : entry.words;
  });
}

test("similar statements in a row are one entry, from three on", () => {
  const log = [query(1, "BEGIN"), ...many(400, 2), query(402, "COMMIT")];
  assert.deepEqual(told(log), ["1", "400x2", "402"]);
  assert.deepEqual(told(log, { fold: false }).length, 402);
  assert.deepEqual(told(many(2)), ["1", "2"]);
});

test("an open fold shows its members beneath it", () => {
  const log = many(3);
  assert.deepEqual(told(log, { opened: new Set([`f${log[0].seq}`]) }), ["3x1", "  1", "  2", "  3"]);
});

test("another transaction, line, request or shape begins another fold; what lies between does not part it", () => {
  const apart = [...many(3), ...many(3, 4, { transaction: "B" }), ...many(3, 7, { line: null }), ...many(3, 10, { request: 2 })];
  assert.deepEqual(told(apart), ["3x1", "3x4", "3x7", "3x10"]);
  const mixed = [1, 2, 3].flatMap((id) => [...many(1, id), ...many(1, id + 10, { transaction: "B" })]);
  assert.deepEqual(told(mixed), ["3x1", "3x11"]);
});

test("a search looks at SQL, line, values and reason, for all of its words", () => {
  const log = [query(1, "SELECT 1", { reason: "refresh of Task" }), query(2, "SELECT 2", { parameters: ["Shopping"] }), query(3, "DELETE FROM t")];
  assert.deepEqual(told(log, { words: "REFRESH task" }), ["1"]);
  assert.deepEqual(told(log, { words: "shop" }), ["2"]);
  assert.deepEqual(told(log, { words: "routes.py:17 delete" }), ["3"]);
  assert.deepEqual(told(log, { words: "nothing" }), []);
});

test("kinds of statements", () => {
  const log = [query(1, "BEGIN;"), query(2, "SELECT 1"), query(3, "UPDATE t SET a = 1", { error: { code: "1", message: "" } }), query(4, "COMMIT;")];
  assert.deepEqual(told(log, { only: "select" }), ["2"]);
  assert.deepEqual(told(log, { only: "write" }), ["3"]);
  assert.deepEqual(told(log, { only: "boundary" }), ["1", "4"]);
  assert.deepEqual(told(log, { only: "failed" }), ["3"]);
});

test("the driver's own statements are there for who asks", () => {
  const log = [query(null, "SHOW x", { driver: true, transaction: null }), query(1, "SELECT 1")];
  assert.deepEqual(told(log), ["1"]);
  assert.deepEqual(told(log, { driver: true }), ["null", "1"]);
});

test("requests are headings, and the response stands where it was sent", () => {
  const log = [
    { seq: 900, t: 1, type: "request", id: 3, state: "began", method: "POST", path: "/tasks" },
    query(1, "INSERT INTO t", { request: 3 }),
    { seq: 901, t: 2, type: "request", id: 3, state: "answered", method: "POST", path: "/tasks", status: 201, took_ms: 2 },
    query(2, "COMMIT", { request: 3 }),
  ];
  assert.deepEqual(told(log), ["/tasks 201 2", "1", "response sent: 201 · POST /tasks", "2"]);
  assert.deepEqual(told(log.slice(0, 2)), ["/tasks … 1", "1"]);
});

test("what an insight speaks of carries a flag; a fold says once what is true of all", () => {
  const log = many(5);
  const insight = { rule: "n_plus_one", queries: [1, 2, 3, 4, 5] };
  assert.deepEqual(told(log, {}, [insight]), ["5x1 N+1"]);
  assert.deepEqual(told(log, { opened: new Set([`f${log[0].seq}`]) }, [insight]).slice(0, 2), ["5x1 N+1", "  1"]);
  const open = { rule: "open_transaction", queries: [1, 2, 3] };
  assert.deepEqual(told([query(1, "BEGIN"), query(2, "SELECT 1"), query(3, "SELECT 2 FROM t")], {}, [open]), ["1", "2", "3 never ended"]);
});

test("a lost connection and a notice stand where they happened", () => {
  const log = [
    { seq: 1, t: 1, type: "notice", connection: 1, severity: "NOTICE", code: "00000", message: "hello" },
    { seq: 2, t: 1, type: "connection", id: 1, state: "closed", said_goodbye: true, transaction: null },
    { seq: 3, t: 1, type: "connection", id: 2, state: "closed", said_goodbye: true, transaction: "B" },
  ];
  assert.deepEqual(told(log), ["NOTICE: hello", "connection 2 closed in the middle of transaction B"]);
});

test("folded statements are counted, whether they can be seen or not", () => {
  const log = [query(1, "BEGIN"), ...many(5, 2)];
  for (const opened of [new Set(), new Set([`f${log[1].seq}`])]) assert.equal(countOf(entriesOf(log, [], { ...everything, opened })), 6);
});

test("each open transaction has a lane, from its first statement to its last", () => {
  const log = [
    query(1, "BEGIN"), query(2, "BEGIN", { transaction: "B" }), query(3, "SELECT 1"), query(4, "COMMIT"),
    query(5, "ROLLBACK", { transaction: "B" }), query(6, "SELECT 1", { transaction: null }),
  ];
  const lanes = lanesOf(log);
  const drawn = log.map((each) => lanes.get(each).map((lane) => (lane ? `${lane.letter}:${lane.at}` : "-")).join(" "));
  assert.deepEqual(drawn, ["A:begin", "A:beside B:begin", "A:inside B:beside", "A:end B:beside", "- B:end", ""]);
});

test("a transaction that never ends keeps its lane", () => {
  const log = [query(1, "BEGIN"), query(2, "SELECT 1"), query(3, "BEGIN", { transaction: "B" })];
  assert.deepEqual(lanesOf(log).get(log[2]).map((lane) => lane.letter + lane.at), ["Abeside", "Bbegin"]);
});

test("shapes are those of the rules in Python", () => {
  assert.equal(shapeOf("SELECT  1\nFROM t1 WHERE a IN ($1::INTEGER, $2::INTEGER) AND b = 'x''y'"), "SELECT ? FROM t1 WHERE a IN (…) AND b = ?");
  assert.equal(shapeOf("a IN ($1)"), shapeOf("a IN ($1, $2)"));
});

test("SQL for reading: a clause a line", () => {
  const sql = "SELECT DISTINCT tasks.id, tasks.title, tasks.category_id, max(a, b) FROM tasks LEFT OUTER JOIN c ON c.id = $1 WHERE a = 'x FROM y' AND b IN (SELECT 1 FROM z) ORDER BY id";
  assert.equal(
    prettySql(sql),
    [
      "SELECT DISTINCT", "  tasks.id,", "  tasks.title,", "  tasks.category_id,", "  max(a, b)", "FROM tasks",
      "LEFT OUTER JOIN c ON c.id = $1", "WHERE a = 'x FROM y'", "  AND b IN (SELECT 1 FROM z)", "ORDER BY id",
    ].join("\n"),
  );
  assert.equal(prettySql("COMMIT;"), "COMMIT;");
});

test("SQL in a list: without long lists of columns and without types", () => {
  assert.equal(briefSql("SELECT categories.id, categories.name, x\nFROM categories\nWHERE id = $1::INTEGER"), "SELECT … FROM categories WHERE id = $1");
  assert.equal(briefSql("BEGIN;"), "BEGIN");
});

test("no text makes reading it long", () => {
  const begin = performance.now();
  for (const text of ["($1::int ,", "'", "(", "1", "($1 ", "/*", "$a$", "SELECT FROM ", " AND"]) {
    const sql = text.repeat(5_000);
    [shapeOf(sql), briefSql(sql), prettySql(sql)].forEach((result) => assert.equal(typeof result, "string"));
  }
  assert.ok(performance.now() - begin < 2_000, `${performance.now() - begin} ms`);
});

test("five thousand statements are laid out in little time of the processor", () => {
  const log = [...many(2_500), ...Array.from({ length: 2_500 }, (_, index) => query(2_501 + index, `SELECT ${index} FROM t${index}`))];
  entriesOf(log, [], everything);
  const before = process.cpuUsage();
  entriesOf(log, [], everything);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 100_000, `${user + system} µs`);
});
