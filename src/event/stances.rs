//! Stances and the acts they govern: refused to *meet*, threatened to *attack*, a promise to *help*.

use crate::lexicon::events::{NounKind, Slot, Slots, Stance, Word};
use crate::types::{Dependency, EventClass, Status, Tag, Topic};

use super::frame::{Act, Cast, Filler, Reading, Wording};
use super::governed::{further_on, governed, is_infinitive, is_trip_for_talks, moves, states};
use super::lone_stances;
use super::parties::push_new;
use super::speech_acts::root;

/// Lets every stance take up the act it governs. Works from right to left, since what is governed mostly stands behind.
pub(super) fn compose(reading: &Reading<'_>, acts: &mut Vec<Act>) {
    let sentence = |token: usize| reading.document.tokens[token].sentence as usize;
    let mut of_sentence: Vec<Vec<usize>> = vec![Vec::new(); reading.document.sentences.len()];
    let mut known = 0;
    for at in (0..reading.document.tokens.len()).rev() {
        let Some((word, stance)) =
            stance_at(reading, at).filter(|&(word, _)| !moves(reading, at, word))
        else {
            continue;
        };
        for (index, act) in acts.iter().enumerate().skip(known) {
            of_sentence[sentence(act.token)].push(index);
        }
        known = acts.len();
        let near = &of_sentence[sentence(at)];
        let inner = governed(reading, acts, near, at, stance);
        let own = |&index: &usize| acts[index].token == at && !acts[index].absorbed;
        let own = near.iter().copied().find(own);
        // "signed an *agreement* to share water": the verb has it already
        let signed = own.is_none()
            && reading.document.tokens[at].tag == Tag::Noun
            && stance.name == "agree"
            && near.iter().any(|&index| {
                let act = &acts[index];
                !act.absorbed && act.wording == Wording::Verb && act.also.contains(&at)
            });
        if signed {
            if let Some(inner) = inner {
                acts[inner].status = stance.inner;
            }
            continue;
        }
        // "announced a *suspension* of aid": the verb has that too
        let announced = near
            .iter()
            .copied()
            .find(|&index| {
                let act = &acts[index];
                act.rule == "light-verb" && !act.absorbed && act.also.contains(&at)
            })
            .filter(|_| {
                own.is_none()
                    && reading.document.tokens[at].tag == Tag::Noun
                    && stance.name == "stop"
            });
        if let Some(outer) = announced {
            if let Some(inner) = inner.filter(|&inner| inner != outer) {
                if let Some(class) = kind(stance, &acts[inner]) {
                    (acts[outer].class, acts[outer].cameo) = (class, root(class));
                }
                acts[inner].absorbed = true;
            }
            continue;
        }
        match inner {
            Some(inner) => take_up(reading, acts, at, word, stance, inner, own),
            None => lone_stances::stand(reading, acts, at, word, stance, own),
        }
    }
    acts.sort_by_key(|act| (act.token, act.span));
}

fn stance_at(reading: &Reading<'_>, at: usize) -> Option<(Word, &'static Stance)> {
    let document = reading.document;
    let tag = document.tokens[at].tag;
    if !matches!(tag, Tag::Verb | Tag::Noun | Tag::Adj)
        || reading.in_name(at)
        || reading.in_time(at)
    {
        return None;
    }
    if matches!(
        reading.dependency(at),
        Dependency::Compound | Dependency::Amod
    ) {
        return None;
    }
    let word = reading
        .lexicon
        .stance(document.lemma(at))
        .iter()
        .copied()
        .find(|word| super::triggers::particles(reading, at, word.rest).is_some())?;
    if states(reading, at, word) {
        return None;
    }
    Some((word, &reading.lexicon.stances[word.row]))
}

/// What a stance to an act is: the table of stance and kind.
fn kind(stance: &Stance, inner: &Act) -> Option<EventClass> {
    use EventClass::{
        Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject,
        Retreat, Sanction, Support, Threaten,
    };
    let named = inner.wording == Wording::Noun;
    let negated = inner.form.negated;
    let inner = inner.class;
    let hostile = matches!(inner, Assault | Coerce | Sanction | Threaten | Protest);
    match stance.name {
        // "ordered air strikes", "ordered the arrest of the minister": whoever may order it does it
        "order" if named && inner != EventClass::Statement => Some(inner),
        // "sought *asylum* in Peru": what only another can give is asked for
        "seek" if named && matches!(inner, Aid | Concede | Support) => Some(EventClass::Request),
        // "vowed to *defy* the court"
        "promise" if inner == Reject => Some(Reject),
        // "agreed *not* to attack": who will do no harm gives way
        "agree" | "promise" | "offer" if hostile && negated => Some(Agree),
        "promise" | "offer" if hostile => Some(Threaten),
        // "pledged its support": words, not help
        "promise" | "agree" if named && inner == Support => Some(Support),
        "agree"
            if matches!(
                inner,
                Coerce | Sanction | Threaten | Assault | Protest | Mobilize
            ) =>
        {
            None
        }
        "stop" => match inner {
            Assault | Mobilize => Some(Retreat),
            Coerce | Sanction | Protest | Threaten => Some(Concede),
            Aid | Cooperate | Support => Some(Sanction),
            Consult | Agree => Some(Reject),
            _ => None,
        },
        "fail" => match inner {
            Agree | Aid | Consult | Cooperate | Concede | Retreat | Support => Some(Reject),
            _ => None,
        },
        _ => stance.class,
    }
}

/// What a stance is by those who take it, or to whom it is taken: unions call off no attack, and who promises to arrest gunmen threatens
/// nobody.
fn by_those_involved(
    reading: &Reading<'_>,
    stance: &Stance,
    inner: &Act,
    source: &[Filler],
) -> Option<EventClass> {
    let all = |fillers: &[Filler], is: &dyn Fn(&Filler) -> bool| {
        !fillers.is_empty() && fillers.iter().all(is)
    };
    match stance.name {
        "stop" if inner.lemma == "strike" && inner.class == EventClass::Assault => {
            all(source, &|filler| reading.is_at_work(filler)).then_some(EventClass::Concede)
        }
        "promise" if inner.class == EventClass::Coerce && !inner.form.negated => {
            all(&inner.cast.target, &|filler| reading.is_outlaw(filler))
                .then_some(EventClass::Agree)
        }
        _ => None,
    }
}

/// The stance at `at` takes up the act `inner`.
fn take_up(
    reading: &Reading<'_>,
    acts: &mut Vec<Act>,
    at: usize,
    word: Word,
    stance: &'static Stance,
    inner: usize,
    own: Option<usize>,
) {
    let document = reading.document;
    // "the *threat* of an invasion": nobody's act, but what is feared
    // "steps aimed at *deterring* an invasion": nor is anyone named who deters
    let nameless = match stance.name {
        "threaten" => document.tokens[at].tag == Tag::Noun,
        "prevent" => doer(reading, at).is_empty(),
        _ => false,
    };
    let feared = nameless
        && acts[inner].wording == Wording::Noun
        && own.is_none_or(|own| acts[own].cast.source.is_empty());
    let Some(class) = kind(stance, &acts[inner]).filter(|_| !feared) else {
        leave(reading, acts, at, stance, inner, own, feared);
        return;
    };
    // a noun that is itself the object of a verb with a richer sense: "rejected a call for talks"
    let topic = acts[inner]
        .topic
        .filter(|_| acts[inner].wording == Wording::Stance)
        .map_or(
            Topic {
                class: acts[inner].class,
                cameo: acts[inner].cameo,
            },
            |topic| topic,
        );
    let mut also = vec![acts[inner].token];
    also.extend(acts[inner].also.iter().copied());
    let mut source = own.map_or_else(Vec::new, |own| acts[own].cast.source.clone());
    if source.is_empty() {
        source = doer(reading, at);
    }
    let class = by_those_involved(reading, stance, &acts[inner], &source).unwrap_or(class);
    let inner_cast = acts[inner].cast.clone();
    let mut inner_source = inner_cast.source.clone();
    inner_source.extend(inner_cast.both.iter().copied());
    let mut target: Vec<Filler> = own.map_or_else(Vec::new, |own| acts[own].cast.target.clone());
    target.extend(own.map_or_else(Vec::new, |own| acts[own].cast.both.clone()));
    if stance.other && matches!(acts[inner].wording, Wording::Verb | Wording::Stance) {
        push_new(&mut target, inner_source.clone());
    }
    let deed = is_deed_condemned(stance, &acts[inner])
        && !inner_source.is_empty()
        && reading.object(at) == Some(acts[inner].token);
    if deed {
        // "condemned the *killing* of civilians by Turkey": whoever did it, never its victims
        target.clone_from(&inner_source);
    } else {
        if target.is_empty() {
            target.clone_from(&inner_cast.target);
            if target.is_empty() {
                target.clone_from(&inner_source);
            }
        }
        if target.is_empty() {
            target = further_on(reading, acts[inner].token);
        }
    }
    target.retain(|filler| !source.iter().any(|other| other.actor == filler.actor));
    if source.is_empty() && document.tokens[at].tag != Tag::Verb {
        source.clone_from(&acts[inner].cast.source);
    }
    // "Peru and Chile failed to reach agreement": each with the other
    let together = stance.name == "fail"
        && matches!(acts[inner].class, EventClass::Agree | EventClass::Consult);
    let act = Act {
        also,
        topic: Some(topic),
        ..taken(
            reading,
            at,
            word,
            stance,
            class,
            sides(class, source, target, together),
            stance.name,
        )
    };
    // "rejected Moscow's demands": what another did stays an event of its own
    let anothers = acts[inner].wording != Wording::Verb
        && class == EventClass::Reject
        && !acts[inner].cast.source.is_empty()
        && acts[inner].cast.source.iter().all(|theirs| {
            act.cast
                .source
                .iter()
                .all(|ours| ours.actor != theirs.actor)
        });
    if anothers && stance.name == "deny" {
        let mut act = act;
        act.also.clear();
        match own {
            Some(own) if own != inner => acts[own] = act,
            _ => acts.push(act),
        }
        return;
    }
    acts[inner].absorbed = true;
    acts[inner].status = stance.inner;
    match own {
        Some(own) if own != inner => acts[own] = act,
        _ => acts.push(act),
    }
}

/// Whether what is condemned is what somebody did to others.
fn is_deed_condemned(stance: &Stance, inner: &Act) -> bool {
    stance.name == "accuse"
        && inner.wording == Wording::Noun
        && matches!(inner.class, EventClass::Assault | EventClass::Coerce)
}

/// The act itself counts, with the status the stance gives it.
fn leave(
    reading: &Reading<'_>,
    acts: &mut [Act],
    at: usize,
    stance: &Stance,
    inner: usize,
    own: Option<usize>,
    feared: bool,
) {
    if let Some(own) =
        own.filter(|&own| own != inner && is_trip_for_talks(stance, acts, own, inner))
    {
        // "flew to Lima *for talks* with Ruiz"
        let mut sides = acts[inner].cast.both.clone();
        let cast = &mut acts[own].cast;
        sides.retain(|side| cast.source.iter().all(|other| other.actor != side.actor));
        push_new(&mut cast.target, sides);
        let token = acts[inner].token;
        acts[own].also.push(token);
        acts[inner].absorbed = true;
        return;
    }
    if acts[inner].class != EventClass::Statement || stance.inner != Status::Ongoing {
        acts[inner].status = if feared {
            Status::Hypothetical
        } else {
            stance.inner
        };
    }
    // "attempted to assassinate him": violence enough
    let violent = stance.name == "attempt"
        && reading.document.tokens[at].tag == Tag::Verb
        && acts[inner].class == EventClass::Assault;
    if matches!(stance.name, "begin" | "help") || violent {
        acts[inner].status = Status::Happened;
        acts[inner].form = reading.form(at);
    }
    if acts[inner].cast.source.is_empty() && acts[inner].cast.both.is_empty() && !feared {
        acts[inner].cast.source = doer(reading, at);
    }
    // "protested against *Togo's plan* to expel them": whose plan it is would do it
    let document = reading.document;
    let named = document
        .child(at, Dependency::NmodPoss)
        .is_some_and(|owner| document.tokens[owner].tag != Tag::Pron);
    let planned =
        document.tokens[at].tag == Tag::Noun && named && is_infinitive(reading, acts[inner].token);
    if planned && acts[inner].cast.both.is_empty() {
        let theirs = reading.noun_cast(at, NounKind::Say).source;
        if !theirs.is_empty() {
            let cast = &mut acts[inner].cast;
            cast.target
                .retain(|side| theirs.iter().all(|other| other.actor != side.actor));
            cast.source = theirs;
        }
    }
    if let Some(own) = own.filter(|&own| own != inner) {
        // "flew to Lima *to meet* Ruiz": the trip and the meeting
        let trip = acts[own].cameo == Some("042")
            && acts[inner].cameo == Some("040")
            && stance.name == "help";
        acts[own].absorbed = feared
            || acts[own].class == acts[inner].class && !trip
            || acts[own].class == EventClass::Request;
    }
    if feared && stance.name == "threaten" {
        acts[inner].also.push(at);
    }
}

/// The act of taking the stance at `at`.
pub(super) fn taken(
    reading: &Reading<'_>,
    at: usize,
    word: Word,
    stance: &Stance,
    class: EventClass,
    cast: Cast,
    rule: &'static str,
) -> Act {
    let span = reading.document.tokens[at].span;
    Act {
        cameo: if stance.class == Some(class) {
            stance.cameo
        } else {
            root(class)
        },
        cast,
        form: reading.form(at),
        ..Act::new(at, span, word.text, class, Wording::Stance, rule)
    }
}

/// Who takes a stance to whom; several who agree, and to nobody else, agree with each other, as do several who do so `together`.
pub(super) fn sides(
    class: EventClass,
    source: Vec<Filler>,
    target: Vec<Filler>,
    together: bool,
) -> Cast {
    let agreed = class == EventClass::Agree && target.is_empty();
    let mutual = source.len() > 1 && (agreed || together);
    if mutual {
        Cast {
            both: source,
            ..Cast::default()
        }
    } else {
        Cast {
            source,
            target,
            ..Cast::default()
        }
    }
}

/// Who takes the stance at `at`.
pub(super) fn doer(reading: &Reading<'_>, at: usize) -> Vec<Filler> {
    let document = reading.document;
    if document.tokens[at].tag == Tag::Noun && !document.is_predicate(at) {
        let cast = reading.noun_cast(at, NounKind::Say);
        if !cast.source.is_empty() {
            return cast.source;
        }
        // "made a promise to help"
        return match (reading.dependency(at), document.head(at)) {
            (Dependency::Obj, Some(verb)) => doer(reading, verb),
            _ => Vec::new(),
        };
    }
    let slots = Slots {
        source: Slot::Subject,
        targets: Vec::new(),
        both: false,
    };
    reading.verb_cast(at, &slots).source
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn where_somebody_goes_or_sends() {
        check(
            "Macron flew to Tokyo for talks with Biden.",
            &["CONSULT happened flew: Emmanuel Macron > Japan, Joe Biden"],
        );
        check(
            "Kenya offered to send police officers to Haiti.",
            &["AGREE happened offered: Kenya > Haiti"],
        );
    }

    #[test]
    fn states_of_mind() {
        check(
            "France is committed to helping Mali.",
            &["AGREE happened committed: France > Mali"],
        );
        check(
            "Japan is opposed to lifting the embargo on Cuba.",
            &["REJECT happened opposed: Japan > Cuba"],
        );
    }

    #[test]
    fn examples() {
        check(
            "France refused to meet Germany.",
            &["REJECT happened refused: France > Germany"],
        );
        check(
            "France threatened to attack Germany.",
            &["THREATEN happened threatened: France > Germany"],
        );
        check(
            "France urged Russia to withdraw from Georgia.",
            &["REQUEST happened urged: France > Russia"],
        );
        check(
            "France denied that it had attacked Georgia.",
            &["REJECT happened denied: France > Georgia"],
        );
        check(
            "France failed to sign the treaty with Spain.",
            &["REJECT happened failed: France > Spain"],
        );
        check(
            "France stopped attacking Georgia.",
            &["RETREAT happened stopped: France > Georgia"],
        );
        check(
            "France began to withdraw from Georgia.",
            &["RETREAT happened withdraw: France > Georgia"],
        );
        check("The threat of an attack on Georgia grew.", &[]);
        check(
            "Iran insisted that the talks with France would go on.",
            &["STATEMENT happened insisted: Iran"],
        );
        check(
            "Russia pressed the offensive in Chad.",
            &["ASSAULT happened pressed: Russia > Chad"],
        );
        check(
            "Syria condemned the killing of two priests by Turkey.",
            &["ACCUSE happened condemned: Syria > Turkey"],
        );
        check(
            "Iran plans to attack Iraq.",
            &["ASSAULT planned attack: Iran > Iraq"],
        );
        check(
            "Demonstrators in Lima blocked a road to protest against Chile.",
            &["PROTEST happened blocked: Demonstrators > Chile"],
        );
        check(
            "Peru and Chile failed to reach an agreement on prisoners.",
            &["REJECT happened failed: Peru, Chile"],
        );
        check(
            "Greece demanded that its European partners refuse to recognize Macedonia.",
            &["REQUEST happened demanded: Greece > European partners of Greece"],
        );
        check(
            "Turkey allowed Syria to withdraw its troops.",
            &["CONCEDE happened allowed: Turkey > Syria"],
        );
    }

    #[test]
    fn attempts_and_suspensions() {
        check(
            "Rebels attempted to assassinate the president of Chad on Monday.",
            &["ASSAULT happened assassinate: Rebels > president of Chad"],
        );
        check(
            "Chad tried to mediate between Peru and Chile.",
            &["CONSULT planned mediate: Chad > Peru, Chile"],
        );
        check(
            "France announced a suspension of aid to Mali.",
            &["SANCTION happened announced: France > Mali"],
        );
        check(
            "France announced the suspension of the sanctions on Mali.",
            &["CONCEDE happened announced: France > Mali"],
        );
        check(
            "Syrian refugees sought asylum in Germany.",
            &["REQUEST happened sought: Syrian refugees > Germany"],
        );
        check(
            "Iraqi forces pressed their battle to retake the town from the rebels.",
            &["ASSAULT happened battle: Iraqi forces"],
        );
    }
}
