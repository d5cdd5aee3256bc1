/** Builds one element of a drawing. Places and sizes are attributes: a style would be refused by the site's policy. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number | null | undefined>} [attributes]  null: left out
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function shape(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  }
  made.append(...children);
  return made;
}

/**
 * Round numbers for an axis.
 *
 * @param {number} from @param {number} to @param {number} [steps]  about how many
 * @returns {number[]} none outside of the two ends
 */
export function ticks(from, to, steps = 5) {
  const rough = Math.max(to - from, 1e-9) / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough;
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(to / step + 1e-9) - first + 1) }, (_, index) => (first + index) * step);
}
