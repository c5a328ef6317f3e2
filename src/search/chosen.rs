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

    /// Takes an id out.
    pub fn remove(&mut self, id: i64) {
        if !self.has(id) {
            return;
        }
        self.count -= 1;
        let Ok(small) = u32::try_from(id) else {
            self.others.remove(&id);
            return;
        };
        let (block, at) = (small as usize / BLOCK, small as usize % BLOCK);
        if let Some(bits) = &mut self.blocks[block] {
            bits[at / 64] &= !(1 << (at % 64));
        }
    }

    /// Keeps those that are in another set too.
    pub fn keep(&mut self, other: &Self) {
        self.others.retain(|id| other.others.contains(id));
        self.mask(other, |own, other| own & other);
    }

    /// Takes out those that are in another set.
    pub fn drop_all(&mut self, other: &Self) {
        self.others.retain(|id| !other.others.contains(id));
        self.mask(other, |own, other| own & !other);
    }

    fn mask(&mut self, other: &Self, masked: impl Fn(u64, u64) -> u64) {
        let mut count = self.others.len();
        for (block, own) in self.blocks.iter_mut().enumerate() {
            let Some(own) = own else { continue };
            let other = other.blocks.get(block).and_then(Option::as_ref);
            for (at, bits) in own.iter_mut().enumerate() {
                *bits = masked(*bits, other.map_or(0, |other| other[at]));
                count += bits.count_ones() as usize;
            }
        }
        self.count = count;
    }

    /// Hands out every id, the small ones in order.
    pub fn each(&self, mut tell: impl FnMut(i64)) {
        for (block, bits) in self.blocks.iter().enumerate() {
            let Some(bits) = bits else { continue };
            for (at, word) in bits.iter().enumerate() {
                let mut left = *word;
                while left != 0 {
                    let bit = left.trailing_zeros() as usize;
                    tell((block * BLOCK + at * 64 + bit) as i64);
                    left &= left - 1;
                }
            }
        }
        self.others.iter().copied().for_each(tell);
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
    /// Programmes.
    pub programmes: Option<Of>,
}

impl Admitted {
    /// Returns what is said of a kind.
    pub fn of(&self, kind: Kind) -> Option<&Of> {
        match kind {
            Kind::Craftsman => self.craftsmen.as_ref(),
            Kind::Studio => self.studios.as_ref(),
            Kind::Employer => self.employers.as_ref(),
            Kind::Programme => self.programmes.as_ref(),
        }
    }

    /// Returns the place for what is said of a kind.
    pub fn of_mut(&mut self, kind: Kind) -> &mut Option<Of> {
        match kind {
            Kind::Craftsman => &mut self.craftsmen,
            Kind::Studio => &mut self.studios,
            Kind::Employer => &mut self.employers,
            Kind::Programme => &mut self.programmes,
        }
    }

    /// Tells whether a record is admitted.
    pub fn has(&self, kind: Kind, id: i64) -> bool {
        self.of(kind).is_some_and(|own| {
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
    fn sets_are_kept_and_dropped_by_others() {
        let set = |ids: &[i64]| ids.iter().copied().collect::<Ids>();
        let listed = |ids: &Ids| {
            let mut all = Vec::new();
            ids.each(|id| all.push(id));
            assert_eq!(all.len(), ids.len());
            all
        };
        let all = set(&[5, 1, 65_536, 200_000, -1, 1 << 40]);
        assert_eq!(listed(&all), [1, 5, 65_536, 200_000, -1, 1 << 40]);
        let other = set(&[1, 2, 65_536, -1, i64::MIN]);
        let (mut kept, mut dropped) = (all.clone(), all.clone());
        kept.keep(&other);
        dropped.drop_all(&other);
        assert_eq!(listed(&kept), [1, 65_536, -1]);
        assert_eq!(listed(&dropped), [5, 200_000, 1 << 40]);
        for id in [1, 2, -1, -2] {
            kept.remove(id);
        }
        assert_eq!(listed(&kept), [65_536]);
        assert!(listed(&Ids::default()).is_empty());
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
            ..Admitted::default()
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
