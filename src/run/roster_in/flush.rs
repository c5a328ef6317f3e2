//! The end of a step: what its rows bring is written in one transaction, or only counted.
//!
//! Between a step's beginning and its end others may write people: by a form, or by a table of their own.
//! A batch is written only when it knows them all; what it would make double is not written.

use super::{Mode, Step, Taking, known::Known};
use crate::{
    domain::id::{CraftsmanId, EmployerId, TableId},
    ingest::roster::List,
    store::{RosterRows, Store, StoreError, TableProgress},
};

/// So often a batch waits for others who write people at the same time. Chosen by us: each takes a while to
/// write, and this one is next before that.
const OTHERS: usize = 20;

impl Taking {
    /// Tells whether people come into the roster.
    pub(super) fn writes_people(&self) -> bool {
        self.mode == Mode::Write && self.layout.list == List::Craftsmen
    }

    /// Writes the batch, which knows everybody who came otherwise meanwhile.
    pub(super) fn write(
        &mut self,
        store: &mut dyn Store,
        table: TableId,
    ) -> Result<RosterRows, StoreError> {
        for _ in 0..OTHERS {
            self.batch.people_seen = self.writes_people().then_some(self.known.next_person);
            if let Some(rows) = store.take_table(table, &self.batch, &self.signed)? {
                return Ok(rows);
            }
            let came = self.known.read_on(store)?;
            if self.meets(&came) {
                // Begun again, the table passes what is taken and meets them.
                return Err(StoreError::TableTaken(table.0));
            }
        }
        Err(StoreError::Busy)
    }

    /// Ends a step: what its rows bring is written, or counted.
    pub(super) fn flush(&mut self, store: &mut dyn Store, step: Step) -> Result<(), StoreError> {
        let own = &self.outcome;
        self.batch.rows_before = std::mem::replace(&mut self.written, own.rows);
        self.batch.progress = TableProgress {
            rows: own.rows,
            added: own.added,
            updated: own.updated,
            unchanged: own.unchanged,
            bad: own.bad,
            employers: own.employers,
            is_finished: step == Step::Done,
        };
        let rows = match (self.mode, self.table) {
            (Mode::Write, Some(table)) => Some(self.write(store, table)?),
            _ => None,
        };
        let batch = std::mem::take(&mut self.batch);
        let first = rows.map_or(self.known.next_person, |rows| rows.first_person);
        self.known.bring(first, batch.new.people.len());
        if self.mode == Mode::Count {
            let places = (first.0..).map(CraftsmanId);
            let new = places.zip(&batch.new.people);
            let there = batch.people.iter().map(|(id, _, person)| (*id, person));
            self.counted.keep(new.chain(there), self.outcome.rows)?;
        }
        self.settle_people(first);
        for (at, name) in (0..).zip(self.made.drain(..)) {
            // An employer that is only counted has no row to be tied to.
            let id = rows.map(|rows| EmployerId(rows.first_employer.0 + at));
            self.known.employers.insert(name, id);
        }
        if step == Step::Done {
            // Of millions it takes the room that building the index of names needs.
            self.known = Known::nothing();
        }
        Ok(())
    }
}
