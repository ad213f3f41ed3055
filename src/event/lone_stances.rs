//! Stances to what is no act we know: "refused to *comment*", "agreed to *share the costs*".

use crate::lexicon::events::{Slot, Slots, Stance, Word};
use crate::types::{Dependency, FineTag};

use super::frame::{Act, Filler, Reading};
use super::governed::{is_gerund, is_infinitive};
use super::stances::{doer, sides, taken};

/// A stance whose act we do not know still is one, where it governs a clause: "refused to *comment*".
pub(super) fn stand(
    reading: &Reading<'_>,
    acts: &mut Vec<Act>,
    at: usize,
    word: Word,
    stance: &'static Stance,
    own: Option<usize>,
) {
    let document = reading.document;
    let Some(class) = stance.class else {
        // "sought to demonstrate": no request; "*set free* two men" is an act
        let governs = document
            .children_as(at, &[Dependency::Xcomp])
            .any(|clause| document.tokens[clause].fine != FineTag::Vbn);
        // a vote is one whatever it is on
        let vote = word.text == "vote";
        let phrase = |own: &usize| acts[*own].lemma.contains(' ');
        if let Some(own) = own.filter(|own| governs && !vote && !phrase(own)) {
            acts[own].absorbed = true;
        }
        return;
    };
    let clause = document
        .children_as(
            at,
            &[
                Dependency::Xcomp,
                Dependency::Ccomp,
                Dependency::Acl,
                Dependency::Advcl,
            ],
        )
        .find(|&clause| {
            is_infinitive(reading, clause)
                || reading.dependency(clause) == Dependency::Ccomp
                // "is committed *to opening* the economy"
                || document.form(at) == "committed" && is_gerund(reading, clause)
        });
    let Some(clause) = clause else {
        return;
    };
    let mut target = own.map_or_else(Vec::new, |own| acts[own].cast.target.clone());
    let mut source = own.map_or_else(Vec::new, |own| acts[own].cast.source.clone());
    if source.is_empty() {
        source = doer(reading, at);
    }
    if target.is_empty() {
        let slots = Slots {
            source: Slot::Subject,
            targets: vec![
                Slot::Object,
                Slot::Preposition("to"),
                Slot::Preposition("from"),
                Slot::Preposition("with"),
                Slot::Preposition("against"),
                Slot::Preposition("on"),
                Slot::Preposition("in"),
            ],
            both: false,
        };
        let cast = reading.verb_cast(clause, &slots);
        let to = Slots {
            targets: vec![Slot::Preposition("to")],
            ..slots
        };
        let to = reading.verb_cast(clause, &to).target;
        let nowhere = |fillers: &[Filler]| {
            let mut countries = fillers
                .iter()
                .map(|filler| &reading.actors[filler.actor.0].country);
            countries.all(Option::is_none)
        };
        target = if stance.other && !cast.source.is_empty() {
            cast.source
        } else if nowhere(&cast.target) && !nowhere(&to) {
            // "offered to send police *to Haiti*"
            to
        } else {
            cast.target
        };
        target.retain(|filler| !source.iter().any(|other| other.actor == filler.actor));
    }
    if let Some(own) = own {
        let act = &mut acts[own];
        if act.class != class && stance.name != "agree" {
            return;
        }
        act.class = class;
        if act.cast.both.is_empty() {
            act.cast.source = source;
            act.cast.target = target;
        }
        return;
    }
    if source.is_empty() {
        return;
    }
    let cast = sides(class, source, target, false);
    acts.push(taken(
        reading,
        at,
        word,
        stance,
        class,
        cast,
        "stance-alone",
    ));
}
