#!/usr/bin/env python3
"""How often events of each confidence are right.

    confidence.py GOLD TIMELINES

GOLD is a folder of annotated articles (JSON: events with type, type_alt and mentions; neutral_spans), TIMELINES holds one
timeline JSON a line, as `demarche timeline --jsonl -f json` writes them, with the same ids and offsets in code points.
An event is right when its trigger meets a mention of an annotated event that allows its type; a trigger that only meets a
neutral span is not counted.
"""
import collections
import glob
import json
import os
import sys


def meets(event, span):
    return span["start"] < event["end"] and event["start"] < span["end"]


def main(gold, timelines):
    articles = {}
    for path in glob.glob(os.path.join(gold, "*.json")):
        with open(path, encoding="utf-8") as handle:
            articles[os.path.splitext(os.path.basename(path))[0]] = json.load(handle)
    seen, right = collections.Counter(), collections.Counter()
    with open(timelines, encoding="utf-8") as handle:
        for timeline in map(json.loads, handle):
            article = articles[timeline["documents"][0]["id"]]
            for event in timeline["events"]:
                wanted = [one for one in article["events"] if any(meets(event, m) for m in one["mentions"])]
                if not wanted and any(meets(event, span) for span in article.get("neutral_spans", [])):
                    continue
                confidence = round(event["confidence"], 2)
                seen[confidence] += 1
                right[confidence] += any(event["type"] in [one["type"], *one.get("type_alt", [])] for one in wanted)
    print("confidence  events  right")
    for confidence in sorted(seen):
        print(f"{confidence:10.2f}  {seen[confidence]:6d}  {100 * right[confidence] / seen[confidence]:5.1f} %")
    sure = [confidence for confidence in seen if confidence >= 0.8]
    events = sum(seen[confidence] for confidence in sure)
    if events:
        print(f"   >= 0.80  {events:6d}  {100 * sum(right[confidence] for confidence in sure) / events:5.1f} %")


if __name__ == "__main__":
    main(*sys.argv[1:3])
