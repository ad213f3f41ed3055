//! Mentions that hang on each other: shared nouns, of-chains, appositions.

use crate::lexicon::actors::Number;
use crate::types::{ActorKind, Dependency, MentionKind, Sentence};

use super::composition::{Composer, Named, Nominal, Owner, Raw, Who, owner_of};

impl Composer<'_> {
    /// "Russian and Ukrainian officials": the first adjective shares the noun.
    pub(super) fn coordinate(&mut self) {
        for at in (1..self.raws.len()).rev() {
            let (before, here) = (&self.raws[at - 1], &self.raws[at]);
            let alone = before.first == before.last;
            let state = match (before.who, before.rule) {
                (Who::State(state), "nationality") => state,
                // "*Russian* and Ukrainian officials", not "a Russian and Ukrainian officials"
                (Who::People(state, Number::Singular), "people") if alone => state,
                // "the *British* and Irish ministers": not the people, where the tree sees an adjective
                (Who::People(state, _), "people")
                    if self.document.tokens[before.head].dependency == Dependency::Amod
                        && self.document.head(before.head) == Some(here.head) =>
                {
                    state
                }
                // "*U.S.* and Chinese envoys": a name that is its own adjective
                (Who::State(state), "state-name")
                    if alone && is_letters(self.document.word(before.last)) =>
                {
                    state
                }
                _ => continue,
            };
            let Who::Nominal(nominal) = here.who else {
                continue;
            };
            if before.last + 2 == here.first
                && matches!(
                    self.document.form(before.last + 1),
                    "and" | "or" | "," | "&"
                )
            {
                let shared = Raw {
                    last: here.last,
                    head: here.head,
                    kind: MentionKind::Nominal,
                    who: Who::Nominal(Nominal {
                        owner: Some(Owner::State(state)),
                        ..nominal
                    }),
                    rule: "shared-noun",
                    ..before.clone()
                };
                self.raws[at - 1] = shared;
                self.raws[at].rule = "shared-noun";
            }
        }
    }

    /// "*North* and South Korea": the first shares the name.
    pub(super) fn share_names(&mut self, sentence: &Sentence) {
        let document = self.document;
        for at in (0..self.raws.len()).rev() {
            let raw = self.raws[at].clone();
            let side = raw
                .first
                .checked_sub(2)
                .filter(|&at| at >= sentence.tokens.start);
            let (Who::State(_), "state-name", Some(side)) = (raw.who, raw.rule, side) else {
                continue;
            };
            let shares = is_side(document.form(side))
                && document.form(side + 1) == "and"
                && is_side(document.form(raw.first))
                && raw.first < raw.last;
            if !shares {
                continue;
            }
            let name = document.slice(document.span_of(raw.first + 1, raw.last));
            let called = format!("{} {name}", document.form(side));
            if let Some(state) = self.lexicon.state_called(&called) {
                self.raws.retain(|other| other.last != side);
                self.raws.push(Raw {
                    first: side,
                    last: side,
                    head: side,
                    who: Who::State(state),
                    rule: "shared-name",
                    ..raw
                });
            }
        }
        self.raws.sort_by_key(|raw| (raw.first, raw.last));
    }

    /// "the foreign ministers of France and Poland", "rebels in Chad".
    pub(super) fn chain(&mut self, sentence: &Sentence) {
        let mut at = 0;
        while at < self.raws.len() {
            let raw = self.raws[at].clone();
            self.give_state(at);
            let Who::Nominal(nominal) = raw.who else {
                at += 1;
                continue;
            };
            let mut link = raw.last + 1;
            // "a group *based* in Trinidad"
            let seat = link + 1 < sentence.tokens.end
                && matches!(
                    self.document.form(link),
                    "based" | "headquartered" | "located"
                );
            link += usize::from(seat);
            let form = if link < sentence.tokens.end {
                self.document.form(link)
            } else {
                ""
            };
            let next = self.raws.iter().position(|other| other.first == link + 1);
            let (Some(next), true) = (
                next,
                matches!(form, "of" | "in" | "from" | "at" | "inside" | "for"),
            ) else {
                at += 1;
                continue;
            };
            let weak = form != "of" && nominal.owner.is_some();
            if weak {
                at += 1;
                continue;
            }
            if form == "of" && self.leads_to_name(at, next, nominal) {
                at += 1;
                continue;
            }
            // "*officials from Peru and Chile* met", unlike "withdrew troops from Peru and Chile"
            let hail = || {
                let subject = self.document.tokens[raw.head].dependency.is_subject();
                form == "from" && nominal.number == Number::Plural && subject
            };
            if (form == "of" || hail())
                && nominal
                    .owner
                    .is_none_or(|owner| matches!(owner, Owner::Head(_)))
            {
                at = self.owners(at, next, nominal, &raw) + 1;
            } else {
                if nominal.owner.is_none() && self.raws[next].kind != MentionKind::Modifier {
                    let owner = Some(owner_of(&self.raws[next]));
                    self.raws[at].who = Who::Nominal(Nominal { owner, ..nominal });
                    self.raws[at].rule = "noun-in-place";
                }
                at += 1;
            }
        }
    }

    /// "*Ana Ruiz* of Peru": a person with the name of a state behind "of" is from there.
    fn give_state(&mut self, at: usize) {
        let Some(next) = self.raws.get(at + 1).cloned() else {
            return;
        };
        let raw = &mut self.raws[at];
        let person = matches!(
            raw.who,
            Who::Named(Named {
                kind: ActorKind::Person,
                ..
            }) | Who::Known(_)
        );
        let of = next.first == raw.last + 2 && self.document.form(raw.last + 1) == "of";
        let (Who::State(state), MentionKind::Name) = (next.who, next.kind) else {
            return;
        };
        if !person || !of || raw.kind != MentionKind::Name {
            return;
        }
        if let Who::Named(named) = &mut raw.who {
            named.owner.get_or_insert(Owner::State(state));
        }
        raw.last = next.last;
        self.raws.remove(at + 1);
    }

    /// "*Director of the Peruvian Space Agency* Ana Ruiz": what is read as the name with the agency before it is the holder of
    /// the office.
    fn leads_to_name(&mut self, at: usize, next: usize, nominal: Nominal) -> bool {
        let holder = match self.raws[next].who {
            Who::Named(named) => named.kind == ActorKind::Person && named.owner.is_some(),
            Who::Known(_) => self.raws[next].first < self.raws[next].head,
            _ => false,
        };
        if !holder || !self.is_office(nominal) {
            return false;
        }
        self.give_office(at, next);
        true
    }

    /// Gives the noun at `at` its owners, which begin with the mention at `next`; the last mention used.
    fn owners(&mut self, at: usize, next: usize, nominal: Nominal, raw: &Raw) -> usize {
        let mut owners = vec![next];
        if nominal.number == Number::Plural {
            // "France, Germany and Poland"
            while let Some(&last) = owners.last() {
                let Some(follower) = self.raws.get(last + 1) else {
                    break;
                };
                let between = self.raws[last].last + 1..follower.first;
                let linked = !between.is_empty()
                    && between
                        .clone()
                        .all(|token| matches!(self.document.form(token), "," | "and" | "&"))
                    && matches!(follower.who, Who::State(_) | Who::Body(_));
                if !linked {
                    break;
                }
                owners.push(last + 1);
            }
        }
        // "the town of Kostin in *Peru*", which no table has
        let around = self.raws.get(next + 1).and_then(|other| {
            let name = &self.raws[next];
            let within = other.first == name.last + 2 && self.document.form(name.last + 1) == "in";
            let unknown = matches!(name.who, Who::Named(named) if named.owner.is_none());
            match other.who {
                Who::State(state) if within && unknown => Some(Owner::State(state)),
                _ => None,
            }
        });
        let absorbs = around.is_some()
            || owners
                .iter()
                .all(|&owner| matches!(self.raws[owner].who, Who::State(_) | Who::Body(_)));
        let mut made: Vec<Raw> = Vec::new();
        for &owner in &owners {
            if self.raws[owner].kind == MentionKind::Modifier {
                return at;
            }
            let last = if absorbs {
                self.raws[owner].last
            } else {
                raw.last
            };
            made.push(Raw {
                last,
                who: Who::Nominal(Nominal {
                    owner: around.or(Some(owner_of(&self.raws[owner]))),
                    definite: true,
                    ..nominal
                }),
                rule: "noun-of",
                ..raw.clone()
            });
        }
        let count = made.len();
        if absorbs {
            self.raws.splice(next..next + count, []);
        }
        self.raws.splice(at..=at, made);
        at + count - 1
    }

    /// "Ana Ruiz, the Peruvian envoy,": two mentions of one person.
    pub(super) fn appose(&mut self, sentence: &Sentence) {
        for at in 1..self.raws.len() {
            let (before, here) = (self.raws[at - 1].clone(), self.raws[at].clone());
            let comma = before.last + 2 == here.first
                && matches!(self.document.form(before.last + 1), "," | "—" | "–" | "(");
            // "Director of the Federal Bureau of Investigation (FBI) Ana Ruiz"
            if let Some(office) = self.office_before(at) {
                self.give_office(office, at);
                continue;
            }
            if !comma {
                continue;
            }
            let end = here.last + 1;
            let closed = end >= sentence.tokens.end
                || matches!(
                    self.document.form(end),
                    "." | ")" | ";" | "who" | "—" | "said" | "told" | ":" | "in" | "to"
                )
                || self.document.form(end) == ","
                    && (end + 1 >= sentence.tokens.end
                        || !matches!(self.document.form(end + 1), "and" | "or"));
            if !closed {
                continue;
            }
            match (before.who, here.who) {
                (Who::Named(named), Who::Nominal(nominal)) if self.is_office(nominal) => {
                    self.raws[at - 1].who = Who::Named(Named {
                        noun: named.noun.or(Some(nominal.noun)),
                        owner: named.owner.or(nominal.owner),
                        kind: self.lexicon.nouns[usize::from(nominal.noun)].kind,
                        ..named
                    });
                    self.raws[at].who = Who::Same(at - 1);
                    self.raws[at].rule = "apposition";
                }
                (Who::Known(_), Who::Nominal(nominal)) if self.is_office(nominal) => {
                    self.raws[at].who = Who::Same(at - 1);
                    self.raws[at].rule = "apposition";
                }
                (Who::Nominal(nominal), Who::Named(named))
                    if self.is_office(nominal)
                        && named.kind == ActorKind::Person
                        && named.noun.is_none() =>
                {
                    self.raws[at].who = Who::Named(Named {
                        noun: Some(nominal.noun),
                        owner: named.owner.or(nominal.owner),
                        ..named
                    });
                    self.raws[at].rule = "apposition";
                    self.raws[at - 1].who = Who::Same(at);
                    self.raws[at - 1].rule = "apposition";
                }
                (Who::Nominal(nominal), Who::Known(_)) if self.is_office(nominal) => {
                    self.raws[at - 1].who = Who::Same(at);
                    self.raws[at - 1].rule = "apposition";
                }
                _ => {}
            }
        }
    }

    /// The office "noun of body" right before the name at `at`; letters in brackets may stand between.
    fn office_before(&self, at: usize) -> Option<usize> {
        let name = &self.raws[at];
        if !matches!(
            name.who,
            Who::Named(Named {
                kind: ActorKind::Person,
                ..
            }) | Who::Known(_)
        ) {
            return None;
        }
        let letters = |at: usize| {
            let (first, last) = (self.raws[at].first, self.raws[at].last);
            first > 0 && self.document.form(first - 1) == "(" && self.document.form(last + 1) == ")"
        };
        let follows = |before: usize, gap: usize| self.raws[before].last + 1 + gap == name.first;
        let office = match at.checked_sub(1)? {
            before if follows(before, 0) => before,
            before if follows(before, 1) && letters(before) => before.checked_sub(1)?,
            _ => return None,
        };
        match self.raws[office].who {
            Who::Nominal(nominal) if self.raws[office].rule == "noun-of" => {
                self.is_office(nominal).then_some(office)
            }
            _ => None,
        }
    }

    /// Lets the name at `at` hold the office at `office`.
    fn give_office(&mut self, office: usize, at: usize) {
        let Who::Nominal(nominal) = self.raws[office].who else {
            return;
        };
        if let Who::Named(named) = self.raws[at].who {
            self.raws[at].who = Who::Named(Named {
                noun: named.noun.or(Some(nominal.noun)),
                owner: named.owner.or(nominal.owner),
                kind: self.lexicon.nouns[usize::from(nominal.noun)].kind,
                ..named
            });
        }
        self.raws[office].who = Who::Same(at);
        self.raws[office].rule = "apposition";
    }

    fn is_office(&self, nominal: Nominal) -> bool {
        nominal.number == Number::Singular
            && self.lexicon.nouns[usize::from(nominal.noun)].kind == ActorKind::Person
    }
}

/// "U.S.", "UK": no letter but capitals.
fn is_letters(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

fn is_side(form: &str) -> bool {
    matches!(form, "north" | "south" | "east" | "west")
}
