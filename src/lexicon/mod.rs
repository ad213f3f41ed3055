//! The words we know, and how to look one up. Open classes are TSV files beside this one, compiled in.

pub mod actors;
pub mod events;
