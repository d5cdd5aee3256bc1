/** Both programs on one line of time: a drawing to see at once, and a table with every moment in words. */

import { element, find } from "../element.js";
import { duration, tickWords } from "../format.js";
import { shape, ticks } from "../svg.js";
import { byTime, momentsOf } from "./moments.js";
import { gettext } from "../texts.js";

// More rows than this nobody reads, and drawing them takes time.
const ROWS_AT_MOST = 400;
const LANE = 44;
const AXIS = 22;
// In hundredths of the drawing's width.
const MARGIN = 4;
const WIDTH = 100 - 2 * MARGIN;
const LEAST = 0.4;
/** @type {Record<import("./moments.js").Kind, number>} */
const HEIGHTS = { printed: 6, statement: 14, transaction: 20, request: 10, answer: 10 };

/** @typedef {import("./moments.js").Moment} Moment */

/** @type {Record<import("./moments.js").Kind, string>} */
const words = { printed: gettext("prints"), statement: "", transaction: "", request: gettext("request"), answer: gettext("answer") };

export class TimeLine {
  /** @param {HTMLElement} root @param {{id: string, title: string}[]} sides */
  constructor(root, sides) {
    this.sides = sides;
    this.drawing = find("[data-strip]", root);
    this.body = find("[data-moments]", root);
    this.empty = find("[data-empty]", root);
    this.table = find("table", root);
    this.drawn = 0;
  }

  /** @param {import("../events/reducer.js").Picture} picture */
  draw(picture) {
    const stories = this.sides.map(({ id }) => picture.sides.get(id)?.story ?? []);
    const seen = stories.reduce((sum, story) => sum + story.length, 0);
    // The story only grows within a run: as long as it has its length there is nothing new.
    const stamp = picture.start * 1_000_000 + seen;
    if (stamp === this.drawn) return;
    this.drawn = stamp;
    const moments = new Map(this.sides.map(({ id }, index) => [id, momentsOf(stories[index] ?? [])]));
    const nothing = [...moments.values()].every((each) => each.length === 0);
    this.empty.hidden = !nothing;
    this.table.hidden = this.drawing.hidden = nothing;
    this.drawing.replaceChildren(...(nothing ? [] : [strip(this.sides, moments)]));
    this.body.replaceChildren(...byTime(moments).slice(0, ROWS_AT_MOST).map(({ side, moment }) => this.row(side, moment)));
  }

  /** @param {string} side @param {Moment} moment */
  row(side, moment) {
    const cells = this.sides.map(({ id }) => element("td", { class: "instant-cell" }, id === side ? said(moment) : null));
    return element("tr", { "data-kind": moment.kind }, element("th", { scope: "row", class: "number" }, duration(moment.t)), ...cells);
  }
}

/** @param {Moment} moment */
function said({ kind, text, count, t, until }) {
  const label = words[kind] ? element("span", { class: "instant-kind" }, `${words[kind]} `) : null;
  const times = count > 1 ? element("span", { class: "instant-count" }, `${count} × `) : null;
  const lasted = count > 1 && until - t >= 1 ? element("span", { class: "faint" }, ` ${gettext("until {time}", { time: duration(until) })}`) : null;
  return element("div", { class: "instant", "data-kind": kind }, label, times, element("code", {}, text), lasted);
}

/** @param {{id: string, title: string}[]} sides @param {Map<string, Moment[]>} moments */
function strip(sides, moments) {
  const all = [...moments.values()].flat();
  // Until its first moment a program imports; that is not what is compared.
  const from = Math.min(...all.map(({ t }) => t));
  const to = Math.max(from + 1, ...all.map(({ until }) => until));
  const part = (/** @type {number} */ t) => ((t - from) / (to - from)) * WIDTH;
  const x = (/** @type {number} */ t) => `${(part(t) + MARGIN).toFixed(2)}%`;
  const height = sides.length * LANE;
  const drawing = shape("svg", { class: "strip", width: "100%", height: height + AXIS, "aria-hidden": "true" });
  for (const tick of ticks(from, to, 4)) {
    drawing.append(shape("line", { class: "strip-tick", x1: x(tick), x2: x(tick), y1: 0, y2: height }));
    drawing.append(shape("text", { class: "strip-label", x: x(tick), y: height + 15 }, tickWords(tick)));
  }
  sides.forEach(({ id, title }, lane) => {
    const top = lane * LANE;
    drawing.append(shape("text", { class: "strip-title", x: x(from), y: top + 13 }, title));
    drawing.append(shape("line", { class: "strip-lane", x1: x(from), x2: x(to), y1: top + 30, y2: top + 30 }));
    for (const { kind, t, until } of moments.get(id) ?? []) {
      const width = `${Math.max(LEAST, part(until) - part(t)).toFixed(2)}%`;
      drawing.append(shape("rect", { class: `strip-mark strip-${kind}`, x: x(t), y: top + 30 - HEIGHTS[kind] / 2, width, height: HEIGHTS[kind] }));
    }
  });
  return drawing;
}
