//! Names of people and bodies in one line: 林小满、周知行等12位代表, 张 三, 民革青石县委会.

use unicode_normalization::char::is_combining_mark;

use super::{
    han::{self, is_han},
    organ,
};

/// Bodies whose names are as short as a person's.
const BODIES: [&str; 26] = [
    "民革",
    "民盟",
    "民建",
    "民进",
    "农工党",
    "致公党",
    "九三学社",
    "台盟",
    "工商联",
    "妇联",
    "科协",
    "侨联",
    "文联",
    "团委",
    "共青团",
    "总工会",
    "残联",
    "无党派",
    "台联",
    "联组",
    "小组",
    "界别",
    "支部",
    "总支",
    "代表团",
    "联络",
];

/// Tells whether a flat text can be one person's name.
pub fn is_person(name: &str) -> bool {
    // A mark over a character is part of it.
    let bare: String = name.chars().filter(|c| !is_combining_mark(*c)).collect();
    let name = bare.as_str();
    let length = name.chars().count();
    let dotted = name.contains(['·', '•', '.', '・']);
    let chars_fit = name
        .chars()
        .all(|c| is_han(c) || matches!(c, '·' | '•' | '.' | '・' | '□' | '×' | '某' | 'X' | '*'));
    chars_fit
        && (length >= 2)
        && (length <= if dotted { 20 } else { 4 })
        && !BODIES.iter().any(|body| name.contains(body))
        && !(length >= 3 && organ::is_ended(name))
        && !name.ends_with("界")
        && !name.ends_with("组")
}

/// A list of names with the count the paper gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The names, in order.
    pub names: Vec<String>,
    /// 等 12 位: the count printed, all signers together.
    pub count: Option<u32>,
}

/// Reads a list of names; `raw` still has its blanks, which may be all that keeps two names apart.
pub fn list(raw: &str) -> Named {
    let mut named = Named::default();
    let raw = without_remarks(raw);
    for piece in raw.split(['、', '，', ',', '；', ';', '/', '\t', '\n', '|']) {
        for name in by_blanks(piece) {
            take(&name, &mut named);
        }
    }
    named
}

/// Drops 赵铁（柳溪代表团，机械厂工人）'s remark: its signs part no names.
fn without_remarks(raw: &str) -> String {
    let mut depth = 0_usize;
    raw.chars()
        .filter(|c| match c {
            '（' | '(' => {
                depth += 1;
                false
            }
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// Splits at blanks unless they only stretch a two-character name (张　三).
fn by_blanks(piece: &str) -> Vec<String> {
    let tokens: Vec<&str> = piece.split_whitespace().collect();
    let mut names: Vec<String> = Vec::new();
    // 周 知 行 代表: a name of three characters, letter-spaced as a whole.
    let own = match tokens.split_last() {
        Some((word, own)) if matches!(*word, "代表" | "委员" | "同志") => own,
        _ => tokens.as_slice(),
    };
    if own.len() == 3 && own.iter().all(|token| token.chars().count() == 1) {
        return vec![tokens.concat()];
    }
    // 林 小 满 代 表: so is the word behind it.
    let whole = tokens.concat();
    if (4..=6).contains(&tokens.len())
        && tokens.iter().all(|token| token.chars().count() == 1)
        && (whole.ends_with("代表") || whole.ends_with("委员"))
    {
        return vec![whole];
    }
    let mut open = false;
    for token in tokens {
        let single = token.chars().count() == 1;
        if single && open {
            if let Some(last) = names.last_mut() {
                last.push_str(token);
            }
            // 欧 阳 山: up to three single characters are one name.
            open = names.last().is_some_and(|n| n.chars().count() < 2);
        } else {
            names.push(token.to_string());
            open = single;
        }
    }
    names
}

fn take(piece: &str, named: &mut Named) {
    let mut name = piece.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '：' | ':' | '。' | '．' | '“' | '”' | '_' | '＿' | '《' | '》'
            )
    });
    // 林小满（青石代表团）
    if let Some(at) = name.find(['（', '(']) {
        name = &name[..at];
    }
    if let Some((before, after)) = name.rsplit_once('等') {
        let digits: String = after
            .chars()
            .take_while(|c| han::is_numeral_char(*c))
            .collect();
        let rest = &after[digits.len()..];
        let counts = digits.is_empty()
            && (rest.is_empty() || rest.starts_with("代表") || rest.starts_with("委员"));
        if counts || rest.starts_with(['位', '名', '人']) || rest.is_empty() {
            named.count = han::numeral(&digits).or(named.count);
            name = before;
        }
    }
    for pair in ["和", "与", "及"] {
        if let Some((first, second)) = name.split_once(pair)
            && is_person(first)
            && is_person(second)
        {
            named.names.push(first.to_string());
            named.names.push(second.to_string());
            return;
        }
    }
    if !name.is_empty() && !named.names.iter().any(|known| known == name) {
        named.names.push(name.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_by_signs_or_blanks() {
        for (text, names, count) in [
            ("林小满、周知行", vec!["林小满", "周知行"], None),
            ("张　三 李四光", vec!["张三", "李四光"], None),
            ("周 知 行", vec!["周知行"], None),
            ("周 知 行 代 表", vec!["周知行代表"], None),
            ("赵铁（柳溪代表团，机械厂工人，", vec!["赵铁"], None),
            ("林小满等12人", vec!["林小满"], Some(12)),
            ("林小满和周知行", vec!["林小满", "周知行"], None),
            ("阿依古丽·买买提（文艺界）", vec!["阿依古丽·买买提"], None),
            ("民革青石县委会", vec!["民革青石县委会"], None),
            ("", vec![], None),
        ] {
            let named = list(text);
            assert_eq!(named.names, names, "{text}");
            assert_eq!(named.count, count, "{text}");
        }
    }

    #[test]
    fn bodies_are_no_people() {
        for (text, person) in [
            ("林小满", true),
            ("欧阳青石", true),
            ("民革", false),
            ("民进云桥市委会", false),
            ("县政协社会和法制委员会", false),
            ("妇联", false),
            ("经济界", false),
            ("000", false),
            ("", false),
        ] {
            assert_eq!(is_person(text), person, "{text}");
        }
    }
}
