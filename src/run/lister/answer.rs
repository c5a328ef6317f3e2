//! What the list answers: a window of a filter in an order, counts of many filters, places by name.

use std::{collections::HashSet, panic::resume_unwind, thread};

use super::{Listed, Lister, Listing, texts_of};
use crate::{
    app::{
        effect::{QueueOrder, QueueQuestion},
        filter::{Field, Filter},
        msg::QueueAnswer,
        views::{Place, Shown, Target},
    },
    domain::id::ProposalId,
    report::figures::Items,
    search::{Query, Rows, highlights},
    store::{QueueAsk, QueueRow, Result, Window},
};

/// From so many rows on, two threads filter. Measured: a thread starts in 0.1 ms, in which one filters
/// some thousands of rows. Tests, whose lists are short, go both ways.
const WORTH_TWO: usize = if cfg!(test) { 8 } else { 20_000 };

/// How many places `go to` offers of a kind.
const PLACES: usize = 20;

impl Lister {
    /// Answers a question with its window.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn answer(&mut self, question: &QueueQuestion) -> Result<QueueAnswer> {
        let filter = Filter::read(&question.filter, &self.rules.pack);
        if !self.loaded {
            return self.first_window(question, &filter);
        }
        let again = self.listed.as_ref().is_some_and(|listing| {
            listing.typed == question.filter
                && listing.order == question.order
                && listing.only == question.only
        });
        let shows = Shows::of(&filter);
        if !again {
            self.search_texts(&filter)?;
            let slots = self.list(&filter, question.only.as_ref(), question.order);
            self.listed = Some(Listing {
                typed: question.filter.clone(),
                filter,
                only: question.only.clone(),
                order: question.order,
                slots,
            });
        }
        let places = self
            .listed
            .as_ref()
            .map_or(&[][..], |listing| &listing.slots);
        // By its slot: a look at each row's number is a look at memory far away.
        let sought = question.find.and_then(|id| self.slots.get(&id));
        let found = sought.and_then(|slot| places.iter().position(|at| at == slot));
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
                .map(|at| shows.row(&self.rows[*at as usize].row))
                .collect(),
            total: places.len(),
            found,
            partial: false,
        })
    }

    fn first_window(&self, question: &QueueQuestion, filter: &Filter) -> Result<QueueAnswer> {
        let mut answer = QueueAnswer {
            generation: question.generation,
            partial: true,
            ..QueueAnswer::default()
        };
        // What fields ask of is not known yet.
        if filter.fields().next().is_some() || question.only.is_some() {
            return Ok(answer);
        }
        let page = self.store.queue_page(&QueueAsk {
            order: question.order,
            window: Window::First(question.count),
        })?;
        let query = filter.words();
        let mut texts = Rows::default();
        let numbers: Vec<u32> = page
            .rows
            .iter()
            .map(|row| texts.push(texts_of(row)))
            .collect();
        let words = texts.filter(&query);
        let hit = page
            .rows
            .iter()
            .zip(numbers)
            .filter(|(_, number)| words.hits(*number));
        let shows = Shows::of(filter);
        answer.rows = hit.map(|(row, _)| shows.row(row)).collect();
        answer.total = answer.rows.len();
        answer.partial = page.more_after;
        Ok(answer)
    }

    fn in_order(&self, order: QueueOrder) -> &[u32] {
        match order {
            QueueOrder::Due => &self.by_due,
            QueueOrder::Number => &self.by_number,
            QueueOrder::Newest => &self.by_newest,
        }
    }

    fn list(&self, filter: &Filter, only: Option<&Items>, order: QueueOrder) -> Vec<u32> {
        let all = self.in_order(order);
        if let Some(ids) = only {
            let slots = ids.iter().filter_map(|id| self.slots.get(id));
            let named: HashSet<u32> = slots.copied().collect();
            let mut slots = self.list(filter, None, order);
            slots.retain(|slot| named.contains(slot));
            return slots;
        }
        if filter.is_empty() {
            return all.to_vec();
        }
        let words = filter.words_typed();
        let from = match &self.listed {
            // One more letter typed: only what was left can still be in. A changed field may let
            // in what it kept out before.
            Some(before)
                if !before.filter.is_empty()
                    && before.only.is_none()
                    && before.order == order
                    && words.starts_with(&before.filter.words_typed())
                    && before.filter.fields().eq(filter.fields()) =>
            {
                &before.slots
            }
            _ => all,
        };
        let words = filter.words();
        let sieve = self.sieve(filter, &words);
        let sift = |slots: &[u32]| -> Vec<u32> {
            let passes = |slot: &u32| sieve.passes(*slot);
            slots.iter().copied().filter(passes).collect()
        };
        let (mut front, back) = in_two(from, sift);
        front.extend(back);
        front
    }

    /// Returns the items that a filter lets through, in no order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn passing(&mut self, filter: &Filter) -> Result<HashSet<ProposalId>> {
        self.search_texts(filter)?;
        let slots = self.list(filter, None, QueueOrder::Due);
        let id = |slot: u32| self.rows[slot as usize].row.id;
        Ok(slots.into_iter().map(id).collect())
    }

    /// Counts the rows that each filter lets through; each is counted once until something changes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn count(&mut self, filters: &[String]) -> Result<Vec<usize>> {
        let mut fresh: Vec<(&String, Filter)> = filters
            .iter()
            .filter(|typed| !self.counted.contains_key(*typed))
            .map(|typed| (typed, Filter::read(typed, &self.rules.pack)))
            .collect();
        fresh.dedup_by(|a, b| a.0 == b.0);
        for (_, filter) in &fresh {
            self.search_texts(filter)?;
        }
        let words: Vec<Query> = fresh.iter().map(|(_, filter)| filter.words()).collect();
        let sieves: Vec<_> = fresh
            .iter()
            .zip(&words)
            .map(|((_, filter), words)| self.sieve(filter, words))
            .collect();
        // Every filter asks of a row while the row is near.
        let count = |slots: &[u32]| -> Vec<usize> {
            let mut counts = vec![0; sieves.len()];
            for slot in slots {
                for (count, sieve) in counts.iter_mut().zip(&sieves) {
                    *count += usize::from(sieve.passes(*slot));
                }
            }
            counts
        };
        let (front, back) = in_two(&self.by_due, count);
        let mut counts = front;
        for (own, more) in counts.iter_mut().zip(back) {
            *own += more;
        }
        drop(sieves);
        for ((typed, _), count) in fresh.into_iter().zip(counts) {
            self.counted.insert(typed.clone(), count);
        }
        let known = |typed: &String| self.counted.get(typed).copied().unwrap_or(0);
        Ok(filters.iter().map(known).collect())
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

/// Works on both halves at once when that is worth a thread.
fn in_two<T: Send + Default>(slots: &[u32], work: impl Fn(&[u32]) -> T + Sync) -> (T, T) {
    if slots.len() < WORTH_TWO {
        return (work(slots), T::default());
    }
    let (front, back) = slots.split_at(slots.len() / 2);
    thread::scope(|scope| {
        let back = scope.spawn(|| work(back));
        let front = work(front);
        (
            front,
            back.join().unwrap_or_else(|panic| resume_unwind(panic)),
        )
    })
}

/// What is shown as hit in a row.
struct Shows {
    title: Query,
    proposers: Query,
}

impl Shows {
    fn of(filter: &Filter) -> Self {
        Self {
            title: filter.shown_in(Field::Title),
            proposers: filter.shown_in(Field::Proposer),
        }
    }

    fn row(&self, row: &QueueRow) -> Shown {
        Shown {
            row: row.clone(),
            title_spans: highlights(&self.title, &row.title),
            proposer_spans: highlights(&self.proposers, &row.proposers),
        }
    }
}
