//! The office: unit, calendar, basis of the due dates, health.

use rusqlite::Connection;

use crate::{
    domain::{
        calendar::CalendarYear,
        deadline::Projection,
        event::Event,
        id::{ProposalId, Version},
        proposal::Case,
        unit::Unit,
    },
    store::{
        Fault, OfficeStore, OpenItem, Result,
        sqlite::{SqliteStore, basis, faults, open, trouble::Trouble, unit},
    },
};

impl OfficeStore for SqliteStore {
    fn unit(&self) -> Result<Option<(Unit, Version)>> {
        self.read("read the unit", unit::unit)
    }

    fn save_unit(&mut self, unit: &Unit, seen: Option<Version>) -> Result<Version> {
        self.write("save the unit", |db| unit::save(db, unit, seen))
    }

    fn settle(&self) -> Result<()> {
        let settled = open::checkpoint(&self.db).map_err(Trouble::from);
        settled.map_err(|trouble| trouble.told("settle what was written", &self.path))
    }

    fn change_mark(&self) -> Result<i64> {
        self.read("look for changes", |db| {
            let others = others_version(db)?;
            // Both only rise, so their sum rises with either.
            Ok(others.wrapping_add(db.total_changes() as i64))
        })
    }

    fn others_mark(&self) -> Result<i64> {
        self.read("look for changes", |db| Ok(others_version(db)?))
    }

    fn faults(&self) -> Result<Vec<Fault>> {
        self.read("look for faults", faults::faults)
    }

    fn calendar_years(&self) -> Result<Vec<CalendarYear>> {
        self.read("read the calendar", basis::years)
    }

    fn save_calendar_year(&mut self, year: &CalendarYear) -> Result<()> {
        self.write("save a year of the calendar", |db| {
            basis::save_year(db, year)
        })
    }

    fn basis(&self) -> Result<Option<String>> {
        self.read("read what due dates are computed from", basis::basis)
    }

    fn save_basis(&mut self, basis: &str) -> Result<()> {
        self.write("keep what due dates are computed from", |db| {
            basis::save_basis(db, basis)
        })
    }

    fn each_open_item(&self, item: &mut dyn FnMut(OpenItem)) -> Result<()> {
        self.read("read every open item", |db| basis::each_open(db, item))
    }

    fn rebase(
        &mut self,
        year: Option<&CalendarYear>,
        basis: &str,
        project: &mut dyn FnMut(&Case, &[Event]) -> Projection,
    ) -> Result<Vec<ProposalId>> {
        self.write("compute every due date anew", |db| {
            basis::rebase(db, year, basis, project)
        })
    }
}

/// Returns what SQLite counts the commits of other connections by; its own do not move it.
fn others_version(db: &Connection) -> rusqlite::Result<i64> {
    db.pragma_query_value(None, "data_version", |row| row.get(0))
}
