//! The salutation: 尊敬的林小满代表、周知行代表：, 林小满等12位代表：, 县政协社会和法制委员会：, 市经信局：.

use super::{han, marks, organ, people};
use crate::ingest::{
    lines::{Line, flat},
    reading::{Addressee, AddresseeKind},
};

/// A salutation read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salutation {
    /// Whom it names.
    pub addressees: Vec<Addressee>,
    /// How many signers it counts, when it does.
    pub count: Option<u32>,
    /// What follows it on the same line.
    pub rest: String,
}

/// Words that begin a sentence and not a salutation although it ends with a colon.
const NOT: [&str; 24] = [
    "如下",
    "收悉",
    "建议是",
    "一是",
    "现将",
    "答复",
    "联系",
    "抄送",
    "抄报",
    "主送",
    "日期",
    "附件",
    "标题",
    "类别",
    "分类",
    "签发",
    "来源",
    "内容",
    "提出",
    "问题",
    "主要",
    "包括",
    "目前",
    "针对",
];

/// Reads a line as a salutation.
pub fn read(line: &Line) -> Option<Salutation> {
    let text = line.text.as_str();
    let colon = text.find(['：', ':']);
    let (head, rest) = match colon {
        Some(at) => {
            let width = text[at..].chars().next().map_or(0, char::len_utf8);
            (&text[..at], text[at + width..].trim())
        }
        None => (text, ""),
    };
    let mut head = head.trim();
    let ends_line = rest.is_empty()
        || matches!(
            flat(rest).as_str(),
            "您好！" | "您好" | "你好！" | "你们好！" | "您好。" | "您好!"
        );
    for opening in ["尊敬的", "敬爱的", "各位"] {
        head = head.trim_start_matches(opening);
    }
    let plain = flat(head);
    for tail in ["您好！", "您好", "你好！", "你好"] {
        if let Some(cut) = plain.strip_suffix(tail) {
            return read_head(cut, cut, colon.is_some(), rest, ends_line);
        }
    }
    read_head(head, &plain, colon.is_some(), rest, ends_line)
}

fn read_head(
    raw: &str,
    plain: &str,
    colon: bool,
    rest: &str,
    ends_line: bool,
) -> Option<Salutation> {
    let length = plain.chars().count();
    if !(2..=140).contains(&length)
        || plain.contains(['。', '！', '？', '；', '“', '《', '〔'])
        || NOT.iter().any(|word| plain.contains(word))
        || marks::at_start(plain).is_some()
    {
        return None;
    }
    let plain = plain.trim_end_matches(['，', ',']);
    let bare = plain.trim_end_matches("们");
    let person_word = bare.ends_with("代表") || bare.ends_with("委员");
    let closes_body = bare.ends_with("代表团")
        || bare.ends_with("政协")
        || bare.ends_with("人大")
        || people_body(bare);
    if !(colon || (person_word && length <= 24 && ends_line)) {
        return None;
    }
    // 张三代表：您提出的… on one line: only right after a person, not after an organ.
    if !ends_line && !person_word {
        return None;
    }
    if !person_word
        && !closes_body
        && !organ::is_ended(bare)
        && !bare.ends_with("同志")
        && !bare.ends_with("先生")
        && !bare.ends_with("女士")
    {
        return None;
    }
    let default = if person_word {
        kind_of_word(bare)
    } else {
        AddresseeKind::Unit
    };
    let mut out = Salutation {
        rest: if ends_line {
            String::new()
        } else {
            rest.to_string()
        },
        ..Salutation::default()
    };
    let named = people::list(raw.trim_end_matches(['，', ',']));
    out.count = named.count;
    for name in named.names {
        let (addressee, count) = addressee(&name, default);
        out.count = out.count.or(count);
        if let Some(addressee) = addressee
            && !out.addressees.contains(&addressee)
        {
            out.addressees.push(addressee);
        }
    }
    // Three names are one salutation; a sentence cut at its commas is none.
    let plausible = out.addressees.iter().all(|a| match a.kind {
        AddresseeKind::Deputy | AddresseeKind::Member => a.name.chars().count() <= 20,
        AddresseeKind::Body | AddresseeKind::Unit => a.name.chars().count() <= 34,
    });
    (plausible && !out.addressees.is_empty()).then_some(out)
}

fn people_body(text: &str) -> bool {
    [
        "民革",
        "民盟",
        "民建",
        "民进",
        "农工党",
        "致公党",
        "九三学社",
        "台盟",
        "工商联",
        "界",
        "界别",
        "联组",
        "小组",
        "支部",
        "总支",
    ]
    .iter()
    .any(|body| text.ends_with(body) || (text.starts_with(body) && text.chars().count() <= 20))
}

fn kind_of_word(text: &str) -> AddresseeKind {
    if text.ends_with("委员") {
        AddresseeKind::Member
    } else {
        AddresseeKind::Deputy
    }
}

/// Reads one name of the list: drops its word, and the count in 二位代表.
fn addressee(name: &str, default: AddresseeKind) -> (Option<Addressee>, Option<u32>) {
    let mut name = flat(name);
    for opening in ["尊敬的", "敬爱的"] {
        name = name.trim_start_matches(opening).to_string();
    }
    let own_word = (name.ends_with("代表") || name.ends_with("委员")).then(|| kind_of_word(&name));
    for word in [
        "人大代表",
        "政协委员",
        "代表们",
        "委员们",
        "代表",
        "委员",
        "同志",
        "先生",
        "女士",
    ] {
        if let Some(cut) = name.strip_suffix(word) {
            name = cut.to_string();
            break;
        }
    }
    let mut count = None;
    for unit in ["位", "名", "人"] {
        if let Some(cut) = name.strip_suffix(unit) {
            let digits: String = cut
                .chars()
                .rev()
                .take_while(|c| han::is_numeral_char(*c))
                .collect();
            if !digits.is_empty() {
                let digits: String = digits.chars().rev().collect();
                count = han::numeral(&digits);
                name = cut[..cut.len() - digits.len()]
                    .trim_end_matches('等')
                    .to_string();
            }
        }
    }
    let name = name.trim_end_matches('等').trim().to_string();
    if name.is_empty() || name.chars().count() < 2 {
        return (None, count);
    }
    let kind = if people::is_person(&name) && own_word.or(person(default)).is_some() {
        own_word.or(person(default)).unwrap_or(default)
    } else if is_proposing_body(&name) || own_word.is_some() {
        AddresseeKind::Body
    } else {
        AddresseeKind::Unit
    };
    (Some(Addressee { name, kind }), count)
}

fn person(kind: AddresseeKind) -> Option<AddresseeKind> {
    matches!(kind, AddresseeKind::Deputy | AddresseeKind::Member).then_some(kind)
}

/// Bodies that hand in proposals: parties, groups, sectors, committees of the CPPCC, delegations.
pub fn is_proposing_body(name: &str) -> bool {
    name.contains("政协")
        || name.ends_with("代表团")
        || name.ends_with("工商联")
        || name.ends_with("妇联")
        || name.ends_with("团委")
        || name.ends_with("科协")
        || name.ends_with("侨联")
        || name.ends_with("青联")
        || people_body(name)
        || [
            "民革",
            "民盟",
            "民建",
            "民进",
            "农工",
            "致公",
            "九三",
            "台盟",
            "共青团",
        ]
        .iter()
        .any(|party| name.contains(party))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines::lines;

    fn names(text: &str) -> Option<(Vec<String>, Option<u32>)> {
        let all = lines(text).lines;
        let read = read(all.first()?)?;
        Some((
            read.addressees.iter().map(Addressee::display).collect(),
            read.count,
        ))
    }

    #[test]
    fn salutations_in_every_form() {
        for (text, want, count) in [
            ("林小满代表：", vec!["林小满代表"], None),
            (
                "尊敬的林小满代表、周知行代表、欧阳青石代表：",
                vec!["林小满代表", "周知行代表", "欧阳青石代表"],
                None,
            ),
            ("尊敬的林小满代表：您好！", vec!["林小满代表"], None),
            ("林小满等12位代表：", vec!["林小满代表"], Some(12)),
            (
                "林小满、周知行二位代表：",
                vec!["林小满代表", "周知行代表"],
                Some(2),
            ),
            ("林小满等代表：", vec!["林小满代表"], None),
            ("林小满委员：", vec!["林小满委员"], None),
            ("林　满　周知行代表:", vec!["林满代表", "周知行代表"], None),
            (
                "县政协社会和法制委员会：",
                vec!["县政协社会和法制委员会"],
                None,
            ),
            ("民革云桥市委会：", vec!["民革云桥市委会"], None),
            ("市经信局：", vec!["市经信局"], None),
            (
                "林小满、周知行委员：",
                vec!["林小满委员", "周知行委员"],
                None,
            ),
        ] {
            let want: Vec<String> = want.into_iter().map(String::from).collect();
            assert_eq!(names(text), Some((want, count)), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_salutations() {
        for text in [
            "现答复如下：",
            "您提出的建议收悉，现将办理情况答复如下：",
            "抄送：区人大代表工委",
            "联系电话：000-0000",
            "一、主要工作：",
            "代表们普遍认为，培训很重要。",
            "",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
