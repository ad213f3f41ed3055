//! How fast a whole article and each stage are: `cargo bench`, or `cargo bench -- text syntax` for some of them. Prints the
//! median and the best of several runs over the fixtures' articles.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::needless_for_each
)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use demarche::lexicon::actors::{Capitals, lexicon};
use demarche::types::Document;
use demarche::types::timeline::Offsets;
use demarche::{Options, actor, analyze, event, graph, publication, syntax, text, timeline, timex};

/// Timed runs of each stage; the median is printed.
const RUNS: usize = 9;
/// Each run reads every article this many times.
const REPEATS: usize = 20;

fn main() {
    let articles = articles();
    let bytes: usize = articles.iter().map(String::len).sum::<usize>() * REPEATS;
    let options = Options {
        published: publication("2022-02-15"),
        ..Options::default()
    };
    let analyses: Vec<_> = articles
        .iter()
        .map(|article| analyze(article, &options))
        .collect();
    let sentences: usize = analyses
        .iter()
        .map(|a| a.document.sentences.len())
        .sum::<usize>()
        * REPEATS;
    let tokens: usize = analyses
        .iter()
        .map(|a| a.document.tokens.len())
        .sum::<usize>()
        * REPEATS;
    times(&articles, &options);
    println!(
        "{} articles, {bytes} bytes, {tokens} tokens, {sentences} sentences a run",
        articles.len()
    );

    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-')) // cargo adds --bench
        .collect();
    let report = |stage: &str, run: &mut dyn FnMut()| {
        if !wanted.is_empty() && !wanted.iter().any(|name| name == stage) {
            return;
        }
        let mut seconds: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                (0..REPEATS).for_each(|_| run());
                start.elapsed().as_secs_f64()
            })
            .collect();
        seconds.sort_by(f64::total_cmp);
        let median = seconds[RUNS / 2];
        println!(
            "{stage:10} {:8.1} MB/s {:10.0} tokens/s {:9.0} sentences/s, at best {:.1} MB/s",
            bytes as f64 / 1e6 / median,
            tokens as f64 / median,
            sentences as f64 / median,
            bytes as f64 / 1e6 / seconds[0]
        );
    };
    report("text", &mut || {
        articles
            .iter()
            .for_each(|article| drop(black_box(text::read(article, &options))));
    });
    let read: Vec<_> = articles
        .iter()
        .map(|article| text::read(article, &options))
        .collect();
    report("syntax", &mut || {
        read.iter()
            .for_each(|document| drop(black_box(syntax::parse(document.clone()))));
    });
    report("timex", &mut || {
        analyses
            .iter()
            .for_each(|a| drop(black_box(timex::find(&a.document))));
    });
    report("lexicon", &mut || {
        analyses.iter().for_each(|a| look_up(&a.document));
    });
    report("actor", &mut || {
        analyses
            .iter()
            .for_each(|a| drop(black_box(actor::find(&a.document))));
    });
    report("event", &mut || {
        for a in &analyses {
            black_box(event::find(&a.document, &a.timexes, &a.actors, &options));
        }
    });
    report("graph", &mut || {
        for a in &analyses {
            black_box(graph::build(&a.document, &a.timexes, &a.actors, &a.events));
        }
    });
    report("timeline", &mut || {
        analyses
            .iter()
            .for_each(|a| drop(black_box(timeline::lay_out(a, Offsets::Char))));
    });
    report("all", &mut || {
        articles
            .iter()
            .for_each(|article| drop(black_box(analyze(article, &options))));
    });
}

/// The pass of the actors' lexicon alone: whether a known name begins at each token.
fn look_up(document: &Document) {
    for sentence in &document.sentences {
        for at in sentence.tokens.clone() {
            let end = sentence.tokens.end;
            black_box(lexicon().longest(document, at, end, Capitals::Tell));
        }
    }
}

/// The time expressions alone: the articles again and again, and a megabyte each of what rules could stumble over. None should
/// take much longer a byte than news.
fn times(articles: &[String], options: &Options) {
    let news = articles.join("\n\n");
    let fill = |piece: &str| piece.repeat(1_000_000 / piece.len() + 1);
    for (name, text) in [
        ("news", fill(&news)),
        ("next next", fill("next next next ")),
        ("1/1/1/1", fill("1/1/1/1 ")),
        ("May May", fill("May May May ")),
        ("digits", fill("1234567890")),
        ("numbers", fill("12 34 5 ")),
        ("commas", fill(",")),
    ] {
        let mut seconds: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                drop(black_box(demarche::times(&text, options)));
                start.elapsed().as_secs_f64()
            })
            .collect();
        seconds.sort_by(f64::total_cmp);
        let speed = text.len() as f64 / 1e6 / seconds[RUNS / 2];
        println!("times, {name:10} {speed:8.1} MB/s");
    }
}

fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut stories: Vec<_> = fs::read_dir(folder)
        .expect("the fixtures are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    stories.sort();
    stories
        .iter()
        .filter_map(|story| fs::read_to_string(story.join("article.txt")).ok())
        .collect()
}
