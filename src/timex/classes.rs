//! The classes of the words of a sentence, and where in it an expression can begin.

use std::ops::Range;
use std::sync::LazyLock;

use super::digits::{glued_date, numeric};
use super::leads::LEADS;
use super::words::{ALONE, DAY, Kinds, MONTH, NAMES, NOUN, PART, SEASON, UNIT, WEEKDAY, Word};
use crate::types::FormSpan;

/// What a token can be in a time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Class {
    pub(super) word: Word,
    /// The kind of word it is where it can carry an expression, as "Monday", "3" and "recently" can; none for "the" and
    /// "over", which only open one. After [`look_ahead`]: the kinds of all that can carry an expression from here on.
    pub(super) carried_by: Kinds,
    /// Whether it can stand before the word that carries the expression: "of" in "the end of March".
    bridges: bool,
    /// Whether it can follow the number that an expression begins with.
    pub(super) follows_number: bool,
}

/// No word is longer than so many words before one that carries the expression.
const REACH: usize = 12;

/// Words that open expressions and never carry one, in order.
const OPENERS: &[&str] = &[
    "'",
    "a",
    "about",
    "all",
    "almost",
    "an",
    "another",
    "any",
    "around",
    "as",
    "at",
    "back",
    "between",
    "both",
    "close",
    "couple",
    "each",
    "early",
    "election",
    "end",
    "entire",
    "every",
    "few",
    "final",
    "from",
    "german",
    "good",
    "her",
    "his",
    "human",
    "international",
    "its",
    "just",
    "last",
    "less",
    "long",
    "many",
    "maundy",
    "middle",
    "more",
    "near",
    "nearly",
    "new",
    "next",
    "no",
    "only",
    "over",
    "part",
    "per",
    "same",
    "several",
    "some",
    "such",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "to",
    "under",
    "united",
    "up",
    "well",
    "whit",
    "whole",
    "within",
    "world",
    "‘",
    "’",
];

/// Words without a class that can stand between the word that opens an expression and the one that carries it, in order.
const BRIDGES: &[&str] = &[
    "'",
    "'s",
    "(",
    ",",
    "-",
    ".",
    "/",
    "a",
    "academic",
    "additional",
    "aids",
    "an",
    "and",
    "at",
    "beginning",
    "better",
    "bloody",
    "business",
    "by",
    "calendar",
    "comparable",
    "consecutive",
    "corresponding",
    "crucial",
    "day",
    "difficult",
    "distant",
    "dozens",
    "early",
    "ensuing",
    "environment",
    "extra",
    "fawkes",
    "fewer",
    "fiscal",
    "fool",
    "fools",
    "for",
    "foreseeable",
    "freedom",
    "full",
    "further",
    "hectic",
    "holocaust",
    "hundreds",
    "immediate",
    "in",
    "initial",
    "intervening",
    "jr.",
    "king",
    "latter",
    "least",
    "less",
    "longer",
    "luther",
    "mere",
    "most",
    "much",
    "nations",
    "not",
    "number",
    "odd",
    "of",
    "on",
    "or",
    "other",
    "part",
    "patrick",
    "preceding",
    "press",
    "refugee",
    "rights",
    "saints",
    "school",
    "scores",
    "short",
    "single",
    "small",
    "so",
    "solid",
    "straight",
    "successive",
    "tense",
    "than",
    "the",
    "thousands",
    "through",
    "till",
    "times",
    "too",
    "trading",
    "tumultuous",
    "turbulent",
    "unity",
    "until",
    "very",
    "wee",
    "with",
    "women",
    "workers",
    "workers'",
    "working",
    "–",
    "—",
    "‘",
    "’",
    "’s",
];

/// Words without a class that can follow the number that an expression begins with, beside [`BRIDGES`], in order.
const AFTER_NUMBER: &[&str] = &[
    "&",
    "'s",
    "a",
    "a.d.",
    "a.m",
    "a.m.",
    "ad",
    "after",
    "am",
    "at",
    "b.c.",
    "b.c.e.",
    "bc",
    "bce",
    "before",
    "c.e.",
    "ce",
    "hours",
    "hrs",
    "in",
    "o'clock",
    "oclock",
    "o’clock",
    "p",
    "p.m",
    "p.m.",
    "past",
    "pm",
    "s",
    "through",
    "till",
    "until",
    "~",
    "¼",
    "½",
    "¾",
    "’s",
];

/// Words without a class that carry an expression and open none.
const NOUNS: &[&str] = &[
    "date", "dates", "era", "halves", "juncture", "meantime", "moment", "onset", "period",
    "periods", "point", "points", "present", "reign", "season", "seasons", "stage", "term", "time",
    "times", "while",
];

/// What can be said of a form that stands in no list.
const NOTHING: Class = Class {
    word: Word::Other,
    carried_by: 0,
    bridges: false,
    follows_number: false,
};

/// The classes of all forms that stand in a list.
static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

/// Form → class; a form stands at the place its letters give, or at the next one that was free.
struct Table {
    /// What stands at each place: the number of a form, from 1; 0 where nothing does. Most words of a text come to such a place.
    places: [u16; PLACES],
    /// The forms, in the order of their numbers.
    forms: Vec<(Key, Class)>,
}

/// The letters of a short form, in order, with zeros after them.
type Key = u128;

/// Places in the table, a power of two, several times as many as forms.
const PLACES: usize = 1 << 12;

impl Table {
    fn new() -> Self {
        let mut table = Self {
            places: [0; PLACES],
            forms: Vec::new(),
        };
        for &(forms, word) in NAMES {
            for form in forms {
                let class = table.entry(form);
                if class.word == Word::Other {
                    class.word = word;
                    class.carried_by = word.kind();
                }
            }
        }
        for form in LEADS {
            let class = table.entry(form);
            if class.word == Word::Other {
                class.word = Word::Lead;
                class.carried_by = ALONE;
            }
        }
        for form in OPENERS {
            table.entry(form).carried_by = 0;
        }
        for form in NOUNS {
            table.entry(form).carried_by = NOUN;
        }
        for form in BRIDGES {
            table.entry(form).bridges = true;
        }
        for form in AFTER_NUMBER {
            table.entry(form).follows_number = true;
        }
        for (_, class) in &mut table.forms {
            class.bridges |= class.word != Word::Other;
            class.follows_number |= class.bridges;
        }
        table
    }

    /// The class of a form of a list, to be filled.
    fn entry(&mut self, form: &str) -> &mut Class {
        let key = key(form).expect("listed forms are short");
        let mut place = place(key);
        loop {
            match self.places[place] {
                0 => {
                    self.forms.push((key, NOTHING));
                    let number = u16::try_from(self.forms.len());
                    self.places[place] = number.expect("listed forms are few");
                }
                number => {
                    if self.forms[usize::from(number) - 1].0 == key {
                        return &mut self.forms[usize::from(number) - 1].1;
                    }
                    place = (place + 1) % PLACES;
                }
            }
        }
    }

    fn get(&self, key: Key) -> Option<Class> {
        let mut place = place(key);
        loop {
            let number = self.places[place].checked_sub(1)?;
            let (held, class) = self.forms[usize::from(number)];
            if held == key {
                return Some(class);
            }
            place = (place + 1) % PLACES;
        }
    }
}

/// Where `key` stands, unless the place is taken.
fn place(key: Key) -> usize {
    #[allow(clippy::cast_possible_truncation)] // folded on purpose
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    #[allow(clippy::cast_possible_truncation)] // the highest bits are the best mixed, and few
    let place = (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize;
    place % PLACES
}

/// `None` for a form too long to stand in a list, and for one that ends in a zero or is empty.
fn key(form: &str) -> Option<Key> {
    let bytes = form.as_bytes();
    if bytes.last().is_none_or(|last| *last == 0) {
        return None;
    }
    let mut letters = [0; 16];
    letters.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(Key::from_le_bytes(letters))
}

/// As [`key`] of the form at `span` of `forms`: what stands behind it is read with it and taken off.
fn key_within(forms: &str, span: FormSpan) -> Option<Key> {
    let Range { start, end } = span.range();
    let length = end - start;
    match forms.as_bytes()[start..].first_chunk() {
        Some(letters) if (1..=16).contains(&length) && letters[length - 1] != 0 => {
            Some(Key::from_le_bytes(*letters) & (Key::MAX >> (8 * (16 - length))))
        }
        Some(_) => None,
        None => key(&forms[start..end]),
    }
}

/// The class of the lower-case form at `span` of `forms`.
pub(super) fn class_within(forms: &str, span: FormSpan) -> Class {
    let listed = key_within(forms, span).and_then(|key| TABLE.get(key));
    listed.unwrap_or_else(|| class_by_shape(&forms[span.range()]))
}

/// The class of a lower-case form.
pub(super) fn class(form: &str) -> Class {
    let listed = key(form).and_then(|key| TABLE.get(key));
    listed.unwrap_or_else(|| class_by_shape(form))
}

/// The class of a form that stands in no list.
fn class_by_shape(form: &str) -> Class {
    let bytes = form.as_bytes();
    let word = match (bytes.first(), bytes.last()) {
        (Some(b'0'..=b'9'), _) => numeric(form),
        // "mar3", "fy2019": read by their rules
        (Some(b'a'..=b'z'), Some(b'0'..=b'9'))
            if form.len() <= 13 && (form.starts_with("fy") || glued_date(form).is_some()) =>
        {
            Word::Lead
        }
        _ => return NOTHING,
    };
    let carries = word != Word::Other;
    Class {
        word,
        carried_by: if word == Word::Lead {
            ALONE | UNIT // "3/4/2022", "3years"
        } else {
            word.kind()
        },
        bridges: carries,
        follows_number: carries,
    }
}

/// What a lower-case form can be.
pub(super) fn word(form: &str) -> Word {
    class(form).word
}

/// What a lower-case form of a list can be.
pub(super) fn listed(form: &str) -> Option<Word> {
    TABLE.get(key(form)?).map(|class| class.word)
}

/// Takes from a word that stands three times running what it could be: "May May May" is no date but noise.
pub(super) fn silence_noise(classes: &mut [Class]) {
    const SAY_ONE_THING: Kinds = WEEKDAY | MONTH | UNIT | PART | SEASON | DAY;
    let mut at = 0;
    while at + 2 < classes.len() {
        let word = classes[at].word;
        let mut end = at + 1;
        if word.kind() & SAY_ONE_THING != 0 {
            end += classes[end..]
                .iter()
                .take_while(|class| class.word == word)
                .count();
        }
        if end - at > 2 {
            classes[at..end].fill(NOTHING);
        }
        at = end;
    }
}

/// Keeps in [`Class::carried_by`] which kinds of word that can carry an expression stand at the place or after it, with
/// nothing in between that no expression holds, the first of them not far: where there are none, nothing begins.
pub(super) fn look_ahead(classes: &mut [Class]) {
    let mut left = 0;
    let mut kinds = 0;
    for class in classes.iter_mut().rev() {
        left = if class.carried_by != 0 {
            REACH + 1
        } else if !class.bridges {
            0
        } else {
            usize::saturating_sub(left, 1)
        };
        if !class.bridges || left == 0 {
            kinds = 0;
        }
        kinds |= class.carried_by;
        class.carried_by = kinds;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_in_order() {
        assert!(OPENERS.is_sorted());
        assert!(BRIDGES.is_sorted());
        assert!(AFTER_NUMBER.is_sorted());
        for opener in OPENERS {
            assert_eq!(word(opener), Word::Lead, "{opener}");
        }
    }

    #[test]
    fn forms_like_listed_ones_are_not_listed() {
        for form in [
            "",
            "\0",
            "a\0",
            "over-the-top-of-it",
            "mayo",
            "thé",
            "1998",
            "Monday",
        ] {
            assert_eq!(listed(form), None, "{form:?}");
        }
        assert_eq!(listed("may"), Some(Word::Month(5)));
        // within a text: whatever stands behind it
        let forms = "may\0over-the-top-of-itmonday";
        for (start, end, wanted) in [
            (0, 3, Word::Month(5)),
            (0, 4, Word::Other),
            (1, 3, Word::Other),
            (3, 3, Word::Other),
            (4, 8, Word::Lead),
            (4, 22, Word::Other),
            (22, 28, Word::Weekday(chrono::Weekday::Mon, false)),
        ] {
            let class = class_within(forms, FormSpan::new(start, end));
            assert_eq!(class.word, wanted, "{:?}", &forms[start..end]);
            assert_eq!(class, super::class(&forms[start..end]));
        }
        // two lists: the first meaning stays
        assert_eq!(word("second"), Word::Ordinal(2));
        assert_eq!(word("april"), Word::Month(4));
    }

    #[test]
    fn what_stands_three_times_running_is_noise() {
        let row = |text: &str| {
            let mut row: Vec<Class> = text.split(' ').map(class).collect();
            silence_noise(&mut row);
            let left = row.iter().filter(|class| class.word != Word::Other);
            left.count()
        };
        assert_eq!(row("in may may said"), 2);
        assert_eq!(row("may may may"), 0);
        assert_eq!(row("monday may may may may monday"), 2);
        assert_eq!(row("years and years and years"), 3);
        assert_eq!(row("1 1 1 1"), 4);
    }

    #[test]
    fn nothing_begins_far_from_what_carries_it() {
        let mut row: Vec<Class> = "the talks on the last monday of it"
            .split(' ')
            .map(class)
            .collect();
        look_ahead(&mut row);
        let begins: Vec<bool> = row.iter().map(|class| class.carried_by != 0).collect();
        assert_eq!(begins, [false, false, true, true, true, true, false, false]);
    }
}
