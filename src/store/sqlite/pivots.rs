//! Pivots: what a question counts by one or two fields, a range of records at a time.
//!
//! A range is one of the records that are counted, so that each falls into exactly one range and is
//! counted once, by whatever way it is reached. Within a range rows come by record, in the order of
//! the table, and are added up outside: a sort over the whole roster never happens.

use std::{collections::HashMap, ops::RangeInclusive};

use chrono::NaiveDate;
use rusqlite::{Connection, Row as SqlRow, params_from_iter, types::ValueRef};

use super::{
    questions::{Reach, Selection, column, sql_value, units, value_of},
    rows,
    trouble::Answer,
};
use crate::figure::{Field, Kind, Measure, PivotCell, PivotTally, Question, RowOf, Value};

/// The list whose records are counted.
const fn counted_table(measure: Measure) -> &'static str {
    match measure {
        Measure::Persons
        | Measure::Honours
        | Measure::HonourGrants
        | Measure::Certificates
        | Measure::Apprentices
        | Measure::Raised
        | Measure::StudioApprentices
        | Measure::Members
        | Measure::Employed
        | Measure::Contestants
        | Measure::Trainees
        | Measure::Receivers => "craftsman",
        Measure::Studios
        | Measure::Grants
        | Measure::Duties
        | Measure::DutyGoals
        | Measure::DutyResults
        | Measure::Hosted => "studio",
        Measure::Firms => "employer",
        Measure::Contests
        | Measure::Classes
        | Measure::Subsidies
        | Measure::Plans
        | Measure::Hours
        | Measure::Entrants
        | Measure::Enrolled
        | Measure::Payments
        | Measure::Paid
        | Measure::Goals
        | Measure::Reached => "programme",
    }
}

pub(super) fn bounds(db: &Connection, measure: Measure) -> Answer<Option<(i64, i64)>> {
    let table = counted_table(measure);
    // Two questions: each end is found in the tree, both in one would read the whole list.
    let sql = format!(
        "SELECT (SELECT min(id) FROM {table}) AS low, (SELECT max(id) FROM {table}) AS high"
    );
    let found = db.prepare_cached(&sql)?.query_row([], |row| {
        let low: Option<i64> = row.get("low")?;
        Ok(low.zip(row.get("high")?))
    })?;
    Ok(found)
}

/// Returns the statement for a range of records, its two ends being the last parameters.
fn of_range(question: &Question, today: NaiveDate, by: &[Field]) -> (String, Selection) {
    let mut selection = Selection::of(question, today, by, Reach::Range);
    let id = selection.counted.id;
    selection.select.holds(format!("{id} BETWEEN ? AND ?"));
    let label = |at: usize| selection.labels.get(at).map_or("NULL", String::as_str);
    let sql = format!(
        "SELECT {id} AS id, {amount} AS amount, {part} AS part, {other} AS other {text} ORDER BY 1",
        amount = selection.counted.amount,
        part = label(0),
        other = label(1),
        text = selection.text(),
    );
    (sql, selection)
}

/// The places of a column's values as they stand in the file, so that each is read only once.
#[derive(Default)]
pub(super) struct Places {
    texts: HashMap<Box<[u8]>, usize>,
    years: HashMap<i64, usize>,
    nothing: Option<usize>,
}

impl Places {
    pub(super) fn of(
        &mut self,
        row: &SqlRow<'_>,
        name: &str,
        field: Field,
        place: impl FnOnce(Value) -> usize,
    ) -> rusqlite::Result<usize> {
        let stored = row.get_ref(name)?;
        let known = match stored {
            ValueRef::Text(text) => self.texts.get(text).copied(),
            ValueRef::Integer(year) => self.years.get(&year).copied(),
            _ => self.nothing,
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let new = place(value_of(row, name, field)?);
        match stored {
            ValueRef::Text(text) => {
                self.texts.insert(text.into(), new);
            }
            ValueRef::Integer(year) => {
                self.years.insert(year, new);
            }
            _ => self.nothing = Some(new),
        }
        Ok(new)
    }
}

pub(super) fn add_range(
    db: &Connection,
    records: &RangeInclusive<i64>,
    today: NaiveDate,
    tally: &mut PivotTally,
) -> Answer<()> {
    let pivot = tally.pivot().clone();
    let by: Vec<Field> = pivot.fields().collect();
    let ends = [(*records.start()).into(), (*records.end()).into()];
    let (sql, selection) = of_range(pivot.question(), today, &by);
    tally.take_units(units(db, pivot.question().measure, &selection, &ends)?);
    let mut asked = db.prepare_cached(&sql)?;
    let mut found = asked.query(params_from_iter(
        selection.select.params.iter().chain(&ends),
    ))?;
    let (mut of_rows, mut of_cols) = (Places::default(), Places::default());
    while let Some(row) = found.next()? {
        let own = of_rows.of(row, "part", by[0], |value| tally.row(value))?;
        let other = match pivot.and() {
            Some(and) => of_cols.of(row, "other", and, |value| tally.col(value))?,
            None => 0,
        };
        tally.take(row.get("id")?, row.get("amount")?, own, other);
    }
    if pivot.leaves_some_out() {
        let (sql, selection) = of_range(&pivot.whole(), today, &[]);
        let mut asked = db.prepare_cached(&sql)?;
        let params = params_from_iter(selection.select.params.iter().chain(&ends));
        let mut found = asked.query(params)?;
        while let Some(row) = found.next()? {
            tally.take_base(row.get("amount")?);
        }
    }
    Ok(())
}

/// Adds that a field has a value.
fn valued(selection: &mut Selection, field: Field, value: &Value) {
    let (own, _) = column(field);
    match sql_value(value) {
        Some(value) => {
            selection.select.holds(format!("{own} = ?"));
            selection.select.params.push(value);
        }
        None if field.kind() == Kind::Text => {
            selection
                .select
                .holds(format!("({own} IS NULL OR {own} = '')"));
        }
        None => selection.select.holds(format!("{own} IS NULL")),
    }
}

pub(super) fn records(
    db: &Connection,
    cell: &PivotCell,
    today: NaiveDate,
    after: i64,
    limit: usize,
) -> Answer<Vec<RowOf>> {
    let by: Vec<Field> = cell.pivot.fields().collect();
    let mut selection = Selection::of(&cell.pivot.whole(), today, &by, Reach::Range);
    for (field, value) in cell.conditions() {
        valued(&mut selection, field, value);
    }
    let id = selection.counted.id;
    selection.select.holds(format!("{id} > ?"));
    selection.select.params.push(after.into());
    selection.select.params.push(rows::limit(limit).into());
    let sql = format!(
        "SELECT {id} AS id {} GROUP BY 1 ORDER BY 1 LIMIT ?",
        selection.text()
    );
    let of = selection.counted.of;
    let found = db
        .prepare_cached(&sql)?
        .query_map(params_from_iter(&selection.select.params), |row| {
            row.get("id").map(of)
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Pivot;

    /// Returns how the engine goes about a range of a pivot.
    fn plan(line: &str) -> Vec<String> {
        let store = super::super::SqliteStore::in_memory().unwrap();
        let pivot = Pivot::read(line).unwrap();
        let by: Vec<Field> = pivot.fields().collect();
        let (sql, _) = of_range(pivot.question(), NaiveDate::default(), &by);
        let mut asked = store
            .db
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap();
        let mut rows = asked.raw_query();
        let mut plan = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            plan.push(row.get("detail").unwrap());
        }
        plan
    }

    #[test]
    fn a_range_is_searched_and_never_sorted() {
        for (line, first) in [
            (
                "people by:town and:level",
                "SEARCH r USING INTEGER PRIMARY KEY",
            ),
            ("people by:employer", "SEARCH r USING INTEGER PRIMARY KEY"),
            (
                "people honours by:honour-year and:town",
                "SEARCH r USING INTEGER PRIMARY KEY",
            ),
            (
                "people by:honour-level and:certificate-level",
                "SEARCH r USING INTEGER PRIMARY KEY",
            ),
            (
                "people honour-year=2025 by:town",
                "SEARCH r USING INTEGER PRIMARY KEY",
            ),
            (
                "people apprentices by:level and:town",
                "SEARCH a USING PRIMARY KEY",
            ),
            ("studios apprentices by:level", "SEARCH a USING PRIMARY KEY"),
            (
                "employers people by:kind and:town",
                "SEARCH p USING INTEGER PRIMARY KEY",
            ),
            (
                "employers studios by:town",
                "SEARCH s USING INTEGER PRIMARY KEY",
            ),
            (
                "studios members by:level",
                "SEARCH m USING INDEX studio_member_by_craftsman",
            ),
        ] {
            let plan = plan(line);
            assert!(plan[0].starts_with(first), "{line}: {plan:#?}");
            for step in &plan {
                assert!(!step.starts_with("SCAN"), "{line}: {plan:#?}");
                assert!(!step.contains("TEMP B-TREE"), "{line}: {plan:#?}");
            }
        }
    }
}
