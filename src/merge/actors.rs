//! Which actors of several texts are one.

use std::collections::BTreeMap;

use super::rename_actors;
use crate::types::{Actor, ActorId, ActorKind, Analysis};

/// Makes one actor of those that two texts call by one name. A surname alone joins the one person of that name; people
/// without a country ("the protesters") are others in every text.
pub(super) fn unite(joined: &mut Analysis) {
    let old = std::mem::take(&mut joined.actors);
    let surnames = surnames(&old);
    let mut known: BTreeMap<(ActorKind, String, Option<String>), ActorId> = BTreeMap::new();
    let mut renamed = Vec::with_capacity(old.len());
    for actor in old {
        let full = surnames.get(actor.name.as_str()).cloned().flatten();
        let name = match full {
            Some(full) if actor.kind == ActorKind::Person => full,
            _ => actor.name.clone(),
        };
        let next = ActorId(joined.actors.len());
        let id = match actor.kind {
            ActorKind::Group if actor.country.is_none() => next,
            _ => {
                let country = match actor.kind {
                    ActorKind::Person => None, // offices and countries of one person differ
                    _ => actor.country.clone(),
                };
                *known.entry((actor.kind, name, country)).or_insert(next)
            }
        };
        renamed.push(id);
        match joined.actors.get_mut(id.0) {
            Some(one) => add(one, actor),
            None => joined.actors.push(actor),
        }
    }
    rename_actors(joined, &renamed);
}

/// The one full name that ends in each surname; `None` where several do.
fn surnames(actors: &[Actor]) -> BTreeMap<String, Option<String>> {
    let mut surnames: BTreeMap<String, Option<String>> = BTreeMap::new();
    for actor in actors {
        let Some((_, surname)) = actor.name.rsplit_once(' ') else {
            continue;
        };
        if actor.kind != ActorKind::Person || surname.is_empty() {
            continue;
        }
        surnames
            .entry(surname.to_owned())
            .and_modify(|full| {
                if full.as_deref() != Some(actor.name.as_str()) {
                    *full = None;
                }
            })
            .or_insert_with(|| Some(actor.name.clone()));
    }
    surnames
}

/// Adds what another text says of `one`.
fn add(one: &mut Actor, other: Actor) {
    if other.name.len() > one.name.len() && one.kind == ActorKind::Person {
        one.name = other.name;
    }
    one.country = one.country.take().or(other.country);
    one.code = one.code.take().or(other.code);
    one.role = one.role.take().or(other.role);
    one.mentions.extend(other.mentions);
}
