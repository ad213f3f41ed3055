//! How good a model is on gold tokens.

use std::collections::BTreeMap;

use demarche::syntax::model::Model;
use demarche::syntax::parse_with;
use demarche::types::{Dependency, Document, Tag};

use crate::treebank::{self, Gold};

/// Prints accuracy of tags, lemmas and trees, and the F1 of every relation.
pub(crate) fn print(model: &Model, name: &str, sentences: &[Gold], relations: bool) {
    let document = treebank::document(sentences);
    let before = std::time::Instant::now();
    let document = parse_with(model, document);
    let seconds = before.elapsed().as_secs_f64();
    let gold = gold_arcs(&document, sentences);
    let share = |right: usize, of: usize| 100.0 * right as f64 / of.max(1) as f64;
    let words: Vec<_> = sentences
        .iter()
        .flat_map(|sentence| &sentence.words)
        .collect();
    let count = |right: &dyn Fn(usize) -> bool| {
        share(
            (0..words.len()).filter(|&at| right(at)).count(),
            words.len(),
        )
    };
    let head = |at: usize| document.head(at) == gold[at].0;
    println!(
        "{name}: UPOS {:.2} XPOS {:.2} lemma {:.2} UAS {:.2} LAS {:.2} ({} tokens, {:.0} tokens/s)",
        count(&|at| document.tokens[at].tag == words[at].tag),
        count(&|at| document.tokens[at].fine == words[at].fine),
        count(&|at| same_lemma(document.lemma(at), &words[at].lemma, words[at].tag)),
        count(&head),
        count(&|at| head(at) && document.tokens[at].dependency == words[at].dependency),
        words.len(),
        words.len() as f64 / seconds,
    );
    let arguments = arguments(&document, &gold, sentences);
    println!(
        "{name}: subject and object of a verb both right: {:.1} of {}, precision {:.1}; where tags alone agree: {:.1} of {}",
        share(arguments.right, arguments.wanted),
        arguments.wanted,
        share(arguments.right, arguments.found),
        share(arguments.agreed_right, arguments.agreed),
        arguments.agreed,
    );
    if !relations {
        return;
    }
    let mut scores: BTreeMap<Dependency, [usize; 3]> = BTreeMap::new();
    for (at, &(head, dependency)) in gold.iter().enumerate() {
        scores.entry(dependency).or_default()[0] += 1;
        scores.entry(document.tokens[at].dependency).or_default()[1] += 1;
        if document.tokens[at].dependency == dependency && document.head(at) == head {
            scores.entry(dependency).or_default()[2] += 1;
        }
    }
    let mut confusion: BTreeMap<(Dependency, Dependency), usize> = BTreeMap::new();
    for (at, &(head, dependency)) in gold.iter().enumerate() {
        let found = document.tokens[at].dependency;
        if document.head(at) == head && found != dependency {
            *confusion.entry((dependency, found)).or_default() += 1;
        }
    }
    let mut confusion: Vec<_> = confusion.into_iter().collect();
    confusion.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    println!("  labels most often taken for another, where the head is right:");
    for ((gold, found), count) in confusion.into_iter().take(15) {
        println!("  {count:5} {} for {}", found.name(), gold.name());
    }
    for (dependency, [wanted, found, right]) in scores {
        println!(
            "  {:<14} F1 {:5.1}  precision {:5.1}  recall {:5.1}  ({wanted})",
            dependency.name(),
            share(2 * right, wanted + found),
            share(right, found),
            share(right, wanted)
        );
    }
}

fn same_lemma(found: &str, gold: &str, tag: Tag) -> bool {
    if tag == Tag::Propn {
        found == gold
    } else {
        found.to_lowercase() == gold.to_lowercase()
    }
}

/// Heads, as indices into the tokens of the document, and relations of the treebank.
fn gold_arcs(document: &Document, sentences: &[Gold]) -> Vec<(Option<usize>, Dependency)> {
    let mut arcs = Vec::new();
    for (sentence, gold) in document.sentences.iter().zip(sentences) {
        arcs.extend(gold.words.iter().map(|word| {
            (
                word.head.map(|head| head + sentence.tokens.start),
                word.dependency,
            )
        }));
    }
    arcs
}

/// How many verbs with a subject and an object of their own there are.
struct Arguments {
    /// In the treebank.
    wanted: usize,
    /// In our trees.
    found: usize,
    /// In both, and the same.
    right: usize,
    /// In our trees, and tags alone agree.
    agreed: usize,
    /// Of these, those that are the same in the treebank.
    agreed_right: usize,
}

fn arguments(
    document: &Document,
    gold: &[(Option<usize>, Dependency)],
    sentences: &[Gold],
) -> Arguments {
    let tags: Vec<Tag> = sentences
        .iter()
        .flat_map(|s| s.words.iter().map(|word| word.tag))
        .collect();
    let found: Vec<_> = document
        .tokens
        .iter()
        .map(|token| (token.head.map(|head| head as usize), token.dependency))
        .collect();
    let pairs = |arcs: &[(Option<usize>, Dependency)], is_verb: &dyn Fn(usize) -> bool| {
        let mut pairs: BTreeMap<usize, [Option<usize>; 2]> = BTreeMap::new();
        for (at, &(head, dependency)) in arcs.iter().enumerate() {
            let side = match dependency {
                Dependency::Nsubj | Dependency::NsubjPass => 0,
                Dependency::Obj => 1,
                _ => continue,
            };
            if let Some(head) = head.filter(|&head| is_verb(head)) {
                pairs.entry(head).or_default()[side].get_or_insert(at);
            }
        }
        pairs.retain(|_, pair| pair.iter().all(Option::is_some));
        pairs
    };
    let wanted = pairs(gold, &|at| tags[at] == Tag::Verb);
    let found = pairs(&found, &|at| document.tokens[at].tag == Tag::Verb);
    let right = |verb: &usize| {
        found
            .get(verb)
            .is_some_and(|pair| wanted.get(verb) == Some(pair))
    };
    let agreed: Vec<&usize> = found
        .keys()
        .filter(|&&verb| document.arguments_agree(verb))
        .collect();
    Arguments {
        wanted: wanted.len(),
        found: found.len(),
        right: wanted.keys().filter(|verb| right(verb)).count(),
        agreed: agreed.len(),
        agreed_right: agreed.into_iter().filter(|verb| right(verb)).count(),
    }
}
