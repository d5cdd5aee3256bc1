/** A line that wraps goes on below its own text and a bit further in, so that indentation can still be read. */

import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";

const FURTHER = 4;
const DEEPEST = 40;

// Classes, because our CSP allows no style attributes.
const hangs = Array.from({ length: DEEPEST + 1 }, (_, columns) => Decoration.line({ class: `cm-hang-${columns}` }));

const rules = EditorView.theme(
  Object.fromEntries(
    hangs.map((_, columns) => [
      `.cm-line.cm-hang-${columns}`,
      { paddingLeft: `calc(${columns}ch + var(--space-3))`, textIndent: `-${columns}ch` },
    ]),
  ),
);

const plugin = ViewPlugin.fromClass(
  class {
    /** @param {EditorView} view */
    constructor(view) {
      this.decorations = decorate(view);
    }

    /** @param {import("@codemirror/view").ViewUpdate} update */
    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

export const hangingIndent = [plugin, rules];

/** @param {EditorView} view */
function decorate(view) {
  const builder = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    for (let position = from; position <= to; ) {
      const line = view.state.doc.lineAt(position);
      const hang = hangs[Math.min(DEEPEST, indentation(line.text) + FURTHER)];
      if (hang) builder.add(line.from, line.from, hang);
      position = line.to + 1;
    }
  }
  return /** @type {import("@codemirror/view").DecorationSet} */ (builder.finish());
}

/** @param {string} text */
function indentation(text) {
  return text.length - text.trimStart().length;
}
