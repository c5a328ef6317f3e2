//! Percentages against the figures beside them: shares, growth, rates, and splits of a whole.
//!
//! A printed percentage may be rounded or cut off (domain.md 5.1), so a whole unit of its last
//! figure is allowed. A share is only judged when its base is one of the figures of the sentence.

use std::ops::Range;

use super::{
    Finding, Severity, growth,
    number::{Manner, ONE, Quantity, Unit},
    paper::{Paper, find, has},
    queue::Against,
    sums::{Axis, axis},
};

/// The id, as the JSON promises it.
pub(super) const ID: &str = "percent";

/// Checks every sentence.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let mut last = 0..0;
    for sentence in paper.sentences() {
        let own = paper.quantities_in(&sentence);
        let previous = std::mem::replace(&mut last, sentence.clone());
        // The base of a share may stand in the sentence before, of the same paragraph.
        let earlier: &[Quantity] = if sentence.start <= previous.end + 1 {
            paper.quantities_in(&previous)
        } else {
            &[]
        };
        for at in 0..own.len() {
            growth::change(paper, own, at, found);
        }
        if !own
            .iter()
            .any(|own| is_share(own) || own.unit == Unit::TIMES)
        {
            continue;
        }
        let shares = pairs(paper, &sentence, own);
        for at in 0..own.len() {
            let before = &own[at.saturating_sub(12)..at];
            share(
                paper,
                &sentence,
                (before, earlier, &shares),
                &own[at],
                found,
            );
            growth::growth(paper, before, &own[at], found);
            rate(paper, &sentence, before, &own[at], found);
        }
        split(paper, own, found);
    }
}

pub(super) fn is_share(own: &Quantity) -> bool {
    own.unit == Unit::PERCENT || own.unit == Unit::POINT
}

pub(super) fn real(value: i128) -> f64 {
    value as f64 / ONE as f64
}

/// Writes a computed percentage with one figure more than the printed one.
pub(super) fn shown(value: f64, like: &Quantity) -> String {
    let mut places = 1;
    let mut step = like.step;
    while step < ONE && places < 6 {
        step *= 10;
        places += 1;
    }
    format!("{value:.places$}")
}

/// 高级工35人，占50%: against the figures before.
fn share(
    paper: &Paper,
    sentence: &Range<usize>,
    (before, earlier, shares): (&[Quantity], &[Quantity], &[(Quantity, Quantity)]),
    own: &Quantity,
    found: &mut Vec<Finding>,
) {
    let Some(word) = share_word(paper, sentence, own) else {
        return;
    };
    if own.value > 100 * ONE {
        let span = word..own.span.end;
        found.push(
            Finding::new(ID, "above", Severity::Error, span)
                .with("percent", paper.words(&own.span)),
        );
        return;
    }
    let Some((part, rest)) = before.split_last() else {
        return;
    };
    if !is_tied(paper, part, word) {
        return;
    }
    let may = |base: &&Quantity| base.unit == part.unit && base.value >= part.value;
    let mut bases: Vec<&Quantity> = rest.iter().filter(may).collect();
    let near = !bases.is_empty();
    if !near {
        bases = earlier.iter().filter(may).collect();
    }
    if bases.is_empty() || bases.iter().any(|base| base.manner != Manner::Exact) {
        return;
    }
    let fits = |base: &&&Quantity| {
        let value = real(part.value) / real(base.value) * 100.0;
        (value - real(own.value)).abs() <= slack(own, part, base)
    };
    if bases.iter().any(|base| fits(&base)) {
        return;
    }
    // 公办28所，占52.8%；民办25所，占47.2%: together they are the base.
    let all = paper.quantities_in(sentence).iter();
    let together: i128 = all
        .filter(|own| own.unit == part.unit && own.manner == Manner::Exact)
        .map(|own| own.value)
        .sum();
    let whole_row = Quantity {
        value: together,
        ..part.clone()
    };
    if fits(&&&whole_row) {
        return;
    }
    // The other shares of the sentence tell which base is meant.
    let others = || shares.iter().filter(|(_, share)| share.span != own.span);
    let base_of_all = bases.iter().copied().chain([&whole_row]).find(|base| {
        others().count() >= 2
            && others().all(|(part, share)| {
                let value = real(part.value) / real(base.value).max(1e-9) * 100.0;
                part.unit == base.unit
                    && (value - real(share.value)).abs() <= slack(share, part, base)
            })
    });
    if let Some(base) = base_of_all {
        let value = real(part.value) / real(base.value) * 100.0;
        let words = if base.span == part.span {
            shown(real(base.value), base)
                .trim_end_matches(".0")
                .to_owned()
                + base.unit.0
        } else {
            paper.words(&base.span)
        };
        found.push(
            Finding::new(ID, "share", Severity::Error, part.span.start..own.span.end)
                .with("part", paper.words(&part.span))
                .with("base", words)
                .with("value", shown(value, own))
                .with("percent", paper.words(&own.span)),
        );
        return;
    }
    // Several bases, or none that the sentence itself ties to the part: it may be another one.
    let among = find(&paper.chars, &(sentence.start..part.span.start), "其中").is_some();
    let whole = bases.iter().all(|base| base.value == bases[0].value);
    let in_bracket = has(&paper.chars, &(part.span.end..word), &["（", "("]);
    let severity = if near && whole && (among || in_bracket) {
        Severity::Error
    } else {
        Severity::Warning
    };
    if !whole && !among {
        return;
    }
    let base = bases[bases.len() - 1];
    let value = real(part.value) / real(base.value) * 100.0;
    found.push(
        Finding::new(ID, "share", severity, part.span.start..own.span.end)
            .with("part", paper.words(&part.span))
            .with("base", paper.words(&base.span))
            .with("value", shown(value, own))
            .with("percent", paper.words(&own.span)),
    );
}

/// Returns where 占 stands before a share whose base is not named between.
fn share_word(paper: &Paper, sentence: &Range<usize>, own: &Quantity) -> Option<usize> {
    const OPEN: &[&str] = &[
        "",
        "比",
        "比为",
        "比达",
        "比达到",
        "总数的",
        "总量的",
        "总人数的",
        "全部的",
        "总额的",
        "总数",
        "总投入的",
        "全部总数的",
    ];
    if own.unit != Unit::PERCENT || own.manner != Manner::Exact {
        return None;
    }
    let start = own.span.start.saturating_sub(10).max(sentence.start);
    let word = (start..own.span.start)
        .rev()
        .find(|at| paper.at(*at, "占"))?;
    let base = paper.words(&(word + 1..own.span.start));
    OPEN.contains(&base.trim()).then_some(word)
}

/// Tells whether a share behind a word is that of a figure before it.
fn is_tied(paper: &Paper, part: &Quantity, word: usize) -> bool {
    let gap = part.span.end..word;
    gap.end >= gap.start
        && gap.end - gap.start <= 8
        && part.manner == Manner::Exact
        && !is_share(part)
        && !has(&paper.chars, &gap, &["、", "；", "：", "）"])
}

/// Lists the figures of a sentence with their shares.
fn pairs(paper: &Paper, sentence: &Range<usize>, all: &[Quantity]) -> Vec<(Quantity, Quantity)> {
    let own = all.windows(2).filter_map(|two| {
        let word = share_word(paper, sentence, &two[1])?;
        is_tied(paper, &two[0], word).then(|| (two[0].clone(), two[1].clone()))
    });
    own.collect()
}

/// A whole unit of the last printed figure, and what rounding of the figures themselves may add.
pub(super) fn slack(own: &Quantity, part: &Quantity, base: &Quantity) -> f64 {
    let rough = |q: &Quantity| if q.coarse { real(q.step) / 2.0 } else { 0.0 };
    let base_value = real(base.value).max(1e-9);
    real(own.step)
        + 1e-9
        + 100.0 * rough(part) / base_value
        + 100.0 * real(part.value) * rough(base) / (base_value * base_value)
}

/// 承办35件，办结34件，办结率100%.
fn rate(
    paper: &Paper,
    sentence: &Range<usize>,
    before: &[Quantity],
    own: &Quantity,
    found: &mut Vec<Finding>,
) {
    const ROOTS: &[&str] = &[
        "办结", "答复", "办复", "面商", "见面", "走访", "合格", "通过", "就业", "完成", "签约",
        "反馈", "取证", "满意", "整改", "采纳", "达标", "修复", "毕业", "检出", "兑现",
    ];
    if own.unit != Unit::PERCENT || own.manner != Manner::Exact {
        return;
    }
    let near = own.span.start.saturating_sub(8).max(sentence.start)..own.span.start;
    // The last rate before the figure is its own.
    let rate = near.clone().rev().find(|at| paper.chars[*at] == '率');
    let Some(root) = rate.and_then(|rate| {
        let at = rate.checked_sub(2).filter(|at| *at >= near.start)?;
        let named = at == near.start || paper.chars[at - 1] != '本';
        ROOTS.iter().find(|root| named && paper.at(at, root))
    }) else {
        return;
    };
    let [rest @ .., whole, part] = before else {
        return;
    };
    let word = (near.start..near.end)
        .find(|at| paper.at(*at, root))
        .unwrap_or(near.start);
    // The part's own clause must tell the same deed as the rate.
    let clause = whole.span.end..part.span.start;
    let certified = matches!(*root, "合格" | "通过" | "取证" | "达标")
        && has(
            &paper.chars,
            &clause,
            &["取得证书", "取证", "获证", "持证", "拿证", "领证"],
        );
    let tied = clause.end > clause.start
        && clause.end - clause.start <= 14
        && (certified || has(&paper.chars, &clause, &[root]))
        && !has(&paper.chars, &clause, &["；", "本满意"]);
    // 35件，主办20件，办结35件: an earlier figure may be the base.
    let others = rest
        .iter()
        .filter(|own| own.unit == part.unit && own.value >= part.value);
    let fits = |base: &Quantity| {
        let value = real(part.value) / real(base.value).max(1e-9) * 100.0;
        (value - real(own.value)).abs() <= slack(own, part, base)
    };
    if !tied
        || others.into_iter().any(fits)
        || whole.unit != part.unit
        || word < part.span.end
        || word - part.span.end > 4
        || whole.value < part.value
        || [whole, part].iter().any(|own| own.manner != Manner::Exact)
    {
        return;
    }
    let value = real(part.value) / real(whole.value).max(1e-9) * 100.0;
    if (value - real(own.value)).abs() > slack(own, part, whole) {
        found.push(
            Finding::new(ID, "rate", Severity::Warning, part.span.start..own.span.end)
                .with("part", paper.words(&part.span))
                .with("base", paper.words(&whole.span))
                .with("value", shown(value, own))
                .with("percent", paper.words(&own.span)),
        );
    }
}

/// 男性占45%、女性占65%: shares of one whole make at most 100.
fn split(paper: &Paper, all: &[Quantity], found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let mut at = 0;
    while at < all.len() {
        let mut end = at;
        let mut labels: Vec<Axis> = Vec::new();
        while let Some(own) = all.get(end) {
            if own.unit != Unit::PERCENT || own.manner != Manner::Exact || end - at > 12 {
                break;
            }
            let from = if end == at {
                clause(chars, own.span.start)
            } else {
                all[end - 1].span.end
            };
            let words = from..own.span.start;
            if words.end < words.start || words.end - words.start > 16 {
                break;
            }
            if end > at && has(chars, &words, &["其中", "；", "。", "（", "）", "(", ")"]) {
                break;
            }
            let label: String = chars[words]
                .iter()
                .filter(|c| !c.is_ascii_punctuation() && !"，、：占比例为达".contains(**c))
                .collect();
            labels.push(axis(&label));
            end += 1;
        }
        if end - at >= 2 {
            whole(paper, &all[at..end], &labels, found);
        }
        at = end.max(at + 1);
    }
}

fn whole(paper: &Paper, parts: &[Quantity], labels: &[Axis], found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let first = &parts[0];
    let lead = first.span.start.saturating_sub(5)..first.span.start;
    let each = has(chars, &lead, &["分别占"]);
    let shares = parts.iter().enumerate().all(|(at, own)| {
        let from = if at == 0 {
            clause(chars, own.span.start)
        } else {
            parts[at - 1].span.end
        };
        has(chars, &(from..own.span.start), &["占"])
    });
    let axis = labels[0];
    let one = axis.divides() && labels.iter().all(|own| own.same(axis));
    let ratings = one && axis == Axis::Rating && distinct_ratings(paper, parts);
    let cumulative = has(
        chars,
        &(first.span.start.saturating_sub(12)..parts[parts.len() - 1].span.end),
        &["以上", "以下", "增长", "提高"],
    );
    if cumulative || !(each || shares && one && axis != Axis::Rating || ratings) {
        return;
    }
    let sum: i128 = parts.iter().map(|own| own.value).sum();
    let slack: i128 = parts.iter().map(|own| own.step).sum();
    let full = match axis {
        _ if each && parts.len() >= 3 => true,
        Axis::Sex(_) | Axis::Pair(..) => parts.len() == 2,
        _ => ratings && parts.len() >= 3,
    };
    let over = sum > 100 * ONE + slack;
    let under = full && !each && sum < 100 * ONE - slack;
    // 分别占 alone does not say that the parts are all there are, but 90 to 100 is meant to be.
    let nearly = full && each && sum < 100 * ONE - slack && sum >= 95 * ONE;
    if over || under || nearly {
        let severity = if over {
            Severity::Error
        } else {
            Severity::Warning
        };
        let span = first.span.start..parts[parts.len() - 1].span.end;
        let text = format!("{}", (sum as f64 / ONE as f64 * 100.0).round() / 100.0);
        found.push(Finding::new(ID, "whole", severity, span).with("sum", text));
    }
}

/// 满意率 may already hold 基本满意: only 满意, 基本满意, 不满意 once each divide.
fn distinct_ratings(paper: &Paper, parts: &[Quantity]) -> bool {
    let kinds = parts.iter().map(|own| {
        let words = clause(&paper.chars, own.span.start)..own.span.start;
        if has(&paper.chars, &words, &["和基本", "及基本", "以上"]) {
            9
        } else if has(&paper.chars, &words, &["基本满意"]) {
            1
        } else if has(&paper.chars, &words, &["不满意"]) {
            2
        } else if has(&paper.chars, &words, &["非常满意"]) {
            3
        } else if has(&paper.chars, &words, &["满意"]) {
            0
        } else {
            9
        }
    });
    let kinds: Vec<u8> = kinds.collect();
    !kinds.contains(&9)
        && kinds.contains(&1)
        && !kinds
            .iter()
            .enumerate()
            .any(|(at, own)| kinds[..at].contains(own))
}

/// Returns where the clause of a place begins.
pub(super) fn clause(chars: &[char], at: usize) -> usize {
    let mut from = at;
    while from > 0 && at - from < 16 && !"，。；：、,;:（(\n".contains(chars[from - 1]) {
        from -= 1;
    }
    from
}
