//! When, by where it was said or done: "in remarks made late on Wednesday, he *warned*", "read on Monday at a *rally*".

use crate::types::{
    Dependency, EventClass, LinkKind, Tag, Tense, TimeLink, TimeSource, TimexId, TimexKind,
};

use super::dating::outward;
use super::frame::{Act, Reading, Wording};

/// The rule of a link to the time of a setting.
const RULE: &str = "in-its-setting";

/// Gives an act without a time that of the occasion, or of the paper, in which its own clause sets it.
pub(super) fn take(reading: &Reading<'_>, acts: &[Act], times: &mut [Vec<TimeLink>]) {
    for (index, act) in acts.iter().enumerate() {
        if act.absorbed || !times[index].is_empty() {
            continue;
        }
        let found = match act.wording {
            Wording::Noun => of_the_verb(reading, act.token),
            _ if act.form.tense == Tense::Past => in_remarks(reading, act.token).or_else(|| {
                let said = said_in_writing(act);
                paper(reading, act.token).filter(|_| said)
            }),
            _ => None,
        };
        times[index].extend(found.map(|timex| TimeLink {
            source: TimeSource::Timex(timex),
            kind: LinkKind::During,
            rule: RULE,
        }));
    }
}

/// "*in remarks* made after a visit on Wednesday", "*at a rally* on Monday", "*during his speech* Wednesday night": the time in
/// the phrase of the occasion that the verb at `at` is set in.
fn in_remarks(reading: &Reading<'_>, at: usize) -> Option<TimexId> {
    let document = reading.document;
    let phrases = document.children_as(at, &[Dependency::Obl]);
    let mut occasions = phrases.filter(|&noun| {
        let within = document
            .marker(noun)
            .is_some_and(|case| matches!(document.form(case), "in" | "at" | "during"));
        within && is_occasion(document.lemma(noun))
    });
    occasions.find_map(|noun| below(reading, noun))
}

/// Whether a paper can do what `act` says.
fn said_in_writing(act: &Act) -> bool {
    use EventClass::{Accuse, Reject, Request, Statement, Support, Threaten};
    matches!(
        act.class,
        Statement | Accuse | Reject | Request | Support | Threaten
    )
}

/// "a statement *issued on Monday* said": the time of the paper that the verb at `at` has for its subject.
fn paper(reading: &Reading<'_>, at: usize) -> Option<TimexId> {
    let document = reading.document;
    let subject = document.child(at, Dependency::Nsubj)?;
    let clauses = document.children_as(subject, &[Dependency::Acl, Dependency::AclRelcl]);
    let mut participles = clauses.filter(|&verb| {
        document.tokens[verb].tag == Tag::Verb && is_paper(document.lemma(subject))
    });
    participles.find_map(|verb| below(reading, verb))
}

/// "They *met on Monday* at the talks": the time of the verb in whose clause the occasion named at `at` is the setting.
fn of_the_verb(reading: &Reading<'_>, at: usize) -> Option<TimexId> {
    let document = reading.document;
    let within = document
        .marker(at)
        .is_some_and(|case| matches!(document.form(case), "at" | "during"));
    if !within || reading.dependency(at) != Dependency::Obl {
        return None;
    }
    let verb = document.head(at)?;
    times_in(reading, at).find_map(|(timex, _)| {
        let tokens = document.tokens_in(reading.timexes[timex.0].span);
        (document.head(outward(document, tokens)) == Some(verb)).then_some(timex)
    })
}

/// The first time below token `above` in the tree.
fn below(reading: &Reading<'_>, above: usize) -> Option<TimexId> {
    times_in(reading, above)
        .find_map(|(timex, first)| reading.document.is_below(first, above).then_some(timex))
}

/// The times of the sentence of `at` that name a day or a part of one, each with its first token.
fn times_in<'a>(
    reading: &'a Reading<'_>,
    at: usize,
) -> impl Iterator<Item = (TimexId, usize)> + 'a {
    let document = reading.document;
    let span = document.sentence_of(at).span;
    let first = reading
        .timexes
        .partition_point(|timex| timex.span.end <= span.start);
    reading.timexes[first..]
        .iter()
        .enumerate()
        .take_while(move |(_, timex)| timex.span.start < span.end)
        .filter(|(_, timex)| {
            matches!(timex.kind, TimexKind::Date | TimexKind::Time)
                && timex
                    .period()
                    .is_some_and(|period| (period.end - period.start).num_days() <= 1)
        })
        .map(move |(index, timex)| (TimexId(first + index), document.token_at(timex.span.start)))
}

/// Nouns for what people gather for, or speak in.
fn is_occasion(lemma: &str) -> bool {
    matches!(
        lemma,
        "remark"
            | "interview"
            | "statement"
            | "speech"
            | "address"
            | "conference"
            | "briefing"
            | "letter"
            | "broadcast"
            | "message"
            | "ceremony"
            | "rally"
            | "session"
            | "hearing"
            | "meeting"
            | "summit"
            | "talk"
            | "call"
            | "conversation"
            | "visit"
            | "appearance"
            | "comment"
            | "article"
            | "report"
            | "vote"
            | "debate"
            | "demonstration"
            | "protest"
            | "march"
            | "funeral"
            | "service"
            | "sermon"
            | "tweet"
            | "post"
            | "lecture"
    )
}

/// Nouns for what speaks in place of its writer.
fn is_paper(lemma: &str) -> bool {
    is_occasion(lemma)
        || matches!(
            lemma,
            "communique"
                | "document"
                | "editorial"
                | "study"
                | "survey"
                | "poll"
                | "paper"
                | "declaration"
                | "note"
                | "release"
                | "ruling"
                | "text"
                | "bulletin"
        )
}

#[cfg(test)]
mod tests {
    use crate::types::TimeValue;

    /// The days that events with these triggers take from their setting, in a text of 2024-03-13, a Wednesday.
    fn check(text: &str, wanted: &[(&str, &str)]) {
        let options = crate::Options {
            published: crate::publication("2024-03-13"),
            ..crate::Options::default()
        };
        let analysis = crate::analyze(text, &options);
        let mut found = Vec::new();
        for event in &analysis.events {
            for link in &event.times {
                if link.rule == super::RULE
                    && let super::TimeSource::Timex(id) = link.source
                    && let TimeValue::Period(period) = analysis.timex(id).value
                {
                    found.push((analysis.document.slice(event.trigger), period.value()));
                }
            }
        }
        let wanted: Vec<(&str, String)> = wanted
            .iter()
            .map(|(trigger, day)| (*trigger, (*day).to_owned()))
            .collect();
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn settings() {
        check(
            "In remarks made on Monday, the envoy warned Serbia.",
            &[("warned", "2024-03-11")],
        );
        check(
            "A statement issued on Monday by the Serbian government accused France of murder.",
            &[("accused", "2024-03-11")],
        );
        // its own time, a place, and what is no occasion
        check(
            "In remarks made on Monday, the envoy on Tuesday warned Serbia.",
            &[],
        );
        check(
            "At the border closed on Monday, the envoy warned Serbia.",
            &[],
        );
        check(
            "The envoy warned Serbia over the ship seized on Monday.",
            &[],
        );
    }
}
