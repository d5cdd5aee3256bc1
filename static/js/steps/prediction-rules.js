/** What is missing before a prediction may be committed, in words. */

/** @typedef {Partial<import("../page.js").Answer>} Partly */

/** @param {Record<string, Partly>} answers @returns {Record<string, string>} per observation, "" when complete */
export function problems(answers) {
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, problem(answer)]));
}

/** @param {Record<string, Partly>} answers @returns {string} one sentence, "" when nothing is missing */
export function stillToDo(answers) {
  const open = Object.keys(answers).filter((id) => problem(answers[id] ?? {}));
  if (open.length === 0) return "";
  const names = open.length === 1 ? open[0] : `${open.slice(0, -1).join(", ")} and ${open.at(-1)}`;
  return `Still to predict: ${names}.`;
}

/** @param {Partly} answer */
function problem({ choice, confidence }) {
  if (!choice && !confidence) return "Choose what you expect, and how sure you are.";
  if (!choice) return "Choose what you expect.";
  return confidence ? "" : "Say how sure you are.";
}
