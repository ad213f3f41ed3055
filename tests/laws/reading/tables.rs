//! CSV and GDELT's columns, read back.

use demarche::output;
use demarche::types::timeline::{EventEntry, Place, ReporterEntry, Timeline};

use super::wanted;
use crate::promises::formats;

/// The rows below the head, by the names in it; what keeps a spreadsheet from running a cell is taken off.
fn rows(text: &str) -> Vec<Vec<(String, String)>> {
    let mut rows = formats::csv(text).into_iter();
    let head = rows.next().unwrap();
    rows.map(|row| {
        assert_eq!(row.len(), head.len());
        let cells = row.into_iter().map(|cell| {
            let runs =
                cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
            assert!(!runs, "a spreadsheet would run {cell:?}");
            unguarded(cell)
        });
        head.iter().cloned().zip(cells).collect()
    })
    .collect()
}

fn unguarded(cell: String) -> String {
    let bare = cell.trim_start_matches('\'');
    let signs = [
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{fffd}', '＝', '＋', '－', '＠',
    ];
    match cell.strip_prefix('\'') {
        Some(rest) if bare.starts_with(signs) => rest.to_owned(),
        _ => cell,
    }
}

/// A cell cannot hold a NUL.
fn cell(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// A cell that begins with U+FFFD and one that begins with NUL are one; the guard of the second is taken off the first too.
fn same(found: &[Vec<(String, String)>], wanted: &[Vec<(&str, String)>]) {
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(wanted) {
        for ((name, found), (column, wanted)) in found.iter().zip(wanted) {
            assert_eq!(name, column);
            let wanted = cell(wanted);
            assert!(
                *found == wanted || *found == unguarded(wanted.clone()),
                "{name}: {found:?}, not {wanted:?}"
            );
        }
        assert_eq!(found.len(), wanted.len());
    }
}

pub(crate) fn csv(timeline: &Timeline) {
    let mut wanted = Vec::new();
    for (event, band) in wanted::listed(timeline) {
        wanted.push(event_row(timeline, event, band));
    }
    for event in timeline.events.iter().filter(|event| !event.listed) {
        wanted.push(event_row(timeline, event, None));
    }
    same(&rows(&output::csv(timeline)), &wanted);
}

fn document(timeline: &Timeline, doc: usize) -> String {
    let id = timeline.documents[doc].id.clone();
    id.unwrap_or_else(|| doc.to_string())
}

fn event_row<'a>(
    timeline: &Timeline,
    event: &EventEntry,
    band: Option<usize>,
) -> Vec<(&'a str, String)> {
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let time = event.time.as_ref();
    let names = |role| {
        let actors = wanted::actors(timeline, event, role).into_iter();
        actors
            .map(|actor| actor.name.clone())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let mut countries: Vec<String> = Vec::new();
    for part in &event.participants {
        let country = wanted::actor(timeline, &part.actor).country.clone();
        countries.extend(country.filter(|country| !countries.contains(country)));
    }
    let step = timeline
        .timeline
        .iter()
        .find(|step| Some(step.band) == band);
    vec![
        ("document", document(timeline, event.place.doc)),
        ("event", event.id.clone()),
        (
            "band",
            band.map(|band| band.to_string()).unwrap_or_default(),
        ),
        (
            "certainty",
            step.map(|step| step.certainty.clone()).unwrap_or_default(),
        ),
        ("date", text(time.and_then(|time| time.value.as_ref()))),
        (
            "earliest",
            text(time.and_then(|time| time.earliest.as_ref())),
        ),
        ("latest", text(time.and_then(|time| time.latest.as_ref()))),
        (
            "granularity",
            text(time.and_then(|time| time.granularity.as_ref())),
        ),
        ("edtf", text(time.and_then(|time| time.edtf.as_ref()))),
        ("type", event.class.clone()),
        ("cameo", text(event.cameo.as_ref())),
        ("status", event.status.clone()),
        ("summary", event.summary.clone()),
        ("sources", names("source")),
        ("targets", names("target")),
        ("participants", names("participant")),
        ("countries", countries.join("; ")),
        (
            "reported_by",
            match &event.reported_by {
                Some(ReporterEntry::Event(id) | ReporterEntry::Actor(id)) => id.clone(),
                None => String::new(),
            },
        ),
        (
            "topic",
            event
                .topic
                .as_ref()
                .map(|topic| topic.class.clone())
                .unwrap_or_default(),
        ),
        ("trigger", event.place.text.clone()),
        ("lemma", event.lemma.clone()),
        ("start", event.place.start.to_string()),
        ("end", event.place.end.to_string()),
        ("mentions", event.mentions.len().to_string()),
        ("confidence", "0.5".to_owned()),
        ("rule", event.rule.clone()),
    ]
}

pub(crate) fn mentions(timeline: &Timeline) {
    let row = |of: &str, id: &str, name: &str, place: &Place| {
        vec![
            ("document", document(timeline, place.doc)),
            ("of", of.to_owned()),
            ("id", id.to_owned()),
            ("name", name.to_owned()),
            ("start", place.start.to_string()),
            ("end", place.end.to_string()),
            ("text", place.text.clone()),
        ]
    };
    let mut wanted = Vec::new();
    for event in &timeline.events {
        let places = event.mentions.iter();
        wanted.extend(places.map(|place| row("event", &event.id, &event.summary, place)));
    }
    for actor in &timeline.actors {
        let places = actor.mentions.iter();
        wanted.extend(places.map(|place| row("actor", &actor.id, &actor.name, place)));
    }
    for time in &timeline.times {
        let value = time.value.clone().unwrap_or_default();
        wanted.push(row("time", &time.id, &value, &time.place));
    }
    same(&rows(&output::csv_mentions(timeline)), &wanted);
}

/// A row for each pair of actors of what happened, or goes on, on a day the text gives, and has a code.
pub(crate) fn gdelt(timeline: &Timeline) {
    let written = output::gdelt(timeline);
    let mut found = written.split_terminator('\n').map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(cells.len(), 61, "{row:?}");
        cells
    });
    let mut numbers = Vec::new();
    for (event, _) in wanted::listed(timeline) {
        let (Some(first), Some(end), true) = wanted::bounds(event) else {
            continue;
        };
        let day = first.date();
        let done = matches!(&*event.status, "happened" | "ongoing");
        let Some(code) = event
            .cameo
            .as_ref()
            .filter(|_| done && wanted::last_day(end) == day)
        else {
            continue;
        };
        for (source, target) in wanted::pairs(timeline, event) {
            let row = found.next().expect("a row for each pair");
            assert_eq!(row[1], day.format("%Y%m%d").to_string());
            assert_eq!(row[26], code);
            assert!(code.starts_with(row[27]) && row[27].starts_with(row[28]));
            for (at, actor) in [(5, source), (15, target)] {
                let text = |text: Option<&String>| text.cloned().unwrap_or_default();
                assert_eq!(row[at], text(actor.and_then(|actor| actor.code.as_ref())));
                let name = actor.map(|actor| wanted::line(&actor.name).to_uppercase());
                assert_eq!(row[at + 1], name.unwrap_or_default());
                assert_eq!(
                    row[at + 2],
                    text(actor.and_then(|actor| actor.country.as_ref()))
                );
            }
            assert_eq!(row[31], event.mentions.len().to_string());
            let id = timeline.documents[event.place.doc].id.as_deref();
            assert_eq!(row[60], wanted::line(id.unwrap_or_default()));
            numbers.push(row[0].parse::<u64>().unwrap());
        }
    }
    assert!(found.next().is_none(), "a row too many");
    let rows = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), rows);
}
