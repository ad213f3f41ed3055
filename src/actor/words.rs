//! Words of noun phrases that are no names: articles, particles, Mr, days and months, words that open a sentence.

use crate::types::{Document, Sentence};

/// Whether no sentence begins with a capital, and hardly a word has one: capitals tell nothing.
pub(super) fn is_all_small(document: &Document) -> bool {
    let capital = |at: usize| begins_with_capital(document.word(at));
    let opens = |sentence: &Sentence| sentence.tokens.clone().next().is_some_and(capital);
    !document.tokens.is_empty()
        && !document.sentences.iter().any(opens)
        && (0..document.tokens.len()).filter(|&at| capital(at)).count() * 50 < document.tokens.len()
}

/// So many words in capitals are more than a few acronyms.
const HEADLINE: usize = 4;

/// Whether the sentence is written in capitals throughout, as headlines are.
pub(super) fn is_all_capitals(document: &Document, sentence: &Sentence) -> bool {
    let text = document.slice(sentence.span);
    !text.chars().any(char::is_lowercase)
        && sentence
            .tokens
            .clone()
            .filter(|&at| begins_with_capital(document.word(at)))
            .count()
            >= HEADLINE
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

pub(super) fn is_particle(form: &str) -> bool {
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

/// "expelled the ambassador *hours* later".
fn is_step(document: &Document, at: usize) -> bool {
    matches!(
        document.form(at),
        "minutes" | "hours" | "days" | "weeks" | "months" | "years"
    ) && document.tokens.get(at + 1).is_some()
        && matches!(
            document.form(at + 1),
            "later" | "earlier" | "ago" | "after" | "before"
        )
}

pub(super) fn is_calendar(document: &Document, at: usize) -> bool {
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
    ) || is_step(document, at)
        || document.form(at) == "march"
            && document.tokens.get(at + 1).is_some_and(|next| {
                document
                    .slice(next.span)
                    .starts_with(|c: char| c.is_ascii_digit())
            })
}

pub(super) fn is_function_word(form: &str) -> bool {
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
pub(super) fn is_common_modifier(form: &str) -> bool {
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
