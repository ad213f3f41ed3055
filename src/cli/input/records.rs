//! Records, JSON a line or rows of CSV → texts, one after the other and never all at once.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::path::Path;

use demarche::Options;
use demarche::types::{Note, NoteCode, Publication, PublishedFrom, Span};
use serde_json::Value;

use super::csv::{self, Table};
use super::decode::{Transcoded, marked};
use super::unpack::Count;
use super::{Bad, STDIN, decode, legible, too_big, unpack};
use crate::cli::arguments::{Reading, Records};
use crate::cli::failure::Failure;

/// The longest line of column names, in bytes.
const NAMES: u64 = 1 << 20;

/// The records of a file, as they come.
pub(in crate::cli) struct Rows {
    /// What errors call the file.
    name: String,
    input: Input,
    /// A record of more bytes is passed over.
    most: usize,
    /// Where the last record began, from 1.
    line: usize,
    read: Count,
}

type Bytes = Box<dyn BufRead + Send>;

enum Input {
    Json {
        bytes: Bytes,
        lines: usize,
    },
    Csv {
        table: Box<Table<Chain<Cursor<Vec<u8>>, Bytes>>>,
        columns: Columns,
    },
}

/// Which column holds what.
struct Columns {
    id: Option<usize>,
    text: usize,
    published: Option<usize>,
    title: Option<usize>,
    /// How many there are.
    count: usize,
}

/// A record that nobody has looked into yet.
pub(in crate::cli) enum Raw {
    Json(Vec<u8>),
    Row(Cells),
    /// One of more bytes than may be.
    TooBig {
        most: usize,
    },
}

impl Raw {
    /// How many bytes it holds.
    pub(in crate::cli) fn bytes(&self) -> usize {
        self.parts().iter().map(|part| part.len()).sum()
    }

    /// Everything that is looked at.
    pub(in crate::cli) fn parts(&self) -> [&[u8]; 4] {
        match self {
            Self::Json(json) => [json, b"", b"", b""],
            Self::Row(cells) => [&cells.id, &cells.text, &cells.published, &cells.title],
            Self::TooBig { .. } => [b""; 4],
        }
    }
}

/// The fields of a row that are looked at.
#[derive(Default)]
pub(in crate::cli) struct Cells {
    id: Vec<u8>,
    text: Vec<u8>,
    published: Vec<u8>,
    title: Vec<u8>,
    /// What is wrong with their number.
    misfit: Option<Misfit>,
}

enum Misfit {
    NoText,
    TooMany { fields: usize, columns: usize },
}

impl Rows {
    /// Opens `path`, or standard input; a record may have up to `most` bytes.
    pub(in crate::cli) fn open(
        path: Option<&Path>,
        records: &Records,
        most: usize,
    ) -> Result<Self, Failure> {
        let name = path.unwrap_or(Path::new(STDIN));
        let source = unpack::open(path)?;
        let bytes = utf8(source.bytes).map_err(|error| Failure::read(name, &error))?;
        let input = if records.csv {
            table(bytes, name, records)?
        } else {
            Input::Json { bytes, lines: 0 }
        };
        Ok(Self {
            name: name.display().to_string(),
            input,
            most,
            line: 1,
            read: source.read,
        })
    }

    /// The next record, and the line it starts in.
    pub(in crate::cli) fn next(&mut self) -> Result<Option<(usize, Raw)>, Failure> {
        let next = match &mut self.input {
            Input::Json { bytes, lines } => next_line(bytes, lines, self.most),
            Input::Csv { table, columns } => next_row(table, columns, self.most),
        };
        let next = next.map_err(|error| {
            let name = &self.name;
            Failure::io(format!("{name}: cannot be read: {error}"))
        })?;
        self.line = next.as_ref().map_or(self.line, |(line, _)| *line);
        Ok(next)
    }

    /// Where the last record began, from 1.
    pub(in crate::cli) fn line(&self) -> usize {
        self.line
    }

    /// How many bytes of the file are read, packed ones where it is packed.
    pub(in crate::cli) fn position(&self) -> u64 {
        self.read.now()
    }
}

/// The next line that is not blank.
fn next_line(
    bytes: &mut Bytes,
    lines: &mut usize,
    most: usize,
) -> io::Result<Option<(usize, Raw)>> {
    loop {
        *lines += 1;
        let mut json = Vec::new();
        let enough = (most as u64).saturating_add(1); // with the line end
        if bytes.by_ref().take(enough).read_until(b'\n', &mut json)? == 0 {
            return Ok(None);
        }
        if json.len() > most && json.last() != Some(&b'\n') {
            drop(json);
            bytes.skip_until(b'\n')?;
            return Ok(Some((*lines, Raw::TooBig { most })));
        }
        if !json.iter().all(u8::is_ascii_whitespace) {
            return Ok(Some((*lines, Raw::Json(json))));
        }
    }
}

fn next_row(
    table: &mut Table<impl BufRead>,
    columns: &Columns,
    most: usize,
) -> io::Result<Option<(usize, Raw)>> {
    let mut cells = Cells::default();
    let mut bytes = 0_usize;
    let row = table.next(|column, piece| {
        let column = Some(column);
        let cell = if column == Some(columns.text) {
            &mut cells.text
        } else if column == columns.id {
            &mut cells.id
        } else if column == columns.published {
            &mut cells.published
        } else if column == columns.title {
            &mut cells.title
        } else {
            return;
        };
        bytes = bytes.saturating_add(piece.len());
        if bytes <= most {
            cell.extend(piece);
        }
    })?;
    let Some(row) = row else {
        return Ok(None);
    };
    if bytes > most {
        return Ok(Some((row.line, Raw::TooBig { most })));
    }
    if row.fields <= columns.text {
        cells.misfit = Some(Misfit::NoText);
    } else if row.filled > columns.count {
        cells.misfit = Some(Misfit::TooMany {
            fields: row.filled,
            columns: columns.count,
        });
    }
    Ok(Some((row.line, Raw::Row(cells))))
}

/// What is UTF-16 becomes UTF-8 as it comes; a mark is taken off.
fn utf8(mut bytes: Bytes) -> io::Result<Bytes> {
    let mut head = Vec::with_capacity(3);
    bytes.by_ref().take(3).read_to_end(&mut head)?;
    let encoding = marked(&head);
    if head == "\u{feff}".as_bytes() {
        head.clear();
    }
    let bytes = Cursor::new(head).chain(bytes);
    Ok(match encoding {
        Some(encoding) => Box::new(BufReader::new(Transcoded::new(bytes, encoding))),
        None => Box::new(bytes),
    })
}

/// Reads the names of the columns. What stands between them is the sign by which one is called as the texts are.
fn table(mut bytes: Bytes, name: &Path, records: &Records) -> Result<Input, Failure> {
    let failed = |error: io::Error| Failure::read(name, &error);
    let mut head = Vec::new();
    let read = bytes.by_ref().take(NAMES).read_until(b'\n', &mut head);
    read.map_err(failed)?;
    let delimiter = csv::delimiter(&head, records.text_field());
    let mut table = Table::new(Cursor::new(head).chain(bytes), delimiter);
    let names = table.names().map_err(failed)?;
    let column = |wanted: &str| names.iter().position(|name| name == wanted);
    let asked = |wanted: &str, flag: &str| {
        column(wanted).ok_or_else(|| {
            Failure::io(format!(
                "{}: no column ‘{wanted}’; name it with {flag}; the columns are: {}",
                name.display(),
                names.join(", ")
            ))
        })
    };
    let columns = Columns {
        text: asked(records.text_field(), "--text-field")?,
        id: match &records.id_field {
            Some(name) => Some(asked(name, "--id-field")?),
            None => column(records.id_field()),
        },
        published: match &records.date_field {
            Some(name) => Some(asked(name, "--date-field")?),
            None => column(records.date_field()),
        },
        title: column("title"),
        count: names.len(),
    };
    let table = Box::new(table);
    Ok(Input::Csv { table, columns })
}

/// A record as it came in.
pub(in crate::cli) struct Record {
    pub(in crate::cli) text: String,
    pub(in crate::cli) options: Options,
    /// What was seen before there was a text.
    pub(in crate::cli) notes: Vec<Note>,
}

/// Reads one record; `found` keeps its id for the case that the rest fails.
pub(in crate::cli) fn read_record(
    raw: Raw,
    reading: &Reading,
    records: &Records,
    found: &mut Option<String>,
) -> Result<Record, Bad> {
    let mut notes = Vec::new();
    let fields = match raw {
        Raw::Json(bytes) => {
            let (line, note) = decode(bytes);
            if let Err(bad) = legible(&line) {
                // the record may be whole for all that, and say who it is
                let bare = line.replace(char::is_control, " ");
                let _ = of_json(&bare, records, found);
                return Err(bad);
            }
            notes.extend(note);
            of_json(&line, records, found)?
        }
        Raw::Row(cells) => of_row(cells, records, &mut notes, found)?,
        Raw::TooBig { most } => return Err(too_big(most)),
    };
    let mut options = reading.options(found.clone());
    if let Some(date) = fields.published {
        options.published = published(&date, records, &mut notes)?.or(options.published);
    }
    options.title = fields.title;
    options.raw = options.markup.is_none();
    Ok(Record {
        text: fields.text,
        options,
        notes,
    })
}

/// The fields of a record besides its id.
struct Fields {
    text: String,
    published: Option<String>,
    title: Option<String>,
}

fn of_json(line: &str, records: &Records, found: &mut Option<String>) -> Result<Fields, Bad> {
    let line = line.trim_start_matches('\u{feff}').trim();
    let record: Value = serde_json::from_str(line)
        .map_err(|error| Bad::new("bad-json", format!("not a JSON record: {error}")))?;
    let Value::Object(mut fields) = record else {
        return Err(Bad::new(
            "bad-record",
            "not a JSON object; write {\"id\": …, \"text\": …, \"published\": …}",
        ));
    };
    let name = records.id_field();
    *found = match fields.remove(name) {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id),
        Some(Value::Number(id)) => Some(id.to_string()),
        Some(_) => {
            let message = format!("‘{name}’ is neither a string nor a number");
            return Err(Bad::new("bad-id", message));
        }
    };
    let name = records.text_field();
    let Some(Value::String(text)) = fields.remove(name) else {
        return Err(Bad::new(
            "no-text",
            format!("‘{name}’ is missing or no string"),
        ));
    };
    let name = records.date_field();
    let published = match fields.remove(name) {
        None | Some(Value::Null) => None,
        Some(Value::String(date)) => Some(date),
        Some(_) => return Err(Bad::new("bad-published", format!("‘{name}’ is no string"))),
    };
    let title = match fields.remove("title") {
        Some(Value::String(title)) => Some(title),
        _ => None,
    };
    Ok(Fields {
        text,
        published,
        title,
    })
}

fn of_row(
    cells: Cells,
    records: &Records,
    notes: &mut Vec<Note>,
    found: &mut Option<String>,
) -> Result<Fields, Bad> {
    let filled = |bytes: Vec<u8>| (!bytes.is_empty()).then(|| decode(bytes).0);
    *found = filled(cells.id);
    match cells.misfit {
        Some(Misfit::NoText) => {
            let name = records.text_field();
            return Err(Bad::new("no-text", format!("the row ends before ‘{name}’")));
        }
        Some(Misfit::TooMany { fields, columns }) => {
            let message = format!(
                "{fields} fields for {columns} columns; a field with the sign between fields in it stands in quotes"
            );
            return Err(Bad::new("bad-row", message));
        }
        None => {}
    }
    let (text, note) = decode(cells.text);
    legible(&text)?;
    notes.extend(note);
    Ok(Fields {
        text,
        published: filled(cells.published),
        title: filled(cells.title),
    })
}

fn published(
    date: &str,
    records: &Records,
    notes: &mut Vec<Note>,
) -> Result<Option<Publication>, Bad> {
    if let Some(published) = demarche::publication(date) {
        let from = PublishedFrom::Record;
        return Ok(Some(Publication { from, ..published }));
    }
    if shaped_like_a_date(date) {
        let name = records.date_field();
        let message = format!(
            "‘{name}’ is no day of the calendar: ‘{date}’; write 2022-02-15 or 2022-02-15T18:30:00"
        );
        return Err(Bad::new("bad-published", message));
    }
    // Words are no date at all: the text can still be read without one.
    notes.push(Note {
        code: NoteCode::BadPublished,
        span: Span::default(),
        message: format!("‘{date}’ is no publication date; write YYYY-MM-DD"),
    });
    Ok(None)
}

/// `2024-02-30`, and `2024-3-1`, but not "Today".
fn shaped_like_a_date(text: &str) -> bool {
    let text = text.trim().as_bytes();
    text.len() > 4 && text[..4].iter().all(u8::is_ascii_digit) && b"-/.".contains(&text[4])
}
