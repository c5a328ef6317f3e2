//! What an action does among the letters, and what a letter written by someone else leads to.

use crate::app::{
    Action, Effect, Model, Pane,
    letter::Retrace,
    msg::{EditKey, Extend},
    overlay::{Agreed, Confirm, Form, Overlay, form::Purpose, step_of},
    record::Record,
};

impl Model {
    pub(super) fn ask_letter(&mut self, action: Action) -> Vec<Effect> {
        let height = self.list_height(Pane::Letter);
        let lang = self.lang;
        let Some(open) = &mut self.letter.open else {
            if let Some(step) = step_of(action) {
                self.letter
                    .cursor
                    .step(step, self.letter.heads.len(), height);
                return Vec::new();
            }
            return match action {
                Action::Open => self
                    .letter
                    .heads
                    .get(self.letter.cursor.at)
                    .map(|head| Effect::ReadLetter(head.id))
                    .into_iter()
                    .collect(),
                _ => Vec::new(),
            };
        };
        if open.find_typing {
            match action {
                Action::Open => {
                    open.find_typing = false;
                    if !open.find(Retrace::Redo) {
                        self.refuse_by("letter.not_found");
                    }
                }
                Action::Back => open.find_typing = false,
                _ => {}
            }
            return Vec::new();
        }
        match action {
            Action::LeaveText => open.in_text = false,
            Action::Back if open.in_text => open.in_text = false,
            Action::Back => {
                let save = open.save();
                if open.safe == crate::app::letter::Safe::Saved {
                    self.letter.open = None;
                    return vec![Effect::ReadLetters];
                }
                return save.into_iter().collect();
            }
            Action::EnterText | Action::Open => {
                open.in_text = true;
                if !open.may_write() {
                    self.refuse_by("letter.read_only");
                }
            }
            Action::Save => {
                let save = open.save();
                if save.is_none() && open.safe == crate::app::letter::Safe::Saved {
                    self.done(lang.say("letter.saved").to_owned());
                }
                return save.into_iter().collect();
            }
            Action::Find | Action::Filter => {
                open.find_typing = true;
                open.find.clear();
            }
            Action::FindNext | Action::FindPrevious => {
                let way = if action == Action::FindNext {
                    Retrace::Redo
                } else {
                    Retrace::Undo
                };
                if !open.find(way) {
                    self.refuse_by("letter.not_found");
                }
            }
            Action::NextBlank => {
                if !open.next_blank() {
                    self.done(lang.say("letter.no_blank").to_owned());
                }
            }
            Action::UndoEdit | Action::Undo => return open.retrace(Retrace::Undo),
            Action::RedoEdit | Action::Redo => return open.retrace(Retrace::Redo),
            Action::SelectAll => open.editor.select_all(),
            Action::CopyText | Action::Copy => {
                if let Some(text) = open.editor.selected_text() {
                    return self.copy(text);
                }
            }
            Action::CutText if open.may_write() => {
                if let Some(text) = open.editor.cut() {
                    let mut effects = open.changed();
                    effects.extend(self.copy(text));
                    return effects;
                }
            }
            Action::PasteText => {
                let clip = self.clip.clone();
                return open.insert(&clip);
            }
            Action::Export => {
                let id = open.id();
                let name = crate::app::letter::file_name(&open.view);
                let title = lang.say("form.export").to_owned();
                let form = Form::new(title, Purpose::Export(id), Record::File(name));
                let save = open.save();
                self.overlays.push(Overlay::Form(form));
                return save.into_iter().collect();
            }
            Action::Down => return open.edit(EditKey::Down, Extend::No),
            Action::Up => return open.edit(EditKey::Up, Extend::No),
            Action::PageDown => return open.edit(EditKey::PageDown, Extend::No),
            Action::PageUp => return open.edit(EditKey::PageUp, Extend::No),
            Action::First => return open.edit(EditKey::Top, Extend::No),
            Action::Last => return open.edit(EditKey::Bottom, Extend::No),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn stale(
        &mut self,
        id: crate::domain::id::LetterId,
        theirs: crate::domain::id::Version,
    ) -> Vec<Effect> {
        let Some(open) = self.letter.open.as_mut().filter(|open| open.id() == id) else {
            return Vec::new();
        };
        open.safe = crate::app::letter::Safe::Stale(theirs);
        if self.leaving {
            // Nobody is there to decide: ours is written over, theirs stays among the versions.
            return open.write_over().into_iter().collect();
        }
        let question = self.lang.say("letter.stale").to_owned();
        self.overlays.push(Overlay::Confirm(Confirm {
            question,
            then: Agreed::WriteOver,
            otherwise: Agreed::TakeTheirs,
        }));
        Vec::new()
    }
}
