//! Tables of craftsmen, studios and employers, as offices, firms and associations send them.
//!
//! A file is looked at once ([`Input::look`]), its header found and its columns mapped ([`Layout`]),
//! and its rows pulled one by one ([`Rows`]), of a .csv without holding more than a few at a time. What
//! the cells of a row say is put into a record ([`cells`]), and written out again in [`words`]; a row that cannot be read is told with its
//! column, value and reason.

pub mod cells;
pub mod field;
mod input;
pub mod layout;
mod level;
pub mod list;
pub mod rows;
mod stream;
pub mod value;
pub mod words;

pub use self::{
    field::{Field, List},
    input::{Input, Looked, Unread},
    layout::{Column, Hint, Layout},
    rows::{Passes, RawRow, Row, Rows},
};

use crate::domain::coded;

coded! {
    /// Why a cell cannot be what its column says.
    Reason {
        /// No name in the row.
        NoName = "no_name",
        /// No name of anybody.
        Name = "name",
        /// Neither 男 nor 女.
        Gender = "gender",
        /// No month of birth.
        Birth = "birth",
        /// No identity number: its check digit or its day is wrong.
        Identity = "identity",
        /// No level of skill.
        Level = "level",
        /// Two levels in one cell that contradict each other.
        LevelTwice = "level_twice",
        /// No level of a studio.
        StudioLevel = "studio_level",
        /// No kind of employer.
        EmployerKind = "employer_kind",
        /// No day.
        Day = "date",
        /// No certificate.
        Certificate = "certificate",
        /// No grant.
        Grant = "grant",
        /// The same record stands in an earlier row.
        Repeats = "repeats",
        /// Several records may be meant.
        Ambiguous = "ambiguous",
    }
}

/// Why a row cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The column among the layout's; `None` when the row as a whole is meant.
    pub column: Option<usize>,
    /// Why.
    pub reason: Reason,
    /// The cell.
    pub value: String,
}

#[cfg(test)]
mod tests;
