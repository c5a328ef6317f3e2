//! Who has what: the records of a filter, and each record's value of a field, in one pass over a list.
//!
//! Apart from `figures` because nothing is added up: a box of names asks for ids, millions of them, and counts in
//! memory by what it found before. Nothing is sorted or grouped here, which takes SQLite longer than reading.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, params_from_iter, types::ValueRef};

use super::{
    pivots::Places,
    questions::{Reach, Selection, With, column, records_with},
    rows,
    trouble::Answer,
};
use crate::{
    figure::{Field, Filter, Part, Question, Value},
    store::Flow,
};

const EMPLOYER_NAMES: &str = "SELECT id, name FROM employer";
const BY_EMPLOYER: &str = "SELECT id, employer FROM craftsman WHERE employer IS NOT NULL";
const BY_WRITTEN_EMPLOYER: &str = "SELECT id, employer_name FROM craftsman
    WHERE employer IS NULL AND employer_name IS NOT NULL AND employer_name != ''";

pub(super) fn each_record(
    db: &Connection,
    question: &Question,
    today: NaiveDate,
    record: &mut dyn FnMut(i64) -> Flow,
) -> Answer<()> {
    let selection = Selection::of(question, today, &[], Reach::All);
    let sql = format!("SELECT {} AS id {}", selection.counted.id, selection.text());
    let mut asked = db.prepare_cached(&sql)?;
    let mut found = asked.query(params_from_iter(&selection.select.params))?;
    while let Some(row) = found.next()? {
        if record(row.get(0)?).is_break() {
            break;
        }
    }
    Ok(())
}

pub(super) fn each_value(
    db: &Connection,
    field: Field,
    beside: &[Filter],
    today: NaiveDate,
    record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
) -> Answer<()> {
    if field == Field::Employer {
        return each_employer(db, record);
    }
    each_of(db, field, &records_with(field, beside, today), "", record)
}

pub(super) fn values_of(
    db: &Connection,
    field: Field,
    records: &[i64],
    today: NaiveDate,
    record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
) -> Answer<()> {
    let with = records_with(field, &[], today);
    let ids: Vec<String> = records.iter().map(i64::to_string).collect();
    each_of(
        db,
        field,
        &with,
        &format!("AND {} IN ({})", with.id, ids.join(", ")),
        record,
    )
}

fn each_of(
    db: &Connection,
    field: Field,
    with: &With,
    condition: &str,
    record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
) -> Answer<()> {
    let (own, _) = column(field);
    let With { id, text, params } = with;
    // Without a sort of its own: the rows of a part come by their key.
    let order = match field.part() {
        Part::Own => String::new(),
        _ => format!("ORDER BY {id}"),
    };
    let sql = format!("SELECT {id} AS id, {own} AS part {text} {condition} {order}");
    let (mut values, mut places) = (Vec::new(), Places::default());
    // The bytes of the row before: many come in the order of an index, and a look at a table costs more.
    let mut last: Option<(Vec<u8>, usize)> = None;
    let mut asked = db.prepare(&sql)?;
    let mut found = asked.query(params_from_iter(params))?;
    let mut of_record: (i64, Vec<usize>) = (i64::MIN, Vec::new());
    while let Some(row) = found.next()? {
        let text = match row.get_ref(1)? {
            ValueRef::Text(text) => text,
            _ => &[],
        };
        let same = last
            .as_ref()
            .filter(|(own, _)| !own.is_empty() && own == text);
        let place = if let Some((_, place)) = same {
            *place
        } else {
            let place = places.of(row, "part", field, |value| {
                values.push(value);
                values.len() - 1
            })?;
            last = Some((text.to_vec(), place));
            place
        };
        let id = row.get(0)?;
        if field.part() != Part::Own {
            if of_record.0 != id {
                of_record = (id, Vec::new());
            }
            if of_record.1.contains(&place) {
                continue;
            }
            of_record.1.push(place);
        }
        if record(id, place, &values[place]).is_break() {
            break;
        }
    }
    Ok(())
}

/// Goes over people by their employers' rows: a look at the name of everybody's employer would take seconds.
fn each_employer(
    db: &Connection,
    record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
) -> Answer<()> {
    let mut names = Names::default();
    let mut of_row: HashMap<i64, usize> = HashMap::new();
    let mut asked = db.prepare_cached(EMPLOYER_NAMES)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let name = rows::line(row, 1)?;
        if !name.is_empty() {
            of_row.insert(row.get(0)?, names.place(name));
        }
    }
    let mut asked = db.prepare_cached(BY_EMPLOYER)?;
    let mut found = asked.query([])?;
    let mut last: Option<(i64, usize)> = None;
    while let Some(row) = found.next()? {
        let employer: i64 = row.get(1)?;
        // They come by employer, as long as the list's index is read.
        let same = last.filter(|(own, _)| *own == employer);
        last = same.or_else(|| Some((employer, *of_row.get(&employer)?)));
        if let Some((_, place)) = last
            && record(row.get(0)?, place, &names.values[place]).is_break()
        {
            return Ok(());
        }
    }
    let mut asked = db.prepare_cached(BY_WRITTEN_EMPLOYER)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let place = names.place(rows::line(row, 1)?);
        if record(row.get(0)?, place, &names.values[place]).is_break() {
            break;
        }
    }
    Ok(())
}

/// Names met, each once.
#[derive(Default)]
struct Names {
    places: HashMap<String, usize>,
    values: Vec<Value>,
}

impl Names {
    fn place(&mut self, name: String) -> usize {
        let values = &mut self.values;
        *self.places.entry(name).or_insert_with_key(|name| {
            values.push(Value::Text(name.clone()));
            values.len() - 1
        })
    }
}
