//! Days that do not exist, weekdays that do not fit, years the wrong way round.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::{
    Finding, Severity,
    number_form::numbers,
    paper::{Paper, digit, is_han},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "dates";

const NUMERALS: &str = "〇一二三四五六七八九";
const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// A day as written: the year when it is named, month, day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub year: Option<u32>,
    month: u32,
    of_month: u32,
}

impl Day {
    fn exists(self) -> bool {
        // Without a year the 29th of February may be meant.
        let year = self.year.unwrap_or(2024);
        NaiveDate::from_ymd_opt(year as i32, self.month, self.of_month).is_some()
    }

    /// Returns the day when it exists and its year is named.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year? as i32, self.month, self.of_month)
    }
}

/// Checks every date.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let mut at = 0;
    while at < chars.len() {
        let Some((day, span)) = day_at(chars, at) else {
            at += 1;
            continue;
        };
        at = span.end;
        if !day.exists() {
            let words = paper.words(&span);
            found.push(Finding::new(ID, "none", Severity::Error, span).with("date", words));
        } else if let Some((named, end)) = weekday(chars, span.end) {
            let right = day.date().map(|date| date.weekday().num_days_from_monday());
            if let Some(right) = right.filter(|right| *right != named) {
                let right = WEEKDAYS[right as usize];
                found.push(
                    Finding::new(ID, "weekday", Severity::Error, span.start..end)
                        .with("date", paper.words(&span))
                        .with("right", right),
                );
            }
        }
    }
    years(paper, found);
    months(paper, found);
    spans(paper, found);
    number_year(paper, found);
}

/// Reads the date of a line such as 2017年5月5日.
pub(super) fn date_of(paper: &Paper, line: &Range<usize>) -> Option<Day> {
    (line.start..line.end).find_map(|at| day_at(&paper.chars, at).map(|(day, _)| day))
}

/// Reads a date at a place: 2017年5月5日, 5月5日, 2017-05-05, 二〇一七年五月五日.
fn day_at(chars: &[char], at: usize) -> Option<(Day, Range<usize>)> {
    let (first, end) = number(chars, at)?;
    if at > 0 {
        let before = chars[at - 1];
        let joined = digit(before).is_some()
            || before.is_ascii_alphabetic()
            || NUMERALS.contains(before)
            || before == '十';
        if joined || matches!(before, '.' | '/' | '-' | '第') {
            return None;
        }
    }
    let next = blank(chars, end);
    match chars.get(next)? {
        '年' => {
            let from = blank(chars, next + 1);
            let (month, end) = number(chars, from)?;
            let end = blank(chars, end);
            if chars.get(end) != Some(&'月') || !(1000..=2999).contains(&first) {
                return None;
            }
            let (day, end) = number(chars, blank(chars, end + 1))?;
            day_end(chars, end).map(|end| {
                (
                    Day {
                        year: Some(first),
                        month,
                        of_month: day,
                    },
                    at..end,
                )
            })
        }
        '月' => {
            let (day, end) = number(chars, blank(chars, next + 1))?;
            let own = Day {
                year: None,
                month: first,
                of_month: day,
            };
            day_end(chars, end).map(|end| (own, at..end))
        }
        mark @ ('-' | '.' | '/') if (1900..2100).contains(&first) && end - at == 4 => {
            let (month, end) = number(chars, next + 1)?;
            if chars.get(end) != Some(mark) {
                return None;
            }
            let (day, stop) = number(chars, end + 1)?;
            let more = chars.get(stop);
            let short = month < 100 && day < 100;
            let ends =
                more.is_none_or(|c| c != mark && digit(*c).is_none() && !c.is_ascii_alphabetic());
            (short && ends).then_some((
                Day {
                    year: Some(first),
                    month,
                    of_month: day,
                },
                at..stop,
            ))
        }
        _ => None,
    }
}

fn day_end(chars: &[char], end: usize) -> Option<usize> {
    let end = blank(chars, end);
    matches!(chars.get(end), Some('日' | '号')).then_some(end + 1)
}

fn blank(chars: &[char], at: usize) -> usize {
    let spaces = chars[at.min(chars.len())..].iter().take(3);
    at + spaces.take_while(|c| matches!(c, ' ' | '\u{a0}')).count()
}

/// Reads up to four figures, or a Chinese numeral up to 99 or figure by figure.
fn number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let mut end = at;
    let mut value = 0;
    while let Some(d) = chars.get(end).copied().and_then(digit) {
        value = value * 10 + d;
        end += 1;
        if end - at > 4 {
            return None;
        }
    }
    if end > at {
        return Some((value, end));
    }
    let figure = |c: char| match c {
        '〇' | '零' | '○' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    };
    while let Some(c) = chars.get(end) {
        if figure(*c).is_none() && *c != '十' || end - at > 4 {
            break;
        }
        end += 1;
    }
    let own = &chars[at.min(end)..end];
    if own.is_empty() {
        return None;
    }
    let value = match own.iter().position(|c| *c == '十') {
        Some(ten) => {
            let tens = if ten == 0 { 1 } else { figure(own[0])? };
            let ones = match own.get(ten + 1) {
                Some(c) => figure(*c)?,
                None => 0,
            };
            (own.len() <= 3 && ten <= 1).then_some(tens * 10 + ones)?
        }
        None => own
            .iter()
            .try_fold(0, |all, c| Some(all * 10 + figure(*c)?))?,
    };
    Some((value, end))
}

/// Reads 星期三, （周三） behind a date: days from Monday, and where the word ends.
fn weekday(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let at = if matches!(chars.get(at), Some('（' | '(' | '，' | ' ')) {
        at + 1
    } else {
        at
    };
    let word = ["星期", "礼拜", "周"]
        .into_iter()
        .find(|word| super::paper::stands(chars, at, word))?;
    let at = at + word.chars().count();
    let name = match chars.get(at)? {
        '天' => '日',
        other => *other,
    };
    let named = WEEKDAYS.iter().position(|own| own.starts_with(name))?;
    // 周一至周五, 周日报
    let after = chars.get(at + 1).copied().unwrap_or('。');
    let ends = !is_han(after) || matches!(after, '上' | '下' | '在' | '前' | '召' | '举' | '晚');
    ends.then_some((named as u32, at + 1))
}

/// 2023年13月.
fn months(paper: &Paper, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    for at in 4..chars.len() {
        let year = chars[at] == '年' && (at - 4..at).all(|at| digit(chars[at]).is_some());
        let free = at == 4 || digit(chars[at - 5]).is_none();
        if !(year && free) {
            continue;
        }
        let Some((month, end)) = number(chars, blank(chars, at + 1)) else {
            continue;
        };
        let end = blank(chars, end);
        // With a day the date is read as a whole.
        let day = number(chars, blank(chars, end + 1)).and_then(|(_, end)| day_end(chars, end));
        if chars.get(end) == Some(&'月') && !(1..=12).contains(&month) && day.is_none() {
            let span = at - 4..end + 1;
            let words = paper.words(&span);
            found.push(Finding::new(ID, "none", Severity::Error, span).with("date", words));
        }
    }
}

/// 2025年9月1日至2025年3月31日.
fn spans(paper: &Paper, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let mut last: Option<(NaiveDate, Range<usize>)> = None;
    let mut at = 0;
    while at < chars.len() {
        let Some((day, span)) = day_at(chars, at) else {
            at += 1;
            continue;
        };
        at = span.end;
        let Some(date) = day.date() else {
            last = None;
            continue;
        };
        if let Some((from, first)) = &last
            && matches!(
                chars[first.end..span.start],
                ['至' | '到' | '—' | '-' | '－' | '–' | '~' | '～'] | ['—', '—']
            )
            && date < *from
        {
            found.push(
                Finding::new(ID, "order", Severity::Error, first.start..span.end)
                    .with("low", paper.words(first))
                    .with("high", paper.words(&span)),
            );
        }
        last = Some((date, span));
    }
}

/// 2020—2017年.
fn years(paper: &Paper, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let year = |at: usize| {
        let figures = || chars[at..].iter().take(4).filter_map(|c| digit(*c));
        let alone = chars.get(at + 4).copied().and_then(digit).is_none();
        let value = figures().fold(0, |all, own| all * 10 + own);
        (at + 4 <= chars.len() && figures().count() == 4 && alone && (1949..2100).contains(&value))
            .then_some(value)
    };
    for at in 0..chars.len() {
        if !matches!(chars[at], '-' | '－' | '—' | '–' | '~' | '～' | '至') || at < 4 {
            continue;
        }
        let from = if chars[at - 1] == '年' { at - 1 } else { at };
        let Some(start) = from.checked_sub(4) else {
            continue;
        };
        let free = start == 0
            || digit(chars[start - 1]).is_none() && !matches!(chars[start - 1], '-' | '—');
        let next = at + 1;
        let (Some(low), Some(high)) = (
            year(start),
            (next < chars.len()).then(|| year(next)).flatten(),
        ) else {
            continue;
        };
        let named = chars.get(next + 4) == Some(&'年');
        // A day or month may follow: 2023年5月 is read above.
        if free && named && low > high {
            found.push(
                Finding::new(ID, "order", Severity::Error, start..next + 5)
                    .with("low", low.to_string())
                    .with("high", high.to_string()),
            );
        }
    }
}

/// The year of the letter's own number is that of its date.
fn number_year(paper: &Paper, found: &mut Vec<Finding>) {
    let (Some(number), Some(line)) = (&paper.form.number, &paper.form.date) else {
        return;
    };
    let own = numbers(&paper.chars, number).into_iter().next();
    let dated = date_of(paper, line);
    let (Some(own), Some(dated)) = (own, dated) else {
        return;
    };
    let Some(year) = dated
        .year
        .filter(|year| own.year != *year && own.year >= 1000)
    else {
        return;
    };
    // At the turn of the year number and signature may fall on both sides.
    let turn = matches!(dated.month, 1 | 12) && own.year.abs_diff(year) == 1;
    let severity = if turn {
        Severity::Warning
    } else {
        Severity::Error
    };
    found.push(
        Finding::new(ID, "number_year", severity, own.span)
            .with("number", own.year.to_string())
            .with("date", year.to_string()),
    );
}
