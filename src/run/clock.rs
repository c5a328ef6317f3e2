//! The only place that asks what day it is.

use chrono::{NaiveDate, NaiveDateTime, Timelike};

/// Where the day and the time come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock, local time.
    Machine,
    /// A fixed day (`--today`, `ANFU_TODAY`), at the machine's time of day.
    Day(NaiveDate),
    /// A fixed moment, for tests.
    Moment(NaiveDateTime),
}

impl Clock {
    /// Returns now, to the second.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one home of the clock"
    )]
    pub fn now(self) -> NaiveDateTime {
        let machine = chrono::Local::now().naive_local();
        let machine = machine.with_nanosecond(0).unwrap_or(machine);
        match self {
            Clock::Machine => machine,
            Clock::Day(day) => day.and_time(machine.time()),
            Clock::Moment(moment) => moment,
        }
    }

    /// Returns today.
    pub fn today(self) -> NaiveDate {
        self.now().date()
    }
}
