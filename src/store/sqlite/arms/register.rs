//! Records with who changed what.

use crate::{
    domain::{
        change::ChangeAct,
        id::{ChangeId, Version},
        roster_entry::RosterEntry,
    },
    store::{
        AlikePairs, Merge, NameId, RegisterStore, Result, RosterChange, Signed,
        sqlite::{SqliteStore, roster},
    },
};

impl RegisterStore for SqliteStore {
    fn entry(&self, id: NameId) -> Result<Option<(RosterEntry, Version)>> {
        self.read("read a record of the roster", |db| {
            roster::log::entry(db, id)
        })
    }

    fn save_entry(
        &mut self,
        seen: Option<(NameId, Version)>,
        entry: &RosterEntry,
        signed: &Signed,
    ) -> Result<NameId> {
        self.write("save a record of the roster", |db| {
            roster::log::save(db, seen, entry, signed)
        })
    }

    fn roster_changes(&self, id: NameId, limit: usize) -> Result<Vec<RosterChange>> {
        self.read("read what was done to a record", |db| {
            roster::log::of(db, id, limit)
        })
    }

    fn take_back(&mut self, change: ChangeId, signed: &Signed) -> Result<Vec<NameId>> {
        self.write("take a change back", |db| {
            roster::log::take_back(db, change, signed)
        })
    }

    fn note_reveal(&mut self, id: NameId, field: &str, signed: &Signed) -> Result<()> {
        self.write("log a look at a private value", |db| {
            roster::log::note(db, ChangeAct::Reveal, (id, field), signed)
        })
    }

    fn note_reveals(
        &mut self,
        looked_at: &[(NameId, Vec<&'static str>)],
        signed: &Signed,
    ) -> Result<()> {
        self.write("log that private values went out", |db| {
            roster::log::note_reveals(db, looked_at, signed)
        })
    }

    fn merge_entries(&mut self, ask: &Merge, signed: &Signed) -> Result<()> {
        self.write("make two records one", |db| {
            roster::merge::merge(db, ask, signed)
        })
    }

    fn keep_apart(&mut self, first: NameId, second: NameId, signed: &Signed) -> Result<()> {
        self.write("keep two records apart", |db| {
            roster::merge::keep_apart(db, first, second, signed)
        })
    }

    fn look_alikes(&self, limit: usize) -> Result<AlikePairs> {
        self.read("look for records that look alike", |db| {
            roster::merge::all(db, limit)
        })
    }

    fn look_alikes_of(&self, id: NameId, limit: usize) -> Result<AlikePairs> {
        self.read("look for records like one", |db| {
            roster::merge::like(db, id, limit)
        })
    }
}
