//! The text form of a value of the register: what is typed, printed, and kept in the change log.
//!
//! One form a kind of value, so that forms, the command line and the log read each other. What is not
//! known is the empty text.

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    craftsman::{CertificateKind, HonourLevel, SkillLevel},
    employer::{EmployerKind, StandingKind},
    id::{CraftsmanId, EmployerId},
    private::Private,
    studio::{DutyKind, ReviewKind, Verdict},
};

/// The outcome of reading: the reason's key when it cannot be read.
pub type Read<T> = Result<T, &'static str>;

/// The largest amount that is read, in yuan or pieces. Chosen by us: a slip of the finger is more.
const MOST: i64 = 1_000_000_000_000;

/// A value with a text form.
pub(crate) trait Value: Sized {
    /// Returns the text form.
    fn text(&self) -> String;
    /// Reads the text form.
    fn read(text: &str) -> Read<Self>;
}

/// Reads a day: `2026-11-21`, `2026.11.21`, `2026/11/21`, `2026年11月21日`, `20261121`; nothing is no day.
///
/// # Errors
/// `date` when it is none, or not of the years 1900 to 2199.
pub fn day(text: &str) -> Read<Option<NaiveDate>> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let parts = match digits.as_slice() {
        [year, month, day] => [*year, *month, *day],
        [all] if all.len() == 8 => [&all[..4], &all[4..6], &all[6..]],
        _ => return Err("date"),
    };
    let number = |part: &str| part.parse::<u32>().map_err(|_| "date");
    let year = i32::try_from(number(parts[0])?).map_err(|_| "date")?;
    NaiveDate::from_ymd_opt(year, number(parts[1])?, number(parts[2])?)
        .filter(|day| (1900..2200).contains(&day.year()))
        .map(Some)
        .ok_or("date")
}

/// Reads a birth month, `1987-05`, `1987.5` or `1987年5月`, into `YYYY-MM`; nothing is no month.
///
/// # Errors
/// `month` when it is none.
pub fn month(text: &str) -> Read<Option<String>> {
    if text.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (year, month) = match parts.as_slice() {
        [year, month] => (*year, *month),
        [both] if both.len() == 6 => both.split_at(4),
        _ => return Err("month"),
    };
    let first = day(&format!("{year}-{month}-01")).map_err(|_| "month")?;
    Ok(first.map(|first| first.format("%Y-%m").to_string()))
}

/// Reads a code of the national classification of occupations: large, middle, small and fine class, as
/// `6-18-01-01`; nothing is no code.
///
/// The first is one of the eight large classes, the others two digits each, `99` for what is not named
/// (`4-07-99-01`). Codes of the editions of 1999 (`6-04-02-05` 焊工) and since have this form. Behind
/// the code may stand what the edition of 2022 marks occupations with, and lists carry along: `L` for
/// green ones, `S` for digital ones, `L/S` for both.
///
/// # Errors
/// `trade_code` when it is none.
pub fn trade_code(text: &str) -> Read<Option<String>> {
    let narrow = |c: char| match c {
        '－' | '—' | '–' | '‐' => '-',
        '／' => '/',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0)
            .unwrap_or(c)
            .to_ascii_uppercase(),
        c => c.to_ascii_uppercase(),
    };
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let code = plain.trim_end_matches(|c: char| !c.is_ascii_digit());
    let mark = &plain[code.len()..];
    let classes: Vec<&str> = code.split('-').collect();
    let [large, rest @ ..] = classes.as_slice() else {
        return Err("trade_code");
    };
    let is_large = matches!(large.as_bytes(), [b'1'..=b'8']);
    let two_digits = |own: &&str| own.len() == 2 && own.bytes().all(|c| c.is_ascii_digit());
    let is_code = is_large && rest.len() == 3 && rest.iter().all(two_digits);
    if !is_code || !matches!(mark, "" | "L" | "S" | "L/S") {
        return Err("trade_code");
    }
    let blank = if mark.is_empty() { "" } else { " " };
    Ok(Some(format!("{code}{blank}{mark}")))
}

/// Reads a year from 1900 to 2199, `2023` or `2023年`.
fn year(text: &str) -> Read<Option<i32>> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.trim_end_matches('年').parse().ok();
    read.filter(|year| (1900..2200).contains(year))
        .map(Some)
        .ok_or("year")
}

/// Reads a whole amount that is not negative: `20000`, `20,000元`, `2万`, `12.5万元`.
///
/// # Errors
/// `amount` when it is none, or not whole in the end.
pub fn amount(text: &str) -> Read<Option<i64>> {
    if text.is_empty() {
        return Ok(None);
    }
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，') && !c.is_whitespace())
        .collect();
    let plain = plain.trim_end_matches('元');
    let (digits, by) = match plain.strip_suffix('万') {
        Some(digits) => (digits, 10_000),
        None => (plain, 1),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || part.len() > 4 || !all_digits(whole) || !all_digits(part) {
        return Err("amount");
    }
    let number = |text: &str| text.parse::<i64>().map_err(|_| "amount");
    let mut amount = number(whole)?.checked_mul(by).ok_or("amount")?;
    if !part.is_empty() {
        let scale = 10_i64.pow(u32::try_from(part.len()).map_err(|_| "amount")?);
        let rest = number(part)? * by;
        if rest % scale != 0 {
            return Err("amount");
        }
        amount += rest / scale;
    }
    (amount <= MOST).then_some(Some(amount)).ok_or("amount")
}

impl Value for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn read(text: &str) -> Read<Self> {
        Ok(text.to_owned())
    }
}

impl Value for Option<String> {
    fn text(&self) -> String {
        self.clone().unwrap_or_default()
    }

    fn read(text: &str) -> Read<Self> {
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }
}

impl Value for Option<Private> {
    fn text(&self) -> String {
        let own = self.as_ref().map(Private::reveal);
        own.unwrap_or_default().to_owned()
    }

    fn read(text: &str) -> Read<Self> {
        Ok((!text.is_empty()).then(|| Private::new(text)))
    }
}

impl Value for Option<NaiveDate> {
    fn text(&self) -> String {
        self.map(|day| day.to_string()).unwrap_or_default()
    }

    fn read(text: &str) -> Read<Self> {
        day(text)
    }
}

impl Value for Option<i32> {
    fn text(&self) -> String {
        self.map(|year| year.to_string()).unwrap_or_default()
    }

    fn read(text: &str) -> Read<Self> {
        year(text)
    }
}

impl Value for Option<i64> {
    fn text(&self) -> String {
        self.map(|amount| amount.to_string()).unwrap_or_default()
    }

    fn read(text: &str) -> Read<Self> {
        amount(text)
    }
}

impl Value for i64 {
    fn text(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Read<Self> {
        amount(text)?.ok_or("amount")
    }
}

impl Value for CraftsmanId {
    fn text(&self) -> String {
        if self.0 == 0 {
            String::new()
        } else {
            format!("craftsman:{}", self.0)
        }
    }

    fn read(text: &str) -> Read<Self> {
        row(text, "craftsman").map(CraftsmanId)
    }
}

impl Value for Option<CraftsmanId> {
    fn text(&self) -> String {
        self.map(|own| own.text()).unwrap_or_default()
    }

    fn read(text: &str) -> Read<Self> {
        let read = |text| CraftsmanId::read(text).map(Some);
        if text.is_empty() {
            Ok(None)
        } else {
            read(text)
        }
    }
}

impl Value for Option<EmployerId> {
    fn text(&self) -> String {
        self.map(|own| format!("employer:{}", own.0))
            .unwrap_or_default()
    }

    fn read(text: &str) -> Read<Self> {
        let read = |text| row(text, "employer").map(|row| Some(EmployerId(row)));
        if text.is_empty() {
            Ok(None)
        } else {
            read(text)
        }
    }
}

/// Reads the row of a reference such as `craftsman:5`.
fn row(text: &str, list: &str) -> Read<i64> {
    let digits = text
        .strip_prefix(list)
        .and_then(|own| own.strip_prefix(':'));
    let row = digits.and_then(|digits| digits.parse().ok());
    row.filter(|row| *row > 0).ok_or("who")
}

/// Gives closed enums, and options of them, their codes for text; words of the trade are read too.
macro_rules! codes {
    ($($name:ident $words:expr;)+) => {
        $(impl Value for $name {
            fn text(&self) -> String {
                self.code().to_owned()
            }

            fn read(text: &str) -> Read<Self> {
                let words: fn(&str) -> Option<Self> = $words;
                $name::from_code(text).or_else(|| words(text)).ok_or("choice")
            }
        }

        impl Value for Option<$name> {
            fn text(&self) -> String {
                self.map(|own| own.text()).unwrap_or_default()
            }

            fn read(text: &str) -> Read<Self> {
                if text.is_empty() { Ok(None) } else { $name::read(text).map(Some) }
            }
        })+
    };
}

pub(crate) use codes;

codes! {
    SkillLevel SkillLevel::from_word;
    HonourLevel HonourLevel::from_word;
    CertificateKind |_| None;
    EmployerKind |_| None;
    StandingKind |_| None;
    DutyKind |_| None;
    ReviewKind |_| None;
    Verdict |_| None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_whole_in_yuan() {
        for (text, yuan) in [
            ("", Ok(None)),
            ("0", Ok(Some(0))),
            ("20000", Ok(Some(20_000))),
            ("20,000元", Ok(Some(20_000))),
            ("2万", Ok(Some(20_000))),
            ("12.5 万元", Ok(Some(125_000))),
            ("12.50", Err("amount")),
            ("12.0", Ok(Some(12))),
            ("12.50001万", Err("amount")),
            ("-3", Err("amount")),
            ("万", Err("amount")),
            (".5万", Err("amount")),
            ("9999999999999", Err("amount")),
            ("99999999999999999999", Err("amount")),
            ("９", Err("amount")),
            ("e\u{301}", Err("amount")),
        ] {
            assert_eq!(amount(text), yuan, "{text}");
        }
    }

    #[test]
    fn a_month_is_read_in_the_forms_of_lists() {
        for text in ["1987-05", "1987.5", "1987年5月", "198705"] {
            assert_eq!(month(text), Ok(Some("1987-05".into())), "{text}");
        }
        for text in ["八七年", "1987-13", "87-5", "1987", "\u{1b}[31m"] {
            assert_eq!(month(text), Err("month"), "{text}");
        }
        assert_eq!(month(""), Ok(None));
    }

    #[test]
    fn a_trade_code_has_four_classes() {
        for (text, read) in [
            ("6-18-01-01", "6-18-01-01"),
            ("4-07-99-01", "4-07-99-01"),
            ("６—１８—０１—０１", "6-18-01-01"),
            ("4-04-05-07 s", "4-04-05-07 S"),
            ("2-02-10-09L／S", "2-02-10-09 L/S"),
        ] {
            assert_eq!(trade_code(text), Ok(Some(read.to_owned())), "{text}");
        }
        for text in [
            "焊工",
            "6",
            "6-18",
            "6-18-01",
            "9-18-01-01",
            "6-18-1-01",
            "6-18-01-01-01",
            "61801-01",
            "6-18-01-01X",
            "L",
            "-",
            "6-18-01-0١",
            "e\u{301}",
            "\u{1b}[31m",
        ] {
            assert_eq!(trade_code(text), Err("trade_code"), "{text}");
        }
        assert_eq!(trade_code(" "), Ok(None));
    }

    #[test]
    fn a_reference_is_a_list_and_a_row() {
        assert_eq!(CraftsmanId::read("craftsman:7"), Ok(CraftsmanId(7)));
        assert_eq!(CraftsmanId(7).text(), "craftsman:7");
        for text in ["", "7", "craftsman:", "craftsman:-7", "employer:7", "张三"] {
            assert_eq!(CraftsmanId::read(text), Err("who"), "{text}");
        }
        assert_eq!(Option::<EmployerId>::read(""), Ok(None));
    }
}
