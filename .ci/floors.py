#!/usr/bin/env python3
"""Holds lines like "ewt-dev: UPOS 94.78 …" on standard input against tests/syntax-floors.tsv: exit 1 where a figure sinks."""
import re
import sys

lines = sys.stdin.read().splitlines()
bad = 0
for row in open(sys.argv[1], encoding="utf-8"):
    if row.startswith("#") or not row.strip():
        continue
    name, measure, least = row.rstrip("\n").split("\t")
    found = [re.search(re.escape(measure) + r" ([\d.]+)", line) for line in lines if line.startswith(name + ":")]
    figures = [float(match.group(1)) for match in found if match]
    if not figures or figures[0] < float(least):
        bad += 1
        print(f"below its floor: {name}: {measure} {figures[0] if figures else 'is missing'} < {least}")
sys.exit(bad > 0)
