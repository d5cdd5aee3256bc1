/** Links to lines of the code, and comments on them: others make them, the workspace answers. Neither knows the other. */

import { element } from "../element.js";
import { gettext } from "../texts.js";

/** @typedef {import("../events/event.js").Line} Line */
/** @typedef {Line & {author: string, text: string}} LineComment */

/** @param {Line} line @returns {HTMLButtonElement} */
export function lineLink(line) {
  const purpose = element("span", { class: "visually-hidden" }, gettext(", show this line"));
  const link = element("button", { type: "button", class: "line-link" }, `${line.file}:${line.line}`, purpose);
  link.addEventListener("click", () => link.dispatchEvent(new CustomEvent("reveal-line", { detail: line, bubbles: true })));
  return link;
}

/** @param {(line: Line, side: string) => void} answer  side: whose line it is, where two programs run side by side */
export function onReveal(answer) {
  document.addEventListener("reveal-line", (event) => {
    const of = event.target instanceof Element ? event.target.closest("[data-side]") : null;
    answer(/** @type {CustomEvent<Line>} */ (event).detail, of instanceof HTMLElement ? of.dataset.side ?? "" : "");
  });
}

/** Shows these comments at their lines, and no others. @param {LineComment[]} comments */
export function commentOnLines(comments) {
  document.dispatchEvent(new CustomEvent("comment-lines", { detail: comments }));
}

/** @param {(comments: LineComment[]) => void} answer */
export function onLineComments(answer) {
  document.addEventListener("comment-lines", (event) => answer(/** @type {CustomEvent<LineComment[]>} */ (event).detail));
}
