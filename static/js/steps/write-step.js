/** Fix, instrument, build, write a test: an editor, and checks that say what is still wrong. */

import { Stage } from "../stage.js";
import { Editing } from "./editing.js";
import { SolutionLink } from "./solution-link.js";

/** @param {import("../page.js").StepPage} page @param {import("../api.js").Api} api */
export function openWrite(page, api) {
  const stage = new Stage(page, api);
  const editing = new Editing(document.body, page, api, () => void stage.run());
  stage.openTabWhenJudged("panel-checks");
  const solution = /** @type {HTMLElement | null} */ (document.querySelector("[data-solution]"));
  if (solution) new SolutionLink(solution).follow(stage);
  stage.open(() => {
    void editing.saveAll();
    return editing.files();
  });
}
