/** What is missing before a prediction may be committed, in words. */

import { gettext, language } from "../texts.js";

/** @typedef {Partial<import("../page.js").Answer>} Partly */
/** @typedef {import("../page.js").Question["answer"]} Kind */

// More names than this are not read any more.
const NAMED = 6;

/** @type {Record<Kind, string>} */
const missing = {
  choice: gettext("Choose what you expect."),
  number: gettext("Give a number."),
  text: gettext("Write what you expect."),
  order: gettext("Place each of them: in order, or with what never happens."),
};

/** @type {Record<Kind, string>} */
const missingBoth = {
  choice: gettext("Choose what you expect, and how sure you are."),
  number: gettext("Give a number, and how sure you are."),
  text: gettext("Write what you expect, and how sure you are."),
  order: gettext("Place each of them: in order, or with what never happens, and how sure you are."),
};

/**
 * @param {Record<string, Partly>} answers @param {Record<string, Kind>} kinds  of each question
 * @returns {Record<string, string>} per question, "" when complete
 */
export function problems(answers, kinds) {
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, problem(answer, kinds[id] ?? "choice")]));
}

/**
 * @param {Record<string, string>} found  the problems @param {Record<string, string>} [names]  what questions are called
 * @returns {string} one sentence, "" when nothing is missing
 */
export function stillToDo(found, names = {}) {
  const open = Object.keys(found).filter((id) => found[id]).map((id) => names[id] ?? id);
  if (open.length === 0) return "";
  if (open.length > NAMED) return gettext("Still to answer: {what}.", { what: open.length });
  return gettext("Still to answer: {what}.", { what: new Intl.ListFormat(language() ?? "en-GB").format(open) });
}

/** @param {Partly} answer @param {Kind} kind */
export function said(answer, kind) {
  return answer[kind] !== undefined;
}

/** @param {Partly} answer @param {Kind} kind */
function problem(answer, kind) {
  if (kind === "number" && answer.text) return gettext("This takes a whole number, such as 3.");
  if (!said(answer, kind)) return answer.confidence ? missing[kind] : missingBoth[kind];
  return answer.confidence ? "" : gettext("Say how sure you are.");
}
