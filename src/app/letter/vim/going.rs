//! Going about in the text as motions do, and what is passed on the way.

use super::{
    Vim,
    parse::{Motion, Operator},
    passed::Passed,
};
use crate::text::{buffer::Position, cursor::Move, editor::Editor, width};

impl Vim {
    /// Goes where a motion leads and returns what it passed; nothing when it leads nowhere.
    pub(super) fn passed(
        &mut self,
        motion: Motion,
        operator: Operator,
        count: Option<usize>,
        editor: &mut Editor,
    ) -> Option<Passed> {
        let from = editor.caret();
        // As in vim, changing a word leaves the blanks behind it.
        let motion = match (motion, operator) {
            (Motion::Word, Operator::Change) => Motion::End,
            (motion, _) => motion,
        };
        let found = self.go_freely(motion, count.unwrap_or(1), editor);
        if let (Motion::Top | Motion::Bottom, Some(count)) = (motion, count) {
            go_to_paragraph(editor, count);
        }
        let is_inclusive = match motion {
            Motion::End | Motion::Find('f' | 't', _) => true,
            Motion::Again | Motion::AgainBack => editor.caret() > from,
            _ => false,
        };
        if !found {
            return None;
        }
        if is_inclusive {
            editor.go(Move::Right);
        }
        let to = editor.caret();
        let (first, last) = (from.min(to), from.max(to));
        Some(match motion {
            Motion::Down | Motion::Up | Motion::Top | Motion::Bottom => {
                Passed::Paragraphs(first.paragraph..last.paragraph + 1)
            }
            // The last word of a paragraph does not take the next paragraph's head along.
            Motion::Word if last.paragraph > first.paragraph => {
                let byte = editor.paragraphs()[first.paragraph].len();
                Passed::Chars(first..Position { byte, ..first })
            }
            _ => Passed::Chars(first..last),
        })
    }

    /// Goes where a motion leads; with a count `gg` and `G` lead to that paragraph.
    pub(super) fn go(&mut self, motion: Motion, count: Option<usize>, editor: &mut Editor) {
        self.go_freely(motion, count.unwrap_or(1), editor);
        if let (Motion::Top | Motion::Bottom, Some(count)) = (motion, count) {
            go_to_paragraph(editor, count);
        }
    }

    /// Goes where a motion leads, also behind the last character; says whether it leads anywhere.
    pub(super) fn go_freely(&mut self, motion: Motion, times: usize, editor: &mut Editor) -> bool {
        match motion {
            Motion::Left | Motion::Right => {
                for _ in 0..times {
                    let byte = editor.caret().byte;
                    match motion {
                        Motion::Left if byte > 0 => editor.go(Move::Left),
                        Motion::Right if byte < paragraph(editor).len() => editor.go(Move::Right),
                        _ => break,
                    }
                }
            }
            Motion::Down => step(editor, Move::Down, times),
            Motion::Up => step(editor, Move::Up, times),
            Motion::Word => step(editor, Move::WordRight, times),
            Motion::Back => step(editor, Move::WordLeft, times),
            Motion::End => {
                for _ in 0..times {
                    go_to_end_of_word(editor);
                }
            }
            Motion::Head => go_to_head(editor),
            Motion::First => {
                let text = paragraph(editor);
                let byte = text.len() - text.trim_start().len();
                let caret = editor.caret();
                editor.go_to(Position { byte, ..caret });
            }
            Motion::Tail => go_to_tail(editor),
            Motion::Top => editor.go(Move::TextStart),
            Motion::Bottom => {
                editor.go(Move::TextEnd);
                go_to_head(editor);
            }
            Motion::ParagraphUp => step(editor, Move::ParagraphStart, times),
            Motion::ParagraphDown => step(editor, Move::ParagraphEnd, times),
            Motion::Find(how, sign) => {
                self.found = Some((how, sign));
                return find_times(times, Adjacent::Counts, (how, sign), editor);
            }
            Motion::Again | Motion::AgainBack => {
                let Some((how, sign)) = self.found else {
                    return false;
                };
                let how = match (motion, how) {
                    (Motion::Again, how) => how,
                    (_, 'f') => 'F',
                    (_, 't') => 'T',
                    (_, 'F') => 'f',
                    _ => 't',
                };
                return find_times(times, Adjacent::IsPassed, (how, sign), editor);
            }
        }
        true
    }
}

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
fn go_to_paragraph(editor: &mut Editor, count: usize) {
    let paragraph = count.clamp(1, editor.paragraphs().len()) - 1;
    editor.go_to(Position { paragraph, byte: 0 });
}

fn go_to_end_of_word(editor: &mut Editor) {
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
enum Adjacent {
    Counts,
    IsPassed,
}

fn find_times(times: usize, first: Adjacent, what: (char, char), editor: &mut Editor) -> bool {
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
fn find((how, sign): (char, char), adjacent: Adjacent, editor: &mut Editor) -> bool {
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
