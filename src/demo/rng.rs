//! Random numbers that are the same everywhere and for ever.
//!
//! `SplitMix64` (Steele, Lea, Flood 2014), in a few lines of our own, so that a new version of a crate cannot change a demo.

/// A generator of numbers.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// Returns the generator of one record: of this seed, this list and this place in it.
    pub fn of(seed: u64, list: u64, record: usize) -> Self {
        let mut rng = Self(seed ^ list.rotate_left(48));
        rng.0 = rng.bits() ^ (record as u64).wrapping_mul(0xd134_2543_de82_ef95);
        rng.bits();
        rng
    }

    /// Returns the next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Returns a number below the bound; zero when the bound is zero.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// Returns a number of the range, both ends included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// Tells yes in so many of a thousand cases.
    pub fn chance(&mut self, of_thousand: usize) -> bool {
        self.below(1000) < of_thousand
    }

    /// Returns one of the list, which must not be empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Returns a place in a list, those towards the front much more often.
    pub fn front(&mut self, len: usize) -> usize {
        let one = self.below(len);
        // Evenly drawn from the part before an evenly drawn place.
        self.below(one + 1).min(len.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_never_change() {
        let mut rng = Rng::of(7, 1, 42);
        let mut again = Rng::of(7, 1, 42);
        assert_eq!((rng.bits(), rng.below(10)), (again.bits(), again.below(10)));
        assert_ne!(Rng::of(7, 1, 42).bits(), Rng::of(7, 1, 43).bits());
        assert_ne!(Rng::of(7, 1, 42).bits(), Rng::of(8, 1, 42).bits());
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let mut rng = Rng::of(1, 2, 3);
        for _ in 0..1000 {
            assert!(rng.below(7) < 7 && (-3..=3).contains(&rng.between(-3, 3)) && rng.front(5) < 5);
        }
        assert_eq!((rng.below(0), rng.front(0)), (0, 0));
    }
}
