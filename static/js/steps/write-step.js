/** Fix, instrument, build, write a test: an editor, and checks that say what is still wrong. */

import { Stage } from "../stage.js";
import { Editing } from "./editing.js";

/** @param {import("../page.js").StepPage} page @param {import("../api.js").Api} api */
export function openWrite(page, api) {
  const stage = new Stage(page, api);
  const editing = new Editing(document.body, page, api, () => void stage.run());
  stage.openTabWhenJudged("panel-checks");
  stage.reality.addEventListener("run-judged", (event) => {
    // Whoever passes may look at the author's solution from then on.
    if (/** @type {CustomEvent} */ (event).detail === "passed") document.querySelector("[data-solution]")?.removeAttribute("hidden");
  });
  stage.open(() => {
    void editing.saveAll();
    return editing.files();
  });
}
