//! Chinese numerals that count: 三十七件, 两家, 一百零二人, 百分之三十五.

use super::{Manner, ONE, Quantity, Unit, before, figures, finish, unit};
use crate::check::paper::{digit, stands};

const NUMERALS: &str = "零〇一二两三四五六七八九十百千万亿";

/// Tells whether a numeral can begin here; 万 and 亿 only go on.
pub(super) fn is_numeral(c: char) -> bool {
    // Asked of every character of a text.
    matches!(
        c,
        '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
    )
}

/// Reads a numeral; returns where to go on, and the number when it counts something.
pub(super) fn read(chars: &[char], start: usize) -> (usize, Option<Quantity>) {
    if stands(chars, start, "百分之") {
        return percent(chars, start);
    }
    let end = end_of(chars, start);
    let free = start == 0 || !matches!(chars[start - 1], '第' | '数' | '几' | '十' | '点');
    let mut at = end;
    let mut manner = before(chars, start);
    if matches!(chars.get(at), Some('余' | '多' | '几')) && unit::begins(chars, at + 1) {
        manner = Manner::About;
        at += 1;
    }
    let (stop, unit) = unit::read(chars, at);
    // 一期5万平方米, 二类30件: an ordinal before the figure that counts.
    let ordinal = chars.get(stop).copied().and_then(digit).is_some();
    let value = value(&chars[start..end]).filter(|_| free && !ordinal);
    let own = value.map(|value| {
        finish(
            chars,
            Quantity {
                span: start..stop,
                value: value * ONE,
                step: ONE,
                unit,
                manner,
                han: true,
                coarse: false,
            },
        )
    });
    (stop.max(end), own)
}

fn end_of(chars: &[char], start: usize) -> usize {
    let more = chars[start..].iter().take_while(|c| NUMERALS.contains(**c));
    start + more.take(20).count()
}

fn percent(chars: &[char], start: usize) -> (usize, Option<Quantity>) {
    let at = start + 3;
    if chars.get(at).copied().and_then(digit).is_some() {
        let (next, own) = figures(chars, at);
        return (
            next,
            own.map(|own| Quantity {
                span: start..own.span.end,
                unit: Unit::PERCENT,
                ..own
            }),
        );
    }
    let end = end_of(chars, at.min(chars.len()));
    // 百分之三十五点二 is rare and stays unread.
    let value = value(&chars[at.min(end)..end]).filter(|_| chars.get(end) != Some(&'点'));
    let own = value.map(|value| Quantity {
        span: start..end,
        value: value * ONE,
        step: ONE,
        unit: Unit::PERCENT,
        manner: before(chars, start),
        han: true,
        coarse: true,
    });
    (end, own)
}

/// Returns the value of a numeral; none for what is no numeral, such as 七八 or 二〇二三.
pub(in crate::check) fn value(numeral: &[char]) -> Option<i128> {
    let (mut all, mut part, mut one) = (0i128, 0i128, None::<i128>);
    let mut tens = i128::MAX;
    for c in numeral {
        if let Some(d) = "零一二三四五六七八九"
            .chars()
            .position(|own| own == *c)
            .or((*c == '〇').then_some(0))
            .or((*c == '两').then_some(2))
        {
            let d = d as i128;
            if d == 0 && one.is_none() {
                continue;
            }
            if one.is_some() {
                return None;
            }
            one = Some(d);
            continue;
        }
        match c {
            '十' | '百' | '千' => {
                let weight = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                if weight >= tens {
                    return None;
                }
                // 十 alone is ten, 百 and 千 need their figure.
                let count = match one.take() {
                    Some(count) => count,
                    None if weight == 10 && part == 0 => 1,
                    None => return None,
                };
                part += count * weight;
                tens = weight;
            }
            _ => {
                let weight = if *c == '万' { 10_000 } else { 100_000_000 };
                part += one.take().unwrap_or(0);
                if part == 0 {
                    return None;
                }
                all += part * weight;
                (part, tens) = (0, i128::MAX);
            }
        }
    }
    let value = all + part + one.unwrap_or(0);
    (value > 0 && value < 1_000_000_000_000).then_some(value)
}
