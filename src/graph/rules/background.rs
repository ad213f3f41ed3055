//! What a story looks back on and what it looks ahead to, seen from the news of the day.

use chrono::Days;

use super::{Claims, likely};
use crate::graph::story::Story;
use crate::types::{
    Aspect, Event, EventClass, EventId, LinkKind, Node, PartId, RelationKind, Status, Tense,
    TimeSource,
};

/// The news of the day that one event is held against, half of them before it; a long text has more, and they order themselves.
const NEAREST: usize = 24;

/// "The army *has left* …", "… over the *bombing*": what is told without a date, in the perfect or by a noun, was there before
/// the news of the day.
pub(super) fn before_the_news(story: &Story, claims: &mut Claims) {
    let mut news: Vec<EventId> = story
        .events()
        .filter(|&(_, event)| is_news(story, event))
        .map(|(id, _)| id)
        .collect();
    news.sort_by_key(|&id| (story.event(id).token, id));
    for (id, event) in story.events() {
        if !is_background(event) {
            continue;
        }
        let sentence = story.sentence(event.token);
        // the news stand in the order of the text
        let here = news.partition_point(|&other| story.event(other).token < event.token);
        let from = here.saturating_sub(NEAREST / 2);
        let to = news.len().min(here + NEAREST / 2);
        for &other in &news[from..to] {
            let there = story.event(other);
            // what one sentence says of both is for other rules
            let apart = story.sentence(there.token) != sentence;
            if apart || event.form.tense != Tense::None {
                let span = [event.trigger, there.trigger];
                claims.before(likely("before-the-news", 3), id, other, &span);
            }
        }
    }
}

/// So many days back a dated act is still what a text tells as its news.
const RECENT: u64 = 3;

/// Told as done on the day of publication or just before it, by its date or as the news of the day.
fn is_news(story: &Story, event: &Event) -> bool {
    let today = |source: TimeSource| match source {
        TimeSource::Published(_) => true,
        TimeSource::Timex(id) => story.publication_day().is_some_and(|day| {
            let first = day.start.checked_sub_days(Days::new(RECENT));
            (story.timex(id).period()).is_some_and(|period| {
                first.is_some_and(|first| first <= period.start) && period.end <= day.end
            })
        }),
        TimeSource::Event(_) => false,
    };
    event.listed
        && event.status == Status::Happened
        && event.form.aspect == Aspect::None
        && event.times.first().is_some_and(|link| today(link.source))
}

/// Told as done, without a date, in the perfect or by a noun.
fn is_background(event: &Event) -> bool {
    let perfect = event.form.aspect == Aspect::Perfect && !event.form.modal;
    let noun = event.form.tense == Tense::None;
    let lasting = matches!(event.class, EventClass::Consult | EventClass::Statement);
    event.listed
        && event.status == Status::Happened
        && event
            .times
            .iter()
            .all(|link| link.kind == LinkKind::Since && matches!(link.source, TimeSource::Event(_)))
        && (perfect && event.class != EventClass::Statement || noun && !lasting)
}

/// "He looked forward to *visiting* Kenya", "pledged to *leave*": what is only spoken of as to come lies behind the
/// publication of what speaks of it.
pub(super) fn after_the_news(story: &Story, claims: &mut Claims) {
    for (id, event) in story.events() {
        let ahead = match event.status {
            Status::Planned => true,
            Status::Hypothetical => matches!(
                event.form.tense,
                Tense::Infinitive | Tense::Future | Tense::PresentParticiple
            ),
            _ => false,
        };
        if ahead && event.listed && event.times.is_empty() && story.publication_day().is_some() {
            claims.add(
                likely("planned", 3),
                Node::Published(PartId::FIRST),
                RelationKind::Before,
                Node::Event(id),
                &[event.trigger],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn before_the_news() {
        let check = |text, wanted: &[&str]| check("before-the-news", text, wanted);
        check(
            "Peru denounced Serbia on Wednesday. It rained. It rained. It rained. Rebels have killed two soldiers.",
            &["killed < denounced"],
        );
        check(
            "France on Wednesday denounced Serbia. The bombing by the rebels angered Peru.",
            &["bombing < denounced"],
        );
        // the news of a text may be some days old, but not weeks
        check(
            "France on Monday denounced Serbia. The bombing by the rebels angered Peru.",
            &["bombing < denounced"],
        );
        check(
            "France denounced Serbia in January. The bombing by the rebels angered Peru.",
            &[],
        );
        // talks may go on
        check(
            "France denounced Serbia on Wednesday. The talks with Peru were long.",
            &[],
        );
        // dated by itself
        check(
            "France denounced Serbia on Wednesday. Chile has arrested two rebels since Monday.",
            &[],
        );
    }

    #[test]
    fn after_the_news() {
        let check = |text, wanted: &[&str]| check("planned", text, wanted);
        check("France will visit Serbia.", &["published < visit"]);
        check("France will visit Serbia on Friday.", &[]); // the date says it
        check("France visited Serbia.", &[]);
    }
}
