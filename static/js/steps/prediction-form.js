/**
 * A prediction, or a survey: one answer and one confidence per question. What is answered is kept on this device until
 * it is committed; after that the form is locked and stays as the record of what was said.
 *
 * @typedef {import("../page.js").Answer} Answer
 * @typedef {import("../page.js").Said} Said
 * @typedef {{id: string, prompt: DocumentFragment, answer: DocumentFragment, confidence: string}} Spoken
 *
 * @typedef {object} AnswerField  how one kind of answer is given
 * @property {() => Said} get
 * @property {(said: Said) => void} set
 * @property {() => DocumentFragment} words
 * @property {() => void} focus
 * @property {() => void} lock
 */

import { copyOf, find } from "../element.js";
import { showProblem } from "../problem.js";
import { ChoiceAnswer } from "./answers/choice-answer.js";
import { OrderAnswer } from "./answers/order-answer.js";
import { TypedAnswer } from "./answers/typed-answer.js";
import { problems, said, stillToDo } from "./prediction-rules.js";

export class PredictionForm {
  /**
   * @param {HTMLFormElement} form
   * @param {object} options
   * @param {string} options.url
   * @param {string} options.key  where choices are kept on this device
   * @param {import("../api.js").Api} options.api
   * @param {import("../page.js").Question[]} options.questions  empty for a survey
   * @param {() => void} options.committed
   */
  constructor(form, options) {
    this.form = form;
    this.options = options;
    this.questions = new Map([...form.querySelectorAll("[data-question]")].map((each) => this.question(/** @type {HTMLElement} */ (each))));
    this.names = Object.fromEntries([...this.questions].map(([id, { root }]) => [id, root.dataset.name ?? id]));
    this.button = find("[data-commit]", form);
    form.addEventListener("change", () => this.changed());
    form.addEventListener("input", () => this.changed());
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

  /** @param {HTMLElement} root @returns {[string, {root: HTMLElement, kind: import("./prediction-rules.js").Kind, field: AnswerField}]} */
  question(root) {
    const { question: id = "", answer = "choice" } = root.dataset;
    const kind = /** @type {import("./prediction-rules.js").Kind} */ (answer);
    return [id, { root, kind, field: this.fieldOf(kind, root, id) }];
  }

  /** @returns {Record<string, Partial<Answer>>} */
  answers() {
    return Object.fromEntries([...this.questions].map(([id, { root, field }]) => {
      const sure = root.querySelector("[data-confidence] input:checked");
      return [id, { ...field.get(), confidence: sure instanceof HTMLInputElement ? /** @type {any} */ (sure.value) : undefined }];
    }));
  }

  /** In words, as committed. @returns {Spoken[]} */
  said() {
    return [...this.questions].map(([id, { root, field }]) => ({
      id,
      prompt: copyOf(root.querySelector("[data-prompt]")),
      answer: field.words(),
      confidence: root.querySelector("[data-confidence] input:checked")?.getAttribute("value") ?? "",
    }));
  }

  /** @param {Record<string, Partial<Answer>>} answers */
  problems(answers) {
    return problems(answers, Object.fromEntries([...this.questions].map(([id, { kind }]) => [id, kind])));
  }

  changed() {
    const answers = this.answers();
    localStorage.setItem(this.options.key, JSON.stringify(answers));
    const found = this.problems(answers);
    const rest = stillToDo(found, this.names);
    find("[data-commit-note]", this.form).textContent = rest;
    this.button.setAttribute("aria-disabled", String(rest !== ""));
    for (const [id, problem] of Object.entries(found)) {
      if (!problem) this.explain(id, "");
    }
  }

  async commit() {
    const found = this.problems(this.answers());
    for (const [id, problem] of Object.entries(found)) this.explain(id, problem);
    const first = Object.keys(found).find((id) => found[id]);
    if (first) return this.goTo(first);
    const answers = /** @type {Record<string, Answer>} */ (this.answers());
    this.button.setAttribute("aria-busy", "true");
    try {
      await this.options.api.post(this.options.url, { answers });
      this.lock(answers);
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
    for (const { root, field } of this.questions.values()) {
      field.lock();
      /** @type {HTMLFieldSetElement} */ (root).disabled = true;
    }
  }

  /** @param {Record<string, Partial<Answer>>} answers */
  choose(answers) {
    for (const [id, { root, field }] of this.questions) {
      const { confidence, ...answer } = answers[id] ?? {};
      if (Object.keys(answer).length) field.set(answer);
      const sure = root.querySelector(`[data-confidence] input[value="${CSS.escape(confidence ?? "")}"]`);
      if (sure instanceof HTMLInputElement) sure.checked = true;
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
    const question = this.questions.get(id);
    const answer = this.answers()[id];
    if (!question || !answer) return;
    if (!said(answer, question.kind)) return question.field.focus();
    const sure = question.root.querySelector("[data-confidence] input");
    if (sure instanceof HTMLElement) sure.focus();
  }

  /** @param {import("./prediction-rules.js").Kind} kind @param {HTMLElement} root @param {string} id @returns {AnswerField} */
  fieldOf(kind, root, id) {
    if (kind === "choice") return new ChoiceAnswer(root, id);
    if (kind !== "order") return new TypedAnswer(root, kind);
    const items = this.options.questions.find((question) => question.id === id)?.order ?? [];
    return new OrderAnswer(root, items, () => this.changed());
  }
}
