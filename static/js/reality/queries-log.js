/**
 * The log as a list of entries: what happened, in order, filtered, with runs of similar statements folded. Pure.
 *
 * @typedef {import("../events/event.js").Query} Query
 * @typedef {import("../events/event.js").Request} Request
 * @typedef {import("../events/event.js").Happening} Happening
 * @typedef {import("../events/event.js").Insight} Insight
 * @typedef {import("./transaction-lanes.js").Lane} Lane
 *
 * @typedef {{key: string, level: number}} Placed
 * @typedef {Placed & {kind: "query", query: Query, lanes: Lane[], flags: string[], apart: boolean}} QueryEntry
 * @typedef {Placed & {kind: "fold", queries: Query[], lanes: Lane[], flags: string[], open: boolean, apart: boolean}} FoldEntry
 * @typedef {Placed & {kind: "request", request: Request, answer: Request | null, queries: number, lanes: Lane[]}} RequestEntry
 * @typedef {Placed & {kind: "moment", words: string, flagged: boolean, lanes: Lane[]}} MomentEntry
 * @typedef {QueryEntry | FoldEntry | RequestEntry | MomentEntry} Entry
 *
 * @typedef {object} Wanted  what the reader asked for
 * @property {boolean} fold
 * @property {boolean} driver  the driver's own statements too
 * @property {string} words  all of them have to occur
 * @property {keyof typeof kinds} only
 * @property {Set<string>} opened  keys of folds that are open
 */

// An entry is `apart` when it does not stand beneath its own request's heading.

import { shapeOf } from "./sql-shape.js";
import { commandOf, lanesOf } from "./transaction-lanes.js";
import { gettext } from "../texts.js";

// Two alike may be two things; from three on they are a pattern.
const FEWEST_FOLDED = 3;

const flagWords = {
  n_plus_one: "N+1",
  duplicate: gettext("asked again"),
  unused_eager_load: gettext("never read"),
  open_transaction: gettext("never ended"),
  lost_connection: gettext("connection lost"),
  idle_in_transaction: gettext("idle"),
  after_response: gettext("after the response"),
  commit_after_response: gettext("after the response"),
};

const writes = new Set(["INSERT", "UPDATE", "DELETE", "MERGE", "COPY"]);
const boundaries = new Set(["BEGIN", "START TRANSACTION", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"]);

export const kinds = {
  all: () => true,
  select: (/** @type {Query} */ query) => commandOf(query) === "SELECT",
  write: (/** @type {Query} */ query) => writes.has(commandOf(query)),
  boundary: (/** @type {Query} */ query) => boundaries.has(commandOf(query)),
  failed: (/** @type {Query} */ query) => query.error !== null,
};

/**
 * @param {Happening[]} happened
 * @param {Iterable<Insight>} insights
 * @param {Wanted} wanted
 * @returns {Entry[]}
 */
export function entriesOf(happened, insights, wanted) {
  const queries = /** @type {Query[]} */ (happened.filter((each) => each.type === "query"));
  const lanes = lanesOf(queries);
  const flags = flagsOf(insights);
  const requests = requestsOf(happened);
  const matches = matcher(wanted);
  const folds = wanted.fold ? foldsOf(queries.filter(matches)) : new Map();
  /** @type {Entry[]} */
  const entries = [];
  /** @type {Lane[]} */
  let own = [];
  /** @type {number | null} */
  let heading = null;
  for (const each of happened) {
    if (each.type === "request" && each.state === "began") heading = each.id;
    if (each.type === "query") {
      own = lanes.get(each) ?? [];
      const apart = each.request != null && each.request !== heading;
      if (matches(each)) entries.push(...queryEntries({ query: each, lanes: own, flags: flagsFor(each, flags), apart }, flags, folds, wanted));
    } else if (!wanted.words && wanted.only === "all") {
      const entry = momentOf(each, requests, passing(own), wanted);
      if (entry) entries.push(entry);
    }
  }
  return entries;
}

/** The lanes that go on after a statement, as something that is not part of them sees them. @param {Lane[]} lanes @returns {Lane[]} */
export function passing(lanes) {
  return lanes.map((lane) => (lane && lane.at !== "end" && lane.at !== "only" ? { ...lane, at: "beside" } : null));
}

/** How many statements a reader sees or could unfold. @param {Entry[]} entries */
export function countOf(entries) {
  return entries.reduce((sum, entry) => sum + (entry.kind === "fold" && !entry.open ? entry.queries.length : entry.kind === "query" ? 1 : 0), 0);
}

/** @param {Pick<QueryEntry, "query" | "lanes" | "flags" | "apart">} facts @param {Map<number, Set<string>>} flags @param {Map<Query, Query[]>} folds @param {Wanted} wanted @returns {Entry[]} */
function queryEntries(facts, flags, folds, wanted) {
  const { query, lanes, apart } = facts;
  const fold = folds.get(query);
  const alone = { ...facts, kind: /** @type {const} */ ("query"), key: `q${query.seq}` };
  if (!fold) return [{ ...alone, level: 1 }];
  const key = `f${fold[0]?.seq}`;
  const open = wanted.opened.has(key);
  // What is true of all of them is said once, of the fold.
  const member = { ...alone, level: 2, flags: alone.flags.filter((flag) => flag !== flagWords.n_plus_one) };
  if (fold[0] !== query) return open ? [member] : [];
  const all = new Set(fold.flatMap((each) => flagsFor(each, flags)));
  return [{ kind: "fold", key, level: 1, queries: fold, lanes, flags: [...all], open, apart }, ...(open ? [member] : [])];
}

/** Similar statements in a row within their transaction; what other transactions do between them does not part them. @param {Query[]} queries */
function foldsOf(queries) {
  /** @type {Map<string, {like: string, members: Query[]}>} */
  const growing = new Map();
  /** @type {Map<Query, Query[]>} */
  const folds = new Map();
  for (const query of queries) {
    const where = query.transaction ?? gettext("connection {number}", { number: query.connection });
    const like = likeness(query);
    const current = growing.get(where);
    if (current?.like === like) current.members.push(query);
    else growing.set(where, { like, members: [query] });
    const members = growing.get(where)?.members ?? [];
    if (members.length === FEWEST_FOLDED) for (const member of members) folds.set(member, members);
    else if (members.length > FEWEST_FOLDED) folds.set(query, members);
  }
  return folds;
}

/** @type {WeakMap<Query, string>} */
const known = new WeakMap();

/** What similar statements have in common. @param {Query} query */
function likeness(query) {
  let like = known.get(query);
  if (like === undefined) {
    like = [shapeOf(query.sql), query.line?.file, query.line?.line, query.request, query.driver, query.error?.code].join("\n");
    known.set(query, like);
  }
  return like;
}

/** @param {Wanted} wanted @returns {(query: Query) => boolean} */
function matcher({ words, only, driver }) {
  const all = words.toLowerCase().split(/\s+/).filter(Boolean);
  const kind = kinds[only];
  return (query) => {
    if (query.driver && !driver) return false;
    if (!kind(query)) return false;
    if (!all.length) return true;
    const line = query.line ? `${query.line.file}:${query.line.line}` : "";
    const text = [query.sql, line, query.reason ?? "", query.parameters.join(" "), query.error?.message ?? ""].join(" ").toLowerCase();
    return all.every((word) => text.includes(word));
  };
}

/** @param {Iterable<Insight>} insights @returns {Map<number, Set<string>>} */
function flagsOf(insights) {
  /** @type {Map<number, Set<string>>} */
  const flags = new Map();
  for (const insight of insights) {
    // A whole transaction is not at fault: what it ends with, or does not, is told at its last statement.
    const whole = insight.rule === "open_transaction" || insight.rule === "lost_connection";
    for (const id of whole ? insight.queries.slice(-1) : insight.queries) {
      flags.set(id, (flags.get(id) ?? new Set()).add(flagWords[insight.rule] ?? insight.rule));
    }
  }
  return flags;
}

/** @param {Query} query @param {Map<number, Set<string>>} flags */
function flagsFor(query, flags) {
  return query.id === null ? [] : [...(flags.get(query.id) ?? [])];
}

/** @param {Happening[]} happened @returns {Map<number, {answer: Request | null, queries: number}>} */
function requestsOf(happened) {
  /** @type {Map<number, {answer: Request | null, queries: number}>} */
  const requests = new Map();
  for (const each of happened) {
    if (each.type === "request" && each.state === "began") requests.set(each.id, { answer: null, queries: 0 });
    const known = requests.get((each.type === "request" ? each.id : each.type === "query" ? each.request : null) ?? -1);
    if (known && each.type === "request" && each.state === "answered") known.answer = each;
    if (known && each.type === "query" && !each.driver) known.queries += 1;
  }
  return requests;
}

/** @param {Happening} each @param {ReturnType<typeof requestsOf>} requests @param {Lane[]} lanes @param {Wanted} wanted @returns {Entry | null} */
function momentOf(each, requests, lanes, wanted) {
  const at = { level: 1, lanes };
  if (each.type === "request" && each.state === "began") {
    const { answer, queries } = requests.get(each.id) ?? { answer: null, queries: 0 };
    return { ...at, kind: "request", key: `r${each.id}`, request: each, answer, queries };
  }
  if (each.type === "request") {
    const words = each.status == null ? gettext("the connection broke before an answer") : gettext("response sent: {status}", { status: each.status });
    return { ...at, kind: "moment", key: `a${each.seq}`, words: `${words} · ${each.method} ${each.path}`, flagged: each.status == null };
  }
  if (each.type === "notice") return { ...at, kind: "moment", key: `n${each.seq}`, words: `${each.severity}: ${each.message}`, flagged: false };
  if (each.type !== "connection") return null;
  if (each.transaction) {
    const words = gettext("connection {number} closed in the middle of transaction {transaction}", { number: each.id, transaction: each.transaction });
    return { ...at, kind: "moment", key: `c${each.seq}`, words, flagged: true };
  }
  return wanted.driver ? { ...at, kind: "moment", key: `c${each.seq}`, words: each.state === "opened" ? gettext("connection {number} opened", { number: each.id }) : gettext("connection {number} closed", { number: each.id }), flagged: false } : null;
}
