/** Lab: turn parameters, measure, compare. */

import { find } from "../element.js";
import { LabPanel } from "../lab/lab-panel.js";
import { keyOf } from "../page.js";
import { Stage } from "../stage.js";
import { workspacesOf } from "./editing.js";

// The one file that a lab submits.
const SETTINGS = "settings.json";

/** @param {import("../page.js").StepPage} page @param {import("../api.js").Api} api */
export function openLab(page, api) {
  workspacesOf(document.body, page);
  const stage = new Stage(page, api);
  const form = /** @type {HTMLFormElement} */ (find("form[data-parameters]"));
  const controls = new Map(page.parameters.map((parameter) => [parameter.id, new Control(form, parameter)]));
  const chosen = () => Object.fromEntries([...controls].map(([id, control]) => [id, control.value]));
  const panel = new LabPanel(stage.reality, page.parameters, `${keyOf(page)}:kept`);
  let settings = page.settings;
  for (const [id, control] of controls) control.set(settings[id] ?? "");
  stage.panel.also((seen) => panel.draw(seen, settings));
  form.addEventListener("submit", (event) => event.preventDefault());
  stage.open(() => {
    settings = chosen();
    return { [SETTINGS]: JSON.stringify(settings) };
  });
}

/** A slider over values, or a list of them; both say what they are set to. */
class Control {
  /** @param {HTMLFormElement} form @param {import("../lab/lab-panel.js").Parameter} parameter */
  constructor(form, parameter) {
    this.parameter = parameter;
    this.input = /** @type {HTMLInputElement | HTMLSelectElement} */ (find(`[data-parameter="${CSS.escape(parameter.id)}"]`, form));
    this.output = form.querySelector(`[data-parameter-value="${CSS.escape(parameter.id)}"]`);
    this.input.addEventListener("input", () => this.say());
    this.say();
  }

  get value() {
    return this.input instanceof HTMLSelectElement ? this.input.value : this.parameter.values[Number(this.input.value)] ?? "";
  }

  /** @param {string} value */
  set(value) {
    if (!this.parameter.values.includes(value)) return;
    this.input.value = this.input instanceof HTMLSelectElement ? value : String(this.parameter.values.indexOf(value));
    this.say();
  }

  say() {
    if (!this.output) return;
    const words = [this.value, this.parameter.unit].filter(Boolean).join(" ");
    this.output.textContent = words;
    this.input.setAttribute("aria-valuetext", words);
  }
}
