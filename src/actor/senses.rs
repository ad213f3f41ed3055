//! Words the lexicon knows → what they mean where they stand: "Jordan" may be a state or a surname, "head" a noun or a verb.

use crate::lexicon::actors::{Match, Number, Sense};
use crate::types::{ActorKind, FineTag, Sentence, Tag};

use super::phrases::{Kind, Part, Reader};
use super::words::{begins_with_capital, is_determiner, is_honorific};

impl Reader<'_> {
    /// What the words found at `at` mean here; `None` where they are ordinary words.
    pub(super) fn known(
        &self,
        at: usize,
        found: &Match,
        sentence: &Sentence,
        before: Option<&Part>,
    ) -> Option<Kind> {
        let last = at + found.tokens - 1;
        if let Some((person, _)) = sense(found, |sense| match sense {
            Sense::Person(person) => Some(person),
            _ => None,
        }) {
            return Some(Kind::Person(person));
        }
        // "President *Lagos*" is no city
        if before.is_some_and(|part| self.is_title(part))
            && let Some((person, _)) = self.surname(found)
        {
            return Some(Kind::Person(person));
        }
        if let Some((body, doubtful)) = sense(found, |sense| match sense {
            Sense::Body(body) => Some(body),
            _ => None,
        }) {
            let article = at > sentence.tokens.start && self.document.form(at - 1) == "the";
            // "the Department of State *Services*" is not the Department of State
            let goes_on = (at..last).any(|at| self.document.form(at) == "of")
                && last + 1 < sentence.tokens.end
                && self.is_unknown_name(last + 1, sentence)
                && self.longest(last + 1, sentence.tokens.end).is_none();
            if goes_on {
                return Some(Kind::Name(None));
            }
            // "Peru's *Congress*", "the Peruvian *Congress*": that of another country than the one so called
            let country = self.lexicon.bodies[usize::from(body)].country;
            let elsewhere = before.is_some_and(
                |part| matches!(part.kind, Kind::Nationality(state, _) if Some(state) != country),
            );
            let owned = at == last
                && at > sentence.tokens.start
                && country.is_some()
                && (elsewhere || self.document.tokens[at - 1].fine == FineTag::Pos);
            let noun = sense(found, |sense| match sense {
                Sense::Noun(noun, number) => Some(Kind::Noun(noun, number)),
                _ => None,
            });
            if owned && noun.is_some() {
                return noun.map(|(kind, _)| kind);
            }
            if !doubtful || article && !self.is_between_names(at, last, sentence) {
                return Some(Kind::Body(body));
            }
        }
        if let Some(kind) = self.of_country(at, found, sentence) {
            return Some(kind);
        }
        if let Some((person, doubtful)) = self.surname(found) {
            return Some(if doubtful {
                Kind::Name(Some(person))
            } else {
                Kind::Person(person)
            });
        }
        let (noun, _) = sense(found, |sense| match sense {
            Sense::Noun(noun, number) => Some((noun, number)),
            _ => None,
        })?;
        self.is_noun(at, last, sentence)
            .then_some(Kind::Noun(noun.0, noun.1))
    }

    /// A state, nationality, capital or place; the name of somebody where other names stand around a doubtful one.
    fn of_country(&self, at: usize, found: &Match, sentence: &Sentence) -> Option<Kind> {
        let last = at + found.tokens - 1;
        // "George *Washington*" is no city
        let follows_first_name = at > sentence.tokens.start
            && begins_with_capital(self.document.word(at - 1))
            && self.lexicon.is_given_name(self.document.form(at - 1));
        let unless_name = |(kind, doubtful): (Kind, bool)| {
            if follows_first_name || doubtful && self.is_between_names(at, last, sentence) {
                Kind::Name(None)
            } else {
                kind
            }
        };
        let state = sense(found, |sense| match sense {
            Sense::State(state) => Some(Kind::State(state)),
            _ => None,
        });
        if state.is_some() {
            return state.map(unless_name);
        }
        let people = sense(found, |sense| match sense {
            Sense::People(state, number) => Some((state, number)),
            _ => None,
        });
        let people = people.map(|(people, _)| people);
        let adjective = sense(found, |sense| match sense {
            Sense::Adjective(state) => Some(state),
            _ => None,
        });
        if let Some((state, _)) = adjective {
            return Some(Kind::Nationality(state, people.map(|(_, number)| number)));
        }
        if let Some((state, number)) = people {
            return Some(Kind::Nationality(state, Some(number)));
        }
        let place = |wanted: fn(Sense) -> Option<Kind>| sense(found, wanted).map(unless_name);
        place(|sense| match sense {
            Sense::Capital(state) => Some(Kind::Capital(state)),
            _ => None,
        })
        .or_else(|| {
            place(|sense| match sense {
                Sense::Place(state) => Some(Kind::Place(state)),
                _ => None,
            })
        })
    }

    /// Whether a name the lexicon does not know stands right before or behind the tokens.
    fn is_between_names(&self, first: usize, last: usize, sentence: &Sentence) -> bool {
        let (before, next) = (first.checked_sub(1), last + 1);
        before.is_some_and(|at| at >= sentence.tokens.start && self.is_unknown_name(at, sentence))
            || next < sentence.tokens.end
                && self.is_unknown_name(next, sentence)
                && self.longest(next, sentence.tokens.end).is_none()
    }

    /// "President", "Mr".
    fn is_title(&self, part: &Part) -> bool {
        match part.kind {
            Kind::Noun(noun, Number::Singular) => {
                self.lexicon.nouns[usize::from(noun)].kind == ActorKind::Person
            }
            _ => is_honorific(self.document.form(part.first)),
        }
    }

    /// Of the people with this surname, the one whose office is nearest to the day of publication.
    fn surname(&self, found: &Match) -> Option<(u16, bool)> {
        found
            .senses
            .iter()
            .filter_map(|found| match found.sense {
                Sense::Surname(person) => Some((person, found.doubtful)),
                _ => None,
            })
            .min_by_key(|&(person, _)| {
                self.lexicon.people[usize::from(person)].distance(self.published)
            })
    }

    /// Whether the words, a noun by the lexicon, are a noun here: "general" and "head" need not be.
    fn is_noun(&self, first: usize, last: usize, sentence: &Sentence) -> bool {
        let document = self.document;
        if first < last {
            return true;
        }
        if self.is_bare_mass(first, sentence) {
            return false;
        }
        // "searched the *house*": the one that votes has a capital
        if matches!(document.form(first), "house" | "houses")
            && !begins_with_capital(document.word(first))
        {
            return false;
        }
        match document.tokens[first].tag {
            Tag::Noun | Tag::Propn => true,
            Tag::X => {
                let next = (last + 1 < sentence.tokens.end).then(|| document.form(last + 1));
                let verbish = matches!(
                    document.form(first),
                    "head"
                        | "heads"
                        | "state"
                        | "states"
                        | "press"
                        | "monitor"
                        | "monitors"
                        | "rival"
                        | "people's"
                        | "marine"
                        | "general"
                        | "major"
                        | "deputy"
                        | "public"
                        | "daily"
                        | "local"
                        | "national"
                        | "liberal"
                        | "conservative"
                        | "radical"
                        | "moderate"
                        | "regular"
                        | "man"
                        | "power"
                );
                !verbish
                    || next.is_none_or(|next| {
                        matches!(
                            next,
                            "of" | "and"
                                | ","
                                | "."
                                | "in"
                                | "said"
                                | "says"
                                | "to"
                                | "for"
                                | "was"
                                | "were"
                                | "is"
                                | "are"
                                | "has"
                                | "have"
                                | "had"
                                | "will"
                                | "'s"
                        )
                    })
            }
            Tag::Adj => {
                begins_with_capital(document.word(first))
                    || document.tokens[first].fine.is_noun()
                    || self.closes_phrase(first, sentence)
            }
            _ => false,
        }
    }

    /// "the Peruvian *military* objected": what stands between an article or adjective and a verb is a noun, whatever its tag.
    fn closes_phrase(&self, at: usize, sentence: &Sentence) -> bool {
        let document = self.document;
        let tag = |at: usize| document.tokens[at].tag;
        let opened = at > sentence.tokens.start
            && (matches!(tag(at - 1), Tag::Adj | Tag::Propn | Tag::Det)
                || matches!(document.form(at - 1), "'s" | "’s"));
        let next = at + 1;
        opened && next < sentence.tokens.end && matches!(tag(next), Tag::Verb | Tag::Aux)
    }

    /// "demanded *justice*", "taken *hostage*", "*opposition* to the deal": no judge, no person and no party.
    fn is_bare_mass(&self, at: usize, sentence: &Sentence) -> bool {
        let document = self.document;
        let form = document.form(at);
        let before = (at > sentence.tokens.start).then(|| at - 1);
        let next = (at + 1 < sentence.tokens.end).then(|| document.form(at + 1));
        match form {
            "justice" => before.is_none_or(|before| {
                !is_determiner(document.form(before))
                    && !matches!(document.form(before), "chief" | "associate" | "'s" | "’s")
                    && !begins_with_capital(document.word(before))
            }),
            // "taken *hostage*"
            "hostage" | "prisoner" | "captive" => {
                document
                    .head(at)
                    .is_some_and(|verb| matches!(document.lemma(verb), "take" | "hold" | "keep"))
                    && document.children(at).next().is_none()
            }
            "opposition" => next == Some("to"),
            // "*hundreds* of dollars", "three *hundreds*"
            "hundreds" | "thousands" | "dozens" => {
                next == Some("of")
                    || before.is_some_and(|before| {
                        matches!(document.form(before), "of" | "the" | "in" | "by")
                            || document.tokens[before].tag == Tag::Num
                    })
            }
            // "used *force*", "by *force*"
            "force" => before.is_none_or(|before| {
                !begins_with_capital(document.word(before))
                    && !is_determiner(document.form(before))
                    && !matches!(document.tokens[before].tag, Tag::Noun | Tag::Num)
            }),
            // "a *state* of emergency"
            "state" => {
                next == Some("of")
                    && at + 2 < sentence.tokens.end
                    && matches!(
                        document.form(at + 2),
                        "emergency"
                            | "siege"
                            | "war"
                            | "alert"
                            | "readiness"
                            | "martial"
                            | "mourning"
                            | "affairs"
                    )
            }
            _ => false,
        }
    }
}

/// The first sense of that kind, and whether the form is doubtful where it means that.
fn sense<T>(found: &Match, wanted: impl Fn(Sense) -> Option<T>) -> Option<(T, bool)> {
    found
        .senses
        .iter()
        .find_map(|found| Some((wanted(found.sense)?, found.doubtful)))
}
