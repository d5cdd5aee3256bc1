/** The band of a transaction: a colour, and always its letter. */

import { element } from "../element.js";

const HUES = 6;

/** @param {string | null} letter @returns {HTMLTableCellElement} */
export function band(letter) {
  if (!letter) return element("td", { class: "band" }, element("span", { class: "visually-hidden" }, "none"));
  return element("td", { class: "band", "data-hue": String(hueOf(letter)) }, letter);
}

/** @param {string} letter "A" and on @returns {number} 0 to 5, the seventh transaction starts anew */
export function hueOf(letter) {
  return (letter.charCodeAt(0) - "A".charCodeAt(0)) % HUES;
}
