//! Timeline → text for a terminal: a line an event, dates and events in columns, what is undated in a lane of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::types::timeline::{
    ActorEntry, EventEntry, EventTimeEntry, ParticipantEntry, RelationEntry, Timeline,
};

/// How text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether terminal colours are used.
    pub color: bool,
}

/// A summary longer than this pushes the actors to the right instead of widening the column for all.
const MAX_SUMMARY: usize = 64;

/// The timeline as lines for a reader: date, what is known beside it, event id, summary, actors. `~` marks an approximate
/// date, `..` an open end, `?` an unknown date or a place that is only likely.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let timeline = timeline::lay_out(&analyze("", &Options::default()), Offsets::Char);
/// assert!(output::text(&timeline, output::TextStyle::default()).starts_with("no events"));
/// ```
pub fn text(timeline: &Timeline, style: TextStyle) -> String {
    let rows = rows(timeline);
    let mut out = String::new();
    if rows.is_empty() {
        out.push_str("no events\n");
    }
    let width = |cell: fn(&Row) -> &str, most: usize| {
        let widths = rows.iter().map(|row| cell(row).chars().count());
        widths.filter(|&width| width <= most).max().unwrap_or(0)
    };
    let widths = [
        width(|row| &row.date, usize::MAX),
        width(|row| &row.hint, usize::MAX),
        width(|row| &row.id, usize::MAX),
        width(|row| &row.summary, MAX_SUMMARY),
    ];
    let banded = rows.iter().any(|row| row.bracket != ' ');
    let mut dated = true;
    for row in &rows {
        if std::mem::replace(&mut dated, !row.undated) && row.undated {
            out.push_str(if out.is_empty() {
                "undated\n"
            } else {
                "\nundated\n"
            });
        }
        row.line(&mut out, &widths, banded, style);
    }
    for (index, note) in timeline.notes.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { "" });
        let _ = writeln!(out, "note: {}", plain(&note.message));
    }
    out
}

/// One event.
struct Row {
    undated: bool,
    bracket: char,
    date: String,
    hint: String,
    id: String,
    mark: Option<&'static str>,
    summary: String,
    actors: String,
}

impl Row {
    fn line(&self, out: &mut String, widths: &[usize; 4], banded: bool, style: TextStyle) {
        let mut line = String::new();
        if banded {
            line.push(self.bracket);
            line.push(' ');
        }
        paint(&mut line, &self.date, widths[0], "1", style);
        line.push_str("  ");
        paint(&mut line, &self.hint, widths[1], "36", style);
        line.push_str(if widths[1] == 0 { "" } else { "  " });
        paint(&mut line, &self.id, widths[2], "2", style);
        line.push_str("  ");
        let color = if self.mark.is_some() { "33" } else { "0" };
        let last = self.actors.is_empty();
        let width = if last { 0 } else { widths[3] };
        paint(&mut line, &self.summary, width, color, style);
        if !last {
            line.push_str("  ");
            paint(&mut line, &self.actors, 0, "32", style);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// Adds `cell`, filled up to `width`.
fn paint(line: &mut String, cell: &str, width: usize, color: &str, style: TextStyle) {
    let fill = width.saturating_sub(cell.chars().count());
    if style.color && color != "0" && !cell.is_empty() {
        let _ = write!(line, "\u{1b}[{color}m{cell}\u{1b}[0m");
    } else {
        line.push_str(cell);
    }
    line.extend(std::iter::repeat_n(' ', fill));
}

/// The timeline with its ids looked up.
struct Index<'a> {
    events: BTreeMap<&'a str, &'a EventEntry>,
    actors: BTreeMap<&'a str, &'a ActorEntry>,
    /// The relations between listed events, by the id of the first.
    from: BTreeMap<&'a str, Vec<&'a RelationEntry>>,
    /// The same, by the id of the second.
    to: BTreeMap<&'a str, Vec<&'a RelationEntry>>,
}

impl<'a> Index<'a> {
    fn of(timeline: &'a Timeline) -> Self {
        let listed = timeline.events.iter().filter(|event| event.listed);
        let events: BTreeMap<_, _> = listed.map(|event| (event.id.as_str(), event)).collect();
        let actors = timeline.actors.iter();
        let mut from = BTreeMap::<_, Vec<_>>::new();
        let mut to = BTreeMap::<_, Vec<_>>::new();
        for relation in &timeline.relations {
            let ends = (relation.from.as_str(), relation.to.as_str());
            if events.contains_key(ends.0) && events.contains_key(ends.1) {
                from.entry(ends.0).or_default().push(relation);
                to.entry(ends.1).or_default().push(relation);
            }
        }
        Self {
            events,
            actors: actors.map(|actor| (actor.id.as_str(), actor)).collect(),
            from,
            to,
        }
    }
}

fn rows(timeline: &Timeline) -> Vec<Row> {
    let index = Index::of(timeline);
    let mut rows = Vec::new();
    for band in &timeline.timeline {
        let last = band.events.len().saturating_sub(1);
        for (place, id) in band.events.iter().enumerate() {
            let bracket = match place {
                _ if last == 0 => ' ',
                0 => '┌',
                place if place == last => '└',
                _ => '│',
            };
            rows.extend(row(&index, id, bracket, false));
        }
    }
    for id in &timeline.undated {
        rows.extend(row(&index, id, ' ', true));
    }
    rows
}

fn row(index: &Index, id: &str, bracket: char, undated: bool) -> Option<Row> {
    let event = *index.events.get(id)?;
    let mark = mark(event);
    let summary = plain(&event.summary);
    Some(Row {
        undated,
        bracket,
        date: date(event.time.as_ref()),
        hint: hint(index, event),
        id: id.to_owned(),
        mark,
        summary: match mark {
            Some(mark) => format!("[{mark}] {summary}"),
            None => summary,
        },
        actors: actors(index, &event.participants),
    })
}

/// What is not simply done is marked.
fn mark(event: &EventEntry) -> Option<&'static str> {
    match event.status.as_str() {
        "planned" => Some("planned"),
        "denied" => Some("denied"),
        "ongoing" => Some("ongoing"),
        "hypothetical" if event.reported_by.is_some() => Some("claimed"),
        "hypothetical" => Some("not certain"),
        _ => None,
    }
}

/// The date column: what is claimed, else the window, else `?`.
fn date(time: Option<&EventTimeEntry>) -> String {
    let Some(time) = time else {
        return "?".to_owned();
    };
    if let Some(value) = &time.value {
        let day = match value.split_once('T') {
            Some((day, _)) if !value.contains('/') => day,
            _ => value,
        };
        let about = time.edtf.as_deref().is_some_and(|edtf| edtf.contains('~'));
        return format!("{}{}", if about { "~" } else { "" }, plain(day));
    }
    let first = time.earliest.as_deref().map(day);
    let last = time.latest.as_deref().map(last_day);
    match (first, last) {
        (None, None) => "?".to_owned(),
        (Some(first), Some(last)) if first == last => format!("{last}?"),
        (first, last) => format!(
            "{}..{}",
            first.unwrap_or_default(),
            last.unwrap_or_default()
        ),
    }
}

fn day(moment: &str) -> String {
    plain(moment.split('T').next().unwrap_or(moment))
}

/// The last day before `moment`, an exclusive bound.
fn last_day(moment: &str) -> String {
    let Ok(bound) = moment.parse::<chrono::NaiveDateTime>() else {
        return day(moment);
    };
    let last = bound.checked_sub_signed(chrono::TimeDelta::seconds(1));
    last.map_or_else(|| day(moment), |last| last.date().to_string())
}

/// What is known beside the date: a distance, a part of the day, or how it lies to another event.
fn hint(index: &Index, event: &EventEntry) -> String {
    let sure = |relation: &RelationEntry| {
        if relation.certainty == "sure" {
            ""
        } else {
            "?"
        }
    };
    let id = event.id.as_str();
    let to = index.to.get(id).map_or(&[][..], Vec::as_slice);
    let from = index.from.get(id).map_or(&[][..], Vec::as_slice);
    let measured = to.iter().find_map(|relation| {
        let offset = length(relation.offset.as_deref()?);
        Some(format!("{} +{offset}{}", relation.from, sure(relation)))
    });
    let value = event.time.as_ref().and_then(|time| time.value.as_deref());
    measured
        .or_else(|| value.and_then(clock))
        .or_else(|| {
            let outer = to.iter().find(|relation| relation.relation == "INCLUDES")?;
            Some(format!("in {}{}", outer.from, sure(outer)))
        })
        .or_else(|| {
            let later = from
                .iter()
                .find(|relation| relation.relation.ends_with("BEFORE"))?;
            Some(format!("before {}{}", later.to, sure(later)))
        })
        .unwrap_or_default()
}

/// `PT3H` → `3h`, `P2D` → `2d`.
fn length(value: &str) -> String {
    plain(&value.replace(['P', 'T'], "").to_lowercase())
}

/// The part of the day or the clock time of a value.
fn clock(value: &str) -> Option<String> {
    if value.contains('/') {
        return None;
    }
    let (_, clock) = value.split_once('T')?;
    Some(match clock {
        "MO" => "morning".to_owned(),
        "MI" => "midday".to_owned(),
        "AF" => "afternoon".to_owned(),
        "EV" => "evening".to_owned(),
        "NI" => "night".to_owned(),
        "DT" => "daytime".to_owned(),
        clock => plain(clock),
    })
}

/// `A → B` for one that acts upon another, `A ↔ B` for two sides.
fn actors(index: &Index, participants: &[ParticipantEntry]) -> String {
    let names = |role: &str| -> Vec<String> {
        let mut names = Vec::new();
        for participant in participants.iter().filter(|entry| entry.role == role) {
            let actor = index.actors.get(participant.actor.as_str());
            let name = plain(actor.map_or(participant.actor.as_str(), |actor| actor.name.as_str()));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let (sources, targets, sides) = (names("source"), names("target"), names("participant"));
    let mut parts = Vec::new();
    match (sources.is_empty(), targets.is_empty()) {
        (true, true) => {}
        (false, true) => parts.push(sources.join(", ")),
        (true, false) => parts.push(format!("→ {}", targets.join(", "))),
        (false, false) => parts.push(format!("{} → {}", sources.join(", "), targets.join(", "))),
    }
    if !sides.is_empty() {
        parts.push(sides.join(" ↔ "));
    }
    parts.join("; ")
}

/// `text` on one line, with nothing in it that a terminal would obey: white space becomes a blank, control characters and
/// those that turn the direction of writing are shown.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if c.is_control() || turns {
                let _ = write!(plain, "{}", c.escape_unicode());
            } else {
                plain.push(c);
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(json: &str) -> Timeline {
        serde_json::from_str(json).expect("a test timeline is one")
    }

    /// A timeline of three events: talks, a statement made there, a planned visit.
    fn sample() -> Timeline {
        timeline(
            r#"{"schema": "demarche.timeline/1", "documents": [],
            "actors": [{"id": "a1", "name": "Ann Bo", "kind": "person", "country": null, "code": null, "role": null, "mentions": []},
                       {"id": "a2", "name": "Freedonia", "kind": "state", "country": null, "code": null, "role": null, "mentions": []}],
            "times": [],
            "events": [
              {"id": "e1", "start": 0, "end": 5, "text": "talks", "lemma": "talk", "type": "CONSULT", "cameo": null,
               "status": "happened", "listed": true,
               "participants": [{"actor": "a1", "role": "participant", "rule": "x"}, {"actor": "a2", "role": "participant", "rule": "x"}],
               "time": {"value": "2024-03-13TMO", "earliest": null, "latest": null, "granularity": null, "edtf": "2024-03-13", "basis": []},
               "reported_by": null, "topic": null, "summary": "the talks", "mentions": [], "sentence": {"start": 0, "end": 5},
               "confidence": 0.5, "rule": "x"},
              {"id": "e2", "start": 0, "end": 5, "text": "said", "lemma": "say", "type": "STATEMENT", "cameo": null,
               "status": "hypothetical", "listed": true, "participants": [{"actor": "a1", "role": "source", "rule": "x"},
               {"actor": "a2", "role": "target", "rule": "x"}],
               "time": {"value": null, "earliest": null, "latest": "2024-03-14T00:00:00", "granularity": null, "edtf": null, "basis": []},
               "reported_by": {"event": "e1"}, "topic": null, "summary": "a\u001b[2J word\n\u202espoken", "mentions": [],
               "sentence": {"start": 0, "end": 5}, "confidence": 0.5, "rule": "x"},
              {"id": "e3", "start": 0, "end": 5, "text": "visit", "lemma": "visit", "type": "CONSULT", "cameo": null,
               "status": "planned", "listed": true, "participants": [], "time": null, "reported_by": null, "topic": null,
               "summary": "a visit", "mentions": [], "sentence": {"start": 0, "end": 5}, "confidence": 0.5, "rule": "x"}],
            "relations": [{"id": "r1", "from": "e1", "to": "e2", "relation": "BEFORE", "offset": "PT3H", "certainty": "likely", "rule": "x", "evidence": []}],
            "conflicts": [], "timeline": [{"band": 1, "events": ["e1", "e2"], "certainty": "sure"}], "undated": ["e3"],
            "notes": [{"code": "x", "start": 0, "end": 0, "message": "‘on Monday’ needs a publication date"}]}"#,
        )
    }

    #[test]
    fn columns() {
        let wanted = "\
┌ 2024-03-13    morning  e1  the talks                                 Ann Bo ↔ Freedonia
└ ..2024-03-13  e1 +3h?  e2  [claimed] a\\u{1b}[2J word \\u{202e}spoken  Ann Bo → Freedonia

undated
  ?                      e3  [planned] a visit

note: ‘on Monday’ needs a publication date
";
        assert_eq!(text(&sample(), TextStyle::default()), wanted);
    }

    #[test]
    fn colors_are_off_unless_wanted() {
        assert!(!text(&sample(), TextStyle::default()).contains('\u{1b}'));
        assert!(
            text(&sample(), TextStyle { color: true }).contains("\u{1b}[1m2024-03-13\u{1b}[0m")
        );
    }
}
