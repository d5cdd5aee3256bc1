/** What CodeMirror says itself, in the reader's language. A `$` stands for a number. */

import { EditorState } from "@codemirror/state";
import { gettext } from "../texts.js";

export const PHRASES = {
  // the panel for finding and replacing
  Find: gettext("Find"),
  Replace: gettext("Replace"),
  next: gettext("next"),
  previous: gettext("previous"),
  all: gettext("all"),
  "match case": gettext("match case"),
  regexp: gettext("regexp"),
  "by word": gettext("by word"),
  replace: gettext("replace"),
  "replace all": gettext("replace all"),
  close: gettext("close"),
  "current match": gettext("current match"),
  "on line": gettext("on line"),
  "replaced match on line $": gettext("replaced match on line $"),
  "replaced $ matches": gettext("replaced $ matches"),
  "Go to line": gettext("Go to line"),
  go: gettext("go"),
  // marks and offers while writing
  Diagnostics: gettext("Syntax errors"),
  "No diagnostics": gettext("No syntax errors"),
  Completions: gettext("Names on offer"),
  "Control character": gettext("Control character"),
  "Selection deleted": gettext("Selection deleted"),
  // two texts beside each other
  "$ unchanged lines": gettext("$ unchanged lines"),
};

export const phrases = EditorState.phrases.of(PHRASES);
