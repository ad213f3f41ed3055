//! Trains the model in `src/syntax/model.bin`, and measures it.
//!
//! ```text
//! cargo run --release --example train_syntax -- train src/syntax/model.bin ewt-train.conllu gum-train.conllu
//! cargo run --release --example train_syntax -- evaluate [--model FILE] [--relations] ewt-dev.conllu …
//! ```
//!
//! Training is deterministic: the same files give the same bytes.

#![allow(missing_docs)] // a program
#![allow(clippy::similar_names, clippy::format_collect)] // tag, tags, tagged, tagger
#![allow(clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // counts of words and weights

mod cuts;
mod endings;
mod evaluate;
mod tags;
mod treebank;
mod trees;
mod weights;

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use demarche::syntax::model::{LABEL_ROW, Model};
use demarche::syntax::table::Plan;
use demarche::syntax::tagger::Tagger;
use demarche::types::Sentence;
use sha2::{Digest, Sha256};

use tags::Corpus;
use treebank::Gold;

/// Taggers that are averaged, each trained in another order.
const TAGGERS: u64 = 8;
/// The orders in which the parsers that are averaged are trained: of three sets of them that were tried, the one with the best
/// trees on the dev files.
const PARSERS: RangeInclusive<u64> = 101..=112;
/// Rounds over the training files: of the tagger, of the parser.
const EPOCHS: [usize; 2] = [6, 10];
/// The folds of the jackknife that tags the training files for the parser.
const FOLDS: usize = 5;
/// Rounds for the taggers of the folds, and for the weights that tell which features to keep.
const SHORT: usize = 5;
/// Features seen less often get no weight.
const NEEDED: usize = 3;
/// How many features are kept: of the tagger, of the actions, of the labels. A cut table is trained anew.
const KEPT: [usize; 3] = [110_000, 480_000, 100_000];
/// Weights of tags and of labels below this share of the largest are left out.
const LEAST: [f32; 2] = [0.015, 0.02];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.first().map(String::as_str) {
        Some("train") => train(&arguments[1..]),
        Some("cut") => cut(&arguments[1..]),
        Some("evaluate") => evaluate(&arguments[1..]),
        _ => Err("usage: train [--quick] MODEL TRAIN.conllu… | evaluate [--model MODEL] [--relations] FILE.conllu…".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn evaluate(arguments: &[String]) -> Result<(), String> {
    let mut model = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/syntax/model.bin"));
    let mut relations = false;
    let mut files = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--model" => model = rest.next().ok_or("--model needs a file")?.into(),
            "--relations" => relations = true,
            file => files.push(Path::new(file)),
        }
    }
    let bytes = std::fs::read(&model).map_err(|error| format!("{}: {error}", model.display()))?;
    let model = Model::read(&bytes).ok_or_else(|| format!("{}: no model", model.display()))?;
    for file in files {
        let name = file
            .file_stem()
            .map(|name| name.to_string_lossy())
            .unwrap_or_default();
        evaluate::print(&model, &name, &treebank::read(file)?, relations);
    }
    Ok(())
}

fn train(arguments: &[String]) -> Result<(), String> {
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let files: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let [out, files @ ..] = &files[..] else {
        return Err("train needs the file to write, and trees".to_owned());
    };
    let mut sentences = Vec::new();
    for file in files {
        let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
        println!("{file}: sha256 {}", hex(&Sha256::digest(&bytes)));
        sentences.extend(treebank::read(Path::new(file))?);
    }
    let bytes = model_of(&sentences, quick);
    println!(
        "{out}: {} bytes, sha256 {}",
        bytes.len(),
        hex(&Sha256::digest(&bytes))
    );
    std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))
}

/// Measures tokens and sentences: `cut [--errors] [--genre GENRE] FILE…`.
fn cut(arguments: &[String]) -> Result<(), String> {
    let mut genre = None;
    let mut errors = false;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--errors" => errors = true,
            "--genre" => genre = rest.next(),
            file => {
                let mut sentences = treebank::read(Path::new(file))?;
                sentences.retain(|sentence| genre.is_none_or(|genre| sentence.genre == *genre));
                cuts::print(file, &sentences, errors);
            }
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn model_of(sentences: &[Gold], quick: bool) -> Vec<u8> {
    let (taggers, parsers, [tag_epochs, tree_epochs]) = if quick {
        (1, 1..=1, [SHORT, SHORT])
    } else {
        (TAGGERS, PARSERS, EPOCHS)
    };
    let corpus = Corpus::of(sentences);
    let everything: Vec<usize> = (0..sentences.len()).collect();
    let tagging = corpus.tagging(&corpus.gold, &everything, (taggers, tag_epochs), KEPT[0]);
    let only_tagger = tagging.model(&corpus.inventory, [&[]; 8]);
    let tagger = Model::read(&only_tagger).expect("just written");
    let examples = examples(&corpus, &tagger);

    let keys = trees::count(&tagger, &examples, sentences);
    let plans = keys.map(|keys| Plan::of(&weights::frequent(keys, NEEDED)));
    let fit = |plans: &[Plan; 2], seeds: RangeInclusive<u64>, epochs: usize| {
        let mut sums = [Vec::new(), Vec::new()];
        let one = |seed| {
            let rounds = (epochs, seed);
            trees::train(&tagger, &examples, sentences, plans.each_ref(), rounds)
        };
        for weights in weights::side_by_side(seeds, one) {
            for (weights, sum) in weights.iter().zip(&mut sums) {
                weights.average_into(sum);
            }
        }
        sums
    };
    let [actions, labels] = fit(&plans, 0..=0, SHORT);
    let plans = [
        weights::heaviest(&plans[0], &actions, trees::ACTIONS, KEPT[1]),
        weights::heaviest(&plans[1], &labels, trees::LABELS, KEPT[2]),
    ];
    let [actions, labels] = fit(&plans, parsers, tree_epochs);
    let [of_actions, of_labels] = &plans;
    let action_slots = weights::dense(of_actions, &actions);
    let (label_slots, label_rows) =
        weights::sparse(of_labels, &labels, trees::LABELS, (LABEL_ROW, LEAST[1]));
    let [lemma_slots, lemma_rules, lemma_text] = endings::train(sentences);
    let of_parser: [&[u8]; 8] = [
        &of_actions.pilots,
        &action_slots,
        &of_labels.pilots,
        &label_slots,
        &label_rows,
        &lemma_slots,
        &lemma_rules,
        &lemma_text,
    ];
    tagging.model(&corpus.inventory, of_parser)
}

/// A tagger for every fold, trained on the others, tags the fold as it would tag news.
fn examples(corpus: &Corpus, model: &Model) -> Vec<trees::Example> {
    let sentences = &corpus.document.sentences;
    let mut tags: Vec<Vec<u8>> = vec![Vec::new(); sentences.len()];
    let tag = |fold| {
        let (held_out, others): (Vec<usize>, Vec<usize>) =
            (0..sentences.len()).partition(|sentence| sentence % FOLDS == fold);
        let mut seen = corpus.gold.clone();
        for &sentence in &held_out {
            seen[sentences[sentence].tokens.clone()].fill(None);
        }
        let tagging = corpus.tagging(&seen, &others, (1, SHORT), usize::MAX);
        let bytes = tagging.model(&corpus.inventory, [&[]; 8]);
        let model = Model::read(&bytes).expect("just written");
        let mut tagged = corpus.document.clone();
        let mut tagger = Tagger::default();
        let of_fold = held_out.into_iter().map(|sentence| {
            let tokens = sentences[sentence].tokens.clone();
            tagger.tag(&model, &mut tagged, tokens);
            (sentence, tagger.tags.clone())
        });
        of_fold.collect::<Vec<_>>()
    };
    for (sentence, found) in weights::side_by_side(0..FOLDS, tag).into_iter().flatten() {
        tags[sentence] = found;
    }
    let mut reader = Tagger::default();
    let example = |(tags, sentence): (Vec<u8>, &Sentence)| {
        reader.read(model, &corpus.document, sentence.tokens.clone());
        trees::Example {
            words: reader.words.clone(),
            tags,
        }
    };
    tags.into_iter().zip(sentences).map(example).collect()
}
