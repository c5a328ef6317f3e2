//! What the store answers and takes about the register as a whole: records with their changes, and
//! records that look alike.

use chrono::NaiveDateTime;

use super::NameId;
use crate::domain::{
    alike::Likeness,
    change::{ChangeAct, FieldChange},
    entry::Entry,
    id::{ChangeId, Version},
};

/// Who does something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
}

/// What was done to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterChange {
    /// The change.
    pub id: ChangeId,
    /// What was done.
    pub act: ChangeAct,
    /// Who did it, and when.
    pub signed: Signed,
    /// The change that it took back.
    pub undoes: Option<ChangeId>,
    /// It was taken back, and stands so.
    pub is_undone: bool,
    /// The record's own values, or the private value that was looked at.
    pub values: Vec<FieldChange>,
    /// Other records that it went over, the first few.
    pub others: Vec<NameId>,
}

/// Two records to be made one.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// The one that stays, with the version seen.
    pub keep: (NameId, Version),
    /// The one that goes, with the version seen.
    pub gone: (NameId, Version),
    /// What the one that stays is from then on.
    pub entry: Entry,
}

/// Two records of one list that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikePair {
    /// The one kept first.
    pub first: NameId,
    /// The other.
    pub second: NameId,
    /// The name of the first.
    pub name: String,
    /// How alike, and why.
    pub likeness: Likeness,
}

/// Records that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlikePairs {
    /// The most alike first.
    pub pairs: Vec<AlikePair>,
    /// How many there are in all.
    pub total: u64,
}
