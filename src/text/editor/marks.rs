//! Marks on the text being written: setting, asking, and keeping the caret out of the whole ones.
//!
//! Setting and taking away a mark is no step of undo, for nothing was typed; text that comes with
//! its mark is one.

use std::ops::Range;

use super::{Editor, cleaned};
use crate::text::buffer::Position;
use crate::text::cursor::Caret;
use crate::text::history::{Edit, Run};
use crate::text::mark::{Hold, Mark};

impl Editor {
    /// Returns the marks in the order they begin.
    pub fn marks(&self) -> &[Mark] {
        self.marks.all()
    }

    /// Marks a range, its ends moved onto boundaries; says whether the mark could stand there: not on
    /// nothing, and a whole one in one paragraph and clear of every other whole one.
    pub fn mark(&mut self, range: Range<Position>, id: u64, hold: Hold) -> bool {
        let range = self.buffer.snap(range.start)..self.buffer.snap(range.end);
        let is_marked = self.marks.add(Mark { range, id, hold });
        if is_marked && hold == Hold::Whole {
            self.caret = Caret::at(self.behind_marks(self.caret.at));
            self.anchor = self.anchor.map(|at| self.behind_marks(at));
            self.follow();
        }
        is_marked
    }

    /// Marks a range told in characters of [`Editor::text`], as texts are kept.
    pub fn mark_chars(&mut self, range: Range<usize>, id: u64, hold: Hold) -> bool {
        let range =
            self.buffer.position_of_char(range.start)..self.buffer.position_of_char(range.end);
        self.mark(range, id, hold)
    }

    /// Returns the marks' ids with their ranges in characters of [`Editor::text`].
    pub fn marks_in_chars(&self) -> impl Iterator<Item = (Range<usize>, u64)> {
        let place = |at| self.buffer.char_of(at);
        let marks = self.marks.all().iter();
        marks.map(move |mark| (place(mark.range.start)..place(mark.range.end), mark.id))
    }

    /// Puts a text that was rewritten elsewhere in place of this one, in one step; what is alike at
    /// head and end stays with its marks. Says whether anything differs.
    pub fn set_text(&mut self, text: &str) -> bool {
        let (old, new) = (self.text(), cleaned(text).text);
        if old == new {
            return false;
        }
        let alike = |(a, b): &(char, char)| a == b;
        let bytes = |(a, _): (char, char)| a.len_utf8();
        let head: usize = old
            .chars()
            .zip(new.chars())
            .take_while(alike)
            .map(bytes)
            .sum();
        let behind = old[head..].chars().rev().zip(new[head..].chars().rev());
        let tail: usize = behind.take_while(alike).map(bytes).sum();
        let range = self.buffer.position(head)..self.buffer.position(old.len() - tail);
        // A whole mark that is half alike goes whole, and its text is told anew.
        let range = self.marks.widened(range);
        let head = self.buffer.offset(range.start);
        let tail = old.len() - self.buffer.offset(range.end);
        let fresh = new[head..new.len() - tail].to_owned();
        self.change(vec![(range, fresh)], Run::Once);
        true
    }

    /// Takes away the marks of an id, their text staying; says whether there were any.
    pub fn unmark(&mut self, id: u64) -> bool {
        !self.marks.remove(id).is_empty()
    }

    /// Puts text with its mark in place of the selection, or at the caret. Of whole text the line ends
    /// become spaces; nothing is put when no text is left.
    pub fn insert_marked(&mut self, text: &str, id: u64, hold: Hold) {
        let text = held(text, hold);
        if text.is_empty() {
            return;
        }
        let range = self.selection().unwrap_or(self.caret.at..self.caret.at);
        let edit = self.marked_edit(range, text, id, hold);
        self.make(vec![edit], Run::Once);
    }

    /// Puts text in place of every stretch of a mark, which stays marked; returns how many there were.
    /// Nothing is put when no text is left.
    pub fn replace_marked(&mut self, id: u64, text: &str) -> usize {
        let marks: Vec<Mark> = self
            .marks
            .all()
            .iter()
            .filter(|mark| mark.id == id)
            .cloned()
            .collect();
        let mut behind = self.buffer.end();
        let fresh = marks.iter().rev().filter_map(|mark| {
            let range = self.marks.widened(mark.range.clone());
            // Stretches of one mark that came to lie over each other, or in one whole mark, are one.
            if range.end > behind {
                return None;
            }
            behind = range.start;
            let text = held(text, mark.hold);
            let edit = self.marked_edit(range, text, id, mark.hold);
            (!edit.inserted.is_empty() && edit.inserted != edit.removed).then(|| Edit {
                unmarked: vec![mark.clone()],
                ..edit
            })
        });
        // From the end on, so that the places of earlier ones stay right.
        let edits: Vec<Edit> = fresh.collect();
        if !edits.is_empty() {
            self.make(edits, Run::Once);
        }
        marks.len()
    }

    /// Returns the mark at a place, the whole one before loose ones, the shortest of these; a mark
    /// just behind which the place is counts last.
    pub fn mark_at(&self, at: Position) -> Option<&Mark> {
        let marks = self.marks.all().iter();
        let holding = marks.filter(|mark| mark.range.start <= at && at <= mark.range.end);
        holding.min_by_key(|mark| {
            let lines = mark.range.end.paragraph - mark.range.start.paragraph;
            let bytes = mark.range.end.byte.saturating_sub(mark.range.start.byte);
            (mark.range.end == at, mark.hold, lines, bytes)
        })
    }

    fn marked_edit(&self, range: Range<Position>, text: String, id: u64, hold: Hold) -> Edit {
        let range = self.marks.widened(range);
        let own = Mark {
            range: range.start..range.start.behind(&text),
            id,
            hold,
        };
        Edit {
            at: range.start,
            removed: self.buffer.slice(range),
            inserted: text,
            unmarked: Vec::new(),
            marked: vec![own],
        }
    }

    /// Returns the first boundary at or behind a place that is in no whole mark.
    pub(super) fn behind_marks(&self, mut at: Position) -> Position {
        while let Some(mark) = self.marks.whole_around(at) {
            at = self.buffer.snap(mark.range.end);
        }
        at
    }

    /// Returns the last boundary at or before a place that is in no whole mark.
    pub(super) fn before_marks(&self, mut at: Position) -> Position {
        while let Some(mark) = self.marks.whole_around(at) {
            at = mark.range.start;
            if !self.buffer.is_boundary(at) {
                at = self.buffer.previous(at).unwrap_or_default();
            }
        }
        at
    }

    /// Moves a caret that came into a whole mark out of it, on in the way it came.
    pub(super) fn outside_marks(&self, caret: Caret) -> Caret {
        if self.marks.whole_around(caret.at).is_none() {
            return caret;
        }
        let at = if caret.at < self.caret.at {
            self.before_marks(caret.at)
        } else {
            self.behind_marks(caret.at)
        };
        Caret {
            goal: caret.goal,
            ..Caret::at(at)
        }
    }
}

fn held(text: &str, hold: Hold) -> String {
    let text = cleaned(text).text;
    match hold {
        Hold::Whole => text.replace('\n', " "),
        Hold::Loose => text,
    }
}
