/** Texts in the reader's language: a page in another one than English has loaded its translation before this. */

/** @type {{plural: (n: number) => number, texts: Record<string, string | string[]>}} */
const translation = /** @type {any} */ (globalThis).translation ?? { plural: (/** @type {number} */ n) => Number(n !== 1), texts: {} };

/** @typedef {Record<string, string | number>} Values  what stands in the text's {braces} */

/** @param {string} text in English @param {Values} [values] @returns {string} */
export function gettext(text, values = {}) {
  const said = translation.texts[text];
  return filled(typeof said === "string" ? said : text, values);
}

/** @param {string} one @param {string} many @param {number} count  also {count} in the text @param {Values} [values] @returns {string} */
export function ngettext(one, many, count, values = {}) {
  const said = translation.texts[one];
  const forms = Array.isArray(said) ? said : [one, many];
  return filled(forms[Array.isArray(said) ? translation.plural(count) : Number(count !== 1)] ?? many, { count, ...values });
}

/** The reader's language, for the browser's own forms of dates and numbers. @returns {string | undefined} */
export function language() {
  return globalThis.document?.documentElement.lang || undefined;
}

/** The language of the course, in which its texts and all that a run tells are written. @returns {string | null} */
export function courseLanguage() {
  return globalThis.document?.querySelector("[data-course-language]")?.getAttribute("data-course-language") ?? null;
}

/** @param {string} text @param {Values} values */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
