//! Past, present and future without a measure: "now", "recently", "the future".

use super::direction;
use super::reading::{Found, Reading};
use super::words::Word;
use crate::types::Direction::{self, Future, Past, Present};
use crate::types::FineTag;

/// Phrases that name the present, the past or the future, longest first, with the words that must not follow.
const PHRASES: &[(&str, Direction)] = &[
    ("as soon as possible", Future),
    ("in the near future", Future),
    ("the foreseeable future", Future),
    ("the immediate future", Future),
    ("the not too distant future", Future),
    ("the distant future", Future),
    ("the recent past", Past),
    ("the distant past", Past),
    ("the near future", Future),
    ("the near term", Future),
    ("the short term", Future),
    ("the long term", Future),
    ("the future", Future),
    ("the past", Past),
    ("the time", Past),
    ("that time", Past),
    ("those days", Past),
    ("back then", Past),
    ("the present", Present),
    ("at the moment", Present),
    ("the moment", Present),
    ("at present", Present),
    ("right now", Present),
    ("just now", Present),
    ("these days", Present),
    ("this moment", Present),
    ("this time", Present),
    ("this point", Present),
    ("a later date", Future),
    ("one day", Future),
    ("the other day", Past),
    ("to date", Present),
    ("the time being", Present),
    ("now", Present),
    ("currently", Present),
    ("current", Present),
    ("presently", Present),
    ("nowadays", Present),
    ("more recently", Past),
    ("most recently", Past),
    ("recently", Past),
    ("recent", Past),
    ("lately", Past),
    ("previously", Past),
    ("formerly", Past),
    ("very soon", Future),
    ("soon", Future),
    ("future", Future),
];

/// "now", "recently", "the near future".
pub(super) fn vague(reading: &Reading, at: usize) -> Option<Found> {
    let first = reading.form(at);
    let (end, direction) = PHRASES.iter().find_map(|&(phrase, direction)| {
        if phrase.as_bytes().first() != first.as_bytes().first() {
            return None;
        }
        let (mut rest, mut next) = (phrase, at);
        loop {
            rest = rest.strip_prefix(reading.form(next))?;
            next += 1;
            if rest.is_empty() {
                return Some((next, direction));
            }
            rest = rest.strip_prefix(' ')?;
        }
    })?;
    let single = end == at + 1;
    let word = if single { first } else { "" };
    let fits = match word {
        // "now-defunct", "now that": a state, not a time
        "now" => !reading.is_any(end, &["-", "that"]) && reading.before(at, 1) != "-",
        // "currently" and "recently" modify a verb; "sooner or later" is another word
        "future" | "recent" => false,
        "current" => !reading.capital(at) && !reading.is(end, "account"),
        "previously" | "formerly" => false,
        // "was soon released", "soon became": shortly after something told
        "soon" if tells_of_past(reading, at) => false,
        "soon" => !reading.is_any(end, &["after", "as"]) && reading.before(at, 1) != "as",
        _ => true,
    };
    if !fits {
        return None;
    }
    let whole = |from: usize, to: usize| reading.is(from, "the") && reading.is(to, "tense");
    let other = match (first, reading.form(at + 1)) {
        ("this", "time" | "point") => {
            !matches!(reading.before(at, 1), "at" | "by") || reading.is(end, "last")
        }
        ("the", "past") => {
            matches!(reading.form(end), "of")
                || !matches!(
                    reading.form(end),
                    "" | "."
                        | ","
                        | ";"
                        | "and"
                        | "that"
                        | "''"
                        | "”"
                        | "but"
                        | "\""
                        | "?"
                        | ")"
                        | "has"
                        | "is"
                        | "or"
                        | "as"
                        | "to"
                        | "with"
                        | "by"
                        | "for"
                )
        }
        ("the", "future") => matches!(reading.form(end), "of") && reading.before(at, 1) != "in",
        // "at the time of the vote", "the time has come": nothing told before
        ("the" | "that", "time") => {
            reading.before(at, 1) != "at"
                || reading.is_any(
                    end,
                    &[
                        "of", "when", "that", "for", "to", "the", "he", "she", "they",
                    ],
                )
        }
        ("those", "days") => reading.before(at, 1) != "in" || reading.is_any(end, &["when", "of"]),
        ("the", "present") => reading.form(end).starts_with(char::is_alphabetic),
        ("the", "moment") => !matches!(reading.before(at, 1), "at" | "for"),
        ("one", "day") => {
            !reading.is_any(end, &["be", ",", "in", "become", "have"])
                || !matches!(
                    reading.before(at, 1),
                    "will" | "would" | "might" | "could" | "may" | "that"
                )
        }
        ("these", _) => false,
        // "the largest deal to date": a verb's "to date" goes on; "year to date" is a stretch
        ("to", _) => {
            matches!(reading.word(at.wrapping_sub(1)), Word::Unit(..))
                || reading.form(end).starts_with(char::is_alphanumeric)
                || reading.is(end, "-")
        }
        _ => whole(at, end),
    };
    (!other).then(|| Found::vague(at, end, direction, "vague"))
}

/// Whether the verb beside "soon" is a past one.
fn tells_of_past(reading: &Reading, at: usize) -> bool {
    matches!(reading.before(at, 1), "was" | "were" | "had")
        || direction::past(reading, at + 1) == Some(FineTag::Vbd)
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn references() {
        check("2022-02-15", "They are now ready.", "now=PRESENT_REF");
        check("2022-02-15", "It failed recently.", "recently=PAST_REF");
        check(
            "2022-02-15",
            "It is the largest to date, he said the other day.",
            "to date=PRESENT_REF; the other day=PAST_REF",
        );
        check("2022-02-15", "He tried to date her.", "");
        check(
            "2022-02-15",
            "In the near future it may change.",
            "the near future=FUTURE_REF",
        );
    }
}
