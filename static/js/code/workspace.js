/** The files of a step in one editor, one tab per file; each keeps its own history, scroll and pointed line. */

import { EditorView } from "@codemirror/view";
import { editorState } from "./editor.js";
import { told } from "./line-comments.js";
import { namesIn } from "./names.js";
import { markLine, pointAt } from "./pointed-line.js";
import { onLineComments, onReveal } from "./reveal.js";
import { gettext } from "../texts.js";

/** @typedef {import("../page.js").SourceFile} SourceFile */

export class Workspace {
  /**
   * @param {HTMLElement} root  [data-workspace]
   * @param {SourceFile[]} files
   * @param {{changed?: (path: string, content: string) => void, run?: () => void}} [on]
   */
  constructor(root, files, on = {}) {
    this.root = root;
    this.on = on;
    this.names = namesIn(files.map((file) => file.content));
    this.files = files;
    this.states = new Map(files.map((file) => [file.path, this.stateOf(file)]));
    this.path = files[0]?.path ?? "";
    const place = /** @type {HTMLElement} */ (root.querySelector("[data-editor]"));
    place.replaceChildren();
    this.view = new EditorView({ state: this.states.get(this.path), parent: place });
    root.addEventListener("tab-chosen", (event) => this.open(/** @type {CustomEvent} */ (event).detail.dataset.path));
    onReveal((line, side) => this.reveal(line, side));
    onLineComments((comments) => this.comment(comments));
  }

  /** @param {SourceFile} file */
  stateOf(file) {
    return editorState(file.content, {
      label: file.editable ? file.path : gettext("{path}, read only", { path: file.path }),
      editable: file.editable,
      changed: (content) => this.on.changed?.(file.path, content),
      run: this.on.run,
      names: this.names,
    });
  }

  /** @param {string} path */
  open(path) {
    const state = this.states.get(path);
    if (!state || path === this.path) return;
    this.states.set(this.path, this.view.state);
    this.path = path;
    this.view.setState(state);
  }

  /** Replaces a file's text as one change, so that one undo takes it back. @param {string} path @param {string} text */
  replace(path, text) {
    const state = path === this.path ? this.view.state : this.states.get(path);
    if (!state || state.doc.toString() === text) return;
    const change = { changes: { from: 0, to: state.doc.length, insert: text } };
    if (path === this.path) this.view.dispatch(change);
    else this.states.set(path, state.update(change).state);
  }

  /** @param {import("./reveal.js").LineComment[]} comments */
  comment(comments) {
    for (const [path, state] of this.states) {
      const effects = told(comments.filter((each) => each.file === path));
      if (path === this.path) this.view.dispatch({ effects });
      else this.states.set(path, state.update({ effects }).state);
    }
  }

  /** Marks a line and leaves the focus where it is. @param {import("../events/event.js").Line | null} line */
  mark(line) {
    if (!line || !this.states.has(line.file)) return;
    this.showFile(line.file);
    markLine(this.view, line.line);
  }

  /** @param {import("../events/event.js").Line} line @param {string} side */
  reveal(line, side) {
    const own = this.root.dataset.side ?? "";
    if (!this.states.has(line.file) || (own && side && own !== side)) return;
    this.showFile(line.file);
    pointAt(this.view, line.line);
  }

  /** Opens a file's tab. @param {string} path */
  showFile(path) {
    if (path === this.path) return;
    const tab = this.root.querySelector(`[role=tab][data-path="${CSS.escape(path)}"]`);
    if (tab instanceof HTMLElement) tab.click();
  }
}
