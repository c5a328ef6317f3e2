//! The board pane: the figures, the cursor among their marks, and what a mark opens.
//!
//! Figures are computed off the key path and stay until something changes; a mark keeps the items
//! behind it, so that opening one shows exactly what was counted.

mod place;
mod plots;

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::list::Step;
use crate::{
    domain::id::ProposalId,
    lang::Lang,
    report::{Figures, RateKind, figures::Items},
};
pub use place::{
    BLOCK_COLS, BURN_ROWS, Block, BlockKind, DAY_COLS, Placed, SCALE_COLS, Sheet, WEEK_COLS,
    counted_cols, sheet,
};
pub use plots::{CellMark, Count, Page, Plots, Slot, plot_sheet};

/// Something on the board that opens its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// What is late.
    Late,
    /// What is due on a day of the calendar.
    Day(usize),
    /// What is due after the calendar.
    Later,
    /// What counts for a rate.
    Hits(RateKind),
    /// What is in a rate's base and does not count.
    Misses(RateKind),
    /// What was open in a week of this year.
    Now(usize),
    /// What was open in the same week last year.
    Before(usize),
    /// A section's open items.
    Section(usize),
    /// Items in a state.
    State(usize),
    /// The year's answered items of a class.
    Class(usize),
    /// The year's answered items of a rating.
    Rating(usize),
    /// A cell of a plot of the roster; nothing of it is an item.
    Cell(CellMark),
}

/// A way to move among the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// The pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardPane {
    /// The figures, once read.
    pub figures: Option<Arc<Figures>>,
    /// Something changed since they were asked for.
    pub stale: bool,
    /// The mark under the cursor; none: the first.
    pub at: Option<Mark>,
    /// The first row of the sheet on screen.
    pub top: usize,
    /// Which page is shown.
    pub page: Page,
    /// The mark and the first row of the other page.
    pub other: (Option<Mark>, usize),
    /// The page of the roster.
    pub plots: Plots,
}

/// What a mark leads to in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// A filter says it.
    Filter(String),
    /// No filter can: these items.
    Items(Items),
}

impl BoardPane {
    /// Returns the mark under the cursor.
    pub fn mark(&self, sheet: &Sheet) -> Option<Mark> {
        let kept = self.at.filter(|mark| sheet.find(*mark).is_some());
        kept.or_else(|| sheet.marks.first().map(|own| own.mark))
    }

    /// Moves the cursor and keeps it on screen.
    pub fn step(&mut self, way: Way, sheet: &Sheet, height: usize) {
        let Some(here) = self.mark(sheet).and_then(|mark| sheet.find(mark)) else {
            return;
        };
        let next = sheet.next(here, way).unwrap_or(here);
        self.at = Some(next.mark);
        self.keep_in(sheet, height);
    }

    /// Moves the cursor as in any list: by half screens, to the first mark, to the last.
    pub fn leap(&mut self, step: Step, sheet: &Sheet, height: usize) {
        match step {
            Step::Down => return self.step(Way::Down, sheet, height),
            Step::Up => return self.step(Way::Up, sheet, height),
            Step::First => self.at = sheet.marks.first().map(|own| own.mark),
            Step::Last => self.at = sheet.last(),
            Step::PageDown | Step::PageUp => {
                let way = if step == Step::PageDown {
                    Way::Down
                } else {
                    Way::Up
                };
                for _ in 0..(height / 2).max(1) {
                    self.step(way, sheet, height);
                }
            }
        }
        self.keep_in(sheet, height);
    }

    /// Scrolls so that the mark under the cursor and its block's title are on screen.
    pub fn keep_in(&mut self, sheet: &Sheet, height: usize) {
        let height = height.max(1);
        if let Some(own) = self.mark(sheet).and_then(|mark| sheet.find(mark)) {
            let y = usize::from(own.y);
            let head = usize::from(sheet.block(own.block).y);
            // The title too, when both fit.
            let from = if y - head < height { head } else { y };
            if from < self.top {
                self.top = from;
            } else if y >= self.top + height {
                self.top = if y - from < height / 2 {
                    from
                } else {
                    y + 1 - height / 2
                };
            }
        }
        self.top = self.top.min(usize::from(sheet.rows).saturating_sub(height));
    }
}

/// Returns the items behind a mark.
pub fn items(figures: &Figures, mark: Mark) -> Items {
    let of = |ids: &[ProposalId]| Items::from(ids);
    let rate = |kind: RateKind| figures.rates.iter().find(|(own, _)| *own == kind);
    let found = match mark {
        Mark::Late => Some(figures.late.clone()),
        Mark::Later => Some(figures.later.clone()),
        Mark::Day(at) => figures.days.get(at).cloned(),
        Mark::Hits(kind) => rate(kind).map(|(_, share)| of(&share.hits)),
        Mark::Misses(kind) => rate(kind).map(|(_, share)| of(&share.misses)),
        Mark::Now(week) => figures.burn.get(week).and_then(|own| own.now.clone()),
        Mark::Before(week) => figures.burn.get(week).map(|own| own.before.clone()),
        Mark::Section(at) => figures.sections.get(at).map(|own| own.1.clone()),
        Mark::State(at) => figures.states.get(at).map(|own| own.1.clone()),
        Mark::Class(at) => figures.classes.get(at).map(|own| own.1.clone()),
        Mark::Rating(at) => figures.ratings.get(at).map(|own| own.1.clone()),
        Mark::Cell(_) => None,
    };
    found.unwrap_or_default()
}

/// Returns what a mark leads to: a filter that a clerk can read and change, where one says it.
pub fn lead(figures: &Figures, mark: Mark) -> Lead {
    let today = figures.today;
    match mark {
        Mark::Late => Lead::Filter(format!("期限:<{today}")),
        Mark::Later => Lead::Filter(format!("期限:>={}", day(figures, figures.days.len()))),
        // A past day of this week is late and counted there.
        Mark::Day(at) if day(figures, at) >= today => {
            Lead::Filter(format!("期限:{}", day(figures, at)))
        }
        Mark::State(at) if at < figures.states.len() => {
            let state = figures.states[at].0;
            let key = format!("state.{}", state.code());
            Lead::Filter(format!("状态:{}", Lang::Zh.say(&key)))
        }
        other => Lead::Items(items(figures, other)),
    }
}

/// Returns a day of the calendar.
pub fn day(figures: &Figures, at: usize) -> NaiveDate {
    figures.monday + Days::new(at as u64)
}
