/**
 * Keeps one file's text safe: saved a moment after the last keystroke, on this device while the server is away,
 * and never over somebody's newer text without asking. It knows no page.
 *
 * @typedef {"saved" | "unsaved" | "saving" | "offline" | "conflict" | "refused"} DraftState
 * @typedef {{revision: number, content: string}} Theirs
 *
 * @typedef {object} DraftOptions
 * @property {string} path
 * @property {string} content  as the server has it
 * @property {number} revision  as the server has it
 * @property {(body: {path: string, content: string, base_revision: number, replaces?: true, aside?: true}) => Promise<{revision: number}>} save
 *   rejects with an ApiError
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @property {string} key  where in the storage
 * @property {(state: DraftState, detail: string) => void} show  detail: the sentence of a refusal
 * @property {import("./connection.js").Clock} [clock]
 */

const DEBOUNCE_MS = 600;
const RETRY_MS = 4_000;

export class Draft {
  /** @param {DraftOptions} options */
  constructor(options) {
    this.options = options;
    this.clock = options.clock ?? { setTimeout: (f, ms) => setTimeout(f, ms), clearTimeout: (t) => clearTimeout(t) };
    this.content = options.content;
    this.saved = options.content;
    this.revision = options.revision;
    /** @type {Theirs | null} */
    this.theirs = null;
    /** The next save puts this text in the place of another tab's, which stays in the history. */
    this.replaces = false;
    /** @type {DraftState} */
    this.state = "saved";
    /** @type {unknown} */
    this.timer = null;
    /** @type {Promise<void> | null} */
    this.saving = null;
  }

  /**
   * Brings back what an earlier visit could not save. Returns true when the content is now another one than the
   * server's; it is saved at once, or the choice is shown when the server's text is newer.
   */
  restore() {
    const kept = this.kept();
    if (!kept || kept.content === this.content) {
      this.options.storage.removeItem(this.options.key);
      if (this.revision > 0) this.show("saved");
      return false;
    }
    const server = { revision: this.revision, content: this.content };
    this.content = kept.content;
    if (kept.base_revision === this.revision) void this.saveNow();
    else this.conflict(server);
    return true;
  }

  /** @param {string} content */
  edit(content) {
    if (content === this.content) return;
    this.content = content;
    this.keep();
    if (this.state === "conflict") return;
    this.show("unsaved");
    this.saveAfter(DEBOUNCE_MS);
  }

  /** Saves what is not saved yet; settles when that is done or has failed (look at `state`). */
  async saveNow() {
    this.clock.clearTimeout(this.timer);
    while (this.saving) await this.saving;
    if (this.state === "conflict" || this.content === this.saved) return;
    this.saving = this.save();
    await this.saving;
    this.saving = null;
    if (this.state === "saved" && this.content !== this.saved) this.saveAfter(DEBOUNCE_MS);
  }

  /** Ends a conflict: this text replaces the newer one. */
  async keepMine() {
    if (!this.theirs) return;
    this.revision = this.theirs.revision;
    this.saved = this.theirs.content;
    this.replaces = true;
    this.settle();
    await this.saveNow();
  }

  /** Ends a conflict: the newer text replaces this one, which the history keeps first. Returns the text there is now. */
  async takeTheirs() {
    const { theirs } = this;
    if (!theirs) return this.content;
    const mine = { path: this.options.path, content: this.content, base_revision: theirs.revision };
    try {
      this.adopt({ ...theirs, ...(await this.options.save({ ...mine, aside: true })) });
    } catch (error) {
      const { data, message } = /** @type {import("./api.js").ApiError} */ (error);
      if (data?.content !== undefined) this.conflict(data);
      else this.show("conflict", message);
    }
    return this.content;
  }

  /** @param {Theirs} theirs */
  adopt({ revision, content }) {
    this.revision = revision;
    this.content = this.saved = content;
    this.options.storage.removeItem(this.options.key);
    this.settle();
  }

  async save() {
    const content = this.content;
    this.show("saving");
    try {
      const body = { path: this.options.path, content, base_revision: this.revision };
      const answer = await this.options.save(this.replaces ? { ...body, replaces: true } : body);
      this.replaces = false;
      this.revision = answer.revision;
      this.saved = content;
      if (this.content === content) this.options.storage.removeItem(this.options.key);
      this.show("saved");
    } catch (error) {
      this.failed(/** @type {import("./api.js").ApiError} */ (error));
    }
  }

  /** @param {import("./api.js").ApiError} error */
  failed(error) {
    this.keep();
    if (error.status === 409 && error.data) return this.conflict(error.data);
    if (error.status >= 400 && error.status < 500 && error.status !== 429) return this.show("refused", error.message);
    this.show("offline");
    this.saveAfter(RETRY_MS);
  }

  /** @param {Theirs} theirs */
  conflict(theirs) {
    if (theirs.content === this.content) return this.adopt(theirs);
    this.theirs = theirs;
    this.show("conflict");
  }

  settle() {
    this.theirs = null;
    this.show(this.content === this.saved ? "saved" : "unsaved");
  }

  /** @param {number} ms */
  saveAfter(ms) {
    this.clock.clearTimeout(this.timer);
    this.timer = this.clock.setTimeout(() => void this.saveNow(), ms);
  }

  keep() {
    const kept = { content: this.content, base_revision: this.revision };
    try {
      this.options.storage.setItem(this.options.key, JSON.stringify(kept));
    } catch {
      // The device's storage is full or forbidden. The server is where drafts live; this is only the second net.
    }
  }

  /** @returns {{content: string, base_revision: number} | null} */
  kept() {
    try {
      return JSON.parse(this.options.storage.getItem(this.options.key) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {DraftState} state @param {string} [detail] */
  show(state, detail = "") {
    this.state = state;
    this.options.show(state, detail);
  }
}
