//! Weights while they are trained: a perceptron and the average over its history.

use std::collections::BTreeMap;

use demarche::syntax::model::{BLOCK, MORE, WHOLE, coarse};
use demarche::syntax::table::{Plan, Table};

/// The weights of a classifier, a row for each slot of its table.
pub(crate) struct Weights<'a> {
    table: Table<'a>,
    /// How many classes there are.
    classes: usize,
    now: Vec<i32>,
    /// Every change times the moment it was made at.
    changes: Vec<i64>,
    moment: i64,
}

impl<'a> Weights<'a> {
    pub(crate) fn new(plan: &'a Plan, classes: usize) -> Self {
        let table = plan.table();
        Self {
            table,
            classes,
            now: vec![0; table.len() * classes],
            changes: vec![0; table.len() * classes],
            moment: 1,
        }
    }

    /// Appends the slots of those features that have one.
    pub(crate) fn find(&self, features: &[u64], slots: &mut Vec<usize>) {
        slots.extend(features.iter().filter_map(|&key| self.table.find(key)));
    }

    /// Adds the rows of `slots` to the score of every class.
    pub(crate) fn add<const N: usize>(&self, slots: &[usize], scores: &mut [i32; N]) {
        for &slot in slots {
            let row = &self.now[slot * self.classes..][..self.classes];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
    }

    /// Raises the weights of the class `wanted`, lowers those of the class `found`.
    pub(crate) fn learn(&mut self, slots: &[usize], wanted: usize, found: usize) {
        for &slot in slots {
            for (class, change) in [(wanted, 1), (found, -1)] {
                let at = slot * self.classes + class;
                self.now[at] += change;
                self.changes[at] += i64::from(change) * self.moment;
            }
        }
    }

    /// One more decision was made.
    pub(crate) fn tick(&mut self) {
        self.moment += 1;
    }

    /// Adds the averaged weights to `sum`.
    pub(crate) fn average_into(&self, sum: &mut Vec<f32>) {
        sum.resize(self.now.len(), 0.0);
        for (sum, (&now, &changes)) in sum.iter_mut().zip(self.now.iter().zip(&self.changes)) {
            if now != 0 || changes != 0 {
                *sum += (f64::from(now) - changes as f64 / self.moment as f64) as f32;
            }
        }
    }
}

/// The features that occur at least `needed` times among `keys`.
pub(crate) fn frequent(mut keys: Vec<u64>, needed: usize) -> Vec<u64> {
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b)
        .filter(|same| same.len() >= needed)
        .map(|same| same[0])
        .collect()
}

/// A table of the `count` features whose weights tell the classes apart the most.
pub(crate) fn heaviest(plan: &Plan, weights: &[f32], classes: usize, count: usize) -> Plan {
    let spread = |row: &[f32]| {
        let (low, high) = row.iter().fold((0.0_f32, 0.0_f32), |(low, high), &weight| {
            (low.min(weight), high.max(weight))
        });
        high - low
    };
    let mut found: Vec<(f32, u64)> = plan
        .keys
        .iter()
        .zip(weights.chunks(classes))
        .filter_map(|(key, row)| Some((spread(row), (*key)?)))
        .filter(|(spread, _)| *spread > 0.0)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(count);
    let keys: Vec<u64> = found.into_iter().map(|(_, key)| key).collect();
    Plan::of(&keys)
}

/// Weights → bytes `c` that stand for `c·|c|`, in units of the largest weight over 127².
fn code(weight: f32, unit: f32) -> u8 {
    let code = (weight.abs() / unit).sqrt().round().min(127.0);
    (code.copysign(weight) as i8).cast_unsigned()
}

fn unit(weights: impl Iterator<Item = f32>) -> f32 {
    weights.fold(1e-9, |largest: f32, weight| largest.max(weight.abs())) / (127.0 * 127.0)
}

/// The slots of a table whose rows are four weights: only differences count, so the first counts as 0 and takes no room.
pub(crate) fn dense(plan: &Plan, weights: &[f32]) -> Vec<u8> {
    let relative = |row: &[f32]| [row[1] - row[0], row[2] - row[0], row[3] - row[0]];
    let unit = unit(weights.chunks(4).flat_map(relative));
    plan.filled(|slot| relative(&weights[slot * 4..slot * 4 + 4]).map(|weight| code(weight, unit)))
}

/// A row with more classes holds the weights of all.
const LONG: usize = 16;

/// The slots and the rows of a table with many classes, at most `width`; a weight below the share `least` of the largest is left out.
pub(crate) fn sparse(
    plan: &Plan,
    weights: &[f32],
    classes: usize,
    (width, least): (usize, f32),
) -> (Vec<u8>, Vec<u8>) {
    let unit = unit(weights.iter().copied());
    let least = least * unit * 127.0 * 127.0;
    let mut rows = vec![[0_u8; BLOCK]];
    let mut starts_of: BTreeMap<Vec<[u8; BLOCK]>, u32> = BTreeMap::new();
    let starts: Vec<u32> = weights
        .chunks(classes)
        .map(|row| {
            let mut kept: Vec<(u8, f32)> = (0..)
                .zip(row.iter().copied())
                .filter(|&(_, weight)| weight.abs() >= least && code(weight, unit) != 0)
                .collect();
            // the heaviest first, so that a block more holds only what is lighter
            kept.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
            if kept.is_empty() {
                return 0;
            }
            if kept.len() > LONG {
                let mut row = vec![0; width * 2];
                for (class, weight) in kept {
                    let weight = coarse(code(weight, unit)).to_le_bytes();
                    row[usize::from(class) * 2..][..2].copy_from_slice(&weight);
                }
                let start = rows.len() as u32;
                rows.extend(row.as_chunks::<BLOCK>().0);
                return start | WHOLE;
            }
            let chunks = kept.chunks(BLOCK / 2);
            let last = chunks.len() - 1;
            let mut blocks = Vec::new();
            for (number, entries) in chunks.enumerate() {
                let mut block = [0; BLOCK];
                for (pair, &(class, weight)) in block.chunks_mut(2).zip(entries) {
                    pair.copy_from_slice(&[class, code(weight, unit)]);
                }
                block[0] |= if number < last { MORE } else { 0 };
                blocks.push(block);
            }
            // many features have the same row
            *starts_of.entry(blocks).or_insert_with_key(|blocks| {
                let start = rows.len() as u32;
                rows.extend(blocks);
                start
            })
        })
        .collect();
    assert!(rows.len() < WHOLE as usize, "a start takes 23 bits");
    let slots = plan.filled(|slot| {
        let [a, b, c, _] = starts[slot].to_le_bytes();
        [a, b, c]
    });
    (slots, rows.as_flattened().to_vec())
}

/// What `make` gives for each of `numbers`, each made by a thread of its own, in the order of the numbers.
pub(crate) fn side_by_side<N: Send, T: Send>(
    numbers: impl Iterator<Item = N>,
    make: impl Fn(N) -> T + Sync,
) -> Vec<T> {
    let make = &make;
    std::thread::scope(|scope| {
        let threads: Vec<_> = numbers
            .map(|number| scope.spawn(move || make(number)))
            .collect();
        let join = |thread: std::thread::ScopedJoinHandle<T>| thread.join().expect("no panic");
        threads.into_iter().map(join).collect()
    })
}

/// A fixed sequence of numbers that look random (`splitmix64`).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let number = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (((self.next() >> 32) * bound as u64) >> 32) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
