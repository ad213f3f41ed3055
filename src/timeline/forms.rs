//! The forms of the words that name events, as TimeML tells them.

use crate::types::timeline::{FormEntry, Timeline};
use crate::types::{Analysis, Aspect, Dependency, Document, FineTag, Tag, Tense};

/// Adds to every event of `timeline`, which [`lay_out`](super::lay_out) made of `analysis`, the forms of its mentions.
///
/// ```
/// use demarche::{Offsets, Options, analyze, timeline};
///
/// let options = Options { all_events: true, ..Options::default() };
/// let analysis = analyze("France may have thanked Italy.", &options);
/// let mut laid = timeline::lay_out(&analysis, Offsets::Char);
/// timeline::add_forms(&mut laid, &analysis);
/// let form = &laid.events[0].forms[0];
/// assert_eq!((&*form.tense, &*form.aspect, form.modality.as_deref()), ("NONE", "PERFECTIVE", Some("may")));
/// ```
pub fn add_forms(timeline: &mut Timeline, analysis: &Analysis) {
    for (entry, event) in timeline.events.iter_mut().zip(&analysis.events) {
        let mentions = event.mentions.iter();
        // That of the words: `Event::form` is that of the act, and "won't leave" is a refusal in the present.
        let forms = mentions.map(|mention| form_entry(&analysis.document, mention.token));
        entry.forms = forms.collect();
    }
}

fn form_entry(document: &Document, token: usize) -> FormEntry {
    let mut form = document.verb_form(token);
    if let Some(going) = going_to(document, token) {
        form.tense = Tense::Future;
        form.negated |= document.verb_form(going).negated;
    }
    let modality = modal(document, token).map(str::to_owned);
    // TimeML counts a modal as no tense: "may come", "would come".
    let tense = match modality {
        Some(_) => "NONE",
        None => tense(form.tense),
    };
    FormEntry {
        pos: pos(document.tokens[token].tag).to_owned(),
        tense: tense.to_owned(),
        aspect: aspect(form.aspect).to_owned(),
        polarity: if form.negated { "NEG" } else { "POS" }.to_owned(),
        modality,
    }
}

fn pos(tag: Tag) -> &'static str {
    match tag {
        Tag::Verb | Tag::Aux => "VERB",
        Tag::Noun | Tag::Propn => "NOUN",
        Tag::Adj => "ADJECTIVE",
        Tag::Adp => "PREPOSITION",
        _ => "OTHER",
    }
}

fn tense(tense: Tense) -> &'static str {
    match tense {
        Tense::None => "NONE",
        Tense::Past => "PAST",
        Tense::Present => "PRESENT",
        Tense::Future => "FUTURE",
        Tense::Infinitive => "INFINITIVE",
        Tense::PresentParticiple => "PRESPART",
        Tense::PastParticiple => "PASTPART",
    }
}

fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::None => "NONE",
        Aspect::Progressive => "PROGRESSIVE",
        Aspect::Perfect => "PERFECTIVE",
        Aspect::PerfectProgressive => "PERFECTIVE_PROGRESSIVE",
    }
}

/// The "going" of "is going to *meet*", which is a future to TimeML.
fn going_to(document: &Document, token: usize) -> Option<usize> {
    let head = document.head(token)?;
    let going = document.form(head) == "going" && document.auxiliaries(head).next().is_some();
    let infinitive = document.tokens[token].dependency == Dependency::Xcomp
        && document.tokens[token].fine == FineTag::Vb;
    (going && infinitive).then_some(head)
}

/// The modal of the verb group, as it is spelled in full; "will" and "shall" are a tense.
fn modal(document: &Document, token: usize) -> Option<&str> {
    let modals = document
        .auxiliaries(token)
        .filter(|&at| at < token && document.tokens[at].fine == FineTag::Md);
    let form = modals.map(|at| document.form(at)).next()?;
    match form {
        "will" | "wo" | "'ll" | "’ll" | "shall" | "sha" => None,
        "'d" | "’d" => Some("would"),
        "ca" => Some("can"),
        form => Some(form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Offsets, Options, analyze, timeline};

    /// `wanted` is the form of the mention `word`: tense, aspect, part of speech, polarity, modal.
    fn check(text: &str, word: &str, wanted: &str) {
        let options = Options {
            all_events: true,
            ..Options::default()
        };
        let analysis = analyze(text, &options);
        let mut laid = timeline::lay_out(&analysis, Offsets::Char);
        add_forms(&mut laid, &analysis);
        let mut mentions = laid
            .events
            .iter()
            .flat_map(|event| event.mentions.iter().zip(&event.forms));
        let found = mentions.find(|(place, _)| place.text == word);
        let (_, form) = found.unwrap_or_else(|| panic!("{word:?} names no event in {text:?}"));
        let modal = form.modality.as_deref().unwrap_or("-");
        let found = format!(
            "{} {} {} {} {modal}",
            form.tense, form.aspect, form.pos, form.polarity
        );
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn forms() {
        check("The envoys left.", "left", "PAST NONE VERB POS -");
        check(
            "The envoys had not left.",
            "left",
            "PAST PERFECTIVE VERB NEG -",
        );
        check(
            "The envoys are leaving.",
            "leaving",
            "PRESENT PROGRESSIVE VERB POS -",
        );
        check("The envoys will leave.", "leave", "FUTURE NONE VERB POS -");
        check("The envoys won't leave.", "leave", "FUTURE NONE VERB NEG -");
        check(
            "The envoys could have left.",
            "left",
            "NONE PERFECTIVE VERB POS could",
        );
        check("The envoys can't leave.", "leave", "NONE NONE VERB NEG can");
        check(
            "The envoys want to leave.",
            "leave",
            "INFINITIVE NONE VERB POS -",
        );
        check(
            "France held talks with Italy.",
            "talks",
            "NONE NONE NOUN POS -",
        );
    }

    /// Each mention has its own form.
    #[test]
    fn a_form_a_mention() {
        let text = "France invaded Italy. The invasion was condemned by Spain.";
        check(text, "invaded", "PAST NONE VERB POS -");
        check(text, "invasion", "NONE NONE NOUN POS -");
    }
}
