//! Names of a base that hold no more: changed or removed since it was built.
//!
//! Kept with their symbols, so that what they were counted for is taken off again without going through the names
//! that still hold. Invariant: places rise, and stand beside their names.

use super::Base;
use super::letters::Spelled;

/// Records that are gone.
#[derive(Debug, Clone, Default)]
pub(in crate::search) struct Gone {
    places: Vec<u32>,
    names: Vec<Spelled>,
}

impl Gone {
    /// Returns how many records are gone.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Tells whether a record is gone.
    pub fn has(&self, place: usize) -> bool {
        self.places.binary_search(&(place as u32)).is_ok()
    }

    /// Adds places of a base; some may be gone already.
    pub fn add(&mut self, base: &Base, places: &[u32]) {
        let mut all: Vec<(u32, Spelled)> =
            self.places.drain(..).zip(self.names.drain(..)).collect();
        all.extend(
            places
                .iter()
                .map(|&place| (place, base.spelled(place as usize))),
        );
        all.sort_unstable_by_key(|(place, _)| *place);
        all.dedup_by_key(|(place, _)| *place);
        (self.places, self.names) = all.into_iter().unzip();
    }

    /// Returns the places of the records that are gone.
    pub fn places(&self) -> &[u32] {
        &self.places
    }

    pub(super) fn names(&self) -> &[Spelled] {
        &self.names
    }
}
