/** Makes code smaller or larger, on every page, and remembers it. `theme.js` applies it before the first paint. */

const sizes = ["small", "usual", "large", "largest"];
const usual = "usual";

for (const button of document.querySelectorAll("[data-code-size]")) {
  button.addEventListener("click", () => {
    const step = button.getAttribute("data-code-size") === "larger" ? 1 : -1;
    remember(sizes[sizes.indexOf(current()) + step] ?? current());
    tell();
  });
}
tell();

function current() {
  return document.documentElement.dataset.code ?? usual;
}

/** @param {string} size */
function remember(size) {
  document.documentElement.dataset.code = size;
  localStorage.setItem("code-size", size);
}

/** A button that has nothing more to give says so, and keeps the focus. */
function tell() {
  for (const button of document.querySelectorAll("[data-code-size]")) {
    const end = button.getAttribute("data-code-size") === "larger" ? sizes.at(-1) : sizes[0];
    button.setAttribute("aria-disabled", String(current() === end));
  }
}
