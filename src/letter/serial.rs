//! The number of a letter (发文字号): its form, and its place in the text.
//!
//! `series〔year〕serial号`: year of four digits in six-corner brackets, no padding, no 第
//! (GB/T 9704-2012, 7.2.5). What is typed or came in may have other brackets and is read all the same.

use std::{fmt, ops::Range};

use super::parts::{self, Role};

/// A number of a series.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocNumber {
    /// 机关代字 with the word of the series: `云区总工案复`.
    pub series: String,
    /// The year.
    pub year: i32,
    /// From 1.
    pub serial: u32,
}

impl fmt::Display for DocNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.series, self.year, self.serial)
    }
}

impl DocNumber {
    /// The largest serial; a longer run of figures is a slip of the hand or of a reader. Chosen by us: no
    /// organ issues a hundred thousand letters of one series in a year.
    pub const LAST: u32 = 99_999;

    /// Reads a number; nothing where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (series, rest) = packed.split_once(OPENS)?;
        let (year, rest) = rest.split_once(CLOSES)?;
        let serial = rest.strip_suffix('号')?;
        let serial = serial.strip_prefix('第').unwrap_or(serial);
        let digits = |own: &str| !own.is_empty() && own.bytes().all(|own| own.is_ascii_digit());
        if series.is_empty() || year.len() != 4 || !digits(year) || !digits(serial) {
            return None;
        }
        Some(Self {
            series: series.to_owned(),
            year: year.parse().ok()?,
            serial: serial
                .parse()
                .ok()
                .filter(|own| (1..=Self::LAST).contains(own))?,
        })
    }
}

const OPENS: [char; 6] = ['〔', '[', '［', '（', '(', '【'];
const CLOSES: [char; 6] = ['〕', ']', '］', '）', ')', '】'];

/// A text in which a number was written, and what was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The text with the number.
    pub text: String,
    /// What the number replaced, in characters of the text before; `None` when nothing changed.
    pub replaced: Option<Range<usize>>,
}

/// Writes a number where the text has its blank. A text without a place for a number stays as it is.
///
/// # Errors
/// The number that stands there already, when it is another.
pub fn write_in(text: &str, number: &DocNumber) -> Result<Numbered, String> {
    let unchanged = || Numbered {
        text: text.to_owned(),
        replaced: None,
    };
    let Some(own) = places(text).next() else {
        return Ok(unchanged());
    };
    if let Some(there) = DocNumber::read(own) {
        return if there == *number {
            Ok(unchanged())
        } else {
            Err(there.to_string())
        };
    }
    if !own.contains('【') {
        return Err(own.to_owned());
    }
    // A place is a piece of the text itself.
    let start = own.as_ptr() as usize - text.as_ptr() as usize;
    let end = start + own.len();
    let from = text[..start].chars().count();
    Ok(Numbered {
        text: format!("{}{number}{}", &text[..start], &text[end..]),
        replaced: Some(from..from + own.chars().count()),
    })
}

/// Returns the number that stands in a text.
pub fn number_in(text: &str) -> Option<DocNumber> {
    places(text).find_map(DocNumber::read)
}

/// Returns the pieces of a text that are a number or the blank for one, without the class that may stand
/// beside it.
pub fn places(text: &str) -> impl Iterator<Item = &str> {
    let parts = parts::read(text).into_iter();
    let lines = parts.filter(|part| part.role == Role::Number);
    lines.map(|part| parts::before_class(part.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(serial: u32) -> DocNumber {
        DocNumber {
            series: "云区总工案复".into(),
            year: 2026,
            serial,
        }
    }

    #[test]
    fn a_number_is_read_in_the_forms_that_are_met() {
        for text in [
            "云区总工案复〔2026〕2号",
            "云区总工案复[2026]02号",
            " 云区总工案复 （2026）第2号",
        ] {
            assert_eq!(DocNumber::read(text), Some(number(2)), "{text}");
        }
        for text in [
            "",
            "云区总工案复〔2026〕号",
            "云区总工案复〔26〕2号",
            "〔2026〕2号",
            "云区总工案复〔2026〕【序号】号",
            "云区总工案复〔2026〕0号",
            "云区总工案复〔2026〕100000号",
            "云区总工案复〔2026〕4294967295号",
            "第037号建议",
        ] {
            assert_eq!(DocNumber::read(text), None, "{text}");
        }
        assert!(DocNumber::read("云区总工案复〔2026〕99999号").is_some());
        assert_eq!(number(2).to_string(), "云区总工案复〔2026〕2号");
    }

    #[test]
    fn the_class_beside_a_number_is_none_of_it() {
        for (line, expected) in [
            (
                "云区总工案复〔2026〕【序号】号　　类别B",
                "云区总工案复〔2026〕7号　　类别B",
            ),
            (
                "　【文号】　　类别【类别】",
                "　云区总工案复〔2026〕7号　　类别【类别】",
            ),
            (
                "云区总工案复〔2026〕7号　　类别B",
                "云区总工案复〔2026〕7号　　类别B",
            ),
            (
                "云区总工案复[2026]7号 类别：B",
                "云区总工案复[2026]7号 类别：B",
            ),
        ] {
            let text = format!("{line}\n关于某事的答复\n\n甲代表：\n收悉。\n");
            let own = write_in(&text, &number(7)).unwrap();
            assert_eq!(own.text, text.replacen(line, expected, 1));
            assert_eq!(number_in(&own.text), Some(number(7)), "{line}");
            let other = write_in(&own.text, &number(8)).unwrap_err();
            assert_eq!(other, "云区总工案复〔2026〕7号");
        }
        let text = "云区总工案复〔2026〕【序号】号　　类别B\n关于某事的答复\n\n甲代表：\n收悉。\n";
        assert_eq!(write_in(text, &number(7)).unwrap().replaced, Some(0..17));
    }

    #[test]
    fn the_blank_gives_way_to_the_number() {
        for blank in [
            "【文号】",
            "云区总工案复〔2026〕【序号】号",
            "云区总工案复〔【年份】〕【序号】号",
        ] {
            let text = format!("类别：B\n　{blank}\n关于某事的答复\n\n甲代表：\n收悉。\n");
            let own = write_in(&text, &number(7)).unwrap();
            let expected =
                "类别：B\n　云区总工案复〔2026〕7号\n关于某事的答复\n\n甲代表：\n收悉。\n";
            assert_eq!(own.text, expected);
            let length = blank.chars().count();
            assert_eq!(own.replaced, Some(6..6 + length));
            assert_eq!(number_in(&own.text), Some(number(7)));
            // Once more changes nothing.
            assert_eq!(write_in(&own.text, &number(7)).unwrap().replaced, None);
            let other = write_in(&own.text, &number(8)).unwrap_err();
            assert_eq!(other, "云区总工案复〔2026〕7号");
        }
        assert_eq!(write_in("", &number(1)).unwrap().text, "");
        let without = "关于某事的答复\n甲代表：\n收悉。";
        assert_eq!(write_in(without, &number(1)).unwrap().text, without);
    }
}
