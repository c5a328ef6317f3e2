//! A statement under way: what is joined, and what must hold of a record and of its parts.
//!
//! Text of a question goes in as a parameter, never into the SQL.

use chrono::{Datelike, NaiveDate};

use super::{
    super::rows,
    columns::{Dated, Rows, column, programmes_of, rows_of},
};
use crate::figure::{Field, Filter, Kind, Op, Part, Question, Subject, Tongue, Value};

/// A statement under way: what is joined and what must hold, parameters in the order of the text.
#[derive(Default)]
pub(in crate::store::sqlite) struct Select {
    pub(super) joins: Vec<&'static str>,
    pub(super) conditions: Vec<String>,
    pub(in crate::store::sqlite) params: Vec<rusqlite::types::Value>,
}

/// How much of the roster a statement looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::store::sqlite) enum Reach {
    /// All of it: the parts that match are found first, then the records that have them.
    All,
    /// A range of records, for each of which its own parts are looked at.
    Range,
}

impl Select {
    pub(super) fn join(&mut self, join: &'static str) {
        if !self.joins.contains(&join) {
            self.joins.push(join);
        }
    }

    pub(in crate::store::sqlite) fn holds(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }
}

/// The day on which what is asked stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// What is dated after this day is left out.
    as_of: Option<NaiveDate>,
    /// What has a first and a last day holds on this one.
    holds_on: NaiveDate,
}

impl At {
    /// Returns the day of a question that is asked today.
    pub(super) fn of(question: &Question, today: NaiveDate) -> Self {
        Self {
            as_of: question.as_of,
            holds_on: question.as_of.unwrap_or(today),
        }
    }

    /// Returns today, when whatever is known counts.
    pub(super) fn today(today: NaiveDate) -> Self {
        Self {
            as_of: None,
            holds_on: today,
        }
    }
}

/// Adds the condition that a fact is not dated after the day, or holds on it.
pub(super) fn dated_by(select: &mut Select, dated: Dated, at: At) {
    let mut by = |column: &str, sign: &str, day: rusqlite::types::Value| {
        select.holds(format!("({column} IS NULL OR {column} {sign} ?)"));
        select.params.push(day);
    };
    match (dated, at.as_of) {
        (Dated::Year(column), Some(day)) => by(column, "<=", i64::from(day.year()).into()),
        (Dated::Day(column), Some(day)) => by(column, "<=", rows::day_text(day).into()),
        (Dated::Held(first, last), _) => {
            by(first, "<=", rows::day_text(at.holds_on).into());
            by(last, ">=", rows::day_text(at.holds_on).into());
        }
        _ => {}
    }
}

/// Adds that a person is employed by one of some names: looked up by the employers that bear them, where a look
/// at everybody's employer would take seconds over millions.
fn employed(select: &mut Select, filter: &Filter) {
    let values: Vec<_> = filter.values.iter().filter_map(sql_value).collect();
    let many = blanks(values.len());
    select.holds(format!(
        "(r.employer IN (SELECT id FROM employer WHERE name IN ({many}))
            OR (r.employer IS NULL AND r.employer_name IN ({many})))"
    ));
    select.params.extend(values.iter().cloned());
    select.params.extend(values);
}

/// Adds a filter's condition.
pub(super) fn filtered(select: &mut Select, filter: &Filter) {
    let is_named = filter.op == Op::Is && !filter.admits(&Value::Nothing);
    if filter.field == Field::Employer && is_named {
        return employed(select, filter);
    }
    let (column, join) = column(filter.field);
    if let Some(join) = join {
        select.join(join);
    }
    let nothing = filter.admits(&Value::Nothing);
    let mut known: Vec<String> = Vec::new();
    match filter.field.kind() {
        Kind::Skill
        | Kind::HonourLevel
        | Kind::EmployerKind
        | Kind::Standing
        | Kind::Finish
        | Kind::Duty
        | Kind::DutyOutcome => {
            let all = Value::all(filter.field.kind());
            let admitted: Vec<&Value> = all.iter().filter(|own| filter.admits(own)).collect();
            for value in &admitted {
                select.params.push(value.word(Tongue::En).into());
            }
            known.push(format!("{column} IN ({})", blanks(admitted.len())));
        }
        Kind::Place | Kind::Year | Kind::Text => {
            let values: Vec<_> = filter.values.iter().filter_map(sql_value).collect();
            let many = blanks(values.len());
            match filter.op {
                Op::Is => known.push(format!("{column} IN ({many})")),
                Op::IsNot => known.push(format!("{column} NOT IN ({many})")),
                Op::Has => known.extend(values.iter().map(|_| format!("instr({column}, ?) > 0"))),
                op => known.push(format!("{column} {} ?", op.sign())),
            }
            select.params.extend(values);
        }
    }
    let known = format!("({})", known.join(" OR "));
    let unknown = match filter.field.kind() {
        Kind::Text => format!("{column} IS NULL OR {column} = ''"),
        _ => format!("{column} IS NULL"),
    };
    // An index is of use only without the second half.
    select.holds(match (nothing, filter.op) {
        (true, _) => format!("({known} OR {unknown})"),
        (false, Op::IsNot) => format!("({known} AND NOT ({unknown}))"),
        (false, _) => known,
    });
}

pub(in crate::store::sqlite) fn sql_value(value: &Value) -> Option<rusqlite::types::Value> {
    match value {
        Value::Nothing => None,
        Value::Year(own) | Value::Place(own) => Some(i64::from(*own).into()),
        own => Some(own.word(Tongue::En).into()),
    }
}

fn blanks(many: usize) -> String {
    vec!["?"; many].join(", ")
}

/// Adds what must hold of the record itself: its own fields, and that it has the parts asked for.
pub(super) fn records(
    select: &mut Select,
    (question, at): (&Question, At),
    joined: &[Part],
    reach: Reach,
) {
    for filter in &question.filters {
        if filter.field.part() == Part::Own {
            filtered(select, filter);
        }
    }
    if question.subject == Subject::Studios {
        dated_by(select, Dated::Day("r.approved"), at);
    }
    if let Some(kind) = programmes_of(question.subject) {
        select.holds(format!("r.kind = '{}'", kind.code()));
        dated_by(select, Dated::Day("r.start_on"), at);
    }
    for part in [
        Part::Honours,
        Part::Certificates,
        Part::Classes,
        Part::Studios,
        Part::Grants,
        Part::Standings,
        Part::Duties,
        Part::Entries,
        Part::Goals,
    ] {
        let asked = question.filters.iter().any(|own| own.field.part() == part);
        if let Some(of) = rows_of(part).filter(|_| asked && !joined.contains(&part)) {
            let mut inner = Select::default();
            of_part(&mut inner, (question, at), part);
            let conditions = inner.conditions.join(" AND ");
            let Rows {
                table,
                alias,
                record,
                ..
            } = of;
            select.holds(match reach {
                Reach::All => format!(
                    "r.id IN (SELECT {alias}.{record} FROM {table} AS {alias} WHERE {conditions})"
                ),
                Reach::Range => format!(
                    "EXISTS (SELECT 1 FROM {table} AS {alias}
                        WHERE {alias}.{record} = r.id AND {conditions})"
                ),
            });
            select.params.append(&mut inner.params);
        }
    }
}

/// Adds what must hold of a record's row of a part.
pub(super) fn of_part(select: &mut Select, (question, at): (&Question, At), part: Part) {
    for filter in &question.filters {
        if filter.field.part() == part {
            filtered(select, filter);
        }
    }
    for dated in rows_of(part).iter().flat_map(|of| of.dated) {
        dated_by(select, *dated, at);
    }
    // What was revoked is not counted, but as of a day before that.
    if part == Part::Honours {
        match question.as_of {
            None => select.holds("h.revoked IS NULL"),
            Some(day) => {
                select.holds("(h.revoked IS NULL OR h.revoked > ?)");
                select.params.push(rows::day_text(day).into());
            }
        }
    }
}
