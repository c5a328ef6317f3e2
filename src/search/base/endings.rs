//! Names of one length seen from their ends, so that what the first characters cannot change is counted at once.
//!
//! Most first characters take no part in a query. Their names are hits by what follows alone, and are counted
//! together: by last symbol, and by the last two.

use super::trie::Trie;

/// How often pairs of symbols occur, by the first of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    pub heads: Vec<u16>,
    /// One more than heads: where the pairs of each begin.
    pub ends: Vec<u32>,
    pub tails: Vec<u16>,
    pub counts: Vec<u32>,
}

/// What is known of the ends of names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Endings {
    /// How many names end in each symbol.
    pub totals: Vec<u32>,
    /// Of names of three: second and third symbols.
    pub given: Pairs,
    /// Of names of three: first and third symbols, a head for each first one in its order.
    pub around: Pairs,
    /// For each symbol where its nodes begin below; one more than symbols.
    pub starts: Vec<u32>,
    /// The nodes of the last level by symbol.
    pub nodes: Vec<u32>,
}

impl Pairs {
    /// Counts pairs that come in order of their heads.
    fn of(
        symbols: usize,
        heads: &[u16],
        mut each: impl FnMut(usize, &mut dyn FnMut(u16, u32)),
    ) -> Self {
        let mut pairs = Self::default();
        let mut counts = vec![0_u32; symbols];
        let mut met = Vec::new();
        for (at, &head) in heads.iter().enumerate() {
            each(at, &mut |tail, count| {
                let sum = &mut counts[usize::from(tail)];
                if *sum == 0 {
                    met.push(tail);
                }
                *sum += count;
            });
            met.sort_unstable();
            pairs.heads.push(head);
            pairs.ends.push(pairs.tails.len() as u32);
            for tail in met.drain(..) {
                pairs.tails.push(tail);
                pairs
                    .counts
                    .push(std::mem::take(&mut counts[usize::from(tail)]));
            }
        }
        pairs.ends.push(pairs.tails.len() as u32);
        pairs.tails.shrink_to_fit();
        pairs.counts.shrink_to_fit();
        pairs
    }

    /// Tells whether every number lies where it must.
    fn is_sound(&self, symbols: usize) -> bool {
        let below = |list: &[u16]| list.iter().all(|&symbol| usize::from(symbol) < symbols);
        self.ends.len() == self.heads.len() + 1
            && self.ends.first() == Some(&0)
            && self
                .ends
                .last()
                .is_some_and(|&end| end as usize == self.tails.len())
            && self.ends.windows(2).all(|two| two[0] <= two[1])
            && self.tails.len() == self.counts.len()
            && below(&self.heads)
            && below(&self.tails)
    }
}

impl Endings {
    /// Looks at the names of a trie from their ends.
    pub fn of(trie: &Trie, symbols: usize) -> Self {
        let mut endings = Self::default();
        let [.., last] = trie.levels.as_slice() else {
            return endings;
        };
        endings.totals = vec![0; symbols];
        for (symbol, ends) in last.symbols.iter().zip(last.ends.windows(2)) {
            endings.totals[usize::from(*symbol)] += ends[1] - ends[0];
        }
        if trie.chars() > 1 {
            (endings.starts, endings.nodes) = by_symbol(&last.symbols, symbols);
        }
        let [first, second, third] = trie.levels.as_slice() else {
            return endings;
        };
        let count = |leaf: usize| third.ends[leaf + 1] - third.ends[leaf];
        endings.around = Pairs::of(symbols, &first.symbols, |node, add| {
            let seconds = first.children(node);
            let thirds = second.ends[seconds.start] as usize..second.ends[seconds.end] as usize;
            thirds.for_each(|leaf| add(third.symbols[leaf], count(leaf)));
        });
        let (starts, nodes) = by_symbol(&second.symbols, symbols);
        let heads: Vec<u16> = (0..symbols)
            .filter(|&symbol| starts[symbol] < starts[symbol + 1])
            .map(|symbol| symbol as u16)
            .collect();
        endings.given = Pairs::of(symbols, &heads, |at, add| {
            let head = usize::from(heads[at]);
            for &node in &nodes[starts[head] as usize..starts[head + 1] as usize] {
                let thirds = second.children(node as usize);
                thirds.for_each(|leaf| add(third.symbols[leaf], count(leaf)));
            }
        });
        endings
    }

    /// Returns the nodes of the last level that have this symbol.
    pub fn nodes_of(&self, symbol: u16) -> &[u32] {
        let at = usize::from(symbol);
        if self.starts.is_empty() {
            return &[];
        }
        &self.nodes[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Tells whether every number lies where it must.
    pub fn is_sound(&self, trie: &Trie, symbols: usize) -> bool {
        let [.., last] = trie.levels.as_slice() else {
            return false;
        };
        let sound_nodes = self.totals.len() == symbols
            && self.starts.len() == if trie.chars() > 1 { symbols + 1 } else { 0 }
            && self.starts.windows(2).all(|two| two[0] <= two[1])
            && self.starts.last().map_or(0, |&end| end as usize) == self.nodes.len()
            && self.nodes.iter().all(|&node| (node as usize) < last.len());
        let sound_pairs = trie.chars() != 3
            || (self.given.is_sound(symbols)
                && self.around.is_sound(symbols)
                && self.around.heads == trie.levels[0].symbols);
        sound_nodes && sound_pairs
    }
}

/// Groups places by symbol: where each symbol begins, and the places in order.
fn by_symbol(list: &[u16], symbols: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; symbols + 1];
    for &symbol in list {
        starts[usize::from(symbol) + 1] += 1;
    }
    for at in 0..symbols {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut places = vec![0_u32; list.len()];
    for (place, &symbol) in (0..).zip(list) {
        let at = &mut next[usize::from(symbol)];
        places[*at as usize] = place;
        *at += 1;
    }
    (starts, places)
}
