//! Shares in hundredths of a percent, rounded half up, in whole numbers.
//!
//! Real reports print columns that add to 99.99 because each share is rounded by itself, or print
//! 58.07 for 54/93 so that they add to 100. Here each share is rounded by itself; on request a whole
//! column is adjusted, and what prints it says so.

use std::fmt;

/// A share in hundredths of a percent: 9247 is 92.47 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u64);

/// One hundred percent.
const WHOLE: u128 = 10_000;

impl Percent {
    /// Returns the share of a part in a base, rounded half up; none of an empty base.
    pub fn of(part: u64, base: u64) -> Option<Self> {
        let (part, base) = (u128::from(part), u128::from(base));
        let doubled = (2 * part * WHOLE).checked_add(base)?;
        doubled
            .checked_div(2 * base)
            .map(|share| Self(share as u64))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Returns the shares of counts in their sum so that they add to exactly 100.00: rounded down, the
/// missing hundredths going to the largest remainders, ties to the first. Empty when all are zero.
pub fn adjusted(counts: &[u64]) -> Vec<Percent> {
    let sum: u128 = counts.iter().map(|count| u128::from(*count)).sum();
    if sum == 0 {
        return Vec::new();
    }
    let scaled = |count: &u64| u128::from(*count) * WHOLE;
    let mut shares: Vec<u64> = counts
        .iter()
        .map(|count| (scaled(count) / sum) as u64)
        .collect();
    let missing = WHOLE as u64 - shares.iter().sum::<u64>();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(scaled(&counts[*at]) % sum));
    for at in order.into_iter().take(missing as usize) {
        shares[at] += 1;
    }
    shares.into_iter().map(Percent).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_share_is_rounded_half_up_and_none_of_nothing() {
        for (part, base, shown) in [
            (54, 93, "58.06"),
            (0, 7, "0.00"),
            (7, 7, "100.00"),
            (1, 3, "33.33"),
            (2, 3, "66.67"),
            (1, 20_000, "0.01"),
            (u64::MAX, u64::MAX, "100.00"),
        ] {
            assert_eq!(Percent::of(part, base).unwrap().to_string(), shown);
        }
        assert_eq!(Percent::of(0, 0), None);
    }

    #[test]
    fn an_adjusted_column_gives_the_rest_to_the_largest_remainders() {
        let shown = |counts: &[u64]| -> Vec<String> {
            adjusted(counts).iter().map(Percent::to_string).collect()
        };
        assert_eq!(shown(&[1, 1, 1]), ["33.34", "33.33", "33.33"]);
        // The real column of 54, 27 and 12 of 93: 58.0645, 29.0322, 12.9032.
        assert_eq!(shown(&[54, 27, 12]), ["58.07", "29.03", "12.90"]);
        assert!(shown(&[]).is_empty() && shown(&[0, 0]).is_empty());
    }

    proptest! {
        #[test]
        fn an_adjusted_column_adds_to_a_hundred(counts in prop::collection::vec(0..90_000u64, 1..20)) {
            let shares = adjusted(&counts);
            if counts.iter().any(|count| *count > 0) {
                prop_assert_eq!(shares.iter().map(|share| share.0).sum::<u64>(), 10_000);
                let sum: u64 = counts.iter().sum();
                for (count, share) in counts.iter().zip(&shares) {
                    let exact = count * 10_000 / sum;
                    prop_assert!((exact..=exact + 1).contains(&share.0));
                }
            }
        }
    }
}
