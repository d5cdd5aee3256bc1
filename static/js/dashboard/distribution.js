/** Who expects what, and how sure: one bar per choice, split by confidence, with the numbers beside it. */

import { find } from "../element.js";
import { confidenceWords } from "../confidence.js";
import { gettext, ngettext } from "../texts.js";

/** @typedef {import("./message.js").Counts} Counts */

/** @type {("sure" | "think" | "guess")[]} */
const order = ["sure", "think", "guess"];

export class Distribution {
  /** @param {ParentNode} root */
  constructor(root) {
    this.steps = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-asked]")]);
    this.none = find("[data-none-asked]", root);
    this.questions = [...root.querySelectorAll("[data-question]")].map((question) => ({
      key: question.getAttribute("data-key") ?? "",
      id: question.getAttribute("data-question") ?? "",
      total: find("[data-total]", question),
      choices: /** @type {HTMLElement[]} */ ([...question.querySelectorAll("[data-choice]")]),
    }));
  }

  /** @param {import("./message.js").Distributions} distributions */
  draw(distributions) {
    for (const step of this.steps) step.hidden = !(step.dataset.asked && distributions[step.dataset.asked]);
    this.none.hidden = this.steps.some((step) => !step.hidden);
    for (const { key, id, total, choices } of this.questions) {
      const counts = distributions[key]?.[id] ?? {};
      const all = Object.values(counts).reduce((sum, each) => sum + sumOf(each), 0);
      total.textContent = ngettext("{count} answer", "{count} answers", all);
      for (const choice of choices) drawChoice(choice, counts[choice.dataset.choice ?? ""], all);
    }
  }
}

/** @param {HTMLElement} choice @param {Counts | undefined} counts @param {number} all */
function drawChoice(choice, counts = { guess: 0, think: 0, sure: 0 }, all) {
  for (const confidence of order) {
    const share = all ? (counts[confidence] / all) * 100 : 0;
    find(`[data-share=${confidence}]`, choice).style.width = `${share}%`;
  }
  find("[data-count]", choice).textContent = String(sumOf(counts));
  find("[data-split]", choice).textContent = split(counts);
}

/** @param {Counts} counts */
function sumOf({ guess, think, sure }) {
  return guess + think + sure;
}

/** @param {Counts} counts @returns {string} such as "5 sure · 1 guess · 4 in the second vote" */
export function split(counts) {
  const told = order.filter((confidence) => counts[confidence]).map((confidence) => `${counts[confidence]} ${confidenceWords[confidence]}`);
  if (counts.again) told.push(gettext("{count} in the second vote", { count: counts.again }));
  return told.join(" · ");
}
