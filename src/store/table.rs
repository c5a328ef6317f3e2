//! Roster tables taken in: their heads, how far each was taken, and where a record came from; and what
//! of the roster ends.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};

use super::{NameId, Result, RosterBatch, RosterRows, Signed};
use crate::domain::{
    coded,
    craftsman::Person,
    employer::Firm,
    id::{CraftsmanId, EmployerId, StudioId, TableId, Version},
    studio::Workshop,
};

/// A table that is being taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableHead {
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// The file's name.
    pub name: String,
    /// Who sent it.
    pub sender: Option<String>,
    /// The code of what it lists.
    pub list: String,
    /// The mapping it is read by.
    pub columns: String,
    /// Who takes it in.
    pub taken_by: String,
    /// When.
    pub taken_at: NaiveDateTime,
}

/// How far a table was taken, and what became of its rows so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableProgress {
    /// How many rows of the file are done with.
    pub rows: u64,
    /// New records.
    pub added: u64,
    /// Records that were changed.
    pub updated: u64,
    /// Records that stood there as the table has them.
    pub unchanged: u64,
    /// Rows not taken.
    pub bad: u64,
    /// Employers made because people name them.
    pub employers: u64,
    /// Nothing of it is left.
    pub is_finished: bool,
}

/// A row that was not taken for what stood in the roster then; one that cannot be read at all says so
/// again whenever it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRefused {
    /// Its number among the table's rows, from 1.
    pub row: u64,
    /// The code of the reason.
    pub reason: String,
    /// The earlier row that has the record, or the name that several have.
    pub value: String,
}

/// A table that was begun, perhaps by an earlier run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableBegun {
    /// The table.
    pub id: TableId,
    /// How far it was taken.
    pub progress: TableProgress,
    /// The runs of rows of the people whom it brought so far, each up to the row behind its last.
    pub brought: Vec<Range<CraftsmanId>>,
    /// The rows that were refused, in order.
    pub refused: Vec<TableRefused>,
}

/// A row of a table and the record it went to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The record; an id below zero is a place in the batch's list, -1 the first.
    pub record: NameId,
    /// The file's row or line.
    pub line: u64,
    /// Columns whose words differ from what was understood, with those words.
    pub originals: Vec<(String, String)>,
}

/// What some rows of a table bring; written in one transaction, with how far the table is then taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableBatch {
    /// New records.
    pub new: RosterBatch,
    /// People rewritten, with the version seen.
    pub people: Vec<(CraftsmanId, Version, Person)>,
    /// Studios rewritten.
    pub studios: Vec<(StudioId, Version, Workshop)>,
    /// Employers rewritten.
    pub employers: Vec<(EmployerId, Version, Firm)>,
    /// Where records came from, as far as it is kept.
    pub rows: Vec<TableRow>,
    /// Rows refused for what stands in the roster.
    pub refused: Vec<TableRefused>,
    /// The row that the next new person had when people were last read: if somebody came since, nothing is
    /// written. `None` when it does not matter.
    pub people_seen: Option<CraftsmanId>,
    /// How many rows were done with before; another number in the store is another run's.
    pub rows_before: u64,
    /// How far the table is taken with this.
    pub progress: TableProgress,
}

/// What a column of a sender's tables means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// The code of the list.
    pub list: String,
    /// The column's name.
    pub label: String,
    /// The field's code; `None` when the column is left out.
    pub field: Option<String>,
}

/// A row of a table that a record came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The table.
    pub table: TableId,
    /// The file's name.
    pub name: String,
    /// Who sent it.
    pub sender: Option<String>,
    /// When it was taken in.
    pub taken_at: NaiveDateTime,
    /// The file's row or line.
    pub line: u64,
    /// Columns whose words differ from what was understood.
    pub originals: Vec<(String, String)>,
}

/// By what a person is known again in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonKey<'a> {
    /// The row.
    pub id: CraftsmanId,
    /// Name.
    pub name: &'a str,
    /// The employer as written; empty without one.
    pub employer: &'a str,
    /// `YYYY-MM`; empty when unknown.
    pub birth_month: &'a str,
}

coded! {
    /// What ends.
    EndingKind {
        /// A certificate is valid no longer.
        Certificate = "certificate",
        /// An honour is valid no longer.
        Honour = "honour",
        /// A studio's term.
        Term = "term",
    }
}

/// Something of the roster that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What.
    pub what: EndingKind,
    /// Whose.
    pub of: NameId,
    /// The record's name.
    pub name: String,
    /// Trade and level, the honour's name, the studio's leader.
    pub about: String,
    /// The employer or host as written.
    pub place: Option<String>,
    /// The last day.
    pub on: NaiveDate,
}

/// The tables that senders filed, and what of the roster came from which row.
pub trait TableStore {
    /// Hands out by what each person from a row on is known again in a table, by row; returns the row that
    /// the next new person is given.
    ///
    /// # Errors
    /// `Loading` while another process loads an empty roster.
    fn each_person_key(
        &self,
        from: CraftsmanId,
        key: &mut dyn FnMut(PersonKey<'_>),
    ) -> Result<CraftsmanId>;
    /// Begins to take a table in, or goes on with the same file read by the same columns where it
    /// stopped; a table taken to its end begins anew.
    ///
    /// # Errors
    /// `Loading` for a table of people while another process loads an empty roster.
    fn begin_table(&mut self, head: &TableHead) -> Result<TableBegun>;
    /// Writes what some rows of a table bring, in one transaction, signed by whoever takes them; `None` when
    /// somebody came whom the batch does not know, and nothing was written.
    ///
    /// # Errors
    /// `TableTaken` when the table is further than the batch begins: another run takes it.
    fn take_table(
        &mut self,
        id: TableId,
        batch: &TableBatch,
        signed: &Signed,
    ) -> Result<Option<RosterRows>>;
    /// Lists the rows of tables that a record came from, the latest table first.
    fn filed(&self, id: NameId) -> Result<Vec<Filed>>;
    /// Lists what the columns of a sender's tables mean.
    fn mapped_columns(&self, sender: &str) -> Result<Vec<MappedColumn>>;
    /// Keeps what columns of a sender's tables mean, in the place of what was kept of them.
    fn save_mapped_columns(&mut self, sender: &str, columns: &[MappedColumn]) -> Result<()>;
    /// Lists the senders whose columns are known, by name.
    fn senders(&self) -> Result<Vec<String>>;
}
