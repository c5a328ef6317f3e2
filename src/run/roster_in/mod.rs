//! Tables of craftsmen, studios and employers into the roster.
//!
//! A table is opened ([`Opened`]: what it is, its header, its columns by alias, by what is remembered
//! of its sender and by what a person says), then taken a step at a time ([`Taking`]), each step one
//! transaction that also says how far the table is taken: whoever stops or kills it in the middle goes
//! on there with a second run. A record that is there already is updated with what the row says and
//! keeps what the row leaves empty; what would change is found out first by the same steps without
//! writing.

mod counted;
pub mod desk;
mod flush;
mod known;
mod people;
mod taking;
#[cfg(test)]
mod tests;
mod units;

pub use self::taking::{Step, Taking};
pub use crate::app::tables::{BadRow, Changed, Missing, Mode, Outcome};

use crate::{
    domain::id::CraftsmanId,
    ingest::{
        ReadError,
        format::Format,
        roster::{Field, Hint, Input, Layout, List, Looked, Unread},
        sheet::mapping,
        sniff,
    },
    sheet::{Bom, Column, ColumnKind, Table, csv},
    store::{MappedColumn, Store, StoreError},
};

/// What somebody says of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Who sent it: its rows are filed under that name, and its columns are remembered.
    pub sender: Option<String>,
    /// Which column goes where.
    pub map: Option<String>,
    /// What it lists.
    pub list: Option<List>,
    /// Employers that people name and the roster lacks.
    pub missing_employers: Missing,
}

/// Why a table was not read at all.
#[derive(Debug)]
pub enum Refused {
    /// It cannot be opened or read on.
    Io(std::io::Error),
    /// It is no table.
    Format(ReadError),
    /// No header with known columns is among its first rows.
    NoHeader,
    /// The mapping cannot be understood.
    Mapping(Box<Layout>, Vec<mapping::Fault>),
    /// No column names anybody.
    NoName(Box<Layout>),
    /// The store refused or failed.
    Store(StoreError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Unread> for Refused {
    fn from(error: Unread) -> Self {
        match error {
            Unread::Io(error) => Self::Io(error),
            Unread::Format(error) => Self::Format(error),
        }
    }
}

/// A table that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Where it is.
    pub input: Input,
    /// Its name.
    pub name: String,
    /// What it is.
    pub looked: Looked,
    /// What its columns are.
    pub layout: Layout,
}

impl Opened {
    /// Looks at a file and maps its columns.
    ///
    /// # Errors
    /// When it cannot be read, is no table, or its columns cannot be mapped as asked.
    pub fn of(store: &dyn Store, input: Input, name: &str, ask: &Ask) -> Result<Self, Refused> {
        let looked = input.look()?;
        let hint = hint(store, ask)?;
        let mut layout = Layout::of(&looked.book, &hint).ok_or(Refused::NoHeader)?;
        if let Some(map) = &ask.map
            && let Err(faults) = layout.apply(map)
        {
            return Err(Refused::Mapping(Box::new(layout), faults));
        }
        if !layout.has_names() {
            return Err(Refused::NoName(Box::new(layout)));
        }
        Ok(Self {
            input,
            name: name.to_owned(),
            looked,
            layout,
        })
    }

    /// Keeps what the columns of a sender mean.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remember(&self, store: &mut dyn Store, sender: &str) -> Result<(), StoreError> {
        let columns = self.layout.columns.iter();
        let columns: Vec<MappedColumn> = columns
            .map(|own| MappedColumn {
                list: self.layout.list.code().to_owned(),
                label: own.label.clone(),
                field: own.field.map(|field| field.code().to_owned()),
            })
            .collect();
        if store
            .mapped_columns(sender)?
            .iter()
            .filter(|own| columns.contains(own))
            .count()
            == columns.len()
        {
            return Ok(());
        }
        store.save_mapped_columns(sender, &columns)
    }
}

/// Returns what is known of a table's columns before it is read.
fn hint(store: &dyn Store, ask: &Ask) -> Result<Hint, StoreError> {
    Ok(Hint {
        list: ask.list,
        columns: remembered(store, ask)?,
        names: ask.map.as_deref().map(mapping::columns).unwrap_or_default(),
    })
}

/// Returns what is remembered of a sender's columns.
fn remembered(
    store: &dyn Store,
    ask: &Ask,
) -> Result<Vec<(List, String, Option<Field>)>, StoreError> {
    let Some(sender) = &ask.sender else {
        return Ok(Vec::new());
    };
    let columns = store.mapped_columns(sender)?;
    let known = columns.into_iter().filter_map(|own| {
        let field = own.field.as_deref().and_then(Field::from_code);
        Some((List::from_code(&own.list)?, own.label, field))
    });
    Ok(known.collect())
}

/// Tells whether a file is a table of the roster, by a header that leaves no doubt.
pub fn is_roster(bytes: &[u8]) -> bool {
    // A paper may have a table of people in it and is a paper all the same.
    if sniff::sniff(bytes) == Ok(Format::Docx) {
        return false;
    }
    let input = Input::Bytes(bytes.into());
    input.look().is_ok_and(|looked| {
        Layout::of(&looked.book, &Hint::default()).is_some_and(|own| own.is_certain())
    })
}

/// Columns that are added to bad rows.
const BAD_COLUMNS: [&str; 2] = ["原表行", "未收原因"];

/// Returns bad rows as they stood, under their own header, with row and reason behind: repaired, the
/// file is read again like any table.
pub fn bad_rows(layout: &Layout, bad: &[BadRow], reason: &dyn Fn(&BadRow) -> String) -> Vec<u8> {
    let text = |label: &str| Column {
        label: label.to_owned(),
        kind: ColumnKind::Text,
    };
    // A column that was explained by a person is named so that nobody has to explain it again.
    let labels = layout.columns.iter().map(|own| match own.field {
        Some(field) if layout.list.named(&own.label) != Some(field) => {
            let several = layout
                .columns
                .iter()
                .filter(|other| other.field == own.field);
            if several.count() == 1 {
                text(layout.list.label(field))
            } else {
                text(&own.label)
            }
        }
        _ => text(&own.label),
    });
    let rows = bad.iter().map(|own| {
        let mut cells = own.cells.clone();
        cells.extend([own.line.to_string(), reason(own)]);
        cells
    });
    let table = Table {
        name: String::new(),
        title: None,
        columns: labels.chain(BAD_COLUMNS.map(text)).collect(),
        rows: rows.collect(),
    };
    csv(&table, Bom::Yes)
}

/// Returns the row of a person as it is counted in memory.
fn row_of(id: CraftsmanId) -> u32 {
    u32::try_from(id.0).unwrap_or(known::SEVERAL)
}
