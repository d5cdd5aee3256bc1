/** Reality of a lab: the measurement that runs or is looked at, another one below it, and all that were made on this device. */

import { announce } from "../announcer.js";
import { element, find } from "../element.js";
import { duration } from "../format.js";
import { gantt } from "./gantt.js";
import { kept, measurementOf, numbersOf, requestsIn } from "./measurement.js";
import { gettext, ngettext } from "../texts.js";

/** @typedef {import("./measurement.js").Measurement} Measurement */
/** @typedef {{id: string, title: string, unit: string, values: string[]}} Parameter */

const MOST_KEPT = 12;

export class LabPanel {
  /** @param {HTMLElement} root  [data-reality] of a lab @param {Parameter[]} parameters @param {string} key  where measurements are kept */
  constructor(root, parameters, key) {
    this.parameters = parameters;
    this.key = key;
    this.chart = find("[data-gantt]", root);
    this.empty = find("[data-gantt-empty]", root);
    this.list = find("[data-measurements]", root);
    this.body = find("tbody", this.list);
    /** @type {Measurement[]} */
    this.kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    /** @type {string | null} the run that is shown below the newest */
    this.other = null;
    /** @type {Measurement | null} */
    this.shown = null;
    this.drawn = "";
    this.drawList();
  }

  /** @param {import("../reality/reality-panel.js").Seen} seen @param {Record<string, string>} settings  of this run */
  draw({ picture, run }, settings) {
    const requests = requestsIn(picture).length;
    // Answers change the drawing, and nothing else does.
    const stamp = `${run?.id} ${requests} ${picture.phase}`;
    if (!run || requests === 0 || stamp === this.drawn) return;
    this.drawn = stamp;
    const fresh = measurementOf(picture, run, settings);
    if (this.shown?.run !== fresh.run) this.other = this.kept.filter((each) => each.run !== fresh.run).at(-1)?.run ?? null;
    this.shown = fresh;
    if (picture.phase === "done") this.keep(fresh);
    this.drawCharts();
  }

  /** @param {Measurement} fresh */
  keep(fresh) {
    this.kept = kept(this.kept, fresh, MOST_KEPT);
    try {
      localStorage.setItem(this.key, JSON.stringify(this.kept));
    } catch {
      // The device's storage is full or forbidden: this page still has them.
    }
    this.drawList();
  }

  drawCharts() {
    const other = this.kept.find(({ run }) => run === this.other) ?? null;
    const both = [this.shown, other].filter((each) => each !== null);
    const until = Math.max(...both.map(({ requests }) => numbersOf(requests).total));
    this.empty.hidden = both.length > 0;
    this.chart.replaceChildren(...both.map((each, index) => this.figure(each, until, index > 0)));
  }

  /** @param {Measurement} measurement @param {number} until @param {boolean} earlier */
  figure(measurement, until, earlier) {
    const title = element("h3", {}, earlier ? gettext("Run {number}, earlier", { number: measurement.number }) : gettext("Run {number}", { number: measurement.number }));
    return element("figure", { class: "measurement", "data-earlier": earlier },
      element("figcaption", {}, title, element("p", { class: "faint" }, this.words(measurement)), element("p", {}, sentence(measurement))),
      /** @type {any} */ (gantt(measurement.requests, until)),
      requestTable(measurement),
    );
  }

  drawList() {
    this.list.hidden = this.kept.length === 0;
    this.body.replaceChildren(...[...this.kept].reverse().map((each) => this.row(each)));
  }

  /** @param {Measurement} measurement */
  row(measurement) {
    const { count, total, median, slowest } = numbersOf(measurement.requests);
    const show = element("button", { type: "button", class: "button button-small" }, gettext("Compare"), element("span", { class: "visually-hidden" }, `: ${gettext("Run {number}", { number: measurement.number })}`));
    show.addEventListener("click", () => {
      this.other = measurement.run;
      this.drawCharts();
      announce(gettext("Run {number} is shown below.", { number: measurement.number }));
    });
    return element("tr", {},
      element("th", { scope: "row", class: "number" }, String(measurement.number)),
      element("td", {}, this.words(measurement)),
      ...[String(count), duration(total), duration(median), duration(slowest)].map((text) => element("td", { class: "number" }, text)),
      element("td", {}, show),
    );
  }

  /** @param {Measurement} measurement */
  words({ settings }) {
    return this.parameters.map(({ id, title, unit }) => `${title}: ${settings[id] ?? "?"}${unit && ` ${unit}`}`).join(" · ");
  }
}

/** @param {Measurement} measurement */
function sentence({ requests, connections }) {
  const { count, total, median, slowest, failed } = numbersOf(requests);
  return [
    ngettext("{count} request in {time}", "{count} requests in {time}", count, { time: duration(total) }),
    gettext("half of them within {time}", { time: duration(median) }),
    gettext("the slowest took {time}", { time: duration(slowest) }),
    connections ? ngettext("at most {count} connection", "at most {count} connections", connections) : "",
    failed ? gettext("{count} failed", { count: failed }) : "",
  ].filter(Boolean).join(" · ");
}

/** @param {Measurement} measurement */
function requestTable({ number, requests }) {
  const heads = ["#", gettext("request"), gettext("began"), gettext("took"), gettext("status")].map((text) => element("th", { scope: "col" }, text));
  const rows = requests.map(({ path, began, ended, status }, index) => element("tr", {},
    ...[String(index + 1), path, duration(began), duration(ended - began), String(status ?? gettext("no answer"))].map((text) => element("td", {}, text))));
  const table = element("table", { class: "requests" },
    element("caption", { class: "visually-hidden" }, gettext("Requests of run {number}", { number })), element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  return element("details", { class: "requests-box" }, element("summary", {}, gettext("Every request in numbers")), table);
}
