/** Editors whose every change is saved. */

import { announce } from "../announcer.js";
import { Workspace } from "../code/workspace.js";
import { Draft } from "../drafts.js";
import { find } from "../element.js";
import { DraftStatus } from "./draft-status.js";
import { oneHintAfterAnother } from "./hints.js";
import { gettext } from "../texts.js";

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
    /** @type {Map<string, Draft>} */
    this.drafts = new Map();
    this.workspaces = workspacesOf(root, page, { changed: (path, content) => this.drafts.get(path)?.edit(content), run });
    for (const workspace of this.workspaces) {
      for (const file of workspace.files.filter((each) => each.editable)) this.open(workspace, file, api);
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
    for (const path of this.drafts.keys()) this.replace(path, starterOf(path));
    announce(gettext("The starter is back. Undo brings your text back."));
    this.workspaces[0]?.view.focus();
  }

  /** @param {string} path @param {string} text */
  replace(path, text) {
    this.workspaces.find(({ files }) => files.some((file) => file.path === path && file.editable))?.replace(path, text);
  }

  /** What it needs is fetched with the first click. @param {import("../api.js").Api} api */
  async openHistory(api) {
    const { HistoryDialog } = await import("./history-dialog.js");
    this.history ??= new HistoryDialog(/** @type {HTMLDialogElement} */ (find("[data-history]")), {
      api,
      url: this.page.urls.versions,
      starter: starterOf,
      bringBack: (path, text) => this.replace(path, text),
    });
    const shown = this.workspaces.map(({ path }) => this.drafts.get(path)).find((draft) => draft !== undefined);
    const open = shown ?? [...this.drafts.values()][0];
    await open?.saveNow();
    if (open) await this.history.open(open.options.path, open.content);
  }

  /** @param {Workspace} workspace @param {import("../page.js").SourceFile} file @param {import("../api.js").Api} api */
  open(workspace, file, api) {
    const draft = new Draft({
      ...file,
      save: (body) => api.put(this.page.urls.draft, body),
      storage: localStorage,
      key: `draft:${this.page.attempt}:${this.page.step.id}:${file.path}`,
      show: (_, detail) => this.status.show(workspace.root, draft, detail, (content) => workspace.replace(file.path, content)),
    });
    this.drafts.set(file.path, draft);
    if (draft.restore()) workspace.replace(file.path, draft.content);
  }
}

/**
 * Puts editors in the place of the page's code.
 *
 * @param {HTMLElement} root @param {import("../page.js").StepPage} page
 * @param {{changed?: (path: string, content: string) => void, run?: () => void}} [on]
 */
export function workspacesOf(root, page, on) {
  return page.workspaces.map(({ place, files }) => new Workspace(find(`[data-workspace="${place}"]`, root), files, on));
}

/** @param {string} path @returns {string} */
function starterOf(path) {
  const starter = document.querySelector(`template[data-starter="${CSS.escape(path)}"]`);
  return starter instanceof HTMLTemplateElement ? (starter.content.textContent ?? "") : "";
}
