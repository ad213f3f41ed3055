// How the report does with many events: first paint, ready to use, a step of panning, a filter, a click.
//
// usage: DEMARCHE_NODE_MODULES=… DEMARCHE_CHROMIUM=… node benches/report.mjs target/release/demarche [EVENTS]
// Writes an article of EVENTS (5000) sentences, each of which tells something that two countries did on a day of its own, makes
// the report, opens it in a headless Chromium and prints a table. Figures, no verdict.
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [binary, many = "5000"] = process.argv.slice(2);
const require = createRequire(process.env.DEMARCHE_NODE_MODULES + "/");
const { chromium } = require("playwright-core");

const sides = ["France", "Italy", "Japan", "Norway", "Chile", "Kenya", "Egypt", "Turkey", "India", "Canada", "Brazil", "Poland", "Spain", "Vietnam", "Ghana", "Peru"];
const acts = ["condemned", "thanked", "attacked", "visited", "accused", "warned", "praised", "recognized"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const sentences = [];
for (let i = 0; i < +many; i++) {
  const day = new Date(Date.UTC(2000, 0, 1 + Math.floor(i * 1.7)));
  const first = i % sides.length, second = (first + 1 + (i * 7) % (sides.length - 1)) % sides.length;
  sentences.push(`On ${months[day.getUTCMonth()]} ${day.getUTCDate()}, ${day.getUTCFullYear()}, ${sides[first]} ${acts[i % acts.length]} ${sides[second]}.`);
}
const folder = mkdtempSync(join(tmpdir(), "demarche-report-"));
try {
  const article = join(folder, "article.txt"), page = join(folder, "report.html");
  writeFileSync(article, sentences.join("\n\n") + "\n");
  const start = performance.now();
  execFileSync(binary, ["timeline", article, "--published", "2024-03-11", "--quiet", "-o", page]);
  const written = performance.now() - start;
  const browser = await chromium.launch({ executablePath: process.env.DEMARCHE_CHROMIUM, args: ["--no-sandbox"] });
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.goto(pathToFileURL(page).href, { timeout: 300000 });
  await tab.waitForSelector("html[data-ready=yes]", { timeout: 300000 });
  const ready = await tab.evaluate(() => performance.now());
  const paint = await tab.evaluate(() => performance.getEntriesByType("paint").find((entry) => entry.name === "first-contentful-paint")?.startTime ?? NaN);
  /** From an act until the frame after it is on the screen, the middle of nine. */
  const taken = (act) => tab.evaluate(`(async () => {
    const next = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const times = [];
    for (let i = 0; i < 9; i++) {
      const start = performance.now();
      ((i) => { ${act}; })(i);
      await next();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[4];
  })()`);
  const key = (name) => `document.getElementById('lanes-frame').dispatchEvent(new KeyboardEvent('keydown', { key: '${name}' }))`;
  const rows = [
    ["events", await tab.textContent("#count")],
    ["made by demarche", `${written.toFixed(0)} ms`],
    ["size", `${(statSync(page).size / 1e6).toFixed(1)} MB`],
    ["first paint", `${paint.toFixed(0)} ms`],
    ["ready to use", `${ready.toFixed(0)} ms`],
    ["a frame of panning, all in view", `${(await taken(key("d"))).toFixed(0)} ms`],
    ["a frame of zooming", `${(await taken(key("+"))).toFixed(0)} ms`],
    ["a frame of panning, zoomed in", `${(await taken(key("a"))).toFixed(0)} ms`],
    ["scrolling the lanes", `${(await taken("document.getElementById('lanes-frame').scrollTop = i * 3000")).toFixed(0)} ms`],
    ["scrolling the graph", `${(await taken("document.getElementById('graph-frame').scrollLeft = i * 20000")).toFixed(0)} ms`],
    ["a filter", `${(await taken("const a = document.getElementById('type'); a.selectedIndex = 1 + i % (a.options.length - 1); a.dispatchEvent(new Event('input'))")).toFixed(0)} ms`],
    ["choosing an event", `${(await taken("document.querySelectorAll('.event:not([hidden]) h3 a')[i * 7].click()")).toFixed(0)} ms`],
  ];
  for (const [what, figure] of rows) console.log(`${what.padEnd(34)}${figure}`);
  await browser.close();
} finally {
  rmSync(folder, { recursive: true });
}
