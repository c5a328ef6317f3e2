//! A smaller base of chosen records, over the same letters.
//!
//! A search that looks at a choice while it goes over all names grows with all names; a base of the chosen ones
//! alone is searched as any other. Places in a part are its own.

use std::sync::Arc;

use super::Base;
use super::build::{Entry, trie};
use super::endings::Endings;
use super::places::Places;
use super::trie::Trie;

impl Base {
    /// Returns the chosen records as a base of their own.
    pub(in crate::search) fn part(&self, chosen: &Places) -> Self {
        let mut ids = Vec::with_capacity(chosen.len());
        let mut tries = Vec::with_capacity(self.tries.len());
        for own in &self.tries {
            let mut entries = Vec::new();
            if own.chars() > 0 {
                let firsts = 0..own.levels[0].len();
                self.gather(own, chosen, firsts, &mut Vec::new(), &mut entries);
            }
            tries.push(trie(&entries, own.chars(), ids.len() as u32));
            ids.extend(entries.iter().map(|entry| entry[2]));
        }
        let endings = tries
            .iter()
            .map(|trie| Endings::of(trie, self.letters.len()));
        Self {
            endings: endings.collect(),
            letters: Arc::clone(&self.letters),
            tries,
            ids,
        }
    }

    /// Adds the chosen records below neighbouring nodes, which are reached by these symbols.
    fn gather(
        &self,
        trie: &Trie,
        chosen: &Places,
        nodes: std::ops::Range<usize>,
        path: &mut Vec<u16>,
        entries: &mut Vec<Entry>,
    ) {
        let at = path.len();
        if chosen.within(&trie.records_below(at, nodes.clone())) == 0 {
            return;
        }
        let level = &trie.levels[at];
        for node in nodes {
            path.push(level.symbols[node]);
            let below = level.children(node);
            if at + 1 < trie.chars() {
                self.gather(trie, chosen, below, path, entries);
            } else {
                let symbol = |at: usize| path.get(at).copied().map_or(0, u32::from);
                let pair = |at: usize| symbol(at) << 16 | symbol(at + 1);
                let own = below.filter(|&place| chosen.has(place));
                entries.extend(own.map(|place| [pair(0), pair(2), self.ids[place]]));
            }
            path.pop();
        }
    }
}
