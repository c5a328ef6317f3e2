//! What commands do to the letter: over a motion, over lines, over what is selected, and alone.
//!
//! Apart from the keys that make them up, and from how `.` presses them again.

use super::{
    Leads, Mode, Vim,
    going::{go_to_head, go_to_tail, paragraph},
    parse::{Command, Motion, Operator, Plain, What},
    passed::{Passed, join, of_paragraphs, piece_of, select_passed},
};
use crate::{
    app::{Action, letter::Retrace},
    text::{
        buffer::Position,
        cursor::Move,
        editor::{Editor, Piece},
        width,
    },
};

impl Vim {
    /// Does what a command says.
    pub(super) fn run(
        &mut self,
        command: Command,
        editor: &mut Editor,
        clip: &Piece,
    ) -> Vec<Leads> {
        let Command { count, what } = command;
        match what {
            What::Go(motion) => {
                self.go(motion, count, editor);
                self.select(editor);
                Vec::new()
            }
            What::Over(operator, motion) => {
                let from = editor.caret();
                let Some(passed) = self.passed(motion, operator, count, editor) else {
                    editor.go_to(from);
                    return Vec::new();
                };
                self.operate(operator, passed, from, editor)
            }
            What::Lines(operator) => {
                let from = editor.caret();
                let last = from.paragraph + count.unwrap_or(1);
                let passed =
                    Passed::Paragraphs(from.paragraph..last.min(editor.paragraphs().len()));
                self.operate(operator, passed, from, editor)
            }
            What::Selected(operator) => {
                let passed = self.selected(editor);
                let from = match &passed {
                    Passed::Chars(range) => range.start,
                    Passed::Paragraphs(range) => Position {
                        paragraph: range.start,
                        byte: 0,
                    },
                };
                self.mode = Mode::Normal;
                self.anchor = None;
                self.operate(operator, passed, from, editor)
            }
            What::Plain(plain) => self.plain(plain, count, editor, clip),
        }
    }

    fn plain(
        &mut self,
        plain: Plain,
        count: Option<usize>,
        editor: &mut Editor,
        clip: &Piece,
    ) -> Vec<Leads> {
        let times = count.unwrap_or(1);
        match plain {
            Plain::Insert => self.mode = Mode::Insert,
            Plain::InsertFirst => {
                self.go(Motion::First, None, editor);
                self.mode = Mode::Insert;
            }
            Plain::Append => {
                if editor.caret().byte < paragraph(editor).len() {
                    editor.go(Move::Right);
                }
                self.mode = Mode::Insert;
            }
            Plain::AppendLast => {
                go_to_tail(editor);
                self.mode = Mode::Insert;
            }
            Plain::OpenBelow | Plain::OpenAbove => {
                if plain == Plain::OpenBelow {
                    go_to_tail(editor);
                    editor.newline();
                } else {
                    go_to_head(editor);
                    editor.newline();
                    editor.go(Move::Left);
                }
                self.mode = Mode::Insert;
                return vec![Leads::Changed];
            }
            Plain::Erase | Plain::Substitute | Plain::EraseBack => {
                let from = editor.caret();
                let motion = match plain {
                    Plain::EraseBack => Motion::Left,
                    _ => Motion::Right,
                };
                let operator = match plain {
                    Plain::Substitute => Operator::Change,
                    _ => Operator::Delete,
                };
                self.go_freely(motion, times, editor);
                let to = editor.caret();
                let passed = Passed::Chars(from.min(to)..from.max(to));
                return self.operate(operator, passed, from.min(to), editor);
            }
            Plain::Put | Plain::PutBefore => return self.put(plain, times, editor, clip),
            Plain::Join => {
                let lines = self.lines_to_join(times, editor);
                return join(lines - 1, editor);
            }
            Plain::Replace(sign) => {
                let from = editor.caret();
                self.go_freely(Motion::Right, times, editor);
                let to = editor.caret();
                let chars = width::cells(&paragraph(editor)[from.byte..to.byte]).count();
                if chars < times {
                    editor.go_to(from);
                    return Vec::new();
                }
                editor.select_range(from..to);
                editor.replace_selection(&sign.to_string().repeat(chars));
                editor.go(Move::Left);
                return vec![Leads::Changed];
            }
            Plain::Repeat => return self.repeat(times, editor, clip),
            Plain::Undo => return vec![Leads::Retrace(Retrace::Undo); times.min(100)],
            Plain::Visual | Plain::VisualLine => {
                let wanted = match plain {
                    Plain::Visual => Mode::Visual,
                    _ => Mode::VisualLine,
                };
                if self.mode == wanted {
                    self.out(editor);
                } else {
                    self.mode = wanted;
                    self.anchor.get_or_insert(editor.caret());
                    self.select(editor);
                }
            }
            Plain::OtherEnd => {
                if let Some(anchor) = self.anchor.replace(editor.caret()) {
                    editor.go_to(anchor);
                    self.select(editor);
                }
            }
            Plain::Seek => return vec![Leads::Run(Action::Find)],
            Plain::SeekOn => return vec![Leads::Run(Action::FindNext)],
            Plain::SeekBack => return vec![Leads::Run(Action::FindPrevious)],
            Plain::Palette => return vec![Leads::Run(Action::Palette)],
        }
        Vec::new()
    }

    fn put(&mut self, plain: Plain, times: usize, editor: &mut Editor, clip: &Piece) -> Vec<Leads> {
        if clip.text().is_empty() {
            return Vec::new();
        }
        if matches!(self.mode, Mode::Visual | Mode::VisualLine) {
            let passed = self.selected(editor);
            self.mode = Mode::Normal;
            self.anchor = None;
            select_passed(&passed, editor);
            editor.put_piece(clip);
            if editor.caret().byte > 0 {
                editor.go(Move::Left);
            }
            return vec![Leads::Changed];
        }
        let clip = clip.repeat(times.min(1_000));
        match (clip.without_line_end(), plain) {
            (Some(lines), Plain::Put) => {
                go_to_tail(editor);
                editor.put_piece(&Piece::from("\n").then(&lines));
            }
            (Some(_), _) => {
                go_to_head(editor);
                editor.put_piece(&clip);
                editor.go(Move::Left);
            }
            (None, _) => {
                if plain == Plain::Put && editor.caret().byte < paragraph(editor).len() {
                    editor.go(Move::Right);
                }
                editor.put_piece(&clip);
                editor.go(Move::Left);
            }
        }
        vec![Leads::Changed]
    }

    fn operate(
        &mut self,
        operator: Operator,
        passed: Passed,
        from: Position,
        editor: &mut Editor,
    ) -> Vec<Leads> {
        let piece = piece_of(&passed, editor);
        if piece.text().is_empty() && operator != Operator::Change {
            editor.go_to(from);
            return Vec::new();
        }
        let copied = Leads::Copied(piece);
        match operator {
            Operator::Yank => {
                let start = match passed {
                    Passed::Chars(range) => range.start,
                    Passed::Paragraphs(_) => from,
                };
                editor.go_to(start);
                return vec![copied];
            }
            Operator::Delete => {
                select_passed(&passed, editor);
                editor.cut();
            }
            Operator::Change => {
                // Of paragraphs the last one stays, empty, to be written in.
                let range = match &passed {
                    Passed::Chars(range) => range.clone(),
                    Passed::Paragraphs(range) => of_paragraphs(range, editor),
                };
                editor.select_range(range.end..range.start);
                editor.cut();
                self.mode = Mode::Insert;
            }
        }
        vec![copied, Leads::Changed]
    }

    /// Shows what is selected: both ends' characters belong to it.
    pub(super) fn select(&self, editor: &mut Editor) {
        let (Some(anchor), Mode::Visual | Mode::VisualLine) = (self.anchor, self.mode) else {
            return;
        };
        let caret = editor.caret();
        // The caret stays where commands count from; the selection is drawn up to it.
        editor.select_range(anchor..caret);
    }

    /// Returns how many lines `J` makes one, the caret in the first: those selected, two at least. As in
    /// vim nothing is selected afterwards.
    fn lines_to_join(&mut self, times: usize, editor: &mut Editor) -> usize {
        if !matches!(self.mode, Mode::Visual | Mode::VisualLine) {
            return times.max(2);
        }
        self.mode = Mode::VisualLine;
        let passed = self.selected(editor);
        self.mode = Mode::Normal;
        self.anchor = None;
        let Passed::Paragraphs(lines) = passed else {
            return times.max(2);
        };
        editor.go_to(Position {
            paragraph: lines.start,
            byte: 0,
        });
        lines.len().max(2)
    }

    fn selected(&self, editor: &mut Editor) -> Passed {
        let caret = editor.caret();
        // What joined or took back text since may have left the anchor behind its end.
        editor.go_to(self.anchor.unwrap_or(caret));
        let anchor = editor.caret();
        editor.go_to(caret);
        let (first, last) = (anchor.min(caret), anchor.max(caret));
        if self.mode == Mode::VisualLine {
            return Passed::Paragraphs(first.paragraph..last.paragraph + 1);
        }
        editor.go_to(last);
        if last.byte < paragraph(editor).len() {
            editor.go(Move::Right);
        }
        Passed::Chars(first..editor.caret())
    }
}
