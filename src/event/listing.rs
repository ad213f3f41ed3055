//! Which acts a reader would list.

use crate::types::{EventClass, Silence, Status};

use super::frame::{Act, Reading, Wording};
use super::{status, unlisted};

/// Decides what a reader would put on the timeline.
pub(super) fn list(reading: &Reading<'_>, acts: &mut [Act]) {
    for act in acts.iter_mut() {
        if let Some(why) = why_not(reading, act) {
            act.leave_out(why);
        }
    }
    // crime, accidents and sport: a text without anyone of public affairs tells no diplomacy
    let public = acts
        .iter()
        .filter(|act| act.listed)
        .any(|act| reading.is_public_act(act));
    for act in acts.iter_mut() {
        if !public {
            act.leave_out(Silence::Private);
        } else if is_misfortune(reading, act) {
            act.leave_out(Silence::Misfortune);
        }
    }
}

/// Why an act by itself is not for the timeline.
fn why_not(reading: &Reading<'_>, act: &Act) -> Option<Silence> {
    let acting = !act.cast.source.is_empty() || !act.cast.both.is_empty();
    let named = acting || !act.cast.target.is_empty();
    let told = match act.class {
        EventClass::Statement | EventClass::Agree => acting,
        EventClass::Consult => acting || reading.stretch(act).is_some(),
        EventClass::Protest => named || takes_place(reading, act),
        EventClass::Assault => named || breaks_out(reading, act),
        _ => named,
    };
    let unreal = match act.status {
        Status::Hypothetical => {
            act.class == EventClass::Statement || !status::is_open_claim(reading, act)
        }
        Status::Denied => act.class == EventClass::Statement || act.wording == Wording::Noun,
        _ => false,
    };
    // "Israel *will respond*": no words yet
    let to_answer = act.class == EventClass::Statement
        && act.status == Status::Planned
        && matches!(act.lemma.as_str(), "respond" | "react" | "reply");
    let unreal = unreal || to_answer;
    if told {
        unreal.then_some(Silence::Unreal)
    } else {
        Some(Silence::Nobody)
    }
}

/// A strike that never came is worth a line where the story speaks of it again and again.
pub(super) fn list_what_the_story_turns_on(acts: &mut [Act], groups: &[Vec<usize>]) {
    for group in groups {
        let spoken_of = |&index: &usize| {
            let act = &acts[index];
            act.status == Status::Hypothetical && act.class != EventClass::Statement
        };
        let named = group.iter().filter(|&&index| {
            let cast = &acts[index].cast;
            !(cast.source.is_empty() && cast.target.is_empty() && cast.both.is_empty())
        });
        let often = named.count() >= 2 || group.len() >= 3;
        if often && group.iter().all(spoken_of) {
            acts[group[0]].listed = acts[group[0]].rule != unlisted::RULE;
        }
    }
}

/// "*protests* in Minsk": those who protest are not named, but where they do is.
fn takes_place(reading: &Reading<'_>, act: &Act) -> bool {
    let place = reading.document.phrase_with(act.token, "in");
    act.wording == Wording::Noun
        && place
            .and_then(|noun| reading.any_mention(noun))
            .is_some_and(|(actor, _)| reading.actors[actor.0].country.is_some())
}

/// "The *conflict* erupted in April": worth a line without those who fight.
fn breaks_out(reading: &Reading<'_>, act: &Act) -> bool {
    let document = reading.document;
    act.wording == Wording::Noun
        && reading.dependency(act.token) == crate::types::Dependency::Nsubj
        && document
            .head(act.token)
            .is_some_and(|verb| match document.lemma(verb) {
                "erupt" | "flare" => true,
                "break" => super::triggers::particles(reading, verb, "out").is_some(),
                _ => false,
            })
}

/// "The storm *killed* six people": harm done by no one.
fn is_misfortune(reading: &Reading<'_>, act: &Act) -> bool {
    if act.class != EventClass::Assault
        || act.wording != Wording::Verb
        || act.form.passive
        || !act.cast.source.is_empty()
        || !act.cast.both.is_empty()
    {
        return false;
    }
    let lasting = [
        "bomb",
        "bomber",
        "blast",
        "missile",
        "rocket",
        "shell",
        "strike",
        "fire",
        "mortar",
        "gunman",
        "explosion",
    ];
    reading.subject(act.token).is_some_and(|subject| {
        let lemma = reading.document.lemma(subject);
        !lasting.contains(&lemma.strip_suffix('s').unwrap_or(lemma))
            && reading.lexicon.noun(lemma).is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn wars_break_out() {
        check(
            "Peru warned Chile. The conflict erupted in April.",
            &[
                "THREATEN happened warned: Peru > Chile",
                "ASSAULT happened conflict:",
            ],
        );
        check(
            "Peru warned Chile. The conflict was long.",
            &["THREATEN happened warned: Peru > Chile"],
        );
    }
}
