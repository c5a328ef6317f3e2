//! Employers.

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::{super::rows, super::trouble::Answer, ids, log::FREE_EMPLOYER, number, refuse_stale};
use crate::domain::{
    employer::{Employer, EmployerKind, Firm, Standing, StandingKind},
    id::{EmployerId, Version},
};

const EMPLOYER: &str = "SELECT version, name, kind, town, phone, note FROM employer WHERE id = ?1";

const VERSION_OF: &str = "SELECT version FROM employer WHERE id = ?1";

const EMPLOYERS_OF_NAME: &str = "SELECT id FROM employer WHERE name = ?1 ORDER BY id";

const ADD_EMPLOYER: &str = "INSERT INTO employer (id, version, name, kind, town, phone, note)
    VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6)";

const REWRITE_EMPLOYER: &str = "UPDATE employer SET version = version + 1, name = ?2, kind = ?3,
        town = ?4, phone = ?5, note = ?6
    WHERE id = ?1";

const STANDINGS_OF: &str = "SELECT kind, since, until, number FROM employer_standing
    WHERE employer = ?1 ORDER BY position";

const ADD_STANDING: &str = "INSERT INTO employer_standing
        (employer, position, kind, since, until, number)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const FORGET_STANDINGS: &str = "DELETE FROM employer_standing WHERE employer = ?1";

/// Adds employers with statements prepared once.
pub(super) struct Writer<'c> {
    db: &'c Connection,
    add: CachedStatement<'c>,
    standing: CachedStatement<'c>,
}

impl<'c> Writer<'c> {
    pub(super) fn of(db: &'c Connection) -> Answer<Self> {
        Ok(Self {
            db,
            add: db.prepare_cached(ADD_EMPLOYER)?,
            standing: db.prepare_cached(ADD_STANDING)?,
        })
    }

    pub(super) fn add(&mut self, id: Option<i64>, firm: &Firm) -> Answer<EmployerId> {
        write(&mut self.add, id, firm)?;
        let id = self.db.last_insert_rowid();
        self.add_parts(id, firm)?;
        Ok(EmployerId(id))
    }

    fn add_parts(&mut self, id: i64, firm: &Firm) -> Answer<()> {
        for (position, standing) in (0_i64..).zip(&firm.standings) {
            self.standing.execute(params![
                id,
                position,
                standing.kind.code(),
                standing.since.map(rows::day_text),
                standing.until.map(rows::day_text),
                standing.number,
            ])?;
        }
        Ok(())
    }
}

pub(in super::super) fn read(db: &Connection, id: EmployerId) -> Answer<Option<Employer>> {
    let found = db
        .prepare_cached(EMPLOYER)?
        .query_row([id.0], |row| {
            Ok(Employer {
                id,
                version: rows::version(row)?,
                value: Firm {
                    name: rows::line(row, "name")?,
                    kind: rows::code(row, "kind", EmployerKind::from_code)?,
                    town: rows::line_opt(row, "town")?,
                    phone: rows::line_opt(row, "phone")?,
                    note: rows::paper_opt(row, "note")?,
                    standings: Vec::new(),
                },
            })
        })
        .optional()?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.value.standings = db
        .prepare_cached(STANDINGS_OF)?
        .query_map([id.0], |row| {
            Ok(Standing {
                kind: rows::code(row, "kind", StandingKind::from_code)?,
                since: rows::day_opt(row, "since")?,
                until: rows::day_opt(row, "until")?,
                number: rows::line_opt(row, "number")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(found))
}

pub(in super::super) fn add(db: &Connection, firm: &Firm) -> Answer<EmployerId> {
    let id = number(db, FREE_EMPLOYER)?;
    Writer::of(db)?.add(Some(id), firm)
}

pub(in super::super) fn save(
    db: &Connection,
    id: EmployerId,
    seen: Version,
    firm: &Firm,
) -> Answer<Version> {
    refuse_stale(db, VERSION_OF, ("employer", id.0), seen)?;
    write(&mut db.prepare_cached(REWRITE_EMPLOYER)?, Some(id.0), firm)?;
    db.prepare_cached(FORGET_STANDINGS)?.execute([id.0])?;
    Writer::of(db)?.add_parts(id.0, firm)?;
    Ok(Version(seen.0 + 1))
}

pub(in super::super) fn named(db: &Connection, name: &str) -> Answer<Vec<EmployerId>> {
    ids(db, EMPLOYERS_OF_NAME, [name], EmployerId)
}

fn write(statement: &mut CachedStatement<'_>, id: Option<i64>, firm: &Firm) -> Answer<()> {
    statement.execute(params![
        id,
        firm.name,
        firm.kind.code(),
        firm.town,
        firm.phone,
        firm.note,
    ])?;
    Ok(())
}
