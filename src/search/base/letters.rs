//! The alphabet of a base: every character of a short name at its place, by number.
//!
//! A character is kept as it was written, so that a name can be written again from its symbols. Symbols that are
//! read alike share a *sound*: what a query does to a sound is worked out once. Invariant: numbers are below
//! [`MOST`]; sound 0 has no reading; the parts of a sound stand before it.

use super::fast::FastMap;
use crate::search::query::fold_name;
use crate::search::symbol::{Opening, Place, Symbol, is_symbol, places};

/// How many symbols an alphabet has at most: numbers are kept in sixteen bits. All of Unicode's Han in names use a third.
pub(super) const MOST: usize = 1 << 16;

/// A character as it was written, and where it stands.
pub(super) type Letter = (char, Place);

/// What symbols with the same readings share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sound {
    /// Whether the symbols stand first in their names.
    pub leads: bool,
    /// The one reading; nothing when there are several, or none.
    pub reading: Option<&'static str>,
    /// The sounds of each of several readings.
    pub parts: Vec<u16>,
}

/// The symbols of a base.
#[derive(Debug, Default)]
pub(super) struct Letters {
    numbers: FastMap<Letter, u16>,
    list: Vec<Letter>,
    symbols: Vec<Symbol>,
    sound_of: Vec<u16>,
    sounds: Vec<Sound>,
    sound_numbers: FastMap<(Vec<&'static str>, bool), u16>,
}

impl Letters {
    /// Returns the alphabet of a list, which keeps its order; nothing when the list is too long or has doubles.
    pub fn of(list: &[Letter]) -> Option<Self> {
        let mut letters = Self::default();
        for letter in list {
            letters.number(*letter)?;
        }
        (letters.list.len() == list.len()).then_some(letters)
    }

    /// Returns the number of a letter, a new one if need be; nothing when the alphabet is full.
    fn number(&mut self, letter: Letter) -> Option<u16> {
        if let Some(&number) = self.numbers.get(&letter) {
            return Some(number);
        }
        if self.list.len() >= MOST {
            return None;
        }
        let number = self.list.len() as u16;
        let symbol = Symbol::new(fold_name(letter.0), letter.1);
        let sound = self.sound(&symbol)?;
        self.numbers.insert(letter, number);
        self.list.push(letter);
        self.sound_of.push(sound);
        self.symbols.push(symbol);
        Some(number)
    }

    /// Returns the number of the sound of a symbol.
    fn sound(&mut self, symbol: &Symbol) -> Option<u16> {
        if self.sounds.is_empty() {
            self.add_sound(Vec::new(), false, Vec::new())?;
        }
        if symbol.readings.is_empty() {
            return Some(0);
        }
        let mut readings = symbol.readings.clone();
        readings.sort_unstable();
        if let Some(&known) = self.sound_numbers.get(&(readings.clone(), symbol.leads)) {
            return Some(known);
        }
        let mut parts = Vec::new();
        if readings.len() > 1 {
            for reading in &readings {
                let one = (vec![*reading], symbol.leads);
                let part = match self.sound_numbers.get(&one) {
                    Some(&known) => known,
                    None => self.add_sound(one.0, one.1, Vec::new())?,
                };
                parts.push(part);
            }
        }
        self.add_sound(readings, symbol.leads, parts)
    }

    fn add_sound(
        &mut self,
        readings: Vec<&'static str>,
        leads: bool,
        parts: Vec<u16>,
    ) -> Option<u16> {
        let number = u16::try_from(self.sounds.len()).ok()?;
        let reading = match readings.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        self.sounds.push(Sound {
            leads,
            reading,
            parts,
        });
        self.sound_numbers.insert((readings, leads), number);
        Some(number)
    }

    /// Writes the numbers of a name of one to four characters, if it can be written again from them.
    pub fn spell(&mut self, name: &str) -> Option<Spelled> {
        let mut spelled = Spelled::default();
        if name.chars().count() > spelled.numbers.len() || !name.chars().all(is_symbol) {
            return None;
        }
        let symbols = places(name, Opening::Surname).zip(name.chars());
        for ((_, place), written) in symbols {
            spelled.numbers[spelled.len] = self.number((written, place))?;
            spelled.len += 1;
        }
        (spelled.len > 0).then_some(spelled)
    }

    /// Returns how many symbols there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn list(&self) -> &[Letter] {
        &self.list
    }

    pub fn symbol(&self, number: u16) -> &Symbol {
        &self.symbols[usize::from(number)]
    }

    /// Returns the sound of each symbol.
    pub fn sound_of(&self) -> &[u16] {
        &self.sound_of
    }

    pub fn sounds(&self) -> &[Sound] {
        &self.sounds
    }

    /// Returns the numbers of the symbols that are this folded character.
    pub fn of_char(&self, ch: char) -> impl Iterator<Item = u16> {
        let symbols = self.symbols.iter().enumerate();
        symbols.filter_map(move |(at, symbol)| (symbol.ch == ch).then_some(at as u16))
    }

    /// Writes a name from its symbols.
    pub fn write(&self, numbers: &[u16]) -> String {
        numbers
            .iter()
            .map(|&number| self.list[usize::from(number)].0)
            .collect()
    }
}

/// The symbols of a short name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spelled {
    pub numbers: [u16; super::LONGEST],
    pub len: usize,
}
