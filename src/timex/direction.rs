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
    let modal = reading.is_any(
        end,
        &["will", "'ll", "shall", "may", "can", "might", "must"],
    );
    let verb = end < reading.end() && (modal || past(reading, end) == Some(FineTag::Vbd));
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

/// What the word at `at` says: a modal or an infinitive looks forward, a past form back. Tags are asked for only where the
/// form leaves open what it is.
fn cue(reading: &Reading, at: usize) -> Option<Direction> {
    let form = reading.form(at);
    match form {
        // "*ahead* of the trip", "cut jobs *due* to its third-quarter loss"
        "ahead" if reading.is(at + 1, "of") => return None,
        "due" if reading.is(at + 1, "to") && !infinitive(reading, at + 2) => return None,
        "will" | "'ll" | "’ll" | "shall" | "wo" | "expected" | "scheduled" | "due" | "slated"
        | "upcoming" | "forthcoming" | "may" | "can" | "might" | "must" | "deadline"
        | "tentatively" | "maturing" | "planning" | "preparing" | "ahead"
            if !(form == "may" && matches!(reading.word(at + 1), Word::Number(_))) =>
        {
            return Some(Direction::Future);
        }
        // "set aside vacation *plans*"
        "plans" | "expects" | "intends" | "hopes" | "begins" | "starts" | "expires" | "ends"
        | "opens" | "arrives" | "leaves" | "meets" | "matures" => {
            return (reading.fine(at) != FineTag::Nns).then_some(Direction::Future);
        }
        // "tried to storm it on Monday": by then it was over
        "to" if matches!(
            reading.before(at, 1),
            "attempted"
                | "began"
                | "continued"
                | "failed"
                | "helped"
                | "managed"
                | "started"
                | "tried"
        ) =>
        {
            return Some(Direction::Past);
        }
        "to" if infinitive(reading, at + 1) => return Some(Direction::Future),
        // "said he *would* leave Friday", not "would *have* left Friday"
        "would" if !reading.is(at + 1, "have") => return Some(Direction::Future),
        "set" if reading.is_any(at + 1, &["to", "for"]) => return Some(Direction::Future),
        "planned" if reading.is(at + 1, "for") => return Some(Direction::Future),
        "was" | "were" | "had" | "did" | "said" | "has" | "have" => return Some(Direction::Past),
        _ => {}
    }
    match past(reading, at)? {
        FineTag::Vbd => Some(Direction::Past),
        // "the deal signed Friday" looks back; in "to be published" the participle says nothing
        _ => (reading.before(at, 1) != "be").then_some(Direction::Past),
    }
}

/// Whether the word after "to" can be a verb: where no tag says so, not a name, number, article or pronoun.
fn infinitive(reading: &Reading, at: usize) -> bool {
    let form = reading.form(at);
    if reading.capital(at) || form.len() < 2 || !form.bytes().all(|b| b.is_ascii_lowercase()) {
        return false;
    }
    match form {
        "the" | "an" | "its" | "his" | "her" | "their" | "this" | "that" | "these" | "those"
        | "some" | "all" | "any" | "no" | "about" | "more" | "it" | "them" | "him" | "us"
        | "which" | "whom" => return false,
        "be" | "have" | "make" | "take" | "meet" | "get" | "give" | "go" | "keep" | "hold"
        | "bring" | "send" | "become" | "begin" | "discuss" | "join" | "leave" | "see" => {
            return true;
        }
        _ => {}
    }
    match reading.fine(at) {
        FineTag::Vb => true,
        FineTag::None => {
            reading.word(at) == Word::Other && !form.ends_with('s') && !form.ends_with("ing")
        }
        _ => false,
    }
}

/// Whether the word at `at` is a past tense or a past participle, and which of them where a tag has to tell.
pub(super) fn past(reading: &Reading, at: usize) -> Option<FineTag> {
    let form = reading.form(at);
    // "will be *held* on Monday"
    if is_past(form) && reading.before(at, 1) == "be" {
        return Some(FineTag::Vbn);
    }
    if is_past(form) {
        return Some(FineTag::Vbd).filter(|_| !reading.capital(at) || at == reading.start());
    }
    if form.ends_with("ed") && form.len() > 4 && !is_bare_ed(form) {
        let participle = reading.before(at, 1) == "be" || reading.before(at, 1) == "been";
        let lower = !reading.capital(at);
        return lower.then_some(if participle {
            FineTag::Vbn
        } else {
            FineTag::Vbd
        });
    }
    if AMBIGUOUS.binary_search(&form).is_err() {
        return None;
    }
    Some(reading.fine(at)).filter(|tag| matches!(tag, FineTag::Vbd | FineTag::Vbn))
}

/// Words in "-ed" that are no past forms.
fn is_bare_ed(form: &str) -> bool {
    matches!(
        form,
        "united"
            | "indeed"
            | "hundred"
            | "speed"
            | "exceed"
            | "proceed"
            | "succeed"
            | "armed"
            | "unprecedented"
            | "so-called"
            | "allied"
            | "alleged"
            | "renewed"
            | "detailed"
            | "limited"
    )
}

/// Whether the form is a past one of an irregular verb and hardly anything else.
fn is_past(form: &str) -> bool {
    PAST.binary_search(&form).is_ok()
}

/// Past forms of irregular verbs, in order.
const PAST: &[&str] = &[
    "agreed",
    "arose",
    "ate",
    "became",
    "began",
    "begun",
    "blew",
    "bore",
    "bought",
    "broke",
    "broken",
    "brought",
    "built",
    "came",
    "caught",
    "chose",
    "chosen",
    "dealt",
    "died",
    "drew",
    "drove",
    "fell",
    "felt",
    "fled",
    "flew",
    "forbade",
    "fought",
    "found",
    "freed",
    "froze",
    "gave",
    "given",
    "got",
    "grew",
    "held",
    "hung",
    "kept",
    "knew",
    "led",
    "left",
    "lied",
    "lost",
    "made",
    "meant",
    "met",
    "overthrew",
    "owed",
    "paid",
    "ran",
    "rang",
    "rode",
    "rose",
    "sank",
    "sat",
    "saw",
    "sent",
    "shook",
    "shot",
    "slept",
    "slew",
    "sold",
    "sought",
    "spent",
    "spoke",
    "stole",
    "stood",
    "struck",
    "swept",
    "swore",
    "taken",
    "taught",
    "thought",
    "threw",
    "tied",
    "told",
    "took",
    "understood",
    "used",
    "went",
    "withdrew",
    "woke",
    "won",
    "wore",
    "wrote",
];

/// Past forms that are as often another form of the verb, or a noun, in order.
const AMBIGUOUS: &[&str] = &[
    "beat",
    "become",
    "bet",
    "broadcast",
    "burst",
    "cast",
    "come",
    "cost",
    "cut",
    "forecast",
    "hit",
    "hurt",
    "laid",
    "lay",
    "let",
    "put",
    "quit",
    "read",
    "run",
    "set",
    "shed",
    "shut",
    "split",
    "spread",
    "thrust",
    "upset",
    "wound",
];

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
    fn past_forms_are_in_order() {
        assert!(super::PAST.is_sorted());
        assert!(super::AMBIGUOUS.is_sorted());
    }

    /// Without tags, "to" and a plain word is an infinitive, "to" and a plural or a gerund is not.
    #[test]
    fn infinitives_by_form() {
        let check = crate::timex::check;
        for (said, day) in [
            ("Their aim, to publicise it Friday", "2024-03-15"),
            ("Their road to talks Friday", "2024-03-08"),
            ("Their way to sailing Friday", "2024-03-08"),
            ("Their way to Oslo Friday", "2024-03-08"),
            ("Their way to the docks Friday", "2024-03-08"),
            ("Their way to 30 docks Friday", "2024-03-08"),
        ] {
            check("2024-03-13", said, &format!("Friday={day}"));
        }
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
        check("He said the envoy would leave Friday.", "2024-03-15");
        check("The talks planned for Friday are off.", "2024-03-15");
        check("The talks planned on Friday are off.", "2024-03-08");
        check("The envoy would have left Friday.", "2024-03-08");
        check(
            "On Friday, when Lund dropped her vacation plans, the army left.",
            "2024-03-08",
        );
    }
}
