/** Earlier texts of a file, down to the starter: each shown as what bringing it back would change. */

import { unifiedMergeView } from "@codemirror/merge";
import { EditorView } from "@codemirror/view";
import { announce } from "../announcer.js";
import { editorState } from "../code/editor.js";
import { element, find } from "../element.js";
import { clearProblem, showProblem } from "../problem.js";
import { gettext, language } from "../texts.js";

const SAME = gettext("This is what you have now.");

export class HistoryDialog {
  /**
   * @param {HTMLDialogElement} root
   * @param {object} options
   * @param {import("../api.js").Api} options.api
   * @param {string} options.url  of the list; a version's text is below it, by its id
   * @param {(path: string) => string} options.starter
   * @param {(path: string, text: string) => void} options.bringBack
   */
  constructor(root, options) {
    this.root = root;
    this.options = options;
    this.list = find("[data-versions]", root);
    this.place = find("[data-difference]", root);
    this.button = /** @type {HTMLButtonElement} */ (find("[data-bring-back]", root));
    this.path = this.now = this.chosen = "";
    this.list.addEventListener("change", (event) => void this.choose(/** @type {HTMLInputElement} */ (event.target).value));
    this.button.addEventListener("click", () => this.bringBack());
  }

  /** @param {string} path @param {string} now  the text in the editor */
  async open(path, now) {
    Object.assign(this, { path, now });
    find("[data-history-path]", this.root).textContent = path;
    this.list.replaceChildren();
    clearProblem(this.root);
    this.root.showModal();
    const versions = await this.fetched(`${this.options.url}?path=${encodeURIComponent(path)}`);
    this.list.replaceChildren(...(versions?.versions ?? []).map(versionChoice), choice("starter", gettext("the starter")));
    const first = /** @type {HTMLInputElement} */ (find("input", this.list));
    first.checked = true;
    first.focus();
    await this.choose(first.value);
  }

  /** @param {string} id */
  async choose(id) {
    const text = id === "starter" ? this.options.starter(this.path) : (await this.fetched(`${this.options.url}${id}/`))?.content;
    if (text === undefined) return;
    this.chosen = text;
    this.button.disabled = text === this.now;
    if (text === this.now) return this.place.replaceChildren(element("p", { class: "faint" }, SAME));
    const compared = unifiedMergeView({ original: this.now, mergeControls: false });
    const state = editorState(text, { label: gettext("{path}, compared", { path: this.path }), editable: false, more: compared });
    this.place.replaceChildren();
    new EditorView({ state, parent: this.place });
  }

  bringBack() {
    this.options.bringBack(this.path, this.chosen);
    this.root.close();
    announce(gettext("The earlier text is back in the editor. Undo takes it away again."));
  }

  /** @param {string} url @returns {Promise<any>} undefined when it was not to be had; the dialog says why */
  async fetched(url) {
    try {
      return await this.options.api.get(url);
    } catch (error) {
      showProblem(this.root, error);
    }
  }
}

/** @param {{id: number, saved: string}} version */
function versionChoice({ id, saved }) {
  const time = new Date(saved);
  const isToday = time.toDateString() === new Date().toDateString();
  const words = isToday ? time.toLocaleTimeString(language()) : time.toLocaleString(language());
  return choice(String(id), element("time", { datetime: saved }, words));
}

/** @param {string} value @param {string | Node} words */
function choice(value, words) {
  return element("label", { class: "version" }, element("input", { type: "radio", name: "version", value }), words);
}
