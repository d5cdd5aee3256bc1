/** One line of the code that Reality points at; it stays marked until another one is, or the text there changes. */

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const mark = Decoration.line({ class: "cm-pointed" });

/** @type {import("@codemirror/state").StateEffectType<number>} */
const point = StateEffect.define();

export const pointedLine = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(point)) return Decoration.set([mark.range(effect.value)]);
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks the line and brings it into view. @param {EditorView} view @param {number} number */
export function markLine(view, number) {
  const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
  view.dispatch({
    selection: { anchor: line.from },
    effects: [point.of(line.from), EditorView.scrollIntoView(line.from, { y: "center" })],
  });
}

/** Marks the line, brings it into view and puts the focus there. @param {EditorView} view @param {number} number */
export function pointAt(view, number) {
  markLine(view, number);
  view.dom.scrollIntoView({ block: "nearest" });
  view.focus();
}
