//! Studios with their grants and members.

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::{
    super::rows, super::trouble::Answer, Places, ids, log::FREE_STUDIO, number, refuse_stale,
};
use crate::domain::{
    craftsman::HonourLevel,
    id::{CraftsmanId, EmployerId, StudioId, Version},
    studio::{Duty, DutyKind, Grant, Member, ReviewKind, Studio, StudioReview, Verdict, Workshop},
};

const STUDIO: &str = "SELECT version, name, level, leader, leader_name, host, host_name, trade,
        approved, approval, term_start, term_end, note
    FROM studio WHERE id = ?1";

const GRANTS_OF: &str = "SELECT level, year, amount_yuan FROM studio_grant
    WHERE studio = ?1 ORDER BY position";

const MEMBERS_OF: &str = "SELECT craftsman, from_on, to_on FROM studio_member
    WHERE studio = ?1 ORDER BY position";

const DUTIES_OF: &str = "SELECT year, kind, target, result FROM studio_duty
    WHERE studio = ?1 ORDER BY position";

const REVIEWS_OF: &str = "SELECT kind, on_day, verdict, until, document, reason FROM studio_review
    WHERE studio = ?1 ORDER BY position";

const VERSION_OF: &str = "SELECT version FROM studio WHERE id = ?1";

const STUDIOS_OF_CRAFTSMAN: &str = "SELECT id FROM studio WHERE leader = ?1
    UNION SELECT studio AS id FROM studio_member WHERE craftsman = ?1 ORDER BY id";

const STUDIOS_HOSTED_BY: &str = "SELECT id FROM studio WHERE host = ?1 ORDER BY id LIMIT ?2";

const ADD_STUDIO: &str = "INSERT INTO studio (id, version, name, level, leader, leader_name, host,
        host_name, trade, approved, term_end, note, approval, term_start)
    VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

const REWRITE_STUDIO: &str = "UPDATE studio SET version = version + 1, name = ?2, level = ?3,
        leader = ?4, leader_name = ?5, host = ?6, host_name = ?7, trade = ?8, approved = ?9,
        term_end = ?10, note = ?11, approval = ?12, term_start = ?13
    WHERE id = ?1";

/// There are few studios, so that no index is kept for it.
const STUDIOS_OF_NAME: &str = "SELECT id FROM studio WHERE name = ?1 ORDER BY id";

const ADD_GRANT: &str = "INSERT INTO studio_grant (studio, position, level, year, amount_yuan)
    VALUES (?1, ?2, ?3, ?4, ?5)";

const ADD_MEMBER: &str = "INSERT INTO studio_member (studio, position, craftsman, from_on, to_on)
    VALUES (?1, ?2, ?3, ?4, ?5)";

const ADD_DUTY: &str = "INSERT INTO studio_duty (studio, position, year, kind, target, result)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const ADD_REVIEW: &str = "INSERT INTO studio_review
        (studio, position, kind, on_day, verdict, until, document, reason)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const FORGET_PARTS: [&str; 4] = [
    "DELETE FROM studio_grant WHERE studio = ?1",
    "DELETE FROM studio_member WHERE studio = ?1",
    "DELETE FROM studio_duty WHERE studio = ?1",
    "DELETE FROM studio_review WHERE studio = ?1",
];

/// Adds studios with statements prepared once.
pub(super) struct Writer<'c> {
    db: &'c Connection,
    places: &'c Places,
    add: CachedStatement<'c>,
    grant: CachedStatement<'c>,
    member: CachedStatement<'c>,
    duty: CachedStatement<'c>,
    review: CachedStatement<'c>,
}

impl<'c> Writer<'c> {
    pub(super) fn of(db: &'c Connection, places: &'c Places) -> Answer<Self> {
        Ok(Self {
            db,
            places,
            add: db.prepare_cached(ADD_STUDIO)?,
            grant: db.prepare_cached(ADD_GRANT)?,
            member: db.prepare_cached(ADD_MEMBER)?,
            duty: db.prepare_cached(ADD_DUTY)?,
            review: db.prepare_cached(ADD_REVIEW)?,
        })
    }

    pub(super) fn add(&mut self, id: Option<i64>, studio: &Workshop) -> Answer<StudioId> {
        write(&mut self.add, self.places, id, studio)?;
        let id = self.db.last_insert_rowid();
        self.add_parts(id, studio)?;
        Ok(StudioId(id))
    }

    fn add_parts(&mut self, id: i64, studio: &Workshop) -> Answer<()> {
        for (position, grant) in (0_i64..).zip(&studio.grants) {
            self.grant.execute(params![
                id,
                position,
                grant.level.code(),
                grant.year,
                grant.amount_yuan,
            ])?;
        }
        for (position, member) in (0_i64..).zip(&studio.members) {
            self.member.execute(params![
                id,
                position,
                self.places.craftsman(member.craftsman)?,
                member.from.map(rows::day_text),
                member.to.map(rows::day_text),
            ])?;
        }
        for (position, duty) in (0_i64..).zip(&studio.duties) {
            self.duty.execute(params![
                id,
                position,
                duty.year,
                duty.kind.code(),
                duty.target,
                duty.result,
            ])?;
        }
        for (position, review) in (0_i64..).zip(&studio.reviews) {
            self.review.execute(params![
                id,
                position,
                review.kind.code(),
                review.on.map(rows::day_text),
                review.verdict.map(Verdict::code),
                review.until.map(rows::day_text),
                review.document,
                review.reason,
            ])?;
        }
        Ok(())
    }
}

pub(in super::super) fn read(db: &Connection, id: StudioId) -> Answer<Option<Studio>> {
    let found = db
        .prepare_cached(STUDIO)?
        .query_row([id.0], |row| {
            Ok(Studio {
                id,
                version: rows::version(row)?,
                value: Workshop {
                    name: rows::line(row, "name")?,
                    level: rows::code(row, "level", HonourLevel::from_code)?,
                    leader: row.get::<_, Option<i64>>("leader")?.map(CraftsmanId),
                    leader_name: rows::line_opt(row, "leader_name")?,
                    host: row.get::<_, Option<i64>>("host")?.map(EmployerId),
                    host_name: rows::line_opt(row, "host_name")?,
                    trade: rows::line_opt(row, "trade")?,
                    approved: rows::day_opt(row, "approved")?,
                    approval: rows::line_opt(row, "approval")?,
                    term_start: rows::day_opt(row, "term_start")?,
                    term_end: rows::day_opt(row, "term_end")?,
                    note: rows::paper_opt(row, "note")?,
                    grants: Vec::new(),
                    members: Vec::new(),
                    duties: Vec::new(),
                    reviews: Vec::new(),
                },
            })
        })
        .optional()?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.value.grants = db
        .prepare_cached(GRANTS_OF)?
        .query_map([id.0], |row| {
            Ok(Grant {
                level: rows::code(row, "level", HonourLevel::from_code)?,
                year: row.get("year")?,
                amount_yuan: row.get("amount_yuan")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.members = db
        .prepare_cached(MEMBERS_OF)?
        .query_map([id.0], |row| {
            Ok(Member {
                craftsman: CraftsmanId(row.get("craftsman")?),
                from: rows::day_opt(row, "from_on")?,
                to: rows::day_opt(row, "to_on")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.duties = db
        .prepare_cached(DUTIES_OF)?
        .query_map([id.0], |row| {
            Ok(Duty {
                year: row.get("year")?,
                kind: rows::code(row, "kind", DutyKind::from_code)?,
                target: row.get("target")?,
                result: row.get("result")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.reviews = db
        .prepare_cached(REVIEWS_OF)?
        .query_map([id.0], |row| {
            Ok(StudioReview {
                kind: rows::code(row, "kind", ReviewKind::from_code)?,
                on: rows::day_opt(row, "on_day")?,
                verdict: rows::code_opt(row, "verdict", Verdict::from_code)?,
                until: rows::day_opt(row, "until")?,
                document: rows::line_opt(row, "document")?,
                reason: rows::line_opt(row, "reason")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(found))
}

pub(in super::super) fn add(db: &Connection, studio: &Workshop) -> Answer<StudioId> {
    let id = number(db, FREE_STUDIO)?;
    Writer::of(db, &Places::default())?.add(Some(id), studio)
}

pub(in super::super) fn save(
    db: &Connection,
    id: StudioId,
    seen: Version,
    studio: &Workshop,
) -> Answer<Version> {
    refuse_stale(db, VERSION_OF, ("studio", id.0), seen)?;
    let places = Places::default();
    write(
        &mut db.prepare_cached(REWRITE_STUDIO)?,
        &places,
        Some(id.0),
        studio,
    )?;
    for forget in FORGET_PARTS {
        db.prepare_cached(forget)?.execute([id.0])?;
    }
    Writer::of(db, &places)?.add_parts(id.0, studio)?;
    Ok(Version(seen.0 + 1))
}

pub(in super::super) fn named(db: &Connection, name: &str) -> Answer<Vec<StudioId>> {
    ids(db, STUDIOS_OF_NAME, [name], StudioId)
}

pub(in super::super) fn of(db: &Connection, id: CraftsmanId) -> Answer<Vec<StudioId>> {
    ids(db, STUDIOS_OF_CRAFTSMAN, [id.0], StudioId)
}

pub(in super::super) fn hosted_by(
    db: &Connection,
    id: EmployerId,
    limit: usize,
) -> Answer<Vec<StudioId>> {
    ids(db, STUDIOS_HOSTED_BY, [id.0, rows::limit(limit)], StudioId)
}

fn write(
    statement: &mut CachedStatement<'_>,
    places: &Places,
    id: Option<i64>,
    studio: &Workshop,
) -> Answer<()> {
    let leader = studio.leader.map(|id| places.craftsman(id)).transpose()?;
    let host = studio.host.map(|id| places.employer(id)).transpose()?;
    statement.execute(params![
        id,
        studio.name,
        studio.level.code(),
        leader,
        studio.leader_name,
        host,
        studio.host_name,
        studio.trade,
        studio.approved.map(rows::day_text),
        studio.term_end.map(rows::day_text),
        studio.note,
        studio.approval,
        studio.term_start.map(rows::day_text),
    ])?;
    Ok(())
}
