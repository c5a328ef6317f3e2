//! Words typed twice: 关于关于, 的的, but not 常常, 看看, 一个一个.

use super::{
    Finding, Severity,
    paper::{Paper, is_han, stands},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "doubled";

/// A character that is no word twice, with what before or behind makes it right: 目的的, 以及及时.
const SINGLE: &[(char, &[&str], &[&str])] = &[
    ('的', &["目", "标", "有", "是", "打"], &["确", "的", "士"]),
    ('在', &["存", "正", "现", "实", "所", "内", "潜", "旨"], &[]),
    ('及', &["以", "涉", "普", "惠", "触", "危", "顾", "遍", "波", "提"], &["时", "格", "早"]),
    ('与', &["参", "给", "授", "赋"], &[]),
    ('将', &["即", "必", "终", "行"], &["来", "军", "士"]),
    ('为', &["作", "成", "行", "认", "因", "以", "更", "较", "称", "视", "变", "列", "分", "名"], &["了", "民"]),
    ('于', &["由", "关", "对", "至", "终", "等", "属", "位", "鉴", "基", "便", "用", "处"], &["是"]),
    ('被', &[], &[]),
    ('和', &["总", "中", "缓", "温", "共", "饱", "柔", "随"], &["谐", "平", "睦", "美", "解"]),
    ('已', &["而", "不"], &["经"]),
    ('向', &["方", "导", "面", "定", "转", "意", "走", "取"], &["上", "好", "往"]),
];

/// Words that are both noun and verb, or may meet across two phrases: 工会组织组织开展, 人大代表代表人民.
const DUAL: &[&str] = &[
    "组织", "领导", "代表", "要求", "计划", "通知", "服务", "申请", "负责", "研究", "讨论", "学习",
    "了解", "商量", "考虑", "管理", "教育", "指导", "保障", "支持", "讲解", "体验", "非常", "重新",
    "十分", "很多", "慢慢", "千万", "哈哈", "沟通", "交流", "锻炼", "调研", "尝试",
];

/// Longer words come in phrases, shorter ones in slips. Chosen by us.
const LONGEST: usize = 8;

/// Checks the whole text.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let mut at = 0;
    while at < chars.len() {
        let len = (2..=LONGEST)
            .rev()
            .find(|len| is_twice(chars, at, *len))
            .or_else(|| is_single(chars, at).then_some(1));
        let Some(len) = len else {
            at += 1;
            continue;
        };
        let word = paper.words(&(at..at + len));
        found.push(
            Finding::new(ID, "word", Severity::Warning, at..at + 2 * len)
                .with("word", word.clone())
                .fix(word),
        );
        at += 2 * len;
    }
}

fn is_twice(chars: &[char], at: usize, len: usize) -> bool {
    let Some(both) = chars.get(at..at + 2 * len) else {
        return false;
    };
    let (left, right) = both.split_at(len);
    if left[0] != right[0] || left != right || !left.iter().all(|c| is_han(*c)) {
        return false;
    }
    // 一个一个, 天天天天, 一二一二
    let same = left.iter().all(|c| *c == left[0]);
    let numeral = left
        .iter()
        .any(|c| "一二三四五六七八九十百千万亿〇零两几每逐".contains(*c));
    let before = at.checked_sub(1).map(|at| chars[at]);
    let third = chars.get(at + 2 * len..at + 3 * len) == Some(left);
    let dual = DUAL.iter().any(|word| stands(chars, at, word) && word.chars().count() == len);
    // 某某某某, ××: a stand-in
    let stand_in = left.contains(&'某');
    !(same || numeral || third && len == 1 || dual || stand_in || before == Some('·'))
}

fn is_single(chars: &[char], at: usize) -> bool {
    let c = chars[at];
    if chars.get(at + 1) != Some(&c) {
        return false;
    }
    let Some((_, before, behind)) = SINGLE.iter().find(|(own, ..)| *own == c) else {
        return false;
    };
    let led = at > 0 && before.iter().any(|word| word.starts_with(chars[at - 1]));
    let follows = behind.iter().any(|word| stands(chars, at + 2, word));
    let ends = chars.get(at + 2).is_none_or(|next| *next == c || !is_han(*next));
    !(led || follows || ends && c != '的')
}
