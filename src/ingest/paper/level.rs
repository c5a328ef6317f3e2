//! The administrative level of a place, whatever its name says: 慈溪市 is of county level.
//!
//! Provinces and units of prefecture level come from `data/names/places.toml`; everything else
//! follows from the ending of the name and is marked as less sure. A place is read as a chain
//! (宁波市 镇海区), because a paper names it again by its last word only (区第十五届人大).

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::han::is_han;
use crate::domain::{paper::Sure, sitting::Level};

#[derive(Deserialize)]
struct Table {
    municipalities: Vec<String>,
    provinces: BTreeMap<String, Vec<String>>,
}

static TABLE: LazyLock<Vec<(String, Level)>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../../data/names/places.toml"))
        .expect("the embedded table of places is read by a test");
    let mut names: Vec<(String, Level)> = Vec::new();
    for name in table.municipalities {
        names.push((name, Level::Province));
    }
    for (province, cities) in table.provinces {
        names.push((province, Level::Province));
        names.extend(cities.into_iter().map(|city| (city, Level::City)));
    }
    // Longest first, so that a name never hides a longer one that begins with it.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
});

/// One place of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name with its ending: 镇海区.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// How sure the level is.
    pub sure: Sure,
}

/// Endings of county and township names, with their level.
const ENDINGS: [(&str, Level); 13] = [
    ("自治县", Level::County),
    ("自治旗", Level::County),
    ("自治州", Level::City),
    ("地区", Level::City),
    ("盟", Level::City),
    ("市", Level::County),
    ("县", Level::County),
    ("区", Level::County),
    ("旗", Level::County),
    ("省", Level::Province),
    ("街道", Level::Township),
    ("镇", Level::Township),
    ("乡", Level::Township),
];

/// Words that end like a place and are none.
const NO_PLACES: [&str; 46] = [
    "城市", "都市", "超市", "上市", "全市", "我市", "本市", "各市", "股市", "夜市", "门市", "全县",
    "我县", "本县", "各县", "全区", "我区", "本区", "各区", "社区", "园区", "城区", "市区", "景区",
    "校区", "小区", "厂区", "辖区", "片区", "老区", "灾区", "特区", "城镇", "乡镇", "城乡", "全镇",
    "全乡", "红旗", "街区", "联盟", "全省", "我省", "本省", "各省", "外省", "邻省",
];

/// Endings inside organs' names: 工业园区管委会, 住房和城乡建设局, 民主同盟.
const NO_ENDINGS: [&str; 18] = [
    "社区",
    "园区",
    "景区",
    "校区",
    "小区",
    "片区",
    "辖区",
    "城乡",
    "城镇",
    "乡镇",
    "城市",
    "同盟",
    "联盟",
    "保护区",
    "示范区",
    "灌区",
    "街区",
    "大区",
];

/// Words that no place's name holds.
const NO_PARTS: [&str; 12] = [
    "关于", "加强", "推进", "建设", "提升", "优化", "夜市", "超市", "集市", "股市", "门市", "楼市",
];

/// Words before the place in an organ's name.
const BEFORE_ORGAN: [&str; 8] = [
    "中国共产党",
    "中共",
    "共青团",
    "国家税务总局",
    "中国人民银行",
    "国网",
    "民盟",
    "政协",
];

/// Reads the places of an organ's name: 中共青石县委组织部 is of 青石县.
pub fn of_organ(organ: &str) -> Vec<Place> {
    let bare = BEFORE_ORGAN
        .iter()
        .find_map(|word| organ.strip_prefix(word))
        .unwrap_or(organ);
    chain(bare).0
}

/// Reads the chain of places that a text begins with; returns it and the bytes it takes.
pub fn chain(text: &str) -> (Vec<Place>, usize) {
    let mut places: Vec<Place> = Vec::new();
    let mut at = 0;
    while let Some((place, len)) = one(&text[at..], places.last()) {
        at += len;
        // A 市 with districts of its own is of prefecture level, in the table or not.
        let is_district = place.name.ends_with(['区', '县']) && place.sure == Sure::Certain;
        if let Some(above) = places.last_mut()
            && above.level == place.level
            && is_district
        {
            above.level = Level::City;
        }
        places.push(place);
        if places.len() >= 4 {
            break;
        }
    }
    (places, at)
}

/// Reads a text that is a chain of places and nothing else.
pub fn whole(text: &str) -> Option<Vec<Place>> {
    let (places, end) = chain(text);
    (end == text.len() && !places.is_empty()).then_some(places)
}

fn one(text: &str, above: Option<&Place>) -> Option<(Place, usize)> {
    if let Some((name, level)) = TABLE
        .iter()
        .find(|(name, _)| text.starts_with(name.as_str()))
        && above.is_none_or(|above| above.level < *level)
    {
        let place = Place {
            name: name.clone(),
            level: *level,
            sure: Sure::Certain,
        };
        return Some((place, name.len()));
    }
    let (name, level) = by_ending(text)?;
    let over = |above: &Place| {
        above.level < level
            || (above.name.ends_with('市')
                && above.sure == Sure::Likely
                && level == Level::County
                && name.ends_with(['区', '县']))
    };
    if above.is_some_and(|above| !over(above)) {
        return None;
    }
    // A 市 below a 市 or a province of the table can only be one of county level.
    let below_table = above.is_some_and(|above| above.sure == Sure::Certain);
    let sure = match name.chars().next_back() {
        Some('省' | '县' | '旗' | '镇' | '乡' | '州' | '盟') => Sure::Certain,
        Some('市') if !below_table => Sure::Likely,
        _ if name.ends_with("新区") || name.ends_with("开发区") || name.ends_with("高新区") => {
            Sure::Unsure
        }
        _ => Sure::Certain,
    };
    let len = name.len();
    Some((Place { name, level, sure }, len))
}

/// Finds the shortest name with a place's ending at the start of a text, counties before towns.
fn by_ending(text: &str) -> Option<(String, Level)> {
    let chars: Vec<char> = text.chars().take_while(|c| is_han(*c)).take(20).collect();
    for (ending, level) in &ENDINGS[..3] {
        let joined: String = chars.iter().collect();
        if let Some(at) = joined.find(ending).filter(|at| *at > 0) {
            let name = &joined[..at + ending.len()];
            // 某市某某自治县 is two places; the first is read first.
            if !name[..at].contains(['市', '县', '区', '省']) {
                return Some((name.to_string(), *level));
            }
        }
    }
    for group in [&ENDINGS[3..10], &ENDINGS[10..]] {
        for length in 2..=chars.len().min(8) {
            let mut length = length;
            let mut name: String = chars[..length].iter().collect();
            let Some((_, level)) = group.iter().find(|(end, _)| name.ends_with(end)) else {
                continue;
            };
            // 沙市区, 津市市: the ending is part of the name when another follows at once.
            if let Some(next) = chars.get(length)
                && matches!((name.as_str(), next), ("沙市", '区') | ("津市", '市'))
            {
                name.push(*next);
                length += 1;
            }
            let is_ending_alone = ENDINGS.iter().any(|(end, _)| name == *end);
            if NO_PLACES.contains(&name.as_str())
                || is_ending_alone
                || NO_ENDINGS.iter().any(|end| name.ends_with(end))
                || name.contains(['局', '会', '院', '部', '委', '厅', '和', '与', '的', '号'])
                || NO_PARTS.iter().any(|part| name.contains(part))
                || name.chars().count() != length
            {
                return None;
            }
            return Some((name, *level));
        }
    }
    None
}

/// Joins a chain into the place's name as written.
pub fn joined(places: &[Place]) -> String {
    places.iter().map(|place| place.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &'static str)> {
        chain(text)
            .0
            .into_iter()
            .map(|p| (p.name, p.level.code()))
            .collect()
    }

    #[test]
    fn a_chain_ends_where_the_organ_begins() {
        for (text, want) in [
            (
                "宁波市镇海区教育局",
                vec![("宁波市", "city"), ("镇海区", "county")],
            ),
            ("慈溪市人力资源和社会保障局", vec![("慈溪市", "county")]),
            ("慈溪市城市管理局", vec![("慈溪市", "county")]),
            ("慈溪市市场监督管理局", vec![("慈溪市", "county")]),
            (
                "浙江省宁波市",
                vec![("浙江省", "province"), ("宁波市", "city")],
            ),
            (
                "上海市浦东新区",
                vec![("上海市", "province"), ("浦东新区", "county")],
            ),
            ("马关县交通运输局", vec![("马关县", "county")]),
            (
                "萧山区瓜沥镇人民政府",
                vec![("萧山区", "county"), ("瓜沥镇", "township")],
            ),
            ("延边朝鲜族自治州教育局", vec![("延边朝鲜族自治州", "city")]),
            (
                "景德镇市浮梁县",
                vec![("景德镇市", "city"), ("浮梁县", "county")],
            ),
            ("新乡县财政局", vec![("新乡县", "county")]),
            ("沙市区财政局", vec![("沙市区", "county")]),
            ("住房和城乡建设局", vec![]),
            ("城市管理局", vec![]),
            ("市经信局", vec![]),
            (
                "海川省云桥市",
                vec![("海川省", "province"), ("云桥市", "county")],
            ),
            ("全省教育系统", vec![]),
            ("教育部", vec![]),
            ("", vec![]),
        ] {
            let want: Vec<(String, &str)> =
                want.into_iter().map(|(n, l)| (n.to_string(), l)).collect();
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn a_county_level_city_is_likely_and_a_table_city_certain() {
        assert_eq!(chain("慈溪市").0[0].sure, Sure::Likely);
        assert_eq!(chain("宁波市慈溪市").0[1].sure, Sure::Certain);
        assert_eq!(chain("绵阳市").0[0].sure, Sure::Certain);
        assert!(TABLE.len() > 360);
    }
}
