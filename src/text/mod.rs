//! Text → [`Document`]: front matter, dateline, paragraphs, sentences, tokens, quotations. Tags and trees come later.

mod dateline;
mod front_matter;
mod html;
mod paragraphs;
mod quotes;
mod sentences;
mod timeml;
mod tokens;

use crate::types::{Document, Markup, Note, NoteCode, Options, Sentence, Span};

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
        unwrap(text, &mut document, options.markup)
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

/// Takes off what is wrapped around the text of an article, and keeps what it says.
fn unwrap(text: &str, document: &mut Document, markup: Option<Markup>) -> String {
    match markup.unwrap_or_else(|| markup_of(text)) {
        Markup::FrontMatter => {}
        Markup::Html => {
            let page = html::read(text);
            document.title = document.title.take().or(page.title);
            document.published = page.published;
            return page.text;
        }
        Markup::TimeMl => match timeml::marked(text) {
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
        },
    }
    front_matter::take_off(text, document).to_owned()
}

/// What `text` is wrapped in, by its first words.
fn markup_of(text: &str) -> Markup {
    if timeml::is_timeml(text) {
        Markup::TimeMl
    } else if html::is_html(text) {
        Markup::Html
    } else {
        Markup::FrontMatter
    }
}

fn cut(document: &mut Document, paragraphs: Vec<Span>) {
    let text = std::mem::take(&mut document.text);
    document.forms.reserve(text.len() + text.len() / 4); // lemmas as well
    document.tokens.reserve(text.len() / 5);
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

    /// The tokens with a blank between them, the sentences with a slash.
    #[track_caller]
    fn check(text: &str, wanted: &str) {
        let document = read(text, &Options::default());
        let sentence = |sentence: &Sentence| {
            let words = sentence.tokens.clone().map(|at| document.word(at));
            words.collect::<Vec<_>>().join(" ")
        };
        let sentences: Vec<String> = document.sentences.iter().map(sentence).collect();
        assert_eq!(sentences.join(" / "), wanted);
    }

    #[test]
    fn abbreviations_and_initials() {
        check(
            "Gen. Lee left. He met Mrs. Roe.",
            "Gen. Lee left . / He met Mrs. Roe .",
        );
        check(
            "They met on Jan. 5 and Feb. 6.",
            "They met on Jan. 5 and Feb. 6 .",
        );
        check("Sergei V. Lavrov left.", "Sergei V. Lavrov left .");
        check("J. R. Smith left.", "J. R. Smith left .");
        check("The U.S. envoy left.", "The U.S. envoy left .");
        check(
            "He left the U.S. The envoy stayed.",
            "He left the U.S. / The envoy stayed .",
        );
        check("It met at 5 p.m. Monday.", "It met at 5 p.m. Monday .");
        check(
            "It owns Acme Inc. and Acme Co. in Japan.",
            "It owns Acme Inc. and Acme Co. in Japan .",
        );
        check(
            "It fought World War I. Then it left.",
            "It fought World War I . / Then it left .",
        );
    }

    #[test]
    fn numbers() {
        check(
            "It cost 3.5 million, or 1,250.",
            "It cost 3.5 million , or 1,250 .",
        );
        check("A 10-year-old left.", "A 10 - year - old left .");
        check("It rose 2.5%. It fell.", "It rose 2.5 % . / It fell .");
        check("It cost $3.5bn.", "It cost $ 3.5 bn .");
        check("It won 3-1.", "It won 3 - 1 .");
    }

    #[test]
    fn quotations() {
        check("“We left.” She smiled.", "“ We left . ” / She smiled .");
        check("\"We left.\" She smiled.", "\" We left . \" / She smiled .");
        check("“Is it over?” she asked.", "“ Is it over ? ” she asked .");
        check(
            "“We left,” he said. “We stay.”",
            "“ We left , ” he said . / “ We stay . ”",
        );
        check("He called it ‘absurd’.", "He called it ‘ absurd ’ .");
        check("He said (again) no.", "He said ( again ) no .");
        check("It’s Japan's.", "It ’s Japan 's .");
    }

    #[test]
    fn dashes_and_ellipses() {
        check(
            "The envoy – a lawyer – left.",
            "The envoy – a lawyer – left .",
        );
        check("The envoy—a lawyer—left.", "The envoy — a lawyer — left .");
        check(
            "The envoy -- a lawyer -- left.",
            "The envoy -- a lawyer -- left .",
        );
        check("We left … and came back.", "We left … and came back .");
        check("We left... Nobody knew.", "We left ... / Nobody knew .");
        check("We left!!! Why??", "We left !!! / Why ??");
        check("***** We left.", "***** We left .");
    }

    #[test]
    fn lines_of_their_own() {
        check(
            "Talks fail\n\nThe envoy left.",
            "Talks fail / The envoy left .",
        );
        check(
            "GENEVA (Wire) - The envoy left.",
            "GENEVA ( Wire ) - / The envoy left .",
        );
        check(
            "• Japan left.\n• China stayed.",
            "• Japan left . / • China stayed .",
        );
        check(
            "- Japan left\n- China stayed",
            "- Japan left / - China stayed",
        );
    }

    #[test]
    fn garbled_text() {
        check(
            "They crossed the border.The envoy left.",
            "They crossed the border . / The envoy left .",
        );
        check(
            "He said:“We left.”She smiled.",
            "He said : “ We left . ” / She smiled .",
        );
        check(
            "over its borders. above neighboring lands.",
            "over its borders . above neighboring lands .",
        );
        check("The  envoy\u{a0}left .", "The envoy left .");
        check(
            "three hours later talks In a call they met.",
            "three hours later talks / In a call they met .",
        );
        check(
            "They saw the film In a Lonely Place, and The Hague In a week.",
            "They saw the film In a Lonely Place , and The Hague In a week .",
        );
        check("on example.com and at 5.30", "on example.com and at 5.30");
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
