//! The order of hits, and keeping the best of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::index::Kind;

/// The place of a hit in the order; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Higher scores first.
    pub score: Reverse<i32>,
    /// Then names of fewer characters, since every prefix match scores the same (张伟 before 张伟民 for `zhangwei`).
    pub chars: usize,
    /// Then the smaller id, so that the order never flickers.
    pub id: i64,
    /// Ids are unique within a kind only.
    pub kind: Kind,
}

/// The best hits met so far, with where each was met.
pub(super) struct Best<T> {
    limit: usize,
    /// What is not before this is not among the best.
    bar: Option<Rank>,
    /// The worst of the best on top.
    kept: BinaryHeap<(Rank, T)>,
}

impl<T: Ord> Best<T> {
    /// Returns an empty list that keeps so many.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            bar: None,
            kept: BinaryHeap::new(),
        }
    }

    /// Keeps only what comes before this from here on: so many better ones are known elsewhere.
    pub fn only_before(&mut self, bar: Rank) {
        self.bar = Some(bar);
    }

    /// Tells whether a hit of this rank would be kept.
    pub fn would_keep(&self, rank: Rank) -> bool {
        self.bar.is_none_or(|bar| rank < bar)
            && (self.kept.len() < self.limit
                || self.kept.peek().is_some_and(|(worst, _)| rank < *worst))
    }

    /// Keeps the record if it is among the best.
    pub fn offer(&mut self, rank: Rank, record: T) {
        if self.would_keep(rank) {
            self.kept.push((rank, record));
            if self.kept.len() > self.limit {
                self.kept.pop();
            }
        }
    }

    /// Returns the records kept, best first.
    pub fn into_sorted(self) -> Vec<(Rank, T)> {
        self.kept.into_sorted_vec()
    }
}
