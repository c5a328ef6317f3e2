//! The gate as a machine: states are the positions reached, symbols lead from one to the next.
//!
//! Apart from the scores because counting asks for nothing else. The positions of all words stand side by side in
//! 64 bits: 31 letters at most, and one more for the end of each of at most 31 words.

use std::collections::HashMap;

use super::LONGEST;
use super::fast::FastMap;
use super::plan::Reach;

/// What a query does at the gate.
#[derive(Debug)]
pub(super) struct Gate {
    /// Before the first symbol.
    pub start: u64,
    /// The ends of all words.
    ends: u64,
    /// The positions of each word.
    words: Vec<u64>,
    /// The class of each symbol; class 0 leads nowhere.
    pub class_of: Vec<u16>,
    /// By class.
    reaches: Vec<Reach>,
    /// The symbols of each class but 0.
    members: Vec<Vec<u16>>,
    /// The positions from which so many symbols can reach an end, and the ends.
    promising: [u64; LONGEST + 1],
}

impl Gate {
    /// Joins the classes of equal reach.
    pub fn new(reaches: &[Reach], words: &[&[char]], class_of: &[u16]) -> Self {
        let (mut start, mut ends, mut offset) = (0, 0, 0);
        let mut parts = Vec::with_capacity(words.len());
        for word in words {
            start |= 1_u64 << offset;
            ends |= 1_u64 << (offset + word.len());
            parts.push(((2_u64 << word.len()) - 1) << offset);
            offset += word.len() + 1;
        }
        let mut numbers = HashMap::from([(Reach::new(), 0)]);
        let mut joined = vec![Reach::new()];
        let number_of: Vec<u16> = reaches
            .iter()
            .map(|reach| {
                if reach.is_empty() {
                    return 0;
                }
                *numbers.entry(reach.clone()).or_insert_with(|| {
                    joined.push(reach.clone());
                    joined.len() as u16 - 1
                })
            })
            .collect();
        let mut promising = [ends; LONGEST + 1];
        for symbols in 1..=LONGEST {
            let last = promising[symbols - 1];
            promising[symbols] = joined
                .iter()
                .flatten()
                .filter(|(_, to)| to & last != 0)
                .fold(last, |all, (from, _)| all | 1 << from);
        }
        let class_of: Vec<u16> = class_of
            .iter()
            .map(|&class| number_of[usize::from(class)])
            .collect();
        let mut members = vec![Vec::new(); joined.len()];
        for (symbol, &class) in class_of.iter().enumerate() {
            if class != 0 {
                members[usize::from(class)].push(symbol as u16);
            }
        }
        Self {
            start,
            ends,
            words: parts,
            class_of,
            reaches: joined,
            members,
            promising,
        }
    }

    /// Returns the positions reached after one more symbol.
    pub fn after(&self, reached: u64, class: u16) -> u64 {
        self.reaches[usize::from(class)]
            .iter()
            .filter(|(from, _)| reached >> from & 1 == 1)
            .fold(reached, |all, (_, to)| all | to)
    }

    /// Tells whether a symbol leads on from these positions.
    pub fn leads_on(&self, reached: u64, symbol: u16) -> bool {
        let class = self.class_of[usize::from(symbol)];
        class != 0 && self.after(reached, class) != reached
    }

    /// Returns the symbols that lead on from these positions.
    pub fn moving(&self, reached: u64) -> impl Iterator<Item = &[u16]> {
        let classes = (0_u16..).zip(&self.members).skip(1);
        classes
            .filter(move |(class, _)| self.after(reached, *class) != reached)
            .map(|(_, members)| members.as_slice())
    }

    /// Returns the symbols that open the gate by themselves.
    pub fn opening(&self) -> impl Iterator<Item = u16> {
        let classes = (0_u16..).zip(&self.members).skip(1);
        classes
            .filter(|(class, _)| self.is_open(self.after(self.start, *class)))
            .flat_map(|(_, members)| members.iter().copied())
    }

    /// Tells which of some symbols, given in order, lead on from these positions: their places and classes.
    pub fn each_moving(&self, reached: u64, among: &[u16], mut tell: impl FnMut(usize, u16)) {
        let moving: usize = self.moving(reached).map(<[u16]>::len).sum();
        // Looking up costs some ten steps, looking at one.
        if moving * 10 < among.len() {
            for &symbol in self.moving(reached).flatten() {
                if let Ok(at) = among.binary_search(&symbol) {
                    tell(at, self.class_of[usize::from(symbol)]);
                }
            }
            return;
        }
        for (at, &symbol) in among.iter().enumerate() {
            let class = self.class_of[usize::from(symbol)];
            if class != 0 && self.after(reached, class) != reached {
                tell(at, class);
            }
        }
    }

    /// Tells whether every word has reached its end.
    pub fn is_open(&self, reached: u64) -> bool {
        reached & self.ends == self.ends
    }

    /// Tells whether so many symbols may lead every word to its end.
    pub fn is_promising(&self, reached: u64, symbols: usize) -> bool {
        let from = reached & self.promising[symbols];
        self.words.iter().all(|word| from & word != 0)
    }
}

/// The states met so far, each known by its number.
pub(super) struct Paths<'g> {
    gate: &'g Gate,
    numbers: FastMap<u64, u32>,
    states: Vec<Met>,
    /// By state and class: the number of the next state.
    next: Vec<u32>,
    /// What `gained` answered.
    gains: FastMap<(u32, u32), Vec<u32>>,
}

struct Met {
    reached: u64,
    is_open: bool,
    /// By the number of symbols to come.
    is_promising: [bool; LONGEST + 1],
    /// All bits for classes that open the gate with one more symbol, none for others; empty until asked.
    opening: Vec<u32>,
}

const UNKNOWN: u32 = u32::MAX;

impl<'g> Paths<'g> {
    pub const START: u32 = 0;

    pub fn new(gate: &'g Gate) -> Self {
        let mut paths = Self {
            gate,
            numbers: FastMap::default(),
            states: Vec::new(),
            next: Vec::new(),
            gains: FastMap::default(),
        };
        paths.number(gate.start);
        paths
    }

    pub fn is_open(&self, state: u32) -> bool {
        self.states[state as usize].is_open
    }

    pub fn is_promising(&self, state: u32, symbols: usize) -> bool {
        self.states[state as usize].is_promising[symbols]
    }

    /// Returns the state after one more symbol of a class.
    pub fn after(&mut self, state: u32, class: u16) -> u32 {
        let at = state as usize * self.gate.reaches.len() + usize::from(class);
        if self.next[at] == UNKNOWN {
            let reached = self.gate.after(self.states[state as usize].reached, class);
            self.next[at] = self.number(reached);
        }
        self.next[at]
    }

    /// Returns the positions reached in a state.
    pub fn reached(&self, state: u32) -> u64 {
        self.states[state as usize].reached
    }

    /// Returns, by class, all bits if one symbol of it opens the gate, else none.
    pub fn opening(&mut self, state: u32) -> &[u32] {
        self.open(state);
        &self.states[state as usize].opening
    }

    /// Returns, by class, all bits if one symbol of it opens the gate after but did not before; nothing when
    /// there is no such class.
    pub fn gained(&mut self, before: u32, after: u32) -> Option<&[u32]> {
        if before == after || !self.is_promising(after, 1) {
            return None;
        }
        if !self.gains.contains_key(&(before, after)) {
            self.open(before);
            self.open(after);
            let rows = self.states[after as usize].opening.iter();
            let rows = rows.zip(&self.states[before as usize].opening);
            let gained: Vec<u32> = rows.map(|(after, before)| after & !before).collect();
            self.gains.insert((before, after), gained);
        }
        self.gains.get(&(before, after)).map(Vec::as_slice)
    }

    fn open(&mut self, state: u32) {
        let Met {
            reached, opening, ..
        } = &mut self.states[state as usize];
        if opening.is_empty() {
            opening.extend((0..self.gate.reaches.len() as u16).map(|class| {
                if self.gate.is_open(self.gate.after(*reached, class)) {
                    u32::MAX
                } else {
                    0
                }
            }));
        }
    }

    fn number(&mut self, reached: u64) -> u32 {
        if let Some(&number) = self.numbers.get(&reached) {
            return number;
        }
        let number = self.states.len() as u32;
        self.states.push(Met {
            reached,
            is_open: self.gate.is_open(reached),
            is_promising: std::array::from_fn(|symbols| self.gate.is_promising(reached, symbols)),
            opening: Vec::new(),
        });
        self.next
            .resize(self.next.len() + self.gate.reaches.len(), UNKNOWN);
        self.numbers.insert(reached, number);
        number
    }
}
