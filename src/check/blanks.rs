//! What is still to be filled in: 【文号】, ××, 第 号, 年 月 日.

use super::{
    Finding, Severity,
    paper::{Paper, digit, is_han},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "blanks";

/// The blank of a template that the class goes into.
const CLASS_BLANK: &str = "类别";
/// A blank of a template is a word or two; longer brackets are headings. Chosen by us.
const BLANK: usize = 16;
/// Brackets of web pages.
const FURNITURE: &[&str] = &[
    "字体",
    "打印",
    "关闭",
    "摘要",
    "来源",
    "导读",
    "大 中 小",
    "关键词",
];

/// Checks the whole text.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let letter = paper.form.title.is_some();
    let mut open = None;
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '【' => open = Some(at),
            '\n' => open = None,
            '】' => {
                if let Some(start) = open.take() {
                    let words = paper.words(&(start + 1..at));
                    let blank =
                        at - start <= BLANK && !FURNITURE.iter().any(|own| words.contains(own));
                    if letter && blank {
                        let own = Finding::new(ID, "blank", Severity::Error, start..at + 1);
                        // The class is often picked only after the letter was begun.
                        let known = against.class.as_ref().filter(|_| words == CLASS_BLANK);
                        let own = match known {
                            Some(class) => own.fix(class),
                            None => own,
                        };
                        found.push(own.with("blank", words));
                    }
                }
            }
            _ => {}
        }
        let end = crossed(chars, at);
        if end > at {
            let own = Finding::new(ID, "crossed", Severity::Warning, at..end);
            found.push(own.with("blank", paper.words(&(at..end))));
            at = end;
            continue;
        }
        if let Some((case, end)) = gap(chars, at) {
            found.push(Finding::new(ID, case, Severity::Error, at..end));
            at = end;
            continue;
        }
        at += 1;
    }
}

/// ××, XX, ＿＿, ***: two and more of a sign that stands for something.
fn crossed(chars: &[char], at: usize) -> usize {
    let c = chars[at];
    if !matches!(
        c,
        '×' | 'Ｘ' | 'X' | 'x' | '_' | '＿' | '*' | '＊' | '○' | '△' | '＃' | '？'
    ) {
        return at;
    }
    let end = at + chars[at..].iter().take_while(|own| **own == c).count();
    let before = at.checked_sub(1).map(|at| chars[at]);
    let word = |own: Option<char>| own.is_some_and(|own| own.is_ascii_alphanumeric());
    let letters = matches!(c, 'X' | 'x');
    if letters && (word(before) || word(chars.get(end).copied())) {
        return at;
    }
    // 138****0000 is masked, not forgotten; 二○○九年 is a year.
    let masked = matches!(c, '*' | '＊' | '○')
        && before.is_some_and(|own| digit(own).is_some() || "一二三四五六七八九〇".contains(own));
    let least = match c {
        '？' | '*' => 3,
        _ => 2,
    };
    // A single × between Han stands for a word too: 第×届.
    let single = c == '×'
        && end == at + 1
        && before.is_some_and(is_han)
        && chars.get(end).copied().is_some_and(is_han);
    let enough = end - at >= least && !(c == 'x' && end - at < 2);
    if (enough || single) && !masked {
        end
    } else {
        at
    }
}

/// 第  号, 〔2026〕 号, 年 月 日.
fn gap(chars: &[char], at: usize) -> Option<(&'static str, usize)> {
    let spaces = |from: usize| {
        let rest = chars.get(from..).unwrap_or_default().iter().take(10);
        rest.take_while(|c| matches!(c, ' ' | '\u{a0}' | '\u{3000}'))
            .count()
    };
    match chars[at] {
        '第' => {
            let width = spaces(at + 1);
            let end = at + 1 + width;
            let word = matches!(chars.get(end), Some('号' | '届'));
            (width > 0 && word).then_some(("number", end + 1))
        }
        '〕' => {
            let end = at + 1 + spaces(at + 1);
            let year = at > 0 && digit(chars[at - 1]).is_some();
            (year && chars.get(end) == Some(&'号')).then_some(("number", end + 1))
        }
        '年' => {
            let month = at + 1 + spaces(at + 1);
            if month == at + 1 || chars.get(month) != Some(&'月') {
                return None;
            }
            let day = month + 1 + spaces(month + 1);
            (day > month + 1 && chars.get(day) == Some(&'日')).then_some(("date", day + 1))
        }
        '月' => {
            let day = at + 1 + spaces(at + 1);
            let month = at > 0 && (digit(chars[at - 1]).is_some() || spaces(at - 1) == 1);
            (month && day > at + 1 && chars.get(day) == Some(&'日')).then_some(("date", day + 1))
        }
        _ => None,
    }
}
