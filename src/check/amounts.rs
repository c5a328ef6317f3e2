//! Units that lost their figure: 奖励 万元, 投入万元资金, 占%.

use super::{
    Finding, Severity,
    paper::{Paper, is_han, stands},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "amounts";

const MONEY: &[&str] = &["万元", "亿元", "万人次", "万人", "万户", "万平方米"];
/// Words that a figure must follow; 近万元 and 上万元 say a figure themselves.
const VERBS: &[&str] = &[
    "投入", "奖励", "补贴", "补助", "发放", "资金", "给予", "拨付", "安排", "共计", "合计", "累计",
    "金额", "经费", "支付", "下达", "收入", "支出", "兑现", "筹集", "培训", "减免", "节约", "新增",
    "资助", "奖金", "投资", "贷款", "落实",
];
/// What makes 万元 a word of its own: 万元户, 万元以上, 万元产值能耗.
const PHRASES: &[&str] = &[
    "户",
    "以上",
    "以下",
    "产值",
    "大",
    "增加值",
    "级",
    "）",
    ")",
];
const COUNTED: &[&str] = &[
    "万元",
    "亿元",
    "元",
    "人次",
    "人",
    "名",
    "家",
    "个",
    "件",
    "项",
    "期",
    "场",
    "次",
    "%",
    "％",
    "亩",
    "平方米",
    "公里",
    "户",
    "所",
];
/// Words whose last character is a unit as well.
const CUT: &str = "条件 文件 案件 证件 零件 邮件 事件 软件 硬件 要件 信件 稿件 构件 部件 工人 老人 个人 本人 他人 病人 \
    行人 军人 法人 主人 客人 女人 男人 亲人 国人 证人 有人 专家 国家 大家 农家 各家 作家 商家 报名 签名 姓名 著名 知名 \
    署名 命名 学期 长期 定期 日期 后期 前期 近期 同期 市场 现场 立场 广场 农场 机场 商场 再次 多次 首次 层次 依次 \
    场所 厕所 事项 各项 单元 多元 用户 门户 住户 农户";
const RATES: &[&str] = &[
    "占", "增长", "提高", "下降", "达到", "降低", "占比", "率达", "率为",
];

/// Checks the whole text.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let mut at = 1;
    while at < chars.len() {
        let end = bare(chars, at)
            .or_else(|| spaced(chars, at))
            .or_else(|| share(chars, at))
            .or_else(|| yuan(chars, at));
        let Some((start, end)) = end else {
            at += 1;
            continue;
        };
        let words = paper.words(&(start..end));
        found.push(
            Finding::new(ID, "empty", Severity::Error, start..end).with("unit", words.trim()),
        );
        at = end;
    }
}

fn ends(chars: &[char], at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let len = word.chars().count();
        at >= len && stands(chars, at - len, word)
    })
}

/// 投入万元资金
fn bare(chars: &[char], at: usize) -> Option<(usize, usize)> {
    if !matches!(chars[at], '万' | '亿') {
        return None;
    }
    let word = MONEY.iter().find(|word| stands(chars, at, word))?;
    let end = at + word.chars().count();
    let phrase = PHRASES.iter().any(|word| stands(chars, end, word));
    (ends(chars, at, VERBS) && !phrase).then_some((at, end))
}

/// 奖励 万元, 培训　　人次，: a gap where the figure was to stand.
fn spaced(chars: &[char], at: usize) -> Option<(usize, usize)> {
    let gap = |c: &char| matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '_' | '＿');
    if !gap(&chars[at]) || !is_han(chars[at - 1]) {
        return None;
    }
    let width = chars[at..].iter().take(12).take_while(|c| gap(c)).count();
    let unit = at + width;
    let word = COUNTED.iter().find(|word| stands(chars, unit, word))?;
    let end = unit + word.chars().count();
    let after = chars.get(end).copied().unwrap_or('。');
    let stops = !is_han(after) && !gap(&after);
    let money = matches!(*word, "万元" | "亿元" | "人次");
    let wide = width >= 2 || chars[at] == '\u{3000}';
    // 姓 名：, 单 位：: labels are spaced as well.
    let label = matches!(after, '：' | ':' | '\n' | '\r' | '\t');
    let verb = ends(chars, at, VERBS)
        || ends(chars, at, RATES)
        || ends(chars, at, &["共", "约", "达", "为", "有", "建成", "举办"]);
    // 第一 名, 每 个: the word before counts already
    let counted = "一二三四五六七八九十两几每各这那半整数第多余百千".contains(chars[at - 1]);
    let clause = matches!(after, '，' | '。' | '；' | '、') && !counted;
    // 条　件, 个 人: a word that was cut in two.
    let cut = CUT.split_whitespace().any(|own| {
        own.chars()
            .eq([chars[at - 1]].into_iter().chain(word.chars()))
    });
    let sure = verb && (stops || money) || clause && !cut || wide && money;
    (sure && !label).then_some((at, end))
}

/// 占%, 增长 %
fn share(chars: &[char], at: usize) -> Option<(usize, usize)> {
    // 总量的%, 为%: no word goes before the sign alone; 用%表示 names it.
    let bare = is_han(chars[at - 1]) && "的为达至到约近超过有".contains(chars[at - 1]);
    let sign = matches!(chars[at], '%' | '％') && (bare || ends(chars, at, RATES));
    sign.then_some((at, at + 1))
}

/// 补贴共计元，
fn yuan(chars: &[char], at: usize) -> Option<(usize, usize)> {
    const BEFORE: &[&str] = &[
        "共计",
        "合计",
        "累计",
        "补贴",
        "补助",
        "奖励",
        "金额",
        "奖金",
        "发放",
        "每人",
        "每家",
        "每户",
        "不超过",
    ];
    let stops = chars
        .get(at + 1)
        .is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '）' | '\n' | '\r'));
    (chars[at] == '元' && stops && ends(chars, at, BEFORE)).then_some((at, at + 1))
}
