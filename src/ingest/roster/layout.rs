//! Where a roster table's header is, what it lists, and what each of its columns is.

use super::field::{Field, List, is_nothing, is_silent};
use crate::ingest::{
    lines::one_line,
    sheet::{
        Book, Cell, Sheet,
        header::{self, Header, key, names_of},
        layout::{self, Head},
        mapping,
    },
};

/// How many rows of a table may be looked at for a column's first value. Chosen by us.
const SAMPLE: usize = 200;

/// A column as it stands in the file.
pub type Column = layout::Column<Field>;

/// What a person or an earlier table said of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// What the table lists.
    pub list: Option<List>,
    /// Columns of tables of a list, with the field each goes to, or that it is left out.
    pub columns: Vec<(List, String, Option<Field>)>,
    /// Names of columns that are explained later: they count as known.
    pub names: Vec<String>,
}

impl Hint {
    /// Returns what was said of a column.
    fn of(&self, list: List, label: &str) -> Option<&(List, String, Option<Field>)> {
        let label = key(label);
        let mut told = self.columns.iter();
        told.find(|(own, name, _)| *own == list && key(name) == label)
    }
}

/// What goes where: the columns of all tables of the file by name, and the header of each table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What the tables list.
    pub list: List,
    /// The columns; equal names of several tables are one.
    pub columns: Vec<Column>,
    /// The tables with a header.
    pub heads: Vec<Head>,
}

impl Layout {
    /// Finds the headers of a file; `None` when no table of it names people, studios or employers.
    pub fn of(book: &Book, hint: &Hint) -> Option<Self> {
        // A table of studios also has names of people and units, and a table of people also has
        // units: the most particular list decides.
        let order = [List::Studios, List::Craftsmen, List::Employers];
        let lists = hint.list.map_or(order.to_vec(), |list| vec![list]);
        // A header with a known name column before one that only a person explains.
        let named = lists.iter().map(|list| (*list, Named::ByHeader));
        let explained = [hint.list.unwrap_or(List::Craftsmen)].map(|list| (list, Named::ByPerson));
        named.chain(explained).find_map(|(list, named)| {
            let mut layout = Self {
                list,
                columns: Vec::new(),
                heads: Vec::new(),
            };
            for (at, sheet) in book.sheets.iter().enumerate() {
                if let Some(found) = header::best(sheet, |found| score(found, list, named, hint)) {
                    layout.take(at, sheet, &found, hint);
                }
            }
            (!layout.heads.is_empty()).then_some(layout)
        })
    }

    /// Takes the fullest of the first rows for the header: nobody knows any of its columns yet, and a
    /// person says what they are. `None` when no row has two names.
    pub fn by_shape(book: &Book, hint: &Hint) -> Option<Self> {
        let names_in = |row: &Vec<Cell>| -> Vec<String> {
            let names = row.iter().filter_map(|cell| match cell {
                Cell::Text(text) if text.chars().count() <= header::LABEL_CHARS => {
                    Some(one_line(text))
                }
                _ => None,
            });
            names.filter(|name| !name.is_empty()).collect()
        };
        let rows = book.sheets.iter();
        let rows = rows.flat_map(|sheet| sheet.rows.iter().take(header::ABOVE));
        // Of rows that are equally full the first is the header, the others are data.
        let fullest = rows.rev().max_by_key(|row| names_in(row).len())?;
        let names = names_in(fullest);
        let hint = Hint {
            names: (names.len() > 1).then_some(names)?,
            ..hint.clone()
        };
        Self::of(book, &hint)
    }

    /// Returns whether a column names the records.
    pub fn has_names(&self) -> bool {
        self.columns
            .iter()
            .any(|own| own.field == Some(Field::Name))
    }

    /// Tells whether the header leaves no doubt that this is a roster: a name, another known column,
    /// and at most half of it unknown.
    pub fn is_certain(&self) -> bool {
        let known = self
            .columns
            .iter()
            .filter(|own| own.field.is_some())
            .count();
        let all = self.columns.iter().filter(|own| !is_silent(&own.label));
        known >= 2 && known * 2 >= all.count()
    }

    fn take(&mut self, at: usize, sheet: &Sheet, found: &Header, hint: &Hint) {
        let list = self.list;
        let head = layout::take(&mut self.columns, (at, sheet), found, |met| {
            let field = match hint.of(list, met.label) {
                Some((.., field)) => *field,
                None => names_of(met.parts)
                    .iter()
                    .find_map(|name| list.named(name))
                    // Of two columns that say the same the first counts.
                    .filter(|field| {
                        let mut before = met.before.iter();
                        field.is_several() || !before.any(|own| own.field == Some(*field))
                    }),
            };
            let mut values = met.cells(SAMPLE).map(Cell::shown);
            let sample = values.find(|text| !text.is_empty() && !is_nothing(text));
            (field, sample.unwrap_or_default())
        });
        self.heads.push(head);
    }

    /// Returns the columns that nothing is made of.
    pub fn ignored(&self) -> Vec<&str> {
        let left = self.columns.iter().filter(|own| own.field.is_none());
        left.map(|own| own.label.as_str())
            .filter(|label| !is_silent(label))
            .collect()
    }

    /// Sends a column to another field, or leaves it out; the name is compared as in headers.
    /// Returns whether there is such a column.
    pub fn send(&mut self, label: &str, field: Option<Field>) -> bool {
        layout::send(&mut self.columns, label, field)
    }

    /// Changes the layout as a mapping says.
    ///
    /// # Errors
    /// With every part of it that cannot be understood; the others are done all the same.
    pub fn apply(&mut self, mapping: &str) -> Result<(), Vec<mapping::Fault>> {
        let list = self.list;
        mapping::apply(
            mapping,
            |name| list.field_of(name),
            |column, field| self.send(column, field),
        )
    }

    /// Writes the mapping, as [`Layout::apply`] reads it.
    pub fn written(&self) -> String {
        let columns = self.columns.iter();
        mapping::written(columns.map(|own| (own.label.as_str(), own.field.map(Field::code))))
    }
}

/// How a header shows that its rows name somebody.
#[derive(Clone, Copy)]
enum Named {
    /// By the name of a column.
    ByHeader,
    /// By a column that a person explains.
    ByPerson,
}

/// Counts the fields of a header; 0 when nobody is named by it.
fn score(header: &Header, list: List, named: Named, hint: &Hint) -> usize {
    let mut fields: Vec<Field> = Vec::new();
    let mut told = 0;
    for (parts, label) in header.parts.iter().zip(&header.labels) {
        let own = key(label);
        let explained = hint.of(list, label);
        let by_name = hint.names.iter().any(|name| key(name) == own);
        told += usize::from(!own.is_empty() && (explained.is_some() || by_name));
        let field = match explained {
            Some((.., field)) => *field,
            None => names_of(parts).iter().find_map(|name| list.named(name)),
        };
        fields.extend(field.filter(|field| field.is_several() || !fields.contains(field)));
    }
    let names_records = match named {
        Named::ByHeader => fields.contains(&Field::Name),
        Named::ByPerson => told > 0,
    };
    if !names_records {
        return 0;
    }
    (fields.len() + told) * 2 + usize::from(header.depth == 1)
}
