/** Contrast: two programs beside each other. What differs is predicted where the step asks for it. */

import { Stage } from "../stage.js";
import { Editing, workspacesOf } from "./editing.js";
import { predictFirst } from "./predict-step.js";

/** @param {import("../page.js").StepPage} page @param {import("../api.js").Api} api */
export function openContrast(page, api) {
  const stage = new Stage(page, api);
  const writes = page.files.some((file) => file.editable);
  const editing = writes ? new Editing(document.body, page, api, () => void stage.run()) : null;
  if (!editing) workspacesOf(document.body, page);
  if (page.observations.length) predictFirst(stage, api);
  stage.open(() => {
    void editing?.saveAll();
    return editing?.files() ?? {};
  });
}
