//! Loading an empty roster: what finds its people quickly is set aside, and built when all are there.
//!
//! A row that is added to an index of millions lands anywhere in it, and the disk is waited for again and
//! again; sorted once at the end the same index is written from front to back. The indexes are kept as
//! their own SQL in a table that is only there meanwhile, so a file whose loading was killed says itself
//! what it lacks, and the next who may write puts it back. A lock on a file beside the store tells that
//! from a loading that still runs: whoever loads or mends has it alone, whoever only asks shares it.

use std::{
    fs::{self, File, OpenOptions},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use rustix::fs::{FlockOperation, flock};

use super::{header, open, trouble::Answer};
use crate::store::{Load, Mended};

const IS_EMPTY: &str = "SELECT NOT EXISTS (SELECT 1 FROM craftsman) AS is_empty";
const IS_ASIDE: &str =
    "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'index_aside') AS is_aside";
const MAKE_ASIDE: &str =
    "CREATE TABLE index_aside (name TEXT PRIMARY KEY, sql TEXT NOT NULL) STRICT";
/// The indexes of people and of what people have. A unique one would also be a rule, and stays.
const SET_ASIDE: &str = "INSERT INTO index_aside (name, sql)
    SELECT name, sql FROM sqlite_schema
    WHERE type = 'index' AND sql LIKE 'CREATE INDEX %'
        AND tbl_name IN ('craftsman', 'certificate', 'honour', 'apprenticeship', 'talent_class', 'job')";
const HOW_MANY: &str = "SELECT count(*) AS n FROM index_aside";
const ASIDE: &str = "SELECT name FROM index_aside ORDER BY name";
const NEXT: &str = "SELECT name, sql FROM index_aside ORDER BY name LIMIT 1";
const IS_BACK: &str = "DELETE FROM index_aside WHERE name = ?1";
const DROP_ASIDE: &str = "DROP TABLE index_aside";

/// Sorting an index holds so much in memory before it goes to the disk, and pages being filled stay
/// there. 64 MiB of the 300 that 3.5 million people may take (product 9).
const CACHE_KIB: i64 = 65_536;
/// Sorting has a second core to itself where there is one.
const SORTERS: i64 = 1;

/// Whoever only asks shares the lock for an instant; after so many waits it is a loading. Chosen by us: a
/// tenth of a second, which nobody notices.
const TRIES: u32 = 10;
const TRY_AGAIN: Duration = Duration::from_millis(10);

/// A loading under way.
#[derive(Debug)]
pub(super) struct Loading {
    load: Load,
    /// Held while it runs; a store in memory has none.
    lock: Option<(File, PathBuf)>,
}

/// Begins to load when the roster is empty; otherwise everything stays as it is.
pub(super) fn begin(db: &mut Connection, path: &Path, load: Load) -> Answer<Option<Loading>> {
    let empty = db.query_row(IS_EMPTY, [], |row| row.get("is_empty"))?;
    let lock = match (empty, on_disk(db)) {
        (false, _) => return Ok(None),
        (true, false) => None,
        // Another process loads it, or a folder is not ours to write in.
        (true, true) => match lock_alone(path) {
            None => return Ok(None),
            held => held,
        },
    };
    if load == Load::Unfinished && on_disk(db) {
        set(db, "journal_mode", "OFF")?;
        set(db, "synchronous", "OFF")?;
    }
    set(db, "cache_size", -CACHE_KIB)?;
    set(db, "threads", SORTERS)?;
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Killed before it had a row, an earlier loading left them aside already.
    if !is_aside(&tx)? {
        tx.execute_batch(MAKE_ASIDE)?;
        tx.execute(SET_ASIDE, [])?;
        let names: Vec<String> = tx
            .prepare(ASIDE)?
            .query_map([], |row| row.get("name"))?
            .collect::<rusqlite::Result<_>>()?;
        for name in names {
            tx.execute_batch(&format!("DROP INDEX \"{name}\""))?;
        }
    }
    tx.commit()?;
    Ok(Some(Loading { load, lock }))
}

/// Ends a loading: builds what was set aside.
pub(super) fn end(db: &mut Connection, loading: &Loading) -> Answer<()> {
    put_back(db, &mut |_, _| {})?;
    open::size_cache(db)?;
    if loading.load == Load::Unfinished && on_disk(db) {
        set(db, "synchronous", "FULL")?;
        // The change of the header waits until the disk has everything before it.
        open::into_wal(db)?;
    }
    if let Some((_, beside)) = &loading.lock {
        // Without it nobody takes the lock; one that cannot be removed does no harm.
        let _ = fs::remove_file(beside);
    }
    Ok(())
}

/// Puts back what a killed loading left aside; `built` hears how many indexes of how many are there.
pub(super) fn mend(
    db: &mut Connection,
    path: &Path,
    built: &mut dyn FnMut(u64, u64),
) -> Answer<Mended> {
    if !is_aside(db)? {
        return Ok(Mended::Whole);
    }
    let Some((_held, beside)) = lock_alone(path) else {
        return Ok(Mended::Loading);
    };
    set(db, "cache_size", -CACHE_KIB)?;
    let done = put_back(db, built);
    open::size_cache(db)?;
    done?;
    let _ = fs::remove_file(beside);
    Ok(Mended::Whole)
}

/// Tells whether a killed loading left something aside.
pub(super) fn is_left(db: &Connection, path: &Path) -> Answer<bool> {
    // Who loads has made the file of the lock; a reader makes none.
    Ok(is_aside(db)?
        && File::open(header::beside(path, "-loading")).map_or(true, |file| {
            flock(&file, FlockOperation::NonBlockingLockShared).is_ok()
        }))
}

/// Tells whether another process, or another connection of this one, loads just now.
pub(super) fn is_elsewhere(db: &Connection, path: &Path) -> Answer<bool> {
    Ok(is_aside(db)? && !is_left(db, path)?)
}

pub(super) fn is_aside(db: &Connection) -> rusqlite::Result<bool> {
    db.query_row(IS_ASIDE, [], |row| row.get("is_aside"))
}

/// Builds one index a transaction, so that others can write in between and a death costs one.
fn put_back(db: &mut Connection, built: &mut dyn FnMut(u64, u64)) -> Answer<()> {
    let mut all = None;
    loop {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster.
        if !is_aside(&tx)? {
            if let Some(all) = all {
                built(all, all);
            }
            return Ok(());
        }
        let left = tx.query_row(HOW_MANY, [], |row| row.get::<_, i64>("n"))? as u64;
        let all = *all.get_or_insert(left);
        if left > 0 {
            built(all.saturating_sub(left), all);
        }
        let next: Option<(String, String)> = tx
            .query_row(NEXT, [], |row| Ok((row.get("name")?, row.get("sql")?)))
            .optional()?;
        match next {
            Some((name, sql)) => {
                tx.execute_batch(&sql)?;
                tx.execute(IS_BACK, [name])?;
            }
            None => tx.execute_batch(DROP_ASIDE)?,
        }
        tx.commit()?;
    }
}

fn on_disk(db: &Connection) -> bool {
    db.path().is_some_and(|path| !path.is_empty())
}

/// Takes the lock, unless another process loads or mends.
fn lock_alone(path: &Path) -> Option<(File, PathBuf)> {
    for _ in 1..TRIES {
        if let Some(held) = lock(path) {
            return Some(held);
        }
        thread::sleep(TRY_AGAIN);
    }
    lock(path)
}

fn lock(path: &Path) -> Option<(File, PathBuf)> {
    let beside = header::beside(path, "-loading");
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&beside)
        .ok()?;
    flock(&file, FlockOperation::NonBlockingLockExclusive).ok()?;
    Some((file, beside))
}

fn set(db: &Connection, pragma: &str, value: impl rusqlite::ToSql) -> rusqlite::Result<()> {
    // Some answer with the value they took.
    db.pragma_update_and_check(None, pragma, value, |_| Ok(()))
        .optional()
        .map(|_| ())
}
