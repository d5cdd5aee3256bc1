/** What is missing before a prediction may be committed, in words. */

/** @typedef {Partial<import("../page.js").Answer>} Partly */
/** @typedef {import("../page.js").Question["answer"]} Kind */

// More names than this are not read any more.
const NAMED = 6;

/** @type {Record<Kind, string>} */
const missing = {
  choice: "Choose what you expect",
  number: "Give a number",
  text: "Write what you expect",
  order: "Place each of them: in order, or with what never happens",
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
  if (open.length > NAMED) return `Still to answer: ${open.length}.`;
  return `Still to answer: ${open.length === 1 ? open[0] : `${open.slice(0, -1).join(", ")} and ${open.at(-1)}`}.`;
}

/** @param {Partly} answer @param {Kind} kind */
export function said(answer, kind) {
  return answer[kind] !== undefined;
}

/** @param {Partly} answer @param {Kind} kind */
function problem(answer, kind) {
  if (kind === "number" && answer.text) return "This takes a whole number, such as 3.";
  if (!said(answer, kind)) return answer.confidence ? `${missing[kind]}.` : `${missing[kind]}, and how sure you are.`;
  return answer.confidence ? "" : "Say how sure you are.";
}
