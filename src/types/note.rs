//! What stayed open while reading, said to the reader.

use super::Span;

/// A remark on the analysis, with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of remark.
    pub code: NoteCode,
    /// The words it is about; empty at 0 for the whole document.
    pub span: Span,
    /// One sentence for the reader: lower case, no full stop.
    pub message: String,
}

/// The kinds of [`Note`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteCode {
    /// No publication date is known, so relative times stay open.
    NoPublicationDate,
    /// The dateline names a day without a year.
    DatelineWithoutYear,
    /// The input held bytes that are not UTF-8; each was replaced by U+FFFD.
    InvalidUtf8,
    /// The input is in an encoding that was guessed.
    Encoding,
    /// A date that no calendar holds, such as 30 February.
    ImpossibleDate,
    /// A time expression whose anchor is not known.
    UnresolvedTime,
    /// An assertion was rejected because it contradicts better ones.
    Conflict,
    /// The document holds no text.
    EmptyDocument,
    /// A front-matter field could not be read.
    FrontMatter,
    /// The text looks like TimeML and is not; it was read as plain text.
    TimeMl,
    /// The publication date given with the text is no date.
    BadPublished,
}

impl NoteCode {
    /// The name in the timeline JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoPublicationDate => "no-publication-date",
            Self::DatelineWithoutYear => "dateline-without-year",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::Encoding => "encoding",
            Self::ImpossibleDate => "impossible-date",
            Self::UnresolvedTime => "unresolved-time",
            Self::Conflict => "conflict",
            Self::EmptyDocument => "empty-document",
            Self::TimeMl => "timeml",
            Self::FrontMatter => "front-matter",
            Self::BadPublished => "bad-published",
        }
    }
}
