//! Answering questions to the roster.
//!
//! A question becomes one SELECT whose rows come by record and part, as the tally wants them: the
//! columns of its fields are in `columns`, what its measure counts in `counted`, its conditions in
//! `select`.

mod columns;
mod counted;
mod select;

use std::{collections::BTreeSet, fmt::Write as _};

use chrono::NaiveDate;
use rusqlite::{Connection, Row as SqlRow, params_from_iter};

pub(super) use self::{
    columns::column,
    select::{Reach, sql_value},
};
use self::{
    columns::{Dated, programmes_of, rows_of, table_of},
    counted::{Counted, counted},
    select::{At, Select, dated_by, filtered, of_part, records},
};
use super::{rows, trouble::Answer as Answered};
use crate::{
    domain::{
        craftsman::{HonourLevel, SkillLevel},
        employer::{EmployerKind, StandingKind},
        programme::Finish,
        studio::{DutyKind, DutyOutcome},
    },
    figure::{Answer, Field, Filter, Kind, Measure, Part, Question, Row, Tally, Value},
};

/// That a statement is of a target and a year of its plan.
const STATED: [&str; 2] = [
    "f.target = t.target",
    "CAST(substr(f.on_day, 1, 4) AS INTEGER) = t.year",
];

/// Adds that of the statements of a target and year, up to the day, none is later: as `Target::stated`.
fn none_later(select: &mut Select, at: At) {
    let mut later = Select::default();
    dated_by(&mut later, Dated::Day("later.on_day"), at);
    let mut text = "NOT EXISTS (SELECT 1 FROM programme_fact AS later
        WHERE later.programme = f.programme AND later.what = 'reached' AND later.target = f.target
            AND substr(later.on_day, 1, 4) = substr(f.on_day, 1, 4)
            AND (later.on_day, later.id) > (f.on_day, f.id)"
        .to_owned();
    for condition in later.conditions {
        text.push_str(" AND ");
        text.push_str(&condition);
    }
    text.push(')');
    select.holds(text);
    select.params.append(&mut later.params);
}

/// What a question selects, by up to two fields: figures and pivots are read from the same rows.
pub(super) struct Selection {
    pub(super) counted: Counted,
    pub(super) select: Select,
    /// The lists and how they are joined.
    from: String,
    /// The columns of the fields, empty text as nothing.
    pub(super) labels: Vec<String>,
    /// A record is met once by the way it is reached.
    once: bool,
}

impl Selection {
    /// Today is the day on which what has a last day holds, unless the question names one.
    pub(super) fn of(question: &Question, today: NaiveDate, by: &[Field], reach: Reach) -> Self {
        let at = At::of(question, today);
        let mut select = Select::default();
        let counted = counted(question.measure);
        // The rows of a part are joined when they are measured or told apart by.
        let mut joined: Vec<Part> = Vec::new();
        for part in std::iter::once(question.measure.part()).chain(by.iter().map(|by| by.part())) {
            if part != Part::Own && !joined.contains(&part) {
                joined.push(part);
            }
        }
        records(&mut select, (question, at), &joined, reach);
        let mut from = format!("{} AS r {}", table_of(question.subject), counted.reach);
        for (part, of) in joined
            .iter()
            .filter_map(|part| Some((*part, rows_of(*part)?)))
        {
            // Writing to a string cannot fail.
            let _ = write!(
                from,
                " JOIN {} AS {alias} ON {alias}.{} = r.id",
                of.table,
                of.record,
                alias = of.alias
            );
            of_part(&mut select, (question, at), part);
        }
        match question.measure {
            Measure::HonourGrants => select.holds("h.grant_yuan IS NOT NULL"),
            Measure::Hours => select.holds("r.hours IS NOT NULL"),
            Measure::Reached => {
                for condition in STATED {
                    select.holds(condition);
                }
                dated_by(&mut select, Dated::Day("f.on_day"), at);
                none_later(&mut select, at);
            }
            Measure::DutyGoals => select.holds("d.target IS NOT NULL"),
            Measure::DutyResults => select.holds("d.result IS NOT NULL"),
            Measure::Contestants | Measure::Trainees | Measure::Receivers => {
                select.holds("x.craftsman IS NOT NULL");
            }
            Measure::Apprentices | Measure::StudioApprentices => {
                dated_by(&mut select, Dated::Day("a.start_on"), at);
            }
            Measure::Raised => dated_by(&mut select, Dated::Day("a.assessed"), at),
            Measure::Hosted => dated_by(&mut select, Dated::Day("s.approved"), at),
            Measure::Members => dated_by(&mut select, Dated::Held("m.from_on", "m.to_on"), at),
            _ => {}
        }
        let mut labels = Vec::new();
        for field in by {
            let (own, join) = column(*field);
            if let Some(join) = join {
                select.join(join);
            }
            labels.push(match field.kind() {
                Kind::Text => format!("nullif({own}, '')"),
                // The tally takes rows by the bytes of their words.
                Kind::Place => format!("CAST({own} AS TEXT)"),
                _ => own.to_owned(),
            });
        }
        Self {
            once: joined.is_empty()
                && !question.measure.reaches_twice()
                && !question.measure.adds_up(),
            counted,
            select,
            from,
            labels,
        }
    }

    /// Returns the text from the lists to the conditions.
    pub(super) fn text(&self) -> String {
        let conditions = if self.select.conditions.is_empty() {
            "TRUE".to_owned()
        } else {
            self.select.conditions.join(" AND ")
        };
        let joins = self.select.joins.join(" ");
        format!("FROM {} {joins} WHERE {conditions}", self.from)
    }
}

/// Returns the units of the targets that a selection adds up; none where it measures something else. `ends`
/// are the parameters behind its own.
pub(super) fn units(
    db: &Connection,
    measure: Measure,
    selection: &Selection,
    ends: &[rusqlite::types::Value],
) -> Answered<BTreeSet<String>> {
    if measure.part() != Part::Goals {
        return Ok(BTreeSet::new());
    }
    // Two are as good as many.
    let sql = format!(
        "SELECT DISTINCT (SELECT of.unit FROM programme_target AS of
            WHERE of.programme = t.programme AND of.name = t.target) AS unit {} LIMIT 2",
        selection.text()
    );
    let params = params_from_iter(selection.select.params.iter().chain(ends));
    let found = db
        .prepare_cached(&sql)?
        .query_map(params, |row| rows::line(row, "unit"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(super) fn answer(
    db: &Connection,
    question: &Question,
    today: NaiveDate,
    shown: usize,
) -> Answered<Answer> {
    let by: Vec<Field> = question.by.into_iter().collect();
    let selection = Selection::of(question, today, &by, Reach::All);
    let Counted { of, id, amount, .. } = selection.counted;
    let amount = if question.measure.adds_up() {
        format!("sum({amount})")
    } else {
        amount.to_owned()
    };
    let label = selection.labels.first().map_or("NULL", String::as_str);
    // Where a record is met once by the way it is reached, there is nothing to group.
    let group = if selection.once { "" } else { "GROUP BY 1, 3" };
    let sql = format!(
        "SELECT {id} AS id, {amount} AS amount, {label} AS part {} {group} ORDER BY 1, 3",
        selection.text()
    );
    let mut tally = Tally::of(question, shown);
    if question.measure.part() == Part::Goals {
        tally.take_units(&units(db, question.measure, &selection, &[])?);
    }
    let mut asked = db.prepare_cached(&sql)?;
    let mut found = asked.query(params_from_iter(&selection.select.params))?;
    while let Some(row) = found.next()? {
        tally.take(Row {
            of: of(row.get("id")?),
            amount: row.get("amount")?,
            part: question
                .by
                .map(|by| value_of(row, "part", by))
                .transpose()?,
        });
    }
    Ok(tally.answer())
}

/// Reads a column as a value of a field.
pub(super) fn value_of(row: &SqlRow<'_>, name: &str, field: Field) -> rusqlite::Result<Value> {
    let known = match field.kind() {
        Kind::Skill => rows::code_opt(row, name, SkillLevel::from_code)?.map(Value::Skill),
        Kind::HonourLevel => rows::code_opt(row, name, HonourLevel::from_code)?.map(Value::Honour),
        Kind::EmployerKind => {
            rows::code_opt(row, name, EmployerKind::from_code)?.map(Value::Employer)
        }
        Kind::Standing => rows::code_opt(row, name, StandingKind::from_code)?.map(Value::Standing),
        Kind::Finish => rows::code_opt(row, name, Finish::from_code)?.map(Value::Finish),
        Kind::Duty => rows::code_opt(row, name, DutyKind::from_code)?.map(Value::Duty),
        Kind::DutyOutcome => rows::code_opt(row, name, DutyOutcome::from_code)?.map(Value::Outcome),
        Kind::Place => {
            let word = rows::line_opt(row, name)?;
            word.and_then(|own| own.parse().ok()).map(Value::Place)
        }
        Kind::Year => row.get::<_, Option<i32>>(name)?.map(Value::Year),
        Kind::Text => rows::line_opt(row, name)?.map(Value::Text),
    };
    Ok(known.unwrap_or(Value::Nothing))
}

/// The text of a statement from the lists to the conditions, with its parameters.
pub(super) struct With {
    /// The column of the record.
    pub(super) id: String,
    pub(super) text: String,
    pub(super) params: Vec<rusqlite::types::Value>,
}

/// Returns what finds every record that has a value of a field; honours that were revoked are none, nor is what does
/// not hold today. `beside` are conditions that hold of the same row of a part.
pub(super) fn records_with(field: Field, beside: &[Filter], today: NaiveDate) -> With {
    let (own, join) = column(field);
    let (table, alias, id) = match rows_of(field.part()) {
        None => (table_of(field.subject()), "r", "r.id".to_owned()),
        Some(of) => (of.table, of.alias, format!("{}.{}", of.alias, of.record)),
    };
    let mut text = format!(
        "FROM {table} AS {alias} {} WHERE {own} IS NOT NULL",
        join.unwrap_or_default()
    );
    if field.kind() == Kind::Text {
        // Writing to a string cannot fail.
        let _ = write!(text, " AND {own} != ''");
    }
    if field.part() == Part::Honours {
        text.push_str(" AND h.revoked IS NULL");
    }
    if let Some(kind) = programmes_of(field.subject()) {
        let _ = write!(
            text,
            " AND {id} IN (SELECT id FROM programme WHERE kind = '{}')",
            kind.code()
        );
    }
    let mut select = Select::default();
    // Fields of a part stand in its own table and need no join.
    let of_row = |own: &&Filter| own.field.part() == field.part() && field.part() != Part::Own;
    for filter in beside.iter().filter(of_row) {
        filtered(&mut select, filter);
    }
    for dated in rows_of(field.part()).iter().flat_map(|of| of.dated) {
        dated_by(&mut select, *dated, At::today(today));
    }
    for condition in select.conditions {
        text.push_str(" AND ");
        text.push_str(&condition);
    }
    let params = select.params;
    With { id, text, params }
}

pub(super) fn values(db: &Connection, field: Field, limit: usize) -> Answered<Vec<(Value, u64)>> {
    let (own, join) = column(field);
    let (table, alias) = match rows_of(field.part()) {
        None => (table_of(field.subject()), "r"),
        Some(of) => (of.table, of.alias),
    };
    // A table of programmes has those of every kind.
    let of_kind = programmes_of(field.subject()).map_or_else(String::new, |kind| {
        let record = rows_of(field.part()).map_or("r.id", |_| "programme");
        let code = kind.code();
        format!("AND {record} IN (SELECT id FROM programme WHERE kind = '{code}')")
    });
    let value = match field.kind() {
        Kind::Place => format!("CAST({own} AS TEXT)"),
        _ => own.to_owned(),
    };
    let sql = format!(
        "SELECT {value} AS part, count(*) AS n FROM {table} AS {alias} {join}
            WHERE {own} IS NOT NULL AND {own} != '' {of_kind}
            GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?1",
        join = join.unwrap_or_default(),
    );
    let values = db
        .prepare_cached(&sql)?
        .query_map([rows::limit(limit)], |row| {
            Ok((
                value_of(row, "part", field)?,
                row.get::<_, i64>("n")? as u64,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(values)
}
