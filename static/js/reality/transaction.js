/** The bands of transactions: a colour, and always a letter. */

import { element } from "../element.js";

const HUES = 6;
// Lanes that have room beside each other; more transactions at once are told by their letters only.
export const MOST_LANES = 6;

/** @typedef {import("./transaction-lanes.js").Lane} Lane */

/** @param {Lane[]} lanes @returns {HTMLTableCellElement} */
export function laneCell(lanes) {
  const own = lanes.find((lane) => lane && lane.at !== "beside");
  const bars = lanes.slice(0, MOST_LANES).map((lane) => {
    if (!lane) return element("i", { class: "lane" });
    return element("i", { class: "lane", "data-hue": String(hueOf(lane.letter)), "data-at": lane.at });
  });
  const letter = own ? element("span", { class: "lane-letter" }, own.letter) : element("span", { class: "visually-hidden" }, "none");
  return element("td", { role: "gridcell", class: "lanes" }, element("span", { class: "lane-box" }, ...bars, letter));
}

/** @param {string} letter "A" to "ZZ" and on @returns {number} 0 to 5, the seventh transaction starts anew */
export function hueOf(letter) {
  const number = [...letter].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - "A".charCodeAt(0) + 1, 0);
  return (number - 1) % HUES;
}
