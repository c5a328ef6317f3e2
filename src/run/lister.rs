//! The queue in memory: every row in order, so that any window of any filter is a key away.
//!
//! The list's rows come from the store once and follow every change after; the first window is read
//! straight from the store, so that the first frame waits for nothing.

mod alike;
mod answer;
mod facts;
mod order;
mod sift;
mod slots;
mod tally;

use std::collections::HashMap;

use chrono::NaiveDate;

use self::{
    facts::{DaysLeft, Facts, Words},
    order::{due_key, newest_key, number_key, put},
    sift::Found,
    slots::Slots,
    tally::Tally,
};
use crate::{
    app::{effect::QueueOrder, filter::Filter},
    domain::id::ProposalId,
    report::figures::Items,
    rules::Rules,
    search::{Rows, Titles},
    store::{QueueCounts, QueueRow, Result, Store},
};

/// The queue's rows.
pub struct Lister {
    store: Box<dyn Store>,
    /// The rows; a row keeps its slot for good.
    rows: Vec<Listed>,
    slots: Slots,
    /// The slots in each order, ready before anybody asks.
    by_due: Vec<u32>,
    by_number: Vec<u32>,
    by_newest: Vec<u32>,
    /// The rows' texts, made ready for filters.
    texts: Rows,
    /// The names of all proposers of each row.
    names: Rows,
    /// What filters ask of each slot.
    facts: Vec<Facts>,
    sections: Words,
    persons: Words,
    /// The day that the days left are counted from.
    today: NaiveDate,
    rules: Rules,
    /// The rows in numbers.
    tally: Tally,
    loaded: bool,
    /// The slots that a filter and order give, of the last question.
    listed: Option<Listing>,
    /// What stands in which texts, asked once a phrase until something changes.
    in_texts: HashMap<String, Found>,
    /// The titles of the first slots, for what is alike.
    titles: Titles,
    /// How many rows each filter lets through, until something changes.
    counted: HashMap<String, usize>,
}

/// A row with the numbers of its texts.
struct Listed {
    row: QueueRow,
    text: u32,
    names: u32,
}

/// What a question gave.
struct Listing {
    typed: String,
    filter: Filter,
    only: Option<Items>,
    order: QueueOrder,
    slots: Vec<u32>,
}

impl Lister {
    /// Opens the list over a reading connection.
    pub fn new(store: Box<dyn Store>) -> Self {
        Self {
            store,
            rows: Vec::new(),
            slots: Slots::default(),
            by_due: Vec::new(),
            by_number: Vec::new(),
            by_newest: Vec::new(),
            texts: Rows::default(),
            names: Rows::default(),
            facts: Vec::new(),
            sections: Words::default(),
            persons: Words::default(),
            today: NaiveDate::default(),
            rules: Rules::default(),
            tally: Tally::default(),
            loaded: false,
            listed: None,
            in_texts: HashMap::new(),
            titles: Titles::default(),
            counted: HashMap::new(),
        }
    }

    /// Takes the rules that days and class letters go by.
    pub fn go_by(&mut self, rules: Rules) {
        if self.rules != rules {
            self.rules = rules;
            self.reckon_days();
        }
    }

    /// Takes the day that filters stand on.
    pub fn stand_on(&mut self, today: NaiveDate) {
        if self.today != today {
            self.today = today;
            self.reckon_days();
        }
    }

    fn reckon_days(&mut self) {
        let mut left = DaysLeft::from(self.today, &self.rules.calendar);
        for (own, facts) in self.rows.iter().zip(&mut self.facts) {
            left.fill(&own.row, facts);
        }
        self.forget_answers();
    }

    /// Forgets what was answered before something changed.
    fn forget_answers(&mut self) {
        self.listed = None;
        self.in_texts.clear();
        self.counted.clear();
    }

    /// Reads every row.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load(&mut self) -> Result<()> {
        self.rows.clear();
        self.slots.clear();
        self.facts.clear();
        self.texts = Rows::default();
        self.names = Rows::default();
        self.titles = Titles::default();
        self.sections = Words::default();
        self.persons = Words::default();
        self.tally = Tally::default();
        let nobody = self.names.push([]);
        let (rows, slots, texts) = (&mut self.rows, &mut self.slots, &mut self.texts);
        self.store.each_queue_row(&mut |row| {
            let text = texts.push(texts_of(&row));
            slots.insert(row.id, rows.len() as u32);
            rows.push(Listed {
                row,
                text,
                names: nobody,
            });
        })?;
        self.store.each_proposers(&mut |id, names| {
            if let Some(slot) = self.slots.get(&id) {
                let names = self.names.push(names.iter().map(String::as_str));
                self.rows[*slot as usize].names = names;
            }
        })?;
        for own in &self.rows {
            let facts = Facts::of(&own.row, &mut self.sections, &mut self.persons);
            self.facts.push(facts);
            self.tally.add(&own.row);
        }
        // The store hands the rows out in the order of their due days.
        self.by_due = (0..self.rows.len() as u32).collect();
        self.by_number.clone_from(&self.by_due);
        self.by_newest.clone_from(&self.by_due);
        let row = |slot: &u32| &self.rows[*slot as usize].row;
        self.by_number
            .sort_unstable_by_key(|slot| number_key(row(slot)));
        self.by_newest
            .sort_unstable_by_key(|slot| newest_key(row(slot)));
        self.loaded = true;
        self.reckon_days();
        Ok(())
    }

    /// Returns whether every row has been read.
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Returns the queue in numbers: of the rows read, or as the store counts them before.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn counts(&self) -> Result<QueueCounts> {
        if self.loaded {
            Ok(self.tally.counts())
        } else {
            self.store.queue_counts()
        }
    }

    /// Reads changed items again and puts them into their places.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow(&mut self, ids: &[ProposalId]) -> Result<()> {
        if !self.loaded || ids.is_empty() {
            return Ok(());
        }
        let changed = self.store.queue_rows(ids)?;
        let mut proposers = Vec::with_capacity(changed.len());
        for row in &changed {
            let kept = self.store.proposal(row.id)?;
            proposers.push(kept.map(|kept| kept.value.proposers).unwrap_or_default());
        }
        // A truth a slot: hashing every slot of three orders takes longer than a key may.
        let mut gone = vec![false; self.rows.len()];
        for slot in ids.iter().filter_map(|id| self.slots.remove(id)) {
            gone[slot as usize] = true;
            self.tally.remove(&self.rows[slot as usize].row);
        }
        for order in [&mut self.by_due, &mut self.by_number, &mut self.by_newest] {
            order.retain(|slot| !gone[*slot as usize]);
        }
        let mut left = DaysLeft::from(self.today, &self.rules.calendar);
        for (row, proposers) in changed.into_iter().zip(proposers) {
            // What a changed row was stays behind in its old slot until the list is read again.
            let slot = self.rows.len() as u32;
            let rows = &self.rows;
            put(&mut self.by_due, slot, rows, &row, due_key);
            put(&mut self.by_number, slot, rows, &row, number_key);
            put(&mut self.by_newest, slot, rows, &row, newest_key);
            self.slots.insert(row.id, slot);
            let text = self.texts.push(texts_of(&row));
            let names = proposers.iter().map(|own| own.name.as_str());
            let names = self.names.push(names);
            let mut facts = Facts::of(&row, &mut self.sections, &mut self.persons);
            left.fill(&row, &mut facts);
            self.facts.push(facts);
            self.tally.add(&row);
            self.rows.push(Listed { row, text, names });
        }
        self.forget_answers();
        Ok(())
    }
}

/// Returns what a filter looks into.
fn texts_of(row: &QueueRow) -> [&str; 4] {
    [
        &row.title,
        &row.proposers,
        row.number_printed.as_deref().unwrap_or_default(),
        row.lead_unit.as_deref().unwrap_or_default(),
    ]
}
#[cfg(test)]
mod tests;
