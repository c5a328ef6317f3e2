//! Dates as papers print them: 2017年5月5日, 二〇二三年四月十二日, 2016-09-28, 2023.4.12.
//!
//! Only full dates count. A day that does not exist (9月31日) is told, never moved.

use chrono::NaiveDate;

use super::han;

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The day, or `None` when the calendar has no such day.
    pub day: Option<NaiveDate>,
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// Finds every full date in a flat text, in order.
pub fn find_all(flat: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    for (at, c) in flat.char_indices() {
        if at < from {
            continue;
        }
        let hit = match c {
            '年' => with_words(flat, at),
            '-' | '.' | '/' | '．' | '－' => with_signs(flat, at, c),
            _ => None,
        };
        if let Some(hit) = hit {
            from = hit.end;
            found.push(hit);
        }
    }
    found
}

/// Finds the first full date of a flat text.
pub fn find(flat: &str) -> Option<Found> {
    find_all(flat).into_iter().next()
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn is_year(year: u32) -> bool {
    (1949..=2199).contains(&year)
}

fn with_words(flat: &str, at: usize) -> Option<Found> {
    let (year, start) = han::numeral_before(flat, at)?;
    if !is_year(year) {
        return None;
    }
    let rest = &flat[at + '年'.len_utf8()..];
    let month_end = rest.find('月').filter(|end| *end <= 9)?;
    let month = han::numeral(&rest[..month_end])?;
    let rest_at = at + '年'.len_utf8() + month_end + '月'.len_utf8();
    let rest = &flat[rest_at..];
    let day_end = rest.find(['日', '号']).filter(|end| *end <= 9)?;
    let of_month = han::numeral(&rest[..day_end])?;
    Some(Found {
        day: day(year, month, of_month),
        start,
        end: rest_at + day_end + '日'.len_utf8(),
    })
}

fn with_signs(flat: &str, at: usize, sign: char) -> Option<Found> {
    let start = flat[..at]
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_digit())
        .last()?
        .0;
    let year: u32 = flat[start..at].parse().ok()?;
    if at - start != 4 || !is_year(year) {
        return None;
    }
    let rest = &flat[at + sign.len_utf8()..];
    let (month, rest) = rest.split_once(sign)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let of_month: u32 = rest[..digits].parse().ok()?;
    if digits > 2 || month.is_empty() || month.len() > 2 {
        return None;
    }
    let month: u32 = month.parse().ok()?;
    Some(Found {
        day: day(year, month, of_month),
        start,
        end: flat.len() - rest.len() + digits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_writing() {
        for (text, want) in [
            ("2017年5月5日", "2017-05-05"),
            ("二〇二三年四月十二日", "2023-04-12"),
            ("二0一一年十二月三十一日", "2011-12-31"),
            ("二○一七年五月五日", "2017-05-05"),
            ("2019-03-14 08:41:55 网站", "2019-03-14"),
            ("日期：2023.4.12", "2023-04-12"),
            ("2023/04/12", "2023-04-12"),
        ] {
            let got = find(text).and_then(|f| f.day);
            assert_eq!(got, want.parse().ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_full_date_stays_none() {
        for text in [
            "2017年5月",
            "0571-2293-1819",
            "3.5.2",
            "第15年5月5日",
            "2016年杭州",
            "",
            "年",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
        assert_eq!(find("2008年9月31日").unwrap().day, None);
    }
}
