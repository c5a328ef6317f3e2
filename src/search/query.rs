//! What was typed, made comparable: lower case, half width, words apart.
//!
//! Apart because names, labels and rows all read the same query. Invariant: all words of a query together hold at
//! most [`MAX_QUERY_CHARS`] characters, so that a position in a word fits a bit of a `u32`.

use super::simplified::simplified;
use super::sounds::Sounds;

/// The number of characters of a query that are looked at; longer queries are cut and say so.
///
/// Chosen by us: the longest full pinyin of a four-character name has 24 letters, and 31 positions and the end fit 32 bits.
pub const MAX_QUERY_CHARS: usize = 31;

/// A query, cleaned and cut into words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
    is_cut: bool,
    sounds: Sounds,
}

/// What a name is asked: every word, heard in one way.
#[derive(Debug, Clone)]
pub(super) struct Asked<'q> {
    pub words: Vec<&'q [char]>,
    pub sounds: Sounds,
}

/// One word of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// Letters, digits and simplified characters only: what names are compared with.
    pub letters: Vec<char>,
    /// The same with its punctuation: what rows are compared with.
    pub literal: Vec<char>,
}

impl Query {
    /// Reads what was typed; any text is a query.
    pub fn new(typed: &str) -> Self {
        let mut query = Self::default();
        let mut word = Word::default();
        let mut taken = 0;
        for ch in typed.chars().map(fold) {
            if ch.is_whitespace() {
                query.close(&mut word);
            } else if !ch.is_control() {
                if taken == MAX_QUERY_CHARS {
                    query.is_cut = true;
                    break;
                }
                taken += 1;
                let ch = without_umlaut(ch);
                word.literal.push(ch);
                if is_searchable(ch) {
                    word.letters.push(simplified(ch));
                }
            }
        }
        query.close(&mut word);
        query
    }

    fn close(&mut self, word: &mut Word) {
        if !word.literal.is_empty() {
            self.words.push(std::mem::take(word));
        }
    }

    /// Returns the query to be heard in this way, by names alone.
    #[must_use]
    pub fn heard(self, sounds: Sounds) -> Self {
        Self { sounds, ..self }
    }

    /// Tells whether nothing but blanks was typed; such a query finds everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Tells whether the query was longer than [`MAX_QUERY_CHARS`] and only its beginning is used.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// What a name is compared with, or nothing when punctuation alone was typed (which no name contains).
    pub(super) fn asked(&self) -> Option<Asked<'_>> {
        let words = self.name_words()?;
        Some(Asked {
            words,
            sounds: self.sounds,
        })
    }

    /// The words a label is compared with, or nothing when punctuation alone was typed.
    pub(super) fn name_words(&self) -> Option<Vec<&[char]>> {
        let words: Vec<_> = self
            .words
            .iter()
            .map(|word| word.letters.as_slice())
            .filter(|word| !word.is_empty())
            .collect();
        (!words.is_empty() || self.is_empty()).then_some(words)
    }
}

/// Folds a character of a name: width, case, and traditional forms.
pub(super) fn fold_name(ch: char) -> char {
    simplified(fold(ch))
}

/// Folds full-width forms and case; one character stays one character, so that positions keep their meaning.
pub(super) fn fold(ch: char) -> char {
    let narrow = match ch {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch),
        _ => ch,
    };
    if narrow.is_ascii() {
        narrow.to_ascii_lowercase()
    } else {
        narrow.to_lowercase().next().unwrap_or(narrow)
    }
}

/// Writes a typed ü as the letter v, as keyboards do.
fn without_umlaut(ch: char) -> char {
    match ch {
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        _ => ch,
    }
}

/// Tells whether a character takes part in forms; spaces, `·`, brackets, marks and controls do not.
///
/// Private-use characters do: older systems keep rare characters of names there.
pub(super) fn is_searchable(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<String> {
        Query::new(typed)
            .words()
            .iter()
            .map(|word| word.letters.iter().collect())
            .collect()
    }

    #[test]
    fn case_width_and_punctuation_do_not_count() {
        assert_eq!(
            words("  ＺＨＡＮＧ　张·三\tXi'an"),
            ["zhang", "张三", "xian"]
        );
        assert_eq!(words("LÜ"), ["lv"]);
        assert_eq!(words("\u{1b}[31m張"), ["31m张"]);
    }

    #[test]
    fn blanks_are_empty_and_punctuation_is_not() {
        assert!(Query::new(" \u{3000}\u{7}").is_empty());
        assert!(!Query::new("·").is_empty());
        assert_eq!(Query::new("·").name_words(), None);
        assert_eq!(Query::new("").name_words(), Some(vec![]));
    }

    #[test]
    fn a_long_query_is_cut_and_says_so() {
        assert!(!Query::new(&"a".repeat(31)).is_cut());
        let long = Query::new(&"张".repeat(32));
        assert!(long.is_cut());
        assert_eq!(long.words()[0].letters.len(), MAX_QUERY_CHARS);
    }
}
