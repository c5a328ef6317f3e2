//! What an action does in the roster.

use crate::{
    app::{
        Action, Effect, Model, Pane,
        effect::SaveWhat,
        name_box::Completion,
        overlay::{Overlay, step_of},
        record::Record,
        roster::OnlyOf,
    },
    domain::{
        craftsman::{HonourLevel, Person},
        employer::{EmployerKind, Firm},
        studio::Workshop,
    },
    search::{PAIRS, Sounds},
};

/// How many parts a page is. Chosen by us: about those of one field.
const FACET_PAGE: usize = 20;

impl Model {
    pub(super) fn ask_roster(&mut self, action: Action) -> Vec<Effect> {
        let height = self.list_height(Pane::Roster);
        if self.roster.facets.picking.is_some() {
            return self.pick_facet(action);
        }
        if action == Action::Facets {
            return self.open_facets();
        }
        if self.roster.typing {
            let tongue = crate::app::figure::tongue(self.lang);
            let is_stepped = |own: &Completion| own.is_stepped;
            match action {
                Action::Open if self.roster.completion.as_ref().is_some_and(is_stepped) => {
                    return self.roster.complete(tongue);
                }
                Action::Open => {
                    self.roster.typing = false;
                    self.roster.completion = None;
                }
                Action::Back if self.roster.completion.take().is_some() => {}
                Action::Back => {
                    self.roster.typing = false;
                    return self.roster.clear_query();
                }
                Action::Complete => return self.roster.complete(tongue),
                Action::SoundAlikes => return self.switch_sounds(),
                _ => {
                    if let Some(step) = step_of(action)
                        && !self.roster.step_offers(step)
                    {
                        self.roster
                            .cursor
                            .step(step, self.roster.hits.len(), height);
                    }
                }
            }
            return Vec::new();
        }
        if let Some(step) = step_of(action) {
            if let Some(open) = &mut self.roster.open {
                let rows = open.card.rows().len();
                open.cursor.step(step, rows, height);
                return Vec::new();
            }
            let known = self.roster.hits.len();
            self.roster.cursor.step(step, known, height);
            return self.roster.read_on(height).into_iter().collect();
        }
        if let Some(effects) = self.ask_card(action) {
            return effects;
        }
        match action {
            Action::Open => self
                .roster
                .target()
                .map(Effect::ReadCard)
                .into_iter()
                .collect(),
            Action::Back => self.back_in_roster(),
            Action::Filter => {
                self.roster.open = None;
                self.roster.trail.clear();
                self.roster.typing = true;
                let only = self.roster.only.take();
                only.map(|_| self.roster.search()).into_iter().collect()
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
                        Record::Employer(Box::new(Firm::named("", EmployerKind::Enterprise))),
                    ),
                };
                self.overlays.push(Overlay::form(
                    self.lang.say(title).to_owned(),
                    SaveWhat::New,
                    record,
                ));
                Vec::new()
            }
            Action::SoundAlikes => self.switch_sounds(),
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

    /// Opens the parts of what was found, to pick one as a filter.
    fn open_facets(&mut self) -> Vec<Effect> {
        if self.roster.open.is_some() || self.roster.only.is_some() {
            return Vec::new();
        }
        self.roster.pick_facet().into_iter().collect()
    }

    fn pick_facet(&mut self, action: Action) -> Vec<Effect> {
        let rows = self.roster.facets.rows().count();
        match action {
            Action::Open | Action::Complete => return self.roster.take_picked(),
            Action::Back | Action::Facets => self.roster.facets.picking = None,
            _ => {
                if let Some(step) = step_of(action) {
                    self.roster.facets.step(step, rows.min(FACET_PAGE));
                }
            }
        }
        Vec::new()
    }

    fn switch_sounds(&mut self) -> Vec<Effect> {
        let search = self.roster.switch_sounds();
        let says = match self.roster.sounds {
            Sounds::Exact => self.lang.say("roster.sounds_off").to_owned(),
            Sounds::Alike => self.lang.say_with("roster.sounds_on", &[("pairs", PAIRS)]),
        };
        self.done(says);
        vec![search]
    }

    /// Closes the topmost thing; records of the board shown alone lead back to it.
    fn back_in_roster(&mut self) -> Vec<Effect> {
        if self.roster.open.is_some() {
            return self.roster.back();
        }
        let Some(only) = self.roster.only.take() else {
            return self.roster.back();
        };
        let mut effects = vec![self.roster.search()];
        if let OnlyOf::Cell(_) = only.of {
            self.go(Pane::Board);
            effects.extend(self.reread_board());
        }
        effects
    }

    pub(super) fn edit_card(&mut self) -> Vec<Effect> {
        let Some(open) = &self.roster.open else {
            self.roster.then_edit = self.roster.target();
            let read = self.roster.then_edit.map(Effect::ReadCard);
            return read.into_iter().collect();
        };
        let record = open.card.record();
        let what = SaveWhat::Name(open.card.id(), open.card.version());
        let title = self.lang.say("form.edit_name").to_owned();
        self.overlays.push(Overlay::form(title, what, record));
        Vec::new()
    }
}
