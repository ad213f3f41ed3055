//! One happening told by two acts: what is answered belongs to the answer ("rejected an *offer* by France"), what is demanded at a
//! protest to the protest ("marched *calling* for elections").

use crate::types::{Dependency, EventClass, FineTag};

use super::frame::{Act, Reading, Wording};
use super::speech_acts::by_token;

/// Takes such acts up into those they belong to.
pub(super) fn join(reading: &Reading<'_>, acts: &mut [Act]) {
    let at = by_token(reading, acts);
    for index in 0..acts.len() {
        if acts[index].absorbed {
            continue;
        }
        if let Some(inner) = answered(reading, acts, &at, index) {
            let asker = acts[inner].cast.clone();
            let mut sides = asker.source;
            sides.extend(asker.both);
            take(acts, inner, index);
            let cast = &mut acts[index].cast;
            sides.retain(|side| {
                let acting = cast.source.iter().chain(&cast.both);
                acting.into_iter().all(|other| other.actor != side.actor)
            });
            if !sides.is_empty() {
                cast.target = sides;
            }
        } else if let Some(deed) = done_by(reading, acts, &at, index) {
            let (class, cameo, cast) = {
                let deed = &acts[deed];
                (deed.class, deed.cameo, deed.cast.clone())
            };
            take(acts, deed, index);
            let act = &mut acts[index];
            (act.class, act.cameo) = (class, cameo);
            let mut own = std::mem::replace(&mut act.cast, cast);
            if act.cast.source.is_empty() && act.cast.both.is_empty() {
                act.cast.source = own.source;
            }
            if act.cast.target.is_empty() && act.cast.both.is_empty() {
                own.target.retain(|side| {
                    act.cast
                        .source
                        .iter()
                        .all(|other| other.actor != side.actor)
                });
                act.cast.target = own.target;
            }
        } else if let Some(verb) = told_as(reading, acts, &at, index) {
            take(acts, index, verb);
        } else if let Some(deed) = blamed(reading, acts, &at, index) {
            take(acts, index, deed);
        } else if let Some(protest) = protest_of(reading, acts, &at, index) {
            let target = acts[index].cast.target.clone();
            take(acts, index, protest);
            let cast = &mut acts[protest].cast;
            if cast.target.is_empty() {
                cast.target = target;
                cast.target
                    .retain(|side| cast.source.iter().all(|other| other.actor != side.actor));
            }
        }
    }
}

fn take(acts: &mut [Act], inner: usize, outer: usize) {
    acts[inner].absorbed = true;
    let token = acts[inner].token;
    acts[outer].also.push(token);
}

/// What the act answers: a noun for a request, an offer or a threat that is its object.
fn answered(
    reading: &Reading<'_>,
    acts: &[Act],
    at: &[Option<usize>],
    index: usize,
) -> Option<usize> {
    let act = &acts[index];
    let answers = matches!(
        act.class,
        EventClass::Reject | EventClass::Support | EventClass::Agree | EventClass::Concede
    );
    // "the demand has been refused by …" speaks of the demand for its own sake
    if !answers || act.wording == Wording::Noun || act.form.passive {
        return None;
    }
    let object = reading.object(act.token)?;
    // "vetoed a resolution *demanding* a ceasefire": what is said in what is rejected
    let within = reading
        .document
        .children_as(object, &[Dependency::Acl])
        .find(|&clause| reading.document.tokens[clause].fine == FineTag::Vbg)
        .filter(|_| act.class == EventClass::Reject && is_text(reading.document.lemma(object)))
        .and_then(|clause| at[clause]);
    if let Some(inner) = within.filter(|&inner| inner != index) {
        return Some(inner);
    }
    let inner = at[object]?;
    let asked = matches!(
        acts[inner].class,
        EventClass::Request | EventClass::Agree | EventClass::Threaten
    );
    let token = acts[inner].token;
    let noun = reading.document.tokens[token].fine.is_noun();
    (asked && noun && inner != index && !is_known(reading, token)).then_some(inner)
}

/// What says what somebody else wants.
fn is_text(lemma: &str) -> bool {
    matches!(
        lemma,
        "amendment"
            | "bill"
            | "document"
            | "draft"
            | "law"
            | "letter"
            | "measure"
            | "motion"
            | "petition"
            | "proposal"
            | "resolution"
            | "statement"
            | "text"
    )
}

/// "retaliated *by expelling* two envoys", "responded *by* firing": what is done by way of an answer is the answer.
fn done_by(
    reading: &Reading<'_>,
    acts: &[Act],
    at: &[Option<usize>],
    index: usize,
) -> Option<usize> {
    let document = reading.document;
    let act = &acts[index];
    let answers = act.wording == Wording::Verb
        && matches!(
            document.lemma(act.token),
            "answer" | "hit" | "react" | "reciprocate" | "reply" | "respond" | "retaliate"
        );
    document
        .children_as(
            act.token,
            &[Dependency::Advcl, Dependency::Acl, Dependency::Xcomp],
        )
        .filter(|&deed| answers && document.tokens[deed].fine == FineTag::Vbg)
        .filter(|&deed| {
            document
                .child(deed, Dependency::Mark)
                .is_some_and(|mark| document.form(mark) == "by")
        })
        .find_map(|deed| at[deed])
        .filter(|&deed| deed != index && !acts[deed].absorbed)
}

/// "condemned the strikes *as a violation*", "called it a *violation*": what somebody calls it is no second happening.
fn told_as(
    reading: &Reading<'_>,
    acts: &[Act],
    at: &[Option<usize>],
    index: usize,
) -> Option<usize> {
    use EventClass::{Accuse, Reject, Request, Statement, Support};
    let document = reading.document;
    let act = &acts[index];
    let led_by_as = document
        .marker(act.token)
        .is_some_and(|case| document.form(case) == "as");
    let named = act.wording == Wording::Noun
        && (led_by_as || reading.dependency(act.token) == Dependency::Xcomp);
    let verb = at[document.head(act.token).filter(|_| named)?]?;
    let by_words = matches!(
        acts[verb].class,
        Accuse | Reject | Request | Statement | Support
    ) && acts[verb].wording != Wording::Noun;
    (verb != index && by_words).then_some(verb)
}

/// "killings *blamed on* the rebels": it only says who is thought to have done it.
fn blamed(
    reading: &Reading<'_>,
    acts: &[Act],
    at: &[Option<usize>],
    index: usize,
) -> Option<usize> {
    let act = &acts[index];
    let by_nobody = act.cast.source.is_empty() && act.cast.both.is_empty();
    let modifies = reading.dependency(act.token) == Dependency::Acl;
    if !by_nobody || !modifies || reading.document.form(act.token) != "blamed" {
        return None;
    }
    at[reading.document.head(act.token)?]
}

/// "Moscow's demands", "the demand": something the reader is taken to know stands for itself, unlike "a request".
fn is_known(reading: &Reading<'_>, noun: usize) -> bool {
    let document = reading.document;
    document.child(noun, Dependency::NmodPoss).is_some()
        || document
            .children_as(noun, &[Dependency::Det])
            .any(|word| !matches!(document.form(word), "a" | "an" | "any" | "another"))
}

/// The protest at which something is demanded.
fn protest_of(
    reading: &Reading<'_>,
    acts: &[Act],
    at: &[Option<usize>],
    index: usize,
) -> Option<usize> {
    let document = reading.document;
    let act = &acts[index];
    let demand = act.class == EventClass::Request
        && act.wording != Wording::Noun
        && matches!(document.tokens[act.token].fine, FineTag::Vbg | FineTag::Vb)
        && matches!(
            reading.dependency(act.token),
            Dependency::Advcl | Dependency::Acl | Dependency::Xcomp
        );
    if !demand {
        return None;
    }
    let protest = at[document.head(act.token)?]?;
    let outer = &acts[protest];
    let same = act.cast.source.iter().all(|one| {
        let acting = outer.cast.source.iter().chain(&outer.cast.both);
        acting.into_iter().any(|other| other.actor == one.actor)
    });
    (outer.class == EventClass::Protest && same).then_some(protest)
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn what_is_answered_is_part_of_the_answer() {
        check(
            "Chile called the visit a violation of its sovereignty.",
            &["ACCUSE happened called: Chile"],
        );
        check(
            "Chile retaliated by expelling two Peruvian diplomats.",
            &["SANCTION happened retaliated: Chile > two Peruvian diplomats"],
        );
        check(
            "Chile retaliated against Peru.",
            &["ASSAULT happened retaliated: Chile > Peru"],
        );
        check(
            "Peru rejected a Chilean offer to host a summit.",
            &["REJECT happened rejected: Peru > Chile"],
        );
        check(
            "Chile vetoed a resolution demanding a ceasefire in Peru.",
            &["REJECT happened vetoed: Chile > Peru"],
        );
        check(
            "Chile rejected demands from Peru.",
            &["REJECT happened rejected: Chile > Peru"],
        );
        // known before, or spoken of for its own sake
        check(
            "Chile rejected Peru's demand for talks.",
            &[
                "REJECT happened rejected: Chile > Peru",
                "REQUEST happened demand: Peru",
            ],
        );
        check(
            "Chile's demand for talks has been refused by Peru.",
            &[
                "REQUEST happened demand: Chile",
                "REJECT happened refused: Peru > Chile",
            ],
        );
    }

    #[test]
    fn what_is_demanded_at_a_protest_is_part_of_it() {
        check(
            "Thousands of Peruvians marched in Lima demanding elections.",
            &["PROTEST happened marched: Peru > Peru"],
        );
        check(
            "Thousands of Peruvians marched in Lima. The government of Chile demanded elections.",
            &[
                "PROTEST happened marched: Peru > Peru",
                "REQUEST happened demanded: government of Chile",
            ],
        );
    }
}
