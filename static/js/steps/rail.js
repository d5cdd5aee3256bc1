/** Keeps the rail's current step in view, and true after something was judged; the next page load says the same. */

import { find } from "../element.js";
import { icon } from "../icon.js";
import { gettext } from "../texts.js";

/** @type {Record<string, {icon: string, words: string}>} */
const looks = {
  collision: { icon: "collision", words: gettext("collision") },
  failed: { icon: "cross", words: gettext("not solved yet") },
  match: { icon: "check", words: gettext("passed") },
  passed: { icon: "check", words: gettext("passed") },
  done: { icon: "check", words: gettext("done") },
};

/** @param {string} state  a step's state; any other word changes nothing */
export function showInRail(state) {
  const step = document.querySelector(".rail [aria-current=step]");
  const look = looks[state];
  // A step that was passed stays passed, whatever is tried afterwards.
  if (!(step instanceof HTMLElement) || !look || step.dataset.state === "passed") return;
  step.dataset.state = state === "match" ? "passed" : state;
  step.querySelector("svg")?.replaceWith(icon(look.icon));
  find(".rail-state", step).textContent = look.words;
}

/** On a narrow screen the steps are a bar that scrolls: begins it at where one is, also when a raised hand takes room. */
export function showCurrentStep() {
  const step = document.querySelector(".rail [aria-current=step]");
  const bar = step?.closest("ol");
  if (!step || !bar) return;
  new ResizeObserver(() => {
    const [here, all] = [step.getBoundingClientRect(), bar.getBoundingClientRect()];
    bar.scrollLeft += here.left + here.width / 2 - (all.left + all.width / 2);
  }).observe(bar);
}
