//! The roster written: public lists, plain tables that are read back, and what ends soon.

pub mod desk;
pub mod ending;
pub mod facts;
mod order;
pub mod out;
pub mod public;
pub mod templates;
#[cfg(test)]
mod tests;

pub use crate::app::lists::Order;
pub use order::sorted;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::{
    domain::{
        craftsman::Person, employer::Firm, id::CraftsmanId, private::Private, studio::Workshop,
    },
    figure::{self, RowOf},
    ingest::roster::{Field, List, words},
    sheet::{Column, ColumnKind, Table},
    store::{NameId, Result, Store},
};

/// A record of one of the lists.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A person.
    Person(Box<Person>),
    /// A studio.
    Studio(Box<Workshop>),
    /// An employer.
    Firm(Box<Firm>),
}

/// Whether phones and certificate numbers go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Masked; a masked one is not taken in again.
    Masked,
    /// Whole: for the office's own files.
    Whole,
}

/// Lists the records of a list, all or those that a question counts today, by row.
///
/// # Errors
/// When the store cannot be read.
pub fn chosen(
    store: &dyn Store,
    list: List,
    question: Option<(&figure::Question, NaiveDate)>,
) -> Result<Vec<NameId>> {
    if let Some((question, today)) = question {
        let answer = store.figure(question, today, usize::MAX)?;
        return Ok(answer.rows.into_iter().map(|row| name_id(row.of)).collect());
    }
    let mut ids = Vec::new();
    store.each_name(&mut |row| {
        if is_of(row.id, list) {
            ids.push(row.id);
        }
    })?;
    Ok(ids)
}

/// Returns the records of a list among some, each once.
pub fn of_list(ids: impl IntoIterator<Item = NameId>, list: List) -> Vec<NameId> {
    let mut seen = BTreeSet::new();
    let own = ids.into_iter().filter(|id| is_of(*id, list));
    own.filter(|id| seen.insert(*id)).collect()
}

/// Tells whether a record stands in a list.
fn is_of(id: NameId, list: List) -> bool {
    matches!(
        (id, list),
        (NameId::Craftsman(_), List::Craftsmen)
            | (NameId::Studio(_), List::Studios)
            | (NameId::Employer(_), List::Employers)
    )
}

fn name_id(of: RowOf) -> NameId {
    match of {
        RowOf::Craftsman(id) => NameId::Craftsman(id),
        RowOf::Studio(id) => NameId::Studio(id),
        RowOf::Employer(id) => NameId::Employer(id),
        RowOf::Programme(id) => NameId::Programme(id),
    }
}

/// Returns the word that a question about a list begins with.
pub fn subject(list: List) -> &'static str {
    match list {
        List::Craftsmen => "人才",
        List::Studios => "工作室",
        List::Employers => "单位",
    }
}

/// Reads a record.
///
/// # Errors
/// When the store cannot be read.
pub fn record(store: &dyn Store, id: NameId) -> Result<Option<Record>> {
    Ok(match id {
        NameId::Craftsman(id) => store
            .craftsman(id)?
            .map(|own| Record::Person(Box::new(own.value))),
        NameId::Studio(id) => store
            .studio(id)?
            .map(|own| Record::Studio(Box::new(own.value))),
        NameId::Employer(id) => store
            .employer(id)?
            .map(|own| Record::Firm(Box::new(own.value))),
        // No table lists programmes.
        NameId::Programme(_) => None,
    })
}

impl Record {
    /// Returns its fields in the words of tables.
    pub fn words(&self, privacy: Privacy) -> Vec<(Field, String)> {
        match self {
            Record::Person(person) if privacy == Privacy::Masked => {
                let mut own = person.as_ref().clone();
                own.phone = own.phone.map(|phone| Private::new(phone.masked()));
                for certificate in &mut own.certificates {
                    let number = certificate.number.take();
                    certificate.number = number.map(|number| Private::new(number.masked()));
                }
                words::person_words(&own)
            }
            Record::Person(person) => words::person_words(person),
            Record::Studio(studio) => words::studio_words(studio),
            Record::Firm(firm) => words::employer_words(firm),
        }
    }
}

/// Makes a plain table of records: every column of the list, as it is read back, and behind them the
/// facts that are only read by people.
///
/// # Errors
/// When the store cannot be read.
pub fn plain(store: &dyn Store, list: List, ids: &[NameId], privacy: Privacy) -> Result<Table> {
    let mut table = Table {
        name: subject(list).to_owned(),
        ..Table::default()
    };
    for id in ids {
        let Some(record) = record(store, *id)? else {
            continue;
        };
        let words = record.words(privacy);
        if table.columns.is_empty() {
            table.columns = words
                .iter()
                .map(|(field, _)| column(list, *field))
                .collect();
        }
        let mut cells: Vec<String> = words.into_iter().map(|(_, words)| words).collect();
        for (kind, facts) in facts::of(&record, list) {
            if facts::is_column(kind) {
                continue;
            }
            cells.push(facts::cell(store, &facts)?);
        }
        table.rows.push(cells);
    }
    if table.columns.is_empty() {
        let fields = list.columns().iter();
        table.columns = fields.map(|(field, _)| column(list, *field)).collect();
    }
    let told = facts::kinds(list).iter();
    let told = told.filter(|kind| !facts::is_column(**kind));
    table.columns.extend(told.map(|kind| Column {
        label: facts::label(*kind),
        kind: ColumnKind::Text,
    }));
    Ok(table)
}

fn column(list: List, field: Field) -> Column {
    Column {
        label: list.label(field).to_owned(),
        kind: match field {
            Field::Approved | Field::TermStart | Field::TermEnd => ColumnKind::Day,
            _ => ColumnKind::Text,
        },
    }
}

/// Returns a record as an object with the codes of its fields; a list of them is read back as a table.
///
/// # Errors
/// When the store cannot be read.
pub fn object(store: &dyn Store, id: NameId, privacy: Privacy) -> Result<Option<Value>> {
    let Some(record) = record(store, id)? else {
        return Ok(None);
    };
    let mut object = Map::new();
    let (kind, row) = match id {
        NameId::Craftsman(CraftsmanId(row)) => ("craftsman", row),
        NameId::Studio(id) => ("studio", id.0),
        NameId::Employer(id) => ("employer", id.0),
        NameId::Programme(id) => ("programme", id.0),
    };
    object.insert("document".into(), json!(kind));
    object.insert("id".into(), json!(row));
    let list = match &record {
        Record::Person(_) => List::Craftsmen,
        Record::Studio(_) => List::Studios,
        Record::Firm(_) => List::Employers,
    };
    for (kind, own) in facts::of(&record, list) {
        let own: Vec<Value> = own.iter().map(facts::json).collect();
        object.insert(kind.list().to_owned(), own.into());
    }
    for (field, words) in record.words(privacy) {
        // A studio's name would be a person's: names of columns tell the lists apart.
        let key = match (&record, field) {
            (Record::Studio(_), Field::Name) => "工作室名称",
            (Record::Firm(_), Field::Name) => "单位名称",
            _ => field.code(),
        };
        object.insert(key.into(), json!(words));
    }
    Ok(Some(Value::Object(object)))
}
