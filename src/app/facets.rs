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

    /// Returns every row with what it divides by.
    fn parts(&self) -> impl Iterator<Item = (FacetOf, &FacetRow)> {
        let all = self.list.iter();
        all.flat_map(|(_, facet)| facet.rows.iter().map(|row| (facet.of, row)))
    }

    /// Returns the row under the cursor.
    fn picked(&self) -> Option<(FacetOf, &FacetRow)> {
        self.parts().nth(self.picking?.at)
    }

    /// Returns where a part stands among the rows of all; the first of its facet when it is there no more.
    fn place_of(&self, of: FacetOf, filter: &str) -> Option<usize> {
        let same = self
            .parts()
            .position(|(own, row)| own == of && row.filter == filter);
        same.or_else(|| self.parts().position(|(own, _)| own == of))
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

    /// Takes a facet in; one of another query, or older than the one that is there, is dropped. The cursor stays on
    /// its part.
    pub fn take_facet(&mut self, generation: u64, facet: Facet) {
        if !self.is_asked(generation) {
            return;
        }
        let picked = self
            .facets
            .picked()
            .map(|(of, row)| (of, row.filter.clone()));
        let list = &mut self.facets.list;
        match list.iter_mut().find(|(_, own)| own.of == facet.of) {
            Some((of, _)) if *of > generation => return,
            Some(own) => *own = (generation, facet),
            None => list.push((generation, facet)),
        }
        let rows = self.facets.rows().count();
        let place = picked.and_then(|(of, filter)| self.facets.place_of(of, &filter));
        if let Some(cursor) = &mut self.facets.picking {
            cursor.at = place.unwrap_or(cursor.at);
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
        let filter = self.facets.picked().map(|(_, row)| row.filter.clone());
        self.facets.picking = None;
        let Some(filter) = filter else {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn facet(of: FacetOf, rows: &[&str]) -> Facet {
        let rows = rows.iter().map(|name| FacetRow {
            name: (*name).to_owned(),
            filter: format!("级别:{name}"),
            count: 1,
        });
        Facet {
            of,
            rows: rows.collect(),
            more: 0,
        }
    }

    fn picked(pane: &RosterPane) -> &str {
        &pane.facets.picked().unwrap().1.name
    }

    #[test]
    fn the_cursor_stays_on_its_part_whatever_is_counted_above_it() {
        let (level, town) = (FACETS[1], FACETS[3]);
        let mut pane = RosterPane::default();
        pane.search();
        pane.take_facet(1, facet(level, &["技师", "高级工"]));
        pane.take_facet(1, facet(town, &["云桥镇", "e\u{301}镇"]));
        pane.pick_facet();
        pane.facets.step(Step::Last, 9);
        assert_eq!(picked(&pane), "e\u{301}镇");
        pane.take_facet(1, facet(level, &["首席技师", "技师", "高级工"]));
        assert_eq!(picked(&pane), "e\u{301}镇");
        pane.take_facet(1, facet(level, &[]));
        assert_eq!(picked(&pane), "e\u{301}镇");
        // A part that is there no more gives way to the first of its facet.
        pane.take_facet(1, facet(town, &["新镇", "云桥镇"]));
        assert_eq!(picked(&pane), "新镇");
        pane.take_picked();
        assert_eq!(pane.query.text(), "级别:新镇 ");
    }

    #[test]
    fn what_was_counted_before_a_change_is_shown_until_it_is_counted_again() {
        let (level, town) = (FACETS[1], FACETS[3]);
        let mut pane = RosterPane::default();
        let names = |pane: &RosterPane| -> Vec<(u64, String)> {
            let list = pane.facets.list.iter();
            list.map(|(of, own)| (*of, own.rows[0].name.clone()))
                .collect()
        };
        pane.search();
        // The store changed, and the same is asked again.
        pane.search();
        pane.take_facet(1, facet(level, &["技师"]));
        assert_eq!(names(&pane), [(1, "技师".to_owned())]);
        pane.take_facet(2, facet(level, &["高级工"]));
        pane.take_facet(1, facet(level, &["技师"]));
        assert_eq!(names(&pane), [(2, "高级工".to_owned())]);
        // Another query is another matter.
        pane.type_query("z");
        pane.take_facet(2, facet(town, &["云桥镇"]));
        assert_eq!(names(&pane), [(2, "高级工".to_owned())]);
        pane.take(2, Vec::new(), 7, false, 9);
        assert_eq!(pane.total, 0);
    }
}
