//! Timeline → brat's stand-off annotation, for a person to look at and correct.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::types::timeline::{Offsets, Place, Timeline};

use super::units::Units;
use super::view::plain;

/// The annotation of the first document: actors and times as text-bound `Actor` and `Time`, an event at its trigger with its
/// participants, its status as an attribute, the order as relations, values as notes. Offsets count characters, as brat does.
/// The document has to carry its text, which [`article`] writes beside it; of several, [`of_document`](super::of_document) cuts
/// out each.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("France thanked Italy.", &Options::default());
/// let mut timeline = timeline::lay_out(&analysis, Offsets::Char);
/// timeline.documents[0].text = Some(analysis.document.text.clone());
/// assert!(output::brat(&timeline).starts_with("T1\tActor 0 6\tFrance\n"));
/// ```
pub fn brat(timeline: &Timeline) -> String {
    let Some(document) = timeline.documents.first() else {
        return String::new();
    };
    let text = document.text.as_deref().unwrap_or_default();
    let mut writer = Writer {
        text,
        units: Units::new(text, document.offsets, Offsets::Char),
        bytes: Units::new(text, document.offsets, Offsets::Byte),
        out: String::new(),
        bounds: 0,
        notes: 0,
    };
    // The first mention of an actor that lies where an event names it stands for its part.
    let mut mentions = BTreeMap::<(&str, usize), usize>::new();
    for actor in &timeline.actors {
        for place in &actor.mentions {
            if let Some(bound) = writer.bound("Actor", place) {
                mentions.insert((&actor.id, place.start), bound);
                let code = actor.code.as_deref();
                let code = code.map(|code| format!(" ({code})")).unwrap_or_default();
                writer.note(&format!("T{bound}"), &format!("{}{code}", actor.name));
            }
        }
    }
    for time in &timeline.times {
        if let Some(bound) = writer.bound("Time", &time.place) {
            let value = time.value.as_deref().unwrap_or_default();
            writer.note(&format!("T{bound}"), value);
        }
    }
    let mut numbers = BTreeMap::<&str, usize>::new();
    for event in timeline.events.iter().filter(|event| event.listed) {
        let Some(trigger) = writer.bound(&event.class, &event.place) else {
            continue;
        };
        let number = numbers.len() + 1;
        numbers.insert(&event.id, number);
        let mut line = format!("E{number}\t{}:T{trigger}", word(&event.class));
        let mut roles = BTreeMap::<&str, usize>::new();
        for part in &event.participants {
            let place = part.place.map(|place| (part.actor.as_str(), place.start));
            let bound = place.and_then(|place| mentions.get(&place));
            if let (Some(bound), Some(role)) = (bound, role(&part.role)) {
                let count = roles.entry(role).or_default();
                *count += 1;
                let many = if *count > 1 {
                    count.to_string()
                } else {
                    String::new()
                };
                let _ = write!(line, " {role}{many}:T{bound}");
            }
        }
        let _ = writeln!(writer.out, "{line}");
        let _ = writeln!(
            writer.out,
            "A{number}\tStatus E{number} {}",
            word(&event.status)
        );
        let value = event.time.as_ref().and_then(|time| time.value.as_deref());
        writer.note(&format!("E{number}"), value.unwrap_or_default());
    }
    let mut relations = 0;
    for relation in &timeline.relations {
        let ends = numbers.get(&*relation.from).zip(numbers.get(&*relation.to));
        if let Some((from, to)) = ends {
            relations += 1;
            let kind = word(&relation.relation);
            let _ = writeln!(writer.out, "R{relations}\t{kind} Arg1:E{from} Arg2:E{to}");
        }
    }
    writer.out
}

/// The text of the first document as read, to lie beside [`brat`]'s annotation.
pub fn article(timeline: &Timeline) -> String {
    let document = timeline.documents.first();
    let text = document.and_then(|document| document.text.clone());
    text.unwrap_or_default()
}

/// What parts the words of a text-bound annotation: line ends of every kind, at each of which brat, written in Python, begins a new
/// line, and tabs, which part the columns.
const PARTS: [char; 11] = [
    '\t', '\n', '\u{b}', '\u{c}', '\r', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}',
    '\u{2029}',
];

struct Writer<'a> {
    text: &'a str,
    units: Units,
    bytes: Units,
    out: String,
    bounds: usize,
    notes: usize,
}

impl Writer<'_> {
    /// Writes a text-bound annotation, in pieces where the words go over lines, and gives its number; none where the place is
    /// not in the text.
    fn bound(&mut self, kind: &str, place: &Place) -> Option<usize> {
        if place.doc != 0 {
            return None;
        }
        let (start, _) = self.units.range(place.start, place.end)?;
        let (first, end) = self.bytes.range(place.start, place.end)?;
        let words = self.text.get(first..end)?;
        let mut pieces = Vec::new();
        let mut shown = Vec::new();
        let mut at = start;
        for line in words.split(PARTS) {
            let long = line.chars().count();
            if !line.trim().is_empty() {
                pieces.push(format!("{at} {}", at + long));
                shown.push(line);
            }
            at += long + 1;
        }
        if pieces.is_empty() {
            return None;
        }
        self.bounds += 1;
        let (number, kind) = (self.bounds, word(kind));
        let (pieces, shown) = (pieces.join(";"), shown.join(" "));
        let _ = writeln!(self.out, "T{number}\t{kind} {pieces}\t{shown}");
        Some(number)
    }

    fn note(&mut self, of: &str, note: &str) {
        let note = plain(note);
        if !note.is_empty() {
            self.notes += 1;
            let number = self.notes;
            let _ = writeln!(self.out, "#{number}\tAnnotatorNotes {of}\t{note}");
        }
    }
}

fn role(role: &str) -> Option<&'static str> {
    match role {
        "source" => Some("Source"),
        "target" => Some("Target"),
        "participant" => Some("Participant"),
        _ => None,
    }
}

/// A name brat can read: letters, digits, `-` and `_`.
fn word(name: &str) -> String {
    let word: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect();
    if word.is_empty() {
        "_".to_owned()
    } else {
        word
    }
}
