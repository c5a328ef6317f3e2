//! The roster pane: names found as they are typed, and the card of one with its relations.

use super::{
    Effect,
    list::Cursor,
    views::{Card, Found},
};
use crate::{store::NameId, text::field::Field};

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

/// The pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RosterPane {
    /// What is looked for.
    pub query: Field,
    /// It is being typed.
    pub typing: bool,
    /// Rises with each query.
    pub generation: u64,
    /// The best names.
    pub hits: Vec<Found>,
    /// How many names there are in all.
    pub total: usize,
    /// Names are still being read.
    pub partial: bool,
    /// The cursor in the names.
    pub cursor: Cursor,
    /// The open card.
    pub open: Option<CardScreen>,
    /// The name whose form opens as soon as its card is there.
    pub then_edit: Option<NameId>,
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

    /// Orders the query to be answered.
    pub fn search(&mut self) -> Effect {
        self.generation += 1;
        Effect::FindNames {
            generation: self.generation,
            query: self.query.text().to_owned(),
        }
    }

    /// Takes an answer in; answers to older queries are dropped.
    pub fn take(
        &mut self,
        generation: u64,
        hits: Vec<Found>,
        total: usize,
        partial: bool,
        height: usize,
    ) {
        if generation != self.generation {
            return;
        }
        self.hits = hits;
        self.total = total;
        self.partial = partial;
        self.cursor.keep_in(self.hits.len(), height);
    }

    /// Types into the query.
    pub fn type_query(&mut self, text: &str) -> Effect {
        self.query.insert(text);
        self.cursor = Cursor::default();
        self.search()
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
        self.query.clear();
        self.cursor = Cursor::default();
        vec![self.search()]
    }
}
