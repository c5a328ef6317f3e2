//! What the store answers and takes about the lists of people, studios and employers.
//!
//! Reading and adding in bulk; acts that are logged with who did them are in `register`.

use std::path::PathBuf;

use crate::{
    domain::{
        craftsman::{Craftsman, Person},
        employer::{Employer, Firm},
        id::{CraftsmanId, EmployerId, StudioId},
        studio::{Studio, Workshop},
    },
    search::Stamp,
    store::{
        Ending, Load, Mended, NameChanges, NameId, NameNote, NameRow, Result, RosterBatch,
        RosterCounts, RosterMark, RosterRows,
    },
};
use chrono::NaiveDate;

/// The lists of people, studios and employers, as they are read and found by name.
pub trait RosterStore {
    /// Hands out every name of the roster: craftsmen, studios, employers, programmes, each by row.
    fn each_name(&self, row: &mut dyn FnMut(NameRow<'_>)) -> Result<()>;
    /// Returns the last change of a name.
    fn name_stamp(&self) -> Result<Stamp>;
    /// Reads the names that changed since; nothing when that change is not of this store's history, or more
    /// than `most` names changed.
    fn name_changes(&self, since: Stamp, most: usize) -> Result<Option<NameChanges>>;
    /// Returns the state of the records: another one after every change of any of them.
    fn roster_mark(&self) -> Result<RosterMark>;
    /// Lists the records that changed since, each once; nothing when that state is not of this store's history,
    /// or more than `most` changed. Of records whose values changed with another's, the other alone.
    fn changed_records(&self, since: RosterMark, most: usize) -> Result<Option<Vec<NameId>>>;
    /// Returns where an index of the names may be kept: beside the store, so that every desk on it shares one
    /// and it goes where the store goes. Nothing for a store without a file.
    fn names_file(&self) -> Option<PathBuf>;
    /// Reads a record's name; nothing for one that is gone.
    fn name(&self, id: NameId) -> Result<Option<String>>;
    /// Reads what tells homonyms apart, in the order asked for; nothing for records that are gone.
    fn name_notes(&self, ids: &[NameId]) -> Result<Vec<NameNote>>;
    /// Reads a craftsman.
    fn craftsman(&self, id: CraftsmanId) -> Result<Option<Craftsman>>;
    /// Adds a craftsman as a batch does: who did it is not in the log.
    fn add_craftsman(&mut self, person: &Person) -> Result<CraftsmanId>;
    /// Reads a studio.
    fn studio(&self, id: StudioId) -> Result<Option<Studio>>;
    /// Adds a studio as a batch does.
    fn add_studio(&mut self, studio: &Workshop) -> Result<StudioId>;
    /// Reads an employer.
    fn employer(&self, id: EmployerId) -> Result<Option<Employer>>;
    /// Adds an employer as a batch does.
    fn add_employer(&mut self, employer: &Firm) -> Result<EmployerId>;
    /// Finds the employers of exactly this name.
    fn employers_named(&self, name: &str) -> Result<Vec<EmployerId>>;
    /// Finds the craftsmen of exactly this name.
    fn craftsmen_named(&self, name: &str) -> Result<Vec<CraftsmanId>>;
    /// Finds the studios of exactly this name.
    fn studios_named(&self, name: &str) -> Result<Vec<StudioId>>;
    /// Lists the studios this person leads or belongs to.
    fn studios_of(&self, id: CraftsmanId) -> Result<Vec<StudioId>>;
    /// Lists the people who learnt from this person.
    fn apprentices_of(&self, id: CraftsmanId, limit: usize) -> Result<Vec<CraftsmanId>>;
    /// Lists the people of an employer.
    fn people_of(&self, id: EmployerId, limit: usize) -> Result<Vec<CraftsmanId>>;
    /// Lists the studios an employer hosts.
    fn hosted_by(&self, id: EmployerId, limit: usize) -> Result<Vec<StudioId>>;
    /// Counts the roster.
    fn roster_counts(&self) -> Result<RosterCounts>;
    /// Begins to add very many people, when there are none yet: what finds them quickly is built when the
    /// loading ends. Of a roster that has people everything stays as it is.
    fn begin_load(&mut self, load: Load) -> Result<()>;
    /// Ends a loading that was begun.
    fn end_load(&mut self) -> Result<()>;
    /// Builds what a loading that was killed left out; `built` hears how many indexes of how many are
    /// there, and nothing when none is missing. Of millions of people each takes seconds, in which nobody
    /// else writes.
    fn mend_load(&mut self, built: &mut dyn FnMut(u64, u64)) -> Result<Mended>;
    /// Adds many at once, in one transaction.
    fn add_roster(&mut self, batch: &RosterBatch) -> Result<RosterRows>;
    /// Lists what of the roster ends between two days, both included, the earliest first: certificates
    /// that no later one follows, honours that were not revoked, terms of studios that were not removed.
    fn ending(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Ending>>;
}
