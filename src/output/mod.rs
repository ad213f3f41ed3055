//! Timeline → a format: one file a format, one function each.
