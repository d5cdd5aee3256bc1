/** Where a student's work is, beside the dashboard's own address. */

/** @param {number} student */
export function studentUrl(student) {
  return `students/${student}/`;
}

/** @param {number} student @param {string} key such as "1.2/fix" */
export function attemptUrl(student, key) {
  const [exercise, step] = key.split("/");
  return `students/${student}/${exercise}/#step-${step}`;
}
