//! Text → [`Document`]: front matter, dateline, paragraphs, sentences, tokens, quotations. Tags and trees come later.

mod dateline;
mod front_matter;
mod paragraphs;
mod quotes;
mod sentences;
mod timeml;
mod tokens;

use crate::types::{Document, Note, NoteCode, Options, Sentence, Span};

pub use front_matter::publication;
pub use timeml::{is_timeml, marked};

/// Cuts `text` into paragraphs, sentences and tokens. Any text gives a document.
pub fn read(text: &str, options: &Options) -> Document {
    let mut document = Document {
        id: options.id.clone(),
        title: options.title.clone(),
        ..Document::default()
    };
    document.text = if options.raw {
        text.to_owned()
    } else {
        unwrap(text, &mut document)
    };
    document.published = options.published.or(document.published);
    if document.text.trim().is_empty() {
        let message = "the document holds no text".to_owned();
        document.notes.push(Note {
            code: NoteCode::EmptyDocument,
            span: Span::default(),
            message,
        });
    }
    let paragraphs = paragraphs::find(&document.text);
    dateline::find(&mut document, &paragraphs);
    cut(&mut document, paragraphs);
    document.quotations = quotes::find(&document);
    document
}

/// Takes off what is wrapped around the text of an article, TimeML or front matter, and keeps what it says.
fn unwrap(text: &str, document: &mut Document) -> String {
    if timeml::is_timeml(text) {
        match timeml::marked(text) {
            Ok(marked) => {
                document.id = document.id.take().or(marked.id);
                document.title = document.title.take().or(marked.title);
                document.published = marked.published;
                return marked.text;
            }
            Err(message) => document.notes.push(Note {
                code: NoteCode::TimeMl,
                span: Span::default(),
                message: format!("TimeML: {message}; read as plain text"),
            }),
        }
    }
    front_matter::take_off(text, document).to_owned()
}

fn cut(document: &mut Document, paragraphs: Vec<Span>) {
    let text = std::mem::take(&mut document.text);
    let dateline = document.dateline.as_ref().map(|dateline| dateline.span);
    for (index, paragraph) in paragraphs.into_iter().enumerate() {
        let first_sentence = document.sentences.len();
        // a dateline stands by itself, so that it does not get into the tree of the first sentence
        let line = dateline.filter(|line| line.start == paragraph.start);
        let rest = Span::new(line.map_or(paragraph.start, |line| line.end), paragraph.end);
        let spans = line.into_iter().chain(sentences::find(&text, rest));
        for span in spans {
            let first = document.tokens.len();
            tokens::cut(&text, span, document);
            // A sentence too long for a tree is cut, so that the work stays linear in the text.
            let mut from = first;
            while from < document.tokens.len() {
                let to = document.tokens.len().min(from + Sentence::MAX_TOKENS);
                let sentence = u32::try_from(document.sentences.len()).unwrap_or(u32::MAX);
                for token in &mut document.tokens[from..to] {
                    token.sentence = sentence;
                }
                let span = document.tokens[from]
                    .span
                    .join(document.tokens[to - 1].span);
                document.sentences.push(Sentence {
                    span,
                    tokens: from..to,
                    paragraph: index,
                    headline: false,
                    parsed: false,
                });
                from = to;
            }
        }
        let sentences = first_sentence..document.sentences.len();
        if sentences.len() == 1 {
            let sentence = &mut document.sentences[first_sentence];
            sentence.headline =
                sentences::is_headline(&text[sentence.span.start..sentence.span.end]);
        }
        document.paragraphs.push(crate::types::Paragraph {
            span: paragraph,
            sentences,
        });
    }
    document.text = text;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_cut_without_loss() {
        for text in [
            "",
            " ",
            "\n\n",
            "a",
            ".",
            "“",
            "é\u{301}",
            "\u{2028}",
            "a\r\nb",
            "…",
            "“‘’”",
            "''",
            "a.b.c",
        ] {
            let document = read(text, &Options::default());
            let words: String = document
                .tokens
                .iter()
                .map(|token| document.slice(token.span))
                .collect();
            let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(words, wanted, "{text:?}");
        }
    }

    #[test]
    fn a_long_sentence_is_cut() {
        let document = read(&"word ".repeat(1000), &Options::default());
        assert!(
            document
                .sentences
                .iter()
                .all(|sentence| sentence.tokens.len() <= Sentence::MAX_TOKENS)
        );
        assert_eq!(document.tokens.len(), 1000);
    }
}
