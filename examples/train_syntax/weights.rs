//! Weights while they are trained: a perceptron and the average over its history.

/// A table of weights.
pub(crate) struct Weights {
    now: Vec<i32>,
    /// Every change times the moment it was made at.
    changes: Vec<i64>,
    moment: i64,
}

impl Weights {
    pub(crate) fn new(size: usize) -> Self {
        Self {
            now: vec![0; size],
            changes: vec![0; size],
            moment: 1,
        }
    }

    pub(crate) fn row(&self, start: usize, length: usize) -> &[i32] {
        &self.now[start..start + length]
    }

    pub(crate) fn add(&mut self, at: usize, change: i32) {
        self.now[at] += change;
        self.changes[at] += i64::from(change) * self.moment;
    }

    /// One more decision was made.
    pub(crate) fn tick(&mut self) {
        self.moment += 1;
    }

    /// Adds the averaged weights to `sum`.
    pub(crate) fn average_into(&self, sum: &mut [f64]) {
        for (sum, (&now, &changes)) in sum.iter_mut().zip(self.now.iter().zip(&self.changes)) {
            *sum += f64::from(now) - changes as f64 / self.moment as f64;
        }
    }
}

/// The bytes that stand for `weights`: `c·|c|` is the weight in units of the largest one over 127².
pub(crate) fn bytes(weights: &[f64]) -> Vec<u8> {
    let largest = weights
        .iter()
        .fold(1e-9_f64, |largest, weight| largest.max(weight.abs()));
    let unit = largest / (127.0 * 127.0);
    let code = |weight: f64| {
        (weight.abs() / unit)
            .sqrt()
            .round()
            .min(127.0)
            .copysign(weight) as i8
    };
    weights
        .iter()
        .map(|&weight| code(weight).cast_unsigned())
        .collect()
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

/// Which features were seen often enough to be worth a place: the others keep the weight 0 and crowd nobody out.
pub(crate) struct Seen {
    counts: Vec<u8>,
    needed: u8,
}

impl Seen {
    /// The number of places features are counted in: far more than features, so that few share one.
    pub(crate) const PLACES: u32 = 1 << 26;

    pub(crate) fn new(needed: u8) -> Self {
        Self {
            counts: vec![0; Self::PLACES as usize],
            needed,
        }
    }

    pub(crate) fn count(&mut self, place: u32) {
        let count = &mut self.counts[place as usize];
        *count = count.saturating_add(1);
    }

    pub(crate) fn often(&self, place: u32) -> bool {
        self.counts[place as usize] >= self.needed
    }
}
