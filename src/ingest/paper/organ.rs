//! Names of organs: heads, signatures, addressed units.

use super::han::is_han;

/// Endings of organs' names. Long ones first only where one ends another.
const ENDINGS: [&str; 72] = [
    "委员会",
    "办公室",
    "办公厅",
    "总工会",
    "工商联",
    "联合会",
    "管委会",
    "人大工委",
    "工委",
    "政府",
    "街道办事处",
    "办事处",
    "分局",
    "总局",
    "支队",
    "大队",
    "总队",
    "中心",
    "公司",
    "集团",
    "学校",
    "大学",
    "学院",
    "医院",
    "法院",
    "检察院",
    "妇联",
    "残联",
    "科协",
    "文联",
    "侨联",
    "团委",
    "市委",
    "县委",
    "区委",
    "省委",
    "党委",
    "党组",
    "银行",
    "分行",
    "支行",
    "邮政",
    "供销社",
    "研究院",
    "管理站",
    "监察委",
    "指挥部",
    "党校",
    "军分区",
    "人武部",
    "宣传部",
    "组织部",
    "统战部",
    "税务",
    "电视台",
    "红十字会",
    "工会",
    "商会",
    "协会",
    "局",
    "委",
    "办",
    "厅",
    "部",
    "署",
    "处",
    "所",
    "院",
    "会",
    "社",
    "站",
    "馆",
];

/// Tells whether a flat line can be an organ's name and nothing else.
pub fn is_name(flat: &str) -> bool {
    let length = flat.chars().count();
    (3..=34).contains(&length)
        && flat
            .chars()
            .all(|c| is_han(c) || matches!(c, '（' | '）' | '(' | ')' | '·' | '、'))
        && is_ended(flat)
        && !flat.contains("代表建议")
        && !flat.contains("如下")
}

/// Tells whether a text ends as an organ's name does.
pub fn is_ended(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')']);
    ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Reads an organ from a line of the head: `某某局文件`, `某某局（函）`, `某某局`.
pub fn from_head(flat: &str) -> Option<String> {
    let mut name = flat;
    for tail in [
        "文件",
        "（函）",
        "(函)",
        "（复函）",
        "便函",
        "公函",
        "函",
        "（文件）",
        "(文件)",
    ] {
        if let Some(rest) = name.strip_suffix(tail) {
            name = rest;
            break;
        }
    }
    let name = name.trim_matches(['（', '(']);
    is_name(name).then(|| name.to_string())
}

/// Reads organs side by side in a joint letter's signature, and joins their names with 、.
pub fn several(text: &str) -> Option<String> {
    let names: Vec<&str> = text.split_whitespace().collect();
    let all = (2..=4).contains(&names.len())
        && names
            .iter()
            .all(|name| name.chars().count() >= 4 && is_name(name));
    all.then(|| names.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_and_sentences_are_not() {
        for (text, want) in [
            ("宁波市镇海区教育局文件", Some("宁波市镇海区教育局")),
            ("青石县教育局（函）", Some("青石县教育局")),
            ("云桥市人力社保局", Some("云桥市人力社保局")),
            ("青石县人民政府办公室文件", Some("青石县人民政府办公室")),
            ("此复", None),
            ("感谢您对教育工作的关心，欢迎监督", None),
            ("", None),
        ] {
            assert_eq!(from_head(text).as_deref(), want, "{text}");
        }
    }
}
