//! The form of document numbers: 青工案复〔2026〕2号, not [2026]第02号.

use std::ops::Range;

use super::{
    Finding, Severity,
    paper::{Paper, digit, is_han, trimmed},
    queue::Against,
    required::Must,
};
use crate::letter::{parts::before_class, serial::DocNumber};

/// The id.
pub(super) const ID: &str = "number_form";

/// The year and serial of a document number.
pub(super) struct Number {
    /// From the bracket to 号.
    pub span: Range<usize>,
    /// As written.
    pub year: u32,
    serial: String,
}

/// Checks every document number, the letter's own and cited ones.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    broken(paper, against, found);
    for number in numbers(&paper.chars, &(0..paper.chars.len())) {
        let serial = number.serial.trim_start_matches('0');
        let year = number.year;
        let right = format!("〔{year}〕{serial}号");
        let sound = (1949..2100).contains(&year);
        if sound && paper.words(&number.span) == right {
            continue;
        }
        let mut own = Finding::new(ID, "form", Severity::Warning, number.span);
        // Which century 〔17〕 is of is not ours to say.
        if sound && !serial.is_empty() {
            own = own.with("right", right.clone()).fix(right);
        } else {
            own = own.with("right", "〔2026〕2号");
        }
        found.push(own);
    }
}

/// Looks for a letter's own number that is none, such as one that lost its serial or its 号: something was
/// typed over the blank, and no number can be written there any more.
fn broken(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let Some(title) = &paper.form.title else {
        return;
    };
    let ours = against.required.iter().any(|own| own.part == Must::Number);
    let above = paper.lines.iter().map(|line| trimmed(&paper.chars, line));
    for line in above.take_while(|line| line.end <= title.start) {
        let severity = if ours {
            let words = paper.words(&line);
            (is_own(&words) && !is_writable(&words)).then_some(Severity::Error)
        } else {
            cut_off(&paper.chars, &line)
        };
        if let Some(severity) = severity {
            found.push(Finding::new(ID, "broken", severity, line));
        }
    }
}

/// Tells whether a line above the title is meant as the letter's own number, or what is left of it.
fn is_own(line: &str) -> bool {
    let Some((_, rest)) = before_class(line).split_once(['〔', '[', '［']) else {
        return false;
    };
    rest.contains('号') || rest.trim_start().starts_with(|c| digit(c).is_some())
}

/// Tells whether numbering leaves such a line as it is, or writes into its blank; a gap is told as such.
fn is_writable(line: &str) -> bool {
    let number = before_class(line);
    // Who issues it may stand behind it.
    let own = match number.find('号') {
        Some(at) if !number.ends_with('号') => &number[..at + '号'.len_utf8()],
        _ => number,
    };
    let gap = own.split_once('〕');
    let is_gap = gap.is_some_and(|(_, rest)| rest.trim() == "号");
    own.contains('【') || is_gap || DocNumber::read(own).is_some()
}

/// Weighs a line with a year in brackets in a letter that need not be ours.
fn cut_off(chars: &[char], line: &Range<usize>) -> Option<Severity> {
    let open = line.clone().find(|at| chars[*at] == '〔')?;
    let year = (open + 1..line.end).take_while(|at| digit(chars[*at]).is_some());
    let close = open + 1 + year.count();
    let dated = close == open + 5 && chars.get(close) == Some(&'〕') && close < line.end;
    let rest = &chars[(close + 1).min(line.end)..line.end];
    // A blank, and a gap, are told as such.
    let empty = rest.iter().all(|c| c.is_whitespace() || *c == '号') && rest.contains(&'号');
    if !dated || empty || rest.contains(&'【') || rest.contains(&'×') {
        return None;
    }
    let end = rest.iter().position(|c| *c == '号');
    let serial = &rest[..end.unwrap_or(rest.len())];
    let figure = |c: &char| digit(*c).is_some() || "一二三四五六七八九十百〇".contains(*c);
    // A number that was cut off at its line's end may go on below.
    match (serial.iter().any(figure), end) {
        (true, Some(_)) => None,
        (true, None) => Some(Severity::Warning),
        (false, _) => Some(Severity::Error),
    }
}

/// Finds the document numbers in a part of the text: Han, a year in some bracket, a serial, 号.
pub(super) fn numbers(chars: &[char], span: &Range<usize>) -> Vec<Number> {
    let mut found = Vec::new();
    for open in span.start + 1..span.end.min(chars.len()) {
        if !matches!(
            chars[open],
            '〔' | '[' | '［' | '(' | '（' | '【' | '﹝' | '〖'
        ) {
            continue;
        }
        let own = read(chars, open, span.end);
        found.extend(own.filter(|_| is_han(chars[open - 1])));
    }
    found
}

fn read(chars: &[char], open: usize, end: usize) -> Option<Number> {
    let figures = |from: usize| -> String {
        chars[from.min(chars.len())..]
            .iter()
            .take(6)
            .map_while(|c| digit(*c))
            .filter_map(|d| char::from_digit(d, 10))
            .collect()
    };
    let mut at = open + 1;
    let year = figures(at);
    at += year.len();
    if year.len() != 4 && (year.len() != 2 || chars[open] != '〔') {
        return None;
    }
    if chars.get(at) == Some(&'年') {
        at += 1;
    }
    if !matches!(
        chars.get(at)?,
        '〕' | ']' | '］' | ')' | '）' | '】' | '﹞' | '〗'
    ) {
        return None;
    }
    at += 1;
    while matches!(chars.get(at), Some('第' | ' ')) {
        at += 1;
    }
    let serial = figures(at);
    at += serial.len();
    while chars.get(at) == Some(&' ') {
        at += 1;
    }
    let whole = !serial.is_empty() && chars.get(at) == Some(&'号') && at < end;
    whole.then(|| Number {
        span: open..at + 1,
        year: year.parse().unwrap_or(0),
        serial,
    })
}
