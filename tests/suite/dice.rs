//! Chance that can be had again: each round of a guard has a seed, and a failure names it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};

pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// The next number (SplitMix64).
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

fn number(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name}={value}")))
}

/// Runs a guard as often as `ROUNDS` says, from the seed `SEED` on: once with seed 1 in the gate, at length in
/// `tests/langlauf`. The guard gives what it counted, which is printed.
#[allow(clippy::print_stderr, reason = "the long run prints what it counted")]
pub(crate) fn rounds(guard: &str, round: impl Fn(&mut Dice) -> String) {
    let first = number("SEED").unwrap_or(1);
    for seed in first..first + number("ROUNDS").unwrap_or(1) {
        let counted = catch_unwind(AssertUnwindSafe(|| round(&mut Dice::new(seed))));
        let counted =
            counted.unwrap_or_else(|_| panic!("{guard} failed as told above; again: SEED={seed}"));
        eprintln!("{guard}: seed {seed}: {counted}");
    }
}

/// A property's cases: as many in each round, from the same seed each time.
pub(crate) fn property(cases: u32) -> Config {
    let rounds = u32::try_from(number("ROUNDS").unwrap_or(1)).unwrap();
    Config {
        cases: cases * rounds,
        rng_seed: RngSeed::Fixed(number("SEED").unwrap_or(1)),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Holds for so many cases of this round; a failing one is made small and shown.
pub(crate) fn holds<S: Strategy>(
    dice: &mut Dice,
    cases: u32,
    of: &S,
    test: impl Fn(S::Value) -> TestCaseResult,
) {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(dice.next()),
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(error) = TestRunner::new(config).run(of, test) {
        panic!("{error}");
    }
}
