/** Two orders beside each other: what stands elsewhere, or only in one of them, is marked, in words too. */

import { element } from "../element.js";
import { inlineCode } from "../inline-code.js";
import { gettext } from "../texts.js";

/** @typedef {{id: string, text: string}} Item */

/**
 * @param {Item[]} items  everything that there was to put in order
 * @param {string | null} predicted  ids with spaces between, as events have them @param {string | null} actual
 * @returns {{predicted: Node, actual: Node}}
 */
export function bothOrders(items, predicted, actual) {
  const said = ids(predicted);
  const seen = ids(actual);
  const kept = new Set(common(said, seen));
  // Without a prediction there is nothing to differ from.
  const differs = (/** @type {string} */ id) => predicted !== null && !kept.has(id);
  return {
    predicted: column(items, said, seen, differs, gettext("never happened")),
    actual: column(items, seen, said, differs, gettext("you left it out")),
  };
}

/** @param {string | null} text */
function ids(text) {
  return (text ?? "").split(" ").filter(Boolean);
}

/**
 * The longest sequence that both have: what has to move is as little as possible.
 *
 * @param {string[]} a @param {string[]} b @returns {string[]}
 */
export function common(a, b) {
  const [first, ...rest] = a;
  if (first === undefined || b.length === 0) return [];
  if (first === b[0]) return [first, ...common(rest, b.slice(1))];
  const at = b.indexOf(first);
  const without = common(rest, b);
  const with_ = at < 0 ? [] : [first, ...common(rest, b.slice(at + 1))];
  return with_.length > without.length ? with_ : without;
}

/**
 * @param {Item[]} items @param {string[]} order @param {string[]} other @param {(id: string) => boolean} differs
 * @param {string} onlyHere  what is said of something that the other order does not have
 */
function column(items, order, other, differs, onlyHere) {
  const text = (/** @type {string} */ id) => element("span", {}, inlineCode(items.find((item) => item.id === id)?.text ?? id));
  const never = items.map((item) => item.id).filter((id) => !order.includes(id));
  const fragment = document.createDocumentFragment();
  const rows = order.map((id) => {
    const word = other.includes(id) ? gettext("elsewhere") : onlyHere;
    return element("li", { "data-differs": differs(id) }, text(id), differs(id) ? mark(word) : null);
  });
  fragment.append(rows.length ? element("ol", { class: "sequence" }, ...rows) : element("p", {}, gettext("Nothing of it happens.")));
  if (never.length) {
    const missing = never.map((id) => element("li", { "data-differs": other.includes(id) && differs(id) }, text(id)));
    fragment.append(element("p", { class: "sequence-never" }, gettext("never happens")), element("ul", { class: "sequence sequence-nots" }, ...missing));
  }
  return fragment;
}

/** @param {string} word */
function mark(word) {
  return element("span", { class: "sequence-mark" }, word);
}
