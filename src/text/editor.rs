//! The letter editor: text, caret, selection, undo and the rows to draw.
//!
//! A value without terminal, clock or clipboard: keys are turned into the calls below, and what was
//! cut or copied is handed out. Invariants: caret and anchor stand on grapheme boundaries, the text
//! is clean (`clean::is_clean`, without tabs), neither stands inside a whole mark, and the caret is among
//! the rows in sight.

use std::ops::Range;

use super::buffer::{Buffer, Position};
use super::clean;
use super::count::Counts;
use super::cursor::{self, Caret, Move};
use super::history::{Edit, History, Run, Step, Tail};
use super::mark::{Hold, Mark, Marks, Replaced};
use super::wrap::Layout;

mod marks;
mod piece;
mod seek;
mod sight;

pub use piece::Piece;
pub use sight::{PAGE_COLS, PAGE_ROWS, PagePlace, Row};

#[cfg(test)]
mod tests;

/// A text being written.
#[derive(Debug, Clone, PartialEq)]
pub struct Editor {
    buffer: Buffer,
    layout: Layout,
    /// The rows as they stand on paper.
    paper: Layout,
    counts: Counts,
    caret: Caret,
    anchor: Option<Position>,
    marks: Marks,
    history: History,
    height: usize,
    first_row: usize,
}

/// Whose history is kept with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// This one, as far as it was handed out.
    Ours,
    /// Another, which must give way.
    Foreign,
}

/// Deletes towards the head or the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erase {
    /// The grapheme before the caret.
    Back,
    /// The grapheme behind the caret.
    Forward,
    /// The run of like characters before the caret.
    WordBack,
    /// From the caret to the end of its paragraph.
    ToParagraphEnd,
}

impl Default for Editor {
    fn default() -> Self {
        Self::new("")
    }
}

impl Editor {
    /// Opens a text, cleaned, with the caret at its head; 80 columns by 24 rows until told.
    pub fn new(text: &str) -> Self {
        let buffer = Buffer::new(&cleaned(text).text);
        Self {
            layout: Layout::new(&buffer, 80),
            paper: Layout::new(&buffer, PAGE_COLS),
            counts: Counts::of(&buffer.text()),
            buffer,
            caret: Caret::default(),
            anchor: None,
            marks: Marks::default(),
            history: History::default(),
            height: 24,
            first_row: 0,
        }
    }

    /// Returns the whole text.
    pub fn text(&self) -> String {
        self.buffer.text()
    }

    /// Returns the paragraphs.
    pub fn paragraphs(&self) -> &[String] {
        self.buffer.paragraphs()
    }

    /// Returns how long the text is.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Takes up the history that was kept of this text; steps that do not fit it are forgotten when met.
    pub fn take_up(&mut self, history: History) {
        self.history = history;
    }

    /// Returns the steps to be kept with the text: those that changed since the last that were.
    pub fn history_tail(&mut self) -> Tail {
        self.history.tail()
    }

    /// Takes in whether the steps handed out last are kept, or what is kept is another's.
    pub fn history_kept(&mut self, is: Keeping) {
        match is {
            Keeping::Ours => self.history.saved(),
            Keeping::Foreign => self.history.unsaved(),
        }
    }

    /// Returns how many steps can be undone and redone.
    pub fn history_depth(&self) -> (usize, usize) {
        self.history.depth()
    }

    /// Returns the place of the caret.
    pub fn caret(&self) -> Position {
        self.caret.at
    }

    /// Returns the place of a byte of the whole text, for what a check of the text found.
    pub fn position(&self, offset: usize) -> Position {
        self.buffer.snap(self.buffer.position(offset))
    }

    /// Returns the place of a character of the whole text, as texts and their spans are kept.
    pub fn position_of_char(&self, chars: usize) -> Position {
        self.buffer.snap(self.buffer.position_of_char(chars))
    }

    /// Returns the byte of a place in the whole text.
    pub fn offset(&self, at: Position) -> usize {
        self.buffer.offset(at)
    }

    /// Returns the selected range, if it is not empty.
    pub fn selection(&self) -> Option<Range<Position>> {
        let anchor = self.anchor?;
        let at = self.caret.at;
        (anchor != at).then(|| anchor.min(at)..anchor.max(at))
    }

    /// Returns the selected text.
    pub fn selected_text(&self) -> Option<String> {
        self.selection().map(|range| self.buffer.slice(range))
    }

    /// Types text over the selection; a run of typing is undone at once.
    pub fn insert(&mut self, text: &str) {
        self.put(text, Run::Typing);
    }

    /// Begins a new paragraph.
    pub fn newline(&mut self) {
        self.put("\n", Run::Typing);
    }

    /// Puts foreign text over the selection and returns how many signs were not taken over.
    pub fn paste(&mut self, text: &str) -> usize {
        self.put(text, Run::Once)
    }

    /// Puts text in place of the selection, or at the caret without one.
    pub fn replace_selection(&mut self, text: &str) -> usize {
        self.put(text, Run::Once)
    }

    /// Deletes the selection, or as told.
    pub fn erase(&mut self, what: Erase) {
        if let Some(range) = self.selection() {
            self.change(vec![(range, String::new())], Run::Once);
            return;
        }
        let at = self.caret.at;
        let other = match what {
            Erase::Back => self.target(Move::Left).at,
            Erase::Forward => self.target(Move::Right).at,
            Erase::WordBack => self.target(Move::WordLeft).at,
            Erase::ToParagraphEnd => {
                let byte = self.buffer.paragraph(at.paragraph).len();
                if byte == at.byte {
                    self.buffer.next(at).unwrap_or(at)
                } else {
                    Position { byte, ..at }
                }
            }
        };
        let run = match what {
            Erase::Back | Erase::Forward => Run::Erasing,
            Erase::WordBack | Erase::ToParagraphEnd => Run::Once,
        };
        if other != at {
            self.change(vec![(other.min(at)..other.max(at), String::new())], run);
        }
    }

    /// Deletes the selection and hands it out.
    pub fn cut(&mut self) -> Option<Piece> {
        let range = self.selection()?;
        let piece = self.piece(range.clone());
        self.change(vec![(range, String::new())], Run::Once);
        Some(piece)
    }

    /// Moves the caret and drops the selection; left and right first go to the selection's edge.
    pub fn go(&mut self, step: Move) {
        let edge = match (self.selection(), step) {
            (Some(range), Move::Left) => Some(range.start),
            (Some(range), Move::Right) => Some(range.end),
            _ => None,
        };
        self.anchor = None;
        self.caret = edge.map_or_else(|| self.target(step), Caret::at);
        self.settle();
    }

    /// Moves the caret and selects what it passes.
    pub fn select(&mut self, step: Move) {
        self.anchor.get_or_insert(self.caret.at);
        self.caret = self.target(step);
        self.settle();
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.anchor = Some(Position::default());
        self.caret = Caret::at(self.buffer.end());
        self.settle();
    }

    /// Selects a range; its ends are moved onto boundaries inside the text, and out of whole marks.
    pub fn select_range(&mut self, range: Range<Position>) {
        let (from, to) = (self.buffer.snap(range.start), self.buffer.snap(range.end));
        let (anchor, caret) = if from <= to {
            (self.before_marks(from), self.behind_marks(to))
        } else {
            (self.behind_marks(from), self.before_marks(to))
        };
        self.anchor = Some(anchor);
        self.caret = Caret::at(caret);
        self.settle();
    }

    /// Drops the selection and leaves the caret where it is.
    pub fn unselect(&mut self) {
        self.anchor = None;
    }

    /// Puts the caret at a place, moved onto a boundary inside the text.
    pub fn go_to(&mut self, at: Position) {
        self.anchor = None;
        self.caret = Caret::at(self.behind_marks(self.buffer.snap(at)));
        self.settle();
    }

    /// Puts the caret into a cell, as after a click; `row` counts from the head of the text.
    pub fn go_to_cell(&mut self, row: usize, col: usize) {
        self.anchor = None;
        let caret = cursor::at_cell(&self.buffer, &self.layout, row, col);
        self.caret = self.outside_marks(caret);
        self.settle();
    }

    /// Takes back the last step; says whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.history.undo() else {
            return false;
        };
        let turned = step.edits.iter().rev().cloned().map(Edit::turned);
        let Some(made) = self.swap_all(turned.collect(), step.before) else {
            return false;
        };
        let edits = made.into_iter().rev().map(Edit::turned).collect();
        self.history.undone(Step { edits, ..step });
        true
    }

    /// Does again what was undone last; says whether there was something.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.history.redo() else {
            return false;
        };
        let Some(edits) = self.swap_all(step.edits, step.after) else {
            return false;
        };
        self.history.redone(Step { edits, ..step });
        true
    }

    fn target(&self, step: Move) -> Caret {
        let moved = cursor::moved(&self.buffer, &self.layout, self.caret, step, self.height);
        self.outside_marks(moved)
    }

    fn put(&mut self, text: &str, run: Run) -> usize {
        let range = self.selection().unwrap_or(self.caret.at..self.caret.at);
        let cleaned = self.cleaned_at(range.start, text);
        if !cleaned.text.is_empty() || range.start != range.end {
            self.change(vec![(range, cleaned.text)], run);
        }
        cleaned.replaced
    }

    /// Cleans text that goes to a place: an accent typed alone belongs to the character before it.
    fn cleaned_at(&self, at: Position, text: &str) -> clean::Cleaned {
        let paragraph = self.buffer.paragraph(at.paragraph);
        let base = match self.buffer.previous(at) {
            Some(before) if at.byte > 0 => &paragraph[before.byte..at.byte],
            _ => "",
        };
        let both = cleaned(&format!("{base}{text}"));
        match both.text.strip_prefix(base) {
            Some(rest) => clean::Cleaned {
                text: rest.to_owned(),
                replaced: both.replaced,
            },
            None => cleaned(text),
        }
    }

    /// Makes edits (each at a place not moved by those before it), records them and moves the caret.
    fn change(&mut self, edits: Vec<(Range<Position>, String)>, run: Run) {
        let edits = edits.into_iter();
        let edits = edits.map(|(range, inserted)| self.edit(range, inserted));
        let edits = edits.collect();
        self.make(edits, run);
    }

    /// Prepares an edit of a range.
    fn edit(&self, range: Range<Position>, inserted: String) -> Edit {
        let range = self.marks.widened(range);
        let begins = range.is_empty() && inserted.contains('\n');
        // What begins a new paragraph behind a mark does not belong to it.
        let ends = |mark: &&Mark| mark.hold == Hold::Loose && mark.range.end == range.start;
        let marks = self.marks.all().iter().filter(|_| begins);
        let left: Vec<Mark> = marks.filter(ends).cloned().collect();
        Edit {
            at: range.start,
            removed: self.buffer.slice(range),
            inserted,
            marked: left.clone(),
            unmarked: left,
        }
    }

    /// Makes prepared edits, records them and moves the caret behind the last.
    fn make(&mut self, edits: Vec<Edit>, run: Run) {
        let before = self.caret.at;
        let mut made = Vec::with_capacity(edits.len());
        for edit in edits {
            made.push(self.swap(edit));
        }
        let end = made
            .last()
            .map_or(before, |edit| edit.at.behind(&edit.inserted));
        self.caret = Caret::at(self.behind_marks(self.buffer.snap(end)));
        self.anchor = None;
        self.history.record(Step {
            edits: made,
            run,
            before,
            after: self.caret.at,
        });
        self.follow();
    }

    /// Makes an edit and returns it with every mark that turning it round needs.
    fn swap(&mut self, edit: Edit) -> Edit {
        let (from, to) = (edit.at, edit.at.behind(&edit.removed));
        let before = self.counts_around(from..to);
        let end = self.buffer.replace(from..to, &edit.inserted);
        self.counts = self.counts - before + self.counts_around(from..end);
        self.layout.edited(&self.buffer, from, to, end);
        self.paper.edited(&self.buffer, from, to, end);
        let place = Replaced { from, to, end };
        // A history that was kept is trusted no further than its marks lie in the text.
        let mut come = edit.marked.clone();
        come.retain(|mark| self.buffer.has(&mark.range));
        let (unmarked, marked) = self.marks.follow(place, &edit.unmarked, &come);
        Edit {
            unmarked,
            marked,
            ..edit
        }
    }

    /// Counts a range with the character on either side of it.
    fn counts_around(&self, range: Range<Position>) -> Counts {
        let (from, to) = (range.start, range.end);
        let head = &self.buffer.paragraph(from.paragraph)[..from.byte];
        let tail = &self.buffer.paragraph(to.paragraph)[to.byte..];
        let mut text: String = head.chars().next_back().into_iter().collect();
        text.push_str(&self.buffer.slice(range));
        text.extend(tail.chars().next());
        Counts::of(&text)
    }

    /// Puts old texts back; a history that is not of this text is forgotten instead.
    fn swap_all(&mut self, edits: Vec<Edit>, caret: Position) -> Option<Vec<Edit>> {
        let mut made = Vec::with_capacity(edits.len());
        let mut all_fit = true;
        for edit in edits {
            all_fit = self.buffer.holds(edit.at, &edit.removed);
            if !all_fit {
                self.history = History::default();
                break;
            }
            made.push(self.swap(edit));
        }
        self.caret = Caret::at(self.behind_marks(self.buffer.snap(caret)));
        self.anchor = None;
        self.follow();
        all_fit.then_some(made)
    }

    /// After a move: typing elsewhere is another step, and the caret stays in sight.
    fn settle(&mut self) {
        self.history.close();
        self.follow();
    }
}

/// Cleans text for the editor, where a tab is a space: the office indents by characters.
fn cleaned(text: &str) -> clean::Cleaned {
    let mut cleaned = clean::paper(text);
    if cleaned.text.contains('\t') {
        cleaned.text = cleaned.text.replace('\t', " ");
    }
    cleaned
}
