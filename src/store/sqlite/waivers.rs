//! What was waived of a letter.

use rusqlite::{Connection, named_params};

use super::{rows, trouble::Answer};
use crate::{
    domain::{id::LetterId, waiver::Waiver},
    store::StoreError,
};

const WAIVERS_OF: &str = "SELECT check_id, words, reason, author, at FROM letter_waiver
    WHERE letter = ?1 ORDER BY id";

const LETTER_EXISTS: &str = "SELECT 1 FROM letter WHERE id = ?1";

const WAIVE: &str = "INSERT INTO letter_waiver (letter, check_id, words, reason, author, at)
    VALUES (:letter, :check_id, :words, :reason, :author, :at)";

pub(super) fn of(db: &Connection, id: LetterId) -> Answer<Vec<Waiver>> {
    let waivers = db
        .prepare_cached(WAIVERS_OF)?
        .query_map([id.0], |row| {
            Ok(Waiver {
                check: rows::line(row, "check_id")?,
                words: rows::paper(row, "words")?,
                reason: rows::line_opt(row, "reason")?,
                by: rows::line(row, "author")?,
                at: rows::moment(row, "at")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(waivers)
}

pub(super) fn add(db: &Connection, id: LetterId, waiver: &Waiver) -> Answer<()> {
    let exists = db.prepare_cached(LETTER_EXISTS)?.exists([id.0])?;
    if !exists {
        let (what, id) = ("letter", id.0);
        return Err(StoreError::Missing { what, id }.into());
    }
    db.prepare_cached(WAIVE)?.execute(named_params! {
        ":letter": id.0,
        ":check_id": waiver.check,
        ":words": waiver.words,
        ":reason": waiver.reason,
        ":author": waiver.by,
        ":at": rows::moment_text(waiver.at),
    })?;
    Ok(())
}
