//! Laws of the formats: whatever stands in a timeline can be written, and read by who reads that format.

use proptest::prelude::*;

use demarche::timeline::lay_out;
use demarche::types::timeline::Timeline;
use demarche::{Offsets, analyze, output};

use crate::promises::{self, formats, laid_out};
use crate::{config, news};

fn timeline(text: &str, choice: u8) -> Timeline {
    let found = analyze(text, &promises::options(choice));
    formats::with_texts(lay_out(&found, Offsets::Char), &[&found.document.text])
}

/// `timeline` with `words` where a text has its own: names, titles, summaries, roles, rules, notes.
fn spoil(mut timeline: Timeline, words: &[String]) -> Timeline {
    let mut next = words.iter().cycle();
    let mut word = || next.next().unwrap().clone();
    for document in &mut timeline.documents {
        document.id = Some(word());
        document.title = Some(word());
    }
    for actor in &mut timeline.actors {
        actor.name = word();
        actor.role = Some(word());
        actor.code = Some(word());
    }
    for time in &mut timeline.times {
        time.value = Some(word());
        time.modifier = Some(word());
    }
    for event in &mut timeline.events {
        event.summary = word();
        event.lemma = word();
        event.class = word();
        event.status = word();
        if let Some(time) = &mut event.time {
            time.value = Some(word());
            time.edtf = Some(word());
        }
    }
    for relation in &mut timeline.relations {
        relation.rule = word();
        relation.relation = word();
    }
    for note in &mut timeline.notes {
        note.message = word();
    }
    timeline
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_format_of_news_can_be_read(text in news::anything(), choice in news::settings()) {
        formats::can_be_read(&timeline(&text, choice));
    }

    #[test]
    fn hostile_words_break_no_format(text in news::story(), words in prop::collection::vec(news::hostile(), 1..6)) {
        formats::can_be_read(&spoil(timeline(&text, 1), &words));
    }

    #[test]
    fn json_gives_back_hostile_words(text in news::story(), words in prop::collection::vec(news::hostile(), 1..6)) {
        laid_out::json_is_read_back(&spoil(timeline(&text, 1), &words));
    }

    /// A timeline whose places lie anywhere: left out or shown, never a panic.
    #[test]
    fn places_that_are_none_do_no_harm(text in news::anything(), shift in any::<u16>(), turn in any::<bool>()) {
        let mut timeline = timeline(&text, 1);
        for event in &mut timeline.events {
            for place in event.mentions.iter_mut().chain([&mut event.place]) {
                place.start = place.start.wrapping_add(shift.into());
                if turn {
                    std::mem::swap(&mut place.start, &mut place.end);
                }
            }
        }
        for time in &mut timeline.times {
            time.place.end += usize::from(shift);
            time.earliest = Some("soon".to_owned());
        }
        formats::can_be_read(&timeline);
    }

    /// The lists of times and actors are JSON, too.
    #[test]
    fn lists_are_json(text in news::anything(), words in prop::collection::vec(news::hostile(), 1..4)) {
        let timeline = spoil(timeline(&text, 1), &words);
        for json in [output::times_json(&timeline), output::actors_json(&timeline), output::times_line(&timeline)] {
            serde_json::from_str::<serde_json::Value>(&json).unwrap();
        }
    }

    /// An id and a title come back from TimeML as they went in, blanks aside, with U+FFFD for what XML cannot hold.
    #[test]
    fn timeml_gives_back_id_and_title(id in "[A-Za-z<&>\"' ]{1,12}", title in "[A-Za-z<&>\"' ]{1,12}") {
        let mut timeline = timeline("They met.", 1);
        timeline.documents[0].id = Some(id.clone());
        timeline.documents[0].title = Some(title.clone());
        let read = demarche::text::marked(&output::timeml(&timeline, "They met.")).unwrap();
        let tidy = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        prop_assert_eq!(read.id.as_deref().and_then(tidy), tidy(&id));
        prop_assert_eq!(read.title.as_deref().and_then(tidy), tidy(&title));
    }
}
