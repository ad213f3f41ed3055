//! Feature → weights: a perfect hash over the features that have any, with a byte to tell the others.
//!
//! A feature's key names a bucket, the bucket's pilot (a byte) names the feature's slot, and no two features of the table
//! share a slot. A slot is four bytes: a check that 254 of 255 other features fail, and three bytes of data.

/// The bytes of a slot.
const SLOT: usize = 4;
/// Features a bucket, on average: fewer would make finding pilots easier and the table larger.
const BUCKET: usize = 3;

/// A table, borrowed from the model.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    pilots: &'a [u8],
    slots: &'a [[u8; SLOT]],
}

impl<'a> Table<'a> {
    /// The table with these pilots and slots.
    pub fn new(pilots: &'a [u8], slots: &'a [u8]) -> Self {
        Self {
            pilots,
            slots: slots.as_chunks().0,
        }
    }

    /// How many slots there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The only slot the feature can have.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let pilot = self
            .pilots
            .get(bucket(key, self.pilots.len()))
            .copied()
            .unwrap_or(0);
        place(key, pilot, self.slots.len())
    }

    /// The data of the features that are in the table, numbers of 24 bits at the front of an array, and how many they are.
    #[inline]
    pub fn data<const F: usize>(&self, keys: &[u64; F]) -> ([u32; F], usize) {
        // first every place, then every slot: the processor fetches slots from afar, many at a time
        let mut places = [0; F];
        for (place, &key) in places.iter_mut().zip(keys) {
            *place = self.slot(key);
        }
        let (mut data, mut count) = ([0; F], 0);
        for (place, &key) in places.into_iter().zip(keys) {
            let slot = u32::from_le_bytes(self.slots.get(place).copied().unwrap_or_default());
            // no branch, for the processor guesses wrong every second time whether the check fits
            data[count.min(F - 1)] = slot >> 8;
            count += usize::from(slot & 0xff == u32::from(check(key)));
        }
        (data, count)
    }

    /// The slot of a feature that is in the table, or passes for one.
    #[inline]
    pub fn find(&self, key: u64) -> Option<usize> {
        let slot = self.slot(key);
        (*self.slots.get(slot)?.first()? == check(key)).then_some(slot)
    }
}

#[inline]
fn bucket(key: u64, count: usize) -> usize {
    scale(key >> 32, count)
}

#[inline]
fn place(key: u64, pilot: u8, count: usize) -> usize {
    let turned = (key ^ u64::from(pilot).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0xd6e8_feb8_6659_fd93);
    scale(turned >> 32, count)
}

/// A number of 32 bits, spread over `0..count`.
#[inline]
fn scale(number: u64, count: usize) -> usize {
    usize::try_from((number * count as u64) >> 32).unwrap_or(0)
}

/// Never 0, which marks a free slot.
#[inline]
fn check(key: u64) -> u8 {
    (key & 0xff).max(1) as u8
}

/// The keys of features whose templates are numbered from a first one. Written out where they stand, parts that are 0 cost nothing.
macro_rules! keys {
    ($first:literal, [$($parts:expr),* $(,)?] $(,)?) => {{
        let mut template: u64 = $first - 1;
        [$({
            template += 1;
            $crate::syntax::table::key(template, $parts)
        }),*]
    }};
}
pub(super) use keys;

/// A table under construction: where each key goes.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The pilots, as the model stores them.
    pub pilots: Vec<u8>,
    /// The slots: the check, and zeros for the data.
    pub slots: Vec<u8>,
    /// The key in each slot; a few keys find no place and are left out.
    pub keys: Vec<Option<u64>>,
}

impl Plan {
    /// Finds a pilot for every bucket, the fullest buckets first.
    pub fn of(keys: &[u64]) -> Self {
        let count = keys.len() + keys.len() / 32 + 1;
        let mut buckets = vec![Vec::new(); keys.len() / BUCKET + 1];
        let bucket_count = buckets.len();
        for &key in keys {
            buckets[bucket(key, bucket_count)].push(key);
        }
        let mut order: Vec<usize> = (0..bucket_count).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(buckets[at].len()), at));
        let mut plan = Self {
            pilots: vec![0; bucket_count],
            slots: vec![0; count * SLOT],
            keys: vec![None; count],
        };
        for at in order {
            let fits = |pilot: &u8| {
                let mut places: Vec<usize> = buckets[at]
                    .iter()
                    .map(|&key| place(key, *pilot, count))
                    .collect();
                places.sort_unstable();
                places.windows(2).all(|pair| pair[0] != pair[1])
                    && places.iter().all(|&place| plan.keys[place].is_none())
            };
            let pilot = (0..=u8::MAX).find(fits).unwrap_or(0);
            plan.pilots[at] = pilot;
            for &key in &buckets[at] {
                let place = place(key, pilot, count);
                if plan.keys[place].is_none() {
                    plan.keys[place] = Some(key);
                    plan.slots[place * SLOT] = check(key);
                }
            }
        }
        plan
    }

    /// The table as it is read.
    pub fn table(&self) -> Table<'_> {
        Table::new(&self.pilots, &self.slots)
    }

    /// The slots, each with its data.
    pub fn filled(&self, data: impl Fn(usize) -> [u8; 3]) -> Vec<u8> {
        let mut slots = self.slots.clone();
        for (at, slot) in slots.chunks_exact_mut(SLOT).enumerate() {
            slot[1..].copy_from_slice(&data(at));
        }
        slots
    }
}

/// The key of a feature: `template` tells features with equal parts apart.
#[inline]
pub fn key(template: u64, parts: [u64; 4]) -> u64 {
    let sum = template
        .wrapping_mul(0xd6e8_feb8_6659_fd93)
        .wrapping_add(parts[0].wrapping_mul(0xa076_1d64_78bd_642f))
        .wrapping_add(parts[1].wrapping_mul(0xe703_7ed1_a0b4_28db))
        .wrapping_add(parts[2].wrapping_mul(0x8ebc_6af0_9c88_c6e3))
        .wrapping_add(parts[3].wrapping_mul(0x5896_5aca_0cbe_a2fb));
    let spread = (sum ^ (sum >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    spread ^ (spread >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(from: u64, count: u64) -> Vec<u64> {
        (from..from + count)
            .map(|number| key(number % 7, [number, number / 3, 0, 1]))
            .collect()
    }

    #[test]
    fn every_feature_has_its_own_slot() {
        let keys = keys(0, 20_000);
        let plan = Plan::of(&keys);
        let placed = plan.keys.iter().flatten().count();
        assert!(placed > 19_900, "{placed}"); // a few find no place
        let slots = plan.filled(|slot| {
            let [a, b, c, ..] = (slot + 1).to_le_bytes();
            [a, b, c]
        });
        let table = Table::new(&plan.pilots, &slots);
        for (slot, key) in plan.keys.iter().enumerate() {
            if let Some(key) = key {
                assert_eq!(table.find(*key), Some(slot));
                let (data, count) = table.data(&[*key]);
                assert_eq!((data.map(|data| data as usize), count), ([slot + 1], 1));
            }
        }
    }

    #[test]
    fn other_features_hit_nothing() {
        let plan = Plan::of(&keys(0, 20_000));
        let table = plan.table();
        let mistaken = keys(1_000_000, 20_000)
            .into_iter()
            .filter(|&key| table.find(key).is_some())
            .count();
        assert!(mistaken < 200, "{mistaken}"); // about one of 256
        let (_, count) = table.data::<8>(&keys(1_000_000, 8).try_into().unwrap());
        assert!(count <= 1, "{count}");
    }

    #[test]
    fn an_empty_table_holds_nothing() {
        let table = Table::new(&[], &[]);
        assert!(table.is_empty());
        assert_eq!((table.find(7), table.data(&[7])), (None, ([0], 0)));
        assert_eq!(Plan::of(&[]).table().find(7), None);
    }
}
