//! Vim's keys in the open letter: what they lead to on the desk.

use crate::app::{
    Effect, Model,
    letter::{
        spans::Clip,
        vim::{Leads, Mode},
    },
    msg::{EditKey, Extend},
};

impl Model {
    /// Takes typed text as commands, or as text in insert mode.
    pub(super) fn vim_typed(&mut self, text: &str) -> Vec<Effect> {
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        let id = open.id();
        let Some(vim) = &mut open.vim else {
            return Vec::new();
        };
        if vim.mode() == Mode::Insert {
            let leads = vec![vim.write(text, &mut open.editor)];
            let mut effects = self.follow_vim(leads);
            effects.extend(self.follow_mention(text));
            return effects;
        }
        let leads = vim.press(text, &mut open.editor, &self.clip.for_letter(id));
        self.follow_vim(leads)
    }

    /// Takes a named key.
    pub(super) fn vim_edited(&mut self, key: EditKey, extend: Extend) -> Vec<Effect> {
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        if !open.may_write() {
            return open.edit(key, extend);
        }
        let Some(vim) = &mut open.vim else {
            return Vec::new();
        };
        let leads = vim.edit(key, extend, &mut open.editor);
        let mut effects = self.follow_vim(leads);
        effects.extend(self.follow_mention(""));
        effects
    }

    fn follow_vim(&mut self, leads: Vec<Leads>) -> Vec<Effect> {
        // What is deleted stays on the desk; what is copied goes to the terminal's clipboard too.
        let is_change = leads.contains(&Leads::Changed);
        let mut effects = Vec::new();
        for lead in leads {
            let Some(open) = &mut self.letter.open else {
                return effects;
            };
            match lead {
                Leads::Changed => effects.extend(open.changed()),
                Leads::Copied(piece) if is_change => self.clip = Clip::of(open.id(), piece),
                Leads::Copied(piece) => {
                    let clip = Clip::of(open.id(), piece);
                    effects.extend(self.copy(clip));
                }
                Leads::Run(action) => effects.extend(self.ask(action)),
                Leads::Retrace(way) => {
                    effects.extend(open.retrace(way));
                    if let Some(vim) = &open.vim {
                        vim.settle(&mut open.editor);
                    }
                }
                Leads::Unknown => self.refuse_by("letter.no_command"),
            }
        }
        effects
    }
}
