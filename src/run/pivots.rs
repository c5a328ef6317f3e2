//! Counting the roster by fields, a range of records at a time.
//!
//! A range is made as long as is counted in a moment, so that a first table is there at once, others
//! are answered in between, and counting can be stopped.

use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::{figures::name_id, office::Office};
use crate::{
    app::views::{Found, Note},
    figure::{Pivot, PivotCell, PivotTable, PivotTally},
    store::Result,
};

/// How long a range may take.
const RANGE: Duration = Duration::from_millis(40);
/// How many records the first range has: some milliseconds' worth on a slow machine.
const FIRST: i64 = 4_096;
/// How many records a range has at most.
const LONGEST: i64 = 1 << 20;

/// A pivot being counted.
pub struct Counting {
    tally: PivotTally,
    /// The day all of it is counted for, also when midnight comes.
    today: NaiveDate,
    next: i64,
    last: i64,
    first: i64,
    step: i64,
}

impl Counting {
    /// Begins.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of(office: &Office, pivot: Pivot) -> Result<Self> {
        let bounds = office.store.pivot_bounds(pivot.question().measure)?;
        let (first, last) = bounds.unwrap_or((1, 0));
        Ok(Self {
            tally: PivotTally::of(pivot),
            today: office.time.today(),
            next: first,
            last,
            first,
            step: FIRST,
        })
    }

    /// Returns whether everything is counted.
    pub fn is_whole(&self) -> bool {
        self.next > self.last
    }

    /// Returns how much of the list is counted, in thousandths.
    pub fn done(&self) -> u16 {
        if self.is_whole() {
            return 1_000;
        }
        let span = i128::from(self.last) - i128::from(self.first) + 1;
        let done = (i128::from(self.next) - i128::from(self.first)) * 1_000 / span.max(1);
        u16::try_from(done).unwrap_or(0)
    }

    /// Counts the next range.
    ///
    /// # Errors
    /// When the store cannot be read; what was counted stays.
    pub fn go_on(&mut self, office: &Office) -> Result<()> {
        if self.is_whole() {
            return Ok(());
        }
        let end = self.next.saturating_add(self.step - 1).min(self.last);
        let began = Instant::now();
        office
            .store
            .pivot_range(&(self.next..=end), self.today, &mut self.tally)?;
        // Grows while ranges are quick, and shrinks when one was not.
        let took = began.elapsed();
        if took < RANGE / 2 {
            self.step = (self.step * 2).min(LONGEST);
        } else if took > RANGE {
            self.step = (self.step / 2).max(1);
        }
        self.next = end.saturating_add(1);
        Ok(())
    }

    /// Returns the table of what is counted so far.
    pub fn table(&self) -> PivotTable {
        self.tally.table()
    }
}

impl Office {
    /// Counts all of a pivot.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn pivot(&self, pivot: &Pivot) -> Result<PivotTable> {
        let mut counting = Counting::of(self, pivot.clone())?;
        while !counting.is_whole() {
            counting.go_on(self)?;
        }
        Ok(counting.table())
    }

    /// Names the records that a cell counts, in the order of rows, after this one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn cell_names(&self, cell: &PivotCell, after: i64, limit: usize) -> Result<Vec<Found>> {
        let records = self
            .store
            .pivot_records(cell, self.time.today(), after, limit)?;
        let ids: Vec<_> = records.into_iter().map(name_id).collect();
        let notes = self.store.name_notes(&ids)?;
        let mut names = Vec::new();
        for (id, note) in ids.into_iter().zip(notes) {
            names.push(Found {
                id,
                name: self.name_of(id)?.unwrap_or_default(),
                spans: Vec::new(),
                note: Note::Known(note),
            });
        }
        Ok(names)
    }
}
