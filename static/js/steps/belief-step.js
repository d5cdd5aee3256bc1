/** Belief: a survey, committed once; the page that comes back knows what there is to show afterwards. */

import { find } from "../element.js";
import { keyOf } from "../page.js";
import { PredictionForm } from "./prediction-form.js";

/** @param {import("../page.js").StepPage} page @param {import("../api.js").Api} api */
export function openBelief(page, api) {
  const form = /** @type {HTMLFormElement} */ (find("form[data-prediction]"));
  const survey = new PredictionForm(form, {
    url: page.urls.prediction,
    key: keyOf(page),
    api,
    questions: page.observations,
    committed: () => location.reload(),
  });
  survey.restore(page.prediction);
}
