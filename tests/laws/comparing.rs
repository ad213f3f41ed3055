//! Laws of comparison: a timeline agrees with itself, and each difference is seen once.

use proptest::prelude::*;

use demarche::compare::{Expected, compare};
use demarche::timeline::lay_out;
use demarche::types::timeline::Timeline;
use demarche::{Offsets, analyze, output};

use crate::promises::{self, agrees_with_itself, compared};
use crate::{config, news};

fn timeline(text: &str, choice: u8) -> Timeline {
    lay_out(&analyze(text, &promises::options(choice)), Offsets::Char)
}

fn expectation(timeline: &Timeline) -> Expected {
    Expected::from_json(&output::json(timeline)).unwrap()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_timeline_agrees_with_itself(text in news::anything(), choice in news::settings()) {
        agrees_with_itself(&timeline(&text, choice));
    }

    /// Right is never more than there is, whatever is held against what.
    #[test]
    fn counts_are_counts(one in news::story(), other in news::story()) {
        compared(&expectation(&timeline(&one, 1)), &timeline(&other, 1));
    }

    /// The events two timelines share are as many from either side.
    #[test]
    fn sharing_is_mutual(text in news::story(), other in news::sentence()) {
        let (one, other) = (timeline(&text, 1), timeline(&format!("{text}\n\n{other}"), 3));
        let forth = compare(&expectation(&one), &other);
        let back = compare(&expectation(&other), &one);
        prop_assert_eq!(forth.pairs.len(), back.pairs.len(), "{}", text);
    }

    /// An event that is gone is one miss, and no other event is.
    #[test]
    fn a_lost_event_is_one_miss(text in news::story(), at in any::<prop::sample::Index>()) {
        let whole = timeline(&text, 1);
        let listed: Vec<usize> = (0..whole.events.len()).filter(|&at| whole.events[at].listed).collect();
        prop_assume!(!listed.is_empty());
        let lost = listed[at.index(listed.len())];
        let mut rest = whole.clone();
        let id = rest.events.remove(lost).id;
        let shares = rest.events.iter().any(|event| event.listed && event.mentions.iter().any(|place| {
            whole.events[lost].mentions.iter().any(|gone| gone.start < place.end && place.start < gone.end)
        }));
        prop_assume!(!shares);
        let comparison = compare(&expectation(&whole), &rest);
        let missing: Vec<&str> = comparison.misses.iter().filter(|miss| miss.key.ends_with(": missing")).map(|miss| miss.key.as_str()).collect();
        prop_assert_eq!(missing, [format!("{id}: missing")]);
    }

    /// What is expected may say anything: read or refused on one line.
    #[test]
    fn strange_expectations_do_no_harm(text in news::story(), at in any::<prop::sample::Index>(), hostile in news::hostile()) {
        let json = output::json(&timeline(&text, 1));
        let boundaries: Vec<usize> = json.char_indices().map(|(at, _)| at).collect();
        let at = boundaries[at.index(boundaries.len())];
        promises::comparison(format!("{}{hostile}{}", &json[..at], &json[at..]).as_bytes());
    }
}
