/** The right-hand side of a step: draws the picture of a run. Each part keeps to its own corner. */

import { ContrastPanel } from "../contrast/contrast-panel.js";
import { find } from "../element.js";
import { Checks } from "./checks.js";
import { Gauge } from "./gauge.js";
import { Observations } from "./observations.js";
import { Output } from "./output.js";
import { PhaseLine } from "./phase-line.js";
import { Queries } from "./queries.js";
import { Trials } from "./trials.js";
import { RunLine } from "./run-line.js";
import { VerdictBox } from "./verdict-box.js";

/**
 * @typedef {import("../events/reducer.js").Picture} Picture
 * @typedef {import("../connection.js").LinkState} LinkState
 *
 * @typedef {object} Seen  everything the panel may draw
 * @property {Picture} picture
 * @property {import("../page.js").Run | null} run
 * @property {import("./waiting.js").Waits | null} waits  while it is queued
 * @property {LinkState | null} link
 * @property {boolean} fresh  watched from its start on this page, so that arrivals may be shown as arrivals
 */

export class RealityPanel {
  /** @param {HTMLElement} root  [data-reality] @param {import("../page.js").StepPage} page */
  constructor(root, page) {
    this.runLine = new RunLine(find("[data-run-line]", root));
    this.phaseLine = new PhaseLine(find("[data-phases]", root), find("[data-phase-note]", root));
    this.verdict = new VerdictBox(find("[data-verdict]", root));
    const output = root.querySelector("[data-output]");
    this.output = output instanceof HTMLElement ? new Output(output) : null;
    this.queries = new Queries(find("[data-queries]", root));
    this.gauge = new Gauge(find("[data-gauge]", root));
    const checks = root.querySelector("[data-checks]");
    this.checks = checks instanceof HTMLElement ? new Checks(checks) : null;
    const trials = root.querySelector("[data-trials]");
    if (trials instanceof HTMLElement) this.checks = new Trials(trials);
    const observations = root.querySelector("[data-observations]");
    this.observations = observations instanceof HTMLElement ? new Observations(observations, page.observations, () => this.draw()) : null;
    this.contrast = page.sides.length ? new ContrastPanel(root, page.sides, () => this.draw()) : null;
    root.addEventListener("show-statement", (event) => {
      /** @type {import("../panes/tab-set.js").TabSet} */ (find("tab-set", root)).show("panel-queries");
      this.queries.goTo(/** @type {CustomEvent<number>} */ (event).detail);
    });
    /** @type {((seen: Seen) => void)[]} */
    this.others = [];
    /** @type {Seen | null} */
    this.seen = null;
    this.drawing = 0;
  }

  /** Lets a step's own part draw whenever the others do. @param {(seen: Seen) => void} draw */
  also(draw) {
    this.others.push(draw);
  }

  /** Draws at the next frame; a burst of events is one drawing. @param {Seen} seen */
  show(seen) {
    this.seen = seen;
    // A tab in the background gets no frames, and needs no drawing before it is looked at.
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    if (!this.seen) return;
    const { picture } = this.seen;
    this.runLine.draw(this.seen);
    this.output?.draw(picture);
    this.contrast?.draw(picture);
    const program = this.contrast?.shown(picture) ?? picture;
    this.queries.draw(program, this.seen.fresh);
    this.gauge.draw(program);
    this.checks?.draw(picture);
    for (const draw of this.others) draw(this.seen);
    this.observations?.draw(picture, this.seen.fresh);
    const waits = this.observations?.behind ?? false;
    this.phaseLine.draw(this.seen, waits);
    this.verdict.draw(waits ? null : this.seen);
  }
}
