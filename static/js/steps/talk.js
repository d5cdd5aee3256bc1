/** The learner's side of talking about a step: a hand to raise, comments to read, and a line to answer. */

import { announce } from "../announcer.js";
import { commentOnLines, lineLink } from "../code/reveal.js";
import { element, find } from "../element.js";
import { clearProblem, showProblem } from "../problem.js";
import { showReview } from "./review.js";
import { gettext, language } from "../texts.js";

/**
 * @typedef {{id: number, author: string, own: boolean, text: string, quoted: string, written: string,
 *   line: import("../events/event.js").Line | null}} Comment
 * @typedef {{comments: Comment[], hand: {raised: string, words: string} | null, vote?: {url: string, phase: string} | null,
 *   review?: string}} Said  review: as the site's own template writes it
 */

export class Talk {
  /** @param {import("../page.js").StepPage} page @param {import("../api.js").Api} api */
  constructor(page, api) {
    this.urls = page.urls;
    this.api = api;
    this.help = find("[data-help]");
    this.root = find("[data-talk]");
    this.dialog = /** @type {HTMLDialogElement} */ (find("[data-help-dialog]"));
    /** @type {number} */
    this.newest = Math.max(0, ...page.talk.comments.map((comment) => comment.id));
    find("[data-ask]", this.help).addEventListener("click", () => this.dialog.showModal());
    find("[data-lower]", this.help).addEventListener("click", () => void this.send(this.help, this.urls["lower-hand"], {}));
    find("[data-help-form]").addEventListener("submit", (event) => void this.ask(event));
    find("[data-say]").addEventListener("submit", (event) => void this.say(event));
    this.show(page.talk);
  }

  /** Looks what was said meanwhile. A look that fails is made up for by the next. */
  async look() {
    const said = await this.api.get(this.urls.talk).catch(() => null);
    if (said) this.show(said);
  }

  /** @param {Said} said */
  show({ comments, hand, vote, review }) {
    if (vote !== undefined) this.showVote(vote);
    if (review) showReview(review);
    find("[data-ask]", this.help).hidden = hand !== null;
    find("[data-up]", this.help).hidden = hand === null;
    this.root.hidden = comments.length === 0;
    find("[data-comments]", this.root).replaceChildren(...comments.map(entry));
    commentOnLines(comments.flatMap(({ line, author, text }) => (line ? [{ ...line, author, text }] : [])));
    for (const comment of comments) {
      if (comment.id > this.newest && !comment.own) announce(gettext("{name} commented: {text}", { name: comment.author, text: comment.text }));
    }
    this.newest = Math.max(this.newest, ...comments.map((comment) => comment.id));
  }

  /** @param {{url: string, phase: string} | null} vote */
  showVote(vote) {
    const notice = find("[data-vote]");
    if (vote && notice.hidden) announce(gettext("Your class is voting now."));
    notice.hidden = vote === null;
    if (vote) /** @type {HTMLAnchorElement} */ (find("a", notice)).href = vote.url;
  }

  /** @param {Event} event */
  async ask(event) {
    event.preventDefault();
    const words = /** @type {HTMLTextAreaElement} */ (find("[name=words]", this.dialog));
    if (!(await this.send(this.dialog, this.urls["raise-hand"], { words: words.value }))) return;
    words.value = "";
    this.dialog.close();
  }

  /** @param {Event} event */
  async say(event) {
    event.preventDefault();
    const words = /** @type {HTMLTextAreaElement} */ (find("[name=text]", this.root));
    if (words.value.trim() && (await this.send(this.root, this.urls.say, { text: words.value }))) words.value = "";
  }

  /** @param {HTMLElement} place where a problem is shown @param {string} url @param {object} body @returns {Promise<boolean>} */
  async send(place, url, body) {
    try {
      this.show(await this.api.post(url, body));
    } catch (error) {
      if (place.querySelector("[data-problem]")) showProblem(place, error);
      return false;
    }
    if (place.querySelector("[data-problem]")) clearProblem(place);
    return true;
  }
}

/** @param {Comment} comment */
function entry({ author, own, text, line, quoted, written }) {
  return element(
    "li",
    { class: "comment", "data-own": own },
    element("p", { class: "comment-head" }, element("strong", {}, own ? gettext("You") : author), element("time", { datetime: written, class: "faint" }, clock(written)), line ? lineLink(line) : null),
    quoted ? element("p", { class: "comment-quoted" }, element("code", {}, quoted)) : null,
    element("p", { class: "comment-text" }, text),
  );
}

/** @param {string} written ISO @returns {string} the time of day, in this browser's way */
function clock(written) {
  return new Date(written).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });
}
