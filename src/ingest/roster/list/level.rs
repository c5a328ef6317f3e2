//! The five levels of honours, studios and grants, in the words of cells and in the names of honours.

use crate::domain::craftsman::HonourLevel;

/// The five levels as cells say them.
const LEVELS: [(HonourLevel, &str); 5] = [
    (HonourLevel::National, "国家级"),
    (HonourLevel::Province, "省级"),
    (HonourLevel::City, "市级"),
    (HonourLevel::County, "区县级"),
    (HonourLevel::Enterprise, "企业级"),
];

/// The names of provinces as honours carry them (`浙江工匠`). Source: GB/T 2260.
const PROVINCES: &[&str] = &[
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
];

/// Returns the word that cells have for a level.
pub fn level_word(level: HonourLevel) -> &'static str {
    let own = LEVELS.iter().find(|(own, _)| *own == level);
    own.map_or("", |(_, word)| word)
}

/// Reads a level of studios, honours and grants: 市级, 市, 县（市、区）级, 企业级.
pub(in crate::ingest::roster) fn honour_level(text: &str) -> Option<HonourLevel> {
    if let Some(own) = HonourLevel::from_code(text) {
        return Some(own);
    }
    let word: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match word.trim_end_matches('级') {
        "国家" | "全国" => HonourLevel::National,
        "省" | "省部" => HonourLevel::Province,
        "市" | "地市" | "设区市" => HonourLevel::City,
        "区县" | "区" | "县" | "县区" | "县市区" | "区县市" => HonourLevel::County,
        "企业" | "单位" => HonourLevel::Enterprise,
        _ => return None,
    })
}

/// Returns the level that an honour's name shows (全国技术能手, 浙江工匠, 云桥区工匠).
pub(super) fn level_in(name: &str) -> Option<HonourLevel> {
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Some(if says(&["全国", "国家", "中华", "大国"]) {
        HonourLevel::National
    } else if says(&["省"]) || PROVINCES.iter().any(|own| name.starts_with(own)) {
        HonourLevel::Province
    } else if says(&["市"]) {
        HonourLevel::City
    } else if says(&["区", "县"]) {
        HonourLevel::County
    } else {
        return None;
    })
}
