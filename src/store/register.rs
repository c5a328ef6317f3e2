//! What the store answers and takes about the register as a whole: records with their changes, and
//! records that look alike.

use chrono::NaiveDateTime;

use super::{NameId, Result};
use crate::domain::{
    alike::Likeness,
    change::{ChangeAct, FieldChange},
    id::{ChangeId, Version},
    roster_entry::RosterEntry,
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
    pub entry: RosterEntry,
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

/// Records of the roster with who changed what.
pub trait RegisterStore {
    /// Reads a record of any of the lists.
    fn entry(&self, id: NameId) -> Result<Option<(RosterEntry, Version)>>;
    /// Adds a record, or rewrites the one seen, and logs what changed in the same transaction. What does
    /// not change is not written.
    fn save_entry(
        &mut self,
        seen: Option<(NameId, Version)>,
        entry: &RosterEntry,
        signed: &Signed,
    ) -> Result<NameId>;
    /// Lists what was done to a record, newest first; also to one that is gone.
    fn roster_changes(&self, id: NameId, limit: usize) -> Result<Vec<RosterChange>>;
    /// Takes a change back on every record it went over, which is a change in its turn; returns them.
    fn take_back(&mut self, change: ChangeId, signed: &Signed) -> Result<Vec<NameId>>;
    /// Logs that a private value was looked at.
    fn note_reveal(&mut self, id: NameId, field: &str, signed: &Signed) -> Result<()>;
    /// Logs that private values of many records went out, on each record a change; in one transaction.
    fn note_reveals(
        &mut self,
        looked_at: &[(NameId, Vec<&'static str>)],
        signed: &Signed,
    ) -> Result<()>;
    /// Makes two records one: who named the one that goes names the one that stays. To take it back makes
    /// them two again, exactly as before.
    fn merge_entries(&mut self, ask: &Merge, signed: &Signed) -> Result<()>;
    /// Logs that two records that look alike are two; they are not found as look-alikes any more.
    fn keep_apart(&mut self, first: NameId, second: NameId, signed: &Signed) -> Result<()>;
    /// Finds records that look alike, the most alike first.
    fn look_alikes(&self, limit: usize) -> Result<AlikePairs>;
    /// Finds records that look like one.
    fn look_alikes_of(&self, id: NameId, limit: usize) -> Result<AlikePairs>;
}
