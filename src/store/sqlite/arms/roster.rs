//! People, studios and employers.

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
        RosterCounts, RosterMark, RosterRows, RosterStore,
        sqlite::{SqliteStore, loading, roster},
    },
};
use chrono::NaiveDate;

impl RosterStore for SqliteStore {
    fn each_name(&self, row: &mut dyn FnMut(NameRow<'_>)) -> Result<()> {
        self.read("read the names of the roster", |db| {
            roster::each_name(db, row)
        })
    }

    fn name_stamp(&self) -> Result<Stamp> {
        self.read("look for changed names", roster::names::stamp)
    }

    fn name_changes(&self, since: Stamp, most: usize) -> Result<Option<NameChanges>> {
        self.read("read changed names", |db| {
            roster::names::changes(db, since, most)
        })
    }

    fn roster_mark(&self) -> Result<RosterMark> {
        self.read("look for changed records", roster::names::mark)
    }

    fn changed_records(&self, since: RosterMark, most: usize) -> Result<Option<Vec<NameId>>> {
        self.read("list changed records", |db| {
            roster::names::changed(db, since, most)
        })
    }

    fn names_file(&self) -> Option<PathBuf> {
        // A store without a path has a name that no file has.
        self.db.path().filter(|path| !path.is_empty()).map(|_| {
            let mut name = self.path.as_os_str().to_owned();
            name.push(".names");
            name.into()
        })
    }

    fn name(&self, id: NameId) -> Result<Option<String>> {
        self.read("read a name of the roster", |db| roster::name(db, id))
    }

    fn name_notes(&self, ids: &[NameId]) -> Result<Vec<NameNote>> {
        self.read("read notes to names", |db| roster::name_notes(db, ids))
    }

    fn craftsman(&self, id: CraftsmanId) -> Result<Option<Craftsman>> {
        self.read("read a craftsman", |db| roster::craftsmen::read(db, id))
    }

    fn add_craftsman(&mut self, person: &Person) -> Result<CraftsmanId> {
        self.write("add a craftsman", |db| roster::craftsmen::add(db, person))
    }

    fn studio(&self, id: StudioId) -> Result<Option<Studio>> {
        self.read("read a studio", |db| roster::studios::read(db, id))
    }

    fn add_studio(&mut self, studio: &Workshop) -> Result<StudioId> {
        self.write("add a studio", |db| roster::studios::add(db, studio))
    }

    fn employer(&self, id: EmployerId) -> Result<Option<Employer>> {
        self.read("read an employer", |db| roster::employers::read(db, id))
    }

    fn add_employer(&mut self, employer: &Firm) -> Result<EmployerId> {
        self.write("add an employer", |db| roster::employers::add(db, employer))
    }

    fn employers_named(&self, name: &str) -> Result<Vec<EmployerId>> {
        self.read("find an employer", |db| roster::employers::named(db, name))
    }

    fn craftsmen_named(&self, name: &str) -> Result<Vec<CraftsmanId>> {
        self.read("find a craftsman", |db| roster::craftsmen::named(db, name))
    }

    fn studios_named(&self, name: &str) -> Result<Vec<StudioId>> {
        self.read("find a studio", |db| roster::studios::named(db, name))
    }

    fn studios_of(&self, id: CraftsmanId) -> Result<Vec<StudioId>> {
        self.read("list the studios of a craftsman", |db| {
            roster::studios::of(db, id)
        })
    }

    fn apprentices_of(&self, id: CraftsmanId, limit: usize) -> Result<Vec<CraftsmanId>> {
        self.read("list apprentices", |db| {
            roster::craftsmen::apprentices_of(db, id, limit)
        })
    }

    fn people_of(&self, id: EmployerId, limit: usize) -> Result<Vec<CraftsmanId>> {
        self.read("list the people of an employer", |db| {
            roster::craftsmen::people_of(db, id, limit)
        })
    }

    fn hosted_by(&self, id: EmployerId, limit: usize) -> Result<Vec<StudioId>> {
        self.read("list the studios of an employer", |db| {
            roster::studios::hosted_by(db, id, limit)
        })
    }

    fn roster_counts(&self) -> Result<RosterCounts> {
        self.read("count the roster", roster::counts)
    }

    fn begin_load(&mut self, load: Load) -> Result<()> {
        if self.loading.is_none() {
            let begun = loading::begin(&mut self.db, &self.path, load);
            self.loading =
                begun.map_err(|trouble| trouble.told("prepare to add many", &self.path))?;
        }
        Ok(())
    }

    fn end_load(&mut self) -> Result<()> {
        let Some(loading) = self.loading.take() else {
            return Ok(());
        };
        loading::end(&mut self.db, &loading)
            .map_err(|trouble| trouble.told("make many findable", &self.path))
    }

    fn mend_load(&mut self, built: &mut dyn FnMut(u64, u64)) -> Result<Mended> {
        if self.loading.is_some() {
            return Ok(Mended::Loading);
        }
        loading::mend(&mut self.db, &self.path, built)
            .map_err(|trouble| trouble.told("build what is missing", &self.path))
    }

    fn add_roster(&mut self, batch: &RosterBatch) -> Result<RosterRows> {
        self.write("add to the roster", |db| roster::add_batch(db, batch))
    }

    fn ending(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Ending>> {
        self.read("list what ends", |db| roster::ending::between(db, from, to))
    }
}
