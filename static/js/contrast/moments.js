/**
 * What happened in one program, as moments on a line of time: alike ones that follow each other are one.
 *
 * @typedef {"printed" | "statement" | "transaction" | "request" | "answer"} Kind
 * @typedef {{t: number, until: number, kind: Kind, text: string, count: number}} Moment
 */

import { gettext } from "../texts.js";

const ENDS = /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/i;

/** @param {import("../events/event.js").RunEvent[]} story @returns {Moment[]} */
export function momentsOf(story) {
  /** @type {Moment[]} */
  const moments = [];
  for (const moment of story.flatMap(momentsIn)) {
    const last = moments.at(-1);
    if (last && last.kind === moment.kind && likeness(last) === likeness(moment) && moment.kind !== "transaction") {
      last.count += 1;
      last.until = moment.until;
      if (last.kind === "statement") last.text = likeness(moment);
    } else moments.push({ ...moment });
  }
  return moments;
}

/** @param {import("../events/event.js").RunEvent} event @returns {Moment[]} */
function momentsIn(event) {
  const t = event.t ?? 0;
  switch (event.type) {
    case "stdout":
    case "stderr":
      return event.text.split("\n").filter((line) => line.trim()).map((text) => ({ t, until: t, kind: "printed", text, count: 1 }));
    case "query": {
      if (event.driver) return [];
      const sql = event.sql.replace(/\s+/g, " ").trim();
      return [{ t, until: t + event.duration_ms, kind: ENDS.test(sql) ? "transaction" : "statement", text: sql.replace(/;$/, ""), count: 1 }];
    }
    case "request": {
      if (event.state === "began") return [{ t, until: t, kind: "request", text: `${event.method} ${event.path}`, count: 1 }];
      return [{ t, until: t, kind: "answer", text: `${event.status ?? gettext("no answer")} ${event.method} ${event.path}`, count: 1 }];
    }
    default:
      return [];
  }
}

/** What makes two moments alike. @param {Moment} moment */
function likeness({ kind, text }) {
  if (kind !== "statement") return text;
  const table = /\b(?:FROM|INTO|UPDATE)\s+"?([\w.]+)/i.exec(text)?.[1];
  const verb = text.split(" ", 1)[0] ?? "";
  return table ? `${verb} … ${table}` : text;
}

/**
 * All moments of two programs by time, each with the side it is on.
 *
 * @param {Map<string, Moment[]>} sides @returns {{side: string, moment: Moment}[]}
 */
export function byTime(sides) {
  const all = [...sides].flatMap(([side, moments]) => moments.map((moment) => ({ side, moment })));
  return all.sort((a, b) => a.moment.t - b.moment.t);
}
