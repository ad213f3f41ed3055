#!/usr/bin/env python3
"""Measures the forms of events (tense, aspect, part of speech, polarity, modality) against MAKEINSTANCE as people wrote it.

usage: forms.py DEMARCHE FOLDER [--cases ATTRIBUTE]   FOLDER/*.tml are annotated texts, such as TimeBank

An event of theirs and one of ours match where the last word of ours lies in theirs. Prints the share of matched events that agree,
by attribute, and the pairs of values that disagree most; with --cases, every disagreement of one attribute in its sentence.
"""

import collections
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ATTRIBUTES = ("pos", "tense", "aspect", "polarity", "modality")


def read(source):
    """The text, the places of its events, and what the first instance of each says."""
    root = ElementTree.fromstring(source)
    text, places = "", {}

    def walk(node):
        nonlocal text
        start = len(text)
        text += node.text or ""
        for child in node:
            walk(child)
            text += child.tail or ""
        if node.tag == "EVENT":
            places[node.get("eid")] = (start, len(text))

    walk(root.find("TEXT") if root.find("TEXT") is not None else root)
    forms = {}
    for instance in root.iter("MAKEINSTANCE"):
        forms.setdefault(instance.get("eventID"), {name: instance.get(name) or "" for name in ATTRIBUTES})
    return text, [(places[eid], form) for eid, form in forms.items() if eid in places]


def word(value, name):
    value = value.strip()
    if name == "modality":
        return {"none": "", "'d": "would"}.get(value.lower(), value.lower())
    return value.upper()


def main():
    program, folder = sys.argv[1:3]
    cases = sys.argv[4] if len(sys.argv) > 4 else None
    agree, pairs, matched, theirs_count = collections.Counter(), collections.Counter(), 0, 0
    for path in sorted(Path(folder).glob("*.tml")):
        text, theirs = read(path.read_bytes())
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            file.write(text.encode())
            file.flush()
            command = [program, "timeline", file.name, "-q", "--input-format", "text", "--events", "all", "-f", "timeml"]
            again, ours = read(subprocess.run(command, capture_output=True, check=True).stdout)
        assert again == text.replace("\r\n", "\n") or len(again) == len(text), path
        at = {}
        for (start, end), form in ours:
            at.setdefault(end, form)
        theirs_count += len(theirs)
        for (start, end), wanted in theirs:
            found = next((at[place] for place in range(end, start, -1) if place in at), None)
            if not found:
                continue
            matched += 1
            for name in ATTRIBUTES:
                a, b = word(wanted[name], name), word(found[name], name)
                agree[name] += a == b
                if a != b:
                    pairs[name, a, b] += 1
                    if name == cases:
                        around = " ".join(text[max(0, start - 60) : start].split()[-8:])
                        print(f"{a or '-':10} ours {b or '-':10} {around} *{text[start:end]}* {' '.join(text[end:end+30].split())}")
    print(f"{matched} of {theirs_count} events matched")
    for name in ATTRIBUTES:
        print(f"{name:10} {100 * agree[name] / matched:5.1f} %")
    for (name, a, b), count in pairs.most_common(24):
        print(f"{count:5}  {name:9} {a or '-'} read as {b or '-'}")


if __name__ == "__main__":
    main()
