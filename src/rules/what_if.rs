//! Every clock of a case: those that run, and those that wait for the event that starts them.
//!
//! For an item, and for a case that is no item at all: what if it arrives tomorrow?

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    Rules,
    clocks::{Facts, clocks_where, role_of},
    reckon::{Unrecorded, furthest},
    term::{Asked, Span, Term},
};
use crate::domain::{
    calendar::LastDay,
    deadline::{Clock, ClockKind, Step},
    event::{Event, EventKind, NewEvent},
    id::EventId,
    proposal::{Case, Role},
    state::State,
};

/// A clock that runs or waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is for.
    pub kind: ClockKind,
    /// The event that starts it, or started it.
    pub event: EventKind,
    /// The clock; `None` while it waits.
    pub clock: Option<Clock>,
    /// The rule; `None` when a fact itself set the end.
    pub term: Option<Term>,
    /// Whether a base's rule stands in for one that could not be read.
    pub stands_in: bool,
    /// The furthest day that an answer may be put off to.
    pub furthest: Option<NaiveDate>,
}

impl Line {
    /// Returns the day the clock started.
    pub fn started(&self) -> Option<NaiveDate> {
        self.clock.as_ref()?.steps.first()?.day()
    }

    /// Returns whether the text of the rule was read, and is of the region itself.
    pub fn is_confirmed(&self) -> bool {
        !self.stands_in && self.term.as_ref().is_none_or(|term| term.origin.confirmed)
    }

    /// Returns the unit and the number as data files name them.
    pub fn length(&self) -> Option<(&'static str, u16)> {
        match self.term.as_ref()?.span {
            Span::Length(length) => Some(length.parts()),
            Span::Date(..) => None,
        }
    }
}

/// What is asked of the calculator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The case.
    pub case: Case,
    /// What would have happened, and when.
    pub facts: Vec<(EventKind, NaiveDate)>,
    /// The day an answer would be put off to.
    pub extended: Option<NaiveDate>,
}

/// Computes every clock of a case that is no item.
pub fn what_if(ask: &WhatIf, rules: &Rules) -> Vec<Line> {
    let fact =
        |kind, on: NaiveDate| NewEvent::plain(kind, on, NaiveDateTime::from(on), String::new());
    let mut facts: Vec<NewEvent> = ask
        .facts
        .iter()
        .map(|(kind, on)| fact(*kind, *on))
        .collect();
    if let (Some(until), Some(on)) = (ask.extended, ask.facts.iter().map(|own| own.1).max()) {
        let mut extended = fact(EventKind::Extended, on);
        extended.until = Some(until);
        facts.push(extended);
    }
    let events: Vec<Event> = facts
        .into_iter()
        .zip(1..)
        .map(|(fact, id)| Event {
            id: EventId(id),
            fact,
        })
        .collect();
    let mut lines = lines_where(ask.case, &events, rules, Unrecorded::Waits);
    for clock in lines.iter_mut().filter_map(|line| line.clock.as_mut()) {
        // Nobody said on which day it would be put off, nor who would consent.
        clock
            .steps
            .retain(|step| !matches!(step, Step::NoConsent(_)));
        for step in &mut clock.steps {
            if let Step::Extended { on, .. } = step {
                *on = None;
            }
        }
    }
    lines
}

/// Computes every clock of an item: the running ones by their dates, then the waiting ones in the order of
/// an item's life.
pub fn lines(case: &Case, events: &[Event], rules: &Rules) -> Vec<Line> {
    lines_where(*case, events, rules, Unrecorded::Assigned)
}

fn lines_where(case: Case, events: &[Event], rules: &Rules, unrecorded: Unrecorded) -> Vec<Line> {
    let facts = Facts::of(events);
    let state = State::of(case.role, events);
    let role = role_of(case.role, &facts);
    let asked = rules.pack.asked(&case, role);
    let running = clocks_where(case, events, rules, unrecorded);
    let term_of = |kind, asked: Asked| {
        let found = rules.pack.term(kind, asked, |event| facts.last(event));
        found.cloned()
    };
    let mut lines: Vec<Line> = Vec::new();
    for clock in running {
        let event = match clock.steps.first() {
            Some(Step::Started(event, _)) => *event,
            _ => continue,
        };
        let asked = Asked {
            role: if clock.waits_on_us() || !clock.kind.waits_on_us() {
                role
            } else {
                Role::Co
            },
            ..asked
        };
        let set = clock.steps.iter().any(|step| matches!(step, Step::Set(..)));
        let term = term_of(clock.kind, asked).filter(|_| !set);
        lines.push(line(clock.kind, event, term, (Some(clock), asked), rules));
    }
    if State::ENDS.contains(&state) {
        return lines;
    }
    for kind in ClockKind::ALL {
        if lines.iter().any(|own| own.kind == *kind) || !is_for(*kind, role) {
            continue;
        }
        if let Some(term) = term_of(*kind, asked)
            && waits(*kind, &term, &facts)
        {
            lines.push(line(*kind, term.start, Some(term), (None, asked), rules));
        }
    }
    lines
}

/// Returns whether a role has a clock of its own of this kind.
fn is_for(kind: ClockKind, role: Role) -> bool {
    use ClockKind as C;
    match kind {
        C::Opinion | C::OpinionRedo => role == Role::Co,
        C::Answer | C::Contact | C::Feedback | C::Redo | C::FollowUp => role != Role::Co,
        _ => true,
    }
}

/// Returns whether a clock that does not run can still start.
fn waits(kind: ClockKind, term: &Term, facts: &Facts<'_>) -> bool {
    use ClockKind as C;
    match kind {
        // These start anew with each such event.
        C::ReturnDecision | C::OpinionRedo | C::Redo | C::Feedback | C::FollowUp => true,
        // An item that was assigned has these behind it.
        C::Assign | C::Notice => {
            facts.last(term.start).is_none() && facts.last(EventKind::Assigned).is_none()
        }
        _ => facts.last(term.start).is_none() && facts.last(EventKind::Sent).is_none(),
    }
}

fn line(
    kind: ClockKind,
    event: EventKind,
    term: Option<Term>,
    (clock, asked): (Option<Clock>, Asked),
    rules: &Rules,
) -> Line {
    let pack = &rules.pack;
    let stands_in = term
        .as_ref()
        .is_some_and(|term| pack.is_stand_in(kind.code(), asked, &term.origin));
    let furthest = clock
        .as_ref()
        .filter(|_| kind == ClockKind::Answer)
        .and_then(|clock| {
            let start = clock.steps.first()?.day()?;
            // The end by the rule alone: what an extension adds comes after it.
            let nominal = clock.steps.iter().find_map(|step| match step {
                Step::Added(_, _, day) | Step::Fixed(day, _) => Some(*day),
                _ => None,
            })?;
            let day = furthest(pack.extension(asked, Some(start))?, (start, nominal), rules)?;
            Some(match pack.arithmetic.last_day {
                LastDay::Moves => rules.calendar.on_or_after(day),
                LastDay::Stays => day,
            })
        });
    Line {
        kind,
        event,
        clock,
        term,
        stands_in,
        furthest,
    }
}
