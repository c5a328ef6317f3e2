//! Lists somebody comes back to.

use rusqlite::{Connection, named_params};

use super::{rows, trouble::Answer};
use crate::{
    domain::id::SavedViewId,
    store::{QueueOrder, SavedView, StoreError},
};

const VIEWS: &str = "SELECT id, name, filter, ordering FROM saved_view ORDER BY id";

const SAVE_VIEW: &str = "INSERT INTO saved_view (name, filter, ordering)
    VALUES (:name, :filter, :ordering)
    ON CONFLICT (name) DO UPDATE SET filter = excluded.filter, ordering = excluded.ordering
    RETURNING id";

const FORGET_VIEW: &str = "DELETE FROM saved_view WHERE id = ?1";

pub(super) fn all(db: &Connection) -> Answer<Vec<SavedView>> {
    let views = db
        .prepare_cached(VIEWS)?
        .query_map([], |row| {
            Ok(SavedView {
                id: SavedViewId(row.get("id")?),
                name: rows::line(row, "name")?,
                filter: rows::line(row, "filter")?,
                order: rows::code(row, "ordering", QueueOrder::from_code)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(views)
}

pub(super) fn save(
    db: &Connection,
    name: &str,
    filter: &str,
    order: QueueOrder,
) -> Answer<SavedViewId> {
    let params = named_params! { ":name": name, ":filter": filter, ":ordering": order.code() };
    let id = db
        .prepare_cached(SAVE_VIEW)?
        .query_row(params, |row| row.get("id").map(SavedViewId))?;
    Ok(id)
}

pub(super) fn remove(db: &Connection, id: SavedViewId) -> Answer<()> {
    if db.prepare_cached(FORGET_VIEW)?.execute([id.0])? == 0 {
        let (what, id) = ("saved_view", id.0);
        return Err(StoreError::Missing { what, id }.into());
    }
    Ok(())
}
