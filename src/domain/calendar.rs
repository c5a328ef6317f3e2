//! Date arithmetic as the Civil Code has it, over a table of free and working days.
//!
//! Sources: Civil Code arts. 201 to 203: the first day is not counted; a term in months ends on the
//! corresponding day, or on the month's last day where there is none; a last day on a holiday moves
//! to the day after it. Each is switchable by [`Arithmetic`], because the rules on suggestions do
//! not say so themselves. A year is a bitmap of its working days: projecting a hundred thousand
//! items asks for some millions of days.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Which days are free. A year without data counts Saturdays and Sundays as free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// In the order of years.
    years: Vec<Year>,
}

/// A year's days out of the week's order, as a notice lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// The notice, and where the days were taken from.
    pub source: String,
    /// Statutory free days, in order.
    pub free: Vec<NaiveDate>,
    /// Saturdays and Sundays that are worked, in order.
    pub working: Vec<NaiveDate>,
}

/// A year with data: a bit for each working day, by the day's place in the year.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Year {
    year: i32,
    working: [u64; 6],
}

/// How terms are counted; the default is the Civil Code's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arithmetic {
    /// Art. 201.
    pub first_day: FirstDay,
    /// Art. 203.
    pub last_day: LastDay,
}

/// Whether the day of the event is part of the term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstDay {
    /// The term begins on the day after.
    #[default]
    NotCounted,
    /// The day of the event is the first.
    Counted,
}

/// What becomes of a last day that is free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastDay {
    /// The next working day is the last.
    #[default]
    Moves,
    /// It stays the last.
    Stays,
}

impl Year {
    /// Returns a year in which Saturdays and Sundays alone are free.
    fn plain(year: i32) -> Self {
        let mut own = Self {
            year,
            working: [0; 6],
        };
        for day in days_of(year) {
            own.set(day, !is_weekend(day));
        }
        own
    }

    fn set(&mut self, day: NaiveDate, working: bool) {
        let at = day.ordinal0() as usize;
        let bit = 1 << (at % 64);
        if working {
            self.working[at / 64] |= bit;
        } else {
            self.working[at / 64] &= !bit;
        }
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        let at = day.ordinal0() as usize;
        self.working[at / 64] >> (at % 64) & 1 == 1
    }

    /// Counts the working days among the first so many days of the year.
    fn working_among(&self, days: usize) -> i64 {
        let whole: u32 = self.working[..days / 64]
            .iter()
            .map(|w| w.count_ones())
            .sum();
        let rest = match days % 64 {
            0 => 0,
            bits => (self.working[days / 64] & ((1 << bits) - 1)).count_ones(),
        };
        i64::from(whole + rest)
    }
}

/// Returns whether a day is a Saturday or a Sunday.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

impl Calendar {
    /// Returns a calendar without yearly data.
    pub fn plain() -> Self {
        Self::default()
    }

    /// Puts a year's statutory free days and shifted working days in, in place of what was known of
    /// the year; days of other years are passed over.
    pub fn add_year(
        &mut self,
        year: i32,
        free: impl IntoIterator<Item = NaiveDate>,
        working: impl IntoIterator<Item = NaiveDate>,
    ) {
        let mut own = Year::plain(year);
        for day in free.into_iter().filter(|day| day.year() == year) {
            own.set(day, false);
        }
        for day in working.into_iter().filter(|day| day.year() == year) {
            own.set(day, true);
        }
        match self.years.binary_search_by_key(&year, |own| own.year) {
            Ok(at) => self.years[at] = own,
            Err(at) => self.years.insert(at, own),
        }
    }

    fn year(&self, year: i32) -> Option<&Year> {
        let at = self.years.binary_search_by_key(&year, |own| own.year);
        at.ok().map(|at| &self.years[at])
    }

    /// Returns the years with data.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().map(|own| own.year)
    }

    /// Returns the days of its years that are out of the week's order: free weekdays, worked weekends.
    pub fn shifted(&self) -> impl Iterator<Item = NaiveDate> {
        let days = self.years.iter().flat_map(|own| days_of(own.year));
        days.filter(|day| self.is_shifted(*day))
    }

    /// Returns whether there is data for the day's year; without it every date computed is a guess.
    pub fn knows(&self, day: NaiveDate) -> bool {
        self.year(day.year()).is_some()
    }

    /// Returns whether the day is a working day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.year(day.year()) {
            Some(year) => year.is_working(day),
            None => !is_weekend(day),
        }
    }

    /// Returns whether the day is out of the week's order: a free weekday, or a working weekend.
    pub fn is_shifted(&self, day: NaiveDate) -> bool {
        self.is_working(day) == is_weekend(day)
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

    /// Returns the last day of a term as the Civil Code counts, before a free last day moves; `None`
    /// beyond the calendar's end.
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

    /// Returns the last day of a term, the first day counted or not; a free last day stays.
    pub fn end_by(&self, start: NaiveDate, length: Length, first: FirstDay) -> Option<NaiveDate> {
        match first {
            FirstDay::NotCounted => self.end_of(start, length),
            // Counting the day itself ends every term a day earlier.
            FirstDay::Counted => match length {
                Length::Days(_) | Length::Months(_) => self.end_of(start, length)?.pred_opt(),
                Length::WorkingDays(_) => self.end_of(start.pred_opt()?, length),
            },
        }
    }

    /// Returns the working days after `from` up to and including `to`; negative when `to` is before.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let within = |year: i32, days: usize| match self.year(year) {
            Some(own) => own.working_among(days),
            None => weekdays_among(year, days),
        };
        let until = |day: NaiveDate| within(day.year(), day.ordinal() as usize);
        let whole: i64 = (from.year()..to.year())
            .map(|year| within(year, days_of(year).count()))
            .sum();
        whole + until(to) - until(from)
    }
}

fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    (1..=366).map_while(move |day| NaiveDate::from_yo_opt(year, day))
}

/// Counts Mondays to Fridays among the first so many days of a year.
fn weekdays_among(year: i32, days: usize) -> i64 {
    let Some(first) = NaiveDate::from_yo_opt(year, 1) else {
        return 0;
    };
    let start = first.weekday().num_days_from_monday() as usize;
    let rest = (0..days % 7).filter(|n| (start + n) % 7 < 5).count();
    (days / 7 * 5 + rest) as i64
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

impl Length {
    /// Returns the unit and the number as data files name them.
    pub const fn parts(self) -> (&'static str, u16) {
        match self {
            Length::Days(n) => ("days", n),
            Length::WorkingDays(n) => ("working_days", n),
            Length::Months(n) => ("months", n),
        }
    }
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
    fn working_days_are_counted_as_if_one_by_one_over_years() {
        let mut calendar = Calendar::plain();
        calendar.add_year(2026, [day("2026-01-01")], [day("2026-01-04")]);
        for (from, to) in [
            ("2024-02-28", "2027-03-02"),
            ("2025-12-31", "2026-01-04"),
            ("2026-12-31", "2027-01-01"),
            ("2026-05-05", "2026-05-05"),
        ] {
            let (from, to) = (day(from), day(to));
            let one_by_one = from
                .iter_days()
                .skip(1)
                .take_while(|day| *day <= to)
                .filter(|day| calendar.is_working(*day))
                .count() as i64;
            assert_eq!(calendar.working_days_between(from, to), one_by_one);
        }
    }

    #[test]
    fn a_first_day_that_counts_ends_every_term_a_day_earlier() {
        let calendar = Calendar::plain();
        let end = |start: &str, length| {
            let end = calendar.end_by(day(start), length, FirstDay::Counted);
            end.unwrap().to_string()
        };
        assert_eq!(end("2026-03-02", Length::Days(10)), "2026-03-11");
        assert_eq!(end("2026-03-02", Length::Months(1)), "2026-04-01");
        assert_eq!(end("2026-03-02", Length::WorkingDays(5)), "2026-03-06");
        assert_eq!(end("2026-03-07", Length::WorkingDays(1)), "2026-03-09");
    }

    #[test]
    fn a_year_put_in_again_replaces_the_first() {
        let mut calendar = Calendar::plain();
        calendar.add_year(2026, [day("2026-03-02")], []);
        calendar.add_year(2026, [day("2026-03-03"), day("2027-03-01")], []);
        assert!(calendar.is_working(day("2026-03-02")));
        assert!(!calendar.is_working(day("2026-03-03")));
        assert_eq!(calendar.years().collect::<Vec<_>>(), [2026]);
        assert!(calendar.is_shifted(day("2026-03-03")) && !calendar.is_shifted(day("2026-03-07")));
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
        assert_eq!(
            Calendar::plain().end_by(NaiveDate::MIN, Length::WorkingDays(3), FirstDay::Counted),
            None
        );
    }
}
