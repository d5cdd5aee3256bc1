/** Applies the remembered theme and size of code before the first paint; without them, the system's wishes count. */

applyTheme();
matchMedia("(prefers-contrast: more)").addEventListener("change", applyTheme);

const size = localStorage.getItem("code-size");
if (size) document.documentElement.dataset.code = size;

/** @returns {string} "system", "light", "dark" or "contrast" */
export function rememberedTheme() {
  return localStorage.getItem("theme") ?? "system";
}

export function applyTheme() {
  const theme = rememberedTheme();
  const wanted = theme === "system" && matchMedia("(prefers-contrast: more)").matches ? "contrast" : theme;
  if (wanted === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wanted;
}
