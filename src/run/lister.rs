//! The queue in memory: every row in order, so that any window of any filter is a key away.
//!
//! The list's rows come from the store once and follow every change after; the first window is read
//! straight from the store, so that the first frame waits for nothing.

use std::{
    collections::{HashMap, HashSet},
    panic::resume_unwind,
    thread,
};

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

/// From so many rows on, two threads filter. Measured: a thread starts in 0.1 ms, in which one filters
/// some thousands of rows.
const WORTH_TWO: usize = 20_000;

/// How many places `go to` offers of a kind.
const PLACES: usize = 20;

/// The queue's rows.
pub struct Lister {
    store: Box<dyn Store>,
    /// The rows; a row keeps its slot for good.
    rows: Vec<Listed>,
    slots: HashMap<ProposalId, u32>,
    /// The slots in each order, ready before anybody asks.
    by_due: Vec<u32>,
    by_number: Vec<u32>,
    by_newest: Vec<u32>,
    /// The rows' texts, made ready for filters.
    texts: Rows,
    loaded: bool,
    /// The slots that a filter and order give, of the last question.
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
            slots: HashMap::new(),
            by_due: Vec::new(),
            by_number: Vec::new(),
            by_newest: Vec::new(),
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
        self.slots.clear();
        self.texts = Rows::default();
        let (rows, slots, texts) = (&mut self.rows, &mut self.slots, &mut self.texts);
        self.store.each_queue_row(&mut |row| {
            let text = texts.push(texts_of(&row));
            slots.insert(row.id, rows.len() as u32);
            rows.push(Listed { row, text });
        })?;
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
        let gone: HashSet<u32> = ids.iter().filter_map(|id| self.slots.remove(id)).collect();
        for order in [&mut self.by_due, &mut self.by_number, &mut self.by_newest] {
            order.retain(|slot| !gone.contains(slot));
        }
        for row in changed {
            // What a changed row was stays behind in its old slot until the list is read again.
            let slot = self.rows.len() as u32;
            let rows = &self.rows;
            put(&mut self.by_due, slot, rows, &row, due_key);
            put(&mut self.by_number, slot, rows, &row, number_key);
            put(&mut self.by_newest, slot, rows, &row, newest_key);
            self.slots.insert(row.id, slot);
            let text = self.texts.push(texts_of(&row));
            self.rows.push(Listed { row, text });
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
        let all = match question.order {
            QueueOrder::Due => &self.by_due,
            QueueOrder::Number => &self.by_number,
            QueueOrder::Newest => &self.by_newest,
        };
        if query.is_empty() {
            return all.clone();
        }
        let from = match &self.listed {
            // One more letter typed: only what was left can still be in.
            Some((before, order, left))
                if !before.is_empty()
                    && question.filter.starts_with(before.as_str())
                    && *order == question.order =>
            {
                left
            }
            _ => all,
        };
        let filter = self.texts.filter(query);
        let rows = &self.rows;
        let sift = |slots: &[u32]| -> Vec<u32> {
            let hits = |slot: &u32| filter.hits(rows[*slot as usize].text);
            slots.iter().copied().filter(hits).collect()
        };
        if from.len() < WORTH_TWO {
            return sift(from);
        }
        let (front, back) = from.split_at(from.len() / 2);
        thread::scope(|scope| {
            let back = scope.spawn(|| sift(back));
            let mut slots = sift(front);
            slots.extend(back.join().unwrap_or_else(|panic| resume_unwind(panic)));
            slots
        })
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
        let listed = || self.by_due.iter().map(|slot| &self.rows[*slot as usize]);
        let by_words = listed().filter(|own| !is_number(own) && filter.hits(own.text));
        let found = listed().filter(is_number).chain(by_words).take(PLACES);
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

/// Puts a row's slot where the order has it.
fn put<K: Ord>(
    order: &mut Vec<u32>,
    slot: u32,
    rows: &[Listed],
    row: &QueueRow,
    key: fn(&QueueRow) -> K,
) {
    let at = order.partition_point(|own| key(&rows[*own as usize].row) < key(row));
    order.insert(at, slot);
}

/// The order of [`QueueOrder::Number`], as the store has it.
fn number_key(row: &QueueRow) -> (bool, Option<u32>, i64) {
    (row.number.is_none(), row.number, row.id.0)
}

/// The order of [`QueueOrder::Newest`], as the store has it.
fn newest_key(row: &QueueRow) -> std::cmp::Reverse<i64> {
    std::cmp::Reverse(row.id.0)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::event::EventKind,
        run::{
            clock::Clock,
            maker::{MakeAsk, make},
            office::Office,
        },
        store::sqlite::SqliteStore,
    };

    #[test]
    fn a_list_that_followed_changes_is_the_list_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let open = || -> Box<dyn Store> { Box::new(SqliteStore::open(&path).unwrap()) };
        let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 21)
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap();
        let mut office = Office::open(open(), Clock::Moment(now), "tester".into()).unwrap();
        let ask = MakeAsk {
            workers: 0,
            proposals: 60,
            seed: 5,
            today: now.date(),
        };
        make(&mut office, &ask, &mut |_, _| {}).unwrap();
        let mut followed = Lister::new(open());
        followed.load().unwrap();
        let ids: Vec<ProposalId> = followed.rows.iter().map(|own| own.row.id).collect();
        for (at, id) in ids.iter().enumerate().filter(|(at, _)| at % 7 == 0) {
            let kinds = [
                EventKind::Sent,
                EventKind::Withdrawn,
                EventKind::RatedUnsatisfied,
                EventKind::Drafted,
            ];
            let seen = office.store.proposal(*id).unwrap().unwrap().version;
            let fact = office.fact(kinds[at / 7 % kinds.len()], None);
            office.append(*id, seen, fact).unwrap();
            followed.follow(&[*id]).unwrap();
        }
        let mut anew = Lister::new(open());
        anew.load().unwrap();
        for order in [QueueOrder::Due, QueueOrder::Number, QueueOrder::Newest] {
            for filter in ["", "jian", "建议", "zzzz"] {
                let question = QueueQuestion {
                    generation: 1,
                    filter: filter.into(),
                    order,
                    from: 0,
                    count: 100,
                    find: Some(ids[3]),
                };
                assert_eq!(
                    followed.answer(&question).unwrap(),
                    anew.answer(&question).unwrap(),
                    "{order:?} {filter}"
                );
            }
        }
    }
}
