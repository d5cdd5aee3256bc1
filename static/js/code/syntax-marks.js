/** Marks where the parser could not go on: Python would stop there too, or at the end of what was opened before it. */

import { syntaxTree } from "@codemirror/language";
import { linter } from "@codemirror/lint";
import { gettext } from "../texts.js";

// One mistake can leave many marks behind it; the first few are the ones to look at.
const MOST = 5;
const PAUSE_MS = 600;
const SENTENCE = gettext("Python cannot go on reading here. Is a bracket, quote or colon missing, here or above?");

export const syntaxMarks = linter(
  (view) => {
    /** @type {import("@codemirror/lint").Diagnostic[]} */
    const found = [];
    syntaxTree(view.state).iterate({
      enter: ({ type, from, to }) => {
        if (type.isError && found.length < MOST) found.push({ from, to, severity: "error", message: SENTENCE });
      },
    });
    return found;
  },
  { delay: PAUSE_MS },
);
