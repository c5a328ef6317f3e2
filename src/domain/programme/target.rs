//! The targets of a plan: how many of what in which year, and how that is measured.
//!
//! A target is measured by a question to the roster, or by a number that somebody states with its
//! source. In a question the blank `{年}` stands for the year; one without the blank is asked as of the
//! year's last day, as a stock is (`市级工作室达150个`).

use std::{fmt::Write as _, ops::RangeInclusive};

use super::{KeptEntry, What};
use crate::domain::fact::value;

/// The blanks that stand for the year in a question.
const BLANKS: [&str; 2] = ["{年}", "{year}"];

/// The years a goal may be for.
const YEARS: RangeInclusive<i32> = 1900..=2999;

/// How many years one row of goals may span. Chosen by us: no plan runs for longer.
const SPAN: i32 = 50;

/// What is to be reached in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Goal {
    /// The calendar year.
    pub year: i32,
    /// How many.
    pub amount: i64,
}

/// A target of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What: `领军人才`. No two of a plan are called the same.
    pub name: String,
    /// The unit: `人`.
    pub unit: String,
    /// What is to be reached, ascending by year.
    pub goals: Vec<Goal>,
    /// The question that measures it; stated by hand without one.
    pub question: Option<String>,
}

impl Target {
    /// Returns the goal of a year.
    pub fn goal(&self, year: i32) -> Option<i64> {
        let own = self.goals.iter().find(|own| own.year == year);
        own.map(|own| own.amount)
    }

    /// Returns the question for a year.
    pub fn question_of(&self, year: i32) -> Option<String> {
        let question = self.question.as_ref()?;
        if BLANKS.iter().all(|blank| !question.contains(blank)) {
            return Some(format!("{question} 截至{year}-12-31"));
        }
        let year = year.to_string();
        let filled = question.replace(BLANKS[0], &year);
        Some(filled.replace(BLANKS[1], &year))
    }

    /// Returns what was last stated to be reached in a year: the latest day counts, and of one day what
    /// was entered last.
    pub fn stated<'a>(&self, year: i32, entries: &'a [KeptEntry]) -> Option<&'a KeptEntry> {
        let all = entries.iter().filter(|own| own.stands());
        let of_year = all.filter(|own| own.entry.year() == year);
        of_year
            .filter(|own| matches!(&own.entry.what, What::Reached { target, .. } if *target == self.name))
            .max_by_key(|own| (own.entry.on, own.id))
    }

    /// Writes it in one line: `领军人才 人 2016-2020=100 ? 人才 荣誉年份={年}`.
    pub fn line(&self) -> String {
        let mut line = format!("{} {}", self.name, self.unit);
        let mut goals = self.goals.iter().peekable();
        while let Some(first) = goals.next() {
            let mut last = first.year;
            while let Some(next) =
                goals.next_if(|own| own.year == last + 1 && own.amount == first.amount)
            {
                last = next.year;
            }
            // Writing to a string cannot fail.
            let _ = match last {
                last if last == first.year => write!(line, " {last}={}", first.amount),
                last => write!(line, " {}-{last}={}", first.year, first.amount),
            };
        }
        if let Some(question) = &self.question {
            line.push_str(" ? ");
            line.push_str(question);
        }
        line
    }

    /// Reads a line as [`Target::line`] writes it; `？` is read too. A year said twice takes the last.
    pub fn of_line(line: &str) -> Option<Self> {
        let (head, question) = match line.split_once(['?', '？']) {
            Some((head, question)) => (head, Some(question.trim())),
            None => (line, None),
        };
        let mut words = head.split_whitespace();
        let (name, unit) = (words.next()?, words.next()?);
        if unit.contains('=') {
            return None;
        }
        let mut goals: Vec<Goal> = Vec::new();
        for word in words {
            let (years, amount) = word.split_once('=')?;
            let amount = value::amount(amount).ok()??;
            let (first, last) = years.split_once('-').unwrap_or((years, years));
            let year = |word: &str| word.trim_end_matches('年').parse::<i32>().ok();
            let (first, last) = (year(first)?, year(last)?);
            let known = |year: &i32| YEARS.contains(year);
            if !(known(&first) && known(&last)) || first > last || last - first >= SPAN {
                return None;
            }
            for year in first..=last {
                goals.retain(|own| own.year != year);
                goals.push(Goal { year, amount });
            }
        }
        goals.sort_unstable();
        (!goals.is_empty()).then(|| Self {
            name: name.to_owned(),
            unit: unit.to_owned(),
            goals,
            question: question.filter(|own| !own.is_empty()).map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(line: &str) -> Target {
        Target::of_line(line).unwrap()
    }

    #[test]
    fn a_target_is_read_from_a_line_and_written_again() {
        for line in [
            "领军人才 人 2016-2020=100 ? 人才 荣誉年份={年}",
            "工作室 个 2020=150 ? 工作室 级别>=市级",
            "基础人才 人 2016=30000 2018-2020=35000",
        ] {
            assert_eq!(read(line).line(), line);
        }
        assert_eq!(
            read("甲 人 2016年=5 2016=7").goals,
            [Goal {
                year: 2016,
                amount: 7
            }]
        );
        assert_eq!(read("甲 元 2016=2,000万").goals[0].amount, 20_000_000);
        for line in [
            "",
            "甲",
            "甲 人",
            "甲 2016=5",
            "甲 人 x=5",
            "甲 人 2020-2016=5",
            "甲 人 2016=-5",
            // More of these than fit into one sum.
            "甲 人 2016=9000000000000000000",
            "甲 人 2016=",
            "甲 人 1-2999=5",
        ] {
            assert_eq!(Target::of_line(line), None, "{line}");
        }
    }

    #[test]
    fn a_flow_is_asked_in_its_year_and_a_stock_at_its_end() {
        let flow = read("竞赛 项 2016=20 ？ 竞赛 级别=市级 年份={年}");
        assert_eq!(flow.question_of(2017).unwrap(), "竞赛 级别=市级 年份=2017");
        let stock = read("工作室 个 2020=150 ? 工作室 级别>=市级");
        assert_eq!(
            stock.question_of(2020).unwrap(),
            "工作室 级别>=市级 截至2020-12-31"
        );
        assert_eq!(read("甲 人 2016=1").question_of(2016), None);
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_refused_and_what_is_read_comes_back(line in "\\PC{0,30}|甲 人 [0-9=-]{0,12}") {
            if let Some(own) = Target::of_line(&line) {
                prop_assert_eq!(Target::of_line(&own.line()), Some(own));
            }
        }
    }
}
