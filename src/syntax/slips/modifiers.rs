//! What was taken for a verb or a noun, and says what kind of thing another is.

use std::ops::Range;

use crate::types::{Document, FineTag};

/// What stands before a noun or behind one, and no finite verb.
pub(super) fn as_modifier(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    as_participle(document, tokens.clone(), at)
        .or_else(|| at_work(document, tokens.clone(), at))
        .or_else(|| before_a_noun(document, tokens, at))
}

/// What is glued to a word, or acts on what follows.
fn as_participle(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::Nn;
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "from *neighbouring* Lebanon": it neighbours nothing
    let beside = at > first
        && fine(at) == FineTag::Vbg
        && matches!(form(at), "neighbouring" | "neighboring")
        && fine(at - 1) == FineTag::In;
    if beside {
        return Some(FineTag::Jj);
    }
    // "Turkish-*backed* rebels": what is glued to the word before it modifies what follows
    let glued = at >= first + 2
        && matches!(fine(at), FineTag::Vbn | FineTag::Vbd)
        && form(at - 1) == "-"
        && document.tokens[at - 1].span.end == document.tokens[at].span.start
        && at + 1 < tokens.end
        && matches!(fine(at + 1), Nn | FineTag::Nns | FineTag::Nnp | FineTag::Jj);
    if glued {
        return Some(FineTag::Jj);
    }
    // "hosted talks *aimed* at ending it": what another verb before it acts on
    let aimed = form(at) == "aimed"
        && fine(at) == FineTag::Vbd
        && at + 2 < tokens.end
        && form(at + 1) == "at"
        && (first + 1..at).any(|before| fine(before) == FineTag::Vbn && fine(before - 1).is_noun());
    if aimed {
        return Some(FineTag::Vbn);
    }
    // "a decree *granting* amnesty": what the paper does
    let tells = at > first
        && fine(at) == Nn
        && form(at).ends_with("ing")
        && matches!(
            form(at - 1),
            "bill"
                | "decree"
                | "law"
                | "lawsuit"
                | "letter"
                | "motion"
                | "order"
                | "petition"
                | "resolution"
                | "statement"
        )
        && at + 1 < tokens.end
        && matches!(
            fine(at + 1),
            Nn | FineTag::Nns | FineTag::Nnp | FineTag::Nnps | FineTag::Jj | FineTag::Dt
        );
    if tells {
        return Some(FineTag::Vbg);
    }
    None
}

/// What somebody does to whom something else happens: "*visiting*".
fn at_work(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::Nn;
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "met *visiting* Prime Minister Ana Ruiz", "arrested *striking* doctors": what those do whom it happens to
    let doing = fine(at) == FineTag::Vbg
        && at + 1 < tokens.end
        && matches!(
            form(at),
            "demonstrating"
                | "fleeing"
                | "protesting"
                | "rampaging"
                | "retreating"
                | "rioting"
                | "striking"
                | "visiting"
                | "warring"
        )
        && matches!(fine(at + 1), Nn | FineTag::Nns | FineTag::Nnp | FineTag::Jj)
        && at > first
        && matches!(
            form(at - 1),
            "accused"
                | "arrested"
                | "arrests"
                | "assured"
                | "attacked"
                | "beat"
                | "briefed"
                | "detained"
                | "dispersed"
                | "fired"
                | "greeted"
                | "hosted"
                | "hosts"
                | "killed"
                | "meets"
                | "met"
                | "on"
                | "received"
                | "receives"
                | "sacked"
                | "told"
                | "urged"
                | "warned"
                | "welcomed"
                | "with"
        );
    if doing {
        return Some(FineTag::Jj);
    }
    // "Jordan's *visiting* king"
    let guest = fine(at) == FineTag::Vbg
        && form(at) == "visiting"
        && at > first
        && matches!(fine(at - 1), FineTag::Pos | FineTag::PrpS | FineTag::Dt);
    if guest {
        return Some(FineTag::Jj);
    }
    // "on a *working* visit": no visit works
    let working = fine(at) == FineTag::Vbg
        && form(at) == "working"
        && at + 1 < tokens.end
        && matches!(
            form(at + 1),
            "visit" | "visits" | "group" | "groups" | "lunch" | "dinner" | "session" | "meeting"
        );
    if working {
        return Some(FineTag::Jj);
    }
    None
}

/// What stands between an article and its noun, or says how somebody was found.
fn before_a_noun(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::Nn;
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "found him *guilty*": no noun
    if fine(at) == Nn && form(at) == "guilty" {
        return Some(FineTag::Jj);
    }
    // "the *outgoing* president": nobody outgoes
    if fine(at) == FineTag::Vbg && matches!(form(at), "outgoing" | "incoming") {
        return Some(FineTag::Jj);
    }
    // "two *planned* events", "its *suspended* sentence": no finite verb stands between an article and its noun
    let determined = at > first
        && fine(at) == FineTag::Vbd
        && at + 1 < tokens.end
        && matches!(fine(at + 1), Nn | FineTag::Nns | FineTag::Nnp | FineTag::Jj)
        && match fine(at - 1) {
            FineTag::Cd => {
                at >= first + 2
                    && matches!(
                        fine(at - 2),
                        FineTag::Vbd
                            | FineTag::Vbz
                            | FineTag::Vbp
                            | FineTag::Vbg
                            | FineTag::Vb
                            | FineTag::In
                    )
            }
            FineTag::PrpS => true,
            FineTag::Dt => matches!(form(at - 1), "a" | "an" | "the"),
            _ => false,
        };
    if determined {
        return Some(FineTag::Vbn);
    }
    None
}
