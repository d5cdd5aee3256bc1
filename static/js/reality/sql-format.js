/** SQL for reading: one clause a line when it is looked at, one short line in a list. Pure. */

const clauses = /(?<!\b(?:LEFT|RIGHT|FULL|OUTER|INNER|CROSS))\s+(?=(?:FROM|WHERE|GROUP BY|HAVING|ORDER BY|LIMIT|OFFSET|FOR UPDATE|RETURNING|VALUES|SET|ON CONFLICT|UNION|(?:LEFT (?:OUTER )?|RIGHT (?:OUTER )?|FULL (?:OUTER )?|INNER |CROSS )?JOIN)\b)/i;
const conditions = /\s+(?=(?:AND|OR)\b)/i;
// Strings, quoted names, comments and parentheses stay as they are: a clause's word in there begins no clause.
const kept = /'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\/\*[^]*?\*\/|\$(\w*)\$[^]*?\$\1\$/g;

const LONG_LIST = 60;
const BRIEF_LIST = 28;

/** @param {string} sql @returns {string} */
export function prettySql(sql) {
  const { plain, restore } = setAside(sql);
  const lines = plain.split(clauses).flatMap((clause) => {
    if (/^(WHERE|HAVING)\b/i.test(clause)) return clause.split(conditions).map((part, index) => (index ? `  ${part}` : part));
    const head = /^(SELECT(?: DISTINCT)?|SET)\s+/i.exec(clause);
    if (!head || clause.length <= LONG_LIST) return [clause];
    return [head[1] ?? "", ...clause.slice(head[0].length).split(/,\s+/).map((item, index, all) => `  ${item}${index < all.length - 1 ? "," : ""}`)];
  });
  return restore(lines.join("\n"));
}

/** One line, without a long list of columns and the types of values: what is left tells statements apart. @param {string} sql @returns {string} */
export function briefSql(sql) {
  const line = sql.replace(/\s+/g, " ").trim().replace(/;$/, "");
  const cut = line.replace(/^(SELECT (?:DISTINCT )?)(.*?)( FROM )/i, (whole, select, columns, from) =>
    columns.length <= BRIEF_LIST || columns.includes("'") ? whole : `${select}…${from}`,
  );
  return cut.replace(/(\$\d+)::[A-Z]+/g, "$1");
}

/** @param {string} sql */
function setAside(sql) {
  /** @type {string[]} */
  const parts = [];
  const put = (/** @type {string} */ text) => `\u0001${parts.push(text) - 1}\u0002`;
  let plain = sql.trim().replace(kept, put);
  // From the inside out; a text that nests deeper than anyone writes stays as it is.
  for (let depth = 0; depth < 20 && /\([^()]*\)/.test(plain); depth++) plain = plain.replace(/\([^()]*\)/g, put);
  /** @param {string} text @returns {string} */
  const restore = (text) => text.replace(/\u0001(\d+)\u0002/g, (_, index) => restore(parts[Number(index)] ?? ""));
  return { plain, restore };
}
