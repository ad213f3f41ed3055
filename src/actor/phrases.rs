//! Tokens → noun phrases, cut into the parts that say who is meant.

use chrono::NaiveDate;

use crate::lexicon::actors::{ActorLexicon, Found, Match, Number, Sense};
use crate::types::{Document, FineTag, Sentence, Tag};

/// A noun phrase up to its head: "the Russian foreign minister Sergei Ivanov", possessors included.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The first token, the article included.
    pub first: usize,
    /// What it consists of, left to right, the article left out.
    pub parts: Vec<Part>,
}

/// A part of a noun phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a part of a noun phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A state by its name ("Russia", "U.S."), usable before a noun as well.
    State(u16),
    /// A nationality, and how many people it names where it stands alone.
    Nationality(u16, Option<Number>),
    /// The capital of a state.
    Capital(u16),
    /// Another city or region of a state.
    Place(u16),
    /// An organization, group or building we know.
    Body(u16),
    /// A person we know, by the full name or the surname.
    Person(u16),
    /// A noun for an office or group.
    Noun(u16, Number),
    /// Capitalized words we do not know; the person the last one may be.
    Name(Option<u16>),
    /// Another adjective or noun.
    Word,
    /// "'s".
    Possessive,
    /// "-" or "/" between two parts.
    Hyphen,
}

/// Reads noun phrases off the tokens of a document.
pub(super) struct Reader<'a> {
    pub document: &'a Document,
    pub lexicon: &'a ActorLexicon,
    pub published: Option<NaiveDate>,
}

impl Reader<'_> {
    /// The noun phrases of `sentence` that hold a part worth knowing.
    pub(super) fn phrases(&self, sentence: &Sentence) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let (phrase, next) = self.phrase(at, sentence);
            if phrase.parts.iter().any(|part| part.kind.names()) {
                phrases.push(phrase);
            }
            at = next.max(at + 1);
        }
        phrases
    }

    fn phrase(&self, first: usize, sentence: &Sentence) -> (Phrase, usize) {
        let mut at = first;
        while at < sentence.tokens.end && is_determiner(self.document.form(at)) {
            at += 1;
        }
        // "said *that* the government": no part of whom it says so of
        let conjunction = self.document.form(first) == "that"
            && (self.document.tokens[first].tag == Tag::Sconj || at > first + 1);
        let first = if conjunction { first + 1 } else { first };
        let mut parts: Vec<Part> = Vec::new();
        while at < sentence.tokens.end {
            let Some(part) = self.part(at, sentence, parts.last()) else {
                break;
            };
            at = part.last + 1;
            parts.push(part);
        }
        while parts.last().is_some_and(|part| part.kind == Kind::Hyphen) {
            parts.pop();
        }
        (
            Phrase {
                first,
                parts: joined(parts),
            },
            at,
        )
    }

    fn part(&self, at: usize, sentence: &Sentence, before: Option<&Part>) -> Option<Part> {
        let document = self.document;
        let word = document.word(at);
        let single = |kind| {
            Some(Part {
                first: at,
                last: at,
                kind,
            })
        };
        if let Some(before) = before {
            if matches!(word, "'s" | "’s") && before.kind.owns() {
                return single(Kind::Possessive);
            }
            if matches!(word, "'" | "’")
                && before.kind.owns()
                && document.word(before.last).ends_with('s')
            {
                return single(Kind::Possessive);
            }
            let glued = document.tokens[before.last].span.end == document.tokens[at].span.start;
            if matches!(word, "-" | "/" | "–") && glued && before.kind != Kind::Hyphen {
                return single(Kind::Hyphen);
            }
        }
        if !word.chars().next().is_some_and(char::is_alphanumeric) || is_calendar(document, at) {
            return None;
        }
        if let Some(found) = self.lexicon.longest(document, at, sentence.tokens.end)
            && let Some(kind) = self.known(at, &found, sentence)
        {
            return Some(Part {
                first: at,
                last: at + found.tokens - 1,
                kind,
            });
        }
        if self.is_name_word(at, sentence) {
            return single(Kind::Name(None));
        }
        let particle = is_particle(document.form(at))
            && before.is_some_and(|part| {
                matches!(part.kind, Kind::Name(_)) || part.kind == Kind::Hyphen
            })
            && at + 1 < sentence.tokens.end
            && begins_with_capital(document.word(at + 1));
        if particle {
            return single(Kind::Name(None));
        }
        self.is_inner_word(at, sentence).then_some(Part {
            first: at,
            last: at,
            kind: Kind::Word,
        })
    }

    /// What the words found at `at` mean here; `None` where they are ordinary words.
    fn known(&self, at: usize, found: &Match, sentence: &Sentence) -> Option<Kind> {
        let last = at + found.tokens - 1;
        let has = |wanted: fn(&Sense) -> bool| {
            found
                .senses
                .iter()
                .find(|found| wanted(&found.sense))
                .copied()
        };
        let between_names = || {
            at > sentence.tokens.start && self.is_unknown_name(at - 1, sentence)
                || last + 1 < sentence.tokens.end
                    && self.is_unknown_name(last + 1, sentence)
                    && self
                        .lexicon
                        .longest(self.document, last + 1, sentence.tokens.end)
                        .is_none()
        };
        if let Some(Found {
            sense: Sense::Person(person),
            ..
        }) = has(|sense| matches!(sense, Sense::Person(_)))
        {
            return Some(Kind::Person(person));
        }
        if let Some(Found {
            sense: Sense::Body(body),
            doubtful,
            ..
        }) = has(|sense| matches!(sense, Sense::Body(_)))
        {
            let article = at > sentence.tokens.start && self.document.form(at - 1) == "the";
            if !doubtful || article && !between_names() {
                return Some(Kind::Body(body));
            }
        }
        if let Some(Found {
            sense: Sense::State(state),
            doubtful,
            ..
        }) = has(|sense| matches!(sense, Sense::State(_)))
        {
            if !doubtful || !between_names() {
                return Some(Kind::State(state));
            }
            return Some(Kind::Name(None));
        }
        let people = found.senses.iter().find_map(|found| match found.sense {
            Sense::People(state, number) => Some((state, number)),
            _ => None,
        });
        if let Some(Found {
            sense: Sense::Adjective(state),
            ..
        }) = has(|sense| matches!(sense, Sense::Adjective(_)))
        {
            return Some(Kind::Nationality(state, people.map(|(_, number)| number)));
        }
        if let Some((state, number)) = people {
            return Some(Kind::Nationality(state, Some(number)));
        }
        if let Some(Found {
            sense: Sense::Capital(state),
            doubtful,
            ..
        }) = has(|sense| matches!(sense, Sense::Capital(_)))
        {
            return Some(if doubtful && between_names() {
                Kind::Name(None)
            } else {
                Kind::Capital(state)
            });
        }
        if let Some(Found {
            sense: Sense::Place(state),
            doubtful,
            ..
        }) = has(|sense| matches!(sense, Sense::Place(_)))
        {
            return Some(if doubtful && between_names() {
                Kind::Name(None)
            } else {
                Kind::Place(state)
            });
        }
        if let Some(surname) = self.surname(found) {
            let (person, doubtful) = surname;
            return Some(if doubtful {
                Kind::Name(Some(person))
            } else {
                Kind::Person(person)
            });
        }
        found.senses.iter().find_map(|sense| match sense.sense {
            Sense::Noun(noun, number) if self.is_noun(at, last, sentence) => {
                Some(Kind::Noun(noun, number))
            }
            _ => None,
        })
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
                begins_with_capital(document.word(first)) || document.tokens[first].fine.is_noun()
            }
            _ => false,
        }
    }

    /// "demanded *justice*", "taken *hostage*", "*opposition* to the deal": no judge, no person and no party.
    fn is_bare_mass(&self, at: usize, sentence: &Sentence) -> bool {
        let document = self.document;
        let form = document.word(at);
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

    /// A capitalized word the lexicon does not know.
    fn is_name_word(&self, at: usize, sentence: &Sentence) -> bool {
        let word = self.document.word(at);
        begins_with_capital(word) && self.is_unknown_name(at, sentence)
    }

    fn is_unknown_name(&self, at: usize, sentence: &Sentence) -> bool {
        let document = self.document;
        let word = document.word(at);
        if !begins_with_capital(word)
            || is_calendar(document, at)
            || is_honorific(document.form(at))
        {
            return false;
        }
        let token = &document.tokens[at];
        let opens = at == sentence.tokens.start
            || matches!(document.word(at - 1), "“" | "\"" | "``" | ":" | "‘" | "•");
        // "arrested *Said* Omar" within a sentence
        if is_function_word(document.form(at)) && (opens || token.tag != Tag::Propn) {
            return false;
        }
        if token.tag != Tag::X {
            return token.tag == Tag::Propn || !opens && matches!(token.tag, Tag::Noun | Tag::Adj);
        }
        if opens {
            let next_is_name = at + 1 < sentence.tokens.end
                && begins_with_capital(document.word(at + 1))
                && !is_calendar(document, at + 1);
            return next_is_name && !word.ends_with("ing") && !word.ends_with("ed");
        }
        true
    }

    /// An adjective, noun or number within a noun phrase.
    fn is_inner_word(&self, at: usize, sentence: &Sentence) -> bool {
        let document = self.document;
        let token = &document.tokens[at];
        if is_honorific(document.form(at)) {
            return true;
        }
        // "at *least* 51 people": they are 51
        if matches!(document.form(at), "least" | "most")
            && at > sentence.tokens.start
            && document.form(at - 1) == "at"
        {
            return false;
        }
        match token.tag {
            Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn => true,
            Tag::Verb => {
                matches!(token.fine, FineTag::Vbn | FineTag::Vbg)
                    && token.dependency == crate::types::Dependency::Amod
            }
            Tag::X => {
                let form = document.form(at);
                let noun_next = || {
                    at + 1 < sentence.tokens.end
                        && !is_function_word(form)
                        && !form.ends_with("ed")
                        && !form.ends_with("ing")
                        && self
                            .lexicon
                            .longest(document, at + 1, sentence.tokens.end)
                            .is_some_and(|found| {
                                found
                                    .senses
                                    .iter()
                                    .any(|sense| matches!(sense.sense, Sense::Noun(..)))
                            })
                };
                is_common_modifier(form) || noun_next()
            }
            _ => false,
        }
    }
}

impl Kind {
    /// Whether it says who is meant.
    fn names(self) -> bool {
        !matches!(self, Self::Word | Self::Possessive | Self::Hyphen)
    }

    /// Whether "'s" may follow.
    fn owns(self) -> bool {
        !matches!(self, Self::Possessive | Self::Hyphen)
    }
}

/// Joins neighbouring unknown words, hyphens between them included, into one name; a surname we know that follows an unknown
/// first name is part of that name.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let name = match part.kind {
            Kind::Name(person) => Some(person),
            Kind::Person(person) if part.first == part.last => Some(Some(person)),
            _ => None,
        };
        let hyphenated = out.last().is_some_and(|last| last.kind == Kind::Hyphen);
        let name_at = out.len().checked_sub(if hyphenated { 2 } else { 1 });
        if let (Some(person), Some(at)) = (name, name_at)
            && matches!(out[at].kind, Kind::Name(_))
        {
            out[at].last = part.last;
            out[at].kind = Kind::Name(person);
            out.truncate(at + 1);
            continue;
        }
        out.push(part);
    }
    out
}

pub(super) fn begins_with_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

pub(super) fn is_determiner(form: &str) -> bool {
    matches!(
        form,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "some"
            | "any"
            | "all"
            | "both"
            | "each"
            | "every"
            | "several"
            | "many"
            | "few"
            | "other"
            | "no"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "another"
    )
}

fn is_particle(form: &str) -> bool {
    matches!(
        form,
        "al" | "el"
            | "bin"
            | "ibn"
            | "ben"
            | "van"
            | "von"
            | "der"
            | "den"
            | "de"
            | "da"
            | "dos"
            | "du"
            | "di"
            | "la"
            | "le"
            | "ul"
            | "ur"
            | "ad"
            | "as"
            | "ash"
            | "y"
            | "abu"
    )
}

/// Mr and the like: part of the phrase, not of the name.
pub(super) fn is_honorific(form: &str) -> bool {
    matches!(
        form,
        "mr."
            | "mrs."
            | "ms."
            | "mr"
            | "mrs"
            | "ms"
            | "dr."
            | "sir"
            | "lord"
            | "lady"
            | "hon."
            | "messrs."
    )
}

fn is_calendar(document: &Document, at: usize) -> bool {
    matches!(
        document.form(at),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "jan."
            | "feb."
            | "mar."
            | "apr."
            | "jun."
            | "jul."
            | "aug."
            | "sep."
            | "sept."
            | "oct."
            | "nov."
            | "dec."
    ) || document.form(at) == "march"
        && document.tokens.get(at + 1).is_some_and(|next| {
            document
                .slice(next.span)
                .starts_with(|c: char| c.is_ascii_digit())
        })
}

fn is_function_word(form: &str) -> bool {
    is_determiner(form) || FUNCTION_WORDS.binary_search(&form).is_ok()
}

/// Words that open a sentence with a capital without being a name; sorted.
const FUNCTION_WORDS: &[&str] = &[
    "about",
    "according",
    "across",
    "after",
    "against",
    "also",
    "although",
    "amid",
    "among",
    "and",
    "are",
    "around",
    "as",
    "asked",
    "at",
    "be",
    "because",
    "been",
    "before",
    "between",
    "both",
    "breaking",
    "but",
    "by",
    "can",
    "could",
    "despite",
    "did",
    "do",
    "does",
    "down",
    "during",
    "earlier",
    "either",
    "even",
    "five",
    "for",
    "four",
    "from",
    "had",
    "has",
    "have",
    "he",
    "here",
    "him",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "into",
    "is",
    "it",
    "just",
    "later",
    "may",
    "me",
    "meanwhile",
    "might",
    "more",
    "moreover",
    "most",
    "must",
    "near",
    "neither",
    "never",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "ok",
    "on",
    "once",
    "one",
    "only",
    "or",
    "out",
    "over",
    "photo",
    "said",
    "same",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "since",
    "six",
    "so",
    "source",
    "speaking",
    "still",
    "such",
    "than",
    "them",
    "then",
    "there",
    "they",
    "though",
    "three",
    "through",
    "to",
    "told",
    "two",
    "under",
    "until",
    "up",
    "update",
    "us",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "why",
    "will",
    "with",
    "would",
    "yes",
    "yet",
    "you",
];

/// Adjectives that stand before a title or a group so often that they need no tag.
fn is_common_modifier(form: &str) -> bool {
    matches!(
        form,
        "former"
            | "senior"
            | "top"
            | "new"
            | "old"
            | "current"
            | "outgoing"
            | "incoming"
            | "acting"
            | "deputy"
            | "interim"
            | "late"
            | "then"
            | "chief"
            | "high"
            | "ranking"
            | "veteran"
            | "embattled"
            | "newly"
            | "elected"
            | "armed"
            | "local"
            | "federal"
            | "national"
            | "military"
            | "political"
            | "religious"
            | "ethnic"
            | "civilian"
            | "young"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "hundreds"
            | "thousands"
            | "dozens"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "north"
            | "south"
            | "east"
            | "west"
            | "ruling"
            | "right"
            | "left"
            | "wing"
            | "pro"
            | "anti"
            | "ex"
            | "first"
            | "second"
            | "longtime"
            | "hardline"
            | "foreign"
            | "nuclear"
            | "economic"
            | "presidential"
            | "parliamentary"
            | "regional"
            | "state"
    )
}
