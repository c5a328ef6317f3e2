//! What of the roster is to be done, in sum: a row of its own at the foot of the queue.
//!
//! One row for all of it, because a roster of millions has thousands that end in a quarter; it opens the list.
//! Under the last item and not among them, so that no item moves when it has been counted.

use chrono::NaiveDate;

use super::{Model, queue::Spot};
use crate::store::EndingKind;

/// What ends soon or went beyond a cap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endings {
    /// How many of each kind end; kinds without any are left out.
    pub kinds: Vec<(EndingKind, usize)>,
    /// How much was paid beyond a cap.
    pub overs: usize,
    /// The first day on which something ends.
    pub next: Option<NaiveDate>,
}

impl Endings {
    /// Returns how much there is in all.
    pub fn count(&self) -> usize {
        self.overs + self.kinds.iter().map(|own| own.1).sum::<usize>()
    }
}

impl Model {
    /// Returns what stands at the foot of the queue: in a list of some items alone nothing does.
    pub fn queue_foot(&self) -> Option<&Endings> {
        let queue = &self.queue;
        let is_whole = queue.open.is_none() && queue.only.is_none();
        let ending = self.roster.ending.as_ref();
        ending.filter(|own| is_whole && queue.filter.text().is_empty() && own.count() > 0)
    }

    /// Tells whether the cursor stands there.
    pub fn is_at_foot(&self) -> bool {
        self.queue.spot == Spot::Foot && self.queue_foot().is_some()
    }
}
