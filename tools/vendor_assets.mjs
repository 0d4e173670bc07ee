// Copies the third-party files of the site from node_modules/ to assets/vendor/.
//
// Run after changing a version in package.json:
//     npm ci --ignore-scripts && npm run vendor
// The copies are committed: building and testing the site need neither Node nor a network.
// assets/vendor/vendor.json states version, licence, npm integrity and the sha256 of every file;
// tests/test_vendored_assets.py hashes them again.

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { minify } from "terser";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = join(ROOT, "node_modules");
const TARGET = join(ROOT, "assets", "vendor");

const ICONS = [
  "arrow-left", "arrow-right", "arrow-up", "book-open", "building-2", "calendar", "check", "chevron-down",
  "chevron-right", "circle-help", "columns-2", "copy", "download", "external-link", "eye-off", "file-text",
  "filter", "git-compare", "globe", "info", "landmark", "languages", "link", "list", "map-pin", "menu",
  "message-square-quote", "moon", "pencil", "printer", "quote", "rss", "scale", "search", "sun",
  "triangle-alert", "users", "x",
];

// The latin subsets lack ə Ə ğ Ğ İ ş Ş, so every face comes with latin-ext; Cyrillic is for aliases such as Шеки.
const PACKAGES = [
  {
    name: "newsreader",
    module: "@fontsource-variable/newsreader",
    licenceFile: "LICENSE",
    copies: [
      "files/newsreader-latin-opsz-normal.woff2",
      "files/newsreader-latin-ext-opsz-normal.woff2",
      "files/newsreader-latin-wght-italic.woff2",
      "files/newsreader-latin-ext-wght-italic.woff2",
    ],
  },
  {
    // For pictures of pages, which are drawn at build: nothing that draws them reads woff2.
    name: "newsreader-static",
    module: "@expo-google-fonts/newsreader",
    licenceFile: "LICENSE_FONT",
    copies: ["400Regular/Newsreader_400Regular.ttf"],
  },
  {
    name: "source-sans-3",
    module: "@fontsource-variable/source-sans-3",
    licenceFile: "LICENSE",
    copies: [
      "files/source-sans-3-latin-wght-normal.woff2",
      "files/source-sans-3-latin-ext-wght-normal.woff2",
      "files/source-sans-3-cyrillic-wght-normal.woff2",
      "files/source-sans-3-latin-wght-italic.woff2",
      "files/source-sans-3-latin-ext-wght-italic.woff2",
    ],
  },
  {
    name: "lucide",
    module: "lucide-static",
    licenceFile: "LICENSE",
    copies: ICONS.map((icon) => `icons/${icon}.svg`),
  },
  {
    name: "minisearch",
    module: "minisearch",
    licenceFile: "LICENSE.txt",
    minified: { from: "dist/umd/index.js", to: "minisearch.min.js" },
  },
];

async function main() {
  const lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8"));
  await rm(TARGET, { recursive: true, force: true });
  const entries = [];
  for (const wanted of PACKAGES) entries.push(await vendor(wanted, lock));
  await writeFile(join(TARGET, "vendor.json"), `${JSON.stringify(entries, null, 2)}\n`);
}

async function vendor(wanted, lock) {
  const locked = lock.packages[`node_modules/${wanted.module}`];
  const folder = `${wanted.name}-${locked.version}`;
  const files = { LICENSE: await readFile(join(MODULES, wanted.module, wanted.licenceFile)) };
  for (const path of wanted.copies ?? []) {
    files[basename(path)] = await readFile(join(MODULES, wanted.module, path));
  }
  if (wanted.minified) {
    files[wanted.minified.to] = await minifiedScript(wanted, locked);
  }
  await writeFiles(join(TARGET, folder), files);
  return {
    name: wanted.name,
    npm: wanted.module,
    version: locked.version,
    licence: locked.license,
    integrity: locked.integrity,
    folder,
    changed: wanted.minified ? `${wanted.minified.to} is ${wanted.minified.from}, minified by terser` : null,
    sha256: hashes(files),
  };
}

async function minifiedScript(wanted, locked) {
  const source = await readFile(join(MODULES, wanted.module, wanted.minified.from), "utf8");
  const { code } = await minify(source, {
    compress: { passes: 2 },
    mangle: true,
    format: { comments: false, preamble: `/*! ${wanted.module} ${locked.version}, ${locked.license} licence */` },
  });
  return Buffer.from(`${code}\n`);
}

async function writeFiles(folder, files) {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

function hashes(files) {
  const named = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(named.map(([name, content]) => [name, createHash("sha256").update(content).digest("hex")]));
}

await main();
