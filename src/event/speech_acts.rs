//! What is done by words alone: "said it would *leave*" promises, "will not *meet* the rebels" refuses, "said the rebels must
//! *leave*" demands.

use crate::types::{Dependency, EventClass, Status, Tense, Topic};

use super::frame::{Act, Filler, Reading, Wording};

/// Turns statements into what the speaker does by them, and an announced no into a refusal.
pub(super) fn find(reading: &Reading<'_>, acts: &mut [Act]) {
    let at = by_token(reading, acts);
    for index in 0..acts.len() {
        if acts[index].absorbed || acts[index].wording != Wording::Verb {
            continue;
        }
        if acts[index].class == EventClass::Statement {
            said(reading, acts, &at, index);
        }
    }
    for act in acts.iter_mut().filter(|act| !act.absorbed) {
        refuse(reading, act);
    }
}

/// The act that stands at each token, if any.
pub(super) fn by_token(reading: &Reading<'_>, acts: &[Act]) -> Vec<Option<usize>> {
    let mut at = vec![None; reading.document.tokens.len()];
    for (index, act) in acts.iter().enumerate() {
        if !act.absorbed {
            at[act.token] = Some(index);
        }
    }
    at
}

/// "said it would leave", "said it would attack", "said the rebels must leave".
fn said(reading: &Reading<'_>, acts: &mut [Act], at: &[Option<usize>], index: usize) {
    let document = reading.document;
    let saying = &acts[index];
    let Some(speaker) = saying.cast.source.first().copied() else {
        return;
    };
    let Some(told) = document
        .children_as(saying.token, &[Dependency::Ccomp, Dependency::Parataxis])
        .next()
        .or_else(|| {
            (reading.dependency(saying.token) == Dependency::Parataxis)
                .then(|| document.head(saying.token))
                .flatten()
        })
    else {
        return;
    };
    let doers = doers(reading, told, speaker);
    let own = doers
        .iter()
        .any(|doer| reading.alike(doer.actor, speaker.actor));
    if !own && !doers.is_empty() && is_obliged(reading, told) {
        let act = &mut acts[index];
        act.class = EventClass::Request;
        act.cameo = Some("100");
        act.cast.target = doers;
        act.rule = "said-must";
        return;
    }
    let inner = at[told]
        .filter(|&inner| !acts[inner].absorbed && acts[inner].class != EventClass::Statement);
    let Some(inner) = inner.filter(|_| own) else {
        return;
    };
    let passive = acts[inner].form.passive;
    let cast = &mut acts[inner].cast;
    if passive {
        // "said it had not been *invited*"
        if cast.target.is_empty() {
            cast.target.push(speaker);
        }
    } else if cast.source.is_empty() && cast.both.is_empty() {
        cast.source.push(speaker);
    }
    if !is_future(reading, &acts[inner]) || is_conditional(reading, told) {
        return;
    }
    let denied = acts[inner].form.negated;
    let refuses = !denied
        && acts[inner].class == EventClass::Reject
        && matches!(
            reading.document.lemma(acts[inner].token),
            "decline" | "oppose" | "refuse" | "reject" | "veto"
        );
    let class = if refuses {
        // "said it would refuse to pay"
        EventClass::Reject
    } else if let Some(class) = promised(acts[inner].class, denied) {
        class
    } else {
        return;
    };
    // "Peru will not attend, its spokesman said": the refusal is Peru's, told once
    let anothers = doers.iter().all(|doer| doer.actor != speaker.actor);
    if anothers && denied {
        return;
    }
    let topic = topic(&acts[inner]);
    let mut target = acts[inner].cast.target.clone();
    target.extend(acts[inner].cast.both.iter().copied());
    target.retain(|filler| filler.actor != speaker.actor);
    // "a spokeswoman said *the agency* would expel them": the agency's deed is told for its own sake
    acts[inner].absorbed = !anothers;
    let also = acts[inner].token;
    let act = &mut acts[index];
    act.class = class;
    act.cameo = root(class);
    if act.cast.target.is_empty() {
        act.cast.target = target;
    }
    act.topic = Some(topic);
    if !anothers {
        act.also.push(also);
    }
    act.rule = if denied {
        "said-would-not"
    } else {
        "said-would"
    };
}

/// Who acts in the clause at `told`: whoever its subject names; the speaker where that is a pronoun nobody else was found for.
fn doers(reading: &Reading<'_>, told: usize, speaker: Filler) -> Vec<Filler> {
    let document = reading.document;
    let Some(subject) = document.subject(told) else {
        return Vec::new();
    };
    let found = reading.fillers(subject, "subject");
    let pronoun = matches!(
        document.form(subject),
        "it" | "he" | "she" | "they" | "we" | "i"
    );
    if found.is_empty() && pronoun {
        return vec![speaker];
    }
    found
}

/// What a yes or a no to a future act of one's own is.
fn promised(inner: EventClass, denied: bool) -> Option<EventClass> {
    use EventClass::{
        Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject,
        Request, Retreat, Sanction, Support, Threaten,
    };
    match (inner, denied) {
        (Assault | Coerce | Sanction | Protest | Mobilize | Threaten | Reject, false) => {
            Some(Threaten)
        }
        (Aid | Concede | Cooperate | Retreat | Support | Agree, false) => Some(Agree),
        (Aid | Concede | Cooperate | Retreat | Support | Agree | Consult, true) => Some(Reject),
        // "said it would seek compensation"
        (Request, false) => Some(Request),
        _ => None,
    }
}

/// The root of CAMEO for what is done by words.
pub(super) fn root(class: EventClass) -> Option<&'static str> {
    match class {
        EventClass::Agree => Some("030"),
        EventClass::Threaten => Some("130"),
        EventClass::Reject => Some("120"),
        EventClass::Request => Some("100"),
        EventClass::Concede => Some("080"),
        EventClass::Retreat => Some("087"),
        EventClass::Sanction => Some("160"),
        EventClass::Support => Some("050"),
        _ => None,
    }
}

fn topic(act: &Act) -> Topic {
    Topic {
        class: act.class,
        cameo: act.cameo,
    }
}

/// "will not release the prisoners": a no to what is still to come is a refusal; so is one to what was asked for, "did not allow it".
fn refuse(reading: &Reading<'_>, act: &mut Act) {
    let consent = act.wording == Wording::Stance && is_consent_denied(reading, act.token);
    let verbal = act.wording == Wording::Verb || act.rule == "light-verb" || consent;
    let acting = !act.cast.source.is_empty() || act.cast.both.len() == 2;
    let refused = is_future(reading, act) || is_consent_denied(reading, act.token);
    if !verbal || !acting || !act.form.negated || act.form.passive || !refused {
        return;
    }
    if is_conditional(reading, act.token) || super::status::is_asked(reading, act.token) {
        return;
    }
    if let Some(class @ EventClass::Reject) = promised(act.class, true) {
        act.topic = Some(topic(act));
        act.class = class;
        act.cameo = root(class);
        if act.cast.source.is_empty() {
            act.cast.target = act.cast.both.split_off(1);
            act.cast.source = std::mem::take(&mut act.cast.both);
        }
        act.form.negated = false;
        act.form.tense = Tense::Present;
        act.form.modal = false;
        act.status = Status::Happened;
        act.rule = "will-not";
    }
}

/// "will", "would", "'ll": what is still to come, seen from now or from then.
fn is_future(reading: &Reading<'_>, act: &Act) -> bool {
    act.form.tense == Tense::Future
        || reading.document.auxiliaries(act.token).any(|auxiliary| {
            matches!(
                reading.document.form(auxiliary),
                "would" | "'d" | "will" | "'ll" | "wo"
            )
        })
}

/// "did not *allow* it", "did not *give* permission": somebody had asked.
fn is_consent_denied(reading: &Reading<'_>, verb: usize) -> bool {
    let document = reading.document;
    let simple = document
        .auxiliaries(verb)
        .any(|auxiliary| document.lemma(auxiliary) == "do");
    let given = |object: usize| {
        matches!(
            document.lemma(object),
            "access" | "approval" | "clearance" | "consent" | "permission" | "permit" | "visa"
        )
    };
    simple
        && match document.lemma(verb) {
            "accept" | "agree" | "allow" | "approve" | "authorise" | "authorize" | "consent"
            | "let" | "permit" => true,
            "give" | "grant" | "issue" => reading.object(verb).is_some_and(given),
            _ => false,
        }
}

/// "must leave", "should leave", "has to leave", "needs to leave"
fn is_obliged(reading: &Reading<'_>, verb: usize) -> bool {
    let document = reading.document;
    let by_modal = document
        .auxiliaries(verb)
        .any(|auxiliary| matches!(document.form(auxiliary), "must" | "should" | "ought"));
    by_modal
        || matches!(document.lemma(verb), "have" | "need")
            && document
                .children_as(verb, &[Dependency::Xcomp])
                .any(|clause| {
                    document
                        .child(clause, Dependency::Mark)
                        .is_some_and(|mark| document.form(mark) == "to")
                })
}

fn is_conditional(reading: &Reading<'_>, verb: usize) -> bool {
    let document = reading.document;
    document
        .children_as(verb, &[Dependency::Mark])
        .any(|mark| matches!(document.form(mark), "if" | "whether"))
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn examples() {
        check(
            "Putin said he would attack Georgia.",
            &["THREATEN happened said: Vladimir Putin > Georgia"],
        );
        check(
            "Putin said he would not meet Biden.",
            &["REJECT happened said: Vladimir Putin > Joe Biden"],
        );
        check(
            "Israel will not release the Palestinian prisoners.",
            &["REJECT happened release: Israel > Palestinian prisoners"],
        );
        check(
            "Israel did not allow Iran to leave.",
            &["REJECT happened allow: Israel > Iran"],
        );
        check(
            "Putin said he would refuse to meet Biden.",
            &["REJECT happened said: Vladimir Putin > Joe Biden"],
        );
        check(
            "Israel did not release the Palestinian prisoners.",
            &["CONCEDE denied release: Israel > Palestinian prisoners"],
        );
        check(
            "Russia will not attack Georgia.",
            &["ASSAULT denied attack: Russia > Georgia"],
        );
    }
}
