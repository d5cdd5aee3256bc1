/** Marks of a learner's own text against the rubric: saved with every change, for the learner and for who teaches. */

import { find } from "../element.js";
import { showProblem } from "../problem.js";
import { gettext } from "../texts.js";

/** @param {{url: string, api: import("../api.js").Api}} options */
export function saveRubric({ url, api }) {
  // The rubric may come with the page, or only once the explanation was committed.
  document.addEventListener("change", async (event) => {
    const rubric = event.target instanceof Element && event.target.closest("[data-rubric]");
    if (!(rubric instanceof HTMLElement)) return;
    const boxes = [...rubric.querySelectorAll("input")];
    const state = find("[data-rubric-state]", rubric);
    state.textContent = gettext("saving…");
    try {
      await api.put(url, { lines: boxes.filter((box) => box.checked).map((box) => Number(box.value)) });
      state.textContent = gettext("saved");
    } catch (error) {
      state.textContent = gettext("not saved");
      showProblem(rubric, error);
    }
  });
}
