//! Growth against two stated figures: 从100人增加到150人，增长50%, and the difference where that is stated.

use super::{
    Finding, Severity,
    number::{Manner, ONE, Quantity, Unit},
    paper::{Paper, has},
    percent::{ID, clause, is_share, real, shown, slack},
};

const UP: &[&str] = &[
    "增长", "提高", "增加", "上升", "提升", "扩大", "增至", "升至", "增幅",
];
const DOWN: &[&str] = &[
    "下降", "减少", "降低", "降至", "减至", "压减", "降幅", "缩减", "压缩", "缩短",
];

const BY: &[&str] = &[
    "净增",
    "净增加",
    "增加",
    "增加了",
    "共增加",
    "净减",
    "净减少",
    "减少",
    "减少了",
    "下降了",
    "提高了",
];

/// Tells whether the words before a percentage say a change of what stands before them: ，增长 but
/// not ，城区面积增长 (something else), 年均增长 (of each year), 提高到 (a level).
fn says_change(words: &str) -> bool {
    const BEFORE: &[&str] = &[
        "",
        "同比",
        "环比",
        "净",
        "共",
        "共计",
        "实际",
        "上升",
        "比上年",
        "较上年",
        "比去年",
        "较去年",
        "比上年同期",
        "较上年同期",
        "相应",
        "整体",
        "总体",
        "三年",
        "五年",
        "两年",
        "累计",
        "大幅",
        "同比大幅",
    ];
    let own = words.trim_start_matches(['，', ',', '（', '(', ' ', '人', '家', '个']);
    let change = UP.iter().chain(DOWN);
    !["到", "至", "为", "达"]
        .iter()
        .any(|end| words.ends_with(end))
        && change
            .filter_map(|word| own.find(word))
            .min()
            .is_some_and(|at| BEFORE.contains(&&own[..at]))
}

/// Where numbers that go up are no gain: a time gets shorter, a water class and a rank get better.
const TURNED: &[Unit] = &[
    Unit("天"),
    Unit("工作日"),
    Unit("小时"),
    Unit("月"),
    Unit("类"),
    Unit("次"),
];

/// 从2.1万人降至2.75万人; 从3210家增加到3965家，净增655家: without any percentage.
pub(super) fn change(paper: &Paper, all: &[Quantity], at: usize, found: &mut Vec<Finding>) {
    let [first, second, ..] = &all[at..] else {
        return;
    };
    let chars = &paper.chars;
    let lead = first.span.start.saturating_sub(8)..first.span.start;
    let between = first.span.end..second.span.start;
    let rough = |own: &Quantity| own.manner != Manner::Exact;
    if first.unit != second.unit
        || between.end < between.start
        || between.end - between.start > 10
        || rough(first)
        || rough(second)
        || TURNED.contains(&first.unit)
        || first.unit == Unit::TIMES
        || !has(chars, &lead, &["从", "由"])
    {
        return;
    }
    let words: String = chars[between.clone()].iter().collect();
    let to = ["到", "至", "为"].iter().any(|end| words.ends_with(end));
    let up = UP.iter().any(|own| words.contains(own));
    let down = DOWN.iter().any(|own| words.contains(own)) || words == "降到";
    let rank_from = first.span.start.saturating_sub(20);
    let rank = has(
        chars,
        &(rank_from..first.span.start),
        &["排名", "名次", "位次", "排位", "位居", "列全"],
    );
    if !to || up == down || rank || words.contains(['，', '、', '；']) {
        return;
    }
    let span = first.span.start..second.span.end;
    // With a share behind, the growth is judged as a whole.
    let told = all
        .get(at + 2)
        .is_some_and(|own| is_share(own) && own.span.start - second.span.end <= 16);
    if first.value != second.value && (second.value > first.value) != up {
        if told {
            return;
        }
        found.push(
            Finding::new(ID, "direction", Severity::Error, span)
                .with("old", paper.words(&first.span))
                .with("new", paper.words(&second.span)),
        );
        return;
    }
    let Some(own) = all.get(at + 2) else { return };
    let last = second.span.end..own.span.start;
    let words: String = chars.get(last).unwrap_or_default().iter().collect();
    let named = words
        .strip_prefix(['，', ','])
        .is_some_and(|own| BY.contains(&own));
    if !named || own.unit != first.unit || rough(own) || is_share(own) {
        return;
    }
    let apart = (second.value - first.value).abs();
    let coarse = [first, second, own].iter().any(|own| own.coarse);
    let slack: i128 = if coarse {
        [first, second, own].iter().map(|own| own.step / 2).sum()
    } else {
        0
    };
    if (apart - own.value).abs() > slack {
        found.push(
            Finding::new(
                ID,
                "growth",
                Severity::Error,
                first.span.start..own.span.end,
            )
            .with("old", paper.words(&first.span))
            .with("new", paper.words(&second.span))
            .with("value", plain(apart, &paper.words(&own.span)) + own.unit.0)
            .with("percent", paper.words(&own.span)),
        );
    }
}

/// Writes a value in 万 or 亿 when the printed one is.
fn plain(value: i128, like: &str) -> String {
    let (weight, word) = if like.contains('亿') {
        (1e8, "亿")
    } else if like.contains('万') {
        (1e4, "万")
    } else {
        (1.0, "")
    };
    let own = (real(value) / weight * 1e6).round() / 1e6;
    format!("{own}{word}")
}

/// 2023年办理320件，2024年办理400件，同比增长25%: the same deed in two years that follow each other.
fn years(paper: &Paper, before: &[Quantity]) -> bool {
    let [.., first, second] = before else {
        return false;
    };
    let named = |own: &Quantity| {
        let chars = &paper.chars;
        let from = clause(chars, own.span.start);
        let year: Vec<u32> = chars[from..]
            .iter()
            .take(4)
            .map_while(|c| super::paper::digit(*c))
            .collect();
        let words: String = chars[from.min(own.span.start)..own.span.start]
            .iter()
            .skip(4)
            .collect();
        (year.len() == 4 && words.starts_with('年')).then(|| {
            (
                year.iter().fold(0, |all, own| all * 10 + own),
                words.trim_end_matches(['为', '共']).to_owned(),
            )
        })
    };
    match (named(first), named(second)) {
        (Some((old, deed)), Some((new, same))) => old + 1 == new && deed == same,
        _ => false,
    }
}

/// Reads which figure is the old one and which the new, and whether the words say that it went up.
fn read<'a>(
    paper: &Paper,
    before: &'a [Quantity],
    own: &Quantity,
) -> Option<(&'a Quantity, &'a Quantity, bool)> {
    if !(is_share(own) || own.unit == Unit::TIMES) || own.manner != Manner::Exact {
        return None;
    }
    let [.., first, second] = before else {
        return None;
    };
    if first.unit != second.unit || first.value == 0 || second.value == 0 {
        return None;
    }
    // 每人2000元 grows like any other figure, where both are rates.
    if first.manner == Manner::About
        || second.manner == Manner::About
        || first.manner == Manner::Range
    {
        return None;
    }
    let chars = &paper.chars;
    let near = |from: usize, to: usize| to >= from && to - from <= 16;
    let between = first.span.end..second.span.start;
    let last = second.span.end..own.span.start;
    let lead = first.span.start.saturating_sub(14)..first.span.start;
    if !near(last.start, last.end) || has(chars, &last, &["。", "；"]) {
        return None;
    }
    let up = has(chars, &last, UP);
    let down = has(chars, &last, DOWN);
    if up == down || !says_change(&paper.words(&last)) {
        return None;
    }
    let (old, new) = if has(chars, &lead, &["从", "由"])
        && near(between.start, between.end)
        && has(chars, &between, &["到", "至", "为"])
    {
        (first, second)
    } else if between.end >= between.start
        && between.end - between.start <= 20
        && has(chars, &between, &["比", "较"])
        && !has(chars, &between, &["占比", "比重", "比例", "从", "由"])
        && last.end - last.start <= 4
        && !has(chars, &between, &["、", "；", "其中"])
    {
        (second, first)
    } else if years(paper, before)
        && [
            "，同比增长",
            "，增长",
            "，比上年增长",
            "，较上年增长",
            "，同比下降",
            "，下降",
            "，同比减少",
        ]
        .contains(&&*paper.words(&last))
    {
        (first, second)
    } else {
        return None;
    };
    Some((old, new, up))
}

/// 从100人增加到150人，增长50%; 150人，比上年的100人增长50%.
pub(super) fn growth(paper: &Paper, before: &[Quantity], own: &Quantity, found: &mut Vec<Finding>) {
    let Some((old, new, up)) = read(paper, before, own) else {
        return;
    };
    let span = old.span.start.min(new.span.start)..own.span.end;
    let (a, b) = (real(old.value), real(new.value));
    if (new.value > old.value) != up && new.value != old.value {
        found.push(
            Finding::new(ID, "direction", Severity::Error, span)
                .with("old", paper.words(&old.span))
                .with("new", paper.words(&new.span)),
        );
        return;
    }
    let change = (b - a).abs();
    let relative = change / a * 100.0;
    let printed = real(own.value);
    let allowed = slack(own, new, old) + real(own.step) * 1e-6;
    let near = |value: f64| (value - printed).abs() <= allowed;
    let points = old.unit == Unit::PERCENT;
    let fits = match own.unit {
        Unit::POINT => {
            // Whole percents are subtracted as printed; decimals may have been rounded before.
            let decimals = [own, old, new].iter().any(|own| own.step < ONE);
            let allowed = if decimals {
                real(own.step.max(old.step))
            } else {
                0.0
            };
            !points || (change - printed).abs() <= allowed + 1e-9
        }
        Unit::TIMES => {
            let times = b / a;
            let allowed = real(own.step) + 1e-9;
            (times - printed).abs() <= allowed || (times - 1.0 - printed).abs() <= allowed
        }
        _ => near(relative) || points && near(change),
    };
    if !fits {
        let value = match own.unit {
            Unit::POINT => shown(change, own),
            Unit::TIMES => shown(b / a - 1.0, own),
            _ => shown(relative, own) + "%",
        };
        found.push(
            Finding::new(ID, "growth", Severity::Error, span)
                .with("old", paper.words(&old.span))
                .with("new", paper.words(&new.span))
                .with("value", value)
                .with("percent", paper.words(&own.span)),
        );
    }
}
