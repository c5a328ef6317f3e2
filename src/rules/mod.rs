//! Rule packs, read from data and checked when read. No regional number is in code.

pub mod clocks;
pub mod pack;
pub mod rates;

pub use clocks::{clocks, project};
pub use rates::{Lapsed, RateRules, Satisfying};
pub use pack::{AnswerEach, Axis, ClassRule, Pack, Reason, Words, pack_of};

use crate::domain::calendar::Calendar;

/// What due dates are computed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The terms, words and classes of the region.
    pub pack: Pack,
    /// Which days are free.
    pub calendar: Calendar,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            pack: pack_of(None),
            calendar: Calendar::plain(),
        }
    }
}
