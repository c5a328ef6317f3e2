//! Tables of the roster on their way in: what one is, what taking it makes, and the orders about it.
//!
//! A table is looked at, then taken a step an order, first without writing. Between two steps anything
//! else may be ordered, a correction or a stop too; answers of an older count are told by its number.

use std::{path::Path, sync::Arc};

use crate::{
    domain::private::Private,
    ingest::roster::{Field, Input, Layout, List, Looked, Reason},
    text::clean,
};

/// From so many digits on a value may be a phone, which has 11.
const LONG_NUMBER: usize = 11;

/// Returns a value of a table as it may be shown: what looks like a phone or an identity number is masked,
/// whatever its column is.
pub fn guarded(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits >= LONG_NUMBER {
        Private::new(text).masked()
    } else {
        text.to_owned()
    }
}

/// What becomes of an employer that is named and missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// Its name stays with the person.
    #[default]
    Named,
    /// It is made.
    Made,
}

/// Whether the store is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It is.
    Write,
    /// Nothing is written; what would be is counted.
    Count,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The row or line of the file, from 1.
    pub line: u64,
    /// The column's name; empty when the row as a whole is meant.
    pub column: String,
    /// Why.
    pub reason: Reason,
    /// The cell that is wrong, masked where it is private; of a repeated record the row that has it.
    pub value: String,
    /// Every cell of the row by the layout's columns, to be written out and repaired.
    pub cells: Vec<String>,
}

/// A record that a table changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The row or line of the file.
    pub line: u64,
    /// Whose record.
    pub name: String,
    /// The fields with their old and new words; private ones masked.
    pub fields: Vec<(Field, String, String)>,
}

/// What became of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What it lists.
    pub list: List,
    /// Its format.
    pub format: &'static str,
    /// Its encoding, of text formats.
    pub encoding: Option<&'static str>,
    /// How many rows were done with by an earlier run that was stopped.
    pub resumed: u64,
    /// Rows passed, bad ones too.
    pub rows: u64,
    /// New records.
    pub added: u64,
    /// Rows that changed a record.
    pub updated: u64,
    /// Records that stood there as the table has them.
    pub unchanged: u64,
    /// Rows not taken.
    pub bad: u64,
    /// Employers made because people name them.
    pub employers: u64,
    /// Columns that nothing here knows.
    pub ignored: Vec<String>,
}

/// A table that is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFrom {
    /// The file's name.
    pub name: String,
    /// Where it is.
    pub input: Input,
    /// Who sent it; empty when nobody said.
    pub sender: String,
    /// What it lists, when somebody said.
    pub list: Option<List>,
}

impl TableFrom {
    /// Names a file; nothing more is said of it.
    pub fn file(path: &str) -> Self {
        let name = Path::new(path).file_name();
        let name = name.map_or(path.into(), |name| name.to_string_lossy());
        Self {
            name: clean::line(&name).text,
            input: Input::File(path.into()),
            sender: String::new(),
            list: None,
        }
    }
}

/// A table that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterTable {
    /// Where it came from.
    pub from: TableFrom,
    /// What it is, with its first rows.
    pub looked: Arc<Looked>,
    /// What its columns are.
    pub layout: Layout,
    /// Of each column some values, those that differ.
    pub samples: Vec<Vec<String>>,
    /// The first header's row or line in the file, from 1.
    pub header_line: usize,
    /// What becomes of employers that people name and the roster lacks.
    pub missing: Missing,
}

/// An order about a table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableAsk {
    /// Look at it.
    Look(Box<TableFrom>),
    /// Begin to take it, under this number.
    Begin(Mode, u64, Box<RosterTable>),
    /// Take more of what was begun under this number.
    GoOn(Mode, u64),
    /// Take no more of it; what is written stays.
    Stop(Mode),
    /// Write rows that were not taken into a file, to be repaired and read again.
    WriteBad(Box<Layout>, Vec<BadRow>, String),
}

/// How far a table is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct TableStep {
    /// The number it was begun under.
    pub generation: u64,
    /// Whether it is written.
    pub mode: Mode,
    /// What became of its rows so far.
    pub outcome: Outcome,
    /// Records that changed since the step before.
    pub changed: Vec<Changed>,
    /// Rows that were not taken since the step before.
    pub bad: Vec<BadRow>,
    /// How much of the file is read, in percent; nothing is known of workbooks.
    pub percent: Option<u8>,
    /// It is taken to its end.
    pub is_done: bool,
}
