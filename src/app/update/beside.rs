//! What stands beside the open letter: papers to take paragraphs from, the asks it answers, and the
//! figures of what was taken over.

use crate::{
    app::{
        Action, Effect, Model,
        effect::Subject,
        letter::{
            beside::Beside,
            lifted::{StaleFigure, stale},
            spans::written,
        },
        overlay::{AskList, Overlay, step_of},
        views::{BesidePaper, LookAlikes},
    },
    domain::{
        id::{LetterId, LiftId, ProposalId},
        lift::KeptLift,
        span::What,
    },
    letter::asks::answers,
    text::{buffer::Position, cursor::Move},
};

impl Model {
    /// Answers an action of what stands beside the letter; nothing when it is none.
    pub(super) fn ask_beside(&mut self, action: Action) -> Option<Vec<Effect>> {
        let height = self.dialog_height();
        match action {
            Action::Beside => return Some(self.switch_beside()),
            Action::Asks => {
                self.list_asks();
                return Some(Vec::new());
            }
            Action::ConfirmFigure => return Some(self.next_stale()),
            _ => {}
        }
        let open = self.letter.open.as_mut()?;
        let beside = open.beside.as_mut().filter(|own| own.has_keys)?;
        if let Some(step) = step_of(action) {
            beside.step(step, height);
            return Some(Vec::new());
        }
        match action {
            Action::FindNext => beside.turn(false),
            Action::FindPrevious => beside.turn(true),
            Action::Back => {
                open.in_text = beside.from_text && open.view.letter.value.stage.is_open();
                open.beside = None;
            }
            Action::Open => return Some(self.lift()),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Opens the side, or gives the keys from the letter to the side and back.
    fn switch_beside(&mut self) -> Vec<Effect> {
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        if let Some(beside) = &mut open.beside {
            beside.has_keys = !beside.has_keys;
            if beside.has_keys {
                beside.from_text = open.in_text;
            }
            open.in_text = !beside.has_keys && beside.from_text;
            return Vec::new();
        }
        let Some(item) = open.view.letter.value.proposal else {
            self.refuse_by("beside.no_item");
            return Vec::new();
        };
        open.beside = Some(Beside::asked(open.in_text));
        open.in_text = false;
        vec![
            Effect::ReadBeside(open.id(), Vec::new()),
            Effect::FindSimilar(Subject::Item(item)),
        ]
    }

    /// Asks for the answers to items like the one of the open letter.
    pub(super) fn read_similar_answers(
        &self,
        id: ProposalId,
        found: &LookAlikes,
    ) -> Option<Effect> {
        let open = self.letter.open.as_ref()?;
        let is_ours = open.view.letter.value.proposal == Some(id);
        open.beside.as_ref().filter(|_| is_ours)?;
        let answered = found.similar.iter().filter(|own| own.answer.is_some());
        let answered = answered.map(|own| (own.id, own.percent));
        Some(Effect::ReadBeside(open.id(), answered.collect()))
    }

    /// Shows what was read.
    pub(super) fn take_beside(&mut self, id: LetterId, papers: Vec<BesidePaper>) {
        let open = self.letter.open.as_mut().filter(|open| open.id() == id);
        if let Some(beside) = open.and_then(|open| open.beside.as_mut()) {
            beside.take(papers);
        }
    }

    /// Orders the paragraph under the cursor to be kept with its origin; it is put in after that.
    fn lift(&mut self) -> Vec<Effect> {
        let Some(open) = &self.letter.open else {
            return Vec::new();
        };
        if !open.may_write() {
            self.refuse_by("letter.read_only");
            return Vec::new();
        }
        let wanted = open.beside.as_ref().and_then(Beside::wanted);
        let lift = wanted.map(|wanted| Effect::Lift(open.id(), wanted));
        lift.into_iter().collect()
    }

    /// Puts a kept paragraph into the letter as a paragraph of its own, and goes on to the next.
    pub(super) fn lifted(&mut self, kept: KeptLift) -> Vec<Effect> {
        let height = self.dialog_height();
        let open = self.letter.open.as_mut();
        let Some(open) = open.filter(|open| open.id() == kept.lift.letter) else {
            return Vec::new();
        };
        let at = open.editor.caret();
        let here = &open.editor.paragraphs()[at.paragraph];
        if !here.trim().is_empty() {
            open.editor.go_to(Position {
                byte: here.len(),
                ..at
            });
            open.editor.newline();
        }
        let mut effects = open.insert_span(&kept.lift.text, What::Lifted(kept.id));
        if effects.is_empty() {
            effects = open.changed();
        }
        open.view.lifts.push(kept);
        if let Some(beside) = &mut open.beside {
            beside.step(crate::app::list::Step::Down, height);
        }
        let count = self.stale_figures().len();
        self.done(if count == 0 {
            self.lang.say("lifted.done").to_owned()
        } else {
            let count = count.to_string();
            self.lang.say_with("lifted.done_stale", &[("n", &count)])
        });
        effects
    }

    /// Returns the figures of the open letter that came with lifted paragraphs and were not looked at.
    pub fn stale_figures(&self) -> Vec<StaleFigure> {
        let Some(open) = self.letter.open.as_ref() else {
            return Vec::new();
        };
        if open.view.lifts.is_empty() {
            return Vec::new();
        }
        let written = written(&open.editor);
        stale(&written.text, &written.spans, &open.view.lifts)
    }

    /// Selects the next stale figure; the one that is selected already is confirmed first.
    fn next_stale(&mut self) -> Vec<Effect> {
        let figures = self.stale_figures();
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        let places = |own: &StaleFigure| {
            open.editor.position_of_char(own.range.start)
                ..open.editor.position_of_char(own.range.end)
        };
        let selected = open.editor.selection();
        let chosen = figures
            .iter()
            .find(|own| Some(places(own)) == selected && open.may_write());
        let caret = selected.as_ref().map_or(open.editor.caret(), |own| own.end);
        let others = || {
            figures.iter().filter(|own| {
                chosen.is_none_or(|chosen| (own.lift, &own.words) != (chosen.lift, &chosen.words))
            })
        };
        let next = others()
            .find(|own| places(own).start >= caret)
            .or_else(|| others().next())
            .map(places);
        let confirm = chosen.map(|own| Effect::ConfirmLifted(own.lift, own.words.clone()));
        match next {
            Some(range) => open.editor.select_range(range),
            None if confirm.is_some() => open.editor.unselect(),
            None => self.done(self.lang.say("lifted.none_stale").to_owned()),
        }
        confirm.into_iter().collect()
    }

    /// Takes in that a figure was confirmed.
    pub(super) fn lift_confirmed(&mut self, id: LiftId, words: String) {
        let Some(open) = &mut self.letter.open else {
            return;
        };
        let kept = open.view.lifts.iter_mut().find(|own| own.id == id);
        if let Some(kept) = kept {
            kept.lift.confirmed.push(words);
        }
    }

    /// Lists the asks with how each stands in the text as it is now.
    fn list_asks(&mut self) {
        let height = self.dialog_height();
        let Some(open) = &self.letter.open else {
            return;
        };
        let written = written(&open.editor);
        let answers = answers(&open.view.asks, &written.text, &written.spans);
        if answers.is_empty() {
            self.refuse_by("asks.none");
        } else {
            let list = AskList::of(answers, height);
            self.overlays.push(Overlay::Asks(list));
        }
    }

    /// Puts the caret at a place of the open letter, in characters.
    pub(super) fn go_to_place(&mut self, at: usize) {
        if let Some(open) = &mut self.letter.open {
            open.beside = None;
            open.editor.go_to(open.editor.position_of_char(at));
            open.editor.go(Move::RowEnd);
            open.in_text = open.may_write();
        }
    }

    /// Links the paragraph at the caret to an ask, or takes the link away.
    pub(super) fn link_ask(&mut self, ordinal: u32) -> Vec<Effect> {
        let what = What::Ask(ordinal);
        let Some(open) = self.letter.open.as_mut() else {
            return Vec::new();
        };
        if !open.may_write() {
            self.refuse_by("letter.read_only");
            return Vec::new();
        }
        let paragraph = open.editor.caret().paragraph;
        let end = open.editor.paragraphs()[paragraph].len();
        let place = |byte| Position { paragraph, byte };
        let is_linked = open.editor.marks().iter().any(|own| {
            let lies =
                own.range.start.paragraph <= paragraph && paragraph <= own.range.end.paragraph;
            own.id == crate::app::letter::spans::mark_id(what) && lies
        });
        let values = [("n", &*ordinal.to_string())];
        if is_linked {
            let effects = open.unmark_span(what);
            self.done(self.lang.say_with("asks.unlinked", &values));
            return effects;
        }
        if end == 0 {
            self.refuse_by("asks.empty");
            return Vec::new();
        }
        let effects = open.mark_span(place(0)..place(end), what);
        self.done(self.lang.say_with("asks.linked", &values));
        effects
    }
}
