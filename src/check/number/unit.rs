//! Units that a number may carry, in their plain form.
//!
//! 人, 名 and 位 count the same persons, 人次 counts visits; every other counter is its own. 万 and 亿
//! belong to the number, so money is always 元 here.

use crate::check::paper::stands;

/// A unit in its plain form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) struct Unit(pub &'static str);

impl Unit {
    /// No unit follows.
    pub const NONE: Unit = Unit("");
    /// 元.
    pub const YUAN: Unit = Unit("元");
    /// %.
    pub const PERCENT: Unit = Unit("%");
    /// 个百分点.
    pub const POINT: Unit = Unit("个百分点");
    /// Something counted twice over: 倍.
    pub const TIMES: Unit = Unit("倍");
}

/// As printed, and the plain form; longer forms stand before what they begin with.
const UNITS: &[(&str, &str)] = &[
    ("人民币", ""),
    ("人次", "人次"),
    ("人·天", "人天"),
    ("人天", "人天"),
    ("人", "人"),
    ("名次", ""),
    ("名录", ""),
    ("名", "人"),
    ("位于", ""),
    ("位置", ""),
    ("位", "人"),
    ("家次", "家次"),
    ("家", "家"),
    ("个百分点", "个百分点"),
    ("百分点", "个百分点"),
    ("个月", "月"),
    ("个工作日", "工作日"),
    ("个小时", "小时"),
    ("个课时", "课时"),
    ("个学时", "课时"),
    ("个人", "人"),
    ("个", "个"),
    ("件套", "件套"),
    ("件次", "件次"),
    ("件", "件"),
    ("项次", "项次"),
    ("项", "项"),
    ("期间", ""),
    ("期末", ""),
    ("期", "期"),
    ("场次", "场次"),
    ("场馆", ""),
    ("场", "场"),
    ("次", "次"),
    ("批次", "批次"),
    ("批", "批"),
    ("份", "份"),
    ("篇", "篇"),
    ("所", "所"),
    ("处", "处"),
    ("间", "间"),
    ("座", "座"),
    ("幢", "幢"),
    ("栋", "幢"),
    ("棵", "株"),
    ("笔", "笔"),
    ("款", "款"),
    ("轮", "轮"),
    ("盏", "盏"),
    ("架次", "架次"),
    ("架", "架"),
    ("剂次", "剂次"),
    ("剂", "剂"),
    ("首", "首"),
    ("根", "根"),
    ("席", "席"),
    ("票", "票"),
    ("层次", ""),
    ("层", "层"),
    ("台套", "台套"),
    ("台", "台"),
    ("套", "套"),
    ("辆", "辆"),
    ("户次", "户次"),
    ("户", "户"),
    ("亩", "亩"),
    ("公顷", "公顷"),
    ("平方米", "平方米"),
    ("平米", "平方米"),
    ("㎡", "平方米"),
    ("平方公里", "平方公里"),
    ("立方米", "立方米"),
    ("公里", "公里"),
    ("千米", "公里"),
    ("米", "米"),
    ("吨", "吨"),
    ("公斤", "公斤"),
    ("千克", "公斤"),
    ("千瓦时", "千瓦时"),
    ("千瓦", "千瓦"),
    ("兆瓦", "兆瓦"),
    ("枚", "枚"),
    ("张", "张"),
    ("条例", ""),
    ("条", "条"),
    ("门", "门"),
    ("种植", ""),
    ("种", "种"),
    ("类", "类"),
    ("班次", "班次"),
    ("班", "班"),
    ("课时", "课时"),
    ("学时", "课时"),
    ("小时", "小时"),
    ("天", "天"),
    ("株", "株"),
    ("头", "头"),
    ("只", "只"),
    ("对", "对"),
    ("组织", ""),
    ("组", "组"),
    ("支", "支"),
    ("块", "块"),
    ("本科", ""),
    ("本", "本"),
    ("册", "册"),
    ("部门", ""),
    ("部", "部"),
    ("艘", "艘"),
    ("幅", "幅"),
    ("宗", "宗"),
    ("起", "起"),
    ("例", "例"),
    ("床", "床"),
    ("倍", "倍"),
    ("岁", "岁"),
    ("元", "元"),
    ("%", "%"),
    ("％", "%"),
    ("﹪", "%"),
    ("‰", "‰"),
];

/// Reads the unit at a place; returns where it ends and what it is.
pub(super) fn read(chars: &[char], at: usize) -> (usize, Unit) {
    // 2 名, 2017 年: a space of the typist between number and unit
    let own = match chars.get(at) {
        Some(' ' | '\u{a0}')
            if chars
                .get(at + 1)
                .is_some_and(|c| "人名家个件项元%".contains(*c)) =>
        {
            at + 1
        }
        _ => at,
    };
    let first = chars.get(own).copied();
    for (printed, plain) in UNITS {
        if printed.chars().next() == first && stands(chars, own, printed) {
            if plain.is_empty() {
                return (at, Unit::NONE);
            }
            return (own + printed.chars().count(), Unit(plain));
        }
    }
    (at, Unit::NONE)
}

/// Tells whether a unit begins at a place.
pub(super) fn begins(chars: &[char], at: usize) -> bool {
    read(chars, at).1 != Unit::NONE
}
