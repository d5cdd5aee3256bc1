/** Every statement that reached the database: live, folded, searched, opened; from the keyboard as from the mouse. */

import { find } from "../element.js";
import { duration, seconds } from "../format.js";
import { countOf, entriesOf, kinds } from "./queries-log.js";
import { Insights } from "./queries-insights.js";
import { rowsOf, waited } from "./queries-rows.js";
import { RowWindow } from "./queries-window.js";
import { MOST_LANES } from "./transaction.js";
import { gettext, ngettext } from "../texts.js";

/** @typedef {import("./queries-log.js").Entry} Entry */
/** @typedef {import("../events/reducer.js").Picture} Picture */

const PAGE = 10;
const LONG = 500;
const APART_MS = 200;

export class Queries {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.table = find("table", root);
    this.empty = find("[data-empty]", root);
    this.count = document.querySelector("[data-query-count]");
    this.summary = find("[data-log-summary]", root);
    this.tools = find("[data-log-tools]", root);
    this.sums = find("[data-log-sums]", root);
    this.search = /** @type {HTMLInputElement} */ (find("[data-log-search]", root));
    this.kind = /** @type {HTMLSelectElement} */ (find("[data-log-kind]", root));
    this.fold = /** @type {HTMLInputElement} */ (find("[data-log-fold]", root));
    this.driver = /** @type {HTMLInputElement} */ (find("[data-driver-switch]", root));
    this.insights = new Insights(find("[data-insights]", root), (id) => this.goTo(id));
    this.start = 0;
    /** @type {Set<string>} keys of folds that show their members */
    this.opened = new Set();
    /** @type {Set<string>} keys of statements that show their details */
    this.expanded = new Set();
    this.active = "";
    this.stale = true;
    this.waiting = 0;
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {RowWindow<Entry>} */
    this.window = new RowWindow(find("tbody", root), root, {
      version: (entry) => this.version(entry),
      make: (entry) => rowsOf(entry, this.look(entry)),
    });
    for (const control of [this.search, this.kind, this.fold, this.driver]) control.addEventListener("input", () => this.refresh());
    this.table.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("keydown", (event) => this.pressed(event));
    // Drawn when it is looked at: a hidden table has no size, and needs no work.
    new IntersectionObserver(() => this.stale && this.refresh()).observe(root);
  }

  /** @param {Picture} picture @param {boolean} [fresh] */
  draw(picture, fresh = false) {
    const grown = picture.happened !== this.picture?.happened && picture.happened.length !== this.picture?.happened.length;
    const noticed = picture.insights.size !== this.picture?.insights.size;
    const changed = grown || noticed || picture.start !== this.start || picture.phase !== this.picture?.phase;
    this.picture = picture;
    if (picture.start !== this.start) this.restart(picture.start);
    if (!changed) return;
    this.insights.draw(picture.insights.values(), fresh);
    const driver = picture.queries.filter((query) => query.driver).length;
    const own = picture.queries.length - driver;
    find("[data-driver-count]", this.root).textContent = String(driver);
    find("[data-driver]", this.root).hidden = driver === 0;
    this.table.hidden = this.tools.hidden = this.sums.hidden = picture.happened.length === 0;
    this.empty.hidden = own > 0;
    if (picture.phase !== "idle") this.empty.textContent = emptySentence(picture.phase);
    if (this.count) this.count.textContent = picture.start ? String(own) : "";
    this.soon(picture);
  }

  /** A long log is laid out a few times a second while it grows: the eye cannot follow more. @param {Picture} picture */
  soon(picture) {
    if (picture.phase !== "running" || picture.happened.length < LONG) this.refresh();
    else this.waiting ||= window.setTimeout(() => this.refresh(), APART_MS);
  }

  /** @param {number} start */
  restart(start) {
    this.start = start;
    this.opened.clear();
    this.expanded.clear();
    this.active = "";
    this.insights.clear();
  }

  refresh() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    const { picture } = this;
    this.stale = picture !== null && !this.root.checkVisibility();
    if (!picture || this.stale) return;
    const entries = entriesOf(picture.happened, picture.insights.values(), {
      fold: this.fold.checked,
      driver: this.driver.checked,
      words: this.search.value,
      only: /** @type {keyof typeof kinds} */ (this.kind.value),
      opened: this.opened,
    });
    if (!entries.some((entry) => entry.key === this.active)) this.active = entries[0]?.key ?? "";
    this.measure(picture, entries);
    this.window.show(entries);
    this.table.setAttribute("aria-rowcount", String(entries.length + 1));
  }

  /** Says the sum, and gives the table what its columns and bars are measured by. @param {Picture} picture @param {Entry[]} entries */
  measure(picture, entries) {
    const own = picture.queries.filter((query) => !query.driver);
    const seen = countOf(entries);
    const database = own.reduce((sum, query) => sum + query.duration_ms, 0);
    const trips = own.reduce((sum, query) => sum + (query.round_trips ?? 1), 0);
    const network = trips * picture.latency_ms;
    this.summary.textContent = own.length === 0 ? "" : [
      seen < own.length ? ngettext("{seen} of {count} statement", "{seen} of {count} statements", own.length, { seen }) : ngettext("{count} statement", "{count} statements", own.length),
      gettext("{time} in the database", { time: time(database) }),
      network ? ngettext("+ {time} in the network: {count} round trip × {latency} ms, added", "+ {time} in the network: {count} round trips × {latency} ms, added", trips, { time: time(network), latency: picture.latency_ms }) : "",
    ].filter(Boolean).join(" · ");
    const lanes = entries.reduce((most, entry) => Math.max(most, entry.lanes.length), 1);
    const longest = own.reduce((most, query) => Math.max(most, query.duration_ms + waited(query, picture.latency_ms)), 0.1);
    this.table.style.setProperty("--lanes", String(Math.min(lanes, MOST_LANES)));
    this.table.style.setProperty("--longest", longest.toFixed(3));
  }

  /** @param {Entry} entry */
  look(entry) {
    return { expanded: this.expanded.has(entry.key), active: entry.key === this.active, latency: this.picture?.latency_ms ?? 0 };
  }

  /** Whatever a row's looks depend on. @param {Entry} entry */
  version(entry) {
    const { expanded, active } = this.look(entry);
    const own = entry.kind === "fold" ? `${entry.queries.length} ${entry.open}` : entry.kind === "request" ? `${entry.answer?.seq} ${entry.queries}` : "";
    const flags = entry.kind === "query" || entry.kind === "fold" ? entry.flags.join() : "";
    return [own, expanded, active, entry.level, flags, entry.lanes.map((lane) => lane && lane.letter + lane.at).join()].join("|");
  }

  /** Shows a statement, whatever hides it now. @param {number} id */
  goTo(id) {
    this.search.value = "";
    this.kind.value = "all";
    this.refresh();
    const holds = (/** @type {Entry} */ entry) =>
      entry.kind === "query" ? entry.query.id === id : entry.kind === "fold" && entry.queries.some((query) => query.id === id);
    const index = this.window.entries.findIndex(holds);
    if (index >= 0) this.focus(index);
  }

  /** @param {number} index */
  focus(index) {
    const { entries } = this.window;
    const at = Math.min(Math.max(index, 0), entries.length - 1);
    this.active = entries[at]?.key ?? "";
    this.window.reveal(at)?.focus({ preventScroll: true });
  }

  /** @param {Entry} entry @param {boolean} [open] */
  toggle(entry, open) {
    const set = entry.kind === "fold" ? this.opened : entry.kind === "query" ? this.expanded : null;
    if (!set) return;
    if (open ?? !set.has(entry.key)) set.add(entry.key);
    else set.delete(entry.key);
    this.refresh();
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest("[data-key]"));
    // A click that marks text is no click on the row.
    if (!row || target.closest("button, a") || getSelection()?.isCollapsed === false) return;
    const index = this.indexOf(row.dataset.key);
    const entry = this.window.entries[index];
    if (!entry) return;
    this.focus(index);
    this.toggle(entry);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select")) return;
    if (event.key === "/") {
      event.preventDefault();
      this.search.focus();
      return;
    }
    const row = /** @type {HTMLElement | null} */ (target.closest("[data-key]"));
    if ((row ?? target) !== target || (!row && target !== this.root) || this.table.hidden) return;
    if (this.move(event.key, this.indexOf(this.active), row !== null)) event.preventDefault();
  }

  /** @param {string} key @param {number} index @param {boolean} onRow @returns {boolean} whether the key means something here */
  move(key, index, onRow) {
    const entry = this.window.entries[index];
    if (!entry) return false;
    /** @type {Record<string, () => void>} */
    const moves = {
      ArrowDown: () => this.focus(onRow ? index + 1 : index),
      ArrowUp: () => this.focus(index - 1),
      PageDown: () => this.focus(index + PAGE),
      PageUp: () => this.focus(index - PAGE),
      Home: () => this.focus(0),
      End: () => this.focus(this.window.entries.length - 1),
      ArrowRight: () => this.toggle(entry, true),
      ArrowLeft: () => this.close(entry, index),
    };
    if (onRow) Object.assign(moves, { Enter: () => this.toggle(entry), " ": () => this.toggle(entry), g: () => this.press(entry, ".line-link") });
    if (!moves[key]) return false;
    moves[key]();
    return true;
  }

  /** Closes what is open, or goes to what it belongs to. @param {Entry} entry @param {number} index */
  close(entry, index) {
    const open = this.expanded.has(entry.key) || this.opened.has(entry.key);
    if (open) this.toggle(entry, false);
    else if (entry.level > 1) this.focus(this.window.entries.slice(0, index).findLastIndex((each) => each.level < entry.level));
  }

  /** @param {Entry} entry @param {string} what */
  press(entry, what) {
    const link = this.window.shown.get(entry.key)?.rows[0]?.querySelector(what);
    if (link instanceof HTMLElement) link.click();
  }

  /** @param {string | undefined} key */
  indexOf(key) {
    return this.window.entries.findIndex((entry) => entry.key === key);
  }
}

/** @param {number} ms */
function time(ms) {
  return ms < 1_000 ? duration(ms) : seconds(ms);
}

/** @param {string} phase */
function emptySentence(phase) {
  if (phase === "done" || phase === "judging") return gettext("The program sent no statement of its own.");
  return gettext("No statement yet. Each one is listed here as it reaches the database.");
}
