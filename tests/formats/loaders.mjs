// Loads files with the tools they are for, in a headless Chromium: slides with TimelineJS, items with vis-timeline.
//
// usage: DEMARCHE_NODE_MODULES=… DEMARCHE_CHROMIUM=… node loaders.mjs FOLDER…    FOLDER/timelinejs and FOLDER/vis, as tests/formats.rs writes them
// Prints a line for each file that a tool does not take as it was written; exit 1 where there is one.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const modules = process.env.DEMARCHE_NODE_MODULES;
const { chromium } = createRequire(modules + "/")("playwright-core");
const browser = await chromium.launch({ executablePath: process.env.DEMARCHE_CHROMIUM, args: ["--no-sandbox"] });
const tab = await browser.newPage();
let wrong = 0;
const say = (folder, what) => { wrong++; console.log(`${folder}: ${what}`); };
let at = "";
tab.on("pageerror", (error) => say(at, error.message));
tab.on("dialog", (dialog) => { say(at, `a dialog: ${dialog.message()}`); dialog.dismiss(); });
await tab.setContent('<div id="slides" style="width:900px;height:500px"></div><div id="lanes"></div>');
await tab.addScriptTag({ path: join(modules, "@knight-lab/timelinejs/dist/js/timeline.js") });
await tab.addScriptTag({ path: join(modules, "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js") });

for (const folder of process.argv.slice(2)) {
  at = folder;
  const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const slides = read("timelinejs"), lanes = read("vis");
  const shown = await tab.evaluate(async ([slides, lanes]) => {
    document.getElementById("slides").replaceChildren();
    const story = new TL.Timeline("slides", slides, {});
    await new Promise((done) => { story.on("loaded", done); setTimeout(done, 5000); });
    const { events, messages } = story.config;
    const headlines = events.map((event) => event.text.headline);
    const chart = new vis.Timeline(document.getElementById("lanes"), new vis.DataSet(lanes.items), new vis.DataSet(lanes.groups), {});
    chart.fit({ animation: false });
    await new Promise((done) => setTimeout(done, 20));
    const counts = [chart.itemsData.length, chart.groupsData.length];
    chart.destroy();
    const groups = [...document.querySelectorAll("#slides .tl-timegroup-message")].map((it) => it.textContent.trim());
    return { groups, ids: events.map((event) => event.unique_id), headlines, errors: messages.errors, counts };
  }, [slides, lanes]);
  // TimelineJS shows no story without a dated slide, and says so.
  if (shown.errors.length && slides.events.length) say(folder, `TimelineJS: ${shown.errors}`);
  const wanted = slides.events;
  const same = (what, a, b) => { if (JSON.stringify([...a].sort()) !== JSON.stringify([...b].sort())) say(folder, `${what}: ${JSON.stringify(a)}, not ${JSON.stringify(b)}`); };
  same("slides", shown.ids, wanted.map((slide) => slide.unique_id));
  same("headlines", shown.headlines, wanted.map((slide) => slide.text.headline));
  const bare = (text) => text.replaceAll("\0", "").replace(/\s/g, "");
  const names = read("json").actors.map((actor) => bare(actor.name));
  for (const group of shown.groups) if (bare(group) && !names.includes(bare(group))) say(folder, `TimelineJS: ${group} is nobody's name`);
  same("items and groups", shown.counts, [lanes.items.length, lanes.groups.length]);
}
await browser.close();
process.exit(wrong ? 1 : 0);
