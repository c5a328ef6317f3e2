//! What follows a record that becomes one with another: its entries in programmes, and the rows of tables
//! it came from. The log names each by its key under the record that has it, so that two records made out
//! of one again have exactly what each had.

use rusqlite::{Connection, params};

use super::{super::trouble::Answer, log::Line};
use crate::{
    domain::id::ProgrammeId,
    store::{NameId, StoreError},
};

/// The log's name for entries in programmes, by their ids.
const ENTRIES: &str = "programme_entries";
/// The log's name for rows of tables, `table:line` each.
const ROWS: &str = "table_rows";

const ENTRIES_OF_CRAFTSMAN: &str =
    "SELECT id, programme FROM programme_entry WHERE craftsman = ?1 ORDER BY id";
const ENTRIES_OF_STUDIO: &str =
    "SELECT id, programme FROM programme_entry WHERE studio = ?1 ORDER BY id";
const ENTRIES_OF_EMPLOYER: &str =
    "SELECT id, programme FROM programme_entry WHERE employer = ?1 ORDER BY id";
const GIVE_TO_CRAFTSMAN: &str = "UPDATE programme_entry SET craftsman = ?3
    WHERE id = ?1 AND craftsman = ?2";
const GIVE_TO_STUDIO: &str = "UPDATE programme_entry SET studio = ?3
    WHERE id = ?1 AND studio = ?2";
const GIVE_TO_EMPLOYER: &str = "UPDATE programme_entry SET employer = ?3
    WHERE id = ?1 AND employer = ?2";

/// Caps are reckoned a person: whoever saw the programme before must look again.
const RAISE_VERSION: &str = "UPDATE programme SET version = version + 1
    WHERE id = (SELECT programme FROM programme_entry WHERE id = ?1)";

const ROWS_OF: &str = "SELECT roster_table, line FROM roster_row
    WHERE list = ?1 AND record = ?2 ORDER BY roster_table, line";
/// A row that both records came from stands under both, and stays so.
const GIVE_ROW: &str = "UPDATE OR IGNORE roster_row SET record = ?5
    WHERE list = ?1 AND record = ?2 AND roster_table = ?3 AND line = ?4";

/// Returns the list's name in the rows of tables.
const fn list_of(id: NameId) -> Option<&'static str> {
    match id {
        NameId::Craftsman(_) => Some("craftsmen"),
        NameId::Studio(_) => Some("studios"),
        NameId::Employer(_) => Some("employers"),
        NameId::Programme(_) => None,
    }
}

fn entries_of(db: &Connection, id: NameId) -> Answer<Vec<(i64, ProgrammeId)>> {
    let question = match id {
        NameId::Craftsman(_) => ENTRIES_OF_CRAFTSMAN,
        NameId::Studio(_) => ENTRIES_OF_STUDIO,
        NameId::Employer(_) => ENTRIES_OF_EMPLOYER,
        NameId::Programme(_) => return Ok(Vec::new()),
    };
    let found = db
        .prepare_cached(question)?
        .query_map([id.row()], |row| {
            Ok((row.get("id")?, ProgrammeId(row.get("programme")?)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

fn rows_of(db: &Connection, id: NameId) -> Answer<Vec<(i64, i64)>> {
    let Some(list) = list_of(id) else {
        return Ok(Vec::new());
    };
    let found = db
        .prepare_cached(ROWS_OF)?
        .query_map(params![list, id.row()], |row| {
            Ok((row.get("roster_table")?, row.get("line")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Gives everything of one record to another; returns what the log keeps of it.
pub(super) fn hand_over(db: &Connection, from: NameId, to: NameId) -> Answer<Vec<Line>> {
    let entries = entries_of(db, from)?;
    let entries: Vec<String> = entries.iter().map(|(id, _)| id.to_string()).collect();
    let rows = rows_of(db, from)?;
    let rows: Vec<String> = rows
        .iter()
        .map(|(table, line)| format!("{table}:{line}"))
        .collect();
    let mut lines = Vec::new();
    for (field, keys) in [(ENTRIES, entries.join(" ")), (ROWS, rows.join(" "))] {
        if keys.is_empty() {
            continue;
        }
        let line = |of, before, after| Line {
            field: Some(field.to_owned()),
            before,
            after,
            ..Line::naming(of)
        };
        lines.push(line(from, Some(keys.clone()), None));
        lines.push(line(to, None, Some(keys)));
    }
    give(db, &lines)?;
    Ok(lines)
}

/// Tells whether a row of the log is about what follows a record.
pub(super) fn is_moved(line: &Line) -> bool {
    matches!(line.field.as_deref(), Some(ENTRIES | ROWS))
}

/// Gives what rows of the log name to the record that has it after them; they come in pairs, the record
/// that had it and the one that gets it.
pub(super) fn give(db: &Connection, lines: &[Line]) -> Answer<()> {
    for line in lines {
        let Some(keys) = &line.after else { continue };
        let field = line.field.as_deref();
        let other = lines
            .iter()
            .find(|own| own.field.as_deref() == field && own.of != line.of && own.before.is_some());
        let Some(other) = other else { continue };
        for key in keys.split(' ') {
            if field == Some(ENTRIES) {
                give_entry(db, key, other.of, line.of)?;
            } else {
                give_row(db, key, other.of, line.of)?;
            }
        }
    }
    Ok(())
}

/// Gives an entry of one record to another. One that the record has no longer was moved on by a later
/// change, and must come back by that one first.
fn give_entry(db: &Connection, key: &str, from: NameId, to: NameId) -> Answer<()> {
    let statement = match to {
        NameId::Craftsman(_) => GIVE_TO_CRAFTSMAN,
        NameId::Studio(_) => GIVE_TO_STUDIO,
        NameId::Employer(_) => GIVE_TO_EMPLOYER,
        NameId::Programme(_) => return Ok(()),
    };
    let entry: i64 = key.parse().unwrap_or(0);
    let given = db
        .prepare_cached(statement)?
        .execute(params![entry, from.row(), to.row()])?;
    if given == 0 {
        let (what, id) = from.parts();
        return Err(StoreError::ChangedSince {
            what,
            id,
            field: ENTRIES.to_owned(),
        }
        .into());
    }
    db.prepare_cached(RAISE_VERSION)?.execute([entry])?;
    Ok(())
}

fn give_row(db: &Connection, key: &str, from: NameId, to: NameId) -> Answer<()> {
    let (Some(list), Some((table, line))) = (list_of(to), key.split_once(':')) else {
        return Ok(());
    };
    let (table, line): (i64, i64) = (table.parse().unwrap_or(0), line.parse().unwrap_or(0));
    let row = params![list, from.row(), table, line, to.row()];
    db.prepare_cached(GIVE_ROW)?.execute(row)?;
    Ok(())
}
