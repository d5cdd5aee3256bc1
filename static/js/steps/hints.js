/** Hints open in order: the next one is offered once the one before it was read. */

/** @param {ParentNode} root */
export function oneHintAfterAnother(root) {
  const hints = /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll("[data-hint]")]);
  hints.forEach((hint, index) => {
    hint.hidden = index > 0;
    hint.addEventListener("toggle", () => {
      const next = hints[index + 1];
      if (hint.open && next) next.hidden = false;
    });
  });
}
