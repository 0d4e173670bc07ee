// Measures pages of a built site with Lighthouse: node tools/lighthouse.mjs FOLDER [PAGE ...]
//
// `make lighthouse` builds the site and runs this. Each page is opened several times as a telephone
// and as a desktop machine; the run whose performance is the median counts. A score below 100 is
// shown with what costs it, and is a failure. Performance is only worth reading on a machine that
// does nothing else: Lighthouse slows the processor down fourfold to play a telephone.

import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { pipeline } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { constants, createGzip } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const RUNS = 3;
// What a line takes to answer. Without it the faces are there before anything is painted, and
// Lighthouse then reckons, wrongly, that the first paint waited for them.
const LATENCY = 100;
const PRESETS = { mobile: undefined, desktop: desktopConfig };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FLAGS = [
  "--headless=new", "--no-first-run", "--disable-quic", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript",
  ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2", ".xml": "application/xml",
};

/** Serve a folder as static hosts do: compressed, and kept by browsers. */
function serve(folder) {
  const server = createServer(async (request, response) => {
    await setTimeout(LATENCY);
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const headers = {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Cache-Control": "public, max-age=31536000",
    };
    if (extname(file) === ".woff2") {
      response.writeHead(200, headers);
      return pipeline(createReadStream(file), response, () => {});
    }
    response.writeHead(200, { ...headers, "Content-Encoding": "gzip" });
    return pipeline(createReadStream(file), createGzip({ level: constants.Z_BEST_COMPRESSION }), response, () => {});
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Home, a measure (the one with the longest page), all measures, and the search. */
function choosePages(folder) {
  const measures = readdirSync(join(folder, "measures")).filter((name) => name !== "index.html");
  const size = (name) => statSync(join(folder, "measures", name)).size;
  const longest = measures.reduce((one, other) => (size(other) > size(one) ? other : one));
  return ["index.html", `measures/${longest}`, "measures/index.html", "search.html"];
}

async function measure(address, config, port) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { lhr } = await lighthouse(address, { port, logLevel: "error", onlyCategories: CATEGORIES }, config);
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    runs.push(lhr);
  }
  runs.sort((one, other) => one.categories.performance.score - other.categories.performance.score);
  return runs[Math.floor(RUNS / 2)];
}

function scores(report) {
  return CATEGORIES.map((name) => Math.round(report.categories[name].score * 100));
}

/** The audits that cost points, with what they say. */
function* costs(report) {
  for (const name of CATEGORIES) {
    if (report.categories[name].score === 1) continue;
    for (const { id, weight } of report.categories[name].auditRefs) {
      const { score, title, displayValue } = report.audits[id];
      if (weight && score !== null && score < 1) yield `    ${name}: ${title} ${displayValue ?? ""}`;
    }
  }
}

function show(page, preset, report) {
  const figures = scores(report).map((score) => String(score).padStart(6));
  const metric = (id) => (report.audits[id].displayValue ?? "").padStart(9);
  const metrics = ["first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift"].map(metric);
  console.log(`${page.padEnd(44).slice(0, 44)} ${preset.padEnd(8)}${figures.join("")} ${metrics.join("")}`);
  for (const cost of costs(report)) console.log(cost);
}

async function main(folder, pages) {
  const server = await serve(folder);
  const flags = process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS;
  const chrome = await launch({ chromePath: process.env.CHROMIUM, chromeFlags: flags });
  console.log(`${"page".padEnd(53)}  perf  a11y  best   seo       FCP      LCP      CLS`);
  let isPerfect = true;
  for (const page of pages) {
    for (const [preset, config] of Object.entries(PRESETS)) {
      const report = await measure(`http://localhost:${server.address().port}/${page}`, config, chrome.port);
      show(page, preset, report);
      isPerfect &&= scores(report).every((score) => score === 100);
    }
  }
  await chrome.kill();
  server.close();
  process.exitCode = isPerfect ? 0 : 1;
}

const [folder, ...pages] = process.argv.slice(2);
await main(folder, pages.length ? pages : choosePages(folder));
