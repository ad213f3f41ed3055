//! Past tense or participle, where the whole sentence tells: a full sentence has a finite verb ("Police and protesters
//! *clashed* in the north."), and what stands behind a preposition is no subject ("In remarks *made* on Monday, the envoy
//! …").

use std::ops::Range;

use super::closing;
use super::headline;
use super::model::Model;
use super::slips::{better, is_capitals};
use super::subjects::is_finite_or_modal;
use super::tagger::Tagger;
use crate::types::{Document, FineTag, Tag};

/// A shorter row of words needs no verb.
const SHORTEST: usize = 5;

/// Makes the tags of a sentence hold a finite verb, where it is a full one and can.
pub(super) fn ensure(
    model: &Model,
    document: &mut Document,
    tokens: Range<usize>,
    tagger: &mut Tagger,
) {
    let opening = in_remarks_made(document, tokens.clone());
    if let Some(at) = opening {
        retag(model, document, tokens.start, tagger, (at, FineTag::Vbn));
    }
    if let Some(tags) = first_word(document, tokens.clone()) {
        mend(model, document, tokens.start, tagger, (tokens.start, tags));
    }
    for at in tokens.start + 1..tokens.end {
        if behind_modal(document, tokens.clone(), at) {
            // these hardly ever are verbs in what training saw
            if matches!(document.form(at), "free" | "clear" | "open" | "secure") {
                let verb = (Tag::Verb, FineTag::Vb);
                mend(model, document, tokens.start, tagger, (at, verb));
            } else {
                retag(model, document, tokens.start, tagger, (at, FineTag::Vb));
            }
        }
        wish(model, document, tokens.clone(), tagger, at);
        let better = better(document, tokens.clone(), at)
            .or_else(|| closing::closes(document, tokens.clone(), at).then_some(FineTag::Vbd));
        let after = document.tokens[at - 1].fine;
        let shot_down = document.form(at) == "shot";
        let mut mend = |at: usize, tags: (Tag, FineTag)| {
            mend(model, document, tokens.start, tagger, (at, tags));
        };
        match better {
            Some(FineTag::Vb) => {
                mend(at - 1, (Tag::Part, FineTag::To));
                mend(at, (Tag::Verb, FineTag::Vb));
            }
            Some(FineTag::Nnp) => mend(at, (Tag::Propn, FineTag::Nnp)),
            Some(FineTag::Jj) => {
                if after == FineTag::In {
                    mend(at - 1, (Tag::Adp, FineTag::In));
                }
                mend(at, (Tag::Adj, FineTag::Jj));
            }
            Some(FineTag::Vbd) => {
                mend(at, (Tag::Verb, FineTag::Vbd));
                if shot_down {
                    mend(at + 1, (Tag::Adp, FineTag::Rp));
                }
            }
            Some(fine @ (FineTag::Vbn | FineTag::Vbz | FineTag::Vbg)) => {
                mend(at, (Tag::Verb, fine));
            }
            Some(FineTag::Nns) => mend(at, (Tag::Noun, FineTag::Nns)),
            Some(_) => mend(at, (Tag::Noun, FineTag::Nn)),
            None => {}
        }
    }
    if let Some(at) = missing(document, tokens.clone(), opening) {
        retag(model, document, tokens.start, tagger, (at, FineTag::Vbd));
    }
    for opener in tokens.clone() {
        if let Some(at) = missing_behind(document, tokens.clone(), opener) {
            retag(model, document, tokens.start, tagger, (at, FineTag::Vbd));
        }
    }
    if let Some((at, fine)) = headline::verb(model, document, tokens.clone(), tagger) {
        let verb = (Tag::Verb, fine);
        mend(model, document, tokens.start, tagger, (at, verb));
    }
}

/// What the first word is by those behind it, where that is not what it was taken for.
fn first_word(document: &Document, tokens: Range<usize>) -> Option<(Tag, FineTag)> {
    let first = tokens.start;
    let fine = |at: usize| document.tokens[at].fine;
    let next = first + 1;
    // "*Cleverly*, who will meet Wang": no adverb is told of so
    if tokens.len() > 3
        && fine(first) == FineTag::Rb
        && document.form(next) == ","
        && document.form(next + 1) == "who"
    {
        return Some((Tag::Propn, FineTag::Nnp));
    }
    if tokens.len() < 3 || !fine(first).is_verb() {
        return None;
    }
    match document.form(first) {
        // "*Up* to 100 people marched"
        "up" if document.form(next) == "to" && fine(next + 1) == FineTag::Cd => {
            Some((Tag::Adp, FineTag::In))
        }
        // "*Prime* ministers met": nobody primes them
        "prime" if document.form(next).starts_with("minister") => Some((Tag::Adj, FineTag::Jj)),
        // "*ECOWAS* accused Togo": nor is a name of capitals a verb
        _ if is_capitals(document.word(first))
            && document.word(next).contains(char::is_lowercase) =>
        {
            Some((Tag::Propn, FineTag::Nnp))
        }
        // "*Clashes* between them left six dead": no sentence with a past tense begins so
        form if fine(first) == FineTag::Vbz
            && !matches!(form, "is" | "has" | "does" | "says")
            && fine(next) == FineTag::In
            && tokens.clone().any(|at| fine(at) == FineTag::Vbd) =>
        {
            Some((Tag::Noun, FineTag::Nns))
        }
        // "*Fighting* erupted": what a finite verb follows is its subject
        form => (fine(first) == FineTag::Vbg
            && !matches!(form, "being" | "having" | "getting")
            && matches!(fine(next), FineTag::Vbd | FineTag::Vbn | FineTag::Md))
        .then_some((Tag::Noun, FineTag::Nn)),
    }
}

/// The participle that is the past tense of a full sentence, or of its main clause, that has no finite verb; never `opening`, which
/// stands in a phrase with a preposition.
fn missing(document: &Document, tokens: Range<usize>, opening: Option<usize>) -> Option<usize> {
    let full = tokens.len() >= SHORTEST
        && matches!(
            document.form(tokens.end - 1),
            "." | "?" | "!" | "”" | "''" | "\""
        );
    let fine = |document: &Document, at: usize| document.tokens[at].fine;
    let finite = |at: usize| is_finite_or_modal(fine(document, at));
    // "Ties *soured* after Peru arrested him": nor is the verb of what happened first that of the sentence
    let clause = tokens.clone().skip(2).find(|&at| {
        matches!(
            document.form(at),
            "after" | "although" | "because" | "before" | "until" | "when" | "while"
        )
    });
    // "Monks *demonstrated* on Tuesday in Lima, where two people were killed last week, the radio said"
    let relative = tokens.clone().skip(3).find(|&at| {
        matches!(document.form(at), "where" | "which" | "who") && document.form(at - 1) == ","
    });
    let relative = relative.filter(|&opener| {
        (opener + 1..tokens.end)
            .find(|&at| document.form(at) == ",")
            .is_none_or(|comma| {
                !(comma + 1..tokens.end.min(comma + 3))
                    .any(|at| finite(at) || fine(document, at) == FineTag::Vbn)
            })
    });
    let clause = [clause, relative].into_iter().flatten().min();
    let main = match clause {
        Some(opener) if (opener..tokens.end).any(finite) => tokens.start..opener,
        _ => tokens.clone(),
    };
    if !full || main.clone().any(finite) {
        return None;
    }
    let after_noun = |at: usize| {
        let before = headline::before(document, tokens.start, at);
        let adverb = fine(document, before) == FineTag::Rb && before > tokens.start;
        let noun = if adverb { before - 1 } else { before };
        fine(document, noun).is_noun() || fine(document, noun) == FineTag::Prp
    };
    main.skip(1).find(|&at| {
        // "a dozen states *expelled* Russian envoys"
        let quality = fine(document, at) == FineTag::Jj
            && document.form(at).ends_with("ed")
            && fine(document, at - 1) == FineTag::Nns;
        let participle = (fine(document, at) == FineTag::Vbn || quality)
            && (at + 1 == tokens.end
                || document.form(at + 1) != "by"
                || at + 2 < tokens.end && fine(document, at + 2) == FineTag::Cd);
        participle && after_noun(at) && opening != Some(at)
    })
}

/// The participle that is the past tense of the clause that the conjunction at `opener` opens, where it has no finite verb: "when a bomb
/// *exploded* in Rome".
fn missing_behind(document: &Document, tokens: Range<usize>, opener: usize) -> Option<usize> {
    let opens = |at: usize| matches!(document.form(at), "although" | "because" | "when" | "while");
    if !opens(opener) || document.tokens[opener].tag == Tag::Adp {
        return None;
    }
    let fine = |at: usize| document.tokens[at].fine;
    let end = (opener + 1..tokens.end)
        .find(|&at| opens(at) || matches!(document.form(at), "," | ";"))
        .unwrap_or(tokens.end);
    let mut clause = opener + 1..end;
    if clause.clone().any(|at| is_finite_or_modal(fine(at))) {
        return None;
    }
    clause.find(|&at| {
        fine(at) == FineTag::Vbn
            && at > opener + 1
            && fine(at - 1).is_noun()
            && (at + 1 == end || !matches!(document.form(at + 1), "by" | "of"))
    })
}

/// The verb right behind the noun of the phrase with a preposition that opens the sentence, where another finite verb comes
/// after a comma.
fn in_remarks_made(document: &Document, tokens: Range<usize>) -> Option<usize> {
    use FineTag::{Dt, In, Jj, Nn, Nns, Vbd, Vbn, Vbp, Vbz};
    let fine = |at: usize| document.tokens[at].fine;
    let opens = fine(tokens.start) == In && !document.form(tokens.start).starts_with("th");
    let noun_phrase = |&at: &usize| matches!(fine(at), Dt | Jj | Nn | Nns);
    let verb = (tokens.start + 1..tokens.end).find(|at| !noun_phrase(at))?;
    let behind = (verb + 1 < tokens.end).then(|| fine(verb + 1))?;
    let sound = opens
        && verb > tokens.start + 1
        && matches!(fine(verb - 1), Nn | Nns)
        && matches!(fine(verb), Vbd | Vbn)
        && (behind == In || document.form(verb + 1) == "by" || behind == FineTag::Nnp);
    let comma = (verb + 1..tokens.end).find(|&at| document.form(at) == ",")?;
    let another =
        (comma + 1..tokens.end).any(|at| matches!(fine(at), Vbd | Vbn | Vbz | Vbp | FineTag::Md));
    let joined = comma + 1 < tokens.end && matches!(document.form(comma + 1), "and" | "but" | "or");
    (sound && another && !joined).then_some(verb)
}

pub(super) fn is_weekday(form: &str) -> bool {
    matches!(
        form,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}

/// Verbs and nouns whose "that" a plain verb follows: "demanded that the army *leave*".
const BEFORE_WISHES: &[&str] = &[
    "demand",
    "insist",
    "require",
    "request",
    "urge",
    "recommend",
    "propose",
];

/// Gives the wish behind the "that" at `at` its verb: the first noun of the phrase that can be one, else the last: "demanded that the
/// president *resign*".
fn wish(
    model: &Model,
    document: &mut Document,
    tokens: Range<usize>,
    tagger: &mut Tagger,
    at: usize,
) {
    let mut wish = wished(document, tokens.clone(), at);
    let mut last = None;
    while let Some(noun) = wish {
        last = Some(noun);
        retag(model, document, tokens.start, tagger, (noun, FineTag::Vb));
        let next = noun + 1;
        let more = next < tokens.end && document.tokens[noun].fine == FineTag::Nn;
        wish = Some(next).filter(|&next| more && document.tokens[next].fine == FineTag::Nn);
    }
    if let Some(noun) = last.filter(|&noun| document.tokens[noun].fine == FineTag::Nn) {
        let verb = (Tag::Verb, FineTag::Vb);
        mend(model, document, tokens.start, tagger, (noun, verb));
    }
}

/// The plain verb of the wish behind the "that" at `at`, where no verb was seen: "demanded that the army *end* raids".
fn wished(document: &Document, tokens: Range<usize>, at: usize) -> Option<usize> {
    use FineTag::{Dt, In, Jj, Nn, Nnp, Nnps, Nns, Pos, Prp, PrpS};
    let fine = |at: usize| document.tokens[at].fine;
    let wish = |form: &str| BEFORE_WISHES.iter().any(|verb| form.starts_with(verb));
    if document.form(at) != "that" || fine(at) != In || !wish(document.form(at.checked_sub(1)?)) {
        return None;
    }
    let phrase = (at + 1..tokens.end)
        .take_while(|&at| matches!(fine(at), Dt | Jj | Nn | Nnp | Nnps | Nns | Pos | Prp | PrpS));
    let end = phrase.last()? + 1;
    let clause = (end..tokens.end).take_while(|&at| document.form(at) != ",");
    if clause
        .clone()
        .any(|at| fine(at).is_verb() || fine(at) == FineTag::Md)
    {
        return None;
    }
    (at + 2..end).find(|&at| fine(at) == Nn && matches!(fine(at - 1), Nn | Nns | Nnp | Prp))
}

/// Pasts of irregular verbs that are the participle as well: "struck targets", "targets struck".
fn is_past_and_participle(form: &str) -> bool {
    matches!(
        form,
        "bought"
            | "brought"
            | "built"
            | "caught"
            | "dealt"
            | "fled"
            | "fought"
            | "found"
            | "held"
            | "hit"
            | "kept"
            | "led"
            | "left"
            | "lost"
            | "met"
            | "overheard"
            | "paid"
            | "sent"
            | "shot"
            | "sought"
            | "spent"
            | "struck"
            | "swept"
            | "taught"
            | "told"
            | "upheld"
            | "withheld"
            | "won"
    )
}

/// "would *free* 1,500 prisoners": what stands between a modal and the noun phrase behind is a verb, where it can be one.
fn behind_modal(document: &Document, tokens: Range<usize>, at: usize) -> bool {
    use FineTag::{Cd, Dt, Jj, Md, Nn, Nnp, Nns, PrpS, Rb};
    let fine = |at: usize| document.tokens[at].fine;
    let modal = || {
        let before = (tokens.start..at).rev().find(|&before| fine(before) != Rb);
        before.is_some_and(|before| fine(before) == Md)
    };
    matches!(fine(at), Jj | Nn)
        && at + 1 < tokens.end
        && matches!(fine(at + 1), Cd | Dt | Jj | Nn | Nnp | Nns | PrpS)
        && modal()
}

/// Gives the word at `at` another of the tags it can have.
fn retag(
    model: &Model,
    document: &mut Document,
    start: usize,
    tagger: &mut Tagger,
    (at, fine): (usize, FineTag),
) {
    if let Some(tag) = verb_tag(model, tagger, at - start, document.form(at), fine) {
        give(model, document, start, tagger, (at, tag));
    }
}

/// Gives the word at `at` these tags, which the words around it are surer of than those in which training saw it.
fn mend(
    model: &Model,
    document: &mut Document,
    start: usize,
    tagger: &mut Tagger,
    (at, tags): (usize, (Tag, FineTag)),
) {
    if let Some(tag) = tag_of(model, tags) {
        give(model, document, start, tagger, (at, tag));
    }
}

fn give(
    model: &Model,
    document: &mut Document,
    start: usize,
    tagger: &mut Tagger,
    (at, tag): (usize, u8),
) {
    tagger.tags[at - start] = tag;
    let token = &mut document.tokens[at];
    (token.tag, token.fine) = model.tag(tag);
}

/// The joint tag of a verb with this Penn tag, where the word can be one.
pub(super) fn verb_tag(
    model: &Model,
    tagger: &Tagger,
    at: usize,
    form: &str,
    fine: FineTag,
) -> Option<u8> {
    let wanted = |&tag: &u8| model.tag(tag) == (Tag::Verb, fine);
    // training may have seen one past form only
    let past = matches!(fine, FineTag::Vbd | FineTag::Vbn);
    let alike = past && (form.ends_with("ed") || is_past_and_participle(form));
    match tagger.words[at].candidates.map(|class| model.class(class)) {
        Some(candidates) => {
            let other =
                |&tag: &u8| matches!(model.tag(tag), (Tag::Verb, FineTag::Vbd | FineTag::Vbn));
            let found = candidates.iter().copied().find(|tag| wanted(tag));
            found.or_else(|| {
                (alike && candidates.iter().any(other))
                    .then(|| all_tags(model).find(wanted))
                    .flatten()
            })
        }
        None if form.ends_with("ed") || alike => all_tags(model).find(wanted),
        None => None,
    }
}

/// The joint tag of the model for these two.
pub(super) fn tag_of(model: &Model, tags: (Tag, FineTag)) -> Option<u8> {
    all_tags(model).find(|&tag| model.tag(tag) == tags)
}

/// Every joint tag of the model.
fn all_tags(model: &Model) -> std::ops::Range<u8> {
    0..u8::try_from(model.tag_count()).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use crate::types::{Dependency, FineTag};

    /// The Penn tag of the first word of this form, and whether it is the root.
    fn check(text: &str, word: &str, wanted: (FineTag, bool)) {
        let document = crate::text::read(text, &crate::Options::default());
        let document = crate::syntax::parse(document);
        let at = (0..document.tokens.len())
            .find(|&at| document.form(at) == word)
            .expect("the word is there");
        let token = &document.tokens[at];
        assert_eq!(
            (token.fine, token.dependency == Dependency::Root),
            wanted,
            "{text:?}"
        );
    }

    #[test]
    fn what_opens_a_clause() {
        let document = crate::text::read(
            "The rebels withdrew after France attacked Mali.",
            &crate::Options::default(),
        );
        let document = crate::syntax::parse(document);
        let of = |form: &str| (0..9).find(|&at| document.form(at) == form);
        let after = &document.tokens[of("after").expect("the word is there")];
        let attacked = of("attacked").expect("the word is there");
        assert_eq!(after.dependency, Dependency::Mark);
        assert_eq!(after.head.map(|head| head as usize), Some(attacked));
        assert_eq!(document.tokens[attacked].dependency, Dependency::Advcl);
    }

    #[test]
    fn past_tense_or_participle() {
        use FineTag::{Vbd, Vbn};
        check(
            "Earlier Sunday, police and angry protesters clashed in the north.",
            "clashed",
            (Vbd, true),
        );
        check(
            "Thousands of people protested in Lima on Sunday.",
            "protested",
            (Vbd, true),
        );
        check(
            "Serb forces Tuesday let free six soldiers, a spokesman said.",
            "let",
            (Vbd, false),
        );
        check(
            "Two soldiers were killed when a bomb exploded in Baghdad on Sunday.",
            "exploded",
            (Vbd, false),
        );
        check(
            "Up to 100 Albanians demonstrated on Tuesday in Kosovo, where 24 people were killed in riots, Belgrade radio said.",
            "demonstrated",
            (Vbd, false),
        );
        check(
            "European Union ministers, meeting in Luxembourg, imposed sanctions on Belarus.",
            "imposed",
            (Vbd, true),
        );
        check(
            "Two men shot and killed by police were buried on Monday.",
            "shot",
            (FineTag::Nn, false),
        );
        check(
            "Iran frees detained journalists.",
            "frees",
            (FineTag::Vbz, true),
        );
        check(
            "Peru returned to free elections.",
            "free",
            (FineTag::Jj, false),
        );
        check(
            "In remarks made on Monday, the envoy warned Serbia.",
            "made",
            (Vbn, false),
        );
        check(
            "In a statement issued on Monday, the ministry warned Serbia.",
            "issued",
            (Vbn, false),
        );
        check(
            "Turkey threatened to block it.",
            "block",
            (FineTag::Vb, false),
        );
        check(
            "The court issued an arrest warrant for the general.",
            "warrant",
            (FineTag::Nn, false),
        );
        check(
            "Peru has banned opposition leader Juan Ruiz from holding public office.",
            "banned",
            (Vbn, true),
        );
        check(
            "Peru said it would free 500 rebel prisoners.",
            "free",
            (FineTag::Vb, false),
        );
        check(
            "Police have arrested Said Omar, two ministers said.",
            "said",
            (FineTag::Nnp, false),
        );
        check(
            "Peru demanded that the Chilean government end curbs on trade.",
            "end",
            (FineTag::Vb, false),
        );
        check(
            "The rebels in Peru are stockpiling guns.",
            "stockpiling",
            (FineTag::Vbg, true),
        );
        check(
            "Peru and Chile are trading partners.",
            "trading",
            (FineTag::Vbg, false),
        );
    }

    #[test]
    fn actives_and_nouns() {
        use FineTag::Vbn;
        check(
            "Switzerland froze the assets of 200 Russians.",
            "froze",
            (FineTag::Vbd, true),
        );
        check(
            "The Navy shot down three drones near Yemen.",
            "shot",
            (FineTag::Vbd, true),
        );
        check(
            "Russian shelling killed at least five civilians in Kherson, the regional governor said.",
            "killed",
            (FineTag::Vbd, false),
        );
        check(
            "Fighting erupted between Peru and Chile on Sunday.",
            "fighting",
            (FineTag::Nn, false),
        );
        check(
            "Heavy fighting continued in the north.",
            "fighting",
            (FineTag::Nn, false),
        );
        check(
            "Taliban fighters fired rounds of rockets at the town.",
            "fighters",
            (FineTag::Nns, false),
        );
        check(
            "The army gave way to rebel leader Juan Ruiz.",
            "rebel",
            (FineTag::Nn, false),
        );
        check(
            "Hamas threatened Monday to resume the attacks.",
            "resume",
            (FineTag::Vb, false),
        );
        check(
            "The law would be free of charge.",
            "free",
            (FineTag::Jj, true),
        );
        // another verb is there, or none is wanted
        check("The town seized by rebels fell.", "seized", (Vbn, false));
        check("Town seized by rebels", "seized", (Vbn, false));
    }
}
