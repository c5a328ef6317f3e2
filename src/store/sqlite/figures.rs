//! Answering questions to the roster, and the figures that letters cite.
//!
//! A question becomes one SELECT whose rows come by record and part, as the tally wants them. Text of
//! a question goes in as a parameter, never into the SQL.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rusqlite::{Connection, OptionalExtension, Row as SqlRow, named_params, params_from_iter};

use super::{rows, trouble::Answer as Answered};
use crate::{
    domain::{
        craftsman::{HonourLevel, SkillLevel},
        employer::EmployerKind,
        id::{CraftsmanId, EmployerId, FigureId, LetterId, ProgrammeId, SourceId, StudioId},
        programme::{Finish, ProgrammeKind},
    },
    figure::{
        Answer, Cited, Field, FigureState, Filter, From, Kind, Measure, Op, Part, Question, Row,
        RowOf, Subject, Tally, Tongue, Value,
        cited::{Asked, Figure},
        read,
    },
    store::StoreError,
};

const FIGURE: &str = "SELECT id, letter, question, amount, records, row_hash, row_ids, source,
        sentence, unit, shown, looked_up_on, looked_up_by, state, frozen_at
    FROM figure WHERE id = ?1";

const FIGURES_OF_LETTER: &str = "SELECT id, letter, question, amount, records, row_hash,
        row_ids, source, sentence, unit, shown, looked_up_on, looked_up_by, state, frozen_at
    FROM figure WHERE letter = ?1 ORDER BY id";

const LETTER_IS_THERE: &str = "SELECT 1 FROM letter WHERE id = ?1";

const ADD_FIGURE: &str = "INSERT INTO figure (letter, question, amount, records, row_hash,
        row_ids, source, sentence, unit, shown, looked_up_on, looked_up_by, state, frozen_at)
    VALUES (:letter, :question, :amount, :records, :row_hash, :row_ids, :source, :sentence,
        :unit, :shown, :looked_up_on, :looked_up_by, :state, :frozen_at)";

const FREEZE_FIGURE: &str = "UPDATE figure SET state = 'frozen', frozen_at = ?2
    WHERE id = ?1 AND state != 'frozen'";

// --- questions

/// A statement under way: what is joined and what must hold, parameters in the order of the text.
#[derive(Default)]
pub(super) struct Select {
    joins: Vec<&'static str>,
    conditions: Vec<String>,
    pub(super) params: Vec<rusqlite::types::Value>,
}

/// How much of the roster a statement looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of it: the parts that match are found first, then the records that have them.
    All,
    /// A range of records, for each of which its own parts are looked at.
    Range,
}

impl Select {
    fn join(&mut self, join: &'static str) {
        if !self.joins.contains(&join) {
            self.joins.push(join);
        }
    }

    pub(super) fn holds(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }
}

/// Where the rows of a part of a record stand: table, alias, the column of the record, and the day or
/// year by which a fact is dated.
struct Rows {
    table: &'static str,
    alias: &'static str,
    record: &'static str,
    dated: Dated,
}

/// By what a fact is dated.
#[derive(Clone, Copy)]
enum Dated {
    Year(&'static str),
    Day(&'static str),
}

const HONOURS: Rows = Rows {
    table: "honour",
    alias: "h",
    record: "craftsman",
    dated: Dated::Year("h.year"),
};
const CERTIFICATES: Rows = Rows {
    table: "certificate",
    alias: "c",
    record: "craftsman",
    dated: Dated::Day("c.issued"),
};
const CLASSES: Rows = Rows {
    table: "talent_class",
    alias: "t",
    record: "craftsman",
    dated: Dated::Day("t.since"),
};
const GRANTS: Rows = Rows {
    table: "studio_grant",
    alias: "g",
    record: "studio",
    dated: Dated::Year("g.year"),
};

/// Those a person leads, and those a person is a member of.
const STUDIOS: Rows = Rows {
    table: "(SELECT leader AS craftsman, name, approved FROM studio WHERE leader IS NOT NULL
        UNION SELECT member.craftsman, studio.name, studio.approved
        FROM studio_member AS member JOIN studio ON studio.id = member.studio)",
    alias: "w",
    record: "craftsman",
    dated: Dated::Day("w.approved"),
};
const ENTRIES: Rows = Rows {
    table: "programme_fact",
    alias: "x",
    record: "programme",
    dated: Dated::Day("x.on_day"),
};
const GOALS: Rows = Rows {
    table: "programme_year",
    alias: "t",
    record: "programme",
    dated: Dated::Year("t.year"),
};

const fn rows_of(part: Part) -> Option<&'static Rows> {
    match part {
        Part::Own => None,
        Part::Honours => Some(&HONOURS),
        Part::Certificates => Some(&CERTIFICATES),
        Part::Classes => Some(&CLASSES),
        Part::Studios => Some(&STUDIOS),
        Part::Grants => Some(&GRANTS),
        Part::Entries => Some(&ENTRIES),
        Part::Goals => Some(&GOALS),
    }
}

const EMPLOYER_OF_PERSON: &str = "LEFT JOIN employer AS e ON e.id = r.employer";
const HOST_OF_STUDIO: &str = "LEFT JOIN employer AS e ON e.id = r.host";
const LEADER_OF_STUDIO: &str = "LEFT JOIN craftsman AS l ON l.id = r.leader";

/// Returns the column of a field, with the join it needs. `r` is the record.
pub(super) const fn column(field: Field) -> (&'static str, Option<&'static str>) {
    match field {
        Field::Level | Field::StudioLevel | Field::ContestLevel | Field::PlanLevel => {
            ("r.level", None)
        }
        Field::Town | Field::EmployerTown => ("r.town", None),
        Field::Trade | Field::StudioTrade | Field::ContestItem | Field::ClassTrade => {
            ("r.trade", None)
        }
        Field::Employer => (
            "coalesce(e.name, r.employer_name)",
            Some(EMPLOYER_OF_PERSON),
        ),
        Field::Gender => ("r.gender", None),
        Field::TalentClass => ("r.talent_class", None),
        Field::BirthYear => ("CAST(substr(r.birth_month, 1, 4) AS INTEGER)", None),
        Field::Studio => ("w.name", None),
        Field::Honour => ("h.name", None),
        Field::HonourLevel => ("h.level", None),
        Field::HonourYear => ("h.year", None),
        Field::CertificateLevel => ("c.level", None),
        Field::CertificateTrade => ("c.trade", None),
        Field::CertificateYear => ("CAST(substr(c.issued, 1, 4) AS INTEGER)", None),
        Field::ClassHeld => ("t.class", None),
        Field::TalentYear => ("CAST(substr(t.since, 1, 4) AS INTEGER)", None),
        Field::StudioTown => ("e.town", Some(HOST_OF_STUDIO)),
        Field::Host => ("coalesce(e.name, r.host_name)", Some(HOST_OF_STUDIO)),
        Field::Leader => ("coalesce(l.name, r.leader_name)", Some(LEADER_OF_STUDIO)),
        Field::ApprovedYear => ("CAST(substr(r.approved, 1, 4) AS INTEGER)", None),
        Field::TermYear => ("CAST(substr(r.term_end, 1, 4) AS INTEGER)", None),
        Field::GrantLevel => ("g.level", None),
        Field::GrantYear => ("g.year", None),
        Field::EmployerKind => ("r.kind", None),
        Field::ContestName | Field::ClassName | Field::SubsidyName | Field::PlanName => {
            ("r.name", None)
        }
        Field::ContestOrganiser | Field::ClassOrganiser => ("r.organiser", None),
        Field::ContestYear | Field::ClassYear => {
            ("CAST(substr(r.start_on, 1, 4) AS INTEGER)", None)
        }
        Field::Account => ("r.account", None),
        Field::Ranking => ("x.place", None),
        Field::Promoted | Field::Gained | Field::PaidLevel => ("x.level", None),
        Field::Finish => ("x.finish", None),
        Field::PaidYear => ("CAST(substr(x.on_day, 1, 4) AS INTEGER)", None),
        Field::Target => ("t.target", None),
        Field::GoalYear => ("t.year", None),
    }
}

pub(super) const fn table_of(subject: Subject) -> &'static str {
    match subject {
        Subject::People => "craftsman",
        Subject::Studios => "studio",
        Subject::Employers => "employer",
        Subject::Contests | Subject::Trainings | Subject::Subsidies | Subject::Plans => "programme",
    }
}

/// Returns which programmes a list is of; nothing for the lists that have a table of their own.
const fn programmes_of(subject: Subject) -> Option<ProgrammeKind> {
    match subject {
        Subject::Contests => Some(ProgrammeKind::Contest),
        Subject::Trainings => Some(ProgrammeKind::Training),
        Subject::Subsidies => Some(ProgrammeKind::Subsidy),
        Subject::Plans => Some(ProgrammeKind::Plan),
        Subject::People | Subject::Studios | Subject::Employers => None,
    }
}

/// Adds the condition that a fact is not dated after a day.
fn dated_by(select: &mut Select, dated: Dated, as_of: Option<NaiveDate>) {
    let Some(day) = as_of else { return };
    match dated {
        Dated::Year(column) => {
            select.holds(format!("({column} IS NULL OR {column} <= ?)"));
            select.params.push(i64::from(day.year()).into());
        }
        Dated::Day(column) => {
            select.holds(format!("({column} IS NULL OR {column} <= ?)"));
            select.params.push(rows::day_text(day).into());
        }
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
fn filtered(select: &mut Select, filter: &Filter) {
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
        Kind::Skill | Kind::HonourLevel | Kind::EmployerKind | Kind::Finish => {
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

pub(super) fn sql_value(value: &Value) -> Option<rusqlite::types::Value> {
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
fn records(select: &mut Select, question: &Question, joined: &[Part], reach: Reach) {
    for filter in &question.filters {
        if filter.field.part() == Part::Own {
            filtered(select, filter);
        }
    }
    if question.subject == Subject::Studios {
        dated_by(select, Dated::Day("r.approved"), question.as_of);
    }
    if let Some(kind) = programmes_of(question.subject) {
        select.holds(format!("r.kind = '{}'", kind.code()));
        dated_by(select, Dated::Day("r.start_on"), question.as_of);
    }
    for part in [
        Part::Honours,
        Part::Certificates,
        Part::Classes,
        Part::Studios,
        Part::Grants,
        Part::Entries,
        Part::Goals,
    ] {
        let asked = question.filters.iter().any(|own| own.field.part() == part);
        if let Some(of) = rows_of(part).filter(|_| asked && !joined.contains(&part)) {
            let mut inner = Select::default();
            of_part(&mut inner, question, part);
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
fn of_part(select: &mut Select, question: &Question, part: Part) {
    for filter in &question.filters {
        if filter.field.part() == part {
            filtered(select, filter);
        }
    }
    if let Some(of) = rows_of(part) {
        dated_by(select, of.dated, question.as_of);
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

/// What is counted: which record, its amount, and how it is reached from the subject's records.
pub(super) struct Counted {
    pub(super) of: fn(i64) -> RowOf,
    pub(super) id: &'static str,
    /// What one row adds.
    pub(super) amount: &'static str,
    reach: &'static str,
}

pub(super) const fn counted(measure: Measure) -> Counted {
    const fn own(of: fn(i64) -> RowOf, amount: &'static str) -> Counted {
        Counted {
            of,
            id: "r.id",
            amount,
            reach: "",
        }
    }
    match measure {
        Measure::Persons | Measure::Honours | Measure::Certificates => own(person, "1"),
        Measure::HonourGrants => own(person, "h.grant_yuan"),
        Measure::Studios => own(studio, "1"),
        Measure::Grants => own(studio, "g.amount_yuan"),
        Measure::Firms => own(employer, "1"),
        Measure::Contests | Measure::Classes | Measure::Subsidies | Measure::Plans => {
            own(programme, "1")
        }
        Measure::Hours => own(programme, "r.hours"),
        Measure::Entrants | Measure::Enrolled | Measure::Payments => own(programme, "1"),
        Measure::Paid => own(programme, "x.yuan"),
        Measure::Goals => own(programme, "t.goal"),
        Measure::Reached => own(programme, "t.reached"),
        // The entries are joined as the part that is measured.
        Measure::Contestants | Measure::Trainees | Measure::Receivers => Counted {
            of: person,
            id: "x.craftsman",
            amount: "1",
            reach: "",
        },
        Measure::Apprentices => Counted {
            of: person,
            id: "a.apprentice",
            amount: "1",
            reach: "JOIN apprenticeship AS a ON a.master = r.id",
        },
        Measure::Raised => Counted {
            of: person,
            id: "a.apprentice",
            amount: "1",
            reach: "JOIN apprenticeship AS a ON a.master = r.id AND a.reached IS NOT NULL",
        },
        Measure::StudioApprentices => Counted {
            of: person,
            id: "a.apprentice",
            amount: "1",
            reach: "JOIN apprenticeship AS a ON a.master = r.leader",
        },
        Measure::Members => Counted {
            of: person,
            id: "m.craftsman",
            amount: "1",
            reach: "JOIN studio_member AS m ON m.studio = r.id",
        },
        Measure::Employed => Counted {
            of: person,
            id: "p.id",
            amount: "1",
            reach: "JOIN craftsman AS p ON p.employer = r.id",
        },
        Measure::Hosted => Counted {
            of: studio,
            id: "s.id",
            amount: "1",
            reach: "JOIN studio AS s ON s.host = r.id",
        },
    }
}

fn person(id: i64) -> RowOf {
    RowOf::Craftsman(CraftsmanId(id))
}

fn studio(id: i64) -> RowOf {
    RowOf::Studio(StudioId(id))
}

fn employer(id: i64) -> RowOf {
    RowOf::Employer(EmployerId(id))
}

fn programme(id: i64) -> RowOf {
    RowOf::Programme(ProgrammeId(id))
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
    pub(super) fn of(question: &Question, by: &[Field], reach: Reach) -> Self {
        let mut select = Select::default();
        let counted = counted(question.measure);
        // The rows of a part are joined when they are measured or told apart by.
        let mut joined: Vec<Part> = Vec::new();
        for part in std::iter::once(question.measure.part()).chain(by.iter().map(|by| by.part())) {
            if part != Part::Own && !joined.contains(&part) {
                joined.push(part);
            }
        }
        records(&mut select, question, &joined, reach);
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
            of_part(&mut select, question, part);
        }
        match question.measure {
            Measure::HonourGrants => select.holds("h.grant_yuan IS NOT NULL"),
            Measure::Hours => select.holds("r.hours IS NOT NULL"),
            Measure::Reached => select.holds("t.reached IS NOT NULL"),
            Measure::Contestants | Measure::Trainees | Measure::Receivers => {
                select.holds("x.craftsman IS NOT NULL");
            }
            Measure::Apprentices | Measure::StudioApprentices => {
                dated_by(&mut select, Dated::Day("a.start_on"), question.as_of);
            }
            Measure::Raised => dated_by(&mut select, Dated::Day("a.assessed"), question.as_of),
            Measure::Hosted => dated_by(&mut select, Dated::Day("s.approved"), question.as_of),
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

pub(super) fn answer(db: &Connection, question: &Question, shown: usize) -> Answered<Answer> {
    let by: Vec<Field> = question.by.into_iter().collect();
    let selection = Selection::of(question, &by, Reach::All);
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
        Kind::Finish => rows::code_opt(row, name, Finish::from_code)?.map(Value::Finish),
        Kind::Place => {
            let word = rows::line_opt(row, name)?;
            word.and_then(|own| own.parse().ok()).map(Value::Place)
        }
        Kind::Year => row.get::<_, Option<i32>>(name)?.map(Value::Year),
        Kind::Text => rows::line_opt(row, name)?.map(Value::Text),
    };
    Ok(known.unwrap_or(Value::Nothing))
}

/// Returns the column of the record, and the text from the lists to the conditions, of every record that has a
/// value of a field; honours that were revoked are none.
pub(super) fn records_with(field: Field) -> (String, String) {
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
    (id, text)
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

// --- figures kept

pub(super) fn figure(db: &Connection, id: FigureId) -> Answered<Option<Figure>> {
    let found = db
        .prepare_cached(FIGURE)?
        .query_row([id.0], figure_of)
        .optional()?;
    Ok(found)
}

pub(super) fn of_letter(db: &Connection, id: LetterId) -> Answered<Vec<Figure>> {
    let found = db
        .prepare_cached(FIGURES_OF_LETTER)?
        .query_map([id.0], figure_of)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(super) fn add(db: &Connection, figure: &Cited) -> Answered<FigureId> {
    let letter = figure.letter.0;
    let there = db
        .prepare_cached(LETTER_IS_THERE)?
        .query_row([letter], |_| Ok(()))
        .optional()?;
    if there.is_none() {
        let (what, id) = ("letter", letter);
        return Err(StoreError::Missing { what, id }.into());
    }
    let (asked, quoted) = match &figure.from {
        From::Roster(asked) => (Some(asked), None),
        From::Source { source, sentence } => (None, Some((source.0, sentence))),
    };
    let lines = asked.map(|own| {
        let keys = own.rows.iter().map(|row| row.key());
        let lines: Vec<String> = keys.map(|(list, id)| format!("{list} {id}")).collect();
        rows::lines(&lines)
    });
    let question = asked.map(|own| own.question.print(Tongue::En));
    let frozen_at = figure.frozen_at.map(rows::moment_text);
    db.prepare_cached(ADD_FIGURE)?.execute(named_params! {
        ":letter": letter,
        ":question": question,
        ":amount": asked.map(|own| own.amount),
        ":records": asked.map(|own| i64::try_from(own.records).unwrap_or(i64::MAX)),
        ":row_hash": asked.map(|own| &own.hash),
        ":row_ids": lines,
        ":source": quoted.map(|(source, _)| source),
        ":sentence": quoted.map(|(_, sentence)| sentence),
        ":unit": figure.unit,
        ":shown": figure.shown,
        ":looked_up_on": rows::day_text(figure.on),
        ":looked_up_by": figure.by,
        ":state": figure.state.code(),
        ":frozen_at": frozen_at,
    })?;
    Ok(FigureId(db.last_insert_rowid()))
}

/// Freezes a figure; one that was frozen before stays as it is.
pub(super) fn freeze(db: &Connection, id: FigureId, at: NaiveDateTime) -> Answered<()> {
    db.prepare_cached(FREEZE_FIGURE)?
        .execute(rusqlite::params![id.0, rows::moment_text(at)])?;
    Ok(())
}

fn figure_of(row: &SqlRow<'_>) -> rusqlite::Result<Figure> {
    let from = match rows::line_opt(row, "question")? {
        Some(line) => From::Roster(Asked {
            question: read(&line).map_err(|_| rows::strange("question", &line))?,
            amount: row.get("amount")?,
            records: row.get::<_, i64>("records")? as u64,
            hash: rows::line(row, "row_hash")?,
            rows: rows::list(row, "row_ids")?
                .iter()
                .map(|line| row_of(line).ok_or_else(|| rows::strange("record", line)))
                .collect::<rusqlite::Result<_>>()?,
        }),
        None => From::Source {
            source: SourceId(row.get("source")?),
            sentence: rows::paper(row, "sentence")?,
        },
    };
    Ok(Figure {
        id: FigureId(row.get("id")?),
        value: Cited {
            letter: LetterId(row.get("letter")?),
            from,
            unit: rows::line(row, "unit")?,
            shown: rows::line(row, "shown")?,
            on: rows::day(row, "looked_up_on")?,
            by: rows::line(row, "looked_up_by")?,
            state: rows::code(row, "state", FigureState::from_code)?,
            frozen_at: rows::moment_opt(row, "frozen_at")?,
        },
    })
}

/// Reads `craftsman 5`.
fn row_of(line: &str) -> Option<RowOf> {
    let (list, id) = line.split_once(' ')?;
    let id = id.parse().ok()?;
    match list {
        "craftsman" => Some(person(id)),
        "studio" => Some(studio(id)),
        "employer" => Some(employer(id)),
        "programme" => Some(programme(id)),
        _ => None,
    }
}
