//! Tables of craftsmen, studios and employers (.csv) into the roster.
//!
//! Columns are known by what offices call them, in any order; the header may stand below a title.
//! A row that cannot be read is told with its line, and the others go on. A record that is there
//! already (for a person: same name, employer and birth month) is updated with what the row says and
//! keeps what the row leaves empty.

mod cells;
mod columns;
mod table;

use std::collections::HashMap;

pub use self::{columns::List, table::decode};

use self::{
    cells::Wrong,
    table::{Row, Table},
};
use crate::{
    domain::{
        craftsman::{HonourLevel, Person},
        employer::{EmployerKind, Firm},
        entry::Entry,
        id::{EmployerId, Version},
        studio::Workshop,
    },
    store::{NameId, RosterBatch, Signed, Store, StoreError},
};

/// Rows written in one transaction: few enough to stay small in memory, enough that the disk is
/// waited for ten times in 200,000 rows. Chosen by us.
const BATCH: usize = 20_000;

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line of the file, from 1.
    pub line: u64,
    /// Why: a key under `cli.bad` in `lang`.
    pub reason: &'static str,
    /// The cell that is wrong.
    pub value: String,
}

/// What became of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What it lists.
    pub list: List,
    /// Its encoding.
    pub encoding: String,
    /// New records.
    pub added: u64,
    /// Records that the table changed.
    pub updated: u64,
    /// Records that stood there as the table has them.
    pub unchanged: u64,
    /// Rows not taken.
    pub bad: Vec<BadRow>,
    /// Columns that nothing here knows.
    pub ignored: Vec<String>,
}

/// Why a table was not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No header with known columns is among its first rows.
    NoHeader,
    /// The store refused or failed.
    Store(StoreError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Whether the store is written.
#[derive(Clone, PartialEq, Eq)]
enum Mode {
    /// It is, and who imports stands in the log of what is updated.
    Write(Signed),
    Count,
}

/// Tells whether a file is a table of the roster: by its ending, or by a header of two known columns.
pub fn is_roster(name: &str, bytes: &[u8]) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let known = || Table::of(bytes).is_some_and(|table| table.columns.len() >= 2);
    match ending.as_deref() {
        Some("csv" | "tsv") => true,
        Some("txt") | None => known(),
        Some(_) => false,
    }
}

/// Reads a table into the roster.
///
/// # Errors
/// When it has no header, or the store cannot be written.
pub fn import(store: &mut dyn Store, signed: Signed, bytes: &[u8]) -> Result<Outcome, Refused> {
    read(store, bytes, Mode::Write(signed))
}

/// Tells what [`import`] would do; the store is only read.
///
/// # Errors
/// When it has no header, or the store cannot be read.
pub fn rehearse(store: &mut dyn Store, bytes: &[u8]) -> Result<Outcome, Refused> {
    read(store, bytes, Mode::Count)
}

fn read(store: &mut dyn Store, bytes: &[u8], mode: Mode) -> Result<Outcome, Refused> {
    let table = Table::of(bytes).ok_or(Refused::NoHeader)?;
    let known = Known::of(store, table.list)?;
    let mut intake = Intake {
        store,
        mode,
        known,
        seen: HashMap::new(),
        batch: RosterBatch::default(),
        outcome: Outcome {
            list: table.list,
            encoding: table.encoding.to_owned(),
            added: 0,
            updated: 0,
            unchanged: 0,
            bad: Vec::new(),
            ignored: table.ignored.clone(),
        },
    };
    let mut failed = None;
    table.each_row(|row| match intake.take(&row) {
        Ok(()) => true,
        Err(Stop::Row(wrong)) => {
            intake.outcome.bad.push(BadRow {
                line: row.line,
                reason: wrong.reason,
                value: wrong.value,
            });
            true
        }
        Err(Stop::Store(error)) => {
            failed = Some(error);
            false
        }
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    intake.flush()?;
    Ok(intake.outcome)
}

/// The names that the store has before the table is read.
struct Known {
    /// Rows of the table's own list by name.
    own: HashMap<String, Vec<NameId>>,
    /// Employers by name.
    employers: HashMap<String, Vec<EmployerId>>,
}

impl Known {
    fn of(store: &dyn Store, list: List) -> Result<Self, StoreError> {
        let mut known = Self {
            own: HashMap::new(),
            employers: HashMap::new(),
        };
        store.each_name(&mut |row| {
            if let NameId::Employer(id) = row.id {
                known
                    .employers
                    .entry(row.name.to_owned())
                    .or_default()
                    .push(id);
            }
            let own = matches!(
                (row.id, list),
                (NameId::Craftsman(_), List::Craftsmen)
                    | (NameId::Studio(_), List::Studios)
                    | (NameId::Employer(_), List::Employers)
            );
            if own {
                known
                    .own
                    .entry(row.name.to_owned())
                    .or_default()
                    .push(row.id);
            }
        })?;
        Ok(known)
    }

    /// Returns the employer of a name when one alone has it.
    fn employer(&self, name: Option<&String>) -> Option<EmployerId> {
        match self.employers.get(name?)?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// Why a row stops: it cannot be read, or the store fails and with it the whole table.
enum Stop {
    Row(Wrong),
    Store(StoreError),
}

impl From<Wrong> for Stop {
    fn from(wrong: Wrong) -> Self {
        Stop::Row(wrong)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Store(error)
    }
}

struct Intake<'a> {
    store: &'a mut dyn Store,
    mode: Mode,
    known: Known,
    /// Where the table itself had a record before.
    seen: HashMap<[String; 3], u64>,
    batch: RosterBatch,
    outcome: Outcome,
}

impl Intake<'_> {
    fn take(&mut self, row: &Row) -> Result<(), Stop> {
        match self.outcome.list {
            List::Craftsmen => self.person(row),
            List::Studios => self.studio(row),
            List::Employers => self.employer(row),
        }
    }

    /// Refuses a record that the table has twice.
    fn once(&mut self, row: &Row, key: [String; 3]) -> Result<(), Wrong> {
        match self.seen.insert(key, row.line) {
            None => Ok(()),
            Some(before) => Err(Wrong {
                reason: "repeats",
                value: before.to_string(),
            }),
        }
    }

    fn ids(&self, name: &str) -> Vec<NameId> {
        self.known.own.get(name).cloned().unwrap_or_default()
    }

    fn person(&mut self, row: &Row) -> Result<(), Stop> {
        let mut person = Person::default();
        cells::person(&mut person, row)?;
        let key = |person: &Person| {
            [
                person.name.clone(),
                person.employer_name.clone().unwrap_or_default(),
                person.birth_month.clone().unwrap_or_default(),
            ]
        };
        self.once(row, key(&person))?;
        for id in self.ids(&person.name) {
            let NameId::Craftsman(id) = id else { continue };
            let Some(kept) = self.store.craftsman(id)? else {
                continue;
            };
            if key(&kept.value) != key(&person) {
                continue;
            }
            let mut whole = kept.value.clone();
            cells::person(&mut whole, row)?;
            whole.employer = whole
                .employer
                .or_else(|| self.known.employer(whole.employer_name.as_ref()));
            let changed = whole != kept.value;
            let at = (NameId::Craftsman(id), kept.version);
            return self.settle(changed, at, &Entry::Person(Box::new(whole)));
        }
        person.employer = self.known.employer(person.employer_name.as_ref());
        self.batch.people.push(person);
        self.add()
    }

    fn studio(&mut self, row: &Row) -> Result<(), Stop> {
        let mut studio = Workshop::named("", HonourLevel::Enterprise);
        cells::studio(&mut studio, row)?;
        let key = |studio: &Workshop| {
            [
                studio.name.clone(),
                studio.host_name.clone().unwrap_or_default(),
                String::new(),
            ]
        };
        self.once(row, key(&studio))?;
        for id in self.ids(&studio.name) {
            let NameId::Studio(id) = id else { continue };
            let Some(kept) = self.store.studio(id)? else {
                continue;
            };
            if key(&kept.value) != key(&studio) {
                continue;
            }
            let mut whole = kept.value.clone();
            cells::studio(&mut whole, row)?;
            let changed = whole != kept.value;
            let at = (NameId::Studio(id), kept.version);
            return self.settle(changed, at, &Entry::Studio(Box::new(whole)));
        }
        // Studios are few: a person of the leader's name is looked up in the store.
        if let Some(name) = &studio.leader_name
            && let [only] = self.store.craftsmen_named(name)?.as_slice()
        {
            studio.leader = Some(*only);
        }
        studio.host = self.known.employer(studio.host_name.as_ref());
        self.batch.studios.push(studio);
        self.add()
    }

    fn employer(&mut self, row: &Row) -> Result<(), Stop> {
        let mut firm = Firm::named("", EmployerKind::Enterprise);
        cells::employer(&mut firm, row)?;
        self.once(row, [firm.name.clone(), String::new(), String::new()])?;
        for id in self.ids(&firm.name) {
            let NameId::Employer(id) = id else { continue };
            let Some(kept) = self.store.employer(id)? else {
                continue;
            };
            let mut whole = kept.value.clone();
            cells::employer(&mut whole, row)?;
            let changed = whole != kept.value;
            let at = (NameId::Employer(id), kept.version);
            return self.settle(changed, at, &Entry::Employer(Box::new(whole)));
        }
        self.batch.employers.push(firm);
        self.add()
    }

    fn add(&mut self) -> Result<(), Stop> {
        self.outcome.added += 1;
        let held = self.batch.people.len() + self.batch.studios.len() + self.batch.employers.len();
        if held >= BATCH {
            self.flush()?;
        }
        Ok(())
    }

    fn settle(&mut self, changed: bool, at: (NameId, Version), entry: &Entry) -> Result<(), Stop> {
        if !changed {
            self.outcome.unchanged += 1;
            return Ok(());
        }
        if let Mode::Write(signed) = &self.mode {
            self.store.save_entry(Some(at), entry, signed)?;
        }
        self.outcome.updated += 1;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        let batch = std::mem::take(&mut self.batch);
        if self.mode != Mode::Count && batch != RosterBatch::default() {
            self.store.add_roster(&batch)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
