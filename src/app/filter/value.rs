//! Numbers and days as they are typed: compared, in ranges, and days that depend on today.

use chrono::{Datelike, Days, Months, NaiveDate};

/// Whole numbers from one to another, both included.
pub type NumberSpan = (i64, i64);

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    Below,
    UpTo,
    Equal,
    From,
    Above,
}

fn compared(text: &str) -> (Compare, &str) {
    let signs = [
        ("<=", Compare::UpTo),
        (">=", Compare::From),
        ("≤", Compare::UpTo),
        ("≥", Compare::From),
        ("<", Compare::Below),
        (">", Compare::Above),
        ("=", Compare::Equal),
    ];
    for (sign, compare) in signs {
        if let Some(rest) = text.strip_prefix(sign) {
            return (compare, rest);
        }
    }
    (Compare::Equal, text)
}

/// Reads `7`, `<7`, `>=-3`, `3-7`, `-5--1`, `3..7`, `3~7`; a counting word behind is passed over.
pub fn number(text: &str) -> Option<NumberSpan> {
    let (compare, rest) = compared(text);
    if compare == Compare::Equal
        && let Some((from, to)) = range(rest)
    {
        return Some((plain(from)?, plain(to)?));
    }
    let number = plain(rest)?;
    Some(match compare {
        Compare::Below => (i64::MIN, number - 1),
        Compare::UpTo => (i64::MIN, number),
        Compare::Equal => (number, number),
        Compare::From => (number, i64::MAX),
        Compare::Above => (number + 1, i64::MAX),
    })
}

fn plain(text: &str) -> Option<i64> {
    let text = text.trim_end_matches(['天', '日', '工', '号', '届', '次', '年']);
    let text = text.strip_prefix('第').unwrap_or(text);
    // Beyond any count of the office; keeps every sum from overflowing.
    let small = |number: &i64| number.abs() <= 1_000_000_000;
    text.parse().ok().filter(small)
}

/// Cuts a range at `..`, `~`, `至`, or a hyphen that is not a sign.
fn range(text: &str) -> Option<(&str, &str)> {
    for between in ["..", "~", "至"] {
        if let Some(cut) = text.split_once(between) {
            return Some(cut);
        }
    }
    let first = text.chars().next()?.len_utf8();
    let at = first + text[first..].find('-')?;
    Some((&text[..at], &text[at + 1..]))
}

/// A day, month or year; those named by a word depend on today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Fixed(NaiveDate, NaiveDate),
    Yesterday,
    Today,
    Tomorrow,
    Week,
    NextWeek,
    Month,
    NextMonth,
    Year,
}

/// Names for days that depend on today.
const NAMED_DAYS: &[(&str, Day)] = &[
    ("今日", Day::Today),
    ("今天", Day::Today),
    ("today", Day::Today),
    ("jr", Day::Today),
    ("昨日", Day::Yesterday),
    ("昨天", Day::Yesterday),
    ("yesterday", Day::Yesterday),
    ("明日", Day::Tomorrow),
    ("明天", Day::Tomorrow),
    ("tomorrow", Day::Tomorrow),
    ("mr", Day::Tomorrow),
    ("本周", Day::Week),
    ("week", Day::Week),
    ("bz", Day::Week),
    ("下周", Day::NextWeek),
    ("next-week", Day::NextWeek),
    ("xz", Day::NextWeek),
    ("本月", Day::Month),
    ("month", Day::Month),
    ("by", Day::Month),
    ("下月", Day::NextMonth),
    ("next-month", Day::NextMonth),
    ("xy", Day::NextMonth),
    ("今年", Day::Year),
    ("本年", Day::Year),
    ("year", Day::Year),
    ("jn", Day::Year),
];

impl Day {
    fn read(text: &str) -> Option<Day> {
        if let Some((_, day)) = NAMED_DAYS.iter().find(|(name, _)| *name == text) {
            return Some(*day);
        }
        let text = text.trim_end_matches(['日', '号']);
        let text = text.replace(['年', '月', '/', '.'], "-");
        let parts: Vec<&str> = text.trim_end_matches('-').split('-').collect();
        let part = |at: usize| -> Option<u32> {
            let digits = parts.get(at)?;
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|_| plain && digits.len() <= 4)
        };
        let year = i32::try_from(part(0)?).ok().filter(|year| *year >= 1900)?;
        let (from, to) = match parts.len() {
            1 => (
                NaiveDate::from_ymd_opt(year, 1, 1)?,
                NaiveDate::from_ymd_opt(year, 12, 31)?,
            ),
            2 => {
                let first = NaiveDate::from_ymd_opt(year, part(1)?, 1)?;
                (first, first + Months::new(1) - Days::new(1))
            }
            3 => {
                let day = NaiveDate::from_ymd_opt(year, part(1)?, part(2)?)?;
                (day, day)
            }
            _ => return None,
        };
        Some(Day::Fixed(from, to))
    }

    /// Returns its first and last day.
    fn span(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
        let first = today - Days::new(u64::from(today.day0()));
        match self {
            Day::Fixed(from, to) => (from, to),
            Day::Yesterday => (today - Days::new(1), today - Days::new(1)),
            Day::Today => (today, today),
            Day::Tomorrow => (today + Days::new(1), today + Days::new(1)),
            Day::Week => (monday, monday + Days::new(6)),
            Day::NextWeek => (monday + Days::new(7), monday + Days::new(13)),
            Day::Month => (first, first + Months::new(1) - Days::new(1)),
            Day::NextMonth => (
                first + Months::new(1),
                first + Months::new(2) - Days::new(1),
            ),
            Day::Year => (
                first - Months::new(first.month0()),
                first - Months::new(first.month0()) + Months::new(12) - Days::new(1),
            ),
        }
    }
}

/// Days as asked for, before it is known what day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    from: Day,
    to: Day,
    compare: Compare,
}

impl DaySpan {
    /// Reads `2026`, `2026-03`, `<2026-04-01`, `2026-03..2026-05`, `今日`, `<=本周`.
    pub fn read(text: &str) -> Option<Self> {
        let (compare, rest) = compared(text);
        let (from, to) = match ["..", "~", "至"]
            .iter()
            .find_map(|between| rest.split_once(between))
        {
            Some((from, to)) if compare == Compare::Equal => (from, to),
            _ => (rest, rest),
        };
        Some(Self {
            from: Day::read(from)?,
            to: Day::read(to)?,
            compare,
        })
    }

    /// Returns the first and the last day that are meant.
    pub fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (first, last) = (self.from.span(today).0, self.to.span(today).1);
        match self.compare {
            Compare::Below => (NaiveDate::MIN, first.pred_opt().unwrap_or(first)),
            Compare::UpTo => (NaiveDate::MIN, last),
            Compare::Equal => (first, last),
            Compare::From => (first, NaiveDate::MAX),
            Compare::Above => (last.succ_opt().unwrap_or(last), NaiveDate::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_and_in_ranges() {
        for (text, span) in [
            ("7", (7, 7)),
            ("=7", (7, 7)),
            ("<7", (i64::MIN, 6)),
            ("<=7", (i64::MIN, 7)),
            ("≤7天", (i64::MIN, 7)),
            (">7", (8, i64::MAX)),
            (">=-3", (-3, i64::MAX)),
            ("-3", (-3, -3)),
            ("3-7", (3, 7)),
            ("-5--1", (-5, -1)),
            ("-5..2", (-5, 2)),
            ("3~7", (3, 7)),
            ("第18届", (18, 18)),
            ("037", (37, 37)),
        ] {
            assert_eq!(number(text), Some(span), "{text}");
        }
        for text in [
            "",
            "<",
            "-",
            "3-",
            "七",
            "1e\u{301}",
            "\u{1b}[31m",
            "9999999999",
            "<3-7",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn days_months_years_and_words_are_spans() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // a Saturday
        let today = day("2026-11-21");
        for (text, from, to) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-4-1", "2026-04-01", "2026-04-01"),
            ("2026年4月1日", "2026-04-01", "2026-04-01"),
            ("2026年4月", "2026-04-01", "2026-04-30"),
            ("今日", "2026-11-21", "2026-11-21"),
            ("本周", "2026-11-16", "2026-11-22"),
            ("下周", "2026-11-23", "2026-11-29"),
            ("本月", "2026-11-01", "2026-11-30"),
            ("下月", "2026-12-01", "2026-12-31"),
            ("今年", "2026-01-01", "2026-12-31"),
            ("2026-03..2026-05", "2026-03-01", "2026-05-31"),
        ] {
            let span = DaySpan::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(span.days(today), (day(from), day(to)), "{text}");
        }
        let open = |text: &str| DaySpan::read(text).unwrap().days(today);
        assert_eq!(open("<今日"), (NaiveDate::MIN, day("2026-11-20")));
        assert_eq!(open("<=本周"), (NaiveDate::MIN, day("2026-11-22")));
        assert_eq!(open(">2026"), (day("2027-01-01"), NaiveDate::MAX));
        assert_eq!(open(">=2026-09"), (day("2026-09-01"), NaiveDate::MAX));
        for text in [
            "",
            "<",
            "26",
            "2026-13",
            "2026-9-31",
            "2026-1-1-1",
            "某日",
            "20e\u{301}6",
        ] {
            assert_eq!(DaySpan::read(text), None, "{text}");
        }
    }
}
