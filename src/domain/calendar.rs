//! Date arithmetic as the Civil Code has it, over a table of free and working days.
//!
//! Sources: Civil Code arts. 201 to 203: the first day is not counted; a term in months ends on the
//! corresponding day, or on the month's last day where there is none; a last day on a holiday moves
//! to the day after it.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Which days are free. A year without data counts Saturdays and Sundays as free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    free: BTreeSet<NaiveDate>,
    working: BTreeSet<NaiveDate>,
    years: BTreeSet<i32>,
}

impl Calendar {
    /// Returns a calendar without yearly data.
    pub fn plain() -> Self {
        Self::default()
    }

    /// Adds a year's statutory free days and shifted working days.
    pub fn add_year(
        &mut self,
        year: i32,
        free: impl IntoIterator<Item = NaiveDate>,
        working: impl IntoIterator<Item = NaiveDate>,
    ) {
        self.years.insert(year);
        self.free.extend(free);
        self.working.extend(working);
    }

    /// Returns whether there is data for the day's year; without it every date computed is a guess.
    pub fn knows(&self, day: NaiveDate) -> bool {
        self.years.contains(&day.year())
    }

    /// Returns whether the day is a working day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        if self.working.contains(&day) {
            return true;
        }
        !self.free.contains(&day) && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// Returns the day itself, or the first working day after it.
    pub fn on_or_after(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.is_working(day) {
            let Some(next) = day.succ_opt() else {
                return day;
            };
            day = next;
        }
        day
    }

    /// Returns the last day of a term; `None` beyond the calendar's end.
    pub fn end_of(&self, start: NaiveDate, length: Length) -> Option<NaiveDate> {
        match length {
            Length::Days(n) => start.checked_add_days(Days::new(u64::from(n))),
            Length::Months(n) => start.checked_add_months(Months::new(u32::from(n))),
            Length::WorkingDays(n) => {
                let mut day = start;
                for _ in 0..n {
                    day = self.on_or_after(day.succ_opt()?);
                }
                Some(day)
            }
        }
    }

    /// Returns the working days after `from` up to and including `to`; negative when `to` is before.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        from.iter_days()
            .skip(1)
            .take_while(|day| *day <= to)
            .filter(|day| self.is_working(*day))
            .count() as i64
    }
}

/// A term's length with its unit; "日" without 工作 is calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Calendar days.
    Days(u16),
    /// Working days.
    WorkingDays(u16),
    /// Months.
    Months(u16),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_months_from_november_end_in_february() {
        let calendar = Calendar::plain();
        let end = calendar
            .end_of(day("2026-11-30"), Length::Months(3))
            .unwrap();
        assert_eq!(end, day("2027-02-28"));
        assert_eq!(calendar.on_or_after(end), day("2027-03-01"));
    }

    #[test]
    fn working_days_skip_holidays_and_count_shifted_ones() {
        let mut calendar = Calendar::plain();
        calendar.add_year(
            2026,
            [day("2026-10-01"), day("2026-10-02")],
            [day("2026-10-10")],
        );
        // 1 and 2 October are free, 10 October is a working Saturday.
        assert_eq!(
            calendar.end_of(day("2026-09-30"), Length::WorkingDays(1)),
            Some(day("2026-10-05"))
        );
        assert_eq!(
            calendar.end_of(day("2026-10-09"), Length::WorkingDays(1)),
            Some(day("2026-10-10"))
        );
        assert_eq!(
            calendar.working_days_between(day("2026-09-30"), day("2026-10-05")),
            1
        );
        assert_eq!(
            calendar.working_days_between(day("2026-10-05"), day("2026-09-30")),
            -1
        );
        assert!(calendar.knows(day("2026-01-01")) && !calendar.knows(day("2027-01-01")));
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        assert_eq!(
            Calendar::plain().end_of(NaiveDate::MAX, Length::Months(3)),
            None
        );
        assert_eq!(
            Calendar::plain().end_of(NaiveDate::MAX, Length::WorkingDays(3)),
            None
        );
    }
}
