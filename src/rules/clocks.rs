//! Which clocks run on an item, side by side, and what lists need to know of them.
//!
//! A clock is started by a fact, stopped by another, and carries the steps of its date. The facts
//! alone decide; nothing here asks what day it is.

use chrono::NaiveDate;

use super::{
    Rules,
    reckon::{Reckoning, Unrecorded, ended, waited},
};
use crate::domain::{
    deadline::{Clock, ClockKind, Projection},
    event::{Detail, Event, EventKind, NewEvent, standing},
    proposal::{Case, Role},
    state::State,
};

/// An item's standing facts in the order of their days.
pub(super) struct Facts<'a> {
    facts: Vec<&'a Event>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(events: &'a [Event]) -> Self {
        let mut facts = standing(events);
        facts.sort_by_key(|event| (event.fact.on, event.id));
        Self { facts }
    }

    /// Returns the last fact of one of these kinds with its place.
    fn last_of(&self, kinds: &[EventKind]) -> Option<(usize, &'a NewEvent)> {
        let found = self.facts.iter().enumerate().rev();
        let mut found = found.filter(|(_, event)| kinds.contains(&event.fact.kind));
        found.next().map(|(at, event)| (at, &event.fact))
    }

    /// Returns the day of the last fact of a kind.
    pub(super) fn last(&self, kind: EventKind) -> Option<NaiveDate> {
        self.last_of(&[kind]).map(|(_, fact)| fact.on)
    }

    /// Returns the last fact of a kind, unless one of these came after it.
    fn open(&self, kind: EventKind, ends: &[EventKind]) -> Option<&'a NewEvent> {
        let (at, fact) = self.last_of(&[kind])?;
        let ended = self.last_of(ends).is_some_and(|(end, _)| end > at);
        (!ended).then_some(fact)
    }

    fn has(&self, kinds: &[EventKind]) -> bool {
        self.last_of(kinds).is_some()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &'a NewEvent> {
        self.facts.iter().map(|event| &event.fact)
    }
}

/// Computes the clocks that run on an item, the earliest first.
pub fn clocks(case: &Case, events: &[Event], rules: &Rules) -> Vec<Clock> {
    clocks_where(*case, events, rules, Unrecorded::Assigned)
}

/// Computes the clocks that run, the earliest first, with what is done where a start is not known.
pub(super) fn clocks_where(
    case: Case,
    events: &[Event],
    rules: &Rules,
    unrecorded: Unrecorded,
) -> Vec<Clock> {
    let facts = Facts::of(events);
    let state = State::of(case.role, events);
    let own = Reckoning {
        unrecorded,
        asked: rules.pack.asked(&case, role_of(case.role, &facts)),
        facts: &facts,
        rules,
    };
    let mut running = run(&own, state);
    running.sort_by_key(|clock| clock.due);
    running
}

/// Computes what lists need of an item.
pub fn project(case: &Case, events: &[Event], rules: &Rules) -> Projection {
    let mut own = Projection::of(case.role, events);
    let facts = Facts::of(events);
    let reckoning = Reckoning {
        unrecorded: Unrecorded::Assigned,
        asked: rules.pack.asked(case, own.role),
        facts: &facts,
        rules,
    };
    let first = run(&reckoning, own.state)
        .into_iter()
        .filter(|clock| drives(clock, own.state))
        .min_by_key(|clock| clock.due);
    own.due = first.as_ref().map(|clock| (clock.due, clock.kind));
    own.in_working_days = first.is_some_and(|clock| clock.in_working_days);
    own
}

/// Returns whether a clock is one that an item is ordered by. What may still be sent back after it was
/// signed for is a right and no duty: its end passes without anything being late.
fn drives(clock: &Clock, state: State) -> bool {
    clock.waits_on_us() && (clock.kind != ClockKind::Return || state <= State::AwaitingAcceptance)
}

pub(super) fn role_of(role: Role, facts: &Facts<'_>) -> Role {
    let set = facts
        .all()
        .filter(|fact| fact.kind == EventKind::RoleSet)
        .filter_map(|fact| fact.detail(Detail::Role).and_then(Role::from_code));
    set.last().unwrap_or(role)
}

const ANSWERS: &[EventKind] = &[EventKind::Sent, EventKind::Reanswered];
const SLIPS: &[EventKind] = &[
    EventKind::RatedSatisfied,
    EventKind::RatedBasically,
    EventKind::RatedUnsatisfied,
    EventKind::Lapsed,
];

fn run(own: &Reckoning<'_>, state: State) -> Vec<Clock> {
    if State::ENDS.contains(&state) {
        return Vec::new();
    }
    let mut running = Vec::new();
    before_work(own, state, &mut running);
    if own.asked.role == Role::Co {
        opinion(own, &mut running);
    } else if own.facts.has(ANSWERS) {
        after_answer(own, state, &mut running);
    } else {
        answer(own, state, &mut running);
    }
    running
}

/// The assigning office's clocks, and those up to the sign-for and the return.
fn before_work(own: &Reckoning<'_>, state: State, running: &mut Vec<Clock>) {
    use EventKind as E;
    let facts = own.facts;
    if state <= State::Registered && !facts.has(&[E::Assigned]) {
        running.extend(own.by_rule(ClockKind::Assign));
    }
    if state <= State::AwaitingAcceptance && !facts.has(&[E::Notified, E::Sent]) {
        running.extend(own.by_rule(ClockKind::Notice));
    }
    if state <= State::AwaitingAcceptance {
        running.extend(own.by_rule(ClockKind::Accept));
    }
    // After the sign-for an item may still be sent back, until the work on it is begun.
    if (State::Registered..=State::Accepted).contains(&state)
        && !facts.has(&[E::ReturnRefused, E::Routed, E::Sent])
    {
        running.extend(own.by_rule(ClockKind::Return));
    }
    if state == State::Returning {
        running.extend(own.by_rule(ClockKind::ReturnDecision));
    }
}

/// A co-handler's own clocks.
fn opinion(own: &Reckoning<'_>, running: &mut Vec<Clock>) {
    if let Some(back) = own.facts.open(EventKind::OpinionSentBack, ANSWERS) {
        running.extend(own.from(ClockKind::OpinionRedo, back));
    } else if !own.facts.has(ANSWERS) {
        running.extend(own.by_rule(ClockKind::Opinion));
    }
}

/// The clocks of a lead or separate handler up to its first answer.
fn answer(own: &Reckoning<'_>, state: State, running: &mut Vec<Clock>) {
    use EventKind as E;
    running.extend(own.by_rule(ClockKind::Answer));
    if !own.facts.has(&[E::Contacted]) {
        running.extend(own.by_rule(ClockKind::Contact));
    }
    if state < State::Reviewing
        && let Some(routed) = own.facts.open(E::Routed, &[E::Submitted])
    {
        running.extend(own.from(ClockKind::Draft, routed));
    }
    running.extend(opinions_asked(own));
}

/// What other units were asked for and have not given: a clock each, from the day of asking. Their
/// rule counts from their own receipt; the day we asked is the latest that we know of.
fn opinions_asked(own: &Reckoning<'_>) -> Vec<Clock> {
    let mut waiting: Vec<(&str, &NewEvent, ClockKind)> = Vec::new();
    for fact in own.facts.all() {
        match fact.kind {
            EventKind::OpinionAsked => {
                for unit in fact.all(Detail::Unit) {
                    waiting.retain(|(other, ..)| *other != unit);
                    waiting.push((unit, fact, ClockKind::Opinion));
                }
            }
            EventKind::OpinionSentBack => {
                for unit in fact.all(Detail::Unit) {
                    waiting.retain(|(other, ..)| *other != unit);
                    waiting.push((unit, fact, ClockKind::OpinionRedo));
                }
            }
            EventKind::OpinionReceived => {
                let given: Vec<&str> = fact.all(Detail::Unit).collect();
                // Without a name it is the only one that was asked.
                let nameless = given.is_empty() && waiting.len() == 1;
                waiting.retain(|(unit, ..)| !nameless && !given.contains(unit));
            }
            _ => {}
        }
    }
    let clocks = waiting
        .into_iter()
        .filter_map(|(unit, fact, kind)| waited(own, kind, fact, unit));
    clocks.collect()
}

/// The clocks after an answer: the proposer's turn, another round, what was promised.
fn after_answer(own: &Reckoning<'_>, state: State, running: &mut Vec<Clock>) {
    use EventKind as E;
    let facts = own.facts;
    if let Some(slip) = facts.open(E::RatedUnsatisfied, ANSWERS) {
        running.extend(own.from(ClockKind::Redo, slip));
        running.extend(opinions_asked(own));
        return;
    }
    // What was promised with an answer is followed up while its slip is still to come.
    if matches!(
        state,
        State::Answered | State::Reanswered | State::FollowingUp
    ) && let Some((at, sent)) = facts.last_of(ANSWERS)
        && facts.last_of(SLIPS).is_none_or(|(slip, _)| slip < at)
    {
        let delivered = facts.open(E::Delivered, ANSWERS);
        running.extend(own.after_answer(ClockKind::Feedback, sent, delivered));
    }
    let promised = facts.all().filter(|fact| {
        matches!(fact.kind, E::FollowedUp | E::Classified | E::CarriedOver) && fact.until.is_some()
    });
    let promised = promised.last();
    let done = facts.last_of(&[E::Reanswered, E::Closed]);
    let is_done = |fact: &NewEvent| done.is_some_and(|(_, end)| end.on >= fact.on);
    match promised.filter(|fact| !is_done(fact)) {
        Some(fact) => running.extend(ended(ClockKind::FollowUp, fact, own)),
        None => {
            if let Some(fact) = facts.open(E::FollowedUp, &[E::Reanswered, E::Closed]) {
                running.extend(own.from(ClockKind::FollowUp, fact));
            }
        }
    }
}
