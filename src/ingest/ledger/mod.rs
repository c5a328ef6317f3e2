//! The ledger (台账): a table of items, as offices keep it, into rows in canonical form.
//!
//! A row that cannot be read is told with its row, column, value and reason, and is left out whole,
//! so that it can be repaired and read again; all others go on. What each column is, is looked up
//! in data and can be changed before anything is read ([`Layout::send`]).

pub(in crate::ingest) mod day;
pub mod entry;
pub mod field;
pub mod layout;
pub mod mapping;
pub mod names;
mod read;
pub mod value;

pub use entry::Entry;
pub use field::Field;
pub use layout::{Column, Layout};
pub use read::{BadRow, Ledger, Row, read};
use value::Around;

use super::sheet;
use crate::{domain::coded, rules::Pack};

coded! {
    /// Why a cell cannot be what its column says.
    Reason {
        /// It is no day.
        Day = "day",
        /// The calendar has no such day.
        ImpossibleDay = "impossible_day",
        /// A day without a year, and nothing near it has one.
        NoYear = "no_year",
        /// It is no item's number.
        Number = "number",
        /// Neither 届 nor 次 is in it.
        Sitting = "sitting",
        /// None of the column's words.
        Word = "word",
        /// It is no count of people.
        Count = "count",
        /// Neither number nor title: nobody can say which item it is.
        NoItem = "no_item",
        /// The same item stands in an earlier row.
        Repeats = "repeats",
    }
}

/// Tells whether a file is a ledger, by its content.
pub fn is_ledger(bytes: &[u8], pack: &Pack) -> bool {
    sheet::head(bytes).is_ok_and(|book| Layout::of(&book, pack).is_some())
}

#[cfg(test)]
mod tests;
