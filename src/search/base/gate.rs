//! The gate as a machine: states are the positions reached, symbols lead from one to the next.
//!
//! Apart from the scores because counting asks for nothing else. The positions of all words stand side by side in
//! 64 bits: 31 letters at most, and one more for the end of each of at most 31 words.

use std::collections::HashMap;
use std::rc::Rc;

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

    /// Returns the symbols that open the gate by themselves.
    pub fn opening(&self) -> impl Iterator<Item = u16> {
        let classes = (0_u16..).zip(&self.members).skip(1);
        classes
            .filter(|(class, _)| self.is_open(self.after(self.start, *class)))
            .flat_map(|(_, members)| members.iter().copied())
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

/// The symbols that lead on from some positions.
#[derive(Debug)]
pub(super) struct Moving {
    /// By class.
    leads_on: Vec<bool>,
    symbols: Vec<u16>,
}

impl Moving {
    fn of(gate: &Gate, reached: u64) -> Self {
        let classes = 0..gate.reaches.len() as u16;
        let leads_on = classes.map(|class| gate.after(reached, class) != reached);
        let leads_on: Vec<bool> = leads_on.collect();
        let members = gate.members.iter().zip(&leads_on);
        let symbols = members.filter(|(_, leads_on)| **leads_on);
        Self {
            symbols: symbols.flat_map(|(members, _)| members).copied().collect(),
            leads_on,
        }
    }

    /// Tells whether a symbol leads on.
    pub fn has(&self, gate: &Gate, symbol: u16) -> bool {
        self.leads_on[usize::from(gate.class_of[usize::from(symbol)])]
    }

    /// Tells which of some symbols, given in order, lead on: their places and classes.
    pub fn each(&self, gate: &Gate, among: &[u16], mut tell: impl FnMut(usize, u16)) {
        // Looking up costs some ten steps, looking at one.
        if self.symbols.len() * 10 < among.len() {
            for &symbol in &self.symbols {
                if let Ok(at) = among.binary_search(&symbol) {
                    tell(at, gate.class_of[usize::from(symbol)]);
                }
            }
            return;
        }
        for (at, &symbol) in among.iter().enumerate() {
            let class = gate.class_of[usize::from(symbol)];
            if self.leads_on[usize::from(class)] {
                tell(at, class);
            }
        }
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
    /// All bits for classes that open the gate with one more symbol, none for others; nothing until asked.
    opening: Option<Rc<[u32]>>,
    /// The symbols that lead on; nothing until asked.
    moving: Option<Rc<Moving>>,
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

    /// Returns the symbols that lead on from a state.
    pub fn moving(&mut self, state: u32) -> Rc<Moving> {
        let (gate, met) = (self.gate, &mut self.states[state as usize]);
        let moving = met
            .moving
            .get_or_insert_with(|| Rc::new(Moving::of(gate, met.reached)));
        Rc::clone(moving)
    }

    /// Returns, by class, all bits if one symbol of it opens the gate, else none.
    pub fn opening(&mut self, state: u32) -> Rc<[u32]> {
        let (gate, met) = (self.gate, &mut self.states[state as usize]);
        let opening = met.opening.get_or_insert_with(|| {
            let classes = 0..gate.reaches.len() as u16;
            let opens = classes.map(|class| gate.is_open(gate.after(met.reached, class)));
            opens
                .map(|opens| if opens { u32::MAX } else { 0 })
                .collect()
        });
        Rc::clone(opening)
    }

    /// Returns, by class, all bits if one symbol of it opens the gate after but did not before; nothing when
    /// there is no such class.
    pub fn gained(&mut self, before: u32, after: u32) -> Option<&[u32]> {
        if before == after || !self.is_promising(after, 1) {
            return None;
        }
        if !self.gains.contains_key(&(before, after)) {
            let (old, new) = (self.opening(before), self.opening(after));
            let gained = new
                .iter()
                .zip(old.iter())
                .map(|(after, before)| after & !before);
            self.gains.insert((before, after), gained.collect());
        }
        self.gains.get(&(before, after)).map(Vec::as_slice)
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
            opening: None,
            moving: None,
        });
        self.next
            .resize(self.next.len() + self.gate.reaches.len(), UNKNOWN);
        self.numbers.insert(reached, number);
        number
    }
}
