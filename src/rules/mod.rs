//! Rule packs and the working calendar, read from data and checked when read, and the clocks that
//! follow from them. No regional number is in code.

mod basis;
mod calendar;
mod chain;
mod clocks;
mod fault;
mod pack;
mod packs;
mod parse;
mod points;
pub(crate) mod read;
mod reckon;
mod term;
mod trades;
mod what_if;

#[cfg(test)]
mod tests;

pub use basis::basis;
pub use calendar::{calendar_with, put, read_year, shipped_years};
pub use chain::{Chains, shipped_chains};
pub use clocks::{clocks, project};
pub use fault::{Fault, Wrong, own_files};
pub use pack::{
    AnswerEach, Axis, ClassRule, Pack, Reason, Unreturned, Value, WarnDays, Words, pack_ids,
    pack_of,
};
pub use packs::{Packs, shipped};
pub use points::PointsTables;
pub use term::{Asked, Extension, Origin, Reach, Span, Term};
pub use trades::{Trade, trades};
pub use what_if::{Line, WhatIf, lines, what_if};

use crate::domain::{calendar::Calendar, delivery::Delivery};

/// What due dates are computed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The terms, words and classes of the region.
    pub pack: Pack,
    /// Which days are free.
    pub calendar: Calendar,
}

/// Returns whom the answer is still owed to: every signer, or the lead alone where the pack lets the
/// lead pass it on.
pub fn owed<'a>(pack: &Pack, rows: &'a [Delivery]) -> Vec<&'a str> {
    let signers = match pack.answer_each {
        AnswerEach::Each => rows.len(),
        AnswerEach::LeadMayForward | AnswerEach::LeadOnly => 1,
    };
    let open = rows.iter().take(signers);
    open.filter(|row| row.delivered.is_none())
        .map(|row| row.proposer.as_str())
        .collect()
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            pack: pack_of(None),
            calendar: calendar_with(&[]),
        }
    }
}
