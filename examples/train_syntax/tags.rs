//! Trees → the lexicon and the weights of the tagger.

use std::collections::BTreeMap;

use demarche::syntax::model::{self, CLOSED, Model, TAG_ROW};
use demarche::syntax::tagger::{FEATURES, Tagger, features, table_size};
use demarche::syntax::words;
use demarche::types::{Document, FineTag, Tag};

use crate::treebank::Gold;
use crate::weights::{Dice, Seen, Weights};

/// The joint tags, in the order of their numbers.
pub(crate) struct Inventory(pub(crate) Vec<(Tag, FineTag)>);

impl Inventory {
    /// Every pair of tags seen at least three times.
    pub(crate) fn of(sentences: &[Gold]) -> Self {
        let mut counts: BTreeMap<(Tag, FineTag), usize> = BTreeMap::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            *counts.entry((word.tag, word.fine)).or_default() += 1;
        }
        counts.retain(|_, count| *count >= 3);
        assert!(
            counts.len() <= TAG_ROW,
            "a row of the tagger holds every tag"
        );
        Self(counts.into_keys().collect())
    }

    pub(crate) fn number(&self, tag: Tag, fine: FineTag) -> Option<u8> {
        self.0
            .iter()
            .position(|pair| *pair == (tag, fine))
            .and_then(|at| u8::try_from(at).ok())
    }

    /// The section of the model.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0
            .iter()
            .flat_map(|(tag, fine)| [*tag as u8, *fine as u8])
            .collect()
    }
}

/// The lexicon: sections of the model.
pub(crate) struct Lexicon {
    pub(crate) class_ends: Vec<u8>,
    pub(crate) class_tags: Vec<u8>,
    pub(crate) slots: Vec<u8>,
}

/// A word seen less often is unknown.
const KNOWN: usize = 3;
/// A word seen as often has no other tags than those seen.
const CLOSED_FROM: usize = 25;

impl Lexicon {
    pub(crate) fn of(document: &Document, gold: &[Option<u8>]) -> Self {
        let mut counts: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
        for (at, tag) in gold.iter().enumerate() {
            if let Some(tag) = tag {
                *counts
                    .entry(words::key(document.word(at)))
                    .or_default()
                    .entry(*tag)
                    .or_default() += 1;
            }
        }
        let mut classes: BTreeMap<Vec<u8>, u16> = BTreeMap::new();
        let (mut class_ends, mut class_tags, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for (key, tags) in counts {
            let total: usize = tags.values().sum();
            if total < KNOWN {
                continue;
            }
            let mut tags: Vec<(usize, u8)> = tags
                .into_iter()
                .map(|(tag, count)| (count, tag))
                .filter(|(count, _)| count * 200 >= total)
                .collect();
            tags.sort_by_key(|&(count, tag)| (std::cmp::Reverse(count), tag));
            // the most frequent tag first, the others in the order of their numbers
            let mut class: Vec<u8> = tags.into_iter().map(|(_, tag)| tag).collect();
            class[1..].sort_unstable();
            let next = u16::try_from(classes.len()).expect("a few thousand classes");
            let number = *classes.entry(class.clone()).or_insert_with(|| {
                class_tags.extend(&class);
                let end = u16::try_from(class_tags.len()).expect("a few thousand classes");
                class_ends.extend(end.to_le_bytes());
                next
            });
            entries.push((
                key,
                if total >= CLOSED_FROM {
                    number | CLOSED
                } else {
                    number
                },
            ));
        }
        Self {
            class_ends,
            class_tags,
            slots: model::slots(&entries),
        }
    }

    /// A model that holds nothing but the lexicon.
    pub(crate) fn model(&self, inventory: &Inventory) -> Vec<u8> {
        let tags = inventory.bytes();
        model::write([
            &tags,
            &self.class_ends,
            &self.class_tags,
            &self.slots,
            &[],
            &[],
            &[],
            &[],
            &[],
            &[],
        ])
    }
}

/// Trains a tagger on the sentences of `document` that `chosen` names.
pub(crate) fn train(
    model: &Model,
    document: &Document,
    gold: &[Option<u8>],
    chosen: &[usize],
    (size, epochs, seed): (usize, usize, u64),
) -> Weights {
    let mut weights = Weights::new(size);
    let mut dice = Dice(seed);
    let mut tagger = Tagger::default();
    let seen = count(model, document, gold, chosen);
    let mut order = chosen.to_vec();
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        let (mut wrong, mut total) = (0, 0);
        for &sentence in &order {
            let tokens = document.sentences[sentence].tokens.clone();
            tagger.read(model, document, tokens.clone());
            for (index, at) in tokens.enumerate() {
                let features = features(table_size(size), &tagger, index);
                let candidates = tagger.words[index]
                    .candidates
                    .map(|class| model.class(class));
                let found = best(&weights, &features, candidates, model.tag_count());
                tagger.tags.push(found);
                total += 1;
                let Some(gold) =
                    gold[at].filter(|gold| candidates.is_none_or(|tags| tags.contains(gold)))
                else {
                    continue;
                };
                if found != gold {
                    wrong += 1;
                    let exact = exact_features(&tagger, index);
                    let often = |(_, exact): &(u32, u32)| seen.often(*exact);
                    for (feature, _) in features.into_iter().zip(exact).filter(often) {
                        weights.add(feature as usize + usize::from(gold), 1);
                        weights.add(feature as usize + usize::from(found), -1);
                    }
                }
                weights.tick();
            }
        }
        println!("tagger, epoch {epoch}: {wrong} of {total} wrong");
    }
    weights
}

/// A feature seen less often gets no weight.
const NEEDED: u8 = 3;

fn count(model: &Model, document: &Document, gold: &[Option<u8>], chosen: &[usize]) -> Seen {
    let mut seen = Seen::new(NEEDED);
    let mut tagger = Tagger::default();
    for &sentence in chosen {
        let tokens = document.sentences[sentence].tokens.clone();
        tagger.read(model, document, tokens.clone());
        tagger
            .tags
            .extend(tokens.clone().map(|at| gold[at].unwrap_or(0)));
        for index in 0..tokens.len() {
            for feature in exact_features(&tagger, index) {
                seen.count(feature);
            }
        }
    }
    seen
}

fn exact_features(tagger: &Tagger, index: usize) -> [u32; FEATURES] {
    features(Seen::PLACES, tagger, index)
}

fn best(weights: &Weights, features: &[u32], candidates: Option<&[u8]>, tags: usize) -> u8 {
    let mut scores = [0_i32; TAG_ROW];
    match candidates {
        Some(&[only]) => return only,
        Some(candidates) => {
            for &tag in candidates {
                let at = usize::from(tag);
                scores[at] = features
                    .iter()
                    .map(|&feature| weights.row(feature as usize + at, 1)[0])
                    .sum();
            }
            return candidates
                .iter()
                .copied()
                .reduce(|best, tag| {
                    if scores[usize::from(tag)] > scores[usize::from(best)] {
                        tag
                    } else {
                        best
                    }
                })
                .unwrap_or(0);
        }
        None => {
            for &feature in features {
                for (score, weight) in scores
                    .iter_mut()
                    .zip(weights.row(feature as usize, TAG_ROW))
                {
                    *score += weight;
                }
            }
        }
    }
    (0..tags).fold(0, |best, tag| {
        if scores[tag] > scores[best] {
            tag
        } else {
            best
        }
    }) as u8
}
