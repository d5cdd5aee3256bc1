/** SQL in colour, built of text nodes. */

import { PostgreSQL } from "@codemirror/lang-sql";
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { element } from "../element.js";

/** @param {string} sql @returns {DocumentFragment} */
export function highlightedSql(sql) {
  const fragment = document.createDocumentFragment();
  highlightCode(
    sql,
    PostgreSQL.language.parser.parse(sql),
    classHighlighter,
    (text, classes) => fragment.append(classes ? element("span", { class: classes }, text) : text),
    () => fragment.append("\n"),
  );
  return fragment;
}
