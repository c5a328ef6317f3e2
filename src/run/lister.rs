//! The queue in memory: every row in order, so that any window of any filter is a key away.
//!
//! The list's rows come from the store once and follow every change after; the first window is read
//! straight from the store, so that the first frame waits for nothing.

use std::ops::Range;

use crate::{
    app::{
        effect::{QueueOrder, QueueQuestion},
        msg::QueueAnswer,
        views::{Place, Shown, Target},
    },
    domain::id::ProposalId,
    search::{Query, contains},
    store::{QueueAsk, QueueRow, Result, Store, Window},
};

/// How many places `go to` offers of a kind.
const PLACES: usize = 20;

/// The queue's rows.
pub struct Lister {
    store: Box<dyn Store>,
    rows: Vec<QueueRow>,
    loaded: bool,
    /// The places in `rows` that a filter and order give, of the last question.
    listed: Option<(String, QueueOrder, Vec<u32>)>,
}

impl Lister {
    /// Opens the list over a reading connection.
    pub fn new(store: Box<dyn Store>) -> Self {
        Self {
            store,
            rows: Vec::new(),
            loaded: false,
            listed: None,
        }
    }

    /// Reads every row.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load(&mut self) -> Result<()> {
        self.rows.clear();
        let rows = &mut self.rows;
        self.store.each_queue_row(&mut |row| rows.push(row))?;
        self.loaded = true;
        self.listed = None;
        Ok(())
    }

    /// Returns whether every row has been read.
    pub fn is_loaded(&self) -> bool {
        self.loaded
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
        self.rows.retain(|row| !ids.contains(&row.id));
        for row in changed {
            let at = self
                .rows
                .partition_point(|own| due_key(own) < due_key(&row));
            self.rows.insert(at, row);
        }
        self.listed = None;
        Ok(())
    }

    /// Answers a question with its window.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn answer(&mut self, question: &QueueQuestion) -> Result<QueueAnswer> {
        if !self.loaded {
            return self.first_window(question);
        }
        let query = Query::new(&question.filter);
        let again = self.listed.as_ref().is_some_and(|(filter, order, _)| {
            *filter == question.filter && *order == question.order
        });
        if !again {
            let listed = self.list(&query, question);
            self.listed = Some((question.filter.clone(), question.order, listed));
        }
        let places = self
            .listed
            .as_ref()
            .map_or(&[][..], |(_, _, places)| places);
        let found = question.find.and_then(|id| {
            places
                .iter()
                .position(|at| self.rows[*at as usize].id == id)
        });
        let from = match found {
            Some(at) if !(question.from..question.from + question.count).contains(&at) => {
                at.saturating_sub(question.count / 2)
            }
            _ => question.from,
        };
        let from = from.min(places.len().saturating_sub(question.count));
        let end = (from + question.count).min(places.len());
        Ok(QueueAnswer {
            generation: question.generation,
            from,
            rows: places[from..end]
                .iter()
                .map(|at| shown(&self.rows[*at as usize], &query))
                .collect(),
            total: places.len(),
            found,
            partial: false,
        })
    }

    fn first_window(&self, question: &QueueQuestion) -> Result<QueueAnswer> {
        let page = self.store.queue_page(&QueueAsk {
            order: question.order,
            window: Window::First(question.count),
        })?;
        let query = Query::new(&question.filter);
        let rows: Vec<Shown> = page
            .rows
            .iter()
            .filter(|row| query.is_empty() || spans(row, &query).is_some())
            .map(|row| shown(row, &query))
            .collect();
        Ok(QueueAnswer {
            generation: question.generation,
            from: 0,
            total: rows.len(),
            rows,
            found: None,
            partial: page.more_after,
        })
    }

    fn list(&self, query: &Query, question: &QueueQuestion) -> Vec<u32> {
        let all = 0..self.rows.len() as u32;
        let mut places: Vec<u32> = if query.is_empty() {
            all.collect()
        } else {
            match &self.listed {
                // One more letter typed: only what was left can still be in.
                Some((filter, order, left))
                    if !filter.is_empty()
                        && question.filter.starts_with(filter.as_str())
                        && *order == question.order =>
                {
                    left.iter()
                        .copied()
                        .filter(|at| spans(&self.rows[*at as usize], query).is_some())
                        .collect()
                }
                _ => all
                    .filter(|at| spans(&self.rows[*at as usize], query).is_some())
                    .collect(),
            }
        };
        let row = |at: &u32| &self.rows[*at as usize];
        match question.order {
            QueueOrder::Due => places.sort_unstable(),
            QueueOrder::Number => {
                places.sort_by_key(|at| (row(at).number.is_none(), row(at).number, row(at).id))
            }
            QueueOrder::Newest => places.sort_by_key(|at| std::cmp::Reverse(row(at).id)),
        }
        places
    }

    /// Finds items by number, title or proposer.
    pub fn places(&self, typed: &str) -> Vec<Place> {
        let query = Query::new(typed);
        if query.is_empty() {
            return Vec::new();
        }
        let number: Option<u32> = typed.trim().parse().ok();
        let by_number = self
            .rows
            .iter()
            .filter(|row| number.is_some() && row.number == number);
        let by_words = self
            .rows
            .iter()
            .filter(|row| row.number != number || number.is_none())
            .filter(|row| spans(row, &query).is_some());
        by_number
            .chain(by_words)
            .take(PLACES)
            .map(|row| {
                let name = format!(
                    "{} {}",
                    row.number_printed.as_deref().unwrap_or("-"),
                    row.title
                );
                let spans = contains(&query, &name).unwrap_or_default();
                Place {
                    target: Target::Item(row.id),
                    name,
                    spans,
                }
            })
            .collect()
    }
}

/// The order of [`QueueOrder::Due`], as the store has it.
fn due_key(row: &QueueRow) -> (u8, Option<chrono::NaiveDate>, std::cmp::Reverse<u8>, i64) {
    let projection = &row.projection;
    let rank = match (projection.state.is_open(), projection.due) {
        (true, Some(_)) => 0,
        (true, None) => 1,
        (false, _) => 2,
    };
    let due = if rank == 0 {
        projection.due.map(|(day, _)| day)
    } else {
        None
    };
    (
        rank,
        due,
        std::cmp::Reverse(projection.state.progress()),
        row.id.0,
    )
}

type Spans = Vec<Range<usize>>;

/// Returns what a filter hits in a row; a row is hit when its title, its proposers, its lead unit or
/// its number is.
fn spans(row: &QueueRow, query: &Query) -> Option<(Spans, Spans)> {
    let title = contains(query, &row.title);
    let proposers = contains(query, &row.proposers);
    let other = || {
        let number = row
            .number_printed
            .as_deref()
            .and_then(|number| contains(query, number));
        number.or_else(|| {
            row.lead_unit
                .as_deref()
                .and_then(|unit| contains(query, unit))
        })
    };
    if title.is_none() && proposers.is_none() {
        other()?;
    }
    Some((title.unwrap_or_default(), proposers.unwrap_or_default()))
}

fn shown(row: &QueueRow, query: &Query) -> Shown {
    let (title_spans, proposer_spans) = if query.is_empty() {
        Default::default()
    } else {
        spans(row, query).unwrap_or_default()
    };
    Shown {
        row: row.clone(),
        title_spans,
        proposer_spans,
    }
}
