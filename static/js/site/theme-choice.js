/** Lets people choose how pages look, remembers it on this device, and shows what is chosen. `theme.js` applies it before the first paint. */

import { applyTheme, rememberedTheme } from "../theme.js";

const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-theme-choice]"));

for (const button of buttons) {
  button.addEventListener("click", () => {
    localStorage.setItem("theme", button.dataset.themeChoice ?? "system");
    applyTheme();
    show();
  });
}
show();

function show() {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === rememberedTheme()));
}
