//! The ledger written: rows in the order of meetings and numbers, as a table or as JSON.

use serde_json::{Map, Value};

use super::{entry_of, plan::meeting_of};
use crate::{
    domain::{id::ProposalId, private::Private},
    ingest::ledger::{
        BadRow, Entry, Field, Layout,
        field::{Shape, named, word_of},
        layout::{self, BAD_COLUMNS},
        value::{class_words, number_key},
    },
    rules::Pack,
    run::office::Office,
    sheet::{Bom, Column, ColumnKind, Table, csv},
    store::Result,
};

/// Whether phones go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phones {
    /// Masked; a masked one is not taken in again.
    Masked,
    /// Whole: for the office's own files.
    Whole,
}

/// Reads the rows of these items, or of all, in the order they are written: by place, kind, meeting,
/// number, title. Nothing of a store's own order is in it.
///
/// # Errors
/// When the store cannot be read.
pub fn sorted(office: &Office, ids: Option<&[ProposalId]>, phones: Phones) -> Result<Vec<Entry>> {
    let ids = if let Some(ids) = ids {
        ids.to_vec()
    } else {
        let mut all = Vec::new();
        office.store.each_queue_row(&mut |row| all.push(row.id))?;
        all
    };
    let mut entries = Vec::new();
    for id in ids {
        let Some(kept) = office.store.proposal(id)? else {
            continue;
        };
        let events = office.store.events(id)?;
        let mut entry = entry_of(office, &kept.value, &events);
        if phones == Phones::Masked
            && let Some(phone) = entry.some(Field::Phone)
        {
            let masked = Private::new(phone).masked();
            entry.set(Field::Phone, masked);
        }
        entries.push(entry);
    }
    entries.sort_by_cached_key(|own| {
        let place = own.get(Field::Place).to_owned();
        let kind = own.get(Field::Kind).to_owned();
        let number = number_key(own.get(Field::Number)).unwrap_or(u32::MAX);
        (place, kind, meeting_of(own), number, own.clone())
    });
    for (at, entry) in (1..).zip(&mut entries) {
        let serial: usize = at;
        entry.set(Field::Serial, serial.to_string());
    }
    Ok(entries)
}

/// Returns the rows as a table in the words of the ledger.
pub fn table(entries: &[Entry], pack: &Pack) -> Table {
    let columns = Field::ALL.iter().map(|field| Column {
        label: field.label().to_owned(),
        kind: match field.shape() {
            Shape::Day => ColumnKind::Day,
            Shape::Count => ColumnKind::Count,
            _ => ColumnKind::Text,
        },
    });
    let row = |entry: &Entry| {
        Field::ALL
            .iter()
            .map(|field| words(entry, *field, pack))
            .collect()
    };
    Table {
        name: "台账".to_owned(),
        title: None,
        columns: columns.collect(),
        rows: entries.iter().map(row).collect(),
    }
}

/// Returns the name under which a column is read back as the same field: its own, unless that is one
/// of a double header joined, one that a mapping explained, or one that depends on the values below.
fn lasting(column: &layout::Column) -> &str {
    match column.field {
        Some(field) if !matches!(named(&column.label), [own] if *own == field) => {
            // 届 and 次 are two columns of one field, and each says which.
            let parts = ["届", "次"].contains(&column.label.as_str());
            if parts { &column.label } else { field.label() }
        }
        _ => &column.label,
    }
}

/// Returns bad rows as they stood, under their own title and a header, with row and reason behind:
/// repaired, the file is read again like any ledger.
pub fn bad_rows(layout: &Layout, bad: &[BadRow], reason: &dyn Fn(&BadRow) -> String) -> Vec<u8> {
    let labels = layout.columns.iter().map(lasting);
    let text = |label: &str| Column {
        label: label.to_owned(),
        kind: ColumnKind::Text,
    };
    let row = |bad: &BadRow| {
        let cells = layout.columns.iter().enumerate();
        let cells = cells.map(|(at, _)| bad.cells.get(at).cloned().unwrap_or_default());
        cells.chain([bad.line.to_string(), reason(bad)]).collect()
    };
    let table = Table {
        columns: labels.chain(BAD_COLUMNS).map(text).collect(),
        rows: bad.iter().map(row).collect(),
        ..Table::default()
    };
    // The title says place, meeting and year of every row.
    let title = layout
        .heads
        .first()
        .map(|head| head.title.trim())
        .unwrap_or_default();
    let title = if title.is_empty() {
        Table::default()
    } else {
        Table {
            columns: vec![text(title)],
            ..Table::default()
        }
    };
    let above = if title.columns.is_empty() {
        Vec::new()
    } else {
        csv(&title, Bom::Yes)
    };
    let bom = if above.is_empty() { Bom::Yes } else { Bom::No };
    [above, csv(&table, bom)].concat()
}

/// Returns what a cell shows of a field.
fn words(entry: &Entry, field: Field, pack: &Pack) -> String {
    words_of(field, entry.get(field), pack)
}

/// Returns the words of a field's canonical text.
pub fn words_of(field: Field, text: &str, pack: &Pack) -> String {
    match field.shape() {
        Shape::Word if text.is_empty() => String::new(),
        Shape::Word if field == Field::Class => class_words(text, pack),
        // Words that no code has (a free 沟通方式) are shown as they are.
        Shape::Word => match word_of(field, text) {
            "" => text.to_owned(),
            word => word.to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// Returns a row as an object: stable names, codes, days as `YYYY-MM-DD`; empty fields are left out.
pub fn json(entry: &Entry) -> Value {
    let mut object = Map::new();
    object.insert("document".into(), "ledger".into());
    for field in Field::ALL {
        // What makes it a ledger always stands in it, so that it is known for one when read again.
        let always = matches!(field, Field::Number | Field::Title | Field::Proposer);
        let text = entry.get(*field);
        if always || !text.is_empty() {
            object.insert(field.code().into(), text.into());
        }
    }
    Value::Object(object)
}
