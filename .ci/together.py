#!/usr/bin/env python3
"""One happening told by several articles: the cross-document events of MEANTIME.

    python3 .ci/together.py target/release/demarche SHARED [--missed] [--wrong]

reads each collection of SHARED/corpora/meantime (60 articles of Wikinews on companies) with `demarche timeline --events all` as one
timeline and compares, for every two articles, which events both tell. A pair of articles is found for a happening where one of our
events has a mention in each that a person marked as that happening; it is wrong where the two mentions were marked as two. What nobody
marked, and all behind the annotated sentences, is left out. Prints precision, recall and F1; --missed and --wrong print the pairs.
"""
import argparse, collections, glob, itertools, json, os, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("demarche")
    arguments.add_argument("shared")
    arguments.add_argument("--missed", action="store_true")
    arguments.add_argument("--wrong", action="store_true")
    arguments = arguments.parse_args()
    sys.path.insert(0, os.path.join(arguments.shared, "eval"))
    import order_score

    total = collections.Counter()
    for folder in sorted(glob.glob(os.path.join(arguments.shared, "corpora", "meantime", "intra_cross-doc_annotation", "corpus_*"))):
        marked = {}  # article → [(start, end, happening)]
        with tempfile.TemporaryDirectory() as place:
            files = []
            for path in sorted(glob.glob(os.path.join(folder, "*.xml"))):
                document, text, _, published = order_score.cat_text(path)
                marked[document] = mentions(path, order_score.CatDoc(path))
                files.append(os.path.join(place, document))
                with open(files[-1], "w", encoding="utf-8") as out:
                    out.write(f"---\npublished: {published[:10]}\n---\n{text}" if published else text)
            command = [arguments.demarche, "timeline", "--events", "all", "-f", "json", "--with-text", "--quiet", *files]
            timeline = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        wanted = pairs((happening, document) for document, rows in marked.items() for *_, happening in rows)
        found, wrong = told(timeline, marked)
        right = wanted & found
        here = collections.Counter(right=len(right), found=len(right) + len(wrong), wanted=len(wanted))
        show(os.path.basename(folder), here)
        total += here
        if arguments.missed:
            words = lambda document, happening: sorted({row[2] for row in marked[document] if row[3] == happening})
            for happening, first, second in sorted(wanted - found):
                print(f"  missed: {first} {words(first, happening)} and {second} {words(second, happening)}")
        if arguments.wrong:
            print("".join(f"  wrong: {line}\n" for line in sorted(wrong)), end="")
    show("together", total)


def mentions(path, document):
    """Start, end, words and happening of every event that a person marked; one without an instance of the corpus is its own."""
    root = ElementTree.parse(path).getroot()
    instances = {event.get("m_id"): event.get("instance_id") or f"{path}:{event.get('m_id')}" for event in root.iter("EVENT")}
    happening = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        for source in link.findall("source"):
            if target is not None and target.get("m_id") in instances:
                happening["e" + source.get("m_id")] = instances[target.get("m_id")]
    spans = {key: document.spans[key] for key in document.eids}
    return [(*span, document.text[span[0] : span[1]], happening.get(key, f"{path}:{key}")) for key, span in spans.items()]


def pairs(told):
    """(happening, article, article) for every two articles that tell of it."""
    articles = collections.defaultdict(set)
    for happening, document in told:
        articles[happening].add(document)
    return {(happening, *two) for happening, documents in articles.items() for two in itertools.combinations(sorted(documents), 2)}


def told(timeline, marked):
    """What our events tie between articles: the pairs that a person tied too, and those that a person told apart."""
    names = [os.path.basename(document["id"]) for document in timeline["documents"]]
    found, wrong = set(), set()
    for event in timeline["events"]:
        ours = collections.defaultdict(set)
        for mention in event["mentions"]:
            document = names[mention.get("doc", 0)]
            for start, end, words, happening in marked[document]:
                if mention["start"] < end and start < mention["end"]:
                    ours[document].add((happening, words))
        for first, second in itertools.combinations(sorted(ours), 2):
            same = {h for h, _ in ours[first]} & {h for h, _ in ours[second]}
            found.update((happening, first, second) for happening in same)
            if not same:
                wrong.add(f"{event['id']} {first} {sorted(w for _, w in ours[first])} and {second} {sorted(w for _, w in ours[second])}")
    return found, wrong


def show(name, counts):
    precision, recall = counts["right"] / max(counts["found"], 1), counts["right"] / max(counts["wanted"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    figures = f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"
    print(f"told by two articles, {name:14} {figures}  ({counts['right']} right of {counts['found']} found and {counts['wanted']} wanted)")


main()
