/** Students × steps as a grid: arrow keys move, Enter opens. A row is redrawn only when it would look different. */

import { element, find } from "../element.js";
import { icon } from "../icon.js";
import { attemptUrl } from "./links.js";
import { brief, looks, sentence } from "./looks.js";
import { nameLink, presence } from "./name-link.js";
import { frontOf, isStuck } from "./need.js";
import { gettext } from "../texts.js";

/** @typedef {import("./message.js").Message} Message */
/** @typedef {import("./message.js").Student} Student */
/** @typedef {import("./message.js").Cell} Cell */

/** @type {Record<string, [number, number]>} rows and columns that a key moves */
const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class Matrix {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.body = find("tbody", root);
    this.said = find("[data-said]", root);
    this.heads = [...root.querySelectorAll("th[data-key]")];
    this.columns = this.heads.map((th) => ({
      key: th.getAttribute("data-key") ?? "",
      title: th.getAttribute("data-title") ?? "",
    }));
    /** @type {Map<number, {drawn: string, row: HTMLTableRowElement, student: Student}>} */
    this.rows = new Map();
    /** @type {Message | null} */
    this.message = null;
    /** Whether the class has been brought into view; from then on only the instructor scrolls. */
    this.shown = false;
    this.body.addEventListener("keydown", (event) => this.move(event));
    this.body.addEventListener("click", (event) => this.open(event.target));
    this.body.addEventListener("focusin", (event) => this.say(event.target));
    this.body.addEventListener("pointerover", (event) => this.say(event.target));
  }

  /** @param {Message} message @param {Student[]} students in the order to show them @param {number} now ms */
  draw(message, students, now) {
    this.message = message;
    const ids = new Set(students.map((student) => student.id));
    for (const [id, { row }] of this.rows) if (!ids.has(id)) row.remove(), this.rows.delete(id);
    students.forEach((student, index) => {
      const row = this.rowOf(student, message, now);
      if (this.body.children[index] !== row) this.body.insertBefore(row, this.body.children[index] ?? null);
    });
    if (!this.body.querySelector("[tabindex='0']")) this.body.querySelector("[role=gridcell]")?.setAttribute("tabindex", "0");
    if (!this.shown) this.show(message);
  }

  /** Brings the steps that the class is at into view, the first time that it is anywhere. @param {Message} message */
  show(message) {
    const front = frontOf(message, this.columns.map(({ key }) => key));
    if (front === null) return;
    this.shown = true;
    this.heads[front]?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  /** @param {Student} student @param {Message} message @param {number} now @returns {HTMLTableRowElement} */
  rowOf(student, message, now) {
    const cells = this.columns.map(({ key }) => {
      const cell = student.cells[key];
      return cell && { cell, brief: brief(cell, now), stuck: student.here && isStuck(cell, message.stuck_after[key] ?? Infinity, now) };
    });
    const drawn = JSON.stringify([student.name, student.here, student.hand, cells]);
    const known = this.rows.get(student.id);
    if (known?.drawn === drawn) return known.row;
    const focused = known ? [...known.row.children].indexOf(/** @type {Element} */ (document.activeElement)) : -1;
    const active = known ? [...known.row.children].findIndex((each) => each.getAttribute("tabindex") === "0") : -1;
    const row = element(
      "tr",
      { role: "row", "data-student": String(student.id) },
      element("th", { scope: "row", role: "rowheader", "data-here": String(student.here) }, nameLink(student), presence(student)),
      ...cells.map((each) => drawCell(each)),
    );
    known?.row.replaceWith(row);
    this.rows.set(student.id, { drawn, row, student });
    if (active >= 0) row.children[active]?.setAttribute("tabindex", "0");
    if (focused >= 0) /** @type {HTMLElement | undefined} */ (row.children[focused])?.focus();
    return row;
  }

  /** Goes to the student's work on this step. @param {EventTarget | null} target */
  open(target) {
    const cell = cellOf(target);
    const column = cell && this.columnOf(cell);
    if (column) location.assign(attemptUrl(Number(cell.parentElement?.dataset.student), column.key));
  }

  /** @param {HTMLElement} cell */
  columnOf(cell) {
    return this.columns[[...(cell.parentElement?.children ?? [])].indexOf(cell) - 1];
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const cell = cellOf(event.target);
    if (!cell) return;
    if (event.key === "Enter") return this.open(cell);
    const [down, right] = moves[event.key] ?? [0, 0];
    const row = event.key === "Home" && event.ctrlKey ? this.body.firstElementChild : event.key === "End" && event.ctrlKey ? this.body.lastElementChild : null;
    const index = [...(cell.parentElement?.children ?? [])].indexOf(cell);
    const column = event.key === "Home" ? 1 : event.key === "End" ? this.columns.length : Math.max(1, index + right);
    const line = row ?? (down < 0 ? cell.parentElement?.previousElementSibling : down > 0 ? cell.parentElement?.nextElementSibling : cell.parentElement);
    const to = line?.children[column];
    if (!(to instanceof HTMLElement) || to === cell) return;
    event.preventDefault();
    cell.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  }

  /** Says a cell in full, below the table and to screen readers. @param {EventTarget | null} target */
  say(target) {
    const cell = cellOf(target);
    const student = this.rows.get(Number(cell?.parentElement?.dataset.student))?.student;
    if (!cell || !student || !this.message) return;
    const column = this.columnOf(cell);
    if (!column) return;
    const words = `${student.name}, ${column.title}: ${sentence(student.cells[column.key], "stuck" in cell.dataset, Date.now())}`;
    cell.setAttribute("aria-label", words);
    this.said.textContent = words;
  }
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function cellOf(target) {
  return target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("[role=gridcell]")) : null;
}

/** @param {{cell: Cell, brief: string, stuck: boolean} | undefined} drawn */
function drawCell(drawn) {
  if (!drawn) return element("td", { role: "gridcell", tabindex: "-1", class: "cell", "data-state": "new" }, element("span", { class: "visually-hidden" }, looks.new.words));
  const { icon: name, words } = looks[drawn.cell.state];
  return element(
    "td",
    { role: "gridcell", tabindex: "-1", class: "cell", "data-state": drawn.cell.state, "data-stuck": drawn.stuck },
    icon(drawn.stuck ? "alert" : name),
    element("span", { class: "visually-hidden" }, drawn.stuck ? `${words}, ${gettext("stuck")} ` : `${words} `),
    element("span", { class: "cell-brief" }, drawn.brief),
  );
}
