//! The entries of programmes: appended, struck and put back, never rewritten.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::{
    super::{rows, trouble::Answer},
    log::{self, Line},
    programmes,
};
use crate::{
    domain::{
        change::ChangeAct,
        craftsman::SkillLevel,
        id::{CraftsmanId, EmployerId, EntryId, ProgrammeId, StudioId, Version},
        programme::{Entry, Finish, KeptEntry, Party, Strike, What, WrittenEntry},
    },
    store::{NameId, Signed, StoreError},
};

const ENTRIES_OF: &str = "SELECT * FROM programme_entry WHERE programme = ?1 ORDER BY id";

const ENTRIES_ABOUT_CRAFTSMAN: &str = "SELECT * FROM programme_fact WHERE craftsman = ?1
    ORDER BY on_day DESC, id DESC LIMIT ?2";
const ENTRIES_ABOUT_STUDIO: &str = "SELECT * FROM programme_fact WHERE studio = ?1
    ORDER BY on_day DESC, id DESC LIMIT ?2";
const ENTRIES_ABOUT_EMPLOYER: &str = "SELECT * FROM programme_fact WHERE employer = ?1
    ORDER BY on_day DESC, id DESC LIMIT ?2";

const ENTRY: &str = "SELECT * FROM programme_entry WHERE id = ?1";

/// The log's name for an entry of a programme; its place is the entry's row.
const LOGGED: &str = "entry";

const KIND_OF: &str = "SELECT kind FROM programme WHERE id = ?1";

const ADD_ENTRY: &str =
    "INSERT INTO programme_entry (programme, craftsman, studio, employer, on_day,
        what, place, score, level, finish, yuan, over, target, amount, source, item, times, points,
        note, author, at)
    VALUES (:programme, :craftsman, :studio, :employer, :on_day, :what, :place, :score, :level,
        :finish, :yuan, :over, :target, :amount, :source, :item, :times, :points, :note, :author,
        :at)";

const STRIKE: &str = "UPDATE programme_entry SET struck_reason = ?2, struck_by = ?3, struck_at = ?4
    WHERE id = ?1";

pub(in super::super) fn of(db: &Connection, id: ProgrammeId) -> Answer<Vec<KeptEntry>> {
    let entries = db
        .prepare_cached(ENTRIES_OF)?
        .query_map([id.0], kept)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(entries)
}

pub(in super::super) fn about(
    db: &Connection,
    who: Party,
    limit: usize,
) -> Answer<Vec<(ProgrammeId, KeptEntry)>> {
    let (question, id) = match who {
        Party::Craftsman(id) => (ENTRIES_ABOUT_CRAFTSMAN, id.0),
        Party::Studio(id) => (ENTRIES_ABOUT_STUDIO, id.0),
        Party::Employer(id) => (ENTRIES_ABOUT_EMPLOYER, id.0),
    };
    let entries = db
        .prepare_cached(question)?
        .query_map([id, rows::limit(limit)], |row| {
            Ok((ProgrammeId(row.get("programme")?), kept(row)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(entries)
}

pub(in super::super) fn add(
    db: &Connection,
    (id, seen): (ProgrammeId, Version),
    entries: &[Entry],
    signed: &Signed,
) -> Answer<Version> {
    let version = programmes::raise(db, id, seen)?;
    let kind: String = db
        .prepare_cached(KIND_OF)?
        .query_row([id.0], |row| row.get("kind"))?;
    let mut lines = Vec::new();
    for entry in entries {
        if entry.what.kind().code() != kind {
            return Err(StoreError::Failed {
                doing: "enter into a programme",
                detail: format!("{} is not of {kind}", entry.what.code()),
            }
            .into());
        }
        insert(db, id, entry, signed)?;
        let row = EntryId(db.last_insert_rowid());
        lines.push(line(id, row, None, Some(written(entry, None))));
    }
    if !lines.is_empty() {
        log::write(db, ChangeAct::Set, signed, None, &lines)?;
    }
    Ok(version)
}

fn insert(db: &Connection, id: ProgrammeId, entry: &Entry, signed: &Signed) -> Answer<()> {
    let (mut craftsman, mut studio, mut employer) = (None, None, None);
    match entry.who {
        Some(Party::Craftsman(id)) => craftsman = Some(id.0),
        Some(Party::Studio(id)) => studio = Some(id.0),
        Some(Party::Employer(id)) => employer = Some(id.0),
        None => {}
    }
    let of = Columns::of(&entry.what);
    db.prepare_cached(ADD_ENTRY)?.execute(named_params! {
        ":programme": id.0,
        ":craftsman": craftsman,
        ":studio": studio,
        ":employer": employer,
        ":on_day": rows::day_text(entry.on),
        ":what": entry.what.code(),
        ":place": of.place,
        ":score": of.score,
        ":level": of.level.map(SkillLevel::code),
        ":finish": of.finish.map(Finish::code),
        ":yuan": of.yuan,
        ":over": of.over,
        ":target": of.target,
        ":amount": of.amount,
        ":source": of.source,
        ":item": of.item,
        ":times": of.times,
        ":points": of.points,
        ":note": entry.note,
        ":author": signed.by,
        ":at": rows::moment_text(signed.at),
    })?;
    Ok(())
}

/// What an entry says, laid out in the columns.
#[derive(Default)]
struct Columns<'e> {
    place: Option<u32>,
    score: Option<i64>,
    level: Option<SkillLevel>,
    finish: Option<Finish>,
    yuan: Option<i64>,
    over: Option<&'e str>,
    target: Option<&'e str>,
    amount: Option<i64>,
    source: Option<&'e str>,
    item: Option<&'e str>,
    times: Option<u32>,
    points: Option<i64>,
}

impl<'e> Columns<'e> {
    fn of(what: &'e What) -> Self {
        let none = Self::default();
        match what {
            What::Placed {
                place,
                score,
                promoted,
            } => Self {
                place: *place,
                score: *score,
                level: *promoted,
                ..none
            },
            What::Learnt { finish, level } => Self {
                finish: Some(*finish),
                level: *level,
                ..none
            },
            What::Paid { yuan, level, over } => Self {
                yuan: Some(*yuan),
                level: *level,
                over: over.as_deref(),
                ..none
            },
            What::Reached {
                target,
                amount,
                source,
            } => Self {
                target: Some(target),
                amount: Some(*amount),
                source: Some(source),
                ..none
            },
            What::Scored {
                item,
                times,
                points,
            } => Self {
                item: Some(item),
                times: Some(*times),
                points: Some(*points),
                ..none
            },
        }
    }
}

fn one(db: &Connection, id: EntryId) -> Answer<(ProgrammeId, KeptEntry)> {
    let found = db
        .prepare_cached(ENTRY)?
        .query_row([id.0], |row| {
            Ok((ProgrammeId(row.get("programme")?), kept(row)?))
        })
        .optional()?;
    found.ok_or_else(|| {
        let (what, id) = ("programme_entry", id.0);
        StoreError::Missing { what, id }.into()
    })
}

pub(in super::super) fn strike(
    db: &Connection,
    (id, seen): (EntryId, Version),
    reason: Option<&str>,
    signed: &Signed,
) -> Answer<Version> {
    let (programme, own) = one(db, id)?;
    let version = programmes::raise(db, programme, seen)?;
    mark(db, id, reason, signed)?;
    let before = own.struck.as_ref().map(|own| own.reason.as_str());
    let text = |struck| Some(written(&own.entry, struck));
    let line = line(programme, id, text(before), text(reason));
    log::write(db, ChangeAct::Set, signed, None, &[line])?;
    Ok(version)
}

fn mark(db: &Connection, id: EntryId, reason: Option<&str>, signed: &Signed) -> Answer<()> {
    db.prepare_cached(STRIKE)?.execute(params![
        id.0,
        reason,
        reason.map(|_| &signed.by),
        reason.map(|_| rows::moment_text(signed.at)),
    ])?;
    Ok(())
}

fn written(entry: &Entry, struck: Option<&str>) -> String {
    let own = WrittenEntry {
        entry: entry.clone(),
        struck: struck.map(str::to_owned),
    };
    own.written()
}

fn line(of: ProgrammeId, id: EntryId, before: Option<String>, after: Option<String>) -> Line {
    Line {
        field: Some(LOGGED.to_owned()),
        place: usize::try_from(id.0).ok(),
        before,
        after,
        ..Line::naming(NameId::Programme(of))
    }
}

/// Tells whether a row of the log is about an entry of a programme.
pub(super) fn is_entry(line: &Line) -> bool {
    matches!(line.of, NameId::Programme(_)) && line.field.as_deref() == Some(LOGGED)
}

/// Strikes entries, or lets them stand again, as rows of the log say. One that was not there stands
/// struck, without a reason: entries are never lost.
pub(super) fn put(db: &Connection, lines: &[Line], signed: &Signed) -> Answer<()> {
    let mut of = BTreeSet::new();
    for line in lines {
        let id = EntryId(line.place.map_or(0, rows::count));
        let (programme, own) = one(db, id)?;
        let struck = |text: &Option<String>| match text {
            Some(text) => WrittenEntry::read_written(text).and_then(|own| own.struck),
            None => Some(String::new()),
        };
        if own.struck.is_some() != struck(&line.before).is_some() {
            let (what, id) = line.of.parts();
            let field = LOGGED.to_owned();
            return Err(StoreError::ChangedSince { what, id, field }.into());
        }
        mark(db, id, struck(&line.after).as_deref(), signed)?;
        of.insert(programme);
    }
    of.into_iter().try_for_each(|id| programmes::touch(db, id))
}

fn kept(row: &Row<'_>) -> rusqlite::Result<KeptEntry> {
    let struck = match rows::moment_opt(row, "struck_at")? {
        Some(at) => Some(Strike {
            reason: rows::line_opt(row, "struck_reason")?.unwrap_or_default(),
            by: rows::line_opt(row, "struck_by")?.unwrap_or_default(),
            at,
        }),
        None => None,
    };
    let craftsman = row.get::<_, Option<i64>>("craftsman")?;
    let studio = row.get::<_, Option<i64>>("studio")?;
    let employer = row.get::<_, Option<i64>>("employer")?;
    let who = craftsman
        .map(|id| Party::Craftsman(CraftsmanId(id)))
        .or(studio.map(|id| Party::Studio(StudioId(id))))
        .or(employer.map(|id| Party::Employer(EmployerId(id))));
    Ok(KeptEntry {
        id: EntryId(row.get("id")?),
        entry: Entry {
            who,
            on: rows::day(row, "on_day")?,
            what: what(row)?,
            note: rows::line_opt(row, "note")?,
        },
        by: rows::line(row, "author")?,
        at: rows::moment(row, "at")?,
        struck,
    })
}

fn what(row: &Row<'_>) -> rusqlite::Result<What> {
    let level = |row| rows::code_opt(row, "level", SkillLevel::from_code);
    let code = rows::line(row, "what")?;
    Ok(match code.as_str() {
        "placed" => What::Placed {
            place: row.get("place")?,
            score: row.get("score")?,
            promoted: level(row)?,
        },
        "learnt" => What::Learnt {
            finish: rows::code(row, "finish", Finish::from_code)?,
            level: level(row)?,
        },
        "paid" => What::Paid {
            yuan: row.get("yuan")?,
            level: level(row)?,
            over: rows::line_opt(row, "over")?,
        },
        "reached" => What::Reached {
            target: rows::line(row, "target")?,
            amount: row.get("amount")?,
            source: rows::line(row, "source")?,
        },
        "scored" => What::Scored {
            item: rows::line(row, "item")?,
            times: row.get("times")?,
            points: row.get("points")?,
        },
        other => return Err(rows::strange("entry", other)),
    })
}
