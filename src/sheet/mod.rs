//! Tables written for spreadsheets (.xlsx, .csv) and as papers (.docx).
//!
//! A table is rows of text with a kind a column; what it lists is its maker's business. No cell
//! ever becomes a formula: in .xlsx every text is written as text, in .csv a text that a spreadsheet
//! would take for a formula gets a `'` before it, and so does one that has such a guard already, so
//! that a reader can take exactly one away.

mod csv;
mod docx;
mod xlsx;

pub use self::{
    csv::{Bom, csv},
    docx::docx,
    xlsx::{XlsxError, xlsx},
};

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text; numbers with zeros before them are text too.
    Text,
    /// A day, as `YYYY-MM-DD`; anything else in it is written as text.
    Day,
    /// A count; anything else in it is written as text.
    Count,
    /// A share between 0 and 1, as a decimal; anything else in it is written as text.
    Share,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What heads it.
    pub label: String,
    /// What its cells are.
    pub kind: ColumnKind,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The sheet's name.
    pub name: String,
    /// A line above the header, over all columns; .csv has none.
    pub title: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a cell a column.
    pub rows: Vec<Vec<String>>,
}

/// Signs that a spreadsheet takes for the start of a formula, in both widths (OWASP, CSV injection).
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Tells whether a cell of .csv must be guarded: it starts like a formula, after guards and blanks
/// or none.
pub fn needs_guard(cell: &str) -> bool {
    cell.trim_start_matches(|c: char| c == '\'' || c.is_whitespace())
        .starts_with(FORMULA_SIGNS)
}

/// Takes our guard away from a cell that was read.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => cell,
    }
}

/// Returns the cell with its guard, when it needs one.
fn guarded(cell: &str) -> String {
    if needs_guard(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests;
