import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { PHRASES } from "../../static/js/code/phrases.js";

const PACKAGES = ["autocomplete", "commands", "lint", "merge", "search", "view"];
// Said by parts that this site does not use: going from mark to mark of a merge.
const UNUSED = ["Accept", "Reject", "Revert this chunk"];

test("everything CodeMirror says has a translation", () => {
  const said = PACKAGES.flatMap((name) => {
    const source = readFileSync(new URL(`../../node_modules/@codemirror/${name}/dist/index.js`, import.meta.url), "utf8");
    return [...source.matchAll(/\bphrase\((?:view, )?"([^"]+)"/g)].map((found) => found[1]);
  });
  assert.ok(said.length > 20);
  assert.deepEqual(said.filter((phrase) => !UNUSED.includes(phrase) && !(phrase in PHRASES)), []);
  assert.deepEqual(Object.keys(PHRASES).filter((phrase) => !said.includes(phrase)), []);
});
