/** A step's program and Reality beside it: starts runs, follows them, and keeps buttons and tabs as they should be. */

import { find } from "./element.js";
import { clearProblem, showProblem } from "./problem.js";
import { RealityPanel } from "./reality/reality-panel.js";
import { RunControl } from "./run-control.js";
import { showInRail } from "./steps/rail.js";

export class Stage {
  /** @param {import("./page.js").StepPage} page @param {import("./api.js").Api} api */
  constructor(page, api) {
    this.page = page;
    this.reality = find("[data-reality]");
    this.panel = new RealityPanel(this.reality, page);
    this.control = new RunControl(api, page.urls, (seen) => {
      this.panel.show(seen);
      this.showButtons(this.control.inFlight);
    });
  }

  /** Lets the buttons run what `files` returns, and shows the last run. @param {() => Record<string, string>} files */
  open(files) {
    this.files = files;
    for (const button of runButtons()) button.addEventListener("click", () => void this.run());
    find("[data-cancel]", this.reality).addEventListener("click", () => {
      this.control.cancel().catch((error) => showProblem(this.reality, error));
    });
    this.reality.addEventListener("run-judged", (event) => {
      document.body.toggleAttribute("data-judged", true);
      const look = /** @type {CustomEvent} */ (event).detail;
      // Where nothing is judged, it is done when it was seen; but what was stopped was not seen.
      showInRail(look === "none" && this.control.run?.state === "finished" ? "done" : look);
    });
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (this.reality.querySelectorAll("[data-take-home]"))) {
      // Another run may be shown since the page came.
      link.addEventListener("click", () => (link.href = this.control.url(/** @type {"replay" | "events_file" | "statements_file"} */ (link.dataset.takeHome))));
    }
    // What could not be sent can be sent now.
    addEventListener("online", () => clearProblem(this.reality));
    if (this.page.run) this.control.follow(this.page.run);
  }

  async run() {
    if (this.control.inFlight || !this.files) return;
    clearProblem(this.reality);
    this.showButtons(true);
    // Stacked, Reality lies below: go where things are about to happen.
    if (matchMedia("(max-width: 1199px)").matches) this.reality.scrollIntoView();
    try {
      await this.control.start(this.files(), this.latency());
    } catch (error) {
      showProblem(this.reality, error);
    }
    this.showButtons(this.control.inFlight);
  }

  /** What was chosen for the next run, in milliseconds for each round trip to the database. */
  latency() {
    return Number(/** @type {HTMLSelectElement} */ (find("[data-latency]", this.reality)).value);
  }

  /** Opens a tab once a run was judged; but one that a person chose stays. @param {string} panel id */
  openTabWhenJudged(panel) {
    const tabs = /** @type {import("./panes/tab-set.js").TabSet} */ (find("tab-set", this.reality));
    let chosen = false;
    tabs.addEventListener("tab-chosen", () => (chosen = true));
    this.reality.addEventListener("run-judged", () => !chosen && tabs.show(panel));
  }

  /** @param {boolean} inFlight */
  showButtons(inFlight) {
    for (const button of runButtons()) button.setAttribute("aria-disabled", String(inFlight));
    find("[data-cancel]", this.reality).hidden = !inFlight;
  }
}

/** @returns {HTMLElement[]} */
export function runButtons() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-run]")]);
}
