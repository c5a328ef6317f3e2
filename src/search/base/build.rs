//! Names gathered, sorted and made into a base.
//!
//! Twelve bytes a name while gathering; each length is sorted and freed before the next.

use std::sync::Arc;

use super::endings::Endings;
use super::letters::{Letters, Spelled};
use super::trie::{Level, Trie};
use super::{Base, LONGEST};

/// Symbols of a name in order, in the high bits first, and the id.
pub(super) type Entry = [u32; 3];

/// Names on the way into a base.
#[derive(Debug, Default)]
pub struct Builder {
    letters: Letters,
    by_length: [Vec<Entry>; LONGEST],
}

impl Builder {
    /// Takes the name of a person, or tells that it is not one for a base: longer than four characters, not
    /// to be written again from its symbols, or of an id beyond 32 bits. No id may be given twice.
    pub fn add(&mut self, id: i64, name: &str) -> bool {
        let Ok(id) = u32::try_from(id) else {
            return false;
        };
        let Some(Spelled { numbers, len }) = self.letters.spell(name) else {
            return false;
        };
        let pair = |at: usize| u32::from(numbers[at]) << 16 | u32::from(numbers[at + 1]);
        self.by_length[len - 1].push([pair(0), pair(2), id]);
        true
    }

    /// Makes the base.
    pub fn finish(self) -> Base {
        let mut ids = Vec::with_capacity(self.by_length.iter().map(Vec::len).sum());
        let mut tries = Vec::with_capacity(LONGEST);
        for (at, mut entries) in self.by_length.into_iter().enumerate() {
            entries.sort_unstable();
            tries.push(trie(&entries, at + 1, ids.len() as u32));
            ids.extend(entries.iter().map(|entry| entry[2]));
        }
        let symbols = self.letters.len();
        let endings = tries.iter().map(|trie| Endings::of(trie, symbols));
        Base {
            endings: endings.collect(),
            letters: Arc::new(self.letters),
            tries,
            ids,
        }
    }
}

fn symbol(entry: &Entry, at: usize) -> u16 {
    (entry[at / 2] >> (16 * (1 - at % 2))) as u16
}

/// Makes the trie of sorted names of one length, whose records have their places from `first` on.
pub(super) fn trie(entries: &[Entry], length: usize, first: u32) -> Trie {
    let mut levels: Vec<Level> = (0..length).map(|_| Level::default()).collect();
    let mut before: Option<&Entry> = None;
    for (place, entry) in (first..).zip(entries) {
        let changed = before.map_or(0, |before| {
            (0..length)
                .find(|&at| symbol(before, at) != symbol(entry, at))
                .unwrap_or(length)
        });
        for at in changed..length {
            let below = match levels.get(at + 1) {
                Some(next) => next.len() as u32,
                None => place,
            };
            let level = &mut levels[at];
            level.symbols.push(symbol(entry, at));
            level.ends.push(below);
            if at + 1 < length {
                level.least.push(entry[2]);
            }
        }
        for level in &mut levels[..length - 1] {
            if let Some(least) = level.least.last_mut() {
                *least = (*least).min(entry[2]);
            }
        }
        before = Some(entry);
    }
    for at in 0..length {
        let below = match levels.get(at + 1) {
            Some(next) => next.len() as u32,
            None => first + entries.len() as u32,
        };
        let level = &mut levels[at];
        level.ends.push(below);
        level.symbols.shrink_to_fit();
        level.ends.shrink_to_fit();
        level.least.shrink_to_fit();
    }
    Trie { levels }
}
