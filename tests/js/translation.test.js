import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

globalThis.translation = {
  plural: (n) => Number(n !== 1),
  texts: { "Run {number}": "Lauf {number}", "{count} query": ["{count} Abfrage", "{count} Abfragen"], "The program was stopped: its database grew beyond {value} MiB.": "Seine Datenbank wuchs über {value} MiB.", "All {count} checks passed.": ["Die Prüfung ist bestanden.", "Alle {count} Prüfungen sind bestanden."] },
};
const { gettext, ngettext } = await import("../../static/js/texts.js");
const { endingOf } = await import("../../static/js/reality/endings.js");
const { spoken } = await import("../../static/js/reality/spoken.js");

test("a translated text stands in the place of the English one, with the same values", () => {
  assert.equal(gettext("Run {number}", { number: 7 }), "Lauf 7");
  assert.equal(gettext("Nobody translated {this}", { this: "it" }), "Nobody translated it");
});

test("one and many have a form each", () => {
  assert.equal(ngettext("{count} query", "{count} queries", 1), "1 Abfrage");
  assert.equal(ngettext("{count} query", "{count} queries", 0), "0 Abfragen");
  assert.equal(ngettext("{count} bird", "{count} birds", 2), "2 birds");
});

test("a run's sentence that only counts is said in the reader's language, any other stays as it was written", () => {
  assert.equal(spoken("All 5 checks passed."), "Alle 5 Prüfungen sind bestanden.");
  assert.equal(spoken("2 of 5 checks passed."), "2 of 5 checks passed.");
  assert.equal(spoken("It ended with `MissingGreenlet`."), "It ended with `MissingGreenlet`.");
});

test("an ending is said by its key and value, one that nobody knows by the event's own message", () => {
  assert.equal(endingOf({ ending: "database_size", value: 64, message: "English" }), "Seine Datenbank wuchs über 64 MiB.");
  assert.equal(endingOf({ ending: "new", value: 1, message: "English" }), null);
  assert.equal(endingOf({ message: "of an old run" }), null);
});

test("every ending that the sandbox can tell has a sentence", () => {
  const written = readFileSync("sandbox/outcome.py", "utf8").split("ENDINGS = {")[1] ?? "";
  const keys = [...written.matchAll(/^ {4}"(\w+)":/gm)].map(([, key]) => key);
  assert.ok(keys.length > 10);
  for (const key of keys) assert.ok(endingOf({ ending: key, value: 1 }), key);
});
