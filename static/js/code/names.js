/** The names that a step's own files use: what one most often wants to type. Needs no DOM. */

// Shorter ones are typed as quickly as chosen.
const NAME = /[A-Za-z_]\w{2,}/g;

/** @param {string[]} texts @returns {string[]} each name once, in order of the alphabet */
export function namesIn(texts) {
  return [...new Set(texts.flatMap((text) => text.match(NAME) ?? []))].sort();
}

/** @param {string[]} names @returns {import("@codemirror/autocomplete").CompletionSource} */
export function completeNames(names) {
  const options = names.map((label) => ({ label }));
  return (context) => {
    const word = context.matchBefore(/\w+/);
    if (!word && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ };
  };
}
