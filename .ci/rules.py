#!/usr/bin/env python3
"""How often each rule that orders events is right, on annotated news.

    python3 .ci/rules.py target/release/demarche SHARED [--wrong RULE]

reads the articles of SHARED/corpora/tbaq (TimeBank and AQUAINT) with `demarche timeline --events all` and holds every accepted
relation between two events, by the rule that made it, against

- the pairs of MATRES: which of two verbs began first;
- the TLINKs of TimeML, all that follows from them on which of two began first: events told by nouns too. Pairs they leave open are
  not counted.

"Right" counts pairs the annotators of MATRES left vague as wrong, "orderable" leaves them out. --wrong prints the places where a
rule is against either.
"""
import argparse, collections, json, os, subprocess, sys


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("demarche")
    arguments.add_argument("shared")
    arguments.add_argument("--wrong", default="")
    arguments = arguments.parse_args()
    sys.path.insert(0, os.path.join(arguments.shared, "eval"))
    import order_score

    corpora = os.path.join(arguments.shared, "corpora")
    matres = order_score.load_matres([os.path.join(corpora, "matres", name + ".txt") for name in ("timebank", "aquaint")])
    counts = collections.defaultdict(lambda: [0] * 5)
    for name in ("TimeBank", "AQUAINT"):
        gold = order_score.load_dir(os.path.join(corpora, "tbaq", name))
        for timeline in read(arguments.demarche, gold.values()):
            document = gold[timeline["documents"][0]["id"]]
            weigh(order_score, document, timeline, matres.get(document.stem, []), counts, arguments.wrong)
    print("| rule | MATRES pairs | right | orderable | TLINK pairs | right |\n|---|---|---|---|---|---|")
    share = lambda part, whole: f"{part / whole:.2f}" if whole else ""
    for (rule, certainty), (pairs, orderable, right, linked, true) in sorted(counts.items(), key=lambda row: -max(row[1][0], row[1][3])):
        if max(pairs, linked) >= 10:
            print(f"| `{rule}`, {certainty} | {pairs} | {share(right, pairs)} | {share(right, orderable)} | {linked} | {share(true, linked)} |")


def read(demarche, documents):
    lines = [json.dumps({"id": d.stem, "text": d.text, "published": (d.dct_value or "")[:10] or None}) for d in documents]
    command = [demarche, "timeline", "--jsonl", "-f", "json", "--events", "all"]
    printed = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def weigh(order_score, document, timeline, pairs, counts, wrong):
    """Adds what is known of every accepted relation between two events: pairs, orderable, right; linked, true."""
    spans = {}  # of every mention, which TimeML counts as an event of its own
    for event in timeline["events"]:
        for mention in [event] + event["mentions"]:
            spans.setdefault((mention["start"], mention["end"]), event["id"])
    mentions = [(str(place), start, end, None) for place, (start, end) in enumerate(spans)]
    events = list(spans.values())
    found = order_score.align({eid: document.spans[eid] for eid in document.eids}, mentions)
    nodes = collections.defaultdict(list)
    for place, eid in found.items():
        nodes[events[int(place)]].append((document.first.get(eid, eid), document.spans[eid]))
    first = {(x, y): label for x, y, label in pairs}
    first.update({(y, x): {"BEFORE": "AFTER", "AFTER": "BEFORE"}.get(label, label) for x, y, label in pairs})
    graph, _, _ = order_score.build(document.tlinks)
    words = lambda span: document.text[span[0] : span[1]]
    for relation in timeline["relations"]:
        row = counts[relation["rule"], relation["certainty"]]
        said = {(span["start"], span["end"]) for span in relation["evidence"]}
        here = lambda node: [x for x in nodes[node] if x[1] in said] or nodes[node]
        for x, at in here(relation["from"]):
            for y, to in here(relation["to"]):
                label = first.get((x, y))
                if label and relation["relation"] in ("BEFORE", "START_BEFORE", "INCLUDES"):
                    row[0] += 1
                    row[1] += label != "VAGUE"
                    row[2] += label == "BEFORE" or label == "EQUAL" and relation["relation"] == "INCLUDES"
                linked = graph.start_rel(x, y) if x != y else "VAGUE"
                fits = linked == "BEFORE" or linked == "EQUAL" and relation["relation"] in ("INCLUDES", "SIMULTANEOUS")
                row[3] += linked != "VAGUE"
                row[4] += fits
                if wrong == relation["rule"] and (linked != "VAGUE" and not fits or label not in (None, "BEFORE")):
                    text = " ".join(document.text[max(0, min(at[0], to[0]) - 60) : max(at[1], to[1]) + 60].split())
                    print(f"{document.stem}: {words(at)} {relation['relation']} {words(to)}; {label or linked}: {text}")


main()
