//! What moves when rules or calendar change, and moving it.
//!
//! The store keeps the name of the rules its due dates were computed by. While that is another one than
//! the program's, lists show dates of both kinds; a person sees what moves, and then all of it
//! moves in one go.

use chrono::NaiveDate;

use super::office::Office;
use crate::{
    app::views::Move,
    domain::{
        calendar::CalendarYear,
        deadline::{Clock, ClockKind},
        id::ProposalId,
    },
    rules::{Rules, basis, clocks, project, put},
    store::{OpenItem, Result},
};

impl Office {
    /// Returns whether the kept due dates were computed by other rules than the program's.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn basis_differs(&self) -> Result<bool> {
        match self.store.basis()? {
            Some(kept) => Ok(kept != basis(&self.rules)),
            None => Ok(!self.store.queue_counts()?.by_state.is_empty()),
        }
    }

    /// Keeps the name of the rules in a store that has no items yet.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn settle_basis(&mut self) -> Result<()> {
        let own = basis(&self.rules);
        if self.store.basis()?.as_ref() != Some(&own)
            && self.store.queue_counts()?.by_state.is_empty()
        {
            self.store.save_basis(&own)?;
        }
        Ok(())
    }

    /// Returns the rules with a year put in.
    fn rules_with(&self, year: Option<&CalendarYear>) -> Rules {
        let mut rules = self.rules.clone();
        if let Some(year) = year {
            put(&mut rules.calendar, year);
        }
        rules
    }

    /// Returns what moves when a year is put in, or when the program's own rules are applied; in the order
    /// of rows, each item's clocks by their new day.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn moves(&self, year: Option<&CalendarYear>) -> Result<Vec<Move>> {
        let rules = self.rules_with(year);
        let mut moves = Vec::new();
        self.store
            .each_open_item(&mut |item| moves_of(&item, &self.rules, &rules, &mut moves))?;
        Ok(moves)
    }

    /// Puts a year in, or nothing, and computes every due date anew; returns the items that changed.
    ///
    /// # Errors
    /// When the store cannot be written; nothing has moved then.
    pub fn apply(&mut self, year: Option<&CalendarYear>) -> Result<Vec<ProposalId>> {
        let rules = self.rules_with(year);
        let changed = self
            .store
            .rebase(year, &basis(&rules), &mut |case, events| {
                project(case, events, &rules)
            })?;
        self.rules = rules;
        Ok(changed)
    }
}

fn moves_of(item: &OpenItem, old: &Rules, new: &Rules, moves: &mut Vec<Move>) {
    let after = clocks(&item.case, &item.events, new);
    let mut own: Vec<(ClockKind, Option<NaiveDate>, Option<NaiveDate>)> = Vec::new();
    if old.calendar != new.calendar {
        let before = clocks(&item.case, &item.events, old);
        let same = |one: &Clock, other: &Clock| {
            one.kind == other.kind && one.asked_of() == other.asked_of()
        };
        for clock in &after {
            let had = before.iter().find(|other| same(other, clock));
            let had = had.map(|other| other.due);
            if had != Some(clock.due) {
                own.push((clock.kind, had, Some(clock.due)));
            }
        }
        for clock in before {
            if !after.iter().any(|other| same(other, &clock)) {
                own.push((clock.kind, Some(clock.due), None));
            }
        }
    }
    // What the list shows may have been computed by other rules still.
    let kept = item.row.projection.due;
    let shown = project(&item.case, &item.events, new).due;
    if kept != shown {
        let day = |due: Option<(NaiveDate, ClockKind)>, kind| {
            due.filter(|(_, own)| *own == kind).map(|(day, _)| day)
        };
        for (_, kind) in kept.into_iter().chain(shown) {
            let (from, to) = (day(kept, kind), day(shown, kind));
            let to = to.or_else(|| {
                let running = after.iter().find(|clock| clock.kind == kind);
                running.map(|clock| clock.due)
            });
            if from != to && from.is_some() && !own.iter().any(|(other, ..)| *other == kind) {
                own.push((kind, from, to));
            } else if kept.is_none() && !own.iter().any(|(other, ..)| *other == kind) {
                own.push((kind, None, to));
            }
        }
    }
    moves.extend(own.into_iter().map(|(clock, from, to)| Move {
        id: item.row.id,
        number: item.row.number_printed.clone(),
        title: item.row.title.clone(),
        clock,
        from,
        to,
    }));
}
