//! The rows of a roster table, pulled one by one.

use std::io;

use super::{
    Field, Input, Layout, Looked,
    field::is_nothing,
    stream::{Decoded, Marks},
};
use crate::{
    ingest::{
        ledger::field::is_below,
        roster::input::{Open, Text},
        sheet::{
            Book, Cell,
            layout::{Head, is_header_again},
        },
    },
    sheet::unguarded,
};

/// A row as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawRow {
    /// Which of the layout's headers it stands under.
    pub head: usize,
    /// The file's row or line, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A row by the layout's fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The file's row or line, from 1.
    pub line: u64,
    /// What is said: field, column of the layout, text. Columns that may be several come in order.
    pub said: Vec<(Field, usize, Cell)>,
}

/// How often a table is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passes {
    /// Rows are handed out and not kept.
    Once,
    /// It is gone through once before, so its rows stay until it is begun again.
    Twice,
}

/// The rows that are still to come.
pub struct Rows {
    from: From,
    passes: Passes,
    /// Who the last row named, for rows that go on with the same person.
    last: Vec<(Field, usize, Cell)>,
}

enum From {
    Book {
        book: Book,
        head: usize,
        at: usize,
    },
    Text {
        reader: Box<csv::Reader<Decoded<Box<dyn Open>>>>,
        record: csv::StringRecord,
        marks: Marks,
        text: Text,
    },
}

impl From {
    fn text(input: &Input, text: Text) -> io::Result<Self> {
        let (decoded, marks) = Decoded::new(input.open()?, text.encoding);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(text.delimiter)
            .from_reader(decoded);
        Ok(Self::Text {
            reader: Box::new(reader),
            record: csv::StringRecord::new(),
            marks,
            text,
        })
    }
}

impl Rows {
    /// Begins to read.
    ///
    /// # Errors
    /// When the file cannot be opened any more.
    pub fn of(input: &Input, looked: Looked, passes: Passes) -> io::Result<Self> {
        let from = match looked.text {
            None => From::Book {
                book: looked.book,
                head: 0,
                at: 0,
            },
            Some(text) => From::text(input, text)?,
        };
        Ok(Self {
            from,
            passes,
            last: Vec::new(),
        })
    }

    /// Goes back to the first row, for the last time.
    ///
    /// # Errors
    /// When the file cannot be opened any more.
    pub fn begin_again(&mut self, input: &Input) -> io::Result<()> {
        match &mut self.from {
            From::Book { head, at, .. } => (*head, *at) = (0, 0),
            From::Text { text, .. } => self.from = From::text(input, *text)?,
        }
        self.passes = Passes::Once;
        self.last.clear();
        Ok(())
    }

    /// Returns how many bytes of a text were read; of other formats nothing is known.
    pub fn bytes_read(&self) -> Option<u64> {
        match &self.from {
            From::Book { .. } => None,
            From::Text { marks, .. } => Some(marks.bytes_read()),
        }
    }

    /// Returns the next row below a header that is no part of the page around it.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn next(&mut self, layout: &Layout) -> io::Result<Option<RawRow>> {
        loop {
            let Some(raw) = self.pull(layout)? else {
                return Ok(None);
            };
            let head = &layout.heads[raw.head];
            let empty = raw.cells.iter().all(Cell::is_empty);
            if empty
                || is_header_again(&layout.columns, head, &raw.cells)
                || is_furniture(&raw.cells)
            {
                continue;
            }
            return Ok(Some(raw));
        }
    }

    fn pull(&mut self, layout: &Layout) -> io::Result<Option<RawRow>> {
        match &mut self.from {
            From::Book { book, head, at } => loop {
                let Some(own) = layout.heads.get(*head) else {
                    return Ok(None);
                };
                let sheet = &mut book.sheets[own.sheet];
                *at = (*at).max(own.at + own.depth);
                if *at >= sheet.rows.len() {
                    (*head, *at) = (*head + 1, 0);
                    self.last.clear();
                    continue;
                }
                let cells = match self.passes {
                    Passes::Once => std::mem::take(&mut sheet.rows[*at]),
                    Passes::Twice => sheet.rows[*at].clone(),
                };
                let raw = RawRow {
                    head: *head,
                    line: sheet.line_of(*at) as u64,
                    cells,
                };
                *at += 1;
                return Ok(Some(raw));
            },
            From::Text {
                reader,
                record,
                marks,
                ..
            } => {
                let Some(own) = layout.heads.first() else {
                    return Ok(None);
                };
                let above = (own.at + own.depth) as u64;
                loop {
                    if !reader.read_record(record).map_err(io::Error::other)? {
                        return Ok(None);
                    }
                    let place = record.position().map_or(0, csv::Position::byte);
                    let line = marks.line_at(place);
                    if line > above {
                        let cells = record.iter().map(|cell| Cell::text(unguarded(cell)));
                        return Ok(Some(RawRow {
                            head: 0,
                            line,
                            cells: cells.collect(),
                        }));
                    }
                }
            }
        }
    }

    /// Returns what a row says by fields. A row that names nobody and has nothing but what a person
    /// may have several of goes on with the person above: merged cells, or cells left empty.
    pub fn read(&mut self, layout: &Layout, raw: &RawRow) -> Row {
        let head: &Head = &layout.heads[raw.head];
        let mut said: Vec<(Field, usize, Cell)> = Vec::with_capacity(head.places.len());
        for (cell, place) in raw.cells.iter().zip(&head.places) {
            let Some((place, field)) =
                place.and_then(|place| Some((place, layout.columns[place].field?)))
            else {
                continue;
            };
            let nothing = match cell {
                Cell::Empty => true,
                Cell::Text(text) => is_nothing(text),
                _ => false,
            };
            if !nothing {
                said.push((field, place, cell.clone()));
            }
        }
        let own = |field: Field| matches!(field, Field::Name | Field::Employer | Field::Birth);
        if said.iter().any(|(field, ..)| *field == Field::Name) {
            self.last.clear();
            let names = said.iter().filter(|(field, ..)| own(*field));
            self.last.extend(names.cloned());
        } else if !said.is_empty() && said.iter().all(|(field, ..)| field.goes_on()) {
            said.splice(0..0, self.last.iter().cloned());
        }
        Row {
            line: raw.line,
            said,
        }
    }
}

impl Row {
    /// Returns the first cell of a field.
    pub fn get(&self, field: Field) -> Option<(usize, &Cell)> {
        self.each(field).next()
    }

    /// Returns the cells of a field in the order of columns.
    pub fn each(&self, field: Field) -> impl Iterator<Item = (usize, &Cell)> {
        let own = self.said.iter().filter(move |(own, ..)| *own == field);
        own.map(|(_, place, cell)| (*place, cell))
    }
}

/// Returns a row's cells by the layout's columns, as they stand.
pub fn cells_of(raw: &RawRow, layout: &Layout) -> Vec<String> {
    let mut cells = vec![String::new(); layout.columns.len()];
    for (cell, place) in raw.cells.iter().zip(&layout.heads[raw.head].places) {
        if let Some(place) = place {
            cells[*place] = cell.shown();
        }
    }
    cells
}

/// Tells whether a row stands below the table: a sum, a note, a signature.
fn is_furniture(row: &[Cell]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.is_empty());
    match filled.next() {
        Some(Cell::Text(text)) => is_below(text),
        _ => false,
    }
}
