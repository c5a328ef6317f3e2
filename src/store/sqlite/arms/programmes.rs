//! Programmes and their entries.

use crate::{
    domain::{
        id::{EntryId, ProgrammeId, Version},
        programme::{Entry, KeptEntry, Party, Programme, ProgrammeHead, ProgrammeKind},
    },
    store::{
        ProgrammeStore, Result, Signed,
        sqlite::{SqliteStore, roster},
    },
};

impl ProgrammeStore for SqliteStore {
    fn programmes(&self, kind: Option<ProgrammeKind>, limit: usize) -> Result<Vec<ProgrammeHead>> {
        self.read("list programmes", |db| {
            roster::programmes::heads(db, kind, limit)
        })
    }

    fn programme(&self, id: ProgrammeId) -> Result<Option<Programme>> {
        self.read("read a programme", |db| roster::programmes::read(db, id))
    }

    fn programmes_named(&self, name: &str) -> Result<Vec<ProgrammeId>> {
        self.read("find a programme", |db| roster::programmes::named(db, name))
    }

    fn entries_of(&self, id: ProgrammeId) -> Result<Vec<KeptEntry>> {
        self.read("list the entries of a programme", |db| {
            roster::entries::of(db, id)
        })
    }

    fn entries_about(&self, who: Party, limit: usize) -> Result<Vec<(ProgrammeId, KeptEntry)>> {
        self.read("list entries of programmes", |db| {
            roster::entries::about(db, who, limit)
        })
    }

    fn enter(
        &mut self,
        id: ProgrammeId,
        seen: Version,
        entries: &[Entry],
        signed: &Signed,
    ) -> Result<Version> {
        self.write("enter into a programme", |db| {
            roster::entries::add(db, (id, seen), entries, signed)
        })
    }

    fn strike_entry(
        &mut self,
        id: EntryId,
        seen: Version,
        reason: Option<&str>,
        signed: &Signed,
    ) -> Result<Version> {
        self.write("strike an entry of a programme", |db| {
            roster::entries::strike(db, (id, seen), reason, signed)
        })
    }
}
