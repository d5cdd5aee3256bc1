/** "Run 7 · live · 0.21 s · version 3fa9…": which run this is, how honestly fresh the picture is, how long it took. */

import { element } from "../element.js";
import { seconds } from "../format.js";
import { linkWords } from "../link-words.js";
import { gettext } from "../texts.js";

const TICK_MS = 100;

export class RunLine {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.number = element("span", { class: "run-number" });
    this.link = element("span", { class: "link-state" });
    this.elapsed = element("span", { class: "run-elapsed" });
    this.version = element("span", { class: "run-version" });
    this.empty = root.firstElementChild;
    this.root = root;
    /** @type {{t: number, at: number} | null} */
    this.running = null;
    setInterval(() => this.tick(), TICK_MS);
  }

  /** @param {import("./reality-panel.js").Seen} seen */
  draw({ picture, run, link }) {
    if (!run) return;
    if (this.empty) this.root.replaceChildren(this.number, this.link, this.elapsed, this.version);
    this.empty = null;
    this.number.textContent = gettext("Run {number}", { number: run.number });
    this.link.textContent = link ? linkWords[link] : "";
    this.link.dataset.state = link ?? "";
    this.version.textContent = gettext("version {version}", { version: run.version.slice(0, 7) });
    this.version.title = gettext("What exactly was run and judged, as a hash of its files.");
    const moves = picture.phase === "running" && (link === "live" || link === "catching up");
    if (!moves) this.running = null;
    else if (this.running?.t !== picture.t) this.running = { t: picture.t, at: performance.now() };
    this.elapsed.textContent = picture.start ? seconds(picture.exited?.duration_ms ?? picture.t) : "";
  }

  /** Between two events the time goes on all the same. */
  tick() {
    if (this.running) this.elapsed.textContent = seconds(this.running.t + performance.now() - this.running.at);
  }
}
