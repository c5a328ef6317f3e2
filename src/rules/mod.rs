//! Rule packs, read from data and checked when read. No regional number is in code.

pub mod clocks;
pub mod pack;

pub use clocks::{clocks, project};
pub use pack::{AnswerEach, Axis, ClassRule, Pack, Reason, Unreturned, Words, pack_of};

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
            calendar: Calendar::plain(),
        }
    }
}
