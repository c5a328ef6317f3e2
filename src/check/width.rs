//! Half-width marks and full-width figures in Chinese prose, and spaces inside dates.
//!
//! A paper whose marks are mostly half width (a web copy) is told once, not five hundred times.

use super::{
    Finding, Severity,
    paper::{Paper, digit, is_han},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "width";

/// More than this share of half-width marks is the habit of the whole paper. Chosen by us.
const HABIT: (usize, usize) = (1, 5);
/// Fewer than these are told one by one in any case. Chosen by us.
const FEW: usize = 8;

/// Checks the whole text.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let mut half: Vec<(usize, char)> = Vec::new();
    let mut full = 0;
    let chars = &paper.chars;
    for (at, c) in chars.iter().enumerate() {
        if matches!(c, '，' | '；' | '：' | '？' | '！' | '（' | '）') {
            full += 1;
        }
        half.extend(wide(chars, at).map(|own| (at, own)));
    }
    if half.len() > FEW && half.len() * HABIT.1 > full * HABIT.0 {
        let (at, _) = half[0];
        found.push(
            Finding::new(ID, "many", Severity::Warning, at..at + 1)
                .with("count", half.len().to_string()),
        );
    } else {
        for (at, own) in half {
            found.push(
                Finding::new(ID, "half", Severity::Warning, at..at + 1)
                    .with("mark", chars[at].to_string())
                    .with("right", own.to_string())
                    .fix(own.to_string()),
            );
        }
    }
    figures(paper, found);
    spaces(paper, found);
}

/// Returns the full-width mark for a half-width one between Chinese characters.
fn wide(chars: &[char], at: usize) -> Option<char> {
    let right = match chars[at] {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '.' => '。',
        _ => return None,
    };
    let before = *chars.get(at.checked_sub(1)?)?;
    let after = chars.get(at + 1).copied();
    let left = is_han(before) || matches!(before, '”' | '》' | '）' | '%' | '％');
    let next = after.is_none_or(|c| {
        is_han(c) || matches!(c, '“' | '《' | '\n' | '\r') || digit(c).is_some() && right != '。'
    });
    let next = next && !(matches!(right, '。' | '：') && after.is_some_and(|c| digit(c).is_some()));
    (left && next).then_some(right)
}

/// ２０１７年 among half-width figures.
fn figures(paper: &Paper, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    if !chars.iter().any(char::is_ascii_digit) {
        return;
    }
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..].iter().take_while(|c| matches!(c, '０'..='９'));
        let end = at + run.count();
        if end > at {
            let plain: String = chars[at..end]
                .iter()
                .filter_map(|c| digit(*c))
                .filter_map(|d| char::from_digit(d, 10))
                .collect();
            found.push(
                Finding::new(ID, "digits", Severity::Warning, at..end)
                    .with("right", plain.clone())
                    .fix(plain),
            );
        }
        at = end.max(at + 1);
    }
}

/// 2023 年4月12日: some of the spaces of a date, but not all of them.
fn spaces(paper: &Paper, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    for at in 1..chars.len().saturating_sub(1) {
        if chars[at] != ' ' || chars[at - 1] == ' ' || chars[at + 1] == ' ' {
            continue;
        }
        let (before, after) = (chars[at - 1], chars[at + 1]);
        let inside = digit(before).is_some() && matches!(after, '年' | '月' | '日')
            || matches!(before, '年' | '月') && digit(after).is_some();
        if !inside {
            continue;
        }
        // 2023 年 4 月 12 日 throughout is a style of its own.
        let from = at.saturating_sub(14);
        let near = &chars[from..(at + 14).min(chars.len())];
        let tight = near.windows(2).any(|two| {
            digit(two[0]).is_some() && matches!(two[1], '年' | '月' | '日')
                || matches!(two[0], '年' | '月') && digit(two[1]).is_some()
        });
        if tight {
            found.push(Finding::new(ID, "space", Severity::Warning, at..at + 1).fix(""));
        }
    }
}
