//! A choice among the records of a base, by their places.
//!
//! With the number of chosen places before every sixty-fourth, so that the chosen of a range are counted without
//! looking at them.

use std::ops::Range;

/// Chosen places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    bits: Vec<u64>,
    /// How many are chosen before each word of bits.
    before: Vec<u32>,
}

impl Places {
    /// Chooses by place.
    pub(in crate::search) fn of(count: usize, mut is_chosen: impl FnMut(usize) -> bool) -> Self {
        let mut bits = vec![0_u64; count.div_ceil(64)];
        for (at, word) in bits.iter_mut().enumerate() {
            for place in at * 64..count.min(at * 64 + 64) {
                *word |= u64::from(is_chosen(place)) << (place % 64);
            }
        }
        let mut chosen = 0;
        let mut before = Vec::with_capacity(bits.len() + 1);
        for word in &bits {
            before.push(chosen);
            chosen += word.count_ones();
        }
        before.push(chosen);
        Self { bits, before }
    }

    /// Returns how many places are chosen.
    pub fn len(&self) -> usize {
        self.before.last().map_or(0, |&chosen| chosen as usize)
    }

    /// Tells whether no place is chosen.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(in crate::search) fn has(&self, place: usize) -> bool {
        self.bits[place / 64] >> (place % 64) & 1 == 1
    }

    /// Returns how many of a range are chosen.
    pub(in crate::search) fn within(&self, range: &Range<usize>) -> usize {
        self.rank(range.end) - self.rank(range.start)
    }

    fn rank(&self, place: usize) -> usize {
        let below = match self.bits.get(place / 64) {
            Some(word) => (word & ((1 << (place % 64)) - 1)).count_ones(),
            None => 0,
        };
        (self.before[place / 64] + below) as usize
    }
}
