//! The parts of a total, read piece by piece until something else begins.

use std::ops::Range;

use super::{
    counts,
    label::{self, Axis, axis},
    pieces::{Lead, Piece},
};
use crate::check::{
    number::{Manner, Quantity, Unit},
    paper::{Paper, is_han},
};

/// More parts than this are a table and not a sentence. Chosen by us.
pub(super) const MOST: usize = 40;
/// A label longer than this is a clause of its own. Chosen by us over the papers read.
const LABEL: usize = 18;

/// A part with its label.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub quantity: Quantity,
    /// What it is called, without marks.
    pub label: String,
    pub axis: Axis,
    /// The mark before it.
    pub mark: char,
}

/// A list of parts.
#[derive(Debug, Default)]
pub(super) struct List {
    pub parts: Vec<Part>,
    /// The piece where it ended.
    pub end: usize,
    /// Something in it cannot be added: 各3家, 8—10家.
    pub unsure: bool,
}

/// Words that begin another clause and no further part.
const STOPS: &[&str] = &[
    "累计",
    "新增",
    "同比",
    "比上年",
    "较上年",
    "较去年",
    "较20",
    "占",
    "另",
    "此外",
    "同时",
    "今年",
    "去年",
    "目前",
    "已",
    "全市",
    "全区",
    "全县",
    "全省",
    "全镇",
    "每年",
    "带动",
    "发放",
    "投入",
    "补贴",
    "培训",
    "开展",
    "举办",
    "组织",
    "完成",
    "并",
    "惠及",
    "吸引",
    "受益",
    "覆盖",
    "服务",
    "参与",
    "参加",
    "实现",
    "争取",
    "帮助",
    "为",
    "使",
    "有力",
    "涵盖",
    "涉及",
    "比",
    "年",
    "超",
    "总",
    "平均",
    "人均",
    "现有",
    "现",
    "还",
    "共",
    "均",
    "均为",
    "预计",
    "计划",
    "下达",
    "拨付",
    "选派",
    "推荐",
    "逐年",
    "递增",
    "环比",
];

/// Words of a label that tell what became of the counted: they overlap with others.
const DEEDS: &[&str] = &[
    "取得", "获得", "获评", "获", "通过", "实现", "入选", "晋升", "考取", "持证", "评为", "认定",
    "达到", "被", "成为", "就业", "合格", "报名", "参赛", "参加",
];

/// Reads parts from a piece on; the unit is that of the first part unless it is known.
pub(super) fn parts(paper: &Paper, all: &[Piece], from: usize, unit: Option<Unit>) -> List {
    let mut list = List::default();
    let mut unit = unit;
    let mut waiting: Vec<String> = Vec::new();
    let mut queue: Vec<String> = Vec::new();
    let mut at = from;
    while let Some(piece) = all.get(at) {
        if list.parts.len() >= MOST || at > from && ends_list(paper, piece, &list) {
            break;
        }
        if piece.lead == Lead::Each && at > from {
            queue = std::mem::take(&mut waiting);
            queue.reverse();
        }
        let own: Vec<&Quantity> = piece
            .quantities
            .iter()
            .filter(|own| unit.is_none_or(|unit| own.unit == unit) && is_summable(own))
            .collect();
        let Some(first) = own.first() else {
            let words = plain(paper, &piece.span, &[]);
            let share = piece.quantities.iter().any(|own| own.unit == Unit::PERCENT);
            let aside = share && !list.parts.is_empty();
            let bare = piece.quantities.is_empty() && words.chars().count() <= 8;
            let lead_alone = at == from && words.is_empty();
            if aside || lead_alone {
                at += 1;
                continue;
            }
            let leads = matches!(piece.mark, '、' | ' ') || list.parts.is_empty();
            if bare && leads {
                waiting.extend(words.split(['和', '与', '及']).map(str::to_owned));
                at += 1;
                continue;
            }
            break;
        };
        let own_unit = first.unit;
        unit = Some(own_unit);
        // 1支40人: the first unit is the list's.
        let own: Vec<&Quantity> = own
            .iter()
            .copied()
            .filter(|own| own.unit == own_unit)
            .collect();
        if own.iter().any(|own| !counts(own)) {
            list.unsure = true;
        }
        if own.len() > 3 {
            break;
        }
        let mut start = piece.span.start;
        let mut long = false;
        for (index, quantity) in own.iter().enumerate() {
            let end = own
                .get(index + 1)
                .map_or(piece.span.end, |own| own.span.start);
            let before = plain(paper, &(start..quantity.span.start), &piece.brackets);
            let mut label = trim(&before).to_owned();
            let mut deed = !before.is_empty()
                && DEEDS
                    .iter()
                    .any(|word| before.starts_with(word) || before.ends_with(word));
            if label.is_empty() && index + 1 == own.len() {
                label = plain(paper, &(quantity.span.end..end), &piece.brackets);
                deed = DEEDS.iter().any(|word| label.starts_with(word));
            }
            if let Some(named) = queue.pop() {
                label = named;
            } else if !waiting.is_empty() {
                label = format!("{}{label}", waiting.concat());
                waiting.clear();
            }
            long |= label.chars().count() > LABEL;
            let mut axis = axis(&label);
            if !axis.divides() && index + 1 == own.len() {
                // 去年完成1名B类: the label stands behind.
                let other = label::axis(&behind(paper, piece, quantity));
                axis = if other.divides() { other } else { axis };
            }
            let axis = told(axis, &before, deed);
            // 甲100件、乙200件，办结300件: where the axis changes, the list is over.
            if list.parts.len() >= 2 && changes(&list.parts, axis) {
                list.end = at;
                return list;
            }
            list.parts.push(Part {
                quantity: (*quantity).clone(),
                label,
                axis,
                mark: if index == 0 { piece.mark } else { '、' },
            });
            start = quantity.span.end;
        }
        if long && at > from && own.len() == 1 && list.parts.len() > 1 {
            list.parts.pop();
            break;
        }
        at += 1;
    }
    // Labels that never met their number: a part is missing.
    list.unsure |= !waiting.is_empty() && !list.parts.is_empty() && at >= all.len();
    list.end = at;
    list
}

/// What is not known from the label is told by the verb: 已盘活, 取得证书.
fn told(axis: Axis, before: &str, deed: bool) -> Axis {
    match axis {
        Axis::Other if before.starts_with('已') => Axis::Progress,
        Axis::Other if deed => Axis::Trait,
        other => other,
    }
}

/// Tells whether a label divides by something that none of the list did.
fn changes(parts: &[Part], own: Axis) -> bool {
    let first = parts[0].axis;
    let one = parts.iter().all(|part| part.axis.same(first));
    one && !own.same(first) && (own.divides() || own == Axis::Trait) && first != Axis::Trait
}

fn is_summable(own: &Quantity) -> bool {
    own.unit != Unit::PERCENT && own.unit != Unit::POINT && own.unit != Unit::TIMES
}

/// Tells whether a piece begins something else.
fn ends_list(paper: &Paper, piece: &Piece, list: &List) -> bool {
    if matches!(
        piece.lead,
        Lead::Among | Lead::Total | Lead::Include | Lead::Split | Lead::Running
    ) {
        return true;
    }
    if piece.lead == Lead::Each {
        return !list.parts.is_empty();
    }
    let Some(first) = list.parts.first() else {
        return false;
    };
    if STOPS.iter().any(|word| paper.at(piece.span.start, word)) {
        return true;
    }
    if !matches!(piece.mark, '；' | ';') {
        return matches!(piece.mark, '：' | ':');
    }
    // Past a semicolon only the same kind of part goes on.
    let label = plain(paper, &piece.span, &piece.brackets);
    !(first.axis.divides() && axis(trim(&label)).same(first.axis))
}

/// Returns how many pieces before 分别 are nothing but labels.
pub(super) fn labels_before(paper: &Paper, all: &[Piece], at: usize) -> usize {
    let bare = |own: &&Piece| {
        let words = plain(paper, &own.span, &[]);
        own.quantities.is_empty()
            && own.lead == Lead::None
            && !words.is_empty()
            && words.chars().count() <= 8
    };
    if all[at].mark != ' ' {
        return 0;
    }
    let mut count = 0;
    for own in all[..at].iter().rev().take(8) {
        if !bare(&own) {
            break;
        }
        count += 1;
        if own.mark != '、' {
            break;
        }
    }
    count
}

/// Returns the words before a quantity in its piece, without marks: what is counted.
pub(super) fn name_of(paper: &Paper, piece: &Piece, own: &Quantity) -> String {
    let before = plain(
        paper,
        &(piece.span.start..own.span.start.max(piece.span.start)),
        &piece.brackets,
    );
    if trim(&before).is_empty() {
        behind(paper, piece, own)
    } else {
        before
    }
}

/// Returns the words right behind a quantity in its piece.
pub(super) fn behind(paper: &Paper, piece: &Piece, own: &Quantity) -> String {
    /// A label behind its number is short. Chosen by us.
    const NEAR: usize = 12;
    let end = (own.span.end + NEAR).min(piece.span.end.max(own.span.end));
    plain(paper, &(own.span.end..end), &piece.brackets)
}

/// Returns words without marks and spaces; a bracket counts when it holds no figure.
fn plain(paper: &Paper, span: &Range<usize>, brackets: &[Range<usize>]) -> String {
    let figured = |at: usize| {
        brackets
            .iter()
            .any(|own| own.contains(&at) && !paper.quantities_in(own).is_empty())
    };
    // Only the words next to a number name it; a long clause need not be read whole.
    let start = span.start.max(span.end.saturating_sub(60));
    (start..span.end)
        .filter(|at| !figured(*at))
        .map(|at| paper.chars[at])
        .filter(|c| {
            is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ')
        })
        .collect()
}

/// Leaves out the verbs around a label: 建成省级, 技师为.
fn trim(label: &str) -> &str {
    const HEADS: &[&str] = &[
        "建成", "建有", "拥有", "有", "为", "和", "及", "以及", "与", "已", "含", "是", "创建",
        "认定",
    ];
    const TAILS: &[&str] = &[
        "有", "为", "达到", "达", "是", "共", "约", "各", "分别", "计",
    ];
    let mut own = label;
    for head in HEADS {
        own = own.strip_prefix(head).unwrap_or(own);
    }
    for tail in TAILS {
        own = own.strip_suffix(tail).unwrap_or(own);
    }
    own
}

/// Tells whether a piece says no more than in how many parts a whole goes: 两期建设, 三年实施.
pub(super) fn stages(paper: &Paper, piece: &Piece) -> bool {
    let words = plain(paper, &piece.span, &[]);
    let numeral = |c: char| c.is_ascii_digit() || "两二三四五六七八九十".contains(c);
    let behind = words.trim_start_matches(numeral);
    let unit = behind
        .chars()
        .next()
        .is_some_and(|c| "期批个类年步块部组阶方项".contains(c));
    behind.len() < words.len() && unit && words.chars().count() <= 8
}

/// 43家医院中，三级2家: what ends with 中 is what the next divide.
pub(super) fn is_base(paper: &Paper, piece: &Piece, next: &Piece) -> bool {
    /// What is counted stands between number and 中. Chosen by us.
    const NAME: usize = 12;
    let Some(own) = piece.quantities.last() else {
        return false;
    };
    let name = own.span.end..piece.span.end;
    matches!(next.mark, '，' | ',' | '：')
        && (1..=NAME).contains(&name.len())
        && paper.at(piece.span.end - 1, "中")
        && piece.quantities.len() == 1
        && !own.han
}

/// Tells whether a piece names the time that quarters make: 上半年, 全年.
pub(super) fn names_time(paper: &Paper, piece: &Piece) -> bool {
    let words = plain(paper, &piece.span, &[]);
    ["上半年", "下半年", "全年", "前三季度", "前三个季度"].contains(&words.as_str())
}

/// Tells whether a piece does nothing but count the parts: 三批, 两年, 以上各项.
pub(super) fn counts_parts(paper: &Paper, piece: &Piece) -> bool {
    let words = plain(paper, &piece.span, &[]);
    let count = words.chars().count();
    let numeral = words
        .chars()
        .next()
        .is_some_and(|c| "两二三四五六七八九十".contains(c));
    (2..=4).contains(&count)
        && (numeral
            && ["批", "年", "届", "级", "类", "项", "者", "期", "地", "校"]
                .iter()
                .any(|end| words.ends_with(end))
            || words.starts_with("以上"))
}

/// Tells whether something stands between 共 and its number that may count others: 共有网格8600个.
pub(super) fn names_other(paper: &Paper, piece: &Piece, total: &Quantity) -> bool {
    const VERBS: &[&str] = &[
        "",
        "有",
        "达",
        "计",
        "为",
        "办理",
        "承办",
        "评选",
        "评选出",
        "认定",
        "完成",
        "培训",
        "获",
        "建成",
        "评出",
        "投入",
        "安排",
        "新增",
        "命名",
        "人数",
        "资金",
        "受理",
    ];
    let start = piece.span.start.min(total.span.start);
    let words = plain(paper, &(start..total.span.start), &piece.brackets);
    !VERBS.contains(&words.as_str())
}

/// Tells whether a number is printed exactly.
pub(super) fn is_exact(own: &Quantity) -> bool {
    own.manner == Manner::Exact
}
