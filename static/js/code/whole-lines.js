/**
 * Typing over a selection of several lines, done by the editor and not by the browser: Chromium would join the lines
 * with a style attribute that keeps their look, and our policy refuses those.
 */

import { EditorView } from "@codemirror/view";

export const typingOverLines = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to } = view.state.selection.main;
    if (event.inputType !== "insertText" || event.data === null || event.isComposing) return false;
    if (view.state.doc.lineAt(from).to >= to) return false;
    event.preventDefault();
    const { data } = event;
    const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    // Brackets are closed around a selection, for instance.
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
    return true;
  },
});
