/** Explain: say why, then read what the author says. */

import { keyOf } from "../page.js";
import { ExplanationForm } from "./explanation-form.js";
import { saveRubric } from "./rubric.js";

/** @param {import("../page.js").StepPage} page @param {import("../api.js").Api} api */
export function openExplain(page, api) {
  const form = document.querySelector("form[data-explanation]");
  if (form instanceof HTMLFormElement) new ExplanationForm(form, { url: page.urls.explanation, key: keyOf(page), api });
  saveRubric({ url: page.urls.marks, api });
}
