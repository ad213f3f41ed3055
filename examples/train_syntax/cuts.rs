//! How well raw text is cut into tokens and sentences: against the treebank, by place, blanks left out.

use std::collections::BTreeSet;

use demarche::types::Options;

use crate::treebank::Gold;

/// Prints the F1 of tokens and of sentence ends, and with `errors` what differs.
pub(crate) fn print(name: &str, sentences: &[Gold], errors: bool) {
    let mut text = String::new();
    let (mut tokens, mut ends, mut closing) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut at = 0;
    for (index, gold) in sentences.iter().enumerate() {
        if index > 0 {
            text.push_str(if gold.opens { "\n\n" } else { " " });
        }
        text.push_str(&gold.text);
        let mut start = at;
        for word in &gold.words {
            let end = start + letters(&word.form);
            tokens.insert((start, end));
            start = end;
        }
        at += letters(&gold.text);
        ends.insert(at);
        if sentences.get(index + 1).is_none_or(|next| next.opens) {
            closing.insert(at);
        }
    }
    let document = demarche::text::read(
        &text,
        &Options {
            raw: true,
            ..Options::default()
        },
    );
    let places = places(&document.text);
    let found: BTreeSet<(usize, usize)> = document
        .tokens
        .iter()
        .map(|token| (places[token.span.start], places[token.span.end]))
        .collect();
    let found_ends: BTreeSet<usize> = document
        .sentences
        .iter()
        .map(|sentence| places[sentence.span.end])
        .collect();
    let inner = |ends: &BTreeSet<usize>| {
        ends.difference(&closing)
            .copied()
            .collect::<BTreeSet<usize>>()
    };
    println!(
        "{name}: tokens F1 {:.2}, sentence ends F1 {:.2}, within paragraphs {:.2} ({} of {})",
        f1(&tokens, &found),
        f1(&ends, &found_ends),
        f1(&inner(&ends), &inner(&found_ends)),
        inner(&ends).len(),
        ends.len(),
    );
    if errors {
        let marks: Vec<usize> = (0..document.text.len())
            .filter(|&byte| document.text.is_char_boundary(byte))
            .collect();
        let around = |start: usize, end: usize| {
            let from = places.partition_point(|&place| place < start.saturating_sub(12));
            let to = places.partition_point(|&place| place <= end + 12);
            let from = marks[marks
                .partition_point(|&mark| mark < from)
                .min(marks.len() - 1)];
            let to = marks[marks
                .partition_point(|&mark| mark < to)
                .min(marks.len() - 1)];
            document.text[from..to.max(from)].replace('\n', "⏎")
        };
        for end in ends.symmetric_difference(&found_ends) {
            println!(
                "  end {} {}",
                if ends.contains(end) {
                    "missed"
                } else {
                    "wrong "
                },
                around(*end, *end)
            );
        }
        for &(start, end) in tokens.difference(&found) {
            let first = places.partition_point(|&place| place <= start) - 1;
            let last = places.partition_point(|&place| place < end);
            println!(
                "  token {:?} in {}",
                document.text.get(first..last).unwrap_or("?"),
                around(start, end)
            );
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// For every byte, how many characters but blanks stand before it.
fn places(text: &str) -> Vec<usize> {
    let mut places = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        places[at..at + c.len_utf8()].fill(count);
        count += usize::from(!c.is_whitespace());
    }
    places[text.len()] = count;
    places
}

fn f1<T: Ord>(wanted: &BTreeSet<T>, found: &BTreeSet<T>) -> f64 {
    let right = wanted.intersection(found).count();
    200.0 * right as f64 / (wanted.len() + found.len()).max(1) as f64
}
