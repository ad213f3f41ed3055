//! After the tree: what opens a clause hangs on its verb, an auxiliary on the verb behind it, and a participle with a subject of
//! its own is a past tense.

use std::ops::Range;

use super::coordinated::is_served;
use super::finite::verb_tag;
use super::joined::hangs;
use super::model::Model;
use super::subjects::is_finite_or_modal;
use super::tagger::Tagger;
use crate::types::{Dependency, Document, FineTag, Tag};

/// "withdrew *after* France attacked Peru": a subject has no preposition; what stands before it opens its
/// clause.
pub(super) fn subordinate(document: &mut Document, tokens: Range<usize>) {
    for at in tokens.clone() {
        // "will sign it *before* he returns", hung on the noun
        let mark = document.tokens[at];
        if mark.dependency == Dependency::Mark
            && matches!(
                document.form(at),
                "after" | "before" | "until" | "because" | "although"
            )
            && let Some(clause) = document.head(at)
            && document.tokens[clause].dependency == Dependency::AclRelcl
            && let Some(noun) = document.head(clause)
            && let Some(verb) = document.head(noun)
            && document.tokens[verb].fine.is_verb()
            && verb < at
        {
            let token = &mut document.tokens[clause];
            (token.head, token.dependency) = (Some(index(verb)), Dependency::Advcl);
        }
        let opens = matches!(
            document.form(at),
            "after" | "before" | "since" | "until" | "while" | "because" | "although" | "as"
        );
        let token = document.tokens[at];
        if !opens || token.dependency != Dependency::Case {
            continue;
        }
        let Some(noun) = document.head(at) else {
            continue;
        };
        reclaim(document, &tokens, at, noun);
        let subject = document.tokens[noun];
        let Some(verb) = subject.head.filter(|&verb| verb as usize > at) else {
            continue;
        };
        let clause = &mut document.tokens[verb as usize];
        if subject.dependency != Dependency::Nsubj || !clause.fine.is_verb() {
            continue;
        }
        if matches!(
            clause.dependency,
            Dependency::Ccomp | Dependency::Xcomp | Dependency::Parataxis
        ) {
            clause.dependency = Dependency::Advcl;
        }
        let token = &mut document.tokens[at];
        (token.head, token.dependency) = (Some(verb), Dependency::Mark);
    }
}

/// "come two days after *Peru* fired on Chile": a finite verb without a subject right behind the noun of "after" has it, where the tree
/// hung both on the verb before.
fn reclaim(document: &mut Document, tokens: &Range<usize>, opener: usize, noun: usize) {
    use Dependency::{Advcl, Ccomp, Conj, Nsubj, Obl, Parataxis, Xcomp};
    let verb = noun + 1;
    let apart = verb < tokens.end
        && matches!(
            document.form(opener),
            "after" | "before" | "until" | "because"
        )
        && matches!(
            document.tokens[verb].fine,
            FineTag::Vbd | FineTag::Vbz | FineTag::Vbp
        )
        && matches!(
            document.tokens[verb].dependency,
            Xcomp | Ccomp | Parataxis | Advcl | Conj
        )
        && document.tokens[noun].dependency == Obl
        && document.head(noun).is_some_and(|main| main < opener)
        && document.head(noun) == document.head(verb)
        && !is_served(document, tokens, verb);
    if apart {
        document.tokens[verb].dependency = Advcl;
        let token = &mut document.tokens[noun];
        (token.head, token.dependency) = (Some(index(verb)), Nsubj);
    }
}

/// "Peru *has banned* leader Juan Ruiz", "would *free* two prisoners": an auxiliary needs a verb; where it hangs on a
/// noun and the verb right behind it modifies that noun, the noun is the verb's object.
pub(super) fn govern(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Amod, Aux, Compound, Cop};
    for auxiliary in tokens.clone() {
        let token = document.tokens[auxiliary];
        let Some(over) = token.head.map(|head| head as usize) else {
            continue;
        };
        let perfect = matches!(document.form(auxiliary), "has" | "have" | "had");
        let modal = token.fine == FineTag::Md;
        // "*are stockpiling* guns"
        let going_on = matches!(token.dependency, Aux | Cop)
            && matches!(
                document.form(auxiliary),
                "is" | "are" | "was" | "were" | "'s" | "'re"
            );
        let fits = token.dependency == Aux && (perfect || modal) || going_on;
        if over < auxiliary || !fits {
            continue;
        }
        let form = match (going_on, perfect) {
            (true, _) => FineTag::Vbg,
            (_, true) => FineTag::Vbn,
            _ => FineTag::Vb,
        };
        let verb = (auxiliary + 1..=over).find(|&at| document.tokens[at].tag != Tag::Adv);
        let Some(verb) = verb.filter(|&verb| {
            let token = document.tokens[verb];
            matches!(token.dependency, Amod | Compound)
                && token.fine == form
                && !(going_on && (is_quality(document.form(verb)) || !plain_object(document, verb)))
        }) else {
            continue;
        };
        let Some(noun) = document.tokens[verb].head.map(|head| head as usize) else {
            continue;
        };
        if noun < verb || over != verb && over != noun {
            continue;
        }
        let copula = |&at: &usize| {
            at != auxiliary
                && document.tokens[at].head == Some(index(noun))
                && document.tokens[at].dependency == Cop
        };
        if !document.tokens[noun].fine.is_noun() || tokens.clone().any(|at| copula(&at)) {
            continue;
        }
        document.tokens[auxiliary].dependency = Aux;
        for at in tokens.clone() {
            let outer = at < verb || at > noun && is_clausal(document.tokens[at].dependency);
            if outer && document.tokens[at].head == Some(index(noun)) {
                document.tokens[at].head = Some(index(verb));
            }
        }
        let above = document.tokens[noun];
        let token = &mut document.tokens[verb];
        (token.head, token.dependency) = (above.head, above.dependency);
        let token = &mut document.tokens[noun];
        (token.head, token.dependency) = (Some(index(verb)), Dependency::Obj);
    }
}

/// "deplored the decision and *called* for talks": a finite verb is joined to a verb, the nearest above the noun that the tree joined
/// it to.
pub(super) fn rejoin(document: &mut Document, tokens: Range<usize>) {
    for at in tokens.clone() {
        let token = document.tokens[at];
        let finite = matches!(token.fine, FineTag::Vbd | FineTag::Vbz);
        let Some(noun) = document.head(at) else {
            continue;
        };
        let joined = finite
            && token.dependency == Dependency::Conj
            && noun < at
            && document.tokens[noun].fine.is_noun();
        // "*is* a democracy and votes"
        let predicate = |noun: usize| {
            tokens.clone().any(|other| {
                document.tokens[other].head == Some(index(noun))
                    && (document.tokens[other].dependency == Dependency::Cop
                        || other > noun && document.tokens[other].dependency.is_subject())
            })
        };
        let own = tokens.clone().any(|other| {
            document.tokens[other].head == Some(index(at))
                && document.tokens[other].dependency.is_subject()
        });
        if !joined || own || predicate(noun) {
            continue;
        }
        let mut above = noun;
        for _ in tokens.clone() {
            let Some(head) = document.head(above) else {
                break;
            };
            above = head;
            if document.tokens[above].fine == token.fine && above < noun {
                document.tokens[at].head = Some(index(above));
                break;
            }
        }
    }
}

/// "struck a base *hosting* Russian troops": a participle right behind the object that says what the object is for.
pub(super) fn bind_participle(document: &mut Document, tokens: Range<usize>) {
    for at in tokens.skip(2) {
        let noun = document.tokens[at - 1];
        let binds = matches!(
            document.form(at),
            "carrying" | "containing" | "holding" | "hosting" | "housing" | "sheltering"
        ) && document.tokens[at].dependency == Dependency::Advcl
            && matches!(
                noun.dependency,
                Dependency::Obj | Dependency::Obl | Dependency::Nmod
            )
            && noun.fine.is_noun();
        if binds {
            let token = &mut document.tokens[at];
            (token.head, token.dependency) = (Some(index(at - 1)), Dependency::Acl);
        }
    }
}

/// "Xi, Putin to *meet* in Lima": the infinitive of a headline without a verb is what it tells.
pub(super) fn raise_infinitive(document: &mut Document, tokens: Range<usize>) {
    let finite = |at: usize| is_finite_or_modal(document.tokens[at].fine);
    if tokens.is_empty()
        || document.tokens[tokens.end - 1].tag == Tag::Punct
        || tokens.clone().any(finite)
    {
        return;
    }
    let found = tokens.clone().skip(2).find(|&at| {
        document.tokens[at].fine == FineTag::Vb
            && document.tokens[at].dependency == Dependency::Acl
            && document.form(at - 1) == "to"
            && document.head(at).is_some_and(|noun| {
                noun < at
                    && document.tokens[noun].dependency == Dependency::Root
                    && matches!(
                        document.tokens[noun].fine,
                        FineTag::Nnp | FineTag::Nnps | FineTag::Nns
                    )
            })
    });
    let Some((verb, noun)) = found.and_then(|verb| Some((verb, document.head(verb)?))) else {
        return;
    };
    let token = &mut document.tokens[verb];
    (token.head, token.dependency) = (None, Dependency::Root);
    let token = &mut document.tokens[noun];
    (token.head, token.dependency) = (Some(index(verb)), Dependency::Nsubj);
}

/// "hit a house in Lima, *killing* nine": a participle behind a comma goes with the verb, where the tree gave it to the noun before.
pub(super) fn free_participle(document: &mut Document, tokens: Range<usize>) {
    for at in tokens.clone().skip(2) {
        let token = document.tokens[at];
        let free = token.fine == FineTag::Vbg
            && token.dependency == Dependency::Acl
            && document.form(at - 1) == ","
            && !matches!(
                document.form(at),
                "belonging"
                    | "dating"
                    | "having"
                    | "including"
                    | "involving"
                    | "living"
                    | "lying"
                    | "being"
            );
        // "marched in Lima on Sunday *calling* for his release": no place and no day calls
        let calls = token.fine == FineTag::Vbg
            && token.dependency == Dependency::Acl
            && matches!(
                document.form(at),
                "accusing"
                    | "calling"
                    | "chanting"
                    | "condemning"
                    | "demanding"
                    | "denouncing"
                    | "protesting"
                    | "urging"
            )
            && document.head(at).is_some_and(|noun| {
                noun < at
                    && tokens.clone().any(|case| {
                        document.tokens[case].head == Some(index(noun))
                            && matches!(
                                document.form(case),
                                "at" | "in" | "near" | "on" | "outside"
                            )
                    })
            });
        let Some(mut above) = document.head(at).filter(|_| free || calls) else {
            continue;
        };
        for _ in tokens.clone() {
            if document.tokens[above].dependency.is_subject() {
                break;
            }
            let Some(head) = document.head(above).filter(|&head| head < at) else {
                break;
            };
            above = head;
            if document.tokens[above].fine.is_verb() {
                let token = &mut document.tokens[at];
                (token.head, token.dependency) = (Some(index(above)), Dependency::Advcl);
                break;
            }
        }
    }
}

/// "expelled the *ambassador* hours later", where the tree made the ambassador part of the hours: what stands before a measure of
/// time is the object, or the phrase of its own preposition.
pub(super) fn part_from_times(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Amod, Case, Compound, Nmod, Obj, Obl, OblUnmarked};
    for unit in tokens.clone().skip(2) {
        let noun = unit - 1;
        let step = unit + 1 < tokens.end
            && matches!(
                document.form(unit + 1),
                "later" | "earlier" | "ago" | "after" | "before"
            );
        let token = document.tokens[noun];
        let joined = token.fine.is_noun()
            && token.head == Some(index(unit))
            && matches!(token.dependency, Compound | Amod | Nmod);
        let Some(mut verb) = document.head(unit).filter(|_| step && joined) else {
            continue;
        };
        if verb == unit + 1 {
            let Some(over) = document.head(verb) else {
                continue;
            };
            verb = over;
        }
        let measures = is_unit(document.form(unit)) && !is_unit(document.form(noun));
        let below = matches!(document.tokens[unit].dependency, Obj | Obl | OblUnmarked);
        if verb > noun || !document.tokens[verb].fine.is_verb() || !measures || !below {
            continue;
        }
        let hangs = |at, head, dependency| hangs(document, at, head, dependency);
        let case = (tokens.start..noun).any(|at| hangs(at, unit, Case));
        let has_object = tokens.clone().any(|at| at != unit && hangs(at, verb, Obj));
        if !case && has_object {
            continue;
        }
        for at in tokens.start..noun {
            if document.tokens[at].head == Some(index(unit)) {
                document.tokens[at].head = Some(index(noun));
            }
        }
        let token = &mut document.tokens[noun];
        token.head = Some(index(verb));
        token.dependency = if case { Obl } else { Obj };
        document.tokens[unit].dependency = OblUnmarked;
    }
}

/// Whether it measures time: "hours".
pub(super) fn is_unit(form: &str) -> bool {
    matches!(
        form,
        "minutes"
            | "hours"
            | "days"
            | "weeks"
            | "months"
            | "years"
            | "day"
            | "week"
            | "hour"
            | "month"
            | "year"
    )
}

/// Participles that mostly say what kind: "are *trading* partners".
fn is_quality(form: &str) -> bool {
    matches!(
        form,
        "banking"
            | "closing"
            | "developing"
            | "driving"
            | "emerging"
            | "existing"
            | "fighting"
            | "founding"
            | "growing"
            | "guiding"
            | "leading"
            | "living"
            | "loving"
            | "lasting"
            | "manufacturing"
            | "mining"
            | "opposing"
            | "outstanding"
            | "rising"
            | "rotating"
            | "ruling"
            | "running"
            | "sitting"
            | "standing"
            | "trading"
            | "training"
            | "voting"
            | "warring"
            | "winning"
            | "working"
    )
}

/// Whether what stands behind the verb at `at` can be its object: "are stockpiling *guns*", "is leading *the* way".
fn plain_object(document: &Document, at: usize) -> bool {
    document.tokens.get(at + 1).is_some_and(|next| {
        next.fine != FineTag::Nn
            || document
                .tokens
                .get(at + 2)
                .is_some_and(|next| next.fine.is_noun())
    })
}

/// Whether it hangs on a predicate rather than on a noun.
fn is_clausal(dependency: Dependency) -> bool {
    use Dependency::{Advcl, Advmod, Ccomp, Obl, Parataxis, Punct, Xcomp};
    matches!(
        dependency,
        Advcl | Advmod | Ccomp | Obl | Parataxis | Punct | Xcomp
    )
}

/// A token as the head of another.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A participle that has a subject of its own and no auxiliary is a past tense.
pub(super) fn settle(
    model: &Model,
    document: &mut Document,
    tokens: Range<usize>,
    tagger: &Tagger,
) {
    for at in tokens.clone() {
        if document.tokens[at].fine != FineTag::Vbn {
            continue;
        }
        let mut subject = document
            .children_as(at, &[Dependency::Nsubj])
            .any(|child| child < at);
        // "Russian *shelling* killed five civilians": what has an object is no passive
        let passive = document
            .children_as(at, &[Dependency::NsubjPass])
            .find(|&child| child < at)
            .filter(|_| {
                document
                    .children_as(at, &[Dependency::Obj])
                    .any(|child| child > at)
            });
        let auxiliary = document
            .children_as(at, &[Dependency::Aux, Dependency::AuxPass, Dependency::Cop])
            .next()
            .is_some();
        if let Some(child) = passive.filter(|_| !auxiliary) {
            document.tokens[child].dependency = Dependency::Nsubj;
            subject = true;
        }
        // "fired tear gas and *detained* sixty people", "refused to come and *called* for talks": what is joined to a past tense and has an
        // object, or an "and" before it and a preposition behind, is one
        let joined = document.tokens[at].dependency == Dependency::Conj
            && document
                .head(at)
                .is_some_and(|head| head < at && document.tokens[head].fine == FineTag::Vbd)
            && document
                .head(at)
                .is_some_and(|head| document.child(head, Dependency::AuxPass).is_none())
            && (document
                .children_as(at, &[Dependency::Obj])
                .any(|child| child > at)
                || at + 1 < tokens.end
                    && document.tokens[at + 1].fine == FineTag::In
                    && document.form(at + 1) != "by"
                    && document.child(at, Dependency::Cc).is_some());
        if (subject || joined)
            && !auxiliary
            && let Some(tag) = verb_tag(
                model,
                tagger,
                at - tokens.start,
                document.form(at),
                FineTag::Vbd,
            )
        {
            let token = &mut document.tokens[at];
            (token.tag, token.fine) = model.tag(tag);
        }
    }
}
