//! What stands in lines: the text for a terminal, Mermaid's timeline, calendars.

use demarche::output::{self, Style};
use demarche::types::timeline::Timeline;

use super::wanted;

/// The cells of a line, which two blanks or more part.
fn cells(line: &str) -> Vec<&str> {
    line.split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// Date, id, summary and actors of each event, a line each; the undated below their heading; the notes.
pub(crate) fn text(timeline: &Timeline) {
    let written = output::text(timeline, &Style::default());
    let mut lines = written
        .split_terminator('\n')
        .filter(|line| !line.is_empty());
    let listed = wanted::listed(timeline);
    if listed.is_empty() {
        assert_eq!(lines.next(), Some("no events"));
    }
    let mut dated = true;
    for (event, band) in listed {
        if dated && band.is_none() {
            dated = false;
            assert_eq!(lines.next(), Some("undated"));
        }
        let line = lines.next().expect("a line for each event");
        let line = line.trim_start_matches(['┌', '│', '└']).trim_start();
        let mut found = cells(line).into_iter();
        assert_eq!(found.next(), Some(&*wanted::date(event)), "{line:?}");
        let rest: Vec<&str> = found.skip_while(|&cell| cell != event.id).skip(1).collect();
        let wanted = [wanted::headline(event), wanted::parties(timeline, event)];
        let wanted: Vec<&str> = wanted.iter().flat_map(|cell| cells(cell)).collect();
        assert_eq!(rest, wanted, "{line:?}");
    }
    for note in &timeline.notes {
        let line = lines.next().expect("a line for each note");
        let note = format!("note: {}", wanted::line(&note.message));
        assert_eq!(line.trim_end(), note.trim_end());
    }
    assert_eq!(lines.next(), None);
}

/// `#35;` as the character it stands for.
pub(crate) fn references_read(text: &str) -> String {
    let (mut read, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('#') {
        let (number, after) = after.split_once(';').expect("a reference that ends");
        read.push_str(before);
        let number: u32 = number.parse().expect("a reference with a number");
        read.push(char::from_u32(number).expect("a character"));
        rest = after;
    }
    read + rest
}

/// What stands for nothing is a dash.
pub(crate) fn or_dash(text: String) -> String {
    if text.is_empty() {
        "–".to_owned()
    } else {
        text
    }
}

/// Dates with their events below them, and the title.
pub(crate) fn mermaid(timeline: &Timeline) {
    let written = output::mermaid(timeline);
    let mut lines = written.split_terminator('\n');
    assert_eq!(lines.next(), Some("timeline"));
    if let Some(title) = &timeline.documents[0].title {
        let line = lines.next().expect("a title");
        let found = line.strip_prefix("    title ").expect("a title");
        assert_eq!(references_read(found), or_dash(wanted::line(title)));
    }
    let mut last = String::new();
    let listed = wanted::listed(timeline);
    if listed.is_empty() {
        assert_eq!(lines.next(), Some("    no events"));
    }
    for (event, band) in listed {
        let line = lines.next().expect("a line for each event");
        let (date, told) = line.split_once(" : ").expect("a date and an event");
        let date = match date.trim() {
            "" => last.clone(),
            date => references_read(date),
        };
        let wanted = match band {
            Some(_) => wanted::date(event),
            None => "undated".to_owned(),
        };
        assert_eq!(date, wanted, "{line:?}");
        let clock = wanted::clock(event).map(|clock| format!("{clock}, "));
        let mut wanted = clock.unwrap_or_default() + &wanted::headline(event);
        let parties = wanted::parties(timeline, event);
        if !parties.is_empty() {
            wanted = format!("{wanted} ({parties})");
        }
        // blanks at an end are none
        let told = references_read(told);
        assert_eq!(told.trim(), or_dash(wanted::line(&wanted)));
        last = date;
    }
    assert_eq!(lines.next(), None);
}

/// A property of a calendar, its parameters left out, and its value.
fn properties(written: &str) -> Vec<(String, String)> {
    for line in written.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let unfolded = written.replace("\r\n ", "");
    let lines = unfolded.split_terminator("\r\n");
    lines
        .map(|line| {
            let (name, value) = line.split_once(':').expect("a name and a value");
            let name = name.split(';').next().unwrap();
            let mut text = String::new();
            let mut chars = value.chars();
            while let Some(c) = chars.next() {
                text.push(match c {
                    '\\' => chars.next().expect("a character that is escaped"),
                    c => c,
                });
            }
            (name.to_owned(), text)
        })
        .collect()
}

/// An entry for each event whose day or hour the text gives, in years that the format can write.
pub(crate) fn calendar(timeline: &Timeline) {
    use chrono::Datelike;
    let found = properties(&output::icalendar(timeline));
    let mut entries = found.split(|(name, value)| (&**name, &**value) == ("BEGIN", "VEVENT"));
    let head = entries.next().unwrap();
    assert_eq!(head[0], ("BEGIN".to_owned(), "VCALENDAR".to_owned()));
    let mut uids = Vec::new();
    for (event, _) in wanted::listed(timeline) {
        let grain = event
            .time
            .as_ref()
            .and_then(|time| time.granularity.as_deref());
        let (Some(first), Some(end), true) = wanted::bounds(event) else {
            continue;
        };
        let days = matches!(grain, Some("day" | "weekend"));
        let hours = matches!(grain, Some("daypart" | "hour" | "minute" | "second"));
        let writable = [first, end]
            .iter()
            .all(|at| (1..10_000).contains(&at.year()));
        if !(days || hours) || !writable {
            continue;
        }
        let entry = entries.next().expect("an entry for each event with a day");
        let ends = entry
            .iter()
            .position(|(name, value)| (&**name, &**value) == ("END", "VEVENT"));
        let value = |name: &str| {
            let mut found = entry[..ends.unwrap()].iter().filter(|(it, _)| it == name);
            let value = found.next().map(|(_, value)| value.clone());
            assert_eq!(found.next(), None, "{name} twice");
            value
        };
        let (start, over) = if days {
            let after = wanted::last_day(end).succ_opt().unwrap();
            (
                first.format("%Y%m%d"),
                after.and_hms_opt(0, 0, 0).unwrap().format("%Y%m%d"),
            )
        } else {
            (first.format("%Y%m%dT%H%M%S"), end.format("%Y%m%dT%H%M%S"))
        };
        assert_eq!(value("DTSTART"), Some(start.to_string()));
        assert_eq!(value("DTEND"), Some(over.to_string()));
        assert_eq!(value("SUMMARY"), Some(wanted::headline(event)));
        let parties = wanted::line(&wanted::parties(timeline, event));
        assert_eq!(value("DESCRIPTION").unwrap_or_default(), parties);
        assert_eq!(value("CATEGORIES").as_ref(), Some(&event.class));
        let status = match &*event.status {
            "happened" | "ongoing" => "CONFIRMED",
            "denied" => "CANCELLED",
            _ => "TENTATIVE",
        };
        assert_eq!(value("STATUS").as_deref(), Some(status));
        uids.push(value("UID").unwrap());
    }
    assert!(entries.next().is_none(), "an entry too many");
    let count = uids.len();
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), count);
}
