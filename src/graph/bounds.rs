//! The calendar bounds of a point: between which moments it lies, and who says so.

use chrono::{DateTime, NaiveDateTime};

use super::points::{Cause, GIVEN, Point};

/// The lower bound of a point of which nothing is known.
pub(super) const UNKNOWN_START: i64 = i64::MIN;
/// The upper bound of a point of which nothing is known.
pub(super) const UNKNOWN_END: i64 = i64::MAX;

/// One side of a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    /// Seconds, as [`seconds`] counts.
    pub(super) at: i64,
    /// The assertion that moved it here.
    pub(super) cause: Cause,
    /// The point whose bound it came from; [`GIVEN`] for a date.
    pub(super) from: Point,
}

/// Both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) low: Bound,
    pub(super) high: Bound,
}

impl Default for Bounds {
    fn default() -> Self {
        let bound = |at| Bound {
            at,
            cause: GIVEN,
            from: GIVEN,
        };
        Self {
            low: bound(UNKNOWN_START),
            high: bound(UNKNOWN_END),
        }
    }
}

/// Seconds since 1970.
pub(super) fn seconds(moment: NaiveDateTime) -> i64 {
    moment.and_utc().timestamp()
}

/// The moment `seconds` after 1970; `None` where it is unknown or outside the calendar.
pub(super) fn moment(seconds: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(seconds, 0).map(|moment| moment.naive_utc())
}
