//! Document, time expressions, actors → events: what was done, by whom, to whom, whether it happened, and when.
//!
//! Words name acts (`triggers` under their `needs`, `light_verbs`), whose slots the tree fills (`roles` for verbs, `owners` for nouns, `grammar`, `parties`
//! and `complements` for what a verb and a noun phrase have around them); stances take up the acts they govern (`stances`, `governed`),
//! answers what they answer (`answers`); whom an act is about stands near by (`reach`); the wording says whether they happened
//! (`status`) and who reports them (`speech`); only what a reader would list is listed (`listing`); each act gets its times
//! (`dating`); acts that are one happening (`coreference`) are told as one event (`telling`), with a line for the reader
//! (`summary`).

mod answers;
mod complements;
mod confidence;
mod coreference;
mod dating;
mod frame;
mod governed;
mod grammar;
mod light_verbs;
mod listing;
mod lone_stances;
mod needs;
mod news;
mod owners;
mod parties;
mod plans;
mod reach;
mod roles;
mod settings;
mod speech;
mod speech_acts;
mod stances;
mod status;
mod summary;
mod telling;
mod time_owner;
mod triggers;
mod unlisted;

use crate::lexicon::events::lexicon;
use crate::types::{
    Actor, ActorKind, Analysis, Dependency, Document, Event, EventClass, Options, Silence, Timex,
};

use frame::{Act, Reading, Wording};
use listing::{list, list_what_the_story_turns_on};
use telling::events;

/// The events of `document`, in order of first mention.
pub fn find(
    document: &Document,
    timexes: &[Timex],
    actors: &[Actor],
    options: &Options,
) -> Vec<Event> {
    let reading = Reading::new(document, timexes, actors, options, lexicon());
    let mut acts = acts(&reading);
    let anchors = dating::anchors(&reading, &acts);
    let mut times = dating::own_times(&reading, &acts, &anchors);
    if options.all_events {
        // they take no time from the listed ones, so that the timeline is the same with and without them
        unlisted::add(&reading, &mut acts);
        times.resize(acts.len(), Vec::new());
    }
    let groups = coreference::group(&reading, &acts, &times);
    list_what_the_story_turns_on(&mut acts, &groups);
    events(&reading, &acts, &times, &anchors, groups)
}

/// The acts of the text, each with its cast, status and reporter, and whether a reader would list it.
fn acts(reading: &Reading<'_>) -> Vec<Act> {
    let mut acts = triggers::find(reading);
    stances::compose(reading, &mut acts);
    speech_acts::find(reading, &mut acts);
    complete_sides(reading, &mut acts);
    complete_authorities(reading, &mut acts);
    complete_travellers(reading, &mut acts);
    answers::join(reading, &mut acts);
    reach::complete(reading, &mut acts);
    speech::join_occasions(reading, &mut acts);
    status::set(reading, &mut acts);
    speech::report(reading, &mut acts);
    plans::list(reading, &mut acts);
    list(reading, &mut acts);
    acts
}

/// Why the word at byte `at` of the text stands for no event of its own: unknown, in a name, taken up, nobody's act. `None` where
/// it does, or where there is no word.
///
/// ```
/// use demarche::types::Silence;
///
/// let options = demarche::Options::default();
/// let analysis = demarche::analyze("France painted its embassy in Lima.", &options);
/// let why = demarche::event::silence(&analysis, &options, 7);
/// assert_eq!(why, Some(Silence::Unknown));
/// ```
pub fn silence(analysis: &Analysis, options: &Options, at: usize) -> Option<Silence> {
    let document = &analysis.document;
    let token = document.token_at(at);
    if !document.tokens.get(token)?.span.covers(at) {
        return None;
    }
    let reading = Reading::new(
        document,
        &analysis.timexes,
        &analysis.actors,
        options,
        lexicon(),
    );
    let acts = acts(&reading);
    let own = |act: &&Act| act.span.covers(at);
    if let Some(act) = acts.iter().filter(own).find(|act| !act.absorbed) {
        return act.silence.filter(|_| !act.listed);
    }
    let is_part = |act: &Act| act.also.contains(&token) || act.absorbed && own(&act);
    if acts.iter().any(is_part) {
        return Some(Silence::TakenUp);
    }
    Some(triggers::silence(&reading, token))
}

/// "In a call with B, A said", "freed them under a deal with B": the other side of a meeting or pact is the one who acts around it.
fn complete_sides(reading: &Reading<'_>, acts: &mut [Act]) {
    let document = reading.document;
    // who criticizes a deal with somebody need have no part in it
    let around = |act: &Act| match act.class {
        EventClass::Consult => true,
        EventClass::Agree | EventClass::Cooperate => is_way(reading, act.token),
        _ => false,
    };
    for act in acts.iter_mut() {
        if !around(act) || act.cast.both.len() != 1 || act.wording != Wording::Noun || act.absorbed
        {
            continue;
        }
        if act.rule == "light-verb" || document.phrase_with(act.token, "with").is_none() {
            continue;
        }
        let Some(subject) = document.subject(document.predicate_of(act.token)) else {
            continue;
        };
        let mut sides = reading.fillers(subject, "subject-around");
        parties::push_new(&mut sides, act.cast.both.clone());
        act.cast.both = sides;
    }
}

/// "under a *deal* with Peru", "as part of an *agreement*": the noun tells how or why something is done.
fn is_way(reading: &Reading<'_>, noun: usize) -> bool {
    let document = reading.document;
    let case = |at: usize| document.marker(at).map(|case| document.form(case));
    let part = document
        .head(noun)
        .filter(|&part| document.lemma(part) == "part" && case(noun) == Some("of"));
    matches!(
        case(part.unwrap_or(noun)),
        Some("under" | "after" | "as" | "in" | "following" | "through")
    ) && (part.is_some() || reading.dependency(noun) == Dependency::Obl)
}

/// "was arrested in *Niger*": those who govern there have done it.
fn complete_authorities(reading: &Reading<'_>, acts: &mut [Act]) {
    for act in acts.iter_mut() {
        let authorities = reading.authorities(act);
        if !authorities.is_empty() {
            act.cast.source = authorities;
        }
    }
}

/// "After a *visit* to Kenya, Annan warned …": whoever acts in the sentence has travelled.
fn complete_travellers(reading: &Reading<'_>, acts: &mut [Act]) {
    let document = reading.document;
    for act in acts.iter_mut() {
        let open = act.wording == Wording::Noun
            && act.cameo == Some("042")
            && !act.absorbed
            && act.cast.source.is_empty()
            && act.cast.both.is_empty()
            && !act.cast.target.is_empty();
        let within = document.marker(act.token).is_some_and(|case| {
            matches!(
                document.form(case),
                "after" | "during" | "on" | "before" | "following" | "at" | "from"
            )
        });
        if !open || !within {
            continue;
        }
        let mut above = document.head(act.token);
        for _ in 0..4 {
            let Some(at) = above else { break };
            if document.tokens[at].fine.is_verb()
                && let Some(subject) = document.subject(at)
            {
                let mut found = reading.fillers(subject, "subject-around");
                found.retain(|filler| {
                    act.cast
                        .target
                        .iter()
                        .all(|side| side.actor != filler.actor)
                        && reading.actors[filler.actor.0].kind != ActorKind::Group
                });
                act.cast.source = found;
                break;
            }
            above = document.head(at);
        }
    }
}

/// The listed events of a text published on 2024-03-13, one a line: "CONSULT happened met: France, Serbia" for those who take part
/// alike, "ASSAULT planned attack: Russia > Georgia" for who acts and who is acted on.
#[cfg(test)]
fn check(text: &str, wanted: &[&str]) {
    use crate::types::Role;

    let options = Options {
        published: crate::publication("2024-03-13"),
        ..Options::default()
    };
    let analysis = crate::analyze(text, &options);
    let mut found: Vec<String> = Vec::new();
    for event in analysis.events.iter().filter(|event| event.listed) {
        let names = |role: Role| {
            let parts = event.participants.iter().filter(|part| part.role == role);
            let names = parts.map(|part| analysis.actor(part.actor).name.as_str());
            names.collect::<Vec<_>>().join(", ")
        };
        let (class, status) = (event.class.name(), event.status.name());
        let parts = match (
            names(Role::Participant),
            names(Role::Source),
            names(Role::Target),
        ) {
            (both, source, target) if both.is_empty() && target.is_empty() => source,
            (both, source, target) if both.is_empty() => format!("{source} > {target}"),
            (both, ..) => both,
        };
        let trigger = analysis.document.slice(event.trigger);
        found.push(
            format!("{class} {status} {trigger}: {parts}")
                .trim_end()
                .to_owned(),
        );
    }
    assert_eq!(found, wanted, "{text:?}");
}
