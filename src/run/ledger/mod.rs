//! The ledger of the whole queue: out of the store into rows, and rows into the store.
//!
//! A row and an item are compared in one canonical form ([`Entry`]). What a row adds becomes fields
//! of the item and dated facts; every fact that came from a ledger says so, and one whose day the
//! ledger does not give says that too. What the desk itself recorded is never taken back by a row.

mod adding;
pub mod desk;
mod entry;
mod export;
mod facts;
mod plan;

pub use self::{
    entry::entry_of,
    export::{Phones, bad_rows, json, sorted, table, words_of},
    facts::{Change, Fate},
    plan::{OnlyHere, Plan, Planned, What},
};

use crate::{
    domain::event::{Detail, NewEvent},
    ingest::ledger::Field,
};

/// Evidence of a fact: it stood in a ledger with its day.
const DATED: &str = "ledger";
/// Evidence of a fact: it stood in a ledger without a day, and is recorded on the nearest known one.
const UNDATED: &str = "ledger_undated";

/// Returns whether a fact came from a ledger.
fn is_ours(fact: &NewEvent) -> bool {
    matches!(fact.detail(Detail::Evidence), Some(DATED | UNDATED))
}

/// Returns whether a fact's day was given by nobody.
fn is_undated(fact: &NewEvent) -> bool {
    fact.detail(Detail::Evidence) == Some(UNDATED)
}

/// Returns the column that a remark keeps.
fn kept_field(fact: &NewEvent) -> Option<Field> {
    fact.detail(Detail::Field).and_then(Field::from_code)
}

#[cfg(test)]
mod tests;
