//! Statements and what they report: who says that something happened says so afterwards.

use super::occasions::occasion_of;
use super::{Claims, likely, sure};
use crate::graph::story::Story;
use crate::types::{
    Aspect, Dependency, Event, EventClass, EventId, Node, RelationKind, Reporter, Status, Tag,
    Tense,
};

/// "said that X had left": what a statement reports in a past tense or a perfect was before it, what it reports with
/// "will" comes after it.
pub(super) fn reported(story: &Story, claims: &mut Claims) {
    for (id, event) in story.events() {
        let Some((statement, token)) = statement_over(story, id) else {
            continue;
        };
        let span = [
            event.trigger,
            token.map_or(story.event(statement).trigger, |token| story.span(token)),
        ];
        if is_stand(story, event) {
            let (whole, part) = (Node::Event(statement), Node::Event(id));
            claims.add(
                likely("stand-taken", 2),
                whole,
                RelationKind::Includes,
                part,
                &span,
            );
            continue;
        }
        let perfect = matches!(
            event.form.aspect,
            Aspect::Perfect | Aspect::PerfectProgressive
        );
        let claimed = matches!(event.status, Status::Denied | Status::Hypothetical);
        // "said it might leave": when, nobody says; "said it would leave": later
        if event.form.modal {
            if would(story, event.token) && !claimed {
                claims.before(likely("reported-would", 2), statement, id, &span);
            }
            continue;
        }
        match event.form.tense {
            // what is only claimed has no say in when it was claimed
            Tense::Past | Tense::Present if claimed && !event.times.is_empty() => {}
            Tense::Past if perfect => {
                claims.before(sure("reported-perfect", 1), id, statement, &span);
            }
            Tense::Present if event.form.aspect == Aspect::Perfect => {
                claims.before(sure("reported-perfect", 1), id, statement, &span);
            }
            Tense::Past if event.form.aspect == Aspect::Progressive => claims.add(
                sure("reported-past", 1),
                Node::Event(id),
                RelationKind::StartBefore,
                Node::Event(statement),
                &span,
            ),
            Tense::Past => claims.before(sure("reported-past", 1), id, statement, &span),
            Tense::Present if !claimed && event.status != Status::Planned => claims.add(
                likely("reported-present", 2),
                Node::Event(id),
                RelationKind::StartBefore,
                Node::Event(statement),
                &span,
            ),
            Tense::Future => claims.before(sure("reported-future", 1), statement, id, &span),
            _ => {}
        }
    }
}

/// "would leave", of which no condition stands in the sentence.
fn would(story: &Story, verb: usize) -> bool {
    let document = story.document;
    let mut auxiliaries = document.auxiliaries(verb).map(|at| document.form(at));
    auxiliaries.any(|form| matches!(form, "would" | "'d"))
        && document
            .auxiliaries(verb)
            .all(|at| document.form(at) != "have")
        && document
            .sentence_of(verb)
            .tokens
            .clone()
            .all(|at| document.form(at) != "if")
}

/// "said he was ready to talk": an adjective tells where the speaker stands, and saying so is the act.
fn is_stand(story: &Story, event: &Event) -> bool {
    story.document.tokens[event.token].tag == Tag::Adj && event.status == Status::Happened
}

/// The statement that reports `id`, with the token that names it where the tree shows it.
fn statement_over(story: &Story, id: EventId) -> Option<(EventId, Option<usize>)> {
    let event = story.event(id);
    if let Some(Reporter::Event(statement)) = event.reported_by {
        return (statement != id).then_some((statement, None));
    }
    let document = story.document;
    let mut here = event.token;
    for _ in 0..document.sentence_of(here).tokens.len() {
        // "The army left, officials said": the tree hangs the saying on what is said
        let aside = document.children(here).find(|&child| {
            document.tokens[child].dependency == Dependency::Parataxis
                && story
                    .named(child)
                    .is_some_and(|other| other != id && story.is_statement(other))
        });
        if let Some(aside) = aside {
            return Some((story.named(aside)?, Some(aside)));
        }
        let head = document.head(here)?;
        let complement = matches!(
            document.tokens[here].dependency,
            Dependency::Ccomp | Dependency::Parataxis
        );
        let angry = || {
            let that = || {
                let marks = document.children_as(here, &[Dependency::Mark]);
                marks.take(1).any(|mark| document.form(mark) == "that")
            };
            matches!(event.form.tense, Tense::Past) && (complement || that())
        };
        if let Some(other) = story.named(head)
            && other != id
            && (complement && story.is_statement(other) || is_spoken(story.event(other)) && angry())
        {
            return Some((other, Some(head)));
        }
        here = head;
    }
    None
}

/// "expressed regret over the *decision*", "marched to protest the *killings*": what is said or protested against by a noun is
/// there already. Talks are not: one may speak at them.
pub(super) fn spoken_of(story: &Story, claims: &mut Claims) {
    let document = story.document;
    for &(token, id) in &story.mentions {
        let event = story.event(id);
        let noun = document.tokens[token].tag == Tag::Noun && event.status == Status::Happened;
        if !noun || matches!(event.class, EventClass::Consult | EventClass::Statement) {
            continue;
        }
        if let Some((over, statement)) = spoken_over(story, token, id)
            && story.is_real(statement)
        {
            let span = [story.span(token), story.span(over)];
            claims.before(likely("spoken-of", 3), id, statement, &span);
        }
    }
}

/// The nearest act of words above `token`, or beside it: "The *decision* was wrong, they warned".
fn spoken_over(story: &Story, token: usize, id: EventId) -> Option<(usize, EventId)> {
    let document = story.document;
    let spoken = |at: usize| {
        let other = story.named(at)?;
        (other != id && is_spoken(story.event(other))).then_some((at, other))
    };
    let mut here = token;
    for _ in 0..document.sentence_of(token).tokens.len() {
        let aside = document
            .children_as(here, &[Dependency::Parataxis])
            .find_map(spoken);
        if aside.is_some() {
            return aside;
        }
        let head = document.head(here)?;
        if let Some(found) = spoken(head) {
            return Some(found);
        }
        // "denounced the raid and *offered* condolences": the second act is beside the first, not spoken of
        if story.named(head) == Some(id) && document.tokens[head].dependency == Dependency::Conj {
            return None;
        }
        here = head;
    }
    None
}

/// What is done by words or in answer to something.
fn is_spoken(event: &Event) -> bool {
    use EventClass::{Accuse, Protest, Reject, Statement, Support, Threaten};
    matches!(
        event.class,
        Accuse | Protest | Reject | Statement | Support | Threaten
    )
}

/// "The army left. … he said": what one sentence tells in the past tense was before what the next one has somebody say.
pub(super) fn then_a_statement(story: &Story, claims: &mut Claims) {
    for sentence in 1..story.document.sentences.len() {
        let Some((token, statement)) = main_mention(story, sentence) else {
            continue;
        };
        if !story.is_statement(statement) || story.event(statement).form.tense != Tense::Past {
            continue;
        }
        let occasion = occasion_of(story, sentence).map(|(whole, _)| whole);
        for &(other, id) in story.mentions_in(sentence - 1) {
            let event = story.event(id);
            if other == event.token && is_past_act(event) && occasion != Some(id) {
                let span = [story.span(other), story.span(token)];
                claims.before(sure("then-a-statement", 2), id, statement, &span);
            }
        }
    }
}

/// A statement, then a sentence in the perfect: the latter looks back from the former.
pub(super) fn then_a_perfect(story: &Story, claims: &mut Claims) {
    for sentence in 1..story.document.sentences.len() {
        let Some((token, statement)) = main_mention(story, sentence - 1) else {
            continue;
        };
        if !story.is_statement(statement) || story.event(statement).form.tense != Tense::Past {
            continue;
        }
        for &(other, id) in story.mentions_in(sentence) {
            let event = story.event(id);
            let perfect = event.form.aspect == Aspect::Perfect && !event.form.modal;
            if other == event.token && perfect && event.status == Status::Happened {
                let span = [story.span(other), story.span(token)];
                claims.before(likely("then-a-perfect", 2), id, statement, &span);
            }
        }
    }
}

fn is_past_act(event: &Event) -> bool {
    event.class != EventClass::Statement
        && event.form.tense == Tense::Past
        && !event.form.modal
        && event.status == Status::Happened
}

/// The event that the main verb of `sentence` names.
pub(super) fn main_mention(story: &Story, sentence: usize) -> Option<(usize, EventId)> {
    let root = |&&(token, _): &&(usize, EventId)| {
        story.document.tokens[token].dependency == Dependency::Root
            && story.document.tokens[token].head.is_none()
    };
    story.mentions_in(sentence).iter().find(root).copied()
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn reported_past() {
        let check = |text, wanted: &[&str]| check("reported-past", text, wanted);
        check("France said that Serbia bombed Peru.", &["bombed < said"]);
        check(
            "Peru complained that Serbia bombed Lima.",
            &["bombed < complained"],
        );
        // it still does, will, might
        check("Peru complained that Serbia bombs Lima.", &[]);
        check("France said that Serbia will bomb Peru.", &[]);
        check("France said that Serbia might bomb Peru.", &[]);
    }

    #[test]
    fn reported_perfect() {
        let check = |text, wanted: &[&str]| check("reported-perfect", text, wanted);
        check(
            "France said that Serbia had bombed Peru.",
            &["bombed < said"],
        );
        check(
            "France said that Serbia has bombed Peru.",
            &["bombed < said"],
        );
        check("France said that Serbia would have bombed Peru.", &[]);
    }

    #[test]
    fn reported_present_and_future() {
        check(
            "reported-present",
            "France says that Serbia occupies Peru.",
            &["occupies << says"],
        );
        check(
            "reported-present",
            "France says that Serbia left Peru.",
            &[],
        );
        check(
            "reported-future",
            "France said that Serbia will attack Peru.",
            &["said < attack"],
        );
        check(
            "reported-future",
            "France said that Serbia attacked Peru.",
            &[],
        );
    }

    #[test]
    fn reported_would() {
        let check = |text, wanted: &[&str]| check("reported-would", text, wanted);
        check(
            "France said that Serbia would attack Peru.",
            &["said < attack"],
        );
        check(
            "France said that Serbia would attack Peru if Peru left.",
            &[],
        );
        check("France said that Serbia could attack Peru.", &[]);
        check("France said that Serbia would have attacked Peru.", &[]);
    }

    #[test]
    fn then_a_statement() {
        let check = |text, wanted: &[&str]| check("then-a-statement", text, wanted);
        check(
            "Serbia bombed Peru. France said that the town was calm.",
            &["bombed < said"],
        );
        check(
            "Serbia bombs Peru. France said that the town was calm.",
            &[],
        );
        check(
            "Serbia bombed Peru. France says that the town is calm.",
            &[],
        );
        check(
            "Serbia bombed Peru. It rained. France said it was calm.",
            &[],
        );
    }

    #[test]
    fn then_a_perfect() {
        let check = |text, wanted: &[&str]| check("then-a-perfect", text, wanted);
        check(
            "France said that the town was calm. Serbia has bombed Peru.",
            &["bombed < said"],
        );
        check(
            "France said that the town was calm. Serbia bombed Peru.",
            &[],
        );
    }

    #[test]
    fn spoken_of() {
        let check = |text, wanted: &[&str]| check("spoken-of", text, wanted);
        check(
            "France denounced Serbia over its bombing of Lima.",
            &["bombing < denounced"],
        );
        check(
            "France denounced Serbia and offered condolences to Peru.",
            &[],
        );
        // one may speak at talks
        check("France denounced Serbia at the talks with Peru.", &[]);
    }
}
