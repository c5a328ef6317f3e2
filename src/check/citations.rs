//! Papers that are cited: 《…》（青人社发〔2024〕12号）, with both title marks and the whole number.
//!
//! Brackets that do not pair are told by `marks`, brackets of the wrong form by `number_form`; here is
//! what those cannot see: a number without 号, a year without brackets, a title mark left out beside a
//! number.

use std::ops::Range;

use super::{
    Finding, Severity,
    paper::{Paper, digit, is_han},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "citations";

/// What the signs of offices end with: 发, 函, 办 …
const SERIES: &str = "发函办字规复通令文";
/// Papers that are cited by title.
const PAPERS: &[&str] = &[
    "通知", "意见", "办法", "方案", "规定", "决定", "规划", "细则", "条例", "措施", "计划", "公告",
];

/// Checks every document number and the title before it.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    for at in 0..chars.len() {
        match chars[at] {
            '〕' => {
                if let Some(span) = no_word(chars, at) {
                    let words = paper.words(&span);
                    found.push(
                        Finding::new(ID, "number", Severity::Warning, span)
                            .with("number", words.clone())
                            .fix(words + "号"),
                    );
                }
            }
            '号' => {
                if let Some((span, right)) = bare_year(chars, at) {
                    found.push(
                        Finding::new(ID, "bare", Severity::Warning, span)
                            .with("right", right.clone())
                            .fix(right),
                    );
                }
            }
            '（' | '(' => {
                if let Some(span) = no_marks(chars, at) {
                    let words = paper.words(&span);
                    found.push(
                        Finding::new(ID, "title", Severity::Warning, span.clone())
                            .with("title", words.clone())
                            .fix(format!("《{words}》")),
                    );
                }
            }
            _ => {}
        }
    }
}

fn figures(chars: &[char], from: usize) -> usize {
    let rest = chars.get(from..).unwrap_or_default().iter().take(5);
    rest.take_while(|c| digit(**c).is_some()).count()
}

/// 〔2024〕12）: the serial ends without 号.
fn no_word(chars: &[char], close: usize) -> Option<Range<usize>> {
    let open = close.checked_sub(5).filter(|open| chars[*open] == '〔')?;
    let year = figures(chars, open + 1) == 4;
    let len = figures(chars, close + 1);
    let next = chars.get(close + 1 + len).copied().unwrap_or('\n');
    let ends = matches!(
        next,
        '）' | ')' | '，' | '。' | '；' | '、' | '\n' | '\r' | '文'
    );
    (year && len > 0 && ends).then(|| close + 1..close + 1 + len)
}

/// 青人社发2024年12号, 青人社发202412号 are no numbers; 2024年第12号 is.
fn bare_year(chars: &[char], word: usize) -> Option<(Range<usize>, String)> {
    let mut at = word;
    while at > 0 && word - at < 5 && digit(chars[at - 1]).is_some() {
        at -= 1;
    }
    let serial: String = chars[at..word].iter().collect();
    let mark = at.checked_sub(1).map(|at| chars[at])?;
    if serial.is_empty() || !matches!(mark, '年' | ' ' | '-' | '—') {
        return None;
    }
    let start = at.checked_sub(5)?;
    let before = start.checked_sub(1).map(|at| chars[at])?;
    let year = figures(chars, start) == 4 && matches!(chars[start], '1' | '2');
    let signed = SERIES.contains(before) && start > 2 && is_han(chars[start - 2]);
    let bracketed = start > 4
        && chars[..start]
            .iter()
            .rev()
            .take(12)
            .take_while(|c| is_han(**c))
            .count()
            < 12
        && chars[..start]
            .iter()
            .rev()
            .find(|c| !is_han(**c))
            .is_some_and(|c| matches!(c, '（' | '('));
    (year && signed && bracketed).then(|| {
        let year: String = chars[start..start + 4].iter().collect();
        let serial = serial.trim_start_matches('0').to_owned();
        (start..word + 1, format!("〔{year}〕{serial}号"))
    })
}

/// 关于…的意见（青政发〔2024〕12号）: the title is marked by nothing.
fn no_marks(chars: &[char], open: usize) -> Option<Range<usize>> {
    /// Titles are shorter. Chosen by us.
    const TITLE: usize = 60;
    let paper = PAPERS.iter().any(|word| {
        let len = word.chars().count();
        open >= len && super::paper::stands(chars, open - len, word)
    });
    let inside = chars[open + 1..].iter().take(24);
    let number: Vec<char> = inside
        .take_while(|c| !matches!(c, '）' | ')' | '\n'))
        .copied()
        .collect();
    let numbered = number.contains(&'〔') && number.last() == Some(&'号');
    if !paper || !numbered {
        return None;
    }
    let mut start = open;
    while start > 0 && open - start < TITLE && is_han(chars[start - 1]) {
        start -= 1;
    }
    // 根据省政府关于…的意见: from 关于 on; where the clause begins with other words it is left alone.
    let about = (start..open).find(|at| super::paper::stands(chars, *at, "关于"))?;
    let lead: String = chars[start..about].iter().collect();
    let cites = [
        "根据", "按照", "依据", "印发", "出台", "贯彻", "落实", "制定",
    ]
    .iter()
    .any(|word| lead.contains(word));
    // A heading or a list of papers may leave the marks out.
    (cites && open - about >= 6).then_some(about..open)
}
