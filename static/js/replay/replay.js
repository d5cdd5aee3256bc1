/** Moves through a run: plays it, goes to any moment, steps from event to event; code, output, queries and verdicts in step. */

import { announce } from "../announcer.js";
import { find } from "../element.js";
import { seconds } from "../format.js";
import { Checks } from "../reality/checks.js";
import { Gauge } from "../reality/gauge.js";
import { Observations } from "../reality/observations.js";
import { Output } from "../reality/output.js";
import { Queries } from "../reality/queries.js";
import { gettext, ngettext } from "../texts.js";

export class Replay {
  /**
   * @param {HTMLElement} root  [data-replay]
   * @param {import("./tape.js").Tape} tape
   * @param {(line: import("../events/event.js").Line | null) => void} mark  shows where in the code it is
   */
  constructor(root, tape, mark) {
    this.tape = tape;
    this.mark = mark;
    this.range = /** @type {HTMLInputElement} */ (find("[data-replay-range]", root));
    this.play = find("[data-replay-play]", root);
    this.speed = /** @type {HTMLSelectElement} */ (find("[data-replay-speed]", root));
    this.words = find("[data-replay-words]", root);
    this.verdict = find("[data-replay-verdict]", root);
    this.judged = find("[data-judged-count]", root);
    this.output = new Output(find("[data-output]", root));
    this.queries = new Queries(find("[data-queries]", root));
    this.gauge = new Gauge(find("[data-gauge]", root));
    this.observations = new Observations(find("[data-observations]", root), [], () => undefined);
    this.checks = new Checks(find("[data-checks]", root));
    this.time = tape.length;
    this.playing = 0;
    this.range.max = String(Math.max(tape.length, 1));
    this.range.addEventListener("input", () => this.go(Number(this.range.value)));
    this.range.addEventListener("keydown", (event) => this.pressed(event));
    this.play.addEventListener("click", () => (this.playing ? this.pause() : this.start()));
    find("[data-replay-back]", root).addEventListener("click", () => this.step(-1));
    find("[data-replay-on]", root).addEventListener("click", () => this.step(1));
    this.show(tape.events.length);
  }

  start() {
    if (this.time >= this.tape.length) this.go(0);
    this.play.textContent = gettext("Pause");
    announce(gettext("Playing."));
    let last = performance.now();
    const next = (/** @type {number} */ now) => {
      this.go(this.time + (now - last) * Number(this.speed.value), true);
      last = now;
      if (this.time >= this.tape.length) this.pause();
      else this.playing = requestAnimationFrame(next);
    };
    this.playing = requestAnimationFrame(next);
  }

  pause() {
    cancelAnimationFrame(this.playing);
    this.playing = 0;
    this.play.textContent = gettext("Play");
  }

  /** @param {number} time @param {boolean} [playing] */
  go(time, playing = false) {
    if (!playing) this.pause();
    this.time = Math.min(Math.max(time, 0), this.tape.length);
    this.show(this.tape.countAt(this.time));
  }

  /** To the event after or before the one that is shown. @param {1 | -1} direction */
  step(direction) {
    this.pause();
    const count = Math.min(Math.max(this.tape.at + direction, 1), this.tape.events.length);
    this.time = this.tape.times[count - 1] ?? 0;
    this.show(count);
  }

  /** The arrow keys go from event to event; Home and End are the browser's. @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key === " ") this.play.click();
    else if (event.key === "ArrowRight" || event.key === "ArrowUp") this.step(1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowDown") this.step(-1);
    else return;
    event.preventDefault();
  }

  /** @param {number} count  of events that have happened */
  show(count) {
    const picture = this.tape.pictureAfter(count);
    this.range.value = String(this.time);
    const own = picture.queries.filter((query) => !query.driver).length;
    this.words.textContent = gettext("{time} of {length} · event {count} of {all}", { time: seconds(this.time), length: seconds(this.tape.length), count, all: this.tape.events.length });
    this.range.ariaValueText = ngettext("{time}, {count} statement", "{time}, {count} statements", own, { time: seconds(this.time) });
    this.output.draw(picture);
    this.queries.draw(picture);
    this.gauge.draw(picture, this.time, this.tape.length);
    this.observations.draw(picture, false);
    this.checks.draw(picture);
    const judged = picture.observations.size + picture.checks.size;
    this.judged.textContent = judged ? String(judged) : "";
    this.verdict.textContent = picture.verdict?.sentence ?? "";
    this.mark(this.tape.lineAfter(count));
  }
}
