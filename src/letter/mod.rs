//! Letter templates and profiles, filling them, and output forms.
//!
//! A letter is plain text, one paragraph a line; nothing here knows where it is kept. What is not
//! known stands in it as `【…】`, which [`blanks`] finds again.

use std::ops::Range;

pub mod address;
pub mod asks;
pub mod copy;
pub mod diff;
pub mod fill;
pub mod kit;
pub mod numerals;
pub mod outline;
pub mod output;
pub mod page;
pub mod parts;
pub mod profile;
pub mod promise;
pub mod published;
pub mod seal;
pub mod serial;
pub mod template;
pub mod wording;

#[cfg(test)]
mod golden;

/// Lists the byte ranges of the blanks `【…】` still to be filled, brackets included.
///
/// A blank lies in one line and is not empty; of nested brackets the inner pair counts.
pub fn blanks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('【', _) => open = Some(at),
            ('\n', _) => open = None,
            ('】', Some(start)) => {
                if start + '【'.len_utf8() < at {
                    found.push(start..at + c.len_utf8());
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// Lists the blanks of a line that a person fills: the serial in `〔2026〕【序号】号` is given by the step
/// that numbers the letter, and what was typed over it stood in the number's way.
pub fn to_fill(line: &str) -> Vec<Range<usize>> {
    let mut found = blanks(line);
    found.retain(|blank| {
        let serial = line[..blank.start].ends_with('〕') && line[blank.end..].starts_with('号');
        !serial
    });
    found
}

#[cfg(test)]
mod tests {
    use super::{blanks, to_fill};

    #[test]
    fn the_serial_of_a_number_is_no_blank_for_a_person() {
        let filled = |line: &str| to_fill(line).len();
        assert_eq!(filled("云区总工案复〔2026〕【序号】号"), 0);
        assert_eq!(filled("云区总工案复〔【年份】〕【序号】号"), 1);
        assert_eq!(filled("第【编号】号，【单位全称】"), 2);
        assert_eq!(filled(""), 0);
    }

    #[test]
    fn blanks_are_found_where_they_stand() {
        let marked = |text: &str| -> Vec<String> {
            let found = blanks(text).into_iter();
            found.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(marked("甲【文号】乙【日期】"), ["【文号】", "【日期】"]);
        assert_eq!(marked("【【内】】【】【断\n开】】"), ["【内】"]);
        assert!(marked("").is_empty());
    }
}
