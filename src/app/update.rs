//! What each message changes, and which orders follow.

use super::{
    Action, Effect, Model, Msg, Pane,
    effect::{SaveWhat, Timer},
    letter::Retrace,
    model::Tone,
    msg::{EditKey, Extend, Saved},
    overlay::{
        Agreed, Confirm, Finder, Form, GoTo, Outcome, Overlay, Papers, Review, form::Purpose,
        step_of,
    },
    queue::ItemScreen,
    record::Record,
    roster::CardScreen,
    views::{CardOf, Target},
};
use crate::domain::{
    craftsman::{HonourLevel, Person},
    employer::{EmployerKind, Firm},
    event::EventKind,
    proposal::Item,
    sitting::{Kind, Sitting},
    studio::Workshop,
};

impl Model {
    /// Takes a message in.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Do(action) => {
                self.notice = None;
                self.ask(action)
            }
            Msg::Text(text) => {
                self.notice = None;
                self.typed(&text)
            }
            Msg::Edit(key, extend) => self.edited(key, extend),
            Msg::Paste(text) => self.pasted(&text),
            Msg::Click(x, y) => self.clicked(x, y),
            Msg::Resize(width, height) => {
                self.size = (width, height);
                self.fit();
                vec![self.queue.reread_in_place(self.list_height(Pane::Queue))]
            }
            Msg::NewDay(today) => {
                self.today = today;
                self.reread_all()
            }
            Msg::Woke(Timer::SaveDraft) => self
                .letter
                .open
                .as_mut()
                .and_then(super::letter::OpenLetter::save)
                .into_iter()
                .collect(),
            Msg::Woke(Timer::ClearNotice) => {
                if self
                    .notice
                    .as_ref()
                    .is_some_and(|notice| notice.tone == Tone::Done)
                {
                    self.notice = None;
                }
                Vec::new()
            }
            Msg::TerminalLost => {
                self.leaving = true;
                self.leave()
            }
            Msg::StoreChanged => self.reread_all(),
            answer => self.answered(answer),
        }
    }

    /// Tells the panes the room they have.
    pub fn fit(&mut self) {
        let area = self.areas().pane(Pane::Letter);
        self.letter
            .fit(area.width.saturating_sub(2), area.height.saturating_sub(1));
        let queue = self.list_height(Pane::Queue);
        self.queue.cursor.keep_in(self.queue.total, queue);
        let roster = self.list_height(Pane::Roster);
        self.roster.cursor.keep_in(self.roster.hits.len(), roster);
    }

    fn reread_all(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.queue.reread_in_place(self.list_height(Pane::Queue))];
        effects.extend([Effect::ReadCounts, Effect::ReadLetters]);
        effects.push(self.roster.search());
        if let Some(open) = &self.queue.open {
            effects.push(Effect::ReadItem(open.view.proposal.id));
        }
        effects
    }

    /// Height of what scrolls inside the top dialog.
    fn dialog_height(&self) -> usize {
        usize::from(self.areas().body.height.saturating_sub(4))
    }

    fn ask(&mut self, action: Action) -> Vec<Effect> {
        let (lang, height) = (self.lang, self.dialog_height());
        if let Some(overlay) = self.overlays.last_mut() {
            let outcome = overlay.act(action, lang, height);
            return self.follow(outcome);
        }
        match action {
            Action::Help => self.overlays.push(Overlay::Help(Finder::new(lang))),
            Action::Palette => self.overlays.push(Overlay::Palette(Finder::new(lang))),
            Action::GoTo => {
                let mut go_to = GoTo::default();
                let search = go_to.search();
                self.overlays.push(Overlay::GoTo(go_to));
                return vec![search];
            }
            Action::PaneQueue => self.go(Pane::Queue),
            Action::PaneLetter => self.go(Pane::Letter),
            Action::PaneRoster => self.go(Pane::Roster),
            Action::PaneBoard => {
                self.go(Pane::Board);
                return vec![Effect::ReadCounts];
            }
            Action::NextPane | Action::PreviousPane => {
                let by = if action == Action::NextPane {
                    1
                } else {
                    Pane::ALL.len() - 1
                };
                let at = Pane::ALL
                    .iter()
                    .position(|pane| *pane == self.focus)
                    .unwrap_or(0);
                self.go(Pane::ALL[(at + by) % Pane::ALL.len()]);
            }
            Action::Zoom => {
                self.zoomed = !self.zoomed;
                self.fit();
                return vec![self.queue.reread_in_place(self.list_height(Pane::Queue))];
            }
            Action::Refresh => return self.reread_all(),
            Action::PapersIn => {
                let path_title = lang.say("papers.path").to_owned();
                self.overlays.push(Overlay::Papers(Papers {
                    path_title,
                    ..Papers::default()
                }));
                return vec![Effect::ReadInbox];
            }
            Action::EditUnit => return vec![Effect::OpenUnit],
            Action::NextTheme => return vec![Effect::NextTheme],
            Action::SwitchLanguage => {
                self.lang = match lang {
                    crate::lang::Lang::Zh => crate::lang::Lang::En,
                    crate::lang::Lang::En => crate::lang::Lang::Zh,
                };
            }
            Action::Quit => {
                self.leaving = true;
                return self.leave();
            }
            _ => {
                return match self.focus {
                    Pane::Queue => self.ask_queue(action),
                    Pane::Letter => self.ask_letter(action),
                    Pane::Roster => self.ask_roster(action),
                    Pane::Board => self.ask_board(action),
                };
            }
        }
        Vec::new()
    }

    fn go(&mut self, pane: Pane) {
        self.focus = pane;
        self.fit();
    }

    /// Leaves when the draft is safe.
    fn leave(&mut self) -> Vec<Effect> {
        if !self.leaving {
            return Vec::new();
        }
        match &mut self.letter.open {
            Some(open) if open.safe != super::letter::Safe::Saved => {
                open.write_over().into_iter().collect()
            }
            _ => vec![Effect::Leave],
        }
    }

    fn follow(&mut self, outcome: Outcome) -> Vec<Effect> {
        let close = !matches!(
            outcome,
            Outcome::Stay(_) | Outcome::Above(_) | Outcome::Refuse(_)
        );
        let closed = if close { self.overlays.pop() } else { None };
        match outcome {
            Outcome::Stay(effects) | Outcome::Close(effects) => effects,
            Outcome::Run(action) => self.ask(action),
            Outcome::Go(target) => self.go_to(&target),
            Outcome::Above(overlay) => {
                self.overlays.push(*overlay);
                Vec::new()
            }
            Outcome::Answer(agreed) => self.agreed(agreed),
            Outcome::Number(number) => vec![Effect::FindNumber(number)],
            Outcome::Corrected(record) => {
                let height = self.dialog_height();
                if let Some(Overlay::Review(review)) = self.overlays.last_mut() {
                    review.correct(*record, height);
                } else {
                    self.overlays.extend(closed);
                }
                Vec::new()
            }
            Outcome::Refuse(says) => {
                self.refuse(says);
                Vec::new()
            }
        }
    }

    fn agreed(&mut self, agreed: Agreed) -> Vec<Effect> {
        let open = self.letter.open.as_mut();
        match agreed {
            Agreed::Nothing => Vec::new(),
            Agreed::Effects(effects) => effects,
            Agreed::WriteOver => open
                .and_then(super::letter::OpenLetter::write_over)
                .into_iter()
                .collect(),
            Agreed::TakeTheirs => open
                .map(|open| Effect::ReadLetter(open.id()))
                .into_iter()
                .collect(),
        }
    }

    /// Leads to a place.
    fn go_to(&mut self, target: &Target) -> Vec<Effect> {
        match *target {
            Target::Item(id) => {
                self.go(Pane::Queue);
                self.queue.filter.clear();
                vec![
                    self.queue.go_to(id, self.list_height(Pane::Queue)),
                    Effect::ReadItem(id),
                ]
            }
            Target::Letter(id) => {
                self.go(Pane::Letter);
                vec![Effect::ReadLetter(id)]
            }
            Target::Name(id) => {
                self.go(Pane::Roster);
                self.roster.trail.clear();
                vec![Effect::ReadCard(id)]
            }
        }
    }

    fn ask_queue(&mut self, action: Action) -> Vec<Effect> {
        let height = self.list_height(Pane::Queue);
        if self.queue.typing {
            match action {
                Action::Open => self.queue.typing = false,
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
            return Vec::new();
        }
        if let Some(step) = step_of(action) {
            if let Some(open) = &mut self.queue.open {
                open.scroll(step, height);
                return Vec::new();
            }
            return self.queue.step(step, height);
        }
        let Some((id, version)) = self.queue.target() else {
            return match action {
                Action::New => self.new_item(),
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
            Action::Open => match &mut self.queue.open {
                Some(open) => open.reveals = !open.reveals,
                None => return vec![Effect::ReadItem(id)],
            },
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
                None => return vec![Effect::ReadItem(id)],
            },
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Accept => {
                let act = self.queue.act_of(action);
                return act.map(Effect::Record).into_iter().collect();
            }
            Action::SetAssigned => {
                self.fact_form("form.assigned", EventKind::Assigned, Record::Day(None))
            }
            Action::Note => {
                self.fact_form("form.note", EventKind::Noted, Record::Remark(String::new()))
            }
            Action::Draft => return vec![Effect::StartLetter(id, None)],
            Action::Deadline => match &self.queue.open {
                Some(open) => {
                    let lines = super::deadline::explain(&open.view.clocks, self.lang);
                    let title = self.lang.say("deadline.title").to_owned();
                    self.overlays.push(Overlay::Text(super::overlay::TextBox {
                        title,
                        lines,
                        top: 0,
                    }));
                }
                None => return vec![Effect::ReadItem(id)],
            },
            _ => {}
        }
        Vec::new()
    }

    fn start_filter(&mut self) -> Vec<Effect> {
        self.queue.open = None;
        self.queue.typing = true;
        Vec::new()
    }

    fn fact_form(&mut self, title: &str, kind: EventKind, record: Record) {
        let targets = self.queue.targets();
        let count = targets.len().to_string();
        let title = self.lang.say_with(title, &[("count", &count)]);
        self.overlays.push(Overlay::Form(Form::new(
            title,
            Purpose::Fact(kind, targets),
            record,
        )));
    }

    fn new_item(&mut self) -> Vec<Effect> {
        let mut sitting = Sitting::unknown(Kind::Suggestion);
        sitting.place.clone_from(&self.unit.place);
        sitting.level = self.unit.level;
        let record = Record::Item(Box::new(Item::blank(sitting)));
        let title = self.lang.say("form.new_item").to_owned();
        self.overlays
            .push(Overlay::form(title, SaveWhat::New, record));
        Vec::new()
    }

    fn copy_item(&mut self) -> Vec<Effect> {
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

    fn copy(&mut self, text: String) -> Vec<Effect> {
        self.clip.clone_from(&text);
        self.done(self.lang.say("notice.copied").to_owned());
        vec![Effect::Copy(text)]
    }

    fn undo(&mut self) -> Vec<Effect> {
        match self.acts.pop() {
            Some(acted) => vec![Effect::Reverse(acted)],
            None => {
                self.refuse_by("notice.nothing_to_undo");
                Vec::new()
            }
        }
    }

    fn redo(&mut self) -> Vec<Effect> {
        match self.undone.pop() {
            Some(acted) => vec![Effect::Reverse(acted)],
            None => {
                self.refuse_by("notice.nothing_to_redo");
                Vec::new()
            }
        }
    }

    fn ask_letter(&mut self, action: Action) -> Vec<Effect> {
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
                if open.safe == super::letter::Safe::Saved {
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
                if save.is_none() && open.safe == super::letter::Safe::Saved {
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
                let name = super::letter::file_name(&open.view);
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

    fn ask_roster(&mut self, action: Action) -> Vec<Effect> {
        let height = self.list_height(Pane::Roster);
        if self.roster.typing {
            match action {
                Action::Open => self.roster.typing = false,
                Action::Back => {
                    self.roster.typing = false;
                    self.roster.query.clear();
                    self.roster.cursor = super::list::Cursor::default();
                    return vec![self.roster.search()];
                }
                _ => {
                    if let Some(step) = step_of(action) {
                        self.roster
                            .cursor
                            .step(step, self.roster.hits.len(), height);
                    }
                }
            }
            return Vec::new();
        }
        if let Some(step) = step_of(action) {
            match &mut self.roster.open {
                Some(open) => open.cursor.step(step, open.card.links.len(), height),
                None => self
                    .roster
                    .cursor
                    .step(step, self.roster.hits.len(), height),
            }
            return Vec::new();
        }
        match action {
            Action::Open if self.roster.open.is_some() => {
                self.roster.follow().into_iter().collect()
            }
            Action::Open => self
                .roster
                .target()
                .map(Effect::ReadCard)
                .into_iter()
                .collect(),
            Action::Back => self.roster.back(),
            Action::Filter => {
                self.roster.open = None;
                self.roster.trail.clear();
                self.roster.typing = true;
                Vec::new()
            }
            Action::New | Action::NewStudio | Action::NewEmployer => {
                let (title, record) = match action {
                    Action::New => (
                        "form.new_craftsman",
                        Record::Person(Box::<Person>::default()),
                    ),
                    Action::NewStudio => (
                        "form.new_studio",
                        Record::Studio(Box::new(Workshop::named("", HonourLevel::County))),
                    ),
                    _ => (
                        "form.new_employer",
                        Record::Employer(Box::new(blank_firm())),
                    ),
                };
                self.overlays.push(Overlay::form(
                    self.lang.say(title).to_owned(),
                    SaveWhat::New,
                    record,
                ));
                Vec::new()
            }
            Action::Edit => self.edit_card(),
            Action::Copy => {
                let name = match &self.roster.open {
                    Some(open) => Some(open.card.name().to_owned()),
                    None => self.roster.current().map(|found| found.name.clone()),
                };
                name.map(|name| self.copy(name)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn edit_card(&mut self) -> Vec<Effect> {
        let Some(open) = &self.roster.open else {
            return self
                .roster
                .target()
                .map(Effect::ReadCard)
                .into_iter()
                .collect();
        };
        let (version, record) = match &open.card.of {
            CardOf::Craftsman(kept) => (kept.version, Record::Person(Box::new(kept.value.clone()))),
            CardOf::Studio(kept) => (kept.version, Record::Studio(Box::new(kept.value.clone()))),
            CardOf::Employer(kept) => {
                (kept.version, Record::Employer(Box::new(kept.value.clone())))
            }
        };
        let what = SaveWhat::Name(open.card.id(), version);
        let title = self.lang.say("form.edit_name").to_owned();
        self.overlays.push(Overlay::form(title, what, record));
        Vec::new()
    }

    fn ask_board(&mut self, action: Action) -> Vec<Effect> {
        if action == Action::Back {
            self.go(Pane::Queue);
        }
        Vec::new()
    }

    fn typed(&mut self, text: &str) -> Vec<Effect> {
        let lang = self.lang;
        if let Some(overlay) = self.overlays.last_mut() {
            let outcome = overlay.typed(text, lang);
            return self.follow(outcome);
        }
        let height = self.list_height(Pane::Queue);
        match self.focus {
            Pane::Queue if self.queue.typing => vec![self.queue.type_filter(text, height)],
            // An IME left on: a Chinese word in a list starts the filter with it.
            Pane::Queue => {
                self.queue.open = None;
                self.queue.typing = true;
                self.queue.filter.clear();
                vec![self.queue.type_filter(text, height)]
            }
            Pane::Roster if self.roster.typing => vec![self.roster.type_query(text)],
            Pane::Roster => {
                self.roster.open = None;
                self.roster.trail.clear();
                self.roster.typing = true;
                self.roster.query.clear();
                vec![self.roster.type_query(text)]
            }
            Pane::Letter => match &mut self.letter.open {
                Some(open) if open.find_typing => {
                    open.find.insert(text);
                    Vec::new()
                }
                Some(open) if open.in_text => {
                    if !open.may_write() {
                        self.refuse_by("letter.read_only");
                        return Vec::new();
                    }
                    open.insert(text)
                }
                _ => Vec::new(),
            },
            Pane::Board => Vec::new(),
        }
    }

    fn edited(&mut self, key: EditKey, extend: Extend) -> Vec<Effect> {
        let (lang, height) = (self.lang, self.dialog_height());
        if let Some(overlay) = self.overlays.last_mut() {
            let outcome = overlay.edit(key, lang, height);
            return self.follow(outcome);
        }
        let rows = self.list_height(self.focus);
        match self.focus {
            Pane::Queue if self.queue.typing => self.queue.edit_filter(key, rows),
            Pane::Roster if self.roster.typing => {
                if let Some(step) = super::overlay::step_of_key(key) {
                    self.roster.cursor.step(step, self.roster.hits.len(), rows);
                    return Vec::new();
                }
                super::overlay::edit_field(&mut self.roster.query, key);
                vec![self.roster.search()]
            }
            Pane::Letter => match &mut self.letter.open {
                Some(open) if open.find_typing => {
                    super::overlay::edit_field(&mut open.find, key);
                    Vec::new()
                }
                Some(open) => open.edit(key, extend),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn pasted(&mut self, text: &str) -> Vec<Effect> {
        let lang = self.lang;
        if let Some(overlay) = self.overlays.last_mut() {
            let outcome = overlay.pasted(text, lang);
            return self.follow(outcome);
        }
        if self.focus == Pane::Letter
            && let Some(open) = &mut self.letter.open
            && open.in_text
            && !open.find_typing
        {
            let (kept_out, effects) = open.paste(text);
            if kept_out > 0 {
                let count = kept_out.to_string();
                self.done(lang.say_with("letter.paste_cleaned", &[("count", &count)]));
            }
            return effects;
        }
        if self.takes_text() {
            return self.typed(text);
        }
        // Pasted onto a list: a paper, perhaps. It is shown before anything happens.
        let mut papers = Papers {
            path_title: lang.say("papers.path").to_owned(),
            ..Papers::default()
        };
        papers.paste_in(text);
        self.overlays.push(Overlay::Papers(papers));
        vec![Effect::ReadInbox]
    }

    fn clicked(&mut self, x: u16, y: u16) -> Vec<Effect> {
        if !self.overlays.is_empty() {
            return Vec::new();
        }
        let areas = self.areas();
        let Some((pane, area)) = areas
            .panes
            .iter()
            .find(|(_, area)| area.holds(x, y))
            .copied()
        else {
            return Vec::new();
        };
        self.go(pane);
        let Some(row) = (y - area.y).checked_sub(1).map(usize::from) else {
            return Vec::new();
        };
        let height = self.list_height(pane);
        match pane {
            Pane::Queue if self.queue.open.is_none() => {
                let at = self.queue.cursor.top + row;
                self.queue.cursor.go(at, self.queue.total, height);
            }
            Pane::Roster if self.roster.open.is_none() => {
                let at = self.roster.cursor.top + row;
                self.roster.cursor.go(at, self.roster.hits.len(), height);
            }
            Pane::Letter => match &mut self.letter.open {
                Some(open) => {
                    let at = open.editor.first_row() + row;
                    open.editor
                        .go_to_cell(at, usize::from((x - area.x).saturating_sub(1)));
                }
                None => {
                    let at = self.letter.cursor.top + row;
                    self.letter.cursor.go(at, self.letter.heads.len(), height);
                }
            },
            _ => {}
        }
        Vec::new()
    }

    fn answered(&mut self, answer: Msg) -> Vec<Effect> {
        let lang = self.lang;
        match answer {
            Msg::QueueRead(answer) => {
                let height = self.list_height(Pane::Queue);
                self.queue.take(answer, height);
            }
            Msg::CountsRead(queue, roster) => self.counts = Some((queue, roster)),
            Msg::ItemRead(Some(view)) => {
                let same = self
                    .queue
                    .open
                    .as_ref()
                    .filter(|open| open.view.proposal.id == view.proposal.id);
                let (top, reveals) = same.map_or((0, false), |open| (open.top, open.reveals));
                self.queue.open = Some(ItemScreen { view, top, reveals });
            }
            Msg::ItemRead(None) | Msg::CardRead(None) | Msg::LetterRead(None) => {
                self.refuse_by("notice.gone")
            }
            Msg::NumberFound(number, ids) => match ids.first() {
                Some(id) => return vec![self.queue.go_to(*id, self.list_height(Pane::Queue))],
                None => self
                    .refuse(lang.say_with("notice.no_number", &[("number", &number.to_string())])),
            },
            Msg::Recorded(acted) => {
                self.undone.clear();
                self.acted(&acted, "notice.recorded");
                self.queue.marks.clear();
                self.acts.push(acted);
                return self.reread_all();
            }
            Msg::Reversed(acted) => {
                self.acted(&acted, "notice.reversed");
                if acted.kind == EventKind::Reversed {
                    self.undone.push(acted)
                } else {
                    self.acts.push(acted)
                }
                return self.reread_all();
            }
            Msg::RecordSaved(saved) => {
                self.done(lang.say("notice.saved").to_owned());
                let mut effects = self.reread_all();
                match saved {
                    Saved::Item(id) => {
                        effects.push(self.queue.go_to(id, self.list_height(Pane::Queue)))
                    }
                    Saved::Name(id) => effects.push(Effect::ReadCard(id)),
                    Saved::Unit => effects.push(Effect::ReadUnit),
                }
                return effects;
            }
            Msg::LettersRead(heads) => {
                self.letter.heads = heads;
                let height = self.list_height(Pane::Letter);
                self.letter.cursor.keep_in(self.letter.heads.len(), height);
            }
            Msg::LetterRead(Some(view)) => {
                self.go(Pane::Letter);
                let area = self.areas().pane(Pane::Letter);
                self.letter.open(
                    view,
                    area.width.saturating_sub(2),
                    area.height.saturating_sub(1),
                );
            }
            Msg::DraftSaved(id, version) => {
                if let Some(open) = self.letter.open.as_mut().filter(|open| open.id() == id) {
                    let next = open.saved(version);
                    if next.is_some() {
                        return next.into_iter().collect();
                    }
                }
                return self.leave();
            }
            Msg::DraftStale(id, theirs) => return self.stale(id, theirs),
            Msg::Exported(path) => self.done(lang.say_with("letter.exported", &[("path", &path)])),
            Msg::NamesFound {
                generation,
                hits,
                total,
                partial,
            } => {
                let height = self.list_height(Pane::Roster);
                self.roster.take(generation, hits, total, partial, height);
            }
            Msg::CardRead(Some(card)) => {
                self.roster.open = Some(CardScreen {
                    card,
                    cursor: super::list::Cursor::default(),
                    reveals: false,
                });
            }
            Msg::PlacesFound(generation, kind, found) => {
                if let Some(Overlay::GoTo(go_to)) = self.overlays.last_mut() {
                    go_to.take(generation, kind, found);
                }
            }
            Msg::UnitRead(unit) => self.unit = *unit,
            Msg::UnitOpened(unit, version) => {
                let record = Record::Unit(unit);
                let title = lang.say("form.unit").to_owned();
                self.overlays
                    .push(Overlay::form(title, SaveWhat::Unit(version), record));
            }
            Msg::InboxRead(folder, files) => {
                if let Some(Overlay::Papers(papers)) = self.overlays.last_mut() {
                    papers.folder = folder;
                    papers.files = files;
                }
            }
            Msg::PaperRead(paper) => {
                let title = lang.say("form.correct").to_owned();
                self.overlays
                    .push(Overlay::Review(Review::new(paper, title)));
            }
            Msg::PaperStored(items, sources) => {
                let (count, sources) = (items.len().to_string(), sources.to_string());
                self.done(
                    lang.say_with("papers.stored", &[("items", &count), ("sources", &sources)]),
                );
                let mut effects = self.reread_all();
                if let Some(id) = items.first() {
                    self.go(Pane::Queue);
                    effects.push(self.queue.go_to(*id, self.list_height(Pane::Queue)));
                }
                return effects;
            }
            Msg::Failed(trouble) => {
                self.refuse(trouble.says);
                let mut effects = self
                    .letter
                    .open
                    .as_mut()
                    .map(super::letter::OpenLetter::failed)
                    .unwrap_or_default();
                if self.leaving {
                    effects.push(Effect::Leave);
                }
                return effects;
            }
            _ => {}
        }
        Vec::new()
    }

    fn acted(&mut self, acted: &super::effect::Acted, key: &str) {
        let count = acted.events.len().to_string();
        let what = self
            .lang
            .say(&format!("event.{}", acted.kind.code()))
            .to_owned();
        self.done(
            self.lang
                .say_with(key, &[("count", &count), ("what", &what)]),
        );
    }

    fn stale(
        &mut self,
        id: crate::domain::id::LetterId,
        theirs: crate::domain::id::Version,
    ) -> Vec<Effect> {
        let Some(open) = self.letter.open.as_mut().filter(|open| open.id() == id) else {
            return Vec::new();
        };
        open.safe = super::letter::Safe::Stale(theirs);
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

fn blank_firm() -> Firm {
    Firm {
        name: String::new(),
        kind: EmployerKind::Enterprise,
        town: None,
        phone: None,
        note: None,
    }
}
