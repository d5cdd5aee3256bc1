/** What you said beside what happened, one observation at a time: a match, or a collision. */

import { announce } from "../announcer.js";
import { lineLink } from "../code/reveal.js";
import { element, find } from "../element.js";
import { icon } from "../icon.js";
import { inlineCode } from "../inline-code.js";
import { bothOrders } from "./orders.js";
import { confidenceWords } from "../confidence.js";
import { statementsLink } from "./statements-link.js";
import { courseLanguage, gettext } from "../texts.js";

/** @typedef {import("../events/event.js").Observation} Observation */
/** @typedef {import("../steps/prediction-form.js").Spoken} Spoken */
/** @typedef {import("../page.js").Question} Question */

// Often all of them arrive within one frame. Each deserves a look of its own.
const APART_MS = 550;

/** @type {Record<string, {icon: string, words: string}>} */
const states = {
  waiting: { icon: "clock", words: gettext("waiting") },
  match: { icon: "check", words: gettext("match") },
  collision: { icon: "collision", words: gettext("collision") },
  seen: { icon: "eye", words: gettext("not predicted") },
};

export class Observations {
  /** @param {HTMLElement} root @param {Question[]} questions @param {() => void} revealed  called after each one shown late */
  constructor(root, questions, revealed) {
    this.root = root;
    this.questions = new Map(questions.map((question) => [question.id, question]));
    this.list = find("[data-observation-list]", root);
    this.empty = find("[data-empty]", root);
    this.revealed = revealed;
    this.start = 0;
    this.shown = new Set();
    this.timer = 0;
    /** The last observation is still arriving, or others wait behind it: the verdict has to wait too. */
    this.behind = false;
  }

  /** Lays out the cards with what was predicted, so that reality has its place. @param {Spoken[]} said */
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
    // As the page has it, where it has it: an event's text knows less of Markdown.
    const prompt = this.said?.find(({ id }) => id === observation.id)?.prompt.cloneNode(true);
    const card = arrivedCard(observation, prompt ?? inlineCode(observation.label), this.questions.get(observation.id));
    if (fresh) card.dataset.arriving = "";
    const place = this.list.querySelector(`[data-observation="${CSS.escape(observation.id)}"]`);
    if (place) place.replaceWith(card);
    else this.list.append(card);
    if (!fresh) return;
    // Only where this list scrolls by itself: the page must not move under the reader.
    if (this.root.scrollHeight > this.root.clientHeight) card.scrollIntoView({ block: "nearest" });
    announce(`${observation.id}: ${stateOf(observation).words}. ${gettext("Reality")}: ${observation.actual_text.replaceAll("`", "")}.`);
  }
}

/** @param {Spoken} said */
function waitingCard(said) {
  const sure = element("span", { class: "confidence" }, confidenceWords[said.confidence] ?? "");
  // Copies: a fragment gives its nodes away, and a run that starts again lays the cards out again.
  const [prompt, answer] = [said.prompt.cloneNode(true), said.answer.cloneNode(true)];
  return card(said.id, "waiting", prompt, [side("said", gettext("You said"), answer, sure)], null);
}

/** @param {Observation} observation @param {Node} prompt @param {Question} [question] */
function arrivedCard(observation, prompt, question) {
  const { id, confidence, line, statements, refutation, misconception } = observation;
  const state = observation.match === null ? "seen" : observation.match ? "match" : "collision";
  const sure = confidence && element("span", { class: "confidence" }, confidenceWords[confidence] ?? "");
  const link = line && lineLink(line);
  // Of two programs, the log has the statements of both under the same numbers.
  const queries = statements?.length && !question?.side ? statementsLink(statements.length, statements) : null;
  const { predicted, actual } = texts(observation, question);
  const said = () => side("said", gettext("You said"), predicted, sure);
  // A match is one thing, not two: what was said stays where it is, and turns out to be so.
  const sides = {
    match: () => [side("reality", gettext("As you said"), actual, sure, link, queries)],
    collision: () => [said(), side("reality", gettext("Reality"), actual, link, queries)],
    seen: () => [side("reality", gettext("Reality"), actual, link, queries)],
  };
  const belief = misconception || refutation ? why(misconception?.title ?? "", refutation) : null;
  const made = card(id, state, prompt, sides[state](), belief);
  // So that its links go to the right one of two programs.
  if (question?.side) made.dataset.side = question.side;
  return made;
}

/**
 * What was said and what was seen; of an order, with what differs marked.
 *
 * @param {Observation} observation @param {Question} [question] @returns {{predicted: Node, actual: Node}}
 */
function texts({ predicted, predicted_text, actual, actual_text }, question) {
  if (question?.answer === "order") return bothOrders(question.order, predicted, actual);
  return { predicted: inlineCode(predicted_text), actual: inlineCode(actual_text) };
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
  const words = element("div", { class: "clash-text", lang: courseLanguage() }, text);
  return element("div", { class: `clash-side clash-${kind}` }, element("p", { class: "clash-who" }, who, ...extras), words);
}

/** @param {string} belief @param {string} refutation */
function why(belief, refutation) {
  return element(
    "div",
    { class: "clash-why" },
    belief ? element("p", { class: "clash-belief" }, `${gettext("The belief behind it:")} `, element("span", { lang: courseLanguage() }, inlineCode(belief))) : null,
    refutation ? element("p", { lang: courseLanguage() }, inlineCode(refutation)) : null,
  );
}

/** @param {Observation} observation */
function stateOf(observation) {
  return observation.match === null ? { words: gettext("seen") } : { words: observation.match ? gettext("match") : gettext("collision") };
}
