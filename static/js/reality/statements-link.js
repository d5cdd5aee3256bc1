/** A link from a verdict to the statements that it speaks of: who makes it and who shows them do not know each other. */

import { element } from "../element.js";
import { gettext, ngettext } from "../texts.js";

/** @param {number} count @param {number[]} ids  of the statements, in order @returns {Node} */
export function statementsLink(count, ids) {
  const words = ngettext("{count} query", "{count} queries", count);
  const [first] = ids;
  if (first === undefined) return document.createTextNode(words);
  const purpose = element("span", { class: "visually-hidden" }, gettext(", show them"));
  const link = element("button", { type: "button", class: "line-link" }, words, purpose);
  link.addEventListener("click", () => link.dispatchEvent(new CustomEvent("show-statement", { detail: first, bubbles: true })));
  return link;
}
