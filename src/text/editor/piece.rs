//! Text taken out of an editor with its marks, and put back.
//!
//! What is cut or copied keeps the marks of its stretches, so that a figure that is moved stays a figure.
//! Invariant: every mark of a piece lies in its text, told from its head, and is not empty.

use std::ops::Range;

use super::Editor;
use crate::text::buffer::Position;
use crate::text::history::Run;
use crate::text::mark::{Mark, Replaced};

/// A text with its marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    text: String,
    marks: Vec<Mark>,
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            marks: Vec::new(),
        }
    }
}

impl Piece {
    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the marks.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Puts another piece behind this one.
    #[must_use]
    pub fn then(mut self, other: &Piece) -> Self {
        let head = Position::default().behind(&self.text);
        self.marks.extend(other.marks.iter().map(|mark| Mark {
            range: behind(head, mark.range.start)..behind(head, mark.range.end),
            ..mark.clone()
        }));
        self.text.push_str(&other.text);
        self
    }

    /// Returns the piece so many times.
    #[must_use]
    pub fn repeat(&self, times: usize) -> Self {
        (0..times).fold(Self::default(), |all, _| all.then(self))
    }

    /// Returns the piece without the line end at its end; nothing when there is none.
    pub fn without_line_end(&self) -> Option<Self> {
        let text = self.text.strip_suffix('\n')?;
        let end = Position::default().behind(text);
        let marks = self.marks.iter().filter_map(|mark| {
            let range = mark.range.start..mark.range.end.min(end);
            (range.start < range.end).then(|| Mark {
                range,
                ..mark.clone()
            })
        });
        Some(Self {
            text: text.to_owned(),
            marks: marks.collect(),
        })
    }
}

impl Editor {
    /// Returns a range's text with the stretches of its marks that lie in it.
    pub fn piece(&self, range: Range<Position>) -> Piece {
        let range = self.buffer.snap(range.start)..self.buffer.snap(range.end);
        let range = self.marks.widened(range);
        let inside = self.marks.all().iter().filter(|mark| mark.meets(&range));
        let marks = inside.map(|mark| {
            let first = mark.range.start.max(range.start);
            let last = mark.range.end.min(range.end);
            Mark {
                range: since(range.start, first)..since(range.start, last),
                ..mark.clone()
            }
        });
        Piece {
            marks: marks.collect(),
            text: self.buffer.slice(range),
        }
    }

    /// Returns what is selected.
    pub fn selected_piece(&self) -> Option<Piece> {
        self.selection().map(|range| self.piece(range))
    }

    /// Puts a piece in place of the selection, or at the caret, its stretches marked again. A stretch
    /// that comes into one of its own kind is part of that one. Text that reads otherwise at this place
    /// (an accent that joins the character before it) is put plain.
    pub fn put_piece(&mut self, piece: &Piece) {
        let range = self.selection().unwrap_or(self.caret.at..self.caret.at);
        let text = self.cleaned_at(range.start, &piece.text).text;
        if text != piece.text || piece.marks.is_empty() {
            self.paste(&piece.text);
            return;
        }
        let mut edit = self.edit(range, text);
        let place = Replaced {
            from: edit.at,
            to: edit.at.behind(&edit.removed),
            end: edit.at.behind(&edit.inserted),
        };
        let all = self.marks.all().iter();
        let staying: Vec<Mark> = all
            .filter_map(|mark| {
                if edit.unmarked.contains(mark) {
                    Some(mark.clone())
                } else {
                    mark.after(place)
                }
            })
            .collect();
        for mark in &piece.marks {
            let own = Mark {
                range: behind(edit.at, mark.range.start)..behind(edit.at, mark.range.end),
                ..mark.clone()
            };
            let is_part = |other: &Mark| other.id == own.id && other.meets(&own.range);
            if !staying.iter().any(is_part) {
                edit.marked.push(own);
            }
        }
        self.make(vec![edit], Run::Once);
    }
}

/// Returns a place told from a head as a place of the text.
fn behind(head: Position, at: Position) -> Position {
    if at.paragraph == 0 {
        Position {
            byte: head.byte + at.byte,
            ..head
        }
    } else {
        Position {
            paragraph: head.paragraph + at.paragraph,
            ..at
        }
    }
}

/// Returns a place of the text as told from a head before it.
fn since(head: Position, at: Position) -> Position {
    if at.paragraph == head.paragraph {
        Position {
            paragraph: 0,
            byte: at.byte - head.byte,
        }
    } else {
        Position {
            paragraph: at.paragraph - head.paragraph,
            ..at
        }
    }
}
