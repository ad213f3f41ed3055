//! Bytes → text, in the encoding that they say, or look like.

use std::io::{self, BufRead, Read};

use demarche::types::{Note, NoteCode, Span};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page or an XML file its encoding is declared, in bytes, as browsers have it.
const HEAD: usize = 1024;

/// Bytes → text, and what the reader should know about that.
///
/// UTF-16 where a byte order mark says so or every other byte is 0; else UTF-8. What is not UTF-8 is read in the encoding that a
/// page or an XML file declares, else as windows-1252 where it looks like that; else every stretch that is none becomes one U+FFFD.
pub(in crate::cli) fn decode(bytes: Vec<u8>) -> (String, Option<Note>) {
    if let Some((text, replaced)) = utf16(&bytes) {
        return (text, replacement_note("UTF-16", replaced));
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error,
    };
    let cut_off = error.utf8_error().error_len().is_none();
    let bytes = error.into_bytes();
    if let Some(encoding) = declared(&bytes) {
        let (text, replaced) = encoding.decode_without_bom_handling(&bytes);
        let count = text.matches('\u{fffd}').count();
        let note = replaced.then(|| replacement_note(encoding.name(), count));
        return (text.into_owned(), note.flatten());
    }
    if !cut_off && is_windows_1252(&bytes) {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
        let note = Note {
            code: NoteCode::Encoding,
            span: Span::default(),
            message: "the text is not UTF-8 and was read as windows-1252".to_owned(),
        };
        return (text.into_owned(), Some(note));
    }
    let stretches = bytes.utf8_chunks();
    let replaced = stretches.filter(|chunk| !chunk.invalid().is_empty());
    let note = replacement_note("UTF-8", replaced.count());
    (String::from_utf8_lossy(&bytes).into_owned(), note)
}

/// The remark on `replaced` places that were none of `encoding`.
fn replacement_note(encoding: &str, replaced: usize) -> Option<Note> {
    let message = match replaced {
        0 => return None,
        1 => format!("1 place was not {encoding} and was replaced by U+FFFD"),
        more => format!("{more} places were not {encoding} and were replaced by U+FFFD"),
    };
    Some(Note {
        code: NoteCode::InvalidUtf8,
        span: Span::default(),
        message,
    })
}

/// UTF-16 → text, and how many places were none; `None` for anything else.
fn utf16(bytes: &[u8]) -> Option<(String, usize)> {
    let (unit, body): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, body @ ..] => (u16::from_le_bytes, body),
        [0xfe, 0xff, body @ ..] => (u16::from_be_bytes, body),
        // without a mark: English in UTF-16 has a 0 beside every letter
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => (u16::from_le_bytes, bytes),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => (u16::from_be_bytes, bytes),
        _ => return None,
    };
    let (pairs, rest) = body.as_chunks::<2>();
    // two bytes that only look like a mark: English in UTF-16 is Latin letters all through
    let latin = pairs.iter().filter(|&&pair| unit(pair) < 0x250).count();
    if 2 * latin < pairs.len() {
        return None;
    }
    let mut replaced = usize::from(!rest.is_empty());
    let mut text = String::with_capacity(bytes.len() / 2);
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        replaced += usize::from(c.is_err());
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Some((text, replaced))
}

/// UTF-16 → UTF-8, as it comes: for what is read record by record.
pub(super) struct Transcoded<R> {
    bytes: R,
    decoder: Decoder,
    /// Decoded, from `start` on not yet taken.
    ready: Vec<u8>,
    start: usize,
    over: bool,
}

impl<R: BufRead> Transcoded<R> {
    pub(super) fn new(bytes: R, encoding: &'static Encoding) -> Self {
        Self {
            bytes,
            decoder: encoding.new_decoder_with_bom_removal(),
            ready: Vec::new(),
            start: 0,
            over: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready.resize(1 << 14, 0);
        let input = self.bytes.fill_buf()?;
        self.over = input.is_empty();
        let (_, read, written, _) = self
            .decoder
            .decode_to_utf8(input, &mut self.ready, self.over);
        self.bytes.consume(read);
        self.ready.truncate(written);
        self.start = 0;
        Ok(())
    }
}

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.start == self.ready.len() && !self.over {
            self.refill()?;
        }
        let count = (&self.ready[self.start..]).read(buffer)?;
        self.start += count;
        Ok(count)
    }
}

/// The kind of UTF-16 whose mark `head` begins with.
pub(super) fn marked(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that the head of a page (`<meta charset=…>`) or of an XML file (`<?xml encoding=…?>`) names. One of these that
/// the head would not be legible in is none, and neither is UTF-8, which was tried before.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let names = [&b"charset="[..], b"encoding="];
    let label = names.iter().find_map(|name| {
        let at = head.windows(name.len()).position(|word| word == *name)?;
        let label = head[at + name.len()..].trim_ascii_start();
        let label = label
            .strip_prefix(b"\"")
            .or(label.strip_prefix(b"'"))
            .unwrap_or(label);
        label
            .split(|c| b"\"' \t\r\n;>/?".contains(c))
            .next()
            .filter(|label| !label.is_empty())
    })?;
    let encoding = Encoding::for_label_no_replacement(label)?;
    (![UTF_8, UTF_16BE, UTF_16LE].contains(&encoding)).then_some(encoding)
}

/// Whether bytes that are not UTF-8 look like English in windows-1252 (or Latin-1, which it includes): few of them are beyond
/// ASCII, none is without a meaning there, and hardly any stand together as they do in UTF-8.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let beyond = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let meaningless = |byte: &u8| matches!(byte, 0 | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    4 * beyond <= bytes.len() && !bytes.iter().any(meaningless) && 4 * valid < invalid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, note: &str) {
        let (decoded, said) = decode(bytes.to_vec());
        assert_eq!(decoded, text);
        assert_eq!(said.map(|note| note.message).unwrap_or_default(), note);
    }

    #[test]
    fn every_bad_stretch_is_counted() {
        check(b"talks", "talks", "");
        check(
            b"\xff\xfe and \x80",
            "\u{fffd}\u{fffd} and \u{fffd}",
            "3 places were not UTF-8 and were replaced by U+FFFD",
        );
        let one = "1 place was not UTF-8 and was replaced by U+FFFD";
        check(b"cut \xe2\x82", "cut \u{fffd}", one);
        check("café, “so”, \u{0}".as_bytes(), "café, “so”, \u{0}", "");
        // one bad byte among good ones
        check(
            b"caf\xc3\xa9 and caf\xe9 again",
            "café and caf\u{fffd} again",
            one,
        );
        check(
            b"nothing there: \x81 and more words",
            "nothing there: \u{fffd} and more words",
            one,
        );
    }

    #[test]
    fn legacy_encodings() {
        let guessed = "the text is not UTF-8 and was read as windows-1252";
        check(b"caf\xe9s", "cafés", guessed);
        check(
            b"\x93We left,\x94 he said \x96 at last.",
            "“We left,” he said – at last.",
            guessed,
        );
        check(
            b"<meta charset=iso-8859-2><p>\xb1",
            "<meta charset=iso-8859-2><p>ą",
            "",
        );
        check(
            b"<meta http-equiv=Content-Type content='text/html; charset=Windows-1251'>\xcf",
            "<meta http-equiv=Content-Type content='text/html; charset=Windows-1251'>П",
            "",
        );
        check(
            b"<?xml version='1.0' encoding='ISO-8859-15'?><a>\xa4</a>",
            "<?xml version='1.0' encoding='ISO-8859-15'?><a>€</a>",
            "",
        );
        check(
            b"<meta charset=shift_jis><p>\x83e\xff",
            "<meta charset=shift_jis><p>テ\u{fffd}",
            "1 place was not Shift_JIS and was replaced by U+FFFD",
        );
        // what is UTF-8 is that, whatever it says; what says nothing that is known is guessed
        check(
            "<meta charset=latin1>é".as_bytes(),
            "<meta charset=latin1>é",
            "",
        );
        check(
            b"<meta charset=none><p>caf\xe9s",
            "<meta charset=none><p>cafés",
            guessed,
        );
        check(
            b"<meta charset=utf-8><p>caf\xe9s",
            "<meta charset=utf-8><p>cafés",
            guessed,
        );
        check(
            b"<meta charset=><p>caf\xe9s",
            "<meta charset=><p>cafés",
            guessed,
        );
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        let bytes = |mark: &str, big: bool| -> Vec<u8> {
            let units = mark.encode_utf16().chain("They met.".encode_utf16());
            units
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        for mark in ["", "\u{feff}"] {
            check(&bytes(mark, false), "They met.", "");
            check(&bytes(mark, true), "They met.", "");
        }
        let mut odd = bytes("", false);
        odd.push(b'x');
        check(
            &odd,
            "They met.",
            "1 place was not UTF-16 and was replaced by U+FFFD",
        );
    }
}
