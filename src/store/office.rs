//! The office as the store keeps it: the unit, the calendar and what due dates were computed from.
//!
//! Apart because every desk asks these first, whatever it shows then.

use crate::{
    domain::{
        calendar::CalendarYear,
        deadline::Projection,
        event::Event,
        id::{ProposalId, Version},
        proposal::Case,
        unit::Unit,
    },
    store::{Fault, OpenItem, Result},
};

/// What the office is, what its due dates are computed from, and the health of its store.
pub trait OfficeStore {
    /// Reads the unit's profile.
    fn unit(&self) -> Result<Option<(Unit, Version)>>;
    /// Writes the unit's profile; `seen` is `None` for the first one.
    fn save_unit(&mut self, unit: &Unit, seen: Option<Version>) -> Result<Version>;
    /// Moves what was written lately to where it stays, so that no act has to: kept is it already.
    fn settle(&self) -> Result<()>;
    /// Returns a number that differs whenever any process, this one included, has written since.
    fn change_mark(&self) -> Result<i64>;
    /// Returns a number that differs whenever another connection has written since, of this process or another.
    fn others_mark(&self) -> Result<i64>;
    /// Looks for what is wrong: integrity, references, hashes of originals.
    fn faults(&self) -> Result<Vec<Fault>>;
    /// Reads the imported years of the calendar, in order.
    fn calendar_years(&self) -> Result<Vec<CalendarYear>>;
    /// Writes an imported year in place of the one of that year; no due date changes by it.
    fn save_calendar_year(&mut self, year: &CalendarYear) -> Result<()>;
    /// Reads the name of the rules that the kept due dates were computed by.
    fn basis(&self) -> Result<Option<String>>;
    /// Writes the name of the rules that the kept due dates were computed by.
    fn save_basis(&mut self, basis: &str) -> Result<()>;
    /// Hands out every item that is not at its end with its events, in the order of rows.
    fn each_open_item(&self, item: &mut dyn FnMut(OpenItem)) -> Result<()>;
    /// In one transaction: writes the year, projects every item that is not at its end anew, and keeps
    /// the name of the rules. Returns the items whose projection changed; versions stay.
    fn rebase(
        &mut self,
        year: Option<&CalendarYear>,
        basis: &str,
        project: &mut dyn FnMut(&Case, &[Event]) -> Projection,
    ) -> Result<Vec<ProposalId>>;
}
