//! Timeline → iCalendar, RFC 5545: the dated events for a calendar.

use chrono::{NaiveDateTime, TimeDelta};
use sha2::{Digest, Sha256};

use crate::types::timeline::{EventEntry, Timeline};

use super::view::{Bounds, View, marked_summary, moment, plain};

/// An entry for every listed event whose day, hours or row of days the text gives; a month or a year is no day to keep, and
/// stays out. What is planned is tentative, what is denied cancelled. The stamp is the day of publication, else the event's own.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("France thanked Italy on May 3, 2021.", &Options::default());
/// let calendar = output::icalendar(&timeline::lay_out(&analysis, Offsets::Char));
/// assert!(calendar.contains("DTSTART;VALUE=DATE:20210503\r\n"));
/// ```
pub fn icalendar(timeline: &Timeline) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//demarche//demarche//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    let view = View::of(timeline);
    for listed in &view.listed {
        entry(&mut out, &view, listed.event);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn entry(out: &mut String, view: &View, event: &EventEntry) {
    let bounds = Bounds::of(event);
    let time = event.time.as_ref();
    let grain = time.and_then(|time| time.granularity.as_deref());
    let coarse = !matches!(
        grain,
        Some("day" | "weekend" | "daypart" | "hour" | "minute" | "second")
    );
    let (Some(first), Some(end)) = (bounds.first, bounds.end) else {
        return;
    };
    if coarse || !bounds.claimed || end <= first || !writable(first) || !writable(end) {
        return;
    }
    let document = view.timeline.documents.get(event.place.doc);
    let sha256 = document.map_or("", |document| document.sha256.as_str());
    let published = document.and_then(|document| moment(document.published.as_deref()?));
    let stamp = published.filter(|&stamp| writable(stamp)).unwrap_or(first);
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}@demarche", uid(sha256, &event.id)));
    line(out, &format!("DTSTAMP:{}Z", stamp.format("%Y%m%dT%H%M%S")));
    if matches!(grain, Some("day" | "weekend")) {
        let after = end.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(end);
        let after = after.date().succ_opt().unwrap_or(after.date());
        line(
            out,
            &format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")),
        );
        line(out, &format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
    } else {
        line(out, &format!("DTSTART:{}", first.format("%Y%m%dT%H%M%S")));
        line(out, &format!("DTEND:{}", end.format("%Y%m%dT%H%M%S")));
    }
    line(out, &format!("SUMMARY:{}", escape(&marked_summary(event))));
    let parties = view.parties(&event.participants);
    if !parties.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escape(&parties)));
    }
    line(out, &format!("CATEGORIES:{}", escape(&event.class)));
    let status = match event.status.as_str() {
        "happened" | "ongoing" => "CONFIRMED",
        "denied" => "CANCELLED",
        _ => "TENTATIVE",
    };
    line(out, &format!("STATUS:{status}"));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

/// The format has four digits for a year.
fn writable(moment: NaiveDateTime) -> bool {
    use chrono::Datelike;
    (1..=9999).contains(&moment.year())
}

fn uid(sha256: &str, id: &str) -> String {
    use std::fmt::Write as _;
    let hash = Sha256::digest(format!("{sha256} {id}").as_bytes());
    hash.iter().take(16).fold(String::new(), |mut uid, byte| {
        let _ = write!(uid, "{byte:02x}");
        uid
    })
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in plain(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A content line, folded so that none has more than 75 bytes.
fn line(out: &mut String, content: &str) {
    let mut used = 0;
    for c in content.chars() {
        if used + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, &"é".repeat(80));
        assert!(out.split("\r\n").all(|line| line.len() <= 75), "{out}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), "é".repeat(80));
    }

    #[test]
    fn marks_are_escaped() {
        assert_eq!(escape("a;b,c\\d\ne"), "a\\;b\\,c\\\\d e");
    }
}
