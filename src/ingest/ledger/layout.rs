//! Where a table's header is and what each of its columns is.
//!
//! The header may stand below titles, be of two rows (承办单位 over 主办 and 协办), and come again on
//! every printed page. Which field a column is follows from its name, and where a name may be
//! several things (类别) from the values below it.

use super::{
    Around,
    day::year_in,
    entry::Entry,
    field::{Field, Shape, is_below, key, named, word_of},
    value,
};
use crate::{
    ingest::sheet::{
        Book, Cell, Sheet,
        header::{self, Header, Parts, names_of},
        layout::{self, Head},
    },
    rules::Pack,
};

/// How many values decide what a column of a doubtful name is. Chosen by us.
const SAMPLE: usize = 60;

/// The columns that are added when bad rows are written out to be repaired.
pub const BAD_COLUMNS: [&str; 2] = ["原表行", "未收原因"];

/// What stands in each of our lines of JSON besides the fields.
const JSON_KEYS: [&str; 2] = ["schema", "document"];

/// A column as it stands in the file.
pub type Column = layout::Column<Field>;

/// What goes where: the columns of all tables of the file by name, and the header of each table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The columns; equal names of several tables are one.
    pub columns: Vec<Column>,
    /// The tables with a header.
    pub heads: Vec<Head>,
}

impl Layout {
    /// Finds the headers of a file; `None` when no table of it is a ledger.
    pub fn of(book: &Book, pack: &Pack) -> Option<Self> {
        Self::with_names(book, pack, &[])
    }

    /// Finds the headers of a file with names that a person gave to columns: they count as known.
    pub fn with_names(book: &Book, pack: &Pack, names: &[String]) -> Option<Self> {
        let mut layout = Self::default();
        let names: Vec<String> = names.iter().map(|name| key(name)).collect();
        for (at, sheet) in book.sheets.iter().enumerate() {
            if let Some(found) = header(sheet, &names) {
                layout.take(at, sheet, &found, pack);
            }
        }
        (!layout.heads.is_empty()).then_some(layout)
    }

    fn take(&mut self, at: usize, sheet: &Sheet, found: &Header, pack: &Pack) {
        let head = layout::take(&mut self.columns, (at, sheet), found, |met| {
            // The header again, as on every printed page, is no value below it.
            let (upper, lower) = met.parts;
            let again = |cell: &Cell| {
                let text = cell.shown();
                text == met.label || text == *upper || text == *lower
            };
            let values = || {
                let cells = met.cells(usize::MAX);
                cells.filter(|cell| !cell.is_empty() && !again(cell))
            };
            let around = Around {
                pack,
                year: year_in(met.title),
                label: met.label,
            };
            let field = choose(&candidates(met.parts), values, around);
            let sample = values().next().map(Cell::shown).unwrap_or_default();
            (field, sample)
        });
        self.settle(&head);
        self.heads.push(head);
    }

    /// Leaves out the columns of a table whose field an earlier one has, unless it takes several.
    fn settle(&mut self, head: &Head) {
        let here: Vec<usize> = head.places.iter().copied().flatten().collect();
        for (before, at) in here.iter().enumerate() {
            let Some(field) = self.columns[*at].field else {
                continue;
            };
            let label = key(&self.columns[*at].label);
            let apart = field == Field::Sitting && matches!(label.as_str(), "届" | "次");
            let mut earlier = here[..before].iter().map(|own| self.columns[*own].field);
            if earlier.any(|own| own == Some(field)) && !field.is_list() && !apart {
                self.columns[*at].field = None;
            }
        }
    }

    /// Returns the columns that nothing is made of, without those that we add to bad rows.
    pub fn ignored(&self) -> Vec<&str> {
        let ours = |own: &&Column| {
            let label = own.label.as_str();
            BAD_COLUMNS.contains(&label) || JSON_KEYS.contains(&label)
        };
        let left = self
            .columns
            .iter()
            .filter(|own| own.field.is_none() && !ours(own));
        left.map(|own| own.label.as_str()).collect()
    }

    /// Returns whether this is a table that we wrote: all our columns in our order, or our own codes.
    pub fn is_ours(&self) -> bool {
        let labels = || self.columns.iter().map(|column| column.label.as_str());
        let code = |label: &str| Field::from_code(label).is_some() || JSON_KEYS.contains(&label);
        labels().eq(Field::ALL.iter().map(|field| field.label())) || labels().all(code)
    }

    /// Sends a column to another field, or leaves it out; the name is compared as in headers.
    /// Returns whether there is such a column.
    pub fn send(&mut self, label: &str, field: Option<Field>) -> bool {
        layout::send(&mut self.columns, label, field)
    }
}

fn header(sheet: &Sheet, names: &[String]) -> Option<Header> {
    header::best(sheet, |found| score(found, names))
}

/// Counts the fields of a header; 0 when it is none of a ledger: too few known names, neither a
/// title nor a number among them, or most of it unknown, as in a form with labels and values.
fn score(header: &Header, names: &[String]) -> usize {
    let filled = header
        .labels
        .iter()
        .filter(|label| !label.is_empty() && !BAD_COLUMNS.contains(&label.as_str()))
        .count();
    let mut fields: Vec<Field> = Vec::new();
    let mut known = 0;
    let mut told = 0;
    for (parts, label) in header.parts.iter().zip(&header.labels) {
        let own = candidates(parts);
        let by_person = names.contains(&key(label));
        told += usize::from(by_person);
        known += usize::from(!own.is_empty() || by_person);
        let new = own.into_iter().find(|field| !fields.contains(field));
        fields.extend(new);
    }
    let has = |field| fields.contains(&field);
    let names_items = has(Field::Title) || has(Field::Number) && has(Field::Proposer);
    // Columns that a person named make a header of whatever else is in it.
    let is_one = told > 0 || fields.len() >= 3 && names_items;
    if !is_one || known * 5 < filled * 3 {
        return 0;
    }
    // Of a single and a double header that know as much the single one is meant.
    (fields.len() + told) * 2 + usize::from(header.depth == 1)
}

/// Returns the fields a column may be, by the first of its names that is known.
fn candidates(parts: &Parts) -> Vec<Field> {
    let found = names_of(parts)
        .iter()
        .map(|name| named(name))
        .find(|found| !found.is_empty());
    found.map(<[Field]>::to_vec).unwrap_or_default()
}

/// Chooses the first field whose values can be read for the most part; one candidate is taken as
/// it is, so that its bad values are told.
fn choose<'a, V: Iterator<Item = &'a Cell>>(
    fields: &[Field],
    values: impl Fn() -> V,
    around: Around<'_>,
) -> Option<Field> {
    let [first, _, ..] = fields else {
        return fields.first().copied();
    };
    let fits = |field: Field| {
        let (mut good, mut all) = (0, 0);
        for cell in values().take(SAMPLE) {
            let mut entry = Entry::default();
            let read = value::read(field, cell, around, &mut entry).is_ok();
            // Free words fit a column of words only as a last resort.
            let own = field.shape() != Shape::Word
                || entry.get(field).is_empty()
                || !word_of(field, entry.get(field)).is_empty();
            all += 1;
            good += usize::from(read && own);
        }
        good * 2 > all
    };
    if values().next().is_none() {
        return Some(*first);
    }
    // What must be of a certain form says more than what takes any text.
    let free = |field: &&Field| field.shape() == Shape::Line;
    let strict = fields.iter().filter(|field| !free(field));
    let ordered: Vec<Field> = strict.chain(fields.iter().filter(free)).copied().collect();
    let first = ordered.iter().copied().find(|field| fits(*field));
    first.or(ordered.last().copied())
}

/// Tells whether a row stands below the table: a sum, a signature.
pub(super) fn is_furniture(row: &[Cell]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.is_empty());
    filled.next().is_some_and(|cell| is_below(&cell.shown()))
}
