//! CoNLL-U → tags, lemmas and trees: another parser's reading of the same text takes the place of ours.

use std::fmt;
use std::ops::Range;

use super::lemmas;
use super::model::Model;
use super::tagger::Tagger;
use crate::types::{Dependency, Document, FineTag, FormSpan, Sentence, Span, Tag};

/// Why trees do not fit a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The line of the CoNLL-U file, counted from 1.
    pub line: usize,
    /// What is wrong there, in lower case.
    pub message: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for Misfit {}

fn misfit(line: usize, message: impl Into<String>) -> Misfit {
    let message = message.into();
    Misfit { line, message }
}

/// A word of the file.
struct Row<'a> {
    line: usize,
    form: &'a str,
    /// `None` where the file leaves it open.
    lemma: Option<&'a str>,
    tag: Tag,
    /// `None` where neither tag nor features say it.
    fine: Option<FineTag>,
    /// The number of the head in the sentence, from 1; 0 for the root.
    head: usize,
    dependency: Dependency,
}

/// Puts the tokens, sentences, tags and trees of `trees` in the place of those of `document`. The forms must spell its text
/// from the first word to the last; white space does not count. A sentence is cut where a paragraph or a dateline ends, and
/// where it is too long.
pub(super) fn read(model: &Model, mut document: Document, trees: &str) -> Result<Document, Misfit> {
    let own = std::mem::take(&mut document.sentences);
    document.tokens.clear();
    document.forms.clear();
    let (mut at, mut last_line) = (0, 1);
    let mut rows = Vec::new();
    for (line, words) in (1..).zip(trees.lines().chain([""])) {
        if words.trim().is_empty() {
            check_tree(&rows)?;
            for row in &rows {
                let span = place(&document.text, at, row)?;
                document.push_token(span, 0);
                at = span.end;
            }
            hang(model, &mut document, &rows);
            rows.clear();
        } else {
            rows.extend(row(line, words, rows.len() + 1)?);
            last_line = line;
        }
    }
    let rest = document.text[at..].trim_start();
    if !rest.is_empty() {
        let message = format!("the trees end here, the text goes on {}", opening(rest));
        return Err(misfit(last_line, message));
    }
    keep_headlines(&mut document, &own);
    number_paragraphs(&mut document);
    Ok(document)
}

/// A line of the file; `None` for a comment, for the surface of several words ("3-4") and for a word that is not there ("3.1").
fn row(line: usize, words: &str, number: usize) -> Result<Option<Row<'_>>, Misfit> {
    if words.starts_with('#') {
        return Ok(None);
    }
    let fields: Vec<&str> = words.split('\t').collect();
    let [id, form, lemma, tag, fine, features, head, dependency, _, _] = fields[..] else {
        let message = format!("{} columns; CoNLL-U has ten, between tabs", fields.len());
        return Err(misfit(line, message));
    };
    if id.contains(['-', '.']) {
        return Ok(None);
    }
    if id.parse() != Ok(number) {
        let message = format!("word {} comes here, not {}", number, opening(id));
        return Err(misfit(line, message));
    }
    let Some(tag) = Tag::from_name(tag) else {
        let message = format!(
            "{} is no part of speech of Universal Dependencies",
            opening(tag)
        );
        return Err(misfit(line, message));
    };
    let Ok(head) = head.parse() else {
        let message = format!("{} is no number of a head", opening(head));
        return Err(misfit(line, message));
    };
    let Some(relation) = relation(dependency) else {
        let message = format!(
            "{} is no relation of Universal Dependencies",
            opening(dependency)
        );
        return Err(misfit(line, message));
    };
    Ok(Some(Row {
        line,
        form,
        lemma: (lemma != "_" || form == "_").then_some(lemma),
        tag,
        fine: FineTag::from_name(fine)
            .filter(|&fine| fine != FineTag::None)
            .or_else(|| (features != "_").then(|| FineTag::of(tag, features, form))),
        head,
        dependency: if head == 0 {
            Dependency::Root
        } else {
            relation
        },
    }))
}

/// The relation called `name`; older and other subtypes count as the nearest we know.
fn relation(name: &str) -> Option<Dependency> {
    match name {
        "_" => None,
        "obl:npmod" | "obl:tmod" => Some(Dependency::OblUnmarked),
        "nmod:npmod" | "nmod:tmod" => Some(Dependency::NmodUnmarked),
        _ => {
            let (general, _) = name.split_once(':').unwrap_or((name, ""));
            Dependency::from_name(name).or_else(|| Dependency::from_name(general))
        }
    }
}

/// One root, and a way to it from every word.
fn check_tree(rows: &[Row]) -> Result<(), Misfit> {
    let mut root = None;
    for (number, row) in (1..).zip(rows) {
        let message = match (row.head, root) {
            (0, None) => {
                root = Some(number);
                continue;
            }
            (0, Some(other)) => format!("a second root; word {other} is one already"),
            (head, _) if head > rows.len() => {
                format!(
                    "word {head} is not there; the sentence ends at {}",
                    rows.len()
                )
            }
            (head, _) if head == number => "a word hangs on itself".to_owned(),
            _ => continue,
        };
        return Err(misfit(row.line, message));
    }
    // Every word is walked over once: what is known to reach the root is not walked again.
    let mut walked = vec![0; rows.len() + 1];
    for start in 1..=rows.len() {
        let mut here = start;
        while here != 0 && walked[here] == 0 {
            walked[here] = start;
            here = rows[here - 1].head;
        }
        if here != 0 && walked[here] == start {
            let message = "the heads run in a circle through this word";
            return Err(misfit(rows[here - 1].line, message));
        }
    }
    Ok(())
}

/// Where the word of `row` stands: the next thing in `text` behind byte `at` but for white space.
fn place(text: &str, at: usize, row: &Row) -> Result<Span, Misfit> {
    let rest = text[at..].trim_start();
    let start = text.len() - rest.len();
    match spelled(row.form, rest) {
        Some(length) if length > 0 => Ok(Span::new(start, start + length)),
        _ if rest.is_empty() => {
            let message = format!("the text ends before {}", opening(row.form));
            Err(misfit(row.line, message))
        }
        _ => {
            let message = format!(
                "the text does not go on {}, but {}",
                opening(row.form),
                opening(rest)
            );
            Err(misfit(row.line, message))
        }
    }
}

/// The bytes of `rest` that `form` stands for; treebanks of old spell quotation marks and brackets in ASCII letters.
fn spelled(form: &str, rest: &str) -> Option<usize> {
    if rest.starts_with(form) {
        return Some(form.len());
    }
    let spellings: &[&str] = match form {
        "``" | "''" | "\"" => &["“", "”", "\"", "``", "''"],
        "`" | "'" => &["‘", "’"],
        "-LRB-" => &["("],
        "-RRB-" => &[")"],
        "-LSB-" => &["["],
        "-RSB-" => &["]"],
        _ => &[],
    };
    let found = spellings.iter().find(|mark| rest.starts_with(**mark))?;
    Some(found.len())
}

/// The first words of `text`, quoted for a message.
fn opening(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(24).collect();
    let more = if cut.len() < text.trim_end().len() {
        "…"
    } else {
        ""
    };
    format!("‘{cut}{more}’")
}

/// Hangs the last `rows.len()` tokens of the document on the tree of `rows`, as one sentence or, where it must be cut, several.
fn hang(model: &Model, document: &mut Document, rows: &[Row]) {
    let first = document.tokens.len() - rows.len();
    let text = std::mem::take(&mut document.text);
    document.write_forms(&text, first);
    document.text = text;
    if rows.iter().any(|row| row.fine.is_none()) {
        Tagger::default().tag(model, document, first..first + rows.len());
    }
    for (at, row) in (first..).zip(rows) {
        let token = &mut document.tokens[at];
        let ours = (token.tag == row.tag).then_some(token.fine);
        let fine = row.fine.or(ours);
        token.tag = row.tag;
        token.fine = fine.unwrap_or_else(|| FineTag::of(row.tag, "_", row.form));
        token.dependency = row.dependency;
        token.head = row
            .head
            .checked_sub(1)
            .and_then(|head| u32::try_from(first + head).ok());
        match row.lemma {
            Some(lemma) => write_lemma(document, at, lemma),
            None => lemmas::write(model, document, at),
        }
    }
    let mut from = first;
    for at in first..document.tokens.len() {
        let end = at + 1;
        let full = end - from == Sentence::MAX_TOKENS;
        if end == document.tokens.len() || full || parts(document, at, end) {
            close(document, from..end);
            from = end;
        }
    }
}

/// A lemma in lower case but for proper nouns, as our own.
fn write_lemma(document: &mut Document, at: usize, lemma: &str) {
    let lower;
    let lemma = if document.tokens[at].tag == Tag::Propn {
        lemma
    } else {
        lower = lemma.to_lowercase();
        &lower
    };
    if lemma == document.form(at) {
        return;
    }
    let start = document.forms.len();
    document.forms.push_str(lemma);
    document.tokens[at].lemma = FormSpan::new(start, document.forms.len());
}

/// Whether a paragraph or the dateline ends between the tokens `left` and `right`.
fn parts(document: &Document, left: usize, right: usize) -> bool {
    let [left, right] = [left, right].map(|at| document.tokens[at].span.start);
    let dateline = document.dateline.as_ref().map(|dateline| dateline.span);
    paragraph_at(document, left) != paragraph_at(document, right)
        || dateline.is_some_and(|line| line.covers(left) && !line.covers(right))
}

fn paragraph_at(document: &Document, offset: usize) -> usize {
    let paragraphs = &document.paragraphs;
    let ended = paragraphs.partition_point(|paragraph| paragraph.span.end <= offset);
    ended.min(paragraphs.len().saturating_sub(1))
}

/// Makes `tokens` a sentence. The first of them that hangs outside is its root, the others hang on that.
fn close(document: &mut Document, tokens: Range<usize>) {
    let sentence = document.sentences.len();
    let mut root = None;
    for at in tokens.clone() {
        let token = &mut document.tokens[at];
        token.sentence = u32::try_from(sentence).unwrap_or(u32::MAX);
        if token
            .head
            .is_some_and(|head| tokens.contains(&(head as usize)))
        {
            continue;
        }
        token.head = root;
        token.dependency = match root {
            None => Dependency::Root,
            Some(_) if token.tag == Tag::Punct => Dependency::Punct,
            Some(_) => Dependency::Parataxis,
        };
        root = root.or(u32::try_from(at).ok());
    }
    document.index_children(tokens.clone());
    let span = document.span_of(tokens.start, tokens.end - 1);
    document.sentences.push(Sentence {
        span,
        paragraph: paragraph_at(document, span.start),
        tokens,
        headline: false,
        parsed: true,
    });
}

/// A sentence is a headline where our own reading found one there.
fn keep_headlines(document: &mut Document, own: &[Sentence]) {
    for sentence in &mut document.sentences {
        let at = own.partition_point(|own| own.span.start < sentence.span.start);
        sentence.headline = own
            .get(at)
            .is_some_and(|own| own.headline && own.span.start == sentence.span.start);
    }
}

fn number_paragraphs(document: &mut Document) {
    let sentences = &document.sentences;
    for (index, paragraph) in document.paragraphs.iter_mut().enumerate() {
        let start = sentences.partition_point(|sentence| sentence.paragraph < index);
        let end = sentences.partition_point(|sentence| sentence.paragraph <= index);
        paragraph.sentences = start..end;
    }
}

#[cfg(test)]
mod tests {
    use crate::types::{Document, Options};

    /// Lines of `id form upos head relation`, a word a line and a dot for an empty line, as CoNLL-U.
    fn conllu(words: &str) -> String {
        let line = |line: &str| match line.split(' ').collect::<Vec<_>>()[..] {
            [id, form, tag, head, relation] => {
                format!("{id}\t{form}\t_\t{tag}\t_\t_\t{head}\t{relation}\t_\t_\n")
            }
            ["."] => "\n".to_owned(),
            _ => format!("{line}\n"),
        };
        words.lines().map(|words| line(words.trim())).collect()
    }

    fn read(text: &str, trees: &str) -> Result<Document, String> {
        let document = crate::text::read(text, &Options::default());
        crate::syntax::read_conllu(document, trees).map_err(|misfit| misfit.to_string())
    }

    const TREE: &str = "# text = Officials don't meet.
        1 Officials NOUN 4 nsubj
        2-3 don't _ _ _
        2 do AUX 4 aux
        3 n't PART 4 advmod
        4 meet VERB 0 root
        5 . PUNCT 4 punct";

    #[test]
    fn the_words_are_found_in_the_text() {
        let document = read("Officials  don't\tmeet.", &conllu(TREE)).expect("it fits");
        let words: Vec<&str> = (0..5).map(|at| document.word(at)).collect();
        assert_eq!(words, ["Officials", "do", "n't", "meet", "."]);
        assert_eq!(document.subject(3), Some(0));
        assert_eq!(document.lemma(0), "official"); // left open by the file
        assert_eq!(document.sentences.len(), 1);
        let document = read(
            "“Yes”",
            &conllu("1 `` PUNCT 2 punct\n2 Yes INTJ 0 root\n3 '' PUNCT 2 punct"),
        );
        assert_eq!(document.expect("it fits").word(2), "”");
        assert!(read("", "").is_ok());
        assert!(read(" \n", "# no words\n\n").is_ok());
    }

    #[test]
    fn a_sentence_ends_with_its_paragraph() {
        let document = read(
            "Talks\n\nEnvoys meet",
            &conllu("1 Talks NOUN 3 dep\n2 Envoys NOUN 3 nsubj\n3 meet VERB 0 root"),
        )
        .expect("it fits");
        let sentences: Vec<&str> = document
            .sentences
            .iter()
            .map(|sentence| document.slice(sentence.span))
            .collect();
        assert_eq!(sentences, ["Talks", "Envoys meet"]);
        assert_eq!((document.head(0), document.head(1)), (None, Some(2)));
        assert_eq!(document.paragraphs[1].sentences, 1..2);
    }

    #[test]
    fn a_misfit_says_where() {
        let check = |text: &str, trees: &str, wanted: &str| {
            let found = read(text, &conllu(trees)).expect_err("it does not fit");
            assert_eq!(found, wanted);
        };
        check(
            "Envoys meet",
            "1 Envoys NOUN 2 nsubj\n2 met VERB 0 root",
            "line 2: the text does not go on ‘met’, but ‘meet’",
        );
        check(
            "Envoys",
            "# a comment\n1 Envoys NOUN 2 nsubj\n2 meet VERB 0 root",
            "line 3: the text ends before ‘meet’",
        );
        check(
            "Envoys meet in Geneva for a last round of talks",
            "1 Envoys NOUN 2 nsubj\n2 meet VERB 0 root",
            "line 2: the trees end here, the text goes on ‘in Geneva for a last rou…’",
        );
        check(
            "Envoys",
            "",
            "line 1: the trees end here, the text goes on ‘Envoys’",
        );
        check(
            "a",
            "1 a X 2 dep",
            "line 1: word 2 is not there; the sentence ends at 1",
        );
        check("a", "1 a X 1 dep", "line 1: a word hangs on itself");
        check(
            "a b",
            "1 a X 0 root\n2 b X 0 root",
            "line 2: a second root; word 1 is one already",
        );
        check(
            "a b c",
            "1 a X 0 root\n2 b X 3 dep\n3 c X 2 dep",
            "line 2: the heads run in a circle through this word",
        );
        check(
            "a b",
            "1 a X 2 dep\n2 b X 1 dep",
            "line 1: the heads run in a circle through this word",
        );
        check("a", "2 a X 0 root", "line 1: word 1 comes here, not ‘2’");
        check(
            "a",
            "1 a NN 0 root",
            "line 1: ‘NN’ is no part of speech of Universal Dependencies",
        );
        check(
            "a b",
            "1 a X 2 pobj\n2 b X 0 root",
            "line 1: ‘pobj’ is no relation of Universal Dependencies",
        );
        check("a", "1 a X _ root", "line 1: ‘_’ is no number of a head");
        check(
            "a",
            "1 a",
            "line 1: 1 columns; CoNLL-U has ten, between tabs",
        );
    }

    #[test]
    fn a_long_sentence_is_cut() {
        let line = |number: usize| format!("{number} word NOUN {} dep\n", number - 1);
        let trees: Vec<String> = (1..=600).map(line).collect();
        let trees = trees.concat();
        let document = read(&"word ".repeat(600), &conllu(&trees)).expect("it fits");
        let lengths: Vec<usize> = document.sentences.iter().map(|s| s.tokens.len()).collect();
        assert_eq!(lengths, [256, 256, 88]);
        assert_eq!(document.head(256), None);
        assert_eq!(document.head(257), Some(256));
    }
}
