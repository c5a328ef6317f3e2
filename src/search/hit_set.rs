//! Every record that a query finds, without its place among the others.
//!
//! Apart from an [`Answer`](super::Answer) because nothing is scored: who counts a query's records by their fields
//! asks for ids alone, of which one letter has a million.

use super::chosen::{Admitted, Ids};
use super::index::Kind;

/// The ids of the records that a query finds, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HitSet {
    sets: [Ids; Kind::ALL.len()],
}

impl HitSet {
    /// Returns the ids of a kind.
    pub fn of(&self, kind: Kind) -> &Ids {
        &self.sets[kind as usize]
    }

    pub(super) fn of_mut(&mut self, kind: Kind) -> &mut Ids {
        &mut self.sets[kind as usize]
    }

    /// Returns those of a kind that are admitted too.
    pub fn admitted(&self, kind: Kind, admitted: &Admitted) -> Ids {
        let Some(of) = admitted.of(kind) else {
            return Ids::default();
        };
        let mut own = self.of(kind).clone();
        for ids in &of.within {
            own.keep(ids);
        }
        for ids in &of.without {
            own.drop_all(ids);
        }
        own
    }
}
