//! Document → its trees as CoNLL-U, <https://universaldependencies.org/format.html>.

use std::fmt::Write as _;

use crate::types::{Dependency, Document, FineTag, Sentence};

/// Tokens, sentences, tags, lemmas, features and trees. [`read_conllu`](crate::syntax::read_conllu) reads them back.
///
/// ```
/// use demarche::{Options, output, syntax, text};
///
/// let document = syntax::parse(text::read("Envoys met.", &Options::default()));
/// let trees = output::conllu(&document);
/// assert!(trees.contains("2\tmet\tmeet\tVERB\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No\n"));
/// ```
pub fn conllu(document: &Document) -> String {
    let mut out = String::new();
    if let Some(id) = &document.id {
        let _ = writeln!(out, "# newdoc id = {}", on_one_line(id));
    }
    for (index, sentence) in document.sentences.iter().enumerate() {
        let paragraph = &document.paragraphs[sentence.paragraph];
        if paragraph.sentences.start == index {
            out.push_str("# newpar\n");
        }
        let _ = writeln!(out, "# sent_id = {}", index + 1);
        let _ = writeln!(
            out,
            "# text = {}",
            on_one_line(document.slice(sentence.span))
        );
        for at in sentence.tokens.clone() {
            word(document, sentence, at, &mut out);
        }
        out.push('\n');
    }
    out
}

fn word(document: &Document, sentence: &Sentence, at: usize, out: &mut String) {
    let token = document.tokens[at];
    let first = sentence.tokens.start;
    let head = match token.head {
        Some(head) => (head as usize - first + 1).to_string(),
        None if sentence.parsed => "0".to_owned(),
        None => "_".to_owned(),
    };
    let next = document.tokens.get(at + 1);
    let touches = next.is_some_and(|next| next.span.start == token.span.end);
    let end = token.span.end == document.text.len();
    let _ = writeln!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t{}",
        at - first + 1,
        document.word(at),
        document.lemma(at),
        token.tag.name(),
        token.fine.name(),
        features(document, at),
        token.dependency.name(),
        if touches || end { "SpaceAfter=No" } else { "_" }
    );
}

/// What follows from the tag, and the voice of a participle with a passive auxiliary.
fn features(document: &Document, at: usize) -> String {
    let fine = document.tokens[at].fine;
    let passive = fine == FineTag::Vbn && document.child(at, Dependency::AuxPass).is_some();
    match fine.features() {
        "" => "_".to_owned(),
        features if passive => format!("{features}|Voice=Pass"),
        features => features.to_owned(),
    }
}

fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}
