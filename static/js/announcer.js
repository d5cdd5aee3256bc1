/** Says things to screen readers, politely: what comes close together is said together. */

import { find } from "./element.js";

const TOGETHER_MS = 700;

/** @type {string[]} */
let waiting = [];

/** @param {string} sentence */
export function announce(sentence) {
  if (waiting.push(sentence) > 1) return;
  setTimeout(() => {
    find("[data-announcer]").textContent = waiting.join(" ");
    waiting = [];
  }, TOGETHER_MS);
}
