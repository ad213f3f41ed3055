//! Findings and a gold corpus → scores, and every error by its kind.

mod times;

pub use times::{Errors, Expression, JudgedTimes, Mismatch, Score, TimesScores, times};
