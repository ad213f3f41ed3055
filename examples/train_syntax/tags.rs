//! Trees → the lexicon and the weights of the tagger.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use demarche::syntax::model::{self, CLOSED, Model, TAG_ROW};
use demarche::syntax::table::Plan;
use demarche::syntax::tagger::{Tagger, View, best};
use demarche::syntax::words;
use demarche::types::{Document, FineTag, Tag};

use crate::treebank::{self, Gold};
use crate::weights::{self, Dice, Weights};
use crate::{LEAST, NEEDED, SHORT};

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
}

/// The lexicon and the weights of a tagger: sections of the model.
pub(crate) struct Tagging {
    lexicon: Lexicon,
    pilots: Vec<u8>,
    slots: Vec<u8>,
    rows: Vec<u8>,
}

impl Tagging {
    /// A model of this tagger and the other sections.
    pub(crate) fn model(&self, inventory: &Inventory, others: [&[u8]; 8]) -> Vec<u8> {
        let lexicon = &self.lexicon;
        let mut sections: [&[u8]; model::SECTIONS] = [&[]; model::SECTIONS];
        let tags = inventory.bytes();
        sections[..7].copy_from_slice(&[
            &tags,
            &lexicon.class_ends,
            &lexicon.class_tags,
            &lexicon.slots,
            &self.pilots,
            &self.slots,
            &self.rows,
        ]);
        sections[7..].copy_from_slice(&others);
        model::write(sections)
    }
}

/// What taggers are trained on.
pub(crate) struct Corpus {
    pub(crate) document: Document,
    pub(crate) inventory: Inventory,
    /// The joint tag of every token.
    pub(crate) gold: Vec<Option<u8>>,
}

impl Corpus {
    pub(crate) fn of(sentences: &[Gold]) -> Self {
        let inventory = Inventory::of(sentences);
        let words = sentences.iter().flat_map(|sentence| &sentence.words);
        let gold = words.map(|word| inventory.number(word.tag, word.fine));
        Self {
            document: treebank::document(sentences),
            gold: gold.collect(),
            inventory,
        }
    }

    /// A tagger trained on the `chosen` sentences, in which `gold` knows every tag, with at most `kept` features.
    pub(crate) fn tagging(
        &self,
        gold: &[Option<u8>],
        chosen: &[usize],
        (seeds, epochs): (u64, usize),
        kept: usize,
    ) -> Tagging {
        let mut tagging = Tagging {
            lexicon: Lexicon::of(&self.document, gold),
            pilots: Vec::new(),
            slots: Vec::new(),
            rows: Vec::new(),
        };
        let only_lexicon = tagging.model(&self.inventory, [&[]; 8]);
        let model = Model::read(&only_lexicon).expect("just written");
        let tag_count = self.inventory.0.len();
        let keys = count(&model, &self.document, gold, chosen);
        let mut plan = Plan::of(&weights::frequent(keys, NEEDED));
        let fit = |plan: &Plan, seeds: RangeInclusive<u64>, epochs: usize| {
            let mut sum = Vec::new();
            let one = |seed| train(&model, &self.document, gold, chosen, plan, (epochs, seed));
            for weights in weights::side_by_side(seeds, one) {
                weights.average_into(&mut sum);
            }
            sum
        };
        if plan.keys.len() > kept {
            let sum = fit(&plan, 0..=0, SHORT);
            plan = weights::heaviest(&plan, &sum, tag_count, kept);
        }
        let sum = fit(&plan, 1..=seeds, epochs);
        (tagging.slots, tagging.rows) =
            weights::sparse(&plan, &sum, tag_count, (TAG_ROW, LEAST[0]));
        tagging.pilots = plan.pilots;
        tagging
    }
}

/// Trains a tagger on the sentences of `document` that `chosen` names.
fn train<'a>(
    model: &Model,
    document: &Document,
    gold: &[Option<u8>],
    chosen: &[usize],
    plan: &'a Plan,
    (epochs, seed): (usize, u64),
) -> Weights<'a> {
    let mut weights = Weights::new(plan, model.tag_count());
    let mut dice = Dice(seed);
    let mut tagger = Tagger::default();
    let mut order = chosen.to_vec();
    let mut slots = Vec::new();
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        let (mut wrong, mut total) = (0, 0);
        for &sentence in &order {
            let tokens = document.sentences[sentence].tokens.clone();
            tagger.read(model, document, tokens.clone());
            for (index, at) in tokens.enumerate() {
                total += 1;
                let candidates = tagger.words[index]
                    .candidates
                    .map(|class| model.class(class));
                if let Some(&[only]) = candidates {
                    tagger.tags.push(only);
                    continue;
                }
                let view = View::of(model, &tagger, index);
                let mut scores = [0; TAG_ROW];
                slots.clear();
                let early = [&view.first()[..], &view.second(), &view.rest()].map(|keys| {
                    let before = slots.len();
                    weights.find(keys, &mut slots);
                    weights.add(&slots[before..], &mut scores);
                    let (found, _) = best(&scores, model.tag_count(), candidates);
                    (found, slots.len())
                });
                let [.., (found, _)] = early;
                tagger.tags.push(found);
                let Some(gold) =
                    gold[at].filter(|gold| candidates.is_none_or(|tags| tags.contains(gold)))
                else {
                    continue;
                };
                wrong += usize::from(found != gold);
                // whoever stops early is to be right as well
                for (found, seen) in early {
                    if found != gold {
                        weights.learn(&slots[..seen], usize::from(gold), usize::from(found));
                    }
                }
                weights.tick();
            }
        }
        println!("tagger, epoch {epoch}: {wrong} of {total} wrong");
    }
    weights
}

/// The features of every word that has a choice of tags, as often as they occur.
fn count(model: &Model, document: &Document, gold: &[Option<u8>], chosen: &[usize]) -> Vec<u64> {
    let mut keys = Vec::new();
    let mut tagger = Tagger::default();
    for &sentence in chosen {
        let tokens = document.sentences[sentence].tokens.clone();
        tagger.read(model, document, tokens.clone());
        tagger
            .tags
            .extend(tokens.clone().map(|at| gold[at].unwrap_or(0)));
        for index in 0..tokens.len() {
            let view = View::of(model, &tagger, index);
            keys.extend(view.first());
            keys.extend(view.second());
            keys.extend(view.rest());
        }
    }
    keys
}
