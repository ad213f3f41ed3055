//! Who said it: attribution to media, what a statement reports, and what stands in quotation marks.

use crate::types::{ActorKind, Dependency, EventClass, FineTag, MentionKind, Silence, Status, Tag};

use super::frame::{Act, Filler, Reading, Wording, is_media_noun};
use super::speech_acts::by_token;

/// Ties acts to the statement that reports them, and takes attribution off the list.
pub(super) fn report(reading: &Reading<'_>, acts: &mut [Act]) {
    let document = reading.document;
    // the statement each token heads
    let mut statement: Vec<Option<usize>> = vec![None; document.tokens.len()];
    let mut over: Vec<Option<usize>> = vec![None; document.tokens.len()];
    for (index, act) in acts.iter().enumerate() {
        if act.absorbed || act.class != EventClass::Statement || act.wording != Wording::Verb {
            continue;
        }
        statement[act.token] = Some(index);
        // "The army left, officials said": the main clause is what they said
        if reading.dependency(act.token) == Dependency::Parataxis
            && let Some(head) = document.head(act.token)
        {
            over[head] = Some(index);
        }
    }
    let at = by_token(reading, acts);
    let mut attributed: Vec<Option<Filler>> = vec![None; acts.len()];
    for index in 0..acts.len() {
        if acts[index].class != EventClass::Statement || acts[index].absorbed {
            continue;
        }
        if let Some(main) = reasoned(reading, acts, &at, index) {
            let token = acts[index].token;
            acts[main].also.push(token);
            acts[index].absorbed = true;
            continue;
        }
        if is_attribution(reading, &acts[index]) || is_trailing(reading, acts, &at, index) {
            attributed[index] = acts[index].cast.source.first().copied();
            acts[index].leave_out(Silence::Attribution);
            acts[index].rule = "attribution";
        }
    }
    for index in 0..acts.len() {
        let reporter = reporter_of(reading, &statement, &over, acts[index].token)
            .filter(|&reporter| reporter != index);
        let Some(reporter) = reporter else {
            continue;
        };
        if acts[reporter].listed {
            acts[index].reported = Some(reporter);
        } else {
            acts[index].attributed = attributed[reporter].map(|filler| filler.actor);
        }
    }
    for act in acts.iter_mut() {
        let quotation = document.quotation_at(document.tokens[act.token].span.start);
        // "the troops had “returned to their bases”": only the words are another's
        let subject = document.subject(act.token);
        let begins_outside = subject.is_some_and(|subject| {
            document.quotation_at(document.tokens[subject].span.start) != quotation
        });
        let quoted = quotation.is_some_and(|index| document.quotations[index].clause)
            && !(begins_outside && act.wording == Wording::Verb);
        if quoted && !is_performative(reading, act) {
            act.leave_out(Silence::Quoted);
        }
    }
}

/// "said in *remarks*", "said at a *press conference*": the noun is the saying, told again.
pub(super) fn join_occasions(reading: &Reading<'_>, acts: &mut [Act]) {
    let document = reading.document;
    let at = by_token(reading, acts);
    for index in 0..acts.len() {
        let noun = &acts[index];
        if noun.class != EventClass::Statement
            || noun.wording != Wording::Noun
            || noun.absorbed
            || noun.rule == "light-verb"
        {
            continue;
        }
        if !noun.cast.source.is_empty() || document.marker(noun.token).is_none() {
            continue;
        }
        let Some(head) = document.head(noun.token) else {
            continue;
        };
        let saying = at[head].filter(|&saying| {
            acts[saying].class == EventClass::Statement && acts[saying].wording == Wording::Verb
        });
        if let Some(saying) = saying {
            let token = acts[index].token;
            acts[saying].also.push(token);
            acts[index].absorbed = true;
        }
    }
}

/// "I urge", "we reject": what a speaker does by saying so, even between quotation marks.
fn is_performative(reading: &Reading<'_>, act: &Act) -> bool {
    use EventClass::{Accuse, Agree, Reject, Request, Threaten};
    let first_person = reading
        .document
        .subject(act.token)
        .is_some_and(|subject| matches!(reading.document.form(subject), "i" | "we"));
    matches!(act.class, Accuse | Agree | Reject | Request | Threaten)
        && (first_person || act.wording == Wording::Stance && act.status == Status::Happened)
        && !act.cast.source.is_empty()
}

/// Whether a statement only says where the news comes from: "Interfax *reported*", "sources *said*".
fn is_attribution(reading: &Reading<'_>, act: &Act) -> bool {
    let document = reading.document;
    if act.wording == Wording::Verb && act.lemma == "quote" {
        return act.cast.source.is_empty();
    }
    if act
        .cast
        .source
        .first()
        .is_some_and(|source| reading.is_medium(source.actor))
    {
        return true;
    }
    if act.wording != Wording::Verb {
        return false;
    }
    if act.form.passive {
        return act.cast.source.is_empty();
    }
    let subject = document.subject(act.token);
    subject.is_some_and(|noun| is_media_noun(document.lemma(noun)))
}

/// "The army shelled the town, *officials said*": no one of a name vouches for what the sentence is about.
fn is_trailing(reading: &Reading<'_>, acts: &[Act], at: &[Option<usize>], index: usize) -> bool {
    let document = reading.document;
    let saying = &acts[index];
    let behind = saying.wording == Wording::Verb
        && reading.dependency(saying.token) == Dependency::Parataxis
        && document.head(saying.token).is_some_and(|head| {
            head < saying.token
                && document
                    .quotation_at(document.tokens[head].span.start)
                    .is_none()
                && at[head].is_some_and(|act| {
                    acts[act].listed
                        && !acts[act].absorbed
                        && acts[act].class != EventClass::Statement
                })
        });
    behind
        && saying
            .cast
            .source
            .iter()
            .all(|speaker| is_nameless(reading, speaker))
}

/// "A UN official", "the ministry": a speaker who is no person with a name.
fn is_nameless(reading: &Reading<'_>, speaker: &Filler) -> bool {
    let actor = &reading.actors[speaker.actor.0];
    actor.kind != ActorKind::Person
        || actor
            .mentions
            .iter()
            .all(|mention| !matches!(mention.kind, MentionKind::Name | MentionKind::Metonym))
}

/// "rejected the plan, *saying* it would fail": what is said while rejecting is part of the rejection, which is returned.
fn reasoned(
    reading: &Reading<'_>,
    acts: &[Act],
    at: &[Option<usize>],
    index: usize,
) -> Option<usize> {
    use EventClass::{Accuse, Agree, Reject, Request, Statement, Support, Threaten};
    let document = reading.document;
    let saying = &acts[index];
    let participle = saying.wording == Wording::Verb
        && document.tokens[saying.token].fine == FineTag::Vbg
        && matches!(
            reading.dependency(saying.token),
            Dependency::Advcl | Dependency::Xcomp
        );
    let main = document.head(saying.token).filter(|_| participle)?;
    at[main].filter(|&main| {
        matches!(
            acts[main].class,
            Accuse | Agree | Reject | Request | Support | Threaten | Statement
        ) && !acts[main].absorbed
    })
}

fn reporter_of(
    reading: &Reading<'_>,
    statement: &[Option<usize>],
    over: &[Option<usize>],
    at: usize,
) -> Option<usize> {
    let document = reading.document;
    let mut here = at;
    for _ in 0..40 {
        if let Some(index) = over[here] {
            return Some(index);
        }
        let head = document.head(here)?;
        let clausal = matches!(
            reading.dependency(here),
            Dependency::Ccomp | Dependency::Parataxis | Dependency::Xcomp
        ) || reading.dependency(here) == Dependency::Advcl
            && document.tokens[here].tag == Tag::Verb
            && here < head
            && document.has_finite_verb(here)
            && document.child(here, Dependency::Mark).is_none();
        if clausal && statement[head].is_some() {
            return statement[head];
        }
        here = head;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn examples() {
        check(
            "Georgia said Russia had attacked Georgia.",
            &[
                "STATEMENT happened said: Georgia",
                "ASSAULT happened attacked: Russia > Georgia",
            ],
        );
        check(
            "Sources said that Russia had attacked Georgia.",
            &["ASSAULT happened attacked: Russia > Georgia"],
        );
        check(
            "Interfax reported that Russia had attacked Georgia.",
            &["ASSAULT happened attacked: Russia > Georgia"],
        );
        check(
            "Kerry told Lavrov that France would withdraw from Mali.",
            &[
                "STATEMENT happened told: John Kerry > Sergei Lavrov",
                "RETREAT planned withdraw: France > Mali",
            ],
        );
    }
}
