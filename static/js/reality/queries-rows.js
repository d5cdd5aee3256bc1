/** How an entry of the log looks: one row, and below it what is known besides. */

import { lineLink } from "../code/reveal.js";
import { element } from "../element.js";
import { duration } from "../format.js";
import { icon } from "../icon.js";
import { passing } from "./queries-log.js";
import { highlightedSql } from "./sql.js";
import { briefSql, prettySql } from "./sql-format.js";
import { laneCell } from "./transaction.js";
import { gettext, ngettext } from "../texts.js";

/** @typedef {import("../events/event.js").Query} Query */
/** @typedef {import("./queries-log.js").Entry} Entry */
/** @typedef {import("./queries-log.js").FoldEntry} FoldEntry */
/** @typedef {import("./queries-log.js").QueryEntry} QueryEntry */

const COLUMNS = 7;

/** @typedef {{expanded: boolean, active: boolean, latency: number}} Look */

/** @param {Entry} entry @param {Look} look @returns {HTMLTableRowElement[]} */
export function rowsOf(entry, look) {
  if (entry.kind === "request" || entry.kind === "moment") return [heading(entry, look)];
  const row = entry.kind === "fold" ? foldRow(entry, look) : queryRow(entry, look);
  return entry.kind === "query" && look.expanded ? [row, detailsRow(entry, look.latency)] : [row];
}

/** The network's share, which the tap added. @param {Query} query @param {number} latency @returns {number} ms */
export function waited(query, latency) {
  return latency * (query.round_trips ?? 1);
}

/** @param {QueryEntry} entry @param {Look} look */
function queryRow(entry, look) {
  const { query } = entry;
  const network = waited(query, look.latency);
  return row(entry, look, look.expanded, [
    cell("number log-id", query.id === null ? "–" : String(query.id)),
    cell("number log-at", query.t === null ? "–" : duration(Math.max(0, query.t - query.duration_ms))),
    took(query.duration_ms, network),
    cell("number log-count", query.rows === null ? "–" : String(query.rows)),
    laneCell(entry.lanes),
    statement(query, "", entry.flags),
    place(query, look, entry.apart),
  ]);
}

/** @param {FoldEntry} entry @param {Look} look */
function foldRow(entry, look) {
  const [first, last] = [/** @type {Query} */ (entry.queries[0]), /** @type {Query} */ (entry.queries.at(-1))];
  const sum = (/** @type {(query: Query) => number} */ of) => entry.queries.reduce((total, query) => total + of(query), 0);
  return row(entry, look, entry.open, [
    cell("number log-id", first.id === null ? "–" : `${first.id}–${last.id}`),
    cell("number log-at", first.t === null ? "–" : duration(Math.max(0, first.t - first.duration_ms))),
    took(sum((query) => query.duration_ms), sum((query) => waited(query, look.latency))),
    cell("number log-count", String(sum((query) => query.rows ?? 0))),
    laneCell(entry.lanes),
    statement(first, `${entry.queries.length} ×`, entry.flags),
    place(first, look, entry.apart),
  ]);
}

/** @param {import("./queries-log.js").RequestEntry | import("./queries-log.js").MomentEntry} entry @param {Look} look */
function heading(entry, look) {
  if (entry.kind === "request") {
    const words = element("span", { class: "log-words" }, ...requestWords(entry));
    return row(entry, look, null, [element("td", { role: "gridcell", colspan: String(COLUMNS) }, words)]);
  }
  const words = element("span", { class: "log-words" }, icon(entry.flagged ? "alert" : "dot"), entry.words);
  const cells = [
    element("td", { role: "gridcell", colspan: "4" }),
    laneCell(entry.lanes),
    element("td", { role: "gridcell", colspan: "2" }, words),
  ];
  const made = row(entry, look, null, cells);
  made.toggleAttribute("data-flagged", entry.flagged);
  return made;
}

/** @param {import("./queries-log.js").RequestEntry} entry */
function requestWords({ request, answer, queries }) {
  const status = answer ? (answer.status == null ? gettext("broken") : String(answer.status)) : "…";
  const level = answer?.status == null ? "open" : answer.status >= 500 ? "bad" : answer.status >= 400 ? "refused" : "good";
  const facts = [answer?.took_ms === undefined ? null : duration(answer.took_ms), ngettext("{count} statement", "{count} statements", queries)].filter((fact) => fact !== null);
  return [
    element("strong", {}, `${request.method} ${request.path}`),
    icon("arrow"),
    element("span", { class: "log-status", "data-level": level }, status),
    element("span", { class: "faint" }, ` · ${facts.join(" · ")} · #${request.id}`),
  ];
}

/** @param {Entry} entry @param {Look} look @param {boolean | null} expanded  null: nothing to open @param {Node[]} cells */
function row(entry, look, expanded, cells) {
  const failed = entry.kind === "query" && entry.query.error !== null;
  const driver = entry.kind === "query" ? entry.query.driver : entry.kind === "fold" && entry.queries[0]?.driver === true;
  return element(
    "tr",
    {
      class: `log-row log-${entry.kind}`,
      role: "row",
      tabindex: look.active ? "0" : "-1",
      "data-key": entry.key,
      "data-failed": failed,
      "data-driver-row": driver,
      "aria-level": String(entry.level),
      "aria-expanded": expanded === null ? null : String(expanded),
    },
    ...cells,
  );
}

/** @param {string} kind @param {...(Node | string)} content */
function cell(kind, ...content) {
  return element("td", { role: "gridcell", class: kind }, ...content);
}

/** @param {number} database @param {number} network */
function took(database, network) {
  const bar = element("span", { class: "log-bar", "aria-hidden": "true" }, element("i"), element("i"));
  bar.style.setProperty("--database", database.toFixed(3));
  bar.style.setProperty("--network", network.toFixed(3));
  return cell("number log-took", duration(database + network), bar);
}

/** @param {Query} query @param {string} times @param {string[]} flags */
function statement(query, times, flags) {
  const failed = query.error ? element("span", { class: "log-failed" }, icon("cross"), "failed") : null;
  const code = element("code", {}, highlightedSql(briefSql(query.sql)));
  return element(
    "td",
    { role: "gridcell", class: "log-statement" },
    element(
      "span",
      { class: "log-line" },
      icon("chevron"),
      failed,
      times ? element("strong", { class: "log-times" }, times) : null,
      code,
      query.reason ? element("span", { class: "log-reason" }, query.reason) : null,
      ...flags.map((flag) => element("span", { class: "log-flag" }, icon("flag"), flag)),
    ),
  );
}

/** @param {Query} query @param {Look} look @param {boolean} apart */
function place(query, look, apart) {
  const made = element("td", { role: "gridcell", class: "log-place" });
  if (apart) made.append(element("span", { class: "log-of" }, `#${query.request}`));
  if (query.line) {
    const link = lineLink(query.line);
    link.tabIndex = look.active ? 0 : -1;
    made.append(link);
  }
  return made;
}

/** @param {QueryEntry} entry @param {number} latency */
function detailsRow({ query, lanes }, latency) {
  const band = laneCell(passing(lanes));
  return element(
    "tr",
    { class: "log-details", role: "row", "aria-level": "2" },
    element("td", { role: "gridcell", colspan: "4" }),
    band,
    element("td", { role: "gridcell", colspan: "2" }, ...detailParts(query, latency)),
  );
}

/** @param {Query} query @param {number} latency */
function detailParts(query, latency) {
  const parameters = query.parameters.map((value, index) =>
    element("li", {}, element("span", { class: "faint" }, `$${index + 1}`), " ", element("code", {}, value ?? "NULL")),
  );
  const pretty = prettySql(query.sql);
  return [
    query.error ? element("p", { class: "log-error" }, `${query.error.code}: ${query.error.message}`) : null,
    element("pre", { class: "sql" }, highlightedSql(pretty)),
    parameters.length ? element("ul", { class: "parameters", "aria-label": gettext("Parameters") }, ...parameters) : null,
    element("p", { class: "faint log-facts" }, facts(query, latency)),
    element("p", { class: "log-actions" }, query.line ? lineLink(query.line) : null, copyButton(gettext("Copy SQL"), pretty), parameters.length ? copyButton(gettext("Copy with values"), withValues(query)) : null),
  ].filter((part) => part !== null);
}

/** @param {Query} query @param {number} latency */
function facts(query, latency) {
  const trips = query.round_trips ?? 1;
  const network = latency ? ` + ${ngettext("{count} round trip × {latency} ms added", "{count} round trips × {latency} ms added", trips, { latency })}` : trips > 1 ? ` · ${gettext("{count} round trips, the first to prepare it", { count: trips })}` : "";
  const words = [
    query.reason,
    gettext("connection {number}", { number: query.connection }),
    query.transaction ? gettext("transaction {name}", { name: query.transaction }) : gettext("no transaction"),
    `${gettext("{time} in the database", { time: duration(query.duration_ms) })}${network}`,
  ];
  return words.filter(Boolean).join(" · ");
}

/** Values in the places of $1, $2, quoted as text, for reading and for psql. @param {Query} query */
function withValues(query) {
  return query.sql.replace(/\$(\d+)/g, (whole, number) => {
    const value = query.parameters[Number(number) - 1];
    if (value === undefined) return whole;
    return value === null ? "NULL" : /^-?\d+(\.\d+)?$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
  });
}

/** @param {string} words @param {string} text */
function copyButton(words, text) {
  const button = element("button", { type: "button", class: "button button-quiet button-small", "data-copy-text": text }, icon("copy"), words);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.lastChild?.replaceWith(gettext("Copied"));
  });
  return button;
}
