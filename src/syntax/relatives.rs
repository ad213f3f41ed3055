//! After the tree: "Peru and Chile, *which* cut ties in 2016, *agreed* to talk": where the verb of the relative clause was taken for that
//! of the sentence, the verb behind the clause is.

use std::ops::Range;

use super::subjects::is_finite_or_modal;
use super::verbs::index;
use crate::types::{Dependency, Document, FineTag};

/// Puts relative clauses between commas below the noun before them.
pub(super) fn set_apart(document: &mut Document, tokens: Range<usize>) {
    for pronoun in tokens.clone().skip(2) {
        let opens = matches!(document.form(pronoun), "which" | "who")
            && document.form(pronoun - 1) == ","
            && document.tokens[pronoun].dependency.is_subject();
        let Some(inner) = document.head(pronoun).filter(|_| opens) else {
            continue;
        };
        if inner < pronoun || !document.tokens[inner].fine.is_verb() {
            continue;
        }
        let Some((comma, main)) = main_verb(document, tokens.clone(), inner) else {
            continue;
        };
        let noun = (tokens.start..pronoun).rev().find(|&at| {
            let dependency = document.tokens[at].dependency;
            document.head(at) == Some(inner)
                && document.tokens[at].fine.is_noun()
                && (dependency.is_subject()
                    || matches!(dependency, Dependency::Compound | Dependency::Vocative))
        });
        let above = document.head(inner).filter(|&noun| {
            noun < pronoun
                && document.tokens[noun].fine.is_noun()
                && document.tokens[noun].dependency == Dependency::Root
                && is_below(document, tokens.clone(), main, noun)
        });
        // "The *governments*, which meet in May, invited": it was told right, but for whose verb it is
        let loose = document.head(inner).filter(|&noun| {
            let token = document.tokens[noun];
            noun < pronoun
                && token.head == Some(index(main))
                && matches!(
                    token.dependency,
                    Dependency::Parataxis | Dependency::Vocative
                )
        });
        if let Some(noun) = loose {
            document.tokens[noun].dependency = Dependency::Nsubj;
        } else if let Some(noun) = noun {
            swap(document, tokens.clone(), (noun, inner), (comma, main));
        } else if let Some(noun) = above {
            hoist(document, tokens.clone(), (noun, inner), (comma, main));
        }
    }
}

/// The comma that ends the clause of the verb `inner`, and the finite verb right behind it, which has no subject of its own.
fn main_verb(document: &Document, tokens: Range<usize>, inner: usize) -> Option<(usize, usize)> {
    let comma = (inner + 1..tokens.end).find(|&at| document.form(at) == ",")?;
    let finite = (comma + 1..tokens.end).find(|&at| document.tokens[at].fine != FineTag::Rb)?;
    let fine = document.tokens[finite].fine;
    if !is_finite_or_modal(fine) {
        return None;
    }
    let main = match document.tokens[finite].dependency {
        Dependency::Aux | Dependency::AuxPass | Dependency::Cop => document.head(finite)?,
        _ => finite,
    };
    let served = (comma + 1..main)
        .any(|at| document.head(at) == Some(main) && document.tokens[at].dependency.is_subject());
    (main >= finite && !served).then_some((comma, main))
}

/// Makes `main` what `inner` was, and hangs `inner` on `noun`, the subject of both.
fn swap(
    document: &mut Document,
    tokens: Range<usize>,
    (noun, inner): (usize, usize),
    (comma, main): (usize, usize),
) {
    let above = document.tokens[inner];
    if above.head != Some(index(main)) {
        if !is_below(document, tokens.clone(), main, inner) {
            return;
        }
        let token = &mut document.tokens[main];
        (token.head, token.dependency) = (above.head, above.dependency);
    }
    for at in comma + 1..tokens.end {
        if at != main && document.tokens[at].head == Some(index(inner)) {
            document.tokens[at].head = Some(index(main));
        }
    }
    // "which *criticized* Chile, called": whoever stands behind the verb of the clause is no subject of it
    for at in inner + 1..comma {
        let token = &mut document.tokens[at];
        if token.head == Some(index(inner)) && token.dependency == Dependency::Nsubj {
            token.dependency = Dependency::Obj;
        }
    }
    let token = &mut document.tokens[noun];
    (token.head, token.dependency) = (Some(index(main)), Dependency::Nsubj);
    let token = &mut document.tokens[inner];
    (token.head, token.dependency) = (Some(index(noun)), Dependency::AclRelcl);
}

/// "*Ana Ruiz*, who ruled Peru for ten years, died", where the whole sentence hung on the name: `main` is the root.
fn hoist(
    document: &mut Document,
    tokens: Range<usize>,
    (noun, inner): (usize, usize),
    (comma, main): (usize, usize),
) {
    for at in comma + 1..tokens.end {
        let head = document.head(at);
        if at != main && (head == Some(inner) || head == Some(noun)) {
            document.tokens[at].head = Some(index(main));
        }
    }
    let token = &mut document.tokens[main];
    (token.head, token.dependency) = (None, Dependency::Root);
    let token = &mut document.tokens[noun];
    (token.head, token.dependency) = (Some(index(main)), Dependency::Nsubj);
    let token = &mut document.tokens[inner];
    (token.head, token.dependency) = (Some(index(noun)), Dependency::AclRelcl);
}

pub(super) fn is_below(document: &Document, tokens: Range<usize>, at: usize, top: usize) -> bool {
    let mut here = at;
    for _ in tokens {
        match document.head(here) {
            Some(head) if head == top => return true,
            Some(head) => here = head,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_behind_the_clause_is_the_main_one() {
        let text = "Peru and Chile, which severed ties in 2016, agreed to reopen their embassies.";
        let options = crate::Options::default();
        let document = super::super::parse(crate::text::read(text, &options));
        let at = |word: &str| {
            (0..document.tokens.len())
                .find(|&at| document.form(at) == word)
                .expect("the word stands there")
        };
        assert_eq!(document.tokens[at("agreed")].dependency, Dependency::Root);
        assert_eq!(document.subject(at("agreed")), Some(at("peru")));
        assert_eq!(document.head(at("severed")), Some(at("peru")));
        for text in [
            "Mexico, which has criticized the United States, called for talks with Cuba.",
            "Hafez Assad, who ruled Syria for 30 years, called for talks on Saturday.",
            "Hosni Mubarak, who is to visit Israel next week, called for talks on Monday.",
        ] {
            let document = super::super::parse(crate::text::read(text, &options));
            let called = (0..document.tokens.len())
                .find(|&at| document.form(at) == "called")
                .expect("the word stands there");
            assert_eq!(
                document.tokens[called].dependency,
                Dependency::Root,
                "{text:?}"
            );
            assert_eq!(document.subject(called), Some(0), "{text:?}");
        }
    }
}
