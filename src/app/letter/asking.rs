//! What an open letter asks for in the bottom line: something to find, to replace, a line to go to.

use super::OpenLetter;
use crate::{
    app::Effect,
    search::{Query, runs},
    text::{buffer::Position, editor::PAGE_ROWS, field::Field, find::literal},
};
use std::ops::Range;

/// What is being typed in the bottom line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// What to find.
    Find,
    /// What to replace.
    Replace,
    /// What to put in its place.
    With,
    /// Where to go.
    Line,
}

/// The lines typed last, so that finding goes on after they are closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// What is being typed now.
    pub asking: Option<Asking>,
    /// What is looked for, or replaced.
    pub find: Field,
    /// What is put in its place.
    pub with: Field,
    /// A line or page to go to.
    pub line: Field,
    /// Where replacing stays, when several words were selected.
    pub within: Option<Range<Position>>,
}

impl Asked {
    /// Returns the field that is being typed.
    pub fn field(&self) -> Option<(Asking, &Field)> {
        let asking = self.asking?;
        Some((
            asking,
            match asking {
                Asking::Find | Asking::Replace => &self.find,
                Asking::With => &self.with,
                Asking::Line => &self.line,
            },
        ))
    }

    /// Returns the field that is being typed, to type in it.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        Some(match self.asking? {
            Asking::Find | Asking::Replace => &mut self.find,
            Asking::With => &mut self.with,
            Asking::Line => &mut self.line,
        })
    }
}

/// What finding or going somewhere came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// There.
    Found,
    /// Nowhere in the text.
    Nowhere,
    /// What was typed is no line and no page.
    NoLine,
}

/// A direction in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the end.
    On,
    /// Towards the head.
    Back,
}

impl OpenLetter {
    /// Begins to ask; a selection in one paragraph is what is looked for, a longer one is where.
    pub fn ask(&mut self, asking: Asking) {
        self.asked.asking = Some(asking);
        match asking {
            Asking::Find => self.asked.find.clear(),
            Asking::Line => self.asked.line.clear(),
            Asking::With => {}
            Asking::Replace => {
                let selected = self.editor.selected_text();
                let is_short = |text: &&String| !text.contains('\n') && text.chars().count() <= 40;
                self.asked.within = None;
                match selected.as_ref().filter(is_short) {
                    Some(word) => self.asked.find = Field::new(word),
                    None => self.asked.within = self.editor.selection(),
                }
                self.asked.with.clear();
            }
        }
    }

    /// Goes to the next or the previous place of what is looked for: as it stands, and when that is
    /// nowhere, by pinyin and initials.
    pub fn find(&mut self, way: Way) -> Sought {
        let needle = self.asked.find.text();
        let as_it_stands = literal(needle);
        let query = Query::new(needle);
        let by_pinyin = |text: &str| runs(&query, text);
        let is_found = match (self.editor.has(needle), way) {
            (true, Way::On) => self.editor.find_next(&as_it_stands),
            (true, Way::Back) => self.editor.find_previous(&as_it_stands),
            (false, Way::On) => self.editor.find_next(&by_pinyin),
            (false, Way::Back) => self.editor.find_previous(&by_pinyin),
        };
        if is_found {
            Sought::Found
        } else {
            Sought::Nowhere
        }
    }

    /// Replaces everywhere, or where it was to stay, in one step of undo; returns how many there were.
    pub fn replace_all(&mut self) -> (usize, Vec<Effect>) {
        if !self.may_write() {
            return (0, Vec::new());
        }
        let within = self.asked.within.take();
        let (find, with) = (self.asked.find.text(), self.asked.with.text());
        let count = self.editor.replace_all(find, with, within);
        let effects = if count > 0 {
            self.changed()
        } else {
            Vec::new()
        };
        (count, effects)
    }

    /// Replaces what is selected when it is what is looked for, and goes on to the next.
    pub fn replace_one(&mut self) -> Vec<Effect> {
        if !self.may_write() {
            return Vec::new();
        }
        let (find, with) = (self.asked.find.text(), self.asked.with.text());
        if self.editor.replace_one(find, with) {
            self.changed()
        } else {
            Vec::new()
        }
    }

    /// Goes to the line that was typed (`37`), or to a page (`p3`, `3页`), each counted on paper from 1.
    pub fn go_to_typed_line(&mut self) -> Sought {
        let typed = self.asked.line.text().trim().to_lowercase();
        let page = typed.strip_prefix('p').or(typed.strip_suffix('页'));
        let number = page.unwrap_or(typed.strip_suffix('行').unwrap_or(&typed));
        let Ok(number) = number.trim().parse::<usize>() else {
            return Sought::NoLine;
        };
        let line = match page {
            Some(_) => number
                .saturating_sub(1)
                .saturating_mul(PAGE_ROWS)
                .saturating_add(1),
            None => number,
        };
        self.editor.go_to_line(line);
        Sought::Found
    }
}
