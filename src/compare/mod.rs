//! Two timelines → their differences.
