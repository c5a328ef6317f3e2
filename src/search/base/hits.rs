//! Every hit of a base, by its id.
//!
//! Names are passed over by the gate as in [`count`](super::count): below a symbol that opens it all are hits, and
//! their ids lie side by side.

use std::ops::Range;

use super::gate::Paths;
use super::plan::Plan;
use super::{Base, Trie};
use crate::search::index::Cancel;
use crate::search::query::Asked;

/// A way down a base.
struct Descent<'w> {
    base: &'w Base,
    plan: &'w Plan,
    paths: Paths<'w>,
    tell: &'w mut dyn FnMut(&[u32]),
}

impl Base {
    /// Tells the ids of every hit, stretch by stretch; not all of them when cancelled.
    pub(in crate::search) fn each_hit(
        &self,
        asked: &Asked<'_>,
        cancel: &Cancel,
        tell: &mut dyn FnMut(&[u32]),
    ) {
        let plan = Plan::new(&self.letters, asked);
        let mut descent = Descent {
            base: self,
            plan: &plan,
            paths: Paths::new(&plan.gate),
            tell,
        };
        for trie in &self.tries {
            for node in 0..trie.levels.first().map_or(0, super::trie::Level::len) {
                if cancel.is_cancelled() {
                    return;
                }
                descent.below(trie, 0, node..node + 1, Paths::START);
            }
        }
    }
}

impl Descent<'_> {
    fn below(&mut self, trie: &Trie, level: usize, nodes: Range<usize>, state: u32) {
        if self.paths.is_open(state) {
            return self.tell(trie.records_below(level, nodes));
        }
        let own = &trie.levels[level];
        let to_come = trie.chars() - level - 1;
        for node in nodes {
            let class = self.plan.gate.class_of[usize::from(own.symbols[node])];
            let after = self.paths.after(state, class);
            if self.paths.is_open(after) {
                self.tell(trie.records(level, node));
            } else if to_come > 0 && self.paths.is_promising(after, to_come) {
                self.below(trie, level + 1, own.children(node), after);
            }
        }
    }

    fn tell(&mut self, places: Range<usize>) {
        let base = self.base;
        (self.tell)(&base.ids[places]);
    }
}
