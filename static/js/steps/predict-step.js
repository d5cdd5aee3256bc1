/** Predict: say what a program will do, then run it. */

import { announce } from "../announcer.js";
import { find } from "../element.js";
import { keyOf } from "../page.js";
import { runButtons, Stage } from "../stage.js";
import { workspacesOf } from "./editing.js";
import { PredictionForm } from "./prediction-form.js";
import { gettext } from "../texts.js";

/** @param {import("../page.js").StepPage} page @param {import("../api.js").Api} api */
export function openPredict(page, api) {
  const stage = new Stage(page, api);
  workspacesOf(document.body, page);
  predictFirst(stage, api);
  stage.open(() => ({}));
}

/** The prediction's form, and its place among what is seen. @param {Stage} stage @param {import("../api.js").Api} api */
export function predictFirst(stage, api) {
  const { page } = stage;
  const form = /** @type {HTMLFormElement} */ (find("form[data-prediction]"));
  const expect = () => stage.panel.observations?.expect(prediction.said());
  const prediction = new PredictionForm(form, {
    url: page.urls.prediction,
    key: keyOf(page),
    api,
    questions: page.observations,
    committed: () => {
      expect();
      announce(gettext("Your prediction is committed. Now run the program."));
      runButtons()[0]?.focus();
    },
  });
  prediction.restore(page.prediction);
  if (page.prediction) expect();
}
