/** What you said beside what happened, one observation at a time: a match, or a collision. */

import { announce } from "../announcer.js";
import { lineLink } from "../code/reveal.js";
import { element, find } from "../element.js";
import { icon } from "../icon.js";
import { inlineCode } from "../inline-code.js";

/** @typedef {import("../events/event.js").Observation} Observation */
/** @typedef {import("../steps/prediction-form.js").Said} Said */

// Often all of them arrive within one frame. Each deserves a look of its own.
const APART_MS = 550;

/** @type {Record<string, {icon: string, words: string}>} */
const states = {
  waiting: { icon: "clock", words: "waiting" },
  match: { icon: "check", words: "match" },
  collision: { icon: "collision", words: "collision" },
  seen: { icon: "eye", words: "not predicted" },
};

export class Observations {
  /** @param {HTMLElement} root @param {() => void} revealed  called after each one shown late */
  constructor(root, revealed) {
    this.root = root;
    this.list = find("[data-observation-list]", root);
    this.empty = find("[data-empty]", root);
    this.revealed = revealed;
    this.start = 0;
    this.shown = new Set();
    this.timer = 0;
    /** The last observation is still arriving, or others wait behind it: the verdict has to wait too. */
    this.behind = false;
  }

  /** Lays out the cards with what was predicted, so that reality has its place. @param {Said[]} said */
  expect(said) {
    this.said = said;
    this.empty.hidden = said.length > 0;
    this.list.replaceChildren(...said.map(waitingCard));
    this.shown.clear();
  }

  /** @param {import("../events/reducer.js").Picture} picture @param {boolean} fresh */
  draw(picture, fresh) {
    if (picture.start !== this.start) this.restart(picture.start);
    const arrived = [...picture.observations.values()].filter((observation) => !this.shown.has(observation.id));
    if (this.timer) return;
    const slowly = fresh && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const observation of slowly ? arrived.slice(0, 1) : arrived) this.reveal(observation, fresh);
    this.behind = slowly && arrived.length > 0;
    if (this.behind) this.timer = window.setTimeout(() => this.later(), APART_MS);
  }

  later() {
    this.timer = 0;
    this.revealed();
  }

  /** @param {number} start */
  restart(start) {
    this.start = start;
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.said) this.expect(this.said);
  }

  /** @param {Observation} observation @param {boolean} fresh */
  reveal(observation, fresh) {
    this.shown.add(observation.id);
    this.empty.hidden = true;
    const card = arrivedCard(observation);
    if (fresh) card.dataset.arriving = "";
    const place = this.list.querySelector(`[data-observation="${CSS.escape(observation.id)}"]`);
    if (place) place.replaceWith(card);
    else this.list.append(card);
    if (!fresh) return;
    // Only where this list scrolls by itself: the page must not move under the reader.
    if (this.root.scrollHeight > this.root.clientHeight) card.scrollIntoView({ block: "nearest" });
    announce(`${observation.id}: ${stateOf(observation).words}. Reality: ${observation.actual_text.replaceAll("`", "")}.`);
  }
}

/** @param {Said} said */
function waitingCard(said) {
  const sure = element("span", { class: "confidence" }, said.confidence);
  // Copies: a fragment gives its nodes away, and a run that starts again lays the cards out again.
  const [prompt, choice] = [said.prompt.cloneNode(true), said.choice.cloneNode(true)];
  return card(said.id, "waiting", prompt, [side("said", "You said", choice, sure)], null);
}

/** @param {Observation} observation */
function arrivedCard(observation) {
  const { id, label, predicted_text, confidence, actual_text, line, refutation, misconception } = observation;
  const state = observation.match === null ? "seen" : observation.match ? "match" : "collision";
  const sure = confidence && element("span", { class: "confidence" }, confidence);
  const link = line && lineLink(line);
  const said = () => side("said", "You said", inlineCode(predicted_text), sure);
  // A match is one thing, not two: what was said stays where it is, and turns out to be so.
  const sides = {
    match: () => [side("reality", "As you said", inlineCode(actual_text), sure, link)],
    collision: () => [said(), side("reality", "Reality", inlineCode(actual_text), link)],
    seen: () => [side("reality", "Reality", inlineCode(actual_text), link)],
  };
  const belief = misconception || refutation ? why(misconception?.title ?? "", refutation) : null;
  return card(id, state, inlineCode(label), sides[state](), belief);
}

/** @param {string} id @param {string} state @param {Node} label @param {Node[]} sides @param {Node | null} belief */
function card(id, state, label, sides, belief) {
  const chip = element("span", { class: "clash-state" }, icon(states[state]?.icon ?? "dot"), states[state]?.words ?? state);
  const title = element("h3", { class: "clash-title" }, element("span", { class: "letter" }, id), element("span", {}, label), chip);
  return element(
    "li",
    { class: "clash", "data-observation": id, "data-state": state },
    title,
    element("div", { class: "clash-sides" }, ...sides),
    belief,
  );
}

/** @param {string} kind @param {string} who @param {Node} text @param {...(Node | null)} extras */
function side(kind, who, text, ...extras) {
  const words = element("span", { class: "clash-text" }, text);
  return element("p", { class: `clash-side clash-${kind}` }, element("span", { class: "clash-who" }, who, ...extras), words);
}

/** @param {string} belief @param {string} refutation */
function why(belief, refutation) {
  return element(
    "div",
    { class: "clash-why" },
    belief ? element("p", { class: "clash-belief" }, "The belief behind it: ", inlineCode(belief)) : null,
    refutation ? element("p", {}, inlineCode(refutation)) : null,
  );
}

/** @param {Observation} observation */
function stateOf(observation) {
  return observation.match === null ? { words: "seen" } : { words: observation.match ? "match" : "collision" };
}
