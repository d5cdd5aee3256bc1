/** How a cell looks and what it says: icon, words, and the one number that matters in this state. */

import { age } from "../format.js";
import { gettext, ngettext } from "../texts.js";

/** @typedef {import("./message.js").Cell} Cell */

/** @type {Record<import("./message.js").CellState, {icon: string, words: string}>} */
export const looks = {
  new: { icon: "circle", words: gettext("not started") },
  working: { icon: "dot", words: gettext("in progress") },
  collision: { icon: "collision", words: gettext("collision") },
  failed: { icon: "cross", words: gettext("not solved yet") },
  passed: { icon: "check", words: gettext("passed") },
  done: { icon: "check", words: gettext("done") },
};

/** What fits into a narrow column. @param {Cell} cell @param {number} now ms @returns {string} such as "14 min" or "×3" */
export function brief({ state, runs = 0, collisions = 0, since }, now) {
  if (since) return age(since, now);
  if (state === "collision") return collisions > 1 ? String(collisions) : "";
  return runs > 1 ? `×${runs}` : "";
}

/** All that is known, in words. @param {Cell | undefined} cell @param {boolean} stuck @param {number} now ms @returns {string} */
export function sentence(cell, stuck, now) {
  if (!cell) return looks.new.words;
  const counts = cell.state === "collision" && cell.collisions;
  return [
    counts ? "" : looks[cell.state].words,
    stuck ? gettext("longer than usual") : "",
    cell.collisions ? ngettext("{count} collision", "{count} collisions", cell.collisions) : "",
    cell.runs ? ngettext("{count} run", "{count} runs", cell.runs) : "",
    cell.since ? age(cell.since, now) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
