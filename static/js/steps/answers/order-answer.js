/**
 * An answer that is an order. Everything that can be done by dragging can be done with keys and with buttons:
 * press a thing to put it behind the others, the arrow keys move it, Delete says that it never happens.
 */

import { announce } from "../../announcer.js";
import { find } from "../../element.js";
import { bothOrders } from "../../reality/orders.js";
import { blank, committed, move, pileOf, put, restored } from "./arrangement.js";
import { dragging } from "./dragging.js";
import { gettext } from "../../texts.js";

/** @typedef {import("./arrangement.js").Pile} Pile */

export class OrderAnswer {
  /** @param {HTMLElement} question @param {import("../../page.js").Question["order"]} items @param {() => void} changed */
  constructor(question, items, changed) {
    this.question = question;
    this.texts = items;
    this.changed = changed;
    this.items = new Map([...question.querySelectorAll("[data-item]")].map((each) => [
      /** @type {HTMLElement} */ (each).dataset.item ?? "", /** @type {HTMLElement} */ (each),
    ]));
    this.ids = [...this.items.keys()];
    this.arrangement = blank(this.ids);
    for (const [id, item] of this.items) this.listen(id, item);
    dragging(question, (id, pile, at) => this.arrange(put(this.arrangement, id, pile, at), id));
    this.draw();
  }

  /** @returns {import("../../page.js").Said} with what is still open, as long as something is */
  get() {
    const { order, never, open } = this.arrangement;
    return open.length ? { partly: { order, never } } : { order };
  }

  /** @param {import("../../page.js").Said} said */
  set({ order, partly }) {
    this.arrangement = order ? committed(this.ids, order) : restored(this.ids, partly ?? {});
    this.draw();
  }

  words() {
    return /** @type {DocumentFragment} */ (bothOrders(this.texts, null, this.arrangement.order.join(" ")).actual);
  }

  focus() {
    const first = this.arrangement.open[0] ?? this.ids[0] ?? "";
    this.button(first)?.focus();
  }

  lock() {
    this.question.dataset.locked = "";
  }

  /** @param {string} id @param {HTMLElement} item */
  listen(id, item) {
    item.addEventListener("click", (event) => {
      const action = event.target instanceof Element && event.target.closest("[data-action]");
      if (action instanceof HTMLElement) this.act(id, action.dataset.action ?? "");
    });
    item.addEventListener("keydown", (event) => {
      const action = keys[event.key];
      if (!action || pileOf(this.arrangement, id) === "open" && action !== "never") return;
      event.preventDefault();
      this.act(id, action);
    });
  }

  /** @param {string} id @param {string} action */
  act(id, action) {
    const { arrangement } = this;
    const inOrder = pileOf(arrangement, id) === "order";
    if (action === "up" && inOrder) this.arrange(move(arrangement, id, -1), id);
    if (action === "down" && inOrder) this.arrange(move(arrangement, id, 1), id);
    if (action === "never") this.arrange(put(arrangement, id, "never"), id);
    if (action === "place" && !inOrder) this.arrange(put(arrangement, id, "order"), id);
  }

  /** @param {import("./arrangement.js").Arrangement} next @param {string} id  what was moved */
  arrange(next, id) {
    const held = document.activeElement instanceof HTMLElement && this.question.contains(document.activeElement);
    const wasOpen = pileOf(this.arrangement, id) === "open";
    this.arrangement = next;
    this.draw();
    // Whoever places one thing after the other goes on with the next; whoever moves one keeps it.
    const upcoming = wasOpen ? next.open[0] : undefined;
    if (held) this.button(upcoming ?? id)?.focus();
    announce(`${this.plain(id)}: ${this.where(id)}.`);
    this.changed();
  }

  draw() {
    for (const pile of /** @type {Pile[]} */ (["order", "never", "open"])) {
      const ids = this.arrangement[pile];
      const place = find(`[data-pile=${pile}]`, this.question);
      const items = ids.map((id) => /** @type {HTMLElement} */ (this.items.get(id)));
      // Only what stands elsewhere is moved: a thing that is being dragged must not lose the pointer.
      items.forEach((item, index) => place.children[index] !== item && place.insertBefore(item, place.children[index] ?? null));
      find(`[data-pile-box=${pile}]`, this.question).toggleAttribute("data-filled", ids.length > 0);
      ids.forEach((id, index) => this.describe(id, pile, index, ids.length));
    }
  }

  /** @param {string} id @param {Pile} pile @param {number} index @param {number} of */
  describe(id, pile, index, of) {
    const item = /** @type {HTMLElement} */ (this.items.get(id));
    item.dataset.in = pile;
    find("[data-position]", item).textContent = pile === "order" ? String(index + 1) : "";
    find("[data-where]", item).textContent = `, ${this.where(id)}`;
    find("[data-action=up]", item).toggleAttribute("disabled", index === 0);
    find("[data-action=down]", item).toggleAttribute("disabled", index === of - 1);
  }

  /** @param {string} id */
  where(id) {
    const { order } = this.arrangement;
    const pile = pileOf(this.arrangement, id);
    if (pile === "order") return gettext("{place} of {all}", { place: order.indexOf(id) + 1, all: order.length });
    return pile === "never" ? gettext("never happens") : gettext("not placed yet");
  }

  /** @param {string} id */
  button(id) {
    return /** @type {HTMLElement | null} */ (this.items.get(id)?.querySelector("[data-action=place]") ?? null);
  }

  /** @param {string} id */
  plain(id) {
    return this.items.get(id)?.querySelector("[data-item-text]")?.textContent?.trim() ?? id;
  }
}

/** @type {Record<string, string>} */
const keys = { ArrowUp: "up", ArrowDown: "down", Delete: "never", Backspace: "never" };
