/** queued → starting → running → judging → done, and one sentence about where it is. */

import { announce } from "../announcer.js";
import { gettext } from "../texts.js";
import { endingOf } from "./endings.js";
import { spoken } from "./spoken.js";
import { waiting } from "./waiting.js";

/** @typedef {import("../events/reducer.js").Phase | "starting"} Phase */

const order = ["queued", "starting", "running", "judging", "done"];

export class PhaseLine {
  /** @param {HTMLElement} list  one item per phase, with data-phase @param {HTMLElement} note */
  constructor(list, note) {
    this.list = list;
    this.note = note;
    /** @type {Phase} */
    this.shown = "idle";
  }

  /** @param {import("./reality-panel.js").Seen} seen @param {boolean} judges  not everything judged is shown yet */
  draw({ picture, run, waits }, judges) {
    const phase = phaseOf(picture.phase, run?.state, judges);
    if (phase !== "idle") this.note.textContent = sentence(phase, picture, waits);
    if (phase === this.shown) return;
    this.shown = phase;
    const at = order.indexOf(phase);
    for (const item of this.list.children) {
      const index = order.indexOf(/** @type {HTMLElement} */ (item).dataset.phase ?? "");
      item.setAttribute("data-reached", index < at || phase === "done" ? "past" : index === at ? "now" : "not yet");
      if (index === at) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    }
    if (phase === "queued" || phase === "running") announce(phase === "queued" ? gettext("Your run is queued.") : gettext("Your run is running."));
  }
}

/**
 * @param {import("../events/reducer.js").Phase} phase  as the events tell it
 * @param {string | undefined} state  as the run's row tells it: a worker may have it before it says so
 * @param {boolean} judges
 * @returns {Phase}
 */
function phaseOf(phase, state, judges) {
  if (judges) return "judging";
  if (phase === "idle" && !state) return "idle";
  if (phase === "idle" || phase === "queued") return state === "running" ? "starting" : "queued";
  return phase;
}

/** @param {Phase} phase @param {import("../events/reducer.js").Picture} picture @param {import("./waiting.js").Waits | null} waits */
function sentence(phase, { position, reason, exited }, waits) {
  if (phase === "queued" && reason) return spoken(reason);
  if (phase === "queued") return waiting(waits, position);
  if (phase === "starting") return reason ? spoken(reason) : gettext("Getting a sandbox and a database of its own.");
  if (phase === "running") return gettext("The program is running, on a database of its own.");
  return endingOf(exited) ?? exited?.message ?? "";
}
