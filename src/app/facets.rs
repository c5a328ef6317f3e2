//! How what the box of names finds divides: by list, level, town and honour, each part with its number.
//!
//! Counted only where they are seen and when typing rests, and taken in one by one as they come; those of the query
//! before stay until then. A part that is picked becomes a filter in the box. Invariant: a facet knows the query
//! that it is of.

use super::{
    Effect,
    effect::Timer,
    list::{Cursor, Step},
    roster::RosterPane,
};
use crate::figure::Field;

/// How long typing rests before anything is counted (`product.md` 9).
pub const REST_MS: u64 = 300;

/// What the names are divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetOf {
    /// The lists that they stand in.
    Lists,
    /// A field of people.
    People(Field),
}

/// Every facet, in the order in which they stand.
pub const FACETS: [FacetOf; 4] = [
    FacetOf::Lists,
    FacetOf::People(Field::Level),
    FacetOf::People(Field::HonourLevel),
    FacetOf::People(Field::Town),
];

/// A part of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetRow {
    /// Its name.
    pub name: String,
    /// The filter that lets it alone through.
    pub filter: String,
    /// How many records.
    pub count: u64,
}

/// How what was found divides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// By what.
    pub of: FacetOf,
    /// The parts.
    pub rows: Vec<FacetRow>,
    /// How many parts more there are.
    pub more: usize,
}

/// The facets of the box.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// As far as they are counted, each with the query that it is of.
    pub list: Vec<(u64, Facet)>,
    /// The query that they were ordered for last.
    ordered: u64,
    /// The cursor in the rows of all, while one is being picked.
    pub picking: Option<Cursor>,
}

impl Facets {
    /// Returns the rows of all facets.
    pub fn rows(&self) -> impl Iterator<Item = &FacetRow> {
        self.list.iter().flat_map(|(_, facet)| &facet.rows)
    }

    /// Moves the cursor, if one is being picked.
    pub fn step(&mut self, step: Step, height: usize) -> bool {
        let rows = self.rows().count();
        let Some(cursor) = &mut self.picking else {
            return false;
        };
        cursor.step(step, rows, height);
        true
    }
}

impl RosterPane {
    /// Orders to be woken when typing has rested, unless that was ordered for this query.
    pub fn await_facets(&mut self) -> Option<Effect> {
        if self.facets.ordered == self.generation {
            return None;
        }
        self.facets.ordered = self.generation;
        Some(Effect::Wake(Timer::CountFacets(self.generation), REST_MS))
    }

    /// Orders the facets of a query to be counted, if it is still the one.
    pub fn count_facets(&mut self, generation: u64) -> Option<Effect> {
        if generation != self.generation {
            return None;
        }
        self.facets.ordered = generation;
        let ask = self.ask();
        Some(Effect::CountFacets { generation, ask })
    }

    /// Takes a facet in; one of an older query is dropped.
    pub fn take_facet(&mut self, generation: u64, facet: Facet) {
        if generation != self.generation {
            return;
        }
        let list = &mut self.facets.list;
        match list.iter().position(|(_, own)| own.of == facet.of) {
            Some(at) => list[at] = (generation, facet),
            None => list.push((generation, facet)),
        }
        let rows = self.facets.rows().count();
        if let Some(cursor) = &mut self.facets.picking {
            cursor.keep_in(rows, usize::MAX);
        }
    }

    /// Begins to pick a part.
    pub fn pick_facet(&mut self) -> Option<Effect> {
        self.facets.picking = Some(Cursor::default());
        self.completion = None;
        let is_counted = self.facets.list.len() == FACETS.len()
            && (self.facets.list.iter()).all(|(of, _)| *of == self.generation);
        if is_counted {
            return None;
        }
        self.count_facets(self.generation)
    }

    /// Narrows the query to the part under the cursor.
    pub fn take_picked(&mut self) -> Vec<Effect> {
        let Some(cursor) = self.facets.picking.take() else {
            return Vec::new();
        };
        let Some(filter) = self
            .facets
            .rows()
            .nth(cursor.at)
            .map(|row| row.filter.clone())
        else {
            return Vec::new();
        };
        self.query.end();
        let text = self.query.text();
        let gap = if text.is_empty() || text.ends_with(char::is_whitespace) {
            ""
        } else {
            " "
        };
        self.query.insert(&format!("{gap}{filter} "));
        self.queried()
    }
}
