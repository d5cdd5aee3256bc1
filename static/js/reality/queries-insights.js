/** What stands out in a run: sentences with the way to mend it, and a way to the statements they speak of. */

import { announce } from "../announcer.js";
import { lineLink } from "../code/reveal.js";
import { element, find } from "../element.js";
import { icon } from "../icon.js";
import { inlineCode } from "../inline-code.js";
import { courseLanguage, gettext } from "../texts.js";

/** @typedef {import("../events/event.js").Insight} Insight */

// The log itself is what matters: a long list of remarks waits until it is asked for.
const AT_FIRST = 2;

export class Insights {
  /** @param {HTMLElement} root @param {(id: number) => void} goTo  shows a statement */
  constructor(root, goTo) {
    this.root = root;
    this.list = find("[data-insight-list]", root);
    this.more = find("[data-insights-more]", root);
    this.goTo = goTo;
    this.more.addEventListener("click", () => this.showAll());
    /** @type {Map<string, {row: HTMLElement, sentence: string}>} */
    this.shown = new Map();
  }

  clear() {
    this.shown.clear();
    this.list.replaceChildren();
    this.root.hidden = true;
    this.root.removeAttribute("data-all");
  }

  /** @param {Iterable<Insight>} insights @param {boolean} fresh */
  draw(insights, fresh) {
    for (const insight of insights) {
      const known = this.shown.get(insight.id);
      if (known?.sentence === insight.sentence) continue;
      const row = this.row(insight);
      if (known) known.row.replaceWith(row);
      else this.list.append(row);
      if (fresh && !known) announce(insight.sentence.replaceAll("`", ""));
      this.shown.set(insight.id, { row, sentence: insight.sentence });
    }
    this.root.hidden = this.shown.size === 0;
    this.more.hidden = this.shown.size <= AT_FIRST || this.root.hasAttribute("data-all");
    if (!this.more.hidden) this.more.textContent = gettext("{count} more", { count: this.shown.size - AT_FIRST });
  }

  showAll() {
    this.root.toggleAttribute("data-all", true);
    this.more.hidden = true;
    const next = this.list.children[AT_FIRST]?.querySelector("button");
    if (next instanceof HTMLElement) next.focus();
  }

  /** @param {Insight} insight */
  row({ sentence, advice, line, queries }) {
    const first = queries[0];
    const show = element("button", { type: "button", class: "insight-show" }, gettext("show in the log"));
    if (first !== undefined) show.addEventListener("click", () => this.goTo(first));
    return element(
      "li",
      { class: "insight" },
      icon("flag"),
      element("p", {},
        element("span", { class: "insight-sentence", lang: courseLanguage() }, inlineCode(sentence)),
        " ",
        element("span", {}, inlineCode(advice)),
        " ",
        element("span", { class: "insight-ways" }, line ? lineLink(line) : null, first === undefined ? null : show),
      ),
    );
  }
}
