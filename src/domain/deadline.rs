//! A clock that runs on an item, with the steps its due date was computed by.
//!
//! The explanation is part of the value: a date without its steps cannot be made.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    calendar::{Calendar, Length},
    coded,
    event::{Attention, Detail, Event, EventKind, NewEvent, standing},
    outcome::{Rating, ResultClass},
    proposal::Role,
    state::State,
};

coded! {
    /// What a clock is for.
    ClockKind {
        /// 交办: the assigning office's.
        Assign = "assign",
        /// 告知受理: the assigning office tells the proposer.
        Notice = "notice",
        /// 签收.
        Accept = "accept",
        /// 退办.
        Return = "return",
        /// 退办答复: the assigning office decides on a return.
        ReturnDecision = "return_decision",
        /// 首次联系.
        Contact = "contact",
        /// 拟稿: our own draft date.
        Draft = "draft",
        /// 协办意见.
        Opinion = "opinion",
        /// 协办意见重办.
        OpinionRedo = "opinion_redo",
        /// 答复.
        Answer = "answer",
        /// 重新办理.
        Redo = "redo",
        /// 反馈: the proposer's turn.
        Feedback = "feedback",
        /// 跟踪办理, 再答复.
        FollowUp = "follow_up",
    }
}

impl ClockKind {
    /// Returns whether it is this unit that the clock waits for.
    pub fn waits_on_us(self) -> bool {
        !matches!(
            self,
            ClockKind::Assign | ClockKind::Notice | ClockKind::ReturnDecision | ClockKind::Feedback
        )
    }
}

/// One step from an event to a due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The event that started the clock.
    Started(EventKind, NaiveDate),
    /// The day of the event is counted, by the rule pack.
    FirstDay,
    /// It waits for the opinion of this other unit.
    AskedOf(String),
    /// A term was added under a rule; the source names its article.
    Added(Length, Arc<str>, NaiveDate),
    /// A rule names the day of the year.
    Fixed(NaiveDate, Arc<str>),
    /// A fact itself set the end.
    Set(EventKind, NaiveDate),
    /// The day of this event is not on record; the clock starts at what came before it.
    InsteadOf(EventKind),
    /// Weekdays that a notice made free, passed over.
    Skipped(Vec<NaiveDate>),
    /// Saturdays and Sundays that a notice made working days, counted.
    Shifted(Vec<NaiveDate>),
    /// The end was put off.
    Extended {
        /// The new end.
        until: NaiveDate,
        /// The day it was put off; `None` in a case that is no item.
        on: Option<NaiveDate>,
        /// Who consented, and by what paper.
        consent: Option<String>,
    },
    /// The rule wants a consent, and none is on record.
    NoConsent(Arc<str>),
    /// The rule allows no end later than this.
    Beyond(NaiveDate, Arc<str>),
    /// The last day was free and moved to the next working day (Civil Code art. 203).
    Moved(NaiveDate),
    /// The term is of this pack, which stands in: the region's own text could not be read.
    StandsIn(Arc<str>),
    /// The term's text was not read itself.
    Unconfirmed,
    /// No holiday data for that year: Saturdays and Sundays only.
    NoCalendar(i32),
}

impl Step {
    /// Returns the code that data out knows it by.
    pub const fn code(&self) -> &'static str {
        match self {
            Step::Started(..) => "started",
            Step::FirstDay => "first_day",
            Step::InsteadOf(_) => "instead_of",
            Step::AskedOf(_) => "asked_of",
            Step::Added(..) => "added",
            Step::Fixed(..) => "fixed",
            Step::Set(..) => "set",
            Step::Skipped(_) => "skipped",
            Step::Shifted(_) => "shifted",
            Step::Extended { .. } => "extended",
            Step::NoConsent(_) => "no_consent",
            Step::Beyond(..) => "beyond",
            Step::Moved(_) => "moved",
            Step::StandsIn(_) => "stands_in",
            Step::Unconfirmed => "unconfirmed",
            Step::NoCalendar(_) => "no_calendar",
        }
    }

    /// Returns the day the clock stands at after the step, when it names one.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Step::Started(_, day)
            | Step::Added(_, _, day)
            | Step::Fixed(day, _)
            | Step::Set(_, day)
            | Step::Beyond(day, _)
            | Step::Moved(day) => Some(*day),
            Step::Extended { until, .. } => Some(*until),
            Step::Skipped(days) | Step::Shifted(days) => days.last().copied(),
            Step::FirstDay
            | Step::InsteadOf(_)
            | Step::NoConsent(_)
            | Step::AskedOf(_)
            | Step::StandsIn(_)
            | Step::Unconfirmed
            | Step::NoCalendar(_) => None,
        }
    }

    /// Returns whether the date may be wrong for this.
    pub const fn warns(&self) -> bool {
        matches!(
            self,
            Step::NoConsent(_)
                | Step::InsteadOf(_)
                | Step::Beyond(..)
                | Step::StandsIn(_)
                | Step::Unconfirmed
                | Step::NoCalendar(_)
        )
    }
}

/// A running clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it is for.
    pub kind: ClockKind,
    /// Its last day.
    pub due: NaiveDate,
    /// The unit its days are counted in.
    pub in_working_days: bool,
    /// How the last day came about.
    pub steps: Vec<Step>,
}

impl Clock {
    /// Returns whether it is this unit that the clock waits for, and not a co-handler asked by it.
    pub fn waits_on_us(&self) -> bool {
        self.kind.waits_on_us() && self.asked_of().is_none()
    }

    /// Returns the other unit that the clock waits for.
    pub fn asked_of(&self) -> Option<&str> {
        self.steps.iter().find_map(|step| match step {
            Step::AskedOf(unit) => Some(unit.as_str()),
            _ => None,
        })
    }

    /// Returns whether the text of its term was read, and is of the region itself.
    pub fn is_confirmed(&self) -> bool {
        let open = |step: &Step| matches!(step, Step::StandsIn(_) | Step::Unconfirmed);
        !self.steps.iter().any(open)
    }

    /// Returns the days left in the clock's own unit; negative when late.
    pub fn days_left(&self, today: NaiveDate, calendar: &Calendar) -> i64 {
        days_left(self.due, self.in_working_days, today, calendar)
    }
}

/// Returns the days left to a due date, in working days or calendar days; negative when late.
pub fn days_left(
    due: NaiveDate,
    in_working_days: bool,
    today: NaiveDate,
    calendar: &Calendar,
) -> i64 {
    if in_working_days {
        calendar.working_days_between(today, due)
    } else {
        (due - today).num_days()
    }
}

/// What lists need of an item's events: rebuilt from them at any time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// The state.
    pub state: State,
    /// The earliest clock that waits on us, if any runs.
    pub due: Option<(NaiveDate, ClockKind)>,
    /// Whether that clock counts working days.
    pub in_working_days: bool,
    /// What we are for the item: as last set by a fact, else as its paper says.
    pub role: Role,
    /// The section it was last routed to.
    pub section: Option<String>,
    /// The person it was last routed to.
    pub person: Option<String>,
    /// Its class, as last set.
    pub class: Option<ResultClass>,
    /// How the answer was rated: the least of the last round's slips.
    pub rating: Option<Rating>,
    /// Who watches over it.
    pub attention: Option<Attention>,
    /// The day of its earliest fact.
    pub began: Option<NaiveDate>,
    /// The day it was last assigned, else received.
    pub assigned: Option<NaiveDate>,
    /// The day it was first answered.
    pub answered: Option<NaiveDate>,
    /// Whether the answer's end was put off.
    pub extended: bool,
    /// Whether its proposers were talked to.
    pub contacted: bool,
    /// How often it was handled again after an unsatisfied slip.
    pub rounds: u8,
}

impl Projection {
    /// Returns what follows from the events alone; no clock runs yet.
    pub fn of(role: Role, events: &[Event]) -> Self {
        let mut facts = standing(events);
        facts.sort_by_key(|event| (event.fact.on, event.id));
        let mut own = Self {
            state: State::of(role, events),
            due: None,
            in_working_days: false,
            role,
            section: None,
            person: None,
            class: None,
            rating: None,
            attention: None,
            began: facts.first().map(|event| event.fact.on),
            assigned: None,
            answered: None,
            extended: false,
            contacted: false,
            rounds: 0,
        };
        for event in &facts {
            own.take(&event.fact);
        }
        if own.assigned.is_none() {
            let received = |event: &&&Event| event.fact.kind == EventKind::Received;
            own.assigned = facts.iter().find(received).map(|event| event.fact.on);
        }
        own
    }

    fn take(&mut self, fact: &NewEvent) {
        let line = |detail| fact.detail(detail).map(str::to_owned);
        match fact.kind {
            EventKind::Assigned => self.assigned = Some(fact.on),
            EventKind::RoleSet => {
                let role = fact.detail(Detail::Role).and_then(Role::from_code);
                self.role = role.unwrap_or(self.role);
            }
            EventKind::Routed => {
                self.section = line(Detail::Section).or_else(|| fact.text.clone());
                self.person = line(Detail::Person);
            }
            EventKind::Classified => {
                let class = fact.detail(Detail::Class).and_then(ResultClass::from_code);
                self.class = class;
            }
            EventKind::Prioritised => {
                let attention = fact
                    .detail(Detail::Attention)
                    .and_then(Attention::from_code);
                self.attention = attention;
            }
            EventKind::Contacted => self.contacted = true,
            EventKind::Extended => self.extended = true,
            EventKind::Sent | EventKind::Reanswered => {
                self.answered = self.answered.or(Some(fact.on));
                self.rating = None;
            }
            EventKind::RatedSatisfied => self.rate(Rating::Satisfied, fact),
            EventKind::RatedBasically => self.rate(Rating::Basically, fact),
            EventKind::RatedUnsatisfied => {
                self.rate(Rating::Unsatisfied, fact);
                self.rounds = self.rounds.saturating_add(1);
            }
            _ => {}
        }
    }

    /// Takes a slip in: the least of a round counts.
    fn rate(&mut self, rating: Rating, fact: &NewEvent) {
        let written = fact.detail(Detail::Result).and_then(Rating::from_code);
        let rating = written.unwrap_or(rating);
        self.rating = Some(self.rating.map_or(rating, |own| own.max(rating)));
    }
}
