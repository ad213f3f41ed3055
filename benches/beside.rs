//! What `scripts/speed.py` runs beside other tools: `cargo bench --bench beside -- TEXTS.json`, a list of warm-up texts and one
//! of texts that count. Prints the seconds that the times of those took, and the timelines, each text once, in one thread.

#![allow(clippy::print_stdout, clippy::expect_used)]

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use demarche::timeline::lay_out;
use demarche::{Offsets, Options, analyze, output, publication, times};

fn main() {
    let Some(path) = std::env::args().skip(1).find(|word| !word.starts_with('-')) else {
        return; // `cargo bench` with nothing to measure
    };
    let file = fs::read_to_string(path).expect("a file can be read");
    let [first, counted]: [Vec<String>; 2] =
        serde_json::from_str(&file).expect("two lists of texts");
    let options = Options {
        published: publication("2022-02-15"),
        raw: true,
        ..Options::default()
    };
    let measure = |work: &dyn Fn(&str)| {
        for text in &first {
            work(text);
        }
        let start = Instant::now();
        for text in &counted {
            work(text);
        }
        start.elapsed().as_secs_f64()
    };
    let alone = measure(&|text| drop(black_box(times(text, &options))));
    let whole = measure(&|text| {
        let timeline = lay_out(&analyze(text, &options), Offsets::Char);
        drop(black_box(output::json(&timeline)));
    });
    println!("{{\"times\": {alone}, \"timelines\": {whole}}}");
}
