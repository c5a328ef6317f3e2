//! The queue in numbers, kept in step with the rows of the list: an act changes one row of many, and
//! counting a hundred thousand anew for it takes longer than a key may.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    domain::state::State,
    store::{QueueCounts, QueueRow},
};

/// How many rows there are of each state, and open ones of each due day. No count is zero.
#[derive(Debug, Default)]
pub(super) struct Tally {
    by_state: BTreeMap<State, u64>,
    by_due: BTreeMap<NaiveDate, u64>,
}

impl Tally {
    /// Counts a row in.
    pub fn add(&mut self, row: &QueueRow) {
        *self.by_state.entry(row.projection.state).or_default() += 1;
        if let Some(day) = open_due(row) {
            *self.by_due.entry(day).or_default() += 1;
        }
    }

    /// Counts a row out that was counted in.
    pub fn remove(&mut self, row: &QueueRow) {
        less(&mut self.by_state, &row.projection.state);
        if let Some(day) = open_due(row) {
            less(&mut self.by_due, &day);
        }
    }

    /// Returns the counts as the store gives them.
    pub fn counts(&self) -> QueueCounts {
        QueueCounts {
            by_state: self.by_state.iter().map(|(key, n)| (*key, *n)).collect(),
            by_due: self.by_due.iter().map(|(key, n)| (*key, *n)).collect(),
        }
    }
}

fn open_due(row: &QueueRow) -> Option<NaiveDate> {
    let own = &row.projection;
    own.due.filter(|_| own.state.is_open()).map(|(day, _)| day)
}

fn less<K: Ord>(counts: &mut BTreeMap<K, u64>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}
