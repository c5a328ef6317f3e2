//! The meeting a paper belongs to: 区第十五届人大一次会议, 政协某市第十届委员会第二次会议.
//!
//! The place is often only its last word (区, 市); it is completed from the organ that wrote the
//! paper, never guessed from anything else.

use super::{
    han,
    level::{self, Place},
};
use crate::domain::{
    paper::Sure,
    sitting::{Kind, Level},
};

/// What a phrase in a title or sentence says of the meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// The place as the phrase has it: 区, 宁波市镇海区, or nothing.
    pub place: String,
    /// Congress or CPPCC, when the phrase says so.
    pub kind: Option<Kind>,
    /// 届.
    pub term: Option<u16>,
    /// 次.
    pub session: Option<u16>,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// Words after which a place begins in a title or sentence.
const BEFORE_PLACE: &[&str] = &[
    "关于对",
    "关于",
    "对",
    "您在",
    "在",
    "你们在",
    "提出的",
    "提交的",
    "的",
    "》",
    "“",
    "”",
    "《",
    "，",
    "、",
    "。",
    "：",
    ":",
    "；",
    "（",
    "(",
    "）",
    ")",
    " ",
    "向",
    "系",
    "办理",
    "收到",
    "是",
    "答复",
    "号",
    "退回",
    "退办",
    "延期办理",
    "申请延期",
];

/// Finds the phrase in a flat text.
pub fn find(flat: &str) -> Option<Phrase> {
    let mut best: Option<Phrase> = None;
    for (at, _) in flat.match_indices('届') {
        if let Some(phrase) = at_term(flat, at)
            && (phrase.kind.is_some() || phrase.session.is_some())
        {
            let better = best
                .as_ref()
                .is_none_or(|b| b.session.is_none() && phrase.session.is_some());
            if better {
                best = Some(phrase);
            }
        }
    }
    best.or_else(|| without_term(flat))
}

fn at_term(flat: &str, at: usize) -> Option<Phrase> {
    let (term, start) = han::numeral_before(flat, at)?;
    let term = u16::try_from(term).ok().filter(|t| (1..=40).contains(t))?;
    let before = flat[..start].trim_end_matches('第');
    let rest = &flat[at + '届'.len_utf8()..];
    let near: usize = rest.char_indices().nth(26).map_or(rest.len(), |(at, _)| at);
    let mut session = None;
    let mut mid = &rest[..near];
    let mut end = at + '届'.len_utf8();
    for (next, _) in rest[..near].match_indices('次') {
        let after = &rest[next + '次'.len_utf8()..];
        let Some((value, from)) = han::numeral_before(rest, next) else {
            continue;
        };
        if !(after.is_empty() || after.starts_with(['会', '全', '大', '第', '建', '提'])) {
            continue;
        }
        session = u16::try_from(value).ok().filter(|s| (1..=30).contains(s));
        mid = rest[..from].trim_end_matches('第');
        end += next + '次'.len_utf8();
        for word in ["全体会议", "全会", "会议", "大会"] {
            if after.starts_with(word) {
                end += word.len();
                break;
            }
        }
        break;
    }
    if session.is_none() {
        mid = ["人民代表大会", "人大", "委员会", "政协"]
            .iter()
            .filter(|word| {
                mid.starts_with(**word)
                    || mid.starts_with(&format!("全国{word}"))
                    || mid
                        .find(**word)
                        .is_some_and(|at| level::whole(&mid[..at]).is_some())
            })
            .map(|word| &mid[..mid.find(word).map_or(0, |at| at + word.len())])
            .next()
            .unwrap_or("");
        end += mid.len();
    }
    // 政协第十一届云桥区委员会第三次会议: the place may stand behind the term.
    let inner = place_behind_term(mid);
    let head = if inner.is_empty() {
        place_text(before)
    } else {
        inner
    };
    let kind = kind_of(mid).or_else(|| kind_of(place_text(before)));
    let national = mid.contains("全国") || head.contains("全国");
    let place = if national {
        "全国".to_string()
    } else {
        bare_place(head)
    };
    Some(Phrase {
        place,
        kind,
        term: Some(term),
        session,
        end,
    })
}

/// Returns the place between a term and the body's name: 第十一届 云桥区 委员会.
fn place_behind_term(mid: &str) -> &str {
    let named = ["人民代表大会", "人大", "委员会", "政协"]
        .iter()
        .filter_map(|word| mid.find(word))
        .min()
        .map_or("", |at| &mid[..at]);
    if level::whole(named).is_some() {
        named
    } else {
        ""
    }
}

/// 省政协第45号提案, 县人大第7号建议: a body and its place without term or session.
fn without_term(flat: &str) -> Option<Phrase> {
    for word in ["政协", "人大"] {
        for (at, _) in flat.match_indices(word) {
            let after = &flat[at + word.len()..];
            let numbered = after.chars().take(16).collect::<String>();
            if !(numbered.contains("号") || numbered.contains("提案") || numbered.contains("建议"))
            {
                continue;
            }
            let place = bare_place(place_text(&flat[..at]));
            return Some(Phrase {
                place,
                kind: kind_of(word),
                end: at + word.len(),
                ..Phrase::default()
            });
        }
    }
    None
}

fn kind_of(text: &str) -> Option<Kind> {
    if text.contains("政协") || text.contains("政治协商") || text.contains("委员会") {
        return Some(Kind::Cppcc);
    }
    (text.contains("人大") || text.contains("人民代表大会")).then_some(Kind::Suggestion)
}

/// Cuts the words before a place off: the place begins after the last of them.
fn place_text(before: &str) -> &str {
    let start = BEFORE_PLACE
        .iter()
        .filter_map(|word| before.rfind(word).map(|at| at + word.len()))
        .max()
        .unwrap_or(0);
    &before[start..]
}

/// Keeps the place's own characters: without the body's name and a year before it.
fn bare_place(text: &str) -> String {
    let mut text = text.to_string();
    for word in [
        "中国人民政治协商会议",
        "人民政治协商会议",
        "人民政协",
        "政协",
        "人民代表大会",
        "人大",
        "委员会",
    ] {
        text = text.replace(word, "");
    }
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = text
        .trim_start_matches('年')
        .trim_start_matches('度')
        .trim_end_matches(['第', '，']);
    if is_bare(text) || text == "全国" || level::whole(text).is_some() {
        return text.to_string();
    }
    // An organ may stand before the place: keep the longest ending that is a chain of places.
    for (at, _) in text.char_indices().skip(1) {
        if is_bare(&text[at..]) || level::whole(&text[at..]).is_some() {
            return text[at..].to_string();
        }
    }
    String::new()
}

/// A place named by its last word only, with or without 我 or 本 before it.
fn is_bare(text: &str) -> bool {
    let word = text.trim_start_matches(['我', '本', '全', '该']);
    matches!(
        word,
        "省" | "市"
            | "区"
            | "县"
            | "州"
            | "旗"
            | "盟"
            | "镇"
            | "乡"
            | "自治区"
            | "自治州"
            | "自治县"
            | "街道"
    )
}

/// A place with its level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The full name as far as the paper gives it.
    pub place: Option<String>,
    /// The level and how sure it is.
    pub level: Option<(Level, Sure)>,
    /// Whether the name stood in the phrase itself.
    pub spelled_out: bool,
}

/// Completes a phrase's place with the chain of places of the organ that wrote the paper.
pub fn resolve(phrase_place: &str, organ: &[Place]) -> Resolved {
    if phrase_place == "全国" {
        return Resolved {
            place: Some("全国".to_string()),
            level: Some((Level::National, Sure::Certain)),
            spelled_out: true,
        };
    }
    if let Some(chain) = level::whole(phrase_place) {
        let last = chain.last().map(|p| (p.level, p.sure));
        // 镇海区 in the phrase and 宁波市镇海区 on the head are the same place: take the fuller.
        let fuller = organ
            .iter()
            .position(|p| chain.len() == 1 && p.name == chain[0].name)
            .map(|at| level::joined(&organ[..=at]));
        return Resolved {
            place: Some(fuller.unwrap_or_else(|| phrase_place.to_string())),
            level: last,
            spelled_out: true,
        };
    }
    let bare = phrase_place.trim_start_matches(['我', '本', '全', '该']);
    let nothing = Resolved {
        place: None,
        level: None,
        spelled_out: false,
    };
    if bare.is_empty() {
        let Some(last) = organ.last() else {
            return nothing;
        };
        return Resolved {
            place: Some(level::joined(organ)),
            level: Some((last.level, Sure::Unsure)),
            spelled_out: false,
        };
    }
    if let Some(at) = organ.iter().rposition(|p| p.name.ends_with(bare)) {
        return Resolved {
            place: Some(level::joined(&organ[..=at])),
            level: Some((organ[at].level, organ[at].sure)),
            spelled_out: false,
        };
    }
    let level = match bare {
        "省" | "自治区" => Some((Level::Province, Sure::Certain)),
        "州" | "盟" | "自治州" => Some((Level::City, Sure::Certain)),
        "区" | "县" | "旗" | "自治县" => Some((Level::County, Sure::Certain)),
        "镇" | "乡" | "街道" => Some((Level::Township, Sure::Certain)),
        // A 市 above a district or county is of prefecture level; above nothing it may be either.
        "市" if organ.last().is_some_and(|p| p.level == Level::County) => {
            Some((Level::City, Sure::Likely))
        }
        _ => None,
    };
    Resolved { level, ..nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<Kind>, Option<u16>, Option<u16>) {
        let p = find(text).unwrap_or_default();
        (p.place, p.kind, p.term, p.session)
    }

    #[test]
    fn meetings_in_every_wording() {
        let (s, c) = (Some(Kind::Suggestion), Some(Kind::Cppcc));
        for (text, place, kind, term, session) in [
            ("青石市东桥区第十五届人民代表大会", "青石市东桥区", s, 15, 0),
            ("对区第十五届人大二次会议第037号建议的答复", "区", s, 15, 2),
            (
                "关于市十六届人大三次会议第142号建议的协办意见",
                "市",
                s,
                16,
                3,
            ),
            ("对市七届人大第四次会议第68号建议答复的函", "市", s, 7, 4),
            (
                "关于对政协青石县第十届委员会第二次会议第14号提案的复函",
                "青石县",
                c,
                10,
                2,
            ),
            (
                "对十三届全国人大一次会议第4264号建议的答复",
                "全国",
                s,
                13,
                1,
            ),
            ("关于省政协十二届三次会议第105号提案的答复", "省", c, 12, 3),
            (
                "中国人民政治协商会议云桥县第九届委员会第三次会议提案",
                "云桥县",
                c,
                9,
                3,
            ),
            (
                "云桥县交通运输局关于第十八届人大一次会议第105号建议的答复函",
                "",
                s,
                18,
                1,
            ),
            ("市政协第十五届第二次全会第9号提案", "市", c, 15, 2),
            (
                "政协第十二届全国委员会第五次会议第2号提案答复的函",
                "全国",
                c,
                12,
                5,
            ),
            ("您在区六届三次会议上提出的建议", "区", None, 6, 3),
            ("政协第十一届云桥区委员会第三次会议", "云桥区", c, 11, 3),
            ("关于退回区十七届人大五次会议第44号建议的函", "区", s, 17, 5),
        ] {
            let want = (
                place.to_string(),
                kind,
                Some(term),
                (session > 0).then_some(session),
            );
            assert_eq!(read(text), want, "{text}");
        }
        assert_eq!(
            find("关于县人大第7号建议的答复").map(|p| p.place),
            Some("县".into())
        );
        assert_eq!(find("第十五届技能大赛"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn a_short_place_is_completed_from_the_organ_only() {
        let organ = level::chain("宁波市镇海区教育局").0;
        assert_eq!(resolve("区", &organ).place.as_deref(), Some("宁波市镇海区"));
        assert_eq!(resolve("市", &organ).place.as_deref(), Some("宁波市"));
        assert_eq!(resolve("区", &[]).place, None);
        assert_eq!(
            resolve("区", &[]).level,
            Some((Level::County, Sure::Certain))
        );
        assert_eq!(resolve("市", &[]).level, None);
        assert_eq!(
            resolve("", &organ).level,
            Some((Level::County, Sure::Unsure))
        );
    }
}
