//! A base as rows of numbers, as a file keeps them.

use std::sync::Arc;

use super::endings::{Endings, Pairs};
use super::letters::{Letter, Letters};
use super::trie::{Level, Trie};
use super::{Base, LONGEST};
use crate::search::file::{Numbers, Row};
use crate::search::symbol::{Opening, Place};

impl Base {
    /// Hands the rows of the base to a writer or reader, always in the same order. What is read must still be
    /// [made sound](Self::made_sound).
    pub(in crate::search) fn rows<E>(
        &mut self,
        mut row: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.tries.resize_with(LONGEST, Trie::default);
        self.endings.resize_with(LONGEST, Endings::default);
        row(Row::U32(&mut self.ids))?;
        for (at, trie) in self.tries.iter_mut().enumerate() {
            trie.levels.resize_with(at + 1, Level::default);
            for level in &mut trie.levels {
                row(Row::U16(&mut level.symbols))?;
                row(Row::U32(&mut level.ends))?;
                row(Row::U32(&mut level.least))?;
            }
        }
        for endings in &mut self.endings {
            row(Row::U32(&mut endings.totals))?;
            row(Row::U32(&mut endings.starts))?;
            row(Row::U32(&mut endings.nodes))?;
            for pairs in [&mut endings.given, &mut endings.around] {
                let Pairs {
                    heads,
                    ends,
                    tails,
                    counts,
                } = pairs;
                row(Row::U16(heads))?;
                row(Row::U32(ends))?;
                row(Row::U16(tails))?;
                row(Row::U32(counts))?;
            }
        }
        Ok(())
    }

    /// Returns the alphabet as numbers, three a letter.
    pub(in crate::search) fn alphabet(&self) -> Numbers {
        let letters = self.letters.list().iter();
        letters
            .flat_map(|&(ch, place)| {
                let (place, other) = match place {
                    Place::First(_) => (0, '\0'),
                    Place::Before(second) => (1, second),
                    Place::After(first) => (2, first),
                    Place::Inner => (3, '\0'),
                };
                [u32::from(ch), place, u32::from(other)]
            })
            .collect()
    }

    /// Returns the base with its alphabet, if every number of it lies where it must.
    pub(in crate::search) fn made_sound(mut self, alphabet: &[u32]) -> Option<Self> {
        let letter = |three: &[u32]| -> Option<Letter> {
            let other = char::from_u32(three[2])?;
            let place = match three[1] {
                0 => Place::First(Opening::Surname),
                1 => Place::Before(other),
                2 => Place::After(other),
                3 => Place::Inner,
                _ => return None,
            };
            Some((char::from_u32(three[0])?, place))
        };
        let list: Option<Vec<Letter>> = alphabet.chunks(3).map(letter).collect();
        self.letters = Arc::new(Letters::of(&list?)?);
        let symbols = self.letters.len();
        let mut start = 0;
        for (trie, endings) in self.tries.iter().zip(&self.endings) {
            let end = trie
                .levels
                .last()
                .and_then(|level| level.ends.last())
                .map(|&end| end as usize)?;
            if !trie.is_sound(start..end, symbols) || !endings.is_sound(trie, symbols) {
                return None;
            }
            start = end;
        }
        (start == self.ids.len()).then_some(self)
    }
}
