//! How many names of a base are hits.
//!
//! All names are counted as if no first character took part, by their endings; then those whose first character
//! does take part are counted once more as they are, less what they were counted for. Names of other lengths
//! are counted by going down the trie: a subtree is counted whole as soon as the gate is
//! open and passed over when it cannot open any more.

use std::ops::Range;
use std::sync::Arc;

use super::endings::Pairs;
use super::gate::Paths;
use super::letters::Spelled;
use super::plan::Plan;
use super::{Base, Gone, Trie};
use crate::search::second::Job;

/// How many names that are gone make a piece of work.
const GONE: usize = 4096;

/// A count that several threads work on; only in the end is it a number of names.
#[derive(Debug)]
pub(super) struct Count {
    base: Arc<Base>,
    plan: Arc<Plan>,
    gone: Arc<Gone>,
    pieces: Vec<Piece>,
}

/// A piece of the work: a trie by its place, and a node of its first level or a head of its pairs.
#[derive(Debug)]
enum Piece {
    /// Counts the names below the node.
    Below(usize, usize),
    /// Counts the names below the node, less those that are hits by their endings alone.
    Besides(usize, usize),
    /// Counts names whose last symbol is a hit by itself.
    ByLast(usize),
    /// Counts names whose second symbol leads on, less those whose last symbol is a hit by itself.
    ByGiven(usize, usize),
    /// Takes off names that are gone.
    Gone(Range<usize>),
}

impl Count {
    pub fn new(base: &Arc<Base>, plan: &Arc<Plan>, gone: &Arc<Gone>) -> Self {
        let (mut pieces, gate) = (Vec::new(), &plan.gate);
        let moving = Paths::new(gate).moving(Paths::START);
        let leads_on = |symbol: u16| moving.has(gate, symbol);
        let is_never_open = !gate.is_open(gate.start);
        for (at, trie) in base.tries.iter().enumerate() {
            let firsts = trie.levels[0].symbols.iter().enumerate();
            if !matches!(trie.chars(), 2 | 3) || !is_never_open {
                pieces.extend(firsts.map(|(node, _)| Piece::Below(at, node)));
                continue;
            }
            let firsts = firsts.filter(|(_, symbol)| leads_on(**symbol));
            pieces.extend(firsts.map(|(node, _)| Piece::Besides(at, node)));
            pieces.push(Piece::ByLast(at));
            let heads = base.endings[at].given.heads.iter().enumerate();
            let heads = heads.filter(|(_, symbol)| leads_on(**symbol));
            pieces.extend(heads.map(|(head, _)| Piece::ByGiven(at, head)));
        }
        let parts = (0..gone.len()).step_by(GONE);
        pieces.extend(parts.map(|at| Piece::Gone(at..gone.len().min(at + GONE))));
        Self {
            base: Arc::clone(base),
            plan: Arc::clone(plan),
            gone: Arc::clone(gone),
            pieces,
        }
    }

    /// Counts those of a part of the names that are gone that are hits.
    fn of_gone(&self, part: &Range<usize>, paths: &mut Paths<'_>) -> i64 {
        let hits = self.gone.names()[part.clone()]
            .iter()
            .filter(|name: &&Spelled| {
                let symbols = name.numbers[..name.len].iter();
                let end = symbols.fold(Paths::START, |state, &symbol| {
                    paths.after(state, self.class(symbol))
                });
                paths.is_open(end)
            });
        hits.count() as i64
    }

    fn class(&self, symbol: u16) -> u16 {
        self.plan.gate.class_of[usize::from(symbol)]
    }

    /// Counts the names below a first symbol as if it led to this state.
    fn weigh(&self, at: usize, node: usize, paths: &mut Paths<'_>, state: u32) -> i64 {
        let trie = &self.base.tries[at];
        if paths.is_open(state) {
            return trie.records(0, node).len() as i64;
        }
        if !paths.is_promising(state, trie.chars() - 1) {
            return 0;
        }
        let seconds = trie.levels[0].children(node);
        if trie.chars() == 2 {
            return self.at_last(trie, seconds, &paths.opening(state));
        }
        let mut total = 0;
        if paths.is_promising(state, 1) {
            total += self.of_pairs(&self.base.endings[at].around, node, &paths.opening(state));
        }
        let second = &trie.levels[1];
        paths.moving(state).each(
            &self.plan.gate,
            &second.symbols[seconds.clone()],
            |child, class| {
                let after = paths.after(state, class);
                if let Some(gained) = paths.gained(state, after) {
                    total += self.at_last(trie, second.children(seconds.start + child), gained);
                }
            },
        );
        total
    }

    /// Counts the pairs of a head whose tails are of these classes.
    fn of_pairs(&self, pairs: &Pairs, head: usize, wanted: &[u32]) -> i64 {
        let range = pairs.ends[head] as usize..pairs.ends[head + 1] as usize;
        let tails = pairs.tails[range.clone()].iter().zip(&pairs.counts[range]);
        tails
            .map(|(&tail, count)| i64::from(count & wanted[usize::from(self.class(tail))]))
            .sum()
    }

    /// Counts below neighbouring nodes of a level that are reached in one state.
    fn below(
        &self,
        trie: &Trie,
        level: usize,
        nodes: Range<usize>,
        paths: &mut Paths<'_>,
        state: u32,
    ) -> i64 {
        if level + 1 == trie.chars() {
            return self.at_last(trie, nodes, &paths.opening(state));
        }
        let to_come = trie.chars() - level - 1;
        let symbols = &trie.levels[level].symbols[nodes.clone()];
        let mut total = 0;
        for (node, &symbol) in nodes.zip(symbols) {
            let after = paths.after(state, self.class(symbol));
            if paths.is_open(after) {
                total += trie.records(level, node).len() as i64;
            } else if paths.is_promising(after, to_come) {
                let children = trie.levels[level].children(node);
                total += self.below(trie, level + 1, children, paths, after);
            }
        }
        total
    }

    /// Counts names whose last symbols are these nodes, of the classes that are wanted.
    fn at_last(&self, trie: &Trie, nodes: Range<usize>, wanted: &[u32]) -> i64 {
        let level = &trie.levels[trie.chars() - 1];
        let symbols = &level.symbols[nodes.clone()];
        let ends = level.ends[nodes.start..=nodes.end].windows(2);
        let wanted = symbols
            .iter()
            .map(|&symbol| wanted[usize::from(self.class(symbol))]);
        let counts = wanted
            .zip(ends)
            .map(|(wanted, ends)| wanted & (ends[1] - ends[0]));
        counts.map(i64::from).sum()
    }
}

impl Job for Count {
    type Hand<'j> = (Paths<'j>, i64);
    type Sum = i64;

    fn pieces(&self) -> usize {
        self.pieces.len()
    }

    fn hand(&self) -> (Paths<'_>, i64) {
        (Paths::new(&self.plan.gate), 0)
    }

    fn piece<'j>(&'j self, at: usize, (paths, names): &mut (Paths<'j>, i64)) {
        *names += match self.pieces[at] {
            Piece::Below(at, node) => {
                let nodes = node..node + 1;
                self.below(&self.base.tries[at], 0, nodes, paths, Paths::START)
            }
            Piece::Besides(at, node) => {
                let class = self.class(self.base.tries[at].levels[0].symbols[node]);
                let after = paths.after(Paths::START, class);
                self.weigh(at, node, paths, after) - self.weigh(at, node, paths, Paths::START)
            }
            Piece::ByLast(at) => {
                let opening = paths.opening(Paths::START);
                let totals = self.base.endings[at]
                    .totals
                    .iter()
                    .zip(&self.plan.gate.class_of);
                totals
                    .map(|(count, class)| i64::from(count & opening[usize::from(*class)]))
                    .sum()
            }
            Piece::ByGiven(at, head) => {
                let given = &self.base.endings[at].given;
                let after = paths.after(Paths::START, self.class(given.heads[head]));
                let gained = paths.gained(Paths::START, after);
                gained.map_or(0, |gained| self.of_pairs(given, head, gained))
            }
            Piece::Gone(ref part) => -self.of_gone(part, paths),
        };
    }

    fn add(&self, (_, names): (Paths<'_>, i64), sum: &mut i64) {
        *sum += names;
    }
}
