//! Which slot an item's row stands in, asked a hundred thousand times within one key.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use crate::domain::id::ProposalId;

/// The slot of each item.
pub(super) type Slots = HashMap<ProposalId, u32, BuildHasherDefault<Spread>>;

/// Hashes a row id by one multiplication. Ids are counted up by the store, so nobody can choose ones
/// that fall together, which the slower hash of the standard library guards against.
#[derive(Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // Fibonacci hashing: 2^64 divided by the golden ratio.
        self.0 = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
