//! Headings in order: 一、二、三、, （一）（二）, 1. 2., and 一是…二是… within paragraphs.

use std::ops::Range;

use super::{
    Finding, Severity,
    number::value,
    paper::{Paper, digit, trimmed},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "numbering";

/// The form of a number; a higher one begins the lower ones anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
}

/// Checks the headings, and what is counted within paragraphs.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let mut last: [Option<i128>; 4] = [None; 4];
    let mut points: Option<i128> = None;
    for line in &paper.lines {
        let own = trimmed(&paper.chars, line);
        // A letter begins its own count, whatever stood before it in the file.
        if paper
            .form
            .title
            .as_ref()
            .is_some_and(|title| title.start == own.start)
        {
            last = [None; 4];
            points = None;
        }
        // 第三条, 第二部分: the paper counts by other means, too.
        if chapter(&paper.chars, &own) {
            last = [None; 4];
        }
        if let Some((rank, number, span)) = heading(&paper.chars, &own) {
            let at = rank as usize;
            compare(paper, rank, last[at], number, &span, found);
            last[at] = Some(number);
            last[at + 1..].fill(None);
            points = None;
        }
        for (number, span) in counted(&paper.chars, &own) {
            match points {
                _ if number == 1 => {}
                Some(before) if number == before + 1 => {}
                Some(before) => {
                    let case = if number == before {
                        "repeated"
                    } else {
                        "skipped"
                    };
                    let own = Finding::new(ID, case, Severity::Warning, span);
                    found.push(
                        own.with("before", point(before))
                            .with("number", point(number)),
                    );
                }
                None => {}
            }
            points = Some(number);
        }
    }
}

fn chapter(chars: &[char], line: &Range<usize>) -> bool {
    let head = &chars[line.start..line.end.min(line.start + 8)];
    head.first() == Some(&'第')
        && head
            .iter()
            .any(|c| matches!(c, '条' | '章' | '节' | '部' | '编'))
}

fn point(number: i128) -> String {
    let figure = "零一二三四五六七八九十"
        .chars()
        .nth(usize::try_from(number).unwrap_or(0));
    figure.map_or_else(|| format!("{number}是"), |c| format!("{c}是"))
}

fn compare(
    paper: &Paper,
    rank: Rank,
    last: Option<i128>,
    number: i128,
    span: &Range<usize>,
    found: &mut Vec<Finding>,
) {
    let heading = matches!(rank, Rank::First | Rank::Second);
    let case = match last {
        None if number == 1 => return,
        // A quotation may begin anywhere; a letter of ours begins at one.
        None if heading && paper.form.title.is_some() => "skipped",
        None => return,
        Some(before) if number == before + 1 => return,
        Some(before) if number == before => {
            if number == 1 && !heading {
                return;
            }
            "repeated"
        }
        Some(before) if number > before => "skipped",
        // Small lists begin anew under plain paragraphs.
        Some(_) if number == 1 && !heading => return,
        Some(_) if number == 1 && paper.form.title.is_none() => return,
        Some(_) => "restarted",
    };
    let before = last.unwrap_or(0).to_string();
    found.push(
        Finding::new(ID, case, Severity::Warning, span.clone())
            .with("before", before)
            .with("number", paper.words(span)),
    );
}

/// Reads the number at the head of a line.
pub(super) fn heading(chars: &[char], line: &Range<usize>) -> Option<(Rank, i128, Range<usize>)> {
    let bracket = matches!(chars.get(line.start), Some('（' | '(')) && line.start < line.end;
    let start = line.start + usize::from(bracket);
    let han = |c: &char| "一二三四五六七八九十".contains(*c);
    let rest = &chars[start.min(line.end)..line.end];
    let numeral = rest.iter().take(4).take_while(|c| han(c)).count();
    let figures = rest
        .iter()
        .take(3)
        .take_while(|c| digit(**c).is_some())
        .count();
    let len = numeral.max(figures);
    let mark = rest.get(len).copied();
    let number = if numeral > 0 {
        value(&rest[..numeral])?
    } else {
        rest[..figures]
            .iter()
            .filter_map(|c| digit(*c))
            .fold(0, |all, d| all * 10 + i128::from(d))
    };
    let rank = match (bracket, numeral > 0, mark?) {
        (false, true, '、') => Rank::First,
        (true, true, '）' | ')') => Rank::Second,
        (false, false, '.' | '．' | '、') if figures > 0 => Rank::Third,
        (true, false, '）' | ')') if figures > 0 => Rank::Fourth,
        _ => return None,
    };
    // 3.5万元 is no heading, nor is 一、二号楼; 三、2026年工作安排 is.
    let next = rest.get(len + 1).copied();
    if next.is_none_or(|c| {
        digit(c).is_some() && rank != Rank::First
            || rank == Rank::First && "一二三四五六七八九十".contains(c)
    }) {
        return None;
    }
    Some((rank, number, line.start..start + len + 1))
}

/// Finds 一是, 二是 … at the head of clauses.
fn counted(chars: &[char], line: &Range<usize>) -> Vec<(i128, Range<usize>)> {
    let mut found = Vec::new();
    for at in line.start + 1..line.end {
        if chars[at] != '是' {
            continue;
        }
        let back = chars[line.start..at].iter().rev().take(2);
        let len = back
            .take_while(|c| "一二三四五六七八九十".contains(**c))
            .count();
        let start = at - len;
        let free = start == line.start
            || chars[start - 1].is_whitespace()
            || "。；，：:;、,.！”）".contains(chars[start - 1]);
        if let Some(number) = value(&chars[start..at]).filter(|_| len > 0 && free) {
            found.push((number, start..at + 1));
        }
    }
    found
}
