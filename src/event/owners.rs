//! Who takes part in what a noun names: "*Peru*'s offer to *Chile*", "talks between *A* and *B*", "the bombing of *X* by *Y*".

use crate::lexicon::events::NounKind;
use crate::types::{ActorKind, Dependency};

use super::frame::{Cast, Filler, Reading};
use super::parties::push_new;

impl Reading<'_> {
    /// The cast of a noun.
    pub(super) fn noun_cast(&self, at: usize, kind: NounKind) -> Cast {
        let document = self.document;
        let mut cast = Cast::default();
        let owner: Vec<Filler> = document
            .children_as(at, &[Dependency::NmodPoss])
            .flat_map(|child| self.fillers(child, "possessive"))
            .collect();
        let mut by = self.behind(at, "by", "by-agent");
        // "killings *blamed on* the rebels"
        if by.is_empty() {
            by = document
                .children_as(at, &[Dependency::Acl])
                .filter(|&blamed| document.form(blamed) == "blamed")
                .map(|blamed| self.behind(blamed, "on", "blamed-on"))
                .find(|found| !found.is_empty())
                .unwrap_or_default();
        }
        // "the killing of a priest *by rebels*", hung on the priest
        if by.is_empty()
            && let Some(done_to) = document.phrase_with(at, "of")
        {
            by = self.behind(done_to, "by", "by-agent");
        }
        let of = self.behind(at, "of", "of");
        let compound = self.compounds(at);
        match kind {
            NounKind::Side => {
                cast.both = first(vec![
                    self.behind(at, "between", "between"),
                    self.behind(at, "among", "between"),
                    self.around_verb(at, "between"),
                ]);
                // "talks between Peru and Chile resumed", where the tree cut at the "and"
                if let [one] = cast.both[..]
                    && document.phrase_with(at, "between").is_some()
                {
                    let other = self.joined_after(&one, "between");
                    push_new(&mut cast.both, other.into_iter().collect());
                }
                if cast.both.is_empty() {
                    cast.both = first(vec![owner, by, compound, of]);
                }
                // "negotiations on a ceasefire *between Israel and Hamas*"
                if cast.both.is_empty() {
                    cast.both = document
                        .phrase_with(at, "on")
                        .or_else(|| document.phrase_with(at, "over"))
                        .map(|about| self.behind(about, "between", "between"))
                        .unwrap_or_default();
                }
                let with = self.behind(at, "with", "with");
                push_new(&mut cast.both, with);
                if cast.both.is_empty() {
                    cast.both = self.behind(at, "from", "from");
                }
            }
            NounKind::Say | NounKind::Hold => {
                let mut places = vec![owner, by, of, compound, self.behind(at, "from", "from")];
                if kind == NounKind::Hold {
                    places.push(self.behind(at, "in", "in"));
                }
                cast.source = first(places);
                if kind == NounKind::Say {
                    cast.target = first(vec![
                        self.behind(at, "to", "to"),
                        self.behind(at, "against", "against"),
                    ]);
                }
            }
            NounKind::Move => {
                cast.source = first(vec![owner, by, of]);
                // "a visit by the king *to Chad*", hung on the king
                let to = |noun| self.behind(noun, "to", "to");
                let whose = document.phrase_with(at, "by");
                cast.target = first(vec![
                    to(at),
                    whose.map(to).unwrap_or_default(),
                    self.behind(at, "in", "in"),
                ]);
                if cast.source.is_empty() {
                    cast.source = compound;
                } else if cast.target.is_empty() {
                    cast.target = compound;
                }
            }
            NounKind::Act if document.phrase_with(at, "between").is_some() => {
                cast.both = self.behind(at, "between", "between");
            }
            NounKind::Act if !self.around_verb(at, "between").is_empty() => {
                cast.both = self.around_verb(at, "between");
            }
            NounKind::Act => self.act_cast(at, &mut cast, [owner, by, of, compound]),
        }
        let source = cast.source.clone();
        cast.target
            .retain(|filler| !source.iter().any(|other| other.actor == filler.actor));
        cast
    }

    /// "Clashes broke out *between* police and protesters": who stands behind a preposition that hangs on the verb of the noun at `at`.
    fn around_verb(&self, at: usize, preposition: &str) -> Vec<Filler> {
        let document = self.document;
        if !self.dependency(at).is_subject() {
            return Vec::new();
        }
        let Some(verb) = document.head(at) else {
            return Vec::new();
        };
        let mut found = self.behind(verb, preposition, "between");
        // "between police and protesters", cut at the "and"
        if let [one] = found[..] {
            let other = self.joined_after(&one, "between");
            push_new(&mut found, other.into_iter().collect());
        }
        found
    }

    /// "the delivery of tanks *to Peru*", hung on what is given.
    fn given_to(&self, at: usize) -> Vec<Filler> {
        let document = self.document;
        if !is_giving(document.lemma(at)) {
            return Vec::new();
        }
        let thing = document.phrase_with(at, "of");
        thing.map_or_else(Vec::new, |thing| self.behind(thing, "to", "to"))
    }

    /// The cast of a noun for an act: whom it has by possessor, by "by", by "of" and by the nouns before it.
    fn act_cast(&self, at: usize, cast: &mut Cast, [owner, by, of, compound]: [Vec<Filler>; 4]) {
        let document = self.document;
        // "Rabin's *assassination*": what is done to whoever has it
        let suffered = of.is_empty()
            && is_suffered(document.lemma(at))
            && owner
                .iter()
                .all(|filler| self.actors[filler.actor.0].kind == ActorKind::Person);
        if suffered && !owner.is_empty() {
            cast.source = by;
            cast.target = owner;
            return;
        }
        // "met at the *request* of Chad"
        let of_whom = matches!(
            document.lemma(at),
            "behest" | "insistence" | "invitation" | "request" | "urging"
        );
        let (by, of) = if of_whom && by.is_empty() {
            (of, Vec::new())
        } else {
            (by, of)
        };
        let mut acting = first(vec![owner, by]);
        let from = self.behind(at, "from", "from");
        if acting.is_empty() && is_uttered(document.lemma(at)) {
            acting.clone_from(&from);
        }
        let acted = first(vec![
            self.behind(at, "against", "against"),
            self.behind(at, "on", "on"),
            self.behind(at, "to", "to"),
            self.given_to(at),
            if acting == from { Vec::new() } else { from },
            self.behind(at, "at", "at"),
            self.behind(at, "with", "with"),
            self.behind(at, "for", "for"),
        ]);
        if !acted.is_empty() {
            let of = if is_giving(document.lemma(at)) {
                Vec::new()
            } else {
                of
            };
            cast.source = first(vec![acting, of, compound]);
            cast.target = acted;
        } else if acting.is_empty() {
            let (hit, compound): (Vec<Filler>, Vec<Filler>) =
                compound.into_iter().partition(|filler| {
                    strikes_a_place(document.lemma(at)) && self.is_place_name(*filler)
                });
            if !hit.is_empty() {
                cast.source = compound;
                cast.target = hit;
            } else if of.is_empty() {
                cast.source = compound;
            } else {
                cast.source = compound;
                cast.target = of;
            }
            if cast.target.is_empty() && strikes_a_place(document.lemma(at)) {
                cast.target = self.behind(at, "in", "in");
            }
            // "troops are on *alert* in Lima": they guard it
            if cast.target.is_empty() && document.lemma(at) == "alert" {
                let around = document.head(at).into_iter().chain([at]);
                cast.target = around
                    .map(|from| self.behind(from, "in", "in"))
                    .find(|found| !found.is_empty())
                    .unwrap_or_default();
            }
        } else {
            cast.source = acting;
            cast.target = first(vec![of, self.behind(at, "in", "in"), compound]);
        }
    }
}

/// The first of these lists that holds anybody.
fn first(lists: Vec<Vec<Filler>>) -> Vec<Filler> {
    lists
        .into_iter()
        .find(|list| !list.is_empty())
        .unwrap_or_default()
}

/// What is done with things, to somebody.
fn is_giving(lemma: &str) -> bool {
    matches!(
        lemma,
        "delivery"
            | "donation"
            | "export"
            | "provision"
            | "sale"
            | "shipment"
            | "supply"
            | "transfer"
    )
}

/// What is done to a person, and not by one.
fn is_suffered(lemma: &str) -> bool {
    matches!(
        lemma,
        "abduction"
            | "arrest"
            | "assassination"
            | "capture"
            | "deportation"
            | "detention"
            | "execution"
            | "extradition"
            | "imprisonment"
            | "kidnapping"
            | "killing"
            | "murder"
            | "ouster"
            | "release"
    )
}

/// What somebody utters: whom it comes *from* has uttered it.
fn is_uttered(lemma: &str) -> bool {
    matches!(
        lemma,
        "accusation"
            | "appeal"
            | "complaint"
            | "condemnation"
            | "criticism"
            | "demand"
            | "objection"
            | "offer"
            | "opposition"
            | "outcry"
            | "plea"
            | "pledge"
            | "praise"
            | "promise"
            | "protest"
            | "request"
            | "resistance"
            | "support"
            | "threat"
            | "warning"
    )
}

/// Acts that hit the place they happen in: "the bombing in Nairobi", unlike "the conflict in Sudan".
fn strikes_a_place(lemma: &str) -> bool {
    matches!(
        lemma,
        "attack"
            | "bombing"
            | "blast"
            | "explosion"
            | "killing"
            | "massacre"
            | "shooting"
            | "raid"
            | "strike"
            | "shelling"
            | "airstrike"
            | "invasion"
            | "deployment"
    )
}
