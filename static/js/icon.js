/** An icon out of templates/_icons.html. It says nothing by itself: put text next to it. */

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} name without the "icon-" @returns {SVGSVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}
