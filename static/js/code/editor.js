/** CodeMirror as this site uses it: quiet, themed by our tokens, and polite to the keyboard. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python, pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { announce } from "../announcer.js";
import { hangingIndent } from "./hanging-indent.js";
import { lineComments } from "./line-comments.js";
import { completeNames } from "./names.js";
import { phrases } from "./phrases.js";
import { pointedLine } from "./pointed-line.js";
import { editorTheme } from "./editor-theme.js";
import { syntaxMarks } from "./syntax-marks.js";
import { typingOverLines } from "./whole-lines.js";
import { courseLanguage, gettext } from "../texts.js";

/**
 * @param {string} content
 * @param {object} options
 * @param {string} options.label  what a screen reader calls it
 * @param {boolean} options.editable
 * @param {(content: string) => void} [options.changed]
 * @param {() => void} [options.run]  on Ctrl or Cmd + Enter
 * @param {string[]} [options.names]  what is offered while a name is typed
 * @param {import("@codemirror/state").Extension} [options.more]
 * @returns {EditorState}
 */
export function editorState(content, { label, editable, changed, run, names = [], more = [] }) {
  return EditorState.create({
    doc: content,
    extensions: [
      EditorView.cspNonce.of(nonce()),
      phrases,
      EditorView.contentAttributes.of({ "aria-label": label, ...courseLang() }),
      editorTheme,
      lineNumbers(),
      pointedLine,
      lineComments,
      // Nobody should predict a line whose end is out of sight.
      EditorView.lineWrapping,
      hangingIndent,
      language(label),
      syntaxHighlighting(classHighlighter),
      search({ top: true }),
      keymap.of(searchKeymap),
      editable ? [writing(changed, run), helping(names)] : reading,
      more,
    ],
  });
}

const reading = [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  // Not editable, but it must be reachable: one scrolls it and copies from it with the keyboard.
  EditorView.contentAttributes.of({ tabindex: "0" }),
];

/** @param {((content: string) => void) | undefined} changed @param {(() => void) | undefined} run */
function writing(changed, run) {
  return [
    history(),
    drawSelection(),
    indentUnit.of("    "),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    typingOverLines,
    // Before the default keys, which would insert an empty line. Esc then Tab leaves: CodeMirror's own tab focus mode.
    keymap.of([{ key: "Mod-Enter", run: () => (run?.(), true) }]),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-describedby": "editor-help" }),
    EditorView.domEventHandlers({ keydown: (event) => void (event.key === "Escape" && announce(gettext("Tab now leaves the editor."))) }),
    EditorView.updateListener.of((update) => update.docChanged && changed?.(update.state.doc.toString())),
  ];
}

/** Names while one types, and marks where Python could not go on reading. @param {string[]} names */
function helping(names) {
  return [
    autocompletion({ icons: false }),
    pythonLanguage.data.of({ autocomplete: completeNames(names) }),
    syntaxMarks,
    lintGutter(),
    keymap.of([...completionKeymap, ...lintKeymap]),
  ];
}

/** @param {string} label */
function language(label) {
  return label.includes(".py") ? python() : [];
}

/** Names and comments in the code are written in the course's language. */
function courseLang() {
  const lang = courseLanguage();
  return lang ? { lang } : null;
}

function nonce() {
  const meta = document.querySelector("meta[name=csp-nonce]");
  return meta instanceof HTMLElement ? meta.nonce : "";
}
