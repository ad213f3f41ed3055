//! After the tree: who acts in a verb, whom it acts on and by whom it is done, where the tree gave them to a word beside it.

use std::ops::Range;

use super::finite::is_weekday;
use super::joined::hangs;
use super::relatives::is_below;
use super::verbs::index;
use crate::types::{Dependency, Document, FineTag, Tag};

/// "clashes between monks, students and *police* left six dead": a verb has one subject, and what an "and" opens behind it is joined to
/// the noun before, where the tree gave the verb both.
pub(super) fn second_subject(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Cc, Conj, Nsubj, NsubjPass};
    let is_subject = |document: &Document, at: usize, verb: usize| {
        hangs(document, at, verb, Nsubj) || hangs(document, at, verb, NsubjPass)
    };
    for and in tokens.clone().skip(1) {
        let Some(verb) = document.head(and) else {
            continue;
        };
        let opens = document.tokens[and].dependency == Cc
            && verb > and
            && document.tokens[verb].fine.is_verb()
            && document.tokens[and - 1].fine.is_noun()
            && (tokens.start..and).any(|at| is_subject(document, at, verb));
        let Some(second) = (and + 1..verb).find(|&at| opens && is_subject(document, at, verb))
        else {
            continue;
        };
        let mut first = and - 1;
        while document.tokens[first].dependency == Conj
            && let Some(head) = document.head(first).filter(|&head| head < first)
        {
            first = head;
        }
        let below = |top| is_below(document, tokens.clone(), first, top);
        if below(second) || below(and) {
            continue;
        }
        let token = &mut document.tokens[second];
        (token.head, token.dependency) = (Some(index(first)), Conj);
        document.tokens[and].head = Some(index(second));
    }
}

/// "accused *each other* of lying": each other is whom the verb right before acts on.
pub(super) fn each_other(document: &mut Document, tokens: Range<usize>) {
    for each in tokens.clone().skip(1) {
        let pair = each + 1 < tokens.end
            && matches!(
                (document.form(each), document.form(each + 1)),
                ("each", "other") | ("one", "another")
            );
        let verb = each - 1;
        if !pair || !document.tokens[verb].fine.is_verb() {
            continue;
        }
        if !document.tokens[each].dependency.is_subject()
            || is_below(document, tokens.clone(), verb, each)
        {
            continue;
        }
        let above = document.head(each);
        let token = &mut document.tokens[each];
        (token.head, token.dependency) = (Some(index(verb)), Dependency::Obj);
        // the clause that was made of it tells what for
        if let Some(noun) = above.filter(|&noun| noun > each && document.head(noun) == Some(verb)) {
            let gerund = (each + 2..noun).find(|&at| document.tokens[at].fine == FineTag::Vbg);
            let free = |gerund: &usize| !is_below(document, tokens.clone(), verb, *gerund);
            if let Some(gerund) = gerund.filter(free) {
                let token = &mut document.tokens[gerund];
                (token.head, token.dependency) = (Some(index(verb)), Dependency::Advcl);
                let token = &mut document.tokens[noun];
                (token.head, token.dependency) = (Some(index(gerund)), Dependency::Obj);
            }
        }
    }
}

/// "were shot dead *by soldiers*", "was granted to Haiti *by France*": who did it hangs on the passive verb.
pub(super) fn agent(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{AuxPass, Case, Nmod, Obl, OblAgent, Xcomp};
    for by in tokens.clone().filter(|&by| by > tokens.start) {
        if document.form(by) != "by" || document.tokens[by].dependency != Case {
            continue;
        }
        let Some(noun) = document.head(by) else {
            continue;
        };
        let Some(over) = document.head(noun).filter(|&over| over < by) else {
            continue;
        };
        let Some(verb) = document.head(over) else {
            continue;
        };
        let (token, below) = (document.tokens[over], document.tokens[noun].dependency);
        let result = token.tag == Tag::Adj && token.dependency == Xcomp && below == Obl;
        let recipient = below == Nmod
            && matches!(token.dependency, Obl | Nmod)
            && tokens
                .clone()
                .any(|case| hangs(document, case, over, Case) && document.form(case) == "to");
        let passive = document.tokens[verb].fine == FineTag::Vbn
            && tokens.clone().any(|at| hangs(document, at, verb, AuxPass))
            && !tokens.clone().any(|at| hangs(document, at, verb, OblAgent));
        if passive && (result || recipient) {
            let token = &mut document.tokens[noun];
            (token.head, token.dependency) = (Some(index(verb)), OblAgent);
        }
    }
}

/// "named *Ana Ruiz* as minister": a name is no predicate of a verb that has no object.
pub(super) fn named(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Obj, Xcomp};
    for name in tokens.clone().skip(1) {
        let verb = name - 1;
        let acts = hangs(document, name, verb, Xcomp)
            && document.tokens[name].tag == Tag::Propn
            && document.tokens[verb].fine.is_verb()
            && matches!(
                document.lemma(verb),
                "appoint" | "choose" | "designate" | "elect" | "name" | "nominate"
            )
            && !tokens.clone().any(|at| hangs(document, at, verb, Obj));
        if acts {
            document.tokens[name].dependency = Obj;
        }
    }
}

/// "Ruiz *was* to meet Soto": what comes before "to" is an auxiliary, and the subject the verb's own.
pub(super) fn is_to(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Aux, Cop, Nsubj, NsubjOuter};
    use FineTag::{Nnp, Nnps, Nns, Prp, Wp};
    for be in tokens.clone() {
        let Some(verb) = document.head(be).filter(|&verb| verb > be) else {
            continue;
        };
        let told = hangs(document, be, verb, Cop)
            && be + 1 < verb
            && document.form(be + 1) == "to"
            && document.tokens[verb].fine == FineTag::Vb;
        if !told {
            continue;
        }
        let subject = (tokens.start..be)
            .find(|&at| hangs(document, at, verb, NsubjOuter) || hangs(document, at, verb, Nsubj));
        // "the *plan* was to meet": no plan meets anybody
        let acts = subject.filter(|&at| {
            matches!(document.tokens[at].fine, Nnp | Nnps | Nns | Prp | Wp)
                && document.form(at) != "it"
        });
        if let Some(subject) = acts {
            document.tokens[be].dependency = Aux;
            document.tokens[subject].dependency = Nsubj;
        }
    }
}

/// "discussed Libya *with Trump*": what is with a name is with the verb.
pub(super) fn with_the_verb(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Case, Nmod, Obj, Obl};
    for with in tokens {
        let Some(noun) = document.head(with) else {
            continue;
        };
        let Some(name) = document.head(noun) else {
            continue;
        };
        let Some(verb) = document.head(name) else {
            continue;
        };
        if document.form(with) == "with"
            && hangs(document, with, noun, Case)
            && hangs(document, noun, name, Nmod)
            && hangs(document, name, verb, Obj)
            && document.tokens[name].tag == Tag::Propn
            && document.tokens[verb].fine.is_verb()
            && name < with
        {
            let token = &mut document.tokens[noun];
            (token.head, token.dependency) = (Some(index(verb)), Obl);
        }
    }
}

/// "met Friday with *Ana Ruiz*": whoever stands behind the preposition is no part of the day.
pub(super) fn weekday_object(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Case, Flat, Nmod, Obj, Obl, OblAgent, OblUnmarked};
    for day in tokens.clone().skip(1) {
        let verb = day - 1;
        if !is_weekday(document.form(day)) || !document.tokens[verb].fine.is_verb() {
            continue;
        }
        if hangs(document, day, verb, Obj) {
            document.tokens[day].dependency = OblUnmarked;
        }
        let case = day + 1;
        if case >= tokens.end || document.tokens[case].dependency != Case {
            continue;
        }
        let name = (case + 1..tokens.end).find(|&at| {
            document.tokens[at].head == Some(index(day))
                && matches!(document.tokens[at].dependency, Flat | Nmod)
        });
        let free = |name: &usize| !is_below(document, tokens.clone(), verb, *name);
        if let Some(name) = name.filter(free) {
            document.tokens[case].head = Some(index(name));
            let by = document.form(case) == "by";
            let token = &mut document.tokens[name];
            (token.head, token.dependency) = (Some(index(verb)), if by { OblAgent } else { Obl });
        }
    }
}

/// "phoned *Ana Ruiz* on Monday to invite her": no noun without "for" is the subject of an infinitive with "to"; it is the object of the
/// verb before.
pub(super) fn free_object(document: &mut Document, tokens: Range<usize>) {
    use Dependency::{Amod, Compound, Mark, Nsubj, Obj};
    for to in tokens.clone() {
        let Some(infinitive) = document.head(to).filter(|&verb| verb > to) else {
            continue;
        };
        let Some(verb) = document.head(infinitive) else {
            continue;
        };
        let marks = document.form(to) == "to"
            && document.tokens[to].dependency == Mark
            && document.tokens[infinitive].fine == FineTag::Vb
            && verb < to
            && document.tokens[verb].fine.is_verb()
            && !(verb..to).any(|at| document.form(at) == "for")
            && !tokens.clone().any(|at| hangs(document, at, verb, Obj));
        let Some(object) = (verb + 1..to)
            .rev()
            .find(|&at| marks && hangs(document, at, infinitive, Nsubj))
        else {
            continue;
        };
        for at in verb + 1..object {
            let token = &mut document.tokens[at];
            if token.head == Some(index(infinitive)) {
                token.head = Some(index(object));
                if token.dependency == Nsubj {
                    token.dependency = if token.fine == FineTag::Jj {
                        Amod
                    } else {
                        Compound
                    };
                }
            }
        }
        let token = &mut document.tokens[object];
        (token.head, token.dependency) = (Some(index(verb)), Obj);
    }
}

#[cfg(test)]
mod tests {
    use super::super::check_head as check;
    use crate::types::Dependency;

    #[test]
    fn days_have_no_parts() {
        let text = "Arafat met Friday with Dennis Ross.";
        check(text, "friday", ("met", Dependency::OblUnmarked));
    }

    #[test]
    fn what_is_with_a_name_is_with_the_verb() {
        let text = "Erdogan discussed Libya with U.S. President Donald Trump in a phone call, the presidency said \
                    without providing details.";
        check(text, "donald", ("discussed", Dependency::Obl));
    }

    #[test]
    fn who_is_acted_on_and_who_acts() {
        let text = "Armenia and Azerbaijan accused each other of violating the ceasefire.";
        check(text, "each", ("accused", Dependency::Obj));
        check(text, "violating", ("accused", Dependency::Advcl));
        let text = "Three Palestinians were shot dead by Israeli soldiers during a protest.";
        check(text, "soldiers", ("shot", Dependency::OblAgent));
        let text = "A loan was granted to Haiti by France.";
        check(text, "france", ("granted", Dependency::OblAgent));
        let text = "President Boris Yeltsin named Vladimir Putin as prime minister.";
        check(text, "vladimir", ("named", Dependency::Obj));
    }

    #[test]
    fn verbs_have_one_subject() {
        let text = "Two soldiers and a civilian were killed in the crossfire.";
        check(text, "civilian", ("soldiers", Dependency::Conj));
        let text = "Clashes between Hindu marchers, Muslim residents and police left six dead.";
        check(text, "police", ("marchers", Dependency::Conj));
        check(text, "clashes", ("left", Dependency::Nsubj));
    }

    #[test]
    fn infinitives_have_none() {
        let text = "Putin phoned new Turkish Prime Minister Omer Celik on Monday to invite him.";
        check(text, "omer", ("phoned", Dependency::Obj));
    }
}
