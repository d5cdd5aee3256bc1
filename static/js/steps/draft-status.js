/** Says whether what you wrote is safe, and offers the choice when somebody else (another tab?) wrote too. */

import { element, find } from "../element.js";
import { gettext } from "../texts.js";

/** @type {Record<import("../drafts.js").DraftState, string>} */
const words = {
  saved: gettext("saved"),
  unsaved: gettext("saving…"),
  saving: gettext("saving…"),
  offline: gettext("offline: kept on this device"),
  conflict: gettext("not saved: a newer version exists"),
  refused: gettext("not saved"),
};

export class DraftStatus {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.conflict = find("[data-draft-conflict]", root);
    this.theirs = find("[data-draft-theirs]", root);
    /** @type {import("../drafts.js").Draft | null} */
    this.draft = null;
    find("[data-keep-mine]", root).addEventListener("click", () => void this.draft?.keepMine());
    find("[data-take-theirs]", root).addEventListener("click", () => void this.takeTheirs());
    /** @type {((content: string) => void) | null} */
    this.take = null;
  }

  async takeTheirs() {
    const { draft, take } = this;
    if (draft) take?.(await draft.takeTheirs());
  }

  /**
   * @param {HTMLElement} workspace  where the file is
   * @param {import("../drafts.js").Draft} draft
   * @param {string} detail
   * @param {(content: string) => void} take  puts their text into the editor
   */
  show(workspace, draft, detail, take) {
    const state = find("[data-draft-state]", workspace);
    this.draft = draft;
    this.take = take;
    state.textContent = detail ? `${words[draft.state]}: ${detail}` : words[draft.state];
    state.dataset.state = draft.state;
    this.conflict.hidden = draft.state !== "conflict";
    if (draft.theirs) this.theirs.replaceChildren(element("code", {}, draft.theirs.content));
  }
}
