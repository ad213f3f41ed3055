//! A document → what is written of it.

use std::path::Path;

use demarche::Timeline;
use demarche::output::{self, RecordError};

use super::read::Document;
use super::{Batch, Done, Failed, Share};
use crate::cli::guard;
use crate::cli::input::{self, Article, Bad, Record};
use crate::cli::timeline::{timeline_of, warnings};

/// What was made of a document.
pub(super) struct Written {
    pub(super) texts: Vec<String>,
    said: Vec<String>,
    failed: Option<Failed>,
}

impl Written {
    pub(super) fn done(self, share: Share) -> Done {
        Done {
            texts: self.texts,
            said: self.said,
            failed: self.failed,
            _share: share,
        }
    }
}

/// Works on `document`. Whatever it is, something is made of it.
pub(super) fn made(document: Document, batch: &Batch) -> Written {
    let (file, line) = match &document {
        Document::File(file, _) => (Some(file.clone()), None),
        Document::Record { file, line, .. } => (file.clone(), Some(*line)),
        Document::Damage { file, line, .. } => (Some(file.clone()), Some(*line)),
    };
    let mut id = match &document {
        Document::Record { .. } => None,
        _ => file.as_ref().map(|file| file.display().to_string()),
    };
    let written = guard::guarded(|| {
        let timeline = timeline(document, batch, &mut id)?;
        let said = match &batch.records {
            None if !batch.reading.quiet => warnings(&timeline, batch.reading.verbose),
            _ => Vec::new(),
        };
        Ok(Written {
            texts: (batch.render)(Ok(&timeline)),
            said,
            failed: None,
        })
    });
    let panicked = |message: String| Err(Bad::new("panic", message));
    written
        .unwrap_or_else(panicked)
        .unwrap_or_else(|bad| failed(id.as_deref(), file.as_deref(), line, &bad, batch))
}

fn timeline(
    document: Document,
    batch: &Batch,
    found: &mut Option<String>,
) -> Result<Timeline, Bad> {
    let reading = &batch.reading;
    let record = match document {
        Document::File(path, _) => {
            let path = input::path_of(&path);
            let Article { id, text, note } =
                input::article_within(path, reading, batch.flags.most())?;
            Record {
                options: reading.options(id),
                text,
                notes: note.into_iter().collect(),
            }
        }
        Document::Record { raw, .. } => {
            let records = batch.records.as_ref().expect("there are none without");
            input::read_record(raw, reading, records, found)?
        }
        Document::Damage { message, .. } => return Err(Bad::new("unreadable", message)),
    };
    guard::injected(&record.text);
    let most = batch.flags.max_doc_tokens;
    input::workable(&record.text, &record.options, most)?;
    let analysis = (batch.find)(&record.text, reading, &record.options)?;
    Ok(timeline_of(analysis, record.notes, reading))
}

/// The error record of a document, in place of its timeline.
fn failed(
    id: Option<&str>,
    file: Option<&Path>,
    line: Option<usize>,
    bad: &Bad,
    batch: &Batch,
) -> Written {
    let mut message = bad.message.clone();
    let line_said = line.map_or_else(String::new, |line| format!("line {line}: "));
    if let Some(file) = file {
        let name = format!("{}: ", file.display());
        let said = message.strip_prefix(&name).unwrap_or(&message);
        message = format!("{name}{line_said}{said}");
    }
    let error = RecordError {
        line,
        code: bad.code,
        message: &message,
    };
    let texts = (batch.render)(Err((id, &error)));
    let record = output::error_line(id, &error);
    if file.is_none() {
        message.insert_str(0, &line_said);
    }
    Written {
        texts,
        said: Vec::new(),
        failed: Some(Failed {
            line: record,
            message,
        }),
    }
}
