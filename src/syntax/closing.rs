//! The words at the end of a sentence that tell who said it: "…, a palace spokesman warned on Monday."

use std::ops::Range;

use super::finite::is_weekday;
use crate::types::{Document, FineTag};

/// Whether the participle at `at` is a verb of saying at the end of its sentence, behind a noun phrase that a comma opens: then that
/// one has said it. No participle of such a verb closes a sentence after a comma otherwise.
pub(super) fn closes(document: &Document, tokens: Range<usize>, at: usize) -> bool {
    use FineTag::{Dt, Jj, Nn, Nnp, Nnps, Nns, Pos, PrpS};
    let fine = |at: usize| document.tokens[at].fine;
    let stops = |at: usize| at >= tokens.end || matches!(document.form(at), "." | "!" | "?");
    let day = |at: usize| at < tokens.end && is_weekday(document.form(at)) && stops(at + 1);
    let on = at + 1 < tokens.end && document.form(at + 1) == "on";
    let last = stops(at + 1) || day(at + 1) || on && day(at + 2);
    let phrase = (tokens.start..at)
        .rev()
        .take_while(|&at| matches!(fine(at), Dt | Jj | Nn | Nnp | Nnps | Nns | Pos | PrpS));
    let noun = at > tokens.start && fine(at - 1).is_noun();
    let opened = phrase.last().and_then(|first| first.checked_sub(1));
    fine(at) == FineTag::Vbn
        && last
        && noun
        && is_said(document.form(at))
        && opened.is_some_and(|opened| {
            opened > tokens.start && matches!(document.word(opened), "," | "”" | "''" | "\"")
        })
}

/// Pasts of verbs that say what was said before them.
fn is_said(form: &str) -> bool {
    matches!(
        form,
        "acknowledged"
            | "added"
            | "admitted"
            | "alleged"
            | "announced"
            | "claimed"
            | "complained"
            | "confirmed"
            | "declared"
            | "disclosed"
            | "explained"
            | "insisted"
            | "noted"
            | "predicted"
            | "reported"
            | "revealed"
            | "stated"
            | "suggested"
            | "vowed"
            | "warned"
    )
}

#[cfg(test)]
mod tests {
    use crate::types::{Dependency, FineTag};

    /// Wants the last verb to be a past tense with a subject of its own, or not.
    fn check(text: &str, wanted: bool) {
        let document = crate::text::read(text, &crate::Options::default());
        let document = crate::syntax::parse(document);
        let verbs = (0..document.tokens.len()).rev();
        let last = verbs
            .filter(|&at| document.tokens[at].fine.is_verb())
            .find(|&at| document.form(at) != "is")
            .expect("a verb is there");
        let subject = document.child(last, Dependency::Nsubj).is_some();
        let told = document.tokens[last].fine == FineTag::Vbd && subject;
        assert_eq!(told, wanted, "{text:?}");
    }

    #[test]
    fn who_said_it() {
        check(
            "Egypt will send aid to Sudan, a palace spokesman warned.",
            true,
        );
        check(
            "Peru will close the border, a Chilean official warned on Monday.",
            true,
        );
        check("The talks led to a truce, a small step hoped for.", false);
        check("The army was warned.", false);
    }
}
