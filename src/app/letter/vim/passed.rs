//! What a command goes over, as text and as a selection.

use std::ops::Range;

use super::{Leads, going::go_to_tail};
use crate::text::{
    buffer::Position,
    editor::{Editor, Erase, Piece},
};

/// What a motion passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Passed {
    Chars(Range<Position>),
    Paragraphs(Range<usize>),
}

pub(super) fn join(times: usize, editor: &mut Editor) -> Vec<Leads> {
    let mut leads = Vec::new();
    for _ in 0..times {
        let at = editor.caret().paragraph;
        let Some(next) = editor.paragraphs().get(at + 1) else {
            break;
        };
        let blanks = next.len() - next.trim_start().len();
        let end = Position {
            paragraph: at + 1,
            byte: blanks,
        };
        go_to_tail(editor);
        let from = editor.caret();
        editor.select_range(from..end);
        editor.erase(Erase::Back);
        leads.push(Leads::Changed);
    }
    leads
}

/// Returns the text of paragraphs without the line end behind them.
pub(super) fn of_paragraphs(range: &Range<usize>, editor: &Editor) -> Range<Position> {
    let last = range.end - 1;
    let start = Position {
        paragraph: range.start,
        byte: 0,
    };
    start..Position {
        paragraph: last,
        byte: editor.paragraphs()[last].len(),
    }
}

pub(super) fn piece_of(passed: &Passed, editor: &Editor) -> Piece {
    match passed {
        Passed::Chars(range) => editor.piece(range.clone()),
        Passed::Paragraphs(range) => editor
            .piece(of_paragraphs(range, editor))
            .then(&Piece::from("\n")),
    }
}

/// Selects what is to go: paragraphs with a line end, the one above when there is none below.
pub(super) fn select_passed(passed: &Passed, editor: &mut Editor) {
    let range = match passed {
        Passed::Chars(range) => range.clone(),
        Passed::Paragraphs(range) => {
            let own = of_paragraphs(range, editor);
            if range.end < editor.paragraphs().len() {
                let next = Position {
                    paragraph: range.end,
                    byte: 0,
                };
                own.start..next
            } else if let Some(above) = range.start.checked_sub(1) {
                let byte = editor.paragraphs()[above].len();
                Position {
                    paragraph: above,
                    byte,
                }..own.end
            } else {
                own
            }
        }
    };
    // From the end, so that the caret comes back to the head with undo.
    editor.select_range(range.end..range.start);
}
