//! Craftsmen with their certificates, honours and masters.

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::{
    super::rows, super::trouble::Answer, Places, ids, log::FREE_CRAFTSMAN, number, refuse_stale,
};
use crate::domain::{
    craftsman::{
        Apprenticeship, Certificate, CertificateKind, Craftsman, Honour, HonourLevel, Job, Person,
        SkillLevel, TalentClass,
    },
    id::{CraftsmanId, EmployerId, Version},
    private::Private,
};

const CRAFTSMAN: &str = "SELECT version, name, gender, birth_month, employer, employer_name, trade,
        level, town, phone, talent_class, note
    FROM craftsman WHERE id = ?1";

const CERTIFICATES_OF: &str =
    "SELECT kind, level, trade, trade_code, number, issuer, issued, expires
    FROM certificate WHERE craftsman = ?1 ORDER BY position";

const HONOURS_OF: &str = "SELECT name, level, tier, year, batch, body, document, grant_yuan,
        valid_until, revoked, revoked_why
    FROM honour WHERE craftsman = ?1 ORDER BY position";

const MASTERS_OF: &str = "SELECT master, trade, start_on, end_on, target, sessions, allowance_yuan,
        reached, assessed
    FROM apprenticeship WHERE apprentice = ?1 ORDER BY position";

const CLASSES_OF: &str = "SELECT class, since, until, document
    FROM talent_class WHERE craftsman = ?1 ORDER BY position";

const JOBS_OF: &str = "SELECT employer, employer_name, post, from_on, to_on
    FROM job WHERE craftsman = ?1 ORDER BY position";

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
        (craftsman, position, kind, level, trade, issuer, issued, trade_code, number, expires)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const ADD_HONOUR: &str = "INSERT INTO honour
        (craftsman, position, name, level, year, body, grant_yuan, tier, batch, document,
        valid_until, revoked, revoked_why)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

const ADD_APPRENTICESHIP: &str = "INSERT INTO apprenticeship
        (apprentice, position, master, trade, start_on, end_on, target, sessions, allowance_yuan,
        reached, assessed)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

const ADD_CLASS: &str = "INSERT INTO talent_class
        (craftsman, position, class, since, until, document)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const ADD_JOB: &str = "INSERT INTO job
        (craftsman, position, employer, employer_name, post, from_on, to_on)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

const FORGET_PARTS: [&str; 5] = [
    "DELETE FROM certificate WHERE craftsman = ?1",
    "DELETE FROM honour WHERE craftsman = ?1",
    "DELETE FROM apprenticeship WHERE apprentice = ?1",
    "DELETE FROM talent_class WHERE craftsman = ?1",
    "DELETE FROM job WHERE craftsman = ?1",
];

/// Adds craftsmen with statements prepared once.
pub(super) struct Writer<'c> {
    db: &'c Connection,
    places: &'c Places,
    add: CachedStatement<'c>,
    certificate: CachedStatement<'c>,
    honour: CachedStatement<'c>,
    apprenticeship: CachedStatement<'c>,
    class: CachedStatement<'c>,
    job: CachedStatement<'c>,
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
            class: db.prepare_cached(ADD_CLASS)?,
            job: db.prepare_cached(ADD_JOB)?,
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
                certificate.trade_code,
                certificate.number.as_ref().map(Private::reveal),
                certificate.expires.map(rows::day_text),
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
                honour.tier,
                honour.batch,
                honour.document,
                honour.valid_until.map(rows::day_text),
                honour.revoked.map(rows::day_text),
                honour.revoked_why,
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
                learnt.target.map(SkillLevel::code),
                learnt.sessions,
                learnt.allowance_yuan,
                learnt.reached.map(SkillLevel::code),
                learnt.assessed.map(rows::day_text),
            ])?;
        }
        for (position, class) in (0_i64..).zip(&person.classes) {
            self.class.execute(params![
                id,
                position,
                class.class,
                class.since.map(rows::day_text),
                class.until.map(rows::day_text),
                class.document,
            ])?;
        }
        for (position, job) in (0_i64..).zip(&person.jobs) {
            let employer = job
                .employer
                .map(|id| self.places.employer(id))
                .transpose()?;
            self.job.execute(params![
                id,
                position,
                employer,
                job.employer_name,
                job.post,
                job.from.map(rows::day_text),
                job.to.map(rows::day_text),
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
                trade_code: rows::line_opt(row, "trade_code")?,
                number: rows::private(row, "number")?,
                expires: rows::day_opt(row, "expires")?,
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
                tier: rows::line_opt(row, "tier")?,
                batch: rows::line_opt(row, "batch")?,
                document: rows::line_opt(row, "document")?,
                valid_until: rows::day_opt(row, "valid_until")?,
                revoked: rows::day_opt(row, "revoked")?,
                revoked_why: rows::line_opt(row, "revoked_why")?,
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
                target: rows::code_opt(row, "target", SkillLevel::from_code)?,
                sessions: row.get("sessions")?,
                allowance_yuan: row.get("allowance_yuan")?,
                reached: rows::code_opt(row, "reached", SkillLevel::from_code)?,
                assessed: rows::day_opt(row, "assessed")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.classes = db
        .prepare_cached(CLASSES_OF)?
        .query_map([id.0], |row| {
            Ok(TalentClass {
                class: rows::line(row, "class")?,
                since: rows::day_opt(row, "since")?,
                until: rows::day_opt(row, "until")?,
                document: rows::line_opt(row, "document")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.jobs = db
        .prepare_cached(JOBS_OF)?
        .query_map([id.0], |row| {
            Ok(Job {
                employer: row.get::<_, Option<i64>>("employer")?.map(EmployerId),
                employer_name: rows::line_opt(row, "employer_name")?,
                post: rows::line_opt(row, "post")?,
                from: rows::day_opt(row, "from_on")?,
                to: rows::day_opt(row, "to_on")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(found))
}

pub(in super::super) fn add(db: &Connection, person: &Person) -> Answer<CraftsmanId> {
    let id = number(db, FREE_CRAFTSMAN)?;
    Writer::of(db, &Places::default())?.add(Some(id), person)
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
