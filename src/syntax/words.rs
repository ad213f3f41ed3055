//! Word → the numbers that features are made of.

use super::model::{CLOSED, Model};

/// What the features see of a word. Every field is a hash or a small number.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The lower-case form, digits made alike, variants of quotation marks and dashes made alike.
    pub form: u64,
    /// The last one to four characters.
    pub suffixes: [u64; 4],
    /// The first one to three characters.
    pub prefixes: [u64; 3],
    /// Capitals, digits, marks: a bit each.
    pub shape: u64,
    /// The set of tags the word, or its lower-case form, had in training; for an unknown word, what its shape and ending say.
    pub class: u64,
    /// The set of tags of the lower-case form, for a word with a capital.
    pub low: u64,
    /// That set, where the word is common enough to have no other tags.
    pub candidates: Option<u16>,
}

const FIRST_CAPITAL: u64 = 1;
const ALL_CAPITALS: u64 = 2;
const INNER_CAPITAL: u64 = 4;
const DIGIT: u64 = 8;
const LETTER: u64 = 16;
const STOP: u64 = 32;
const OTHER_MARK: u64 = 64;

/// What stands at the place of a word before the first and after the last.
pub const OUTSIDE: Word = Word {
    form: 0x6f75_7473_6964_6500,
    suffixes: [1; 4],
    prefixes: [1; 3],
    shape: 255,
    class: 0x6f75_7473_6964_6501,
    low: 0,
    candidates: None,
};

/// Reads a word; `lower` is its lower-case form.
pub fn read(model: &Model, word: &str, lower: &str) -> Word {
    let shape = shape(word);
    let prefixes = beginnings(lower);
    let suffixes = endings(lower);
    let known = model.class_of(key(word));
    let capital = shape & (FIRST_CAPITAL | ALL_CAPITALS | INNER_CAPITAL) != 0;
    let low = capital.then(|| model.class_of(key(lower))).flatten();
    let class = known.or(low);
    let number = |class: u16| mix(u64::from(class & !CLOSED) + 1);
    Word {
        form: hash(normal(lower).as_bytes()),
        suffixes,
        prefixes,
        shape,
        class: match class {
            Some(class) => number(class),
            None => mix(suffixes[1] ^ (shape << 8)),
        },
        low: low.map_or(0, number),
        candidates: known.filter(|class| class & CLOSED != 0),
    }
}

/// The key of a word in the lexicon: case counts, digits do not.
pub fn key(word: &str) -> u32 {
    let hash = hash(normal(word).as_bytes());
    u32::try_from(hash >> 32).map_or(1, |key| key.max(1)) // 0 marks a free slot
}

/// Variants of quotation marks and dashes are one word to the model.
fn normal(word: &str) -> &str {
    match word {
        "“" | "«" | "„" => "``",
        "”" | "»" => "''",
        "’" | "‘" => "'",
        "—" | "–" | "---" => "--",
        "…" | "...." => "...",
        other => other,
    }
}

fn shape(word: &str) -> u64 {
    let mut shape = 0;
    let (mut letters, mut capitals) = (0, 0);
    for (at, c) in word.chars().enumerate() {
        if c.is_alphabetic() {
            letters += 1;
            if c.is_uppercase() {
                capitals += 1;
                shape |= if at == 0 {
                    FIRST_CAPITAL
                } else {
                    INNER_CAPITAL
                };
            }
        } else if c.is_numeric() {
            shape |= DIGIT;
        } else if c == '.' {
            shape |= STOP;
        } else {
            shape |= OTHER_MARK;
        }
    }
    if letters > 0 {
        shape |= LETTER;
        if letters > 1 && capitals == letters {
            shape = (shape | ALL_CAPITALS) & !INNER_CAPITAL;
        }
    }
    shape
}

/// The hashes of the first one to three characters.
fn beginnings(word: &str) -> [u64; 3] {
    let mut hash = START;
    let mut bytes = word.bytes().enumerate();
    std::array::from_fn(|_| {
        for (at, byte) in bytes.by_ref() {
            hash = step(hash, byte);
            if word.is_char_boundary(at + 1) {
                break;
            }
        }
        mix(hash)
    })
}

/// The hashes of the last one to four characters, from the last back.
fn endings(word: &str) -> [u64; 4] {
    let mut hash = START;
    let mut bytes = word.bytes().enumerate().rev();
    std::array::from_fn(|_| {
        for (at, byte) in bytes.by_ref() {
            hash = step(hash, byte);
            if word.is_char_boundary(at) {
                break;
            }
        }
        mix(hash)
    })
}

/// A fixed hash of bytes in which every digit counts as the same digit.
pub fn hash(bytes: &[u8]) -> u64 {
    mix(bytes.iter().fold(START, |hash, &byte| step(hash, byte)))
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    let byte = if byte.is_ascii_digit() { b'0' } else { byte };
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Spreads a number over 64 bits.
pub const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number ^ (number >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_like_ends_share_their_hashes() {
        for (one, other, beginning, ending) in [
            ("talks", "walks", 0, 4),
            ("visit", "visa", 3, 0),
            ("étude", "élan", 1, 0),
            ("café", "buffé", 0, 2),
            ("a", "a", 3, 4),
            ("1990", "2024", 3, 4), // every digit counts as the same
            ("", "", 3, 4),
        ] {
            let same =
                |one: &[u64], other: &[u64]| one.iter().zip(other).filter(|(a, b)| a == b).count();
            assert_eq!(
                same(&beginnings(one), &beginnings(other)),
                beginning,
                "{one} {other}"
            );
            assert_eq!(
                same(&endings(one), &endings(other)),
                ending,
                "{one} {other}"
            );
        }
    }
}
