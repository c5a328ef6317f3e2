//! What the store answers and takes about programmes and their entries.
//!
//! Entries are only ever struck; the version is that of the programme, so that nobody pays by a
//! balance that is gone.

use crate::{
    domain::{
        id::{EntryId, ProgrammeId, Version},
        programme::{
            Entry, KeptEntry, Party, Programme, ProgrammeHead, ProgrammeKind, Scheme, Strike,
        },
    },
    store::Result,
};
use chrono::NaiveDateTime;

/// Programmes with what was entered into them.
pub trait ProgrammeStore {
    /// Lists the programmes of a kind, or all, the latest first day first and undated ones last.
    fn programmes(&self, kind: Option<ProgrammeKind>, limit: usize) -> Result<Vec<ProgrammeHead>>;
    /// Reads a programme.
    fn programme(&self, id: ProgrammeId) -> Result<Option<Programme>>;
    /// Finds the programmes of exactly this name.
    fn programmes_named(&self, name: &str) -> Result<Vec<ProgrammeId>>;
    /// Adds a programme.
    fn add_programme(&mut self, scheme: &Scheme) -> Result<ProgrammeId>;
    /// Rewrites what a programme is; its entries stay.
    fn save_programme(
        &mut self,
        id: ProgrammeId,
        seen: Version,
        scheme: &Scheme,
    ) -> Result<Version>;
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
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version>;
    /// Strikes an entry, or lets it stand again; `seen` is the programme's version.
    fn strike_entry(
        &mut self,
        id: EntryId,
        seen: Version,
        strike: Option<&Strike>,
    ) -> Result<Version>;
}
