//! Records that a filter lets through, and the choice it makes among the names.
//!
//! Who is admitted is known by kind and id, whatever the names are; a choice is what follows for the names of a
//! book as it stood, so that each key after it costs no more than one over all names. Invariant: the base of a
//! choice holds people that are admitted, and them all.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::base::Base;
use super::book::State;
use super::index::Kind;

/// How many ids a block of bits holds.
const BLOCK: usize = 1 << 16;

/// A set of ids: bits in blocks for those from 0 to 32 bits, which all are in practice, and a list of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids {
    blocks: Vec<Option<Box<[u64; BLOCK / 64]>>>,
    others: BTreeSet<i64>,
    count: usize,
}

impl Ids {
    /// Adds an id.
    pub fn insert(&mut self, id: i64) {
        let Ok(small) = u32::try_from(id) else {
            self.count += usize::from(self.others.insert(id));
            return;
        };
        let (block, at) = (small as usize / BLOCK, small as usize % BLOCK);
        if self.blocks.len() <= block {
            self.blocks.resize_with(block + 1, || None);
        }
        let bits = self.blocks[block].get_or_insert_with(|| Box::new([0; BLOCK / 64]));
        let is_new = bits[at / 64] >> (at % 64) & 1 == 0;
        bits[at / 64] |= 1 << (at % 64);
        self.count += usize::from(is_new);
    }

    /// Tells whether an id is in the set.
    pub fn has(&self, id: i64) -> bool {
        let Ok(small) = u32::try_from(id) else {
            return self.others.contains(&id);
        };
        let (block, at) = (small as usize / BLOCK, small as usize % BLOCK);
        let bits = self.blocks.get(block).and_then(Option::as_ref);
        bits.is_some_and(|bits| bits[at / 64] >> (at % 64) & 1 == 1)
    }

    /// Returns how many ids there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl FromIterator<i64> for Ids {
    fn from_iter<I: IntoIterator<Item = i64>>(all: I) -> Self {
        let mut ids = Self::default();
        all.into_iter().for_each(|id| ids.insert(id));
        ids
    }
}

/// Which records of a kind are admitted: those of every set, and of none of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Of {
    /// A record is in each of these.
    pub within: Vec<Arc<Ids>>,
    /// And in none of these.
    pub without: Vec<Arc<Ids>>,
}

/// Which records are admitted, by kind; none of a kind that nothing is said of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Admitted {
    /// People.
    pub craftsmen: Option<Of>,
    /// Studios.
    pub studios: Option<Of>,
    /// Employers.
    pub employers: Option<Of>,
}

impl Admitted {
    /// Tells whether a record is admitted.
    pub fn has(&self, kind: Kind, id: i64) -> bool {
        let of = match kind {
            Kind::Craftsman => &self.craftsmen,
            Kind::Studio => &self.studios,
            Kind::Employer => &self.employers,
        };
        of.as_ref().is_some_and(|own| {
            own.within.iter().all(|ids| ids.has(id)) && !own.without.iter().any(|ids| ids.has(id))
        })
    }
}

/// The names of a book that a filter lets through, as the book stood.
#[derive(Debug)]
pub struct Choice {
    state: State,
    /// The people, as a base of their own: with a look at every name whether it is chosen, a key would cost more
    /// the more are chosen.
    people: Arc<Base>,
    admitted: Arc<Admitted>,
}

impl Choice {
    pub(super) fn new(state: State, people: Base, admitted: Arc<Admitted>) -> Self {
        Self {
            state,
            people: Arc::new(people),
            admitted,
        }
    }

    pub(super) fn state(&self) -> State {
        self.state
    }

    pub(super) fn people(&self) -> &Arc<Base> {
        &self.people
    }

    /// Returns who is admitted, whatever the names are.
    pub fn admitted(&self) -> &Arc<Admitted> {
        &self.admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_id_is_in_a_set_once() {
        let all = [
            0,
            1,
            65_535,
            65_536,
            i64::from(u32::MAX),
            1 << 40,
            -1,
            i64::MIN,
            1,
        ];
        let ids: Ids = all.into_iter().collect();
        assert_eq!(ids.len(), 8);
        assert!(all.iter().all(|id| ids.has(*id)));
        for id in [2, 65_537, -2, (1 << 40) + 1, i64::MAX] {
            assert!(!ids.has(id));
        }
        assert!(Ids::default().is_empty() && !Ids::default().has(0));
    }

    #[test]
    fn a_kind_of_which_nothing_is_said_is_not_admitted() {
        let set = |ids: &[i64]| Arc::new(ids.iter().copied().collect::<Ids>());
        let admitted = Admitted {
            craftsmen: Some(Of {
                within: vec![set(&[1, 2, 3]), set(&[2, 3])],
                without: vec![set(&[3])],
            }),
            studios: Some(Of::default()),
            employers: None,
        };
        let has = |kind| {
            (0..5)
                .filter(|id| admitted.has(kind, *id))
                .collect::<Vec<_>>()
        };
        assert_eq!(has(Kind::Craftsman), [2]);
        assert_eq!(has(Kind::Studio).len(), 5);
        assert_eq!(has(Kind::Employer), [0; 0]);
    }
}
