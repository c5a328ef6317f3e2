//! A character at its place in a name, with the ways it may be written in a form, and the gate that decides a hit.
//!
//! Apart from the scores because a hit and its rank are different questions. The gate: a query is a hit when it can
//! be cut into pieces given to symbols in order, symbols may be skipped, and a piece is the character itself or
//! begins with the first letter of a reading and continues as a subsequence of it (`zhng` finds 张, `ang` does not).
//! Without it two thirds of all names would be hits of `g`, and 苏涵玉 the first of `shanyu` (measured on a million names).

use std::collections::HashMap;

use super::query::{fold, fold_name, is_searchable};
use super::readings::{self, letter_bit};
use super::sounds::{Sounds, UNSURE, heard};

/// The number of symbols of a name that are searched; what follows is shown but not found.
///
/// Chosen by us: the longest names of employers seen have some forty characters; a hostile name must stay cheap.
pub(super) const MAX_SYMBOLS: usize = 64;

/// How the first character of a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Opening {
    /// As a surname: people, and studios, which begin with their leader's name.
    Surname,
    /// In any way: employers, labels.
    Any,
}

/// A character with its readings at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Symbol {
    /// The folded character.
    pub ch: char,
    /// Whether it stands first, where a match earns more.
    pub leads: bool,
    /// Its readings here, without doubles.
    pub readings: Vec<&'static str>,
    /// What a query must share with the name to have a chance, see [`signature_of_word`].
    pub signature: u64,
}

/// Where a symbol stands, as far as its readings depend on it; with its character this identifies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// First character, however the first one is read.
    First(Opening),
    /// First character of a two-character surname, before this second one.
    Before(char),
    /// Second character of a two-character surname, after this first one.
    After(char),
    /// Any other character.
    Inner,
}

impl Symbol {
    /// Returns a folded character at a place.
    pub fn new(ch: char, place: Place) -> Self {
        let surnames = readings::surnames();
        let readings = match place {
            Place::First(Opening::Surname) => surnames.single(ch),
            Place::Before(second) => surnames
                .double(ch, second)
                .map(|two| two[0].clone())
                .unwrap_or_default(),
            Place::After(first) => surnames
                .double(first, ch)
                .map(|two| two[1].clone())
                .unwrap_or_default(),
            Place::First(Opening::Any) | Place::Inner => readings::all(ch).to_vec(),
        };
        let mut signature = signature_of_char(ch) | first_signature(ch);
        for reading in &readings {
            signature |= u64::from(letter_bit(reading.as_bytes()[0])) << 26;
            signature |= reading
                .bytes()
                .fold(0, |bits, byte| bits | u64::from(letter_bit(byte)));
        }
        Self {
            ch,
            leads: matches!(place, Place::First(_) | Place::Before(_)),
            readings,
            signature,
        }
    }

    /// Returns the ways to write the symbol in a form: the character, the first letters, the whole readings.
    pub fn alternatives(&self, sounds: Sounds) -> Vec<Vec<char>> {
        let mut ways = vec![vec![self.ch]];
        let heard: Vec<String> = self
            .readings
            .iter()
            .flat_map(|reading| heard(reading, sounds))
            .collect();
        let firsts = heard.iter().map(|reading| &reading[..1]);
        for way in firsts.chain(heard.iter().map(String::as_str)) {
            let way: Vec<char> = way.chars().collect();
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        ways
    }

    /// Returns the positions in the word (a bit each) that a piece given to this symbol can reach from a position.
    pub fn reach(&self, word: &[char], sounds: Sounds, from: usize) -> u32 {
        let mut reached = if word[from] == self.ch {
            1 << (from + 1)
        } else {
            0
        };
        for reading in &self.readings {
            reached |= match sounds {
                Sounds::Exact => reach_of_reading(reading, word, from),
                Sounds::Alike => heard(reading, sounds)
                    .iter()
                    .fold(0, |all, way| all | reach_of_reading(way, word, from)),
            };
        }
        reached
    }
}

/// Returns the positions in the word that a piece of a reading can reach from a position.
pub(super) fn reach_of_reading(reading: &str, word: &[char], from: usize) -> u32 {
    let (mut at, mut reached) = (from, 0);
    for (place, letter) in reading.chars().enumerate() {
        if at < word.len() && word[at] == letter {
            at += 1;
            // Every shorter piece is a piece too.
            reached |= 1 << at;
        } else if place == 0 {
            break;
        }
    }
    reached
}

/// The bits of one query character: a bit a letter (0-25), for anything else one of twelve (52-63) by its code.
fn signature_of_char(ch: char) -> u64 {
    if ch.is_ascii_lowercase() {
        u64::from(letter_bit(ch as u8))
    } else {
        1 << (52 + u32::from(ch).wrapping_mul(0x9e37_79b1) % 12)
    }
}

/// The bit of a letter that can begin a piece (26-51).
fn first_signature(ch: char) -> u64 {
    if ch.is_ascii_lowercase() {
        u64::from(letter_bit(ch as u8)) << 26
    } else {
        0
    }
}

/// Returns the bits that the symbols of a name must have together for the word to be a hit.
pub(super) fn signature_of_word(word: &[char], sounds: Sounds) -> u64 {
    let needed = word.iter().fold(
        word.first().map_or(0, |&ch| first_signature(ch)),
        |bits, &ch| bits | signature_of_char(ch),
    );
    match sounds {
        Sounds::Exact => needed,
        // Symbols know their readings as written: what may be heard for them is not asked of them.
        Sounds::Alike => UNSURE.iter().fold(needed, |bits, &letter| {
            let bit = u64::from(letter_bit(letter));
            bits & !(bit | bit << 26)
        }),
    }
}

/// The symbols met so far, each kept once and known by its number.
#[derive(Debug, Default)]
pub(super) struct Alphabet {
    numbers: HashMap<(char, Place), u32>,
    symbols: Vec<Symbol>,
}

impl Alphabet {
    /// Returns how many symbols there are.
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Returns a symbol by its number.
    pub fn get(&self, number: u32) -> &Symbol {
        &self.symbols[number as usize]
    }

    /// Returns the signature of a name: what any of its symbols has.
    pub fn signature_of(&self, name: &[u32]) -> u64 {
        let symbols = name.iter().map(|&number| self.get(number));
        symbols.fold(0, |bits, symbol| bits | symbol.signature)
    }

    /// Adds the numbers of the symbols of a name to a row, and returns how many.
    pub fn spell(&mut self, name: &str, opening: Opening, row: &mut Vec<u32>) -> usize {
        let before = row.len();
        for (ch, place) in places(name, opening) {
            let symbols = &mut self.symbols;
            let number = *self.numbers.entry((ch, place)).or_insert_with(|| {
                symbols.push(Symbol::new(ch, place));
                symbols.len() as u32 - 1
            });
            row.push(number);
        }
        row.len() - before
    }
}

/// Returns the symbols of a single text, in order.
pub(super) fn symbols(text: &str, opening: Opening) -> Vec<Symbol> {
    places(text, opening)
        .map(|(ch, place)| Symbol::new(ch, place))
        .collect()
}

/// Returns the byte ranges of the characters that became symbols, in order.
pub(super) fn symbol_ranges(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    text.char_indices()
        .filter(|&(_, ch)| is_symbol(ch))
        .take(MAX_SYMBOLS)
        .map(|(at, ch)| at..at + ch.len_utf8())
}

/// Tells whether a character of a text becomes a symbol.
pub(super) fn is_symbol(ch: char) -> bool {
    is_searchable(fold(ch))
}

/// Folded characters that take part, each with its place.
pub(super) fn places(text: &str, opening: Opening) -> impl Iterator<Item = (char, Place)> {
    let searchable = || {
        text.chars()
            .map(fold_name)
            .filter(|&ch| is_searchable(ch))
            .take(MAX_SYMBOLS)
    };
    let mut head = searchable();
    let double = match (opening, head.next(), head.next()) {
        (Opening::Surname, Some(first), Some(second)) => readings::surnames()
            .double(first, second)
            .map(|_| (first, second)),
        _ => None,
    };
    searchable()
        .enumerate()
        .map(move |(at, ch)| match (at, double) {
            (0, Some((_, second))) => (ch, Place::Before(second)),
            (1, Some((first, _))) => (ch, Place::After(first)),
            (0, None) => (ch, Place::First(opening)),
            _ => (ch, Place::Inner),
        })
}

/// Tells whether the word passes the gate of these symbols.
pub(super) fn is_hit<'a>(symbols: impl IntoIterator<Item = &'a Symbol>, word: &[char]) -> bool {
    let mut reached = 1u32;
    for symbol in symbols {
        let before = reached;
        for from in (0..word.len()).filter(|from| before >> from & 1 == 1) {
            reached |= symbol.reach(word, Sounds::Exact, from);
        }
        if reached >> word.len() & 1 == 1 {
            return true;
        }
    }
    word.is_empty()
}
