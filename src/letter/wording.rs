//! Places, dates, titles, judgements and asks in the words of a letter.
//!
//! Apart from filling a template: asks are found again, and slips and steps write dates, by the same words.

use chrono::{Datelike, NaiveDate};

use super::numerals::chinese;
use crate::domain::outcome::Rating;

/// Returns the last word of a place's name, by which its own offices call it: 区 of 某市某区. A name
/// that ends otherwise stays whole.
pub(super) fn short_place(place: &str) -> &str {
    const WORDS: [&str; 11] = [
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "省",
        "市",
        "区",
        "县",
        "旗",
        "乡",
        "镇",
    ];
    let word = WORDS.iter().find(|word| place.ends_with(**word));
    word.copied().unwrap_or(place)
}

/// Returns a judgement as a slip prints it.
pub fn rating_word(rating: Rating) -> &'static str {
    match rating {
        Rating::Very => "非常满意",
        Rating::Satisfied => "满意",
        Rating::Basically => "基本满意",
        Rating::Understood => "了解",
        Rating::Unsatisfied => "不满意",
    }
}

/// Writes a date as letters do: no padding (GB/T 9704-2012, 7.3.5.4).
pub fn date_words(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Takes off the marks around a whole title: a letter sets its own.
pub(super) fn without_book_marks(title: &str) -> String {
    let inner = title.strip_prefix('《').and_then(|t| t.strip_suffix('》'));
    match inner {
        // 《甲》和《乙》 begins and ends with marks that are not a pair.
        Some(inner) if !inner.contains(['《', '》']) => inner.to_owned(),
        _ => title.to_owned(),
    }
}

/// Makes a heading with an empty paragraph below it for each ask.
pub(super) fn ask_headings(asks: &[String]) -> Option<String> {
    let asks: Vec<&str> = asks.iter().map(|ask| bare_ask(ask)).collect();
    let asks = asks.into_iter().filter(|ask| !ask.is_empty());
    let headings: Vec<String> = asks
        .zip(1..)
        .map(|(ask, number)| format!("{}、关于“{ask}”的问题\n", chinese(number)))
        .collect();
    (!headings.is_empty()).then(|| headings.join("\n"))
}

/// Takes off what the heading adds by itself.
pub(super) fn bare_ask(ask: &str) -> &str {
    let ask = ask.trim().trim_end_matches(['。', '；', '，']);
    let ask = ask.strip_prefix("关于").unwrap_or(ask);
    let ask = ask.strip_suffix("的问题").unwrap_or(ask);
    let inner = ask.strip_prefix('“').and_then(|a| a.strip_suffix('”'));
    inner.filter(|a| !a.contains(['“', '”'])).unwrap_or(ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_are_not_wrapped_twice() {
        for ask in [
            "加快培训",
            "关于“加快培训”的问题",
            "关于加快培训的问题。",
            " “加快培训” ",
        ] {
            assert_eq!(bare_ask(ask), "加快培训");
        }
        assert_eq!(bare_ask("“甲”和“乙”"), "“甲”和“乙”");
        assert_eq!(without_book_marks("《甲》"), "甲");
        assert_eq!(without_book_marks("《甲》和《乙》"), "《甲》和《乙》");
        assert_eq!(ask_headings(&[" ".to_owned()]), None);
    }
}
