//! Names that hold a date: "the March 23 Movement", "Friday Harbor", "the Winter Palace", "August Wilson".

use super::reading::Reading;
use super::words::Word;

/// Nouns that make a name of the date before them, where they begin with a capital.
const HEADS: &[&str] = &[
    "accord",
    "accords",
    "agreement",
    "alliance",
    "army",
    "avenue",
    "battalion",
    "bay",
    "beach",
    "boulevard",
    "bridge",
    "brigade",
    "brigades",
    "bulletin",
    "circle",
    "club",
    "coalition",
    "committee",
    "council",
    "creek",
    "declaration",
    "festival",
    "foundation",
    "front",
    "garden",
    "gardens",
    "gazette",
    "group",
    "hall",
    "harbor",
    "harbour",
    "herald",
    "hill",
    "hotel",
    "island",
    "islands",
    "journal",
    "lake",
    "lane",
    "league",
    "massacre",
    "mirror",
    "monument",
    "movement",
    "network",
    "olympics",
    "palace",
    "park",
    "party",
    "plaza",
    "post",
    "press",
    "project",
    "review",
    "revolution",
    "river",
    "road",
    "school",
    "show",
    "society",
    "square",
    "station",
    "street",
    "telegraph",
    "times",
    "tribune",
    "union",
    "university",
    "uprising",
];

/// Prepositions after which a month is a month even before a name: "in August Russia invaded".
const OF_TIME: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "during",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "-",
    "on",
    "through",
    "throughout",
    "that",
    "previous",
    "following",
];

/// Whether the date that ends at `end` is part of the name of a body, a place or a paper.
pub(super) fn holds_date(reading: &Reading, end: usize) -> bool {
    reading.capital(end) && HEADS.contains(&reading.form(end))
}

/// "the Winter Palace", "Summer Olympics": a season in a name.
pub(super) fn holds_season(reading: &Reading, at: usize) -> bool {
    reading.capital(at) && reading.capital(at + 1) && reading.word(at + 1) == Word::Other
}

/// "August Wilson", "April Glaspie", "Theresa May": a month that is a person's name.
pub(super) fn is_person(reading: &Reading, at: usize) -> bool {
    if !reading.capital(at) {
        return false;
    }
    let before = reading.before(at, 1);
    let first_name = reading.is_any(at, &["april", "may", "june", "august"])
        && reading.capital(at + 1)
        && reading.word(at + 1) == Word::Other
        && !OF_TIME.contains(&before);
    let surname = reading.is_any(at, &["may", "march", "august"])
        && at > reading.start()
        && reading.capital(at - 1)
        && reading.word(at - 1) == Word::Other
        && !OF_TIME.contains(&before)
        && !matches!(
            before,
            "by" | "from" | "of" | "for" | "after" | "before" | "between" | "to" | "around" | "and"
        );
    first_name || surname
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn names() {
        check("2022-02-15", "The March 23 Movement met.", "");
        check("2022-02-15", "They sailed to Friday Harbor.", "");
        check("2022-02-15", "The Winter Palace fell.", "");
        check("2022-02-15", "The plays of August Wilson ran.", "");
        check("2022-02-15", "Theresa May and April Stone spoke.", "");
        check("2022-02-15", "In August Russia invaded.", "August=2021-08");
        check(
            "2022-02-15",
            "On March 23 Moscow agreed.",
            "March 23=2022-03-23",
        );
    }
}
