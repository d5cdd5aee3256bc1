/**
 * <pane-splitter> between two panes: drag it, or use the arrow keys, Home and End; a double click resets it.
 * It sets the custom property named in `property` (in percent) on its parent, and remembers it on this device.
 */

import { gettext } from "../texts.js";

const STEP = 2;

export class PaneSplitter extends HTMLElement {
  connectedCallback() {
    this.property = this.getAttribute("property") ?? "--pane";
    this.usual = Number(this.getAttribute("usual"));
    this.least = Number(this.getAttribute("least"));
    this.most = Number(this.getAttribute("most"));
    this.size = Number(localStorage.getItem(this.key)) || this.usual;
    this.setAttribute("role", "separator");
    this.setAttribute("tabindex", "0");
    this.setAttribute("aria-orientation", this.horizontal ? "horizontal" : "vertical");
    this.setAttribute("aria-valuemin", String(this.least));
    this.setAttribute("aria-valuemax", String(this.most));
    this.resize(this.size);
    this.addEventListener("pointerdown", this.grab);
    this.addEventListener("keydown", this.press);
    this.addEventListener("dblclick", () => this.keep(this.usual ?? 50));
  }

  get key() {
    return `pane${this.property}`;
  }

  /** Lies flat, between an upper and a lower pane. */
  get horizontal() {
    return this.hasAttribute("horizontal");
  }

  /** @param {PointerEvent} event */
  grab(event) {
    event.preventDefault();
    this.focus();
    this.setPointerCapture(event.pointerId);
    const released = new AbortController();
    this.addEventListener("pointermove", (move) => this.resize(this.sizeAt(move)), { signal: released.signal });
    for (const end of ["pointerup", "pointercancel"]) {
      this.addEventListener(end, () => (released.abort(), this.keep(this.size ?? 50)), { signal: released.signal });
    }
  }

  /** The second pane's share of the parent, in percent. @param {PointerEvent} event */
  sizeAt(event) {
    const box = (this.parentElement ?? this).getBoundingClientRect();
    return this.horizontal
      ? ((box.bottom - event.clientY) / box.height) * 100
      : ((box.right - event.clientX) / box.width) * 100;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const size = this.size ?? 50;
    const grow = this.horizontal ? "ArrowUp" : "ArrowLeft";
    const shrink = this.horizontal ? "ArrowDown" : "ArrowRight";
    /** @type {Record<string, number | undefined>} */
    const sizes = { [grow]: size + STEP, [shrink]: size - STEP, Home: this.least, End: this.most };
    const next = sizes[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.keep(next);
  }

  /** @param {number} size */
  keep(size) {
    this.resize(size);
    localStorage.setItem(this.key, String(this.size));
  }

  /** @param {number} size */
  resize(size) {
    this.size = Math.round(Math.min(this.most ?? 100, Math.max(this.least ?? 0, size)) * 10) / 10;
    this.parentElement?.style.setProperty(this.property ?? "--pane", `${this.size}%`);
    this.setAttribute("aria-valuenow", String(Math.round(this.size)));
    this.setAttribute("aria-valuetext", gettext("{size} percent", { size: Math.round(this.size) }));
  }
}

customElements.define("pane-splitter", PaneSplitter);
