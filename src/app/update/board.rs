//! What an action does on the board.

use std::sync::Arc;

use crate::{
    app::{
        Action, Effect, Model, Pane,
        board::{Lead, Mark, Page, Sheet, Way, items, lead, plot_sheet, sheet},
        overlay::step_of,
        queue::Only,
    },
    report::Figures,
};

impl Model {
    /// Returns where everything on the board stands; nothing before the figures are read.
    pub fn board_sheet(&self) -> Sheet {
        let width = self.areas().pane(Pane::Board).width;
        if self.board.page == Page::Roster {
            return plot_sheet(&self.board.plots, width, self.lang);
        }
        let figures = self.board.figures.as_ref();
        figures.map_or_else(Sheet::default, |figures| sheet(figures, width))
    }

    /// Returns how many rows of the board are on screen.
    pub fn board_height(&self) -> usize {
        usize::from(self.areas().pane(Pane::Board).height)
    }

    /// Asks for the figures when the board is looked at and something changed since.
    pub(super) fn reread_board(&mut self) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self.reread_plots().into_iter().collect();
        let board = &mut self.board;
        if self.focus == Pane::Board && (board.stale || board.figures.is_none()) {
            board.stale = false;
            effects.push(Effect::ReadBoard);
        }
        effects
    }

    pub(super) fn take_figures(&mut self, figures: Arc<Figures>) {
        self.board.figures = Some(figures);
        self.fit_board();
    }

    pub(super) fn fit_board(&mut self) {
        if self.focus == Pane::Board {
            if self.board.page == Page::Roster {
                let width = self.areas().pane(Pane::Board).width;
                self.board.keep_drawn(width, self.lang);
            }
            let (sheet, height) = (self.board_sheet(), self.board_height());
            self.board.keep_in(&sheet, height);
        }
    }

    pub(super) fn ask_board(&mut self, action: Action) -> Vec<Effect> {
        if let Some(effects) = self.ask_plots(action) {
            return effects;
        }
        let (sheet, height) = (self.board_sheet(), self.board_height());
        match action {
            Action::Left => self.board.step(Way::Left, &sheet, height),
            Action::Right => self.board.step(Way::Right, &sheet, height),
            Action::Open => return self.open_mark(&sheet),
            Action::Back => self.go(Pane::Queue),
            other => {
                if let Some(step) = step_of(other) {
                    self.board.leap(step, &sheet, height);
                }
            }
        }
        Vec::new()
    }

    /// Shows the items behind the mark under the cursor in the queue.
    fn open_mark(&mut self, sheet: &Sheet) -> Vec<Effect> {
        let (Some(figures), Some(mark)) = (self.board.figures.clone(), self.board.mark(sheet))
        else {
            return Vec::new();
        };
        if items(&figures, mark).is_empty() {
            self.refuse_by("board.nothing");
            return Vec::new();
        }
        let name = self.mark_words(mark);
        self.go(Pane::Queue);
        let height = self.list_height(Pane::Queue);
        vec![match lead(&figures, mark) {
            Lead::Filter(filter) => self.queue.show(&filter, None, height),
            Lead::Items(ids) => self.queue.show("", Some(Only { name, ids }), height),
        }]
    }

    /// Returns a mark in words, without its count.
    pub fn mark_words(&self, mark: Mark) -> String {
        let lang = self.lang;
        let Some(figures) = &self.board.figures else {
            return String::new();
        };
        let coded = |prefix: &str, code: Option<&str>| {
            lang.say(&format!("{prefix}.{}", code.unwrap_or("none")))
                .to_owned()
        };
        let rate = |key: &str, kind: crate::report::RateKind| {
            let rate = coded("report.rate", Some(kind.code()));
            lang.say_with(key, &[("rate", &rate)])
        };
        let week = |key: &str, week: usize, year: i32| {
            let values = [("year", year.to_string()), ("n", (week + 1).to_string())];
            lang.say_with(key, &[("year", &values[0].1), ("n", &values[1].1)])
        };
        match mark {
            Mark::Late => lang.say("board.late").to_owned(),
            Mark::Later => lang.say("board.later").to_owned(),
            Mark::Day(at) => {
                let day = crate::app::board::day(figures, at).to_string();
                lang.say_with("board.due_on", &[("day", &day)])
            }
            Mark::Hits(kind) => rate("board.hits", kind),
            Mark::Misses(kind) => rate("board.misses", kind),
            Mark::Now(at) => week("board.open_in", at, figures.year),
            Mark::Before(at) => week("board.open_in", at, figures.year - 1),
            Mark::Section(at) => self.section_words(figures.sections[at].0.as_deref()),
            Mark::State(at) => coded("state", Some(figures.states[at].0.code())),
            Mark::Class(at) => self.class_words(figures.classes[at].0),
            Mark::Rating(at) => match figures.ratings[at].0 {
                Some(rating) => coded("rating", Some(rating.code())),
                None => lang.say("report.unrated").to_owned(),
            },
            Mark::Cell(own) => self.about_cell(own),
        }
    }

    fn section_words(&self, section: Option<&str>) -> String {
        let none = || self.lang.say("report.none.section");
        section.unwrap_or_else(none).to_owned()
    }

    /// Returns a class with the region's letter.
    fn class_words(&self, class: Option<crate::domain::outcome::ResultClass>) -> String {
        let Some(class) = class else {
            return self.lang.say("report.none.class").to_owned();
        };
        let rule = self
            .rules
            .pack
            .classes
            .iter()
            .find(|own| own.class == class);
        let letter = rule.and_then(|rule| rule.letter.as_deref()).unwrap_or("-");
        let key = format!("class.{}", class.code());
        let word = self.lang.say(&key);
        format!("{letter} {word}")
    }
}
