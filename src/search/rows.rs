//! Many rows of text filtered by one query, as a list is filtered at each key.
//!
//! Answers exactly what [`contains`](super::contains) answers row by row, but reads each character's
//! readings once a query instead of once a row: a row is a run of symbol numbers, and what a symbol
//! does to a word is looked up in a table made for the word.

use std::collections::HashMap;

use super::line::{may_begin, run_reach};
use super::query::{Query, fold};
use super::readings::{first_letters, letter_bit};

/// The symbol that stands between two texts of a row; no word reaches over it.
const BETWEEN: u32 = 0;

/// Which characters a row has, as bits: one for each letter that a reading of them begins with, the
/// others shared by all characters. A row without a bit that a word needs cannot be hit.
///
/// 256 bits, chosen by us: a row of thirty characters then leaves nine of ten others unset.
type Signature = [u64; 4];

/// How many bits are letters.
const LETTERS: u32 = 26;

/// Rows of text; a row is named by the number it was given.
#[derive(Debug)]
pub struct Rows {
    numbers: HashMap<char, u32>,
    /// The character of each symbol; the first stands for the gap between texts.
    characters: Vec<char>,
    /// The signature of each symbol.
    bits: Vec<Signature>,
    symbols: Vec<u32>,
    ends: Vec<u32>,
    /// The signature of each row.
    signatures: Vec<Signature>,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            characters: vec!['\0'],
            bits: vec![Signature::default()],
            symbols: Vec::new(),
            ends: Vec::new(),
            signatures: Vec::new(),
        }
    }
}

impl Rows {
    /// Adds a row of several texts and returns its number.
    pub fn push<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> u32 {
        let mut signature = Signature::default();
        for text in texts {
            for character in text.chars() {
                let next = self.characters.len() as u32;
                let number = *self.numbers.entry(character).or_insert(next);
                if number == next {
                    self.characters.push(character);
                    self.bits.push(signature_of(character));
                }
                add(&mut signature, &self.bits[number as usize]);
                self.symbols.push(number);
            }
            self.symbols.push(BETWEEN);
        }
        self.ends.push(self.symbols.len() as u32);
        self.signatures.push(signature);
        self.ends.len() as u32 - 1
    }

    /// Makes ready to filter by a query.
    pub fn filter(&self, query: &Query) -> Filter<'_> {
        let words = query
            .words()
            .iter()
            .map(|word| Steps::of(&word.literal, &self.characters))
            .collect();
        Filter { rows: self, words }
    }

    fn row(&self, number: u32) -> &[u32] {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.symbols[start as usize..self.ends[number] as usize]
    }
}

/// A query made ready for many rows.
pub struct Filter<'a> {
    rows: &'a Rows,
    words: Vec<Steps>,
}

impl Filter<'_> {
    /// Returns whether every word of the query stands in one of the row's texts.
    pub fn hits(&self, row: u32) -> bool {
        let signature = &self.rows.signatures[row as usize];
        let has = |needs: &Signature| {
            needs
                .iter()
                .zip(signature)
                .all(|(needs, has)| needs & has == *needs)
        };
        if !self.words.iter().all(|word| has(&word.needs)) {
            return false;
        }
        // That a row has a letter is all that one letter asks.
        if self.words.iter().all(|word| word.is_letter) {
            return true;
        }
        let symbols = self.rows.row(row);
        self.words.iter().all(|word| word.stands_in(symbols))
    }
}

/// Returns the bit shared by this character and others.
fn shared_bit(folded: char) -> u32 {
    // Fibonacci hashing: neighbouring characters spread over all bits.
    let spread = u32::from(folded).wrapping_mul(0x9e37_79b9) >> 16;
    LETTERS + spread % (256 - LETTERS)
}

fn set(signature: &mut Signature, bit: u32) {
    signature[(bit / 64) as usize] |= 1 << (bit % 64);
}

fn add(signature: &mut Signature, other: &Signature) {
    for (own, other) in signature.iter_mut().zip(other) {
        *own |= other;
    }
}

/// Returns the signature of a character of a row.
fn signature_of(character: char) -> Signature {
    let folded = fold(character);
    let mut signature = Signature::default();
    if folded.is_ascii_lowercase() {
        signature[0] |= u64::from(letter_bit(folded as u8));
    } else {
        signature[0] |= u64::from(first_letters(character) | first_letters(folded));
        set(&mut signature, shared_bit(folded));
    }
    signature
}

/// Returns what a row must have to be hit by a word: its first letter, and every character of it that
/// no reading can stand for.
fn needs(word: &[char]) -> Signature {
    let mut signature = Signature::default();
    for (at, letter) in word.iter().enumerate() {
        if !letter.is_ascii_lowercase() {
            set(&mut signature, shared_bit(*letter));
        } else if at == 0 {
            signature[0] |= u64::from(letter_bit(*letter as u8));
        }
    }
    signature
}

/// What each symbol does to a word.
struct Steps {
    /// What a row must have.
    needs: Signature,
    /// How many letters the word has.
    letters: usize,
    /// The word is a single letter that readings begin with.
    is_letter: bool,
    /// For each symbol, whether a run may begin with it.
    begins: Vec<bool>,
    /// For each symbol and each letter reached before it, the letters reached after it.
    reach: Vec<u32>,
}

impl Steps {
    fn of(word: &[char], characters: &[char]) -> Self {
        let letters = word.len();
        let mut begins = vec![false; characters.len()];
        let mut reach = vec![0; characters.len() * letters];
        for (symbol, character) in characters.iter().enumerate().skip(1) {
            begins[symbol] = may_begin(word, *character);
            let folded = fold(*character);
            let firsts = first_letters(folded);
            for (from, letter) in word.iter().enumerate() {
                let may_go_on = folded == *letter
                    || (letter.is_ascii_lowercase() && firsts & letter_bit(*letter as u8) != 0);
                if may_go_on {
                    reach[symbol * letters + from] = run_reach(*character, word, from);
                }
            }
        }
        Self {
            needs: needs(word),
            letters,
            is_letter: matches!(word, [letter] if letter.is_ascii_lowercase()),
            begins,
            reach,
        }
    }

    fn stands_in(&self, symbols: &[u32]) -> bool {
        let end = 1u32 << self.letters;
        // All runs at once: bit n says that some run has given n letters of the word so far.
        let mut reached = 0u32;
        for symbol in symbols {
            let symbol = *symbol as usize;
            let mut before = reached | u32::from(self.begins[symbol]);
            reached = 0;
            while before != 0 {
                let from = before.trailing_zeros() as usize;
                before &= before - 1;
                reached |= self.reach[symbol * self.letters + from];
            }
            if reached & end != 0 {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::contains;

    #[test]
    fn words_may_stand_in_different_texts_but_not_across_them() {
        let mut rows = Rows::default();
        let first = rows.push(["关于培育工", "匠精神", "", "林小满"]);
        let second = rows.push(["037"]);
        let hits = |typed: &str, row| rows.filter(&Query::new(typed)).hits(row);
        assert!(hits("lxm peiyu", first) && hits("", first) && hits("", second));
        assert!(!hits("gj", first) && !hits("工匠", first) && !hits("37 林", second));
        assert!(hits("37", second) && hits("037", second));
    }

    proptest! {
        #[test]
        fn a_row_is_hit_when_one_of_its_texts_contains_each_word(
            texts in prop::collection::vec("[工匠精神张长重庆绿abZ0 e\u{301}·（]{0,9}", 0..4),
            words in prop::collection::vec("[工匠zhgjinsaocqlvu0（·]{1,5}", 0..3),
        ) {
            let mut rows = Rows::default();
            rows.push(["旁的一行"]);
            let row = rows.push(texts.iter().map(String::as_str));
            let typed = words.join(" ");
            let plain = words.iter().all(|word| {
                let query = Query::new(word);
                query.is_empty() || texts.iter().any(|text| contains(&query, text).is_some())
            });
            prop_assert_eq!(rows.filter(&Query::new(&typed)).hits(row), plain);
        }
    }
}
