//! Paragraph → sentences: at a stop that is not part of an abbreviation, an initial or a number.

use std::ops::Range;

use super::tokens::is_abbreviation;
use crate::types::Span;

/// The sentences of a paragraph, without the white space around them.
pub(super) fn find(text: &str, paragraph: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let words = &text[paragraph.start..paragraph.end];
    let mut start = 0;
    let mut from = 0;
    while let Some((at, stop)) = next_stop(words, from) {
        let marks = words[at + stop..].find(|mark| {
            !matches!(
                mark,
                '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']' | '»'
            )
        });
        let end = marks.map_or(words.len(), |marks| at + stop + marks);
        from = end;
        let end = end + footnotes(&words[end..]);
        if ends_here(words, at, end) {
            cut_at_lost_stops(paragraph.start, words, start..end, &mut sentences);
            start = end;
        }
    }
    cut_at_lost_stops(paragraph.start, words, start..words.len(), &mut sentences);
    sentences.retain(|span| !span.is_empty());
    sentences
}

/// "three hours later talks In a call they met": a stop was lost where a capital opens a phrase behind two words in lower
/// case. Adds the sentences of this part of the paragraph.
fn cut_at_lost_stops(base: usize, words: &str, part: Range<usize>, sentences: &mut Vec<Span>) {
    let bytes = &words.as_bytes()[..part.end];
    let mut start = part.start;
    let mut from = part.start;
    while let Some(at) = first(&bytes[from..], *b"ADIO") {
        let capital = from + at;
        from = capital + 1;
        let edge = matches!(bytes[part.start..capital], [.., b'a'..=b'z', b' ']);
        if edge
            && opens_a_phrase(&words[capital..part.end])
            && is_running(&words[start..capital - 1])
        {
            sentences.push(trimmed(base, words, start, capital - 1));
            start = capital - 1;
        }
    }
    sentences.push(trimmed(base, words, start, part.end));
}

/// "In a call", "At their meeting": what opens a sentence and hardly a name.
fn opens_a_phrase(rest: &str) -> bool {
    let mut words = rest.splitn(4, ' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let third = words.next().unwrap_or("");
    matches!(first, "In" | "On" | "At" | "After" | "During")
        && matches!(
            second,
            "a" | "an" | "his" | "her" | "its" | "their" | "this"
        )
        && third.starts_with(|c: char| c.is_lowercase())
}

/// Whether the last two words are in lower case, with nothing between or after them.
fn is_running(words: &str) -> bool {
    let mut last = words.rsplitn(3, ' ');
    let mut lower = || {
        last.next()
            .is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
    };
    lower() && lower()
}

/// The next stop at or after byte `from`, and its length.
fn next_stop(words: &str, from: usize) -> Option<(usize, usize)> {
    const ELLIPSIS: &[u8] = "…".as_bytes();
    let bytes = words.as_bytes();
    let mut from = from;
    loop {
        let at = from + first(&bytes[from..], [b'.', b'!', b'?', ELLIPSIS[0]])?;
        if bytes[at] != ELLIPSIS[0] {
            return Some((at, 1));
        }
        if bytes[at..].starts_with(ELLIPSIS) {
            return Some((at, ELLIPSIS.len()));
        }
        from = at + 1;
    }
}

/// Where the first of the bytes stands that are one of `wanted`.
fn first(bytes: &[u8], wanted: [u8; 4]) -> Option<usize> {
    const BLOCK: usize = 32;
    // compared with each to its end, a block takes a few steps
    let count = |block: &[u8; BLOCK], wanted| -> u8 {
        block.iter().map(|&byte| u8::from(byte == wanted)).sum()
    };
    let without = |block: &&[u8; BLOCK]| wanted.iter().all(|&wanted| count(block, wanted) == 0);
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let from = BLOCK * blocks.iter().take_while(without).count();
    let at = bytes[from..]
        .iter()
        .position(|byte| wanted.contains(byte))?;
    Some(from + at)
}

/// The length of the footnote marks at the head of `rest`: they belong to the sentence before them. " [3][4] Later …"
fn footnotes(rest: &str) -> usize {
    let mut length = 0;
    loop {
        let next = rest[length..].trim_start();
        let digits = next.strip_prefix('[').map_or(0, |inside| {
            inside.len()
                - inside
                    .trim_start_matches(|c: char| c.is_ascii_digit())
                    .len()
        });
        if digits == 0 || !next[digits + 1..].starts_with(']') {
            return length;
        }
        length = rest.len() - next.len() + digits + 2;
    }
}

/// Of the word before a stop, no more than so many bytes are looked at: the rest of an endless one tells nothing.
const LONGEST: usize = 64;

/// Whether a sentence ends after the stop at `at` and the marks that close with it, up to `end`.
fn ends_here(words: &str, at: usize, end: usize) -> bool {
    let rest = &words[end..];
    let next = rest.trim_start();
    if next.is_empty() {
        return true;
    }
    let spaced = next.len() < rest.len();
    let first = next.chars().next().unwrap_or(' ');
    let opens = first.is_uppercase()
        || first.is_numeric()
        || matches!(
            first,
            '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '–' | '—' | '-' | '•'
        );
    let stop = words[at..].chars().next().unwrap_or('.');
    let near = (at.saturating_sub(LONGEST)..at)
        .find(|&byte| words.is_char_boundary(byte))
        .unwrap_or(at);
    let before = words[near..at]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘'))
        .next()
        .unwrap_or("");
    if !spaced {
        // "…the border.The envoy": a missing blank, told from "U.S." and "example.com" by the case on both sides
        let letters = before.chars().filter(|c| c.is_alphabetic()).count();
        return stop == '.'
            && end == at + 1
            && letters > 2
            && first.is_uppercase()
            && !before.contains('.')
            && before
                .chars()
                .all(|c| c.is_lowercase() || !c.is_alphabetic())
            && next.chars().nth(1).is_some_and(char::is_lowercase)
            // "“We left.”She"
            || first.is_uppercase() && words[..end].ends_with('”')
            || end > at + 1
                && opens
                && !matches!(first, '-' | '–' | '—' | '\'')
                && rest.starts_with(['“', '"', '‘']);
    }
    if !opens {
        return matches!(stop, '!' | '?')
            && end == at + 1
            && first.is_alphabetic()
            && first.is_uppercase();
    }
    if stop != '.' || end > at + 1 {
        return true; // closed, or with a footnote
    }
    if before.ends_with('.') || words[..at].ends_with('.') {
        return true; // an ellipsis, then a capital
    }
    if is_initial(before) {
        return false;
    }
    if before.contains('.')
        && before
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(|c| c.is_uppercase() || c == 'p' || c == 'a' || c == 'm')
    {
        return starts_like_sentence(next); // "in the U.S. The envoy" against "the U.S. Army"
    }
    if is_abbreviation(before) {
        return matches!(before, "etc" | "Inc" | "Ltd" | "Co" | "Corp")
            && starts_like_sentence(next);
    }
    true
}

/// "J." in "J. Smith", but not "World War I."
fn is_initial(before: &str) -> bool {
    let mut chars = before.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

/// After an abbreviation, only a word that rarely continues a name shows that a sentence begins.
fn starts_like_sentence(next: &str) -> bool {
    let word: &str = next
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .next()
        .unwrap_or("");
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "I"
            | "You"
            | "But"
            | "And"
            | "In"
            | "On"
            | "At"
            | "For"
            | "His"
            | "Her"
            | "Their"
            | "Its"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "As"
            | "After"
            | "Before"
            | "While"
            | "When"
            | "If"
            | "Some"
            | "No"
            | "Both"
            | "However"
            | "Meanwhile"
            | "Earlier"
            | "Later"
    )
}

/// Whether a lone sentence reads as a headline, byline or crosshead: short, and without a stop.
pub(super) fn is_headline(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '’', '\'', ')']);
    !bare.ends_with(['.', '!', '?', '…', ':', ';', ',']) && words.len() <= 160
}

fn trimmed(offset: usize, words: &str, start: usize, end: usize) -> Span {
    let part = &words[start..end];
    let from = start + (part.len() - part.trim_start().len());
    Span::new(offset + from, offset + from + part.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[&str]) {
        let found: Vec<&str> = find(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| &text[span.start..span.end])
            .collect();
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn stops() {
        check(
            "The envoy left. She will return.",
            &["The envoy left.", "She will return."],
        );
        check(
            "The U.S. Army left the U.S. The talks go on.",
            &["The U.S. Army left the U.S.", "The talks go on."],
        );
        check(
            "Gen. J. Smith met Sen. Jones at 3 p.m. Monday.",
            &["Gen. J. Smith met Sen. Jones at 3 p.m. Monday."],
        );
        check("“We left.” She smiled.", &["“We left.”", "She smiled."]);
        check(
            "“We left,” she said. “We will return.”",
            &["“We left,” she said.", "“We will return.”"],
        );
        check(
            "It cost 3.5 million. Nobody paid.",
            &["It cost 3.5 million.", "Nobody paid."],
        );
        check(
            "They crossed the border.The envoy left.",
            &["They crossed the border.", "The envoy left."],
        );
        check(
            "The king died in 1951. [3] His son followed.",
            &["The king died in 1951. [3]", "His son followed."],
        );
        check("Is it over? No… not yet.", &["Is it over?", "No… not yet."]);
    }
}
