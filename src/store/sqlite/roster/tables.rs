//! Roster tables taken in: heads, progress, rows, and what the columns of a sender mean.

use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, params};

use super::{
    add_batch,
    log::{self, FREE_CRAFTSMAN, Line},
    number, rows,
};
use crate::{
    domain::{
        change::{ChangeAct, changes},
        id::{CraftsmanId, EmployerId, StudioId, TableId},
        roster_entry::RosterEntry,
    },
    store::{
        Filed, MappedColumn, NameId, PersonKey, RosterRows, Signed, StoreError, TableBatch,
        TableBegun, TableHead, TableProgress, TableRefused, sqlite::trouble::Answer,
    },
};

const PERSON_KEYS: &str = "SELECT id, name, coalesce(employer_name, '') AS employer_name,
        coalesce(birth_month, '') AS birth_month FROM craftsman
    WHERE id >= ?1 AND id < ?2 ORDER BY id";

const UNFINISHED: &str = "SELECT id, rows_done, added, updated, unchanged, bad, employers
    FROM roster_table
    WHERE sha256 = ?1 AND list = ?2 AND columns = ?3 AND sender IS ?4 AND is_finished = 0
    ORDER BY id DESC LIMIT 1";

const BEGIN: &str =
    "INSERT INTO roster_table (sha256, name, sender, list, columns, taken_by, taken_at,
        rows_done, added, updated, unchanged, bad, employers, is_finished)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, 0, 0, 0)";

const KEEP_PROGRESS: &str = "UPDATE roster_table SET rows_done = ?2, added = ?3, updated = ?4,
        unchanged = ?5, bad = ?6, employers = ?7, is_finished = ?8
    WHERE id = ?1 AND rows_done = ?9 AND is_finished = 0";

const IS_THERE: &str = "SELECT EXISTS (SELECT 1 FROM roster_table WHERE id = ?1) AS is_there";

const REFUSED: &str =
    "SELECT row, reason, value FROM roster_refused WHERE roster_table = ?1 ORDER BY row";

const ADD_REFUSED: &str =
    "INSERT INTO roster_refused (roster_table, row, reason, value) VALUES (?1, ?2, ?3, ?4)";

const FORGET_REFUSED: &str = "DELETE FROM roster_refused WHERE roster_table = ?1";

const RUNS: &str = "SELECT first, behind FROM roster_run WHERE roster_table = ?1 ORDER BY first";

const GO_ON_WITH_RUN: &str =
    "UPDATE roster_run SET behind = ?3 WHERE roster_table = ?1 AND behind = ?2";

const ADD_RUN: &str = "INSERT INTO roster_run (roster_table, first, behind) VALUES (?1, ?2, ?3)";

const FORGET_RUNS: &str = "DELETE FROM roster_run WHERE roster_table = ?1";

const ADD_ROW: &str =
    "INSERT OR REPLACE INTO roster_row (list, record, roster_table, line, originals)
    VALUES (?1, ?2, ?3, ?4, ?5)";

const FILED: &str = "SELECT roster_table.id AS id, name, sender, taken_at, roster_row.line AS line,
        originals
    FROM roster_row JOIN roster_table ON roster_table.id = roster_row.roster_table
    WHERE roster_row.list = ?1 AND record = ?2 ORDER BY roster_table.id DESC, roster_row.line";

const MAPPED: &str =
    "SELECT list, label, field FROM roster_mapping WHERE sender = ?1 ORDER BY list, label";

const KEEP_MAPPED: &str = "INSERT INTO roster_mapping (sender, list, label, field)
    VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (sender, list, label) DO UPDATE SET field = excluded.field";

const SENDERS: &str = "SELECT sender FROM roster_mapping UNION
    SELECT sender FROM roster_table WHERE sender IS NOT NULL ORDER BY sender";

pub(in super::super) fn each_person_key(
    db: &Connection,
    from: CraftsmanId,
    hand_out: &mut dyn FnMut(PersonKey<'_>),
) -> Answer<CraftsmanId> {
    // Asked first: whoever comes while the rest is read has this row or a later one.
    let free = number(db, FREE_CRAFTSMAN)?;
    let mut asked = db.prepare_cached(PERSON_KEYS)?;
    let place = |name| asked.column_index(name);
    let (id, name, employer, birth) = (
        place("id")?,
        place("name")?,
        place("employer_name")?,
        place("birth_month")?,
    );
    let mut found = asked.query([from.0, free])?;
    while let Some(row) = found.next()? {
        let text = |at| -> rusqlite::Result<_> {
            Ok(rows::clean_line(
                row.get_ref::<usize>(at)?
                    .as_str()
                    .map_err(rusqlite::Error::from)?,
            ))
        };
        hand_out(PersonKey {
            id: CraftsmanId(row.get(id)?),
            name: &text(name)?,
            employer: &text(employer)?,
            birth_month: &text(birth)?,
        });
    }
    Ok(CraftsmanId(free))
}

pub(in super::super) fn begin(db: &Connection, head: &TableHead) -> Answer<TableBegun> {
    let count = |row: &rusqlite::Row<'_>, column| row.get::<_, i64>(column).map(|n| n as u64);
    let begun = db
        .prepare_cached(UNFINISHED)?
        .query_row(
            params![head.sha256, head.list, head.columns, head.sender],
            |row| {
                let progress = TableProgress {
                    rows: count(row, "rows_done")?,
                    added: count(row, "added")?,
                    updated: count(row, "updated")?,
                    unchanged: count(row, "unchanged")?,
                    bad: count(row, "bad")?,
                    employers: count(row, "employers")?,
                    is_finished: false,
                };
                Ok(TableBegun {
                    id: TableId(row.get("id")?),
                    progress,
                    brought: Vec::new(),
                    refused: Vec::new(),
                })
            },
        )
        .optional()?;
    if let Some(mut begun) = begun {
        begun.brought = brought(db, begun.id)?;
        begun.refused = refused(db, begun.id)?;
        return Ok(begun);
    }
    db.prepare_cached(BEGIN)?.execute(params![
        head.sha256,
        head.name,
        head.sender,
        head.list,
        head.columns,
        head.taken_by,
        rows::moment_text(head.taken_at),
    ])?;
    Ok(TableBegun {
        id: TableId(db.last_insert_rowid()),
        progress: TableProgress::default(),
        brought: Vec::new(),
        refused: Vec::new(),
    })
}

fn brought(db: &Connection, id: TableId) -> Answer<Vec<Range<CraftsmanId>>> {
    let runs = db
        .prepare_cached(RUNS)?
        .query_map([id.0], |row| {
            Ok(CraftsmanId(row.get("first")?)..CraftsmanId(row.get("behind")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(runs)
}

fn refused(db: &Connection, id: TableId) -> Answer<Vec<TableRefused>> {
    let refused = db
        .prepare_cached(REFUSED)?
        .query_map([id.0], |row| {
            Ok(TableRefused {
                row: row.get::<_, i64>("row")? as u64,
                reason: row.get("reason")?,
                value: rows::line(row, "value")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(refused)
}

pub(in super::super) fn take(
    db: &Connection,
    id: TableId,
    batch: &TableBatch,
    signed: &Signed,
) -> Answer<Option<RosterRows>> {
    if let Some(seen) = batch.people_seen
        && number(db, FREE_CRAFTSMAN)? > seen.0
    {
        return Ok(None);
    }
    keep_progress(db, id, batch)?;
    let given = add_batch(db, &batch.new)?;
    if !batch.progress.is_finished {
        keep_run(db, id, given.first_person, batch.new.people.len())?;
    }
    rewrite(db, batch, given.first_employer, signed)?;
    let mut add = db.prepare_cached(ADD_ROW)?;
    for row in &batch.rows {
        let (list, record, first) = match row.record {
            NameId::Craftsman(id) => ("craftsmen", id.0, given.first_person.0),
            NameId::Studio(id) => ("studios", id.0, given.first_studio.0),
            NameId::Employer(id) => ("employers", id.0, given.first_employer.0),
            // No table lists programmes.
            NameId::Programme(_) => continue,
        };
        let originals = row.originals.iter();
        let originals: Vec<String> = originals
            .map(|(label, words)| format!("{label}={}", words.replace('\n', " ")))
            .collect();
        add.execute(params![
            list,
            row_of(record, first),
            id.0,
            row.line as i64,
            rows::lines(&originals),
        ])?;
    }
    Ok(Some(given))
}

/// Says which people are the table's own.
fn keep_run(db: &Connection, id: TableId, first: CraftsmanId, many: usize) -> Answer<()> {
    if many == 0 {
        return Ok(());
    }
    let run = [id.0, first.0, first.0 + many as i64];
    if db.prepare_cached(GO_ON_WITH_RUN)?.execute(run)? == 0 {
        db.prepare_cached(ADD_RUN)?.execute(run)?;
    }
    Ok(())
}

/// Says how far the table is taken, unless another run was there first: each knows the people of its own
/// rows alone, and both would add them.
fn keep_progress(db: &Connection, id: TableId, batch: &TableBatch) -> Answer<()> {
    let progress = batch.progress;
    let known = db.prepare_cached(KEEP_PROGRESS)?.execute(params![
        id.0,
        progress.rows as i64,
        progress.added as i64,
        progress.updated as i64,
        progress.unchanged as i64,
        progress.bad as i64,
        progress.employers as i64,
        progress.is_finished,
        batch.rows_before as i64,
    ])?;
    if known == 0 {
        let is_there = db
            .prepare_cached(IS_THERE)?
            .query_row([id.0], |row| row.get::<_, bool>("is_there"))?;
        let error = if is_there {
            StoreError::TableTaken(id.0)
        } else {
            StoreError::Missing {
                what: "roster_table",
                id: id.0,
            }
        };
        return Err(error.into());
    }
    if progress.is_finished {
        db.prepare_cached(FORGET_REFUSED)?.execute([id.0])?;
        db.prepare_cached(FORGET_RUNS)?.execute([id.0])?;
        return Ok(());
    }
    let mut add = db.prepare_cached(ADD_REFUSED)?;
    for own in &batch.refused {
        add.execute(params![id.0, own.row as i64, own.reason, own.value])?;
    }
    Ok(())
}

/// Rewrites the records that a table changes, each with a change in the log.
fn rewrite(db: &Connection, batch: &TableBatch, first: EmployerId, signed: &Signed) -> Answer<()> {
    let people = batch.people.iter().map(|(id, seen, person)| {
        let mut person = person.clone();
        let employer = person.employer;
        person.employer = employer.map(|id| EmployerId(row_of(id.0, first.0)));
        let entry = RosterEntry::Person(Box::new(person));
        (NameId::Craftsman(*id), *seen, entry)
    });
    let studios = batch.studios.iter().map(|(id, seen, studio)| {
        let mut studio = studio.clone();
        let host = studio.host;
        studio.host = host.map(|id| EmployerId(row_of(id.0, first.0)));
        let entry = RosterEntry::Studio(Box::new(studio));
        (NameId::Studio(*id), *seen, entry)
    });
    let firms = batch.employers.iter().map(|(id, seen, firm)| {
        let entry = RosterEntry::Employer(Box::new(firm.clone()));
        (NameId::Employer(*id), *seen, entry)
    });
    for (id, seen, entry) in people.chain(studios).chain(firms) {
        let before = log::seen(db, (id, seen))?;
        log::rewrite(db, id, seen, &entry)?;
        let lines: Vec<Line> = Line::of_changes(id, changes(&before, &entry)).collect();
        if !lines.is_empty() {
            log::write(db, ChangeAct::Table, signed, None, &lines)?;
        }
    }
    Ok(())
}

/// Returns the row of an id, which below zero is a place in the batch.
fn row_of(id: i64, first: i64) -> i64 {
    if id < 0 { first + !id } else { id }
}

pub(in super::super) fn filed(db: &Connection, id: NameId) -> Answer<Vec<Filed>> {
    let (list, record) = match id {
        NameId::Craftsman(CraftsmanId(id)) => ("craftsmen", id),
        NameId::Studio(StudioId(id)) => ("studios", id),
        NameId::Employer(EmployerId(id)) => ("employers", id),
        NameId::Programme(_) => return Ok(Vec::new()),
    };
    let filed = db
        .prepare_cached(FILED)?
        .query_map(params![list, record], |row| {
            let originals = rows::list(row, "originals")?;
            let pair = |own: String| {
                let (label, words) = own.split_once('=')?;
                Some((label.to_owned(), words.to_owned()))
            };
            Ok(Filed {
                table: TableId(row.get("id")?),
                name: rows::line(row, "name")?,
                sender: rows::line_opt(row, "sender")?,
                taken_at: rows::moment(row, "taken_at")?,
                line: row.get::<_, i64>("line")? as u64,
                originals: originals.into_iter().filter_map(pair).collect(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(filed)
}

pub(in super::super) fn mapped(db: &Connection, sender: &str) -> Answer<Vec<MappedColumn>> {
    let mapped = db
        .prepare_cached(MAPPED)?
        .query_map([sender], |row| {
            Ok(MappedColumn {
                list: row.get("list")?,
                label: rows::line(row, "label")?,
                field: row.get("field")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(mapped)
}

pub(in super::super) fn keep_mapped(
    db: &Connection,
    sender: &str,
    columns: &[MappedColumn],
) -> Answer<()> {
    let mut keep = db.prepare_cached(KEEP_MAPPED)?;
    for own in columns {
        keep.execute(params![sender, own.list, own.label, own.field])?;
    }
    Ok(())
}

pub(in super::super) fn senders(db: &Connection) -> Answer<Vec<String>> {
    let senders = db
        .prepare_cached(SENDERS)?
        .query_map([], |row| rows::line(row, "sender"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(senders)
}
