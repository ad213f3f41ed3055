//! Words that say how two events lie to each other: after, before, since, during, later …

use super::speech::main_mention;
use super::{By, Claims, likely, sure};
use crate::graph::story::Story;
use crate::types::{
    Dependency, EventClass, EventId, Node, RelationKind, Role, Span, Status, Tense,
};

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
                    && document.is_unit_of_time(measure)
                    && document.marker(measure).is_some() =>
            {
                measure
            }
            _ => named,
        };
        // "During the speech *Wednesday night*, the envoy said"
        let above = match document.head(token) {
            Some(night) if document.tokens[night].dependency == Dependency::OblUnmarked => night,
            _ => token,
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
        // "expelled two *envoys* ahead of talks": things have no time, so it is that of what is done to them
        let mut head = document.head(above);
        while let Some(thing) = head
            && document.tokens[thing].fine.is_noun()
            && anchor(story, thing).is_none()
        {
            head = document.head(thing);
        }
        let outer = head.and_then(|head| anchor(story, head));
        let Some(outer) = outer.filter(|&outer| outer != inner) else {
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
        "prior" => Says::OuterFirst(sure("prior-to", 1)),
        "to" if before(&["prior"]) => Says::OuterFirst(sure("prior-to", 1)),
        "until" | "till" => Says::OuterStarts(sure("until", 1)),
        "during" => Says::InnerHolds(sure("during", 1)),
        "amid" | "amidst" => Says::InnerHolds(likely("amid", 2)),
        "despite" => Says::InnerStarts(likely("despite", 2)),
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
                    .or_else(|| {
                        let noun = document.child(token, Dependency::Nsubj)?;
                        is_saying(document.lemma(noun)).then_some(noun)
                    })
            }),
            "respond" | "react" | "reply" | "object" | "retaliate" => {
                document.phrase_with(token, "to")
            }
            _ => continue,
        };
        let cause = match object {
            Some(object) => story
                .named(object)
                .filter(|&cause| cause != reaction)
                .or_else(|| pointed_at(story, token, object))
                .or_else(|| summed_up(story, token, object))
                .or_else(|| answered(story, token, reaction, object)),
            None => unnamed(story, token),
        };
        let Some(cause) = cause.filter(|&cause| cause != reaction) else {
            continue;
        };
        let object = object.unwrap_or(token);
        if story.is_real(cause) && story.is_real(reaction) {
            let span = [story.span(object), story.span(token)];
            claims.before(likely("reaction", 2), cause, reaction, &span);
        }
    }
}

/// "This is ours, he said. The ministry *denied that*", "… disputed *that claim*": what the sentence before has somebody say.
fn pointed_at(story: &Story, token: usize, object: usize) -> Option<EventId> {
    let document = story.document;
    let points = matches!(document.form(object), "this" | "that" | "it" | "them")
        || is_saying(document.lemma(object))
            && document
                .child(object, Dependency::Det)
                .is_some_and(|word| matches!(document.form(word), "this" | "that" | "these"));
    let sentence = story.sentence(token).checked_sub(1)?;
    let (_, said) = main_mention(story, sentence).filter(|_| points)?;
    let spoken = story.is_statement(said)
        || matches!(
            story.event(said).class,
            EventClass::Accuse | EventClass::Threaten
        );
    spoken.then_some(said)
}

/// "Critics say the vote was bought, an *accusation* the government *denies*": the noun sums up what the sentence has somebody say.
fn summed_up(story: &Story, token: usize, object: usize) -> Option<EventId> {
    let document = story.document;
    let opens = |noun: usize| {
        let article = document.child(noun, Dependency::Det)?;
        let comma = article.checked_sub(1)?;
        Some(matches!(document.form(article), "a" | "an") && document.form(comma) == ",")
    };
    if !is_saying(document.lemma(object)) || opens(object) != Some(true) {
        return None;
    }
    let mut here = token;
    for _ in 0..document.sentence_of(object).tokens.len() {
        here = document.head(here)?;
        let said = story.named(here).filter(|&said| story.is_statement(said));
        if said.is_some() && here < object {
            return said;
        }
    }
    None
}

/// Nouns for what somebody says or thinks.
fn is_saying(lemma: &str) -> bool {
    matches!(
        lemma,
        "accusation"
            | "allegation"
            | "argument"
            | "assertion"
            | "charge"
            | "claim"
            | "comment"
            | "complaint"
            | "idea"
            | "insinuation"
            | "notion"
            | "reading"
            | "remark"
            | "statement"
            | "suggestion"
            | "view"
    )
}

/// "Serbia accused Peru of murder. Peru *responded* within an hour.": what it answers is what the sentence before told.
fn unnamed(story: &Story, token: usize) -> Option<EventId> {
    let document = story.document;
    let answers = matches!(
        document.lemma(token),
        "respond" | "react" | "reply" | "retaliate"
    );
    let main = document.tokens[token].dependency == Dependency::Root;
    let sentence = story.sentence(token).checked_sub(1)?;
    let before = story.mentions_in(sentence).iter().rev();
    let told = before.map(|&(_, id)| id).find(|&id| {
        let event = story.event(id);
        event.listed && event.status == Status::Happened && event.form.tense != Tense::Infinitive
    });
    told.filter(|_| answers && main)
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
    use super::super::{check, check_of};

    #[test]
    fn clauses() {
        check(
            "after",
            "France withdrew from Mali after rebels attacked Serbia.",
            &["attacked < withdrew"],
        );
        check(
            "after",
            "France withdrew from Mali. Rebels attacked Serbia.",
            &[],
        );
        check(
            "because",
            "France withdrew from Mali because rebels attacked Serbia.",
            &["attacked < withdrew"],
        );
        check(
            "once",
            "France withdrew from Mali once rebels attacked Serbia.",
            &["attacked < withdrew"],
        );
        check(
            "when",
            "France withdrew from Mali when rebels attacked Serbia.",
            &["attacked << withdrew"],
        );
        // a reason against is no time, what never came orders nothing
        check(
            "when",
            "France withdrew from Mali although rebels attacked Serbia.",
            &[],
        );
        check(
            "after",
            "France did not withdraw from Mali after rebels attacked Serbia.",
            &[],
        );
        // the tree has "before rebels" here, and "attacked" beside it; it should be withdrew < attacked
        check(
            "before",
            "France withdrew from Mali before rebels attacked Serbia.",
            &[],
        );
    }

    #[test]
    fn opening_adverbs() {
        check(
            "opening-later",
            "France met Serbia. Later Chile expelled two diplomats.",
            &["met < expelled"],
        );
        check(
            "opening-earlier",
            "France met Serbia. Earlier Chile expelled two diplomats.",
            &["expelled < met"],
        );
        // not at the head, and a date of its own
        check(
            "opening-later",
            "France met Serbia. Chile later expelled two diplomats.",
            &[],
        );
        check(
            "opening-earlier",
            "France met Serbia. Earlier this week Chile expelled two diplomats.",
            &[],
        );
    }

    #[test]
    fn phrases() {
        check(
            "after",
            "France withdrew from Mali after talks with Serbia.",
            &["talks < withdrew"],
        );
        check(
            "before",
            "France withdrew from Mali before the talks with Serbia.",
            &["withdrew < talks"],
        );
        check(
            "ahead-of",
            "Serbia expelled two envoys ahead of talks with Peru.",
            &["expelled < talks"],
        );
        check(
            "prior-to",
            "Serbia expelled two envoys prior to talks with Peru.",
            &["expelled < talks"],
        );
        // the tree takes "following" for a verb here; it should be talks < withdrew
        check(
            "following",
            "France withdrew from Mali following talks with Serbia.",
            &[],
        );
        check(
            "after",
            "France withdrew from Mali despite talks with Serbia.",
            &[],
        );
        check(
            "during",
            "Macron spoke in Lima. During his speech on Tuesday night, Macron denounced Serbia.",
            &["spoke ( denounced"],
        );
        check(
            "despite",
            "Despite the ceasefire with Peru, Serbia bombed Lima.",
            &["ceasefire << bombed"],
        );
        check("despite", "Despite the rain, Serbia bombed Peru.", &[]);
        check(
            "since",
            "France has bombed Mali since the talks with Serbia.",
            &["talks < bombed"],
        );
        check(
            "until",
            "France bombed Mali until the talks with Serbia.",
            &["bombed << talks"],
        );
        check(
            "ahead-of",
            "Serbia expelled two envoys in advance of talks with Peru.",
            &["expelled < talks"],
        );
        check(
            "during",
            "France expelled two envoys during the visit to Serbia.",
            &["visit ( expelled"],
        );
        check(
            "amid",
            "France bombed Mali amid another day of talks with Serbia.",
            &["talks ( bombed"],
        );
    }

    #[test]
    fn infinitives() {
        check_of(
            true,
            "complement",
            "France decided to expel two diplomats.",
            &["decided < expel"],
        );
        // a phase of the act itself
        check("complement", "France began to attack Mali.", &[]);
        check_of(
            true,
            "purpose",
            "Peru sent troops to capture the rebels.",
            &["sent < capture"],
        );
        // no infinitive: at the same time
        check("purpose", "Peru sent troops, capturing the rebels.", &[]);
    }

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
        check(
            "Serbia said that Peru was bankrupt. Peru disputed that claim.",
            &["said < disputed"],
        );
        check(
            "Critics claim that the vote was bought, an accusation the government strongly denies.",
            &["claim < denies"],
        );
        check(
            "Serbia bombed Peru. Peru responded in an hour.",
            &["bombed < responded"],
        );
        // any claim but that one
        check(
            "Serbia said that Peru was bankrupt. Peru disputed a claim.",
            &[],
        );
        // what was done to someone else, what is no act, and what the text does not tell of
        check("Canada bombed Serbia. Peru condemned the move.", &[]);
        check("Canada bombed Serbia. Serbia condemned the paper.", &[]);
        check("Serbia condemned the move.", &[]);
    }
}
