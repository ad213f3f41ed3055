//! Surnames of a text that differ in one letter: "Moretti" and "Moreti".

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// Shorter names that differ in a letter are mostly two people's.
const SHORTEST: usize = 6;

/// The surnames so far, found in time that grows with the length of a name alone.
#[derive(Default)]
pub(super) struct Spellings {
    /// From what is left of a surname without one letter, or the whole, to its place in `names`.
    rests: HashMap<u64, usize>,
    names: Vec<(String, usize)>,
}

impl Spellings {
    /// Adds the surname, in small letters, of the person `draft`.
    pub(super) fn add(&mut self, surname: &str, draft: usize) {
        if surname.chars().count() < SHORTEST {
            return;
        }
        for rest in rests(surname) {
            self.rests.entry(rest).or_insert(self.names.len());
        }
        self.names.push((surname.to_owned(), draft));
    }

    /// The person whose surname has one letter more, less, or other than `surname`, and begins alike.
    pub(super) fn near(&self, surname: &str) -> Option<usize> {
        let letters = surname.chars().count();
        if letters < SHORTEST {
            return None;
        }
        rests(surname).find_map(|rest| {
            let (name, draft) = &self.names[*self.rests.get(&rest)?];
            let alike = name.chars().next() == surname.chars().next() && name != surname;
            (alike && differ_in_one(name, surname)).then_some(*draft)
        })
    }
}

/// Hashes of the word, and of what is left of it without each of its letters.
fn rests(word: &str) -> impl Iterator<Item = u64> {
    let without = word
        .char_indices()
        .map(move |(at, letter)| hash(&word[..at], &word[at + letter.len_utf8()..]));
    std::iter::once(hash(word, "")).chain(without)
}

fn hash(head: &str, tail: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for byte in head.bytes().chain(tail.bytes()) {
        byte.hash(&mut hasher);
    }
    hasher.finish()
}

/// Whether one letter more, less or other makes one of the other.
fn differ_in_one(one: &str, other: &str) -> bool {
    let alike = |(a, b): &(char, char)| a == b;
    let head = one.chars().zip(other.chars()).take_while(alike).count();
    let tail = one
        .chars()
        .rev()
        .zip(other.chars().rev())
        .take_while(alike)
        .count();
    let (one, other) = (one.chars().count(), other.chars().count());
    let longer = one.max(other);
    one.abs_diff(other) <= 1 && head + tail + 1 >= longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter() {
        let mut spellings = Spellings::default();
        spellings.add("moretti", 7);
        for near in ["moreti", "moretty", "morretti", "moretta"] {
            assert_eq!(spellings.near(near), Some(7), "{near}");
        }
        for far in ["moretti", "morelli", "loretti", "moret", "m", "", "örétti"] {
            assert_eq!(spellings.near(far), None, "{far}");
        }
    }
}
