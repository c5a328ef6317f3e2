//! Which names and records changed, from the log that the triggers of the schema keep and that of what was done.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::{
    super::{rows, trouble::Answer},
    log,
};
use crate::{
    domain::id::{CraftsmanId, EmployerId, ProgrammeId, StudioId},
    search::Stamp,
    store::{NameChanges, NameId, RosterMark, StoreError},
};

const LAST_CHANGE: &str = "SELECT id, token FROM name_change ORDER BY id DESC LIMIT 1";
const TOKEN_OF: &str = "SELECT token FROM name_change WHERE id = ?1";
const CHANGES_SINCE: &str = "SELECT list, first, last FROM name_change WHERE id > ?1 ORDER BY id";
const LAST_DONE: &str = "SELECT coalesce(max(id), 0) AS id FROM roster_change";
const DONE_SINCE: &str = "SELECT list, record FROM roster_change_value WHERE change > ?1";
const NOTE: &str = "INSERT INTO name_change (list, first, last) VALUES (?1, ?2, ?3)";
const BEGIN_BATCH: &str = "INSERT INTO name_batch (running) VALUES (1)";
const END_BATCH: &str = "DELETE FROM name_batch";

const NAME_OF_CRAFTSMAN: &str = "SELECT name FROM craftsman WHERE id = ?1";
const NAME_OF_STUDIO: &str = "SELECT name FROM studio WHERE id = ?1";
const NAME_OF_EMPLOYER: &str = "SELECT name FROM employer WHERE id = ?1";
const NAME_OF_PROGRAMME: &str = "SELECT name FROM programme WHERE id = ?1";

pub(in super::super) fn stamp(db: &Connection) -> Answer<Stamp> {
    Ok(db.prepare_cached(LAST_CHANGE)?.query_row([], |row| {
        Ok(Stamp {
            change: row.get("id")?,
            token: row.get("token")?,
        })
    })?)
}

pub(in super::super) fn changes(
    db: &Connection,
    since: Stamp,
    most: usize,
) -> Answer<Option<NameChanges>> {
    let Some(ids) = renamed(db, since, most)? else {
        return Ok(None);
    };
    let names = ids.into_iter().map(|id| Ok((id, name(db, id)?)));
    Ok(Some(NameChanges {
        stamp: stamp(db)?,
        names: names.collect::<Answer<_>>()?,
    }))
}

pub(in super::super) fn mark(db: &Connection) -> Answer<RosterMark> {
    let change = db
        .prepare_cached(LAST_DONE)?
        .query_row([], |row| row.get("id"))?;
    Ok(RosterMark {
        names: stamp(db)?,
        change,
    })
}

pub(in super::super) fn changed(
    db: &Connection,
    since: RosterMark,
    most: usize,
) -> Answer<Option<Vec<NameId>>> {
    let Some(mut ids) = renamed(db, since.names, most)? else {
        return Ok(None);
    };
    let mut asked = db.prepare_cached(DONE_SINCE)?;
    let mut found = asked.query([since.change])?;
    while let Some(row) = found.next()? {
        ids.insert(log::named(&rows::line(row, "list")?, row.get("record")?)?);
        if ids.len() > most {
            return Ok(None);
        }
    }
    Ok(Some(ids.into_iter().collect()))
}

/// Lists the records that came, went or were renamed since.
fn renamed(db: &Connection, since: Stamp, most: usize) -> Answer<Option<BTreeSet<NameId>>> {
    let token: Option<i64> = db
        .prepare_cached(TOKEN_OF)?
        .query_row([since.change], |row| row.get("token"))
        .optional()?;
    if token != Some(since.token) {
        return Ok(None);
    }
    let mut ids = BTreeSet::new();
    let mut asked = db.prepare_cached(CHANGES_SINCE)?;
    let mut found = asked.query([since.change])?;
    while let Some(row) = found.next()? {
        let id: fn(i64) -> NameId = match row.get_ref("list")?.as_str().unwrap_or_default() {
            "craftsman" => |id| NameId::Craftsman(CraftsmanId(id)),
            "studio" => |id| NameId::Studio(StudioId(id)),
            "employer" => |id| NameId::Employer(EmployerId(id)),
            "programme" => |id| NameId::Programme(ProgrammeId(id)),
            other => {
                let what = format!("name_change.list is `{other}`");
                return Err(StoreError::Failed {
                    doing: "follow the names of the roster",
                    detail: what,
                }
                .into());
            }
        };
        let (first, last): (i64, i64) = (row.get("first")?, row.get("last")?);
        if last.saturating_sub(first) >= most as i64 {
            return Ok(None);
        }
        ids.extend((first..=last).map(id));
        if ids.len() > most {
            return Ok(None);
        }
    }
    Ok(Some(ids))
}

fn name(db: &Connection, id: NameId) -> Answer<Option<String>> {
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

/// Adds many rows and notes each stretch of them as one change: list, first row, how many.
pub(super) fn in_batch<T>(
    db: &Connection,
    stretches: &[(&str, i64, usize)],
    add: impl FnOnce() -> Answer<T>,
) -> Answer<T> {
    db.prepare_cached(BEGIN_BATCH)?.execute([])?;
    let added = add()?;
    db.prepare_cached(END_BATCH)?.execute([])?;
    let mut note = db.prepare_cached(NOTE)?;
    for &(list, first, length) in stretches {
        if length > 0 {
            note.execute((list, first, first + length as i64 - 1))?;
        }
    }
    Ok(added)
}
