/** Reality of a contrast: each program's output beside the other's, both on one line of time, and one's queries at a time. */

import { find } from "../element.js";
import { Output } from "../reality/output.js";
import { Comparison } from "./comparison.js";
import { TimeLine } from "./time-line.js";

export class ContrastPanel {
  /**
   * @param {HTMLElement} root  [data-reality] of a contrast
   * @param {{id: string, title: string}[]} sides
   * @param {() => void} chosen  called when the queries of the other side are asked for
   */
  constructor(root, sides, chosen) {
    this.outputs = new Map(sides.map(({ id }) => [id, new Output(find(`[data-output-of="${CSS.escape(id)}"]`, root))]));
    this.comparison = new Comparison(find("[data-compared]", root));
    this.timeLine = new TimeLine(find("[data-time-line]", root), sides);
    this.queries = find("[data-queries]", root);
    this.side = sides[0]?.id ?? "";
    this.switches = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("[data-side-switch]")]);
    for (const input of this.switches) {
      input.addEventListener("change", () => {
        this.side = input.value;
        this.queries.dataset.side = this.side;
        chosen();
      });
    }
    this.queries.dataset.side = this.side;
  }

  /** @param {import("../events/reducer.js").Picture} picture */
  draw(picture) {
    for (const [id, output] of this.outputs) output.draw(this.of(picture, id));
    this.comparison.draw(picture);
    this.timeLine.draw(picture);
  }

  /** What the panel of queries has to show. @param {import("../events/reducer.js").Picture} picture */
  shown(picture) {
    return this.of(picture, this.side);
  }

  /** @param {import("../events/reducer.js").Picture} picture @param {string} side */
  of(picture, side) {
    const own = picture.sides.get(side);
    return own ? { ...own, phase: picture.phase } : { ...picture, queries: [], output: [] };
  }
}
