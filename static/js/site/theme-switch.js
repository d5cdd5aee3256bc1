/** Cycles the theme (as the system, light, dark), remembers it, and keeps the button's words true. */

const themes = ["system", "light", "dark"];

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  show(button, current());
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(current()) + 1) % themes.length] ?? "system";
    apply(next);
    show(button, next);
  });
}

function current() {
  return document.documentElement.dataset.theme ?? "system";
}

/** @param {string} theme */
function apply(theme) {
  if (theme === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("theme", theme);
    document.documentElement.dataset.theme = theme;
  }
}

/** @param {Element} button @param {string} theme */
function show(button, theme) {
  const words = button.querySelector("[data-theme-name]");
  if (words) words.textContent = theme;
}
