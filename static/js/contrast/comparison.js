/** Both programs in numbers, as a table whose cells carry bars. */

import { element, find } from "../element.js";
import { duration } from "../format.js";
import { shape } from "../svg.js";
import { gettext } from "../texts.js";

/** @typedef {import("../events/event.js").Measured} Measured */

/** @type {{key: "queries" | "duration_ms" | "lines" | "classes", title: string, words: (value: number) => string}[]} */
const measures = [
  { key: "queries", title: gettext("statements"), words: String },
  { key: "duration_ms", title: gettext("time"), words: duration },
  { key: "lines", title: gettext("lines of code"), words: String },
  { key: "classes", title: gettext("classes"), words: String },
];

export class Comparison {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Measured[]} */
    this.drawn = [];
    this.head = find("[data-compared-head]", root);
    this.body = find("[data-compared-body]", root);
  }

  /** @param {import("../events/reducer.js").Picture} picture */
  draw({ compared }) {
    this.root.hidden = compared.length === 0;
    if (compared === this.drawn) return;
    this.drawn = compared;
    this.head.replaceChildren(element("td"), ...compared.map(({ title }) => element("th", { scope: "col" }, title)));
    this.body.replaceChildren(...measures.filter(({ key }) => compared.some((side) => side[key])).map((measure) => row(measure, compared)));
    const places = new Set(compared.map(({ environment }) => environment));
    if (places.size > 1) this.body.append(environments(compared));
  }
}

/** @param {typeof measures[number]} measure @param {Measured[]} compared */
function row({ key, title, words }, compared) {
  const most = Math.max(...compared.map((side) => side[key]), 1);
  const cells = compared.map((side) => element("td", {}, element("span", { class: "compared-value" }, words(side[key])), bar(side[key] / most)));
  return element("tr", {}, element("th", { scope: "row" }, title), ...cells);
}

/** @param {number} part from 0 to 1 */
function bar(part) {
  const drawing = shape("svg", { class: "compared-bar", width: "100%", height: 8, "aria-hidden": "true" });
  drawing.append(shape("rect", { class: "compared-fill", x: 0, y: 0, height: 8, width: `${(part * 100).toFixed(1)}%` }));
  return drawing;
}

/** @param {Measured[]} compared */
function environments(compared) {
  return element("tr", {}, element("th", { scope: "row" }, gettext("environment")), ...compared.map((side) => element("td", {}, side.environment)));
}
