//! Which way an underspecified date points: news looks back, unless the clause looks forward.

use super::reading::Reading;
use super::words::Word;
use crate::types::{Direction, FineTag};

/// Words that turn the date right after them to the future.
const FORWARD_PREPOSITIONS: &[&str] = &["until", "till", "til"];

/// How far the verb of the clause is looked for.
const MAX_CLAUSE: usize = 25;

/// The direction of the clause around the expression at `first..end`, `None` where nothing tells.
pub(super) fn of_clause(reading: &Reading, first: usize, end: usize) -> Option<Direction> {
    let mut first = before_clock(reading, first);
    while first > reading.start()
        && reading.is_any(
            first - 1,
            &[
                "early",
                "late",
                "mid",
                "-",
                "the",
                "end",
                "of",
                "beginning",
                "middle",
                "on",
            ],
        )
    {
        first -= 1;
    }
    let before = reading.before(first, 1);
    if before == "by" {
        return to_the_left(reading, first)
            .or_else(|| to_the_right(reading, end))
            .or(Some(Direction::Future));
    }
    // "through Friday" ends a stretch that may be over
    if before == "through" {
        return to_the_left(reading, first).or(Some(Direction::Future));
    }
    // "as early as Tuesday", "as soon as May"
    if before == "as"
        && reading.is_any(first.wrapping_sub(2), &["early", "soon", "late"])
        && reading.before(first, 3) == "as"
    {
        return to_the_left(reading, first.saturating_sub(3)).or(Some(Direction::Future));
    }
    if first > reading.start() + 1 && FORWARD_PREPOSITIONS.contains(&before) {
        return Some(Direction::Future);
    }
    if before == "since" {
        return Some(Direction::Past);
    }
    if before == "effective" || reading.before(first, 2) == "effective" {
        return Some(Direction::Future);
    }
    // "the ministry on Sunday *ordered* …": the verb the date stands before
    let verb = end < reading.end() && matches!(reading.fine(end), FineTag::Vbd | FineTag::Md);
    verb.then(|| cue(reading, end))
        .flatten()
        .or_else(|| to_the_left(reading, first))
        .or_else(|| to_the_right(reading, end))
}

/// Where the clock time begins that stands right before `first`: "9 a.m. EST" in "until 9 a.m. EST Tuesday".
fn before_clock(reading: &Reading, first: usize) -> usize {
    let mut at = first;
    while at > reading.start() && first - at < 4 {
        let part = matches!(reading.word(at - 1), Word::Clock(_))
            || matches!(
                reading.form(at - 1),
                "a.m." | "p.m." | "am" | "pm" | "o'clock"
            )
            || super::zone::is_zone(reading, at - 1)
            || at < first && matches!(reading.word(at - 1), Word::Number(_));
        if !part {
            break;
        }
        at -= 1;
    }
    at
}

fn to_the_left(reading: &Reading, first: usize) -> Option<Direction> {
    let from = reading.start().max(first.saturating_sub(MAX_CLAUSE));
    for at in (from..first).rev() {
        let form = reading.form(at);
        if matches!(form, ";" | ":" | "“" | "”" | "``" | "''" | "\"") {
            return None;
        }
        if matches!(
            form,
            "which" | "who" | "where" | "when" | "that" | "but" | "after" | "before"
        ) {
            return None; // another clause begins here, and it has no verb before the date
        }
        if let Some(direction) = cue(reading, at) {
            return Some(direction);
        }
    }
    None
}

fn to_the_right(reading: &Reading, end: usize) -> Option<Direction> {
    for at in end..reading.end().min(end + MAX_CLAUSE) {
        if matches!(reading.form(at), ";" | ":" | "”" | "''" | "\"") {
            return None;
        }
        if let Some(direction) = cue(reading, at) {
            return Some(direction);
        }
    }
    None
}

/// What the word at `at` says: a modal or an infinitive looks forward, a past form back.
fn cue(reading: &Reading, at: usize) -> Option<Direction> {
    let form = reading.form(at);
    // "set aside vacation *plans*", "*ahead* of the trip"
    if reading.fine(at) == FineTag::Nns || form == "ahead" && reading.form(at + 1) == "of" {
        return None;
    }
    match form {
        // "cut jobs due to its third-quarter loss"
        "due" if reading.is(at + 1, "to") && !infinitive(reading, at + 2) => return None,
        "will" | "'ll" | "’ll" | "shall" | "wo" | "plans" | "expected" | "expects"
        | "scheduled" | "due" | "slated" | "upcoming" | "forthcoming" | "intends" | "hopes"
        | "may" | "can" | "might" | "must" | "deadline" | "tentatively" | "begins" | "starts"
        | "expires" | "ends" | "opens" | "arrives" | "leaves" | "meets" | "matures"
        | "maturing" | "planning" | "preparing" | "ahead"
            if !(form == "may" && matches!(reading.word(at + 1), Word::Number(_))) =>
        {
            return Some(Direction::Future);
        }
        "to" if infinitive(reading, at + 1) => return Some(Direction::Future),
        "set" if reading.is_any(at + 1, &["to", "for"]) => return Some(Direction::Future),
        "planned" if reading.is(at + 1, "for") => return Some(Direction::Future),
        "was" | "were" | "had" | "did" | "said" | "has" | "have" => return Some(Direction::Past),
        _ => {}
    }
    match reading.fine(at) {
        FineTag::Vbd => Some(Direction::Past),
        // "the deal signed Friday" looks back; in "to be published" the participle says nothing
        FineTag::Vbn if reading.before(at, 1) != "be" => Some(Direction::Past),
        FineTag::None if past_form(form) && reading.before(at, 1) != "be" => Some(Direction::Past),
        _ => None,
    }
}

/// Whether the word after "to" can be a verb: where no tag says so, not a name, number, article or pronoun.
fn infinitive(reading: &Reading, at: usize) -> bool {
    match reading.fine(at) {
        FineTag::Vb => true,
        FineTag::None => {
            !reading.capital(at)
                && reading.word(at) == Word::Other
                && !reading.form(at).ends_with('s')
                && !reading.form(at).ends_with("ing")
                && reading.form(at).len() > 1
                && reading.form(at).bytes().all(|b| b.is_ascii_lowercase())
        }
        _ => false,
    }
}

/// Past forms, by ending and by list.
fn past_form(form: &str) -> bool {
    form.len() > 4
        && form.ends_with("ed")
        && !matches!(
            form,
            "united" | "need" | "indeed" | "hundred" | "speed" | "exceed" | "proceed" | "succeed"
        )
        || matches!(
            form,
            "met"
                | "told"
                | "took"
                | "came"
                | "went"
                | "left"
                | "held"
                | "gave"
                | "began"
                | "broke"
                | "brought"
                | "fell"
                | "rose"
                | "won"
                | "lost"
                | "made"
                | "found"
                | "saw"
                | "got"
                | "sent"
                | "led"
                | "struck"
                | "shot"
                | "spoke"
                | "became"
                | "flew"
                | "fought"
                | "wrote"
                | "put"
                | "cut"
                | "hit"
                | "paid"
                | "sold"
                | "bought"
                | "ran"
                | "died"
        )
}

#[cfg(test)]
mod tests {
    /// The value of the first time expression of a text published on 2024-03-13, its trees read.
    fn check(text: &str, wanted: &str) {
        let options = crate::Options {
            published: crate::publication("2024-03-13"),
            ..crate::Options::default()
        };
        let analysis = crate::analyze(text, &options);
        let value = analysis
            .timexes
            .first()
            .and_then(crate::types::Timex::timex_value);
        assert_eq!(value.as_deref(), Some(wanted), "{text:?}");
    }

    #[test]
    fn the_verb_behind_the_date() {
        check(
            "The ministry on Sunday ordered the departure of its staff.",
            "2024-03-10",
        );
        check(
            "Ahead of the trip, the ministry on Sunday issued a warning.",
            "2024-03-10",
        );
        check(
            "The ministry on Sunday will order the departure of its staff.",
            "2024-03-17",
        );
        check(
            "The ultimatum ran until 9 a.m. EST Friday.",
            "2024-03-15T09:00",
        );
        check("He comes as early as Friday.", "2024-03-15");
        check(
            "On Friday, when Lund dropped her vacation plans, the army left.",
            "2024-03-08",
        );
    }
}
