/** The page of one step: brings its kind of step to life, and Reality with it. */

import "./panes/pane-splitter.js";
import "./panes/tab-set.js";
import { siteApi } from "./api.js";
import { Workspace } from "./code/workspace.js";
import { find } from "./element.js";
import { readPage } from "./page.js";
import { clearProblem, showProblem } from "./problem.js";
import { RealityPanel } from "./reality/reality-panel.js";
import { RunControl } from "./run-control.js";
import { ExplanationForm } from "./steps/explanation-form.js";
import { FixStep } from "./steps/fix-step.js";
import { PredictionForm } from "./steps/prediction-form.js";
import { showInRail } from "./steps/rail.js";
import { keepRubric } from "./steps/rubric.js";

/** @type {import("./page.js").StepPage} */
const page = readPage();
const api = siteApi();
const key = `${page.step.kind}:${page.attempt}:${page.step.id}`;

if (page.step.kind === "explain") explain();
else play();

function explain() {
  const form = document.querySelector("form[data-explanation]");
  if (form instanceof HTMLFormElement) new ExplanationForm(form, { url: page.urls.explanation, key, api });
  keepRubric(`rubric:${page.attempt}:${page.step.id}`);
}

/** Predict and fix: both have a program, and Reality beside it. */
function play() {
  const reality = find("[data-reality]");
  const panel = new RealityPanel(reality);
  const control = new RunControl(api, page.urls, (seen) => {
    panel.show(seen);
    showButtons(control.inFlight);
  });
  const files = page.step.kind === "fix" ? fix(() => run(control, files)) : predict(panel);
  for (const button of runButtons()) button.addEventListener("click", () => void run(control, files));
  find("[data-cancel]", reality).addEventListener("click", () => control.cancel().catch((error) => showProblem(reality, error)));
  openTabsAsTheyMatter(reality);
  reality.addEventListener("run-judged", () => document.body.toggleAttribute("data-judged", true));
  reality.addEventListener("run-judged", (event) => showInRail(/** @type {CustomEvent} */ (event).detail));
  if (page.run) control.follow(page.run);
}

/** @param {RealityPanel} panel @returns {() => Record<string, string>} */
function predict(panel) {
  new Workspace(find("[data-workspace]"), page.files);
  const form = /** @type {HTMLFormElement} */ (find("form[data-prediction]"));
  const expect = () => panel.observations?.expect(prediction.said());
  const prediction = new PredictionForm(form, {
    url: page.urls.prediction, key, api,
    committed: () => {
      expect();
      runButtons()[0]?.focus();
    },
  });
  prediction.restore(page.prediction);
  if (page.prediction) expect();
  return () => ({});
}

/** @param {() => void} run @returns {() => Record<string, string>} */
function fix(run) {
  const step = new FixStep(document.body, page, api, run);
  return () => {
    void step.saveAll();
    return step.files();
  };
}

/** @param {RunControl} control @param {() => Record<string, string>} files */
async function run(control, files) {
  const reality = find("[data-reality]");
  if (control.inFlight) return;
  clearProblem(reality);
  showButtons(true);
  // Stacked, Reality lies below: go where things are about to happen.
  if (matchMedia("(max-width: 1199px)").matches) reality.scrollIntoView();
  try {
    await control.start(files());
  } catch (error) {
    showProblem(reality, error);
  }
  showButtons(control.inFlight);
}

/** @param {boolean} inFlight */
function showButtons(inFlight) {
  for (const button of runButtons()) button.setAttribute("aria-disabled", String(inFlight));
  find("[data-cancel]").hidden = !inFlight;
}

/** @returns {HTMLElement[]} */
function runButtons() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-run]")]);
}

/** While a fix runs its output matters, afterwards its checks do; but a tab that a person chose stays. @param {HTMLElement} reality */
function openTabsAsTheyMatter(reality) {
  const tabs = /** @type {import("./panes/tab-set.js").TabSet} */ (find("tab-set", reality));
  let chosen = false;
  tabs.addEventListener("tab-chosen", () => (chosen = true));
  reality.addEventListener("run-judged", () => page.step.kind === "fix" && !chosen && tabs.show("panel-checks"));
}
