/** One row per check: what it demands, whether that was so, and what was seen instead. */

import { element, find } from "../element.js";
import { icon } from "../icon.js";
import { inlineCode } from "../inline-code.js";
import { statementsLink } from "./statements-link.js";
import { courseLanguage, gettext } from "../texts.js";

/** @typedef {import("../events/event.js").Check} Check */

const looks = {
  passed: { icon: "check", words: gettext("passed") },
  failed: { icon: "cross", words: gettext("failed") },
  none: { icon: "dot", words: gettext("not judged") },
  waiting: { icon: "circle", words: gettext("not run yet") },
};

export class Checks {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.list = find("[data-check-list]", root);
    this.hidden = root.querySelector("[data-checks-hidden]");
    this.count = document.querySelector("[data-check-count]");
    this.start = 0;
    /** @type {Set<string>} */
    this.shown = new Set();
    /** One mistake often fails many checks: what was said once is not said again. @type {Set<string>} */
    this.said = new Set();
    this.declared = [...this.list.children].map((row) => row.cloneNode(true));
  }

  /** @param {import("../events/reducer.js").Picture} picture */
  draw(picture) {
    if (picture.start !== this.start) this.restart(picture.start);
    for (const check of picture.checks.values()) {
      if (!this.shown.has(check.name)) this.show(check);
    }
    if (this.hidden instanceof HTMLElement) this.hidden.hidden = picture.checks.size > 0;
    if (this.count && picture.checks.size) this.count.textContent = summary([...picture.checks.values()]);
  }

  /** @param {number} start */
  restart(start) {
    this.start = start;
    this.shown.clear();
    this.said.clear();
    this.list.replaceChildren(...this.declared.map((row) => row.cloneNode(true)));
  }

  /** @param {Check} check */
  show(check) {
    this.shown.add(check.name);
    const place = this.list.querySelector(`[data-check="${CSS.escape(check.name)}"]`);
    const made = row(check, this.said.has(check.message));
    this.said.add(check.message);
    if (place) place.replaceWith(made);
    else this.list.append(made);
  }
}

/** @param {Check} check @param {boolean} again  another check has said the same */
function row({ name, sentence, verdict, message, queries, statements }, again) {
  const look = looks[verdict] ?? looks.none;
  return element(
    "li",
    { class: "check", "data-check": name, "data-verdict": verdict },
    element("span", { class: "check-verdict" }, icon(look.icon), look.words),
    element("div", { class: "check-body" },
      element("p", { class: "check-sentence", lang: courseLanguage() }, inlineCode(sentence)),
      message ? element("p", { class: "check-message", lang: again ? null : courseLanguage() }, again ? gettext("For the same reason.") : inlineCode(message)) : null,
      queries === null ? null : element("p", { class: "check-queries" }, statementsLink(queries, statements ?? [])),
    ),
  );
}

/** @param {Check[]} checks */
function summary(checks) {
  return `${checks.filter((check) => check.verdict === "passed").length}/${checks.length}`;
}
