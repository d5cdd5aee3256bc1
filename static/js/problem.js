/** Shows what went wrong where it happened, and says it aloud. */

import { find } from "./element.js";

/** @param {ParentNode} root  holds a [data-problem] with role=alert @param {unknown} error */
export function showProblem(root, error) {
  if (!(error instanceof Error)) throw error;
  const place = find("[data-problem]", root);
  place.hidden = false;
  place.textContent = error.message;
}

/** @param {ParentNode} root */
export function clearProblem(root) {
  const place = find("[data-problem]", root);
  place.hidden = true;
  place.textContent = "";
}
