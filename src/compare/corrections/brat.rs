//! brat's stand-off annotation → an `expected.json`.

use std::collections::BTreeMap;

use super::{Corrected, Event, Mention, Participant, Relation, Time};

/// The `expected.json` of an annotation that a person corrected, as `-f brat` writes it: every event
/// with its type, trigger, status, participants and the value in its note (no note: no date), and the relations between events.
/// An actor is called what its note says, else by its words. `text` is the article beside the annotation; with it, the words of
/// the annotation must stand where it says. `published` is the day of publication, which brat does not hold.
///
/// # Errors
/// A line that is no annotation of ours, with its number; words that are not in `text`; a relation of another kind.
///
/// ```
/// use demarche::compare::expected_from_brat;
///
/// let annotation = "T1\tActor 0 6\tFrance\nT2\tAGREE 7 13\tagreed\nE1\tAGREE:T2 Source:T1\nA1\tStatus E1 planned\n";
/// let expected = expected_from_brat(annotation, Some("France agreed."), Some("2024-03-11"))?;
/// assert!(expected.contains(r#""type":"AGREE","status":"planned""#));
/// assert!(expected_from_brat(annotation, Some("Italy agreed."), None).is_err());
/// # Ok::<(), String>(())
/// ```
pub fn expected_from_brat(
    annotation: &str,
    text: Option<&str>,
    published: Option<&str>,
) -> Result<String, String> {
    let letters: Option<Vec<char>> = text.map(|text| text.chars().collect());
    let mut found = Found::default();
    for (number, line) in annotation.lines().enumerate() {
        found
            .line(line, letters.as_deref())
            .map_err(|message| format!("line {}: {message}", number + 1))?;
    }
    found.corrected(published)?.json()
}

/// What the lines say, by the ids of the annotation.
#[derive(Default)]
struct Found<'a> {
    bounds: BTreeMap<&'a str, Bound>,
    /// In the order of the file: its id, type, trigger and participants, with their roles.
    events: Vec<FoundEvent<'a>>,
    status: BTreeMap<&'a str, &'a str>,
    notes: BTreeMap<&'a str, &'a str>,
    relations: Vec<(&'a str, &'a str, &'a str)>,
}

/// Words of the text.
struct Bound {
    start: usize,
    end: usize,
    words: String,
}

struct FoundEvent<'a> {
    id: &'a str,
    class: &'a str,
    trigger: &'a str,
    parts: Vec<(&'a str, &'a str)>,
}

impl<'a> Found<'a> {
    fn line(&mut self, line: &'a str, text: Option<&[char]>) -> Result<(), String> {
        let mut columns = line.splitn(3, '\t');
        let id = columns.next().unwrap_or_default();
        let what = columns.next().unwrap_or_default();
        let words = columns.next();
        match id.chars().next() {
            None | Some('*') => {} // nothing, or things said to be the same
            Some('T') => {
                self.bounds.insert(id, bound(what, words, text)?);
            }
            Some('E') => self.events.push(event(id, what)?),
            Some('A' | 'M') => {
                if let ["Status", of, status] = what.split(' ').collect::<Vec<_>>()[..] {
                    self.status.insert(of, status);
                }
            }
            Some('R') => self.relations.push(relation(what)?),
            Some('#') => {
                if let (Some(("AnnotatorNotes", of)), Some(note)) = (what.split_once(' '), words) {
                    self.notes.insert(of, note.trim());
                }
            }
            Some(_) => return Err(format!("\"{id}\" begins no annotation of brat's")),
        }
        Ok(())
    }

    fn corrected(&self, published: Option<&str>) -> Result<Corrected, String> {
        let mut corrected = Corrected {
            published: published.map(str::to_owned),
            ..Corrected::default()
        };
        for event in &self.events {
            let trigger = self.bounds.get(event.trigger);
            let trigger = trigger.ok_or_else(|| missing(event.id, event.trigger))?;
            let mut participants = Vec::new();
            for &(role, bound) in &event.parts {
                if let Some(role) = self::role(role) {
                    let name = self.name(bound).ok_or_else(|| missing(event.id, bound))?;
                    participants.push(Participant { role, name });
                }
            }
            let note = self.notes.get(event.id).filter(|note| !note.is_empty());
            corrected.events.push(Event {
                id: event.id.to_owned(),
                class: event.class.to_owned(),
                status: self.status.get(event.id).map(|&status| status.to_owned()),
                mentions: vec![Mention {
                    text: trigger.words.clone(),
                    start: trigger.start,
                    end: trigger.end,
                    doc: 0,
                }],
                participants,
                time: Time {
                    value: note.map(|&note| note.to_owned()),
                },
            });
        }
        for &(kind, from, to) in &self.relations {
            // An argument may be named by its trigger.
            let named = |id: &str| {
                let mut events = self.events.iter();
                let event = events.find(|event| event.id == id || event.trigger == id);
                event.map(|event| event.id.to_owned())
            };
            let (Some(from), Some(to)) = (named(from), named(to)) else {
                return Err(format!(
                    "{kind} between {from} and {to}: these are no events"
                ));
            };
            let kind = kind.to_owned();
            corrected.relations.push(Relation { from, to, kind });
        }
        Ok(corrected)
    }

    /// What an actor is called: `Joe Biden (USAGOV)` says the name and its code.
    fn name(&self, bound: &str) -> Option<String> {
        let words = &self.bounds.get(bound)?.words;
        let note = self.notes.get(bound).copied().unwrap_or(words);
        let name = note.strip_suffix(')').and_then(|note| {
            let (name, code) = note.rsplit_once(" (")?;
            let coded = code
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            (coded && !code.is_empty()).then_some(name)
        });
        Some(name.unwrap_or(note).to_owned())
    }
}

/// `Target2` → `target`; none for a role that is not ours.
fn role(role: &str) -> Option<String> {
    let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
    let role = role.to_lowercase();
    let known = ["source", "target", "participant"].contains(&role.as_str());
    known.then_some(role)
}

/// `Actor 0 6`, or in pieces `Actor 0 6;8 10`.
fn bound(what: &str, words: Option<&str>, text: Option<&[char]>) -> Result<Bound, String> {
    let wrong = || format!("\"{what}\" is no label with offsets, as \"Actor 0 6\"");
    let (_, pieces) = what.split_once(' ').ok_or_else(wrong)?;
    let pieces: Option<Vec<(usize, usize)>> = pieces
        .split(';')
        .map(|piece| {
            let (start, end) = piece.split_once(' ')?;
            Some((start.parse().ok()?, end.parse().ok()?))
        })
        .collect();
    let pieces = pieces.ok_or_else(wrong)?;
    let start = pieces.iter().map(|&(start, _)| start).min();
    let end = pieces.iter().map(|&(_, end)| end).max();
    let (start, end) = start
        .zip(end)
        .filter(|(start, end)| start < end)
        .ok_or_else(wrong)?;
    let words = words.unwrap_or_default().to_owned();
    if let Some(text) = text {
        let piece = |&(start, end): &(usize, usize)| {
            text.get(start..end).map(|letters| letters.iter().collect())
        };
        let there: Option<Vec<String>> = pieces.iter().map(piece).collect();
        if there.is_none_or(|there| there.join(" ") != words) {
            return Err(format!(
                "\"{words}\" does not stand at {start} to {end} of the text; is it the text this was made on?"
            ));
        }
    }
    Ok(Bound { start, end, words })
}

/// `CONSULT:T5 Source:T1 Target2:T3`.
fn event<'a>(id: &'a str, what: &'a str) -> Result<FoundEvent<'a>, String> {
    let parts = what.split(' ').filter(|part| !part.is_empty());
    let parts: Option<Vec<(&str, &str)>> = parts.map(|part| part.split_once(':')).collect();
    match parts.as_deref() {
        Some([(class, trigger), parts @ ..]) => Ok(FoundEvent {
            id,
            class,
            trigger,
            parts: parts.to_vec(),
        }),
        _ => Err(format!(
            "\"{what}\" is no event, as \"CONSULT:T2 Source:T1\""
        )),
    }
}

/// `BEFORE Arg1:E1 Arg2:E2`.
fn relation(what: &str) -> Result<(&str, &str, &str), String> {
    let parts: Vec<&str> = what.split(' ').collect();
    let ends = match parts[..] {
        [kind, from, to, ..] => from
            .strip_prefix("Arg1:")
            .zip(to.strip_prefix("Arg2:"))
            .map(|(from, to)| (kind, from, to)),
        _ => None,
    };
    ends.ok_or_else(|| format!("\"{what}\" is no relation, as \"BEFORE Arg1:E1 Arg2:E2\""))
}

fn missing(of: &str, id: &str) -> String {
    format!("{of} names \"{id}\", which the annotation does not have")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(annotation: &str) -> String {
        expected_from_brat(annotation, Some("France agreed."), None).unwrap_err()
    }

    #[test]
    fn what_is_no_annotation_is_named_with_its_line() {
        let check = |annotation: &str, wanted: &str| assert_eq!(refused(annotation), wanted);
        check(
            "T1\tActor 0 6\tFrance\nT2\tActor 0 6\tItaly",
            "line 2: \"Italy\" does not stand at 0 to 6 of the text; is it the text this was made on?",
        );
        check(
            "T1\tActor 0\tFrance",
            "line 1: \"Actor 0\" is no label with offsets, as \"Actor 0 6\"",
        );
        check(
            "T1\tActor 6 0\tFrance",
            "line 1: \"Actor 6 0\" is no label with offsets, as \"Actor 0 6\"",
        );
        check("Q1\tx", "line 1: \"Q1\" begins no annotation of brat's");
        check(
            "E1\tAGREE:T9",
            "E1 names \"T9\", which the annotation does not have",
        );
        check(
            "R1\tBEFORE E1 E2",
            "line 1: \"BEFORE E1 E2\" is no relation, as \"BEFORE Arg1:E1 Arg2:E2\"",
        );
        check(
            "T1\tAGREE 7 13\tagreed\nE1\tAGREE:T1\nR1\tCAUSE Arg1:E1 Arg2:T1",
            "relation \"CAUSE\" is none of BEFORE, INCLUDES, SIMULTANEOUS, START_BEFORE",
        );
    }

    #[test]
    fn names_roles_and_pieces() {
        let annotation = "T1\tActor 0 6\tFrance\n#1\tAnnotatorNotes T1\tFrench Republic (FRAGOV)\n\
                          T2\tActor 14 19;20 24\tWhite Hall\nT3\tAGREE 7 13\tagreed\nE1\tAGREE:T3 Source:T1 Target2:T2 Place:T2\n*\tEquiv T1 T2\n";
        let text = "France agreed White\nHall.";
        let expected = expected_from_brat(annotation, Some(text), Some("2024-03-11")).unwrap();
        assert_eq!(
            expected,
            "{\n  \"published\": \"2024-03-11\",\n  \"events\": [\n    {\"id\":\"E1\",\"type\":\"AGREE\",\
             \"mentions\":[{\"text\":\"agreed\",\"start\":7,\"end\":13,\"doc\":0}],\
             \"participants\":[{\"role\":\"source\",\"name\":\"French Republic\"},{\"role\":\"target\",\"name\":\"White Hall\"}],\
             \"time\":{\"value\":null}}\n  ],\n  \"relations\": []\n}\n"
        );
    }
}
