//! Names of one length, sorted, each beginning once: a trie in one array per level.
//!
//! A node of a level is a symbol number and the end of its children in the next level; below the last level are
//! places in the row of ids. All records are at the last level, in order of their ids. Invariant: ends never fall
//! and the last one is the length of what they point into.

use std::ops::Range;

/// The nodes of one level.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Level {
    pub symbols: Vec<u16>,
    /// One more than there are nodes: where the children of each begin, and where those of the last one end.
    pub ends: Vec<u32>,
    /// The smallest id below each node; kept for every level but the last, where it is the first of the ids.
    pub least: Vec<u32>,
}

impl Level {
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Returns the children of a node.
    pub fn children(&self, node: usize) -> Range<usize> {
        self.ends[node] as usize..self.ends[node + 1] as usize
    }
}

/// All names of one length.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Trie {
    /// As many levels as a name has symbols.
    pub levels: Vec<Level>,
}

impl Trie {
    /// Returns how many symbols each name has.
    pub fn chars(&self) -> usize {
        self.levels.len()
    }

    /// Returns the places of the records below a node.
    pub fn records(&self, level: usize, node: usize) -> Range<usize> {
        self.records_below(level, node..node + 1)
    }

    /// Returns the places of the records below neighbouring nodes.
    pub fn records_below(&self, level: usize, nodes: Range<usize>) -> Range<usize> {
        let mut range = nodes;
        for level in &self.levels[level..] {
            range = level.ends[range.start] as usize..level.ends[range.end] as usize;
        }
        range
    }

    /// Returns the symbols of the name of a record.
    pub fn name(&self, place: usize) -> Vec<u16> {
        let Some(last) = self.levels.last() else {
            return Vec::new();
        };
        self.path(self.levels.len() - 1, above(last, place))
    }

    /// Returns the symbols that lead to a node, its own the last.
    pub fn path(&self, level: usize, node: usize) -> Vec<u16> {
        let mut symbols = vec![0; level + 1];
        let mut node = node;
        for at in (0..=level).rev() {
            symbols[at] = self.levels[at].symbols[node];
            if at > 0 {
                node = above(&self.levels[at - 1], node);
            }
        }
        symbols
    }

    /// Tells whether every number lies where it must.
    pub fn is_sound(&self, places: Range<usize>, symbols: usize) -> bool {
        let below = |at: usize| self.levels.get(at + 1).map(Level::len);
        let sound_level = |(at, level): (usize, &Level)| {
            let (start, end) = match below(at) {
                Some(len) => (0, len),
                None => (places.start, places.end),
            };
            let is_inner = below(at).is_some();
            level.ends.len() == level.len() + 1
                && level.least.len() == if is_inner { level.len() } else { 0 }
                && level
                    .ends
                    .first()
                    .is_some_and(|&first| first as usize == start)
                && level.ends.last().is_some_and(|&last| last as usize == end)
                && level.ends.windows(2).all(|two| two[0] < two[1])
                && level
                    .symbols
                    .iter()
                    .all(|&symbol| usize::from(symbol) < symbols)
        };
        self.levels.iter().enumerate().all(sound_level)
    }
}

/// Returns the node that a child belongs to.
fn above(level: &Level, child: usize) -> usize {
    level.ends.partition_point(|&end| end as usize <= child) - 1
}
