//! What was taken for a noun or a participle, and is the verb of its clause.

use std::ops::Range;

use super::super::finite::is_weekday;
use super::super::subjects::is_finite_or_modal;
use super::{is_only_present, is_opener};
use crate::types::{Document, FineTag};

/// What was taken for a noun or a participle, and is the verb.
pub(super) fn as_verb(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    by_its_form(document, tokens.clone(), at)
        .or_else(|| as_past(document, tokens.clone(), at))
        .or_else(|| of_the_clause(document, tokens, at))
}

/// The infinitive behind "to", and pasts that nothing else is spelled like.
fn by_its_form(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::{Nn, Vb};
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "threatened Monday to *resume* it"
    let before_to = if at >= first + 3 && is_weekday(form(at - 2)) {
        at - 3
    } else {
        at.saturating_sub(2)
    };
    let after_to = at >= first + 2
        && matches!(fine(at), Nn | FineTag::Nnp)
        && form(at - 1) == "to"
        && BEFORE_INFINITIVES.contains(&form(before_to))
        && fine(before_to).is_verb()
        && document.word(at).starts_with(char::is_lowercase);
    if after_to {
        return Some(Vb);
    }
    // "promised to *free* 30 prisoners", "Israel to *close* crossings"
    let to_free = at > first
        && fine(at) == FineTag::Jj
        && form(at - 1) == "to"
        && at + 1 < tokens.end
        && match form(at) {
            // "returned to *free* elections"
            "free" => {
                !is_said_free(form(at + 1))
                    && (matches!(
                        fine(at + 1),
                        FineTag::Cd | FineTag::Dt | FineTag::Jj | FineTag::PrpS | FineTag::Nnp
                    ) || fine(at + 1).is_noun())
            }
            "close" | "open" => at == first + 2 && fine(first) == FineTag::Nnp,
            _ => false,
        };
    if to_free {
        return Some(Vb);
    }
    // "Burundi *shut* five stations": no mark of possession
    if fine(at) == FineTag::Pos && form(at) == "shut" {
        return Some(FineTag::Vbd);
    }
    // "the Navy *shot* down two drones"
    let shot = form(at) == "shot"
        && matches!(fine(at), Nn | FineTag::Md)
        && at > first
        && (fine(at - 1).is_noun() || fine(at - 1) == FineTag::Prp)
        && at + 2 < tokens.end
        && form(at + 1) == "down";
    // "Switzerland *froze* the assets": no noun is written so
    let past = is_only_past(form(at))
        && matches!(
            fine(at),
            Nn | FineTag::Nnp | FineTag::Jj | FineTag::Nns | FineTag::Vbz | FineTag::Rp
        )
        && document.word(at).starts_with(char::is_lowercase);
    if shot || past {
        return Some(FineTag::Vbd);
    }
    // "the forces on Tuesday *let* them go": nothing before it that a plain verb follows
    let same = fine(at) == Vb
        && matches!(
            form(at),
            "cut" | "hit" | "let" | "put" | "quit" | "set" | "shut" | "split"
        )
        && at > first
        && (fine(at - 1).is_noun() || is_weekday(form(at - 1)))
        && !(first.max(at.saturating_sub(6))..at).any(|before| {
            matches!(fine(before), FineTag::To | FineTag::Md) || fine(before).is_verb()
        });
    if same {
        return Some(FineTag::Vbd);
    }
    None
}

/// The past tense that was taken for a participle or a noun.
fn as_past(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::Nn;
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "Peru, which had left the talks, *called* for new ones": behind a clause between commas comes the verb of the sentence
    let main = at > first + 3
        && fine(at) == FineTag::Vbn
        && form(at - 1) == ","
        && (first + 2..at - 2)
            .rev()
            .find(|&before| form(before - 1) == ",")
            .is_some_and(|opener| {
                matches!(form(opener), "which" | "who")
                    && !(first..opener - 1).any(|before| is_finite_or_modal(fine(before)))
                    && (opener..at)
                        .any(|inside| fine(inside).is_verb() || fine(inside) == FineTag::Md)
            });
    if main {
        return Some(FineTag::Vbd);
    }
    let object = |at: usize| {
        at < tokens.end
            && (matches!(
                fine(at),
                FineTag::Cd | FineTag::Dt | FineTag::Jj | FineTag::PrpS
            ) || fine(at).is_noun())
            && !is_weekday(form(at))
            && !matches!(form(at), "last" | "late" | "early" | "this")
    };
    // "troops *shot* and killed two men", "the army *shot* dead a rebel"
    let shot_them = form(at) == "shot"
        && matches!(fine(at), Nn | FineTag::Vbn)
        && at > first
        && fine(at - 1).is_noun()
        && at + 2 < tokens.end
        && {
            let (joined, behind) = (form(at + 1), form(at + 2));
            let result = joined == "and" && matches!(behind, "injured" | "killed" | "wounded")
                || joined == "to" && behind == "death";
            // "two men *shot* and killed by police": whom they shot stands behind
            result && object(at + 3) || joined == "dead" && object(at + 2)
        };
    if shot_them {
        return Some(FineTag::Vbd);
    }
    // "Zambian President Ana Ruiz *wound* up a visit"
    let wound = form(at) == "wound"
        && fine(at) == Nn
        && at > first
        && fine(at - 1).is_noun()
        && at + 1 < tokens.end
        && form(at + 1) == "up";
    if wound {
        return Some(FineTag::Vbd);
    }
    // "two civilians were *wounded*": what is done to them, not what they are
    let wounded = at > first
        && fine(at) == FineTag::Jj
        && matches!(form(at), "injured" | "wounded")
        && matches!(form(at - 1), "be" | "been" | "was" | "were");
    if wounded {
        return Some(FineTag::Vbn);
    }
    None
}

/// The finite verb of a clause that has none.
fn of_the_clause(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::Nn;
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "since fighting *erupted*"
    let erupted = at >= first + 2
        && fine(at) == FineTag::Vbn
        && fine(at - 1) == Nn
        && form(at - 1).ends_with("ing")
        && is_opener(form(at - 2));
    if erupted {
        return Some(FineTag::Vbd);
    }
    // "hours after fresh fighting *killed* 12 people": what has an object is no passive
    let phrase = |at: usize| {
        use FineTag::{Cd, Dt, Jj, Nnp, Nnps, Nns, Pos, PrpS};
        matches!(fine(at), Cd | Dt | Jj | Nn | Nnp | Nnps | Nns | Pos | PrpS)
    };
    let with_object = at > first
        && fine(at) == FineTag::Vbn
        && fine(at - 1).is_noun()
        && at + 1 < tokens.end
        && (matches!(fine(at + 1), FineTag::Dt | FineTag::Cd | FineTag::PrpS)
            || form(at + 1) == "at" && at + 2 < tokens.end && form(at + 2) == "least")
        && (first.max(at.saturating_sub(6))..at)
            .rev()
            .find(|&before| !phrase(before))
            .is_some_and(|opener| is_opener(form(opener)));
    if with_object {
        return Some(FineTag::Vbd);
    }
    // "UN chief *urges* restraint": no noun has such a plural
    let acts = at > first
        && matches!(fine(at), FineTag::Nns | Nn)
        && (fine(at - 1).is_noun() || matches!(fine(at - 1), FineTag::Prp | FineTag::Jj))
        && is_only_present(form(at));
    if acts {
        return Some(FineTag::Vbz);
    }
    None
}

/// Verbs that "to" and another verb follow, whatever that one could be elsewhere: "threatened to *block* it".
const BEFORE_INFINITIVES: &[&str] = &[
    "attempted",
    "decided",
    "declined",
    "failed",
    "hoped",
    "hopes",
    "intended",
    "intends",
    "managed",
    "planned",
    "plans",
    "pledged",
    "promised",
    "refused",
    "refuses",
    "sought",
    "seeks",
    "threatened",
    "threatening",
    "threatens",
    "tried",
    "tries",
    "trying",
    "vowed",
    "vowing",
    "vows",
    "wanted",
    "wants",
];

/// Pasts of irregular verbs that are nothing else.
fn is_only_past(form: &str) -> bool {
    matches!(
        form,
        "drove"
            | "flew"
            | "fled"
            | "flung"
            | "forbade"
            | "froze"
            | "oversaw"
            | "overran"
            | "overthrew"
            | "overtook"
            | "retook"
            | "sank"
            | "shook"
            | "slew"
            | "sought"
            | "stole"
            | "struck"
            | "swept"
            | "swore"
            | "threw"
            | "tore"
            | "undertook"
            | "underwent"
            | "upheld"
            | "withdrew"
            | "withheld"
            | "withstood"
    )
}

/// What is said to be free, and by nobody freed.
fn is_said_free(form: &str) -> bool {
    matches!(
        form,
        "access"
            | "election"
            | "elections"
            | "enterprise"
            | "market"
            | "markets"
            | "media"
            | "movement"
            | "passage"
            | "press"
            | "speech"
            | "trade"
    )
}
