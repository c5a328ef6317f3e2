//! Whether parts fit their total, under every reading that a careful person would allow.

use std::ops::Range;

use super::{
    ID,
    label::{Axis, quarter},
    list::{Part, is_exact},
};
use crate::check::{
    Finding, Severity,
    number::{ONE, Quantity, Unit},
    paper::Paper,
};

/// How a list is tied to its total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// 其中.
    Among,
    /// 包括, 含.
    Include,
    /// 分别为, 分为: whole.
    Whole,
    /// 分别 right behind a total: whole, when it comes near it.
    Each,
    /// All in one bracket: whole.
    Bracket,
    /// Before 共计: whole.
    After,
    /// 共…，then parts of one axis.
    Plain,
    /// The same without 共.
    Bare,
    /// Before 累计, which may hold earlier ones as well.
    Running,
}

/// A total with its parts.
#[derive(Debug)]
pub(super) struct Sum {
    pub total: Quantity,
    /// Other numbers that the writer may have meant.
    pub others: Vec<Quantity>,
    pub parts: Vec<Part>,
    pub how: How,
    /// What the total counts.
    pub name: String,
}

/// Parts of unknown kind that come to more than this share of the total overlap, or belong elsewhere.
/// Chosen by us: a slip of the pen is smaller.
const LIKELY: (i128, i128) = (3, 2);
/// Past commas even unlike labels may overlap (专任教师280人，双师型教师180人): nearer still, and only asked.
const CLOSE: (i128, i128) = (5, 4);
/// With rounded numbers (约, 余, 以上) only a gross excess is told. Chosen by us.
const GROSS: (i128, i128) = (3, 2);

/// Returns what is wrong with a sum, when something is.
pub(super) fn judge(paper: &Paper, sum: &Sum) -> Option<Finding> {
    let parts = &sum.parts;
    let total = &sum.total;
    let exact = is_exact(total) && parts.iter().all(|own| is_exact(&own.quantity));
    if let Some(finding) = too_large(paper, sum) {
        return Some(finding);
    }
    if parts.len() < 2 || !may_add(parts) {
        return None;
    }
    let all: i128 = parts.iter().map(|own| own.quantity.value).sum();
    let slack = slack(total, parts);
    // The halves never all fall on one side: a difference as large as their sum is none of rounding.
    let fits = |value: i128| all == value || (all - value).abs() < slack;
    let span = span(total, parts);
    if fits(total.value) || sum.others.iter().any(|own| fits(own.value)) || regrouped(sum, slack) {
        let far = exact && sum.others.is_empty() && is_far(sum, all - total.value);
        return far.then(|| over(paper, total, all, span, Severity::Warning));
    }
    let axis = known(parts);
    if all > total.value {
        if !exact {
            let gross = all * GROSS.1 > total.value * GROSS.0 && sum.others.is_empty() && axis;
            return gross.then(|| over(paper, total, all, span, Severity::Warning));
        }
        // Some other number may be the total: nothing is certain.
        let other = sum.others.iter().any(|own| own.value > all);
        let near = all * LIKELY.1 <= total.value * LIKELY.0;
        let severity = match sum.how {
            // 革新27项，获专利9项，其中发明专利2项、实用新型专利8项: the names tell.
            _ if other && (axis || !named(sum)) => return None,
            _ if other => Severity::Warning,
            How::Bare | How::Each if !near => return None,
            How::Bare => Severity::Warning,
            _ if axis => Severity::Error,
            How::Among | How::Include if !listed(parts) => {
                let close = all * CLOSE.1 <= total.value * CLOSE.0;
                return close.then(|| over(paper, total, all, span, Severity::Warning));
            }
            _ if near => Severity::Error,
            _ => Severity::Warning,
        };
        return Some(over(paper, total, all, span, severity));
    }
    let whole = exact && sum.how != How::Running && is_whole(paper, sum);
    whole.then(|| {
        let mut found = over(paper, total, all, span, Severity::Warning);
        found.case = "under";
        found
    })
}

/// A single part above the total.
fn too_large(paper: &Paper, sum: &Sum) -> Option<Finding> {
    if !matches!(sum.how, How::Among | How::Include) || !is_exact(&sum.total) {
        return None;
    }
    let most = sum.others.iter().map(|own| own.value).max().unwrap_or(0);
    let most = most.max(sum.total.value);
    let part = sum.parts.iter().find(|own| {
        is_exact(&own.quantity)
            && !own.quantity.han
            && own.quantity.value > most + slack(&sum.total, std::slice::from_ref(*own))
    })?;
    // Past a comma another clause may have begun.
    if part.mark != '、'
        && sum
            .parts
            .first()
            .is_some_and(|own| own.quantity != part.quantity)
        && !known(&sum.parts)
    {
        return None;
    }
    let span = span(&sum.total, std::slice::from_ref(part));
    let words = paper.words(&part.quantity.span);
    let total = paper.words(&sum.total.span);
    Some(
        Finding::new(ID, "part", Severity::Error, span)
            .with("part", words)
            .with("total", total),
    )
}

/// Tells whether the parts exclude each other, as far as their labels say.
fn may_add(parts: &[Part]) -> bool {
    let first = parts[0].axis;
    let one = parts.iter().all(|own| own.axis.same(first));
    // 新建21万亩、提升13万亩: one label that is known beside others that are not.
    let blend = parts.iter().all(|own| {
        own.axis == Axis::Other
            || matches!(
                own.axis,
                Axis::Level(_)
                    | Axis::Pair(..)
                    | Axis::Progress
                    | Axis::Place
                    | Axis::Class(_)
                    | Axis::Fund
            ) && parts
                .iter()
                .all(|part| part.axis == Axis::Other || part.axis.same(own.axis))
    });
    let overlap = parts.iter().any(|own| {
        let open = ["以上", "以下", "以内", "左右"]
            .iter()
            .any(|word| own.label.contains(word));
        matches!(own.axis, Axis::Trait) || open && !is_top(own, parts)
    });
    if !(one || blend) || overlap {
        return false;
    }
    if one && first.divides() {
        return !twice(parts);
    }
    // 高技能人才 lies within 技能人才.
    !parts.iter().enumerate().any(|(at, own)| {
        parts.iter().enumerate().any(|(other, part)| {
            at != other
                && !own.label.is_empty()
                && part.label.contains(own.label.as_str())
                && !denies(&part.label, &own.label)
        })
    })
}

/// 技师及以上 above 高级工 and 中级工: the highest rung takes in what lies above it, and no other.
fn is_top(own: &Part, parts: &[Part]) -> bool {
    let height = |axis: Axis| match axis {
        Axis::Skill(rank) => Some(i32::from(rank)),
        Axis::Degree(rank) | Axis::Level(rank) => Some(-i32::from(rank)),
        _ => None,
    };
    let Some(top) = height(own.axis).filter(|_| own.label.contains("以上")) else {
        return false;
    };
    parts.iter().all(|other| {
        std::ptr::eq(own, other)
            || other.axis.same(own.axis) && height(other.axis).is_some_and(|height| height < top)
    })
}

/// Tells whether every part is called after its total.
fn named(sum: &Sum) -> bool {
    let name: Vec<char> = sum.name.chars().collect();
    let Some(last) = name.len().checked_sub(2).map(|at| &name[at..]) else {
        return false;
    };
    let tail: String = last.iter().collect();
    sum.parts.iter().all(|own| own.label.ends_with(&tail))
}

/// Tells whether 、 joins all parts.
fn listed(parts: &[Part]) -> bool {
    parts.iter().skip(1).all(|own| own.mark == '、')
}

/// 未采纳 against 采纳.
fn denies(label: &str, other: &str) -> bool {
    ["未", "不", "非"]
        .iter()
        .any(|word| label.strip_prefix(word) == Some(other))
}

/// 男 or 女 once each; a second time is another group.
fn twice(parts: &[Part]) -> bool {
    parts.iter().enumerate().any(|(at, own)| {
        matches!(own.axis, Axis::Sex(_)) && parts[..at].iter().any(|other| other.axis == own.axis)
    })
}

/// Tells whether all labels are of one known axis.
fn known(parts: &[Part]) -> bool {
    parts
        .iter()
        .all(|own| own.axis.divides() && own.axis.same(parts[0].axis))
}

/// Half a unit of the last printed figure for each rounded number; nothing for plain counts.
fn slack(total: &Quantity, parts: &[Part]) -> i128 {
    let all = || parts.iter().map(|own| &own.quantity).chain([total]);
    let even = all().all(|own| own.step == total.step);
    // 500万元 = 300万元 + 200万元: whole numbers of one weight are exact money.
    if even && (total.unit == Unit::YUAN && total.step >= ONE || !total.coarse) {
        let decimals = all().any(|own| own.value % own.step.max(1) != 0);
        if !decimals && all().all(|own| !is_decimal(own)) {
            return 0;
        }
    }
    all().filter(|own| own.coarse).map(|own| own.step / 2).sum()
}

/// Two units of the last figure apart: rounding alone hardly does that with so few parts, and where the
/// rest is named as such it was reckoned to fit.
fn is_far(sum: &Sum, apart: i128) -> bool {
    let even = sum
        .parts
        .iter()
        .all(|own| own.quantity.step == sum.total.step);
    let rest = sum.parts.iter().any(|own| own.axis == Axis::Rest);
    even && rest && sum.parts.len() <= 6 && apart >= 2 * sum.total.step
}

/// 1.2亿 has a step below its multiplier.
fn is_decimal(own: &Quantity) -> bool {
    own.coarse
        && !matches!(
            own.step / ONE,
            10_000 | 100_000_000 | 1_000_000 | 10_000_000
        )
}

/// Other readings: groups that each make the total, or a list that ends where the mark changes.
fn regrouped(sum: &Sum, slack: i128) -> bool {
    let parts = &sum.parts;
    let fits = |own: &[Part]| {
        let all: i128 = own.iter().map(|own| own.quantity.value).sum();
        all == sum.total.value || (all - sum.total.value).abs() < slack
    };
    if matches!(sum.how, How::After | How::Running) {
        // 去年500人，今年甲100人、乙200人，共300人: the last ones may be meant.
        return (1..parts.len().saturating_sub(1))
            .any(|from| parts[from].mark != '、' && fits(&parts[from..]));
    }
    if known(parts) && !repeats(parts) {
        return false;
    }
    (2..parts.len()).any(|cut| parts[cut].mark != '、' && fits(&parts[..cut]))
}

/// The same label again: another split of the same total.
fn repeats(parts: &[Part]) -> bool {
    parts.iter().enumerate().any(|(at, own)| {
        parts[..at].iter().any(|other| {
            other.axis == own.axis && own.axis != Axis::Place && own.axis != Axis::Ordinal
        })
    })
}

/// Tells whether a list names all parts there are, by its own words.
fn is_whole(paper: &Paper, sum: &Sum) -> bool {
    let parts = &sum.parts;
    let last = &parts[parts.len() - 1];
    // …等, 主要有: not all
    let tail = last.quantity.span.end..(last.quantity.span.end + 8).min(paper.chars.len());
    let open = paper.chars[tail]
        .iter()
        .take_while(|c| !matches!(c, '。' | '；' | '，'))
        .any(|c| *c == '等');
    let vague = parts.iter().any(|own| {
        own.label.ends_with('等') || own.label.contains("主要") || own.label.contains('如')
    });
    // 各镇200万元 may be what each of them has.
    let each = parts.iter().any(|own| own.label.starts_with('各'));
    if open || vague || each {
        return false;
    }
    let first = parts[0].axis;
    let rest = parts.iter().any(|own| own.axis == Axis::Rest);
    let denied = parts.len() == 2 && denies(&parts[1].label, &parts[0].label);
    if rest || denied || matches!(sum.how, How::Whole) {
        return true;
    }
    let all: i128 = parts.iter().map(|own| own.quantity.value).sum();
    if sum.how == How::Each && known(parts) && all * LIKELY.0 >= sum.total.value * LIKELY.1 {
        return true;
    }
    let axes = || parts.iter().map(|own| own.axis);
    let whole = match first {
        Axis::Level(_) => {
            let lowest = axes().filter_map(|own| match own {
                Axis::Level(rank) => Some(rank),
                _ => None,
            });
            let lowest = lowest.max().unwrap_or(0);
            // 市级以上38家: down to 市级 is all
            let above = ["国家级", "省级", "市级"]
                .iter()
                .zip([0, 1, 2])
                .any(|(word, rank)| {
                    sum.name.contains(&format!("{word}以上"))
                        && axes().any(|own| own == Axis::Level(rank))
                        && parts.iter().any(|own| own.label.starts_with(word))
                });
            lowest >= 3 || above
        }
        Axis::Class(_) => axes().any(|own| own == Axis::Class(0)) && parts.len() >= 3,
        Axis::Skill(_) => {
            let has = |rank| axes().any(|own| own == Axis::Skill(rank));
            has(3) && has(4) && has(5) && sum.name.contains("高技能人才")
                || has(1) && has(2) && has(3)
        }
        Axis::Sex(_) => parts.len() == 2,
        Axis::Ordinal => {
            ["第一产业", "第二产业", "第三产业"]
                .iter()
                .all(|word| parts.iter().any(|own| own.label.starts_with(word)))
                || (0..4).all(|at| parts.iter().any(|own| quarter(&own.label) == Some(at)))
        }
        Axis::Year(_) => years(sum),
        Axis::Pair(..) => {
            axes().any(|own| matches!(own, Axis::Pair(_, 0)))
                && axes().any(|own| matches!(own, Axis::Pair(_, 1)))
        }
        Axis::Role | Axis::Origin => parts.len() >= 2,
        Axis::Rating => parts.len() >= 3,
        Axis::Medal(_) => {
            let has = |rank| axes().any(|own| own == Axis::Medal(rank));
            has(1) && has(2) && has(3) || has(11) && has(12) && has(13)
        }
        _ => false,
    };
    match sum.how {
        How::Bracket => whole || !matches!(first, Axis::Sex(_) | Axis::Skill(_)),
        How::After => whole || listed(parts) || known(parts),
        How::Bare => {
            whole
                && matches!(first, Axis::Level(_) | Axis::Class(_) | Axis::Medal(_))
                && parts.len() >= 3
        }
        _ => whole,
    }
}

/// Year after year of a time that the total names: 三年来, “十四五”期间.
fn years(sum: &Sum) -> bool {
    let years: Vec<u16> = sum
        .parts
        .iter()
        .filter_map(|own| match own.axis {
            Axis::Year(year) => Some(year),
            _ => None,
        })
        .collect();
    let runs = years.len() == sum.parts.len() && years.windows(2).all(|own| own[0] + 1 == own[1]);
    let count = match years.len() {
        2 => "两年",
        3 => "三年",
        4 => "四年",
        5 => "五年",
        _ => return false,
    };
    runs && (sum.name.contains(count) || years.len() == 5 && sum.name.contains("五期间"))
}

fn span(total: &Quantity, parts: &[Part]) -> Range<usize> {
    let start = parts.iter().map(|own| own.quantity.span.start).min();
    let end = parts.iter().map(|own| own.quantity.span.end).max();
    let start = start.unwrap_or(total.span.start).min(total.span.start);
    start..end.unwrap_or(total.span.end).max(total.span.end)
}

fn over(
    paper: &Paper,
    total: &Quantity,
    all: i128,
    span: Range<usize>,
    severity: Severity,
) -> Finding {
    Finding {
        severity,
        ..finding(paper, total, all, span)
    }
}

/// Returns the finding that parts come to another number than their total.
pub(super) fn finding(paper: &Paper, total: &Quantity, all: i128, span: Range<usize>) -> Finding {
    let words = paper.words(&total.span);
    Finding::new(ID, "over", Severity::Error, span)
        .with("sum", shown(all, total, &words))
        .with("total", words)
}

/// Writes a value as the total is printed: in 万 or 亿 when that is.
fn shown(value: i128, total: &Quantity, words: &str) -> String {
    let (weight, word) = if words.contains('亿') {
        (100_000_000, "亿")
    } else if words.contains('万') {
        (10_000, "万")
    } else {
        (1, "")
    };
    let whole = value / (ONE * weight);
    let rest = value % (ONE * weight);
    let width = if weight == 1 {
        6
    } else if weight == 10_000 {
        10
    } else {
        14
    };
    let digits = format!("{rest:0width$}");
    let digits = digits.trim_end_matches('0');
    let dot = if digits.is_empty() { "" } else { "." };
    let unit: String = words
        .chars()
        .skip_while(|c| !total.unit.0.contains(*c))
        .collect();
    let unit = if unit.is_empty() { total.unit.0 } else { &unit };
    format!("{whole}{dot}{digits}{word}{unit}")
}
