//! The calendar bounds of a point: between which moments it lies, and who says so.

use chrono::{DateTime, NaiveDateTime};

use super::points::{Cause, GIVEN, Point, short};

/// The lower bound of a point of which nothing is known.
pub(super) const UNKNOWN_START: i64 = i64::MIN;
/// The upper bound of a point of which nothing is known.
pub(super) const UNKNOWN_END: i64 = i64::MAX;

/// One side of a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    /// Ticks, as [`ticks`] counts.
    pub(super) at: i64,
    /// The assertion that moved it here.
    pub(super) cause: u32,
    /// The point whose bound it came from; [`GIVEN`] for a date.
    pub(super) from: u32,
    /// The point of the class that it came to; [`GIVEN`] where nothing is known.
    pub(super) to: u32,
}

impl Bound {
    pub(super) fn new(at: i64, cause: Cause, from: Point, to: Point) -> Self {
        Self {
            at,
            cause: short(cause),
            from: short(from),
            to: short(to),
        }
    }
}

/// Both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) low: Bound,
    pub(super) high: Bound,
}

impl Default for Bounds {
    fn default() -> Self {
        let bound = |at| Bound::new(at, GIVEN, GIVEN, GIVEN);
        Self {
            low: bound(UNKNOWN_START),
            high: bound(UNKNOWN_END),
        }
    }
}

/// How many ticks a second has: what the network counts in. Whatever happens takes a tick at least, so that nothing lies in
/// two days that only touch; many such things still fit into a second.
pub(super) const SECOND: i64 = 1000;

/// Ticks since 1970.
pub(super) fn ticks(moment: NaiveDateTime) -> i64 {
    moment.and_utc().timestamp().saturating_mul(SECOND)
}

/// The last whole second up to `ticks` after 1970; `None` where it is outside the calendar.
pub(super) fn second_at(ticks: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(ticks.div_euclid(SECOND), 0).map(|moment| moment.naive_utc())
}

/// The first whole second from `ticks` after 1970 on; `None` where it is outside the calendar.
pub(super) fn second_from(ticks: i64) -> Option<NaiveDateTime> {
    second_at(ticks.checked_add(SECOND - 1)?)
}
