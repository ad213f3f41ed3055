//! What happens at something else: at a protest, at a press conference, in the course of the act.

use super::speech::main_mention;
use super::{Claims, likely};
use crate::graph::story::Story;
use crate::types::{
    Dependency, Event, EventClass, EventId, Node, RelationKind, Status, Tag, Tense, TimeLink,
};

/// So many sentences on, a story may still tell of the crowd.
const SCENE: usize = 6;

/// "The students marched. Police kept the *protesters* from the square.": what the crowd does, and what is done to it, happens
/// at the protest.
pub(super) fn at_the_protest(story: &Story, claims: &mut Claims) {
    let mut protest: Option<(usize, EventId)> = None;
    for sentence in 0..story.document.sentences.len() {
        if let Some((since, whole)) = protest
            && sentence - since <= SCENE
        {
            for &(token, part) in story.mentions_in(sentence) {
                let event = story.event(part);
                let there = part != whole
                    && token == event.token
                    && story.is_real(part)
                    && (event.form.tense == Tense::Past || heard(story, token).is_some())
                    && sentence > since
                    && same_day(story.event(whole), event)
                    && has_crowd(story, token);
                if there {
                    let span = [story.event(whole).trigger, event.trigger];
                    includes(claims, "at-the-protest", whole, part, &span);
                }
            }
        }
        if let Some((_, id)) = main_mention(story, sentence)
            && story.event(id).class == EventClass::Protest
            && story.event(id).status == Status::Happened
            && (!has_crowd(story, story.event(id).token) || protest.is_none())
        {
            protest = Some((sentence, id));
        }
    }
}

/// Whether the verb's subject or object is those who protest.
fn has_crowd(story: &Story, verb: usize) -> bool {
    let document = story.document;
    let crowd = |noun: usize| {
        matches!(
            document.lemma(noun).to_ascii_lowercase().as_str(),
            "protester"
                | "protestor"
                | "demonstrator"
                | "marcher"
                | "crowd"
                | "rioter"
                | "picketer"
        )
    };
    let object = |verb: usize| document.object(verb).is_some_and(crowd);
    document.subject(verb).is_some_and(crowd)
        || object(verb)
        // "marchers filled the square to *hear* speakers demand …"
        || heard(story, verb).is_some_and(|hearer| document.subject(hearer).is_some_and(crowd))
        // "kept the crowd out but *allowed* them to sing"
        || document.tokens[verb].dependency == Dependency::Conj
            && document
                .head(verb)
                .is_some_and(|first| object(first) || document.subject(first).is_some_and(crowd))
}

/// The verb whose subject hears or sees what `verb` tells.
fn heard(story: &Story, verb: usize) -> Option<usize> {
    let document = story.document;
    let mut here = verb;
    if document.tokens[here].dependency == Dependency::Conj {
        here = document.head(here)?;
    }
    let senses = document.head(here).filter(|&head| {
        matches!(
            document.tokens[here].dependency,
            Dependency::Ccomp | Dependency::Xcomp
        ) && matches!(document.lemma(head), "hear" | "see" | "watch" | "witness")
    })?;
    if document.own_subject(senses).is_some() {
        return Some(senses);
    }
    document.head(senses)
}

/// Dated alike, or one of them not at all.
fn same_day(first: &Event, second: &Event) -> bool {
    let source = |links: &[TimeLink]| links.first().map(|link| link.source);
    match (source(&first.times), source(&second.times)) {
        (Some(a), Some(b)) => a == b || second.times[0].rule == "news-of-the-day",
        _ => true,
    }
}

/// "They appeared at a *news conference*. Kerry said …": what one of them says next was said there.
pub(super) fn said_there(story: &Story, claims: &mut Claims) {
    for sentence in 1..story.document.sentences.len() {
        if let Some((whole, part)) = occasion_of(story, sentence) {
            let span = [story.event(whole).trigger, story.event(part).trigger];
            includes(claims, "said-there", whole, part, &span);
        }
    }
}

/// The occasion that the sentence before tells of, and the statement that `sentence` has one of those make who were there.
pub(super) fn occasion_of(story: &Story, sentence: usize) -> Option<(EventId, EventId)> {
    let (_, whole) = main_mention(story, sentence.checked_sub(1)?)?;
    let (_, part) = main_mention(story, sentence)?;
    let (occasion, said) = (story.event(whole), story.event(part));
    let there = whole != part
        && story.is_real(whole)
        && !story.is_statement(whole)
        && story.is_statement(part)
        && said.form.tense == Tense::Past
        && same_day(occasion, said)
        && is_public(story, occasion.token)
        && said.participants.iter().any(|speaker| {
            let same = |other: &crate::types::Participant| other.actor == speaker.actor;
            occasion.participants.iter().any(same)
        });
    there.then_some((whole, part))
}

/// Whether the clause of `verb` is set where one speaks in public.
fn is_public(story: &Story, verb: usize) -> bool {
    let document = story.document;
    document
        .children_as(verb, &[Dependency::Obl, Dependency::Obj])
        .chain(
            document
                .children_as(verb, &[Dependency::Obl, Dependency::Obj])
                .flat_map(|noun| document.children_as(noun, &[Dependency::Nmod])),
        )
        .any(|noun| {
            matches!(
                document.lemma(noun),
                "conference"
                    | "briefing"
                    | "rally"
                    | "ceremony"
                    | "reception"
                    | "dinner"
                    | "luncheon"
                    | "session"
                    | "hearing"
                    | "interview"
            )
        })
}

/// "marched through the city, *burning* flags": what a participle adds is part of it.
pub(super) fn participles(story: &Story, claims: &mut Claims) {
    let document = story.document;
    for &(token, part) in &story.mentions {
        let event = story.event(part);
        if document.tokens[token].dependency != Dependency::Advcl
            || document.tokens[token].tag != Tag::Verb
            || event.form.tense != Tense::PresentParticiple
            || document
                .children_as(token, &[Dependency::Mark])
                .next()
                .is_some()
        {
            continue;
        }
        let Some((head, whole)) = document
            .head(token)
            .filter(|&head| head < token)
            .and_then(|head| Some((head, story.named(head)?)))
        else {
            continue;
        };
        let acts = [whole, part].iter().all(|&id| {
            story.is_real(id) && !matches!(story.event(id).class, EventClass::Statement)
        });
        if acts && whole != part {
            let span = [story.span(head), story.span(token)];
            includes(claims, "participle", whole, part, &span);
        }
    }
}

fn includes(
    claims: &mut Claims,
    rule: &'static str,
    whole: EventId,
    part: EventId,
    evidence: &[crate::types::Span],
) {
    let (whole, part) = (Node::Event(whole), Node::Event(part));
    claims.add(
        likely(rule, 2),
        whole,
        RelationKind::Includes,
        part,
        evidence,
    );
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn at_the_protest() {
        let check = |text, wanted: &[&str]| check("at-the-protest", text, wanted);
        check(
            "Peruvian students protested on Wednesday. Police detained the protesters.",
            &["protested ( detained"],
        );
        check(
            "Peruvian students protested on Wednesday. Demonstrators filled Lima to hear ministers demand talks with rebels.",
            &["protested ( demand"],
        );
        check(
            "Peruvian students protested on Wednesday. Police detained the minister.",
            &[],
        );
        check(
            "Peruvian students protested on Monday. Police detained the protesters on Tuesday.",
            &[],
        );
    }

    #[test]
    fn said_there() {
        let check = |text, wanted: &[&str]| check("said-there", text, wanted);
        check(
            "Macron appeared with Scholz at a news conference on Wednesday. Macron said that the border was calm.",
            &["appeared ( said"],
        );
        // it was said there, so not afterwards
        super::super::check(
            "then-a-statement",
            "Macron appeared with Scholz at a news conference on Wednesday. Macron said that the border was calm.",
            &[],
        );
        // someone else
        check(
            "Macron appeared with Scholz at a news conference on Wednesday. Putin said that the border was calm.",
            &[],
        );
    }

    #[test]
    fn participles() {
        let check = |text, wanted: &[&str]| check("participle", text, wanted);
        check(
            "The rebels attacked the town, seizing two soldiers.",
            &["attacked ( seizing"],
        );
        check(
            "The rebels attacked the town after killing two soldiers.",
            &[],
        );
    }
}
