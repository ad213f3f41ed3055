//! Laws of the whole: what is found is sound, the same each time, and in the order of the calendar.

use chrono::{Datelike, Days};
use proptest::prelude::*;

use demarche::timeline::lay_out;
use demarche::types::timeline::Timeline;
use demarche::{Offsets, Options, analyze, output};

use crate::promises::{self, analysis, laid_out};
use crate::{config, news};

const STATES: &[&str] = &[
    "France", "Japan", "Italy", "Brazil", "India", "Canada", "Norway", "Kenya",
];

fn read(text: &str, options: &Options) -> Timeline {
    lay_out(&analyze(text, options), Offsets::Char)
}

/// The listed events, by their places and what is claimed of them.
fn listed(timeline: &Timeline) -> Vec<(usize, usize, String, String)> {
    let events = timeline.events.iter().filter(|event| event.listed);
    events
        .map(|event| {
            (
                event.place.start,
                event.place.end,
                event.class.clone(),
                event.status.clone(),
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn news_gives_a_sound_analysis(text in news::story(), choice in news::settings()) {
        analysis::sound(&analyze(&text, &promises::options(choice)));
    }

    #[test]
    fn anything_gives_a_sound_analysis(text in news::anything(), choice in news::settings()) {
        analysis::sound(&analyze(&text, &promises::options(choice)));
    }

    #[test]
    fn anything_gives_a_sound_timeline(text in news::anything(), choice in any::<u8>()) {
        let found = analyze(&text, &promises::options(choice));
        laid_out::sound(&lay_out(&found, Offsets::Char), &[&found.document.text]);
    }

    #[test]
    fn offsets_count_what_they_say(text in news::anything(), choice in news::settings()) {
        let found = analyze(&text, &promises::options(choice));
        for unit in [Offsets::Byte, Offsets::Utf16] {
            laid_out::sound(&lay_out(&found, unit), &[&text]);
        }
    }

    /// The same bytes again, on another thread too.
    #[test]
    fn the_same_text_gives_the_same_bytes(text in news::anything(), choice in news::settings()) {
        let options = promises::options(choice);
        let one = output::json(&read(&text, &options));
        let other = std::thread::scope(|scope| scope.spawn(|| output::json(&read(&text, &options))).join().unwrap());
        prop_assert_eq!(one, other);
    }

    /// Events of different days, told in any order, stand in the order of the calendar.
    #[test]
    fn dated_events_stand_in_calendar_order(start in news::day(), gaps in prop::collection::vec(1u64..300, 2..6), seed in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()) {
        let mut day = start;
        let mut told: Vec<(String, chrono::NaiveDate)> = Vec::new();
        for (at, gap) in gaps.iter().enumerate() {
            day = day.checked_add_days(Days::new(*gap)).unwrap();
            let month = day.format("%B");
            let text = format!("{} thanked {} on {month} {}, {}.", STATES[at], STATES[at + 1], day.day(), day.year());
            told.push((text, day));
        }
        let order: Vec<usize> = seed.into_iter().filter(|&at| at < told.len()).collect();
        let text: Vec<&str> = order.iter().map(|&at| told[at].0.as_str()).collect();
        let published = demarche::publication(&day.to_string());
        let timeline = read(&text.join(" "), &Options { published, raw: true, ..Options::default() });
        let placed: Vec<String> = timeline.timeline.iter().flat_map(|band| &band.events).filter_map(|id| {
            let event = timeline.events.iter().find(|event| event.id == *id)?;
            event.time.as_ref()?.value.clone()
        }).collect();
        let wanted: Vec<String> = told.iter().map(|(_, day)| day.to_string()).collect();
        prop_assert_eq!(placed, wanted, "{}", text.join(" "));
    }

    /// "Three days later" is three days after what was told last.
    #[test]
    fn a_step_counts_from_the_event_before(day in news::day(), count in 2u64..28) {
        let date = format!("{} {}, {}", day.format("%B"), day.day(), day.year());
        let text = format!("France signed a treaty with Japan on {date}. {count} days later, Italy thanked Brazil.");
        let published = demarche::publication("2099-12-31");
        let timeline = read(&text, &Options { published, raw: true, ..Options::default() });
        let wanted = day.checked_add_days(Days::new(count)).unwrap().to_string();
        let thanked = timeline.events.iter().find(|event| event.place.text == "thanked").unwrap();
        prop_assert_eq!(thanked.time.as_ref().and_then(|time| time.value.clone()), Some(wanted), "{}", text);
    }

    /// Events that are not listed add to the graph, and take nothing from the list.
    #[test]
    fn all_events_hold_the_listed_ones(text in news::story(), choice in news::settings()) {
        let options = |all_events| Options { all_events, ..promises::options(choice) };
        prop_assert_eq!(listed(&read(&text, &options(true))), listed(&read(&text, &options(false))));
    }

    /// Several articles in any order are one timeline.
    #[test]
    fn the_order_of_the_articles_does_not_matter(texts in prop::collection::vec(news::story(), 1..4), choice in news::settings()) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        promises::several(&texts, choice);
    }

    /// A dead end for a reader: blanks around a text move places and change nothing else.
    #[test]
    fn blanks_before_a_text_only_move_it(text in news::story(), choice in news::settings()) {
        let options = promises::options(choice);
        let moved = read(&format!("\n\n{text}"), &options);
        let plain: Vec<_> = listed(&read(&text, &options)).into_iter().map(|(start, end, class, status)| (start + 2, end + 2, class, status)).collect();
        prop_assert_eq!(listed(&moved), plain);
    }
}
