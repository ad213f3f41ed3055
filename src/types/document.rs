//! A text cut into paragraphs, sentences and tokens, with its tags and trees.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use super::{Dependency, FineTag, Note, Span, Tag};

/// A text and what its surface says. It owns the words; everything else points into it with a [`Span`].
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The name given by the caller.
    pub id: Option<String>,
    /// The text as read, after front matter is taken off.
    pub text: String,
    /// The headline, from the caller or the front matter; not part of `text`.
    pub title: Option<String>,
    /// When it was published, where known.
    pub published: Option<Publication>,
    /// The dateline at the head of the text: "GENEVA, March 4 (Reuters) -".
    pub dateline: Option<Dateline>,
    /// Paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens in order; a sentence holds a range of them.
    pub tokens: Vec<Token>,
    /// Direct speech in order, marks included.
    pub quotations: Vec<Quotation>,
    /// What stayed open while reading.
    pub notes: Vec<Note>,
    /// Lower-case forms and lemmas, back to back; tokens point into it.
    pub forms: String,
    /// The tokens that hang on another, by the token they hang on, left to right: what [`Document::children`] reads.
    pub hanging: Vec<u32>,
    /// For every token, where in `hanging` its children begin and end.
    pub hanging_at: Vec<[u32; 2]>,
    /// The texts it was joined from, in their order; empty where it is one text, as it came.
    pub parts: Vec<Part>,
}

/// An index into [`Document::parts`]; the first for a document that is one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartId(pub usize);

/// One text of several that were joined into one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands in the joined text.
    pub span: Span,
    /// The name given by the caller.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published, where known.
    pub published: Option<Publication>,
}

/// The day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The day.
    pub date: NaiveDate,
    /// The time of day, where the caller gave one.
    pub time: Option<NaiveTime>,
    /// Who said so.
    pub from: PublishedFrom,
}

/// Where a publication date comes from, in order of trust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PublishedFrom {
    /// `--published`, or [`Options::published`](super::Options::published).
    #[default]
    Flag,
    /// The `published` field of a JSONL record.
    Record,
    /// `published:` or `date:` in the front matter.
    FrontMatter,
    /// The page's own metadata.
    Metadata,
    /// The document creation time of TimeML.
    TimeMl,
    /// A dateline with a year.
    Dateline,
}

/// The place and day that open a piece of wire copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// From the place up to and including the dash; or a paragraph that is nothing but the date.
    pub span: Span,
    /// The place name; empty where the line gives a date alone.
    pub place: Span,
}

/// A stretch of text between blank lines (or line breaks, in a text without blank lines).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Without the white space around it.
    pub span: Span,
    /// Indices into [`Document::sentences`].
    pub sentences: Range<usize>,
}

/// A sentence, or a headline or list item that stands for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Without the white space around it.
    pub span: Span,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Index into [`Document::paragraphs`].
    pub paragraph: usize,
    /// Whether it ends without a stop and heads a paragraph of its own: a headline, a byline, a crosshead.
    pub headline: bool,
    /// Whether the tokens carry a tree.
    pub parsed: bool,
}

/// A word, number or punctuation mark, treebank style: "n't" and "'s" stand alone, hyphens split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The place in the text.
    pub span: Span,
    /// The lower-case form.
    pub form: FormSpan,
    /// The lemma, lower case but for proper nouns.
    pub lemma: FormSpan,
    /// The Universal Dependencies tag.
    pub tag: Tag,
    /// The Penn Treebank tag.
    pub fine: FineTag,
    /// The token it hangs on, an index into [`Document::tokens`]; `None` for a root, and where there is no tree.
    pub head: Option<u32>,
    /// How it hangs there.
    pub dependency: Dependency,
    /// Index into [`Document::sentences`].
    pub sentence: u32,
}

/// The half-open byte range `start..end` of [`Document::forms`], on character boundaries. Half as wide as a [`Span`], for every
/// token of a long text has two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormSpan {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// A stretch of direct speech, its quotation marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing mark, or to the end of the paragraph where none closes it.
    pub span: Span,
    /// Whether it holds a clause rather than a word or two ("immediate" attack).
    pub clause: bool,
}

impl PartId {
    /// The first part, or the whole of a document that is one text.
    pub const FIRST: Self = Self(0);
}

impl FormSpan {
    /// The range from byte `start` up to, not including, `end`. Forms of 4 GB and more are empty.
    pub fn new(start: usize, end: usize) -> Self {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => Self { start, end },
            _ => Self::default(),
        }
    }

    /// As a range of bytes.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Sentence {
    /// A longer one is cut, so that work which grows faster than the sentence stays linear in the text.
    pub const MAX_TOKENS: usize = 256;
}

impl Document {
    /// Adds the word at `span` as a token of sentence `sentence`, without form, tags or tree yet.
    pub fn push_token(&mut self, span: Span, sentence: usize) {
        self.tokens.push(Token {
            span,
            form: FormSpan::default(),
            lemma: FormSpan::default(),
            tag: Tag::X,
            fine: FineTag::None,
            head: None,
            dependency: Dependency::None,
            sentence: u32::try_from(sentence).unwrap_or(u32::MAX),
        });
    }

    /// Gives the tokens from number `first` on their forms: the words of `text` in lower case, with straight apostrophes.
    pub fn write_forms(&mut self, text: &str, first: usize) {
        let [from, .., to] = self.tokens[first..] else {
            return self.write_forms_singly(text, first);
        };
        let words = &text[from.span.start..to.span.end];
        if !words.is_ascii() {
            return self.write_forms_singly(text, first);
        }
        // all at once is faster
        let start = self.forms.len();
        self.forms.push_str(words);
        self.forms[start..].make_ascii_lowercase();
        for token in &mut self.tokens[first..] {
            let place = |byte: usize| start + byte - from.span.start;
            token.form = FormSpan::new(place(token.span.start), place(token.span.end));
            token.lemma = token.form;
        }
    }

    fn write_forms_singly(&mut self, text: &str, first: usize) {
        for token in &mut self.tokens[first..] {
            let start = self.forms.len();
            let word = &text[token.span.start..token.span.end];
            if word.is_ascii() {
                self.forms.push_str(word);
                self.forms[start..].make_ascii_lowercase();
            } else {
                let lower = word.chars().flat_map(char::to_lowercase);
                self.forms
                    .extend(lower.map(|c| if c == '’' { '\'' } else { c }));
            }
            token.form = FormSpan::new(start, self.forms.len());
            token.lemma = token.form;
        }
    }

    /// How many texts it holds: at least one.
    pub fn part_count(&self) -> usize {
        self.parts.len().max(1)
    }

    /// The text that byte `offset` belongs to.
    pub fn part_at(&self, offset: usize) -> PartId {
        let begun = self.parts.partition_point(|part| part.span.start <= offset);
        PartId(begun.saturating_sub(1))
    }

    /// When `part` was published, where known.
    pub fn published_in(&self, part: PartId) -> Option<Publication> {
        match self.parts.get(part.0) {
            Some(part) => part.published,
            None => self.published,
        }
    }

    /// The words at `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// The text of token `at`.
    pub fn word(&self, at: usize) -> &str {
        self.slice(self.tokens[at].span)
    }

    /// The lower-case form of token `at`.
    pub fn form(&self, at: usize) -> &str {
        &self.forms[self.tokens[at].form.range()]
    }

    /// The lemma of token `at`.
    pub fn lemma(&self, at: usize) -> &str {
        &self.forms[self.tokens[at].lemma.range()]
    }

    /// The sentence that holds token `at`.
    pub fn sentence_of(&self, at: usize) -> &Sentence {
        &self.sentences[self.tokens[at].sentence as usize]
    }

    /// The head of token `at`, `None` for a root.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.tokens[at].head.map(|head| head as usize)
    }

    /// The tokens that hang directly on token `at`, left to right. Nothing before [`Document::index_children`].
    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let [from, to] = self.hanging_at.get(at).copied().unwrap_or_default();
        let children = self.hanging.get(from as usize..to as usize);
        children
            .unwrap_or_default()
            .iter()
            .map(|&child| child as usize)
    }

    /// Lists the children of every token of a sentence. Whoever changes its heads calls it.
    pub fn index_children(&mut self, sentence: Range<usize>) {
        let count = self.tokens.len();
        self.hanging.resize(count, 0);
        self.hanging_at.resize(count, [0, 0]);
        let Self {
            tokens,
            hanging,
            hanging_at: places,
            ..
        } = self;
        let heads = || {
            let heads = sentence.clone().zip(&tokens[sentence.clone()]);
            heads.filter_map(|(child, token)| {
                let head = token.head? as usize;
                sentence.contains(&head).then_some((child, head))
            })
        };
        // how many children there are; where they begin; and the children, each of which moves the end of its row
        places[sentence.clone()].fill([0, 0]);
        for (_, head) in heads() {
            places[head][1] += 1;
        }
        let mut next = u32::try_from(sentence.start).unwrap_or(u32::MAX);
        for place in &mut places[sentence.clone()] {
            let count = place[1];
            *place = [next, next];
            next += count;
        }
        for (child, head) in heads() {
            hanging[places[head][1] as usize] = u32::try_from(child).unwrap_or(u32::MAX);
            places[head][1] += 1;
        }
    }

    /// The first child of token `at` that hangs there as `dependency`.
    pub fn child(&self, at: usize, dependency: Dependency) -> Option<usize> {
        self.children(at)
            .find(|&child| self.tokens[child].dependency == dependency)
    }

    /// Whether token `at` hangs, directly or not, on `ancestor`, or is it.
    pub fn is_below(&self, at: usize, ancestor: usize) -> bool {
        let mut here = Some(at);
        // A tree is never deeper than its sentence is long; the bound guards against trees read from elsewhere.
        for _ in 0..=self.sentence_of(at).tokens.len() {
            match here {
                Some(token) if token == ancestor => return true,
                Some(token) => here = self.head(token),
                None => return false,
            }
        }
        false
    }

    /// The first token at or after byte `offset`; `tokens.len()` where there is none.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens
            .partition_point(|token| token.span.end <= offset)
    }

    /// The tokens that overlap `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.token_at(span.start);
        let end = self
            .tokens
            .partition_point(|token| token.span.start < span.end);
        first..end.max(first)
    }

    /// The span from token `first` to token `last`, both included.
    pub fn span_of(&self, first: usize, last: usize) -> Span {
        self.tokens[first].span.join(self.tokens[last].span)
    }

    /// The quotation around byte `offset`, an index into [`Document::quotations`].
    pub fn quotation_at(&self, offset: usize) -> Option<usize> {
        let after = self
            .quotations
            .partition_point(|quotation| quotation.span.start <= offset);
        after
            .checked_sub(1)
            .filter(|&index| self.quotations[index].span.covers(offset))
    }
}
