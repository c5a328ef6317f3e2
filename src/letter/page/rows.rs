//! Breaking runs into lines of given columns, as print measures them.
//!
//! In print the marks “”‘’—…· are as wide as a character, other than in most terminals; so the rows
//! of the editor are not those of the page.

use std::ops::Range;

use super::{Align, Block, Run};
use crate::text::{
    kinsoku::{Break, between},
    width::{Ambiguous, cells_with, of_with},
};

/// Returns the columns of a text in print.
pub fn cols(text: &str) -> usize {
    of_with(text, Ambiguous::Wide)
}

/// A line of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its text.
    pub runs: Vec<Run>,
    /// Columns of its text.
    pub cols: usize,
    /// Columns left free at its head.
    pub indent: usize,
    /// It is the last of its block.
    pub is_last: bool,
}

/// Breaks a block into rows within `room` columns; one at least.
pub fn rows(block: &Block, room: usize) -> Vec<Row> {
    let text = block.text();
    let mut rows = Vec::new();
    let mut start = 0;
    loop {
        let indent = if start == 0 { block.first } else { block.rest };
        let indent = match block.align {
            Align::Full => indent,
            Align::Middle | Align::Right => 0,
        };
        let free = room.saturating_sub(indent + block.right).max(2);
        let end = row_end(&text, start, free);
        let shown = text[start..end].trim_end_matches(' ');
        rows.push(Row {
            runs: slice(&block.runs, start..start + shown.len()),
            cols: cols(shown),
            indent,
            is_last: end >= text.len(),
        });
        if end >= text.len() {
            return rows;
        }
        start = end;
    }
}

/// Returns where the row beginning at `start` ends.
fn row_end(text: &str, start: usize, free: usize) -> usize {
    let mut used = 0;
    let (mut good, mut fair) = (None, None);
    let mut before: Option<&str> = None;
    for cell in cells_with(&text[start..], Ambiguous::Wide) {
        let at = start + cell.start;
        if let Some(before) = before {
            match between(before, cell.text) {
                Break::Good => good = Some(at),
                Break::Fair => fair = Some(at),
                Break::Bad => {}
            }
        }
        used += cell.cols;
        // One space may hang outside, as a pen would leave it out.
        if used > free && cell.text != " " && before.is_some() {
            return good.or(fair).unwrap_or(at);
        }
        before = Some(cell.text);
    }
    text.len()
}

/// Returns the part of the runs that lies in a byte range of their whole text.
fn slice(runs: &[Run], range: Range<usize>) -> Vec<Run> {
    let mut cut = Vec::new();
    let mut at = 0;
    for run in runs {
        let own = range.start.clamp(at, at + run.text.len()) - at
            ..range.end.clamp(at, at + run.text.len()) - at;
        if !own.is_empty() {
            cut.push(Run {
                face: run.face,
                text: run.text[own].to_owned(),
            });
        }
        at += run.text.len();
    }
    cut
}
