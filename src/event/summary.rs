//! A line for the reader: who, did what, to whom, in the words of the text.

use crate::types::{Dependency, Document, FineTag, Tag, Tense};

use super::frame::{Act, Filler, Reading, Wording};

/// Longer lines are cut behind a word.
const LONGEST: usize = 110;

/// The line for an act.
pub(super) fn of(reading: &Reading<'_>, act: &Act) -> String {
    let document = reading.document;
    let noun = act.wording == Wording::Noun && act.rule != "light-verb";
    // "Georgia was attacked by Russia"
    let undergone = act.form.passive && act.wording != Wording::Noun;
    let actors = match &act.cast {
        cast if undergone => names(reading, &cast.target),
        cast if cast.source.is_empty() => {
            // "Ruiz spoke with Bo": whom the words name is not named before them too
            let verb = document.tokens[act.token].span.start;
            let before = |filler: &&Filler| noun || filler.span.start < verb;
            let ahead: Vec<Filler> = cast.both.iter().filter(before).copied().collect();
            names(reading, if ahead.is_empty() { &cast.both } else { &ahead })
        }
        cast => names(reading, &cast.source),
    };
    let told = if noun {
        clean(document.slice(document.phrase_span(act.token)))
    } else {
        predicate(document, act.token)
    };
    let gerund = act.form.tense == Tense::PresentParticiple
        || document.tokens[act.token].fine == FineTag::Vbg
            && document.auxiliaries(act.token).next().is_none();
    let line = if actors.is_empty() {
        unnamed(reading, act, told)
    } else if noun {
        format!("{actors}: {told}")
    } else if gerund {
        // "Putin and Scholz: speaking with Putin"
        format!("{actors}: {}", uncapitalized(document, act.token, told))
    } else if act.form.tense == Tense::Infinitive {
        format!("{actors} to {told}")
    } else {
        format!("{actors} {told}")
    };
    shorten(&line)
}

/// "The *conflict* erupted in April", "fresh fighting *killed* twelve people": what nobody is named for, with its subject or verb.
fn unnamed(reading: &Reading<'_>, act: &Act, told: String) -> String {
    let document = reading.document;
    let at = act.token;
    if act.wording == Wording::Noun {
        return match document.head(at) {
            Some(verb)
                if reading.dependency(at) == Dependency::Nsubj
                    && document.tokens[verb].fine.is_verb() =>
            {
                format!("{told} {}", predicate(document, verb))
            }
            _ => told,
        };
    }
    match document.own_subject(at) {
        Some(subject) if subject < at => {
            let phrase = document.slice(document.phrase_span(subject));
            format!("{} {told}", clean(phrase))
        }
        _ => told,
    }
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
