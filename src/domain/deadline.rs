//! A clock that runs on an item, with the steps its due date was computed by.
//!
//! The explanation is part of the value: a date without its steps cannot be made.

use chrono::NaiveDate;

use super::{
    calendar::{Calendar, Length},
    coded,
    event::EventKind,
};

coded! {
    /// What a clock is for.
    ClockKind {
        /// 退办.
        Return = "return",
        /// 协办意见.
        Opinion = "opinion",
        /// 答复.
        Answer = "answer",
        /// 重新办理.
        Redo = "redo",
        /// 反馈: the proposer's turn.
        Feedback = "feedback",
    }
}

impl ClockKind {
    /// Returns whether it is this unit that the clock waits for.
    pub fn waits_on_us(self) -> bool {
        self != ClockKind::Feedback
    }
}

/// One step from an event to a due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The event that started the clock.
    Started(EventKind, NaiveDate),
    /// A term was added under a rule; the source names its article.
    Added(Length, String, NaiveDate),
    /// The last day was free and moved to the next working day (Civil Code art. 203).
    Moved(NaiveDate),
    /// The end was set by an extension.
    Extended(NaiveDate),
    /// No holiday data for that year: Saturdays and Sundays only.
    NoCalendar(i32),
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

/// What lists need of an item's state: rebuilt from the events at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projection {
    /// The state.
    pub state: super::state::State,
    /// The earliest clock that waits on us, if any runs.
    pub due: Option<(NaiveDate, ClockKind)>,
    /// Whether that clock counts working days.
    pub in_working_days: bool,
}
