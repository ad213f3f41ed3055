//! Timeline → TimeML: the text with its time expressions as TIMEX3 and its events as EVENT, and the order as TLINK.
//!
//! Without its tags, the content of `<TEXT>` is the text as read, byte for byte once references are resolved. XML has no
//! way to write some characters (the controls other than tab and line ends, U+FFFE, U+FFFF): each becomes U+FFFD, so that
//! offsets in characters still hold. A carriage return is written `&#13;`, for readers of XML turn a plain one into a line
//! feed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::types::timeline::{EventEntry, Offsets, Place, TimeEntry, Timeline};

use super::xml::{attribute, escape};

/// TimeML 1.2.1 of the first document of `timeline`, whose text is `text` (of several, [`of_document`](super::of_document) cuts
/// out each): DOCID, TITLE, DCT, the text with a TIMEX3 around
/// every time expression and an EVENT around every mention of an event; then a MAKEINSTANCE for each, and the relations as
/// TLINK. Further mentions of an event are events of their own, linked by IDENTITY. TimeML has no word for `START_BEFORE`: those
/// relations are left out. Tags do not nest: where a time expression and a mention overlap, the time has the words.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, publication, timeline};
///
/// let options = Options { published: publication("2022-02-15"), ..Options::default() };
/// let analysis = analyze("They met on Monday.", &options);
/// let timeml = output::timeml(&timeline::lay_out(&analysis, Offsets::Char), &analysis.document.text);
/// assert!(timeml.contains("<TEXT>They met on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2022-02-14\""));
/// assert_eq!(demarche::text::marked(&timeml).unwrap().text, "They met on Monday.");
/// ```
pub fn timeml(timeline: &Timeline, text: &str) -> String {
    let document = timeline.documents.first();
    let mut out = String::with_capacity(text.len() + text.len() / 4 + 512);
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n",
    );
    element(
        &mut out,
        "DOCID",
        document.and_then(|document| document.id.as_deref()),
    );
    element(
        &mut out,
        "TITLE",
        document.and_then(|document| document.title.as_deref()),
    );
    if let Some(published) = document.and_then(|document| document.published.as_deref()) {
        let mut value = String::new();
        escape(&mut value, published);
        let published = value;
        let kind = if published.contains('T') {
            "TIME"
        } else {
            "DATE"
        };
        let _ = writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"{kind}\" value=\"{published}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{published}</TIMEX3></DCT>"
        );
    }
    out.push_str("<TEXT>");
    let mut at = Cursor::new(
        text,
        document.map_or(Offsets::Byte, |document| document.offsets),
    );
    let marks = Marks::of(timeline);
    for (&start, mark) in &marks.tags {
        let Some(before) = at.advance(start) else {
            continue;
        };
        escape(&mut out, before);
        let Some(words) = at.advance(mark.end) else {
            continue;
        };
        match mark.tag {
            Tag::Time(time) => {
                open(&mut out, time);
                escape(&mut out, words);
                out.push_str("</TIMEX3>");
            }
            Tag::Event(number, event) => {
                let class = class(event);
                let _ = write!(out, "<EVENT eid=\"e{number}\" class=\"{class}\">");
                escape(&mut out, words);
                out.push_str("</EVENT>");
            }
        }
    }
    escape(&mut out, at.rest());
    out.push_str("</TEXT>\n");
    instances(&mut out, &marks);
    links(&mut out, timeline, &marks);
    out.push_str("</TimeML>\n");
    out
}

/// A mention that is marked.
struct Instance<'a> {
    /// The number of its EVENT.
    eid: usize,
    event: &'a EventEntry,
    place: &'a Place,
    /// Whether an earlier instance stands for the event.
    further: bool,
}

/// What is marked in the text of the first document, by where it begins, and the instances of events.
struct Marks<'a> {
    tags: BTreeMap<usize, Mark<'a>>,
    instances: Vec<Instance<'a>>,
    /// The instance that stands for an event in links.
    first: BTreeMap<&'a str, usize>,
}

struct Mark<'a> {
    end: usize,
    tag: Tag<'a>,
}

enum Tag<'a> {
    Time(&'a TimeEntry),
    /// With its number.
    Event(usize, &'a EventEntry),
}

impl<'a> Marks<'a> {
    fn of(timeline: &'a Timeline) -> Self {
        let mut marks = Self {
            tags: BTreeMap::new(),
            instances: Vec::new(),
            first: BTreeMap::new(),
        };
        for time in timeline.times.iter().filter(|time| time.place.doc == 0) {
            let end = time.place.end;
            let tag = Tag::Time(time);
            marks
                .tags
                .entry(time.place.start)
                .or_insert(Mark { end, tag });
        }
        let mut number = 0;
        for event in &timeline.events {
            marks.place(event, &event.place, &mut number);
        }
        for event in &timeline.events {
            for place in event.mentions.iter().filter(|&place| *place != event.place) {
                marks.place(event, place, &mut number);
            }
        }
        marks
    }

    /// Marks a mention, where no other mark has its words. Two events may share their very words: two instances of one EVENT.
    fn place(&mut self, event: &'a EventEntry, place: &'a Place, number: &mut usize) {
        if place.doc != 0 || place.start >= place.end {
            return;
        }
        let before = self.tags.range(..place.end).next_back();
        let eid = match before {
            Some((&start, mark)) if mark.end > place.start => match mark.tag {
                Tag::Event(eid, _) if (start, mark.end) == (place.start, place.end) => eid,
                _ => return,
            },
            _ => {
                *number += 1;
                let tag = Tag::Event(*number, event);
                let end = place.end;
                self.tags.insert(place.start, Mark { end, tag });
                *number
            }
        };
        let further = self.first.contains_key(event.id.as_str());
        self.instances.push(Instance {
            eid,
            event,
            place,
            further,
        });
        let instance = self.instances.len();
        self.first.entry(&event.id).or_insert(instance);
    }
}

/// TimeML's classes, as far as our types tell them.
fn class(event: &EventEntry) -> &'static str {
    match event.class.as_str() {
        "STATEMENT" => "REPORTING",
        _ if event.topic.is_some() => "I_ACTION",
        _ => "OCCURRENCE",
    }
}

/// The form of the words is that of their own mention; where the timeline carries none, what the status tells of it.
fn instances(out: &mut String, marks: &Marks) {
    for (number, instance) in (1..).zip(&marks.instances) {
        let Instance {
            eid, event, place, ..
        } = instance;
        let mut mentions = event.mentions.iter().zip(&event.forms);
        let form = mentions.find(|(mention, _)| mention == place);
        let form = form.map(|(_, form)| form);
        let denied = if event.status == "denied" {
            "NEG"
        } else {
            "POS"
        };
        let supposed = matches!(&*event.status, "planned" | "hypothetical");
        let attributes = [
            ("eiid", Some(format!("ei{number}"))),
            ("eventID", Some(format!("e{eid}"))),
            (
                "tense",
                Some(form.map_or("NONE", |form| &form.tense).to_owned()),
            ),
            (
                "aspect",
                Some(form.map_or("NONE", |form| &form.aspect).to_owned()),
            ),
            (
                "pos",
                Some(form.map_or("OTHER", |form| &form.pos).to_owned()),
            ),
            (
                "polarity",
                Some(form.map_or(denied, |form| &form.polarity).to_owned()),
            ),
            (
                "modality",
                match form {
                    Some(form) => form.modality.clone(),
                    None => supposed.then(|| event.status.clone()),
                },
            ),
        ];
        out.push_str("<MAKEINSTANCE");
        for (name, value) in attributes {
            if let Some(value) = value {
                attribute(out, name, &value);
            }
        }
        out.push_str("/>\n");
    }
}

fn links(out: &mut String, timeline: &Timeline, marks: &Marks) {
    let mut number = 0;
    let mut link = |out: &mut String, from: &str, to: &str, kind: &str, certainty: Option<&str>| {
        number += 1;
        let first = if from.starts_with("ei") {
            "eventInstanceID"
        } else {
            "timeID"
        };
        let second = if to.starts_with("ei") {
            "relatedToEventInstance"
        } else {
            "relatedToTime"
        };
        let _ = write!(out, "<TLINK lid=\"l{number}\" relType=\"{kind}\"");
        attribute(out, first, from);
        attribute(out, second, to);
        if let Some(certainty) = certainty {
            attribute(out, "comment", certainty);
        }
        out.push_str("/>\n");
    };
    for (number, instance) in (1..).zip(&marks.instances) {
        let first = marks.first.get(instance.event.id.as_str());
        if let (true, Some(first)) = (instance.further, first) {
            let (from, to) = (format!("ei{number}"), format!("ei{first}"));
            link(out, &from, &to, "IDENTITY", None);
        }
    }
    let times: BTreeSet<&str> = marks.tags.values().filter_map(Mark::time).collect();
    let created = timeline.documents.first();
    let created = created.is_some_and(|document| document.published.is_some());
    let node = |id: &str| match (marks.first.get(id), id) {
        (Some(instance), _) => Some(format!("ei{instance}")),
        (None, "published") if created => Some("t0".to_owned()),
        (None, id) if times.contains(id) => Some(id.to_owned()),
        _ => None,
    };
    for relation in &timeline.relations {
        let kind @ ("BEFORE" | "INCLUDES" | "SIMULTANEOUS") = relation.relation.as_str() else {
            continue;
        };
        if let (Some(from), Some(to)) = (node(&relation.from), node(&relation.to)) {
            link(out, &from, &to, kind, Some(&relation.certainty));
        }
    }
}

impl<'a> Mark<'a> {
    fn time(&self) -> Option<&'a str> {
        match self.tag {
            Tag::Time(time) => Some(&time.id),
            Tag::Event(..) => None,
        }
    }
}

/// `<name>content</name>` on a line, where there is content.
fn element(out: &mut String, name: &str, content: Option<&str>) {
    if let Some(content) = content {
        let _ = write!(out, "<{name}>");
        escape(out, content);
        let _ = writeln!(out, "</{name}>");
    }
}

fn open(out: &mut String, time: &TimeEntry) {
    let anchor = time.anchor.as_deref().filter(|&id| id != "discourse");
    let attributes = [
        ("tid", Some(&time.id[..])),
        ("type", Some(&time.kind)),
        ("value", Some(time.value.as_deref().unwrap_or_default())),
        ("mod", time.modifier.as_deref()),
        ("quant", time.quant.as_deref()),
        ("freq", time.freq.as_deref()),
        ("beginPoint", time.begin_point.as_deref().map(tid)),
        ("endPoint", time.end_point.as_deref().map(tid)),
        ("temporalFunction", time.relative.as_ref().map(|_| "true")),
        ("anchorTimeID", anchor.map(tid)),
    ];
    out.push_str("<TIMEX3");
    for (name, value) in attributes {
        if let Some(value) = value {
            attribute(out, name, value);
        }
    }
    out.push('>');
}

/// The creation time is `t0` by custom.
fn tid(id: &str) -> &str {
    if id == "published" { "t0" } else { id }
}

/// A place in a text that only moves forward, counted in the units of the document.
struct Cursor<'a> {
    rest: &'a str,
    unit: usize,
    offsets: Offsets,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str, offsets: Offsets) -> Self {
        Self {
            rest: text,
            unit: 0,
            offsets,
        }
    }

    /// The text from here to `unit`, which becomes the new place; `None`, and no step, where it lies behind or beyond.
    fn advance(&mut self, unit: usize) -> Option<&'a str> {
        let mut left = unit.checked_sub(self.unit)?;
        let mut end = 0;
        for c in self.rest.chars() {
            if left == 0 {
                break;
            }
            left = left.checked_sub(match self.offsets {
                Offsets::Char => 1,
                Offsets::Byte => c.len_utf8(),
                Offsets::Utf16 => c.len_utf16(),
            })?;
            end += c.len_utf8();
        }
        if left > 0 {
            return None;
        }
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.unit = unit;
        Some(text)
    }

    fn rest(&self) -> &'a str {
        self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyze, publication, timeline};

    fn write(text: &str, offsets: Offsets) -> String {
        let options = Options {
            published: publication("2022-02-15"),
            raw: true,
            ..Options::default()
        };
        let analysis = analyze(text, &options);
        timeml(&timeline::lay_out(&analysis, offsets), text)
    }

    #[test]
    fn the_unit_of_offsets_changes_nothing() {
        let text = "“𝒳 & é” met on Monday, <i>two</i> days before\r\nFriday > May 3, 2021.";
        let written = write(text, Offsets::Char);
        assert_eq!(written, write(text, Offsets::Byte));
        assert_eq!(written, write(text, Offsets::Utf16));
        assert!(written.contains("𝒳 &amp; é” met on <TIMEX3 "), "{written}");
        assert!(written.contains("before&#13;\n<TIMEX3 "), "{written}");
        assert_eq!(crate::text::marked(&written).unwrap().text, text);
    }

    #[test]
    fn attributes() {
        let written = write(
            "It ran from May 3, 2021 to May 5, 2021, every day for the past two weeks.",
            Offsets::Char,
        );
        for part in [
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2022-02-15\" temporalFunction",
            "value=\"2021-05-03\" endPoint=\"t2\">May 3, 2021</TIMEX3>",
            "value=\"2021-05-05\" beginPoint=\"t1\">May 5, 2021</TIMEX3>",
            "type=\"SET\" value=\"P1D\" quant=\"EVERY\">every day</TIMEX3>",
            "value=\"P2W\" endPoint=\"t0\">the past two weeks</TIMEX3>",
        ] {
            assert!(written.contains(part), "{part} in {written}");
        }
    }

    #[test]
    fn characters_xml_cannot_hold_are_replaced() {
        let written = write("a\0b\u{b}c\u{ffff}d\u{7f}\u{85}\t\n", Offsets::Char);
        let text = "a\u{fffd}b\u{fffd}c\u{fffd}d\u{7f}\u{85}\t\n";
        assert_eq!(crate::text::marked(&written).unwrap().text, text);
    }

    #[test]
    fn places_outside_the_text_are_passed_over() {
        let analysis = analyze("They met on Monday and on Tuesday.", &Options::default());
        let laid = timeline::lay_out(&analysis, Offsets::Char);
        let written = timeml(&laid, "They met on Monday");
        assert_eq!(crate::text::marked(&written).unwrap().times.len(), 1);
    }
}
