/** Who is sure and wrong: one line per belief that somebody holds, the surest first. */

import { find } from "../element.js";
import { gettext } from "../texts.js";

/** @typedef {import("./message.js").Belief} Belief */

export class BeliefList {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.list = find("[data-beliefs]", root);
    this.none = find("[data-no-beliefs]", root);
    /** @type {Map<string, HTMLElement>} */
    this.lines = new Map([...root.querySelectorAll("[data-belief]")].map((line) => [line.getAttribute("data-belief") ?? "", /** @type {HTMLElement} */ (line)]));
  }

  /** @param {Belief[]} beliefs the surest first */
  draw(beliefs) {
    const held = beliefs.filter((belief) => belief.now > 0 || belief.before > 0);
    const most = Math.max(1, ...held.map((belief) => belief.asked));
    this.none.hidden = held.length > 0;
    for (const line of this.lines.values()) line.hidden = true;
    for (const belief of held) {
      const line = this.lines.get(belief.id);
      if (!line) continue;
      line.hidden = false;
      this.list.append(line);
      find("[data-share=sure]", line).style.width = `${(belief.sure / most) * 100}%`;
      find("[data-share=think]", line).style.width = `${((belief.now - belief.sure) / most) * 100}%`;
      find("[data-now]", line).textContent = String(belief.now);
      find("[data-words]", line).textContent = words(belief);
    }
  }
}

/** @param {Belief} belief @returns {string} such as "11 sure · 20 before · 28 asked" */
export function words({ sure, before, asked }) {
  return gettext("{sure} sure · {before} before · {asked} asked", { sure, before, asked });
}
