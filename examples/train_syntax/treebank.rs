//! CoNLL-U → sentences of gold trees.

use std::path::Path;

use demarche::types::{
    Dependency, Document, FineTag, FormSpan, Paragraph, Sentence, Span, Tag, Token,
};

/// A sentence of a treebank.
pub(crate) struct Gold {
    /// The text as it stood, from `# text`.
    pub(crate) text: String,
    /// Whether it opens a paragraph or a document.
    pub(crate) opens: bool,
    /// The genre, where the name of the document says it.
    pub(crate) genre: String,
    /// The words.
    pub(crate) words: Vec<Gilded>,
}

/// A word with what the treebank says of it.
pub(crate) struct Gilded {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) tag: Tag,
    pub(crate) fine: FineTag,
    /// An index into the words of the sentence, `None` for the root.
    pub(crate) head: Option<usize>,
    pub(crate) dependency: Dependency,
}

/// Reads a file of trees.
pub(crate) fn read(path: &Path) -> Result<Vec<Gold>, String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut sentences = Vec::new();
    let (mut opens, mut genre) = (true, String::new());
    for block in text.split("\n\n") {
        let mut gold = Gold {
            text: String::new(),
            opens: false,
            genre: String::new(),
            words: Vec::new(),
        };
        for line in block.lines() {
            if let Some(name) = line.strip_prefix("# newdoc id = ") {
                opens = true;
                name.split(['_', '-'])
                    .nth(1)
                    .unwrap_or(name)
                    .clone_into(&mut genre);
            } else if line.starts_with("# newpar") {
                opens = true;
            } else if let Some(words) = line.strip_prefix("# text = ") {
                words.clone_into(&mut gold.text);
            } else if !line.starts_with('#') && !line.is_empty() {
                let fields: Vec<&str> = line.split('\t').collect();
                let [id, form, lemma, tag, fine, _, head, dependency, _, _] = fields[..] else {
                    return Err(format!("{}: ‘{line}’ has not ten columns", path.display()));
                };
                if id.parse::<usize>().is_err() {
                    continue; // "3-4", the surface of two words, and "3.1", a word that is not there
                }
                let head = head
                    .parse::<usize>()
                    .map_err(|_| format!("{}: ‘{line}’ has no head", path.display()))?;
                gold.words.push(Gilded {
                    form: form.to_owned(),
                    lemma: lemma.to_owned(),
                    tag: Tag::from_name(tag).unwrap_or_default(),
                    fine: FineTag::from_name(fine).unwrap_or_default(),
                    head: head.checked_sub(1),
                    dependency: relation(dependency),
                });
            }
        }
        if !gold.words.is_empty() {
            gold.opens = std::mem::take(&mut opens);
            genre.clone_into(&mut gold.genre);
            sentences.push(gold);
        }
    }
    Ok(sentences)
}

fn relation(name: &str) -> Dependency {
    Dependency::from_name(name).unwrap_or(match name {
        "obl:npmod" | "obl:tmod" => Dependency::OblUnmarked,
        "nmod:npmod" | "nmod:tmod" => Dependency::NmodUnmarked,
        "flat:foreign" | "flat:name" => Dependency::Flat,
        _ => Dependency::Dep,
    })
}

/// A document of sentences with the tokens of the treebank.
pub(crate) fn document(sentences: &[Gold]) -> Document {
    let mut document = Document::default();
    for (index, gold) in sentences.iter().enumerate() {
        let first = document.tokens.len();
        let from = document.text.len();
        for word in &gold.words {
            let start = document.text.len();
            document.text.push_str(&word.form);
            let span = Span::new(start, document.text.len());
            document.text.push(' ');
            let start = document.forms.len();
            let lower = word.form.chars().flat_map(char::to_lowercase);
            document
                .forms
                .extend(lower.map(|c| if c == '’' { '\'' } else { c }));
            let form = FormSpan::new(start, document.forms.len());
            document.tokens.push(Token {
                span,
                form,
                lemma: form,
                tag: Tag::X,
                fine: FineTag::None,
                head: None,
                dependency: Dependency::None,
                sentence: u32::try_from(index).unwrap_or(u32::MAX),
            });
        }
        let span = Span::new(from, document.text.len() - 1);
        document.paragraphs.push(Paragraph {
            span,
            sentences: index..index + 1,
        });
        document.sentences.push(Sentence {
            span,
            tokens: first..document.tokens.len(),
            paragraph: index,
            headline: false,
            parsed: false,
        });
        document.text.push('\n');
    }
    document
}
