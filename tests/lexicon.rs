//! Every row of the event lexicon carries an example that is its test: the word between stars must come back as an act of
//! the row's kind.

use demarche::lexicon::events::lexicon;
use demarche::types::EventClass;
use demarche::{Options, analyze, publication};

/// The share of examples read as their row says. The rest fail on the tree or on an actor; a row that is added must pass.
const READ: usize = 80;

/// The kind of the event at the star of `example`.
fn kind(example: &str) -> Option<EventClass> {
    let text: String = example
        .chars()
        .filter(|mark| !matches!(mark, '*' | '[' | ']'))
        .collect();
    let plain: String = example
        .chars()
        .filter(|mark| !matches!(mark, '[' | ']'))
        .collect();
    let star = plain.find('*').expect("an example marks its trigger");
    let options = Options {
        published: publication("2024-03-13"),
        all_events: true,
        ..Options::default()
    };
    let analysis = analyze(&text, &options);
    analysis
        .events
        .iter()
        .find(|event| {
            event
                .mentions
                .iter()
                .any(|mention| mention.span.start <= star && star < mention.span.end)
        })
        .map(|event| event.class)
}

#[test]
fn examples_are_read_as_their_rows_say() {
    let verbs = lexicon()
        .verbs
        .iter()
        .filter_map(|sense| Some((sense.class?, sense.example)));
    let nouns = lexicon()
        .nouns
        .iter()
        .map(|sense| (sense.class, sense.example));
    let rows: Vec<(EventClass, &str)> = verbs.chain(nouns).collect();
    let missed: Vec<String> = rows
        .iter()
        .filter_map(|&(wanted, example)| {
            let found = kind(example);
            (found != Some(wanted)).then(|| format!("{example} {found:?}, not {wanted:?}"))
        })
        .collect();
    let idle: Vec<&str> = lexicon()
        .verbs
        .iter()
        .filter(|sense| {
            sense.idle && !matches!(kind(sense.example), None | Some(EventClass::Other))
        })
        .map(|sense| sense.example)
        .collect();
    assert!(idle.is_empty(), "these name no act: {idle:?}");
    let read = 100 * (rows.len() - missed.len()) / rows.len();
    assert!(read >= READ, "{read} % read:\n{}", missed.join("\n"));
}

#[test]
fn rows_are_many() {
    let lexicon = lexicon();
    assert!(lexicon.verbs.len() > 100 && lexicon.nouns.len() > 15 && lexicon.stances.len() > 15);
}
