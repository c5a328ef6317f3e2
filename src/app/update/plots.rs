//! The board's page of the roster: turning to it, counting, and opening a cell as a list of names.

use std::fmt::Write as _;

use crate::{
    app::{
        Action, Effect, Model, Msg, Pane,
        board::{CellMark, Mark, Page, Way},
        figure::{field_word, slip, tongue},
        list::Cursor,
        overlay::{Agreed, Confirm, Form, Overlay, form::Purpose, look::look_menu},
        plot::{number, share_word, unit_word, word},
        record::Record,
        roster::{OnlyNames, OnlyOf},
    },
    figure::{Pivot, PivotCell},
    store::SavedLook,
};

impl Model {
    /// Orders what the page of the roster lacks, when it is looked at.
    pub(super) fn reread_plots(&mut self) -> Option<Effect> {
        let width = self.areas().pane(Pane::Board).width;
        let looked_at = self.focus == Pane::Board && self.board.page == Page::Roster;
        looked_at.then(|| self.board.plots.due(width))?
    }

    /// Takes in what was counted, saved and listed.
    pub(super) fn answered_plots(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::PivotCounted {
                generation,
                at,
                table,
                done,
            } => {
                self.board.take_count(generation, at, table, done);
                self.fit_board();
                self.reread_plots().into_iter().collect()
            }
            Msg::CountingStopped(generation) => {
                if generation == self.board.plots.generation {
                    self.board.plots.stop();
                }
                Vec::new()
            }
            Msg::CellRead {
                generation,
                after,
                hits,
                is_last,
            } => {
                let height = self.list_height(Pane::Roster);
                self.roster
                    .take_cell(generation, after, hits, is_last, height);
                Vec::new()
            }
            Msg::LooksRead(saved) => self.take_looks(saved),
            _ => Vec::new(),
        }
    }

    /// Answers an action that is the board's pages' own.
    pub(super) fn ask_plots(&mut self, action: Action) -> Option<Vec<Effect>> {
        let on_page = self.board.page == Page::Roster;
        match action {
            Action::BoardPage => {
                self.board.turn();
                self.fit_board();
                let mut effects: Vec<Effect> = self.reread_plots().into_iter().collect();
                if self.board.page == Page::Roster {
                    effects.push(Effect::ReadLooks);
                }
                Some(effects)
            }
            Action::AskLook => {
                let menu = look_menu(self.lang);
                self.overlays.push(Overlay::Pick(Box::new(menu)));
                Some(Vec::new())
            }
            Action::SaveLook | Action::DropLook if on_page => Some(self.change_look(action)),
            Action::SaveLook | Action::DropLook => {
                self.refuse_by("look.other_page");
                Some(Vec::new())
            }
            Action::NextPlot | Action::PreviousPlot if on_page => {
                Some(self.next_plot(if action == Action::NextPlot { 1 } else { -1 }))
            }
            Action::Left | Action::Right if on_page => self.step_aside(action),
            Action::Back if on_page && self.board.plots.is_counting() => {
                self.board.plots.stop();
                Some(vec![Effect::StopCounting])
            }
            Action::Open if on_page => Some(self.open_cell()),
            _ => None,
        }
    }

    /// Opens the form of the plot under the cursor, or asks whether a saved one is to go.
    fn change_look(&mut self, action: Action) -> Vec<Effect> {
        let width = self.areas().pane(Pane::Board).width;
        let Some(look) = self.board.plot(width).map(|own| own.look.clone()) else {
            return Vec::new();
        };
        if action == Action::SaveLook {
            let name = if look.own.is_some() {
                look.name(self.lang)
            } else {
                String::new()
            };
            let line = look.pivot.print(tongue(self.lang));
            let title = self.lang.say("look.form").to_owned();
            let form = Form::new(title, Purpose::Look, Record::Look(name, line));
            self.overlays.push(Overlay::Form(form));
            return Vec::new();
        }
        let Some(id) = look.own else {
            self.refuse_by("look.not_own");
            return Vec::new();
        };
        let name = look.name(self.lang);
        self.overlays.push(Overlay::Confirm(Confirm {
            question: self.lang.say_with("look.remove", &[("name", &name)]),
            then: Agreed::Effects(vec![Effect::RemoveLook(id)]),
            otherwise: Agreed::Nothing,
        }));
        Vec::new()
    }

    /// Shows a question as a plot, and keeps it when it has a name.
    pub(super) fn look_at(&mut self, name: &str, line: &str) -> Vec<Effect> {
        let pivot = match Pivot::read(line) {
            Ok(pivot) => pivot,
            Err(wrong) => {
                self.refuse(slip(&wrong, self.lang));
                return Vec::new();
            }
        };
        if self.board.page != Page::Roster {
            self.board.turn();
        }
        let width = self.areas().pane(Pane::Board).width;
        let at = self.board.plots.place_of(pivot.clone());
        self.board.go_to_plot(at, width);
        self.fit_board();
        let mut effects: Vec<Effect> = self.reread_plots().into_iter().collect();
        let name = name.trim();
        if !name.is_empty() {
            self.done(self.lang.say_with("look.saved", &[("name", name)]));
            effects.push(Effect::SaveLook(name.to_owned(), Box::new(pivot)));
        }
        effects
    }

    /// Takes the saved looks in; letters can cite them.
    fn take_looks(&mut self, saved: Vec<SavedLook>) -> Vec<Effect> {
        let questions = saved.iter();
        let questions = questions.map(|own| (own.name.clone(), own.pivot.question().clone()));
        self.cite.saved = questions.collect();
        let of = |model: &Self| {
            let width = model.areas().pane(Pane::Board).width;
            model.board.plot(width).map(|own| own.look.pivot.clone())
        };
        let saved_before: Vec<SavedLook> = self.board.plots.saved();
        if saved_before == saved {
            return Vec::new();
        }
        let here = of(self);
        let had_place = self.board.at.is_some();
        let was_counting = self.board.plots.is_counting();
        self.board.plots.take_looks(saved);
        let slots = &self.board.plots.slots;
        let place = slots
            .iter()
            .position(|own| Some(&own.look.pivot) == here.as_ref());
        if self.board.page == Page::Roster && (had_place || place.is_none()) {
            let width = self.areas().pane(Pane::Board).width;
            self.board.go_to_plot(place.unwrap_or(0), width);
        } else if let Some(place) = place {
            self.board.plots.alone = place;
        }
        if self.board.page == Page::Items {
            self.board.other.0 = None;
        }
        self.fit_board();
        let stop = was_counting.then_some(Effect::StopCounting);
        stop.into_iter().chain(self.reread_plots()).collect()
    }

    fn next_plot(&mut self, by: isize) -> Vec<Effect> {
        let width = self.areas().pane(Pane::Board).width;
        self.board.next_plot(by, width);
        self.fit_board();
        self.reread_plots().into_iter().collect()
    }

    /// Where one plot stands alone, going on beyond its side leads to the next one.
    fn step_aside(&mut self, action: Action) -> Option<Vec<Effect>> {
        let (way, by) = match action {
            Action::Left => (Way::Left, -1),
            _ => (Way::Right, 1),
        };
        let sheet = self.board_sheet();
        let here = self.board.mark(&sheet).and_then(|mark| sheet.find(mark));
        let goes_on = here.is_some_and(|here| sheet.next(here, way).is_some());
        (!goes_on && sheet.blocks.len() < 2).then(|| self.next_plot(by))
    }

    /// Shows the records behind the cell under the cursor as a list of names.
    fn open_cell(&mut self) -> Vec<Effect> {
        let sheet = self.board_sheet();
        let Some(Mark::Cell(mark)) = self.board.mark(&sheet) else {
            return Vec::new();
        };
        self.board.at = Some(Mark::Cell(mark));
        let Some((cell, amount)) = self.board.plots.cell(mark) else {
            return Vec::new();
        };
        if amount == 0 {
            self.refuse_by("plot.nothing");
            return Vec::new();
        }
        let counts = !cell.pivot.question().measure.adds_up();
        let name = self.cell_words(mark, &cell);
        self.roster.open = None;
        self.roster.trail.clear();
        self.roster.query.clear();
        self.roster.cursor = Cursor::default();
        self.roster.hits.clear();
        self.roster.partial = true;
        self.roster.total = if counts {
            usize::try_from(amount).unwrap_or(0)
        } else {
            0
        };
        self.roster.only = Some(OnlyNames {
            name,
            of: OnlyOf::Cell(cell),
        });
        self.go(Pane::Roster);
        vec![self.roster.search()]
    }

    /// Returns a cell in words, without its number.
    fn cell_words(&self, mark: CellMark, cell: &PivotCell) -> String {
        let slot = &self.board.plots.slots[mark.plot];
        let mut words = slot.look.name(self.lang);
        for (field, value) in cell.conditions() {
            let name = field_word(field, self.lang);
            // Writing to a string cannot fail.
            let _ = write!(words, "  {name}={}", word(value, self.lang));
        }
        words
    }

    /// Returns what is known of a cell: its values, its number and its shares with what they are of.
    pub fn about_cell(&self, mark: CellMark) -> String {
        let Some((cell, amount)) = self.board.plots.cell(mark) else {
            return String::new();
        };
        let Some(table) = &self.board.plots.slots[mark.plot].table else {
            return String::new();
        };
        let mut words = format!(
            "{}  {} {}",
            self.cell_words(mark, &cell),
            number(amount),
            unit_word(table.unit, self.lang)
        );
        let of = |key: &str, base: i64| {
            let values = [("share", &*share_word(amount, base)), ("n", &*number(base))];
            self.lang.say_with(key, &values)
        };
        if mark.row.is_some() && mark.col.is_some() {
            words.push_str("  ");
            words.push_str(&of("plot.share_row", table.amount(mark.row, None)));
            words.push_str("  ");
            words.push_str(&of("plot.share_column", table.amount(None, mark.col)));
        }
        words.push_str("  ");
        words.push_str(&of("plot.share_all", table.base));
        words
    }
}
