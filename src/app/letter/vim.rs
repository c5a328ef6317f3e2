//! Keys as in vim, for those who set `keys = "vim"`: what commands do to the letter.
//!
//! A line of vim is a paragraph here, but `j` and `k` go by row on screen, for a paragraph of Chinese
//! fills many. Deleted and copied text is the desk's one clipboard; text that ends with a line end is
//! whole paragraphs. Invariant: outside insert mode the caret stands on a character, if there is one.

mod going;
mod parse;
mod passed;
#[cfg(test)]
mod tests;

use crate::{
    app::{
        Action,
        edit::edit_text,
        letter::Retrace,
        msg::{EditKey, Extend},
    },
    text::{
        buffer::Position,
        cursor::Move,
        editor::{Editor, Piece},
        width,
    },
};
use going::{go_to_head, go_to_tail, paragraph, step};
use parse::{Command, Motion, Operator, Parsed, Plain, Selecting, What, parse};
use passed::{Passed, join, of_paragraphs, piece_of, select_passed};

/// What typed keys mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// Commands.
    #[default]
    Normal,
    /// Text.
    Insert,
    /// Commands over what is selected.
    Visual,
    /// The same, by whole paragraphs.
    VisualLine,
}

/// What a key leads to outside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// The text may have changed.
    Changed,
    /// This goes to the clipboard.
    Copied(Piece),
    /// An action of the desk.
    Run(Action),
    /// The last typing is taken back, or done again.
    Retrace(Retrace),
    /// The key is no command.
    Unknown,
}

/// A key as it was pressed, to be pressed again by `.`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Press {
    Sign(char),
    Text(String),
    Edit(EditKey),
    Out,
}

/// The state of the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vim {
    mode: Mode,
    /// The keys of the command begun.
    keys: Vec<char>,
    /// What `;` repeats.
    found: Option<(char, char)>,
    /// Where selecting began.
    anchor: Option<Position>,
    /// The presses of the command being recorded, and of the last change.
    current: Vec<Press>,
    last: Vec<Press>,
}

impl Vim {
    /// Returns the mode.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns the keys of the command begun.
    pub fn keys(&self) -> String {
        self.keys.iter().collect()
    }

    /// Takes signs typed in a mode of commands.
    pub fn press(&mut self, text: &str, editor: &mut Editor, clip: &Piece) -> Vec<Leads> {
        let mut leads = Vec::new();
        for sign in text
            .chars()
            .map(|sign| self.narrow(sign))
            .collect::<Vec<_>>()
        {
            if self.mode == Mode::Insert {
                leads.push(self.write(&sign.to_string(), editor));
                continue;
            }
            if self.keys.is_empty() {
                self.current.clear();
            }
            self.current.push(Press::Sign(sign));
            self.keys.push(sign);
            let selecting = match self.mode {
                Mode::Visual | Mode::VisualLine => Selecting::Yes,
                Mode::Normal | Mode::Insert => Selecting::No,
            };
            match parse(&self.keys, selecting) {
                Parsed::Begun => {}
                Parsed::None => {
                    self.keys.clear();
                    leads.push(Leads::Unknown);
                }
                Parsed::Whole(command) => {
                    self.keys.clear();
                    let own = self.run(command, editor, clip);
                    let is_change = own.contains(&Leads::Changed) && selecting == Selecting::No;
                    if is_change && self.mode == Mode::Normal && !self.current.is_empty() {
                        self.last = std::mem::take(&mut self.current);
                    }
                    leads.extend(own);
                }
            }
        }
        self.settle(editor);
        leads
    }

    /// Returns a command's key in its plain form, as an input method may send the wide one; the sign to
    /// find or to put is meant as it is.
    fn narrow(&self, sign: char) -> char {
        let is_meant = matches!(self.keys.last(), Some('f' | 't' | 'F' | 'T' | 'r'));
        match sign {
            '\u{FF01}'..='\u{FF5E}' if !is_meant => {
                char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign)
            }
            sign => sign,
        }
    }

    /// Types text in insert mode.
    pub fn write(&mut self, text: &str, editor: &mut Editor) -> Leads {
        self.current.push(Press::Text(text.to_owned()));
        editor.insert(text);
        Leads::Changed
    }

    /// Moves or deletes by a named key.
    pub fn edit(&mut self, key: EditKey, extend: Extend, editor: &mut Editor) -> Vec<Leads> {
        if self.mode == Mode::Insert {
            self.current.push(Press::Edit(key));
            edit_text(editor, key, extend);
            return vec![Leads::Changed];
        }
        let sign = match key {
            EditKey::Left | EditKey::Backspace => "h",
            EditKey::Right => "l",
            EditKey::Up => "k",
            EditKey::Down | EditKey::Enter => "j",
            EditKey::Home => "0",
            EditKey::End => "$",
            EditKey::Top => "gg",
            EditKey::Bottom => "G",
            EditKey::WordLeft => "b",
            EditKey::WordRight => "w",
            EditKey::ParagraphUp => "{",
            EditKey::ParagraphDown => "}",
            EditKey::Delete => "x",
            EditKey::PageUp
            | EditKey::PageDown
            | EditKey::WordBack
            | EditKey::ToEnd
            | EditKey::ToStart => {
                let by_page = match key {
                    EditKey::PageUp => Move::PageUp,
                    EditKey::PageDown => Move::PageDown,
                    _ => return Vec::new(),
                };
                step(editor, by_page, 1);
                self.select(editor);
                return Vec::new();
            }
        };
        self.press(sign, editor, &Piece::default())
    }

    /// Goes one step out: of insert and visual mode, of a command begun; says whether there was one.
    pub fn out(&mut self, editor: &mut Editor) -> bool {
        let was = std::mem::take(&mut self.mode);
        match was {
            Mode::Insert => {
                self.current.push(Press::Out);
                self.last = std::mem::take(&mut self.current);
                if editor.caret().byte > 0 {
                    editor.go(Move::Left);
                }
            }
            Mode::Visual | Mode::VisualLine => {
                let caret = editor.caret();
                editor.go_to(caret);
                self.anchor = None;
            }
            Mode::Normal => {
                let was_begun = !self.keys.is_empty();
                self.keys.clear();
                return was_begun;
            }
        }
        self.settle(editor);
        true
    }

    fn run(&mut self, command: Command, editor: &mut Editor, clip: &Piece) -> Vec<Leads> {
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

    /// Presses again what made the last change.
    fn repeat(&mut self, times: usize, editor: &mut Editor, clip: &Piece) -> Vec<Leads> {
        let last = self.last.clone();
        self.current.clear();
        let mut leads = Vec::new();
        for _ in 0..times.min(100) {
            for press in &last {
                match press {
                    Press::Sign(sign) => leads.extend(self.press(&sign.to_string(), editor, clip)),
                    Press::Text(text) => leads.push(self.write(text, editor)),
                    Press::Edit(key) => leads.extend(self.edit(*key, Extend::No, editor)),
                    Press::Out => drop(self.out(editor)),
                }
            }
        }
        self.last = last;
        self.current.clear();
        leads
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
    fn select(&self, editor: &mut Editor) {
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

    /// Puts the caret onto a character, after a command and after what was done elsewhere.
    pub fn settle(&self, editor: &mut Editor) {
        let caret = editor.caret();
        let is_behind = caret.byte > 0 && caret.byte == paragraph(editor).len();
        if self.mode == Mode::Normal && self.keys.is_empty() && is_behind {
            editor.go(Move::Left);
        }
    }
}
