/** The class as a list, for screens too narrow for a matrix: whoever needs help most comes first. */

import { element } from "../element.js";
import { icon } from "../icon.js";
import { nameLink, presence } from "./name-link.js";
import { looks, sentence } from "./looks.js";
import { placeOf } from "./need.js";
import { gettext } from "../texts.js";

/** @typedef {import("./message.js").Message} Message */
/** @typedef {import("./message.js").Student} Student */

/** The states in which a step asks for nothing more. */
const complete = new Set(["collision", "passed", "done"]);

export class HelpList {
  /** @param {HTMLElement} root @param {Map<string, string>} titles of the steps, by key */
  constructor(root, titles) {
    this.root = root;
    this.titles = titles;
  }

  /** @param {Message} message @param {Student[]} students @param {number} now ms */
  draw(message, students, now) {
    this.root.replaceChildren(...students.map((student) => this.entry(student, message, now)));
  }

  /** @param {Student} student @param {Message} message @param {number} now */
  entry(student, message, now) {
    const place = placeOf(student, message, now);
    const done = Object.values(student.cells).filter((cell) => complete.has(cell.state)).length;
    return element(
      "li",
      { class: "help-entry", "data-here": String(student.here), "data-student": String(student.id) },
      element("p", { class: "help-name" }, nameLink(student), presence(student)),
      place
        ? element(
            "p",
            { class: "help-place", "data-stuck": place.stuck, "data-state": place.cell.state },
            icon(place.stuck ? "alert" : looks[place.cell.state].icon),
            element("span", {}, `${this.titles.get(place.key) ?? place.key}: ${place.stuck ? `${gettext("stuck")}, ` : ""}${sentence(place.cell, false, now)}`),
          )
        : null,
      element("p", { class: "help-done" }, gettext("{done} of {all} steps done", { done, all: this.titles.size })),
    );
  }
}
