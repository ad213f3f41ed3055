//! Laws: what holds of every text, tried on many that a generator makes. 1,000 cases a law, or as many as `PROPTEST_CASES`
//! says; the same ones each time, unless `PROPTEST_RNG_SEED` says otherwise.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

mod comparing;
mod cutting;
mod dictionaries;
mod events;
mod formats;
mod news;
#[path = "../support/promises/mod.rs"]
mod promises;
mod reading;
#[path = "../support/mod.rs"]
mod support;
mod timelines;
mod times;

use proptest::test_runner::{Config, RngSeed};

/// How the laws are tried.
fn config() -> Config {
    let set = |name: &str| std::env::var_os(name).is_some();
    let mut config = Config {
        failure_persistence: None, // a failure becomes a test of its own
        ..Config::default()
    };
    if !set("PROPTEST_CASES") {
        config.cases = 1000;
    }
    if !set("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(2022);
    }
    config
}
