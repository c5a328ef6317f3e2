//! A paragraph taken over from an earlier letter: its origin stays with it.

use chrono::NaiveDateTime;

use super::id::{LetterId, LiftId};

/// Where a paragraph of a letter comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// The letter it was put into.
    pub letter: LetterId,
    /// The letter it was taken from; nothing when that one is gone.
    pub origin: Option<LetterId>,
    /// Its line in that letter, from 0.
    pub paragraph: usize,
    /// As it stood there.
    pub text: String,
    /// When it was taken over.
    pub at: NaiveDateTime,
    /// Who took it over.
    pub by: String,
    /// Figures of it that someone looked up again and found right, as written.
    pub confirmed: Vec<String>,
}

/// A taken-over paragraph with its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLift {
    /// The row.
    pub id: LiftId,
    /// Where it comes from.
    pub lift: Lift,
}
