//! Days as ledgers have them: real dates, serial numbers, and every way of typing one.

use chrono::{Days, NaiveDate};

use super::Reason;
use crate::ingest::{
    lines::flat,
    paper::{date, han},
    sheet::Cell,
};

/// Serial days of spreadsheets count from here (day 1 is 1900-01-01; the year 1900 has one day too
/// many there, which no ledger reaches).
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date");

/// Serial days that a ledger can mean: 1982-01-01 to 2099-12-31. Numbers outside are typed wrong.
const SERIALS: std::ops::RangeInclusive<u64> = 29_952..=73_050;

/// Years in which a two-digit year is taken to lie: 2000 to 2069. Chosen by us.
const SHORT_YEARS: std::ops::RangeInclusive<i32> = 0..=69;

/// Reads a cell as a day; `year` completes one that has none.
pub(in crate::ingest) fn day(cell: &Cell, year: Option<i32>) -> Result<NaiveDate, Reason> {
    match cell {
        Cell::Day(day) => Ok(*day),
        Cell::Number(number) if *number >= 0.0 => {
            let whole = number.trunc() as u64;
            serial(whole).or_else(|| compact(whole)).ok_or(Reason::Day)
        }
        Cell::Text(text) => typed(text, year),
        _ => Err(Reason::Day),
    }
}

fn serial(number: u64) -> Option<NaiveDate> {
    SERIALS.contains(&number).then(|| EPOCH + Days::new(number))
}

/// 20230412.
fn compact(number: u64) -> Option<NaiveDate> {
    let number = u32::try_from(number).ok()?;
    let year = i32::try_from(number / 10_000).ok()?;
    ((1949..=2199).contains(&year))
        .then(|| NaiveDate::from_ymd_opt(year, number / 100 % 100, number % 100))?
}

fn typed(text: &str, year: Option<i32>) -> Result<NaiveDate, Reason> {
    let text = flat(text);
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Ok(number) = joined.parse::<u64>() {
        return serial(number)
            .or_else(|| compact(number))
            .ok_or(Reason::Day);
    }
    // 2023-04-12 00:00:00 keeps its blank: without it the clock would run into the day.
    for text in [&text, &joined] {
        if let Some(found) = date::find(text) {
            return found.day.ok_or(Reason::ImpossibleDay);
        }
    }
    let parts = numbers(&joined);
    let (year, month, day) = match parts.as_slice() {
        // 23.4.12
        [year, month, day] if SHORT_YEARS.contains(&(*year as i32)) && *month <= 12 => {
            (2000 + *year as i32, *month, *day)
        }
        [month, day] if joined.contains('月') || *month <= 12 => {
            (year.ok_or(Reason::NoYear)?, *month, *day)
        }
        _ => return Err(Reason::Day),
    };
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Reason::ImpossibleDay)
}

/// Returns the numbers of a text of nothing but numbers and the signs of dates; else nothing.
fn numbers(text: &str) -> Vec<u32> {
    let sign = |c: char| {
        matches!(
            c,
            '.' | '-' | '/' | '．' | '－' | '／' | '年' | '月' | '日' | '号'
        )
    };
    let text = text.trim_end_matches(['前', '止', '起']);
    let parts = text.split(sign).filter(|part| !part.is_empty());
    let numbers: Option<Vec<u32>> = parts.map(han::numeral).collect();
    numbers.unwrap_or_default()
}

/// Returns the year that a cell with a whole date names.
pub(super) fn year_of(cell: &Cell) -> Option<i32> {
    use chrono::Datelike;
    day(cell, None).ok().map(|day| day.year())
}

/// Finds the year that a title names: 2026年度代表建议办理台账.
pub(super) fn year_in(text: &str) -> Option<i32> {
    let text = flat(text);
    text.match_indices('年').find_map(|(at, _)| {
        let (year, _) = han::numeral_before(&text, at)?;
        i32::try_from(year)
            .ok()
            .filter(|y| (1949..=2199).contains(y))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_way_of_typing_a_day_is_read() {
        for text in [
            "2023.4.12",
            "2023-04-12",
            "2023/4/12",
            "2023年4月12日",
            "2023 年 4 月 12 日",
            "20230412",
            "45028",
            "2023-04-12 00:00:00",
            "2023-04-12T00:00:00",
            "二〇二三年四月十二日",
            "4月12日",
            "04.12",
            "4-12",
            "4/12",
            "四月十二日",
            "23.4.12",
            "2023．4．12",
            "2023年4月12日前",
            "４月１２日",
            "2023年4月12号",
        ] {
            let read = day(&Cell::text(text), Some(2023));
            assert_eq!(
                read,
                Ok(NaiveDate::from_ymd_opt(2023, 4, 12).unwrap()),
                "{text}"
            );
        }
        let want = Ok(NaiveDate::from_ymd_opt(2023, 4, 12).unwrap());
        assert_eq!(day(&Cell::Number(45028.0), None), want);
        assert_eq!(day(&Cell::Number(45028.75), None), want);
        assert_eq!(day(&Cell::Number(20_230_412.0), None), want);
    }

    #[test]
    fn what_is_no_day_says_why() {
        for (text, why) in [
            ("2023年9月31日", Reason::ImpossibleDay),
            ("2月30日", Reason::ImpossibleDay),
            ("4月12日", Reason::NoYear),
            ("尽快", Reason::Day),
            ("37", Reason::Day),
            ("12/25/2023", Reason::Day),
        ] {
            let year = (why != Reason::NoYear).then_some(2023);
            assert_eq!(day(&Cell::text(text), year), Err(why), "{text}");
        }
        assert_eq!(day(&Cell::Number(37.0), None), Err(Reason::Day));
        assert_eq!(day(&Cell::Number(-1.0), None), Err(Reason::Day));
        assert_eq!(day(&Cell::Number(f64::NAN), None), Err(Reason::Day));
        assert_eq!(day(&Cell::Empty, None), Err(Reason::Day));
    }

    #[test]
    fn a_title_names_its_year() {
        assert_eq!(year_in("云桥区2026年度代表建议办理台账"), Some(2026));
        assert_eq!(year_in("代表建议办理台账（二〇二六年）"), Some(2026));
        assert_eq!(year_in("三年行动台账"), None);
    }
}
