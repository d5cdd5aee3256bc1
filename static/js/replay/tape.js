/** A run's events on a line of time: what the picture was at any moment. Pure. */

import { blankPicture, reduce } from "../events/reducer.js";

/** @typedef {import("../events/event.js").RunEvent} RunEvent */
/** @typedef {import("../events/reducer.js").Picture} Picture */

export class Tape {
  /** @param {RunEvent[]} events  all of a run; of one that was started again only the last time counts */
  constructor(events) {
    this.events = events.slice(Math.max(events.findLastIndex((event) => event.type === "started"), 0));
    /** When each event counts as having happened: the first where the tape begins, none before the one before it. @type {number[]} */
    this.times = [];
    for (const event of this.events) {
      const last = this.times.at(-1);
      this.times.push(last === undefined ? 0 : Math.max(last, event.t ?? 0));
    }
    this.length = this.times.at(-1) ?? 0;
    this.shown = this.blank(0);
    this.at = 0;
  }

  /** @param {number} time  in milliseconds @returns {number} how many events have happened by then */
  countAt(time) {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (this.times[middle]) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The picture after so many events; it goes on from the last one asked for where it can. @param {number} count @returns {Picture} */
  pictureAfter(count) {
    if (count < this.at) {
      this.shown = this.blank(this.shown.start);
      this.at = 0;
    }
    this.shown = reduce(this.shown, this.events.slice(this.at, count));
    this.at = count;
    return this.shown;
  }

  /** The picture before the first event. @param {number} after */
  blank(after) {
    return { ...blankPicture(after), seq: (this.events[0]?.seq ?? 1) - 1 };
  }

  /** The line of code that was heard of last. @param {number} count @returns {import("../events/event.js").Line | null} */
  lineAfter(count) {
    for (let index = count - 1; index >= 0; index--) {
      const event = this.events[index];
      if (event && "line" in event && event.line) return event.line;
    }
    return null;
  }
}
