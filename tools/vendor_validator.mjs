// Bundles html-validate into one script that runs in a browser: tests/vendor/html-validate/.
//
// Run after changing its version in package.json:
//     npm ci --ignore-scripts && npm run vendor-validator
// The bundle is committed: the browser tests check every page of the site with it, and need neither
// Node nor a network for that.

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, version } from "esbuild";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = join(ROOT, "node_modules");
const TARGET = join(ROOT, "tests", "vendor", "html-validate");
const LICENCE = /^(licen[cs]e|copying)/i;

/** The names of the packages of which the bundle holds something. */
function namePackages(metafile) {
  const paths = Object.keys(metafile.inputs).map((path) => path.split("node_modules/").at(-1));
  const names = paths.map((path) => path.split("/").slice(0, path.startsWith("@") ? 2 : 1).join("/"));
  return [...new Set(names)].filter((name) => name !== "<stdin>").sort();
}

async function readLicence(name) {
  const folder = join(MODULES, name);
  const file = (await readdir(folder)).find((entry) => LICENCE.test(entry));
  if (!file) throw new Error(`${name} brings no licence`);
  return readFile(join(folder, file), "utf8");
}

async function main() {
  const { version: bundled, license } = JSON.parse(await readFile(join(MODULES, "html-validate", "package.json"), "utf8"));
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: 'export { HtmlValidate, StaticConfigLoader } from "html-validate/browser";',
      resolveDir: ROOT,
    },
    banner: { js: `/*! html-validate ${bundled}, ${license} licence; bundled by esbuild ${version} */` },
    bundle: true,
    format: "iife",
    globalName: "htmlValidate",
    legalComments: "none",
    metafile: true,
    minify: true,
    platform: "browser",
    write: false,
  });
  await rm(TARGET, { recursive: true, force: true });
  await mkdir(TARGET, { recursive: true });
  await writeFile(join(TARGET, "html-validate.js"), outputFiles[0].contents);
  await writeFile(join(TARGET, "LICENSE"), await readLicence("html-validate"));
  const others = namePackages(metafile).filter((name) => name !== "html-validate");
  const texts = await Promise.all(others.map(async (name) => `${name}\n\n${(await readLicence(name)).trim()}\n`));
  await writeFile(join(TARGET, "LICENSE-3RD-PARTY.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

await main();
