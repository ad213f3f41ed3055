//! Words that say how two events lie to each other: after, before, since, during, later …

use super::speech::main_mention;
use super::{By, Claims, likely, sure};
use crate::graph::story::Story;
use crate::types::{Dependency, EventId, Node, RelationKind, Role, Span, Status, Tense};

/// What a connective says of the event it governs, the inner one, and the one it hangs on.
enum Says {
    InnerFirst(By),
    OuterFirst(By),
    InnerStarts(By),
    OuterStarts(By),
    InnerHolds(By),
}

/// "left *after* the talks had failed"
pub(super) fn clauses(story: &Story, claims: &mut Claims) {
    let document = story.document;
    for &(token, inner) in &story.mentions {
        // "after touring the site and *meeting* the crew": the word governs both
        let first = match document.tokens[token].dependency {
            Dependency::Conj if story.event(inner).form.tense == Tense::PresentParticiple => {
                document.head(token).unwrap_or(token)
            }
            _ => token,
        };
        if document.tokens[first].dependency != Dependency::Advcl {
            continue;
        }
        let Some(mark) = document
            .children_as(first, &[Dependency::Mark, Dependency::Advmod])
            .find(|&child| child < first && clause_word(document.form(child)).is_some())
        else {
            continue;
        };
        let Some(outer) = document.head(first).and_then(|head| anchor(story, head)) else {
            continue;
        };
        if let Some(says) = clause_word(document.form(mark)) {
            say(
                story,
                claims,
                &says,
                inner,
                outer,
                &[story.span(mark), story.span(token)],
            );
        }
    }
}

fn clause_word(word: &str) -> Option<Says> {
    Some(match word {
        "after" => Says::InnerFirst(sure("after", 1)),
        "once" => Says::InnerFirst(sure("once", 1)),
        "since" => Says::InnerFirst(sure("since", 1)),
        "because" => Says::InnerFirst(sure("because", 1)),
        "before" => Says::OuterFirst(sure("before", 1)),
        "until" | "till" => Says::OuterStarts(sure("until", 1)),
        "when" => Says::InnerStarts(likely("when", 3)),
        _ => return None,
    })
}

/// "left *after* the talks", "spoke *during* the visit"
pub(super) fn phrases(story: &Story, claims: &mut Claims) {
    let document = story.document;
    for &(named, inner) in &story.mentions {
        // "amid *another day* of diplomacy"
        let token = match document.head(named) {
            Some(measure)
                if document.tokens[named].dependency == Dependency::Nmod
                    && document.is_unit_of_time(measure) =>
            {
                measure
            }
            _ => named,
        };
        if !matches!(
            document.tokens[token].dependency,
            Dependency::Obl | Dependency::Nmod | Dependency::Advcl | Dependency::Acl
        ) {
            continue;
        }
        let Some((case, says)) = document
            .children_as(token, &[Dependency::Case, Dependency::Mark])
            .find_map(|case| Some((case, phrase_word(story, case)?)))
        else {
            continue;
        };
        if document.tokens[token].dependency == Dependency::Advcl
            && clause_word(document.form(case)).is_some()
        {
            continue; // the rule for clauses has it
        }
        let Some(outer) = document.head(token).and_then(|head| anchor(story, head)) else {
            continue;
        };
        say(
            story,
            claims,
            &says,
            inner,
            outer,
            &[story.span(case), story.span(named)],
        );
    }
}

fn phrase_word(story: &Story, case: usize) -> Option<Says> {
    let document = story.document;
    let before = |words: &[&str]| {
        case.checked_sub(1)
            .is_some_and(|at| words.contains(&document.form(at)))
    };
    Some(match document.form(case) {
        "after" => Says::InnerFirst(sure("after", 1)),
        "following" => Says::InnerFirst(sure("following", 1)),
        "since" => Says::InnerFirst(sure("since", 1)),
        "before" => Says::OuterFirst(sure("before", 1)),
        "ahead" => Says::OuterFirst(sure("ahead-of", 1)),
        "of" if before(&["ahead", "advance"]) => Says::OuterFirst(sure("ahead-of", 1)),
        "to" if before(&["prior"]) => Says::OuterFirst(sure("prior-to", 1)),
        "until" | "till" => Says::OuterStarts(sure("until", 1)),
        "during" => Says::InnerHolds(sure("during", 1)),
        "amid" | "amidst" => Says::InnerHolds(likely("amid", 2)),
        _ => return None,
    })
}

/// The event at `token`; for a verb that names none, what it says of one: "the *speech* came amid …".
fn anchor(story: &Story, token: usize) -> Option<EventId> {
    story.named(token).or_else(|| {
        let subject = story.document.own_subject(token)?;
        story.named(subject)
    })
}

fn say(
    story: &Story,
    claims: &mut Claims,
    says: &Says,
    inner: EventId,
    outer: EventId,
    evidence: &[Span],
) {
    // what did not take place orders nothing
    let unreal = |id: EventId| {
        matches!(
            story.event(id).status,
            Status::Denied | Status::Hypothetical
        )
    };
    if unreal(inner) != unreal(outer) {
        return;
    }
    let (inner, outer) = (Node::Event(inner), Node::Event(outer));
    match *says {
        Says::InnerFirst(by) => claims.add(by, inner, RelationKind::Before, outer, evidence),
        Says::OuterFirst(by) => claims.add(by, outer, RelationKind::Before, inner, evidence),
        Says::InnerStarts(by) => claims.add(by, inner, RelationKind::StartBefore, outer, evidence),
        Says::OuterStarts(by) => claims.add(by, outer, RelationKind::StartBefore, inner, evidence),
        Says::InnerHolds(by) => claims.add(by, inner, RelationKind::Includes, outer, evidence),
    }
}

/// "*Later* the envoys left." after the sentence before.
pub(super) fn opening_adverbs(story: &Story, claims: &mut Claims) {
    let document = story.document;
    for sentence in 1..document.sentences.len() {
        let first = document.sentences[sentence].tokens.start;
        let later = match document.form(first) {
            "later" | "then" | "afterwards" | "afterward" | "subsequently" | "thereafter" => true,
            "earlier" | "previously" => false,
            _ => continue,
        };
        let (Some((token, here)), Some((_, last))) = (
            main_mention(story, sentence),
            main_mention(story, sentence - 1),
        ) else {
            continue;
        };
        // "Earlier this week": the time expression says more, and another rule reads it
        let timed = story.event(here).times.iter().any(|link| {
            matches!(link.source, crate::types::TimeSource::Timex(id) if story.timex(id).span.covers(story.span(first).start))
        });
        if timed || !story.is_real(here) || !story.is_real(last) {
            continue;
        }
        let span = [story.span(first), story.span(token)];
        if later {
            claims.before(sure("opening-later", 1), last, here, &span);
        } else {
            claims.before(sure("opening-earlier", 1), here, last, &span);
        }
    }
}

/// "rejected the *demands*": one answers what has been said or done.
pub(super) fn reactions(story: &Story, claims: &mut Claims) {
    let document = story.document;
    for &(token, reaction) in &story.mentions {
        let object = match document.lemma(token) {
            "reject" | "accept" | "dismiss" | "condemn" | "denounce" | "criticize"
            | "criticise" | "welcome" | "praise" | "hail" | "deplore" | "answer" | "rebuff"
            | "decline" | "applaud" | "ignore" | "defy" | "deny" | "dispute" | "contest"
            | "refute" | "contradict" => document.object(token).or_else(|| {
                // "a charge the government *denies*"
                (document.tokens[token].dependency == Dependency::AclRelcl)
                    .then(|| document.head(token))
                    .flatten()
            }),
            "respond" | "react" | "reply" | "object" => document.phrase_with(token, "to"),
            _ => continue,
        };
        let Some(object) = object else {
            continue;
        };
        // "This is ours, he said. The ministry *denied that*": what was said before
        let pointed = || {
            let points = matches!(document.form(object), "this" | "that" | "it");
            let sentence = story.sentence(token).checked_sub(1)?;
            let (_, said) = main_mention(story, sentence).filter(|_| points)?;
            story.is_statement(said).then_some(said)
        };
        let cause = story.named(object).or_else(pointed);
        let Some(cause) = cause.or_else(|| answered(story, token, reaction, object)) else {
            continue;
        };
        if story.is_real(cause) && story.is_real(reaction) {
            let span = [story.span(object), story.span(token)];
            claims.before(likely("reaction", 2), cause, reaction, &span);
        }
    }
}

/// "Canada imposed sanctions on officials of Belarus. … Belarus condemned *the move*": the last act told before that was done to
/// who answers now.
fn answered(story: &Story, token: usize, reaction: EventId, object: usize) -> Option<EventId> {
    let document = story.document;
    let is_act = matches!(
        document.lemma(object),
        "move"
            | "step"
            | "measure"
            | "action"
            | "act"
            | "decision"
            | "plan"
            | "announcement"
            | "ruling"
    );
    let is_definite = document
        .child(object, Dependency::Det)
        .is_some_and(|article| {
            matches!(document.form(article), "the" | "this" | "these" | "those")
        });
    if !is_act || !is_definite {
        return None;
    }
    let on = |id: EventId, role: Role| {
        let participants = story.event(id).participants.iter();
        participants.filter(move |participant| participant.role == role)
    };
    let answers = |id: EventId| {
        on(id, Role::Target).any(|target| {
            on(reaction, Role::Source).any(|source| story.is_of(target.actor, source.actor))
        })
    };
    let before = story
        .mentions
        .partition_point(|&(mention, _)| mention < token);
    story.mentions[..before]
        .iter()
        .rev()
        .take(24) // further back it is another story
        .map(|&(_, id)| id)
        .find(|&id| id != reaction && story.event(id).listed && story.is_real(id) && answers(id))
}

/// "agreed *to meet*", "came *to sign*": what is agreed, asked or intended comes after.
pub(super) fn complements(story: &Story, claims: &mut Claims) {
    let document = story.document;
    for &(token, inner) in &story.mentions {
        let dependency = document.tokens[token].dependency;
        let infinitive = story.event(inner).token == token
            && story.event(inner).form.tense == Tense::Infinitive
            || document
                .child(token, Dependency::Mark)
                .is_some_and(|mark| document.form(mark) == "to");
        if !infinitive || !matches!(dependency, Dependency::Xcomp | Dependency::Advcl) {
            continue;
        }
        let Some(head) = document.head(token) else {
            continue;
        };
        let Some(outer) = story.named(head) else {
            continue;
        };
        if is_aspectual(document.lemma(head))
            || story.event(inner).status == Status::Happened && dependency == Dependency::Xcomp
        {
            continue;
        }
        let by = if dependency == Dependency::Xcomp {
            likely("complement", 3)
        } else {
            sure("purpose", 3)
        };
        claims.before(by, outer, inner, &[story.span(head), story.span(token)]);
    }
}

/// Verbs that speak of a phase of the act itself: it does not come after them.
fn is_aspectual(lemma: &str) -> bool {
    matches!(
        lemma,
        "begin"
            | "start"
            | "continue"
            | "resume"
            | "stop"
            | "cease"
            | "end"
            | "finish"
            | "keep"
            | "go"
            | "proceed"
            | "fail"
            | "manage"
            | "remain"
            | "seem"
            | "appear"
            | "have"
            | "use"
    )
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn reactions() {
        let check = |text, wanted: &[&str]| check("reaction", text, wanted);
        check(
            "Canada expelled two Serbian diplomats. Serbia condemned the move.",
            &["expelled < condemned"],
        );
        check(
            "Canada bombed Serbia. A minister spoke in Ottawa. Belgrade rejected the step as hostile.",
            &["bombed < rejected"],
        );
        // what was done to someone else, what is no act, and what the text does not tell of
        check("Canada bombed Serbia. Peru condemned the move.", &[]);
        check("Canada bombed Serbia. Serbia condemned the paper.", &[]);
        check("Serbia condemned the move.", &[]);
    }
}
