//! Programmes with their rates, budgets and targets; their entries are in `entries`.

use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::{super::rows, super::trouble::Answer, ids, refuse_stale};
use crate::domain::{
    craftsman::{HonourLevel, SkillLevel},
    id::{ProgrammeId, Version},
    programme::{Budget, Goal, Programme, ProgrammeHead, ProgrammeKind, Rate, Scheme, Target},
};

const PROGRAMME: &str =
    "SELECT version, kind, name, trade, level, organiser, start_on, end_on, hours,
        cap_times, cap_yuan, account, points_table, note
    FROM programme WHERE id = ?1";

const RATES_OF: &str = "SELECT level, yuan FROM programme_rate
    WHERE programme = ?1 ORDER BY position";

const BUDGETS_OF: &str = "SELECT year, yuan FROM programme_budget
    WHERE programme = ?1 ORDER BY year";

const TARGETS_OF: &str = "SELECT position, name, unit, question FROM programme_target
    WHERE programme = ?1 ORDER BY position";

const GOALS_OF: &str = "SELECT year, amount FROM programme_goal
    WHERE programme = ?1 AND position = ?2 ORDER BY year";

const VERSION_OF: &str = "SELECT version FROM programme WHERE id = ?1";

const PROGRAMMES_OF_NAME: &str = "SELECT id FROM programme WHERE name = ?1 ORDER BY id";

const HEADS: &str = "SELECT id, kind, name, level, start_on, end_on,
        (SELECT count(*) FROM programme_fact AS f WHERE f.programme = programme.id) AS entries,
        (SELECT coalesce(sum(f.yuan), 0) FROM programme_fact AS f
            WHERE f.programme = programme.id) AS paid
    FROM programme WHERE ?1 IS NULL OR kind = ?1
    ORDER BY start_on DESC, id DESC LIMIT ?2";

const REWRITE_PROGRAMME: &str = "UPDATE programme SET version = version + 1, kind = :kind,
        name = :name, trade = :trade, level = :level, organiser = :organiser, start_on = :start_on,
        end_on = :end_on, hours = :hours, cap_times = :cap_times, cap_yuan = :cap_yuan,
        account = :account, points_table = :points_table, note = :note
    WHERE id = :id";

const RAISE_VERSION: &str = "UPDATE programme SET version = version + 1 WHERE id = ?1";

const ADD_RATE: &str =
    "INSERT INTO programme_rate (programme, position, level, yuan) VALUES (?1, ?2, ?3, ?4)";

const ADD_BUDGET: &str = "INSERT INTO programme_budget (programme, year, yuan) VALUES (?1, ?2, ?3)";

const ADD_TARGET: &str = "INSERT INTO programme_target (programme, position, name, unit, question)
    VALUES (?1, ?2, ?3, ?4, ?5)";

const ADD_GOAL: &str =
    "INSERT INTO programme_goal (programme, position, year, amount) VALUES (?1, ?2, ?3, ?4)";

const FORGET_PARTS: [&str; 4] = [
    "DELETE FROM programme_rate WHERE programme = ?1",
    "DELETE FROM programme_budget WHERE programme = ?1",
    "DELETE FROM programme_goal WHERE programme = ?1",
    "DELETE FROM programme_target WHERE programme = ?1",
];

pub(in super::super) fn read(db: &Connection, id: ProgrammeId) -> Answer<Option<Programme>> {
    let found = db
        .prepare_cached(PROGRAMME)?
        .query_row([id.0], |row| {
            Ok(Programme {
                id,
                version: rows::version(row)?,
                value: scheme(row)?,
            })
        })
        .optional()?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.value.rates = db
        .prepare_cached(RATES_OF)?
        .query_map([id.0], |row| {
            Ok(Rate {
                level: rows::code_opt(row, "level", SkillLevel::from_code)?,
                yuan: row.get("yuan")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.budgets = db
        .prepare_cached(BUDGETS_OF)?
        .query_map([id.0], |row| {
            Ok(Budget {
                year: row.get("year")?,
                yuan: row.get("yuan")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.targets = targets(db, id)?;
    Ok(Some(found))
}

fn scheme(row: &Row<'_>) -> rusqlite::Result<Scheme> {
    let kind = rows::code(row, "kind", ProgrammeKind::from_code)?;
    Ok(Scheme {
        trade: rows::line_opt(row, "trade")?,
        level: rows::code_opt(row, "level", HonourLevel::from_code)?,
        organiser: rows::line_opt(row, "organiser")?,
        start: rows::day_opt(row, "start_on")?,
        end: rows::day_opt(row, "end_on")?,
        hours: row.get("hours")?,
        cap_times: row.get("cap_times")?,
        cap_yuan: row.get("cap_yuan")?,
        account: rows::line_opt(row, "account")?,
        table: rows::line_opt(row, "points_table")?,
        note: rows::paper_opt(row, "note")?,
        ..Scheme::named(kind, rows::line(row, "name")?)
    })
}

fn targets(db: &Connection, id: ProgrammeId) -> Answer<Vec<Target>> {
    let mut asked = db.prepare_cached(TARGETS_OF)?;
    let mut found = asked.query([id.0])?;
    let mut all = Vec::new();
    while let Some(row) = found.next()? {
        let position: i64 = row.get("position")?;
        let goals = db
            .prepare_cached(GOALS_OF)?
            .query_map([id.0, position], |row| {
                Ok(Goal {
                    year: row.get("year")?,
                    amount: row.get("amount")?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        all.push(Target {
            name: rows::line(row, "name")?,
            unit: rows::line(row, "unit")?,
            goals,
            question: rows::line_opt(row, "question")?,
        });
    }
    Ok(all)
}

pub(in super::super) fn heads(
    db: &Connection,
    kind: Option<ProgrammeKind>,
    limit: usize,
) -> Answer<Vec<ProgrammeHead>> {
    let heads = db
        .prepare_cached(HEADS)?
        .query_map(
            params![kind.map(ProgrammeKind::code), rows::limit(limit)],
            |row| {
                Ok(ProgrammeHead {
                    id: ProgrammeId(row.get("id")?),
                    kind: rows::code(row, "kind", ProgrammeKind::from_code)?,
                    name: rows::line(row, "name")?,
                    level: rows::code_opt(row, "level", HonourLevel::from_code)?,
                    start: rows::day_opt(row, "start_on")?,
                    end: rows::day_opt(row, "end_on")?,
                    entries: row.get::<_, i64>("entries")? as u64,
                    paid_yuan: row.get("paid")?,
                })
            },
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok(heads)
}

pub(in super::super) fn named(db: &Connection, name: &str) -> Answer<Vec<ProgrammeId>> {
    ids(db, PROGRAMMES_OF_NAME, [name], ProgrammeId)
}

/// Rewrites a programme, without a word in the log; its entries stay.
pub(super) fn save(
    db: &Connection,
    id: ProgrammeId,
    seen: Version,
    scheme: &Scheme,
) -> Answer<Version> {
    refuse_stale(db, VERSION_OF, ("programme", id.0), seen)?;
    write(db, id, scheme)?;
    for forget in FORGET_PARTS {
        db.prepare_cached(forget)?.execute([id.0])?;
    }
    add_parts(db, id, scheme)?;
    Ok(Version(seen.0 + 1))
}

/// Raises the version of a programme that stands as it was seen.
pub(super) fn raise(db: &Connection, id: ProgrammeId, seen: Version) -> Answer<Version> {
    refuse_stale(db, VERSION_OF, ("programme", id.0), seen)?;
    touch(db, id)?;
    Ok(Version(seen.0 + 1))
}

/// Raises the version of a programme, however it was seen.
pub(super) fn touch(db: &Connection, id: ProgrammeId) -> Answer<()> {
    db.prepare_cached(RAISE_VERSION)?.execute([id.0])?;
    Ok(())
}

fn write(db: &Connection, id: ProgrammeId, own: &Scheme) -> Answer<()> {
    db.prepare_cached(REWRITE_PROGRAMME)?
        .execute(named_params! {
            ":id": id.0,
            ":kind": own.kind.code(),
            ":name": own.name,
            ":trade": own.trade,
            ":level": own.level.map(HonourLevel::code),
            ":organiser": own.organiser,
            ":start_on": own.start.map(rows::day_text),
            ":end_on": own.end.map(rows::day_text),
            ":hours": own.hours,
            ":cap_times": own.cap_times,
            ":cap_yuan": own.cap_yuan,
            ":account": own.account,
            ":points_table": own.table,
            ":note": own.note,
        })?;
    Ok(())
}

fn add_parts(db: &Connection, id: ProgrammeId, own: &Scheme) -> Answer<()> {
    for (position, rate) in (0_i64..).zip(&own.rates) {
        let level = rate.level.map(SkillLevel::code);
        db.prepare_cached(ADD_RATE)?
            .execute(params![id.0, position, level, rate.yuan])?;
    }
    for budget in &own.budgets {
        db.prepare_cached(ADD_BUDGET)?
            .execute(params![id.0, budget.year, budget.yuan])?;
    }
    for (position, target) in (0_i64..).zip(&own.targets) {
        db.prepare_cached(ADD_TARGET)?.execute(params![
            id.0,
            position,
            target.name,
            target.unit,
            target.question,
        ])?;
        for goal in &target.goals {
            db.prepare_cached(ADD_GOAL)?.execute(params![
                id.0,
                position,
                goal.year,
                goal.amount
            ])?;
        }
    }
    Ok(())
}
