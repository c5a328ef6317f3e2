//! What each message changes, and which orders follow: the root, which serves dialogs and global
//! actions first; each pane has its own file.

mod acts;
mod answer;
mod beside;
mod board;
mod cite;
mod export;
mod findings;
mod foot;
mod handed_in;
mod input;
mod issue;
mod letter;
mod lists;
mod plots;
mod programme;
mod queue;
mod register;
mod renew;
mod review;
mod roster;
mod rules;
mod seek;
mod slips;
mod tables;
mod triage;
mod vim;

use crate::app::{
    Action, Effect, Model, Msg, Pane,
    effect::Timer,
    letter::spans::Clip,
    model::{Leaving, Notice, Tone},
    overlay::{Finder, Form, GoTo, Outcome, Overlay, Papers, Sources, form::Purpose},
    record::Record,
    views::Target,
};

impl Model {
    /// Takes a message in.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = self.take_in(msg);
        // Whatever led to another query, or brought the facets on screen, where they may stay beside another pane.
        if self.shows_facets() {
            effects.extend(self.roster.await_facets());
        }
        effects
    }

    fn take_in(&mut self, msg: Msg) -> Vec<Effect> {
        if let Msg::Do(_) | Msg::Text(_) | Msg::Edit(..) | Msg::Paste(_) = msg {
            self.handed_in = None;
        }
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
            Msg::Woke(Timer::SaveDraft) => {
                let open = self.letter.open.as_mut();
                let save = open.and_then(crate::app::letter::OpenLetter::save);
                save.into_iter().chain(self.check_letter()).collect()
            }
            Msg::Woke(Timer::ClearNotice(number)) => {
                let its_own = |own: &mut Notice| own.number == number && own.tone == Tone::Done;
                self.notice.take_if(its_own);
                Vec::new()
            }
            Msg::Woke(Timer::CountFacets(generation)) => {
                self.roster.count_facets(generation).into_iter().collect()
            }
            Msg::TerminalLost => {
                self.leaving = Leaving::Lost;
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
        // Read while another pane filled the screen, the list scrolled as if it had one row.
        let letters = self.list_height(Pane::Letter);
        let heads = self.letter.heads.len();
        self.letter.cursor.keep_in(heads, letters);
        let roster = self.list_height(Pane::Roster);
        self.roster.cursor.keep_in(self.roster.hits.len(), roster);
        self.fit_board();
    }

    fn reread_all(&mut self) -> Vec<Effect> {
        self.board.plots.change();
        let mut effects = self.reread_queue();
        effects.extend([self.roster.search(), Effect::ReadRosterCounts]);
        effects.push(Effect::CountEnding);
        effects
    }

    /// Reads again what an act on an item may have changed.
    fn reread_queue(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.queue.reread_in_place(self.list_height(Pane::Queue))];
        effects.extend([Effect::ReadCounts, Effect::ReadLetters]);
        self.board.stale = true;
        effects.extend(self.reread_board());
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
        if let Some(overlay) = self.overlays.last_mut()
            && action != Action::Quit
        {
            let outcome = overlay.act(action, lang, height);
            return self.follow(outcome);
        }
        if let Some(effects) = self.ask_mention(action) {
            return effects;
        }
        if let Some(effects) = self.ask_programme(action) {
            return effects;
        }
        if let Some(effects) = self.ask_lists(action) {
            return effects;
        }
        match action {
            Action::Help => self.overlays.push(Overlay::Help(self.actions_here())),
            Action::Palette => self.overlays.push(Overlay::Palette(self.actions_here())),
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
                let mut effects = vec![Effect::ReadCounts, Effect::ReadRosterCounts];
                effects.extend(self.reread_board());
                return effects;
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
                return self.reread_board();
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
            Action::Sources => {
                self.overlays.push(Overlay::Sources(Sources::default()));
                return vec![Effect::ReadSources];
            }
            Action::ExportLedger => {
                let title = lang.say("form.export_ledger").to_owned();
                let record = Record::File(format!("台账-{}.xlsx", self.today));
                let form = Form::new(title, Purpose::ExportLedger, record);
                self.overlays.push(Overlay::Form(form));
            }
            Action::AskFigure => return self.ask_figure(),
            Action::EditUnit => return vec![Effect::OpenUnit],
            Action::Calendar => return self.ask_calendar(),
            Action::ApplyRules => return vec![Effect::ReadMoves],
            Action::NextTheme => return vec![Effect::NextTheme],
            Action::SwitchLanguage => {
                self.lang = match lang {
                    crate::lang::Lang::Zh => crate::lang::Lang::En,
                    crate::lang::Lang::En => crate::lang::Lang::Zh,
                };
            }
            Action::Quit => {
                self.leaving = Leaving::Asked;
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

    fn actions_here(&self) -> Finder {
        Finder::new(self.lang, &self.places_here())
    }

    fn go(&mut self, pane: Pane) {
        self.focus = pane;
        self.fit();
    }

    fn follow(&mut self, outcome: Outcome) -> Vec<Effect> {
        let close = !matches!(
            outcome,
            Outcome::Stay(_) | Outcome::Above(_) | Outcome::PickTrade | Outcome::Refuse(_)
        );
        let closed = if close { self.overlays.pop() } else { None };
        match outcome {
            Outcome::Stay(effects) | Outcome::Close(effects) => {
                if let Some(Overlay::Form(form)) = closed
                    && !effects.is_empty()
                {
                    self.hand_in(form, &effects);
                }
                self.remember_partners(&effects);
                effects
            }
            Outcome::Run(action) => self.ask(action),
            Outcome::Go(target) => self.go_to(&target),
            Outcome::View { filter, order } => {
                vec![
                    self.queue
                        .use_view(&filter, order, self.list_height(Pane::Queue)),
                ]
            }
            Outcome::Above(overlay) | Outcome::Instead(overlay) => {
                self.overlays.push(*overlay);
                Vec::new()
            }
            Outcome::Found(range, action) => self.show_finding(range, action),
            Outcome::AskFirst(text) => self.ask_first(closed, text.act),
            Outcome::Answer(agreed) => self.agreed(agreed),
            Outcome::Place(at) => {
                self.go_to_place(at);
                Vec::new()
            }
            Outcome::Fill(text) => self.fill_form(&text),
            Outcome::PickTrade => self.trades_to_pick(),
            Outcome::Words(range) => {
                if let Some(open) = &mut self.letter.open {
                    open.editor.select_range(range);
                }
                Vec::new()
            }
            Outcome::Cite(effect) => {
                self.overlays.clear();
                vec![*effect]
            }
            Outcome::Stopped => self.export_ended(closed),
            Outcome::LinkAsk(ordinal) => self.link_ask(ordinal),
            Outcome::Told(text) => self.tell_below(&text),
            Outcome::Look { name, line } => self.look_at(&name, &line),
            Outcome::Number(number) => vec![Effect::FindNumber(number)],
            Outcome::Paragraph(paragraph) => {
                self.go_to_paragraph(paragraph);
                Vec::new()
            }
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

    /// Leads to a place.
    fn go_to(&mut self, target: &Target) -> Vec<Effect> {
        match *target {
            Target::Item(id) => {
                self.go(Pane::Queue);
                self.queue.filter.clear();
                self.queue.only = None;
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

    fn copy(&mut self, clip: impl Into<Clip>) -> Vec<Effect> {
        self.clip = clip.into();
        self.done(self.lang.say("notice.copied").to_owned());
        vec![Effect::Copy(self.clip.text().to_owned())]
    }
}
