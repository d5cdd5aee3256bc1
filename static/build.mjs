/** Bundles the pages' scripts and styles into .cache/assets, where Django's static files look for them. */

import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const assets = join(root, ".cache", "assets");

// light-dark() and container queries are used as they are: browsers from the spring of 2024 on know both.
const browsers = ["chrome123", "firefox121", "safari17.5"];

// Copied under fixed names, so that a template can preload them; only the Latin subset is ever fetched.
const fonts = {
  "inter.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  "jetbrains-mono.woff2": "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
};

await rm(assets, { recursive: true, force: true });
await copyFonts();
const pages = ["site", "exercise", "dashboard", "attempt", "vote", "projector", "regrade", "preview", "replay"];
// What a page needs only after a click is in chunks of its own.
await bundle(pages.map((page) => `js/${page}.js`), {
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
});
// Runs before the first paint, therefore a classic script and as small as can be.
await bundle(["js/theme.js"], { format: "iife" });
await bundle(["css/site.css"], { external: ["./fonts/*"] });

async function copyFonts() {
  await mkdir(join(assets, "fonts"), { recursive: true });
  for (const [name, source] of Object.entries(fonts)) {
    await cp(join(root, "node_modules", source), join(assets, "fonts", name));
  }
}

/**
 * @param {string[]} entries paths below static/
 * @param {import("esbuild").BuildOptions} options
 */
async function bundle(entries, options) {
  await build({
    entryPoints: entries.map((entry) => join(here, entry)),
    outdir: assets,
    entryNames: "[name]",
    bundle: true,
    minify: true,
    legalComments: "none",
    target: ["es2022", ...browsers],
    ...options,
  });
}
