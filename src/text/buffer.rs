//! The text of a letter as a list of paragraphs.
//!
//! A paragraph is one `String`: moving 150 kB for a key in a paragraph of 50,000 characters costs
//! about 10 µs, far less than a frame, so nothing cleverer is needed; what must not be done for
//! every key is walking the paragraph. Invariant: there is always at least one paragraph, and none
//! contains a line end.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_segmentation::GraphemeCursor;

/// A place between two characters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Position {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Byte offset in the paragraph.
    pub byte: usize,
}

impl Position {
    /// Returns the place behind `text` when `text` begins here.
    #[must_use]
    pub fn behind(self, text: &str) -> Self {
        match text.rfind('\n') {
            None => Self {
                byte: self.byte + text.len(),
                ..self
            },
            Some(last) => Self {
                paragraph: self.paragraph + text.matches('\n').count(),
                byte: text.len() - last - 1,
            },
        }
    }
}

/// Paragraphs of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buffer {
    paragraphs: Vec<String>,
}

impl Default for Buffer {
    fn default() -> Self {
        Self::new("")
    }
}

impl Buffer {
    /// Splits a text at its line ends.
    pub fn new(text: &str) -> Self {
        Self {
            paragraphs: text.split('\n').map(String::from).collect(),
        }
    }

    /// Returns all paragraphs.
    pub fn paragraphs(&self) -> &[String] {
        &self.paragraphs
    }

    /// Returns one paragraph; one that does not exist is empty.
    pub fn paragraph(&self, index: usize) -> &str {
        self.paragraphs.get(index).map_or("", String::as_str)
    }

    /// Returns the whole text.
    pub fn text(&self) -> String {
        self.paragraphs.join("\n")
    }

    /// Returns the place behind the last character.
    pub fn end(&self) -> Position {
        let paragraph = self.paragraphs.len() - 1;
        Position {
            paragraph,
            byte: self.paragraphs[paragraph].len(),
        }
    }

    /// Returns the byte offset of a place in [`Buffer::text`].
    pub fn offset(&self, at: Position) -> usize {
        let above = self.paragraphs.iter().take(at.paragraph);
        above.map(|text| text.len() + 1).sum::<usize>() + at.byte
    }

    /// Returns the place of a byte of [`Buffer::text`]; behind the end, the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut left = offset;
        for (paragraph, text) in self.paragraphs.iter().enumerate() {
            if left <= text.len() {
                return Position {
                    paragraph,
                    byte: left,
                };
            }
            left -= text.len() + 1;
        }
        self.end()
    }

    /// Returns the number of characters of [`Buffer::text`] before a place.
    pub fn char_of(&self, at: Position) -> usize {
        let above = self.paragraphs.iter().take(at.paragraph);
        let before = self.paragraph(at.paragraph).get(..at.byte);
        above.map(|text| text.chars().count() + 1).sum::<usize>()
            + before.map_or(0, |text| text.chars().count())
    }

    /// Returns the place behind so many characters of [`Buffer::text`]; behind the end, the end.
    pub fn position_of_char(&self, chars: usize) -> Position {
        let mut left = chars;
        for (paragraph, text) in self.paragraphs.iter().enumerate() {
            let count = text.chars().count();
            if left <= count {
                let byte = text
                    .char_indices()
                    .nth(left)
                    .map_or(text.len(), |(at, _)| at);
                return Position { paragraph, byte };
            }
            left -= count + 1;
        }
        self.end()
    }

    /// Tells whether a range lies in the text, on characters, and is not empty.
    pub fn has(&self, range: &Range<Position>) -> bool {
        let is_place = |at: Position| {
            let text = self.paragraphs.get(at.paragraph);
            text.is_some_and(|text| text.is_char_boundary(at.byte))
        };
        range.start < range.end && is_place(range.start) && is_place(range.end)
    }

    /// Returns the text between two places.
    pub fn slice(&self, range: Range<Position>) -> String {
        let (from, to) = (range.start, range.end);
        if from.paragraph == to.paragraph {
            return self.paragraphs[from.paragraph][from.byte..to.byte].to_owned();
        }
        let mut text = self.paragraphs[from.paragraph][from.byte..].to_owned();
        for paragraph in &self.paragraphs[from.paragraph + 1..to.paragraph] {
            text.push('\n');
            text.push_str(paragraph);
        }
        text.push('\n');
        text.push_str(&self.paragraphs[to.paragraph][..to.byte]);
        text
    }

    /// Tells whether exactly `text` stands at a place; places outside the text hold nothing.
    pub fn holds(&self, at: Position, text: &str) -> bool {
        text.split('\n').enumerate().all(|(step, piece)| {
            let start = if step == 0 { at.byte } else { 0 };
            let is_last = step == text.matches('\n').count();
            self.paragraphs
                .get(at.paragraph + step)
                .and_then(|paragraph| paragraph.get(start..))
                .is_some_and(|rest| {
                    if is_last {
                        rest.starts_with(piece)
                    } else {
                        rest == piece
                    }
                })
        })
    }

    /// Puts `with` in place of a range and returns the place behind it.
    pub fn replace(&mut self, range: Range<Position>, with: &str) -> Position {
        let (from, to) = (range.start, range.end);
        if from.paragraph == to.paragraph && !with.contains('\n') {
            self.paragraphs[from.paragraph].replace_range(from.byte..to.byte, with);
        } else {
            let tail = self.paragraphs[to.paragraph][to.byte..].to_owned();
            let mut fresh: Vec<String> = with.split('\n').map(String::from).collect();
            fresh[0].insert_str(0, &self.paragraphs[from.paragraph][..from.byte]);
            if let Some(last) = fresh.last_mut() {
                last.push_str(&tail);
            }
            self.paragraphs.splice(from.paragraph..=to.paragraph, fresh);
        }
        from.behind(with)
    }

    /// Returns the grapheme boundary after a place, crossing into the next paragraph.
    pub fn next(&self, at: Position) -> Option<Position> {
        let text = self.paragraph(at.paragraph);
        if at.byte >= text.len() {
            let paragraph = at.paragraph + 1;
            return (paragraph < self.paragraphs.len()).then_some(Position { paragraph, byte: 0 });
        }
        let next = GraphemeCursor::new(at.byte, text.len(), true).next_boundary(text, 0);
        Some(Position {
            byte: next.ok().flatten().unwrap_or(text.len()),
            ..at
        })
    }

    /// Returns the grapheme boundary before a place, crossing into the paragraph above.
    pub fn previous(&self, at: Position) -> Option<Position> {
        if at.byte == 0 {
            let paragraph = at.paragraph.checked_sub(1)?;
            return Some(Position {
                paragraph,
                byte: self.paragraph(paragraph).len(),
            });
        }
        let text = self.paragraph(at.paragraph);
        let previous = GraphemeCursor::new(at.byte, text.len(), true).prev_boundary(text, 0);
        Some(Position {
            byte: previous.ok().flatten().unwrap_or(0),
            ..at
        })
    }

    /// Tells whether a place lies in the text and between two graphemes.
    pub fn is_boundary(&self, at: Position) -> bool {
        self.paragraphs.get(at.paragraph).is_some_and(|text| {
            text.is_char_boundary(at.byte)
                && GraphemeCursor::new(at.byte, text.len(), true)
                    .is_boundary(text, 0)
                    .unwrap_or(false)
        })
    }

    /// Returns the nearest boundary at or behind a place, or the end of the text.
    pub fn snap(&self, at: Position) -> Position {
        let Some(text) = self.paragraphs.get(at.paragraph) else {
            return self.end();
        };
        let byte = text.ceil_char_boundary(at.byte.min(text.len()));
        let at = Position { byte, ..at };
        if self.is_boundary(at) {
            at
        } else {
            self.next(at).unwrap_or(self.end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(paragraph: usize, byte: usize) -> Position {
        Position { paragraph, byte }
    }

    #[test]
    fn replacing_joins_and_splits_paragraphs() {
        let mut buffer = Buffer::new("甲乙\n丙");
        let end = buffer.replace(at(0, 3)..at(1, 0), "一\n二\n三");
        assert_eq!((buffer.text().as_str(), end), ("甲一\n二\n三丙", at(2, 3)));
        assert_eq!(buffer.slice(at(0, 3)..at(2, 3)), "一\n二\n三");
        assert!(buffer.holds(at(0, 3), "一\n二\n三") && buffer.holds(at(2, 6), ""));
        assert!(!buffer.holds(at(0, 3), "一\n") || buffer.holds(at(1, 0), "二"));
        assert!(!buffer.holds(at(0, 4), "一") && !buffer.holds(at(9, 0), ""));
        let end = buffer.replace(at(0, 3)..at(2, 3), "");
        assert_eq!((buffer.text().as_str(), end), ("甲丙", at(0, 3)));
    }

    #[test]
    fn places_and_offsets_agree() {
        let buffer = Buffer::new("甲\n\n乙丙");
        for offset in [0, 3, 4, 5, 8, 11] {
            assert_eq!(buffer.offset(buffer.position(offset)), offset);
        }
        for chars in 0..=5 {
            assert_eq!(buffer.char_of(buffer.position_of_char(chars)), chars);
        }
        assert_eq!(buffer.position_of_char(4), at(2, 3));
        assert_eq!(buffer.position_of_char(99), buffer.end());
        assert_eq!(buffer.position(4), at(1, 0));
        assert_eq!(buffer.position(99), buffer.end());
    }

    #[test]
    fn steps_go_by_grapheme_and_over_line_ends() {
        let buffer = Buffer::new("e\u{301}答\n");
        assert_eq!(buffer.next(at(0, 0)), Some(at(0, 3)));
        assert_eq!(buffer.next(at(0, 6)), Some(at(1, 0)));
        assert_eq!(buffer.next(at(1, 0)), None);
        assert_eq!(buffer.previous(at(1, 0)), Some(at(0, 6)));
        assert_eq!(buffer.previous(at(0, 3)), Some(at(0, 0)));
        assert_eq!(buffer.previous(at(0, 0)), None);
        assert_eq!(buffer.snap(at(0, 1)), at(0, 3));
        assert_eq!(buffer.snap(at(0, 4)), at(0, 6));
        assert_eq!(buffer.snap(at(7, 7)), at(1, 0));
    }
}
