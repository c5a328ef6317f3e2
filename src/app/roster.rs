//! The roster pane: names found as they are typed, and the card of one with its relations.

use super::{
    Effect,
    effect::NameAsk,
    ending::Endings,
    facets::Facets,
    list::Cursor,
    name_box::{Completion, Heard},
    views::{Card, Found},
};
use crate::{figure::PivotCell, search::Sounds, store::NameId, text::field::Field};

/// An open card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardScreen {
    /// The card.
    pub card: Box<Card>,
    /// The cursor in its rows.
    pub cursor: Cursor,
    /// Private fields are shown.
    pub reveals: bool,
}

/// Records shown alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlyNames {
    /// The cell in words.
    pub name: String,
    /// What they are the records of.
    pub of: OnlyOf,
}

/// What records are shown alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnlyOf {
    /// Those that a cell of the board counts.
    Cell(PivotCell),
    /// Those of which something ends soon or went beyond a cap.
    Ending,
}

/// How many records of a cell are read at once.
const CELL_PAGE: usize = 500;

/// The pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RosterPane {
    /// What is looked for.
    pub query: Field,
    /// It is being typed.
    pub typing: bool,
    /// How names are heard.
    pub sounds: Sounds,
    /// What became of the filters in it.
    pub heard: Heard,
    /// What may be typed next.
    pub completion: Option<Completion>,
    /// Rises with each query.
    pub generation: u64,
    /// The first query of what is asked now, which is asked again whenever the store changed.
    since: u64,
    /// What is asked now.
    asked: (NameAsk, Option<OnlyOf>),
    /// Only the records of a cell of the board, if one was opened.
    pub only: Option<OnlyNames>,
    /// The best names.
    pub hits: Vec<Found>,
    /// How many names there are in all.
    pub total: usize,
    /// Names are still being read.
    pub partial: bool,
    /// How many records of the cell were known when more were asked for.
    asked_after: usize,
    /// How what was found divides.
    pub facets: Facets,
    /// The cursor in the names.
    pub cursor: Cursor,
    /// The open card.
    pub open: Option<CardScreen>,
    /// The name whose form opens as soon as its card is there.
    pub then_edit: Option<NameId>,
    /// How much ends soon or went beyond a cap, once counted.
    pub ending: Option<Endings>,
    /// How many tables were looked at.
    pub tables: u64,
    /// The cards that led here, the latest last.
    pub trail: Vec<(NameId, String)>,
}

impl RosterPane {
    /// Returns the name under the cursor.
    pub fn current(&self) -> Option<&Found> {
        self.hits.get(self.cursor.at)
    }

    /// Returns whose record acts go to: the open card's, or the one under the cursor.
    pub fn target(&self) -> Option<NameId> {
        match &self.open {
            Some(open) => Some(open.card.id()),
            None => self.current().map(|found| found.id),
        }
    }

    /// Orders the query to be answered, or the records of the opened cell to be read as far as they are
    /// known.
    pub fn search(&mut self) -> Effect {
        self.generation += 1;
        let asked = (self.ask(), self.only.as_ref().map(|only| only.of.clone()));
        if self.asked != asked {
            self.asked = asked;
            self.since = self.generation;
        }
        match self.only.as_ref().map(|only| &only.of) {
            Some(OnlyOf::Cell(cell)) => {
                return Effect::ReadCell {
                    generation: self.generation,
                    cell: Box::new(cell.clone()),
                    after: 0,
                    limit: self.hits.len().max(CELL_PAGE),
                };
            }
            Some(OnlyOf::Ending) => return Effect::ReadEnding(self.generation),
            None => {}
        }
        Effect::FindNames {
            generation: self.generation,
            ask: self.ask(),
        }
    }

    /// Tells whether a query asks what is asked now, be it before a change: what it found is worth showing until
    /// the newest is answered, which may take longer than another process takes to write again.
    pub fn is_asked(&self, generation: u64) -> bool {
        (self.since..=self.generation).contains(&generation)
    }

    /// Returns what the box asks for.
    pub fn ask(&self) -> NameAsk {
        NameAsk {
            typed: self.query.text().to_owned(),
            sounds: self.sounds,
        }
    }

    /// Takes an answer in; answers to other queries are dropped.
    pub fn take(
        &mut self,
        generation: u64,
        hits: Vec<Found>,
        total: usize,
        partial: bool,
        height: usize,
    ) {
        if !self.is_asked(generation) {
            return;
        }
        self.hits = hits;
        self.total = total;
        self.partial = partial;
        self.heard = Heard::Answered;
        self.cursor.keep_in(self.hits.len(), height);
    }

    /// Orders more of the opened cell's records when the cursor comes near the last one that is known.
    pub fn read_on(&mut self, height: usize) -> Option<Effect> {
        let OnlyOf::Cell(cell) = &self.only.as_ref()?.of else {
            return None;
        };
        let last = self.hits.last().filter(|_| self.partial)?;
        if self.asked_after == self.hits.len() || self.cursor.at + 2 * height < self.hits.len() {
            return None;
        }
        self.asked_after = self.hits.len();
        Some(Effect::ReadCell {
            generation: self.generation,
            cell: Box::new(cell.clone()),
            after: last.id.row(),
            limit: CELL_PAGE,
        })
    }

    /// Takes records of the opened cell in, behind those that are known or in their place.
    pub fn take_cell(
        &mut self,
        generation: u64,
        after: i64,
        hits: Vec<Found>,
        is_last: bool,
        height: usize,
    ) {
        if generation != self.generation {
            return;
        }
        if after == 0 {
            self.hits = hits;
        } else {
            self.hits.extend(hits);
        }
        self.asked_after = 0;
        self.partial = !is_last;
        let known = self.hits.len();
        self.total = if is_last {
            known
        } else {
            self.total.max(known)
        };
        self.cursor.keep_in(known, height);
    }

    /// Types into the query.
    pub fn type_query(&mut self, text: &str) -> Vec<Effect> {
        self.query.insert(text);
        self.queried()
    }

    /// Follows a relation of the card.
    pub fn follow(&mut self, at: usize) -> Option<Effect> {
        let open = self.open.as_ref()?;
        let link = open.card.links.get(at)?;
        self.trail
            .push((open.card.id(), open.card.name().to_owned()));
        Some(Effect::ReadCard(link.to))
    }

    /// Closes the topmost thing: a card goes back to the one that led to it.
    pub fn back(&mut self) -> Vec<Effect> {
        if let Some((id, _)) = self.trail.pop() {
            return vec![Effect::ReadCard(id)];
        }
        if self.open.take().is_some() {
            return Vec::new();
        }
        if self.query.text().is_empty() {
            return Vec::new();
        }
        self.clear_query()
    }
}
