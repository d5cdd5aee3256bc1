/** How many connections are open, and how many sit in a transaction, now and over the run. */

import { find } from "../element.js";

const WIDTH = 120;
const HEIGHT = 20;

export class Gauge {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.words = find("[data-gauge-words]", root);
    this.lines = [...root.querySelectorAll("polyline")];
  }

  /** @param {import("../events/reducer.js").Picture} picture */
  draw({ connections, t }) {
    const now = connections.at(-1);
    this.words.textContent = now
      ? `${now.open} open · ${now.in_transaction} in a transaction · ${now.idle_in_transaction} idle in transaction`
      : "none opened yet";
    this.lines[0]?.setAttribute("points", steps(connections.map((each) => [each.t ?? 0, each.open]), t));
    this.lines[1]?.setAttribute("points", steps(connections.map((each) => [each.t ?? 0, each.in_transaction]), t));
  }
}

/**
 * A staircase for <polyline points>, as wide and as high as the gauge.
 *
 * @param {[number, number][]} readings  [ms, count], in order
 * @param {number} until  ms at the right edge
 */
export function steps(readings, until) {
  const most = Math.max(1, ...readings.map(([, count]) => count));
  const x = (/** @type {number} */ t) => ((t / Math.max(until, 1)) * WIDTH).toFixed(1);
  const y = (/** @type {number} */ count) => (HEIGHT - 1 - (count / most) * (HEIGHT - 2)).toFixed(1);
  let last = 0;
  const points = readings.flatMap(([t, count]) => {
    const corner = [`${x(t)},${y(last)}`, `${x(t)},${y(count)}`];
    last = count;
    return corner;
  });
  return [`0,${y(0)}`, ...points, `${WIDTH},${y(last)}`].join(" ");
}
