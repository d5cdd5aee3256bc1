/** The attempt view: a click on a line's number puts that line into the step's comment form. */

import { find } from "./element.js";

document.addEventListener("click", (event) => {
  const number = event.target instanceof Element ? event.target.closest("[data-place]") : null;
  const form = number?.closest(".story")?.querySelector("[data-comment-form]");
  if (!(number instanceof HTMLElement) || !form) return;
  const place = /** @type {HTMLInputElement} */ (find("input[name=place]", form));
  place.value = number.dataset.place ?? "";
  find("textarea", form).focus();
});
