//! An index that is compiled in: the keys in order, so that nothing is built when the program starts.

use super::Found;

/// From the key of a stretch of words to its senses.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Frozen {
    /// How many keys have a smaller upper part than this one: where the keys of a bucket begin, and one more at the end.
    pub(in super::super) buckets: &'static [u16],
    /// The keys, in order.
    pub(in super::super) keys: &'static [u64],
    /// Where the senses of each key begin, and one more at the end; a mere beginning of a form has none.
    pub(in super::super) begins: &'static [u16],
    /// The senses, in the order of the tables.
    pub(in super::super) senses: &'static [Found],
}

impl Frozen {
    /// So many upper bits of a key choose its bucket.
    pub(in super::super) const BITS: u32 = 12;

    /// The senses of the words with this key; `None` where no form begins so.
    pub(in super::super) fn senses(&self, key: u64) -> Option<&'static [Found]> {
        let bucket = usize::try_from(key >> (u64::BITS - Self::BITS)).ok()?;
        let from = usize::from(*self.buckets.get(bucket)?);
        let to = usize::from(*self.buckets.get(bucket + 1)?);
        let at = from + self.keys.get(from..to)?.binary_search(&key).ok()?;
        let first = usize::from(*self.begins.get(at)?);
        let end = usize::from(*self.begins.get(at + 1)?);
        self.senses.get(first..end)
    }
}
