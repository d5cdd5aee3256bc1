/** The editor in our tokens. CodeMirror puts these rules outside our layers, so they win over its own. */

import { EditorView } from "@codemirror/view";

export const editorTheme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "transparent", fontSize: "var(--size-code)", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-code)", fontVariantLigatures: "none", lineHeight: "var(--leading-code)" },
  ".cm-content": { padding: "var(--space-3) 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 var(--space-4) 0 var(--space-3)" },
  ".cm-gutters": { color: "var(--text-faint)", backgroundColor: "transparent", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 var(--space-2) 0 var(--space-3)", minWidth: "3.5ch" },
  ".cm-activeLine": { backgroundColor: "var(--line-active)" },
  ".cm-activeLineGutter": { color: "var(--text)", backgroundColor: "var(--line-active)" },
  ".cm-cursor": { borderLeft: "2px solid var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "var(--selection)" },
  ".cm-selectionBackground": { backgroundColor: "var(--selection)" },
  ".cm-selectionMatch": { backgroundColor: "var(--line-active)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--line-active)", outline: "1px solid var(--border-control)" },
  ".cm-pointed": { backgroundColor: "var(--pointed)", boxShadow: "inset 3px 0 0 var(--collision)" },
  // Padding, not margin: the editor measures a block without its margins, and the line numbers would slip.
  ".cm-comment": { padding: "var(--space-1) var(--space-4) var(--space-2) var(--space-3)" },
  ".cm-comment-words": {
    padding: "var(--space-2) var(--space-3)",
    borderLeft: "3px solid var(--accent)",
    background: "var(--accent-wash)",
    fontFamily: "var(--font-ui)",
    fontSize: "var(--size-1)",
    whiteSpace: "pre-wrap",
  },
  ".cm-panels": { color: "var(--text)", backgroundColor: "var(--surface-sunk)", borderColor: "var(--border)" },
  ".cm-panel.cm-search": { padding: "var(--space-2)", fontFamily: "var(--font-ui)" },
  ".cm-panel.cm-search label": { fontSize: "var(--size-1)" },
  ".cm-textfield": { color: "var(--text)", backgroundColor: "var(--surface-raised)", border: "1px solid var(--border-control)" },
  ".cm-tooltip": { color: "var(--text)", backgroundColor: "var(--surface-raised)", border: "1px solid var(--border-control)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-code)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--on-accent)", backgroundColor: "var(--accent)" },
  ".cm-changedLine": { backgroundColor: "var(--match-wash)" },
  ".cm-changedText": { background: "none" },
  ".cm-changedText, .cm-changedLine": { textDecoration: "underline", textDecorationColor: "var(--match)" },
  ".cm-deletedChunk": { backgroundColor: "var(--collision-wash)", padding: "0 var(--space-4) 0 var(--space-3)", textDecoration: "line-through" },
  ".cm-deletedChunk .cm-deletedText": { background: "none" },
  ".cm-changedLineGutter": { backgroundColor: "var(--match)" },
  ".cm-deletedLineGutter": { backgroundColor: "var(--collision)" },
  // In our colours, which the library's pictures of them do not know.
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--collision)" },
  ".cm-lint-marker-error": { content: "none", width: "0.6em", height: "0.6em", borderRadius: "50%", backgroundColor: "var(--collision)" },
  ".cm-button": { color: "var(--text)", background: "var(--surface-raised)", border: "1px solid var(--border-control)" },
});
