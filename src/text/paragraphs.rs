//! Text → paragraphs: blocks between blank lines; within a block, lines where the text is not hard-wrapped.

use crate::types::Span;

/// Lines of a hard-wrapped text are no longer than this many bytes.
const MAX_WRAPPED_LINE: usize = 120;

/// The paragraphs of `text`, without the white space around them.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    for line in lines(text) {
        if text[line.start..line.end].trim().is_empty() {
            end_block(text, &mut block, &mut paragraphs);
        } else {
            block.push(line);
        }
    }
    end_block(text, &mut block, &mut paragraphs);
    paragraphs
}

fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end;
        span
    })
}

fn end_block(text: &str, block: &mut Vec<Span>, paragraphs: &mut Vec<Span>) {
    let wrapped = is_wrapped(text, block);
    let mut open: Option<Span> = None;
    for line in block.drain(..) {
        let words = &text[line.start..line.end];
        let starts =
            !wrapped || words.starts_with("  ") || words.starts_with('\t') || is_bullet(words);
        match open {
            Some(paragraph) if !starts => open = Some(paragraph.join(trimmed(text, line))),
            _ => {
                paragraphs.extend(open);
                open = Some(trimmed(text, line));
            }
        }
    }
    paragraphs.extend(open);
}

/// A block is hard-wrapped when its lines are short and most break inside a sentence.
fn is_wrapped(text: &str, block: &[Span]) -> bool {
    let Some((_, inner)) = block.split_last() else {
        return false;
    };
    let open = inner
        .iter()
        .filter(|line| !ends_sentence(&text[line.start..line.end]))
        .count();
    block.iter().all(|line| line.len() <= MAX_WRAPPED_LINE)
        && inner.len() > 1
        && open * 2 > inner.len()
        || inner.len() == 1 && open == 1 && (50..=MAX_WRAPPED_LINE).contains(&inner[0].len())
}

fn ends_sentence(line: &str) -> bool {
    let line = line
        .trim_end()
        .trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    line.ends_with(['.', '!', '?', ':', '…'])
}

fn is_bullet(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "* ", "• ", "– ", "— "]
        .iter()
        .any(|mark| line.starts_with(mark))
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.start..span.end];
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    fn check(text: &str, wanted: &[&str]) {
        let found: Vec<&str> = super::find(text)
            .into_iter()
            .map(|span| &text[span.start..span.end])
            .collect();
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn blank_lines_and_wrapped_lines() {
        check("One.\n\nTwo.", &["One.", "Two."]);
        check("One.\r\n \r\nTwo.\r\n", &["One.", "Two."]);
        check(
            "Headline here\nThe envoy left.\nShe will return.",
            &["Headline here", "The envoy left.", "She will return."],
        );
        check(
            "The envoy left the capital on\nMonday after two days of\ntalks.\n  She will return.",
            &[
                "The envoy left the capital on\nMonday after two days of\ntalks.",
                "She will return.",
            ],
        );
        check("  \n", &[]);
    }
}
