//! What each symbol can do for a word of the query, worked out when first asked.
//!
//! Apart from the index because it lives for one query: a roster has some thousand symbols and a hundred times as
//! many names, so the work per name is looking up.

use super::align::{Moves, State};
use super::sounds::Sounds;
use super::symbol::Alphabet;

/// The gate of symbols that can do nothing.
const SHUT: usize = 0;

/// The memoised answers of one word.
pub(super) struct WordTables<'a> {
    alphabet: &'a Alphabet,
    word: &'a [char],
    sounds: Sounds,
    /// Number in `gates` plus one, or zero when not asked yet; the same for `moves`.
    gate_at: Vec<u32>,
    gates: Vec<Vec<(u8, u32)>>,
    moves_at: Vec<u32>,
    moves: Vec<Moves>,
    /// What is reached after each symbol of the name last asked for, up to the first that makes it a hit.
    path: Vec<u32>,
}

impl<'a> WordTables<'a> {
    /// Returns empty tables for a word.
    pub fn new(alphabet: &'a Alphabet, word: &'a [char], sounds: Sounds) -> Self {
        let unknown = vec![0; alphabet.len()];
        Self {
            alphabet,
            word,
            sounds,
            gate_at: unknown.clone(),
            gates: vec![Vec::new()],
            moves_at: unknown,
            moves: Vec::new(),
            path: vec![1],
        }
    }

    /// Passes to a name that begins with so many symbols as the one passed to before.
    pub fn pass(&mut self, shared: usize) {
        self.path.truncate(shared + 1);
    }

    /// Tells whether the word passes the gate of the name [passed](Self::pass) to.
    pub fn is_hit(&mut self, name: &[u32]) -> bool {
        let end = 1u32 << self.word.len();
        let known = self.path.len() - 1;
        let mut reached = self.path[known];
        if reached & end != 0 {
            return true;
        }
        for &number in &name[known..] {
            let gate = self.gate(number);
            // Most symbols can do nothing for a word.
            if gate != SHUT {
                let before = reached;
                for &(from, mask) in &self.gates[gate] {
                    if before >> from & 1 == 1 {
                        reached |= mask;
                    }
                }
            }
            self.path.push(reached);
            if reached & end != 0 {
                return true;
            }
        }
        false
    }

    /// Returns the score of a name that passed the gate.
    pub fn score(&mut self, name: &[u32]) -> i32 {
        let mut state = State::start();
        for (at, &number) in name.iter().enumerate() {
            let moves = self.moves(number);
            if at + 1 == name.len() {
                state.finish(&self.moves[moves]);
            } else {
                state.advance(&self.moves[moves], self.word.len());
            }
        }
        state.score().unwrap_or_default()
    }

    fn gate(&mut self, number: u32) -> usize {
        let known = &mut self.gate_at[number as usize];
        if *known == 0 {
            let symbol = self.alphabet.get(number);
            let reaches = (0..self.word.len())
                .map(|from| (from as u8, symbol.reach(self.word, self.sounds, from)));
            let gate: Vec<_> = reaches.filter(|&(_, mask)| mask != 0).collect();
            *known = SHUT as u32 + 1;
            if !gate.is_empty() {
                self.gates.push(gate);
                *known = self.gates.len() as u32;
            }
        }
        *known as usize - 1
    }

    fn moves(&mut self, number: u32) -> usize {
        let known = &mut self.moves_at[number as usize];
        if *known == 0 {
            self.moves.push(Moves::of_symbol(
                self.alphabet.get(number),
                self.word,
                self.sounds,
            ));
            *known = self.moves.len() as u32;
        }
        *known as usize - 1
    }
}
