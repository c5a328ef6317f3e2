//! The blanks of a letter that its steps fill: the day of signing, the number.

use chrono::NaiveDate;

use crate::{
    domain::{letter::LetterText, span::after_replacing},
    letter::{
        parts::{self, Role},
        serial,
        wording::date_words,
    },
};

/// The blank that a date is written into.
const DATE_BLANK: &str = "【成文日期】";

/// Dates a letter by the day it was signed, unless its text says another (GB/T 9704-2012, 7.3.5.4).
pub(super) fn date_letter(letter: &mut LetterText, signed: NaiveDate) {
    if let Some(at) = letter.text.rfind(DATE_BLANK) {
        let from = letter.text[..at].chars().count();
        let day = date_words(signed);
        let replaced = from..from + DATE_BLANK.chars().count();
        letter.spans = after_replacing(&letter.spans, &replaced, day.chars().count());
        letter.text.replace_range(at..at + DATE_BLANK.len(), &day);
    }
    let parts = parts::read(&letter.text);
    let written = parts.iter().rfind(|part| part.role == Role::Date);
    letter.date = written.and_then(|part| day_of(part.text)).or(Some(signed));
}

/// Reads a date as [`date_words`] writes it.
fn day_of(text: &str) -> Option<NaiveDate> {
    let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = packed.split_once('年')?;
    let (month, day) = rest.strip_suffix('日')?.split_once('月')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Returns where a text has the blanks that signing and numbering fill, in characters.
pub(in crate::run) fn filled_later(text: &str) -> Vec<std::ops::Range<usize>> {
    let parts = parts::read(text).into_iter();
    let days = parts.map(|part| part.text).filter(|own| *own == DATE_BLANK);
    // What else no number can be read of is a slip of the hand, which numbering would refuse.
    let numbers = serial::places(text).filter(|own| own.contains('【'));
    let spans = numbers.chain(days).map(|own| {
        // Both are pieces of the text itself.
        let start = own.as_ptr() as usize - text.as_ptr() as usize;
        let from = text[..start].chars().count();
        from..from + own.chars().count()
    });
    spans.collect()
}
