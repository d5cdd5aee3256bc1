/** Students × steps. A row is redrawn only when its student changed. */

import { element, find } from "../element.js";
import { age, counted } from "../format.js";
import { icon } from "../icon.js";

/** @typedef {import("./message.js").Student} Student */
/** @typedef {import("./message.js").Cell} Cell */

/** @type {Record<import("./message.js").CellState, {icon: string, words: string}>} */
export const looks = {
  new: { icon: "circle", words: "not started" },
  working: { icon: "dot", words: "in progress" },
  collision: { icon: "collision", words: "collision" },
  failed: { icon: "cross", words: "not solved yet" },
  passed: { icon: "check", words: "passed" },
  done: { icon: "check", words: "done" },
};

const AGES_MS = 30_000;

export class Matrix {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.body = find("tbody", root);
    this.empty = find("[data-empty]", root);
    this.table = find("table", root);
    this.columns = [...root.querySelectorAll("th[data-key]")].map((th) => ({
      key: th.getAttribute("data-key") ?? "",
      title: th.getAttribute("data-title") ?? "",
    }));
    /** @type {Map<number, {drawn: string, row: HTMLElement}>} */
    this.rows = new Map();
    /** @type {Student[]} */
    this.students = [];
    setInterval(() => this.draw(this.students), AGES_MS);
  }

  /** @param {Student[]} students  in the order to show them */
  draw(students) {
    this.students = students;
    this.empty.hidden = students.length > 0;
    this.table.hidden = students.length === 0;
    for (const id of [...this.rows.keys()]) {
      if (!students.some((student) => student.id === id)) this.rows.get(id)?.row.remove(), this.rows.delete(id);
    }
    students.forEach((student, index) => {
      const row = this.rowOf(student);
      if (this.body.children[index] !== row) this.body.insertBefore(row, this.body.children[index] ?? null);
    });
  }

  /** @param {Student} student @returns {HTMLElement} */
  rowOf(student) {
    const now = Date.now();
    const cells = this.columns.map(({ key }) => student.cells[key]);
    const drawn = JSON.stringify([student, cells.map((cell) => cell?.since && age(cell.since, now))]);
    const known = this.rows.get(student.id);
    if (known?.drawn === drawn) return known.row;
    const row = element(
      "tr",
      { role: "row" },
      element("th", { scope: "row", role: "rowheader", "data-here": String(student.here) }, student.name, " ", here(student)),
      ...this.columns.map(({ title }, index) => cellOf(title, cells[index], now)),
    );
    known?.row.replaceWith(row);
    this.rows.set(student.id, { drawn, row });
    return row;
  }
}

/** @param {Student} student */
function here(student) {
  return element("span", { class: "presence" }, student.here ? "here" : "away");
}

/** @param {string} title @param {Cell | undefined} cell @param {number} now */
function cellOf(title, cell, now) {
  const state = cell?.state ?? "new";
  const look = looks[state] ?? looks.new;
  return element(
    "td",
    { role: "cell", class: "cell", "data-state": state, "data-title": title },
    element("span", { class: "cell-state" }, icon(look.icon), element("span", { class: "cell-words" }, cell?.collisions && state === "collision" ? counted(cell.collisions, "collision") : look.words)),
    cell && state !== "new" ? element("span", { class: "cell-facts" }, facts(cell, now)) : null,
  );
}

/** @param {Cell} cell @param {number} now @returns {string} such as "3 runs · 4 min" */
export function facts({ state, runs, since }, now) {
  return [
    runs ? counted(runs, "run") : "",
    since && state !== "passed" && state !== "done" ? age(since, now) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
