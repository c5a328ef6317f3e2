//! Finding and replacing in the text being written.

use std::ops::Range;

use super::{Editor, cleaned};
use crate::text::buffer::Position;
use crate::text::find::{self, InParagraph, literal};
use crate::text::history::Run;

impl Editor {
    /// Selects the next match behind the caret, going round; says whether there is one.
    pub fn find_next(&mut self, seek: InParagraph<'_>) -> bool {
        let from = match self.selection() {
            // A selected match is left behind by its first character, so that "aa" steps in "aaa".
            Some(range) => {
                let first = self.buffer.next(range.start).unwrap_or(range.end);
                self.behind_marks(first)
            }
            None => self.caret.at,
        };
        self.select_found(find::next(&self.buffer, seek, from))
    }

    /// Selects the match before the caret or selection, going round; says whether there is one.
    pub fn find_previous(&mut self, seek: InParagraph<'_>) -> bool {
        let from = self.selection().map_or(self.caret.at, |range| range.start);
        self.select_found(find::previous(&self.buffer, seek, from))
    }

    /// Tells whether a text stands anywhere as it is.
    pub fn has(&self, needle: &str) -> bool {
        find::next(&self.buffer, &literal(needle), Position::default()).is_some()
    }

    /// Replaces every match of a text in one step, in a range or everywhere; returns how many there
    /// were. What stands in a whole mark is not for changing.
    pub fn replace_all(
        &mut self,
        needle: &str,
        with: &str,
        within: Option<Range<Position>>,
    ) -> usize {
        let with = cleaned(with).text;
        let within = within.unwrap_or(Position::default()..self.buffer.end());
        let mut found = find::all(&self.buffer, &literal(needle), &within);
        found.retain(|range| self.marks.widened(range.clone()) == *range);
        let count = found.len();
        if count > 0 {
            // From the end on, so that the places of earlier matches stay right.
            let edits = found.into_iter().rev().map(|range| (range, with.clone()));
            self.change(edits.collect(), Run::Once);
        }
        count
    }

    /// Replaces the selection when it is exactly this text, and selects the next match; says whether
    /// something was replaced.
    pub fn replace_one(&mut self, needle: &str, with: &str) -> bool {
        let seek = literal(needle);
        let is_match = self
            .selected_text()
            .is_some_and(|text| seek(&text).first() == Some(&(0..text.len())));
        if is_match {
            self.replace_selection(with);
        }
        self.find_next(&seek);
        is_match
    }

    fn select_found(&mut self, found: Option<Range<Position>>) -> bool {
        let is_found = found.is_some();
        if let Some(range) = found {
            self.select_range(range);
        }
        is_found
    }
}
