//! What was decided on the publishing of a letter.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{rows, trouble::Answer};
use crate::{
    domain::{
        id::LetterId,
        publishing::{Publicity, Publishing},
    },
    store::StoreError,
};

const LAST_DECISION_ON: &str = "SELECT publicity, reason, author, at FROM letter_publishing
    WHERE letter = ?1 ORDER BY id DESC LIMIT 1";

const LETTER_EXISTS: &str = "SELECT 1 FROM letter WHERE id = ?1";

const DECIDE: &str = "INSERT INTO letter_publishing (letter, publicity, reason, author, at)
    VALUES (:letter, :publicity, :reason, :author, :at)";

pub(super) fn of(db: &Connection, id: LetterId) -> Answer<Option<Publishing>> {
    let last = db
        .prepare_cached(LAST_DECISION_ON)?
        .query_row([id.0], |row| {
            Ok(Publishing {
                publicity: rows::code(row, "publicity", Publicity::from_code)?,
                reason: rows::line_opt(row, "reason")?,
                by: rows::line(row, "author")?,
                at: rows::moment(row, "at")?,
            })
        })
        .optional()?;
    Ok(last)
}

pub(super) fn add(db: &Connection, id: LetterId, own: &Publishing) -> Answer<()> {
    let exists = db.prepare_cached(LETTER_EXISTS)?.exists([id.0])?;
    if !exists {
        let (what, id) = ("letter", id.0);
        return Err(StoreError::Missing { what, id }.into());
    }
    db.prepare_cached(DECIDE)?.execute(named_params! {
        ":letter": id.0,
        ":publicity": own.publicity.code(),
        ":reason": own.reason,
        ":author": own.by,
        ":at": rows::moment_text(own.at),
    })?;
    Ok(())
}
