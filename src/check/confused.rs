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
    ("坐谈会", "座谈会"),
    ("措失", "措施"),
    ("贯策落实", "贯彻落实"),
    ("贯策执行", "贯彻执行"),
    ("力渡", "力度"),
    ("谁负则", "谁负责"),
    ("负则人", "负责人"),
    ("认真负则", "认真负责"),
    ("竟赛", "竞赛"),
    ("竟争", "竞争"),
    ("连系方式", "联系方式"),
    ("关健", "关键"),
    ("典形", "典型"),
    ("类形", "类型"),
    ("身分证", "身份证"),
    ("锻练", "锻炼"),
    ("选拨", "选拔"),
    ("拔款", "拨款"),
    ("拔付", "拨付"),
    ("俱备", "具备"),
    ("严峻形式", "严峻形势"),
    ("形式严峻", "形势严峻"),
    ("技术功关", "技术攻关"),
    ("技术工关", "技术攻关"),
    ("至力于", "致力于"),
    ("由其是", "尤其是"),
    ("分辩率", "分辨率"),
    ("反应的问题", "反映的问题"),
    ("反应的情况", "反映的情况"),
    ("群众反应的", "群众反映的"),
    ("代表反应的", "代表反映的"),
    ("委员反应的", "委员反映的"),
    ("您反应的", "您反映的"),
    ("必需按", "必须按"),
    ("必需坚持", "必须坚持"),
    ("必需严格", "必须严格"),
    ("必需加强", "必须加强"),
    ("必需遵守", "必须遵守"),
    ("做为一", "作为一"),
    ("做为我", "作为我"),
    ("做为全", "作为全"),
    ("以经完成", "已经完成"),
    ("以经建", "已经建"),
    ("以经开", "已经开"),
    ("以经实", "已经实"),
    ("以经落", "已经落"),
    ("以经启", "已经启"),
    ("以经列", "已经列"),
    ("以经投", "已经投"),
    ("既时召", "即时召"),
    ("即然", "既然"),
    ("街到办", "街道办"),
    ("培圳", "培训"),
    ("尚末", "尚未"),
    ("从末", "从未"),
    ("并末", "并未"),
    ("积级", "积极"),
    ("按排", "安排"),
    ("增涨", "增长"),
    ("提搞", "提高"),
    ("剩于", "剩余"),
    ("座谈汇", "座谈会"),
    ("进一部", "进一步"),
    ("下一部将", "下一步将"),
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
        let begins = is_han(first)
            && (rows.contains_key(&first) || matches!(first, '截' | '由' | '己' | '与'));
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
            // 力渡江, 以经实际
            "力渡" => matches!(next, '江' | '河' | '过' | '难' | '海'),
            "以经实" => matches!(chars.get(at + 3), Some('际' | '践')),
            "以经开" => !matches!(chars.get(at + 3), Some('展' | '工' | '始' | '通')),
            "以经建" => !matches!(chars.get(at + 3), Some('成' | '立' | '设')),
            "以经投" | "以经列" => chars.get(at + 3) != Some(&'入'),
            "做为全" => matches!(chars.get(at + 3), Some('民' | '体')),
            // 机关健康
            "关健" => matches!(next, '康' | '身' | '美' | '全' | '步'),
            "按排" => matches!(
                next,
                '名' | '序' | '列' | '放' | '污' | '量' | '班' | '水' | '查'
            ),
            "竟赛" | "竟争" => at > 0 && matches!(chars[at - 1], '究' | '毕'),
            "积级" => at > 0 && matches!(chars[at - 1], '面' | '容' | '体'),
            "尚末" | "从末" => matches!(next, '端' | '尾' | '期' | '梢'),
            "并末" => matches!(next, '端' | '级' | '位'),
            "由其是" => chars.get(at + 3) == Some(&'否'),
            _ => false,
        };
        let other = goes_on
            || *word == "己经"
                && (at > 0 && matches!(chars[at - 1], '自' | '知' | '悦') || next == '济')
            || *word == "绩极" && at > 0 && matches!(chars[at - 1], '成' | '业' | '战' | '功')
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
    if chars[at] == '己' {
        return already(chars, at);
    }
    by_the_day(chars, at)
}

/// 现己完成: 己 before what was done is 已.
fn already(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    const DONE: &[&str] = &[
        "完成", "建成", "实施", "启动", "落实", "解决", "投入", "组织", "召开", "制定", "出台",
        "取得", "列入", "纳入", "开工", "全部", "基本", "成立", "建立", "开展", "培训", "累计",
        "培养", "印发", "办结", "答复", "发放", "新建", "建有",
    ];
    // 自己组织, 知己, 以己 …
    let before = at.checked_sub(1).map_or('。', |at| chars[at]);
    let own = "自知利异克律舍一以为由对于给替从凭依靠".contains(before);
    let done = DONE.iter().any(|word| stands(chars, at + 1, word));
    (done && !own).then_some((1, "已"))
}

/// 与2024年底前完成: a time by which something is done takes 于.
fn by_the_day(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    let free = at == 0 || !is_han(chars[at - 1]);
    if chars[at] != '与' || !free || digit(*chars.get(at + 1)?).is_none() {
        return None;
    }
    let clause: Vec<char> = chars[at + 1..]
        .iter()
        .take(40)
        .take_while(|c| !"，。；\n".contains(**c))
        .copied()
        .collect();
    let figures = clause
        .iter()
        .take_while(|c| digit(**c).is_some() || "年月日底末".contains(**c))
        .count();
    let by = figures > 4 && clause.get(figures) == Some(&'前');
    let compares = ["相", "比", "同", "持平", "一致", "的"]
        .iter()
        .any(|word| (0..clause.len()).any(|at| stands(&clause, at, word)));
    (by && !compares).then_some((1, "于"))
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
