//! What is being counted by fields, in turns: each plot a range at a time, so that every one shows
//! something soon and orders are heard in between.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    super::{office::Office, pivots::Counting},
    Voice,
};
use crate::{
    app::Msg,
    figure::{Pivot, PivotTable},
    store::Result,
};

/// How often a table that is not whole is shown. Chosen by us: quicker is not seen better.
const SHOW_EVERY: Duration = Duration::from_millis(250);

/// What is to be counted: the generation, the place on the board, the question.
pub(super) type CountOrder = (u64, usize, Pivot);

struct Work {
    order: CountOrder,
    counting: Counting,
    mark: i64,
    shown: Option<Instant>,
}

/// Everything under way, and the whole tables of the store as it is.
#[derive(Default)]
pub(super) struct Countings {
    works: VecDeque<Work>,
    kept: Vec<(Pivot, Arc<PivotTable>)>,
    kept_of: i64,
}

impl Countings {
    /// Returns whether nothing is under way.
    pub(super) fn is_idle(&self) -> bool {
        self.works.is_empty()
    }

    /// Forgets what is under way.
    pub(super) fn stop(&mut self) {
        self.works.clear();
    }

    /// Begins; what is kept of the store as it stands is handed out at once.
    pub(super) fn begin(&mut self, office: &Office, order: CountOrder, voice: &Voice) {
        let generation = order.0;
        let begun = self.work_of(office, order, voice);
        match begun {
            Ok(work) => self.works.extend(work),
            Err(error) => {
                voice.complain(&error);
                voice.post(Msg::CountingStopped(generation));
            }
        }
    }

    fn work_of(
        &mut self,
        office: &Office,
        order: CountOrder,
        voice: &Voice,
    ) -> Result<Option<Work>> {
        let mark = office.store.change_mark()?;
        if self.kept_of != mark {
            self.kept.clear();
            self.kept_of = mark;
        }
        if let Some((_, table)) = self.kept.iter().find(|(own, _)| *own == order.2) {
            post(voice, &order, Arc::clone(table), 1_000);
            return Ok(None);
        }
        Ok(Some(Work {
            counting: Counting::of(office, order.2.clone())?,
            order,
            mark,
            shown: None,
        }))
    }

    /// Counts one range of the next plot in turn.
    pub(super) fn go_on(&mut self, office: &Office, voice: &Voice) {
        let Some(mut work) = self.works.pop_front() else {
            return;
        };
        if let Err(error) = work.counting.go_on(office) {
            voice.complain(&error);
            voice.post(Msg::CountingStopped(work.order.0));
            self.works.clear();
            return;
        }
        let whole = work.counting.is_whole();
        if whole || work.shown.is_none_or(|at| at.elapsed() >= SHOW_EVERY) {
            let table = Arc::new(work.counting.table());
            if whole && work.mark == self.kept_of {
                self.kept.push((work.order.2.clone(), Arc::clone(&table)));
            }
            post(voice, &work.order, table, work.counting.done());
            work.shown = Some(Instant::now());
        }
        if !whole {
            self.works.push_back(work);
        }
    }
}

fn post(voice: &Voice, (generation, at, _): &CountOrder, table: Arc<PivotTable>, done: u16) {
    voice.post(Msg::PivotCounted {
        generation: *generation,
        at: *at,
        table,
        done,
    });
}
