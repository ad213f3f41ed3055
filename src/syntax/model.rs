//! The trained model, read in place.
//!
//! `model.bin` is a header of little-endian `u32` and, back to back, the sections it gives the sizes of. A weight is a
//! signed byte `c` that stands for `c·|c|`: fine steps for small weights, a wide range for large ones.

use super::table::Table;
use crate::types::{FineTag, Tag};

/// The first bytes of every model.
pub const MAGIC: &[u8; 8] = b"demsyn03";
/// How many sections a model has.
pub const SECTIONS: usize = 15;
/// The tagger knows at most this many joint tags.
pub const TAG_ROW: usize = 96;
/// The labeller knows at most this many labels.
pub const LABEL_ROW: usize = 56;
/// The bytes of a block: four classes and their weights. Most rows are no longer.
pub const BLOCK: usize = 8;
/// Set in the first byte of a block after which the row goes on.
pub const MORE: u8 = 0x80;
/// Set in the start of a row that has the weights of all classes, two bytes each.
pub const WHOLE: u32 = 1 << 23;
/// A lexicon or lemma slot: a key of four bytes, a value of two.
pub const SLOT: usize = 6;
/// Set in a lexicon value: the word is common enough to have no other tags than those of its class.
pub const CLOSED: u16 = 0x8000;

/// The sections of a model, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    tags: &'a [u8],
    /// Which joint tags are those of verbs, a bit each.
    pub verbs: u128,
    class_ends: &'a [u8],
    class_tags: &'a [u8],
    lexicon: &'a [u8],
    /// Weights of the tagger.
    pub tagger: Rows<'a>,
    /// Weights of the actions of the parser, but for the first, whose score is always 0.
    pub actions: Table<'a>,
    /// Weights of the labels.
    pub labels: Rows<'a>,
    lemma_slots: &'a [u8],
    lemma_rules: &'a [u8],
    lemma_text: &'a [u8],
}

impl<'a> Model<'a> {
    /// Finds the sections of a model; `None` where the bytes are no model.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut sizes = [0; SECTIONS];
        for size in &mut sizes {
            let (number, after) = rest.split_first_chunk::<4>()?;
            *size = usize::try_from(u32::from_le_bytes(*number)).ok()?;
            rest = after;
        }
        let mut sections = [&bytes[..0]; SECTIONS];
        for (section, size) in sections.iter_mut().zip(sizes) {
            (*section, rest) = rest.split_at_checked(size)?;
        }
        let [
            tags,
            class_ends,
            class_tags,
            lexicon,
            tagger_pilots,
            tagger_slots,
            tagger_weights,
            action_pilots,
            action_slots,
            label_pilots,
            label_slots,
            label_weights,
            lemma_slots,
            lemma_rules,
            lemma_text,
        ] = sections;
        let is_verb = |pair: &[u8; 2]| {
            let tag = Tag::ALL.get(usize::from(pair[0]));
            matches!(tag, Some(Tag::Verb | Tag::Aux))
        };
        let pairs = tags.as_chunks().0.iter().take(TAG_ROW);
        let verbs = (0_u128..).zip(pairs).filter(|(_, pair)| is_verb(pair));
        Some(Self {
            tags,
            verbs: verbs.fold(0, |verbs, (tag, _)| verbs | (1 << tag)),
            class_ends,
            class_tags,
            lexicon,
            tagger: Rows::new(tagger_pilots, tagger_slots, tagger_weights),
            actions: Table::new(action_pilots, action_slots),
            labels: Rows::new(label_pilots, label_slots, label_weights),
            lemma_slots,
            lemma_rules,
            lemma_text,
        })
    }

    /// How many joint tags there are.
    pub fn tag_count(&self) -> usize {
        self.tags.len() / 2
    }

    /// The two tags that joint tag `index` stands for.
    pub fn tag(&self, index: u8) -> (Tag, FineTag) {
        let at = usize::from(index) * 2;
        (
            Tag::ALL[usize::from(self.tags[at])],
            FineTag::ALL[usize::from(self.tags[at + 1])],
        )
    }

    /// The set of tags that the word with this key had in training, and perhaps the mark [`CLOSED`].
    pub fn class_of(&self, key: u32) -> Option<u16> {
        find(self.lexicon, key)
    }

    /// The joint tags of a class.
    pub fn class(&self, class: u16) -> &'a [u8] {
        let end = |class: usize| {
            usize::from(u16::from_le_bytes([
                self.class_ends[class * 2],
                self.class_ends[class * 2 + 1],
            ]))
        };
        let class = usize::from(class & !CLOSED);
        let start = if class == 0 { 0 } else { end(class - 1) };
        &self.class_tags[start..end(class)]
    }

    /// The lemma rule under this key: how many bytes to take off, and what to add.
    pub fn lemma_rule(&self, key: u32) -> Option<(usize, &'a str)> {
        let at = usize::from(find(self.lemma_slots, key)?) * 4;
        let rule = &self.lemma_rules[at..at + 4];
        let start = usize::from(u16::from_le_bytes([rule[2], rule[3]]));
        let added = &self.lemma_text[start..start + usize::from(rule[1])];
        Some((usize::from(rule[0]), std::str::from_utf8(added).ok()?))
    }
}

/// The value under `key` in a table of slots with linear probing.
fn find(slots: &[u8], key: u32) -> Option<u16> {
    let count = slots.len() / SLOT;
    let mut at = start(count, key);
    for _ in 0..count {
        let slot = &slots[at * SLOT..at * SLOT + SLOT];
        let found = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]);
        if found == key {
            return Some(u16::from_le_bytes([slot[4], slot[5]]));
        }
        if found == 0 {
            return None;
        }
        at = if at + 1 == count { 0 } else { at + 1 };
    }
    None
}

fn start(count: usize, key: u32) -> usize {
    let spread = u64::from(key.wrapping_mul(0x9e37_79b1));
    usize::try_from((spread * count as u64) >> 32).unwrap_or(0)
}

/// Writes keys and values into a table of slots that [`Model`] can search, a third of it free.
pub fn slots(entries: &[(u32, u16)]) -> Vec<u8> {
    let count = entries.len() * 3 / 2 + 1;
    let mut slots = vec![0; count * SLOT];
    for &(key, value) in entries {
        let mut at = start(count, key);
        while slots[at * SLOT..at * SLOT + 4] != [0; 4] {
            at = if at + 1 == count { 0 } else { at + 1 };
        }
        slots[at * SLOT..at * SLOT + 4].copy_from_slice(&key.to_le_bytes());
        slots[at * SLOT + 4..at * SLOT + SLOT].copy_from_slice(&value.to_le_bytes());
    }
    slots
}

/// Puts the sections of a model together.
pub fn write(sections: [&[u8]; SECTIONS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for section in sections {
        let size = u32::try_from(section.len()).expect("a section is far smaller than 4 GB");
        bytes.extend(size.to_le_bytes());
    }
    for section in sections {
        bytes.extend(section);
    }
    bytes
}

/// The weight that a byte of a table stands for.
#[inline]
pub fn weight(byte: u8) -> i32 {
    WEIGHTS[usize::from(byte)]
}

/// The weight of every byte.
#[allow(clippy::cast_possible_truncation)] // a byte
const WEIGHTS: [i32; 256] = {
    let mut weights = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let code = (byte as u8).cast_signed() as i32;
        weights[byte] = code * code.abs();
        byte += 1;
    }
    weights
};

/// The weight of a byte in units of eight, so that sums fit 16 bits.
pub fn coarse(byte: u8) -> i16 {
    COARSE[usize::from(byte)]
}

#[allow(clippy::cast_possible_truncation)] // at most 127² / 8
const COARSE: [i16; 256] = {
    let mut weights = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        weights[byte] = (WEIGHTS[byte] / 8) as i16;
        byte += 1;
    }
    weights
};

/// A table whose features have a weight for some of many classes.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// Feature → the block of `weights` at which its row starts, and perhaps the mark [`WHOLE`].
    table: Table<'a>,
    /// Rows: blocks of classes, each with its weight; or the weights of all classes. The row at 0 is empty.
    weights: &'a [u8],
}

impl<'a> Rows<'a> {
    /// The rows of these three sections.
    pub fn new(pilots: &'a [u8], slots: &'a [u8], weights: &'a [u8]) -> Self {
        Self {
            table: Table::new(pilots, slots),
            weights,
        }
    }

    /// Adds the rows of `features` to the scores of the classes, in units of eight.
    #[inline]
    pub fn add<const N: usize, const F: usize>(&self, features: &[u64; F], scores: &mut [i16; N]) {
        let (blocks, _) = self.weights.as_chunks::<BLOCK>();
        let (starts, count) = self.table.data(features);
        for &start in starts.iter().take(count) {
            if start & WHOLE != 0 {
                let start = (start & !WHOLE) as usize;
                let row = blocks.get(start..start + N * 2 / BLOCK).unwrap_or_default();
                let (row, _) = row.as_flattened().as_chunks::<2>();
                for (score, pair) in scores.iter_mut().zip(row) {
                    *score = score.saturating_add(i16::from_le_bytes(*pair));
                }
                continue;
            }
            let mut at = start as usize;
            while let Some(block) = blocks.get(at) {
                for &[class, code] in block.as_chunks::<2>().0 {
                    if let Some(score) = scores.get_mut(usize::from(class & !MORE)) {
                        *score = score.saturating_add(coarse(code));
                    }
                }
                if block[0] & MORE == 0 {
                    break;
                }
                at += 1;
            }
        }
    }
}

/// The class with the highest score, the first of equals, and its lead over the next.
pub fn best<T: Copy + Ord + Into<i32>>(scores: &[T]) -> (usize, i32) {
    let Some((&start, _)) = scores.split_first() else {
        return (0, 0);
    };
    let top = scores.iter().fold(start, |top, &score| top.max(score));
    let at = scores.iter().position(|&score| score == top).unwrap_or(0);
    let (before, after) = (&scores[..at], &scores[at + 1..]);
    let highest = |scores: &[T]| {
        let (&start, rest) = scores.split_first()?;
        Some(rest.iter().fold(start, |top, &score| top.max(score)))
    };
    let second = highest(before).max(highest(after));
    let lead = second.map_or(i32::MAX, |second| top.into().saturating_sub(second.into()));
    (at, lead)
}

#[cfg(test)]
mod tests {
    use super::super::table::{Plan, key};
    use super::*;

    #[test]
    fn the_best_class_is_the_first_of_equals() {
        for (scores, wanted) in [
            (&[][..], (0, 0)),
            (&[3], (0, i32::MAX)),
            (&[1, 7, 4], (1, 3)),
            (&[1, 7, 7], (1, 0)),
            (&[-5, -9, -6], (0, 1)),
        ] {
            assert_eq!(best(scores), wanted, "{scores:?}");
        }
    }

    #[test]
    fn rows_of_either_kind_add_up() {
        let features = [key(1, [1; 4]), key(1, [2; 4]), key(1, [3; 4])];
        let plan = Plan::of(&features[..2]);
        let start_of = |slot: usize| {
            let whole = plan.keys[slot] == Some(features[1]);
            let [a, b, c, _] = (if whole { 2 | WHOLE } else { 1 }).to_le_bytes();
            [a, b, c]
        };
        let slots = plan.filled(start_of);
        let mut weights = vec![0; BLOCK];
        weights.extend([3, 40, 1, 216, 0, 0, 0, 0]); // 40² / 8 for class 3, -40² / 8 for class 1
        weights.extend((0..8_i16).flat_map(i16::to_le_bytes)); // the number of each class
        let rows = Rows::new(&plan.pilots, &slots, &weights);
        let mut scores = [0_i16; 8];
        rows.add(&features, &mut scores);
        assert_eq!(scores, [0, 1 - 200, 2, 3 + 200, 4, 5, 6, 7]);
    }
}
