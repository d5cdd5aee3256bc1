/** Dragging things between piles with mouse, pen or finger; what it comes to is told, and drawn by somebody else. */

/**
 * @param {HTMLElement} root  holds [data-item]s with a [data-grip] in [data-pile]s
 * @param {(id: string, pile: import("./arrangement.js").Pile, at: number) => void} drop  told at every change of place
 */
export function dragging(root, drop) {
  root.addEventListener("pointerdown", (event) => {
    const item = gripped(event);
    if (!item || event.button !== 0 || root.matches("[data-locked], :disabled")) return;
    event.preventDefault();
    item.dataset.dragged = "";
    const from = { pile: item.parentElement, next: item.nextElementSibling };
    const stop = new AbortController();
    const { signal } = stop;
    const over = () => {
      delete item.dataset.dragged;
      stop.abort();
      if (item.parentElement !== from.pile || item.nextElementSibling !== from.next) swallowClick(root);
    };
    // The document hears on even when the item is moved away from under the pointer.
    document.addEventListener("pointermove", (moved) => follow(root, item, moved, drop), { signal });
    document.addEventListener("pointerup", over, { signal });
    document.addEventListener("pointercancel", over, { signal });
  });
}

/** Letting go over the item would count as pressing it. @param {HTMLElement} root */
function swallowClick(root) {
  const stop = new AbortController();
  root.addEventListener("click", (event) => event.stopPropagation(), { capture: true, signal: stop.signal });
  setTimeout(() => stop.abort());
}

/** @param {PointerEvent} event @returns {HTMLElement | null} */
function gripped(event) {
  const target = event.target instanceof Element ? event.target : null;
  // A finger on the text scrolls the page; a mouse may take the whole thing.
  const handle = event.pointerType === "mouse" ? target?.closest("[data-item]") : target?.closest("[data-grip]");
  const button = target?.closest("[data-action]:not([data-action=place])");
  return button ? null : /** @type {HTMLElement | null} */ (handle?.closest("[data-item]") ?? null);
}

/**
 * @param {HTMLElement} root @param {HTMLElement} item @param {PointerEvent} event
 * @param {(id: string, pile: import("./arrangement.js").Pile, at: number) => void} drop
 */
function follow(root, item, event, drop) {
  const box = boxAt(root, event.clientX, event.clientY);
  const place = box?.querySelector("[data-pile]");
  if (!(place instanceof HTMLElement)) return;
  const others = [...place.children].filter((each) => each !== item);
  const at = others.filter((each) => middle(each) < event.clientY).length;
  const now = item.parentElement === place ? [...place.children].indexOf(item) : -1;
  if (now === at) return;
  drop(item.dataset.item ?? "", /** @type {import("./arrangement.js").Pile} */ (place.dataset.pile), at);
}

/** @param {HTMLElement} root @param {number} x @param {number} y */
function boxAt(root, x, y) {
  const boxes = [...root.querySelectorAll("[data-pile-box]")];
  return boxes.find((box) => {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  });
}

/** @param {Element} element */
function middle(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
