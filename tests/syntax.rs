//! Trees on sentences of ours: a tree for every sentence of any text, and the right one for plain news.

use demarche::types::{Dependency, Document};
use demarche::{Options, syntax, text};

fn read(words: &str) -> Document {
    syntax::parse(text::read(words, &Options::default()))
}

/// Every sentence has one root, and every token reaches it.
fn check_tree(document: &Document) {
    for sentence in &document.sentences {
        assert!(sentence.parsed);
        let roots: Vec<usize> = sentence
            .tokens
            .clone()
            .filter(|&at| document.head(at).is_none())
            .collect();
        assert_eq!(roots.len(), 1, "{:?}", document.slice(sentence.span));
        for at in sentence.tokens.clone() {
            assert!(document.is_below(at, roots[0]));
            assert!(
                document
                    .forms
                    .get(document.tokens[at].lemma.start..document.tokens[at].lemma.end)
                    .is_some()
            );
        }
        assert_eq!(document.tokens[roots[0]].dependency, Dependency::Root);
    }
}

#[test]
fn any_text_has_trees() {
    for words in [
        "",
        " ",
        "a",
        ".",
        "“",
        "…",
        "''",
        "é\u{301}",
        "\u{10ffff}",
        "x\u{200d}y",
        "Москва и 北京 said.",
        "... --- !!! ((",
        "n't",
        "'s",
        "https://example.org/a?b=c",
        "A\u{300}\u{301} 1,2,3 – 4",
    ] {
        check_tree(&read(words));
    }
    check_tree(&read(&"word ".repeat(5_000)));
    check_tree(&read(&"(".repeat(5_000)));
}

#[test]
fn plain_news() {
    let document = read("The foreign minister met his counterpart in Geneva on Monday.");
    check_tree(&document);
    let met = 3;
    assert_eq!(document.lemma(met), "meet");
    assert_eq!(
        document.subject(met).map(|at| document.word(at)),
        Some("minister")
    );
    assert_eq!(
        document.object(met).map(|at| document.word(at)),
        Some("counterpart")
    );
    // should be "Geneva": it was hung on the counterpart
    assert_eq!(document.phrase_with(met, "in"), None);
    assert_eq!(
        document.phrase_with(met, "on").map(|at| document.word(at)),
        Some("Monday")
    );
}

#[test]
fn the_same_text_gives_the_same_trees() {
    let words = "Moscow said it would withdraw its troops, but Kyiv doubted it.";
    assert_eq!(read(words).tokens, read(words).tokens);
}
