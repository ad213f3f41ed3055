//! Offsets in one unit → the same places in another.

use crate::types::timeline::Offsets;

/// Turns offsets into a text from one unit into another.
pub(super) struct Units {
    /// For each offset in the first unit, the one in the second; none inside a character.
    to: Vec<Option<usize>>,
}

impl Units {
    /// Offsets into `text` that count `from` become such that count `to`.
    pub(super) fn new(text: &str, from: Offsets, to: Offsets) -> Self {
        let mut table = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        for c in text.chars() {
            table.push(Some(at));
            table.extend(std::iter::repeat_n(None, size(c, from) - 1));
            at += size(c, to);
        }
        table.push(Some(at));
        Self { to: table }
    }

    /// `offset` in the other unit; `None` inside a character or beyond the text.
    pub(super) fn turn(&self, offset: usize) -> Option<usize> {
        *self.to.get(offset)?
    }

    /// `start..end` in the other unit, where that is a stretch of the text.
    pub(super) fn range(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let (start, end) = (self.turn(start)?, self.turn(end)?);
        (start <= end).then_some((start, end))
    }
}

fn size(c: char, unit: Offsets) -> usize {
    match unit {
        Offsets::Char => 1,
        Offsets::Byte => c.len_utf8(),
        Offsets::Utf16 => c.len_utf16(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        let text = "aé𝒳b";
        let check = |from, to, offset, wanted| {
            assert_eq!(Units::new(text, from, to).turn(offset), wanted);
        };
        check(Offsets::Char, Offsets::Byte, 3, Some(7));
        check(Offsets::Byte, Offsets::Char, 7, Some(3));
        check(Offsets::Byte, Offsets::Char, 2, None); // inside é
        check(Offsets::Char, Offsets::Utf16, 3, Some(4));
        check(Offsets::Utf16, Offsets::Char, 5, Some(4)); // the end
        check(Offsets::Utf16, Offsets::Char, 6, None);
    }
}
