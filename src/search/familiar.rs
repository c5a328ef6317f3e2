//! Names that are opened often and lately: they stand before others of the same score and length.
//!
//! Apart because they are few: the best are found as if none were familiar, and the familiar hits are put in at
//! their higher places. That is exact: a name that is not familiar never has fewer names before it than so.
//! Invariant: every familiar name can be found, under the same kind and id, without it.

use std::collections::HashMap;

use super::index::{Cancel, Hit, Kind, NameIndex};
use super::query::Asked;
use super::rank::{Best, Rank};

/// The familiar names.
#[derive(Debug, Default)]
pub(super) struct Familiar {
    names: NameIndex,
    /// How familiar each is: the smaller the more.
    order: HashMap<(Kind, i64), u32>,
}

/// Behind all that are familiar.
const STRANGE: u32 = u32::MAX;

/// A hit among all names, by where it was met, or among the familiar ones, by its number there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Met<T> {
    Anywhere(T),
    Here(usize),
}

impl Familiar {
    /// Takes names, the most familiar first.
    pub fn of(names: impl Iterator<Item = (Kind, i64, String)>) -> Self {
        let mut familiar = Self::default();
        for (kind, id, name) in names {
            let next = familiar.order.len() as u32;
            familiar.order.entry((kind, id)).or_insert(next);
            familiar.names.insert(kind, id, &name);
        }
        familiar
    }

    /// Follows a name that changed or is gone.
    pub fn follow(&mut self, kind: Kind, id: i64, name: Option<&str>) {
        if !self.order.contains_key(&(kind, id)) {
            return;
        }
        if let Some(name) = name {
            self.names.insert(kind, id, name);
        } else {
            self.names.remove(kind, id);
            self.order.remove(&(kind, id));
        }
    }

    /// Puts the familiar hits, of those records that are wanted, in their places among the best hits.
    pub fn raise<T>(
        &self,
        asked: &Asked<'_>,
        wants: impl Fn(Kind, i64) -> bool,
        best: Vec<(Rank, T)>,
        limit: usize,
    ) -> Vec<(Rank, Met<T>)> {
        // All of them: which of them are the best depends on how familiar they are.
        let mut own = Best::new(self.order.len());
        self.names
            .scan(asked, wants, &mut own, |at| at, &Cancel::never());
        let order_of = |rank: &Rank| self.order.get(&(rank.kind, rank.id)).copied();
        let own = own.into_sorted().into_iter();
        let own = own.map(|(rank, at)| (order_of(&rank).unwrap_or(STRANGE), rank, Met::Here(at)));
        let strange = best
            .into_iter()
            .filter(|(rank, _)| order_of(rank).is_none());
        let strange = strange.map(|(rank, met)| (STRANGE, rank, Met::Anywhere(met)));
        let mut all: Vec<_> = own.chain(strange).collect();
        all.sort_unstable_by_key(|(order, rank, _)| {
            (rank.score, rank.chars, *order, rank.id, rank.kind)
        });
        all.truncate(limit);
        all.into_iter().map(|(_, rank, met)| (rank, met)).collect()
    }

    /// Returns a familiar hit.
    pub fn hit(&self, rank: Rank, at: usize, asked: &Asked<'_>) -> Hit {
        self.names.hit(rank, at, asked)
    }
}
