//! Going about in the text as motions do.

use crate::text::{buffer::Position, cursor::Move, editor::Editor, width};

/// Makes a movement so many times, or until it leads no further.
pub(super) fn step(editor: &mut Editor, step: Move, times: usize) {
    for _ in 0..times {
        let before = editor.caret();
        editor.go(step);
        if editor.caret() == before {
            break;
        }
    }
}

pub(super) fn paragraph(editor: &Editor) -> &str {
    &editor.paragraphs()[editor.caret().paragraph]
}

pub(super) fn go_to_head(editor: &mut Editor) {
    let caret = editor.caret();
    editor.go_to(Position { byte: 0, ..caret });
}

pub(super) fn go_to_tail(editor: &mut Editor) {
    let caret = editor.caret();
    let byte = paragraph(editor).len();
    editor.go_to(Position { byte, ..caret });
}

/// Goes to the head of a paragraph counted from 1; behind the last, to the last.
pub(super) fn go_to_paragraph(editor: &mut Editor, count: usize) {
    let paragraph = count.clamp(1, editor.paragraphs().len()) - 1;
    editor.go_to(Position { paragraph, byte: 0 });
}

pub(super) fn go_to_end_of_word(editor: &mut Editor) {
    editor.go(Move::Right);
    while paragraph(editor)[editor.caret().byte..].starts_with(char::is_whitespace) {
        editor.go(Move::Right);
    }
    editor.go(Move::WordRight);
    while editor.caret().byte > 0
        && paragraph(editor)[..editor.caret().byte].ends_with(char::is_whitespace)
    {
        editor.go(Move::Left);
    }
    if editor.caret().byte > 0 {
        editor.go(Move::Left);
    }
}

/// Whether `t` may find the sign that it stands before already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Adjacent {
    Counts,
    IsPassed,
}

pub(super) fn find_times(
    times: usize,
    first: Adjacent,
    what: (char, char),
    editor: &mut Editor,
) -> bool {
    let from = editor.caret();
    let all = (0..times).all(|time| {
        let adjacent = if time == 0 { first } else { Adjacent::IsPassed };
        find(what, adjacent, editor)
    });
    if !all {
        editor.go_to(from);
    }
    all
}

/// Goes to a sign in the paragraph; says whether it is there.
pub(super) fn find((how, sign): (char, char), adjacent: Adjacent, editor: &mut Editor) -> bool {
    let caret = editor.caret();
    let text = paragraph(editor);
    let is_sign = |cell: &width::Cell<'_>| cell.text.starts_with(sign);
    let here = width::cells(&text[caret.byte..])
        .next()
        .map_or(0, |cell| cell.end());
    let byte = match how {
        'f' | 't' => {
            let from = caret.byte + here;
            let mut cells = width::cells(&text[from..]);
            let passes = how == 't' && adjacent == Adjacent::IsPassed;
            let skipped = cells.clone().next().filter(|cell| passes && is_sign(cell));
            let found = cells.find(|cell| is_sign(cell) && Some(*cell) != skipped);
            let Some(found) = found else { return false };
            let before = width::cells(&text[..from + found.start]).last();
            match how {
                'f' => from + found.start,
                _ => before.map_or(0, |cell| cell.start),
            }
        }
        _ => {
            let before: Vec<_> = width::cells(&text[..caret.byte]).collect();
            let passes = how == 'T' && adjacent == Adjacent::IsPassed;
            let skip = usize::from(passes && before.last().is_some_and(is_sign));
            let found = before.iter().rev().skip(skip).find(|cell| is_sign(cell));
            match (found, how) {
                (None, _) => return false,
                (Some(found), 'F') => found.start,
                (Some(found), _) => found.end(),
            }
        }
    };
    editor.go_to(Position { byte, ..caret });
    true
}
