//! Tokens → noun phrases, cut into the parts that say who is meant.

use chrono::NaiveDate;

use crate::lexicon::actors::{ActorLexicon, Capitals, Match, Number, Sense};
use crate::types::{Document, FineTag, Sentence, Tag};

use super::words::{
    begins_with_capital, is_calendar, is_common_modifier, is_determiner, is_function_word,
    is_honorific, is_particle,
};

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
    pub capitals: Capitals,
}

impl Reader<'_> {
    /// The longest stretch of words from `at` up to `end` that the lexicon knows.
    pub(super) fn longest(&self, at: usize, end: usize) -> Option<Match> {
        self.lexicon.longest(self.document, at, end, self.capitals)
    }

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
        while at < sentence.tokens.end
            && is_determiner(self.document.form(at))
            && !self.opens_name(at, sentence)
        {
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
        // "militants *loyal* to him", "found the minister *guilty*": what is said of them stands behind
        while let [.., noun, last] = parts[..]
            && noun.kind.names()
            && self.is_predicated(last)
        {
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

    /// Whether a part is an adjective that belongs to what stands before it.
    fn is_predicated(&self, part: Part) -> bool {
        part.kind == Kind::Word
            && self.document.tokens[part.last].tag == Tag::Adj
            && self
                .document
                .head(part.last)
                .is_some_and(|head| head < part.last)
    }

    /// "*The* Hague": the article is part of a name.
    fn opens_name(&self, at: usize, sentence: &Sentence) -> bool {
        let length = |at| {
            let found = self.longest(at, sentence.tokens.end);
            found.map_or(0, |found| found.tokens)
        };
        self.document.form(at) == "the" && length(at) > length(at + 1)
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
        if !word.chars().next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let calendar = is_calendar(document, at);
        if let Some(found) = self.longest(at, sentence.tokens.end)
            && (!calendar || found.tokens > 2) // "March 23 Movement", no day
            && let Some(kind) = self.known(at, &found, sentence, before)
        {
            return Some(Part {
                first: at,
                last: at + found.tokens - 1,
                kind,
            });
        }
        if calendar {
            return None;
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

    /// A capitalized word the lexicon does not know.
    fn is_name_word(&self, at: usize, sentence: &Sentence) -> bool {
        let word = self.document.word(at);
        begins_with_capital(word) && self.is_unknown_name(at, sentence)
    }

    pub(super) fn is_unknown_name(&self, at: usize, sentence: &Sentence) -> bool {
        let document = self.document;
        let word = document.word(at);
        if !begins_with_capital(word)
            || self.capitals == Capitals::Silent
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
                            .longest(at + 1, sentence.tokens.end)
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
