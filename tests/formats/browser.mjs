// Opens reports in a headless Chromium and does with them what a reader does.
//
// usage: node browser.mjs FOLDER    FOLDER/<name>.html with the timeline JSON in <name>.json beside it, as tests/report.rs writes
// them. DEMARCHE_NODE_MODULES: the folder with playwright-core and axe-core; DEMARCHE_CHROMIUM: the browser.
// Prints a line for each thing that is not as it should be, and how many were looked at; exit 1 where there is one.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.DEMARCHE_NODE_MODULES + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = process.argv[2];
const names = readdirSync(folder).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5)).sort();
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };

let looked = 0, failed = 0, where = "";
function check(what, right, detail = "") {
  looked += 1;
  if (right) return;
  failed += 1;
  console.log(`${where}: ${what} ${typeof detail === "string" ? detail : JSON.stringify(detail)}`.slice(0, 1500));
}
const same = (what, found, wanted) => check(what, JSON.stringify(found) === JSON.stringify(wanted), { found, wanted });

const browser = await chromium.launch({ executablePath: process.env.DEMARCHE_CHROMIUM, args: ["--no-sandbox"] });

/** A page of `name`, ready; what it says on the console or asks of the network counts as wrong. */
async function open(name, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const url = pathToFileURL(join(folder, name + ".html")).href;
  page.on("console", (message) => check("the console is silent", false, message.text()));
  page.on("pageerror", (error) => check("nothing throws", false, error.message));
  page.on("dialog", (dialog) => { check("no dialog opens", false, dialog.message()); dialog.dismiss(); });
  page.on("request", (request) => check("nothing is asked for", request.url().split("#")[0] === url, request.url()));
  page.on("popup", () => check("no window opens", false));
  await page.goto(url + hash);
  if (options.javaScriptEnabled !== false) await page.waitForSelector("html[data-ready=yes]");
  return page;
}
const close = (page) => page.context().close();

async function accessible(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document));
  same("axe finds no violation", found.violations.map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200))]), []);
}

const overflow = (page) => page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
const timeline = (name) => JSON.parse(readFileSync(join(folder, name + ".json"), "utf8"));
function listed(data) {
  const events = new Map(data.events.map((e) => [e.id, e]));
  return data.timeline.flatMap((band) => band.events).concat(data.undated).map((id) => events.get(id)).filter((e) => e && e.listed);
}
const visibleRows = (page) => page.$$eval(".event", (rows) => rows.filter((row) => !row.hidden && !row.closest(".day").hidden).map((row) => row.id.slice(6)));
const visibleLines = (page) => page.$$eval("tr[data-id]", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.id));
/** The text as HTML can hold it. */
const held = (text) => text.replace(/\r\n?/g, "\n").replaceAll("\0", "");

/** The text on one line, with the marks that turn it shown. */
const plain = (text) => text.split(/[\s\x85]+/).filter(Boolean).join(" ").replace(/[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => `\\u{${c.charCodeAt(0).toString(16)}}`);

/** What holds of every report, wide and narrow, light and dark, on paper and without JavaScript. */
async function shown(name) {
  const data = timeline(name), wanted = listed(data).map((e) => e.id);
  for (const [colorScheme, viewport] of [["light", WIDE], ["dark", NARROW]]) {
    where = `${name}, ${colorScheme}, ${viewport.width} pixels`;
    const page = await open(name, { colorScheme, viewport });
    same("all events in order", await visibleRows(page), wanted);
    same("all events in the table", await visibleLines(page), wanted);
    check("the page is not wider than the screen", (await overflow(page)) <= 0, String(await overflow(page)));
    await accessible(page);
    const drawn = await page.$$eval("#lanes-frame .item", (items) => items.length);
    check("bars are drawn", wanted.length === 0 || drawn > 0);
    await page.emulateMedia({ media: "print", colorScheme });
    const visible = await page.$$eval("#filters, #lanes, #graph, #chosen", (parts) => parts.filter((part) => part.checkVisibility()).length);
    same("what cannot be used on paper", visible, 0);
    same("all events on paper", await page.$$eval(".event", (rows) => rows.filter((row) => row.checkVisibility()).length), wanted.length);
    if (colorScheme === "dark") await accessible(page);
    await close(page);
  }
  where = `${name}, without JavaScript`;
  const page = await open(name, { javaScriptEnabled: false });
  same("all events in order", await visibleRows(page), wanted);
  same("all events in the table", await visibleLines(page), wanted);
  const controls = await page.$$eval("#filters, #lanes, #graph, #chosen", (parts) => parts.filter((part) => part.checkVisibility()).length);
  same("what needs JavaScript is not shown", controls, 0);
  const articles = await page.$$eval(".article", (parts) => parts.map((part) => part.textContent));
  same("the articles", articles, data.documents.map((d) => held(d.text || "")));
  const lost = await page.$$eval("a[href]", (links) => links.map((a) => a.getAttribute("href")).filter((h) => !h.startsWith("#") || !document.getElementById(h.slice(1))));
  same("links that lead nowhere", lost, []);
  await close(page);
}

/** Each filter alone, some together, in the address, after a reload, and from an address. */
async function filters(name) {
  where = `${name}, filters`;
  const data = timeline(name), events = listed(data);
  const actors = new Map(data.actors.map((a) => [a.id, a]));
  const certainty = new Map(data.timeline.flatMap((band) => band.events.map((id) => [id, band.certainty])));
  const of = {
    actor: (e) => e.participants.map((p) => p.actor),
    type: (e) => [e.type],
    status: (e) => [e.status],
    certainty: (e) => [certainty.get(e.id) || "undated"],
    doc: (e) => [String(e.doc || 0)],
  };
  const page = await open(name);
  for (const [field, values] of Object.entries(of)) {
    const options = await page.$$eval(`#${field} option`, (all) => all.map((o) => o.value));
    same(`values of ${field}`, options.slice(1).sort(), [...new Set(field === "doc" ? data.documents.map((_, i) => String(i)) : events.flatMap(values).filter((v) => field !== "actor" || actors.has(v)))].sort());
    for (const value of options.slice(1, 7)) {
      await page.selectOption(`#${field}`, { value }, { force: true });
      const wanted = events.filter((e) => values(e).includes(value)).map((e) => e.id);
      same(`rows with ${field} ${value}`, await visibleRows(page), wanted);
      same(`table with ${field} ${value}`, await visibleLines(page), wanted);
      same("the count", await page.textContent("#count"), `${wanted.length} of ${events.length} events`);
      same("the address", new URLSearchParams(new URL(page.url()).hash.slice(1)).get(field), value);
      const boxes = await page.$$eval("#lanes-frame .item, #graph-frame .item", (items) => [...new Set(items.map((item) => item.dataset.id))]);
      same("nothing else is drawn", boxes.filter((id) => !wanted.includes(id)), []);
    }
    await page.click("#reset");
    same("all are back", (await visibleRows(page)).length, events.length);
  }
  same("an address without a state", new URL(page.url()).hash, "");
  const word = "RUSSIA";
  await page.fill("#q", word);
  await page.selectOption("#status", "happened");
  const says = (e) => [e.summary, e.text, ...e.participants.map((p) => actors.get(p.actor)?.name ?? "")].join(" ").toLowerCase().includes(word.toLowerCase());
  const wanted = events.filter((e) => says(e) && e.status === "happened").map((e) => e.id);
  check("some, not all", wanted.length > 0 && wanted.length < events.length);
  same("words and status together", await visibleRows(page), wanted);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  same("after a reload", await visibleRows(page), wanted);
  same("the field after a reload", await page.inputValue("#q"), word);
  const second = await open(name, { hash: new URL(page.url()).hash });
  same("from the address", await visibleRows(second), wanted);
  await second.evaluate(() => { location.hash = "q=nothing+says+this"; });
  await second.waitForFunction(() => document.getElementById("count").textContent.startsWith("0 of"));
  same("none", await visibleRows(second), []);
  await accessible(second);
  await close(second);
  await page.focus("#q");
  await page.keyboard.press("Enter");
  same("Enter in the field stays on the page", await visibleRows(page), wanted);
  await close(page);
  for (const hash of ["#actor=%3Cimg%20src=x%20onerror=alert(1)%3E&event=zzz&type=", "#event-%E0%A4%A", "#%", "#event-", "#q=%3C/script%3E", "#toString", "#actor=__proto__&event=constructor"]) {
    const odd = await open(name, { hash });
    check(`the address ${hash} does no harm`, (await odd.$$eval("script, img", (all) => all.length)) === 2);
    await close(odd);
  }
}

/** From the text to the list and back, for every mark. */
async function links(name) {
  where = `${name}, links`;
  const data = timeline(name), events = listed(data);
  const page = await open(name);
  const lit = () => page.$$eval(".event.on", (rows) => rows.map((row) => row.id.slice(6)));
  const marks = await page.$$eval(".article [data-ids]", (all) => all.map((mark, at) => ({ at, link: mark.tagName === "A", text: mark.textContent, ids: mark.dataset.ids.split(" "), events: (mark.dataset.events || "").split(" ").filter(Boolean) })));
  same("marked things", [...new Set(marks.flatMap((m) => m.ids))].sort(), [...new Set([...events, ...data.times, ...data.actors.filter((a) => a.mentions.some((m) => m.start < m.end))].map((x) => x.id))].sort());
  await page.locator(".article a").first().click();
  same("a click on a mark", await lit(), [marks.find((m) => m.link).events[0]]);
  const led = await page.$$eval(".article a", (all) => all.map((mark) => {
    mark.click();
    const row = document.querySelector(".event.on"), at = row.getBoundingClientRect();
    return { text: mark.textContent, id: row.id.slice(6), seen: at.top < innerHeight && at.bottom > 0 };
  }));
  same("where marks lead", led.map((l) => l.id), marks.filter((m) => m.link).map((m) => m.events[0]));
  same("rows that do not come into view", led.filter((l) => !l.seen), []);
  for (const event of events) {
    const { rows, on, parts, hash } = await page.$eval(`#event-${event.id} h3 a`, (link) => {
      link.scrollIntoView();
      link.click();
      return {
        rows: [...document.querySelectorAll(".event.on")].map((row) => row.id.slice(6)),
        on: [...document.querySelectorAll(".article .on")].map((piece) => ({ ids: piece.dataset.ids.split(" "), top: piece.getBoundingClientRect().top })),
        parts: [...document.querySelectorAll(".article .with, .article .on")].flatMap((piece) => piece.dataset.ids.split(" ")),
        hash: location.hash.slice(1),
      };
    });
    same("the row is lit", rows, [event.id]);
    check(`the words of ${event.id} are lit`, on.length > 0 && on.every((piece) => piece.ids.includes(event.id)), on);
    check(`the words of ${event.id} are in view`, on.some((piece) => piece.top > 0 && piece.top < WIDE.height), on);
    same("the address", new URLSearchParams(hash).get("event"), event.id);
    for (const id of event.time ? event.time.basis : []) check(`the time ${id} of ${event.id} is lit`, parts.includes(id), parts);
    const named = event.participants.filter((p) => p.start !== undefined && data.actors.some((a) => a.id === p.actor && a.mentions.some((m) => m.start === p.start && (m.doc || 0) === (p.doc || 0))));
    for (const part of named) check(`${part.actor} in ${event.id} is lit`, parts.includes(part.actor), parts);
  }
  const why = page.locator(".event", { has: page.locator(".why a") }).first();
  await why.locator("summary").click();
  const link = why.locator(".why a").first();
  const to = (await link.getAttribute("href")).slice(7);
  await link.click();
  same("a reason leads to the other event", await lit(), [to]);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  same("the event after a reload", await lit(), [to]);
  await close(page);
  const old = await open(name, { hash: `#event-${events[2].id}` });
  same("an address of the page without JavaScript", await old.$$eval(".event.on", (rows) => rows.map((row) => row.id.slice(6))), [events[2].id]);
  await close(old);
  where = `${name}, links on a narrow screen`;
  const narrow = await open(name, { viewport: NARROW });
  await narrow.locator(`#event-${events[1].id} h3 a`).click();
  await narrow.waitForFunction(() => { const at = document.querySelector(".article .on").getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight; }, null, { timeout: 5000 }).catch(() => check("the words come into view", false));
  await narrow.locator(".article a.on").first().click();
  await narrow.waitForFunction(() => { const at = document.querySelector(".event.on").getBoundingClientRect(); return at.top < innerHeight && at.bottom > 0; }, null, { timeout: 5000 }).catch(() => check("the row comes into view", false));
  await close(narrow);
}

const frame = (page) => page.waitForTimeout(60);
const bars = (page) => page.$$eval("#lanes-frame .item", (items) => items.map((g) => { const bar = g.querySelector(".bar"); return { id: g.dataset.id, x: +bar.getAttribute("x"), width: +bar.getAttribute("width") }; }));

/** Lanes: by mouse and by keyboard. */
async function lanes(name) {
  where = `${name}, lanes`;
  const data = timeline(name), events = listed(data);
  const page = await open(name);
  const box = await page.locator("#lanes-frame").boundingBox();
  const ticks = () => page.$$eval("#lanes-frame .axis .soft", (all) => all.map((t) => t.textContent));
  const start = await bars(page), ticksAtStart = await ticks();
  // A bar in the middle, both of whose ends are drawn.
  const middle = (bar) => Math.abs(bar.x + bar.width / 2 - 700);
  const claimed = start.filter((bar) => bar.x > 200 && bar.x + bar.width < 1200).sort((a, b) => middle(a) - middle(b))[0];
  const bar = async () => (await bars(page)).find((b) => b.id === claimed.id);
  const before = await bar();
  await page.click("#in");
  await frame(page);
  const wider = await bar();
  check("zooming in makes bars wider", wider.width > before.width * 1.2 || (before.width === 6 && Math.abs(wider.x - 700) > Math.abs(before.x - 700)), { before, wider });
  await page.click("#fit");
  await frame(page);
  same("Fit shows all again", await ticks(), ticksAtStart);
  await page.mouse.move(box.x + 600, box.y + 200);
  await page.mouse.wheel(0, 120);
  await frame(page);
  await page.waitForTimeout(300);
  same("a plain wheel does not zoom", await ticks(), ticksAtStart);
  await page.evaluate(() => { scrollTo(0, 0); document.getElementById("lanes-frame").scrollTop = 0; });
  await page.waitForTimeout(300);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await frame(page);
  await page.keyboard.up("Control");
  check("Ctrl and the wheel zoom", JSON.stringify(await ticks()) !== JSON.stringify(ticksAtStart));
  await page.click("#fit");
  await frame(page);
  const [x, y] = [box.x + 700, box.y + box.height - 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 50, y, { steps: 4 });
  await page.mouse.move(x + 120, y, { steps: 4 });
  await page.mouse.up();
  await frame(page);
  const moved = await bar();
  check("dragging pans as far as the pointer goes", Math.abs(moved.x - before.x - 120) < 3, { before, moved });
  check("dragging chooses nothing", await page.locator("#chosen").isHidden());
  await page.click("#fit");
  await frame(page);
  const item = page.locator("#lanes-frame .item").first();
  const id = await item.getAttribute("data-id");
  await item.click();
  check("a click opens the event", await page.locator("#chosen").isVisible());
  same("with its words", await page.textContent("#chosen h3"), events.find((e) => e.id === id).summary);
  check("the bar is lit", (await page.$$eval(".item.on", (all) => all.map((g) => g.dataset.id))).includes(id));
  await accessible(page);
  await page.click("#chosen button");
  check("Close closes", await page.locator("#chosen").isHidden());
  await page.locator("#graph-frame .item").nth(1).click();
  check("a box of the graph opens its event", await page.locator("#chosen").isVisible());
  const edges = await page.$$eval("#graph-frame .edge title", (all) => all.length);
  check("arrows say why", edges > 0);
  const conflicts = data.conflicts.filter((c) => [c.from, c.to].every((end) => events.some((e) => e.id === end)));
  await page.evaluate(() => { document.getElementById("graph-frame").style.width = "20000px"; document.getElementById("graph-frame").dispatchEvent(new Event("scroll")); });
  same("what was set aside is drawn", await page.$$eval("#graph-frame .edge.rejected", (all) => all.length), conflicts.length);
  await close(page);

  where = `${name}, keyboard`;
  const keys = await open(name);
  const active = () => keys.evaluate(() => { const at = document.activeElement; return at.dataset.id || at.id || at.tagName; });
  const order = [];
  for (let i = 0; i < 40 && !order.includes("graph-frame"); i++) { await keys.keyboard.press("Tab"); order.push(await active()); }
  same("Tab goes through the controls", order.filter((id) => ["actor", "type", "status", "certainty", "q", "reset", "theme", "lanes-frame", "in", "graph-frame"].includes(id)), ["actor", "type", "status", "certainty", "q", "reset", "theme", "lanes-frame", "in", "graph-frame"]);
  await keys.focus("#lanes-frame");
  const first = (await bars(keys))[0].id;
  await keys.keyboard.press("ArrowRight");
  same("the arrow goes to the first event", await active(), first);
  await keys.keyboard.press("ArrowDown");
  await keys.keyboard.press("ArrowDown");
  const third = await active();
  await keys.keyboard.press("+");
  await frame(keys);
  const stays = (await bars(keys)).some((b) => b.id === third);
  check("zooming keeps the focus", stays ? (await active()) === third : (await active()) === "lanes-frame", await active());
  await keys.keyboard.press("0");
  await frame(keys);
  await keys.focus("#lanes-frame");
  const atStart = JSON.stringify(await bars(keys));
  await keys.keyboard.press("d");
  await frame(keys);
  check("D pans", JSON.stringify(await bars(keys)) !== atStart);
  await keys.keyboard.press("a");
  await frame(keys);
  await keys.keyboard.press("0");
  await frame(keys);
  await keys.keyboard.press("ArrowLeft");
  const last = await active();
  const box2 = await keys.locator("#lanes-frame").boundingBox(), at = await keys.evaluate(() => { const r = document.activeElement.getBoundingClientRect(); return { top: r.top, bottom: r.bottom }; });
  check("the last event is scrolled into the frame", at.top >= box2.y && at.bottom <= box2.y + box2.height + 1, { at, box2 });
  await keys.keyboard.press("Enter");
  check("Enter opens it", await keys.locator("#chosen").isVisible());
  same("the address names it", new URLSearchParams(new URL(keys.url()).hash.slice(1)).get("event"), last);
  await keys.keyboard.press("Escape");
  check("Escape closes it", await keys.locator("#chosen").isHidden());
  await keys.focus(`#event-${events[0].id} summary`);
  await keys.keyboard.press("Enter");
  check("Enter opens the reasons", await keys.locator(`#event-${events[0].id} .why`).isVisible());
  await keys.click("#theme");
  const dark = await keys.evaluate(() => getComputedStyle(document.body).backgroundColor);
  check("the theme turns dark", dark.match(/\d+/g).slice(0, 3).every((part) => +part < 60), dark);
  await accessible(keys);
  await close(keys);
}

/** Hostile words stay words. */
async function hostile(name) {
  where = `${name}, hostile words`;
  const data = timeline(name), events = listed(data);
  const page = await open(name);
  const found = await page.evaluate(() => {
    const handlers = [], tags = new Set();
    for (const node of document.querySelectorAll("*")) {
      tags.add(node.localName);
      for (const attribute of node.attributes) if (/^on/i.test(attribute.name) || (/^(href|src|action|style|srcdoc)$/.test(attribute.name) && !attribute.value.startsWith("#"))) handlers.push(attribute.name);
    }
    return { handlers, tags: [...tags], scripts: document.scripts.length };
  });
  same("no handler, no address but the page's own", found.handlers, []);
  same("two scripts: data and programme", found.scripts, 2);
  const bad = found.tags.filter((tag) => ["img", "iframe", "object", "embed", "link", "base", "b", "audio", "video", "math", "template"].includes(tag));
  same("no element of the article's", bad, []);
  for (const event of events) {
    same("the summary, letter by letter", await page.textContent(`#event-${event.id} h3`), plain(event.summary));
  }
  const options = await page.$$eval("#actor option", (all) => all.slice(1).map((o) => o.text));
  check("the actors' names", options.length > 0 && options.some((o) => o.includes("<img") || o.includes("script>")), options);
  // A mark that turns the direction of writing turns nothing outside its own words.
  await page.$$eval("details", (all) => all.forEach((d) => { d.open = true; }));
  const turned = await page.$$eval(".why li", (all) => all.filter((li) => {
    const text = [...li.childNodes].filter((n) => n.nodeType === 3 && n.data.trim().length > 3).pop();
    if (!text) return false;
    const at = (from) => { const range = document.createRange(); range.setStart(text, from); range.setEnd(text, from + 1); return range.getBoundingClientRect(); };
    const start = text.data.search(/[a-z]{2}/), a = at(start), b = at(start + 1);
    return a.top === b.top && a.left > b.left;
  }).length);
  same("lines written backwards", turned, 0);
  await page.fill("#q", "<script>");
  await page.fill("#q", "");
  for (const event of events) await page.locator(`#event-${event.id} h3 a`).click();
  await page.evaluate(() => document.querySelectorAll("#lanes-frame .item, #graph-frame .item").forEach((item) => item.dispatchEvent(new MouseEvent("click", { bubbles: true }))));
  await close(page);
}

try {
  const parts = names.map((name) => [shown, name]);
  for (const name of ["seed", "several"]) parts.push([filters, name], [links, name]);
  parts.push([lanes, "seed"]);
  for (const [part, name] of [...parts, [hostile, "hostile"]]) {
    const start = Date.now();
    await part(name);
    console.log(`${part.name} ${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
} catch (error) {
  check("the script went through", false, error.stack);
}
await browser.close();
console.log(`${names.length} pages: ${looked} looked at, ${failed} wrong`);
process.exit(failed ? 1 : 0);
