//! What holds of a [`Timeline`] of any text: its words stand where it says, its ids lead somewhere, every listed event has
//! one place, and dates do not contradict the order.

use std::collections::{BTreeMap, BTreeSet};

use demarche::types::timeline::{Offsets, Place, Range, ReporterEntry, Timeline};

/// Everything below; `texts` are the documents' as read.
pub fn sound(timeline: &Timeline, texts: &[&str]) {
    assert_eq!(timeline.documents.len(), texts.len());
    words_stand_where_they_say(timeline, texts);
    ids_lead_somewhere(timeline);
    every_listed_event_has_one_place(timeline);
    dates_follow_the_order(timeline);
    json_is_read_back(timeline);
}

/// The places with their words, all of them.
pub fn places(timeline: &Timeline) -> Vec<&Place> {
    let mut places: Vec<&Place> = timeline
        .actors
        .iter()
        .flat_map(|actor| &actor.mentions)
        .collect();
    places.extend(timeline.times.iter().map(|time| &time.place));
    for event in &timeline.events {
        places.push(&event.place);
        places.extend(&event.mentions);
    }
    places.extend(
        timeline
            .relations
            .iter()
            .flat_map(|relation| &relation.evidence),
    );
    places.extend(
        timeline
            .conflicts
            .iter()
            .flat_map(|conflict| &conflict.evidence),
    );
    places
}

/// The byte of `text` at which unit number `unit` begins; none where there is no such unit or it lies within a character.
pub fn byte_of(text: &str, offsets: Offsets, unit: usize) -> Option<usize> {
    let width = |c: char| match offsets {
        Offsets::Char => 1,
        Offsets::Byte => c.len_utf8(),
        Offsets::Utf16 => c.len_utf16(),
    };
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        if units >= unit {
            return (units == unit).then_some(byte);
        }
        units += width(c);
    }
    (units == unit).then_some(text.len())
}

fn slice<'a>(timeline: &Timeline, texts: &[&'a str], range: Range) -> &'a str {
    let text = texts[range.doc];
    let offsets = timeline.documents[range.doc].offsets;
    let byte =
        |unit| byte_of(text, offsets, unit).unwrap_or_else(|| panic!("no unit {unit} in {text:?}"));
    let (start, end) = (byte(range.start), byte(range.end));
    assert!(start <= end, "{range:?} in {text:?}");
    &text[start..end]
}

fn words_stand_where_they_say(timeline: &Timeline, texts: &[&str]) {
    for place in places(timeline) {
        let &Place {
            doc, start, end, ..
        } = place;
        assert_eq!(
            slice(timeline, texts, Range { doc, start, end }),
            place.text
        );
    }
    for event in &timeline.events {
        let sentence = slice(timeline, texts, event.sentence);
        assert!(sentence.contains(&event.place.text), "{sentence:?}");
        let parts = event.participants.iter().filter_map(|part| part.place);
        for place in parts {
            assert!(!slice(timeline, texts, place).is_empty());
        }
    }
    for note in &timeline.notes {
        slice(timeline, texts, note.place);
    }
}

fn ids_lead_somewhere(timeline: &Timeline) {
    let actors: BTreeSet<&str> = timeline.actors.iter().map(|actor| &*actor.id).collect();
    let times: BTreeSet<&str> = timeline.times.iter().map(|time| &*time.id).collect();
    let events: BTreeSet<&str> = timeline.events.iter().map(|event| &*event.id).collect();
    let relations: BTreeSet<&str> = timeline.relations.iter().map(|one| &*one.id).collect();
    assert_eq!(actors.len(), timeline.actors.len());
    assert_eq!(times.len(), timeline.times.len());
    assert_eq!(events.len(), timeline.events.len());
    assert_eq!(relations.len(), timeline.relations.len());
    let published = |id: &str| match id.strip_prefix("published") {
        Some("") => true,
        Some(rest) => rest[1..]
            .parse()
            .is_ok_and(|doc: usize| doc < timeline.documents.len()),
        None => false,
    };
    let node = |id: &str| {
        assert!(
            times.contains(id) || events.contains(id) || published(id),
            "{id}"
        );
    };
    for time in &timeline.times {
        let anchor = time
            .anchor
            .as_deref()
            .filter(|&anchor| anchor != "discourse");
        let points = [
            anchor,
            time.begin_point.as_deref(),
            time.end_point.as_deref(),
        ];
        for id in points.into_iter().flatten() {
            assert!(times.contains(id) || published(id), "{id}");
        }
    }
    for event in &timeline.events {
        for part in &event.participants {
            assert!(actors.contains(&*part.actor), "{}", part.actor);
        }
        for id in event.time.iter().flat_map(|time| &time.basis) {
            assert!(times.contains(&**id), "{id}");
        }
        match &event.reported_by {
            Some(ReporterEntry::Event(id)) => assert!(events.contains(&**id), "{id}"),
            Some(ReporterEntry::Actor(id)) => assert!(actors.contains(&**id), "{id}"),
            None => {}
        }
    }
    for relation in &timeline.relations {
        node(&relation.from);
        node(&relation.to);
        assert_ne!(relation.from, relation.to);
    }
    for conflict in &timeline.conflicts {
        node(&conflict.from);
        node(&conflict.to);
        for id in &conflict.against {
            assert!(relations.contains(&**id), "{id}");
        }
    }
}

/// On the timeline or undated, once; what is not listed on neither.
fn every_listed_event_has_one_place(timeline: &Timeline) {
    let on_it = timeline.timeline.iter().flat_map(|band| &band.events);
    let mut placed: Vec<&str> = on_it.chain(&timeline.undated).map(|id| &**id).collect();
    placed.sort_unstable();
    let listed = timeline.events.iter().filter(|event| event.listed);
    let mut wanted: Vec<&str> = listed.map(|event| &*event.id).collect();
    wanted.sort_unstable();
    assert_eq!(placed, wanted);
    for (number, band) in (1..).zip(&timeline.timeline) {
        assert_eq!(band.band, number);
        assert!(!band.events.is_empty());
    }
}

/// An event of a later band is not over before one of an earlier band begins.
fn dates_follow_the_order(timeline: &Timeline) {
    let time = |id: &str| {
        let event = timeline.events.iter().find(|event| event.id == id)?;
        event.time.as_ref()
    };
    for entry in &timeline.times {
        if let (Some(earliest), Some(latest)) = (&entry.earliest, &entry.latest) {
            assert!(moment(earliest) <= moment(latest), "{entry:?}");
        }
    }
    // The greatest lower bound so far: nothing that follows may be over by then.
    let mut begun: Option<(chrono::NaiveDateTime, &str)> = None;
    for band in &timeline.timeline {
        for id in &band.events {
            let Some(latest) = time(id).and_then(|time| time.latest.as_deref()) else {
                continue;
            };
            if let Some((begun, by)) = begun {
                assert!(
                    begun < moment(latest),
                    "{id} is over at {latest}, and stands after {by}, which begins at {begun}"
                );
            }
        }
        for id in &band.events {
            if let Some(earliest) = time(id).and_then(|time| time.earliest.as_deref()) {
                let earliest = moment(earliest);
                if begun.is_none_or(|(begun, _)| begun < earliest) {
                    begun = Some((earliest, id));
                }
            }
        }
    }
}

/// `2022-02-15T00:00:00`, and years of five digits, read.
pub fn moment(text: &str) -> chrono::NaiveDateTime {
    let read = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S");
    read.unwrap_or_else(|error| panic!("{text:?} is no moment: {error}"))
}

/// Written and read, the same.
pub fn json_is_read_back(timeline: &Timeline) {
    for json in [
        demarche::output::json(timeline),
        demarche::output::json_line(timeline),
    ] {
        let read: Timeline = serde_json::from_str(&json).expect("a timeline is read back");
        assert_eq!(&read, timeline);
        let _: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&json).expect("it is an object");
    }
    let line = demarche::output::json_line(timeline);
    assert_eq!(line.find('\n'), Some(line.len() - 1));
}
