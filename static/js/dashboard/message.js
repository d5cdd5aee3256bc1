/**
 * What the server tells a dashboard: all of it first, then only what changed.
 *
 * @typedef {"new" | "working" | "collision" | "failed" | "passed" | "done"} CellState
 * @typedef {{state: CellState, runs?: number, collisions?: number, since?: string}} Cell  what is nothing is left out
 * @typedef {{step: string, raised: string}} Hand  where help is asked for, and since when
 * @typedef {{id: number, name: string, here: boolean, hand: Hand | null, cells: Record<string, Cell>}} Student  cells by step key
 * @typedef {{guess: number, think: number, sure: number, again?: number}} Counts  again: in the second vote
 * @typedef {Record<string, Record<string, Record<string, Counts>>>} Distributions  step, observation, choice
 * @typedef {{id: string, now: number, sure: number, before: number, asked: number}} Belief  how many students
 * @typedef {{type: string, full: boolean, now: string, here: number, students: Student[],
 *   stuck_after: Record<string, number>, distribution: Distributions, beliefs: Belief[], unread: number}} Message  unread: explanations
 */

/** What is known after a message. @param {Message | null} known @param {Message} message @returns {Message} */
export function merge(known, message) {
  if (message.full || !known) return message;
  const students = new Map(known.students.map((student) => [student.id, student]));
  for (const student of message.students) students.set(student.id, student);
  return { ...message, students: [...students.values()].sort((one, other) => one.name.localeCompare(other.name)) };
}
