//! People of a table that is only counted: what its written rows would have made of them.
//!
//! A row that comes back to somebody is told by what the rows before made of that person, which stands
//! nowhere when nothing is written. So a table of people is gone through once before to find out who comes
//! back, and those alone are kept, in a store of its own that goes to the disk: whatever is asked for, the
//! memory stays small.

use std::collections::HashMap;

use super::known::group_of;
use crate::{
    domain::{craftsman::Person, id::CraftsmanId},
    store::{Result, RosterBatch, RosterStore, sqlite::SqliteStore},
};

/// The table as it is gone through before.
#[derive(Default)]
pub(super) struct Ahead {
    rows: u32,
    /// Of each row that names somebody who it is about, by hash, and its number.
    named: Vec<(u64, u32)>,
}

impl Ahead {
    /// Sees the next row: the name and the employer, if it has them.
    pub(super) fn see(&mut self, about: Option<(String, String)>) {
        self.rows = self.rows.saturating_add(1);
        if let Some((name, employer)) = about {
            self.named.push((group_of(&name, &employer), self.rows));
        }
    }

    /// Returns who comes back, with the last row about them.
    fn returning(self) -> Vec<(u64, u32)> {
        let mut rows = self.named;
        rows.sort_unstable();
        let mut last: Vec<(u64, u32)> = rows
            .chunk_by(|one, other| one.0 == other.0)
            .filter(|rows| rows.len() > 1)
            .filter_map(|rows| rows.last().copied())
            .collect();
        last.shrink_to_fit();
        last
    }
}

/// Those who come back.
#[derive(Default)]
pub(super) struct Counted {
    /// By hash, with the last row about them.
    returning: Vec<(u64, u32)>,
    store: Option<SqliteStore>,
    /// Their rows in that store.
    kept: HashMap<CraftsmanId, CraftsmanId>,
}

impl Counted {
    pub(super) fn of(ahead: Ahead) -> Self {
        Self {
            returning: ahead.returning(),
            ..Self::default()
        }
    }

    /// Keeps those of a batch about whom a row is to come, behind so many.
    ///
    /// # Errors
    /// When the disk is full.
    pub(super) fn keep<'p>(
        &mut self,
        people: impl Iterator<Item = (CraftsmanId, &'p Person)>,
        rows: u64,
    ) -> Result<()> {
        let (mut ids, mut batch) = (Vec::new(), RosterBatch::default());
        for (id, person) in people {
            if self.comes_back(person, rows) {
                ids.push(id);
                batch.people.push(untied(person));
            }
        }
        if ids.is_empty() {
            return Ok(());
        }
        let store = match &mut self.store {
            Some(store) => store,
            none => none.insert(SqliteStore::passing()?),
        };
        let first = store.add_roster(&batch)?.first_person.0;
        let places = (first..).map(CraftsmanId);
        self.kept.extend(ids.into_iter().zip(places));
        Ok(())
    }

    fn comes_back(&self, person: &Person, rows: u64) -> bool {
        let employer = person.employer_name.as_deref().unwrap_or_default();
        let group = group_of(&person.name, employer);
        let found = self.returning.binary_search_by_key(&group, |own| own.0);
        found.is_ok_and(|at| u64::from(self.returning[at].1) > rows)
    }

    /// Returns what was made of somebody, if anything was.
    ///
    /// # Errors
    /// When it cannot be read back.
    pub(super) fn person(&self, id: CraftsmanId) -> Result<Option<Person>> {
        let (Some(store), Some(own)) = (&self.store, self.kept.get(&id)) else {
            return Ok(None);
        };
        Ok(store.craftsman(*own)?.map(|kept| kept.value))
    }
}

/// Returns a person without what names records of another store, and what no table touches.
fn untied(person: &Person) -> Person {
    Person {
        employer: None,
        apprenticeships: Vec::new(),
        jobs: Vec::new(),
        ..person.clone()
    }
}
