//! Words → joint tags, from left to right.

#![allow(clippy::similar_names)] // p1 is a prefix of one letter, s1 a suffix

use std::ops::Range;

use super::model::{Model, TAG_ROW};
use super::table::key;
use super::words::{self, OUTSIDE, Word};
use crate::types::{Document, Tag};

/// How many features a word has.
pub const FEATURES: usize = 45;
/// The tag before the first word.
pub const NO_TAG: u8 = 255;

/// The working memory of the tagger, used again for every sentence.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    /// The words of the sentence.
    pub words: Vec<Word>,
    /// Their joint tags.
    pub tags: Vec<u8>,
    /// Which joint tags are those of verbs, a bit each.
    pub verbs: u128,
}

impl Tagger {
    /// Tags the sentence that holds `tokens`.
    pub fn tag(&mut self, model: &Model, document: &mut Document, tokens: Range<usize>) {
        self.read(model, document, tokens.clone());
        for at in 0..self.words.len() {
            let tag = match self.words[at].candidates.map(|class| model.class(class)) {
                Some(&[only]) => only,
                candidates => {
                    let scores = model.tagger.scores::<TAG_ROW, _>(&features(self, at));
                    best(&scores[..model.tag_count()], candidates)
                }
            };
            self.tags.push(tag);
        }
        for (at, &tag) in tokens.zip(&self.tags) {
            let token = &mut document.tokens[at];
            (token.tag, token.fine) = model.tag(tag);
        }
    }

    /// Reads the words of a sentence, and forgets the tags of the one before.
    pub fn read(&mut self, model: &Model, document: &Document, tokens: Range<usize>) {
        self.tags.clear();
        self.words.clear();
        self.verbs = (0..128_u8)
            .take(model.tag_count())
            .filter(|&tag| matches!(model.tag(tag).0, Tag::Verb | Tag::Aux))
            .fold(0, |verbs, tag| verbs | (1 << tag));
        self.words
            .extend(tokens.map(|at| words::read(model, document.word(at), document.form(at))));
    }
}

/// The tag with the highest score, the first of equals, of `candidates` where there are any.
pub fn best(scores: &[i32], candidates: Option<&[u8]>) -> u8 {
    let (mut best, mut top) = (0, i32::MIN);
    let mut consider = |tag: u8, score: i32| {
        if score > top {
            (best, top) = (tag, score);
        }
    };
    match candidates {
        Some(candidates) => candidates
            .iter()
            .for_each(|&tag| consider(tag, scores[usize::from(tag)])),
        None => (0..=u8::MAX)
            .zip(scores)
            .for_each(|(tag, &score)| consider(tag, score)),
    }
    best
}

/// The keys of the features of word `at`, given the tags before it.
pub fn features(tagger: &Tagger, at: usize) -> [u64; FEATURES] {
    let (words, tags) = (&tagger.words, &tagger.tags);
    let word = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| words.get(at))
            .unwrap_or(&OUTSIDE)
    };
    let tag = |back: usize| {
        let tag = at.checked_sub(back).map_or(NO_TAG, |at| tags[at]);
        words::mix(u64::from(tag) + 1000)
    };
    let (here, next, second, last, before) = (word(0), word(1), word(2), word(-1), word(-2));
    let (tag1, tag2) = (tag(1), tag(2));
    // the last verb before the word
    let verb = (0..at)
        .rev()
        .take(12)
        .find(|&at| tagger.verbs >> (tags[at] & 127) & 1 == 1);
    let verb = words::mix(verb.map_or(0, |at| u64::from(tags[at]) + 1) + 2000);
    let first = u64::from(at == 0) + 2 * u64::from(at == 1 && last.shape.trailing_zeros() >= 5);
    let [s1, s2, s3, s4] = here.suffixes;
    let [p1, p2, p3] = here.prefixes;
    let mut found = [0; FEATURES];
    let mut count = 0;
    let mut add = |parts: [u64; 4]| {
        found[count] = key(count as u64 + 1, parts);
        count += 1;
    };
    add([here.form, 0, 0, 0]);
    add([here.form, here.shape, first, 0]);
    add([s1, here.shape, 0, 0]);
    add([s2, 0, 0, 0]);
    add([s3, 0, 0, 0]);
    add([s4, 0, 0, 0]);
    add([p1, s2, 0, 0]);
    add([p2, 0, 0, 0]);
    add([p3, 0, 0, 0]);
    add([here.shape, first, 0, 0]);
    add([here.shape, first, here.class, 0]);
    add([here.shape, tag1, first, 0]);
    add([here.shape, last.shape, next.shape, first]);
    add([tag1, 0, 0, 0]);
    add([tag1, tag2, 0, 0]);
    add([tag1, tag2, tag(3), 0]);
    add([tag1, here.form, 0, 0]);
    add([tag1, here.class, 0, 0]);
    add([tag1, tag2, here.class, 0]);
    add([tag1, tag2, here.form, 0]);
    add([tag2, here.form, 0, 0]);
    add([next.class, 0, 0, 0]);
    add([here.class, next.class, 0, 0]);
    add([tag1, here.class, next.class, 0]);
    add([tag1, next.class, 0, 0]);
    add([next.class, second.class, 0, 0]);
    add([here.class, next.class, second.class, 0]);
    add([here.form, next.class, second.class, 0]);
    add([here.form, next.class, tag1, 0]);
    add([next.form, 0, 0, 0]);
    add([next.form, here.form, 0, 0]);
    add([next.form, here.class, 0, 0]);
    add([second.form, 0, 0, 0]);
    add([last.form, 0, 0, 0]);
    add([last.form, here.form, 0, 0]);
    add([last.form, next.form, 0, 0]);
    add([before.form, 0, 0, 0]);
    add([last.form, here.class, next.class, 0]);
    add([tag1, s3, 0, 0]);
    add([tag1, s2, next.class, 0]);
    add([s3, next.class, here.shape, 0]);
    add([next.suffixes[2], here.class, next.shape, 0]);
    add([verb, here.class, 0, 0]);
    add([verb, here.class, tag1, 0]);
    add([verb, here.form, 0, 0]);
    debug_assert_eq!(count, FEATURES);
    found
}
