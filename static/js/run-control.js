/** Starts runs, follows them, stops them; keeps the picture and hands it to whoever draws. */

import { ApiError } from "./api.js";
import { Connection } from "./connection.js";
import { blankPicture, reduce } from "./events/reducer.js";
import { socketUrl } from "./page.js";
import { uuid } from "./uuid.js";

// Only a run that waits is asked about; most have started before.
const STILL_QUEUED_MS = 2_000;

/** @typedef {import("./page.js").Run} Run */
/** @typedef {import("./reality/reality-panel.js").Seen} Seen */

export class RunControl {
  /**
   * @param {import("./api.js").Api} api
   * @param {import("./page.js").StepPage["urls"]} urls
   * @param {(seen: Seen) => void} show
   */
  constructor(api, urls, show) {
    this.api = api;
    this.urls = urls;
    this.show = show;
    /** @type {Run | null} */
    this.run = null;
    this.picture = blankPicture();
    this.fresh = false;
    this.filling = false;
    /** The server said that the stream has ended, with a verdict or without. */
    this.over = false;
    /** @type {Connection | null} */
    this.connection = null;
    /** @type {import("./reality/waiting.js").Waits | null} */
    this.waits = null;
    /** Kept until the server has answered, so that pressing Run again after a broken request starts only one run. */
    this.key = uuid();
    addEventListener("online", () => this.connection?.retryNow());
  }

  /** A run of this page that has not ended yet. */
  get inFlight() {
    return this.run !== null && ["queued", "running"].includes(this.run.state);
  }

  /**
   * Starts a run and follows it; throws ApiError with the sentence to show.
   *
   * @param {Record<string, string>} files
   * @param {number} latency  ms added to each round trip to the database
   */
  async start(files, latency) {
    try {
      const { run } = await this.api.post(this.urls.runs, { files, key: this.key, latency_ms: latency });
      this.key = uuid();
      this.follow(run);
    } catch (error) {
      if (error instanceof ApiError && error.status) this.key = uuid();
      if (error instanceof ApiError && error.data?.run && error.data.run.id !== this.run?.id) this.follow(error.data.run);
      throw error;
    }
  }

  /** Shows a run from its first event on. @param {Run} run */
  follow(run) {
    this.connection?.stop();
    this.run = run;
    this.waits = null;
    this.fresh = this.inFlight;
    this.over = false;
    this.picture = blankPicture(Math.max(this.picture.start, this.picture.after));
    this.connection = new Connection({
      open: () => new WebSocket(`${socketUrl(this.url("socket"))}?after=${this.picture.seq}`),
      poll: () => this.fetchEvents(),
      receive: (event) => this.take([event]),
      finished: () => this.picture.phase === "done" || this.over,
      show: (link) => this.linked(link),
    });
    this.connection.start();
    this.watchQueue(run.id);
  }

  /** The events say nothing between "queued" and "started"; the row knows when a worker has taken the run. @param {string} id */
  watchQueue(id) {
    setTimeout(() => {
      if (this.run?.id !== id || !this.inFlight || this.picture.phase === "running" || this.over) return;
      this.refresh().catch(() => this.tell());
      this.watchQueue(id);
    }, STILL_QUEUED_MS);
  }

  async cancel() {
    if (!this.run) return;
    const { run } = await this.api.post(this.url("cancel"), {});
    this.run = run;
    this.tell();
  }

  /** @param {import("./events/event.js").RunEvent[]} events */
  take(events) {
    this.picture = reduce(this.picture, events);
    if (this.picture.gap) void this.fillGap();
    if (this.run && this.picture.phase === "done" && this.inFlight) this.run = { ...this.run, state: "finished" };
    this.tell();
  }

  /** Events are missing: what the socket brings from here on is of no use before they are here. */
  async fillGap() {
    if (this.filling) return;
    this.filling = true;
    try {
      await this.fetchEvents();
    } catch {
      // The next event shows the gap again, or the connection notices that the server is away.
    }
    this.filling = false;
  }

  async fetchEvents() {
    const { events, finished } = await this.api.get(`${this.url("events")}?after=${this.picture.seq}`);
    this.take(events);
    this.over = finished;
    if (finished && this.picture.phase !== "done") await this.refresh();
  }

  /** Asks for the run's row, which is the truth when the stream ended without a verdict. */
  async refresh() {
    if (!this.run) return;
    const { run, waits } = await this.api.get(this.url("run"));
    this.run = run;
    this.waits = waits;
    this.tell();
  }

  /** @param {import("./connection.js").LinkState} link */
  linked(link) {
    this.link = link;
    this.tell();
  }

  tell() {
    this.show({ picture: this.picture, run: this.run, waits: this.waits, link: this.link ?? null, fresh: this.fresh });
  }

  /** @param {"run" | "events" | "cancel" | "socket" | "events_file" | "statements_file" | "replay"} name */
  url(name) {
    return this.urls[name].replace("{id}", this.run?.id ?? "");
  }
}
