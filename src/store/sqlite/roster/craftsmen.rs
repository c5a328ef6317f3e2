//! Craftsmen with their certificates, honours and masters.

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::{super::rows, super::trouble::Answer, Places, ids, refuse_stale};
use crate::domain::{
    craftsman::{
        Apprenticeship, Certificate, CertificateKind, Craftsman, Honour, HonourLevel, Person,
        SkillLevel,
    },
    id::{CraftsmanId, EmployerId, Version},
    private::Private,
};

const CRAFTSMAN: &str = "SELECT version, name, gender, birth_month, employer, employer_name, trade,
        level, town, phone, talent_class, note
    FROM craftsman WHERE id = ?1";

const CERTIFICATES_OF: &str = "SELECT kind, level, trade, issuer, issued
    FROM certificate WHERE craftsman = ?1 ORDER BY position";

const HONOURS_OF: &str = "SELECT name, level, year, body, grant_yuan
    FROM honour WHERE craftsman = ?1 ORDER BY position";

const MASTERS_OF: &str = "SELECT master, trade, start_on, end_on
    FROM apprenticeship WHERE apprentice = ?1 ORDER BY position";

const VERSION_OF: &str = "SELECT version FROM craftsman WHERE id = ?1";

const CRAFTSMEN_OF_NAME: &str = "SELECT id FROM craftsman WHERE name = ?1 ORDER BY id";

const APPRENTICES_OF: &str = "SELECT DISTINCT apprentice AS id FROM apprenticeship
    WHERE master = ?1 ORDER BY id LIMIT ?2";

const PEOPLE_OF_EMPLOYER: &str =
    "SELECT id FROM craftsman WHERE employer = ?1 ORDER BY id LIMIT ?2";

const ADD_CRAFTSMAN: &str =
    "INSERT INTO craftsman (id, version, name, gender, birth_month, employer,
        employer_name, trade, level, town, phone, talent_class, note)
    VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

const REWRITE_CRAFTSMAN: &str =
    "UPDATE craftsman SET version = version + 1, name = ?2, gender = ?3,
        birth_month = ?4, employer = ?5, employer_name = ?6, trade = ?7, level = ?8, town = ?9,
        phone = ?10, talent_class = ?11, note = ?12
    WHERE id = ?1";

const ADD_CERTIFICATE: &str = "INSERT INTO certificate
        (craftsman, position, kind, level, trade, issuer, issued)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

const ADD_HONOUR: &str = "INSERT INTO honour
        (craftsman, position, name, level, year, body, grant_yuan)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

const ADD_APPRENTICESHIP: &str = "INSERT INTO apprenticeship
        (apprentice, position, master, trade, start_on, end_on)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const FORGET_PARTS: [&str; 3] = [
    "DELETE FROM certificate WHERE craftsman = ?1",
    "DELETE FROM honour WHERE craftsman = ?1",
    "DELETE FROM apprenticeship WHERE apprentice = ?1",
];

/// Adds craftsmen with statements prepared once.
pub(super) struct Writer<'c> {
    db: &'c Connection,
    places: &'c Places,
    add: CachedStatement<'c>,
    certificate: CachedStatement<'c>,
    honour: CachedStatement<'c>,
    apprenticeship: CachedStatement<'c>,
}

impl<'c> Writer<'c> {
    pub(super) fn of(db: &'c Connection, places: &'c Places) -> Answer<Self> {
        Ok(Self {
            db,
            places,
            add: db.prepare_cached(ADD_CRAFTSMAN)?,
            certificate: db.prepare_cached(ADD_CERTIFICATE)?,
            honour: db.prepare_cached(ADD_HONOUR)?,
            apprenticeship: db.prepare_cached(ADD_APPRENTICESHIP)?,
        })
    }

    pub(super) fn add(&mut self, id: Option<i64>, person: &Person) -> Answer<CraftsmanId> {
        write(&mut self.add, self.places, id, person)?;
        let id = self.db.last_insert_rowid();
        self.add_parts(id, person)?;
        Ok(CraftsmanId(id))
    }

    fn add_parts(&mut self, id: i64, person: &Person) -> Answer<()> {
        for (position, certificate) in (0_i64..).zip(&person.certificates) {
            self.certificate.execute(params![
                id,
                position,
                certificate.kind.code(),
                certificate.level.code(),
                certificate.trade,
                certificate.issuer,
                certificate.issued.map(rows::day_text),
            ])?;
        }
        for (position, honour) in (0_i64..).zip(&person.honours) {
            self.honour.execute(params![
                id,
                position,
                honour.name,
                honour.level.code(),
                honour.year,
                honour.body,
                honour.grant_yuan,
            ])?;
        }
        for (position, learnt) in (0_i64..).zip(&person.apprenticeships) {
            self.apprenticeship.execute(params![
                id,
                position,
                self.places.craftsman(learnt.master)?,
                learnt.trade,
                learnt.start.map(rows::day_text),
                learnt.end.map(rows::day_text),
            ])?;
        }
        Ok(())
    }
}

pub(in super::super) fn read(db: &Connection, id: CraftsmanId) -> Answer<Option<Craftsman>> {
    let found = db
        .prepare_cached(CRAFTSMAN)?
        .query_row([id.0], |row| {
            Ok(Craftsman {
                id,
                version: rows::version(row)?,
                value: Person {
                    name: rows::line(row, "name")?,
                    gender: rows::line_opt(row, "gender")?,
                    birth_month: rows::line_opt(row, "birth_month")?,
                    employer: row.get::<_, Option<i64>>("employer")?.map(EmployerId),
                    employer_name: rows::line_opt(row, "employer_name")?,
                    trade: rows::line_opt(row, "trade")?,
                    level: rows::code_opt(row, "level", SkillLevel::from_code)?,
                    town: rows::line_opt(row, "town")?,
                    phone: rows::private(row, "phone")?,
                    talent_class: rows::line_opt(row, "talent_class")?,
                    note: rows::paper_opt(row, "note")?,
                    ..Person::default()
                },
            })
        })
        .optional()?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.value.certificates = db
        .prepare_cached(CERTIFICATES_OF)?
        .query_map([id.0], |row| {
            Ok(Certificate {
                kind: rows::code(row, "kind", CertificateKind::from_code)?,
                level: rows::code(row, "level", SkillLevel::from_code)?,
                trade: rows::line(row, "trade")?,
                issuer: rows::line_opt(row, "issuer")?,
                issued: rows::day_opt(row, "issued")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.honours = db
        .prepare_cached(HONOURS_OF)?
        .query_map([id.0], |row| {
            Ok(Honour {
                name: rows::line(row, "name")?,
                level: rows::code(row, "level", HonourLevel::from_code)?,
                year: row.get("year")?,
                body: rows::line_opt(row, "body")?,
                grant_yuan: row.get("grant_yuan")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.apprenticeships = db
        .prepare_cached(MASTERS_OF)?
        .query_map([id.0], |row| {
            Ok(Apprenticeship {
                master: CraftsmanId(row.get("master")?),
                trade: rows::line(row, "trade")?,
                start: rows::day_opt(row, "start_on")?,
                end: rows::day_opt(row, "end_on")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(found))
}

pub(in super::super) fn add(db: &Connection, person: &Person) -> Answer<CraftsmanId> {
    Writer::of(db, &Places::default())?.add(None, person)
}

pub(in super::super) fn save(
    db: &Connection,
    id: CraftsmanId,
    seen: Version,
    person: &Person,
) -> Answer<Version> {
    refuse_stale(db, VERSION_OF, ("craftsman", id.0), seen)?;
    let places = Places::default();
    write(
        &mut db.prepare_cached(REWRITE_CRAFTSMAN)?,
        &places,
        Some(id.0),
        person,
    )?;
    for forget in FORGET_PARTS {
        db.prepare_cached(forget)?.execute([id.0])?;
    }
    Writer::of(db, &places)?.add_parts(id.0, person)?;
    Ok(Version(seen.0 + 1))
}

pub(in super::super) fn named(db: &Connection, name: &str) -> Answer<Vec<CraftsmanId>> {
    ids(db, CRAFTSMEN_OF_NAME, [name], CraftsmanId)
}

pub(in super::super) fn apprentices_of(
    db: &Connection,
    id: CraftsmanId,
    limit: usize,
) -> Answer<Vec<CraftsmanId>> {
    ids(db, APPRENTICES_OF, [id.0, rows::limit(limit)], CraftsmanId)
}

pub(in super::super) fn people_of(
    db: &Connection,
    id: EmployerId,
    limit: usize,
) -> Answer<Vec<CraftsmanId>> {
    let params = [id.0, rows::limit(limit)];
    ids(db, PEOPLE_OF_EMPLOYER, params, CraftsmanId)
}

fn write(
    statement: &mut CachedStatement<'_>,
    places: &Places,
    id: Option<i64>,
    person: &Person,
) -> Answer<()> {
    let employer = person.employer.map(|id| places.employer(id)).transpose()?;
    statement.execute(params![
        id,
        person.name,
        person.gender,
        person.birth_month,
        employer,
        person.employer_name,
        person.trade,
        person.level.map(SkillLevel::code),
        person.town,
        person.phone.as_ref().map(Private::reveal),
        person.talent_class,
        person.note,
    ])?;
    Ok(())
}
