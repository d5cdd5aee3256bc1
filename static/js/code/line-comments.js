/** Comments below the lines they speak of; they move with the line while the code around it is changed. */

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { element } from "../element.js";

/** @typedef {import("./reveal.js").LineComment} LineComment */

class CommentWidget extends WidgetType {
  /** @param {LineComment} comment */
  constructor(comment) {
    super();
    this.comment = comment;
  }

  /** @param {CommentWidget} other */
  eq(other) {
    return other.comment.text === this.comment.text && other.comment.author === this.comment.author;
  }

  toDOM() {
    const words = element("div", { class: "cm-comment-words" }, element("strong", {}, `${this.comment.author}: `), this.comment.text);
    return element("div", { class: "cm-comment" }, words);
  }
}

/** @type {import("@codemirror/state").StateEffectType<LineComment[]>} */
const tell = StateEffect.define();

export const lineComments = StateField.define({
  create: () => Decoration.none,
  update(told, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(tell)) return placed(effect.value, transaction.state.doc);
    }
    return told.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** @param {LineComment[]} comments all of one file @returns {import("@codemirror/state").StateEffect<LineComment[]>} */
export function told(comments) {
  return tell.of(comments);
}

/** @param {LineComment[]} comments @param {import("@codemirror/state").Text} doc */
function placed(comments, doc) {
  const inside = comments.filter(({ line }) => line <= doc.lines).sort((one, other) => one.line - other.line);
  return Decoration.set(
    inside.map((comment) => Decoration.widget({ widget: new CommentWidget(comment), block: true, side: 1 }).range(doc.line(comment.line).to)),
  );
}
