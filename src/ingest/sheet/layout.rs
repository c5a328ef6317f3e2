//! What goes where in the tables of a file: its columns by name, and the header of each table.
//!
//! Apart from `header`, which finds one: here names become columns, and tables that have the same name
//! share the column. What a column means is the business of whoever reads the tables, and so is `F`.

use super::{
    Cell, Sheet,
    header::{Header, Parts, is_again, key},
};
use crate::ingest::lines::{flat, one_line};

/// A column as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column<F> {
    /// What heads it; of a double header both parts, joined.
    pub label: String,
    /// The first value below.
    pub sample: String,
    /// The field it goes to, or none: it is left out.
    pub field: Option<F>,
}

/// The header of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which table of the file.
    pub sheet: usize,
    /// The header's first row.
    pub at: usize,
    /// Of how many rows it is.
    pub depth: usize,
    /// What stands above it, a line.
    pub title: String,
    /// For each column of the table its place among the layout's columns.
    pub places: Vec<Option<usize>>,
}

/// A column that no table before had.
pub struct Met<'a, F> {
    /// Its name, which no other column of its table has.
    pub label: &'a str,
    /// The parts of what heads it.
    pub parts: &'a Parts,
    /// What stands above the header.
    pub title: &'a str,
    /// The columns of the same table before it.
    pub before: Vec<&'a Column<F>>,
    body: &'a [Vec<Cell>],
    at: usize,
}

impl<F> Met<'_, F> {
    /// Returns the cells below it in this many rows.
    pub fn cells(&self, rows: usize) -> impl Iterator<Item = &Cell> {
        let body = self.body.iter().take(rows);
        body.filter_map(|row| row.get(self.at))
    }
}

/// Takes the columns of a table in; of each new one `means` says the field and the first value.
pub fn take<F>(
    columns: &mut Vec<Column<F>>,
    (number, sheet): (usize, &Sheet),
    found: &Header,
    mut means: impl FnMut(&Met<'_, F>) -> (Option<F>, String),
) -> Head {
    let title: Vec<String> = sheet.rows[..found.at]
        .iter()
        .flatten()
        .chain(std::iter::once(&Cell::text(&sheet.name)))
        .filter(|cell| matches!(cell, Cell::Text(_)))
        .map(|cell| flat(&cell.shown()))
        .collect();
    let title = title.join(" ");
    let body = &sheet.rows[found.at + found.depth..];
    let mut places: Vec<Option<usize>> = Vec::new();
    for (at, label) in found.labels.iter().enumerate() {
        if label.is_empty() {
            places.push(None);
            continue;
        }
        let label = own_label(columns, label, &places);
        let known = columns.iter().position(|own| own.label == label);
        if known.is_none() {
            let (field, sample) = means(&Met {
                label: &label,
                parts: &found.parts[at],
                title: &title,
                before: places.iter().flatten().map(|own| &columns[*own]).collect(),
                body,
                at,
            });
            columns.push(Column {
                label,
                sample: one_line(&sample),
                field,
            });
        }
        places.push(Some(known.unwrap_or(columns.len() - 1)));
    }
    Head {
        sheet: number,
        at: found.at,
        depth: found.depth,
        title,
        places,
    }
}

/// Returns a name for a column that no other of the table has: the same name twice is two columns.
fn own_label<F>(columns: &[Column<F>], label: &str, places: &[Option<usize>]) -> String {
    let mut own = label.to_owned();
    let mut count = 1;
    let here = |own: &str| {
        let place = columns.iter().position(|column| column.label == own);
        place.is_some() && places.contains(&place)
    };
    while here(&own) {
        count += 1;
        own = format!("{label}({count})");
    }
    own
}

/// Sends a column to another field, or leaves it out; the name is compared as in headers.
/// Returns whether there is such a column.
pub fn send<F: Copy>(columns: &mut [Column<F>], label: &str, field: Option<F>) -> bool {
    let wanted = key(label);
    let mut found = false;
    for column in columns {
        if column.label == label || key(&column.label) == wanted {
            column.field = field;
            found = true;
        }
    }
    found
}

/// Tells whether a row is the header again, as on every printed page.
pub fn is_header_again<F>(columns: &[Column<F>], head: &Head, row: &[Cell]) -> bool {
    let label = |column: usize| {
        let place = head.places.get(column).copied().flatten()?;
        Some(columns[place].label.as_str())
    };
    is_again(row, label)
}
