//! What an action does among the letters, and what becomes of an open letter.

use crate::{
    app::{
        Action, Effect, Model, Pane,
        letter::{
            OpenLetter, Retrace, Safe,
            asking::{Asking, Way},
            spans::Clip,
        },
        model::Leaving,
        msg::{EditKey, Extend},
        overlay::{Agreed, Confirm, Overlay, Pages, step_of},
        review::Wish,
        views::LetterView,
    },
    domain::{
        id::{LetterId, Version},
        letter::LetterHead,
    },
    letter::{page::organ_of, published::printed},
};

impl Model {
    pub(super) fn ask_letter(&mut self, action: Action) -> Vec<Effect> {
        match &mut self.letter.open {
            None => self.ask_letter_list(action),
            Some(open) if open.asked.asking.is_some() => self.ask_prompt(action),
            Some(_) => self.ask_open_letter(action),
        }
    }

    fn ask_letter_list(&mut self, action: Action) -> Vec<Effect> {
        let height = self.list_height(Pane::Letter);
        let (heads, cursor) = (&self.letter.heads, &mut self.letter.cursor);
        if let Some(step) = step_of(action) {
            cursor.step(step, heads.len(), height);
            self.letter.extend_range();
            return Vec::new();
        }
        match (action, heads.get(cursor.at)) {
            (Action::Open, Some(head)) => return vec![Effect::ReadLetter(head.id)],
            (Action::Mark, _) => self.mark_letter(),
            (Action::MarkRange, _) => self.letter.mark_range(),
            (Action::Export, _) => self.export_marked(),
            // By number, title or name a letter is found where everything is.
            (Action::Filter | Action::JumpNumber, _) => return self.ask(Action::GoTo),
            (Action::Back, _) => self.letter.clear_marks(),
            (Action::Open, None) => {}
            (Action::New, _) | (_, None) => self.refuse_by("letter.begun_in_queue"),
            // What a letter's keys do is done in an open one; a key that does nothing would look dead.
            _ => self.refuse_by("letter.open_first"),
        }
        Vec::new()
    }

    /// Takes in the list of letters.
    pub(super) fn take_letters(&mut self, heads: Vec<LetterHead>) {
        let height = self.list_height(Pane::Letter);
        self.letter.take_heads(heads, height);
    }

    fn ask_open_letter(&mut self, action: Action) -> Vec<Effect> {
        if let Some(effects) = self.ask_beside(action) {
            return effects;
        }
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        match action {
            Action::LeaveText => {
                let vim = open.vim.as_mut();
                let went_out = vim.is_some_and(|vim| vim.out(&mut open.editor));
                open.in_text = went_out;
            }
            Action::Back if open.in_text => open.in_text = false,
            Action::Back => {
                open.closing = true;
                let save = open.save();
                self.close_letter();
                return save.into_iter().chain([Effect::ReadLetters]).collect();
            }
            Action::EnterText | Action::Open | Action::Replace | Action::EditOutside
                if !open.may_write() =>
            {
                self.refuse_by("letter.read_only");
            }
            Action::EnterText | Action::Open => open.in_text = true,
            Action::EditOutside => return self.edit_outside(),
            Action::Save => {
                let save = open.save();
                if open.safe == Safe::Saved {
                    self.done(self.lang.say("letter.saved").to_owned());
                }
                return save.into_iter().collect();
            }
            Action::Find | Action::Filter => open.ask(Asking::Find),
            Action::Replace => open.ask(Asking::Replace),
            Action::GoToLine => open.ask(Asking::Line),
            Action::Outline => self.open_outline(),
            Action::Ruler => {
                self.letter.ruler = !self.letter.ruler;
                self.fit();
            }
            Action::Counts => self.say_counts(),
            Action::FindNext => self.find_in_letter(Way::On),
            Action::FindPrevious => self.find_in_letter(Way::Back),
            Action::NextBlank if open.next_blank() => {}
            Action::NextBlank => self.say(self.lang.say("letter.no_blank")),
            Action::OpenFigure | Action::RefreshFigures => {
                return self.ask_about_figures(action);
            }
            Action::Export => return self.export_form(),
            Action::NextStep => return self.ask_next_step(),
            Action::SendBack => {
                let name = self.lang.say("way.back").to_owned();
                return self.step_form(Wish::Back, &name);
            }
            Action::VoidNumber => {
                let name = self.lang.say("way.void").to_owned();
                return self.step_form(Wish::Void, &name);
            }
            Action::Changes => {
                let read = Effect::ReadChanges(open.id());
                return open.save().into_iter().chain([read]).collect();
            }
            Action::LetterLog => self.show_steps(),
            Action::Remark => return self.remark_form(),
            Action::Remarks => self.show_remarks(),
            Action::SettleRemark => return self.settle_here(),
            Action::Promises => return vec![Effect::FindPromises(open.id())],
            Action::Proof => self.prove(),
            Action::ExportPublic => return self.export_public_form(),
            Action::Publish => self.ask_publishing(),
            Action::Findings
            | Action::NextFinding
            | Action::PreviousFinding
            | Action::CorrectFinding
            | Action::WaiveFinding => return self.ask_findings(action),
            Action::Down => return open.edit(EditKey::Down, Extend::No),
            Action::Up => return open.edit(EditKey::Up, Extend::No),
            Action::PageDown => return open.edit(EditKey::PageDown, Extend::No),
            Action::PageUp => return open.edit(EditKey::PageUp, Extend::No),
            Action::First => return open.edit(EditKey::Top, Extend::No),
            Action::Last => return open.edit(EditKey::Bottom, Extend::No),
            text => return self.ask_text(text),
        }
        Vec::new()
    }

    /// Undo, selection and clipboard.
    fn ask_text(&mut self, action: Action) -> Vec<Effect> {
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        match action {
            Action::UndoEdit | Action::Undo | Action::RedoEdit | Action::Redo => {
                return self.retrace_typing(action);
            }
            Action::SelectAll => open.editor.select_all(),
            Action::CopyText | Action::Copy => {
                let id = open.id();
                if let Some(piece) = open.editor.selected_piece() {
                    return self.copy(Clip::of(id, piece));
                }
            }
            Action::CutText if open.may_write() => {
                let id = open.id();
                if let Some(piece) = open.editor.cut() {
                    let mut effects = open.changed();
                    effects.extend(self.copy(Clip::of(id, piece)));
                    return effects;
                }
            }
            Action::PasteText => return open.put_clip(&self.clip),
            _ => {}
        }
        Vec::new()
    }

    /// Takes typing back, or puts it back. Outside the text the same keys take acts back, and the place may
    /// be off screen, so there it is said.
    fn retrace_typing(&mut self, action: Action) -> Vec<Effect> {
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        if !open.may_write() {
            self.refuse_by("letter.read_only");
            return Vec::new();
        }
        let in_text = open.in_text;
        let before = open.editor.text();
        let (way, said, none) = match action {
            Action::UndoEdit | Action::Undo => (
                Retrace::Undo,
                "letter.typing_undone",
                "letter.typing_undone_none",
            ),
            _ => (
                Retrace::Redo,
                "letter.typing_redone",
                "letter.typing_redone_none",
            ),
        };
        let effects = open.retrace(way);
        if open.editor.text() == before {
            self.refuse_by(none);
        } else if !in_text {
            self.done(self.lang.say(said).to_owned());
        }
        effects
    }

    pub(super) fn find_in_letter(&mut self, way: Way) {
        let sought = self.letter.open.as_mut().map(|open| open.find(way));
        self.tell_sought(sought);
    }

    fn prove(&mut self) {
        if let Some(open) = &self.letter.open {
            let text = open.editor.text();
            let named = open.view.letter.value.organ.clone();
            let organ = named.or_else(|| organ_of(&text).map(str::to_owned));
            let decided = open.view.publishing.as_ref().map(|own| own.publicity);
            let text = printed(&text, decided, &open.view.published_note);
            let pages = Pages::of(text, organ.unwrap_or_default(), open.view.head);
            self.overlays.push(Overlay::Pages(Box::new(pages)));
        }
    }

    /// Hands the text to another editor; one that is not safe yet is saved first.
    fn edit_outside(&mut self) -> Vec<Effect> {
        if let Some(effects) = self.save_first() {
            return effects;
        }
        let open = self.letter.open.iter();
        open.map(|open| Effect::EditOutside(open.id(), open.editor.text()))
            .collect()
    }

    /// Saves a text that is not safe yet, and says that what was asked for waits for it.
    pub(super) fn save_first(&mut self) -> Option<Vec<Effect>> {
        let open = self.letter.open.as_mut();
        let open = open.filter(|open| open.safe != Safe::Saved)?;
        let save = open.save();
        self.refuse_by("way.saving");
        Some(save.into_iter().collect())
    }

    /// Takes in what came back from another editor, as one step of undo.
    pub(super) fn edited_outside(
        &mut self,
        id: LetterId,
        came: Result<String, String>,
    ) -> Vec<Effect> {
        let text = match came {
            Ok(text) => text,
            Err(says) => {
                self.refuse(says);
                return Vec::new();
            }
        };
        let open = self.letter.open.as_mut();
        let Some(open) = open.filter(|open| open.id() == id && open.may_write()) else {
            return Vec::new();
        };
        if !open.editor.set_text(&text) {
            self.done(self.lang.say("letter.outside_same").to_owned());
            return Vec::new();
        }
        let mut effects = open.changed();
        effects.extend(open.save());
        self.done(self.lang.say("letter.outside_done").to_owned());
        effects
    }

    /// Opens a letter. One whose text is not safe yet is never put away for it: it is saved first,
    /// and the other is read again.
    pub(super) fn open_letter(&mut self, view: Box<LetterView>) -> Vec<Effect> {
        self.go(Pane::Letter);
        if let Some(open) = &mut self.letter.open
            && open.safe != Safe::Saved
        {
            if open.id() == view.letter.id || matches!(open.safe, Safe::Stale(_)) {
                return Vec::new();
            }
            let save = open.save();
            return save
                .into_iter()
                .chain([Effect::ReadLetter(view.letter.id)])
                .collect();
        }
        let area = self.areas().pane(Pane::Letter);
        self.letter.open(
            view,
            area.width.saturating_sub(2),
            area.height.saturating_sub(1),
        );
        // A letter just begun moves its item to another state.
        let queue = self.queue.reread_in_place(self.list_height(Pane::Queue));
        self.cite.mention = None;
        let figures = self.letter.open.as_ref().map(OpenLetter::figures);
        let figures = figures.filter(|own| !own.is_empty());
        let check = figures.map(Effect::CheckFigures);
        [queue, Effect::ReadLetters]
            .into_iter()
            .chain(check)
            .chain(self.check_letter())
            .collect()
    }

    pub(super) fn draft_saved(&mut self, id: LetterId, version: Version) -> Vec<Effect> {
        let open = self.letter.open.as_mut().filter(|open| open.id() == id);
        if let Some(next) = open.and_then(|open| open.saved(version)) {
            return vec![next];
        }
        self.close_letter();
        self.leave()
    }

    /// Closes the open letter when that was asked for and its text is safe.
    fn close_letter(&mut self) {
        if self
            .letter
            .open
            .as_ref()
            .is_some_and(|open| open.closing && open.safe == Safe::Saved)
        {
            self.letter.left = self.letter.open.take().map(|open| open.id());
        }
    }

    pub(super) fn stale(&mut self, id: LetterId, theirs: Version) -> Vec<Effect> {
        let Some(open) = self.letter.open.as_mut().filter(|open| open.id() == id) else {
            return Vec::new();
        };
        open.safe = Safe::Stale(theirs);
        open.closing = false;
        if self.leaving == Leaving::Lost {
            // Nobody is there to decide: ours is written over, theirs stays among the versions.
            return open.write_over().into_iter().collect();
        }
        self.leaving = Leaving::No;
        let question = self.lang.say("letter.stale").to_owned();
        self.overlays.push(Overlay::Confirm(Confirm {
            question,
            then: Agreed::WriteOver,
            otherwise: Agreed::TakeTheirs,
        }));
        Vec::new()
    }

    /// Does what the answer to a question says.
    pub(super) fn agreed(&mut self, agreed: Agreed) -> Vec<Effect> {
        match (agreed, &mut self.letter.open) {
            (Agreed::Effects(effects), _) => effects,
            (Agreed::HandIn(effects), _) => {
                self.hand_in_below(&effects);
                effects
            }
            (Agreed::WriteOver, Some(open)) => open.write_over().into_iter().collect(),
            (Agreed::TakeTheirs, Some(open)) => {
                // Ours can still be pasted back.
                self.clip = open.editor.text().into();
                open.safe = Safe::Saved;
                vec![Effect::ReadLetter(open.id())]
            }
            _ => Vec::new(),
        }
    }

    /// Leaves when the draft is safe.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        match (self.leaving, &mut self.letter.open) {
            (Leaving::No, _) => Vec::new(),
            (Leaving::Lost, Some(open)) if open.safe != Safe::Saved => {
                open.write_over().into_iter().collect()
            }
            (Leaving::Asked, Some(open)) if open.safe != Safe::Saved => {
                OpenLetter::save(open).into_iter().collect()
            }
            _ => vec![Effect::Leave],
        }
    }
}
