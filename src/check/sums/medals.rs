//! Medals against their number: 10金8银7铜共25枚, where the metals are the units.

use std::ops::Range;

use super::judge;
use crate::check::{
    Finding,
    number::{Manner, ONE, Quantity, Unit},
    paper::{Paper, digit, find, has},
};

/// 10金8银7铜共25枚: the metals are the units.
pub(super) fn medals(paper: &Paper, span: &Range<usize>, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let Some(gold) = find(chars, span, "金") else {
        return;
    };
    if gold == span.start || digit(chars[gold - 1]).is_none() {
        return;
    }
    let mut at = gold;
    let mut start = gold;
    while start > span.start && digit(chars[start - 1]).is_some() {
        start -= 1;
    }
    let number = |from: usize, to: usize| {
        (to - from < 6).then(|| {
            (from..to).fold(0i128, |all, at| {
                all * 10 + i128::from(digit(chars[at]).unwrap_or(0))
            })
        })
    };
    let Some(mut sum) = number(start, gold) else {
        return;
    };
    let mut metals = 1;
    for metal in ['银', '铜'] {
        let mut from = at + 1;
        if chars.get(from) == Some(&'、') {
            from += 1;
        }
        let mut to = from;
        while to < span.end && digit(chars[to]).is_some() {
            to += 1;
        }
        if to > from && to < span.end && chars[to] == metal {
            sum += number(from, to).unwrap_or(0);
            metals += 1;
            at = to;
        }
    }
    // 6金5银9铜，奖牌总数20枚
    let tied = |own: &Quantity| {
        let between = at + 1..own.span.start.max(at + 1);
        between.len() < 6
            || between.len() < 12 && has(chars, &between, &["共", "总", "合计", "奖牌"])
    };
    let near = |own: &&Quantity| {
        own.unit == Unit("枚")
            && own.manner == Manner::Exact
            && (own.span.start > at && tied(own)
                || own.span.end + 6 > start && own.span.end < start)
    };
    let total = paper.quantities_in(span).iter().find(near);
    if let Some(total) = total.filter(|own| metals == 3 && own.value != sum * ONE) {
        let all = start.min(total.span.start)..(at + 1).max(total.span.end);
        found.push(judge::finding(paper, total, sum * ONE, all));
    }
}
