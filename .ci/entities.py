#!/usr/bin/env python3
"""Timelines of one entity across many articles, from raw text: SemEval-2015 task 4, track A.

    python3 .ci/entities.py target/release/demarche SHARED [--least F1]

reads the articles of SHARED/corpora/semeval2015-task4 with `demarche timeline --events all`, all of a collection in one run,
keeps for each target entity the events it takes part in (for what is no actor to us, such as a kind of aircraft: those whose
sentence names it), and scores them with SHARED/eval/order_score.py. Prints precision, recall and F1 of each collection and of
both together; exit code 1 where the last is below --least (in per cent).
"""
import argparse, datetime, glob, json, os, re, subprocess, sys, tempfile

COLLECTIONS = {
    "trial": ("Corpus-trial-data_task4_events_timelines", "TimeLines_trial_data_task4_v1.2"),
    "corpus_1": ("SemEval_Task4_data/corpus_1/corpus_trackB_CAT", "SemEval_Task4_data/corpus_1/TimeLines_Gold_Standard"),
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("demarche")
    arguments.add_argument("shared")
    arguments.add_argument("--least", type=float, default=0)
    arguments = arguments.parse_args()
    sys.path.insert(0, os.path.join(arguments.shared, "eval"))
    import order_score

    corpus = os.path.join(arguments.shared, "corpora", "semeval2015-task4")
    counts = [0, 0, 0, 0]
    for name, (articles, gold) in COLLECTIONS.items():
        articles, gold = os.path.join(corpus, articles), os.path.join(corpus, gold)
        with tempfile.TemporaryDirectory() as folder:
            timeline = read(arguments.demarche, order_score, articles, folder)
            system = os.path.join(folder, "timelines.jsonl")
            with open(system, "w", encoding="utf-8") as out:
                for path in sorted(glob.glob(os.path.join(gold, "*.txt"))):
                    entity = open(path, encoding="utf-8").readline().strip()
                    stem = os.path.basename(path)[: -len(".txt")]
                    out.write(json.dumps({"entity": stem, "timeline": rows(timeline, entity)}) + "\n")
            scorer = os.path.join(arguments.shared, "eval", "order_score.py")
            command = [sys.executable, scorer, "timeline", "--gold", gold, "--system", system, "--cat", articles, "--count-missing"]
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found = re.search(r"^micro .*\(P (\d+)/(\d+), R (\d+)/(\d+)\)", printed, re.M)
        here = [int(figure) for figure in found.groups()]
        show(name, here)
        counts = [a + b for a, b in zip(counts, here)]
    f1 = show("together", counts)
    if f1 < arguments.least:
        print(f"below its floor: F1 {f1:.2f} < {arguments.least}")
        sys.exit(1)


def read(demarche, order_score, articles, folder):
    """All articles of a collection as one timeline; documents are named by their number in the collection."""
    files = []
    for path in sorted(glob.glob(os.path.join(articles, "*.xml"))):
        document, text, _, published = order_score.cat_text(path)
        files.append(os.path.join(folder, document))
        with open(files[-1], "w", encoding="utf-8") as out:
            out.write(f"---\npublished: {published[:10]}\n---\n{text}")
    command = [demarche, "timeline", "--events", "all", "-f", "json", "--with-text", "--quiet", *files]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def rows(timeline, entity):
    """The rows of the timeline of `entity`: order, date, mentions. What has no date stands first, as order 0."""
    documents = [os.path.basename(document["id"]) for document in timeline["documents"]]
    actors = {actor["id"]: actor for actor in timeline["actors"]}
    named = {key for key, actor in actors.items() if says(actor["name"], entity) or any(says(m["text"], entity) for m in actor["mentions"])}
    dated, undated = [], []
    for place, event in enumerate(timeline["events"]):
        if event["status"] in ("denied", "hypothetical"):
            continue
        sentence = event["sentence"]
        text = timeline["documents"][sentence.get("doc", 0)]["text"][sentence["start"] : sentence["end"]]
        takes_part = any(part["actor"] in named for part in event["participants"])
        if not (takes_part if named else says(text, entity)):
            continue
        mentions = [f"{documents[m.get('doc', 0)]}:{m['start']}:{m['end']}" for m in event["mentions"]]
        date = day_month_or_year(event["time"] or {})
        if date:
            dated.append((date, place, mentions))
        else:
            undated.append({"order": 0, "date": "XXXX-XX-XX", "events": mentions})
    order, last, result = 0, None, undated
    for date, _, mentions in sorted(dated):
        order += date != last
        last = date
        result.append({"order": order, "date": date, "events": mentions})
    return result


def day_month_or_year(time):
    """The gold has no weeks or seasons: such a value is the month it lies in, or its year where it touches two."""
    value = time.get("value") or ""
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?(T.*)?", value):
        return value.partition("T")[0]
    first, end = time.get("earliest"), time.get("latest")
    if not value or not first or not end:
        return None
    last = (datetime.date.fromisoformat(end[:10]) - datetime.timedelta(days=1)).isoformat()
    return first[:7] if first[:7] == last[:7] else first[:4]


def says(text, entity):
    words = lambda string: " " + " ".join(re.findall(r"\w+", string.lower())) + " "
    return words(entity) in words(text)


def show(name, counts):
    precision, recall = 100 * counts[0] / max(counts[1], 1), 100 * counts[2] / max(counts[3], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"entity timelines, {name:9} P {precision:6.2f}  R {recall:6.2f}  F1 {f1:6.2f}")
    return f1


main()
