/** Every statement that reached the database. The driver's own chatter hides behind a switch. */

import { lineLink } from "../code/reveal.js";
import { element, find } from "../element.js";
import { duration } from "../format.js";
import { icon } from "../icon.js";
import { highlightedSql } from "./sql.js";
import { band } from "./transaction.js";

/** @typedef {import("../events/event.js").Query} Query */

const COLUMNS = 7;

export class Queries {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.table = find("table", root);
    this.body = find("tbody", root);
    this.empty = find("[data-empty]", root);
    this.count = document.querySelector("[data-query-count]");
    this.switch = /** @type {HTMLInputElement} */ (find("[data-driver-switch]", root));
    this.start = 0;
    this.shown = 0;
    this.switch.addEventListener("change", () => this.table.toggleAttribute("data-driver-shown", this.switch.checked));
  }

  /** @param {import("../events/reducer.js").Picture} picture */
  draw(picture) {
    if (picture.start !== this.start) this.restart(picture.start);
    const fresh = picture.queries.slice(this.shown);
    this.shown = picture.queries.length;
    this.body.append(...fresh.flatMap(rows));
    const driver = picture.queries.filter((query) => query.driver).length;
    const own = this.shown - driver;
    find("[data-driver-count]", this.root).textContent = String(driver);
    find("[data-driver]", this.root).hidden = driver === 0;
    this.table.hidden = this.shown === 0;
    this.empty.hidden = own > 0;
    if (picture.phase !== "idle") this.empty.textContent = emptySentence(picture.phase);
    if (this.count) this.count.textContent = picture.start ? String(own) : "";
  }

  /** @param {number} start */
  restart(start) {
    this.start = start;
    this.shown = 0;
    this.body.replaceChildren();
  }
}

/** The row, and below it the place for its details. @param {Query} query */
function rows(query) {
  const details = element("tr", { class: "query-details", hidden: true, "data-driver-row": query.driver });
  const open = opener(query, details);
  const row = element(
    "tr",
    { class: "query", "data-driver-row": query.driver, "data-failed": Boolean(query.error) },
    element("td", { class: "number" }, String(query.id)),
    element("td", { class: "number" }, query.t === null ? "–" : duration(query.t)),
    element("td", { class: "number" }, duration(query.duration_ms)),
    element("td", { class: "number" }, query.rows === null ? "–" : String(query.rows)),
    band(query.transaction),
    element("td", { class: "statement" }, open),
    element("td", { class: "place" }, query.line ? lineLink(query.line) : null),
  );
  return [row, details];
}

/** @param {Query} query @param {HTMLElement} details */
function opener(query, details) {
  const failed = query.error ? element("span", { class: "query-failed" }, icon("cross"), "failed") : null;
  const statement = element("code", {}, query.sql.replace(/\s+/g, " "));
  const button = element("button", { type: "button", class: "statement-button", "aria-expanded": "false" }, icon("chevron"), failed, statement);
  button.addEventListener("click", () => {
    if (!details.firstChild) details.append(element("td", { colspan: String(COLUMNS) }, ...detailParts(query)));
    details.hidden = !details.hidden;
    button.setAttribute("aria-expanded", String(!details.hidden));
  });
  return button;
}

/** @param {Query} query */
function detailParts(query) {
  const parameters = query.parameters.map((value, index) =>
    element("li", {}, element("span", { class: "faint" }, `$${index + 1}`), " ", element("code", {}, value ?? "NULL")),
  );
  return [
    element("pre", { class: "sql" }, highlightedSql(query.sql)),
    parameters.length ? element("ul", { class: "parameters", "aria-label": "Parameters" }, ...parameters) : null,
    query.error ? element("p", { class: "query-error" }, `${query.error.code}: ${query.error.message}`) : null,
    element("p", { class: "faint" }, `connection ${query.connection}`),
  ].filter((part) => part !== null);
}

/** @param {string} phase */
function emptySentence(phase) {
  if (phase === "done" || phase === "judging") return "The program sent no statement of its own.";
  return "No statement yet. Each one is listed here as it reaches the database.";
}
