//! Tokens → direct speech.

use crate::types::{Document, Quotation, Span, Token};

/// A quotation of fewer words that ends without a stop or comma is a quoted word or phrase, not speech.
const MIN_CLAUSE_WORDS: usize = 5;

/// The quotations of a document, in order. One that nothing closes runs to the end of its paragraph.
pub(super) fn find(document: &Document) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    for paragraph in &document.paragraphs {
        let mut open: Option<usize> = None;
        let sentences = &document.sentences[paragraph.sentences.clone()];
        let first = sentences.first().map_or(0, |first| first.tokens.start);
        let end = sentences.last().map_or(0, |last| last.tokens.end);
        for &Token { span, .. } in &document.tokens[first..end] {
            if document.text.as_bytes()[span.start].is_ascii_alphanumeric() {
                continue; // most of them
            }
            match (document.slice(span), open) {
                ("“" | "``" | "«", _) | ("\"", None) => open = Some(span.start),
                ("”" | "''" | "»" | "\"", Some(start)) => {
                    quotations.push(quotation(document, Span::new(start, span.end)));
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(start) = open {
            quotations.push(quotation(document, Span::new(start, paragraph.span.end)));
        }
    }
    quotations
}

fn quotation(document: &Document, span: Span) -> Quotation {
    let tokens = document.tokens_in(span);
    let words = tokens
        .clone()
        .filter(|&at| document.word(at).chars().any(char::is_alphanumeric))
        .count();
    let stopped = tokens.end >= 2
        && tokens.len() > 3
        && matches!(document.word(tokens.end - 2), "," | "." | "?" | "!");
    Quotation {
        span,
        clause: words >= MIN_CLAUSE_WORDS || stopped,
    }
}

#[cfg(test)]
mod tests {
    use crate::types::Options;

    fn check(text: &str, wanted: &[(&str, bool)]) {
        let document = crate::text::read(text, &Options::default());
        let found: Vec<(&str, bool)> = document
            .quotations
            .iter()
            .map(|quotation| (document.slice(quotation.span), quotation.clause))
            .collect();
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn quotations() {
        check("“We left,” he said.", &[("“We left,”", true)]);
        check("an “immediate” attack", &[("“immediate”", false)]);
        check(
            "\"We will go,\" he said. \"Soon.\"",
            &[("\"We will go,\"", true), ("\"Soon.\"", true)],
        );
        check(
            "“One paragraph goes on and on\n\n“and then ends.”",
            &[
                ("“One paragraph goes on and on", true),
                ("“and then ends.”", true),
            ],
        );
        check("no quotation", &[]);
    }
}
