/** A review of the learner's text that was saved while their page is open. */

import { announce } from "../announcer.js";

/** @param {string} html  rendered by the site's own template */
export function showReview(html) {
  const place = document.querySelector("[data-review]");
  const review = new DOMParser().parseFromString(html, "text/html").querySelector("[data-revision]");
  if (!(place instanceof HTMLElement) || !(review instanceof HTMLElement)) return;
  const shown = place.querySelector("[data-revision]");
  if (shown instanceof HTMLElement && shown.dataset.revision === review.dataset.revision) return;
  place.replaceChildren(document.adoptNode(review));
  announce(place.querySelector("h2")?.textContent ?? "");
}
