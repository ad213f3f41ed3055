//! Learns the weights by which `graph` orders two events by their forms: TimeML documents and the pairs that annotators
//! ordered in them (the files of MATRES) → `src/graph/order_weights.tsv`.
//!
//! ```text
//! cargo run --release --example train_order -- src/graph/order_weights.tsv TIMEML_DIR… -- PAIRS.txt…
//! ```
//!
//! The same files give the same weights. Also prints, for thresholds on the sum of weights, how many pairs of documents that
//! were not learned from pass them and how many of these are right.

#![allow(missing_docs)] // a program
#![allow(clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // counts of pairs, weights of a few units

mod timeml;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use demarche::graph::pair_features;
use demarche::{Analysis, Options};

/// A feature seen in fewer pairs has no weight.
const RARE: u32 = 12;
/// Passes over the pairs.
const PASSES: u32 = 60;
/// Parts the documents are cut in to see how the weights do on what they were not learned from.
const FOLDS: usize = 5;
/// The pull towards zero of each weight, a pair and a pass.
const DECAY: f64 = 6e-3;

/// Two events as the annotators ordered them.
struct Pair {
    features: Vec<u32>,
    /// Whether the first began before the second; `None` where the annotators could not tell, or both began together.
    before: Option<bool>,
    vague: bool,
    document: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let cut = arguments.iter().position(|argument| argument == "--");
    let (Some(out), Some(cut)) = (arguments.first(), cut) else {
        eprintln!("usage: train_order OUT.tsv TIMEML_DIR… -- PAIRS.txt…");
        return ExitCode::from(2);
    };
    let documents = match timeml::read_all(&arguments[1..cut]) {
        Ok(documents) => documents,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(4);
        }
    };
    let mut names: Vec<String> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut lines: BTreeMap<String, Vec<(u32, u32, String)>> = BTreeMap::new();
    for path in &arguments[cut + 1..] {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(4);
            }
        };
        for line in text.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            if let [document, _, _, first, second, relation] = columns[..]
                && let (Ok(first), Ok(second)) = (first.parse(), second.parse())
            {
                let pair = (first, second, relation.to_owned());
                lines.entry(document.to_owned()).or_default().push(pair);
            }
        }
    }
    let mut numbers: HashMap<String, u32> = HashMap::new();
    for (index, (name, ordered)) in lines.iter().enumerate() {
        let Some(document) = documents.get(name) else {
            continue;
        };
        let options = Options {
            published: demarche::publication(&document.published),
            all_events: true,
            ..Options::default()
        };
        let analysis = demarche::analyze(&document.text, &options);
        for (first, second, relation) in ordered {
            let (Some(a), Some(b)) = (
                event_at(&analysis, document.instance(*first)),
                event_at(&analysis, document.instance(*second)),
            ) else {
                continue;
            };
            if a == b {
                continue;
            }
            let swap = analysis.events[a].token > analysis.events[b].token;
            let (early, late) = if swap { (b, a) } else { (a, b) };
            let mut features = Vec::new();
            pair_features(&analysis, early, late, |parts| {
                let name = parts.join(" ");
                let next = u32::try_from(numbers.len()).expect("few features");
                let number = *numbers.entry(name.clone()).or_insert(next);
                if number == next && names.len() == number as usize {
                    names.push(name);
                }
                features.push(number);
            });
            pairs.push(Pair {
                features,
                before: match relation.as_str() {
                    "BEFORE" => Some(!swap),
                    "AFTER" => Some(swap),
                    _ => None,
                },
                vague: relation == "VAGUE",
                document: index,
            });
        }
    }
    println!("{} pairs in {} documents", pairs.len(), lines.len());
    report(&pairs, names.len());
    let weights = learn(&pairs.iter(), names.len());
    match fs::write(out, table(&names, &weights)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", Path::new(out).display());
            ExitCode::from(4)
        }
    }
}

/// The event with a mention over the bytes of `span`.
fn event_at(analysis: &Analysis, span: Option<(usize, usize)>) -> Option<usize> {
    let (start, end) = span?;
    analysis
        .events
        .iter()
        .position(|event| event.trigger.start < end && start < event.trigger.end)
}

/// Logistic regression by gradient steps in the order of the pairs.
fn learn<'a, Pairs: Iterator<Item = &'a Pair> + Clone>(pairs: &Pairs, count: usize) -> Vec<f64> {
    let mut seen = vec![0u32; count];
    for pair in pairs.clone().filter(|pair| pair.before.is_some()) {
        for &feature in &pair.features {
            seen[feature as usize] += 1;
        }
    }
    let mut weights = vec![0f64; count];
    for pass in 0..PASSES {
        let rate = 0.05 / (1.0 + f64::from(pass) / 6.0);
        for pair in pairs.clone() {
            // what cannot be ordered speaks for neither
            let wanted = pair
                .before
                .map_or(0.5, |before| f64::from(u8::from(before)));
            let known = pair
                .features
                .iter()
                .filter(|&&feature| seen[feature as usize] >= RARE);
            let sum: f64 = known
                .clone()
                .map(|&feature| weights[feature as usize])
                .sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let error = wanted - chance;
            for &feature in known {
                let weight = &mut weights[feature as usize];
                *weight += rate * (error - DECAY * *weight);
            }
        }
    }
    weights
}

fn report(pairs: &[Pair], count: usize) {
    let mut judged: Vec<(f64, bool, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let weights = learn(
            &pairs.iter().filter(|pair| pair.document % FOLDS != fold),
            count,
        );
        for pair in pairs.iter().filter(|pair| pair.document % FOLDS == fold) {
            let sum: f64 = pair
                .features
                .iter()
                .map(|&feature| weights[feature as usize])
                .sum();
            judged.push((sum, pair.before == Some(sum > 0.0), pair.vague));
        }
    }
    for least in [0.0, 0.5, 0.75, 1.15, 1.7, 2.5, 3.0, 3.2, 3.5, 4.0] {
        let passing = judged.iter().filter(|(sum, ..)| sum.abs() >= least);
        let count = passing.clone().count();
        let right = passing.clone().filter(|(_, right, _)| *right).count();
        let vague = passing.filter(|(.., vague)| *vague).count();
        println!(
            "sum >= {least:.1}: {count} pairs, {right} right ({:.1} %; {:.1} % of those that can be ordered)",
            100.0 * right as f64 / count as f64,
            100.0 * right as f64 / (count - vague) as f64,
        );
    }
}

fn table(names: &[String], weights: &[f64]) -> String {
    let mut rows: Vec<(&str, i32)> = names
        .iter()
        .zip(weights)
        .map(|(name, weight)| (name.as_str(), (weight * 100.0).round() as i32))
        .filter(|(_, weight)| weight.abs() >= 3)
        .collect();
    rows.sort_unstable();
    let mut table = String::from(
        "# The forms of two events, and how much each speaks for the first in the text having begun first, in hundredths of a\n\
         # log-odds. Made by examples/train_order; see docs/ordering.md.\n",
    );
    for (name, weight) in rows {
        let _ = writeln!(table, "{name}\t{weight}");
    }
    table
}
