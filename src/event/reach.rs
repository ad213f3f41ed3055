//! Whom an act is aimed at where none of its own slots says: the nearest one named in what it is about, as in "agreed to lift an
//! embargo on sales to *Iran*", "declared a ceasefire in *Yemen*".

use crate::types::{Dependency, EventClass, Tag};

use super::frame::{Act, Filler, Reading, Wording};
use super::governed::is_infinitive;

/// How deep below an act its aim is looked for.
const DEPTH: usize = 6;

/// Gives each act that has somebody who acts and nobody it is done to the nearest one named below it in the tree.
pub(super) fn complete(reading: &Reading<'_>, acts: &mut [Act]) {
    for act in acts.iter_mut() {
        // "Peru and Chile *accused* each other"
        if act.cast.source.len() > 1
            && act.cast.target.is_empty()
            && act.wording != Wording::Noun
            && reading.is_mutual(act.token)
        {
            act.cast.both = std::mem::take(&mut act.cast.source);
        }
        let open = !act.cast.source.is_empty()
            && act.cast.target.is_empty()
            && act.cast.both.is_empty()
            && !act.absorbed;
        let about = is_about_something(act.class)
            // "claimed responsibility for the attack on *Israel*"
            || act.cameo == Some("015")
            // "declared a state of siege in *Lima*", "imposed a curfew in the north of *Chad*"
            || act.cameo == Some("172");
        let told = act.wording != Wording::Noun || act.rule == "light-verb";
        if open && about && told {
            act.cast.target = nearest(reading, act.token, &act.cast.source);
        }
        let presses = matches!(act.class, EventClass::Reject | EventClass::Threaten);
        if open && presses && act.cast.target.is_empty() {
            act.cast.target = awaited(reading, act.token, &act.cast.source);
        }
    }
}

/// "will not lift the embargo until *Peru* frees them", "threatened to strike unless *Peru* withdrew": who is to act before or
/// else.
fn awaited(reading: &Reading<'_>, at: usize, source: &[Filler]) -> Vec<Filler> {
    let document = reading.document;
    let mut level = vec![at];
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        for &from in &level {
            for clause in document.children_as(
                from,
                &[
                    Dependency::Advcl,
                    Dependency::Ccomp,
                    Dependency::Xcomp,
                    Dependency::Acl,
                ],
            ) {
                let waits = document
                    .children_as(clause, &[Dependency::Mark])
                    .any(|mark| matches!(document.form(mark), "until" | "unless"));
                let Some(subject) = document.own_subject(clause).filter(|_| waits) else {
                    next.push(clause);
                    continue;
                };
                let mut found = reading.fillers(subject, "awaited");
                found.retain(|filler| {
                    !source.iter().any(|other| other.actor == filler.actor)
                        && reading.is_known(filler.actor)
                });
                return found;
            }
        }
        level = next;
    }
    Vec::new()
}

/// The acts that have a content, which concerns somebody; whom the others strike, their object says or nothing does.
fn is_about_something(class: EventClass) -> bool {
    matches!(
        class,
        EventClass::Agree
            | EventClass::Support
            | EventClass::Cooperate
            | EventClass::Aid
            | EventClass::Concede
            | EventClass::Retreat
            | EventClass::Request
            | EventClass::Reject
            | EventClass::Protest
    )
}

/// The first level below `at` that names anybody but `source`.
fn nearest(reading: &Reading<'_>, at: usize, source: &[Filler]) -> Vec<Filler> {
    let document = reading.document;
    let mut level = vec![at];
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        for &from in &level {
            for child in document.children(from) {
                let follows = match reading.dependency(child) {
                    Dependency::Obj
                    | Dependency::Iobj
                    | Dependency::Nmod
                    | Dependency::Appos
                    | Dependency::Xcomp
                    | Dependency::Acl
                    | Dependency::AclRelcl
                    | Dependency::Obl => true,
                    Dependency::Advcl => is_infinitive(reading, child),
                    Dependency::Conj => !document.is_predicate(child),
                    _ => false,
                };
                let aside = document
                    .marker(child)
                    .is_some_and(|case| is_aside(document.form(case)));
                if child < at || !follows || aside {
                    continue;
                }
                // "a ceasefire on *Friday* in Peru", hung on the day
                if reading.in_time(child) {
                    next.push(child);
                    continue;
                }
                // "withdraw *its troops* from the zone": one's own are no other side
                if document
                    .child(child, Dependency::NmodPoss)
                    .is_some_and(|owner| document.tokens[owner].tag == Tag::Pron)
                {
                    next.push(child);
                    continue;
                }
                let mut found = reading.fillers(child, "further-on");
                found.retain(|filler| {
                    !source.iter().any(|other| other.actor == filler.actor)
                        && is_somebody(reading, filler)
                });
                if !found.is_empty() {
                    return found;
                }
                next.push(child);
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    Vec::new()
}

/// Whether a name or a country tells who it is: "share *intelligence*" is about nobody.
fn is_somebody(reading: &Reading<'_>, filler: &Filler) -> bool {
    let document = reading.document;
    reading.actors[filler.actor.0].country.is_some()
        || document
            .tokens_in(filler.span)
            .any(|at| document.tokens[at].tag == Tag::Propn)
}

/// The prepositions of circumstances, which lead to nobody an act is aimed at.
fn is_aside(preposition: &str) -> bool {
    matches!(
        preposition,
        "by" | "after"
            | "before"
            | "during"
            | "amid"
            | "despite"
            | "according"
            | "because"
            | "since"
            | "as"
            | "like"
            | "without"
            | "under"
            | "following"
            | "through"
            | "via"
    )
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn examples() {
        check(
            "France agreed to lift an embargo on sales of grain to Iran.",
            &["AGREE happened agreed: France > Iran"],
        );
        check(
            "Senegal declared a ceasefire in Mali.",
            &["RETREAT happened declared: Senegal > Mali"],
        );
        check(
            "Students blocked roads to press demands for reform from the Chilean government.",
            &["PROTEST happened blocked: Students > Chilean government"],
        );
        // hung on the day
        check(
            "Senegal declared a ceasefire on Friday in Mali.",
            &["RETREAT happened declared: Senegal > Mali"],
        );
        check(
            "Senegal declared a state of siege in the north of Mali.",
            &["COERCE happened declared: Senegal > Mali"],
        );
        // who is to act first, or else
        check(
            "Chad said it would not lift the curfew until Mali frees the soldiers.",
            &["REJECT happened said: Chad > Mali"],
        );
        check(
            "Chad threatened to strike unless Mali withdrew its troops.",
            &["THREATEN happened threatened: Chad > Mali"],
        );
        // one's own are no other side
        check(
            "Egypt agreed to withdraw its troops from Sudan.",
            &["AGREE happened agreed: Egypt > Sudan"],
        );
    }

    #[test]
    fn no_one_is_found_in_circumstances() {
        check(
            "Senegal declared a ceasefire after talks in Mali.",
            &["RETREAT happened declared: Senegal"],
        );
        check(
            "France mobilised its reserves near Italy.",
            &["MOBILIZE happened mobilised: France"],
        );
    }
}
