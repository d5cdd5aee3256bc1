/** Inline markdown of event texts, which knows only `code`: split at backticks, never parsed as HTML. */

import { element } from "./element.js";

/** @param {string} text @returns {{code: boolean, text: string}[]} an unpaired backtick stays text */
export function splitCode(text) {
  const parts = text.split("`");
  if (parts.length % 2 === 0) parts.push(parts.splice(-2).join("`"));
  return parts.map((part, index) => ({ code: index % 2 === 1, text: part })).filter((part) => part.text);
}

/** @param {string} text @returns {DocumentFragment} */
export function inlineCode(text) {
  const fragment = document.createDocumentFragment();
  fragment.append(...splitCode(text).map((part) => (part.code ? element("code", {}, part.text) : part.text)));
  return fragment;
}
