//! The queue in memory: every row in order, so that any window of any filter is a key away.
//!
//! The list's rows come from the store once and follow every change after; the first window is read
//! straight from the store, so that the first frame waits for nothing.

use std::collections::HashSet;

use crate::{
    app::{
        effect::{QueueOrder, QueueQuestion},
        msg::QueueAnswer,
        views::{Place, Shown, Target},
    },
    domain::id::ProposalId,
    search::{Query, Rows, highlights},
    store::{QueueAsk, QueueRow, Result, Store, Window},
};

/// How many places `go to` offers of a kind.
const PLACES: usize = 20;

/// The queue's rows.
pub struct Lister {
    store: Box<dyn Store>,
    rows: Vec<Listed>,
    /// The rows' texts, made ready for filters.
    texts: Rows,
    loaded: bool,
    /// The places in `rows` that a filter and order give, of the last question.
    listed: Option<(String, QueueOrder, Vec<u32>)>,
}

/// A row with the number of its texts.
struct Listed {
    row: QueueRow,
    text: u32,
}

impl Lister {
    /// Opens the list over a reading connection.
    pub fn new(store: Box<dyn Store>) -> Self {
        Self {
            store,
            rows: Vec::new(),
            texts: Rows::default(),
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
        self.texts = Rows::default();
        let (rows, texts) = (&mut self.rows, &mut self.texts);
        self.store.each_queue_row(&mut |row| {
            let text = texts.push(texts_of(&row));
            rows.push(Listed { row, text });
        })?;
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
        let gone: HashSet<ProposalId> = ids.iter().copied().collect();
        self.rows.retain(|own| !gone.contains(&own.row.id));
        for row in changed {
            // The old texts stay behind unused until the list is read again.
            let text = self.texts.push(texts_of(&row));
            let at = self
                .rows
                .partition_point(|own| due_key(&own.row) < due_key(&row));
            self.rows.insert(at, Listed { row, text });
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
                .position(|at| self.rows[*at as usize].row.id == id)
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
                .map(|at| shown(&self.rows[*at as usize].row, &query))
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
        let mut texts = Rows::default();
        let numbers: Vec<u32> = page
            .rows
            .iter()
            .map(|row| texts.push(texts_of(row)))
            .collect();
        let filter = texts.filter(&query);
        let hit = page
            .rows
            .iter()
            .zip(numbers)
            .filter(|(_, number)| filter.hits(*number));
        let rows: Vec<Shown> = hit.map(|(row, _)| shown(row, &query)).collect();
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
        let filter = self.texts.filter(query);
        let hits = |at: &u32| filter.hits(self.rows[*at as usize].text);
        let mut places: Vec<u32> = match &self.listed {
            _ if query.is_empty() => (0..self.rows.len() as u32).collect(),
            // One more letter typed: only what was left can still be in.
            Some((before, order, left))
                if !before.is_empty()
                    && question.filter.starts_with(before.as_str())
                    && *order == question.order =>
            {
                left.iter().copied().filter(hits).collect()
            }
            _ => (0..self.rows.len() as u32).filter(hits).collect(),
        };
        let row = |at: &u32| &self.rows[*at as usize].row;
        match question.order {
            QueueOrder::Due => places.sort_unstable(),
            QueueOrder::Number => {
                places.sort_by_key(|at| (row(at).number.is_none(), row(at).number, row(at).id));
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
        let is_number = |own: &&Listed| number.is_some() && own.row.number == number;
        let filter = self.texts.filter(&query);
        let by_words = self
            .rows
            .iter()
            .filter(|own| !is_number(own) && filter.hits(own.text));
        let found = self
            .rows
            .iter()
            .filter(is_number)
            .chain(by_words)
            .take(PLACES);
        found
            .map(|own| {
                let number = own.row.number_printed.as_deref().unwrap_or("-");
                let name = format!("{number} {}", own.row.title);
                let spans = highlights(&query, &name);
                Place {
                    target: Target::Item(own.row.id),
                    name,
                    spans,
                    note: own.row.proposers.clone(),
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

/// Returns what a filter looks into.
fn texts_of(row: &QueueRow) -> [&str; 4] {
    [
        &row.title,
        &row.proposers,
        row.number_printed.as_deref().unwrap_or_default(),
        row.lead_unit.as_deref().unwrap_or_default(),
    ]
}

fn shown(row: &QueueRow, query: &Query) -> Shown {
    Shown {
        row: row.clone(),
        title_spans: highlights(query, &row.title),
        proposer_spans: highlights(query, &row.proposers),
    }
}
