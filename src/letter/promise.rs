//! Promises: sentences of a letter that say by when something will be done.
//!
//! Found by a day or a stretch of time that ends after the letter's own day, and a word of intent
//! before or behind it. Words within title marks and headings promise nothing. What is found is
//! offered to a person, who decides; forms of dates as seen in real answers (domain.md 2.2, 1.8).

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{
    diff::sentences,
    parts::{self, Role},
};
use crate::domain::chain::LetterPromise;

/// Words that say that something is still to be done. Chosen by us from how answers speak.
const INTENT: &[&str] = &[
    "将", "拟", "计划", "力争", "确保", "争取", "预计", "准备", "完成", "建成", "出台", "实现",
    "推进", "开展", "启动", "落实", "达到", "投用", "印发", "解决",
];

/// Words that say that something is done with, and not only begun or prepared. Chosen by us.
const FINISHING: &[&str] = &[
    "完成",
    "建成",
    "出台",
    "实现",
    "投用",
    "投入使用",
    "印发",
    "解决",
    "达到",
    "到位",
    "竣工",
    "落实",
];

/// Returns the promises of a letter of this day, in the order of the text. A sentence of several days is
/// due on the day of what is finished by then (明年上半年启动，年底前完成), else on the last of them.
pub fn promises(text: &str, dated: NaiveDate) -> Vec<LetterPromise> {
    let parts = parts::read(text);
    let is_body = |part: &&parts::Part<'_>| part.role == Role::Body;
    let mut found = Vec::new();
    for part in parts.iter().filter(is_body) {
        for sentence in sentences(part.text) {
            let plain = without_titles(sentence.text);
            let Some(due) = due(&plain, dated) else {
                continue;
            };
            if INTENT.iter().any(|word| plain.contains(word)) {
                found.push(LetterPromise {
                    text: sentence.text.to_owned(),
                    due,
                });
            }
        }
    }
    found
}

/// Returns the day that a sentence is due on; none when all its days are past.
fn due(sentence: &str, dated: NaiveDate) -> Option<NaiveDate> {
    let ends = ends(sentence, dated);
    let starts = ends.iter().map(|own| own.at).skip(1);
    let stops = starts.chain([sentence.len()]);
    let mut last = None;
    let mut finished = None;
    for (own, stop) in ends.iter().zip(stops).filter(|(own, _)| own.day > dated) {
        last = last.max(Some(own.day));
        // The words up to the next day are this day's.
        if FINISHING
            .iter()
            .any(|word| sentence[own.at..stop].contains(word))
        {
            finished = finished.max(Some(own.day));
        }
    }
    finished.or(last)
}

/// Takes out what stands within 《》: a plan's title names years and promises nothing.
fn without_titles(text: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            c if depth == 0 && !c.is_whitespace() => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// A stretch of time that a sentence names.
struct Stretch {
    /// Where it is named, in bytes.
    at: usize,
    /// Its last day.
    day: NaiveDate,
}

/// Returns the stretches of time that a sentence names. What names no year (年底前, 6月) is of the year
/// that was named before it, unless that one is past.
fn ends(text: &str, dated: NaiveDate) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut year = dated.year();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || STARTS.contains(&c)) {
        rest = &rest[at..];
        if let Some((day, left)) = span(rest, dated, year) {
            let at = text.len() - rest.len();
            found.push(Stretch { at, day });
            year = day.year().max(dated.year());
            rest = left;
            continue;
        }
        // A run of digits is one number.
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let first = rest.chars().next().map_or(1, char::len_utf8);
        rest = &rest[digits.max(first)..];
    }
    found
}

const STARTS: [char; 6] = ['明', '今', '年', '本', '后', '下'];

/// Reads a year with what follows it, or what stands within the year that is spoken of; returns its last
/// day and the rest.
fn span(text: &str, dated: NaiveDate, spoken_of: i32) -> Option<(NaiveDate, &str)> {
    let this = dated.year();
    for (word, year) in [
        ("明年", this + 1),
        ("后年", this + 2),
        ("今年", this),
        ("本年度", this),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some(within(year, rest));
        }
    }
    for word in ["年内", "年底", "年末"] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((last_of_month(spoken_of, 12)?, rest));
        }
    }
    if let Some(rest) = text.strip_prefix("下半年") {
        return Some((last_of_month(spoken_of, 12)?, rest));
    }
    if let Some(rest) = text
        .strip_prefix("下个月")
        .or_else(|| text.strip_prefix("下月"))
    {
        let next = dated.checked_add_months(Months::new(1))?;
        return Some((last_of_month(next.year(), next.month())?, rest));
    }
    let (number, rest) = digits(text)?;
    if let (1900..2200, Some(rest)) = (number, rest.strip_prefix('年')) {
        return Some(within(number as i32, rest));
    }
    // Counted months (3个月) are none.
    if let (1..=12, Some(rest)) = (number, rest.strip_prefix('月')) {
        return in_month(spoken_of, number, rest);
    }
    None
}

/// Reads what narrows a year.
fn within(year: i32, rest: &str) -> (NaiveDate, &str) {
    for (word, month) in [
        ("上半年", 6),
        ("下半年", 12),
        ("第一季度", 3),
        ("一季度", 3),
        ("第二季度", 6),
        ("二季度", 6),
        ("第三季度", 9),
        ("三季度", 9),
        ("第四季度", 12),
        ("四季度", 12),
        ("年初", 3),
        ("初", 3),
    ] {
        if let (Some(rest), Some(day)) = (rest.strip_prefix(word), last_of_month(year, month)) {
            return (day, rest);
        }
    }
    if let Some((month, behind)) = digits(rest)
        && let Some(behind) = behind.strip_prefix('月')
        && let Some(found) = in_month(year, month, behind)
    {
        return found;
    }
    (last_of_month(year, 12).unwrap_or(NaiveDate::MAX), rest)
}

/// Reads what narrows a month.
fn in_month(year: i32, month: u32, rest: &str) -> Option<(NaiveDate, &str)> {
    if let Some((day, behind)) = digits(rest)
        && let Some(behind) = behind.strip_prefix(['日', '号'])
    {
        return Some((NaiveDate::from_ymd_opt(year, month, day)?, behind));
    }
    for (word, day) in [("上旬", 10), ("初", 10), ("中旬", 20)] {
        if let Some(rest) = rest.strip_prefix(word) {
            return Some((NaiveDate::from_ymd_opt(year, month, day)?, rest));
        }
    }
    Some((last_of_month(year, month)?, rest))
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    first
        .checked_add_months(Months::new(1))?
        .checked_sub_days(Days::new(1))
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn found(body: &str) -> Vec<(String, String)> {
        let text = format!("关于某事的答复\n\n甲代表：\n{body}\n\n某局\n2026年5月5日\n");
        let found = promises(&text, day("2026-05-05")).into_iter();
        found.map(|own| (own.text, own.due.to_string())).collect()
    }

    #[test]
    fn the_last_day_of_what_is_said_is_due() {
        for (words, due) in [
            ("将于2027年6月底前建成。", "2027-06-30"),
            ("将于2027年6月15日前建成。", "2027-06-15"),
            ("拟在2027年上半年启动。", "2027-06-30"),
            ("计划明年第一季度开展培训。", "2027-03-31"),
            ("明年上半年完成选址。", "2027-06-30"),
            ("力争年内出台办法。", "2026-12-31"),
            ("确保今年10月中旬完成。", "2026-10-20"),
            ("9月底前完成整改。", "2026-09-30"),
            ("下半年将开展评选。", "2026-12-31"),
            ("2027年将新建3个工作室。", "2027-12-31"),
            ("2027 年 2 月完成。", "2027-02-28"),
            ("今年7月启动，2027年9月前完成。", "2027-09-30"),
            ("明年上半年启动改造，年底前完成。", "2027-12-31"),
            ("明年3月开工，10月底前完成。", "2027-10-31"),
            ("2025年已建3个，年底前再建成2个。", "2026-12-31"),
            ("年底前完成选址，明年启动建设。", "2026-12-31"),
            ("今年内印发办法，明年底前全部落实到位。", "2027-12-31"),
            ("明年上半年，计划启动二期，2028年开放。", "2028-12-31"),
        ] {
            assert_eq!(
                found(words),
                [(words.to_owned(), due.to_owned())],
                "{words}"
            );
        }
    }

    #[test]
    fn what_is_past_titled_or_no_intent_is_no_promise() {
        for words in [
            "2025年6月已建成。",
            "按照《某区2026—2030年发展规划》，我们将继续推进。",
            "2028年是建区五十周年。",
            "培训满3个月的将予以补贴。",
            "我们将继续努力。",
            "2026年5月5日完成。",
            "",
        ] {
            assert!(found(words).is_empty(), "{words}: {:?}", found(words));
        }
        assert!(
            found("一、关于“2027年将建成”的问题").is_empty(),
            "a heading"
        );
        assert!(promises("", day("2026-05-05")).is_empty());
    }
}
