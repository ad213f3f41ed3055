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
                    .get(document.tokens[at].lemma.range())
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
    assert_eq!(
        document.phrase_with(met, "in").map(|at| document.word(at)),
        Some("Geneva")
    );
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

/// A character of every plane, combining marks on letters, digits and blanks, scripts within one word.
#[test]
fn every_script_is_read() {
    for plane in 0..=16_u32 {
        for low in [
            0x00_u32, 0x41, 0x0301, 0x0600, 0x200d, 0x4e00, 0xe000, 0xfffd,
        ] {
            let Some(c) = char::from_u32(plane * 0x1_0000 + low) else {
                continue;
            };
            check_tree(&read(&format!(
                "{c} met {c}{c} in a{c}b.{c} “{c}”{c}-{c}, {c}."
            )));
        }
    }
    check_tree(&read(
        "e\u{301}\u{301}nvoys me\u{308}t \u{301}on 1\u{20e3} Monday\u{301}.",
    ));
    check_tree(&read("Путинmet習近平 in Тbilisi، وقال نعم. हाँ। Ναι; ja!"));
}

/// Neither many bytes without a stop nor endless words and rows of marks take more than linear time or overflow the stack.
#[test]
fn endless_text_is_read() {
    const BYTES: usize = 10_000_000;
    for piece in ["envoys met ", "a.", "a.)", "A.The", "1.", "a-"] {
        let bytes = if piece.ends_with(' ') {
            BYTES
        } else {
            BYTES / 20
        };
        let document = text::read(&piece.repeat(bytes / piece.len()), &Options::default());
        let longest = document.sentences.iter().map(|one| one.tokens.len()).max();
        assert!(longest.is_some_and(|longest| longest <= 256), "{piece:?}");
    }
    let document = read(&"word, ".repeat(50_000));
    assert_eq!(document.tokens.len(), 100_000);
    check_tree(&document);
}
