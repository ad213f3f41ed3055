//! What was taken for a verb, and is a noun or a name.

use std::ops::Range;

use super::super::finite::is_weekday;
use super::{is_capitals, is_only_present, is_opener};
use crate::types::{Document, FineTag};

/// What was taken for a verb, and is a noun or a name.
pub(super) fn as_noun(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    as_name(document, tokens.clone(), at)
        .or_else(|| as_happening(document, tokens.clone(), at))
        .or_else(|| doers(document, tokens, at))
}

/// A name that looks like a verb, and a word that is no name.
fn as_name(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::{Nn, Vb};
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "arrested *Said* Omar": no verb of a full sentence has a capital
    let upper = |at: usize| document.word(at).starts_with(char::is_uppercase);
    let name = fine(at).is_verb()
        && upper(at)
        && at + 1 < tokens.end
        && fine(at + 1) == FineTag::Nnp
        && upper(at + 1)
        && document.word(at - 1).starts_with(char::is_lowercase);
    if name {
        return Some(FineTag::Nnp);
    }
    // "The *WHO* warned": nobody shouts one word
    let called = (fine(at).is_verb() || matches!(fine(at), FineTag::Wp | FineTag::In))
        && is_capitals(document.word(at))
        && (first.max(at - 1)..tokens.end.min(at + 2))
            .filter(|&beside| beside != at)
            .all(|beside| document.word(beside).contains(char::is_lowercase));
    if called {
        return Some(FineTag::Nnp);
    }
    // "lifts US *embargo*": no name is written so, and short ones are parts of names ("bin", "der")
    let written_small = fine(at) == FineTag::Nnp
        && form(at).len() > 5
        && document.word(at).chars().all(|c| c.is_ascii_lowercase())
        && at > first
        && fine(at - 1) == FineTag::Nnp
        && (at + 1 == tokens.end || fine(at + 1) == FineTag::In);
    if written_small {
        return Some(if form(at).ends_with('s') {
            FineTag::Nns
        } else {
            Nn
        });
    }
    // "to *rebel* leader Juan Ruiz": whoever rebels does it against somebody
    let followed_by_noun = at + 1 < tokens.end && fine(at + 1).is_noun();
    if fine(at) == Vb && form(at) == "rebel" && followed_by_noun {
        return Some(Nn);
    }
    None
}

/// What is held or goes on: "*fighting*", "a *hearing*".
fn as_happening(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::Nn;
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "the Philippine *military* and the rebels": nothing follows that it could modify
    let force = fine(at) == FineTag::Jj
        && form(at) == "military"
        && at > first
        && matches!(
            fine(at - 1),
            FineTag::Dt | FineTag::Jj | FineTag::Nnp | FineTag::PrpS
        )
        && (at + 1 == tokens.end
            || matches!(
                fine(at + 1),
                FineTag::Cc
                    | FineTag::In
                    | FineTag::Md
                    | FineTag::Vbd
                    | FineTag::Vbz
                    | FineTag::Vbp
            ));
    // "opened a landmark *hearing* Wednesday": what an article and another noun stand before
    let held = fine(at) == FineTag::Vbg
        && at >= first + 2
        && matches!(
            form(at),
            "bombing" | "briefing" | "hearing" | "meeting" | "ruling" | "shooting"
        )
        && matches!(fine(at - 1), Nn | FineTag::Jj)
        && matches!(form(at - 2), "a" | "an" | "the")
        && (at + 1 == tokens.end
            || matches!(fine(at + 1), FineTag::In | FineTag::Vbd | FineTag::Md)
            || is_weekday(form(at + 1))
            || matches!(form(at + 1), "." | ","));
    if force || held {
        return Some(Nn);
    }
    // "heavy *fighting* erupted": what a finite verb follows is its subject
    let subject = fine(at) == FineTag::Vbg
        && at > first
        && matches!(fine(at - 1), FineTag::Jj | FineTag::Dt)
        && at + 1 < tokens.end
        && matches!(fine(at + 1), FineTag::Vbd | FineTag::Md);
    if subject {
        return Some(Nn);
    }
    // "since *fighting* erupted": so in the clause that a conjunction opens
    let past = |at: usize| matches!(fine(at), FineTag::Vbd | FineTag::Vbn);
    let acting = at > first
        && fine(at) == FineTag::Vbg
        && !matches!(form(at), "being" | "having" | "getting")
        && is_opener(form(at - 1))
        && at + 1 < tokens.end
        && past(at + 1);
    if acting {
        return Some(Nn);
    }
    None
}

/// Whoever does what the verb behind says.
fn doers(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::{Nn, Vb};
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "a *civilian* was shot": an article needs a noun, and none follows
    let alone = fine(at) == FineTag::Jj
        && at > first
        && matches!(form(at - 1), "a" | "an")
        && at + 1 < tokens.end
        && matches!(
            fine(at + 1),
            FineTag::Vbd | FineTag::Vbz | FineTag::Vbp | FineTag::Md
        );
    if alone {
        return Some(Nn);
    }
    // "its arms *embargo*": hardly anybody embargoes
    if fine(at).is_verb() && form(at) == "embargo" {
        return Some(Nn);
    }
    let before_noun =
        |at: usize| at < tokens.end && (fine(at).is_noun() || fine(at) == FineTag::Jj);
    // "Kenyan *farmers* attacked": of two verbs side by side the first is whoever does the second
    let doing = fine(at) == FineTag::Vbz
        && at + 1 < tokens.end
        && form(at).ends_with('s')
        && !is_before_participle(form(at))
        && !is_only_present(form(at))
        && at > first
        && matches!(
            fine(at - 1),
            Nn | FineTag::Nnp | FineTag::Nnps | FineTag::Jj | FineTag::Vbn
        )
        && (matches!(fine(at + 1), FineTag::Vbd | FineTag::Md)
            // "deploys *upgraded* missiles"
            || fine(at + 1) == FineTag::Vbn && !before_noun(at + 2)
            || form(at + 1) == "on"
                && at + 3 < tokens.end
                && is_weekday(form(at + 2))
                && matches!(fine(at + 3), FineTag::Vbd | FineTag::Vbn));
    if doing {
        return Some(FineTag::Nns);
    }
    // "Rebel *fighters* fired": those who do something
    if fine(at) == FineTag::Vbz && is_doers(form(at)) {
        return Some(FineTag::Nns);
    }
    let plain = |at: usize| BEFORE_PLAIN_VERBS.contains(&form(at));
    let in_noun_phrase = at >= first + 2
        && fine(at) == Vb
        && matches!(fine(at - 1), Nn | FineTag::Nnp | FineTag::Jj)
        && matches!(form(at - 2), "a" | "an")
        && !(first.max(at.saturating_sub(6))..at).any(plain);
    in_noun_phrase.then_some(Nn)
}

/// Verbs that a participle follows: "*remains* detained".
fn is_before_participle(form: &str) -> bool {
    matches!(
        form,
        "is" | "has"
            | "feels"
            | "gets"
            | "goes"
            | "lies"
            | "looks"
            | "remains"
            | "seems"
            | "sits"
            | "stands"
            | "stays"
            | "does"
            | "was"
            | "says"
            | "keeps"
            | "needs"
            | "wants"
    )
}

/// Verbs that a plain verb follows: "let a man *go*".
const BEFORE_PLAIN_VERBS: &[&str] = &[
    "let", "lets", "make", "makes", "made", "help", "helped", "helps", "see", "saw", "watch",
    "watched", "have", "had", "hear", "heard",
];

/// "fighters", "protesters", "jihadists": nouns for those who do something, which no verb ends like.
fn is_doers(form: &str) -> bool {
    form.ends_with("ists")
        && !matches!(
            form,
            "assists"
                | "consists"
                | "desists"
                | "exists"
                | "insists"
                | "persists"
                | "resists"
                | "subsists"
                | "enlists"
                | "lists"
                | "twists"
        )
        || matches!(
            form,
            "fighters"
                | "protesters"
                | "protestors"
                | "promoters"
                | "attackers"
                | "bombers"
                | "settlers"
                | "workers"
                | "leaders"
                | "ministers"
                | "officers"
                | "soldiers"
                | "lawmakers"
                | "peacekeepers"
                | "negotiators"
                | "demonstrators"
                | "senators"
        )
}
