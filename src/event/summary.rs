//! A line for the reader: who, did what, to whom, in the words of the text.

use crate::types::{Dependency, Document, Tag, Tense};

use super::frame::{Act, Filler, Reading, Wording};

/// Longer lines are cut behind a word.
const LONGEST: usize = 110;

/// The line for an act.
pub(super) fn of(reading: &Reading<'_>, act: &Act) -> String {
    let document = reading.document;
    // "Georgia was attacked by Russia"
    let undergone = act.form.passive && act.wording != Wording::Noun;
    let actors = names(
        reading,
        match &act.cast {
            cast if undergone => &cast.target,
            cast if cast.source.is_empty() => &cast.both,
            cast => &cast.source,
        },
    );
    let told = match act.wording {
        Wording::Noun if act.rule != "light-verb" => {
            clean(document.slice(document.phrase_span(act.token)))
        }
        _ => predicate(document, act.token),
    };
    let line = if actors.is_empty() {
        told
    } else if act.wording == Wording::Noun && act.rule != "light-verb" {
        format!("{actors}: {told}")
    } else if act.form.tense == Tense::PresentParticiple {
        // "Putin and Scholz: speaking with Putin"
        format!("{actors}: {}", uncapitalized(document, act.token, told))
    } else if act.form.tense == Tense::Infinitive {
        format!("{actors} to {told}")
    } else {
        format!("{actors} {told}")
    };
    shorten(&line)
}

/// `told` as it stands within a sentence, where the verb at `at` opened one.
fn uncapitalized(document: &Document, at: usize, told: String) -> String {
    let opens = document.sentence_of(at).tokens.start == at;
    let mut letters = told.chars();
    match letters.next().filter(|_| opens) {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => told,
    }
}

fn names(reading: &Reading<'_>, fillers: &[Filler]) -> String {
    let names: Vec<&str> = fillers
        .iter()
        .map(|filler| reading.actors[filler.actor.0].name.as_str())
        .collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The verb group and what follows it in its clause.
fn predicate(document: &Document, at: usize) -> String {
    let first = document
        .auxiliaries(at)
        .next()
        .filter(|&auxiliary| auxiliary < at)
        .unwrap_or(at);
    let mut last = at;
    for child in document.children(at).filter(|&child| child > at) {
        if matches!(
            document.tokens[child].dependency,
            Dependency::Conj | Dependency::Parataxis | Dependency::Punct | Dependency::Cc
        ) {
            continue;
        }
        last = last.max(document.subtree(child).1);
    }
    while last > at && document.tokens[last].tag == Tag::Punct {
        last -= 1;
    }
    clean(document.slice(document.span_of(first, last)))
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shorten(line: &str) -> String {
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let mut cut = String::new();
    for word in line.split(' ') {
        if cut.chars().count() + word.chars().count() + 2 > LONGEST {
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    cut.push('…');
    cut
}
