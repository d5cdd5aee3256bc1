/** The way to the author's solution: open to whoever passes, or has tried with so many different versions. */

import { find } from "../element.js";
import { ngettext } from "../texts.js";

export class SolutionLink {
  /** @param {HTMLElement} root  [data-solution], with what the server knew when the page came */
  constructor(root) {
    this.open = find("[data-solution-open]", root);
    this.left = find("[data-solution-left]", root);
    this.after = Number(root.dataset.after) || Infinity;
    this.tried = new Set(root.dataset.tried?.split(" ").filter(Boolean));
    this.show();
  }

  /** @param {import("../stage.js").Stage} stage */
  follow(stage) {
    stage.reality.addEventListener("run-judged", (event) => {
      const verdict = /** @type {CustomEvent} */ (event).detail;
      if (verdict === "passed") this.open.hidden = false;
      if (verdict === "failed" && stage.control.run) this.tried.add(stage.control.run.version);
      this.show();
    });
  }

  show() {
    const left = this.after - this.tried.size;
    if (left <= 0) this.open.hidden = false;
    this.left.hidden = !this.open.hidden || this.tried.size === 0 || left === Infinity;
    if (this.left.hidden) return;
    this.left.textContent = ngettext(
      "The author's solution opens when your checks pass, or after {count} more try with other code.",
      "The author's solution opens when your checks pass, or after {count} more tries with other code.",
      left,
    );
  }
}
