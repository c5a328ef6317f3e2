//! Lists narrowed by typing: every action (help and palette), and every place to go to.

use std::ops::Range;

use super::{Outcome, step_of};
use crate::{
    app::{
        Action, Effect,
        edit::edit_field,
        list::{Cursor, Step},
        model::Context,
        msg::{EditKey, PlaceKind},
        views::Place,
    },
    lang::Lang,
    search::{Query, contains, line_score},
    text::field::Field,
};

/// Actions narrowed by typing: those of the place one stood in come first.
#[derive(Clone, Debug, PartialEq)]
pub struct Finder {
    /// Every action, in the order shown before anything is typed.
    all: Vec<Action>,
    /// What is typed.
    pub field: Field,
    /// The actions left, best first, with the places of their label that were hit.
    pub found: Vec<(Action, Vec<Range<usize>>)>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl Finder {
    /// How many rows an action's sentence takes below the list; the longest of ours needs them at 80 columns.
    pub const TOLD_ROWS: usize = 2;

    /// Returns all actions, those of these places first.
    pub fn new(lang: Lang, here: &[Context]) -> Self {
        let mut all = Action::ALL.to_vec();
        let rank = |action: &Action| {
            let place = here.iter().position(|own| *own == action.context());
            place.unwrap_or(here.len())
        };
        all.sort_by_key(rank);
        let mut finder = Self {
            all,
            field: Field::default(),
            found: Vec::new(),
            cursor: Cursor::default(),
        };
        finder.narrow(lang);
        finder
    }

    fn narrow(&mut self, lang: Lang) {
        let query = Query::new(self.field.text());
        self.cursor = Cursor::default();
        if query.is_empty() {
            self.found = self
                .all
                .iter()
                .map(|action| (*action, Vec::new()))
                .collect();
            return;
        }
        // Both languages and the name of the keymap find an action; its help sentence last.
        let mut scored: Vec<(i32, usize, Action, Vec<Range<usize>>)> = Vec::new();
        for (at, action) in self.all.iter().enumerate() {
            let label = action.label(lang);
            let spans = contains(&query, label).unwrap_or_default();
            let names = [Lang::Zh, Lang::En].map(|lang| line_score(&query, action.label(lang)));
            let score = names
                .into_iter()
                .flatten()
                .chain(line_score(&query, action.name()))
                .max();
            let by_help = contains(&query, action.help(lang)).map(|_| i32::MIN);
            if let Some(score) = score.or(by_help) {
                scored.push((score, at, *action, spans));
            }
        }
        scored.sort_by_key(|(score, at, ..)| (std::cmp::Reverse(*score), *at));
        self.found = scored
            .into_iter()
            .map(|(_, _, action, spans)| (action, spans))
            .collect();
    }

    pub(super) fn typed(&mut self, text: &str, lang: Lang) -> Outcome {
        self.field.insert(text);
        self.narrow(lang);
        Outcome::STAY
    }

    pub(super) fn edit(&mut self, key: EditKey, lang: Lang, height: usize) -> Outcome {
        if let Some(step) = step_of_key(key) {
            self.step(step, height);
            return Outcome::STAY;
        }
        edit_field(&mut self.field, key);
        self.narrow(lang);
        Outcome::STAY
    }

    fn step(&mut self, step: Step, height: usize) {
        let height = height.saturating_sub(Self::TOLD_ROWS - 1);
        self.cursor.step(step, self.found.len(), height);
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.step(step, height);
            return Outcome::STAY;
        }
        match action {
            Action::Open => self
                .found
                .get(self.cursor.at)
                .map_or(Outcome::STAY, |(found, _)| Outcome::Run(*found)),
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}

/// Places narrowed by typing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoTo {
    /// What is typed.
    pub field: Field,
    /// Rises with each query.
    pub generation: u64,
    /// The query that the places found answer.
    pub answered: u64,
    /// The places found.
    pub found: Vec<Place>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl GoTo {
    /// Orders the query to be answered.
    pub fn search(&mut self) -> Effect {
        self.generation += 1;
        Effect::FindPlaces {
            generation: self.generation,
            query: self.field.text().to_owned(),
        }
    }

    /// Takes an answer in; answers to older queries are dropped.
    pub fn take(&mut self, generation: u64, kind: PlaceKind, found: Vec<Place>) {
        if generation != self.generation {
            return;
        }
        if self.answered != generation {
            self.answered = generation;
            self.found.clear();
            self.cursor = Cursor::default();
        }
        // Items stand before names, whoever answers first.
        match kind {
            PlaceKind::Items => {
                self.found.splice(0..0, found);
            }
            PlaceKind::Names => self.found.extend(found),
        }
    }

    pub(super) fn typed(&mut self, text: &str) -> Outcome {
        self.field.insert(text);
        Outcome::Stay(vec![self.search()])
    }

    pub(super) fn edit(&mut self, key: EditKey, height: usize) -> Outcome {
        if let Some(step) = step_of_key(key) {
            self.cursor.step(step, self.found.len(), height);
            return Outcome::STAY;
        }
        edit_field(&mut self.field, key);
        Outcome::Stay(vec![self.search()])
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.found.len(), height);
            return Outcome::STAY;
        }
        match action {
            Action::Open => self
                .found
                .get(self.cursor.at)
                .map_or(Outcome::STAY, |place| Outcome::Go(place.target.clone())),
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}

/// Returns the list step of a key that moves up or down in a one-line field.
pub fn step_of_key(key: EditKey) -> Option<Step> {
    Some(match key {
        EditKey::Up => Step::Up,
        EditKey::Down => Step::Down,
        EditKey::PageUp => Step::PageUp,
        EditKey::PageDown => Step::PageDown,
        _ => return None,
    })
}
