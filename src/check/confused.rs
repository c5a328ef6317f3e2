//! Words taken for others, only where the words around leave no doubt.

use std::collections::HashMap;

use super::{
    Finding, Severity,
    paper::{Paper, digit, is_han, stands},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "confused";

/// A wrong word and what was meant.
type Row = (&'static str, &'static str);

/// Never right, wherever it stands.
const WRONG: &[Row] = &[
    ("一如继往", "一如既往"),
    ("一如即往", "一如既往"),
    ("再接再励", "再接再厉"),
    ("再接再历", "再接再厉"),
    ("按步就班", "按部就班"),
    ("迫不急待", "迫不及待"),
    ("川流不急", "川流不息"),
    ("穿流不息", "川流不息"),
    ("走头无路", "走投无路"),
    ("名符其实", "名副其实"),
    ("不径而走", "不胫而走"),
    ("既往开来", "继往开来"),
    ("继往不咎", "既往不咎"),
    ("因地治宜", "因地制宜"),
    ("与时具进", "与时俱进"),
    ("齐抓共官", "齐抓共管"),
    ("行之有校", "行之有效"),
    ("循序见进", "循序渐进"),
    ("融汇贯通", "融会贯通"),
    ("全力以付", "全力以赴"),
    ("不谋而和", "不谋而合"),
    ("群策群利", "群策群力"),
    ("责无旁代", "责无旁贷"),
    ("刻不容暖", "刻不容缓"),
    ("布署", "部署"),
    ("按装", "安装"),
    ("松驰", "松弛"),
    ("通迅", "通讯"),
    ("峻工", "竣工"),
    ("座落", "坐落"),
    ("幅射", "辐射"),
    ("粗旷", "粗犷"),
    ("复盖", "覆盖"),
    ("震憾", "震撼"),
    ("脉博", "脉搏"),
    ("重迭", "重叠"),
    ("凭添", "平添"),
    ("渡假", "度假"),
    ("瞻养", "赡养"),
    ("陪训", "培训"),
    ("陪养", "培养"),
    ("绩极", "积极"),
    ("坚难", "艰难"),
    ("己经", "已经"),
    ("侯选", "候选"),
    ("气侯", "气候"),
    ("时侯", "时候"),
    ("等侯", "等候"),
    ("问侯", "问候"),
    ("签定", "签订"),
    ("提出建意", "提出建议"),
    ("的建意", "的建议"),
    ("报负", "抱负"),
    ("帐户", "账户"),
    ("园满完成", "圆满完成"),
    ("园满成功", "圆满成功"),
    ("园满结束", "圆满结束"),
    ("宏杨", "弘扬"),
    ("弘杨", "弘扬"),
    ("建议收息", "建议收悉"),
    ("提案收息", "提案收悉"),
    ("现答覆如下", "现答复如下"),
    ("现答付如下", "现答复如下"),
    ("技能人材", "技能人才"),
    ("技术人材", "技术人才"),
    ("报消", "报销"),
    ("决择", "抉择"),
    ("安份", "安分"),
    ("提练", "提炼"),
    ("观注", "关注"),
    ("亲睐", "青睐"),
    ("沉缅", "沉湎"),
    ("寒喧", "寒暄"),
    ("追朔", "追溯"),
    ("膺品", "赝品"),
    ("编篡", "编纂"),
    ("必需要", "必须要"),
    ("挖掘潜利", "挖掘潜力"),
];

/// Checks the whole text.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    // By first character, or eighty words would be compared at every place.
    let mut rows: HashMap<char, Vec<Row>> = HashMap::new();
    for row in WRONG {
        let first = row.0.chars().next();
        rows.entry(first.unwrap_or_default())
            .or_default()
            .push(*row);
    }
    let mut at = 0;
    while at < chars.len() {
        let first = chars[at];
        let begins = is_han(first) && (rows.contains_key(&first) || matches!(first, '截' | '由'));
        let own = begins
            .then(|| wrong(chars, at, rows.get(&first).map_or(&[], Vec::as_slice)))
            .flatten();
        let Some((len, right)) = own else {
            at += 1;
            continue;
        };
        let span = at..at + len;
        found.push(
            Finding::new(ID, "word", Severity::Warning, span.clone())
                .with("word", paper.words(&span))
                .with("right", right)
                .fix(right),
        );
        at += len;
    }
}

fn wrong(chars: &[char], at: usize, rows: &[Row]) -> Option<(usize, &'static str)> {
    let row = rows.iter().find(|(word, _)| stands(chars, at, word));
    if let Some((word, right)) = row {
        // 自己经营, 帐户 of 蚊帐户 does not exist; 签定点 and 渡假 do not either.
        let next = chars.get(at + 2).copied().unwrap_or('。');
        // 上报消防, 报负责人, 陪训练
        let goes_on = match *word {
            "报消" => matches!(next, '防' | '息' | '费' | '毒'),
            "报负" => matches!(next, '责' | '面'),
            "陪训" => next == '练',
            "必需要" => matches!(chars.get(at + 3), Some('素' | '件' | '求')),
            "的建意" => matches!(chars.get(at + 3), Some('义' | '见')),
            _ => false,
        };
        let other = goes_on
            || *word == "己经" && at > 0 && matches!(chars[at - 1], '自' | '知')
            || *word == "复盖" && at > 0 && matches!(chars[at - 1], '修' | '恢')
            || *word == "签定" && chars.get(at + 2) == Some(&'点')
            || *word == "座落" && at > 0 && digit(chars[at - 1]).is_some();
        return (!other).then_some((word.chars().count(), *right));
    }
    if stands(chars, at, "截止") {
        return until(chars, at);
    }
    if stands(chars, at, "由于") {
        return because(chars, at);
    }
    None
}

/// 截止2023年底，: up to a day is 截至; 截止 ends a term (截止日期, 报名截止).
fn until(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    // 报名截止5月1日 may be the end of a term.
    let free = at == 0 || !is_han(chars[at - 1]);
    let mut next = at + 2;
    let to = matches!(chars.get(next), Some('到' | '至'));
    next += usize::from(to);
    let day = digit(*chars.get(next)?).is_some()
        || [
            "目前", "今年", "去年", "上年", "本月", "上月", "现在", "年底", "二",
        ]
        .iter()
        .any(|word| stands(chars, next, word));
    let rest = chars[next..].iter().take(16);
    let clause = rest
        .take_while(|c| !"。；\n".contains(**c))
        .any(|c| matches!(c, '，' | ','));
    // 截止5月1日前报名 …, 截止日期
    let now = stands(chars, next, "目前");
    (free && day && (clause || now)).then_some((next - at, "截至"))
}

/// 资金由于5所院校建设: money is 用于 something.
fn because(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    const MONEY: &[&str] = &[
        "资金", "经费", "补助", "拨款", "万元", "亿元", "元", "款项", "专款", "财政",
    ];
    const USES: &[&str] = &[
        "建设", "补助", "发放", "奖励", "支付", "采购", "改造", "培训", "资助", "购买", "开展",
    ];
    let money = MONEY.iter().any(|word| {
        let len = word.chars().count();
        at >= len && stands(chars, at - len, word)
    });
    if !money {
        return None;
    }
    let clause: Vec<char> = chars[at + 2..]
        .iter()
        .take(40)
        .take_while(|c| !"，。；\n".contains(**c))
        .copied()
        .collect();
    let stop = chars.get(at + 2 + clause.len());
    // 资金由于审批未完成，…: a real because goes on after a comma.
    let ends = stop.is_none_or(|c| matches!(c, '。' | '；' | '\n'));
    let used = USES
        .iter()
        .any(|word| (0..clause.len()).any(|at| stands(&clause, at, word)));
    let reason = ["不", "未", "没", "原因", "限制", "缺"]
        .iter()
        .any(|word| clause.contains(&word.chars().next().unwrap_or(' ')));
    (used && ends && !reason).then_some((2, "用于"))
}
