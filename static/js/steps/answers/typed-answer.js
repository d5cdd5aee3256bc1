/** An answer that is typed: a whole number, or a few words. */

import { inlineCode } from "../../inline-code.js";
import { gettext } from "../../texts.js";

export class TypedAnswer {
  /** @param {HTMLElement} question @param {"number" | "text"} kind */
  constructor(question, kind) {
    this.kind = kind;
    this.input = /** @type {HTMLInputElement} */ (question.querySelector("[data-typed]"));
  }

  /** @returns {import("../../page.js").Said} what is no number stays a text, so that it can be said what is wrong */
  get() {
    const typed = this.input.value.trim();
    if (!typed) return {};
    return this.kind === "number" && /^[+-]?\d{1,7}$/.test(typed) ? { number: Number(typed) } : { text: typed };
  }

  /** @param {import("../../page.js").Said} said */
  set({ number, text }) {
    this.input.value = String(number ?? text ?? "");
  }

  words() {
    const words = document.createDocumentFragment();
    words.append(inlineCode(gettext("It is {answer}.", { answer: `\`${this.input.value.trim()}\`` })));
    return words;
  }

  focus() {
    this.input.focus();
  }

  lock() {
    this.input.readOnly = true;
  }
}
