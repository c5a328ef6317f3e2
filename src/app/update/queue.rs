//! What an action does in the queue.

use crate::{
    app::{
        Action, Effect, Model, Pane,
        effect::{SaveWhat, Subject},
        overlay::{AlikeList, Overlay, Views, step_of},
        record::Record,
    },
    domain::{
        id::ProposalId,
        proposal::Item,
        sitting::{Kind, Sitting},
    },
};

impl Model {
    pub(super) fn ask_queue(&mut self, action: Action) -> Vec<Effect> {
        let height = self.list_height(Pane::Queue);
        if self.queue.typing {
            return self.ask_filter(action);
        }
        if let Some(step) = step_of(action) {
            if let Some(open) = &mut self.queue.open {
                open.scroll(step, height);
                return Vec::new();
            }
            return self.step_queue(step);
        }
        if let Some(effects) = self.ask_foot(action) {
            return effects;
        }
        if action == Action::Views {
            return self.open_views();
        }
        let Some((id, version)) = self.queue.target() else {
            return match action {
                Action::New => self.new_item(),
                Action::WhatIf => self.ask_what_if(),
                Action::Filter => self.start_filter(),
                Action::Back => self.queue.back(height),
                Action::Sort => vec![self.queue.sort(height)],
                Action::Undo => self.undo(),
                Action::Redo => self.redo(),
                _ => {
                    self.refuse_by("queue.nothing_here");
                    Vec::new()
                }
            };
        };
        match action {
            // What is open already stays as it is: masked fields are shown by their own act alone.
            Action::Open if self.queue.open.is_some() => {}
            Action::Open => return vec![Effect::ReadItem(id)],
            Action::Back => return self.queue.back(height),
            Action::Filter => return self.start_filter(),
            Action::Mark => return self.queue.mark(height),
            Action::MarkRange => self.queue.mark_range(),
            Action::Sort => return vec![self.queue.sort(height)],
            Action::JumpNumber => self
                .overlays
                .push(Overlay::Jump(crate::text::field::Field::default())),
            Action::Copy => return self.copy_item(),
            Action::New => return self.new_item(),
            Action::Edit => match &self.queue.open {
                Some(open) => {
                    let record = Record::Item(Box::new(open.view.proposal.value.clone()));
                    let title = self.lang.say("form.item").to_owned();
                    self.overlays
                        .push(Overlay::form(title, SaveWhat::Item(id, version), record));
                }
                // The full view first: what is changed must be seen.
                None => return self.open_then(id, action),
            },
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Reveal => match &mut self.queue.open {
                Some(open) => open.reveals = !open.reveals,
                None => return self.open_then(id, action),
            },
            Action::Similar => return self.open_alike(id),
            Action::Slips => self.ask_slip_folder(id),
            Action::ExportLetters => self.export_of_items(),
            Action::Draft => return vec![Effect::StartLetter(id, None)],
            Action::Deadline => match &self.queue.open {
                Some(_) => self.show_deadlines(),
                None => return self.open_then(id, action),
            },
            Action::WhatIf => return self.ask_what_if(),
            act => {
                let done = self.ask_slips(act).or_else(|| self.ask_triage(act));
                return done.unwrap_or_default();
            }
        }
        Vec::new()
    }

    /// Answers while the filter is being typed.
    fn ask_filter(&mut self, action: Action) -> Vec<Effect> {
        let height = self.list_height(Pane::Queue);
        match action {
            Action::Open => {
                self.queue.typing = false;
                // What was passed over is said once more when the filter stays.
                if let Some(says) = self.queue.wrong(self.lang, &self.rules.pack) {
                    self.refuse(says);
                }
            }
            Action::Back => {
                self.queue.typing = false;
                self.queue.filter.clear();
                return vec![self.queue.reread_in_place(height)];
            }
            _ => {
                if let Some(step) = step_of(action) {
                    return self.queue.step(step, height);
                }
            }
        }
        Vec::new()
    }

    fn open_views(&mut self) -> Vec<Effect> {
        let views = Views::over(self.queue.filter.text(), self.queue.order);
        self.overlays.push(Overlay::Views(views));
        vec![Effect::ReadViews]
    }

    fn open_alike(&mut self, id: ProposalId) -> Vec<Effect> {
        let known = self.queue.alike_of(id).cloned();
        self.overlays.push(Overlay::Alike(AlikeList::of(id, known)));
        vec![Effect::FindSimilar(Subject::Item(id))]
    }

    /// Opens an item in full and then does this with it.
    pub(super) fn open_then(&mut self, id: ProposalId, action: Action) -> Vec<Effect> {
        self.queue.then = Some((id, action));
        vec![Effect::ReadItem(id)]
    }

    pub(super) fn start_filter(&mut self) -> Vec<Effect> {
        self.queue.open = None;
        self.queue.typing = true;
        Vec::new()
    }

    pub(super) fn new_item(&mut self) -> Vec<Effect> {
        let mut sitting = Sitting::unknown(Kind::Suggestion);
        sitting.place.clone_from(&self.unit.place);
        sitting.level = self.unit.level;
        let record = Record::Item(Box::new(Item::blank(sitting)));
        let title = self.lang.say("form.new_item").to_owned();
        self.overlays
            .push(Overlay::form(title, SaveWhat::New, record));
        Vec::new()
    }

    pub(super) fn copy_item(&mut self) -> Vec<Effect> {
        let Some(shown) = self.queue.current() else {
            return Vec::new();
        };
        let row = &shown.row;
        let text = format!(
            "{}\t{}\t{}",
            row.number_printed.as_deref().unwrap_or_default(),
            row.title,
            row.proposers
        );
        self.copy(text)
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if let Some(acted) = self.acts.pop() {
            return vec![Effect::Reverse(acted)];
        }
        self.refuse_by("notice.nothing_to_undo");
        Vec::new()
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        if let Some(acted) = self.undone.pop() {
            return vec![Effect::Reverse(acted)];
        }
        self.refuse_by("notice.nothing_to_redo");
        Vec::new()
    }
}
