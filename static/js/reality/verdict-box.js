/** The last word on a run, with what to do next. Our own faults look like our own faults. */

import { announce } from "../announcer.js";
import { element, find } from "../element.js";
import { icon } from "../icon.js";
import { inlineCode } from "../inline-code.js";
import { courseLanguage, gettext, language } from "../texts.js";
import { endingOf } from "./endings.js";
import { spoken } from "./spoken.js";

/** @typedef {"passed" | "match" | "failed" | "collision" | "fault" | "none"} Look */

/** @type {Record<Look, {icon: string, words: string}>} */
const looks = {
  passed: { icon: "check", words: gettext("Passed") },
  match: { icon: "check", words: gettext("As you said") },
  failed: { icon: "cross", words: gettext("Not yet") },
  collision: { icon: "collision", words: gettext("Collision") },
  fault: { icon: "fault", words: gettext("Our fault") },
  none: { icon: "dot", words: gettext("Done") },
};

const OUR_FAULT = gettext("Something on our side broke. It does not count, and nothing of yours is lost. Run it again.");
const LOST = gettext("This run was lost on our side before it ended. It does not count. Run it again.");
const CANCELLED = gettext("You stopped this run. Nothing was judged.");

export class VerdictBox {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.words = find("[data-verdict-words]", root);
    this.exit = find("[data-verdict-exit]", root);
    this.root = root;
    this.shown = "";
  }

  /** @param {import("./reality-panel.js").Seen | null} seen */
  draw(seen) {
    const said = seen && lastWord(seen);
    const key = said ? `${seen.run?.id} ${said.look} ${said.sentence}` : "";
    if (key === this.shown) return;
    this.shown = key;
    this.root.hidden = !said;
    if (!said) return;
    const look = looks[said.look];
    this.root.dataset.verdict = said.look;
    const { exited } = seen.picture;
    const ending = endingOf(exited);
    this.exit.textContent = exited?.message === said.sentence || ending === said.sentence ? "" : (ending ?? exited?.message ?? "");
    this.exit.lang = (ending ? language() : courseLanguage()) ?? "";
    this.words.replaceChildren(
      icon(look.icon),
      element("strong", {}, look.words),
      " ",
      element("span", {}, inlineCode(spoken(said.sentence))),
    );
    if (seen.fresh) announce(`${look.words}. ${spoken(said.sentence).replaceAll("`", "")}`);
    this.root.dispatchEvent(new CustomEvent("run-judged", { bubbles: true, detail: said.look }));
  }
}

/** @param {import("./reality-panel.js").Seen} seen @returns {{look: Look, sentence: string} | null} */
function lastWord({ picture, run }) {
  if (run?.state === "cancelled") return { look: "none", sentence: CANCELLED };
  const { verdict, exited } = picture;
  if (!verdict) return run?.state === "lost" ? { look: "fault", sentence: LOST } : null;
  if (exited?.status === "our_fault") return { look: "fault", sentence: endingOf(exited) || verdict.sentence || exited.message || OUR_FAULT };
  return { look: lookOf(verdict.verdict, [...picture.observations.values()]), sentence: verdict.sentence };
}

/**
 * @param {import("../events/event.js").Verdict} verdict
 * @param {import("../events/event.js").Observation[]} observations
 * @returns {Look}
 */
function lookOf(verdict, observations) {
  if (observations.some((observation) => observation.match === false)) return "collision";
  if (observations.length && observations.every((observation) => observation.match)) return "match";
  return verdict === "errored" ? "fault" : verdict;
}
