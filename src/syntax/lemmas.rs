//! Word and tag → lemma, by the longest known ending.

use super::irregular;
use super::model::Model;
use super::words::mix;
use crate::types::{Document, FineTag, FormSpan, Tag};

/// Endings longer than this are not looked up, but for the whole word.
pub const MAX_ENDING: usize = 5;

/// Writes the lemma of token `at` into [`Document::forms`], where it differs from the lower-case form.
pub fn write(model: &Model, document: &mut Document, at: usize) {
    let token = document.tokens[at];
    let proper = token.tag == Tag::Propn;
    let mut word = if proper {
        document.word(at)
    } else {
        document.form(at)
    };
    if !word.is_char_boundary(word.len()) || word.is_empty() {
        return;
    }
    let (take_off, add) = irregular::rule(document.form(at), token.tag, token.fine)
        .or_else(|| rule(model, document.form(at), token.tag, token.fine))
        .unwrap_or((0, ""));
    if let Some(kept) = word
        .len()
        .checked_sub(take_off)
        .and_then(|kept| word.get(..kept))
        && !(kept.is_empty() && add.is_empty())
    {
        word = kept;
    }
    if word.len() == token.form.range().len() && add.is_empty() && word == document.form(at) {
        document.tokens[at].lemma = token.form;
        return;
    }
    let start = document.forms.len();
    let kept = word.to_owned();
    document.forms.push_str(&kept);
    document.forms.push_str(add);
    document.tokens[at].lemma = FormSpan::new(start, document.forms.len());
}

/// The rule for the whole word, or else for its longest known ending.
fn rule<'a>(model: &Model<'a>, form: &str, tag: Tag, fine: FineTag) -> Option<(usize, &'a str)> {
    // one walk from the end gives the hash of every ending on its way to that of the word
    let (mut hashes, mut known, mut hash) = ([NO_LETTER; MAX_ENDING + 1], 1, NO_LETTER);
    for (at, byte) in form.bytes().enumerate().rev() {
        hash = before(hash, byte);
        if known <= MAX_ENDING && form.is_char_boundary(at) {
            hashes[known] = hash;
            known += 1;
        }
    }
    let rule = |hash, whole| model.lemma_rule(finish(hash, whole, tag, fine));
    rule(hash, true).or_else(|| {
        hashes[..known]
            .iter()
            .rev()
            .find_map(|&hash| rule(hash, false))
    })
}

/// The endings of a word, the longest first, the empty one last.
pub fn endings(form: &str) -> impl Iterator<Item = &str> {
    (0..=MAX_ENDING).rev().filter_map(move |length| {
        if length == 0 {
            return Some("");
        }
        let (start, _) = form.char_indices().rev().nth(length - 1)?;
        Some(&form[start..])
    })
}

/// The key of an ending, or of a whole word, under a tag.
pub fn key(ending: &str, whole: bool, tag: Tag, fine: FineTag) -> u32 {
    finish(
        ending.bytes().rev().fold(NO_LETTER, before),
        whole,
        tag,
        fine,
    )
}

/// The hash of no letter.
const NO_LETTER: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of an ending with one more byte in front.
fn before(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn finish(hash: u64, whole: bool, tag: Tag, fine: FineTag) -> u32 {
    let hash = mix(hash ^ mix(tag as u64 * 64 + fine as u64 + u64::from(whole) * 8192));
    u32::try_from(hash >> 32).map_or(1, |key| key.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The trainer writes rules under the keys of `endings`; one walk from the end of the word has to come by the same.
    #[test]
    fn one_walk_finds_what_the_keys_of_all_endings_find() {
        let model = crate::syntax::own_model();
        let mut found = 0;
        for form in [
            "",
            "a",
            "is",
            "went",
            "talks",
            "envoys",
            "ministers",
            "signing",
            "signed",
            "countries",
            "wolves",
            "bigger",
            "worst",
            "naïvetés",
            "überflüge",
            "münchens",
            "’s",
            "20s",
            "zzzzzzzzzz",
        ] {
            for (tag, fine) in [
                (Tag::Noun, FineTag::Nns),
                (Tag::Noun, FineTag::Nn),
                (Tag::Verb, FineTag::Vbd),
                (Tag::Verb, FineTag::Vbg),
                (Tag::Aux, FineTag::Vbz),
                (Tag::Adj, FineTag::Jjr),
                (Tag::Propn, FineTag::Nnps),
            ] {
                let known = |ending: &str, whole| model.lemma_rule(key(ending, whole, tag, fine));
                let wanted = known(form, true)
                    .or_else(|| endings(form).find_map(|ending| known(ending, false)));
                assert_eq!(rule(&model, form, tag, fine), wanted, "{form} {tag:?}");
                found += usize::from(wanted.is_some());
            }
        }
        assert!(found > 50, "{found}");
        let all: Vec<&str> = endings("naïvetés").collect();
        assert_eq!(all, ["vetés", "etés", "tés", "és", "s", ""]);
        assert_eq!(endings("is").collect::<Vec<_>>(), ["is", "s", ""]);
    }
}
