//! Where the caret stands and how it moves.
//!
//! Left and right go by grapheme, up and down by row with the column kept. A caret at the end of a
//! wrapped row has the same byte as the head of the next, so it also says to which row it leans.
//! Invariant: every move ends on a grapheme boundary inside the text.

use super::buffer::{Buffer, Position};
use super::width;
use super::wrap::{Layout, Place};

/// Which row a caret belongs to when it stands between two rows of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lean {
    /// The row below, where the next character will be.
    #[default]
    Below,
    /// The row above, after "end of row".
    Above,
}

/// The place of the next character, with what moving needs to remember.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caret {
    /// The place in the text.
    pub at: Position,
    /// The row it belongs to between two rows.
    pub lean: Lean,
    /// The column kept while moving up and down.
    pub goal: Option<usize>,
}

impl Caret {
    /// Puts a caret at a place, leaning below.
    pub fn at(at: Position) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }
}

/// A movement of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// One grapheme back.
    Left,
    /// One grapheme on.
    Right,
    /// One row up, column kept.
    Up,
    /// One row down, column kept.
    Down,
    /// To the head of the row.
    RowStart,
    /// To the end of the row.
    RowEnd,
    /// To the head of the paragraph, or of the one above when already there.
    ParagraphStart,
    /// To the end of the paragraph, or of the one below when already there.
    ParagraphEnd,
    /// Over the run of like characters before the caret.
    WordLeft,
    /// Over the run of like characters behind the caret.
    WordRight,
    /// A window up, one row kept in sight.
    PageUp,
    /// A window down, one row kept in sight.
    PageDown,
    /// To the head of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
}

/// Returns the row (from the head of the text) and column of a caret.
///
/// The column may equal the width: behind the last character of a full row.
pub fn cell(buffer: &Buffer, layout: &Layout, caret: Caret) -> (usize, usize) {
    let place = place(layout, caret);
    let text = buffer.paragraph(place.paragraph);
    let start = layout
        .rows(place.paragraph)
        .range(place.row, text.len())
        .start;
    let cols = width::of(&text[start..caret.at.byte]);
    (
        layout.rows_above(place.paragraph) + place.row,
        cols.min(layout.cols()),
    )
}

/// Returns the caret nearest to a column of a row, never behind the middle of a wide character.
pub fn at_cell(buffer: &Buffer, layout: &Layout, row: usize, col: usize) -> Caret {
    let place = layout.place(row);
    let text = buffer.paragraph(place.paragraph);
    let rows = layout.rows(place.paragraph);
    let range = rows.range(place.row, text.len());
    let mut used = 0;
    for cell in width::cells(&text[range.clone()]) {
        used += cell.cols;
        if used > col {
            return Caret::at(Position {
                paragraph: place.paragraph,
                byte: range.start + cell.start,
            });
        }
    }
    row_end(place, range.end, rows.count())
}

fn row_end(place: Place, byte: usize, rows: usize) -> Caret {
    let lean = if place.row + 1 < rows {
        Lean::Above
    } else {
        Lean::Below
    };
    let at = Position {
        paragraph: place.paragraph,
        byte,
    };
    Caret {
        at,
        lean,
        goal: None,
    }
}

fn place(layout: &Layout, caret: Caret) -> Place {
    let paragraph = caret.at.paragraph;
    let rows = layout.rows(paragraph);
    let row = rows.row_of(caret.at.byte);
    let stands_at_head = rows.starts().nth(row) == Some(caret.at.byte);
    let row = match caret.lean {
        Lean::Above if stands_at_head => row.saturating_sub(1),
        _ => row,
    };
    Place { paragraph, row }
}

/// Moves a caret; `height` is the number of rows a page shows.
pub fn moved(buffer: &Buffer, layout: &Layout, caret: Caret, step: Move, height: usize) -> Caret {
    let at = caret.at;
    let page = height.saturating_sub(1).max(1);
    match step {
        Move::Left => Caret::at(buffer.previous(at).unwrap_or(at)),
        Move::Right => Caret::at(buffer.next(at).unwrap_or(at)),
        Move::Up => by_rows(buffer, layout, caret, |row| row.checked_sub(1)),
        Move::Down => by_rows(buffer, layout, caret, |row| Some(row + 1)),
        Move::PageUp => by_rows(buffer, layout, caret, |row| {
            (row > 0).then(|| row.saturating_sub(page))
        }),
        Move::PageDown => by_rows(buffer, layout, caret, |row| Some(row + page)),
        Move::RowStart => {
            let place = place(layout, caret);
            let len = buffer.paragraph(at.paragraph).len();
            let byte = layout.rows(at.paragraph).range(place.row, len).start;
            Caret::at(Position { byte, ..at })
        }
        Move::RowEnd => {
            let place = place(layout, caret);
            let rows = layout.rows(at.paragraph);
            let len = buffer.paragraph(at.paragraph).len();
            row_end(place, rows.range(place.row, len).end, rows.count())
        }
        Move::ParagraphStart => {
            let above = usize::from(at.byte == 0);
            Caret::at(Position {
                paragraph: at.paragraph.saturating_sub(above),
                byte: 0,
            })
        }
        Move::ParagraphEnd => {
            let is_at_end = at.byte == buffer.paragraph(at.paragraph).len();
            let last = buffer.paragraphs().len() - 1;
            let paragraph = (at.paragraph + usize::from(is_at_end)).min(last);
            Caret::at(Position {
                paragraph,
                byte: buffer.paragraph(paragraph).len(),
            })
        }
        Move::WordLeft => Caret::at(word_left(buffer, at)),
        Move::WordRight => Caret::at(word_right(buffer, at)),
        Move::TextStart => Caret::default(),
        Move::TextEnd => Caret::at(buffer.end()),
    }
}

/// Moves to another row with the goal column; off the text, to its head or end as editors do.
fn by_rows(
    buffer: &Buffer,
    layout: &Layout,
    caret: Caret,
    target: impl Fn(usize) -> Option<usize>,
) -> Caret {
    let (row, col) = cell(buffer, layout, caret);
    let goal = caret.goal.unwrap_or(col);
    let last = layout.count() - 1;
    let moved = match target(row) {
        None => Caret::default(),
        Some(_) if row == last && target(row) > Some(row) => Caret::at(buffer.end()),
        Some(target) => at_cell(buffer, layout, target.min(last), goal),
    };
    Caret {
        goal: Some(goal),
        ..moved
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Space,
    Han,
    Letter,
    Mark,
}

/// Sorts a grapheme for jumps. Chinese has no spaces between words, and a dictionary would be wrong
/// often enough to surprise; a jump over Chinese therefore goes to the next mark. Chosen by us.
fn kind(grapheme: &str) -> Kind {
    match grapheme.chars().next() {
        Some(c) if c.is_whitespace() => Kind::Space,
        Some('_' | '０'..='９') => Kind::Letter,
        Some(c) if !c.is_alphanumeric() => Kind::Mark,
        // From the radicals on: ideographs, kana, Hangul, full-width letters.
        Some('\u{2E80}'..) => Kind::Han,
        Some(_) => Kind::Letter,
        None => Kind::Mark,
    }
}

fn word_right(buffer: &Buffer, at: Position) -> Position {
    let text = buffer.paragraph(at.paragraph);
    let rest = &text[at.byte..];
    let mut cells = width::cells(rest).peekable();
    let Some(first) = cells.next() else {
        return buffer.next(at).unwrap_or(at);
    };
    let mut run = kind(first.text);
    let mut byte = at.byte + first.end();
    for cell in cells {
        let next = kind(cell.text);
        if next != run && next != Kind::Space {
            break;
        }
        run = next;
        byte = at.byte + cell.end();
    }
    Position { byte, ..at }
}

fn word_left(buffer: &Buffer, at: Position) -> Position {
    if at.byte == 0 {
        return buffer.previous(at).unwrap_or(at);
    }
    let text = buffer.paragraph(at.paragraph);
    let mut place = at;
    let mut run = Kind::Space;
    while place.byte > 0 {
        let Some(before) = buffer.previous(place) else {
            break;
        };
        let next = kind(&text[before.byte..place.byte]);
        if run != Kind::Space && next != run {
            break;
        }
        run = next;
        place = before;
    }
    place
}
