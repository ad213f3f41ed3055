//! A place in the text ↔ its file, line and column: `article.txt:12:8`, of one article or of several read together.

use demarche::types::{Analysis, Document, PartId, Span};

/// The files that a text came from, by [`PartId`].
pub(super) struct Sources(Vec<Source>);

struct Source {
    name: String,
    /// How many lines of front matter stand before the text.
    skipped: usize,
    /// The byte of the whole text that each line starts at; the last one is where the text of the file ends.
    lines: Vec<usize>,
}

impl Sources {
    /// `raws` are the names of the files and what stands in them.
    pub(super) fn new(analysis: &Analysis, raws: &[(String, String)]) -> Self {
        let document = &analysis.document;
        let source = |id: &Option<String>, span: Span| {
            let text = document.slice(span);
            let name = id.as_deref().unwrap_or("-");
            let raw = raws.iter().find(|(of, _)| of == name).or(raws.first());
            let front = raw.and_then(|(_, raw)| raw.strip_suffix(text));
            let breaks = text
                .match_indices('\n')
                .map(|(byte, _)| span.start + byte + 1);
            Source {
                name: name.to_owned(),
                skipped: front.unwrap_or_default().matches('\n').count(),
                lines: std::iter::once(span.start)
                    .chain(breaks)
                    .chain([span.end])
                    .collect(),
            }
        };
        let whole = Span::new(0, document.text.len());
        Self(match &document.parts[..] {
            [] => vec![source(&document.id, whole)],
            parts => (parts.iter())
                .map(|part| source(&part.id, part.span))
                .collect(),
        })
    }

    /// The name of the file that `part` is.
    pub(super) fn name(&self, PartId(part): PartId) -> &str {
        self.0.get(part).map_or("-", |source| source.name.as_str())
    }

    /// Whether there are several.
    pub(super) fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// Where `span` starts: `article.txt:12:8`.
    pub(super) fn place(&self, document: &Document, span: Span) -> String {
        let PartId(part) = document.part_at(span.start);
        let Some(source) = self.0.get(part) else {
            return "-".to_owned();
        };
        let starts = &source.lines[..source.lines.len() - 1];
        let line = starts.partition_point(|&start| start <= span.start).max(1);
        let before = document.text.get(starts[line - 1]..span.start);
        let column = before.unwrap_or_default().chars().count() + 1;
        format!("{}:{}:{column}", source.name, line + source.skipped)
    }

    /// The byte of the text at `place`, `LINE:COL`, both from 1, or `FILE:LINE:COL`, which several files need.
    pub(super) fn byte(&self, document: &Document, place: &str) -> Option<usize> {
        let mut pieces = place.rsplitn(3, ':');
        let column: usize = pieces.next()?.parse().ok()?;
        let line: usize = pieces.next()?.parse().ok()?;
        let source = match pieces.next() {
            Some(name) => self.0.iter().find(|source| source.name == name)?,
            None if self.are_several() => return None,
            None => self.0.first()?,
        };
        let line = line.checked_sub(source.skipped)?.checked_sub(1)?;
        let (start, end) = (*source.lines.get(line)?, *source.lines.get(line + 1)?);
        let mut characters = document.text.get(start..end)?.char_indices();
        let (byte, _) = characters.nth(column.checked_sub(1)?)?;
        Some(start + byte)
    }
}
