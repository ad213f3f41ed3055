//! Byte spans → places in the unit the reader counts in.

use crate::types::timeline::{Offsets, Place, Range};
use crate::types::{Document, PartId, Span};

/// Bytes between two marks of the index: a lookup counts at most so many, and a byte holds the count.
const STEP: usize = 64;

/// Turns byte spans of a document into places in its texts, each in constant time but for the search for the text.
pub(super) struct Places<'a> {
    document: &'a Document,
    offsets: Offsets,
    /// Units before byte `0`, [`STEP`], `2 * STEP`, …; empty where a unit is a byte.
    marks: Vec<usize>,
}

impl<'a> Places<'a> {
    /// An index over the text of `document`; places count in `offsets`.
    pub(super) fn new(document: &'a Document, offsets: Offsets) -> Self {
        let text = &document.text;
        let mut marks = Vec::new();
        if offsets != Offsets::Byte && !text.is_ascii() {
            let mut units = 0;
            for block in text.as_bytes().chunks(STEP) {
                marks.push(units);
                units += count(block, offsets);
            }
            marks.push(units);
        }
        Self {
            document,
            offsets,
            marks,
        }
    }

    /// The place of `span`, with its words.
    pub(super) fn place(&self, span: Span) -> Place {
        let Range { doc, start, end } = self.range(span);
        Place {
            doc,
            start,
            end,
            text: self.document.slice(span).to_owned(),
        }
    }

    /// The places of `spans`, with their words.
    pub(super) fn places(&self, spans: impl IntoIterator<Item = Span>) -> Vec<Place> {
        spans.into_iter().map(|span| self.place(span)).collect()
    }

    /// The place of `span`.
    pub(super) fn range(&self, span: Span) -> Range {
        let PartId(doc) = self.document.part_at(span.start);
        let first = match self.document.parts.get(doc) {
            Some(part) => self.unit(part.span.start),
            None => 0,
        };
        Range {
            doc,
            start: self.unit(span.start) - first,
            end: self.unit(span.end) - first,
        }
    }

    fn unit(&self, byte: usize) -> usize {
        match self.marks.get(byte / STEP) {
            Some(before) => {
                let from = byte / STEP * STEP;
                before + count(&self.document.text.as_bytes()[from..byte], self.offsets)
            }
            None => byte,
        }
    }
}

/// The characters that begin in `bytes`, up to [`STEP`], in `offsets`; a character of four bytes is two units of UTF-16.
fn count(bytes: &[u8], offsets: Offsets) -> usize {
    let wide = u8::from(offsets == Offsets::Utf16);
    let units = |byte: &u8| u8::from(!matches!(byte, 0x80..=0xBF)) + wide * u8::from(*byte >= 0xF0);
    usize::from(bytes.iter().map(units).sum::<u8>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_counts_right() {
        let samples = ["", "plain", "naïve – “𝒳”", &"a𝒳é—".repeat(60)];
        for text in samples {
            let document = Document {
                text: text.to_owned(),
                ..Document::default()
            };
            let boundaries = text
                .char_indices()
                .map(|(at, _)| at)
                .chain(std::iter::once(text.len()));
            for at in boundaries {
                let unit = |offsets| Places::new(&document, offsets).unit(at);
                assert_eq!(unit(Offsets::Byte), at);
                assert_eq!(unit(Offsets::Char), text[..at].chars().count());
                assert_eq!(unit(Offsets::Utf16), text[..at].encode_utf16().count());
            }
        }
    }
}
