//! What the parts of a total are parts by: level, class, year, sex …
//!
//! Parts may only be added when they cannot overlap: "其中女性30人、党员40人" counts some twice. Labels
//! of one known axis exclude each other; traits never do; what is not known is trusted with care.

use crate::check::paper::digit;

/// What a label divides by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Axis {
    /// 国家级, 省级, 市级, 县级 …, from the highest; 3 and more is the lowest of a place.
    Level(u8),
    /// 初级工 … 首席技师.
    Skill(u8),
    /// A类, 甲类, 一类.
    Class(u8),
    /// 第一批, 首期.
    Ordinal,
    /// 2021年.
    Year(u16),
    /// 男, 女.
    Sex(u8),
    /// 博士, 硕士, 本科.
    Degree(u8),
    /// 主办, 协办, 分办.
    Role,
    /// 建议, 提案, 议案.
    Origin,
    /// 满意, 基本满意, 不满意.
    Rating,
    /// 金, 银, 铜; 一等奖 …
    Medal(u8),
    /// 已办结, 正在办理, 列入计划.
    Progress,
    /// 某镇, 某街道.
    Place,
    /// A pair of opposites: 城镇 and 农村, 公办 and 民办.
    Pair(u8, u8),
    /// 其他, 其余: what is left.
    Rest,
    /// 财政, 自筹: by who pays; goes with the levels.
    Fund,
    /// Something that goes along with anything else: 党员, 退役军人, 高新技术企业.
    Trait,
    /// Not known.
    Other,
}

impl Axis {
    /// Tells whether two labels divide by the same thing; what is left goes with all.
    pub fn same(self, other: Axis) -> bool {
        match (self, other) {
            (Axis::Rest, _)
            | (_, Axis::Rest)
            | (Axis::Level(_), Axis::Fund)
            | (Axis::Fund, Axis::Level(_)) => true,
            (Axis::Pair(a, _), Axis::Pair(b, _)) => a == b,
            (a, b) => std::mem::discriminant(&a) == std::mem::discriminant(&b),
        }
    }

    /// Tells whether labels of this axis exclude each other for certain.
    pub fn divides(self) -> bool {
        !matches!(self, Axis::Trait | Axis::Other | Axis::Rest)
    }
}

const PAIRS: &[(&str, &str)] = &[
    ("城镇", "农村"),
    ("城市", "农村"),
    ("公办", "民办"),
    ("线上", "线下"),
    ("专职", "兼职"),
    ("在职", "退休"),
    ("市内", "市外"),
    ("区内", "区外"),
    ("省内", "省外"),
    ("新建", "续建"),
    ("新建", "改造"),
    ("本地", "外地"),
];

/// Words of groups that overlap with any other group.
const TRAITS: &[&str] = &[
    "党员",
    "党派",
    "团员",
    "岁",
    "少数民族",
    "退役军人",
    "残疾",
    "农民工",
    "大学生",
    "毕业生",
    "失业",
    "困难",
    "脱贫",
    "贫困",
    "劳模",
    "青年",
    "老年",
    "新增",
    "首次",
    "骨干",
    "代表",
    "高新技术",
    "规上",
    "规模以上",
    "专精特新",
    "小巨人",
    "上市",
    "民营企业",
    "外资",
    "龙头",
    "科技型",
    "高层次",
    "高技能",
    "职称",
    "人大",
    "委员",
    "优秀",
    "重点企业",
    "重点项目",
    "重点人群",
    "双师",
];

const DEGREES: &[(&str, u8)] = &[
    ("博士", 0),
    ("硕士", 1),
    ("研究生", 1),
    ("本科", 2),
    ("大专", 3),
    ("专科", 3),
];

const SKILLS: &[(&str, u8)] = &[
    ("首席技师", 7),
    ("特级技师", 6),
    ("高级技师", 5),
    ("技师", 4),
    ("高级工", 3),
    ("中级工", 2),
    ("初级工", 1),
    ("学徒工", 0),
];

const MEDALS: &[(&str, u8)] = &[
    ("特等奖", 0),
    ("一等奖", 1),
    ("二等奖", 2),
    ("三等奖", 3),
    ("优秀奖", 4),
    ("优胜奖", 4),
    ("金牌", 11),
    ("银牌", 12),
    ("铜牌", 13),
    ("金奖", 11),
    ("银奖", 12),
    ("铜奖", 13),
];

/// Returns what a label divides by; the label comes without marks and spaces.
pub(in crate::check) fn axis(label: &str) -> Axis {
    if label.is_empty() {
        return Axis::Other;
    }
    // 各县区 are the counties together.
    let label = label.strip_prefix('各').unwrap_or(label);
    // What most labels are: the bare name of a level.
    if let Some((_, rank)) = LEVELS.iter().find(|(word, _)| label == *word) {
        return Axis::Level(*rank);
    }
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let count = label.chars().count();
    if has(&["其他", "其余", "其它", "剩余"]) {
        return Axis::Rest;
    }
    if let Some(class) = class(label) {
        return Axis::Class(class);
    }
    if let Some(year) = year(label) {
        // 2023年中央财政下达的资金 is named by what follows the year.
        let rest: String = label.chars().skip(5).collect();
        return if rest.chars().count() <= 4 {
            Axis::Year(year)
        } else {
            axis(&rest)
        };
    }
    if let Some((_, rank)) = MEDALS.iter().find(|(word, _)| label.contains(word)) {
        return Axis::Medal(*rank);
    }
    if let Some(rank) = level(label) {
        return Axis::Level(rank);
    }
    if count <= 10 && has(&["财政", "自筹", "社会资本", "捐赠", "企业投入", "个人缴"])
    {
        return Axis::Fund;
    }
    // 技师学院 is a school.
    let school = has(&["学院", "学校", "院校", "工作室", "工作站"]);
    if let Some((_, rank)) = SKILLS
        .iter()
        .filter(|_| !school)
        .find(|(word, _)| label.contains(word))
    {
        return Axis::Skill(*rank);
    }
    if label.starts_with("首批")
        || label.starts_with("首届")
        || label.starts_with("首期")
        || ordinal(label)
    {
        return Axis::Ordinal;
    }
    if has(&["满意"]) {
        return Axis::Rating;
    }
    if has(&["主办", "协办", "会办", "分办"]) {
        return Axis::Role;
    }
    if has(&["建议", "提案", "议案"]) && count <= 10 {
        return Axis::Origin;
    }
    if has(&["女性", "妇女"]) || (count <= 4 && label.contains('女')) {
        return Axis::Sex(1);
    }
    if has(&["男性"]) || (count <= 4 && label.contains('男')) {
        return Axis::Sex(0);
    }
    for (at, (left, right)) in PAIRS.iter().enumerate() {
        if label.contains(left) {
            return Axis::Pair(pair_of(left, at), 0);
        }
        if label.contains(right) {
            return Axis::Pair(pair_of(right, at), 1);
        }
    }
    if let Some((_, rank)) = DEGREES.iter().find(|(word, _)| label.contains(word)) {
        return Axis::Degree(*rank);
    }
    // 青年工匠 is an honour like 银锤工匠, and no group of people.
    let honour = ["工匠", "能手", "标兵", "首席工人"];
    if has(TRAITS) && !honour.iter().any(|end| label.ends_with(end)) {
        return Axis::Trait;
    }
    if tells_progress(label) {
        return Axis::Progress;
    }
    if count <= 6
        && ["镇", "街道", "乡", "区", "县", "市"]
            .iter()
            .any(|end| label.ends_with(end))
    {
        return Axis::Place;
    }
    Axis::Other
}

/// 已办结, 正在建设, 列入计划: how far what is counted has come.
fn tells_progress(label: &str) -> bool {
    const BEGINS: &[&str] = &["已", "未", "尚未", "正在"];
    const HAS: &[&str] = &[
        "办结",
        "解决",
        "在建",
        "已完成",
        "未完成",
        "开工",
        "列入计划",
        "正在",
    ];
    BEGINS.iter().any(|word| label.starts_with(word)) || HAS.iter().any(|word| label.contains(word))
}

/// 农村 stands against 城镇 and 城市, 新建 against 续建 and 改造: the first pair counts for all.
fn pair_of(word: &str, at: usize) -> u8 {
    let own = PAIRS[at];
    PAIRS
        .iter()
        .position(|(left, right)| *left == own.0 || *right == own.1 || *left == word)
        .unwrap_or(at) as u8
}

/// Levels by name, the highest first.
const LEVELS: &[(&str, u8)] = &[
    ("国家级", 0),
    ("全国", 0),
    ("国家", 0),
    ("中央", 0),
    ("部级", 0),
    ("自治区级", 1),
    ("省部级", 1),
    ("省级", 1),
    ("省", 1),
    ("地市级", 2),
    ("设区市级", 2),
    ("市级", 2),
    ("市", 2),
    ("区县级", 3),
    ("县市区", 3),
    ("县区", 3),
    ("区县", 3),
    ("县级", 3),
    ("区级", 3),
    ("旗县级", 3),
    ("县", 3),
    ("区", 3),
    ("镇街级", 4),
    ("乡镇级", 4),
    ("镇级", 4),
    ("街道级", 4),
    ("村级", 5),
    ("企业级", 6),
    ("校级", 6),
    ("院级", 6),
];

fn level(label: &str) -> Option<u8> {
    let found = LEVELS
        .iter()
        .filter(|(word, _)| word.ends_with('级') && label.contains(word))
        .map(|(_, rank)| *rank)
        .max();
    let state = count_of(label) <= 8 && ["全国", "国家"].iter().any(|word| label.starts_with(word));
    let found = found.or(state.then_some(0));
    // 省财政, 市配套资金: by who pays
    let pays = ["财政", "资金", "配套"]
        .iter()
        .any(|word| label.contains(word));
    found.or_else(|| {
        let first = LEVELS
            .iter()
            .find(|(word, _)| label.starts_with(word) && !word.ends_with('级'));
        first.filter(|_| pays).map(|(_, rank)| *rank)
    })
}

fn count_of(label: &str) -> usize {
    label.chars().count()
}

fn class(label: &str) -> Option<u8> {
    let chars: Vec<char> = label.chars().collect();
    let at = chars.iter().position(|c| *c == '类')?;
    let before = *chars.get(at.checked_sub(1)?)?;
    let letter = match before {
        'A'..='F' => before as u32 - 'A' as u32,
        'Ａ'..='Ｆ' => before as u32 - 'Ａ' as u32,
        other => {
            let at = "甲乙丙丁戊".chars().position(|own| own == other);
            let or = || "一二三四五".chars().position(|own| own == other);
            u32::try_from(at.or_else(or)?).ok()?
        }
    };
    Some(letter as u8)
}

fn year(label: &str) -> Option<u16> {
    let figures: Vec<u32> = label.chars().map_while(digit).collect();
    let rest = label.chars().nth(4);
    if figures.len() != 4 || rest != Some('年') {
        return None;
    }
    let year = figures.iter().fold(0, |all, own| all * 10 + own);
    (1949..2100).contains(&year).then_some(year as u16)
}

fn ordinal(label: &str) -> bool {
    if label.contains("季度") || label.starts_with("上半年") || label.starts_with("下半年")
    {
        return true;
    }
    let mut chars = label.chars();
    chars.next() == Some('第')
        && label.chars().any(|c| {
            matches!(
                c,
                '批' | '期' | '届' | '轮' | '季' | '阶' | '组' | '类' | '产' | '部'
            )
        })
}

/// Returns which quarter of a year a label names: 一季度, 第二季度.
pub(super) fn quarter(label: &str) -> Option<usize> {
    let before = label.split("季度").next().filter(|own| *own != label)?;
    let last = before.chars().next_back()?;
    "一二三四".chars().position(|c| c == last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_divide_by_what_they_say() {
        for (label, expected) in [
            ("国家级", Axis::Level(0)),
            ("宁波市级", Axis::Level(2)),
            ("县市区（企业）级", Axis::Level(6)),
            ("省", Axis::Level(1)),
            ("省财政", Axis::Level(1)),
            ("高级技师", Axis::Skill(5)),
            ("高级工", Axis::Skill(3)),
            ("B类", Axis::Class(1)),
            ("第一批", Axis::Ordinal),
            ("三季度", Axis::Ordinal),
            ("各县市区", Axis::Level(3)),
            ("2021年", Axis::Year(2021)),
            ("女", Axis::Sex(1)),
            ("主办", Axis::Role),
            ("人大建议", Axis::Origin),
            ("基本满意", Axis::Rating),
            ("金牌", Axis::Medal(11)),
            ("党员", Axis::Trait),
            ("东桥镇", Axis::Place),
            ("其他", Axis::Rest),
            ("实训基地", Axis::Other),
            ("", Axis::Other),
        ] {
            let label = label.replace(['（', '）'], "");
            let found = axis(&label);
            assert_eq!(found, expected, "{label}");
        }
        assert!(axis("农村").same(axis("城镇")));
        assert!(!axis("女").same(axis("党员")));
    }
}
