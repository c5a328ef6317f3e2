//! What of the text is in sight: rows to draw, the caret's cell, the first row shown.
//!
//! Apart from editing because only drawing asks for it. Invariant: the caret's row is in sight.

use std::ops::Range;

use super::Editor;
use crate::text::cursor::{self, Caret};
use crate::text::width;
use crate::text::wrap::Layout;

/// A row to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// The row, counted from the head of the text.
    pub index: usize,
    /// The paragraph it belongs to.
    pub paragraph: usize,
    /// Its bytes in the paragraph, with a space that hangs outside.
    pub range: Range<usize>,
    /// What is seen of it, never wider than the width (a single wider grapheme apart).
    pub text: &'a str,
    /// Whether the paragraph begins here or goes on.
    pub starts_paragraph: bool,
}

impl Editor {
    /// Breaks the rows for another width in columns. The caret may stand one column behind it.
    pub fn set_width(&mut self, cols: usize) {
        if cols.max(1) != self.layout.cols() {
            self.layout = Layout::new(&self.buffer, cols);
            self.caret = Caret::at(self.caret.at);
            self.follow();
        }
    }

    /// Tells how many rows are in sight.
    pub fn set_height(&mut self, rows: usize) {
        self.height = rows.max(1);
        self.follow();
    }

    /// Returns the first row in sight.
    pub fn first_row(&self) -> usize {
        self.first_row
    }

    /// Returns the number of rows of the whole text.
    pub fn row_count(&self) -> usize {
        self.layout.count()
    }

    /// Returns the caret's row, counted from the head of the text, and its column.
    pub fn cursor_cell(&self) -> (usize, usize) {
        cursor::cell(&self.buffer, &self.layout, self.caret)
    }

    /// Returns up to `count` rows from `first` on.
    pub fn rows(&self, first: usize, count: usize) -> Vec<Row<'_>> {
        let mut place = self.layout.place(first);
        let total = self.layout.count();
        let mut rows = Vec::new();
        for index in first..total.min(first.saturating_add(count)) {
            if place.row == self.layout.rows(place.paragraph).count() {
                place.paragraph += 1;
                place.row = 0;
            }
            let text = self.buffer.paragraph(place.paragraph);
            let range = self
                .layout
                .rows(place.paragraph)
                .range(place.row, text.len());
            let whole = &text[range.clone()];
            let mut shown = width::truncate(whole, self.layout.cols());
            if shown.is_empty() {
                shown = width::cells(whole).next().map_or("", |cell| cell.text);
            }
            rows.push(Row {
                index,
                paragraph: place.paragraph,
                text: shown,
                range,
                starts_paragraph: place.row == 0,
            });
            place.row += 1;
        }
        rows
    }

    /// Moves the rows in sight as little as needed to show the caret.
    pub(super) fn follow(&mut self) {
        let (row, _) = self.cursor_cell();
        let last_first = self.layout.count().saturating_sub(self.height);
        self.first_row = self
            .first_row
            .min(row)
            .max((row + 1).saturating_sub(self.height))
            .min(last_first);
    }
}
