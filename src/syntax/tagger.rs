//! Words → joint tags, from left to right.

#![allow(clippy::similar_names)] // p1 is a prefix of one letter, s1 a suffix

use std::ops::Range;

use super::model::{self, Model, TAG_ROW};
use super::table::keys;
use super::words::{self, OUTSIDE, Word};
use crate::types::Document;

/// How many features a word has: those looked at first, those looked at where these leave a doubt, and the rest.
pub const FEATURES: [usize; 3] = [11, 12, 32];
/// A tag with this lead by the first features is taken without the rest.
pub const SURE: i32 = 700;
/// The tag before the first word.
pub const NO_TAG: u8 = 255;

/// The working memory of the tagger, used again for every sentence.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    /// The words of the sentence.
    pub words: Vec<Word>,
    /// Their joint tags.
    pub tags: Vec<u8>,
}

impl Tagger {
    /// Tags the sentence that holds `tokens`.
    pub fn tag(&mut self, model: &Model, document: &mut Document, tokens: Range<usize>) {
        self.read(model, document, tokens.clone());
        for at in 0..self.words.len() {
            let tag = match self.words[at].candidates.map(|class| model.class(class)) {
                Some(&[only]) => only,
                candidates => {
                    let view = View::of(model, self, at);
                    let mut scores = [0; TAG_ROW];
                    let best = |scores: &_| best(scores, model.tag_count(), candidates);
                    model.tagger.add(&view.first(), &mut scores);
                    let (mut tag, mut lead) = best(&scores);
                    if lead < SURE {
                        model.tagger.add(&view.second(), &mut scores);
                        (tag, lead) = best(&scores);
                    }
                    if lead < SURE {
                        model.tagger.add(&view.rest(), &mut scores);
                        (tag, _) = best(&scores);
                    }
                    tag
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
        self.words
            .extend(tokens.map(|at| words::read(model, document.word(at), document.form(at))));
    }
}

/// The tag with the highest score, the first of equals, of `candidates` where there are any, or else of the first `count`;
/// and its lead.
pub fn best<T: Copy + Ord + Into<i32>>(
    scores: &[T; TAG_ROW],
    count: usize,
    candidates: Option<&[u8]>,
) -> (u8, i32) {
    let Some([first, rest @ ..]) = candidates else {
        let (tag, lead) = model::best(&scores[..count.min(TAG_ROW)]);
        return (u8::try_from(tag).unwrap_or(0), lead);
    };
    let score = |tag: u8| scores[usize::from(tag).min(TAG_ROW - 1)].into();
    let (mut best, mut top, mut second) = (*first, score(*first), i32::MIN);
    for &tag in rest {
        let score = score(tag);
        if score > top {
            (best, top, second) = (tag, score, top);
        } else {
            second = second.max(score);
        }
    }
    (best, top.saturating_sub(second))
}

/// What the features of a word see: the words around it and the tags before it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    here: &'a Word,
    next: &'a Word,
    second: &'a Word,
    third: &'a Word,
    last: &'a Word,
    before: &'a Word,
    tags: [u64; 3],
    verb: u64,
    first: u64,
}

impl<'a> View<'a> {
    /// What word `at` of the sentence sees.
    pub fn of(model: &Model, tagger: &'a Tagger, at: usize) -> Self {
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
        let last = word(-1);
        // the last verb before the word
        let verb = (0..at)
            .rev()
            .take(12)
            .find(|&at| model.verbs >> (tags[at] & 127) & 1 == 1);
        Self {
            here: word(0),
            next: word(1),
            second: word(2),
            third: word(3),
            last,
            before: word(-2),
            tags: [tag(1), tag(2), tag(3)],
            verb: words::mix(verb.map_or(0, |at| u64::from(tags[at]) + 1) + 2000),
            first: u64::from(at == 0) + 2 * u64::from(at == 1 && last.shape.trailing_zeros() >= 5),
        }
    }

    /// The keys of the features that are enough for most words.
    pub fn first(&self) -> [u64; FEATURES[0]] {
        let Self {
            here,
            next,
            first,
            tags: [tag1, tag2, _],
            ..
        } = *self;
        let [_, s2, s3, _] = here.suffixes;
        let [p1, _, _] = here.prefixes;
        keys!(
            1,
            [
                [here.shape, first, here.class, 0],
                [here.class, next.class, 0, 0],
                [tag1, here.class, 0, 0],
                [here.shape, tag1, first, 0],
                [s3, 0, 0, 0],
                [next.form, 0, 0, 0],
                [p1, s2, 0, 0],
                [tag1, tag2, 0, 0],
                [s3, next.class, here.shape, 0],
                [tag1, next.class, 0, 0],
                [tag1, here.form, 0, 0],
            ],
        )
    }

    /// The keys of those that are enough for most others.
    pub fn second(&self) -> [u64; FEATURES[1]] {
        let Self {
            here,
            next,
            second,
            last,
            verb,
            first,
            tags: [tag1, _, _],
            ..
        } = *self;
        let [s1, s2, _, s4] = here.suffixes;
        let [_, p2, p3] = here.prefixes;
        keys!(
            12,
            [
                [verb, here.class, 0, 0],
                [here.shape, first, 0, 0],
                [s2, 0, 0, 0],
                [next.suffixes[2], here.class, next.shape, 0],
                [s4, 0, 0, 0],
                [last.form, 0, 0, 0],
                [next.class, 0, 0, 0],
                [p3, 0, 0, 0],
                [s1, here.shape, 0, 0],
                [second.form, 0, 0, 0],
                [tag1, 0, 0, 0],
                [p2, 0, 0, 0],
            ],
        )
    }

    /// The keys of the rest.
    pub fn rest(&self) -> [u64; FEATURES[2]] {
        let Self {
            here,
            next,
            second,
            third,
            last,
            before,
            verb,
            first,
            tags: [tag1, tag2, tag3],
            ..
        } = *self;
        let [_, s2, s3, _] = here.suffixes;
        let low = here.low;
        keys!(
            24,
            [
                [here.form, 0, 0, 0],
                [here.form, here.shape, first, 0],
                [here.shape, last.shape, next.shape, first],
                [tag1, tag2, tag3, 0],
                [tag1, tag2, here.class, 0],
                [tag1, tag2, here.form, 0],
                [tag2, here.form, 0, 0],
                [tag1, here.class, next.class, 0],
                [next.class, second.class, 0, 0],
                [here.class, next.class, second.class, 0],
                [here.form, next.class, second.class, 0],
                [here.form, next.class, tag1, 0],
                [next.form, here.form, 0, 0],
                [next.form, here.class, 0, 0],
                [last.form, here.form, 0, 0],
                [last.form, next.form, 0, 0],
                [before.form, 0, 0, 0],
                [last.form, here.class, next.class, 0],
                [tag1, s3, 0, 0],
                [tag1, s2, next.class, 0],
                [verb, here.class, tag1, 0],
                [verb, here.form, 0, 0],
                [low, here.shape, first, next.shape],
                [low, here.shape, last.shape, tag1],
                [tag1, here.class, next.class, second.class],
                [tag1, tag2, next.class, here.class],
                [tag1, next.form, here.class, 0],
                [verb, here.class, next.class, 0],
                [last.form, before.form, here.class, 0],
                [second.form, here.class, 0, 0],
                [third.class, next.class, here.class, 0],
                [verb, tag1, here.form, 0],
            ],
        )
    }
}
