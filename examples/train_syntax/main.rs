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

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use demarche::syntax::model::{self, LABEL_ROW, Model, TAG_ROW};
use demarche::syntax::tagger::Tagger;
use sha2::{Digest, Sha256};

use tags::{Inventory, Lexicon};
use treebank::Gold;

/// Models that are averaged, each trained in another order.
const SEEDS: u64 = 5;
/// Places of the tagger, rows of the actions, places of the labels.
const SIZES: [usize; 3] = [1_250_000, 850_000, 1_050_000];
/// The folds of the jackknife that tags the training files for the parser.
const FOLDS: usize = 5;

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
    let [_, rows, labels] = SIZES;
    let (seeds, tag_epochs, tree_epochs) = if quick { (1, 5, 6) } else { (SEEDS, 6, 10) };
    let document = treebank::document(sentences);
    let inventory = Inventory::of(sentences);
    let gold: Vec<Option<u8>> = sentences
        .iter()
        .flat_map(|sentence| {
            sentence
                .words
                .iter()
                .map(|word| inventory.number(word.tag, word.fine))
        })
        .collect();

    // A tagger for every fold, trained on the others, tags the fold as it would tag news.
    let mut examples: Vec<Option<trees::Example>> = sentences.iter().map(|_| None).collect();
    for fold in 0..FOLDS {
        let (held_out, others): (Vec<usize>, Vec<usize>) =
            (0..sentences.len()).partition(|sentence| sentence % FOLDS == fold);
        let mut seen = gold.clone();
        for &sentence in &held_out {
            seen[document.sentences[sentence].tokens.clone()].fill(None);
        }
        let lexicon = Lexicon::of(&document, &seen);
        let bytes = tagger_of(
            &document,
            &seen,
            &others,
            &inventory,
            &lexicon,
            (1, tag_epochs.min(5)),
        );
        let model = Model::read(&bytes).expect("just written");
        let mut tagged = document.clone();
        let mut tagger = Tagger::default();
        for sentence in held_out {
            tagger.tag(
                &model,
                &mut tagged,
                document.sentences[sentence].tokens.clone(),
            );
            examples[sentence] = Some(trees::Example {
                words: tagger.words.clone(),
                tags: tagger.tags.clone(),
            });
        }
    }
    let examples: Vec<trees::Example> = examples
        .into_iter()
        .map(|example| example.expect("every sentence is in a fold"))
        .collect();

    let everything: Vec<usize> = (0..sentences.len()).collect();
    let lexicon = Lexicon::of(&document, &gold);
    let tagger_model = tagger_of(
        &document,
        &gold,
        &everything,
        &inventory,
        &lexicon,
        (seeds, tag_epochs),
    );
    let model = Model::read(&tagger_model).expect("just written");
    let tagger = model.tagger.to_vec();

    let plan = trees::Plan {
        rows,
        labels: labels + LABEL_ROW,
        epochs: tree_epochs,
        seed: 0,
    };
    let (mut actions, mut labels) = (vec![0.0; plan.rows * 4], vec![0.0; plan.labels]);
    for seed in 1..=seeds {
        let (of_actions, of_labels) =
            trees::train(&model, &examples, sentences, trees::Plan { seed, ..plan });
        of_actions.average_into(&mut actions);
        of_labels.average_into(&mut labels);
    }
    // only differences count: the first action gets the weight 0 and takes no room
    let relative: Vec<f64> = actions
        .chunks(4)
        .flat_map(|row| row[1..].iter().map(|weight| weight - row[0]))
        .collect();
    let [lemma_slots, lemma_rules, lemma_text] = endings::train(sentences);
    model::write([
        &inventory.bytes(),
        &lexicon.class_ends,
        &lexicon.class_tags,
        &lexicon.slots,
        &tagger,
        &weights::bytes(&relative),
        &weights::bytes(&labels),
        &lemma_slots,
        &lemma_rules,
        &lemma_text,
    ])
}

/// A model that holds lexicon and tagger.
fn tagger_of(
    document: &demarche::types::Document,
    gold: &[Option<u8>],
    chosen: &[usize],
    inventory: &Inventory,
    lexicon: &Lexicon,
    (seeds, epochs): (u64, usize),
) -> Vec<u8> {
    let only_lexicon = lexicon.model(inventory);
    let model = Model::read(&only_lexicon).expect("just written");
    let size = SIZES[0] + TAG_ROW;
    let mut sum = vec![0.0; size];
    for seed in 1..=seeds {
        tags::train(&model, document, gold, chosen, (size, epochs, seed)).average_into(&mut sum);
    }
    let tags = inventory.bytes();
    let weights = weights::bytes(&sum);
    model::write([
        &tags,
        &lexicon.class_ends,
        &lexicon.class_tags,
        &lexicon.slots,
        &weights,
        &[],
        &[],
        &[],
        &[],
        &[],
    ])
}
