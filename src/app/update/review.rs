//! A letter's way through the office: its forms, its log, its remarks, and what came of a step.

use crate::{
    app::{
        Effect, Model,
        effect::Acted,
        letter::{
            Safe,
            spans::{hold_of, mark_id, what_of},
        },
        msg::Msg,
        overlay::{
            BOX_COLS, Changes, Form, Overlay, PromiseList, RemarkList, changes::Changed,
            form::Purpose, remarks::settle,
        },
        record::{Record, StepText},
        review::{StepAct, Stepped, Wish},
        views::LetterView,
    },
    domain::{
        id::{LetterId, RemarkId, Version},
        letter_promise::LetterPromise,
        remark::Remark,
        span::What,
        step::Step,
    },
};

impl Model {
    /// Opens the form of the step that comes next.
    pub(super) fn ask_next_step(&mut self) -> Vec<Effect> {
        let next = self
            .letter
            .open
            .as_ref()
            .and_then(|open| open.view.review.next());
        let Some(next) = next else {
            self.refuse_by("way.nothing_next");
            return Vec::new();
        };
        let (wish, name) = (Wish::of(next.does), self.lang.step(&next.name));
        self.step_form(wish, &name)
    }

    /// Opens the form of a step; a text that is not safe yet is saved first.
    pub(super) fn step_form(&mut self, wish: Wish, name: &str) -> Vec<Effect> {
        if let Some(effects) = self.save_first() {
            return effects;
        }
        let Some(open) = &self.letter.open else {
            return Vec::new();
        };
        let number = open.view.item.as_ref().map(|(number, _)| number.clone());
        let text = StepText {
            act: StepAct::plain(open.id(), open.view.letter.version, wish),
            number_typed: open.view.review.number_typed,
        };
        let values = [("what", name), ("of", &*number.unwrap_or_default())];
        let title = self.lang.say_with("act.title", &values);
        let form = Form::new(title, Purpose::Step, Record::Step(Box::new(text)));
        self.overlays.push(Overlay::Form(form));
        Vec::new()
    }

    /// Opens the form of a remark on the selected words.
    pub(super) fn remark_form(&mut self) -> Vec<Effect> {
        if let Some(effects) = self.save_first() {
            return effects;
        }
        let Some(open) = &self.letter.open else {
            return Vec::new();
        };
        let (range, quote) = match (open.editor.selection(), open.editor.selected_text()) {
            (Some(range), Some(quote)) if !quote.trim().is_empty() => (range, quote),
            _ => {
                self.refuse_by("way.select_first");
                return Vec::new();
            }
        };
        let paragraphs = open.editor.paragraphs();
        let before: usize = paragraphs[..range.start.paragraph]
            .iter()
            .map(|own| own.chars().count() + 1)
            .sum();
        let within = &paragraphs[range.start.paragraph][..range.start.byte];
        let from = before + within.chars().count();
        let chars = from..from + quote.chars().count();
        let purpose = Purpose::Remark(open.id(), open.view.letter.version, chars, quote.clone());
        let quote: String = quote.chars().take(20).collect();
        let title = self.lang.say_with("way.remark_on", &[("quote", &quote)]);
        let form = Form::new(title, purpose, Record::Remark(String::new()));
        self.overlays.push(Overlay::Form(form));
        Vec::new()
    }

    /// Shows the steps of the open letter.
    pub(super) fn show_steps(&mut self) {
        let Some(open) = &self.letter.open else {
            return;
        };
        let review = &open.view.review;
        let mut lines: Vec<String> = review.steps.iter().map(|own| self.step_line(own)).collect();
        let next = review.next().map(|own| self.lang.step(&own.name));
        let next = next.unwrap_or_else(|| "-".to_owned());
        lines.push(self.lang.say_with("cli.review.next", &[("next", &next)]));
        lines.extend(review.promises.iter().map(|own| {
            let values = [("day", &*own.due.to_string()), ("text", &*own.text)];
            self.lang.say_with("way.promise", &values)
        }));
        let title = self.lang.say("way.steps").to_owned();
        self.tell(title, &lines);
    }

    fn step_line(&self, own: &Step) -> String {
        let step = &own.step;
        let mut name = self.lang.step(&step.name);
        if step.takes_back.is_some() {
            name = self.lang.say_with("cli.review.undone", &[("name", &name)]);
        }
        let mut said = vec![step.on.to_string(), name, step.by.clone()];
        said.extend(own.number.clone());
        if step.by != step.typed_by {
            let evidence = step.evidence.clone().unwrap_or_default();
            let values = [("who", &*step.typed_by), ("evidence", &*evidence)];
            said.push(self.lang.say_with("cli.review.typed_by", &values));
        }
        said.extend(step.remark.clone());
        said.join("  ")
    }

    /// Lists the remarks on the open letter.
    pub(super) fn show_remarks(&mut self) {
        let Some(open) = &self.letter.open else {
            return;
        };
        let remarks = open.view.review.remarks.iter().map(|own| {
            let id = mark_id(What::Remark(own.id));
            let mark = open.editor.marks().iter().find(|mark| mark.id == id);
            (own.clone(), mark.map(|mark| mark.range.clone()))
        });
        let list = RemarkList::new(open.id(), remarks.collect());
        self.overlays.push(Overlay::Remarks(list));
    }

    /// Settles the remark at the caret, or opens it again.
    pub(super) fn settle_here(&mut self) -> Vec<Effect> {
        let Some(open) = &self.letter.open else {
            return Vec::new();
        };
        let caret = open.editor.caret();
        let marks = open.editor.marks().iter();
        let mut here = marks.filter(|own| own.range.start <= caret && caret <= own.range.end);
        let remark = here.find_map(|mark| match what_of(mark.id) {
            Some(What::Remark(id)) => open.view.review.remarks.iter().find(|own| own.id == id),
            _ => None,
        });
        let Some(own) = remark else {
            self.refuse_by("way.no_remark_here");
            return Vec::new();
        };
        vec![settle(open.id(), own)]
    }

    fn remark_settled(&mut self, letter: LetterId, id: RemarkId, by: Option<&str>) {
        let open = self.letter.open.as_mut().filter(|open| open.id() == letter);
        let remarks = open
            .into_iter()
            .flat_map(|open| &mut open.view.review.remarks);
        for own in remarks.filter(|own| own.id == id) {
            own.settled_by = by.map(str::to_owned);
        }
        if let Some(Overlay::Remarks(list)) = self.overlays.last_mut() {
            list.settled(id, by);
        }
        let key = match by {
            Some(_) => "way.settled",
            None => "way.reopened",
        };
        self.done(self.lang.say(key).to_owned());
    }

    /// Lists what a letter promises.
    fn list_promises(
        &mut self,
        letter: LetterId,
        found: Vec<LetterPromise>,
        kept: &[LetterPromise],
    ) {
        if found.is_empty() {
            self.refuse_by("cli.review.no_promises");
        } else {
            let list = PromiseList::new(letter, found, kept);
            self.overlays.push(Overlay::Promises(list));
        }
    }

    fn show_changes(&mut self, title: String, all: &[Changed]) {
        let height = self.dialog_height();
        let cols = usize::from(self.areas().body.width.min(BOX_COLS).saturating_sub(8));
        let own = Changes::new(title, all, cols, height);
        self.overlays.push(Overlay::Changes(Box::new(own)));
    }

    /// Takes in what concerns a letter's way.
    pub(super) fn went(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::Stepped(stepped, acted, view) => self.stepped(&stepped, acted, view),
            Msg::Remarked(id, version, remark, range) => {
                self.remarked(id, version, *remark, range);
                Vec::new()
            }
            Msg::RemarkSettled(letter, id, by) => {
                self.remark_settled(letter, id, by.as_deref());
                Vec::new()
            }
            Msg::PromisesFound(letter, found, kept) => {
                self.list_promises(letter, found, &kept);
                Vec::new()
            }
            Msg::Compared(title, all) => {
                self.show_changes(title, &all);
                Vec::new()
            }
            Msg::PromisesKept(count) => {
                let count = count.to_string();
                self.done(self.lang.say_with("way.promises_kept", &[("n", &count)]));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn stepped(
        &mut self,
        stepped: &Stepped,
        acted: Option<Acted>,
        view: Box<LetterView>,
    ) -> Vec<Effect> {
        let next = stepped.next.as_deref().map(|own| self.lang.step(own));
        let next = next.unwrap_or_else(|| "-".to_owned());
        let number = stepped.number.clone().unwrap_or_default();
        let values = [
            ("name", &*self.lang.step(&stepped.name)),
            ("number", &*number),
            ("next", &*next),
        ];
        self.done(self.lang.say_with("way.done", &values));
        if let Some(acted) = acted {
            self.undone.clear();
            self.acts.push(acted);
        }
        let effects = self.open_letter(view);
        if let Some(open) = &mut self.letter.open {
            open.in_text = false;
        }
        if !stepped.promises.is_empty() {
            let found = stepped.promises.clone();
            self.list_promises(stepped.letter, found, &stepped.promises);
        }
        let mut all = self.reread_queue();
        all.extend(effects);
        all
    }

    fn remarked(
        &mut self,
        id: LetterId,
        version: Version,
        remark: Remark,
        range: std::ops::Range<usize>,
    ) {
        let open = self.letter.open.as_mut().filter(|open| open.id() == id);
        if let Some(open) = open {
            let what = What::Remark(remark.id);
            open.editor.mark_chars(range, mark_id(what), hold_of(what));
            open.view.letter.version = version;
            open.view.review.remarks.push(remark);
        }
        self.done(self.lang.say("way.remarked").to_owned());
    }

    /// A fact was taken back, and a letter may have gone back with it: it is read anew when opened.
    pub(super) fn put_letter_away(&mut self) {
        let safe = self.letter.open.as_ref().map(|open| open.safe);
        if safe == Some(Safe::Saved) {
            self.letter.open = None;
        }
    }
}
