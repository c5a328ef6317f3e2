//! What is asked of the register from a card, beside the saving of a form.

use crate::{
    domain::{fact::FactKind, id::Version},
    store::NameId,
};

/// An order to the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterAsk {
    /// Take a fact out of a record seen at this version.
    Remove(NameId, Version, FactKind, usize),
    /// Take the last change of a record back.
    Undo(NameId),
    /// Put back what was last taken back.
    Redo(NameId),
    /// Record that private values are looked at, and show them.
    Reveal(NameId, Vec<&'static str>),
    /// Show what was done to a record.
    Log(NameId),
    /// Find records like one.
    LookAlikes(NameId),
    /// Make two records one: the first stays.
    Merge(NameId, NameId),
    /// Record that two records are two.
    Apart(NameId, NameId),
}
