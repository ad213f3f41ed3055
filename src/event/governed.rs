//! What a stance governs: its infinitive, its clause, its gerund or its noun; and what is no stance after all.

use crate::lexicon::events::{Stance, Word};
use crate::types::{Dependency, EventClass, FineTag, Tag};

use super::frame::{Act, Filler, Reading, Wording};

/// "insisted the talks *would* go on": who insists that something is so demands nothing.
pub(super) fn states(reading: &Reading<'_>, at: usize, word: Word) -> bool {
    use crate::types::FineTag::{Md, Vbd, Vbz};
    let document = reading.document;
    if !matches!(word.text, "insist" | "suggest") {
        return false;
    }
    document
        .children_as(at, &[Dependency::Ccomp])
        .any(|clause| {
            document.auxiliaries(clause).chain([clause]).any(|token| {
                match document.tokens[token].fine {
                    Md => !matches!(document.form(token), "should" | "must"),
                    fine => matches!(fine, Vbd | Vbz),
                }
            })
        })
}

/// "*pushed* the talks aside", "*pressed* their battle to retake it": such verbs ask nobody for anything where the act itself is
/// their object.
pub(super) fn moves(reading: &Reading<'_>, at: usize, word: Word) -> bool {
    let document = reading.document;
    matches!(
        word.text,
        "press" | "push" | "pressure" | "direct" | "command"
    ) && reading.object(at).is_some_and(|object| {
        // "*pressed* demands for reform" makes them
        let mut acts = reading.lexicon.noun(document.lemma(object)).iter();
        let act = acts
            .next()
            .map(|word| reading.lexicon.nouns[word.row].class);
        !reading.is_actor(object) && act.is_some_and(|class| class != EventClass::Request)
    })
}

/// The act that the stance at `at` governs: its infinitive, its clause, its gerund or its noun.
pub(super) fn governed(
    reading: &Reading<'_>,
    acts: &[Act],
    near: &[usize],
    at: usize,
    stance: &Stance,
) -> Option<usize> {
    let document = reading.document;
    let find = |token: usize| {
        near.iter().copied().find(|&index| {
            let act = &acts[index];
            !act.absorbed && (act.token == token || act.also.contains(&token))
        })
    };
    let verbal = document.tokens[at].tag == Tag::Verb;
    let clauses = document.children_as(
        at,
        &[
            Dependency::Xcomp,
            Dependency::Ccomp,
            Dependency::Acl,
            Dependency::Advcl,
            Dependency::Csubj,
        ],
    );
    let object = reading.object(at).filter(|_| verbal).and_then(find);
    for clause in clauses {
        // one stops or begins doing, not that something is done
        let done = document.has_finite_verb(clause) || document.tokens[clause].fine == FineTag::Vbn;
        if matches!(stance.name, "stop" | "begin") && done {
            continue;
        }
        let purpose = reading.dependency(clause) == Dependency::Advcl;
        // "rejected demands to leave": the infinitive is the noun's
        if purpose && object.is_some_and(|inner| acts[inner].token != at) {
            return object;
        }
        if purpose && !is_infinitive(reading, clause) && !is_gerund(reading, clause) {
            continue;
        }
        // "blocked a road *to protest*": what for
        if purpose && matches!(stance.name, "prevent" | "accuse") && is_infinitive(reading, clause)
        {
            continue;
        }
        if reading.dependency(clause) == Dependency::Acl && !is_infinitive(reading, clause) {
            continue;
        }
        for token in document.conjuncts(clause) {
            if let Some(inner) = find(token).filter(|&inner| acts[inner].token != at) {
                return Some(inner);
            }
        }
    }
    // "urged the rebels to leave", hung on the object
    let addressed = |&object: &usize| {
        // "blocked a road *to protest*"
        verbal && (stance.name != "prevent" || !reading.fillers(object, "").is_empty())
    };
    if let Some(object) = reading.object(at).filter(addressed) {
        for clause in document.children_as(object, &[Dependency::Acl]) {
            // "accused the rebels *of attacking* it"
            let of = stance.name == "accuse"
                && document.tokens[clause].fine == FineTag::Vbg
                && document
                    .child(clause, Dependency::Mark)
                    .is_some_and(|mark| document.form(mark) == "of");
            if (is_infinitive(reading, clause) || of)
                && let Some(inner) = find(clause)
            {
                return Some(inner);
            }
        }
        if let Some(inner) = find(object).filter(|&inner| acts[inner].token != at) {
            return Some(inner);
        }
    }
    let nouns = document.children_as(at, &[Dependency::Obl, Dependency::Nmod]);
    for noun in nouns {
        let marked = document.marker(noun).is_some_and(|case| {
            matches!(
                document.form(case),
                "to" | "for" | "of" | "on" | "from" | "about" | "with"
            )
        });
        if marked && let Some(inner) = find(noun).filter(|&inner| acts[inner].token != at) {
            return Some(inner);
        }
    }
    if reading.is_passive(at)
        && let Some(subject) = document.child(at, Dependency::NsubjPass)
    {
        return find(subject).filter(|&inner| acts[inner].token != at);
    }
    None
}

pub(super) fn is_infinitive(reading: &Reading<'_>, verb: usize) -> bool {
    let document = reading.document;
    document
        .children(verb)
        .any(|child| document.form(child) == "to" && document.tokens[child].tag == Tag::Part)
}

pub(super) fn is_gerund(reading: &Reading<'_>, verb: usize) -> bool {
    let document = reading.document;
    document.tokens[verb].fine == crate::types::FineTag::Vbg
        && document.children_as(verb, &[Dependency::Mark]).any(|mark| {
            matches!(
                document.form(mark),
                "of" | "from" | "for" | "with" | "into" | "on" | "against" | "to"
            )
        })
}

/// "offered to send material to help defend *Kuwait*": whom the infinitives behind an act are about.
pub(super) fn further_on(reading: &Reading<'_>, act: usize) -> Vec<Filler> {
    let document = reading.document;
    let mut here = act;
    for _ in 0..4 {
        let next = document
            .children_as(
                here,
                &[Dependency::Xcomp, Dependency::Advcl, Dependency::Acl],
            )
            .chain(
                reading
                    .object(here)
                    .into_iter()
                    .flat_map(|noun| document.children_as(noun, &[Dependency::Acl])),
            )
            .find(|&verb| verb > here && document.tokens[verb].fine.is_verb());
        let Some(verb) = next else {
            break;
        };
        let found = reading
            .object(verb)
            .map(|noun| reading.object_fillers(noun, "further-on"))
            .unwrap_or_default();
        if !found.is_empty() {
            return found;
        }
        here = verb;
    }
    Vec::new()
}

/// Whether somebody goes somewhere to hold the talks named.
pub(super) fn is_trip_for_talks(stance: &Stance, acts: &[Act], own: usize, inner: usize) -> bool {
    stance.name == "help"
        && acts[own].cameo == Some("042")
        && !acts[own].cast.target.is_empty()
        && acts[inner].class == EventClass::Consult
        && acts[inner].wording == Wording::Noun
}
