//! Keys as in vim, for those who set `keys = "vim"`: what commands do to the letter.
//!
//! A line of vim is a paragraph here, but `j` and `k` go by row on screen, for a paragraph of Chinese
//! fills many. Deleted and copied text is the desk's one clipboard; text that ends with a line end is
//! whole paragraphs. Invariant: outside insert mode the caret stands on a character, if there is one.

mod commands;
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
    },
};
use going::{paragraph, step};
use parse::{Parsed, Selecting, parse};

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

    /// Puts the caret onto a character, after a command and after what was done elsewhere.
    pub fn settle(&self, editor: &mut Editor) {
        let caret = editor.caret();
        let is_behind = caret.byte > 0 && caret.byte == paragraph(editor).len();
        if self.mode == Mode::Normal && self.keys.is_empty() && is_behind {
            editor.go(Move::Left);
        }
    }
}
