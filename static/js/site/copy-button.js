/** Copies the text a button carries, and says so in the button for a moment. */

import { gettext } from "../texts.js";

const SAID_MS = 1_600;

for (const button of document.querySelectorAll("[data-copies]")) {
  if (button instanceof HTMLButtonElement) button.addEventListener("click", () => copy(button));
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const words = button.querySelector("[data-copy-words]");
  if (!words) return;
  const before = words.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copies ?? "");
    words.textContent = gettext("Copied");
  } catch {
    // Browsers forbid the clipboard on plain http from another host.
    words.textContent = gettext("Select and copy it by hand");
  }
  setTimeout(() => (words.textContent = before), SAID_MS);
}
