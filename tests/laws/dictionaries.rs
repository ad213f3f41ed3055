//! Laws of a reader's own dictionary: each line is understood or named, and what is understood is found in texts.

use proptest::prelude::*;
use proptest::sample::select;

use demarche::lexicon::actors::ActorLexicon;
use demarche::{Analyzer, Options};

use crate::promises::{dictionary, dictionary_is_read};
use crate::{config, news};

const FIELDS: &[&str] = &[
    "Harbour League|HLG",
    "Jane Roe",
    "body",
    "group",
    "seat",
    "person",
    "m",
    "f",
    "CHE",
    "IGOUNO",
    "CHEGOV",
    "president",
    "2021-01-20",
    "2021-99-99",
    "",
    "XYZ",
    "Xland",
    "#",
    "[IGOHLG]",
    "HARBOUR_LEAGUE_",
    "|",
    "+",
    "~GOV",
];

fn row() -> impl Strategy<Value = String> {
    let field = prop_oneof![8 => select(FIELDS).prop_map(str::to_owned), 1 => news::hostile()];
    (
        prop::collection::vec(field, 1..8),
        select(vec!["\t", " ", "|", "_ "]),
    )
        .prop_map(|(fields, between)| fields.join(between))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_line_is_understood_or_named(rows in prop::collection::vec(row(), 0..8)) {
        dictionary(rows.join("\n").as_bytes());
    }

    /// Without its bad lines a table has none.
    #[test]
    fn what_is_left_is_good(rows in prop::collection::vec(row(), 0..8)) {
        let head = "Harbour Union\tbody\t\tIGOHUN".to_owned();
        let rows: Vec<String> = std::iter::once(head).chain(rows.into_iter().filter(|row| !row.contains(['\n', '\r']))).collect();
        let mut actors = ActorLexicon::default();
        let bad = actors.extend(&rows.join("\n"));
        let good: Vec<&str> = (1..).zip(&rows).filter(|(line, _)| bad.iter().all(|bad| bad.line != *line)).map(|(_, row)| row.as_str()).collect();
        let mut actors = ActorLexicon::default();
        prop_assert_eq!(actors.extend(&good.join("\n")), vec![]);
        dictionary_is_read(&mut actors, &rows.join("\r\n"));
    }

    /// A name of two new words is found with the code its row gives.
    #[test]
    fn a_new_name_is_found(first in "[B-DF-HJ-NP-TV-Z]{1}[aeiou][bdfglmnrt]{2}[aeiou]x", second in select(vec!["League", "Front", "Compact", "Syndicate"])) {
        let name = format!("{first} {second}");
        let mut actors = ActorLexicon::default();
        prop_assert_eq!(actors.extend(&format!("{name}\tbody\t\tIGOHLG\n")), vec![]);
        let found = Analyzer::knowing(actors).analyze(&format!("The {name} met on Monday."), &Options::default());
        let codes: Vec<Option<&str>> = found.actors.iter().map(|actor| actor.code.as_deref()).collect();
        prop_assert!(codes.contains(&Some("IGOHLG")), "{}: {:?}", name, found.actors);
    }
}
