//! The dated facts of a record as they go out: in a table a cell a kind, in JSON a list a kind.
//!
//! Certificates, honours and grants are not here: they are columns that tables are read back by. So are
//! recognitions of employers, which JSON has as a list besides.

use serde_json::{Map, Value};

use super::Record;
use crate::{
    app::record::{FactText, FieldKind, fact_fields, fact_line},
    domain::{
        fact::{Fact, FactKind},
        private::Private,
        roster_entry::RosterEntry,
    },
    ingest::roster::List,
    lang::Lang,
    store::{NameId, Result, Store},
};

/// Returns the kinds that are written of a list's records.
pub const fn kinds(list: List) -> &'static [FactKind] {
    match list {
        List::Craftsmen => &[FactKind::Job, FactKind::Apprenticeship],
        List::Studios => &[FactKind::Member, FactKind::Duty, FactKind::Review],
        List::Employers => &[FactKind::Standing],
    }
}

/// Tells whether tables have a column of their own for a kind, by which it is read back.
pub const fn is_column(kind: FactKind) -> bool {
    matches!(kind, FactKind::Standing)
}

/// Returns what heads the column of a kind; data in either language, as the other columns are.
pub fn label(kind: FactKind) -> String {
    Lang::Zh.word("fact_name", kind.code())
}

/// Returns a record's facts by kind.
pub fn of(record: &Record, list: List) -> Vec<(FactKind, Vec<Fact>)> {
    let entry = match record {
        Record::Person(own) => RosterEntry::Person(own.clone()),
        Record::Studio(own) => RosterEntry::Studio(own.clone()),
        Record::Firm(own) => RosterEntry::Employer(own.clone()),
    };
    let kinds = kinds(list).iter();
    kinds.map(|kind| (*kind, entry.facts(*kind))).collect()
}

/// Writes facts into a cell, whoever they are tied to by name.
///
/// # Errors
/// When the store cannot be read.
pub fn cell(store: &dyn Store, facts: &[Fact]) -> Result<String> {
    let mut lines = Vec::new();
    for fact in facts {
        let who = match FactText::tie(fact.kind()) {
            Some(field) => match NameId::of_word(&fact.get(field)) {
                Some(id) => store.name(id)?,
                None => None,
            },
            None => None,
        };
        let who = who.unwrap_or_default();
        lines.push(fact_line(fact, &who, false, Lang::Zh));
    }
    Ok(lines.join("；"))
}

/// Returns a fact by the names of its values, private ones masked.
pub fn json(fact: &Fact) -> Value {
    let kind = fact.kind();
    let of = |field: &&'static str| {
        let text = fact.get(field);
        let value = match text.parse::<i64>() {
            _ if text.is_empty() => Value::Null,
            _ if kind == FactKind::Certificate && *field == "number" => {
                Private::new(text).masked().into()
            }
            Ok(number) if is_number(kind, field) => number.into(),
            _ => text.into(),
        };
        ((*field).to_owned(), value)
    };
    Value::Object(kind.fields().iter().map(of).collect::<Map<_, _>>())
}

fn is_number(kind: FactKind, field: &str) -> bool {
    fact_fields(kind)
        .iter()
        .any(|(own, of)| *own == field && *of == FieldKind::Number)
}
