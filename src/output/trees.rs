//! A sentence → its tree, drawn for a person: a word a line, each under or above its head.

use std::fmt::Write as _;

use crate::types::Document;

use super::view::plain;

/// The tree of sentence `index`: the words in order, hung on each other by lines at the left; then the relation to the head,
/// the Universal Dependencies and Penn Treebank tags, and the lemma.
///
/// ```
/// use demarche::{Options, output, syntax, text};
///
/// let document = syntax::parse(text::read("The envoys met.", &Options::default()));
/// let drawn = "  ┌ The   det    DET   DT   the\n┌ envoys  nsubj  NOUN  NNS  envoy\nmet       root   VERB  VBD  meet\n└ .       punct  PUNCT .    .\n";
/// assert_eq!(output::tree(&document, 0), drawn);
/// ```
pub fn tree(document: &Document, index: usize) -> String {
    let tokens = document.sentences[index].tokens.clone();
    let mut lines = Vec::new();
    for root in tokens.clone().filter(|&at| document.head(at).is_none()) {
        draw(document, root, ["", "", ""], &mut lines);
    }
    let width = |column: fn(&Document, usize) -> String| {
        let cells = tokens
            .clone()
            .map(|at| column(document, at).chars().count());
        cells.max().unwrap_or(0)
    };
    let relations = width(|document, at| document.tokens[at].dependency.name().to_owned());
    let words = lines.iter().map(|(_, words)| words.chars().count()).max();
    let words = words.unwrap_or(0);
    let mut out = String::new();
    for (at, line) in lines {
        let token = document.tokens[at];
        let _ = writeln!(
            out,
            "{line:words$}  {:relations$}  {:5} {:4} {}",
            token.dependency.name(),
            token.tag.name(),
            token.fine.name(),
            plain(document.lemma(at))
        );
    }
    out
}

/// The lines of what hangs on `at`: `above` leads those of its children to the left, `here` its own, `below` those to the right.
fn draw(
    document: &Document,
    at: usize,
    [above, here, below]: [&str; 3],
    lines: &mut Vec<(usize, String)>,
) {
    let (left, right): (Vec<usize>, Vec<usize>) =
        document.children(at).partition(|&child| child < at);
    for (count, child) in left.into_iter().enumerate() {
        let outer = if count == 0 { "  " } else { "│ " };
        let branch = if count == 0 { "┌ " } else { "├ " };
        let leads = [outer, branch, "│ "].map(|lead| format!("{above}{lead}"));
        draw(document, child, [&leads[0], &leads[1], &leads[2]], lines);
    }
    lines.push((at, format!("{here}{}", plain(document.word(at)))));
    let last = right.len().saturating_sub(1);
    for (count, child) in right.into_iter().enumerate() {
        let outer = if count == last { "  " } else { "│ " };
        let branch = if count == last { "└ " } else { "├ " };
        let leads = ["│ ", branch, outer].map(|lead| format!("{below}{lead}"));
        draw(document, child, [&leads[0], &leads[1], &leads[2]], lines);
    }
}
