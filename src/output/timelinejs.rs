//! Timeline → the JSON of Knight Lab's TimelineJS: slides for a newsroom.

use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike};
use serde_json::{Map, Value, json};

use crate::types::timeline::{EventEntry, Timeline};

use super::view::{Bounds, View, date_and_clock, marked_summary};

/// A slide for each listed event that has a place in time, in rows by who acts. TimelineJS drops a slide without a day and
/// says nothing, so what is undated stands as a list on the title slide; where only one bound is known, the slide stands there
/// and its date says "by" or "from". Headlines and texts are HTML to TimelineJS: what comes from the article is escaped.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("France thanked Italy on May 3, 2021.", &Options::default());
/// let slides = output::timelinejs(&timeline::lay_out(&analysis, Offsets::Char));
/// assert!(slides.contains("\"display_date\": \"2021-05-03\""));
/// ```
pub fn timelinejs(timeline: &Timeline) -> String {
    let view = View::of(timeline);
    let mut slides = Vec::new();
    let mut undated = Vec::new();
    for listed in &view.listed {
        let event = listed.event;
        match dates(event).filter(|_| listed.band.is_some()) {
            Some(dates) => slides.push(slide(&view, event, dates)),
            None => undated.push(format!("<li>{}</li>", told(&view, event))),
        }
    }
    let mut file = Map::new();
    let document = timeline.documents.first();
    let title = document.and_then(|document| document.title.as_deref());
    if title.is_some() || !undated.is_empty() || slides.is_empty() {
        let text = if undated.is_empty() {
            String::new()
        } else {
            format!("<p>Without a date:</p><ul>{}</ul>", undated.concat())
        };
        let headline = escape(title.unwrap_or("Timeline"));
        file.insert(
            "title".to_owned(),
            json!({"unique_id": "title", "text": {"headline": headline, "text": text}}),
        );
    }
    file.insert("events".to_owned(), Value::Array(slides));
    let json = serde_json::to_string_pretty(&Value::Object(file));
    json.expect("a JSON value is JSON") + "\n"
}

/// Where a slide begins and ends, and how its date reads.
struct Dates {
    start: Value,
    end: Option<Value>,
    display: String,
}

fn dates(event: &EventEntry) -> Option<Dates> {
    let bounds = Bounds::of(event);
    let display = date_and_clock(event);
    let grain = event.time.as_ref()?.granularity.as_deref().unwrap_or("day");
    let (start, end, display) = match (bounds.first, bounds.end) {
        (None, None) => return None,
        (Some(first), None) => (first, None, format!("from {}", first.date())),
        (None, Some(_)) => {
            let last = bounds.last_day()?;
            (last.into(), None, format!("by {last}"))
        }
        (Some(first), Some(end)) => {
            let last = end.checked_sub_signed(TimeDelta::seconds(1))?;
            let one = last.date() <= first.date() || bounds.claimed && one_unit(grain);
            (first, (!one).then_some(last), display)
        }
    };
    Some(Dates {
        start: date(start, if bounds.claimed { grain } else { "day" }),
        end: end.map(|end| date(end, "day")),
        display,
    })
}

/// Whether TimelineJS can say this stretch as one date.
fn one_unit(grain: &str) -> bool {
    matches!(grain, "year" | "month")
}

fn date(moment: NaiveDateTime, grain: &str) -> Value {
    let mut date = Map::new();
    date.insert("year".to_owned(), moment.year().into());
    if grain == "year" {
        return Value::Object(date);
    }
    date.insert("month".to_owned(), moment.month().into());
    if grain == "month" {
        return Value::Object(date);
    }
    date.insert("day".to_owned(), moment.day().into());
    if matches!(grain, "hour" | "minute" | "second") {
        date.insert("hour".to_owned(), moment.hour().into());
        date.insert("minute".to_owned(), moment.minute().into());
    }
    Value::Object(date)
}

fn slide(view: &View, event: &EventEntry, dates: Dates) -> Value {
    let mut slide = Map::new();
    slide.insert("unique_id".to_owned(), event.id.clone().into());
    slide.insert("start_date".to_owned(), dates.start);
    if let Some(end) = dates.end {
        slide.insert("end_date".to_owned(), end);
    }
    slide.insert("display_date".to_owned(), read_twice(&dates.display).into());
    let (first, _) = view.pairs(event)[0];
    if let Some(actor) = first {
        slide.insert("group".to_owned(), read_twice(&actor.name).into());
    }
    let parties = view.parties(&event.participants);
    slide.insert(
        "text".to_owned(),
        json!({
            "headline": escape(&marked_summary(event)),
            "text": if parties.is_empty() { String::new() } else { format!("<p>{}</p>", escape(&parties)) },
        }),
    );
    Value::Object(slide)
}

/// `text` for the fields that TimelineJS reads as HTML twice: it takes the text out of what it was given, and sets that as HTML
/// again, so that a name escaped once would become markup.
fn read_twice(text: &str) -> String {
    escape(&escape(text))
}

fn told(view: &View, event: &EventEntry) -> String {
    let parties = view.parties(&event.participants);
    let summary = escape(&marked_summary(event));
    if parties.is_empty() {
        summary
    } else {
        format!("{summary} ({})", escape(&parties))
    }
}

/// `text` as the content of an HTML element or attribute.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
