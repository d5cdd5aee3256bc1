/** How many connections are open, in a transaction, and idle in one: now, at most, and over the run. */

import { find } from "../element.js";
import { seconds } from "../format.js";

/** @typedef {import("../events/event.js").Connections} Connections */

const WIDTH = 400;
const HEIGHT = 36;
const counts = /** @type {const} */ (["open", "in_transaction", "idle_in_transaction"]);

export class Gauge {
  /** @type {Connections[] | null} */
  drawn = null;
  until = -1;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.end = find("[data-gauge-end]", root);
  }

  /**
   * @param {import("../events/reducer.js").Picture} picture
   * @param {number} [now]  where the line ends, in milliseconds
   * @param {number} [until]  the right edge
   */
  draw({ connections, t, exited }, now = t, until = exited?.duration_ms ?? t) {
    if (connections === this.drawn && now === this.until) return;
    this.drawn = connections;
    this.until = now;
    const most = Math.max(1, ...connections.map((each) => each.open));
    for (const name of counts) {
      const readings = connections.map((each) => /** @type {[number, number]} */ ([each.t ?? 0, each[name]]));
      find(`[data-gauge-now="${name}"]`, this.root).textContent = String(readings.at(-1)?.[1] ?? 0);
      find(`[data-gauge-most="${name}"]`, this.root).textContent = String(Math.max(0, ...readings.map(([, count]) => count)));
      this.root.querySelector(`[data-gauge-line="${name}"]`)?.setAttribute("d", area(readings, until, most, now));
    }
    this.end.textContent = until ? seconds(until) : "";
  }
}

/**
 * A staircase with the ground beneath it, as a path as wide and as high as the gauge.
 *
 * @param {[number, number][]} readings  [ms, count], in order
 * @param {number} until  ms at the right edge
 * @param {number} most  the count at the upper edge
 * @param {number} now  ms up to which it is known
 */
export function area(readings, until, most, now = until) {
  const x = (/** @type {number} */ t) => ((Math.min(t, until) / Math.max(until, 1)) * WIDTH).toFixed(1);
  const y = (/** @type {number} */ count) => (HEIGHT - (count / most) * (HEIGHT - 1)).toFixed(1);
  return `M0,${HEIGHT}${readings.map(([t, count]) => `H${x(t)}V${y(count)}`).join("")}H${x(now)}V${HEIGHT}Z`;
}
