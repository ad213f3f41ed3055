//! Sentence → tokens, as the Universal Dependencies treebanks cut them: "n't", "'s" and hyphens stand alone, an
//! abbreviation keeps its stop.

use crate::types::{Document, Span};

/// Cuts the sentence at `span` and appends its tokens, with their lower-case forms, to `document`.
pub(super) fn cut(text: &str, span: Span, document: &mut Document) {
    let first = document.tokens.len();
    let bytes = &text.as_bytes()[..span.end];
    let mut at = span.start;
    while at < span.end {
        let letters = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic());
        let word = Span::new(at, at + letters.count());
        let comma = Span::new(
            word.end,
            word.end + usize::from(bytes.get(word.end) == Some(&b',')),
        );
        // most of a text: letters, with a comma at most, and a blank
        let plain = !word.is_empty() && matches!(bytes.get(comma.end), Some(b' ') | None);
        if plain && !is_cannot(&text[word.start..word.end]) {
            push(word, document);
            push(comma, document);
            at = comma.end + 1;
            continue;
        }
        let chunk = Span::new(at, word.end + blank(&text[word.end..span.end]));
        if !chunk.is_empty() {
            cut_chunk(text, chunk, span.end, document);
        }
        let next = text[chunk.end..span.end].chars().next();
        at = chunk.end + next.map_or(0, char::len_utf8);
    }
    document.write_forms(text, first);
}

fn is_cannot(word: &str) -> bool {
    word.eq_ignore_ascii_case("cannot")
}

/// Where the first white space of `text` stands; its end, where there is none.
fn blank(text: &str) -> usize {
    let mut from = 0;
    loop {
        let bytes = &text.as_bytes()[from..];
        let Some(at) = bytes
            .iter()
            .position(|&byte| byte >= 0x80 || byte.is_ascii_whitespace() || byte == 0x0b)
        else {
            return text.len();
        };
        let c = text[from + at..].chars().next().unwrap_or(' ');
        if c.is_whitespace() {
            return from + at;
        }
        from += at + c.len_utf8();
    }
}

/// The marks that close a sentence behind its stop take no more bytes than this.
const CLOSING: usize = 12;

fn cut_chunk(text: &str, chunk: Span, sentence_end: usize, document: &mut Document) {
    let mut here = chunk;
    // marks before the word
    while let Some(c) = text[here.start..here.end]
        .chars()
        .next()
        .filter(|&c| is_mark(c))
    {
        let mut size = c.len_utf8();
        let rest = &text[here.start..here.end];
        if c == '.' || c == '`' || runs(c) {
            size = rest.len() - rest.trim_start_matches(c).len(); // "...", "--", "``"
        }
        if c == '\'' && is_clitic(&text[here.start..here.end]) {
            break;
        }
        push(Span::new(here.start, here.start + size), document);
        here.start += size;
        if here.is_empty() {
            return;
        }
    }
    // marks after the word, collected from the right
    let mut after = Vec::new();
    while let Some(c) = text[here.start..here.end]
        .chars()
        .next_back()
        .filter(|&c| is_mark(c))
    {
        let rest = &text[here.start..here.end];
        let mut size = c.len_utf8();
        if c == '.' {
            let dots = rest.len() - rest.trim_end_matches('.').len();
            let word = rest.trim_end_matches('.');
            let behind = &text[here.end..sentence_end];
            let last = behind.len() <= CLOSING && !behind.contains(char::is_alphanumeric);
            if dots == 1 && keeps_stop(word, last) {
                break;
            }
            size = dots;
        } else if runs(c) {
            size = rest.len() - rest.trim_end_matches(c).len();
        }
        if size == rest.len() {
            break;
        }
        after.push(Span::new(here.end - size, here.end));
        here.end -= size;
    }
    cut_word(text, here, document);
    for mark in after.into_iter().rev() {
        push(mark, document);
    }
}

/// A chunk without marks around it: cut at hyphens, slashes and dashes between letters, then take clitics off.
fn cut_word(text: &str, word: Span, document: &mut Document) {
    let part = &text[word.start..word.end];
    if part.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return take_clitics(text, word, document);
    }
    let mut start = 0;
    if let Some(unit) = unit_at(part) {
        cut_word(text, Span::new(word.start, word.start + unit), document);
        push(Span::new(word.start + unit, word.end), document);
        return;
    }
    let numeric = part
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/' | '-'));
    let whole = part.contains("://") || part.contains('@') || numeric && !part.contains('-');
    if !whole {
        let mut previous = ' ';
        for (at, c) in part.char_indices() {
            let size = c.len_utf8();
            let next = part[at + size..].chars().next().unwrap_or(' ');
            let splits = match c {
                '-' | '–' | '/' => {
                    previous.is_alphanumeric() && next.is_alphanumeric() || c == '–'
                }
                '—' | '…' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | ';' | '!' | '?' | '%'
                | '$' | '€' | '£' => true,
                '~' | '～' => previous.is_ascii_digit() && next.is_ascii_digit(),
                ',' | ':' => !(previous.is_ascii_digit() && next.is_ascii_digit()),
                _ => false,
            };
            let joins =
                || c == '-' && (previous == '-' || binds(&part[start..at], &part[at + size..]));
            if splits && !joins() {
                take_clitics(
                    text,
                    Span::new(word.start + start, word.start + at),
                    document,
                );
                push(Span::new(word.start + at, word.start + at + size), document);
                start = at + size;
            }
            previous = c;
        }
    }
    take_clitics(text, Span::new(word.start + start, word.end), document);
}

/// Where the unit starts that is written onto a number: "10am", "£3bn".
fn unit_at(part: &str) -> Option<usize> {
    let digits_end = part.rfind(|c: char| c.is_ascii_digit())? + 1;
    let unit = &part[digits_end..];
    let known = matches!(
        unit,
        "am" | "pm"
            | "a.m."
            | "p.m."
            | "m"
            | "mn"
            | "bn"
            | "tn"
            | "k"
            | "km"
            | "cm"
            | "mm"
            | "kg"
            | "mph"
    );
    let number = part[..digits_end].trim_start_matches(['$', '€', '£', '~']);
    let numeric = number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-' | '–'));
    (known && numeric).then_some(digits_end)
}

/// Whether the hyphen between `first` and `rest` belongs to the word: "anti-war", "re-elected", "Jong-un".
fn binds(first: &str, rest: &str) -> bool {
    let shouted = first.len() > 1 && first.chars().all(char::is_uppercase); // "UN-led"
    let lower = first.to_lowercase();
    let prefix = !shouted
        && matches!(
            lower.as_str(),
            "anti"
                | "co"
                | "counter"
                | "cross"
                | "e"
                | "ex"
                | "inter"
                | "intra"
                | "micro"
                | "mid"
                | "mini"
                | "mis"
                | "multi"
                | "neo"
                | "non"
                | "over"
                | "pan"
                | "post"
                | "pre"
                | "pro"
                | "re"
                | "semi"
                | "socio"
                | "sub"
                | "ultra"
                | "un"
                | "vice"
        );
    (prefix && !starts_a_date(&lower, rest)) || is_given_name(first, rest)
}

/// "post-1959", "mid-November", "mid-afternoon": a date of its own after the hyphen.
fn starts_a_date(prefix: &str, rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
        || prefix == "mid"
            && (rest.starts_with(char::is_uppercase)
                || matches!(
                    rest,
                    "morning"
                        | "afternoon"
                        | "evening"
                        | "day"
                        | "week"
                        | "month"
                        | "year"
                        | "spring"
                        | "summer"
                        | "autumn"
                        | "winter"
                        | "fall"
                        | "century"
                        | "decade"
                        | "season"
                ))
}

/// "Jong-un", "Ki-moon", "Ing-wen": two short syllables, the second in lower case and no participle or noun of measure.
fn is_given_name(first: &str, rest: &str) -> bool {
    let short = |part: &str| (2..=5).contains(&part.len()) && part.is_ascii();
    let capital = first.starts_with(|c: char| c.is_ascii_uppercase())
        && first[1..].chars().all(|c| c.is_ascii_lowercase());
    short(first)
        && capital
        && short(rest)
        && rest.chars().all(|c| c.is_ascii_lowercase())
        && first.len() + rest.len() <= 8
        && !rest.ends_with("ed")
        && !rest.ends_with("ly")
        && !matches!(
            rest,
            "run"
                | "born"
                | "era"
                | "wide"
                | "held"
                | "made"
                | "like"
                | "type"
                | "only"
                | "old"
                | "own"
                | "year"
                | "day"
                | "week"
                | "month"
                | "long"
                | "style"
                | "size"
                | "class"
                | "level"
                | "owner"
                | "off"
                | "up"
                | "out"
                | "in"
                | "on"
                | "to"
                | "of"
                | "the"
                | "and"
                | "for"
                | "by"
                | "free"
                | "linked"
                | "man"
                | "woman"
                | "based"
                | "time"
                | "term"
                | "state"
                | "party"
                | "point"
                | "way"
                | "half"
                | "third"
                | "yard"
                | "mile"
                | "foot"
        )
}

fn take_clitics(text: &str, word: Span, document: &mut Document) {
    if word.is_empty() {
        return;
    }
    let part = &text[word.start..word.end];
    if is_cannot(part) {
        push(Span::new(word.start, word.start + 3), document);
        push(Span::new(word.start + 3, word.end), document);
        return;
    }
    let clitic = if part.contains(['\'', '’']) {
        clitic_at(part)
    } else {
        part.len()
    };
    push(Span::new(word.start, word.start + clitic), document);
    push(Span::new(word.start + clitic, word.end), document);
}

/// Where the clitic at the end of `part` begins; its end, where there is none. In "the allies' decision" the apostrophe was
/// taken off with the marks after the word.
fn clitic_at(part: &str) -> usize {
    const CLITICS: [&str; 14] = [
        "n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'m", "’m", "'d", "’d",
    ];
    let ends_with = |clitic: &&'static str| {
        part.len()
            .checked_sub(clitic.len())
            .filter(|&at| at > 0)
            .and_then(|at| part.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(clitic))
    };
    let clitic = CLITICS.into_iter().find(ends_with);
    part.len() - clitic.map_or(0, str::len)
}

fn push(span: Span, document: &mut Document) {
    if !span.is_empty() {
        document.push_token(span, document.sentences.len());
    }
}

/// Marks that are one token as often as they are repeated: "--", "''", "!!!", "****".
fn runs(c: char) -> bool {
    matches!(c, '-' | '\'' | '!' | '?' | ',' | '*' | '=' | '~')
}

fn is_mark(c: char) -> bool {
    !(c.is_alphanumeric()
        || matches!(c, '@' | '#' | '&' | '_')
        || (c as u32) > 0x2fff
        || is_joined(c))
}

/// Marks that combine with the letter before them are part of the word.
fn is_joined(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x200c..=0x200d | 0xfe00..=0xfe0f)
}

fn is_clitic(rest: &str) -> bool {
    matches!(
        rest.to_ascii_lowercase().as_str(),
        "'s" | "'re" | "'ve" | "'ll" | "'m" | "'d" | "'em" | "'til"
    )
}

/// Whether the stop after `word` belongs to it: "U.S.", "Gen.", "J.". The last stop of a sentence ends the sentence, unless
/// the word is one that is always written with a stop inside.
fn keeps_stop(word: &str, last: bool) -> bool {
    if word.len() > 32 {
        return false; // no abbreviation is as long
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if word.contains('.')
        && letters * 2 > word.len()
        && word.split('.').all(|part| part.chars().count() <= 2)
    {
        return true; // U.S., a.m., Ph.D.
    }
    if last {
        return false;
    }
    is_abbreviation(word)
        || letters == 1 && word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// Words written with a stop, without it.
pub(super) fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "St"
            | "Gen"
            | "Lt"
            | "Col"
            | "Maj"
            | "Capt"
            | "Cmdr"
            | "Cpl"
            | "Sgt"
            | "Adm"
            | "Brig"
            | "Sen"
            | "Rep"
            | "Reps"
            | "Sens"
            | "Gov"
            | "Rev"
            | "Hon"
            | "Pres"
            | "Amb"
            | "Jr"
            | "Sr"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Jun"
            | "Jul"
            | "Aug"
            | "Sep"
            | "Sept"
            | "Oct"
            | "Nov"
            | "Dec"
            | "Mon"
            | "Tue"
            | "Tues"
            | "Wed"
            | "Thu"
            | "Thurs"
            | "Fri"
            | "vs"
            | "etc"
            | "No"
            | "Nos"
            | "Inc"
            | "Ltd"
            | "Co"
            | "Corp"
            | "Bros"
            | "Ave"
            | "Blvd"
            | "Rd"
            | "Mt"
            | "Ft"
            | "Dept"
            | "Univ"
            | "approx"
            | "cf"
            | "al"
            | "Calif"
            | "Fla"
            | "Mass"
            | "Md"
            | "Va"
            | "Pa"
            | "Tex"
            | "Ill"
            | "Mich"
            | "Minn"
            | "Wash"
            | "Ariz"
            | "Ark"
            | "Conn"
            | "Del"
            | "Ga"
            | "Ky"
            | "La"
            | "Tenn"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let mut document = Document {
            text: text.to_owned(),
            ..Document::default()
        };
        cut(text, Span::new(0, text.len()), &mut document);
        let found: Vec<&str> = document
            .tokens
            .iter()
            .map(|token| document.slice(token.span))
            .collect();
        assert_eq!(found.join(" "), wanted, "{text:?}");
    }

    #[test]
    fn words() {
        check(
            "The U.S. didn't, officials said.",
            "The U.S. did n't , officials said .",
        );
        check("Russia’s troops", "Russia ’s troops");
        check("the allies' decision", "the allies ' decision");
        check(
            "a 10-year-old well-known deal",
            "a 10 - year - old well - known deal",
        );
        check("“We left,” he said.", "“ We left , ” he said .");
        check(
            "at 15:30 it cost 3,000.5 dollars",
            "at 15:30 it cost 3,000.5 dollars",
        );
        check("Gen. J. Smith left.", "Gen. J. Smith left .");
        check("He cannot go...", "He can not go ...");
        check("in the U.S.", "in the U.S.");
        check("war—again", "war — again");
        check(
            "pro-European re-elected non-state",
            "pro-European re-elected non-state",
        );
        check("at 10am it cost £3.5bn", "at 10 am it cost £ 3.5 bn");
        check("Kim Jong-un, Ban Ki-moon", "Kim Jong-un , Ban Ki-moon");
        check(
            "Iran-backed, UN-led, Twenty-two",
            "Iran - backed , UN - led , Twenty - two",
        );
    }
}
