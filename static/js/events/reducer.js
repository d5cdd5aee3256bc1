/**
 * Turns a run's numbered events into the picture the page draws. Pure: events in, a new picture out.
 *
 * @typedef {import("./event.js").RunEvent} RunEvent
 * @typedef {"idle" | "queued" | "running" | "judging" | "done"} Phase
 * @typedef {{stream: "stdout" | "stderr", text: string}} Block  consecutive text of one stream
 *
 * @typedef {object} Picture
 * @property {number} seq  the last event taken in
 * @property {boolean} gap  an event is missing after `seq`: fetch again from there
 * @property {number} start  0 until something has started, then another one with every start: a panel begins anew
 * @property {number} after  the `start` of the picture that was drawn before this one
 * @property {Phase} phase
 * @property {number | null} position  place in the queue, 1 is next
 * @property {string | null} reason  why it is queued (again)
 * @property {number} t  milliseconds of program time seen so far
 * @property {Block[]} output
 * @property {number} latency_ms  added to each round trip of this run
 * @property {import("./event.js").Query[]} queries
 * @property {import("./event.js").Happening[]} happened  queries and what happened between them
 * @property {Map<string, import("./event.js").Insight>} insights  by id
 * @property {RunEvent[]} story  of a side: what was printed, asked and answered, with its time
 * @property {Map<string, Picture>} sides  of each of two programs that run side by side, what is its own
 * @property {import("./event.js").Measured[]} compared  both programs once they have ended
 * @property {import("./event.js").Connections[]} connections
 * @property {Map<string, import("./event.js").Observation>} observations  by id, in order of arrival
 * @property {Map<string, import("./event.js").Check>} checks  by name, in order of arrival
 * @property {import("./event.js").Exited | null} exited
 * @property {import("./event.js").Judged | null} verdict
 */

/** The picture before the first event. @param {number} after  `start` of the one before it @returns {Picture} */
export function blankPicture(after = 0) {
  return { seq: 0, gap: false, start: 0, after, phase: "idle", position: null, reason: null, ...blankProgram() };
}

/**
 * Takes events in, in order. One seen before is skipped; at a gap it stops and says so, because a picture
 * with a hole in it would be a claim nobody made.
 *
 * @param {Picture} picture
 * @param {RunEvent[]} events
 * @returns {Picture}
 */
export function reduce(picture, events) {
  const next = copy(picture);
  for (const event of events) {
    if (event.seq <= next.seq) continue;
    next.gap = event.seq > next.seq + 1;
    if (next.gap) break;
    next.seq = event.seq;
    next.t = Math.max(next.t, event.t ?? 0);
    take(next, event);
  }
  return next;
}

function blankProgram() {
  return {
    t: 0,
    output: [],
    latency_ms: 0,
    queries: [],
    happened: [],
    insights: new Map(),
    story: [],
    sides: new Map(),
    compared: [],
    connections: [],
    observations: new Map(),
    checks: new Map(),
    exited: null,
    verdict: null,
  };
}

/** @param {Picture} picture @returns {Picture} */
function copy(picture) {
  return {
    ...picture,
    output: [...picture.output],
    queries: [...picture.queries],
    happened: [...picture.happened],
    insights: new Map(picture.insights),
    story: [...picture.story],
    sides: new Map([...picture.sides].map(([side, own]) => [side, copy(own)])),
    connections: [...picture.connections],
    observations: new Map(picture.observations),
    checks: new Map(picture.checks),
  };
}

/** @param {Picture} picture @param {RunEvent} event */
function take(picture, event) {
  // Observations are one list, whoever they speak of.
  if (event.side && event.type !== "observation") takeOfSide(picture, event, event.side);
  else takeOwn(picture, event);
}

/** @param {Picture} picture @param {RunEvent} event @param {string} side */
function takeOfSide(picture, event, side) {
  const begins = picture.sides.size === 0 || picture.sides.has(side);
  if (event.type === "started" && begins) takeOwn(picture, event);
  const own = picture.sides.get(side) ?? { ...blankPicture(), start: picture.start * SIDES + picture.sides.size };
  own.t = Math.max(own.t, event.t ?? 0);
  takeOwn(own, event);
  if (TOLD.includes(event.type)) own.story.push(event);
  picture.sides.set(side, own);
}

const TOLD = ["stdout", "stderr", "query", "request"];
// So that no side's start is another's.
const SIDES = 4;

/** @param {Picture} picture @param {RunEvent} event */
function takeOwn(picture, event) {
  switch (event.type) {
    case "queued":
      picture.phase = "queued";
      picture.position = event.position;
      picture.reason = event.reason;
      break;
    case "started":
      Object.assign(picture, blankProgram(), { start: Math.max(picture.start, picture.after) + 1, phase: "running", position: null, reason: null });
      picture.latency_ms = event.latency_ms;
      break;
    case "stdout":
    case "stderr":
      print(picture.output, event.type, event.text);
      break;
    case "query":
      picture.queries.push(event);
      picture.happened.push(event);
      break;
    case "connection":
    case "notice":
    case "request":
      picture.happened.push(event);
      break;
    case "insight":
      picture.insights.set(event.id, event);
      break;
    case "compared":
      picture.compared = event.sides;
      break;
    case "connections":
      picture.connections.push(event);
      break;
    case "observation":
      picture.observations.set(event.id, event);
      break;
    case "check":
      picture.checks.set(event.name, event);
      break;
    case "exited":
      picture.exited = event;
      picture.phase = "judging";
      break;
    case "verdict":
      picture.verdict = event;
      picture.phase = "done";
      break;
  }
}

/** @param {Block[]} output @param {"stdout" | "stderr"} stream @param {string} text */
function print(output, stream, text) {
  const last = output.at(-1);
  if (last?.stream === stream) output[output.length - 1] = { stream, text: last.text + text };
  else output.push({ stream, text });
}
