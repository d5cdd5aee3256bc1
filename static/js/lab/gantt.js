/** A bar for every request, from when it began until it was answered. */

import { tickWords } from "../format.js";
import { shape, ticks } from "../svg.js";

const AXIS = 22;
const TALLEST = 18;
const LOWEST = 4;
const CHART = 360;
// In hundredths of the width: so much is left at the right for the last label.
const WIDTH = 94;

/** @param {import("./measurement.js").Timed[]} requests @param {number} until  ms at the right edge @returns {SVGElement} */
export function gantt(requests, until) {
  const row = Math.min(TALLEST, Math.max(LOWEST, CHART / Math.max(1, requests.length)));
  const height = row * requests.length;
  const x = (/** @type {number} */ t) => `${((t / Math.max(until, 1)) * WIDTH).toFixed(2)}%`;
  const drawing = shape("svg", { class: "gantt", width: "100%", height: height + AXIS, "aria-hidden": "true" });
  for (const tick of ticks(0, until)) {
    drawing.append(shape("line", { class: "gantt-tick", x1: x(tick), x2: x(tick), y1: 0, y2: height + 4 }));
    const anchor = tick === 0 ? "start" : "middle";
    drawing.append(shape("text", { class: "gantt-label", x: x(tick), y: height + 18, "text-anchor": anchor }, tickWords(tick)));
  }
  requests.forEach(({ began, ended, status }, index) => {
    const failed = status === null || status >= 400;
    drawing.append(shape("rect", {
      class: failed ? "gantt-bar gantt-failed" : "gantt-bar", rx: 1.5,
      x: x(began), y: index * row + row * 0.1, width: x(Math.max(ended - began, until / 400)), height: row * 0.8,
    }));
  });
  return drawing;
}
