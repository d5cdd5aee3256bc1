/** Shows of a long table only the rows that can be seen, so that five thousand cost no more than fifty. */

import { element } from "../element.js";

// Rows beyond both edges: fast scrolling shows no gap.
const BEYOND = 12;
const ROW_REM = 1.875;

/**
 * @template {{key: string}} T
 */
export class RowWindow {
  /**
   * @param {HTMLElement} body  the <tbody>
   * @param {HTMLElement} scroller  scrolls, or lies on a page that does
   * @param {{version: (entry: T) => string, make: (entry: T) => HTMLTableRowElement[]}} rows  how an entry looks; its
   *   first row has the fixed height, a second one may be as high as it likes
   */
  constructor(body, scroller, rows) {
    this.body = body;
    this.scroller = scroller;
    this.rows = rows;
    this.above = space();
    this.below = space();
    body.append(this.above, this.below);
    /** @type {T[]} */
    this.entries = [];
    /** @type {Map<string, {rows: HTMLTableRowElement[], version: string}>} */
    this.shown = new Map();
    /** @type {Map<string, number>} heights of second rows, by key */
    this.more = new Map();
    /** @type {[number, number][]} index and height of those that are there, in order */
    this.tall = [];
    document.addEventListener("scroll", () => this.draw(), { capture: true, passive: true });
    new ResizeObserver(() => this.draw()).observe(scroller);
  }

  /** @param {T[]} entries */
  show(entries) {
    this.entries = entries;
    this.place();
    this.draw();
  }

  draw() {
    const [first, last] = this.range();
    const wanted = this.entries.slice(first, last);
    const keys = new Set(wanted.map((entry) => entry.key));
    for (const [key, { rows }] of this.shown) {
      if (!keys.has(key)) this.remove(key, rows);
    }
    let before = this.above;
    wanted.forEach((entry, offset) => (before = this.put(entry, first + offset, before)));
    this.above.style.height = `${this.top(first)}px`;
    this.below.style.height = `${this.top(this.entries.length) - this.top(last)}px`;
    if (this.measure()) this.draw();
  }

  /** Brings an entry into view and returns its first row. @param {number} index @returns {HTMLElement | null} */
  reveal(index) {
    const entry = this.entries[index];
    if (!entry) return null;
    const [top, bottom] = this.clip();
    const at = this.body.getBoundingClientRect().top + this.top(index);
    if (at < top + this.head() || at + this.height() > bottom) this.scrollBy(at - (top + bottom) / 2);
    this.draw();
    return this.shown.get(entry.key)?.rows[0] ?? null;
  }

  /** @returns {[number, number]} the first index to show, and the one after the last */
  range() {
    const start = this.body.getBoundingClientRect().top;
    const [top, bottom] = this.clip();
    const first = Math.max(0, this.indexAt(top - start) - BEYOND);
    return [first, bottom <= top ? first : Math.min(this.entries.length, this.indexAt(bottom - start) + 1 + BEYOND)];
  }

  /** @returns {[number, number]} top and bottom of what can be seen, in the window's pixels */
  clip() {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    return [Math.max(0, top), Math.min(innerHeight, bottom)];
  }

  /** @param {number} index @returns {number} pixels from the body's top */
  top(index) {
    return this.tall.reduce((sum, [at, height]) => (at < index ? sum + height : sum), index * this.height());
  }

  /** @param {number} y */
  indexAt(y) {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.top(middle + 1) <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  height() {
    return ROW_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  /** The head stays at the top and covers what lies beneath it. */
  head() {
    return this.body.previousElementSibling?.getBoundingClientRect().height ?? 0;
  }

  /** @param {number} distance */
  scrollBy(distance) {
    const inside = this.scroller.scrollHeight > this.scroller.clientHeight + 1;
    (inside ? this.scroller : document.scrollingElement ?? document.body).scrollTop += distance;
  }

  place() {
    this.tall = [];
    if (!this.more.size) return;
    this.entries.forEach((entry, index) => {
      const height = this.more.get(entry.key);
      if (height) this.tall.push([index, height]);
    });
  }

  /** @param {T} entry @param {number} index @param {HTMLTableRowElement} before @returns {HTMLTableRowElement} the last row put */
  put(entry, index, before) {
    const version = this.rows.version(entry);
    let shown = this.shown.get(entry.key);
    if (!shown || shown.version !== version) {
      const focused = shown?.rows.some((row) => row.contains(document.activeElement)) ?? false;
      for (const row of shown?.rows ?? []) row.remove();
      shown = { rows: this.rows.make(entry), version };
      this.shown.set(entry.key, shown);
      before.after(...shown.rows);
      if (focused) shown.rows[0]?.focus({ preventScroll: true });
    } else if (before.nextElementSibling !== shown.rows[0]) before.after(...shown.rows);
    for (const row of shown.rows) row.ariaRowIndex = String(index + 2);
    return shown.rows.at(-1) ?? before;
  }

  /** @param {string} key @param {HTMLTableRowElement[]} rows */
  remove(key, rows) {
    // Whoever was on it goes on with the arrow keys from where they were.
    if (rows.some((row) => row.contains(document.activeElement))) this.scroller.focus({ preventScroll: true });
    for (const row of rows) row.remove();
    this.shown.delete(key);
  }

  /** @returns {boolean} whether a height was not as it was thought */
  measure() {
    let changed = false;
    for (const [key, { rows }] of this.shown) {
      const height = rows[1]?.getBoundingClientRect().height ?? 0;
      if (Math.abs(height - (this.more.get(key) ?? 0)) < 1) continue;
      changed = true;
      if (height) this.more.set(key, height);
      else this.more.delete(key);
    }
    if (changed) this.place();
    return changed;
  }
}

function space() {
  return element("tr", { class: "log-space", role: "presentation", "aria-hidden": "true" });
}
