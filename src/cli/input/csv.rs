//! Rows of CSV, cut into fields as they come: neither a table nor a field of it is ever held whole here.

use std::io::{self, BufRead};

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// What may stand between fields, the likeliest first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// The rows that are still to come.
pub(super) struct Table<R> {
    bytes: R,
    cutter: Reader,
    /// Ends of lines so far.
    lines: usize,
}

/// A row that was read.
pub(super) struct Row {
    /// The line it starts in, from 1.
    pub(super) line: usize,
    /// How many fields it has.
    pub(super) fields: usize,
    /// How many, without the empty ones at its end.
    pub(super) filled: usize,
}

impl<R: BufRead> Table<R> {
    pub(super) fn new(bytes: R, delimiter: u8) -> Self {
        let cutter = ReaderBuilder::new().delimiter(delimiter).build();
        let lines = 0;
        Self {
            bytes,
            cutter,
            lines,
        }
    }

    /// Hands every piece of every field of the next row to `take`, with the column it stands in.
    pub(super) fn next(&mut self, mut take: impl FnMut(usize, &[u8])) -> io::Result<Option<Row>> {
        self.skip_blank_lines()?;
        let line = self.lines + 1;
        let mut piece = [0; 1 << 12];
        let (mut column, mut filled) = (0, 0);
        loop {
            let input = self.bytes.fill_buf()?;
            let (result, read, written) = self.cutter.read_field(input, &mut piece);
            self.lines += ends_of_lines(&input[..read]);
            self.bytes.consume(read);
            if written > 0 {
                filled = column + 1;
                take(column, &piece[..written]);
            }
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end: false } => column += 1,
                ReadFieldResult::Field { record_end: true } => {
                    let fields = column + 1;
                    return Ok(Some(Row {
                        line,
                        fields,
                        filled,
                    }));
                }
                ReadFieldResult::End => return Ok(None),
            }
        }
    }

    /// The fields of the next row as names.
    pub(super) fn names(&mut self) -> io::Result<Vec<String>> {
        let mut names: Vec<Vec<u8>> = Vec::new();
        self.next(|column, piece| {
            names.resize_with(names.len().max(column + 1), Vec::new);
            names[column].extend(piece);
        })?;
        let names = names.iter();
        let names = names.map(|name| String::from_utf8_lossy(name).trim().to_owned());
        Ok(names.collect())
    }

    fn skip_blank_lines(&mut self) -> io::Result<()> {
        loop {
            let input = self.bytes.fill_buf()?;
            let blank = input.iter().take_while(|byte| b"\r\n".contains(byte));
            let blank = blank.count();
            if blank == 0 {
                return Ok(());
            }
            self.lines += ends_of_lines(&input[..blank]);
            self.bytes.consume(blank);
        }
    }
}

fn ends_of_lines(bytes: &[u8]) -> usize {
    bytes.split(|&byte| byte == b'\n').count() - 1
}

/// The sign between the names of the columns in `head`: the one by which `wanted` is the name of a column.
pub(super) fn delimiter(head: &[u8], wanted: &str) -> u8 {
    let holds = |&delimiter: &u8| {
        let names = Table::new(head, delimiter).names();
        names.is_ok_and(|names| names.iter().any(|name| name == wanted))
    };
    DELIMITERS.into_iter().find(holds).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that rows start in, and their fields.
    #[track_caller]
    fn check(table: &str, wanted: &[(usize, &[&str])]) {
        // however the bytes come
        for capacity in [1, 3, 1 << 16] {
            let bytes = io::BufReader::with_capacity(capacity, table.as_bytes());
            let mut table = Table::new(bytes, b',');
            for &(line, fields) in wanted {
                let mut found: Vec<String> = Vec::new();
                let row = table.next(|column, piece| {
                    found.resize_with(found.len().max(column + 1), String::new);
                    found[column].push_str(std::str::from_utf8(piece).unwrap());
                });
                let row = row.unwrap().unwrap();
                assert_eq!((row.line, found.join("¦")), (line, fields.join("¦")));
                assert_eq!(row.filled, fields.len());
            }
            assert!(table.next(|_, _| ()).unwrap().is_none());
        }
    }

    #[test]
    fn rows() {
        check("a,b\nc,d", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a,b\r\n\r\nc,,\r\n", &[(1, &["a", "b"]), (3, &["c"])]);
        check(
            "\n\"a\n\"\"b\"\",c\",d\ne",
            &[(2, &["a\n\"b\",c", "d"]), (4, &["e"])],
        );
        check("a,\"b\nc", &[(1, &["a", "b\nc"])]); // never closed
        check("", &[]);
        check("\n\r\n", &[]);
    }

    #[test]
    fn the_sign_between_fields() {
        let check = |head: &str, wanted: u8| assert_eq!(delimiter(head.as_bytes(), "text"), wanted);
        check("id,text\n", b',');
        check("id;text;x,y\n", b';');
        check("id\ttext\n", b'\t');
        check("id|\"text\"\n", b'|');
        check("text", b',');
        check("body;day", b',');
    }
}
