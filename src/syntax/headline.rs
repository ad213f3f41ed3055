//! A row of words without a finite verb, where one of them must be it: "Taliban *ban* women from universities".

use std::ops::Range;

use super::finite::tag_of;
use super::model::{Model, TAG_ROW};
use super::subjects::{aside_before, is_finite_or_modal};
use super::tagger::{Tagger, View};
use super::words::key;
use crate::types::{Document, FineTag, Tag};

/// A word that loses more than this by being the verb is none.
const MOST: i32 = 3750;
/// As little as this where the word before it does not agree with it.
const LEAST: i32 = 1100;
/// As much as this behind two names: "India, Pakistan *exchange* prisoners".
const PAIR: i32 = 4000;
/// The verb of a headline is not far from its head.
const REACH: usize = 8;

/// The word of a row without a finite verb that loses least by being one, by the weights of the tagger, and what it then is.
pub(super) fn verb(
    model: &Model,
    document: &Document,
    tokens: Range<usize>,
    tagger: &Tagger,
) -> Option<(usize, FineTag)> {
    use FineTag::{Cd, Dt, Jj, Nn, Nnp, Nnps, Nns, Vb, Vbp};
    let fine = |at: usize| document.tokens[at].fine;
    let opens = matches!(fine(tokens.start), Cd | Dt | Jj | Nn | Nnp | Nnps | Nns);
    let finite = |at: usize| is_finite_or_modal(fine(at));
    if tokens.len() < 4 || !opens || tokens.clone().any(finite) {
        return None;
    }
    // "review the *list*": an infinitive without "to" is an order
    let order = tokens
        .clone()
        .skip(2)
        .find(|&at| fine(at) == Vb && !matches!(fine(at - 1), FineTag::To | FineTag::Rb));
    let found = tokens
        .clone()
        .skip(1)
        .take(REACH)
        .take_while(|&at| order.is_none_or(|order| at <= order))
        .filter(|&at| {
            matches!(fine(at), Nn | Nns | Nnp | Vb | Jj)
                && document.word(at).chars().all(char::is_lowercase)
                && fine(before(document, tokens.start, at)).is_noun()
        })
        .filter_map(|at| {
            let form = document.form(at);
            // a name without a capital is none
            let verb = third_person(model, form)
                .or_else(|| (fine(at) == Nnp || is_verb(model, form)).then_some(Vbp))?;
            let pair = at > tokens.start + 2
                && document.form(at - 2) == ","
                && [at - 1, at - 3].map(fine) == [Nnp, Nnp];
            // "Peru and Chile *defeat* Togo"
            let joined = (tokens.start..at).any(|before| document.form(before) == "and");
            let many = pair
                || joined
                || matches!(fine(before(document, tokens.start, at)), Nns | Nnps)
                || matches!(document.form(at - 1), "police" | "taliban" | "people");
            let most = match (pair, many == (verb == Vbp)) {
                (true, true) => PAIR,
                (_, true) => MOST,
                (_, false) => LEAST,
            };
            let loss = loss(model, tagger, at - tokens.start, verb)?;
            Some((loss - most, at, verb))
        })
        .min_by_key(|&(loss, ..)| loss)?;
    (found.0 <= 0).then_some((found.1, found.2))
}

/// The word before `at`, or before the aside between it and that word: "Greece, like most members, *plans*", "the ministers, meeting in
/// Lima, *imposed*".
pub(super) fn before(document: &Document, start: usize, at: usize) -> usize {
    let aside = (document.form(at - 1) == ",").then(|| aside_before(document, start, at - 1));
    aside.flatten().unwrap_or(at) - 1
}

/// The third person of a verb, where the word can be one: "*votes*", "*denies*".
fn third_person(model: &Model, form: &str) -> Option<FineTag> {
    let stem = form.strip_suffix('s').filter(|stem| !stem.ends_with('s'))?;
    let stems = [stem, stem.strip_suffix('e').unwrap_or(stem)];
    let verb = stems.into_iter().any(|stem| is_verb(model, stem));
    let changed = stem.strip_suffix("ie").map(|stem| format!("{stem}y"));
    (verb || changed.is_some_and(|stem| is_verb(model, &stem))).then_some(FineTag::Vbz)
}

/// Whether the word was a verb in training.
fn is_verb(model: &Model, form: &str) -> bool {
    model.class_of(key(form)).is_some_and(|class| {
        let mut tags = model.class(class).iter();
        tags.any(|&tag| model.tag(tag).0 == Tag::Verb)
    })
}

/// How much the word at `at` of the sentence loses by being a verb of this form.
fn loss(model: &Model, tagger: &Tagger, at: usize, verb: FineTag) -> Option<i32> {
    let view = View::of(model, tagger, at);
    let mut scores = [0; TAG_ROW];
    model.tagger.add(&view.first(), &mut scores);
    model.tagger.add(&view.second(), &mut scores);
    model.tagger.add(&view.rest(), &mut scores);
    let tag = tag_of(model, (Tag::Verb, verb))?;
    let score = |tag: u8| i32::from(scores[usize::from(tag)]);
    Some(score(tagger.tags[at]) - score(tag))
}

#[cfg(test)]
mod tests {
    use crate::types::{Dependency, FineTag};

    /// The word that is the root of its sentence, and its tag.
    fn check(text: &str, wanted: (&str, FineTag)) {
        let document = crate::text::read(text, &crate::Options::default());
        let document = crate::syntax::parse(document);
        let root = (0..document.tokens.len())
            .find(|&at| document.tokens[at].dependency == Dependency::Root)
            .expect("a sentence has a root");
        assert_eq!(
            (document.form(root), document.tokens[root].fine),
            wanted,
            "{text:?}"
        );
    }

    #[test]
    fn verbs_of_headlines() {
        use FineTag::{Vbp, Vbz};
        check("Taliban ban women from universities", ("ban", Vbp));
        check("Protesters storm parliament in Lima", ("storm", Vbp));
        check("Rivals sign truce in South Sudan", ("sign", Vbp));
        check("Lebanon names new prime minister", ("names", Vbz));
        check("Mali junta orders French ambassador out", ("orders", Vbz));
        check("Authorities ease curfew in Amman.", ("ease", Vbp));
        check("Israel, Hamas trade fire", ("trade", Vbp));
        check("Northrop and rival Dassault defeat Boeing", ("defeat", Vbp));
        check(
            "Thousands march in Lima against pension plan",
            ("march", Vbp),
        );
    }

    #[test]
    fn rows_without_a_verb() {
        use FineTag::{Nn, Nns};
        check("Good auto repair men.", ("men", Nns));
        check("Three weeks of flight training.", ("weeks", Nns));
        check("The draft contract with Peru", ("contract", Nn));
    }
}
