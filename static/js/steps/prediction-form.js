/**
 * The prediction: one choice and one confidence per observation. What is chosen is kept on this device until it is
 * committed; after that the form is locked and stays as the record of what was said.
 *
 * @typedef {import("../page.js").Answer} Answer
 * @typedef {{id: string, prompt: DocumentFragment, choice: DocumentFragment, confidence: string}} Said
 */

import { announce } from "../announcer.js";
import { find } from "../element.js";
import { showProblem } from "../problem.js";
import { problems, stillToDo } from "./prediction-rules.js";

export class PredictionForm {
  /**
   * @param {HTMLFormElement} form
   * @param {object} options
   * @param {string} options.url
   * @param {string} options.key  where choices are kept on this device
   * @param {import("../api.js").Api} options.api
   * @param {() => void} options.committed
   */
  constructor(form, options) {
    this.form = form;
    this.options = options;
    this.ids = [...form.querySelectorAll("[data-question]")].map((each) => /** @type {HTMLElement} */ (each).dataset.question ?? "");
    this.button = find("[data-commit]", form);
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.commit();
    });
  }

  /** Shows what was committed before, or what was chosen but not committed. @param {Record<string, Answer> | null} committed */
  restore(committed) {
    if (committed) return this.lock(committed);
    this.choose(JSON.parse(localStorage.getItem(this.options.key) ?? "{}"));
    this.changed();
  }

  /** @returns {Record<string, Partial<Answer>>} */
  answers() {
    const data = new FormData(this.form);
    return Object.fromEntries(this.ids.map((id) => [id, {
      choice: /** @type {string | null} */ (data.get(`${id}-choice`)) ?? undefined,
      confidence: /** @type {any} */ (data.get(`${id}-confidence`)) ?? undefined,
    }]));
  }

  /** In words, as committed. @returns {Said[]} */
  said() {
    return this.ids.map((id) => {
      const question = find(`[data-question="${CSS.escape(id)}"]`, this.form);
      return {
        id,
        prompt: contents(question.querySelector("[data-prompt]")),
        choice: contents(question.querySelector("[data-choice]:has(input:checked) [data-choice-text]")),
        confidence: question.querySelector("[data-confidence] input:checked")?.getAttribute("value") ?? "",
      };
    });
  }

  changed() {
    const answers = this.answers();
    localStorage.setItem(this.options.key, JSON.stringify(answers));
    const rest = stillToDo(answers);
    find("[data-commit-note]", this.form).textContent = rest;
    this.button.setAttribute("aria-disabled", String(rest !== ""));
    for (const [id, problem] of Object.entries(problems(answers))) {
      if (!problem) this.explain(id, "");
    }
  }

  async commit() {
    const found = problems(this.answers());
    for (const [id, problem] of Object.entries(found)) this.explain(id, problem);
    const first = Object.keys(found).find((id) => found[id]);
    if (first) return this.goTo(first);
    const answers = /** @type {Record<string, Answer>} */ (this.answers());
    this.button.setAttribute("aria-busy", "true");
    try {
      await this.options.api.post(this.options.url, { answers });
      this.lock(answers);
      announce("Your prediction is committed. Now run the program.");
      this.options.committed();
    } catch (error) {
      showProblem(this.form, error);
    }
    this.button.removeAttribute("aria-busy");
  }

  /** @param {Record<string, Partial<Answer>>} answers */
  lock(answers) {
    this.choose(answers);
    localStorage.removeItem(this.options.key);
    this.form.dataset.locked = "";
    for (const fieldset of this.form.querySelectorAll("fieldset")) fieldset.disabled = true;
  }

  /** @param {Record<string, Partial<Answer>>} answers */
  choose(answers) {
    for (const [id, answer] of Object.entries(answers)) {
      for (const [part, value] of Object.entries(answer)) {
        const input = this.form.querySelector(`input[name="${CSS.escape(id)}-${part}"][value="${CSS.escape(value ?? "")}"]`);
        if (input instanceof HTMLInputElement) input.checked = true;
      }
    }
  }

  /** Puts the problem next to the question it belongs to. @param {string} id @param {string} problem */
  explain(id, problem) {
    const place = find(`[data-question-error="${CSS.escape(id)}"]`, this.form);
    place.textContent = problem;
    place.hidden = !problem;
  }

  /** @param {string} id */
  goTo(id) {
    const { choice } = this.answers()[id] ?? {};
    const input = this.form.querySelector(`input[name="${CSS.escape(id)}-${choice ? "confidence" : "choice"}"]`);
    if (input instanceof HTMLElement) input.focus();
  }
}

/** @param {Element | null} from @returns {DocumentFragment} a copy of what is inside */
function contents(from) {
  const fragment = document.createDocumentFragment();
  fragment.append(...[...(from?.childNodes ?? [])].map((node) => node.cloneNode(true)));
  return fragment;
}
