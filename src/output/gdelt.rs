//! Timeline → the 61 tab-separated columns of a GDELT 2.0 event file.

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

use crate::types::timeline::{ActorEntry, DocumentEntry, EventEntry, Timeline};

use super::view::{Bounds, View, plain};

/// How many columns a row has.
const COLUMNS: usize = 61;

/// A row for each pair of actors of every listed event that happened or goes on, has a CAMEO code, and whose day is claimed.
/// What the text does not tell (tone, Goldstein scale, geography, the day a database took it in) stays empty.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("France thanked Italy on May 3, 2021.", &Options::default());
/// let rows = output::gdelt(&timeline::lay_out(&analysis, Offsets::Char));
/// assert_eq!(rows.lines().next().unwrap().split('\t').count(), 61);
/// ```
pub fn gdelt(timeline: &Timeline) -> String {
    let view = View::of(timeline);
    let mut out = String::new();
    for listed in &view.listed {
        let event = listed.event;
        let bounds = Bounds::of(event);
        let day = bounds
            .first
            .zip(bounds.last_day())
            .and_then(|(first, last)| (bounds.claimed && first.date() == last).then_some(last));
        let done = matches!(event.status.as_str(), "happened" | "ongoing");
        if let (Some(day), Some(code), true) = (day, event.cameo.as_deref(), done) {
            let document = timeline.documents.get(event.place.doc);
            for (number, pair) in view.pairs(event).into_iter().enumerate() {
                let row = row(document, event, code, day, number, pair);
                out.push_str(&row.join("\t"));
                out.push('\n');
            }
        }
    }
    out
}

type Pair<'a> = (Option<&'a ActorEntry>, Option<&'a ActorEntry>);

fn row(
    document: Option<&DocumentEntry>,
    event: &EventEntry,
    code: &str,
    day: NaiveDate,
    number: usize,
    (source, target): Pair,
) -> Vec<String> {
    let mut row = vec![String::new(); COLUMNS];
    let sha256 = document.map_or("", |document| document.sha256.as_str());
    row[0] = event_number(&format!("{sha256} {} {number}", event.id)).to_string();
    row[1] = day.format("%Y%m%d").to_string();
    row[2] = day.format("%Y%m").to_string();
    row[3] = day.format("%Y").to_string();
    row[4] = fraction(day);
    actor(&mut row[5..15], source);
    actor(&mut row[15..25], target);
    let code = plain(code);
    row[26].clone_from(&code); // 25, whether it stands in the lead, is not ours to say
    code.get(..3).unwrap_or(&code).clone_into(&mut row[27]);
    code.get(..2).unwrap_or(&code).clone_into(&mut row[28]);
    quad_class(&code).clone_into(&mut row[29]);
    row[31] = event.mentions.len().to_string(); // 30, the Goldstein scale, is another's table
    "1".clone_into(&mut row[32]);
    "1".clone_into(&mut row[33]);
    let id = document.and_then(|document| document.id.as_deref());
    row[60] = plain(id.unwrap_or_default());
    row
}

/// Code, name, country, known group, ethnic, two religions, three types.
fn actor(columns: &mut [String], actor: Option<&ActorEntry>) {
    let Some(actor) = actor else {
        return;
    };
    let code = plain(actor.code.as_deref().unwrap_or_default());
    let country = plain(actor.country.as_deref().unwrap_or_default());
    let rest = code.strip_prefix(&country).unwrap_or(&code);
    let mut types: Vec<String> = Vec::new();
    let letters: Vec<char> = rest.chars().collect();
    for part in letters.chunks(3).take(3) {
        types.push(part.iter().collect());
    }
    for (column, kind) in columns[7..].iter_mut().zip(types) {
        *column = kind;
    }
    columns[1] = plain(&actor.name).to_uppercase();
    columns[2] = country;
    columns[0] = code;
}

/// A number for the event that is the same in every run: 62 bits of a hash.
fn event_number(name: &str) -> u64 {
    let hash = Sha256::digest(name.as_bytes());
    let bytes = hash.iter().take(8);
    bytes.fold(0, |number, &byte| number << 8 | u64::from(byte)) >> 2
}

/// GDELT's year with a fraction: `YYYY.FFFF`, where FFFF is (month × 30 + day) / 365.
fn fraction(day: NaiveDate) -> String {
    let days = (day.month() * 30 + day.day()).min(365);
    format!("{:.4}", f64::from(day.year()) + f64::from(days) / 365.0)
}

/// Verbal cooperation, material cooperation, verbal conflict, material conflict.
fn quad_class(code: &str) -> &'static str {
    match code.get(..2) {
        Some("01" | "02" | "03" | "04" | "05") => "1",
        Some("06" | "07" | "08") => "2",
        Some("09" | "10" | "11" | "12" | "13") => "3",
        Some("14" | "15" | "16" | "17" | "18" | "19" | "20") => "4",
        _ => "",
    }
}
