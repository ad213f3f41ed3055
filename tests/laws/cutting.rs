//! Laws of cutting: no text is lost, and what stands around it changes nothing.

use proptest::prelude::*;

use demarche::types::Document;
use demarche::{Options, output, publication, syntax, text};

use crate::promises::{analysis, trees_are_read_back};
use crate::{config, news};

fn raw() -> Options {
    Options {
        raw: true,
        ..Options::default()
    }
}

fn words(document: &Document) -> Vec<String> {
    let tokens = document.tokens.iter();
    tokens
        .map(|token| document.slice(token.span).to_owned())
        .collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn characters_of_any_kind_are_cut_without_loss(text in "\\PC{0,80}|.{0,80}") {
        analysis::cut_without_loss(&text::read(&text, &Options::default()));
    }

    #[test]
    fn news_is_cut_without_loss(text in news::anything()) {
        let document = text::read(&text, &raw());
        prop_assert_eq!(&document.text, &text);
        analysis::cut_without_loss(&document);
    }

    /// Words are those of the paragraphs by themselves.
    #[test]
    fn paragraphs_are_cut_for_themselves(one in news::story(), other in news::story()) {
        let (one, other) = (one.trim_end(), other.trim_end());
        let both = text::read(&format!("{one}\n\n{other}"), &raw());
        let mut wanted = words(&text::read(&format!("{one}\n\nThey left."), &raw()));
        wanted.truncate(wanted.len() - 3);
        wanted.extend(words(&text::read(&format!("They left.\n\n{other}"), &raw())).split_off(3));
        prop_assert_eq!(words(&both), wanted);
    }

    /// Front matter gives a title and a day, and leaves the text alone; in TOML, the title may hold anything.
    #[test]
    fn front_matter_is_taken_off(text in news::story(), day in news::day(), title in "[A-Za-z][A-Za-z ]{0,20}[A-Za-z]", end in news::hostile()) {
        let quoted = title.clone() + &end;
        let toml = format!("+++\ntitle = {}\ndate = {day} # a comment\n+++\n", serde_json::json!(quoted));
        let yaml = format!("---\ntitle: {title}\npublished: {day}\n---\n");
        for (head, title) in [(yaml, title), (toml, quoted)] {
            let document = text::read(&format!("{head}{text}"), &Options::default());
            prop_assert_eq!(document.published.unwrap().date, day);
            prop_assert_eq!(document.title.as_deref(), Some(&*title));
            prop_assert_eq!(words(&document), words(&text::read(&text, &raw())));
        }
    }

    /// A day written is the day read; with a clock, too.
    #[test]
    fn a_day_of_publication_is_read_as_written(day in news::day(), hour in 0u32..24, minute in 0u32..60, second in 0u32..60) {
        prop_assert_eq!(publication(&day.to_string()).unwrap().date, day);
        let moment = day.and_hms_opt(hour, minute, second).unwrap();
        for written in [format!("{day}T{hour:02}:{minute:02}:{second:02}"), format!("{day} {hour:02}:{minute:02}:{second:02}Z")] {
            let read = publication(&written).unwrap();
            prop_assert_eq!(read.date.and_time(read.time.unwrap()), moment);
        }
    }

    /// What is no day is refused, and what is one stays the same when it is written again.
    #[test]
    fn any_string_is_a_day_or_none(text in "[0-9+-]{4,6}[-/.][0-9]{1,2}[-/.][0-9]{1,2}[T ]?[0-9:.Z+-]{0,10}|\\PC{0,14}") {
        if let Some(read) = publication(&text) {
            let again = publication(&read.date.to_string()).unwrap();
            prop_assert_eq!(again.date, read.date);
        }
    }

    #[test]
    fn every_sentence_has_one_tree(text in news::anything()) {
        analysis::trees(&syntax::parse(text::read(&text, &raw())));
    }

    #[test]
    fn trees_are_read_back_from_conllu(text in news::anything()) {
        let document = syntax::parse(text::read(&text, &raw()));
        trees_are_read_back(&document, &text, &raw());
    }

    /// A paragraph's trees are its own, whatever follows.
    #[test]
    fn a_tree_knows_its_sentence_alone(one in news::story(), other in news::story()) {
        let one = one.trim_end();
        let trees = |rest: &str| {
            let document = syntax::parse(text::read(&format!("{one}\n\n{rest}"), &raw()));
            let first = &document.paragraphs[0].sentences;
            let count = document.sentences[..first.end].last().map_or(0, |sentence| sentence.tokens.end);
            let tokens = document.tokens[..count].iter();
            tokens.map(|token| (token.span, token.tag, token.fine, token.head, token.dependency)).collect::<Vec<_>>()
        };
        prop_assert_eq!(trees(&other), trees("They left."));
    }

    /// Trees of anybody: read or refused.
    #[test]
    fn strange_trees_do_no_harm(text in news::story(), at in any::<prop::sample::Index>(), hostile in news::hostile()) {
        let written = output::conllu(&syntax::parse(text::read(&text, &raw())));
        let boundaries: Vec<usize> = written.char_indices().map(|(at, _)| at).collect();
        let at = boundaries[at.index(boundaries.len())];
        let spoiled = format!("{}{hostile}{}", &written[..at], &written[at..]);
        if let Ok(document) = syntax::read_conllu(text::read(&text, &raw()), &spoiled) {
            analysis::trees(&document);
        }
    }
}
