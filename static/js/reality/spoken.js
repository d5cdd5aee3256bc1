/** A run's sentences are written in English, once, whoever reads them; those that only count are said in the reader's language. */

import { gettext, ngettext } from "../texts.js";

/** @type {[RegExp, (...numbers: number[]) => string][]} */
const sentences = [
  [/^All (\d+) checks passed\.$/, (count = 0) => ngettext("All {count} checks passed.", "All {count} checks passed.", count)],
  [/^(\d+) of (\d+) checks passed\.$/, (passed = 0, all = 0) => gettext("{passed} of {all} checks passed.", { passed, all })],
  [/^The worker was lost; your run starts again\.$/, () => gettext("The worker was lost; your run starts again.")],
  [/^No request was answered\.$/, () => gettext("No request was answered.")],
  [/^(\d+) requests in (\d+) ms; the slowest took (\d+) ms\.$/, (count = 0, total = 0, slowest = 0) => gettext("{count} requests in {total} ms; the slowest took {slowest} ms.", { count, total, slowest })],
  [/^(\d+) of (\d+) predictions matched what happened\.$/, (held = 0, all = 0) => gettext("{held} of {all} predictions matched what happened.", { held, all })],
];

/** @param {string} sentence @returns {string} */
export function spoken(sentence) {
  for (const [form, say] of sentences) {
    const found = form.exec(sentence);
    if (found) return say(...found.slice(1).map(Number));
  }
  return sentence;
}
