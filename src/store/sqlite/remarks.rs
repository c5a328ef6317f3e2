//! Remarks on letters, each with a span where it stands, and what letters promise.

use chrono::NaiveDateTime;
use rusqlite::{Connection, named_params};

use super::{letters, rows, spans, trouble::Answer};
use crate::{
    domain::{
        id::{LetterId, RemarkId, Version},
        letter_promise::LetterPromise,
        remark::Remark,
        span::{Span, What},
    },
    store::{StoreError, review::NewRemark},
};

const REMARKS_OF: &str = "SELECT id, letter, quote, text, author, made_at, settled_by
    FROM letter_remark WHERE letter = ?1 ORDER BY id";

const ADD_REMARK: &str = "INSERT INTO letter_remark (letter, quote, text, author, made_at)
    VALUES (:letter, :quote, :text, :author, :made_at)";

const SETTLE_REMARK: &str = "UPDATE letter_remark SET settled_by = :by
    WHERE id = :id AND letter = :letter";

const PROMISES_OF: &str =
    "SELECT text, due FROM letter_promise WHERE letter = ?1 ORDER BY position";

const FORGET_PROMISES: &str = "DELETE FROM letter_promise WHERE letter = ?1";

const ADD_PROMISE: &str = "INSERT INTO letter_promise (letter, position, text, due)
    VALUES (:letter, :position, :text, :due)";

pub(super) fn remarks(db: &Connection, id: LetterId) -> Answer<Vec<Remark>> {
    let found = db
        .prepare_cached(REMARKS_OF)?
        .query_map([id.0], |row| {
            Ok(Remark {
                id: RemarkId(row.get("id")?),
                letter: LetterId(row.get("letter")?),
                quote: rows::paper(row, "quote")?,
                text: rows::paper(row, "text")?,
                by: rows::line(row, "author")?,
                at: rows::moment(row, "made_at")?,
                settled_by: rows::line_opt(row, "settled_by")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(super) fn add_remark(
    db: &Connection,
    (id, seen): (LetterId, Version),
    remark: &NewRemark,
    by: &str,
    at: NaiveDateTime,
) -> Answer<RemarkId> {
    letters::touch(db, (id, seen))?;
    db.prepare_cached(ADD_REMARK)?.execute(named_params! {
        ":letter": id.0,
        ":quote": remark.quote,
        ":text": remark.text,
        ":author": by,
        ":made_at": rows::moment_text(at),
    })?;
    let row = RemarkId(db.last_insert_rowid());
    if let Some(letter) = letters::letter(db, id)? {
        let mut spans = letter.value.spans;
        spans.push(Span {
            range: remark.range.clone(),
            what: What::Remark(row),
        });
        let newest = (id, letters::newest_version(db, id)?);
        spans::keep(db, newest, &letter.value.text, &spans)?;
    }
    Ok(row)
}

fn refuse_missing(db: &Connection, id: LetterId) -> Answer<()> {
    if letters::letter(db, id)?.is_none() {
        let (what, id) = ("letter", id.0);
        return Err(StoreError::Missing { what, id }.into());
    }
    Ok(())
}

pub(super) fn settle_remark(
    db: &Connection,
    (on, id): (LetterId, RemarkId),
    by: Option<&str>,
) -> Answer<()> {
    let changed = db
        .prepare_cached(SETTLE_REMARK)?
        .execute(named_params! { ":id": id.0, ":letter": on.0, ":by": by })?;
    if changed == 0 {
        let (what, id) = ("remark", id.0);
        return Err(StoreError::Missing { what, id }.into());
    }
    Ok(())
}

pub(super) fn promises(db: &Connection, id: LetterId) -> Answer<Vec<LetterPromise>> {
    let found = db
        .prepare_cached(PROMISES_OF)?
        .query_map([id.0], |row| {
            Ok(LetterPromise {
                text: rows::paper(row, "text")?,
                due: rows::day(row, "due")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(super) fn keep_promises(
    db: &Connection,
    id: LetterId,
    promises: &[LetterPromise],
) -> Answer<()> {
    refuse_missing(db, id)?;
    db.prepare_cached(FORGET_PROMISES)?.execute([id.0])?;
    for (position, own) in promises.iter().enumerate() {
        db.prepare_cached(ADD_PROMISE)?.execute(named_params! {
            ":letter": id.0,
            ":position": position as i64,
            ":text": own.text,
            ":due": rows::day_text(own.due),
        })?;
    }
    Ok(())
}
