//! Text → what XML can hold.

/// Adds `text` as the content of an element. A carriage return is written as a reference, for readers turn a plain one into a
/// line feed; characters that XML cannot hold become U+FFFD, one for one.
pub(super) fn escape(out: &mut String, text: &str) {
    write(out, text, false);
}

/// Adds `text` as the value of an attribute, where readers turn plain tabs and line feeds into blanks.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    write(out, value, true);
    out.push('"');
}

fn write(out: &mut String, text: &str, attribute: bool) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\r' => "&#13;",
            '\t' if attribute => "&#9;",
            '\n' if attribute => "&#10;",
            '\t' | '\n' => continue,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
}
