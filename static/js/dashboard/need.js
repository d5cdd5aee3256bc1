/** Where students are, and who of them needs help most. Knows no page. */

/** @typedef {import("./message.js").Message} Message */
/** @typedef {import("./message.js").Student} Student */
/** @typedef {import("./message.js").Cell} Cell */

/** @typedef {{key: string, cell: Cell, seconds: number, stuck: boolean}} Place  the step that a student is on */

const DAY_SECONDS = 86_400;

/** Whether somebody is longer on a step than the class usually is. @param {Cell} cell @param {number} after seconds @param {number} now ms @returns {boolean} */
export function isStuck({ since }, after, now) {
  return since !== undefined && (now - Date.parse(since)) / 1_000 > after;
}

/** The step a student came to last and has not finished. @param {Student} student @param {Message} message @param {number} now ms @returns {Place | null} */
export function placeOf(student, message, now) {
  /** @type {Place | null} */
  let place = null;
  for (const [key, cell] of Object.entries(student.cells)) {
    if (!cell.since) continue;
    const seconds = (now - Date.parse(cell.since)) / 1_000;
    if (place && place.seconds <= seconds) continue;
    place = { key, cell, seconds, stuck: student.here && isStuck(cell, message.stuck_after[key] ?? Infinity, now) };
  }
  return place;
}

/** The students, whoever needs help most first: asking for it (the longest first), stuck, failing, in the middle of something, away. @param {Message} message @param {number} now ms @returns {Student[]} */
export function byNeed(message, now) {
  const needs = new Map(message.students.map((student) => [student.id, need(student, message, now)]));
  return [...message.students].sort((one, other) => (needs.get(other.id) ?? 0) - (needs.get(one.id) ?? 0));
}

/** @param {Student} student @param {Message} message @param {number} now ms @returns {number} */
function need(student, message, now) {
  const place = placeOf(student, message, now);
  if (student.hand) return 5 + daysSince(student.hand.raised, now);
  if (!student.here) return 0;
  if (place?.stuck) return 4 + Math.min(place.seconds / DAY_SECONDS, 1);
  if (place?.cell.state === "failed") return 3;
  return place ? 2 : 1;
}

/** @param {string} since ISO time @param {number} now ms */
function daysSince(since, now) {
  return Math.max(0, now - Date.parse(since)) / 1_000 / DAY_SECONDS;
}

/**
 * The column that half of those who have begun have come to: where a class is. Null while nobody has begun.
 * @param {Message} message @param {string[]} keys of the columns, in their order @returns {number | null}
 */
export function frontOf(message, keys) {
  const fronts = message.students
    .map((student) => keys.findLastIndex((key) => student.cells[key]))
    .filter((index) => index >= 0)
    .sort((one, other) => one - other);
  return fronts[Math.floor(fronts.length / 2)] ?? null;
}
