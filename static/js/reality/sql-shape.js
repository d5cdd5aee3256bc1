/** What statements have in common that differ in their values only. The rule of sandbox/insights/story.py, word for word. */

const literal = /'(?:[^']|'')*'|(?<![\w$])\d+(?:\.\d+)?(?!\w)/g;
const value = String.raw`(?:\$\d+(?:::\w+(?: \w+)*)?|\?)`;
const list = new RegExp(String.raw`\( ?${value}(?: ?, ?${value})* ?\)`, "g");

/** @type {Map<string, string>} */
const known = new Map();
const MOST_KNOWN = 2_000;

/** @param {string} sql @returns {string} */
export function shapeOf(sql) {
  let shape = known.get(sql);
  if (shape === undefined) {
    shape = sql.replace(/\s+/g, " ").replace(literal, "?").replace(list, "(…)");
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(sql, shape);
  }
  return shape;
}
