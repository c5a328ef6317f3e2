//! What a life came to: the days, counts and slips that reports ask for, of one item.
//!
//! Apart from [`Life`] because a report over a hundred thousand items keeps one of these each and
//! lets the facts go. Invariant: it follows from the standing facts alone; one taken back counts for
//! nothing.

use chrono::{Datelike, NaiveDate};

use super::Life;
use crate::{
    domain::{
        deadline::ClockKind,
        delivery::deliveries,
        event::{ContactManner, Detail, Event, EventKind, standing},
        id::ProposalId,
        outcome::{Rating, ResultClass},
        proposal::{Proposer, ProposerKind, Role},
        sitting::{Kind, Level},
        state::State,
    },
    rules::{AnswerEach, Rules, clocks},
};

/// Whether an item was filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filing {
    /// No fact says so: it reached us after that.
    Unknown,
    /// 立案.
    Filed,
    /// 不立案.
    NotFiled,
}

/// How near the proposers of an item were heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    /// Not at all.
    None,
    /// Talked to, by telephone or in a way not on record.
    Talked,
    /// Met: 走访, 座谈, 面商.
    Met,
}

/// Something announced in an answer, to be answered again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The day it was made.
    pub made: NaiveDate,
    /// The day it was promised for.
    pub due: Option<NaiveDate>,
    /// The day it was answered again, or closed.
    pub kept: Option<NaiveDate>,
    /// Its words.
    pub text: Option<String>,
}

/// What an item's life came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The row.
    pub id: ProposalId,
    /// The number as printed.
    pub number: Option<String>,
    /// Title; empty when no paper says it.
    pub title: String,
    /// The lead unit, when that is not us.
    pub lead_unit: Option<String>,
    /// Suggestion or proposal.
    pub kind: Kind,
    /// The level of its congress or CPPCC.
    pub level: Option<Level>,
    /// What we are for it.
    pub role: Role,
    /// Where it stands.
    pub state: State,
    /// The earliest clock that waits on us.
    pub due: Option<(NaiveDate, ClockKind)>,
    /// Whether that clock counts working days.
    pub in_working_days: bool,
    /// The section.
    pub section: Option<String>,
    /// The person.
    pub person: Option<String>,
    /// The class.
    pub class: Option<ResultClass>,
    /// The least rating of the last round.
    pub rating: Option<Rating>,
    /// How often it was handled again.
    pub rounds: u8,
    /// The year it was assigned in, else the year of its first fact.
    pub year: Option<i32>,
    /// The day of assignment.
    pub assigned: Option<NaiveDate>,
    /// The day of the first answer.
    pub answered: Option<NaiveDate>,
    /// The day that answer was due; none where no rule of the region sets one.
    pub answer_due: Option<NaiveDate>,
    /// The day it left the desk: answered, returned, withdrawn, merged or closed.
    pub left: Option<NaiveDate>,
    /// Whether it was signed for in time; none where no rule sets a day, or that day is to come.
    pub accepted_in_time: Option<bool>,
    /// How near its proposers were heard.
    pub contact: Contact,
    /// Slips sent with answers.
    pub slips_sent: u32,
    /// Slips that came back.
    pub slips_back: u32,
    /// Whether a slip of the last answer was given up: reminded of, and not back.
    pub lapsed: bool,
    /// Promises, oldest first.
    pub promises: Vec<Promise>,
    /// Whether it was filed.
    pub filing: Filing,
    /// Proposers whom the answer has not reached.
    pub undelivered: Vec<String>,
}

impl Course {
    /// Computes what a life came to.
    pub fn of(life: Life, rules: &Rules) -> Self {
        let mut facts = standing(&life.events);
        facts.sort_by_key(|event| (event.fact.on, event.id));
        let first = |kinds: &[EventKind]| facts.iter().find(|own| kinds.contains(&own.fact.kind));
        let projection = &life.projection;
        let sent = first(&[EventKind::Sent]).copied();
        let answer_due = sent.and_then(|sent| {
            due_before(
                &life,
                &facts,
                sent,
                &[ClockKind::Answer, ClockKind::Opinion],
                rules,
            )
        });
        let left = first(&[
            EventKind::Sent,
            EventKind::ReturnGranted,
            EventKind::Withdrawn,
            EventKind::Merged,
            EventKind::NotFiled,
            EventKind::Closed,
        ]);
        let accepted = first(&[EventKind::Accepted]).copied();
        let accepted_in_time = accepted.and_then(|fact| {
            let due = due_before(&life, &facts, fact, &[ClockKind::Accept], rules)?;
            Some(fact.fact.on <= due)
        });
        let year = projection.assigned.or(projection.began);
        let (slips_sent, slips_back) = slips(projection.role, &facts);
        Self {
            id: life.id,
            kind: life.sitting.kind,
            level: life.sitting.level,
            role: projection.role,
            state: projection.state,
            due: projection.due.filter(|_| projection.state.is_open()),
            in_working_days: projection.in_working_days,
            class: projection.class,
            rating: projection.rating,
            rounds: projection.rounds,
            year: year.map(|day| day.year()),
            assigned: projection.assigned,
            answered: projection.answered,
            answer_due,
            left: left.map(|own| own.fact.on),
            accepted_in_time,
            contact: match projection.contacted {
                true if facts.iter().any(|own| is_meeting(own)) => Contact::Met,
                true => Contact::Talked,
                false => Contact::None,
            },
            slips_sent,
            slips_back,
            lapsed: projection.rating.is_none()
                && first(&[EventKind::Lapsed]).is_some_and(|own| {
                    let answered = projection.answered;
                    answered.is_some_and(|day| day <= own.fact.on)
                }),
            promises: promises(&facts),
            filing: match first(&[EventKind::Filed, EventKind::NotFiled]) {
                Some(own) if own.fact.kind == EventKind::Filed => Filing::Filed,
                Some(_) => Filing::NotFiled,
                None => Filing::Unknown,
            },
            undelivered: undelivered(&life, rules.pack.answer_each),
            section: life.projection.section,
            person: life.projection.person,
            number: life.number_printed,
            title: life.title,
            lead_unit: life.lead_unit,
        }
    }

    /// Returns whether the item was ours to answer: not returned, withdrawn, merged or refused.
    pub fn is_ours(&self) -> bool {
        !matches!(
            self.state,
            State::Proposed
                | State::Examining
                | State::NotFiled
                | State::Returned
                | State::Withdrawn
                | State::Merged
        )
    }

    /// Returns whether the answer went out on its last day or before; without a rule's day nothing
    /// was missed.
    pub fn is_in_time(&self) -> bool {
        self.answered
            .is_some_and(|day| self.answer_due.is_none_or(|due| day <= due))
    }
}

/// Returns the day one of these clocks ran to just before a fact.
fn due_before(
    life: &Life,
    facts: &[&Event],
    fact: &Event,
    wanted: &[ClockKind],
    rules: &Rules,
) -> Option<NaiveDate> {
    let place = (fact.fact.on, fact.id);
    let before: Vec<Event> = facts
        .iter()
        .filter(|own| (own.fact.on, own.id) < place)
        .map(|own| (*own).clone())
        .collect();
    let running = clocks(&life.case(), &before, rules);
    let found = running.iter().find(|clock| wanted.contains(&clock.kind));
    found.map(|clock| clock.due)
}

fn is_meeting(event: &Event) -> bool {
    let manner = event.fact.detail(Detail::Manner);
    event.fact.kind == EventKind::Contacted
        && manner
            .and_then(ContactManner::from_code)
            .is_some_and(|manner| manner != ContactManner::Phone)
}

fn is_slip(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::RatedSatisfied | EventKind::RatedBasically | EventKind::RatedUnsatisfied
    )
}

/// Counts the slips sent and back over all rounds. A slip travels with each delivery; where none is
/// on record, with each answer.
fn slips(role: Role, facts: &[&Event]) -> (u32, u32) {
    if role == Role::Co {
        return (0, 0);
    }
    let count = |is: &dyn Fn(EventKind) -> bool| {
        facts.iter().filter(|own| is(own.fact.kind)).count() as u32
    };
    let delivered = count(&|kind| kind == EventKind::Delivered);
    let answers = count(&|kind| matches!(kind, EventKind::Sent | EventKind::Reanswered));
    let back = count(&is_slip);
    (delivered.max(answers).max(back), back)
}

fn promises(facts: &[&Event]) -> Vec<Promise> {
    let made = facts
        .iter()
        .enumerate()
        .filter(|(_, own)| own.fact.kind == EventKind::FollowedUp);
    made.map(|(at, own)| {
        let done = facts[at..]
            .iter()
            .find(|later| matches!(later.fact.kind, EventKind::Reanswered | EventKind::Closed));
        Promise {
            made: own.fact.on,
            due: own.fact.until,
            kept: done.map(|done| done.fact.on),
            text: own.fact.text.clone(),
        }
    })
    .collect()
}

/// Names the proposers whom the last answer has not reached, of those the region answers.
fn undelivered(life: &Life, each: AnswerEach) -> Vec<String> {
    let waits = life.projection.role != Role::Co
        && matches!(
            life.projection.state,
            State::Answered
                | State::Unreturned
                | State::Satisfied
                | State::BasicallySatisfied
                | State::FollowingUp
                | State::Reanswered
        );
    if !waits {
        return Vec::new();
    }
    let owed = match each {
        AnswerEach::Each => life.proposers.len(),
        AnswerEach::LeadMayForward | AnswerEach::LeadOnly => 1,
    };
    // Only the name is asked.
    let people: Vec<Proposer> = life
        .proposers
        .iter()
        .take(owed)
        .map(|name| Proposer::named(name, ProposerKind::Deputy))
        .collect();
    let mut rows = deliveries(&people, &life.events);
    rows.truncate(people.len());
    rows.retain(|row| row.delivered.is_none());
    rows.into_iter().map(|row| row.proposer).collect()
}
