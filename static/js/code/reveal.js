/** Links to a line of the code: Reality makes them, the workspace answers them. Neither knows the other. */

import { element } from "../element.js";

/** @typedef {import("../events/event.js").Line} Line */

/** @param {Line} line @returns {HTMLButtonElement} */
export function lineLink(line) {
  const purpose = element("span", { class: "visually-hidden" }, ", show this line");
  const link = element("button", { type: "button", class: "line-link" }, `${line.file}:${line.line}`, purpose);
  link.addEventListener("click", () => document.dispatchEvent(new CustomEvent("reveal-line", { detail: line })));
  return link;
}

/** @param {(line: Line) => void} answer */
export function onReveal(answer) {
  document.addEventListener("reveal-line", (event) => answer(/** @type {CustomEvent<Line>} */ (event).detail));
}
