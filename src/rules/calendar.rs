//! The working calendar's years: those that come with the program, and files of later ones.
//!
//! A file is TOML (`year`, `source`, `free`, `working`) or lines of `date,free` and `date,working`. The
//! notices of the State Council come out once a year, usually in November, so a year is data that a
//! clerk can bring in; every fault of a file is listed and a faulty one is refused.

use std::{collections::BTreeSet, sync::OnceLock};

use chrono::{Datelike, NaiveDate};

use super::{
    fault::{Fault, Wrong},
    read::{Doc, Table},
};
use crate::domain::calendar::{Calendar, CalendarYear, is_weekend};

/// The years that come with the program.
const EMBEDDED: &[&str] = &[
    include_str!("../../data/calendars/2016.toml"),
    include_str!("../../data/calendars/2017.toml"),
    include_str!("../../data/calendars/2018.toml"),
    include_str!("../../data/calendars/2019.toml"),
    include_str!("../../data/calendars/2020.toml"),
    include_str!("../../data/calendars/2021.toml"),
    include_str!("../../data/calendars/2022.toml"),
    include_str!("../../data/calendars/2023.toml"),
    include_str!("../../data/calendars/2024.toml"),
    include_str!("../../data/calendars/2025.toml"),
    include_str!("../../data/calendars/2026.toml"),
];

/// Returns the years that come with the program, in order.
///
/// # Panics
/// Never: a test reads every year.
pub fn shipped_years() -> &'static [CalendarYear] {
    static YEARS: OnceLock<Vec<CalendarYear>> = OnceLock::new();
    YEARS.get_or_init(|| {
        let read = |text: &&str| {
            read_year("", text).expect("embedded; `every_year_that_ships_can_be_read` reads it")
        };
        EMBEDDED.iter().map(read).collect()
    })
}

/// Returns the calendar of the shipped years with others laid on top.
pub fn calendar_with(years: &[CalendarYear]) -> Calendar {
    let mut calendar = Calendar::plain();
    for own in shipped_years().iter().chain(years) {
        put(&mut calendar, own);
    }
    calendar
}

/// Puts a year into a calendar.
pub fn put(calendar: &mut Calendar, year: &CalendarYear) {
    let (free, working) = (year.free.iter().copied(), year.working.iter().copied());
    calendar.add_year(year.year, free, working);
}

/// Reads a year from a file's text; `file` names it in faults.
///
/// # Errors
/// Every fault of it.
pub fn read_year(file: &str, text: &str) -> Result<CalendarYear, Vec<Fault>> {
    let is_toml = text
        .lines()
        .any(|line| line.trim_start().starts_with("year"));
    let mut doc = Doc::new(file, text);
    let read = if is_toml {
        of_toml(&mut doc)
    } else {
        of_lines(&mut doc, file, text)
    };
    match read {
        Some(year) if doc.faults.is_empty() => Ok(year),
        _ => {
            doc.faults.sort_by_key(|fault| fault.line);
            Err(doc.faults)
        }
    }
}

/// The days met, and what each was said to be.
#[derive(Default)]
struct Days {
    free: BTreeSet<NaiveDate>,
    working: BTreeSet<NaiveDate>,
}

impl Days {
    /// Takes a day in; returns what is wrong with it.
    fn take(&mut self, year: i32, day: NaiveDate, working: Said) -> Option<Wrong> {
        if day.year() != year {
            return Some(Wrong::OtherYear);
        }
        let (own, other) = match working {
            Said::Free => (&mut self.free, &self.working),
            Said::Working => (&mut self.working, &self.free),
        };
        if other.contains(&day) {
            return Some(Wrong::FreeAndWorked);
        }
        if !own.insert(day) {
            return Some(Wrong::Twice);
        }
        (working == Said::Working && !is_weekend(day)).then_some(Wrong::PlainWeekday)
    }
}

/// What a day is said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Free,
    Working,
}

fn of_toml(doc: &mut Doc<'_>) -> Option<CalendarYear> {
    let parsed = doc.parse();
    let mut root = Table::root(&parsed);
    if root.get("year").is_none() {
        doc.fault(root.at(), "year", Wrong::Missing, "year");
    }
    let year = root.number(doc, "year").map(i32::from);
    let source = root.must(doc, "source").unwrap_or_default();
    let mut days = Days::default();
    for (key, said) in [("free", Said::Free), ("working", Said::Working)] {
        let Some(value) = root.get(key) else {
            doc.fault(root.at(), key, Wrong::Missing, key);
            continue;
        };
        for part in value.list(doc) {
            let Some(day) = part.day(doc) else { continue };
            let wrong = year.and_then(|year| days.take(year, day, said));
            if let Some(wrong) = wrong {
                doc.fault(part.at(), part.place(), wrong, &day.to_string());
            }
        }
    }
    root.finish(doc);
    Some(CalendarYear {
        year: year?,
        source,
        free: days.free.into_iter().collect(),
        working: days.working.into_iter().collect(),
    })
}

/// Reads `date,free|working` a line; the year is the first line's, the source the file itself.
fn of_lines(doc: &mut Doc<'_>, file: &str, text: &str) -> Option<CalendarYear> {
    let mut days = Days::default();
    let mut year = None;
    let mut at = 0;
    for (number, whole) in text.split_inclusive('\n').enumerate() {
        let (here, line) = (at, whole.trim().trim_start_matches('\u{feff}'));
        at += whole.len();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (day, said) = line.split_once([',', '，', '\t']).unwrap_or((line, ""));
        let said = match said.trim() {
            "free" | "休" | "放假" => Some(Said::Free),
            "working" | "班" | "上班" => Some(Said::Working),
            _ => None,
        };
        let place = format!("[{}]", number + 1);
        match (NaiveDate::parse_from_str(day.trim(), "%Y-%m-%d"), said) {
            (Ok(day), Some(said)) => {
                let year = *year.get_or_insert(day.year());
                if let Some(wrong) = days.take(year, day, said) {
                    doc.fault(here, &place, wrong, &day.to_string());
                }
            }
            // A head line is no fault.
            (Err(_), _) if number == 0 && day.trim() == "date" => {}
            (Err(_), Some(_)) => doc.fault(here, &place, Wrong::NoDay, day.trim()),
            _ => doc.fault(here, &place, Wrong::BadLine, line),
        }
    }
    if year.is_none() {
        doc.fault(0, "", Wrong::Missing, "date");
    }
    let name = std::path::Path::new(file).file_name();
    Some(CalendarYear {
        year: year?,
        source: name.map_or_else(
            || file.to_owned(),
            |name| name.to_string_lossy().into_owned(),
        ),
        free: days.free.into_iter().collect(),
        working: days.working.into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrongs(text: &str) -> Vec<(usize, Wrong)> {
        let faults = read_year("年.toml", text).unwrap_err();
        faults.iter().map(|own| (own.line, own.wrong)).collect()
    }

    #[test]
    fn every_year_that_ships_can_be_read() {
        let years: Vec<i32> = shipped_years().iter().map(|own| own.year).collect();
        assert_eq!(years, (2016..=2026).collect::<Vec<_>>());
        for own in shipped_years() {
            assert!(own.source.contains("国务院办公厅"), "{}", own.source);
            assert!(
                own.free.len() >= 24 && own.working.len() >= 5,
                "{}",
                own.year
            );
        }
    }

    #[test]
    fn every_fault_of_a_year_is_listed_with_its_line() {
        let text = "year = 2027\nsource = ''\nfree = [\n '2027-01-01',\n '2027-01-01',\n \
                    '2026-12-31',\n '2027-02-30',\n 7,\n]\nworking = [\n '2027-01-01',\n \
                    '2027-01-04',\n '2027-01-09',\n]\nmore = 1\n";
        assert_eq!(
            wrongs(text),
            [
                (2, Wrong::Missing),
                (5, Wrong::Twice),
                (6, Wrong::OtherYear),
                (7, Wrong::NoDay),
                (8, Wrong::NoDay),
                (11, Wrong::FreeAndWorked),
                (12, Wrong::PlainWeekday),
                (15, Wrong::UnknownKey),
            ]
        );
        assert!(wrongs("year = \n").contains(&(1, Wrong::Syntax)));
        assert_eq!(wrongs(""), [(1, Wrong::Missing)]);
    }

    #[test]
    fn a_year_can_come_as_lines() {
        let text =
            "\u{feff}date,kind\n2027-01-01,free\n2027-02-06，休\n\n# 调休\n2027-02-20,working\n";
        let year = read_year("dir/2027.csv", text).unwrap();
        assert_eq!(
            (year.year, year.free.len(), year.working.len()),
            (2027, 2, 1)
        );
        assert_eq!(year.source, "2027.csv");
        assert_eq!(
            wrongs("2027-01-01,free\n2027-09-31,free\n2028-01-01,free\n2027-01-02,闲\n"),
            [
                (2, Wrong::NoDay),
                (3, Wrong::OtherYear),
                (4, Wrong::BadLine)
            ]
        );
    }

    #[test]
    fn a_year_brought_in_stands_over_the_shipped_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let own = CalendarYear {
            year: 2026,
            source: "另行通知".into(),
            free: vec![day("2026-09-03")],
            working: vec![],
        };
        let calendar = calendar_with(&[own]);
        assert!(!calendar.is_working(day("2026-09-03")) && calendar.is_working(day("2026-10-01")));
        assert!(!calendar_with(&[]).is_working(day("2026-10-01")));
    }
}
