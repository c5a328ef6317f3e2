//! The roster: its names, its numbers, and the adding of many at once.
//!
//! Each list has its own file; here is what goes over all of them.

pub(super) mod craftsmen;
pub(super) mod employers;
pub(super) mod ending;
pub(super) mod entries;
pub(super) mod log;
pub(super) mod merge;
mod moved;
pub(super) mod names;
pub(super) mod programmes;
pub(super) mod studios;
pub(super) mod tables;

use rusqlite::{Connection, OptionalExtension};

use super::{
    rows,
    trouble::{Answer, Trouble},
};
use crate::{
    domain::{
        craftsman::{HonourLevel, SkillLevel},
        id::{CraftsmanId, EmployerId, ProgrammeId, StudioId, Version},
    },
    store::{NameId, NameNote, NameRow, RosterBatch, RosterCounts, RosterRows, StoreError},
};

const NAMES_OF_CRAFTSMEN: &str = "SELECT id, name FROM craftsman ORDER BY id";
const NAMES_OF_STUDIOS: &str = "SELECT id, name FROM studio ORDER BY id";
const NAMES_OF_EMPLOYERS: &str = "SELECT id, name FROM employer ORDER BY id";

const NAMES_OF_PROGRAMMES: &str = "SELECT id, name FROM programme ORDER BY id";

const NAME_OF_CRAFTSMAN: &str = "SELECT name FROM craftsman WHERE id = ?1";
const NAME_OF_STUDIO: &str = "SELECT name FROM studio WHERE id = ?1";
const NAME_OF_EMPLOYER: &str = "SELECT name FROM employer WHERE id = ?1";

const NAME_OF_PROGRAMME: &str = "SELECT name FROM programme WHERE id = ?1";

const NOTE_OF_CRAFTSMAN: &str = "SELECT level AS skill, NULL AS honour_level, trade,
        employer_name AS place FROM craftsman WHERE id = ?1";
const NOTE_OF_STUDIO: &str = "SELECT NULL AS skill, level AS honour_level, NULL AS trade,
        host_name AS place FROM studio WHERE id = ?1";
const NOTE_OF_EMPLOYER: &str = "SELECT NULL AS skill, NULL AS honour_level, NULL AS trade,
        town AS place FROM employer WHERE id = ?1";

const NOTE_OF_PROGRAMME: &str = "SELECT NULL AS skill, level AS honour_level, trade,
        organiser AS place FROM programme WHERE id = ?1";

const CRAFTSMEN_BY_LEVEL: &str = "SELECT level, count(*) AS people FROM craftsman GROUP BY level";
const HOW_MANY_STUDIOS: &str = "SELECT count(*) AS n FROM studio";
const HOW_MANY_EMPLOYERS: &str = "SELECT count(*) AS n FROM employer";

pub(super) fn each_name(db: &Connection, hand_out: &mut dyn FnMut(NameRow<'_>)) -> Answer<()> {
    names(db, NAMES_OF_CRAFTSMEN, &mut |id, name| {
        let id = NameId::Craftsman(CraftsmanId(id));
        hand_out(NameRow { id, name });
    })?;
    names(db, NAMES_OF_STUDIOS, &mut |id, name| {
        let id = NameId::Studio(StudioId(id));
        hand_out(NameRow { id, name });
    })?;
    names(db, NAMES_OF_EMPLOYERS, &mut |id, name| {
        let id = NameId::Employer(EmployerId(id));
        hand_out(NameRow { id, name });
    })?;
    names(db, NAMES_OF_PROGRAMMES, &mut |id, name| {
        let id = NameId::Programme(ProgrammeId(id));
        hand_out(NameRow { id, name });
    })
}

pub(super) fn name(db: &Connection, id: NameId) -> Answer<Option<String>> {
    let (question, row) = match id {
        NameId::Craftsman(id) => (NAME_OF_CRAFTSMAN, id.0),
        NameId::Studio(id) => (NAME_OF_STUDIO, id.0),
        NameId::Employer(id) => (NAME_OF_EMPLOYER, id.0),
        NameId::Programme(id) => (NAME_OF_PROGRAMME, id.0),
    };
    let name = db
        .prepare_cached(question)?
        .query_row([row], |row| rows::line(row, "name"));
    Ok(name.optional()?)
}

pub(super) fn name_notes(db: &Connection, ids: &[NameId]) -> Answer<Vec<NameNote>> {
    ids.iter()
        .map(|id| {
            let (question, row) = match id {
                NameId::Craftsman(id) => (NOTE_OF_CRAFTSMAN, id.0),
                NameId::Studio(id) => (NOTE_OF_STUDIO, id.0),
                NameId::Employer(id) => (NOTE_OF_EMPLOYER, id.0),
                NameId::Programme(id) => (NOTE_OF_PROGRAMME, id.0),
            };
            let note = db.prepare_cached(question)?.query_row([row], |row| {
                Ok(NameNote {
                    skill: rows::code_opt(row, "skill", SkillLevel::from_code)?,
                    honour_level: rows::code_opt(row, "honour_level", HonourLevel::from_code)?,
                    trade: rows::line_opt(row, "trade")?,
                    place: rows::line_opt(row, "place")?,
                })
            });
            Ok(note.optional()?.unwrap_or_default())
        })
        .collect()
}

fn names(db: &Connection, question: &str, hand_out: &mut dyn FnMut(i64, &str)) -> Answer<()> {
    let mut asked = db.prepare_cached(question)?;
    let (id, name) = (asked.column_index("id")?, asked.column_index("name")?);
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let text = row.get_ref(name)?.as_str().map_err(rusqlite::Error::from)?;
        hand_out(row.get(id)?, &rows::clean_line(text));
    }
    Ok(())
}

pub(super) fn counts(db: &Connection) -> Answer<RosterCounts> {
    let mut by_level = db
        .prepare_cached(CRAFTSMEN_BY_LEVEL)?
        .query_map([], |row| {
            Ok((
                rows::code_opt(row, "level", SkillLevel::from_code)?,
                row.get::<_, i64>("people")? as u64,
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    by_level.sort_unstable_by_key(|(level, _)| *level);
    Ok(RosterCounts {
        craftsmen: by_level.iter().map(|(_, people)| people).sum(),
        studios: number(db, HOW_MANY_STUDIOS)? as u64,
        employers: number(db, HOW_MANY_EMPLOYERS)? as u64,
        by_level,
    })
}

pub(super) fn add_batch(db: &Connection, batch: &RosterBatch) -> Answer<RosterRows> {
    let places = Places {
        employers: Run {
            first: number(db, log::FREE_EMPLOYER)?,
            length: batch.employers.len(),
        },
        people: Run {
            first: number(db, log::FREE_CRAFTSMAN)?,
            length: batch.people.len(),
        },
        studios: Run {
            first: number(db, log::FREE_STUDIO)?,
            length: batch.studios.len(),
        },
    };
    let stretches = [
        ("employer", places.employers),
        ("craftsman", places.people),
        ("studio", places.studios),
    ];
    let stretches = stretches.map(|(list, run)| (list, run.first, run.length));
    names::in_batch(db, &stretches, || {
        let mut writer = employers::Writer::of(db)?;
        for (id, firm) in places.employers.ids().zip(&batch.employers) {
            writer.add(Some(id), firm)?;
        }
        let mut writer = craftsmen::Writer::of(db, &places)?;
        for (id, person) in places.people.ids().zip(&batch.people) {
            writer.add(Some(id), person)?;
        }
        let mut writer = studios::Writer::of(db, &places)?;
        for (id, studio) in places.studios.ids().zip(&batch.studios) {
            writer.add(Some(id), studio)?;
        }
        Ok(())
    })?;
    Ok(RosterRows {
        first_employer: EmployerId(places.employers.first_or_zero()),
        first_person: CraftsmanId(places.people.first_or_zero()),
        first_studio: StudioId(places.studios.first_or_zero()),
    })
}

/// The rows that a batch is given, by which its own ids below zero are resolved.
#[derive(Clone, Copy, Default)]
struct Places {
    employers: Run,
    people: Run,
    studios: Run,
}

impl Places {
    fn employer(&self, id: EmployerId) -> Answer<i64> {
        self.employers.row("employer", id.0)
    }

    fn craftsman(&self, id: CraftsmanId) -> Answer<i64> {
        self.people.row("craftsman", id.0)
    }
}

/// Consecutive rows of one list.
#[derive(Clone, Copy, Default)]
struct Run {
    first: i64,
    length: usize,
}

impl Run {
    /// Returns the row of an id, which below zero is a place in the batch.
    fn row(self, what: &'static str, id: i64) -> Answer<i64> {
        if id >= 0 {
            return Ok(id);
        }
        // -1 is the first; `!id` is its place from zero.
        let place = !id;
        if place < self.length as i64 {
            Ok(self.first + place)
        } else {
            Err(StoreError::Missing { what, id }.into())
        }
    }

    fn ids(self) -> impl Iterator<Item = i64> {
        self.first..self.first + self.length as i64
    }

    fn first_or_zero(self) -> i64 {
        if self.length == 0 { 0 } else { self.first }
    }
}

fn number(db: &Connection, question: &str) -> Answer<i64> {
    Ok(db
        .prepare_cached(question)?
        .query_row([], |row| row.get("n"))?)
}

/// Asks for ids by one parameter and an optional limit.
fn ids<T>(
    db: &Connection,
    question: &str,
    params: impl rusqlite::Params,
    id: fn(i64) -> T,
) -> Answer<Vec<T>> {
    let ids = db
        .prepare_cached(question)?
        .query_map(params, |row| row.get("id").map(id))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Refuses a write of a row that is missing or has been written since it was seen.
fn refuse_stale(
    db: &Connection,
    question: &str,
    (what, id): (&'static str, i64),
    seen: Version,
) -> Answer<()> {
    let version = db
        .prepare_cached(question)?
        .query_row([id], rows::version)
        .optional()?;
    match version {
        None => Err(Trouble::from(StoreError::Missing { what, id })),
        Some(version) if version != seen => Err(StoreError::Stale { what, id }.into()),
        Some(_) => Ok(()),
    }
}
