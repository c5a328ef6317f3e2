//! What somebody looks at in the roster again and again.

use rusqlite::Connection;

use super::{rows, trouble::Answer};
use crate::{
    domain::id::LookId,
    figure::{Pivot, Tongue},
    store::{SavedLook, StoreError},
};

const LOOKS: &str = "SELECT id, name, line FROM look ORDER BY id";

const SAVE_LOOK: &str = "INSERT INTO look (name, line) VALUES (?1, ?2)
    ON CONFLICT (name) DO UPDATE SET line = excluded.line
    RETURNING id";

const FORGET_LOOK: &str = "DELETE FROM look WHERE id = ?1";

pub(super) fn all(db: &Connection) -> Answer<Vec<SavedLook>> {
    let looks = db
        .prepare_cached(LOOKS)?
        .query_map([], |row| {
            let line = rows::line(row, "line")?;
            Ok(SavedLook {
                id: LookId(row.get("id")?),
                name: rows::line(row, "name")?,
                pivot: Pivot::read(&line).map_err(|_| rows::strange("line", &line))?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(looks)
}

pub(super) fn save(db: &Connection, name: &str, pivot: &Pivot) -> Answer<LookId> {
    let line = pivot.print(Tongue::En);
    let id = db
        .prepare_cached(SAVE_LOOK)?
        .query_row([name, &line], |row| row.get("id").map(LookId))?;
    Ok(id)
}

pub(super) fn remove(db: &Connection, id: LookId) -> Answer<()> {
    if db.prepare_cached(FORGET_LOOK)?.execute([id.0])? == 0 {
        let (what, id) = ("look", id.0);
        return Err(StoreError::Missing { what, id }.into());
    }
    Ok(())
}
