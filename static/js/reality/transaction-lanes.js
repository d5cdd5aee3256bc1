/**
 * Which transactions are open at each statement: one lane for each, from its first statement to its last. Pure.
 *
 * @typedef {import("../events/event.js").Query} Query
 * @typedef {{letter: string, at: "begin" | "inside" | "end" | "only" | "beside"} | null} Lane  null: the lane is free here
 */

const ends = /^(COMMIT|ROLLBACK)$/;

/**
 * @param {Query[]} queries  all of a run, in order
 * @returns {Map<Query, Lane[]>}
 */
export function lanesOf(queries) {
  /** @type {Map<string, {first: Query, last: Query, ended: boolean}>} */
  const spans = new Map();
  for (const query of queries) {
    if (query.driver || !query.transaction) continue;
    const span = spans.get(query.transaction);
    // A partial rollback is called like a whole one, but something follows it.
    if (span) Object.assign(span, { last: query, ended: ends.test(commandOf(query)) });
    else spans.set(query.transaction, { first: query, last: query, ended: false });
  }
  /** @type {(string | null)[]} */
  const open = [];
  const lanes = new Map();
  for (const query of queries) {
    const span = query.driver || !query.transaction ? undefined : spans.get(query.transaction);
    if (span?.first === query) take(open, query.transaction);
    lanes.set(query, open.map((letter) => letter && { letter, at: letter === query.transaction && span ? place(query, span) : "beside" }));
    if (span?.last === query && span.ended) free(open, query.transaction);
  }
  return lanes;
}

/** @param {Query} query @returns {string} */
export function commandOf(query) {
  return query.command ?? query.sql.split(/[\s;]/, 1)[0]?.toUpperCase() ?? "";
}

/** @param {(string | null)[]} open @param {string | null} letter */
function take(open, letter) {
  const gap = open.indexOf(null);
  open[gap < 0 ? open.length : gap] = letter;
}

/** @param {(string | null)[]} open @param {string | null} letter */
function free(open, letter) {
  open[open.indexOf(letter)] = null;
  while (open.length && open.at(-1) === null) open.pop();
}

/** @param {Query} query @param {{first: Query, last: Query, ended: boolean}} span */
function place(query, { first, last, ended }) {
  if (query === first) return query === last && ended ? "only" : "begin";
  return query === last && ended ? "end" : "inside";
}
