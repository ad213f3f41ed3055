//! What a reader of a format should find of a timeline, worked out from the timeline alone.

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use demarche::types::timeline::{ActorEntry, EventEntry, Offsets, RelationEntry, Timeline};

/// The listed events in the order of the timeline, with the number of their band, the undated last and without one.
pub(crate) fn listed(timeline: &Timeline) -> Vec<(&EventEntry, Option<usize>)> {
    let event = |id: &String| timeline.events.iter().find(|event| event.id == *id);
    let mut listed = Vec::new();
    for band in &timeline.timeline {
        let events = band.events.iter().filter_map(event);
        listed.extend(events.map(|event| (event, Some(band.band))));
    }
    let undated = timeline.undated.iter().filter_map(event);
    listed.extend(undated.map(|event| (event, None)));
    listed
}

/// Words on one line: white space is a blank, what a terminal would obey is shown.
pub(crate) fn line(text: &str) -> String {
    let blanks = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line = String::new();
    for c in blanks.chars() {
        let turning = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
        if c.is_control() || turning.contains(c) {
            write!(line, "\\u{{{:x}}}", u32::from(c)).unwrap();
        } else {
            line.push(c);
        }
    }
    line
}

/// The summary on one line, behind the mark of what is not simply done.
pub(crate) fn headline(event: &EventEntry) -> String {
    let mark = match (event.status.as_str(), &event.reported_by) {
        ("hypothetical", Some(_)) => "[claimed] ",
        ("hypothetical", None) => "[not certain] ",
        ("planned", _) => "[planned] ",
        ("denied", _) => "[denied] ",
        ("ongoing", _) => "[ongoing] ",
        _ => "",
    };
    format!("{mark}{}", line(&event.summary))
        .trim_end()
        .to_owned()
}

pub(crate) fn actor<'a>(timeline: &'a Timeline, id: &str) -> &'a ActorEntry {
    timeline.actors.iter().find(|actor| actor.id == id).unwrap()
}

/// Who takes part in `event` as `role`, once each.
pub(crate) fn actors<'a>(
    timeline: &'a Timeline,
    event: &EventEntry,
    role: &str,
) -> Vec<&'a ActorEntry> {
    let mut actors: Vec<&ActorEntry> = Vec::new();
    for part in event.participants.iter().filter(|part| part.role == role) {
        if actors.iter().all(|actor| actor.id != part.actor) {
            actors.push(self::actor(timeline, &part.actor));
        }
    }
    actors
}

/// `A, B → C; D ↔ E`
pub(crate) fn parties(timeline: &Timeline, event: &EventEntry) -> String {
    let names = |role: &str| {
        let mut names: Vec<String> = Vec::new();
        for actor in actors(timeline, event, role) {
            if !names.contains(&line(&actor.name)) {
                names.push(line(&actor.name));
            }
        }
        names
    };
    let [sources, targets, sides] = ["source", "target", "participant"].map(names);
    let acting = match (sources.is_empty(), targets.is_empty()) {
        (true, true) => String::new(),
        (false, true) => sources.join(", "),
        (true, false) => format!("→ {}", targets.join(", ")),
        (false, false) => format!("{} → {}", sources.join(", "), targets.join(", ")),
    };
    let told = [
        (!sources.is_empty() || !targets.is_empty()).then_some(acting),
        (!sides.is_empty()).then(|| sides.join(" ↔ ")),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Two actors who deal with each other in an event; nobody where one is alone in it.
pub(crate) type Pair<'a> = (Option<&'a ActorEntry>, Option<&'a ActorEntry>);

/// Each side of a meeting with each other, and each who acts, or each side where nobody does, with each who is acted upon.
pub(crate) fn pairs<'a>(timeline: &'a Timeline, event: &EventEntry) -> Vec<Pair<'a>> {
    let [sources, targets, sides] =
        ["source", "target", "participant"].map(|role| actors(timeline, event, role));
    let acting = if sources.is_empty() { &sides } else { &sources };
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, side) in sides.iter().enumerate() {
        pairs.extend(
            sides[at + 1..]
                .iter()
                .map(|other| (Some(*side), Some(*other))),
        );
    }
    for source in acting {
        pairs.extend(targets.iter().map(|target| (Some(*source), Some(*target))));
    }
    match (pairs.is_empty(), acting.is_empty(), targets.is_empty()) {
        (false, ..) => {}
        (true, false, _) => pairs.extend(acting.iter().map(|source| (Some(*source), None))),
        (true, true, false) => pairs.extend(targets.iter().map(|target| (None, Some(*target)))),
        (true, true, true) => pairs.push((None, None)),
    }
    pairs
}

/// The first moment, the moment after, and whether the text gives them.
pub(crate) fn bounds(event: &EventEntry) -> (Option<NaiveDateTime>, Option<NaiveDateTime>, bool) {
    let moment = |text: &Option<String>| text.as_ref().map(|text| text.parse().unwrap());
    event.time.as_ref().map_or((None, None, false), |time| {
        (
            moment(&time.earliest),
            moment(&time.latest),
            time.value.is_some(),
        )
    })
}

pub(crate) fn last_day(end: NaiveDateTime) -> NaiveDate {
    (end - TimeDelta::seconds(1)).date()
}

/// The value claimed, without its hour; else the window; `~` before what is approximate, `?` for what is open.
pub(crate) fn date(event: &EventEntry) -> String {
    let Some(time) = &event.time else {
        return "?".to_owned();
    };
    if let Some(value) = &time.value {
        let about = time.edtf.as_ref().is_some_and(|edtf| edtf.contains('~'));
        let day = if value.contains('/') {
            value
        } else {
            value.split('T').next().unwrap()
        };
        return format!("{}{day}", if about { "~" } else { "" });
    }
    let (first, end, _) = bounds(event);
    let first = first.map(|first| first.date().to_string());
    let last = end.map(|end| last_day(end).to_string());
    match (first, last) {
        (Some(first), Some(last)) if first == last => format!("{first}?"),
        (None, None) => "?".to_owned(),
        (first, last) => format!(
            "{}..{}",
            first.unwrap_or_default(),
            last.unwrap_or_default()
        ),
    }
}

/// The hour or the part of the day.
pub(crate) fn clock(event: &EventEntry) -> Option<String> {
    let value = event.time.as_ref()?.value.as_ref()?;
    let (_, clock) = value.split_once('T').filter(|_| !value.contains('/'))?;
    Some(clock.replace("AF", "afternoon"))
}

pub(crate) fn date_and_clock(event: &EventEntry) -> String {
    clock(event).map_or(date(event), |clock| format!("{} {clock}", date(event)))
}

/// The relations both of whose ends are listed.
pub(crate) fn relations(timeline: &Timeline) -> Vec<&RelationEntry> {
    let relations = timeline.relations.iter();
    relations
        .filter(|relation| is_listed(timeline, &relation.from) && is_listed(timeline, &relation.to))
        .collect()
}

pub(crate) fn is_listed(timeline: &Timeline, id: &str) -> bool {
    let mut listed = timeline.events.iter().filter(|event| event.listed);
    listed.any(|event| event.id == id)
}

/// `text` as XML can hold it.
pub(crate) fn xml(text: &str) -> String {
    let hold = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(hold).collect()
}

/// `units` of `text` as characters.
pub(crate) fn characters(text: &str, offsets: Offsets, units: usize) -> usize {
    let mut left = units;
    for (number, c) in text.chars().enumerate() {
        if left == 0 {
            return number;
        }
        left -= match offsets {
            Offsets::Char => 1,
            Offsets::Byte => c.len_utf8(),
            Offsets::Utf16 => c.len_utf16(),
        };
    }
    text.chars().count()
}
