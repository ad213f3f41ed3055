//! The classes of the words of a sentence, and where in it an expression can begin.

use super::words::{self, Word};

/// The classes of common words, so that each is worked out once: a form is looked up at the place its letters give.
pub(super) struct Classes {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    form: Key,
    class: Class,
}

/// The letters of a short form, in order, with zeros after them.
type Key = [u8; 12];

/// What a token can be in a time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Class {
    pub(super) word: Word,
    /// Whether it can carry an expression, as "Monday", "3" and "recently" can; "the" and "over" only open one.
    pub(super) carries: bool,
    /// Whether it can stand before the word that carries the expression: "of" in "the end of March".
    bridges: bool,
    /// Whether it can follow the number that an expression begins with.
    pub(super) follows_number: bool,
}

/// Places in the table; a power of two.
const SLOTS: usize = 1 << 12;

/// No word is longer than so many words before one that carries the expression.
const REACH: usize = 12;

/// Words that open expressions and never carry one, in order.
const OPENERS: &[&str] = &[
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
    "up",
    "well",
    "whole",
    "within",
    "world",
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
    "times",
    "until",
    "~",
    "¼",
    "½",
    "¾",
    "’s",
];

impl Default for Classes {
    fn default() -> Self {
        let slot = Slot {
            form: [0; 12],
            class: class(""),
        };
        Self {
            slots: vec![slot; SLOTS],
        }
    }
}

impl Classes {
    /// The class of a lower-case form.
    pub(super) fn of(&mut self, form: &str) -> Class {
        let bytes = form.as_bytes();
        let mut key: Key = [0; 12];
        match key.get_mut(..bytes.len()) {
            Some(start) if !bytes.contains(&0) => start.copy_from_slice(bytes),
            _ => return class(form), // too long to keep
        }
        let slot = &mut self.slots[place(key)];
        if slot.form != key {
            *slot = Slot {
                form: key,
                class: class(form),
            };
        }
        slot.class
    }
}

fn place(key: Key) -> usize {
    let mut letters = [0; 16];
    letters[..12].copy_from_slice(&key);
    let number = u128::from_le_bytes(letters);
    #[allow(clippy::cast_possible_truncation)] // folded on purpose
    let folded = (number as u64) ^ ((number >> 64) as u64).rotate_left(29);
    #[allow(clippy::cast_possible_truncation)] // the highest bits are the best mixed, and few
    let place = (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize;
    place % SLOTS
}

fn class(form: &str) -> Class {
    let word = words::classify(form);
    let carries = match word {
        // words of the rules that have no class and open nothing
        Word::Other => matches!(
            form,
            "date"
                | "dates"
                | "era"
                | "halves"
                | "meantime"
                | "moment"
                | "juncture"
                | "onset"
                | "period"
                | "periods"
                | "point"
                | "points"
                | "present"
                | "reign"
                | "season"
                | "seasons"
                | "stage"
                | "term"
                | "time"
                | "times"
                | "while"
        ),
        Word::Lead => OPENERS.binary_search(&form).is_err(),
        _ => true,
    };
    let bridges = word != Word::Other || BRIDGES.binary_search(&form).is_ok();
    Class {
        word,
        carries,
        bridges,
        follows_number: bridges || AFTER_NUMBER.binary_search(&form).is_ok(),
    }
}

/// Keeps in [`Class::carries`] whether such a word stands at the place or shortly after it, with nothing in between that
/// no expression holds: elsewhere nothing begins.
pub(super) fn look_ahead(classes: &mut [Class]) {
    let mut left = 0;
    for class in classes.iter_mut().rev() {
        left = if class.carries {
            REACH + 1
        } else if !class.bridges {
            0
        } else {
            usize::saturating_sub(left, 1)
        };
        class.carries = left > 0;
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
            assert_eq!(words::classify(opener), Word::Lead, "{opener}");
        }
    }

    #[test]
    fn a_kept_class_is_the_class() {
        let mut classes = Classes::default();
        let forms = [
            "",
            "monday",
            "may",
            "the",
            "\0",
            "a\0",
            "nineteenth",
            "3rd",
            "über",
            "congratulations",
            "1998",
        ];
        for _ in 0..2 {
            for form in forms {
                assert_eq!(classes.of(form), class(form), "{form:?}");
            }
        }
        for number in 0..20_000 {
            let form = number.to_string();
            assert_eq!(classes.of(&form), class(&form));
        }
    }

    #[test]
    fn nothing_begins_far_from_what_carries_it() {
        let mut classes = Classes::default();
        let mut row: Vec<Class> = "the talks on the last monday of it"
            .split(' ')
            .map(|form| classes.of(form))
            .collect();
        look_ahead(&mut row);
        let begins: Vec<bool> = row.iter().map(|class| class.carries).collect();
        assert_eq!(begins, [false, false, true, true, true, true, false, false]);
    }
}
