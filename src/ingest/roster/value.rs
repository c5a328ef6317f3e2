//! What one cell says, whatever its record: names, months, days and identity numbers.
//!
//! Only what is certain is read; anything else is nothing, and the row is told as wrong.

use chrono::{Datelike, Days, NaiveDate};

use super::Reason;
use crate::ingest::{
    ledger::day::day,
    lines::{flat, one_line},
    paper::han::{self, is_han},
    sheet::Cell,
};

/// A name longer than this is a sentence. The longest registered names of employers have some fifty
/// characters. Chosen by us.
const NAME_CHARS: usize = 80;
/// Serial days that a birth can be: 1913 to 2064. Serial day 1 is 1900-01-01.
const BIRTH_SERIALS: std::ops::RangeInclusive<u64> = 5_000..=60_000;

pub(super) fn is_name(text: &str) -> bool {
    text.chars().count() <= NAME_CHARS && text.chars().any(char::is_alphanumeric)
}

/// Returns a person's or studio's name. Registers set names of two characters apart: `张　三`.
pub(super) fn name(text: &str) -> Option<String> {
    let text = one_line(text);
    if !is_name(&text) {
        return None;
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    let spaced = parts.iter().all(|part| part.chars().count() == 1);
    let whole = if spaced && text.chars().all(|c| c.is_whitespace() || is_han(c)) {
        parts.concat()
    } else {
        parts.join(" ")
    };
    Some(if whole.chars().any(is_han) {
        brackets(&whole)
    } else {
        whole
    })
}

/// Returns a unit's name: blanks beside Chinese characters and half-width brackets are typing.
pub fn unit_name(text: &str) -> String {
    let text = one_line(text);
    if !text.chars().any(is_han) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let beside = |own: Option<&char>| own.is_none_or(|c| !c.is_ascii_alphanumeric());
        let between = at.checked_sub(1).and_then(|at| chars.get(at));
        if !c.is_whitespace() || !beside(between) && !beside(chars.get(at + 1)) {
            out.push(*c);
        }
    }
    brackets(&out)
}

fn brackets(text: &str) -> String {
    text.replace('(', "（").replace(')', "）")
}

/// Returns a birth month as `YYYY-MM`.
pub(super) fn birth_month(cell: &Cell) -> Option<String> {
    let of = |year: i32, month: u32| {
        let fits = (1900..2200).contains(&year) && (1..=12).contains(&month);
        fits.then(|| format!("{year:04}-{month:02}"))
    };
    match cell {
        Cell::Empty => None,
        Cell::Day(day) => of(day.year(), day.month()),
        Cell::Number(number) => {
            let whole = number.trunc() as u64;
            if BIRTH_SERIALS.contains(&whole) && (number.fract() == 0.0 || whole > 9_999) {
                let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
                let day = epoch.checked_add_days(Days::new(whole))?;
                return of(day.year(), day.month());
            }
            // 1980.05; of 1980.1 the zero of October was lost, for January is 1980.01.
            let hundredths = (number.fract() * 100.0).round() as u32;
            match hundredths {
                1..=12 => of(whole as i32, hundredths),
                20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 => of(whole as i32, hundredths / 10),
                _ => months(&whole.to_string()).and_then(|(year, month)| of(year, month)),
            }
        }
        Cell::Text(text) => {
            // What we write ourselves, by far the commonest.
            if let [b'1' | b'2', _, _, _, b'-', _, _] = text.as_bytes()
                && let Some((year, month)) = months(text)
            {
                return of(year, month);
            }
            let (year, month) = months(&flat(text))?;
            of(year, month)
        }
    }
}

/// Reads year and month: `1980-05`, `1980.5`, `1980年5月`, `198005`, `1980/5/6`, `19800506`, 一九八〇年五月.
fn months(text: &str) -> Option<(i32, u32)> {
    let signs = |c: char| !c.is_ascii_digit() && han::digit(c).is_none() && c != '十';
    let foreign = |c: char| c.is_whitespace() || "年月日号生.-/．－／:：".contains(c);
    if !text.chars().all(|c| !signs(c) || foreign(c)) {
        return None;
    }
    let parts: Vec<&str> = text.split(signs).filter(|part| !part.is_empty()).collect();
    let (year, month) = match parts.as_slice() {
        [year, month] | [year, month, ..] if year.chars().count() == 4 => (*year, *month),
        [all] if (all.len() == 6 || all.len() == 8) && all.is_ascii() => (&all[..4], &all[4..6]),
        _ => return None,
    };
    Some((
        i32::try_from(han::numeral(year)?).ok()?,
        han::numeral(month)?,
    ))
}

/// Reads a day; a year and month alone is its first day, and a year alone its first month.
pub(super) fn day_of(cell: &Cell) -> Result<NaiveDate, Reason> {
    if let Cell::Text(text) = cell
        && let [_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes()
        && let Ok(day) = text.parse()
    {
        return Ok(day);
    }
    if let Ok(day) = day(cell, None) {
        return Ok(day);
    }
    if let Cell::Text(text) = cell
        && let Some(year) = flat(text).strip_suffix('年')
        && let Some(day) = year
            .parse()
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1))
    {
        return Ok(day);
    }
    birth_month(cell)
        .and_then(|month| format!("{month}-01").parse().ok())
        .ok_or(Reason::Day)
}

/// Reads month of birth and gender from an identity number. Source: GB 11643-1999, 18 digits with an
/// ISO 7064 MOD 11-2 check sign.
pub(super) fn identity(text: &str) -> Option<(String, &'static str)> {
    let text = flat(text).to_ascii_uppercase();
    let bytes: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    let [digits @ .., check] = bytes.as_slice() else {
        return None;
    };
    if digits.len() != 17 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let weights = [7_u32, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    if b"10X98765432"[(sum % 11) as usize] != *check {
        return None;
    }
    let day = NaiveDate::parse_from_str(std::str::from_utf8(&digits[6..14]).ok()?, "%Y%m%d");
    let month = day.ok()?.format("%Y-%m").to_string();
    let gender = if digits[16] % 2 == 1 { "男" } else { "女" };
    Some((month, gender))
}
