//! What of the text is in sight: rows to draw, the caret's cell, the first row shown.
//!
//! Apart from editing because only drawing asks for it. Invariant: the caret's row is in sight.

use std::ops::Range;

use super::Editor;
use crate::text::cursor::{self, Caret};
use crate::text::width;
use crate::text::wrap::Layout;

/// Columns of a line of an official paper: 28 characters (GB/T 9704-2012, 5.2.3).
pub const PAGE_COLS: usize = 56;

/// Lines of a page of an official paper (GB/T 9704-2012, 5.2.3).
pub const PAGE_ROWS: usize = 22;

/// Where the caret stands on paper, each counted from 1, and how much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePlace {
    /// Line of the whole text.
    pub line: usize,
    /// Lines of the whole text.
    pub lines: usize,
    /// Page.
    pub page: usize,
    /// Pages of the whole text.
    pub pages: usize,
}

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

    /// Returns where the caret stands on pages of [`PAGE_ROWS`] lines of [`PAGE_COLS`] columns. The text
    /// alone is counted: heads, seals and notes of the printed form come on top.
    pub fn page_place(&self) -> PagePlace {
        let row = cursor::cell(&self.buffer, &self.paper, Caret::at(self.caret.at)).0;
        let lines = self.paper.count();
        PagePlace {
            line: row + 1,
            lines,
            page: row / PAGE_ROWS + 1,
            pages: lines.div_ceil(PAGE_ROWS),
        }
    }

    /// Goes to the head of a line on paper, counted from 1; behind the last, to the last.
    pub fn go_to_line(&mut self, line: usize) {
        let last = self.paper.count();
        let row = line.clamp(1, last) - 1;
        let at = cursor::at_cell(&self.buffer, &self.paper, row, 0).at;
        self.go_to(at);
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
