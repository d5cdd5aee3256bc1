/** An editor whose every change is saved. */

import { announce } from "../announcer.js";
import { Workspace } from "../code/workspace.js";
import { Draft } from "../drafts.js";
import { find } from "../element.js";
import { DraftStatus } from "./draft-status.js";
import { oneHintAfterAnother } from "./hints.js";

export class Editing {
  /**
   * @param {HTMLElement} root
   * @param {import("../page.js").StepPage} page
   * @param {import("../api.js").Api} api
   * @param {() => void} run
   */
  constructor(root, page, api, run) {
    this.page = page;
    this.status = new DraftStatus(root);
    /** @type {import("./history-dialog.js").HistoryDialog | null} */
    this.history = null;
    this.workspace = new Workspace(find("[data-workspace]", root), page.files, {
      changed: (path, content) => this.drafts.get(path)?.edit(content),
      run,
    });
    this.drafts = new Map(page.files.filter((file) => file.editable).map((file) => [file.path, this.draftOf(file, api)]));
    for (const [path, draft] of this.drafts) {
      if (draft.restore()) this.workspace.replace(path, draft.content);
    }
    oneHintAfterAnother(root);
    find("[data-reset]", root).addEventListener("click", () => this.reset());
    find("[data-history-open]", root).addEventListener("click", () => void this.openHistory(api));
    addEventListener("online", () => this.saveAll());
    addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void this.saveAll());
  }

  /** What is to be run: the text in the editor, saved or not. @returns {Record<string, string>} */
  files() {
    return Object.fromEntries([...this.drafts].map(([path, draft]) => [path, draft.content]));
  }

  saveAll() {
    return Promise.all([...this.drafts.values()].map((draft) => draft.saveNow()));
  }

  reset() {
    for (const path of this.drafts.keys()) this.workspace.replace(path, starterOf(path));
    announce("The starter is back. Undo brings your text back.");
    this.workspace.view.focus();
  }

  /** What it needs is fetched with the first click. @param {import("../api.js").Api} api */
  async openHistory(api) {
    const { HistoryDialog } = await import("./history-dialog.js");
    this.history ??= new HistoryDialog(/** @type {HTMLDialogElement} */ (find("[data-history]")), {
      api,
      url: this.page.urls.versions,
      starter: starterOf,
      bringBack: (path, text) => this.workspace.replace(path, text),
    });
    const open = this.drafts.get(this.workspace.path) ?? [...this.drafts.values()][0];
    await open?.saveNow();
    if (open) await this.history.open(open.options.path, open.content);
  }

  /** @param {import("../page.js").SourceFile} file @param {import("../api.js").Api} api @returns {Draft} */
  draftOf(file, api) {
    const draft = new Draft({
      ...file,
      save: (body) => api.put(this.page.urls.draft, body),
      storage: localStorage,
      key: `draft:${this.page.attempt}:${this.page.step.id}:${file.path}`,
      show: (_, detail) => this.status.show(draft, detail, (content) => this.workspace.replace(file.path, content)),
    });
    return draft;
  }
}

/** @param {string} path @returns {string} */
function starterOf(path) {
  const starter = document.querySelector(`template[data-starter="${CSS.escape(path)}"]`);
  return starter instanceof HTMLTemplateElement ? (starter.content.textContent ?? "") : "";
}
