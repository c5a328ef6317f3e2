//! What the store answers and takes about programmes and their entries.
//!
//! A programme itself is saved as any record of the register is (`RegisterStore::save_entry`). Entries
//! are only ever struck; the version is that of the programme, so that nobody pays by a balance that is
//! gone. Everything done stands in the programme's log and can be taken back.

use crate::{
    domain::{
        id::{EntryId, ProgrammeId, Version},
        programme::{Entry, KeptEntry, Party, Programme, ProgrammeHead, ProgrammeKind},
    },
    store::{Result, Signed},
};

/// Programmes with what was entered into them.
pub trait ProgrammeStore {
    /// Lists the programmes of a kind, or all, the latest first day first and undated ones last.
    fn programmes(&self, kind: Option<ProgrammeKind>, limit: usize) -> Result<Vec<ProgrammeHead>>;
    /// Reads a programme.
    fn programme(&self, id: ProgrammeId) -> Result<Option<Programme>>;
    /// Finds the programmes of exactly this name.
    fn programmes_named(&self, name: &str) -> Result<Vec<ProgrammeId>>;
    /// Lists the entries of a programme in the order they were entered, struck ones too.
    fn entries_of(&self, id: ProgrammeId) -> Result<Vec<KeptEntry>>;
    /// Lists the standing entries about somebody with their programmes, the latest day first.
    fn entries_about(&self, who: Party, limit: usize) -> Result<Vec<(ProgrammeId, KeptEntry)>>;
    /// Adds entries to a programme, all or none; each must be of its kind. The version seen rises, so
    /// that nobody pays by a balance that is gone.
    fn enter(
        &mut self,
        id: ProgrammeId,
        seen: Version,
        entries: &[Entry],
        signed: &Signed,
    ) -> Result<Version>;
    /// Strikes an entry for a reason, or lets it stand again without one; `seen` is the programme's
    /// version.
    fn strike_entry(
        &mut self,
        id: EntryId,
        seen: Version,
        reason: Option<&str>,
        signed: &Signed,
    ) -> Result<Version>;
}
