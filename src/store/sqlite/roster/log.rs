//! Records of the roster as a whole, and the log of what was done to them.
//!
//! Every writing of a record goes through here with who did it; the rows of the log are written in the
//! same transaction, and hold everything that is needed to take it back: to take a change back is to
//! put its inverse on the records, and is itself a change.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    super::{rows, trouble::Answer, trouble::Trouble},
    craftsmen, employers, entries, moved, number, programmes, studios,
};
use crate::{
    domain::{
        change::{ChangeAct, FieldChange, apply, changes},
        craftsman::{HonourLevel, Person},
        employer::{EmployerKind, Firm},
        id::{ChangeId, CraftsmanId, EmployerId, ProgrammeId, StudioId, Version},
        programme::{ProgrammeKind, Scheme},
        roster_entry::RosterEntry,
        studio::Workshop,
    },
    store::{NameId, RosterChange, Signed, StoreError},
};

const ADD_CHANGE: &str = "INSERT INTO roster_change (act, at, by, undoes) VALUES (?1, ?2, ?3, ?4)";

const ADD_VALUE: &str = "INSERT INTO roster_change_value
        (change, position, list, record, field, place, before, after)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const CHANGE: &str = "SELECT act, at, by, undoes FROM roster_change WHERE id = ?1";

const VALUES_OF: &str = "SELECT list, record, field, place, before, after
    FROM roster_change_value WHERE change = ?1 ORDER BY position";

const CHANGES_OF: &str = "SELECT DISTINCT change AS id FROM roster_change_value
    WHERE list = ?1 AND record = ?2 ORDER BY change DESC LIMIT ?3";

const UNDONE_BY: &str = "SELECT id FROM roster_change WHERE undoes = ?1";

pub(super) const FREE_CRAFTSMAN: &str = "SELECT max(coalesce((SELECT max(id) FROM craftsman), 0),
        coalesce((SELECT max(record) FROM roster_change_value WHERE list = 'craftsman'), 0)) + 1 AS n";
pub(super) const FREE_STUDIO: &str = "SELECT max(coalesce((SELECT max(id) FROM studio), 0),
        coalesce((SELECT max(record) FROM roster_change_value WHERE list = 'studio'), 0)) + 1 AS n";
pub(super) const FREE_EMPLOYER: &str = "SELECT max(coalesce((SELECT max(id) FROM employer), 0),
        coalesce((SELECT max(record) FROM roster_change_value WHERE list = 'employer'), 0)) + 1 AS n";
pub(super) const FREE_PROGRAMME: &str = "SELECT max(coalesce((SELECT max(id) FROM programme), 0),
        coalesce((SELECT max(record) FROM roster_change_value WHERE list = 'programme'), 0)) + 1 AS n";

const BRING_CRAFTSMAN: &str = "INSERT INTO craftsman (id, version, name) VALUES (?1, ?2, '')";
const BRING_STUDIO: &str =
    "INSERT INTO studio (id, version, name, level) VALUES (?1, ?2, '', 'county')";
const BRING_EMPLOYER: &str =
    "INSERT INTO employer (id, version, name, kind) VALUES (?1, ?2, '', 'enterprise')";
const BRING_PROGRAMME: &str =
    "INSERT INTO programme (id, version, name, kind) VALUES (?1, ?2, '', 'contest')";

const DROP_CRAFTSMAN: &str = "DELETE FROM craftsman WHERE id = ?1";
const DROP_STUDIO: &str = "DELETE FROM studio WHERE id = ?1";
const DROP_EMPLOYER: &str = "DELETE FROM employer WHERE id = ?1";
const DROP_PROGRAMME: &str = "DELETE FROM programme WHERE id = ?1";

/// How many other records of a change are named.
const OTHERS: usize = 20;

/// A row of the log.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub of: NameId,
    /// None where the record itself came or went, or where nothing but the record is told.
    pub field: Option<String>,
    pub place: Option<usize>,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Line {
    /// A line that names a record and says nothing of it.
    pub(super) fn naming(of: NameId) -> Self {
        Self {
            of,
            field: None,
            place: None,
            before: None,
            after: None,
        }
    }

    pub(super) fn came(of: NameId, version: Version) -> Self {
        Self {
            after: Some(version.0.to_string()),
            ..Self::naming(of)
        }
    }

    pub(super) fn went(of: NameId, version: Version) -> Self {
        Self {
            before: Some(version.0.to_string()),
            ..Self::naming(of)
        }
    }

    pub(super) fn of_changes(of: NameId, found: Vec<FieldChange>) -> impl Iterator<Item = Self> {
        found.into_iter().map(move |own| Self {
            of,
            field: Some(own.field),
            place: own.place,
            before: own.before,
            after: own.after,
        })
    }

    fn change(&self) -> Option<FieldChange> {
        Some(FieldChange {
            field: self.field.clone()?,
            place: self.place,
            before: self.before.clone(),
            after: self.after.clone(),
        })
    }

    fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
            ..self
        }
    }
}

pub(super) fn named(list: &str, row: i64) -> rusqlite::Result<NameId> {
    Ok(match list {
        "craftsman" => NameId::Craftsman(CraftsmanId(row)),
        "studio" => NameId::Studio(StudioId(row)),
        "employer" => NameId::Employer(EmployerId(row)),
        "programme" => NameId::Programme(ProgrammeId(row)),
        other => return Err(rows::strange("list", other)),
    })
}

pub(in super::super) fn entry(
    db: &Connection,
    id: NameId,
) -> Answer<Option<(RosterEntry, Version)>> {
    Ok(match id {
        NameId::Craftsman(id) => craftsmen::read(db, id)?
            .map(|kept| (RosterEntry::Person(Box::new(kept.value)), kept.version)),
        NameId::Studio(id) => studios::read(db, id)?
            .map(|kept| (RosterEntry::Studio(Box::new(kept.value)), kept.version)),
        NameId::Employer(id) => employers::read(db, id)?
            .map(|kept| (RosterEntry::Employer(Box::new(kept.value)), kept.version)),
        NameId::Programme(id) => programmes::read(db, id)?
            .map(|kept| (RosterEntry::Programme(Box::new(kept.value)), kept.version)),
    })
}

/// Reads a record that must be there, and must be as it was seen.
pub(super) fn seen(db: &Connection, (id, seen): (NameId, Version)) -> Answer<RosterEntry> {
    let (what, row) = id.parts();
    match entry(db, id)? {
        None => Err(StoreError::Missing { what, id: row }.into()),
        Some((_, version)) if version != seen => Err(StoreError::Stale { what, id: row }.into()),
        Some((entry, _)) => Ok(entry),
    }
}

/// Rewrites a record, without a word in the log.
pub(super) fn rewrite(
    db: &Connection,
    id: NameId,
    seen: Version,
    entry: &RosterEntry,
) -> Answer<()> {
    match (id, entry) {
        (NameId::Craftsman(id), RosterEntry::Person(own)) => craftsmen::save(db, id, seen, own)?,
        (NameId::Studio(id), RosterEntry::Studio(own)) => studios::save(db, id, seen, own)?,
        (NameId::Employer(id), RosterEntry::Employer(own)) => employers::save(db, id, seen, own)?,
        (NameId::Programme(id), RosterEntry::Programme(own)) => {
            programmes::save(db, id, seen, own)?
        }
        _ => return Err(other_list(id)),
    };
    Ok(())
}

fn other_list(id: NameId) -> Trouble {
    let (what, id) = id.parts();
    StoreError::Missing { what, id }.into()
}

/// Returns a record of the list of which nothing is known.
pub(super) fn blank(entry: &RosterEntry) -> RosterEntry {
    match entry {
        RosterEntry::Person(_) => RosterEntry::Person(Box::<Person>::default()),
        RosterEntry::Studio(_) => {
            RosterEntry::Studio(Box::new(Workshop::named("", HonourLevel::County)))
        }
        RosterEntry::Employer(_) => {
            RosterEntry::Employer(Box::new(Firm::named("", EmployerKind::Enterprise)))
        }
        RosterEntry::Programme(_) => {
            RosterEntry::Programme(Box::new(Scheme::named(ProgrammeKind::Contest, "")))
        }
    }
}

/// Returns the next row of a list. The row of a record that went is never given to another one.
pub(super) fn free(db: &Connection, entry: &RosterEntry) -> Answer<NameId> {
    Ok(match entry {
        RosterEntry::Person(_) => NameId::Craftsman(CraftsmanId(number(db, FREE_CRAFTSMAN)?)),
        RosterEntry::Studio(_) => NameId::Studio(StudioId(number(db, FREE_STUDIO)?)),
        RosterEntry::Employer(_) => NameId::Employer(EmployerId(number(db, FREE_EMPLOYER)?)),
        RosterEntry::Programme(_) => NameId::Programme(ProgrammeId(number(db, FREE_PROGRAMME)?)),
    })
}

fn bring(db: &Connection, id: NameId, version: Version) -> Answer<()> {
    let (statement, row) = match id {
        NameId::Craftsman(id) => (BRING_CRAFTSMAN, id.0),
        NameId::Studio(id) => (BRING_STUDIO, id.0),
        NameId::Employer(id) => (BRING_EMPLOYER, id.0),
        NameId::Programme(id) => (BRING_PROGRAMME, id.0),
    };
    db.prepare_cached(statement)?
        .execute(params![row, version.0])?;
    Ok(())
}

/// Takes a record out of its list; what names it still stands against it.
pub(super) fn drop_entry(db: &Connection, id: NameId) -> Answer<()> {
    let Some((own, version)) = entry(db, id)? else {
        return Err(other_list(id));
    };
    // Rewritten as a blank first, so that no part of it is left.
    rewrite(db, id, version, &blank(&own))?;
    let (statement, row) = match id {
        NameId::Craftsman(id) => (DROP_CRAFTSMAN, id.0),
        NameId::Studio(id) => (DROP_STUDIO, id.0),
        NameId::Employer(id) => (DROP_EMPLOYER, id.0),
        NameId::Programme(id) => (DROP_PROGRAMME, id.0),
    };
    let dropped = db.prepare_cached(statement)?.execute([row]);
    dropped.map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation) => {
            let (what, id) = id.parts();
            Trouble::from(StoreError::StillNamed { what, id })
        }
        _ => error.into(),
    })?;
    Ok(())
}

/// Adds a record, or rewrites one; a record that does not change is not written.
pub(in super::super) fn save(
    db: &Connection,
    at: Option<(NameId, Version)>,
    entry: &RosterEntry,
    signed: &Signed,
) -> Answer<NameId> {
    let Some((id, version)) = at else {
        let id = free(db, entry)?;
        bring(db, id, Version(0))?;
        rewrite(db, id, Version(0), entry)?;
        let mut lines = vec![Line::came(id, Version(1))];
        lines.extend(Line::of_changes(id, changes(&blank(entry), entry)));
        write(db, ChangeAct::New, signed, None, &lines)?;
        return Ok(id);
    };
    let before = seen(db, (id, version))?;
    if std::mem::discriminant(&before) != std::mem::discriminant(entry) {
        return Err(other_list(id));
    }
    if before != *entry {
        rewrite(db, id, version, entry)?;
        let lines: Vec<Line> = Line::of_changes(id, changes(&before, entry)).collect();
        write(db, ChangeAct::Set, signed, None, &lines)?;
    }
    Ok(id)
}

/// Writes a change into the log.
pub(super) fn write(
    db: &Connection,
    act: ChangeAct,
    signed: &Signed,
    undoes: Option<ChangeId>,
    lines: &[Line],
) -> Answer<ChangeId> {
    db.prepare_cached(ADD_CHANGE)?.execute(params![
        act.code(),
        rows::moment_text(signed.at),
        signed.by,
        undoes.map(|own| own.0),
    ])?;
    let id = db.last_insert_rowid();
    let mut add = db.prepare_cached(ADD_VALUE)?;
    for (position, line) in (0_i64..).zip(lines) {
        let (list, row) = line.of.parts();
        add.execute(params![
            id,
            position,
            list,
            row,
            line.field,
            line.place.map(rows::count),
            line.before,
            line.after,
        ])?;
    }
    Ok(ChangeId(id))
}

pub(in super::super) fn note(
    db: &Connection,
    act: ChangeAct,
    (of, field): (NameId, &str),
    signed: &Signed,
) -> Answer<()> {
    if entry(db, of)?.is_none() {
        return Err(other_list(of));
    }
    let line = Line {
        field: Some(field.to_owned()),
        ..Line::naming(of)
    };
    write(db, act, signed, None, &[line])?;
    Ok(())
}

/// Each record has a change of its own: whoever reads the log of one reads that one alone.
pub(in super::super) fn note_reveals(
    db: &Connection,
    looked_at: &[(NameId, Vec<&'static str>)],
    signed: &Signed,
) -> Answer<()> {
    for (of, fields) in looked_at {
        let lines: Vec<Line> = fields
            .iter()
            .map(|field| Line {
                field: Some((*field).to_owned()),
                ..Line::naming(*of)
            })
            .collect();
        write(db, ChangeAct::Reveal, signed, None, &lines)?;
    }
    Ok(())
}

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let place: Option<i64> = row.get("place")?;
    Ok(Line {
        of: named(&rows::line(row, "list")?, row.get("record")?)?,
        field: rows::line_opt(row, "field")?,
        place: place.and_then(|place| usize::try_from(place).ok()),
        before: rows::paper_opt(row, "before")?,
        after: rows::paper_opt(row, "after")?,
    })
}

fn lines_of(db: &Connection, id: ChangeId) -> Answer<Vec<Line>> {
    let lines = db
        .prepare_cached(VALUES_OF)?
        .query_map([id.0], line)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(lines)
}

/// Returns whether a change was taken back, and stands so: nobody took the taking back back.
fn is_undone(db: &Connection, id: ChangeId) -> Answer<bool> {
    let undone_by: Vec<i64> = db
        .prepare_cached(UNDONE_BY)?
        .query_map([id.0], |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    for own in undone_by {
        if !is_undone(db, ChangeId(own))? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(in super::super) fn of(db: &Connection, id: NameId, limit: usize) -> Answer<Vec<RosterChange>> {
    let (list, row) = id.parts();
    let ids: Vec<i64> = db
        .prepare_cached(CHANGES_OF)?
        .query_map(params![list, row, rows::limit(limit)], |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    ids.into_iter()
        .map(|change| read(db, ChangeId(change), id))
        .collect()
}

fn read(db: &Connection, id: ChangeId, of: NameId) -> Answer<RosterChange> {
    let head = db.prepare_cached(CHANGE)?.query_row([id.0], |row| {
        let signed = Signed {
            by: rows::line(row, "by")?,
            at: rows::moment(row, "at")?,
        };
        let undoes: Option<i64> = row.get("undoes")?;
        let act = rows::code(row, "act", ChangeAct::from_code)?;
        Ok((act, signed, undoes.map(ChangeId)))
    })?;
    let (act, signed, undoes) = head;
    let (own, other): (Vec<Line>, Vec<Line>) = lines_of(db, id)?
        .into_iter()
        .partition(|line| line.of == of);
    let mut others: Vec<NameId> = other.iter().map(|line| line.of).collect();
    others.dedup();
    others.truncate(OTHERS);
    Ok(RosterChange {
        id,
        act,
        signed,
        undoes,
        is_undone: is_undone(db, id)?,
        values: own.iter().filter_map(Line::change).collect(),
        others,
    })
}

/// Takes a change back, or puts back what was taken back; returns the records it went over.
pub(in super::super) fn take_back(
    db: &Connection,
    id: ChangeId,
    signed: &Signed,
) -> Answer<Vec<NameId>> {
    let gone = || StoreError::Missing {
        what: "change",
        id: id.0,
    };
    let act = db
        .prepare_cached(CHANGE)?
        .query_row([id.0], |row| rows::code(row, "act", ChangeAct::from_code))
        .optional()?
        .ok_or_else(gone)?;
    // What was looked at was looked at.
    if act == ChangeAct::Reveal || is_undone(db, id)? {
        return Err(StoreError::TakenBack(id.0).into());
    }
    let lines: Vec<Line> = lines_of(db, id)?.into_iter().map(Line::inverse).collect();
    put(db, &lines, signed)?;
    write(db, ChangeAct::Undo, signed, Some(id), &lines)?;
    let mut of: Vec<NameId> = lines.iter().map(|line| line.of).collect();
    of.sort_unstable();
    of.dedup();
    Ok(of)
}

/// Puts changes on their records: those that come first, those that go last.
fn put(db: &Connection, lines: &[Line], signed: &Signed) -> Answer<()> {
    let version_of = |text: &str| Version(text.parse().unwrap_or(0));
    let mut values: BTreeMap<NameId, Vec<FieldChange>> = BTreeMap::new();
    let (mut going, mut following, mut entered) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        match (line.change(), &line.before, &line.after) {
            (Some(_), ..) if moved::is_moved(line) => following.push(line.clone()),
            (Some(_), ..) if entries::is_entry(line) => entered.push(line.clone()),
            (Some(change), ..) => values.entry(line.of).or_default().push(change),
            (None, None, Some(version)) => bring(db, line.of, version_of(version))?,
            (None, Some(_), _) => going.push(line.of),
            (None, None, None) => {}
        }
    }
    for (id, changes) in values {
        let Some((mut own, version)) = entry(db, id)? else {
            return Err(other_list(id));
        };
        apply(&mut own, &changes).map_err(|conflict| {
            let (what, id) = id.parts();
            StoreError::ChangedSince {
                what,
                id,
                field: conflict.field,
            }
        })?;
        rewrite(db, id, version, &own)?;
    }
    moved::give(db, &following)?;
    entries::put(db, &entered, signed)?;
    going.into_iter().try_for_each(|id| drop_entry(db, id))
}
