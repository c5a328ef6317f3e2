//! The SQLite engine: one file, WAL, every write one transaction that took the write lock first.
//!
//! Here is how it is opened, read and written; `arms/` has the store's traits, one arm a question; the
//! answers are in the file of their subject, and every line of SQL of the program is in this folder.

mod arms;
mod basis;
mod chosen;
mod faults;
mod figures;
mod full_text;
mod header;
mod letters;
mod lifts;
mod lives;
mod loading;
mod looks;
mod migrate;
mod numbers;
mod open;
mod papers;
mod pivots;
mod proposals;
mod publishing;
mod questions;
mod queue;
mod remarks;
mod review;
mod roster;
mod rows;
mod spans;
mod trouble;
mod typing;
mod unit;
mod views;
mod waivers;

#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use self::trouble::{Answer, Trouble};
use super::Result;

/// A copy is of one moment and nobody watches it grow.
const NO_PROGRESS: Option<fn(rusqlite::backup::Progress)> = None;

/// How long a write waits for indexes that are being built; the longest of 3.5 million people takes some
/// ten seconds on a slow disk. Chosen by us.
const INDEX_WAIT: Duration = Duration::from_mins(1);

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    db: Connection,
    path: PathBuf,
    /// While an empty roster is loaded.
    loading: Option<loading::Loading>,
}

impl SqliteStore {
    /// Opens a file for writing, and makes folder and file when they are missing. What a killed loading left
    /// out is missing until somebody has it built: [`crate::store::RosterStore::mend_load`].
    ///
    /// # Errors
    ///
    /// `Network`, `NotOurs`, `Newer`, `Damaged` and `ReadOnly` leave everything as it was; `Busy`
    /// when another process writes for longer than five seconds.
    pub fn open(path: &Path) -> Result<Self> {
        Self::of(path, open::create_or_open(path))
    }

    /// Opens a file that is there for writing.
    ///
    /// # Errors
    ///
    /// As for [`SqliteStore::open`], and `NoFile`.
    pub fn open_existing(path: &Path) -> Result<Self> {
        Self::of(path, open::existing(path))
    }

    /// Opens a file that is there for reading alone; every write is refused.
    ///
    /// # Errors
    ///
    /// As for [`SqliteStore::open_existing`], without `ReadOnly`; `Failed` for a file of an older
    /// schema, which reading cannot bring up to date.
    pub fn read_only(path: &Path) -> Result<Self> {
        Self::of(path, open::read_only(path))
    }

    /// Makes an empty store that lives as long as the value.
    pub fn in_memory() -> Result<Self> {
        Self::of(Path::new(":memory:"), open::in_memory())
    }

    /// Makes an empty store that lives as long as the value and takes little memory, however much is put
    /// into it: the engine keeps it in a file of its own that has no name.
    ///
    /// # Errors
    ///
    /// When the engine cannot make it.
    pub fn passing() -> Result<Self> {
        Self::of(Path::new(":passing:"), open::passing())
    }

    /// Returns the file's path; `:memory:` for a store without one.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the store as it stands to a new file, while others may go on writing.
    ///
    /// # Errors
    ///
    /// `Failed` when there is a file already, which is left as it is.
    pub fn backup_to(&self, path: &Path) -> Result<()> {
        let copy = || {
            open::make_copy(path)?;
            Ok(self.db.backup(rusqlite::MAIN_DB, path, NO_PROGRESS)?)
        };
        copy().map_err(|trouble: Trouble| trouble.told("copy the store", path))
    }

    fn of(path: &Path, db: Answer<Connection>) -> Result<Self> {
        match db {
            Ok(db) => Ok(Self {
                db,
                path: path.to_owned(),
                loading: None,
            }),
            Err(trouble) => Err(trouble.told("open the store", path)),
        }
    }

    fn read<T>(
        &self,
        doing: &'static str,
        ask: impl FnOnce(&Connection) -> Answer<T>,
    ) -> Result<T> {
        let answer = || {
            // A reader handed rows one by one may ask again while it is being served.
            if !self.db.is_autocommit() {
                return ask(&self.db);
            }
            let tx = self.db.unchecked_transaction()?;
            ask(&tx)
        };
        answer().map_err(|trouble| trouble.told(doing, &self.path))
    }

    fn write<T>(
        &mut self,
        doing: &'static str,
        act: impl FnOnce(&Connection) -> Answer<T>,
    ) -> Result<T> {
        let written = (|| {
            let tx = self.begin()?;
            let answer = act(&tx)?;
            tx.commit()?;
            Ok(answer)
        })();
        written.map_err(|trouble: Trouble| trouble.told(doing, &self.path))
    }

    /// Begins to write. While indexes are being built the lock is held for longer than any act takes, and
    /// is waited for: what was typed must not be refused for that.
    fn begin(&self) -> Answer<Transaction<'_>> {
        let begun = Instant::now();
        loop {
            let tx = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate);
            match tx.map_err(Trouble::from) {
                Err(trouble)
                    if trouble.is_busy()
                        && begun.elapsed() < INDEX_WAIT
                        && loading::is_aside(&self.db)? => {}
                other => return other,
            }
        }
    }
}
