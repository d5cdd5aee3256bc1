/** An answer that is one of several choices. */

import { copyOf } from "../../element.js";

export class ChoiceAnswer {
  /** @param {HTMLElement} question @param {string} id */
  constructor(question, id) {
    this.question = question;
    this.name = `${id}-choice`;
  }

  /** @returns {import("../../page.js").Said} */
  get() {
    const chosen = this.question.querySelector(`input[name="${CSS.escape(this.name)}"]:checked`);
    return chosen instanceof HTMLInputElement ? { choice: chosen.value } : {};
  }

  /** @param {import("../../page.js").Said} said */
  set({ choice }) {
    for (const input of this.inputs()) input.checked = input.value === choice;
  }

  words() {
    return copyOf(this.question.querySelector("[data-choice]:has(input:checked) [data-choice-text]"));
  }

  focus() {
    this.inputs()[0]?.focus();
  }

  lock() {}

  inputs() {
    return /** @type {HTMLInputElement[]} */ ([...this.question.querySelectorAll(`input[name="${CSS.escape(this.name)}"]`)]);
  }
}
