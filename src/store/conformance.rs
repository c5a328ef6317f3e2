//! The suite that every engine must pass: each case gets an empty store of its own.
//!
//! A case says in its name what the trait promises. Cases ask through the trait alone, so an engine
//! is done when `run` returns.

mod asked;
mod basis;
mod chosen;
mod drawn;
mod figures;
mod finding;
mod letters;
mod lifts;
mod papers;
mod pivots;
mod programmes;
mod publishing;
mod queue;
mod register;
mod review;
mod roster;
mod samples;
mod tables;
mod unit;
mod waivers;

use super::{Store, StoreError};

type Case = (&'static str, fn(&mut dyn Store));

/// Runs every case on a store that `make` makes; a failed case names itself.
pub(crate) fn run(make: &mut dyn FnMut() -> Box<dyn Store>) {
    let subjects = [
        unit::CASES,
        basis::CASES,
        queue::CASES,
        finding::CASES,
        letters::CASES,
        review::CASES,
        publishing::CASES,
        waivers::CASES,
        lifts::CASES,
        roster::CASES,
        register::CASES,
        programmes::CASES,
        tables::CASES,
        figures::CASES,
        pivots::CASES,
        chosen::CASES,
        papers::CASES,
    ];
    for (name, case) in subjects.into_iter().flatten() {
        eprintln!("case: {name}");
        case(make().as_mut());
    }
}

/// Builds a table of cases from functions, named as they are.
macro_rules! cases {
    ($($case:ident,)+) => {
        pub(super) const CASES: &[super::Case] = &[$((stringify!($case), $case),)+];
    };
}
use cases;

#[expect(
    clippy::needless_pass_by_value,
    reason = "asked of an answer on the spot"
)]
fn is_stale<T: std::fmt::Debug>(answer: super::Result<T>) -> bool {
    matches!(answer, Err(StoreError::Stale { .. }))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "asked of an answer on the spot"
)]
fn is_missing<T: std::fmt::Debug>(answer: super::Result<T>) -> bool {
    matches!(answer, Err(StoreError::Missing { .. }))
}
