/**
 * One measurement: what was set, and how long each request took. Plain data, so that earlier ones can be kept.
 *
 * @typedef {{path: string, began: number, ended: number, status: number | null}} Timed  ms since the first request began
 * @typedef {object} Measurement
 * @property {string} run  id of the run
 * @property {number} number  of the run
 * @property {Record<string, string>} settings
 * @property {Timed[]} requests  in the order they began
 * @property {number} connections  most that were open at once
 */

/**
 * @param {import("../events/reducer.js").Picture} picture @param {{id: string, number: number}} run
 * @param {Record<string, string>} settings
 * @returns {Measurement}
 */
export function measurementOf(picture, run, settings) {
  const connections = picture.connections.reduce((most, { open }) => Math.max(most, open), 0);
  return { run: run.id, number: run.number, settings, requests: timed(requestsIn(picture), picture.t), connections };
}

/** @param {import("../events/reducer.js").Picture} picture */
export function requestsIn({ happened }) {
  return happened.filter((event) => event.type === "request");
}

/** @param {import("../events/event.js").Request[]} events @param {number} now  until when an open request has lasted @returns {Timed[]} */
export function timed(events, now) {
  const first = events.find(({ state }) => state === "began")?.t ?? 0;
  const answers = new Map(events.filter(({ state }) => state === "answered").map((event) => [event.id, event]));
  return events.filter(({ state }) => state === "began").map(({ id, path, t }) => {
    const answer = answers.get(id);
    return { path, began: (t ?? 0) - first, ended: (answer?.t ?? now) - first, status: answer?.status ?? null };
  });
}

/** @param {Timed[]} requests */
export function numbersOf(requests) {
  const took = requests.map(({ began, ended }) => ended - began).sort((a, b) => a - b);
  return {
    count: requests.length,
    total: Math.max(0, ...requests.map(({ ended }) => ended)),
    median: took[Math.floor(took.length / 2)] ?? 0,
    slowest: took.at(-1) ?? 0,
    failed: requests.filter(({ status }) => status === null || status >= 400).length,
  };
}

/** Adds one and forgets the oldest; the same run counts once. @param {Measurement[]} kept @param {Measurement} fresh @param {number} most */
export function kept(kept, fresh, most) {
  return [...kept.filter(({ run }) => run !== fresh.run), fresh].slice(-most);
}
