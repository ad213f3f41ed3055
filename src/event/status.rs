//! Whether an act happened: tense, mood, negation, conditions, purpose, and words of doubt.

use crate::types::{Aspect, Dependency, EventClass, FineTag, Status, Tag, Tense};

use super::frame::{Act, Reading, Wording};

/// Sets the status of every act that no stance decides.
pub(super) fn set(reading: &Reading<'_>, acts: &mut [Act]) {
    for act in acts.iter_mut().filter(|act| !act.absorbed) {
        let by_stance = act.status;
        let own = match act.wording {
            Wording::Noun if reading.stretch(act).is_some() => Status::Ongoing,
            Wording::Noun if act.rule != "light-verb" => match noun(reading, act.token) {
                Status::Hypothetical if is_spoken(act) && is_answered(reading, act.token) => {
                    Status::Happened
                }
                status => status,
            },
            _ => verb(reading, act),
        };
        act.status = match (by_stance, own) {
            (Status::Happened, own) => own,
            // "did not plan to attack"
            (_, Status::Denied) => Status::Denied,
            (by_stance, _) => by_stance,
        };
    }
}

/// What someone did by words alone.
fn is_spoken(act: &Act) -> bool {
    use EventClass::{Accuse, Reject, Request, Statement, Threaten};
    matches!(act.class, Accuse | Reject | Request | Statement | Threaten)
        && !act.cast.source.is_empty()
}

/// "rejected *Moscow's demands*": what is answered was said.
fn is_answered(reading: &Reading<'_>, noun: usize) -> bool {
    let document = reading.document;
    document.head(noun).is_some_and(|verb| {
        matches!(
            document.lemma(verb),
            "reject" | "oppose" | "discuss" | "rule"
        )
    })
}

/// The status the form of a verb and what it stands under give.
pub(super) fn verb(reading: &Reading<'_>, act: &Act) -> Status {
    let document = reading.document;
    let at = act.token;
    let form = act.form;
    let cut_off = reading.cut_off(at);
    let conditional = is_conditional(reading, at)
        || cut_off.is_some_and(|auxiliary| is_conditional(reading, auxiliary));
    // "will attack if it does *not withdraw*"
    if form.negated && !conditional {
        return Status::Denied;
    }
    if conditional || is_asked(reading, at) {
        return Status::Hypothetical;
    }
    if is_left_undone(reading, at) {
        return Status::Denied;
    }
    // "will visit Rome before *going* to Lima"
    let beside_plan = form.tense == Tense::PresentParticiple
        && document
            .child(at, Dependency::Mark)
            .is_some_and(|mark| matches!(document.form(mark), "after" | "before"))
        && document
            .head(at)
            .is_some_and(|head| document.verb_form(head).tense == Tense::Future);
    if beside_plan {
        return Status::Planned;
    }
    // "said its troops would *remain* in Lima": one remains only where one is
    let there =
        matches!(act.lemma.as_str(), "remain" | "stay") && act.class == EventClass::Mobilize;
    if there && (form.tense == Tense::Future || form.modal) {
        return Status::Ongoing;
    }
    match form.tense {
        Tense::Future => return Status::Planned,
        // "claimed to *have shot* him"
        Tense::Infinitive if form.aspect == Aspect::Perfect => return Status::Happened,
        Tense::Infinitive => return infinitive(reading, at),
        Tense::PresentParticiple if is_awaited(reading, at) => return Status::Planned,
        _ => {}
    }
    if form.modal {
        let would = document
            .auxiliaries(at)
            .any(|auxiliary| matches!(document.form(auxiliary), "would" | "'d"));
        // "said it would leave": a future seen from the past
        return if would && reading.dependency(at) != Dependency::Root {
            Status::Planned
        } else {
            Status::Hypothetical
        };
    }
    // "will sign it before he *returns*"
    let yet_to_come = form.tense == Tense::Present
        && form.aspect == Aspect::None
        && reading.dependency(at) == Dependency::Advcl
        && document
            .child(at, Dependency::Mark)
            .is_some_and(|mark| matches!(document.form(mark), "after" | "before" | "until"));
    if yet_to_come {
        return Status::Planned;
    }
    if form.tense == Tense::PresentParticiple && is_spoken_of(reading, at) {
        return Status::Hypothetical;
    }
    if under_condition(reading, at) {
        return Status::Hypothetical;
    }
    if form.tense == Tense::Present
        && matches!(
            form.aspect,
            Aspect::Progressive | Aspect::PerfectProgressive
        )
    {
        return Status::Ongoing;
    }
    // "Moscow was withdrawing", as someone says: still going on
    if form.aspect == Aspect::Progressive && reading.dependency(at) == Dependency::Ccomp {
        return Status::Ongoing;
    }
    Status::Happened
}

/// "left without *signing*", "stopped short of *condemning* it", "instead of *rejecting* it", "has no plans to *attack*".
fn is_left_undone(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let first = document.sentence_of(at).tokens.start;
    let shunned = document.child(at, Dependency::Mark).is_some_and(|mark| {
        let before = (mark > first).then(|| document.form(mark - 1));
        match document.form(mark) {
            "without" | "instead" => true,
            "of" => matches!(before, Some("short" | "instead")),
            "than" => before == Some("rather"),
            _ => false,
        }
    });
    // "did not leave without attacking it"
    let head = document.head(at);
    if head.is_some_and(|head| document.negation(head).is_some()) {
        return false;
    }
    let unmeant = reading.dependency(at) == Dependency::Acl
        && document.head(at).is_some_and(|noun| {
            matches!(
                document.lemma(noun),
                "ambition" | "desire" | "intention" | "need" | "plan" | "reason" | "wish"
            ) && document
                .children_as(noun, &[Dependency::Det])
                .any(|word| document.form(word) == "no")
        });
    shunned || unmeant
}

/// "discussed *sending* aid", "insistence on *buying* it", "aimed at *ending* the war".
fn is_spoken_of(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let Some(head) = document.head(at).filter(|&head| head < at) else {
        return false;
    };
    let complement = match reading.dependency(at) {
        Dependency::Xcomp | Dependency::Ccomp | Dependency::Obj => true,
        Dependency::Acl | Dependency::Advcl => {
            document.child(at, Dependency::Mark).is_some_and(|mark| {
                matches!(document.form(mark), "about" | "at" | "for" | "of" | "on")
            })
        }
        _ => false,
    };
    // "arrested for *helping* rebels": what they are charged with
    let charged = document
        .child(at, Dependency::Mark)
        .is_some_and(|mark| document.form(mark) == "for")
        // "arrested a man for helping them", hung on the man
        && [Some(head), document.head(head)]
            .into_iter()
            .flatten()
            .any(|verb| is_charge(document.lemma(verb)));
    complement && (charged || is_irreal(document.lemma(head)))
}

/// Whether what somebody has it done to them for need not be so.
fn is_charge(lemma: &str) -> bool {
    matches!(
        lemma,
        "arrest" | "charge" | "detain" | "indict" | "investigate" | "question" | "sue"
    )
}

/// "looks forward to *meeting* the envoys".
fn is_awaited(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let forward = |&word: &usize| document.form(word) == "forward";
    document
        .head(at)
        .is_some_and(|head| document.lemma(head) == "look" && (head..at).any(|at| forward(&at)))
}

/// "to meet": a purpose, a plan, or, in a headline, what is to come.
fn infinitive(reading: &Reading<'_>, at: usize) -> Status {
    match reading.dependency(at) {
        Dependency::Root => Status::Planned,
        Dependency::Conj => reading
            .document
            .head(at)
            .map_or(Status::Hypothetical, |head| {
                if reading.document.verb_form(head).tense == Tense::Future {
                    Status::Planned
                } else {
                    Status::Hypothetical
                }
            }),
        _ => Status::Hypothetical,
    }
}

/// Whether the clause begins with a word of condition: if, unless, whether.
fn is_conditional(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    document
        .children_as(at, &[Dependency::Mark, Dependency::Advmod])
        .any(|mark| {
            matches!(
                document.form(mark),
                "if" | "unless" | "whether" | "lest" | "until"
            )
        })
}

/// "not verified *whether* the troops *had returned*": someone says so, and nobody here knows.
pub(super) fn is_open_claim(reading: &Reading<'_>, act: &Act) -> bool {
    let document = reading.document;
    let asked = std::iter::once(act.token)
        .chain(reading.cut_off(act.token))
        .flat_map(|at| document.children_as(at, &[Dependency::Mark, Dependency::Advmod]))
        .any(|mark| document.form(mark) == "whether");
    asked
        && act.wording == Wording::Verb
        && !act.form.modal
        && (act.form.tense == Tense::Past || act.form.aspect == Aspect::Perfect)
}

/// Whether a clause above `at`, short of the one that reports it, is conditional or only possible.
fn under_condition(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let mut here = at;
    for _ in 0..12 {
        let Some(head) = document.head(here) else {
            return false;
        };
        match reading.dependency(here) {
            Dependency::Conj | Dependency::Xcomp | Dependency::Ccomp | Dependency::Obj => {}
            _ => return false,
        }
        if document.tokens[head].tag == Tag::Verb && is_conditional(reading, head) {
            return true;
        }
        here = head;
    }
    false
}

/// Whether the sentence is a question and `at` its main predicate.
pub(super) fn is_asked(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let last = document.sentence_of(at).tokens.end.saturating_sub(1);
    reading.dependency(at) == Dependency::Root && document.word(last) == "?"
}

fn noun(reading: &Reading<'_>, at: usize) -> Status {
    let document = reading.document;
    // "ended *without* an agreement"
    let lacking = document
        .marker(at)
        .is_some_and(|case| document.form(case) == "without");
    if lacking || document.negation(at).is_some() {
        return Status::Denied;
    }
    if let Some(status) = modified(reading, at) {
        return status;
    }
    // "the arrest and *conviction* of": as the first of them
    let mut at = at;
    while let (Dependency::Conj, Some(head)) = (reading.dependency(at), document.head(at)) {
        at = head;
    }
    let Some(head) = document.head(at) else {
        return Status::Happened;
    };
    let phrase = document.marker(at).map_or("", |case| document.form(case));
    if is_with_what_comes(reading, at, head, phrase) {
        return Status::Planned;
    }
    // "arrived ahead of *talks* with him", "flew in before a *meeting*"
    let moves = matches!(
        document.lemma(head),
        "arrive" | "come" | "fly" | "head" | "land" | "leave" | "travel"
    );
    let ahead = phrase == "before" && moves
        || phrase == "of"
            && document
                .marker(at)
                .is_some_and(|case| case > 0 && document.form(case - 1) == "ahead");
    if (ahead || phrase == "ahead") && class_of(reading, at) == Some(EventClass::Consult) {
        return Status::Planned;
    }
    if matches!(reading.dependency(at), Dependency::Nmod | Dependency::Obl)
        && matches!(phrase, "of" | "for" | "about" | "against" | "to" | "from")
        && (is_irreal(document.lemma(head))
            || matches!(phrase, "for") && document.tokens[head].tag == Tag::Verb)
    {
        return Status::Hypothetical;
    }
    // "negotiations on a *ceasefire*": what they are to bring
    if reading.dependency(at) == Dependency::Nmod
        && matches!(
            phrase,
            "on" | "about" | "over" | "for" | "toward" | "towards" | "regarding"
        )
        && class_of(reading, head) == Some(EventClass::Consult)
        && matches!(
            class_of(reading, at),
            Some(
                EventClass::Agree
                    | EventClass::Aid
                    | EventClass::Concede
                    | EventClass::Cooperate
                    | EventClass::Retreat
                    | EventClass::Support
            )
        )
    {
        return Status::Hypothetical;
    }
    if document.tokens[head].tag == Tag::Verb
        && matches!(
            reading.dependency(at),
            Dependency::Obj | Dependency::Nsubj | Dependency::NsubjPass
        )
    {
        if is_irreal(document.lemma(head)) {
            return Status::Hypothetical;
        }
        let form = document.verb_form(head);
        if form.negated {
            return Status::Denied;
        }
        if form.tense == Tense::Future {
            return Status::Planned;
        }
        if form.modal
            || form.tense == Tense::Infinitive && document.tokens[head].fine == FineTag::Vb
        {
            return Status::Hypothetical;
        }
        if form.tense == Tense::Present && form.aspect == Aspect::Progressive {
            return Status::Ongoing;
        }
    }
    Status::Happened
}

/// The status that a word before the noun at `at` gives: "a *possible* attack", "the *planned* talks".
fn modified(reading: &Reading<'_>, at: usize) -> Option<Status> {
    let document = reading.document;
    for child in document.children_as(
        at,
        &[
            Dependency::Amod,
            Dependency::Det,
            Dependency::Advmod,
            Dependency::Compound,
        ],
    ) {
        match document.lemma(child) {
            "possible" | "potential" | "any" | "alleged" | "feared" | "threatened"
            | "hypothetical" | "would" | "imminent" | "immediate" | "prospective" | "eventual" => {
                return Some(Status::Hypothetical);
            }
            "plan" | "planned" | "upcoming" | "proposed" | "scheduled" | "future"
            | "forthcoming" | "coming" | "next" | "expected" | "final" | "intended" => {
                return Some(Status::Planned);
            }
            "ongoing" | "continuing" | "current" | "continued" => return Some(Status::Ongoing),
            _ => {}
        }
    }
    None
}

/// Whether what the noun at `at` names is beside or within what is yet to come: "will meet on the *sidelines* of the summit", "will
/// speak *during his visit*".
fn is_with_what_comes(reading: &Reading<'_>, at: usize, head: usize, phrase: &str) -> bool {
    let document = reading.document;
    let beside = matches!(
        document.lemma(head),
        "sideline" | "margin" | "sidelines" | "margins"
    );
    let verb = document
        .head(head)
        .filter(|&verb| beside && document.tokens[verb].tag == Tag::Verb);
    if let Some(verb) = verb {
        return matches!(
            document.verb_form(verb).tense,
            Tense::Future | Tense::Infinitive
        );
    }
    document.tokens[head].tag == Tag::Verb
        && reading.dependency(at) == Dependency::Obl
        && matches!(phrase, "during" | "on" | "at" | "ahead" | "before")
        && document.child(at, Dependency::NmodPoss).is_some()
        && document.verb_form(head).tense == Tense::Future
}

/// The class of act the noun at `at` names by itself.
fn class_of(reading: &Reading<'_>, at: usize) -> Option<EventClass> {
    let words = reading.lexicon.noun(reading.document.lemma(at));
    words
        .iter()
        .find(|word| word.rest.is_empty())
        .map(|word| reading.lexicon.nouns[word.row].class)
}

/// Words whose complement is only spoken of.
fn is_irreal(lemma: &str) -> bool {
    matches!(
        lemma,
        "threat"
            | "fear"
            | "risk"
            | "allegation"
            | "suspicion"
            | "possibility"
            | "plan"
            | "call"
            | "demand"
            | "prospect"
            | "danger"
            | "chance"
            | "hope"
            | "avert"
            | "prevent"
            | "aim"
            | "block"
            | "debate"
            | "insistence"
            | "mull"
            | "recommend"
            | "suggest"
            | "weigh"
            | "avoid"
            | "deter"
            | "threaten"
            | "want"
            | "need"
            | "consider"
            | "propose"
            | "possible"
            | "likelihood"
            | "idea"
            | "request"
            | "proposal"
            | "appeal"
            | "expect"
            | "seek"
            | "favor"
            | "favour"
            | "discuss"
            | "oppose"
            | "reject"
            | "rule"
            | "require"
            | "urge"
            | "case"
            | "event"
            | "option"
            | "readiness"
            | "preparation"
            | "bid"
            | "attempt"
            | "effort"
            | "room"
            | "ready"
            | "right"
            | "desire"
            | "lead"
    )
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn examples() {
        check(
            "Russia will attack if Georgia does not withdraw.",
            &["ASSAULT planned attack: Russia"],
        );
        check(
            "Russia attacked Georgia.",
            &["ASSAULT happened attacked: Russia > Georgia"],
        );
        check(
            "Russia will attack Georgia.",
            &["ASSAULT planned attack: Russia > Georgia"],
        );
        check(
            "Russia did not attack Georgia.",
            &["ASSAULT denied attack: Russia > Georgia"],
        );
        check("Russia may attack Georgia.", &[]);
        check(
            "Putin said he looked forward to visiting Georgia.",
            &[
                "STATEMENT happened said: Vladimir Putin",
                "CONSULT planned visiting: Vladimir Putin > Georgia",
            ],
        );
        check(
            "Russia is attacking Georgia.",
            &["ASSAULT ongoing attacking: Russia > Georgia"],
        );
        check("Russia would attack Georgia if Turkey withdrew.", &[]);
        check("Did Russia attack Georgia?", &[]);
        check(
            "France is not sure whether Russia has attacked Georgia.",
            &["ASSAULT hypothetical attacked: Russia > Georgia"],
        );
        check("A possible Russian attack on Georgia worried France.", &[]);
    }

    #[test]
    fn who_remains_is_there() {
        check(
            "Israel said its troops would remain in Gaza.",
            &[
                "THREATEN happened said: Israel > Palestine",
                "MOBILIZE ongoing remain: troops of Israel > Palestine",
            ],
        );
    }

    #[test]
    fn what_people_are_held_for() {
        check(
            "Mali arrested a journalist for helping the rebels.",
            &["COERCE happened arrested: Mali > journalist"],
        );
        check(
            "Japanese police arrested an American soldier on suspicion of killing a minister.",
            &["COERCE happened arrested: Japanese police > American soldier"],
        );
        check(
            "The rebels in Chad claimed to have shot a minister.",
            &[
                "STATEMENT happened claimed: rebels",
                "ASSAULT happened shot: rebels > minister",
            ],
        );
    }
}
