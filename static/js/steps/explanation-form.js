/** The explanation: kept on this device until committed; then the server's answer takes the form's place. */

import { announce } from "../announcer.js";
import { find } from "../element.js";
import { showProblem } from "../problem.js";
import { showInRail } from "./rail.js";
import { gettext } from "../texts.js";

export class ExplanationForm {
  /** @param {HTMLFormElement} form @param {{url: string, key: string, api: import("../api.js").Api}} options */
  constructor(form, options) {
    this.form = form;
    this.options = options;
    this.restore();
    form.addEventListener("input", () => this.keep());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.commit();
    });
  }

  answer() {
    const data = new FormData(this.form);
    return { choice: String(data.get("choice") ?? ""), text: String(data.get("text") ?? "") };
  }

  keep() {
    localStorage.setItem(this.options.key, JSON.stringify(this.answer()));
    this.explain(false);
  }

  restore() {
    const kept = JSON.parse(localStorage.getItem(this.options.key) ?? "null");
    if (!kept) return;
    const choice = this.form.querySelector(`input[name=choice][value="${CSS.escape(kept.choice)}"]`);
    if (choice instanceof HTMLInputElement) choice.checked = true;
    /** @type {HTMLTextAreaElement} */ (find("textarea", this.form)).value = kept.text;
  }

  async commit() {
    const answer = this.answer();
    const first = this.explain(true);
    if (first) return first.focus();
    const button = find("[data-commit]", this.form);
    button.setAttribute("aria-busy", "true");
    try {
      const { html } = await this.options.api.post(this.options.url, answer);
      localStorage.removeItem(this.options.key);
      this.open(html);
    } catch (error) {
      showProblem(this.form, error);
    }
    button.removeAttribute("aria-busy");
  }

  /** Shows or clears what is missing. Returns the first field to go to. @param {boolean} show */
  explain(show) {
    const { choice, text } = this.answer();
    const asks = this.form.querySelector("[name=choice]") !== null;
    const missing = { ...(asks && { choice: !choice }), text: !text.trim() };
    for (const [name, isMissing] of Object.entries(missing)) {
      const place = find(`[data-field-error=${name}]`, this.form);
      if (show || !isMissing) place.hidden = !isMissing;
    }
    const first = Object.entries(missing).find(([, isMissing]) => isMissing)?.[0];
    return first ? find(`[name=${first}]`, this.form) : null;
  }

  /** @param {string} html  rendered by the site's own template */
  open(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const answered = document.adoptNode(parsed.body.firstElementChild ?? parsed.body);
    this.form.replaceWith(answered);
    showInRail(document.querySelector("[data-judged=wrong]") ? "collision" : "done");
    announce(gettext("Committed. The model answer is open below."));
    if (answered instanceof HTMLElement) {
      answered.tabIndex = -1;
      answered.focus();
    }
  }
}
