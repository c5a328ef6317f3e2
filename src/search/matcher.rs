//! The only place that names fuzzy-matcher: highlights of what is shown, and the oracle of the tests.
//!
//! `SkimMatcherV2` 0.3.7 reuses a matrix that it does not clear, so that its score can depend on the call before
//! (`zzz` on `zzzhi`: 71 alone, 83 after `zzzhang`). Every call here therefore has a matcher of its own. Its
//! `fuzzy_match` keeps two rows and may read a stale one; `fuzzy_indices` keeps them all and is the definition.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Returns the score of a form and the **character** positions that were matched.
pub(super) fn positions(form: &str, word: &str) -> Option<(i64, Vec<usize>)> {
    SkimMatcherV2::default().fuzzy_indices(form, word)
}

/// Returns the score that a ranking pass of the crate would give.
#[cfg(test)]
pub(super) fn score(form: &str, word: &str) -> Option<i64> {
    SkimMatcherV2::default().fuzzy_match(form, word)
}
