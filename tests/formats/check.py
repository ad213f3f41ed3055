"""Reads every format with a reader that is not ours and compares what it finds with the timeline JSON beside it.

usage: check.py FOLDER    FOLDER/*/<format>, as tests/formats.rs writes them; DEMARCHE_NODE_MODULES may name a folder with mermaid
Prints a line a format, with what was skipped and why; exit 1 where a reader finds something else than was written.
"""

import csv
import datetime
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_text(text):
    """`text` as XML can hold it."""
    return CONTROL.sub("\ufffd", text)


def plain(text):
    """`text` on one line, as the writers put it where lines count."""
    turns = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    spaces = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    words = [word for word in re.split(f"[{spaces}]+", text) if word]

    def shown(c):
        return f"\\u{{{ord(c):x}}}" if c < " " or "\x7f" <= c <= "\x9f" or c in turns else c

    return " ".join("".join(map(shown, word)) for word in words)


def listed(timeline):
    events = {event["id"]: event for event in timeline["events"] if event["listed"]}
    ids = [id for band in timeline["timeline"] for id in band["events"]] + timeline["undated"]
    return [events[id] for id in ids]


MARKS = {"planned": "planned", "denied": "denied", "ongoing": "ongoing"}


def marked(event):
    mark = MARKS.get(event["status"])
    if event["status"] == "hypothetical":
        mark = "claimed" if event["reported_by"] else "not certain"
    summary = plain(event["summary"])
    return f"[{mark}] {summary}".rstrip() if mark else summary


def same(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: found {found!r}, wanted {wanted!r}")


def check_text(text, timeline):
    bad = [c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or "\u202a" <= c <= "\u202e"]
    same(bad, [], "characters a terminal would obey")
    for event in listed(timeline):
        if marked(event) not in text:
            raise AssertionError(f"{event['id']} is missing")


def unguard(cell):
    """Takes off the apostrophe that stands before what a spreadsheet would run."""
    return cell[1:] if re.match("'+[=+\\-@\t\r\n\ufffd＝＋－＠]", cell) else cell


def rows(text):
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    widths = {len(row) for row in found}
    same(len(widths), 1, "rows of one width")
    head, *body = found
    for row in body:
        for cell in row:
            if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
                raise AssertionError(f"a spreadsheet would run {cell!r}")
    return [dict(zip(head, map(unguard, row))) for row in body]


def check_csv(text, timeline):
    found = rows(text)
    wanted = listed(timeline) + [event for event in timeline["events"] if not event["listed"]]
    actors = {actor["id"]: actor["name"] for actor in timeline["actors"]}
    nul = lambda words: words.replace("\0", "\ufffd")
    same([row["event"] for row in found], [event["id"] for event in wanted], "ids")
    for row, event in zip(found, wanted):
        time = event["time"] or {}
        for column, value in [
            ("summary", event["summary"]), ("type", event["type"]), ("trigger", event["text"]), ("rule", event["rule"]),
            ("date", time.get("value") or ""), ("earliest", time.get("earliest") or ""), ("edtf", time.get("edtf") or ""),
            ("start", str(event["start"])), ("mentions", str(len(event["mentions"]))), ("lemma", event["lemma"]),
        ]:
            same(row[column], nul(value), column)
        ids = dict.fromkeys(part["actor"] for part in event["participants"] if part["role"] == "source")
        same(row["sources"], nul("; ".join(actors[id] for id in ids)), "sources")


def check_csv_mentions(text, timeline):
    found = rows(text)
    wanted = [place for event in timeline["events"] for place in event["mentions"]]
    wanted += [place for actor in timeline["actors"] for place in actor["mentions"]] + timeline["times"]
    same([(row["start"], row["text"]) for row in found],
         [(str(place["start"]), place["text"].replace("\0", "\ufffd")) for place in wanted], "mentions")


def graph_edges(timeline):
    return [(relation["from"], relation["to"], relation["relation"]) for relation in timeline["relations"] + timeline["conflicts"]]


def check_graphml(text, timeline):
    import networkx

    graph = networkx.parse_graphml(text, force_multigraph=True)
    nodes = {event["id"]: xml_text(event["summary"]) for event in timeline["events"]}
    nodes |= {time["id"]: xml_text(time["text"]) for time in timeline["times"]} | {"published": "published"}
    same({id: data.get("label", "") for id, data in graph.nodes(data=True)}, nodes, "nodes")
    same(sorted((a, b, data["relation"]) for a, b, data in graph.edges(data=True)), sorted(graph_edges(timeline)), "edges")
    reasons = sorted(xml_text(relation["rule"]) for relation in timeline["relations"] + timeline["conflicts"])
    same(sorted(data.get("reason", "") for _, _, data in graph.edges(data=True)), reasons, "reasons")


def check_gexf(text, timeline):
    import networkx

    graph = networkx.read_gexf(io.BytesIO(text.encode()), version="1.3")
    names = {actor["id"]: xml_text(actor["name"]) for actor in timeline["actors"]}
    same({id: data["label"] for id, data in graph.nodes(data=True)}, names, "nodes")
    for _, _, data in graph.edges(data=True):
        event = next(event for event in timeline["events"] if event["id"] == data["event"])
        same(data["summary"], xml_text(marked(event)), "summary")


def check_timelinejs(text, timeline):
    file = json.loads(text)
    undated = set(timeline["undated"])
    ids = [slide["unique_id"] for slide in file["events"]]
    same(len(ids), len(set(ids)), "unique ids")
    for slide in file["events"]:
        date = slide["start_date"]
        datetime.date(date["year"], date.get("month", 1), date.get("day", 1))  # TimelineJS rolls a wrong day over in silence
        for words in (slide["text"]["headline"], slide["text"]["text"], slide["display_date"], slide.get("group", "")):
            if re.search("<(?!/?p>)", words):
                raise AssertionError(f"markup in {words!r}")
    shown = json.dumps(file, ensure_ascii=False)
    for event in listed(timeline):
        place = file["title"]["text"]["text"] if event["id"] not in ids else shown
        words = marked(event).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        words = words.replace("'", "&#39;")
        if words not in place and json.dumps(words, ensure_ascii=False)[1:-1] not in place:
            raise AssertionError(f"{event['id']} is lost")
        if event["id"] in undated and event["id"] in ids:
            raise AssertionError(f"{event['id']} has no date, but a slide")


def check_vis(text, timeline):
    file = json.loads(text)
    groups = {group["id"] for group in file["groups"]}
    for item in file["items"]:
        start = datetime.datetime.fromisoformat(item["start"])
        if "end" in item and datetime.datetime.fromisoformat(item["end"]) <= start:
            raise AssertionError(f"{item} ends before it begins")
        if item["group"] not in groups or "<" in item["content"] or "<" in item["title"]:
            raise AssertionError(f"{item} has no group, or markup")
    shown = {item["id"].split("@")[0] for item in file["items"] + file["undated"]}
    same(shown, {event["id"] for event in listed(timeline)}, "events")


def check_ics(text, timeline):
    import icalendar

    for line in text.encode().split(b"\r\n"):
        if len(line) > 75:
            raise AssertionError(f"a line of {len(line)} bytes")
    calendar = icalendar.Calendar.from_ical(text)
    summaries = {marked(event) for event in listed(timeline)}
    uids = set()
    for entry in calendar.walk("VEVENT"):
        uids.add(str(entry["UID"]))
        if str(entry["SUMMARY"]) not in summaries:
            raise AssertionError(f"{entry['SUMMARY']!r} is no event")
        if entry.decoded("DTEND") <= entry.decoded("DTSTART") or "DTSTAMP" not in entry:
            raise AssertionError("an entry ends before it begins")
    same(len(uids), len(calendar.walk("VEVENT")), "unique ids")
    same({component.name for component in calendar.walk()} - {"VCALENDAR", "VEVENT"}, set(), "other components")
    days = [event for event in listed(timeline)
            if event["time"] and event["time"]["value"] and event["time"]["granularity"] in ("day", "daypart")]
    if days and not uids:
        raise AssertionError("no entries")


def check_timeml(text, timeline):
    root = ElementTree.fromstring(text)
    same(root.tag, "TimeML", "root")
    body = root.find("TEXT")
    wanted = timeline["documents"][0].get("text") or ""
    same("".join(body.itertext()), xml_text(wanted), "text without tags")
    times = {time["id"] for time in timeline["times"]}
    if wanted:
        same({tag.get("tid") for tag in body.iter("TIMEX3")}, times, "times")
    for tag in body.iter():
        if tag is not body and (len(tag) or tag.tag not in ("TIMEX3", "EVENT")):
            raise AssertionError(f"a tag in {tag.tag}")
    eids = [tag.get("eid") for tag in body.iter("EVENT")]
    same(len(eids), len(set(eids)), "unique eid")
    for tag in body.iter("EVENT"):
        classes = ("REPORTING", "PERCEPTION", "ASPECTUAL", "I_ACTION", "I_STATE", "STATE", "OCCURRENCE")
        if tag.get("class") not in classes or not re.fullmatch("e[0-9]+", tag.get("eid")):
            raise AssertionError(ElementTree.tostring(tag))
    instances = {tag.get("eiid"): tag for tag in root.iter("MAKEINSTANCE")}
    for tag in instances.values():
        required = ("eventID", "tense", "aspect", "pos", "polarity")
        if any(tag.get(name) is None for name in required) or tag.get("eventID") not in eids:
            if wanted:
                raise AssertionError(ElementTree.tostring(tag))
    kinds = ("BEFORE", "AFTER", "INCLUDES", "IS_INCLUDED", "SIMULTANEOUS", "IDENTITY")
    for tag in root.iter("TLINK"):
        ends = [tag.get("eventInstanceID") or tag.get("timeID"), tag.get("relatedToEventInstance") or tag.get("relatedToTime")]
        for end in ends:
            if end not in instances and end not in times and end != "t0":
                raise AssertionError(f"TLINK to {end}")
        if tag.get("relType") not in kinds:
            raise AssertionError(tag.get("relType"))


def check_plover(text, timeline):
    ids = set()
    for line in text.split("\n")[:-1]:
        record = json.loads(line)
        ids.add(record["id"])
        datetime.date.fromisoformat(record["date"])
        for name in ("actor", "recipient", "event", "mode", "context"):
            if not isinstance(record[name], list):
                raise AssertionError(f"{name} is no list")
        event = next(event for event in timeline["events"] if event["id"] == record["text_info"]["sequence"])
        same(record["event_text"], [event["summary"]], "event_text")
    same(len(ids), text.count("\n"), "unique ids")


def check_gdelt(text, timeline):
    ids = []
    for line in text.split("\n")[:-1]:
        columns = line.split("\t")
        same(len(columns), 61, "columns")
        ids.append(int(columns[0]))
        datetime.datetime.strptime(columns[1], "%Y%m%d")
        if not columns[26].startswith(columns[28]) or columns[29] not in "1234":
            raise AssertionError(line)
    same(len(ids), len(set(ids)), "unique ids")


def check_brat(text, timeline):
    article = timeline["documents"][0].get("text") or ""
    kinds, lines = {}, text.split("\n")[:-1]
    for line in lines:
        id, content = line.split("\t")[:2]
        if id[0] == "T":
            kind, spans = content.split(" ", 1)
            pieces = [tuple(map(int, piece.split(" "))) for piece in spans.split(";")]
            same(line.split("\t", 2)[2], " ".join(article[a:b] for a, b in pieces), id)
            kinds[id] = kind
    for line in lines:
        id, content = line.split("\t")[:2]
        if id[0] == "E":
            (kind, trigger), *roles = [part.split(":") for part in content.split(" ")]
            same(kinds[trigger], kind, id)
            for role, bound in roles:
                if kinds[bound] != "Actor" or not re.fullmatch("(Source|Target|Participant)[0-9]*", role):
                    raise AssertionError(line)
            kinds[id] = "event"
        elif id[0] in "AR":
            for part in re.findall("E[0-9]+", content):
                same(kinds.get(part), "event", line)
    if article:
        events = [event for event in timeline["events"] if event["listed"] and event["text"].strip()]
        same(sum(kind == "event" for kind in kinds.values()), len(events), "events")


def check_article(text, timeline):
    same(text, timeline["documents"][0].get("text") or "", "text")


def check_label_studio(text, timeline):
    (task,) = json.loads(text)
    article = task["data"]["text"]
    same(article, timeline["documents"][0].get("text") or "", "text")
    result = task["predictions"][0]["result"]
    regions = {}
    for item in result:
        if item["type"] == "labels":
            value = item["value"]
            same(article[value["start"] : value["end"]], value["text"], item["id"])
            regions[item["id"]] = value["labels"]
    for item in result:
        if item["type"] == "relation" and not {item["from_id"], item["to_id"]} <= set(regions):
            raise AssertionError(item)
    if article:
        for event in timeline["events"]:
            if event["listed"]:
                same(regions.get(event["id"]), [event["type"]], event["id"])


def check_dot(text, timeline):
    drawn = json.loads(run(["dot", "-Tjson"], text))
    names = {node["name"] for node in drawn["objects"] if "nodes" not in node}
    missing = {event["id"] for event in listed(timeline)} - names
    same(missing, set(), "missing nodes")
    ElementTree.fromstring(run(["dot", "-Tsvg"], text))


def run(command, text):
    done = subprocess.run(command, input=text.encode(), capture_output=True)
    if done.returncode or done.stderr:
        raise AssertionError(f"{command[0]}: {done.stderr.decode()[:500]}")
    return done.stdout.decode()


def check_json(text, timeline):
    import jsonschema

    schema = json.loads((Path(sys.argv[1]) / "schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)
    # tests/formats.rs puts nothing in place of words that no text leaves empty.
    errors = [error for error in validator.iter_errors(timeline) if error.validator != "minLength"]
    same([f"{error.json_path}: {error.message}" for error in errors], [], "errors")
    for event in timeline["events"]:
        article = timeline["documents"][event.get("doc", 0)].get("text")
        if article is not None and timeline["documents"][0]["offsets"] == "char":
            same(article[event["start"] : event["end"]], event["text"], event["id"])


CHECKS = {
    "text": check_text, "json": check_json, "csv": check_csv, "csv-mentions": check_csv_mentions, "dot": check_dot,
    "graphml": check_graphml, "gexf": check_gexf, "timelinejs": check_timelinejs, "vis": check_vis, "ics": check_ics,
    "timeml": check_timeml, "plover": check_plover, "gdelt": check_gdelt, "brat": check_brat, "article": check_article,
    "label-studio": check_label_studio,
}

NEEDS = {"json": "jsonschema", "graphml": "networkx", "gexf": "networkx", "ics": "icalendar"}


def lacking(name):
    """What the check of a format needs and this machine lacks."""
    if name == "dot" and not shutil.which("dot"):
        return "Graphviz"
    if name in NEEDS:
        try:
            __import__(NEEDS[name])
        except ImportError:
            return NEEDS[name]
    return None


def xmllint(folders):
    """Well-formed to a second reader too."""
    files = [str(folder / name) for folder in folders for name in ("graphml", "gexf", "timeml")]
    done = subprocess.run(["xmllint", "--noout", *files], capture_output=True)
    if done.returncode:
        raise AssertionError(done.stderr.decode()[:500])


def mermaid(folders):
    files = [str(folder / name) for folder in folders for name in ("mermaid", "mermaid-graph")]
    script = Path(__file__).with_name("mermaid.mjs")
    done = subprocess.run(["node", str(script), *files], capture_output=True)
    if done.returncode:
        raise AssertionError(done.stdout.decode()[:1500] + done.stderr.decode()[:1500])


def loaders(folders):
    """The slides and the items as TimelineJS and vis-timeline load them."""
    script = Path(__file__).with_name("loaders.mjs")
    done = subprocess.run(["node", str(script), *map(str, folders)], capture_output=True)
    if done.returncode:
        raise AssertionError(done.stdout.decode()[:1500] + done.stderr.decode()[:1500])


def brat_toolkit(folders):
    """Every line as the toolkit that comes with brat reads it. It knows no annotation in several pieces."""
    from brat_tools import annalign

    for folder in folders:
        for number, line in enumerate((folder / "brat").read_bytes().decode().splitlines(), 1):
            if ";" in line.split("\t")[1]:
                continue
            try:
                read = annalign.parse(line, number)
            except AssertionError as error:
                raise AssertionError(f"{folder}: {error}")
            same(str(read).split("\t")[0], line.split("\t")[0], "id")


def label_studio_sdk(folders):
    """The predictions against the labels that docs/formats.md names, as Label Studio validates an import."""
    from label_studio_sdk.label_interface import LabelInterface

    every = lambda tag, names: "".join(f'<{tag} value="{name}"/>' for name in names)
    events = json.loads((Path(sys.argv[1]) / "schema.json").read_bytes())["$defs"]["eventType"]["enum"]
    relations = ["BEFORE", "INCLUDES", "SIMULTANEOUS", "START_BEFORE", "source", "target", "participant"]
    status = ["happened", "ongoing", "planned", "denied", "hypothetical"]
    interface = LabelInterface(
        f'<View><Relations>{every("Relation", relations)}</Relations><Text name="text" value="$text"/>'
        f'<Labels name="label" toName="text">{every("Label", ["Actor", "Time", *events])}</Labels>'
        f'<Choices name="status" toName="text" perRegion="true">{every("Choice", status)}</Choices>'
        '<TextArea name="name" toName="text" perRegion="true"/><TextArea name="value" toName="text" perRegion="true"/></View>'
    )
    for folder in folders:
        for task in json.loads((folder / "label-studio").read_bytes()):
            for prediction in task["predictions"]:
                same(interface.validate_prediction(prediction, return_errors=True), [], folder)


def main():
    folders = sorted(folder for folder in Path(sys.argv[1]).iterdir() if folder.is_dir())
    failed = 0
    for name, check in CHECKS.items():
        if what := lacking(name):
            print(f"skipped: {name}: {what} is not installed")
            continue
        for folder in folders:
            timeline = json.loads((folder / "json").read_bytes())
            try:
                check((folder / name).read_bytes().decode(), timeline)
            except Exception as error:
                failed += 1
                print(f"{folder / name}: {type(error).__name__}: {str(error)[:600]}")
        print(f"{name}: {len(folders)} files read")
    modules = Path(os.environ.get("DEMARCHE_NODE_MODULES") or "none")
    chromium = os.environ.get("DEMARCHE_CHROMIUM") and (modules / "@knight-lab").exists()
    module = lambda name: importlib.util.find_spec(name) is not None
    # "left out" where CI does not ask for it
    more = {"xmllint": (xmllint, shutil.which("xmllint"), "skipped"),
            "mermaid": (mermaid, shutil.which("node") and modules.exists(), "skipped"),
            "brat_tools": (brat_toolkit, module("brat_tools"), "skipped"),
            "TimelineJS and vis-timeline": (loaders, chromium, "left out"),
            "label_studio_sdk": (label_studio_sdk, module("label_studio_sdk"), "left out")}
    for name, (check, there, missing) in more.items():
        if not there:
            print(f"{missing}: {name} is not installed")
            continue
        try:
            check(folders)
            print(f"{name}: {len(folders)} folders read")
        except AssertionError as error:
            failed += 1
            print(f"{name}: {error}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
