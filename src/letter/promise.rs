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
use crate::domain::letter_promise::LetterPromise;

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
            if intends(&plain) {
                found.push(LetterPromise {
                    text: sentence.text.to_owned(),
                    due,
                });
            }
        }
    }
    found
}

/// Tells whether a sentence says that something is still to be done: 已建成 says that it is done.
fn intends(sentence: &str) -> bool {
    /// What says so right before the word.
    const DONE: [&str; 8] = [
        "已",
        "已经",
        "已全部",
        "已基本",
        "已累计",
        "已陆续",
        "已先后",
        "已全面",
    ];
    INTENT.iter().any(|word| {
        let mut places = sentence.match_indices(word);
        places.any(|(at, _)| !DONE.iter().any(|own| sentence[..at].ends_with(own)))
    })
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

/// What was read at a place of a sentence.
struct Named<'a> {
    /// The last day of it.
    day: NaiveDate,
    /// The year that is spoken of from there on.
    year: i32,
    /// What follows.
    rest: &'a str,
}

impl<'a> Named<'a> {
    fn new((day, rest): (NaiveDate, &'a str)) -> Self {
        let year = day.year();
        Self { day, year, rest }
    }
}

/// Returns the stretches of time that a sentence names. What names no year (年底前, 6月) is of the year
/// that was named before it, or of the letter's where that one is past.
fn ends(text: &str, dated: NaiveDate) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut year = dated.year();
    while let Some(next) = text[at..].find(|c: char| c.is_ascii_digit() || STARTS.contains(&c)) {
        at += next;
        let rest = &text[at..];
        if let Some(own) = named(&text[..at], rest, (dated, year)) {
            found.push(Stretch { at, day: own.day });
            year = own.year;
            at = text.len() - own.rest.len();
            continue;
        }
        // A run of digits is one number.
        let digits = rest.find(|c: char| !c.is_ascii_digit());
        let first = rest.chars().next().map_or(1, char::len_utf8);
        at += digits.unwrap_or(rest.len()).max(first);
    }
    found
}

/// How what names a time begins; 年 and 下 stand for the year that is spoken of.
const STARTS: [char; 12] = [
    '明', '今', '年', '本', '后', '下', '去', '前', '上', '来', '次', '翌',
];

/// Words that name a year by another, in years from the letter's own.
const YEARS: [(&str, i32); 9] = [
    ("明后年", 2),
    ("明年", 1),
    ("今年", 0),
    ("本年度", 0),
    ("去年", -1),
    ("后年", 2),
    ("前年", -2),
    ("上年", -1),
    ("来年", 1),
];

/// Words of [`YEARS`] that longer ones hold (今后年度, 验收后年底, 目前年产, 以上年资), by how they begin.
const HELD: [char; 6] = ['后', '前', '上', '来', '次', '翌'];

/// What may stand before those, besides marks. Chosen by us.
const LEADS: &str = "到至在于从自比较即和或及与将拟争划计取保";

/// Tells whether a word begins here, and is no part of a longer one.
fn begins(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_none_or(|c| !c.is_alphanumeric() || LEADS.contains(c))
}

/// Reads a year with what follows it, what stands within the year that is spoken of, or how many years
/// something takes.
fn named<'a>(
    before: &str,
    text: &'a str,
    (dated, spoken_of): (NaiveDate, i32),
) -> Option<Named<'a>> {
    for (word, years) in YEARS {
        if let Some(rest) = text.strip_prefix(word)
            && (begins(before) || !text.starts_with(HELD))
        {
            return Some(Named::new(within(dated.year() + years, rest)));
        }
    }
    for word in ["次年", "翌年"] {
        if let Some(rest) = text.strip_prefix(word).filter(|_| begins(before)) {
            return Some(Named::new(within(spoken_of + 1, rest)));
        }
    }
    let this = spoken_of.max(dated.year());
    for word in ["年内", "年底", "年末"] {
        if let Some(rest) = text.strip_prefix(word) {
            return bare(before, (word, rest), (dated, spoken_of));
        }
    }
    if let Some(rest) = text.strip_prefix("下半年") {
        return Some(Named::new((last_of_month(this, 12)?, rest)));
    }
    if let Some(rest) = text
        .strip_prefix("下个月")
        .or_else(|| text.strip_prefix("下月"))
    {
        let next = dated.checked_add_months(Months::new(1))?;
        return Some(Named::new((
            last_of_month(next.year(), next.month())?,
            rest,
        )));
    }
    let (number, rest) = digits(text)?;
    if let (1900..2200, Some(rest)) = (number, rest.strip_prefix('年')) {
        return Some(Named::new(within(number as i32, rest)));
    }
    if let Some(rest) = rest.strip_prefix("年内") {
        return counted(before, number, rest, (dated, spoken_of));
    }
    // Counted months (3个月) are none.
    if let (1..=12, Some(rest)) = (number, rest.strip_prefix('月')) {
        return in_month(this, number, rest).map(Named::new);
    }
    None
}

/// Words whose 年 is no year of the calendar, and years that nobody counted: 青年内部, 学年末, 近年内.
const NO_YEARS: &str = "青少中老成童壮幼学财近往历多数几整百周";

/// Reads 年内, 年底 or 年末 by what stands before it: the year that is spoken of, one written in Chinese
/// figures, or how many years it takes.
fn bare<'a>(
    before: &str,
    (word, rest): (&str, &'a str),
    (dated, spoken_of): (NaiveDate, i32),
) -> Option<Named<'a>> {
    let figures = "〇○零一二两三四五六七八九十";
    let start = before.trim_end_matches(|c| figures.contains(c)).len();
    let (lead, number) = before.split_at(start);
    if number.is_empty() {
        let last = before.chars().next_back();
        let is_year = last.is_none_or(|c| !NO_YEARS.contains(c) && !c.is_ascii_digit());
        let year = match last {
            // 当年底 is of that year, and be it past.
            Some('当' | '同') => spoken_of,
            _ => spoken_of.max(dated.year()),
        };
        let day = last_of_month(year, 12).filter(|_| is_year)?;
        return Some(Named::new((day, rest)));
    }
    let ones: Option<Vec<u32>> = number.chars().map(figure).collect();
    if let Some([a, b, c, d]) = ones.as_deref() {
        let year = [a, b, c, d].into_iter().fold(0, |all, own| all * 10 + own);
        let day = last_of_month(year as i32, 12).filter(|_| (1900..2200).contains(&year))?;
        return Some(Named::new((day, rest)));
    }
    // 三年底 is nothing.
    let number = value_of(number).filter(|_| word == "年内")?;
    counted(lead, number, rest, (dated, spoken_of))
}

/// Reads 3年内: so many years from the letter's day, unless they are counted from another (验收后3年内,
/// 毕业3年内的) or are past (近3年内).
fn counted<'a>(
    before: &str,
    years: u32,
    rest: &'a str,
    (dated, spoken_of): (NaiveDate, i32),
) -> Option<Named<'a>> {
    /// Ends of what is past or is counted from elsewhere. Chosen by us.
    const ELSEWHERE: [&str; 10] = [
        "近", "过去", "以往", "前", "第", "满", "之后", "以后", "起", "来",
    ];
    /// What looks forward from the letter although it ends so.
    const FORWARD: [&str; 4] = ["今后", "未来", "从现在起", "即日起"];
    let is_forward = FORWARD.iter().any(|own| before.ends_with(own));
    let is_elsewhere = before.ends_with('后') || ELSEWHERE.iter().any(|own| before.ends_with(own));
    // A plan of twenty years is the longest that answers speak of. Chosen by us.
    if !(1..=20).contains(&years) || is_elsewhere && !is_forward || rest.starts_with('的') {
        return None;
    }
    let day = dated.checked_add_months(Months::new(12 * years))?;
    // It moves nothing: 3年内建成，年底前开工 speaks of this year.
    Some(Named {
        day,
        year: spoken_of,
        rest,
    })
}

/// Reads one Chinese figure.
fn figure(c: char) -> Option<u32> {
    let at = "〇一二三四五六七八九".chars().position(|own| own == c);
    match (c, at) {
        ('零' | '○', _) => Some(0),
        ('两', _) => Some(2),
        (_, at) => at.and_then(|at| u32::try_from(at).ok()),
    }
}

/// Reads 一 to 九十九; the last of several (三五年内, 三至五年内) counts.
fn value_of(number: &str) -> Option<u32> {
    let Some((tens, ones)) = number.split_once('十') else {
        return number.chars().next_back().and_then(figure);
    };
    let tens = tens.chars().next_back().map_or(Some(1), figure)?;
    let ones = ones.chars().next_back().map_or(Some(0), figure)?;
    Some(tens * 10 + ones)
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
        ("年底", 12),
        ("年末", 12),
        ("年内", 12),
        ("底", 12),
        ("末", 12),
        ("内", 12),
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
mod tests;
