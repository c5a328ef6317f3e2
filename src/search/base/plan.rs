//! A query made ready for a base: what it does to every symbol, worked out once per sound.
//!
//! Symbols that are read alike and are not typed themselves share a sound, so that some thousand symbols cost some
//! hundred alignments; and sounds that do the same to every word share a class, so that what lies between two
//! symbols of a name is worked out once for all names that differ in nothing the query asks for.

use std::collections::HashMap;

use super::LONGEST;
use super::fast::FastMap;
use super::gate::Gate;
use super::letters::Letters;
use crate::search::align::{Ahead, Moves};
use crate::search::query::Asked;
use crate::search::sounds::{Sounds, heard};
use crate::search::symbol::reach_of_reading;

/// A query over one alphabet.
#[derive(Debug)]
pub(super) struct Plan {
    pub words: Vec<WordPlan>,
    /// The class of each symbol.
    pub class_of: Vec<u16>,
    pub gate: Gate,
}

/// What one word earns.
#[derive(Debug)]
pub(super) struct WordPlan {
    pub letters: usize,
    /// By class.
    pub moves: Vec<Moves>,
    /// The most that so many symbols can still add.
    pub ahead: Vec<Ahead>,
}

impl Plan {
    /// Works out what the words of a query do to the symbols of an alphabet.
    pub fn new(letters: &Letters, asked: &Asked<'_>) -> Self {
        let (words, hearing) = (asked.words.as_slice(), asked.sounds);
        let sounds = letters.sounds().len();
        let mut sound_of = letters.sound_of().to_vec();
        let mut typed: Vec<u16> = Vec::new();
        for &ch in words.iter().copied().flatten() {
            typed.extend(letters.of_char(ch));
        }
        typed.sort_unstable();
        typed.dedup();
        for (at, &symbol) in typed.iter().enumerate() {
            sound_of[usize::from(symbol)] = (sounds + at) as u16;
        }
        let reaches = reaches(letters, &typed, asked);
        let gate = Gate::new(&reaches, words, &sound_of);
        let moves: Vec<Vec<Moves>> = words
            .iter()
            .map(|word| moves(letters, &typed, word, hearing))
            .collect();
        let (class_of_sound, first_of_class) = joined(&reaches, &moves);
        let leads = letters.sounds().iter().map(|sound| sound.leads);
        let leads: Vec<bool> = leads
            .chain(typed.iter().map(|&symbol| letters.symbol(symbol).leads))
            .collect();
        let plans = words.iter().zip(&moves).map(|(word, moves)| {
            let inner = moves.iter().zip(&leads).filter(|(_, leads)| !**leads);
            WordPlan {
                letters: word.len(),
                ahead: Ahead::of(inner.map(|(moves, _)| moves), word.len(), LONGEST),
                moves: first_of_class
                    .iter()
                    .map(|&sound| moves[sound].clone())
                    .collect(),
            }
        });
        let classes = sound_of
            .iter()
            .map(|&sound| class_of_sound[usize::from(sound)]);
        Self {
            words: plans.collect(),
            class_of: classes.collect(),
            gate,
        }
    }

    /// Returns how many classes there are.
    pub fn classes(&self) -> usize {
        self.words.first().map_or(1, |word| word.moves.len())
    }
}

/// Returns what every sound, and every symbol that is typed itself, can do for a word.
fn moves(letters: &Letters, typed: &[u16], word: &[char], hearing: Sounds) -> Vec<Moves> {
    let sounds = letters.sounds();
    let mut moves: Vec<Moves> = Vec::with_capacity(sounds.len() + typed.len());
    for sound in sounds {
        moves.push(match sound.reading {
            Some(reading) => Moves::of_reading(reading, sound.leads, word, hearing),
            None => Moves::merged(sound.parts.iter().map(|&part| &moves[usize::from(part)])),
        });
    }
    moves.extend(
        typed
            .iter()
            .map(|&symbol| Moves::of_symbol(letters.symbol(symbol), word, hearing)),
    );
    moves
}

/// Joins sounds that do the same at the gate and for every word: the class of each, and one of each class.
fn joined(reaches: &[Reach], moves: &[Vec<Moves>]) -> (Vec<u16>, Vec<usize>) {
    let mut numbers: FastMap<(&Reach, Vec<&Moves>), u16> = HashMap::default();
    let mut firsts = Vec::new();
    let classes = reaches.iter().enumerate().map(|(sound, reach)| {
        let all: Vec<&Moves> = moves.iter().map(|word| &word[sound]).collect();
        *numbers.entry((reach, all)).or_insert_with(|| {
            firsts.push(sound);
            firsts.len() as u16 - 1
        })
    });
    (classes.collect(), firsts)
}

/// Positions that a symbol leads on to, by the position before; the words side by side, each with a bit for its end.
pub(super) type Reach = Vec<(u8, u64)>;

/// Returns the reach of every class.
fn reaches(letters: &Letters, typed: &[u16], asked: &Asked<'_>) -> Vec<Reach> {
    let gather = |reach: &dyn Fn(&[char], usize) -> u32| {
        let mut all = Reach::new();
        let mut offset = 0;
        for word in &asked.words {
            for from in 0..word.len() {
                let mask = reach(word, from);
                if mask != 0 {
                    all.push(((offset + from) as u8, u64::from(mask) << offset));
                }
            }
            offset += word.len() + 1;
        }
        all
    };
    let mut reaches: Vec<Reach> = Vec::with_capacity(letters.sounds().len() + typed.len());
    for sound in letters.sounds() {
        if let Some(reading) = sound.reading {
            let ways = heard(reading, asked.sounds);
            let reach = |word: &[char], from| {
                let each = ways.iter().map(|way| reach_of_reading(way, word, from));
                each.fold(0, |all, one| all | one)
            };
            reaches.push(gather(&reach));
            continue;
        }
        let parts = sound.parts.iter().map(|&part| &reaches[usize::from(part)]);
        let mut all: Reach = parts.flatten().copied().collect();
        all.sort_unstable();
        all.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 |= next.1;
            }
            is_same
        });
        reaches.push(all);
    }
    let typed = typed.iter().map(|&symbol| letters.symbol(symbol));
    reaches
        .extend(typed.map(|symbol| gather(&|word, from| symbol.reach(word, asked.sounds, from))));
    reaches
}
