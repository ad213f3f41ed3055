// Parses the named files with Mermaid's own parser; the folder with its modules is DEMARCHE_NODE_MODULES.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.DEMARCHE_NODE_MODULES + "/");
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const at = require.resolve("mermaid");
const mermaid = (await import(pathToFileURL(at))).default;
mermaid.initialize({ maxTextSize: 1e7, maxEdges: 1e5, securityLevel: "strict", startOnLoad: false });

let failed = 0;
for (const file of process.argv.slice(2)) {
  try {
    const kind = await mermaid.parse(readFileSync(file, "utf8"));
    const wanted = file.endsWith("-graph") ? "flowchart-v2" : "timeline";
    if (kind.diagramType !== wanted) throw new Error(`read as ${kind.diagramType}`);
  } catch (error) {
    failed += 1;
    console.log(`${file}: ${String(error.message).slice(0, 400)}`);
  }
}
process.exit(failed ? 1 : 0);
