//! The rows of a ledger, read through its layout.

use std::collections::HashMap;

use super::{
    Around, Entry, Field, Layout, Reason,
    day::{year_in, year_of},
    entry::sitting,
    field::Shape,
    layout::is_furniture,
    value,
};
use crate::{
    domain::sitting::Kind,
    ingest::{
        paper::sitting as meeting,
        sheet::{
            Book, Cell, Sheet,
            layout::{Head, is_header_again},
        },
    },
    rules::Pack,
};

/// A row that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which table of the file.
    pub sheet: usize,
    /// The file's row, from 1.
    pub line: usize,
    /// What it says.
    pub entry: Entry,
    /// Every cell of it by the layout's columns.
    pub cells: Vec<String>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Which table of the file.
    pub sheet: usize,
    /// The file's row, from 1.
    pub line: usize,
    /// The column's name; empty when the row as a whole is meant.
    pub column: String,
    /// The cell.
    pub value: String,
    /// Why.
    pub reason: Reason,
    /// Every cell of the row by the layout's columns, to be written out and repaired.
    pub cells: Vec<String>,
}

/// A ledger as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The good rows, in the order of the file.
    pub rows: Vec<Row>,
    /// The bad ones.
    pub bad: Vec<BadRow>,
}

/// Reads every row of every table that has a header.
pub fn read(book: &Book, layout: &Layout, pack: &Pack) -> Ledger {
    let mut ledger = Ledger::default();
    for head in &layout.heads {
        let Some(sheet) = book.sheets.get(head.sheet) else {
            continue;
        };
        let from = ledger.rows.len();
        Reader::of(head, layout, pack, sheet).read(&mut ledger);
        pad_numbers(&mut ledger.rows[from..], layout);
    }
    refuse_repeats(&mut ledger, layout);
    ledger
}

struct Reader<'a> {
    head: &'a Head,
    layout: &'a Layout,
    pack: &'a Pack,
    sheet: &'a Sheet,
    /// What the title says of every row.
    common: Entry,
    /// The year of days that have none.
    year: Option<i32>,
}

impl<'a> Reader<'a> {
    fn of(head: &'a Head, layout: &'a Layout, pack: &'a Pack, sheet: &'a Sheet) -> Self {
        let mut common = Entry::default();
        if let Some(phrase) = meeting::find(&head.title) {
            common.set(Field::Sitting, sitting(phrase.term, phrase.session));
            // 区 alone is a place only with what stands before it.
            if phrase.place.chars().count() > 1 {
                common.set(Field::Place, phrase.place.as_str());
            }
            if let Some(kind) = phrase.kind {
                common.set(Field::Kind, kind.code());
            }
        }
        if common.get(Field::Kind).is_empty() {
            common.set(Field::Kind, kind_of(head, layout).code());
        }
        Self {
            head,
            layout,
            pack,
            sheet,
            common,
            year: year_in(&head.title),
        }
    }

    fn read(mut self, ledger: &mut Ledger) {
        let from = self.head.at + self.head.depth;
        let first = ledger.rows.len();
        for (at, row) in self.sheet.rows.iter().enumerate().skip(from) {
            if row.iter().all(Cell::is_empty)
                || is_header_again(&self.layout.columns, self.head, row)
                || is_furniture(row)
            {
                continue;
            }
            let line = self.sheet.line_of(at);
            match self.row(row) {
                Ok(entry) if names_nothing(&entry) => {
                    // The cells of one item merged downwards: more units, more names.
                    let goes_on = ledger.rows.len() > first
                        && ledger.rows.last().is_some_and(|last| last.line < line);
                    match ledger
                        .rows
                        .last_mut()
                        .filter(|_| goes_on && has_list(&entry))
                    {
                        Some(last) => join(&mut last.entry, &entry),
                        None => ledger.bad.push(self.bad(line, row, None, Reason::NoItem)),
                    }
                }
                Ok(mut entry) => {
                    for field in [Field::Place, Field::Sitting, Field::Kind] {
                        let said = self.common.get(field).to_owned();
                        entry.fill(field, &said);
                    }
                    ledger.rows.push(Row {
                        sheet: self.head.sheet,
                        line,
                        entry,
                        cells: cells_of(row, self.head, self.layout),
                    });
                }
                Err((column, reason)) => {
                    ledger.bad.push(self.bad(line, row, Some(column), reason));
                }
            }
        }
    }

    /// Reads a row; what is wrong with it is told with its column.
    fn row(&mut self, row: &[Cell]) -> Result<Entry, (usize, Reason)> {
        let mut entry = Entry::default();
        // A day without a year is of the year that its neighbours name: of this row, of the title,
        // of the rows above.
        let near = self.cells(row).find_map(|(_, field, cell)| {
            (field.shape() == Shape::Day)
                .then(|| year_of(cell))
                .flatten()
        });
        let year = near.or(self.year);
        self.year = self.year.or(near);
        for (column, field, cell) in self.cells(row) {
            let place = self.head.places[column].expect("cells come with their column");
            let around = Around {
                pack: self.pack,
                year,
                label: &self.layout.columns[place].label,
            };
            value::read(field, cell, around, &mut entry).map_err(|reason| (column, reason))?;
        }
        Ok(entry)
    }

    /// Returns the filled cells that go to a field, with their columns.
    fn cells<'r>(&self, row: &'r [Cell]) -> impl Iterator<Item = (usize, Field, &'r Cell)> {
        let (head, layout) = (self.head, self.layout);
        row.iter().enumerate().filter_map(move |(column, cell)| {
            let place = head.places.get(column).copied().flatten()?;
            let field = layout.columns[place].field?;
            (!cell.is_empty()).then_some((column, field, cell))
        })
    }

    fn bad(&self, line: usize, row: &[Cell], column: Option<usize>, reason: Reason) -> BadRow {
        let place = column.and_then(|column| self.head.places[column]);
        let label = place.map(|place| self.layout.columns[place].label.clone());
        BadRow {
            sheet: self.head.sheet,
            line,
            column: label.unwrap_or_default(),
            value: column
                .and_then(|at| row.get(at))
                .map(Cell::shown)
                .unwrap_or_default(),
            reason,
            cells: cells_of(row, self.head, self.layout),
        }
    }
}

/// Returns a row's cells by the layout's columns.
fn cells_of(row: &[Cell], head: &Head, layout: &Layout) -> Vec<String> {
    let mut cells = vec![String::new(); layout.columns.len()];
    for (cell, place) in row.iter().zip(&head.places) {
        if let Some(place) = place {
            cells[*place] = cell.shown();
        }
    }
    cells
}

/// Returns whose items a table lists: what its title says, else the names of its columns.
fn kind_of(head: &Head, layout: &Layout) -> Kind {
    let columns = head
        .places
        .iter()
        .flatten()
        .map(|at| &*layout.columns[*at].label);
    for text in std::iter::once(head.title.as_str()).chain(columns) {
        let cppcc = ["提案", "政协", "委员", "案由"]
            .iter()
            .any(|word| text.contains(word));
        let suggestion = ["建议", "人大", "代表"]
            .iter()
            .any(|word| text.contains(word));
        match (cppcc, suggestion) {
            (true, false) => return Kind::Cppcc,
            (false, true) => return Kind::Suggestion,
            // Both or neither: the next one says more.
            _ => {}
        }
    }
    Kind::Suggestion
}

fn names_nothing(entry: &Entry) -> bool {
    entry.get(Field::Number).is_empty() && entry.get(Field::Title).is_empty()
}

fn has_list(entry: &Entry) -> bool {
    let lists = [
        Field::CoUnits,
        Field::Cosigners,
        Field::LeadUnit,
        Field::Proposer,
    ];
    lists.iter().any(|field| !entry.get(*field).is_empty())
}

/// Adds a row that goes on to the one it belongs to.
fn join(whole: &mut Entry, more: &Entry) {
    use super::names::BETWEEN;
    for (from, to, between) in [
        (Field::LeadUnit, Field::CoUnits, BETWEEN),
        (Field::CoUnits, Field::CoUnits, BETWEEN),
        (Field::Proposer, Field::Cosigners, BETWEEN),
        (Field::Cosigners, Field::Cosigners, BETWEEN),
        (Field::Note, Field::Note, "；"),
    ] {
        let same = whole.get(from) == more.get(from);
        if let Some(text) = more.some(from).filter(|_| from == to || !same) {
            for part in text.split(between) {
                whole.add(to, part, between);
            }
        }
    }
}

/// Gives numbers back the zeros that a spreadsheet took, when the table's other numbers show how
/// wide they are: all that begin with a zero are of one width. What we wrote ourselves lost none.
fn pad_numbers(rows: &mut [Row], layout: &Layout) {
    let digits = |number: &str| number.bytes().all(|b| b.is_ascii_digit());
    let widths: Vec<usize> = rows
        .iter()
        .map(|row| row.entry.get(Field::Number))
        .filter(|number| number.starts_with('0') && digits(number))
        .map(str::len)
        .collect();
    let same = |first: &&usize| widths.iter().all(|own| own == *first);
    let Some(width) = widths.first().filter(same).filter(|_| !layout.is_ours()) else {
        return;
    };
    for row in rows {
        let number = row.entry.get(Field::Number);
        if !number.is_empty() && number.len() < *width && digits(number) {
            let padded = format!("{number:0>width$}");
            row.entry.set(Field::Number, padded);
        }
    }
}

/// Refuses an item that an earlier row has.
fn refuse_repeats(ledger: &mut Ledger, layout: &Layout) {
    let mut seen: HashMap<[String; 5], usize> = HashMap::new();
    let mut bad = Vec::new();
    ledger.rows.retain(|row| {
        let Some(number) = value::number_key(row.entry.get(Field::Number)) else {
            return true;
        };
        let get = |field| row.entry.get(field).to_owned();
        let identity = [
            get(Field::Place),
            get(Field::Level),
            get(Field::Kind),
            get(Field::Sitting),
            number.to_string(),
        ];
        // Items between sessions are counted apart and may have the same number printed otherwise.
        let first = seen.entry(identity).or_insert(row.line);
        if *first == row.line {
            return true;
        }
        bad.push(BadRow {
            sheet: row.sheet,
            line: row.line,
            column: label_of(layout, Field::Number),
            value: format!("{} = {first}", row.entry.get(Field::Number)),
            reason: Reason::Repeats,
            cells: row.cells.clone(),
        });
        false
    });
    ledger.bad.extend(bad);
    ledger.bad.sort_by_key(|bad| (bad.sheet, bad.line));
}

fn label_of(layout: &Layout, field: Field) -> String {
    let column = layout.columns.iter().find(|own| own.field == Some(field));
    column.map(|own| own.label.clone()).unwrap_or_default()
}
