//! Numbers of official prose with their units: 3.5万人, 1,200余家, 三十七件, 35％.
//!
//! Apart from the checks because all of them read the same numbers. A number that is no quantity
//! (years, 第037号, 〔2017〕2号, telephone numbers, 1+15, times) is not listed; a range, a rate and a
//! rounded number are listed and say so. Values are whole millionths, so that sums are exact.

mod han;
#[cfg(test)]
mod tests;
mod unit;

use std::ops::Range;

use super::paper::{digit, stands};
pub(super) use unit::Unit;

/// One whole of a [`Quantity`]'s value.
pub(super) const ONE: i128 = 1_000_000;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// From the first figure to the unit's end, in characters.
    pub span: Range<usize>,
    /// In millionths of the unit.
    pub value: i128,
    /// The weight of the last printed figure, in the same measure.
    pub step: i128,
    /// The unit in its plain form; empty when none follows.
    pub unit: Unit,
    /// How it stands: exact, rounded, one end of a range, a rate.
    pub manner: Manner,
    /// Whether it is written in Chinese numerals, which also make phrases (一个, 三项工程).
    pub han: bool,
    /// Whether it is printed with decimals or in 万 or 亿.
    pub coarse: bool,
}

/// How a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// As counted.
    Exact,
    /// 约, 余, 以上, 不超过 …
    About,
    /// One end of 8—10.
    Range,
    /// 每人 5000元, 50元/人.
    Rate,
}

/// Lists the quantities of a text, in order.
pub(super) fn quantities(chars: &[char]) -> Vec<Quantity> {
    let masked = masked(chars);
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let read = if masked[at] {
            None
        } else if digit(chars[at]).is_some() {
            Some(figures(chars, at))
        } else if han::is_numeral(chars[at]) || stands(chars, at, "百分之") {
            Some(han::read(chars, at))
        } else {
            None
        };
        match read {
            Some((next, quantity)) => {
                found.extend(quantity);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    inherit(chars, &mut found);
    ranges(chars, &mut found);
    found.retain(|own| own.unit != Unit::NONE);
    found
}

/// Marks what stands in 《》, 〔〕 and short quotes: names and numbers of papers, not counts.
fn masked(chars: &[char]) -> Vec<bool> {
    /// A quote longer than this is somebody's sentence, which may count. Chosen by us.
    const NAME: usize = 20;
    /// A title longer than this was never closed. Chosen by us.
    const TITLE: usize = 100;
    let mut masked = vec![false; chars.len()];
    let mut open: Option<(usize, char, usize)> = None;
    for (at, c) in chars.iter().enumerate() {
        if let Some((start, close, limit)) = open {
            if *c == close {
                masked[start..=at].fill(true);
                open = None;
                continue;
            }
            if *c != '\n' && at - start <= limit && *c != '《' {
                continue;
            }
        }
        open = match c {
            '《' => Some((at, '》', TITLE)),
            '〔' => Some((at, '〕', NAME)),
            '“' => Some((at, '”', NAME)),
            _ => None,
        };
    }
    masked
}

/// Reads a number in figures at a place; returns where to go on, and the number when it counts.
fn figures(chars: &[char], start: usize) -> (usize, Option<Quantity>) {
    let mut at = start;
    let mut value: i128 = 0;
    let mut count = 0;
    let (mut step, mut coarse) = (ONE, false);
    while let Some(c) = chars.get(at) {
        if let Some(d) = digit(*c) {
            count += 1;
            if count <= 15 {
                value = value * 10 + i128::from(d);
            }
            at += 1;
        } else if *c == ',' && grouped(chars, at) {
            at += 1;
        } else {
            break;
        }
    }
    let mut sound = count <= 15;
    value *= ONE;
    let point = matches!(chars.get(at), Some('.' | '．'));
    if point && chars.get(at + 1).copied().and_then(digit).is_some() {
        at += 1;
        coarse = true;
        while let Some(d) = chars.get(at).copied().and_then(digit) {
            step /= 10;
            sound &= step > 0;
            value += i128::from(d) * step;
            at += 1;
        }
        // 2023.4.12, 1.2.3: no quantity.
        if matches!(chars.get(at), Some('.' | '．')) {
            sound &= chars.get(at + 1).copied().and_then(digit).is_none();
        }
    }
    step = step.max(1);
    sound &= stands_free(chars, start);
    let mut manner = before(chars, start);
    let mut big = ONE;
    loop {
        if approximate(chars, at) {
            manner = manner.max_about();
            at += 1;
        }
        let (weight, width) = match chars.get(at) {
            Some('万') => (10_000, 1),
            Some('亿') => (100_000_000, 1),
            Some('千') if !stands(chars, at, "千米") && !stands(chars, at, "千克") => {
                (1000, 1)
            }
            Some('百') if !stands(chars, at, "百分") => (100, 1),
            _ => break,
        };
        value = value.saturating_mul(weight);
        step = step.saturating_mul(weight);
        big = big.saturating_mul(weight);
        coarse |= weight >= 10_000;
        at += width;
    }
    // 1亿2000万元
    if big > ONE && chars.get(at).copied().and_then(digit).is_some() {
        let (next, rest) = figures(chars, at);
        if let Some(rest) = rest.filter(|rest| rest.value < big) {
            let own = Quantity {
                span: start..rest.span.end,
                value: value.saturating_add(rest.value),
                step: rest.step,
                manner,
                ..rest
            };
            return (next, sound.then_some(own));
        }
        return (next, None);
    }
    let (end, unit) = unit::read(chars, at);
    let quantity = finish(
        chars,
        Quantity {
            span: start..end,
            value,
            step,
            unit,
            manner,
            han: false,
            coarse,
        },
    );
    (end, sound.then_some(quantity))
}

impl Manner {
    fn max_about(self) -> Manner {
        match self {
            Manner::Exact => Manner::About,
            other => other,
        }
    }
}

/// Looks behind a number for what makes it rounded or a rate.
fn finish(chars: &[char], mut own: Quantity) -> Quantity {
    let end = own.span.end;
    let after = ["左右", "以上", "以下", "以内", "上下", "多", "余"];
    if after.iter().any(|word| stands(chars, end, word)) {
        own.manner = own.manner.max_about();
    }
    if chars.get(end) == Some(&'/') && own.unit != Unit::NONE {
        own.manner = Manner::Rate;
    }
    own
}

/// A comma inside a number: three figures follow, and no fourth.
fn grouped(chars: &[char], at: usize) -> bool {
    let is = |at: usize| chars.get(at).copied().and_then(digit).is_some();
    is(at + 1) && is(at + 2) && is(at + 3) && !is(at + 4)
}

/// Tells whether a number does not belong to a word, a sum or a time before it.
fn stands_free(chars: &[char], start: usize) -> bool {
    let Some(before) = start.checked_sub(1).map(|at| chars[at]) else {
        return true;
    };
    let time = matches!(before, ':' | '：') && start > 1 && digit(chars[start - 2]).is_some();
    !(before.is_ascii_alphabetic()
        || matches!(
            before,
            '第' | '+' | '＋' | '/' | '.' | '．' | '№' | '_' | '%'
        )
        || time)
}

fn approximate(chars: &[char], at: usize) -> bool {
    matches!(chars.get(at), Some('余' | '多' | '几' | '来'))
        && chars
            .get(at + 1)
            .is_some_and(|c| matches!(c, '万' | '亿' | '千' | '百') || unit::begins(chars, at + 1))
}

/// Looks before a number for what makes it rounded or a rate.
fn before(chars: &[char], start: usize) -> Manner {
    const ABOUT: &[&str] = &[
        "约",
        "近",
        "超",
        "超过",
        "逾",
        "将近",
        "接近",
        "突破",
        "不少于",
        "不低于",
        "不超过",
        "至少",
        "最多",
        "最高",
        "低于",
        "高于",
        "多于",
        "少于",
        "不足",
        "不到",
    ];
    const NOT: &[&str] = &["节约", "签约", "预约", "履约", "集约", "契约", "附近"];
    const EACH: &[&str] = &[
        "每人",
        "每家",
        "每名",
        "每个",
        "人均",
        "每天",
        "每次",
        "每户",
        "每亩",
        "平均",
        "每场",
        "每期",
        "每件",
        "每项",
        "每位",
        "每所",
        "户均",
        "年均",
        "月均",
        "每月",
        "每周",
        "每班",
        "每校",
        "每镇",
        "每村",
        "每百",
        "每千",
        "每万",
        "每新增",
        "每增",
        "每辆",
        "每台",
        "每条",
    ];
    let Some(last) = start.checked_sub(1).map(|at| chars[at]) else {
        return Manner::Exact;
    };
    let ends = |word: &str| {
        word.ends_with(last) && {
            let len = word.chars().count();
            start >= len && stands(chars, start - len, word)
        }
    };
    if ends("各") {
        return Manner::Rate;
    }
    let mut from = start;
    while from > 0
        && start - from < 12
        && !matches!(
            chars[from - 1],
            '，' | '。' | '；' | '、' | '（' | '）' | '：' | ',' | ';' | ':' | '(' | ')' | '\n'
        )
    {
        from -= 1;
    }
    let led = chars[from..start].iter().any(|c| matches!(c, '每' | '均'));
    if led && (from..start).any(|at| EACH.iter().any(|word| stands(chars, at, word))) {
        return Manner::Rate;
    }
    if ABOUT.iter().any(|word| ends(word)) && !NOT.iter().any(|word| ends(word)) {
        return Manner::About;
    }
    Manner::Exact
}

/// Gives the numbers of 3、5、10家 the unit of the last.
fn inherit(chars: &[char], found: &mut [Quantity]) {
    for at in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(at);
        let (own, next) = (&mut left[at - 1], &right[0]);
        let between = &chars[own.span.end..next.span.start.max(own.span.end)];
        let joined = matches!(between, ['、' | '和' | '，']);
        if own.unit == Unit::NONE && joined && next.unit != Unit::NONE && own.han == next.han {
            own.unit = next.unit;
            // 2.5、3.5万元: the multiplier is shared as well.
            if next.coarse && next.step >= ONE && own.value < 10_000 * ONE && !own.coarse {
                own.manner = Manner::About;
            }
        }
    }
}

/// Marks both ends of 8—10个 and 5000元至2万元.
fn ranges(chars: &[char], found: &mut [Quantity]) {
    for at in 1..found.len() {
        let (from, to) = (found[at - 1].span.end, found[at].span.start);
        if from > to || to - from > 2 {
            continue;
        }
        if matches!(
            chars[from..to],
            ['-' | '－' | '—' | '–' | '~' | '～' | '至' | '到' | '−'] | ['—', '—']
        ) {
            found[at - 1].manner = Manner::Range;
            found[at].manner = Manner::Range;
            if found[at - 1].unit == Unit::NONE {
                found[at - 1].unit = found[at].unit;
            }
        }
    }
}

pub(super) use han::value;
