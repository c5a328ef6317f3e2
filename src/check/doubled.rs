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
    (
        '及',
        &["以", "涉", "普", "惠", "触", "危", "顾", "遍", "波", "提"],
        &["时", "格", "早"],
    ),
    ('与', &["参", "给", "授", "赋"], &[]),
    ('将', &["即", "必", "终", "行"], &["来", "军", "士"]),
    (
        '为',
        &[
            "作", "成", "行", "认", "因", "以", "更", "较", "称", "视", "变", "列", "分", "名",
        ],
        &["了", "民"],
    ),
    (
        '于',
        &[
            "由", "关", "对", "至", "终", "等", "属", "位", "鉴", "基", "便", "用", "处",
        ],
        &["是"],
    ),
    ('被', &[], &[]),
    (
        '和',
        &["总", "中", "缓", "温", "共", "饱", "柔", "随"],
        &["谐", "平", "睦", "美", "解"],
    ),
    ('已', &["而", "不"], &["经"]),
    (
        '向',
        &["方", "导", "面", "定", "转", "意", "走", "取"],
        &["上", "好", "往"],
    ),
];

/// Words of two characters that are slips when they stand twice. A list, because two characters also
/// meet across words (就业创业创新), and because some are noun and verb at once (工会组织组织开展).
const PAIRS: &str = "关于 进行 工作 技能 人才 培训 企业 建设 发展 推进 继续 加强 开展 提高 促进 推动 积极 进一步 \
    落实 完善 建立 健全 实施 政策 资金 项目 社会 经济 政府 群众 部门 单位 机构 平台 机制 体系 制度 措施 方案 \
    问题 情况 意见 建议 答复 提案 感谢 目前 其中 以及 对于 由于 根据 按照 通过 采取 提供 支持 鼓励 引导 \
    深入 全面 全部 不断 切实 有效 重点 主要 基本 同时 此外 因此 但是 以上 职工 职业 工匠 工资 补贴 补助 奖励 \
    优化 提升 创新 创业 就业 服务业 产业 行业 农业 农村 农民 城市 城镇 社区 街道 乡镇 学校 学生 教师 教育局 \
    养老 医疗 医院 卫生 健康 环境 生态 交通 道路 公路 住房 小区 改造 治理 监管 监督 检查 执法 安全 消防 \
    应急 文化 旅游 体育 活动 比赛 竞赛 宣传 信息 数据 网络 科技 技术 设备 设施 基地 园区 工程 投资 \
    投入 收入 增长 下降 完成 达到 实现 取得 获得 成立 举办 召开 参加 参与 组建 制定 出台 印发 发布 公布 \
    办理 处理 解决 研究所 收悉 现将 如下 下一步 明年 今年 去年 年底 将会 可以 能够 需要 应当 必须 我们 你们 \
    他们 这些 这个 一些 扩大 家政 民生 力度 水平 能力 质量 效率 标准 规范 标志 特色 优势 作用 方面 方式 \
    方法 条件 基础 资源 土地 农田 水利 河道 污染 垃圾 分类 回收 食品 药品 市场 价格 消费 贸易 外资 民营 \
    国有 集体 个人 家庭 妇女 儿童 青年 老人 残疾 退役 军人 志愿 公益 慈善 法律 法规 条例 案件 人民 代表团 \
    委员会 政协 人大 领域 地区 全市 全区 全县 全省 全国 我市 我区 我县 我局 市区 县城 中心 重要 必要 明确 认真 \
    逐步 逐年 尽快 及时 定期 长期 统筹 协调 配合 合作 联系 反馈 满意 评价 考核 认定 评选 表彰 荣誉";

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
    let listed = || {
        let word: String = left.iter().collect();
        PAIRS.split_whitespace().any(|own| own == word)
    };
    if len == 2 && !listed() {
        return false;
    }
    // 申请人申请人: who acts upon whom; longer names come twice by slip alone
    let person = len == 3 && matches!(left[2], '人' | '者' | '员' | '方');
    let before = at.checked_sub(1).map(|at| chars[at]);
    // 的专利的专利权人, 行政区行政区域图: the second goes on.
    let next = chars.get(at + 2 * len).copied();
    let goes_on = len > 2
        && (left[0] == '的' && next.is_some_and(is_han)
            || matches!((left[len - 1], next), ('区', Some('域' | '划'))));
    // 某某某某, ××: a stand-in
    let stand_in = left.contains(&'某');
    !(same || person || stand_in || goes_on || before == Some('·') || numeral && !listed())
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
    let ends = chars
        .get(at + 2)
        .is_none_or(|next| *next == c || !is_han(*next));
    !(led || follows || ends && c != '的')
}
