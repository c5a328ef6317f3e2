//! The best names of a base, found from the best first characters down.
//!
//! A subtree is left out when the most it can score, with its length and its smallest id, does not beat the worst
//! of the best so far. The key of a record is one number, the greater the better: score, then fewer characters,
//! then the smaller id.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::endings::Endings;
use super::gate::Paths;
use super::plan::Plan;
use super::{Base, Gone, LONGEST, Trie};
use crate::search::align::State;
use crate::search::index::Cancel;

/// Lower than any score that is one.
const NONE: i32 = -1;
/// What is reached is not worked out yet.
const UNKNOWN: u32 = u32::MAX;

/// A record found: its score, and its place in the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Found {
    pub score: i32,
    pub chars: usize,
    pub id: u32,
    pub place: u32,
}

/// What is known after some symbols.
struct Reached {
    /// The state at the gate.
    gate: u32,
    is_open: bool,
    /// The first of the states of the words.
    states: usize,
    /// The most that the score can be, by the number of symbols to come; [`NONE`] if none.
    bounds: [i32; LONGEST + 1],
}

/// A search for the best of one query.
pub(super) struct Walk<'b> {
    base: &'b Base,
    plan: &'b Plan,
    gone: &'b Gone,
    limit: usize,
    paths: Paths<'b>,
    reached: Vec<Reached>,
    /// By what is reached and the class of one more symbol: what is reached with it.
    next: Vec<u32>,
    states: Vec<State>,
    /// Key and place; the worst of the best on top.
    kept: BinaryHeap<Reverse<(u64, u32)>>,
    /// The key that has to be beaten.
    threshold: u64,
    /// Names of two and more that are hits by their last symbol alone are rare, and looked up by it.
    rare_last: bool,
    /// The most that one of those can score.
    highest: i32,
}

/// Up to this share of all names, those with a last symbol are looked up instead of met on the way down; a
/// look-up costs some ten times as much.
const RARE: usize = 32;

fn key(score: i32, chars: usize, id: u32) -> u64 {
    (score as u64) << 40 | (0xff - chars as u64) << 32 | u64::from(u32::MAX - id)
}

fn found((key, place): (u64, u32)) -> Found {
    Found {
        score: (key >> 40) as i32,
        chars: 0xff - (key >> 32 & 0xff) as usize,
        id: u32::MAX - key as u32,
        place,
    }
}

impl<'b> Walk<'b> {
    pub fn new(base: &'b Base, plan: &'b Plan, gone: &'b Gone, limit: usize) -> Self {
        let mut walk = Self {
            base,
            plan,
            gone,
            limit,
            paths: Paths::new(&plan.gate),
            reached: Vec::new(),
            next: Vec::new(),
            states: plan.words.iter().map(|_| State::start()).collect(),
            kept: BinaryHeap::new(),
            threshold: if limit == 0 { u64::MAX } else { 0 },
            rare_last: false,
            highest: NONE,
        };
        walk.reach(Paths::START, 0);
        if !plan.gate.is_open(plan.gate.start) {
            let nodes = base.endings.iter().map(|endings| endings.nodes.len());
            let hits = base.endings.iter().flat_map(|endings| {
                let symbols = plan.gate.opening();
                symbols.map(|symbol| endings.nodes_of(symbol).len())
            });
            walk.rare_last = hits.sum::<usize>() * RARE <= nodes.sum();
        }
        walk
    }

    /// Finds the best, best first; not all of them when cancelled.
    pub fn find(mut self, cancel: &Cancel) -> Vec<Found> {
        let mut firsts = Vec::new();
        for (at, trie) in self.base.tries.iter().enumerate() {
            let level = &trie.levels[0];
            for (node, &symbol) in level.symbols.iter().enumerate() {
                let after = self.after(0, symbol);
                let bound = self.reached[after as usize].bounds[trie.chars() - 1];
                let starts_late = self.reached[after as usize].gate == Paths::START;
                if starts_late {
                    self.highest = self.highest.max(bound);
                }
                if bound != NONE {
                    let least = self.least(trie, 0, node);
                    firsts.push((key(bound, trie.chars(), least), at, node));
                }
            }
        }
        firsts.sort_unstable_by_key(|first| Reverse(first.0));
        for (key, at, node) in firsts {
            if key <= self.threshold || cancel.is_cancelled() {
                break;
            }
            self.below(&self.base.tries[at], 0, node..node + 1, 0);
        }
        if self.rare_last {
            for (trie, endings) in self.base.tries.iter().zip(&self.base.endings) {
                self.by_last(trie, endings, cancel);
            }
        }
        let mut best: Vec<_> = self.kept.into_iter().map(|Reverse(kept)| kept).collect();
        best.sort_unstable_by(|one, two| two.cmp(one));
        best.into_iter().map(found).collect()
    }

    /// Returns the smallest id below a node.
    fn least(&self, trie: &Trie, level: usize, node: usize) -> u32 {
        let nodes = &trie.levels[level];
        match nodes.least.get(node) {
            Some(&least) => least,
            None => self.base.ids[nodes.ends[node] as usize],
        }
    }

    /// Goes over neighbouring nodes of a level that are reached with one more symbol.
    fn below(&mut self, trie: &Trie, level: usize, nodes: Range<usize>, reached: u32) {
        if level + 1 == trie.chars() {
            return self.at_last(trie, nodes, reached);
        }
        let plan = self.plan;
        let gate = self.reached[reached as usize].gate;
        let to_come = trie.chars() - level - 1;
        let own = &trie.levels[level];
        let is_rare = self.rare_last && gate == Paths::START;
        if to_come > 1 && is_rare && level > 0 {
            // What neither leads on nor has a child that does is no hit, or met by its last symbol.
            let moving = self.paths.moving(gate);
            for node in nodes {
                let next = &trie.levels[level + 1].symbols[own.children(node)];
                if moving.has(&plan.gate, own.symbols[node])
                    || next.iter().any(|&symbol| moving.has(&plan.gate, symbol))
                {
                    self.at_node(trie, level, node, reached);
                }
            }
        } else if to_come > 1 || (self.paths.is_promising(gate, to_come) && !is_rare) {
            for node in nodes {
                self.at_node(trie, level, node, reached);
            }
        } else {
            // Names without a symbol here that leads on are no hits, or met by their last symbol.
            let moving = self.paths.moving(gate);
            moving.each(&plan.gate, &own.symbols[nodes.clone()], |child, _| {
                self.at_node(trie, level, nodes.start + child, reached);
            });
        }
    }

    fn at_node(&mut self, trie: &Trie, level: usize, node: usize, reached: u32) {
        let own = &trie.levels[level];
        let to_come = trie.chars() - level - 1;
        let gate = self.reached[reached as usize].gate;
        let class = self.plan.gate.class_of[usize::from(own.symbols[node])];
        // Cheaper than the states of the scores, which most pairs of symbols need not have.
        let next = self.paths.after(gate, class);
        if !self.paths.is_promising(next, to_come) {
            return;
        }
        let after = self.after(reached, own.symbols[node]);
        let bound = self.reached[after as usize].bounds[to_come];
        if bound == NONE || key(bound, trie.chars(), own.least[node]) <= self.threshold {
            return;
        }
        self.below(trie, level + 1, own.children(node), after);
    }

    /// Goes over the names of which the last symbol alone is a hit, where that is rare.
    fn by_last(&mut self, trie: &Trie, endings: &Endings, cancel: &Cancel) {
        let plan = self.plan;
        let last = trie.chars() - 1;
        for symbol in plan.gate.opening() {
            if key(self.highest, last + 1, 0) <= self.threshold || cancel.is_cancelled() {
                return;
            }
            for &leaf in endings.nodes_of(symbol) {
                let leaf = leaf as usize;
                let smallest = self.base.ids[trie.levels[last].ends[leaf] as usize];
                if key(self.highest, last + 1, smallest) <= self.threshold {
                    continue;
                }
                let mut after = 0;
                for symbol in &trie.path(last, leaf)[..last] {
                    after = self.after(after, *symbol);
                }
                if self.reached[after as usize].gate == Paths::START {
                    self.at_last(trie, leaf..leaf + 1, after);
                }
            }
        }
    }

    /// Goes over names whose last symbols are these nodes.
    fn at_last(&mut self, trie: &Trie, nodes: Range<usize>, reached: u32) {
        let plan = self.plan;
        let level = &trie.levels[trie.chars() - 1];
        let before = &self.reached[reached as usize];
        let is_open = before.is_open;
        let opening = self.paths.opening(before.gate);
        // The bounds do not know what a first symbol earns.
        let bound = if trie.chars() == 1 {
            i32::from(u16::MAX)
        } else {
            before.bounds[1]
        };
        let states = before.states..before.states + plan.words.len();
        for node in nodes {
            let symbol = usize::from(level.symbols[node]);
            let class = plan.gate.class_of[symbol];
            if !is_open && opening[usize::from(class)] == 0 {
                continue;
            }
            let records = level.children(node);
            let ids = &self.base.ids[records.clone()];
            if key(bound, trie.chars(), ids[0]) <= self.threshold {
                continue;
            }
            let class = usize::from(plan.class_of[symbol]);
            let score = self.states[states.clone()]
                .iter()
                .zip(&plan.words)
                .map(|(state, word)| i32::from(state.finished_by(&word.moves[class])))
                .sum();
            for (place, &id) in records.zip(ids) {
                let key = key(score, trie.chars(), id);
                if key <= self.threshold {
                    break;
                }
                if !self.gone.has(place) {
                    self.keep(key, place as u32);
                }
            }
        }
    }

    fn keep(&mut self, key: u64, place: u32) {
        self.kept.push(Reverse((key, place)));
        if self.kept.len() > self.limit {
            self.kept.pop();
        }
        if self.kept.len() == self.limit
            && let Some(Reverse((worst, _))) = self.kept.peek()
        {
            self.threshold = *worst;
        }
    }

    /// Returns what is reached with one more symbol.
    fn after(&mut self, reached: u32, symbol: u16) -> u32 {
        let plan = self.plan;
        let class = usize::from(plan.class_of[usize::from(symbol)]);
        let at = reached as usize * plan.classes() + class;
        if self.next[at] != UNKNOWN {
            return self.next[at];
        }
        let before = &self.reached[reached as usize];
        let from = before.states;
        let gate_class = plan.gate.class_of[usize::from(symbol)];
        let gate = self.paths.after(before.gate, gate_class);
        let states = self.states.len();
        for (at, word) in plan.words.iter().enumerate() {
            let mut state = self.states[from + at].clone();
            state.advance(&word.moves[class], word.letters);
            self.states.push(state);
        }
        let number = self.reach(gate, states);
        self.next[at] = number;
        number
    }

    fn reach(&mut self, gate: u32, states: usize) -> u32 {
        let plan = self.plan;
        let own = &self.states[states..];
        let bounds = std::array::from_fn(|to_come| {
            if !self.paths.is_promising(gate, to_come) {
                return NONE;
            }
            let words = own.iter().zip(&plan.words);
            words
                .map(|(state, word)| i32::from(state.bound(&word.ahead[to_come], word.letters)))
                .sum::<i32>()
                .max(NONE)
        });
        self.next.resize(self.next.len() + plan.classes(), UNKNOWN);
        self.reached.push(Reached {
            gate,
            is_open: self.paths.is_open(gate),
            states,
            bounds,
        });
        self.reached.len() as u32 - 1
    }
}
