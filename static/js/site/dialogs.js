/** Buttons that open a dialog, and `?`, which opens the one with the keys. */

document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element ? event.target.closest("[data-opens]") : null;
  if (opener instanceof HTMLElement) dialog(opener.dataset.opens)?.showModal();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "?" || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  dialog("keys")?.showModal();
});

/** @param {string | undefined} id @returns {HTMLDialogElement | null} */
function dialog(id) {
  const found = document.getElementById(id ?? "");
  return found instanceof HTMLDialogElement ? found : null;
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"));
}
