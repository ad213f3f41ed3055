//! JSON of every kind: our own, TimelineJS' slides, vis-timeline's items, PLOVER's records.

use chrono::Datelike;
use serde_json::Value;

use demarche::output;
use demarche::types::timeline::{EventEntry, Timeline};

use super::wanted;

pub(crate) fn json(timeline: &Timeline) {
    let json = output::json(timeline);
    let line = output::json_line(timeline);
    assert_eq!(line.find('\n'), Some(line.len() - 1), "a line of JSONL");
    let read: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read, serde_json::from_str::<Value>(&line).unwrap());
    assert_eq!(serde_json::from_value::<Timeline>(read).unwrap(), *timeline);
    crate::support::valid(&json);
}

/// Text that stands as HTML: no markup, references read.
fn html(text: &Value) -> String {
    let text = text.as_str().expect("a text");
    assert!(!text.contains(['<', '>', '"', '\'']), "markup in {text:?}");
    let mut text = text.to_owned();
    for (reference, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ] {
        text = text.replace(reference, sign);
    }
    text.replace("&amp;", "&")
}

/// A slide for each event with a date, and those without one on the title slide.
pub(crate) fn timelinejs(timeline: &Timeline) {
    let file: Value = serde_json::from_str(&output::timelinejs(timeline)).unwrap();
    let mut slides = file["events"].as_array().unwrap().iter();
    let mut undated = Vec::new();
    for (event, band) in wanted::listed(timeline) {
        let (first, end, _) = wanted::bounds(event);
        let Some(day) = first.or(end).filter(|_| band.is_some()) else {
            undated.push(event);
            continue;
        };
        let day = if first.is_none() {
            wanted::last_day(day)
        } else {
            day.date()
        };
        let slide = slides.next().expect("a slide for each event with a date");
        assert_eq!(slide["unique_id"], *event.id);
        let date = &slide["start_date"];
        assert_eq!(date["year"], day.year());
        for (part, number) in [("month", day.month()), ("day", day.day())] {
            assert!(date[part].is_null() || date[part] == number, "{date}");
        }
        assert_eq!(html(&slide["text"]["headline"]), wanted::headline(event));
        let parties = slide["text"]["text"].as_str().unwrap();
        let parties = parties
            .strip_prefix("<p>")
            .map_or("", |it| it.strip_suffix("</p>").unwrap());
        assert_eq!(html(&parties.into()), wanted::parties(timeline, event));
        let shown = match (first, end) {
            (Some(first), None) => format!("from {}", first.date()),
            (None, Some(end)) => format!("by {}", wanted::last_day(end)),
            _ => wanted::date_and_clock(event),
        };
        // TimelineJS reads these two as HTML twice
        assert_eq!(html(&html(&slide["display_date"]).into()), shown);
        let (acting, _) = wanted::pairs(timeline, event)[0];
        let group = slide["group"]
            .as_str()
            .map(|_| html(&html(&slide["group"]).into()));
        assert_eq!(group, acting.map(|actor| actor.name.clone()));
    }
    assert_eq!(slides.next(), None);
    let text = file["title"]["text"]["text"].as_str().unwrap_or_default();
    let items = text
        .split("<li>")
        .skip(1)
        .map(|item| item.split("</li>").next().unwrap());
    let items: Vec<String> = items.map(|item| html(&item.into())).collect();
    let told = |event: &&EventEntry| match wanted::parties(timeline, event) {
        parties if parties.is_empty() => wanted::headline(event),
        parties => format!("{} ({parties})", wanted::headline(event)),
    };
    assert_eq!(items, undated.iter().map(told).collect::<Vec<_>>());
    if let Some(title) = &timeline.documents[0].title {
        assert_eq!(html(&file["title"]["text"]["headline"]), *title);
    }
}

/// An item for each event in the lane of each of its actors.
pub(crate) fn vis(timeline: &Timeline) {
    let file: Value = serde_json::from_str(&output::vis(timeline)).unwrap();
    let array = |name: &str| file[name].as_array().unwrap().iter();
    let (mut items, mut undated) = (array("items"), array("undated"));
    let mut lanes = Vec::new();
    for (event, _) in wanted::listed(timeline) {
        let (first, end, _) = wanted::bounds(event);
        let mut actors: Vec<&str> = Vec::new();
        for part in &event.participants {
            if !actors.contains(&&*part.actor) {
                actors.push(&part.actor);
            }
        }
        if actors.is_empty() {
            actors.push("");
        }
        for lane in actors {
            let dated = first.or(end);
            let item = if dated.is_some() {
                items.next()
            } else {
                undated.next()
            };
            let item = item.expect("an item a lane");
            assert_eq!(item["id"], format!("{}@{lane}", event.id));
            assert_eq!(item["group"], lane);
            assert_eq!(html(&item["content"]), wanted::headline(event));
            let title = format!("{}: {}", wanted::date_and_clock(event), event.class);
            assert_eq!(html(&item["title"]), title);
            assert_eq!(item["className"], *event.status);
            if let Some(at) = dated {
                assert_eq!(item["start"], at.format("%Y-%m-%dT%H:%M:%S").to_string());
                let range = first.and(end);
                let end = range.map(|end| end.format("%Y-%m-%dT%H:%M:%S").to_string());
                assert_eq!(item["end"].as_str(), end.as_deref());
                lanes.push(lane.to_owned());
            }
        }
    }
    assert_eq!((items.next(), undated.next()), (None, None));
    let mut groups = Vec::new();
    for group in array("groups") {
        let id = group["id"].as_str().unwrap();
        let name = match id {
            "" => "nobody named",
            id => &wanted::actor(timeline, id).name,
        };
        assert_eq!(html(&group["content"]), name);
        groups.push(id.to_owned());
    }
    groups.sort_unstable();
    lanes.sort_unstable();
    lanes.dedup();
    assert_eq!(groups, lanes);
}

/// A record for each event of PLOVER's types that was not denied and has a first and a last day.
pub(crate) fn plover(timeline: &Timeline) {
    let written = output::plover(timeline);
    let mut records = written.split_terminator('\n');
    for (event, _) in wanted::listed(timeline) {
        let (Some(first), Some(end), _) = wanted::bounds(event) else {
            continue;
        };
        if matches!(&*event.class, "STATEMENT" | "OTHER") || event.status == "denied" {
            continue;
        }
        let line = records.next().expect("a record for each event");
        let record: Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["text_info"]["sequence"], *event.id);
        let date = first.date().to_string();
        let last = wanted::last_day(end).to_string();
        assert_eq!(record["date"], *date);
        assert_eq!(
            record["enddate"].as_str(),
            Some(&*last).filter(|&last| last != date)
        );
        assert_eq!(record["event"], serde_json::json!([event.class]));
        assert_eq!(record["event_text"], serde_json::json!([event.summary]));
        let context: &[&str] = match &*event.status {
            "planned" => &["future"],
            "hypothetical" => &["hypothetical"],
            _ => &[],
        };
        assert_eq!(record["context"], serde_json::json!(context));
        let [mut acting, targets, sides] =
            ["source", "target", "participant"].map(|role| wanted::actors(timeline, event, role));
        let met = if acting.is_empty() && targets.is_empty() {
            &sides
        } else {
            &targets
        };
        let met = met.clone();
        acting.extend(&sides);
        for (name, wanted) in [("actor", acting), ("recipient", met)] {
            let found = record[name].as_array().unwrap().iter();
            let found: Vec<_> = found
                .map(|it| (it["identifier_id"].as_str(), it["entity_text"].as_str()))
                .collect();
            let wanted = wanted.iter().map(|it| (Some(&*it.id), Some(&*it.name)));
            assert_eq!(found, wanted.collect::<Vec<_>>());
        }
        let document = &timeline.documents[event.place.doc];
        assert_eq!(record["cite_info"]["url"].as_str(), document.id.as_deref());
        assert_eq!(
            record["cite_info"]["title"].as_str(),
            document.title.as_deref()
        );
    }
    assert_eq!(records.next(), None);
}
