//! The names of millions of people, found as one types: a base that does not change.
//!
//! It holds the people's names of one to four characters; other names, and what changed since it was built, are the
//! matter of [`NameBook`](super::NameBook). Names of one length are a sorted [`trie`]; a query is worked out once
//! for each sound of the [`letters`] ([`plan`]); the [`best`] are found by bounds from the best first characters
//! down, and hits are counted by going over the gate alone ([`count`]). No record is looked at twice, and most
//! never. Invariant: an id is in a base once at most.

mod best;
mod build;
mod count;
mod endings;
mod fast;
mod file;
mod gate;
mod gone;
mod hits;
mod letters;
mod part;
mod places;
mod plan;
mod trie;

use std::sync::Arc;

pub use build::Builder;
pub use places::Places;

pub(super) use best::Found;
pub(super) use gone::Gone;

use best::Walk;
use count::Count;
use endings::Endings;
use letters::{Letters, Spelled};
use plan::Plan;
use trie::Trie;

use super::index::Cancel;
use super::query::Asked;
use super::second::{Second, Shared};

/// The length of the longest names in a base, in characters.
const LONGEST: usize = 4;

/// From so many names on a count is shared with a second thread; waking one costs a few hundredths of a millisecond.
const SHARED_FROM: usize = if cfg!(test) { 12 } else { 500_000 };

/// The short names of people.
#[derive(Debug, Default)]
pub struct Base {
    /// Shared with the [parts](Self::part) of the base.
    letters: Arc<Letters>,
    /// By length, from one character on.
    tries: Vec<Trie>,
    /// The same names from their ends.
    endings: Vec<Endings>,
    /// The ids in the order of the names; a record's place is its place here.
    ids: Vec<u32>,
}

impl Base {
    /// Returns how many names there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Tells whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Finds the best names that every word hits, and counts them all, but those that are gone. `meanwhile`
    /// is given the best while they are still being counted.
    pub(super) fn search<T>(
        self: &Arc<Self>,
        second: &Second,
        asked: &Asked<'_>,
        gone: &Arc<Gone>,
        limit: usize,
        cancel: &Cancel,
        meanwhile: impl FnOnce(Vec<Found>) -> T,
    ) -> (T, usize) {
        let plan = Arc::new(Plan::new(&self.letters, asked));
        let count = Arc::new(Shared::new(Count::new(self, &plan, gone), cancel));
        if self.len() >= SHARED_FROM {
            second.join_in(count.clone());
        }
        let found = Walk::new(self, &plan, gone, limit).find(cancel);
        // Fewer than none are counted only when cancelled.
        (meanwhile(found), count.result().max(0) as usize)
    }

    /// Returns the id of a record.
    pub(super) fn id(&self, place: usize) -> i64 {
        self.ids[place].into()
    }

    /// Writes the name of a record.
    pub(super) fn name(&self, place: usize) -> String {
        let spelled = self.spelled(place);
        self.letters.write(&spelled.numbers[..spelled.len])
    }

    /// Returns the symbols of a record; none when there is no such record.
    fn spelled(&self, place: usize) -> Spelled {
        let holds = |trie: &&Trie| {
            trie.records_below(0, 0..trie.levels[0].len())
                .contains(&place)
        };
        let mut spelled = Spelled::default();
        if let Some(trie) = self.tries.iter().find(holds) {
            spelled.len = trie.chars();
            spelled.numbers[..trie.chars()].copy_from_slice(&trie.name(place));
        }
        spelled
    }

    /// Returns the places of those of these ids that are in the base, in order of place.
    pub(super) fn places_of(&self, ids: &[i64]) -> Vec<u32> {
        let mut wanted: Vec<u32> = ids.iter().filter_map(|&id| id.try_into().ok()).collect();
        wanted.sort_unstable();
        // Most ids are turned away by one bit: the sixteen low ones of an id stand for it.
        let mut low = vec![false; 1 << 16];
        for id in &wanted {
            low[usize::from(*id as u16)] = true;
        }
        (0..)
            .zip(&self.ids)
            .filter(|(_, id)| low[usize::from(**id as u16)] && wanted.binary_search(id).is_ok())
            .map(|(place, _)| place)
            .collect()
    }
}
