//! From a start to a due date, step by step.
//!
//! The order: the term from its start, an extension, then a free last day moves. An extension is
//! reckoned from the answer's own start or from its end before that end moved, so that a holiday
//! at the first end does not lengthen the second.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::{
    Rules,
    clocks::Facts,
    term::{Asked, Extension, Reach, Span, Term},
};
use crate::domain::{
    calendar::{Calendar, FirstDay, LastDay, Length, is_weekend},
    deadline::{Clock, ClockKind, Step},
    event::{Detail, EventKind, NewEvent},
    proposal::Role,
};

/// What becomes of a clock whose starting event is not on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unrecorded {
    /// It waits for the event.
    Waits,
    /// A receipt is taken to be on the day of the assignment: nothing is received before it is
    /// assigned, so the date is never too late. Offices know the one and seldom write down the other.
    Assigned,
}

/// What clocks are reckoned from.
pub(super) struct Reckoning<'a> {
    pub(super) unrecorded: Unrecorded,
    pub(super) asked: Asked,
    pub(super) facts: &'a Facts<'a>,
    pub(super) rules: &'a Rules,
}

impl<'a> Reckoning<'a> {
    /// Returns the term of a clock.
    pub(super) fn term(&self, kind: ClockKind) -> Option<&'a Term> {
        let facts = self.facts;
        self.rules
            .pack
            .term(kind, self.asked, |event| facts.last(event))
    }

    /// Returns a clock that the event named by its rule starts.
    pub(super) fn by_rule(&self, kind: ClockKind) -> Option<Clock> {
        let term = self.term(kind)?;
        if let Some(start) = self.facts.last(term.start) {
            return self.reckon(kind, term, (term.start, start));
        }
        if term.start != EventKind::Received || self.unrecorded == Unrecorded::Waits {
            return None;
        }
        let assigned = self.facts.last(EventKind::Assigned)?;
        let mut clock = self.reckon(kind, term, (EventKind::Assigned, assigned))?;
        clock.steps.insert(1, Step::InsteadOf(term.start));
        Some(clock)
    }

    /// Returns a clock that a fact starts; its rule gives the length alone, unless the fact set the end.
    pub(super) fn from(&self, kind: ClockKind, fact: &NewEvent) -> Option<Clock> {
        if fact.until.is_some() {
            return ended(kind, fact, self);
        }
        self.reckon(kind, self.term(kind)?, (fact.kind, fact.on))
    }

    /// Returns a clock that an answer starts, or its delivery where the rule says so. While no delivery
    /// is on record it starts at the sending: no letter arrives earlier.
    pub(super) fn after_answer(
        &self,
        kind: ClockKind,
        sent: &NewEvent,
        delivered: Option<&NewEvent>,
    ) -> Option<Clock> {
        let term = self.term(kind)?;
        let start = match term.start {
            EventKind::Delivered => delivered.unwrap_or(sent),
            _ => sent,
        };
        self.reckon(kind, term, (start.kind, start.on))
    }

    fn reckon(
        &self,
        kind: ClockKind,
        term: &Term,
        (event, start): (EventKind, NaiveDate),
    ) -> Option<Clock> {
        let (pack, calendar) = (&self.rules.pack, &self.rules.calendar);
        let first = pack.arithmetic.first_day;
        let source = &term.origin.source;
        let mut steps = vec![Step::Started(event, start)];
        if first == FirstDay::Counted {
            steps.push(Step::FirstDay);
        }
        let mut due = end(start, term.span, first, calendar)?;
        match term.span {
            Span::Length(length) => {
                steps.push(Step::Added(length, Arc::clone(source), due));
                if let Length::WorkingDays(_) = length {
                    passed(&mut steps, (start, due), calendar);
                }
            }
            Span::Date(..) => steps.push(Step::Fixed(due, Arc::clone(source))),
        }
        if pack.is_stand_in(kind.code(), self.asked, &term.origin) {
            steps.push(Step::StandsIn(Arc::clone(&term.origin.pack)));
        }
        if !term.origin.confirmed {
            steps.push(Step::Unconfirmed);
        }
        if kind == ClockKind::Answer {
            due = self.extended(&mut steps, start, due);
        }
        let in_working_days = matches!(term.span, Span::Length(Length::WorkingDays(_)));
        Some(self.finished(kind, (start, due), in_working_days, steps))
    }

    /// Puts an answer's end off as far as the facts say.
    fn extended(&self, steps: &mut Vec<Step>, start: NaiveDate, due: NaiveDate) -> NaiveDate {
        let granted = self
            .facts
            .all()
            .filter(|fact| fact.kind == EventKind::Extended && fact.on >= start);
        let Some(fact) = granted.max_by_key(|fact| fact.until) else {
            return due;
        };
        let rule = self.rules.pack.extension(self.asked, Some(start));
        let limit = rule.and_then(|rule| {
            let day = furthest(rule, (start, due), self.rules)?;
            Some((day, rule))
        });
        let Some(until) = fact.until.or(limit.map(|(day, _)| day)) else {
            return due;
        };
        if until <= due {
            return due;
        }
        steps.push(Step::Extended {
            until,
            on: Some(fact.on),
            consent: fact.detail(Detail::Consent).map(str::to_owned),
        });
        if let Some(rule) = rule.filter(|rule| rule.needs_consent)
            && fact.detail(Detail::Consent).is_none()
        {
            steps.push(Step::NoConsent(Arc::clone(&rule.origin.source)));
        }
        if let Some((day, rule)) = limit
            && until > self.moved(day)
        {
            steps.push(Step::Beyond(day, Arc::clone(&rule.origin.source)));
        }
        until
    }

    fn moved(&self, day: NaiveDate) -> NaiveDate {
        match self.rules.pack.arithmetic.last_day {
            LastDay::Moves => self.rules.calendar.on_or_after(day),
            LastDay::Stays => day,
        }
    }

    /// Moves a free last day and says what the calendar does not know.
    fn finished(
        &self,
        kind: ClockKind,
        (start, due): (NaiveDate, NaiveDate),
        in_working_days: bool,
        mut steps: Vec<Step>,
    ) -> Clock {
        let calendar = &self.rules.calendar;
        let moved = self.moved(due);
        if moved != due {
            let before = due.pred_opt().unwrap_or(due);
            passed(&mut steps, (before, moved), calendar);
            steps.push(Step::Moved(moved));
        }
        let from = if in_working_days { start } else { due };
        for year in from.year()..=moved.year() {
            if NaiveDate::from_yo_opt(year, 1).is_some_and(|day| !calendar.knows(day)) {
                steps.push(Step::NoCalendar(year));
            }
        }
        Clock {
            kind,
            due: moved,
            in_working_days,
            steps,
        }
    }
}

/// Returns a clock whose end a fact set.
pub(super) fn ended(kind: ClockKind, fact: &NewEvent, own: &Reckoning<'_>) -> Option<Clock> {
    let until = fact.until?;
    let steps = vec![
        Step::Started(fact.kind, fact.on),
        Step::Set(fact.kind, until),
    ];
    Some(own.finished(kind, (fact.on, until), false, steps))
}

/// Returns the clock of a unit whose opinion was asked: the term is the one it has as co-handler.
pub(super) fn waited(
    own: &Reckoning<'_>,
    kind: ClockKind,
    fact: &NewEvent,
    unit: &str,
) -> Option<Clock> {
    let theirs = Reckoning {
        unrecorded: own.unrecorded,
        asked: Asked {
            role: Role::Co,
            ..own.asked
        },
        facts: own.facts,
        rules: own.rules,
    };
    let mut clock = theirs.from(kind, fact)?;
    clock.steps.insert(1, Step::AskedOf(unit.to_owned()));
    Some(clock)
}

/// Returns the last day of a span, before a free last day moves.
fn end(start: NaiveDate, span: Span, first: FirstDay, calendar: &Calendar) -> Option<NaiveDate> {
    match span {
        Span::Length(length) => calendar.end_by(start, length, first),
        Span::Date(month, day) => Span::day_after(month, day, start),
    }
}

/// Returns the furthest day that a rule lets an answer be put off to, before a free day moves.
pub(super) fn furthest(
    rule: &Extension,
    (start, due): (NaiveDate, NaiveDate),
    rules: &Rules,
) -> Option<NaiveDate> {
    let first = rules.pack.arithmetic.first_day;
    match rule.reach {
        Reach::Total(length) => rules.calendar.end_by(start, length, first),
        Reach::Plus(length) => rules.calendar.end_of(due, length),
    }
}

/// Notes the days out of the week's order after the first day, up to the last.
fn passed(steps: &mut Vec<Step>, (from, to): (NaiveDate, NaiveDate), calendar: &Calendar) {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    let (shifted, skipped): (Vec<NaiveDate>, Vec<NaiveDate>) = days
        .filter(|day| calendar.is_shifted(*day))
        .partition(|day| is_weekend(*day));
    if !skipped.is_empty() {
        steps.push(Step::Skipped(skipped));
    }
    if !shifted.is_empty() {
        steps.push(Step::Shifted(shifted));
    }
}
