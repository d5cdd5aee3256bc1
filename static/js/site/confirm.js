/** A button with `data-confirms` asks in a dialog first: what it says is what will happen. */

import { element, find } from "../element.js";
import { gettext } from "../texts.js";

const dialog = element(
  "dialog",
  { class: "dialog", "aria-labelledby": "confirm-words" },
  element("p", { id: "confirm-words" }),
  element(
    "form",
    { method: "dialog", class: "form-actions" },
    element("button", { class: "button", value: "no", autofocus: true }, gettext("Leave it")),
    element("button", { class: "button button-primary", value: "yes" }),
  ),
);

/** @type {HTMLButtonElement | null} */
let asking = null;

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-confirms]") : null;
  if (!(button instanceof HTMLButtonElement) || button === asking) return;
  event.preventDefault();
  ask(button);
});

dialog.addEventListener("close", () => {
  if (dialog.returnValue === "yes") asking?.click();
  asking = null;
});

/** @param {HTMLButtonElement} button */
function ask(button) {
  if (!dialog.isConnected) document.body.append(dialog);
  find("#confirm-words", dialog).textContent = button.dataset.confirms ?? "";
  find("[value=yes]", dialog).textContent = button.textContent?.trim() ?? gettext("Yes");
  asking = button;
  dialog.returnValue = "no";
  dialog.showModal();
}
