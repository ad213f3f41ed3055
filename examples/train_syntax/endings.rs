//! Trees → rules for lemmas: what to take off an ending, and what to add.

use std::collections::BTreeMap;

use demarche::syntax::lemmas::{endings, key};
use demarche::syntax::model;
use demarche::types::{FineTag, Tag};

use crate::treebank::Gold;

/// What to take off, in bytes, and what to add.
type Rule = (usize, String);
/// How often each rule was right.
type Counts = BTreeMap<Rule, usize>;

/// An ending, or a whole word, is kept where it is right at least this much more often than what it inherits.
const GAIN: usize = 2;

/// The lemma sections of the model: slots, rules, text.
pub(crate) fn train(sentences: &[Gold]) -> [Vec<u8>; 3] {
    let mut words: BTreeMap<(Tag, FineTag, String), Counts> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        let form: String = word
            .form
            .chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' { '\'' } else { c })
            .collect();
        let (base, lemma) = if word.tag == Tag::Propn {
            (word.form.clone(), word.lemma.clone())
        } else {
            (form.clone(), word.lemma.to_lowercase())
        };
        if lemma == "_" && base != "_" || word.fine == FineTag::Goeswith {
            continue;
        }
        *words
            .entry((word.tag, word.fine, form))
            .or_default()
            .entry(rule(&base, &lemma))
            .or_default() += 1;
    }
    let mut by_ending: BTreeMap<(Tag, FineTag), BTreeMap<&str, Counts>> = BTreeMap::new();
    for ((tag, fine, form), rules) in &words {
        let of_tag = by_ending.entry((*tag, *fine)).or_default();
        for ending in endings(form) {
            let counts = of_tag.entry(ending).or_default();
            for (rule, count) in rules {
                *counts.entry(rule.clone()).or_default() += count;
            }
        }
    }
    let mut chosen: BTreeMap<u32, Rule> = BTreeMap::new();
    let inherited = |chosen: &BTreeMap<u32, Rule>, form: &str, tag, fine| -> Rule {
        let found = endings(form).find_map(|ending| chosen.get(&key(ending, false, tag, fine)));
        found.cloned().unwrap_or((0, String::new()))
    };
    for ((tag, fine), endings) in &by_ending {
        let mut shortest_first: Vec<(&&str, &Counts)> = endings.iter().collect();
        shortest_first.sort_by_key(|(ending, _)| (ending.chars().count(), **ending));
        for (ending, counts) in shortest_first {
            let before = inherited(&chosen, ending, *tag, *fine);
            choose(
                &mut chosen,
                key(ending, false, *tag, *fine),
                counts,
                &before,
            );
        }
    }
    let mut whole = Vec::new();
    for ((tag, fine, form), counts) in &words {
        let before = inherited(&chosen, form, *tag, *fine);
        whole.push((key(form, true, *tag, *fine), counts, before));
    }
    for (key, counts, before) in whole {
        choose(&mut chosen, key, counts, &before);
    }
    sections(&chosen)
}

fn choose(chosen: &mut BTreeMap<u32, Rule>, key: u32, counts: &Counts, before: &Rule) {
    let Some((rule, count)) = counts.iter().max_by_key(|(_, count)| **count) else {
        return;
    };
    if rule != before && *count >= counts.get(before).unwrap_or(&0) + GAIN {
        chosen.insert(key, rule.clone());
    }
}

fn rule(form: &str, lemma: &str) -> Rule {
    let shared: usize = form
        .chars()
        .zip(lemma.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    (form.len() - shared, lemma[shared..].to_owned())
}

fn sections(chosen: &BTreeMap<u32, Rule>) -> [Vec<u8>; 3] {
    let mut numbers: BTreeMap<&Rule, u16> = BTreeMap::new();
    let (mut rules, mut text, mut entries) = (Vec::new(), String::new(), Vec::new());
    for (key, rule) in chosen {
        let (Ok(take_off), Ok(added)) = (u8::try_from(rule.0), u8::try_from(rule.1.len())) else {
            continue;
        };
        let next = numbers.len() as u16;
        let number = *numbers.entry(rule).or_insert_with(|| {
            let start = text.find(&rule.1).unwrap_or(text.len());
            if start == text.len() {
                text.push_str(&rule.1);
            }
            rules.extend([take_off, added]);
            rules.extend(
                u16::try_from(start)
                    .expect("a few kilobytes of text")
                    .to_le_bytes(),
            );
            next
        });
        entries.push((*key, number));
    }
    [model::slots(&entries), rules, text.into_bytes()]
}
