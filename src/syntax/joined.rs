//! After the tree: "the British and Irish *ministers*" are one phrase, and a verb that gives takes two objects.

use std::ops::Range;

use super::finite::is_weekday;
use super::verbs::{index, is_unit};
use crate::types::{Dependency, Document, FineTag, Tag};

/// "The *British* and Irish ministers met": of two adjectives joined before a noun neither is a phrase of its own, where the tree
/// joined the noun, or its verb, to the first.
pub(super) fn share_noun(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Amod, Cc, Conj, Det, Nsubj};
    use FineTag::{Jj, Nn, Nnp, Nnps, Nns};
    for first in tokens.clone() {
        let fine = |at: usize| document.tokens[at].fine;
        let joined = first + 3 < tokens.end
            && fine(first) == Jj
            && document.tokens[first].dependency != Amod
            && document.form(first + 1) == "and"
            && fine(first + 2) == Jj;
        if !joined {
            continue;
        }
        let phrase = (first + 3..tokens.end)
            .take_while(|&at| matches!(fine(at), Jj | Nn | Nns | Nnp | Nnps));
        let Some(noun) = phrase.last().filter(|&noun| fine(noun).is_noun()) else {
            continue;
        };
        let hangs = |at, head, dependency| hangs(document, at, head, dependency);
        let above = document.tokens[first];
        let verb = document
            .head(noun)
            .filter(|&verb| verb > noun && hangs(noun, verb, Nsubj) && hangs(verb, first, Conj));
        let heir = match verb {
            Some(verb) => verb,
            None if hangs(noun, first, Conj) => noun,
            None => continue,
        };
        for at in tokens.clone() {
            if document.tokens[at].head == Some(index(first)) {
                let determiner = document.tokens[at].dependency == Det;
                document.tokens[at].head = Some(index(if determiner { noun } else { heir }));
            }
        }
        let token = &mut document.tokens[heir];
        (token.head, token.dependency) = (above.head, above.dependency);
        let token = &mut document.tokens[first];
        (token.head, token.dependency) = (Some(index(noun)), Amod);
        let token = &mut document.tokens[first + 1];
        (token.head, token.dependency) = (Some(index(first + 2)), Cc);
        let token = &mut document.tokens[first + 2];
        (token.head, token.dependency) = (Some(index(first)), Conj);
    }
}

/// "claimed to have *shot* him": "have" right before a participle is its auxiliary, where the tree gave both to the verb before.
pub(super) fn perfect(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Aux, Xcomp};
    for have in tokens.clone() {
        let verb = have + 1;
        let twice = verb < tokens.end
            && document.form(have) == "have"
            && document.tokens[have].dependency == Xcomp
            && document.tokens[verb].fine == FineTag::Vbn
            && document.tokens[verb].head == document.tokens[have].head;
        if !twice {
            continue;
        }
        rehang(document, tokens.clone(), have, verb);
        let token = &mut document.tokens[have];
        (token.head, token.dependency) = (Some(index(verb)), Aux);
        document.tokens[verb].dependency = Xcomp;
    }
}

/// "lifts US *embargo*": a plain noun behind a name is no part of the name, but what the name is put before.
pub(super) fn unflatten(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Compound, Flat, Nmod, Obj, Obl};
    for at in tokens.clone().skip(1) {
        let token = document.tokens[at];
        let Some(name) = document.head(at) else {
            continue;
        };
        let flat = token.dependency == Flat
            && matches!(token.fine, FineTag::Nn | FineTag::Nns)
            && document.word(at).starts_with(char::is_lowercase)
            && name + 1 == at
            && document.tokens[name].fine == FineTag::Nnp
            && matches!(document.tokens[name].dependency, Obj | Obl | Nmod);
        if !flat {
            continue;
        }
        let above = document.tokens[name];
        rehang(document, tokens.clone(), name, at);
        let token = &mut document.tokens[at];
        (token.head, token.dependency) = (above.head, above.dependency);
        let token = &mut document.tokens[name];
        (token.head, token.dependency) = (Some(index(at)), Compound);
    }
}

/// "left, a day after *three men* were killed": the measure before a conjunction is no subject, but what stands behind it is.
pub(super) fn measured_clause(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{
        Advcl, Case, Ccomp, Mark, Nmod, Nsubj, NsubjPass, OblUnmarked, Parataxis, Root,
    };
    for unit in tokens.clone() {
        let measure = document.tokens[unit];
        let opener = unit + 1;
        let opens = opener < tokens.end
            && is_unit(document.form(unit))
            && matches!(measure.dependency, Nsubj | NsubjPass)
            && matches!(document.form(opener), "after" | "before")
            && document.tokens[opener].dependency == Case;
        if !opens {
            continue;
        }
        let (Some(verb), Some(subject)) = (document.head(unit), document.head(opener)) else {
            continue;
        };
        if document.tokens[subject].dependency != Nmod
            || document.tokens[subject].head != Some(index(unit))
            || verb < subject
        {
            continue;
        }
        let token = &mut document.tokens[subject];
        (token.head, token.dependency) = (Some(index(verb)), measure.dependency);
        let token = &mut document.tokens[opener];
        (token.head, token.dependency) = (Some(index(verb)), Mark);
        document.tokens[unit].dependency = OblUnmarked;
        // the clause before it is the main one
        let main = (tokens.start..unit).find(|&at| {
            document.tokens[at].head == Some(index(verb))
                && document.tokens[at].fine.is_verb()
                && matches!(document.tokens[at].dependency, Advcl | Ccomp | Parataxis)
        });
        if let Some(main) = main.filter(|_| document.tokens[verb].dependency == Root) {
            let token = &mut document.tokens[main];
            (token.head, token.dependency) = (None, Root);
            let token = &mut document.tokens[verb];
            (token.head, token.dependency) = (Some(index(main)), Advcl);
        }
    }
}

/// "offered Peru its *condolences*": a noun without a preposition behind a verb that gives is given.
pub(super) fn second_object(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Obj, Obl, OblAgent, OblUnmarked};
    for at in tokens.clone() {
        let token = document.tokens[at];
        let bare = matches!(token.fine, FineTag::Nn | FineTag::Nns)
            && matches!(token.dependency, Obl | OblAgent | OblUnmarked)
            && !is_unit(document.form(at))
            && !is_weekday(document.form(at))
            && !matches!(
                document.form(at),
                "morning"
                    | "evening"
                    | "night"
                    | "afternoon"
                    | "time"
                    | "today"
                    | "yesterday"
                    | "tomorrow"
            );
        let Some(verb) = document.head(at).filter(|&verb| bare && verb < at) else {
            continue;
        };
        let gives = document.tokens[verb].fine.is_verb()
            && matches!(
                document.lemma(verb),
                "give"
                    | "offer"
                    | "grant"
                    | "send"
                    | "hand"
                    | "award"
                    | "deny"
                    | "promise"
                    | "lend"
                    | "sell"
            );
        if gives && !is_marked(document, tokens.clone(), at) {
            document.tokens[at].dependency = Obj;
        }
    }
}

/// "set *free* six hostages": what stands behind a verb and its adjective is the object of the verb.
pub(super) fn object_behind_adjective(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Conj, Nmod, Obj, Obl, OblUnmarked, Xcomp};
    for at in tokens.clone().skip(1) {
        let token = document.tokens[at];
        let behind = token.tag == Tag::Adj
            && token.dependency == Xcomp
            && token.head == Some(index(at - 1))
            && document.tokens[at - 1].fine.is_verb();
        if !behind {
            continue;
        }
        let object = (at + 1..tokens.end).find(|&noun| {
            let token = document.tokens[noun];
            token.head == Some(index(at))
                && (token.fine.is_noun() || document.form(noun - 1) == "a")
                && matches!(token.dependency, Nmod | Obj | Obl | OblUnmarked | Conj)
                && document.tokens[at + 1].fine != FineTag::Cc
        });
        if let Some(noun) = object.filter(|&noun| !is_marked(document, tokens.clone(), noun)) {
            let token = &mut document.tokens[noun];
            (token.head, token.dependency) = (Some(index(at - 1)), Obj);
        }
    }
}

/// "found president *Ana Ruiz* guilty": a name right behind what its bearer is, where the tree gave the verb both.
pub(super) fn join_title(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Appos, Obj, Obl, OblUnmarked};
    for at in tokens.clone().skip(2) {
        let (noun, name) = (document.tokens[at - 1], document.tokens[at]);
        let split = noun.fine == FineTag::Nn
            && matches!(noun.dependency, Obj | Obl)
            && name.fine == FineTag::Nnp
            && matches!(name.dependency, Obj | Obl | OblUnmarked)
            && name.head == noun.head
            && !is_weekday(document.form(at))
            && document
                .word(at)
                .chars()
                .nth(1)
                .is_some_and(char::is_lowercase);
        if split {
            let token = &mut document.tokens[at];
            (token.head, token.dependency) = (Some(index(at - 1)), Appos);
        }
    }
}

/// Whether the token at `at` hangs on `head` with this relation.
pub(super) fn hangs(document: &Document, at: usize, head: usize, dependency: Dependency) -> bool {
    let token = document.tokens[at];
    token.head == Some(index(head)) && token.dependency == dependency
}

/// Hangs on `to` whatever hangs on `from`.
fn rehang(document: &mut Document, tokens: Range<usize>, from: usize, to: usize) {
    for at in tokens {
        if document.tokens[at].head == Some(index(from)) {
            document.tokens[at].head = Some(index(to));
        }
    }
}

/// Whether a preposition hangs on the noun.
fn is_marked(document: &Document, mut tokens: Range<usize>, noun: usize) -> bool {
    tokens.any(|case| hangs(document, case, noun, Dependency::Case))
}

#[cfg(test)]
mod tests {
    use super::super::check_head as check;
    use crate::types::Dependency;

    #[test]
    fn nouns_that_two_adjectives_share() {
        let text = "The French and Egyptian prime ministers met in Rome.";
        check(text, "ministers", ("met", Dependency::Nsubj));
        check(text, "french", ("ministers", Dependency::Amod));
        check(text, "met", ("-", Dependency::Root));
    }

    #[test]
    fn objects_and_auxiliaries() {
        use Dependency::{Aux, Obj, Xcomp};
        check(
            "Norway offered Israel its condolences.",
            "condolences",
            ("offered", Obj),
        );
        check(
            "The rebels set free six hostages.",
            "hostages",
            ("set", Obj),
        );
        check(
            "Obama lifts US embargo on arms sales to Laos",
            "embargo",
            ("lifts", Obj),
        );
        let text = "The IRA claimed to have shot a soldier.";
        check(text, "have", ("shot", Aux));
        check(text, "shot", ("claimed", Xcomp));
    }

    #[test]
    fn clauses_behind_a_measure() {
        use Dependency::{Mark, NsubjPass, OblUnmarked};
        let text = "The agency left Sudan on April 16, a day after three of its staff were killed in Darfur.";
        check(text, "three", ("killed", NsubjPass));
        check(text, "after", ("killed", Mark));
        check(text, "day", ("killed", OblUnmarked));
    }
}
