/**
 * What the server tells a dashboard: all of it first, then only what changed.
 *
 * @typedef {"new" | "working" | "collision" | "failed" | "passed" | "done"} CellState
 * @typedef {{state: CellState, runs: number, collisions: number, since: string | null}} Cell
 * @typedef {{id: number, name: string, here: boolean, cells: Record<string, Cell>}} Student
 * @typedef {{guess: number, think: number, sure: number}} Counts
 * @typedef {Record<string, Record<string, Record<string, Counts>>>} Distributions  step, observation, choice
 * @typedef {{type: string, full: boolean, here: number, students: Student[], distribution: Distributions}} Message
 */

/** What is known after a message. @param {Message} known @param {Message} message @returns {Message} */
export function merge(known, message) {
  if (message.full) return message;
  const students = new Map(known.students.map((student) => [student.id, student]));
  for (const student of message.students) students.set(student.id, student);
  return {
    ...known,
    here: message.here,
    students: [...students.values()].sort((one, other) => one.name.localeCompare(other.name)),
    distribution: { ...known.distribution, ...message.distribution },
  };
}
