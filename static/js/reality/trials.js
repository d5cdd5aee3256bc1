/** A learner's test on known versions of the code: what it had to do with each, and what it did. */

import { element, find } from "../element.js";
import { icon } from "../icon.js";
import { inlineCode } from "../inline-code.js";
import { courseLanguage, gettext, ngettext } from "../texts.js";

/** @typedef {import("../events/event.js").Check} Check */
/** @typedef {{icon: string, words: string}} Look */

const BUG = "Your test notices: ";

/** @type {Record<string, Partial<Record<Check["verdict"], Look>>>} */
const looks = {
  honest: { passed: { icon: "check", words: gettext("it does") }, failed: { icon: "cross", words: gettext("it does not") } },
  original: { passed: { icon: "check", words: gettext("it fails, as it must") }, failed: { icon: "cross", words: gettext("not as it must") } },
  sound: { passed: { icon: "check", words: gettext("it passes, as it must") }, failed: { icon: "cross", words: gettext("it does not pass") } },
  mutant: { passed: { icon: "check", words: gettext("noticed") }, failed: { icon: "collision", words: gettext("slipped through") } },
};

export class Trials {
  /** @param {HTMLElement} root  with a row for each trial, by its name */
  constructor(root) {
    this.rows = new Map([...root.querySelectorAll("[data-check]")].map((row) => {
      const { check = "", kind = "" } = /** @type {HTMLElement} */ (row).dataset;
      return [check, { row: /** @type {HTMLElement} */ (row), kind, blank: [...row.children].map((cell) => cell.cloneNode(true)) }];
    }));
    this.summary = find("[data-trial-summary]", root);
    this.before = this.summary.textContent;
    this.count = document.querySelector("[data-check-count]");
    this.start = 0;
  }

  /** @param {import("../events/reducer.js").Picture} picture */
  draw(picture) {
    if (picture.start !== this.start) this.restart(picture.start);
    for (const check of picture.checks.values()) this.show(check);
    if (picture.checks.size) this.sum([...picture.checks.values()]);
  }

  /** @param {number} start */
  restart(start) {
    this.start = start;
    this.summary.textContent = this.before;
    for (const { row, blank } of this.rows.values()) {
      row.dataset.verdict = "waiting";
      row.replaceChildren(...blank.map((cell) => cell.cloneNode(true)));
    }
  }

  /** @param {Check} check */
  show({ name, sentence, verdict, message }) {
    const place = this.rows.get(name);
    if (!place || place.row.dataset.verdict === verdict) return;
    const { row, kind } = place;
    const look = looks[kind]?.[verdict] ?? { icon: "dot", words: gettext("not tried") };
    row.dataset.verdict = verdict;
    if (kind === "mutant") find("[data-trial-what]", row).replaceChildren(element("span", { lang: courseLanguage() }, inlineCode(sentence.replace(BUG, "").replace(/\.$/, ""))));
    find("[data-trial-did]", row).replaceChildren(
      element("span", { class: "trial-verdict" }, icon(look.icon), look.words),
      ...(message && kind !== "mutant" ? [element("p", { class: "trial-message", lang: courseLanguage() }, inlineCode(message))] : []),
    );
  }

  /** @param {Check[]} checks */
  sum(checks) {
    const mutants = checks.filter(({ name }) => this.rows.get(name)?.kind === "mutant");
    const noticed = mutants.filter(({ verdict }) => verdict === "passed").length;
    const tried = mutants.some(({ verdict }) => verdict !== "none");
    if (mutants.length) {
      this.summary.textContent = tried
        ? ngettext("Your test notices {noticed} of {count} planted bug.", "Your test notices {noticed} of {count} planted bugs.", mutants.length, { noticed })
        : gettext("The planted bugs come once your test fails on the bug and passes on correct code.");
    }
    if (this.count) this.count.textContent = `${checks.filter(({ verdict }) => verdict === "passed").length}/${checks.length}`;
  }
}
