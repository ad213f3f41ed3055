//! After the tree: which verb a verb behind an "and" is joined to, and what hangs on it.

use std::ops::Range;

use super::joined::hangs;
use super::subjects::is_finite_or_modal;
use super::verbs::index;
use crate::types::{Dependency, Document, FineTag};

/// An object is not farther behind its verb.
const REACH: usize = 12;

/// Joins each finite verb behind an "and" to the verb whose subject acts in it.
pub(super) fn settle(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Advcl, Aux, Ccomp, Conj, Mark, Obj};
    for verb in tokens.clone() {
        let fine = document.tokens[verb].fine;
        let Some(head) = document.head(verb).filter(|&head| head < verb) else {
            continue;
        };
        if !hangs(document, verb, head, Conj)
            || fine != FineTag::Vbd
            || !is_alone(document, &tokens, verb)
        {
            continue;
        }
        // "said the envoys would leave and *urged* them to stay": nobody would urged
        let told = hangs_on_outer(document, head, Ccomp).filter(|_| {
            is_served(document, &tokens, head)
                && before(document, &tokens, head, Aux).is_some_and(|aux| {
                    match document.form(aux) {
                        "would" | "will" | "could" | "may" | "might" | "should" => true,
                        "had" | "has" | "have" => is_said(document.form(verb)),
                        _ => false,
                    }
                })
        });
        if let Some(outer) = told {
            document.tokens[verb].head = Some(index(outer));
            continue;
        }
        // "left a day after rebels shelled a town and *killed* six": those who shelled it
        let inner = (head + 1..verb).rev().find(|&clause| {
            hangs(document, clause, head, Advcl)
                && is_finite_or_modal(document.tokens[clause].fine)
                && is_served(document, &tokens, clause)
                // "shelled the town after the army withdrew and killed six": not those who left
                && (clause + 1..verb).any(|at| hangs(document, at, clause, Obj))
                && before(document, &tokens, clause, Mark).is_some_and(|mark| {
                    matches!(
                        document.form(mark),
                        "after" | "although" | "because" | "before" | "since" | "when" | "while"
                    )
                })
                && !(clause..verb).any(|at| document.form(at) == ",")
        });
        if let Some(inner) = inner {
            document.tokens[verb].head = Some(index(inner));
        }
    }
}

/// Whether neither a subject nor an auxiliary hangs on the verb.
fn is_alone(document: &Document, tokens: &Range<usize>, verb: usize) -> bool {
    !tokens.clone().any(|at| {
        let dependency = document.tokens[at].dependency;
        document.head(at) == Some(verb)
            && (dependency.is_subject()
                || matches!(dependency, Dependency::Aux | Dependency::AuxPass))
    })
}

/// Whether a subject hangs on the verb, before it.
pub(super) fn is_served(document: &Document, tokens: &Range<usize>, verb: usize) -> bool {
    (tokens.start..verb)
        .any(|at| document.head(at) == Some(verb) && document.tokens[at].dependency.is_subject())
}

/// What hangs so on the verb, before it.
fn before(
    document: &Document,
    tokens: &Range<usize>,
    verb: usize,
    dependency: Dependency,
) -> Option<usize> {
    (tokens.start..verb).find(|&at| hangs(document, at, verb, dependency))
}

/// The finite verb before the clause at `inner` that governs it so.
fn hangs_on_outer(document: &Document, inner: usize, dependency: Dependency) -> Option<usize> {
    document.head(inner).filter(|&outer| {
        outer < inner
            && document.tokens[inner].dependency == dependency
            && document.tokens[outer].fine == FineTag::Vbd
    })
}

/// Pasts of verbs for what is done by words.
fn is_said(form: &str) -> bool {
    matches!(
        form,
        "accused"
            | "appealed"
            | "asked"
            | "called"
            | "condemned"
            | "criticised"
            | "criticized"
            | "demanded"
            | "denounced"
            | "expressed"
            | "praised"
            | "promised"
            | "rejected"
            | "threatened"
            | "urged"
            | "vowed"
            | "warned"
    )
}

/// "opened fire and wounded seven *men*": the object behind a verb is that verb's, where the tree gave it to the verb before.
pub(super) fn object_of_the_second(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Conj, Obj};
    use FineTag::{Cd, Dt, Jj, Nnp, PrpS};
    for verb in tokens.clone() {
        let Some(head) = document.head(verb).filter(|&head| head < verb) else {
            continue;
        };
        let next = verb + 1;
        let opens = hangs(document, verb, head, Conj)
            && document.tokens[verb].fine.is_verb()
            && next < tokens.end
            && (matches!(document.tokens[next].fine, Cd | Dt | Jj | Nnp | PrpS)
                || document.tokens[next].fine.is_noun());
        if !opens {
            continue;
        }
        let object =
            (next..tokens.end.min(next + REACH)).find(|&at| hangs(document, at, head, Obj));
        let near = object.filter(|&object| {
            (next..object).all(|at| {
                let mut above = at;
                for _ in next..=object {
                    match document.head(above) {
                        Some(head) if head == object => return true,
                        Some(head) => above = head,
                        None => return false,
                    }
                }
                false
            })
        });
        if let Some(object) = near {
            document.tokens[object].head = Some(index(verb));
        }
    }
}

#[cfg(test)]
mod tests {
    /// The heads of the first words of these forms.
    fn check(text: &str, pairs: &[(&str, &str)]) {
        let document = crate::text::read(text, &crate::Options::default());
        let document = crate::syntax::parse(document);
        for &(word, head) in pairs {
            let at = (0..document.tokens.len())
                .find(|&at| document.form(at) == word)
                .expect("the word is there");
            let found = document.head(at).map_or("-", |head| document.form(head));
            assert_eq!(found, head, "{word} in {text:?}");
        }
    }

    #[test]
    fn whose_verb_it_is() {
        check(
            "Iran denied that its agents had killed the writer and accused Israel of the murder.",
            &[("accused", "denied")],
        );
        check(
            "Lavrov said that eight officials would be barred and urged Washington to act.",
            &[("urged", "said")],
        );
        check(
            "Police attacked two villages on Monday, a day after rebels ambushed a patrol and killed two officers.",
            &[("killed", "ambushed")],
        );
        check(
            "An Israeli soldier opened fire and wounded seven Palestinians.",
            &[("palestinians", "wounded")],
        );
    }
}
