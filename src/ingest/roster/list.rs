//! Several facts in one cell: honours, certificates, grants. Written in one form and read from many.
//!
//! What we write: `名称（部分，部分）；名称（…）`. A part with a sign of this form in it stands in `"`, so
//! that reading gives exactly what was written. What offices write besides: 2018年浙江工匠、浙江工匠(2018).

use chrono::NaiveDate;

use super::level::level;
use crate::{
    domain::{
        craftsman::{Certificate, CertificateKind, Honour, HonourLevel},
        private::Private,
        studio::Grant,
    },
    ingest::{lines::flat, paper::date, sheet::Cell},
};

/// Signs that a part is put in quotes for.
const SIGNS: &str = "；;、，,（）()\"“”《》\n ";

/// What labelled parts begin with.
const TIER: &str = "等次";
const BATCH: &str = "批次";
const DOCUMENT: &str = "文号";
const UNTIL: &str = "有效期至";
const REVOKED: &str = "撤销";
const REVOKED_WHY: &str = "撤销原因";
const CODE: &str = "职业编码";
const NUMBER: &str = "编号";
const LABELS: [&str; 8] = [
    TIER,
    BATCH,
    DOCUMENT,
    UNTIL,
    REVOKED,
    REVOKED_WHY,
    CODE,
    NUMBER,
];

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
pub(super) fn honour_level(text: &str) -> Option<HonourLevel> {
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
fn level_in(name: &str) -> Option<HonourLevel> {
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

/// Writes a part, in quotes when a sign of the form is in it or it could be read as something else.
fn written(part: &str, other: impl Fn(&str) -> bool) -> String {
    if part.is_empty() || part.contains(|c| SIGNS.contains(c)) || other(part) {
        format!("\"{}\"", part.replace('"', "\"\""))
    } else {
        part.to_owned()
    }
}

/// Writes a part with its label.
fn labelled(label: &str, value: Option<&String>) -> Option<String> {
    value.map(|value| format!("{label}{}", written(value, |_| false)))
}

/// Returns what stands behind a label.
fn behind(part: &str, label: &str) -> Option<String> {
    let rest = part.strip_prefix(label)?;
    Some(Part::of(rest.trim_start_matches([':', '：'])).into_text())
}

fn bracketed(head: &str, parts: &[String]) -> String {
    if parts.is_empty() {
        head.to_owned()
    } else {
        format!("{head}（{}）", parts.join("，"))
    }
}

/// Parts a text at signs that stand outside quotes and brackets.
fn parted<'t>(text: &'t str, signs: &[char]) -> Vec<&'t str> {
    let (mut parts, mut from) = (Vec::new(), 0);
    let (mut quoted, mut depth) = (false, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            c if depth == 0 && signs.contains(&c) => {
                parts.push(&text[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// A part as it was written: with or without quotes.
enum Part {
    Quoted(String),
    Plain(String),
}

impl Part {
    fn of(text: &str) -> Self {
        let inner = text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        match inner {
            Some(inner) => Part::Quoted(inner.replace("\"\"", "\"")),
            None => Part::Plain(text.to_owned()),
        }
    }

    fn into_text(self) -> String {
        match self {
            Part::Quoted(text) | Part::Plain(text) => text,
        }
    }
}

/// Parts an item into its head and what stands in the bracket at its end.
fn opened(item: &str) -> (&str, Vec<&str>) {
    let mut quoted = false;
    let open = item.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        !quoted && matches!(c, '（' | '(')
    });
    let inner = open.and_then(|(at, c)| {
        let inner = item[at + c.len_utf8()..].strip_suffix(['）', ')'])?;
        Some((item[..at].trim(), parted(inner, &['，', ',', '；', ';'])))
    });
    inner.unwrap_or((item, Vec::new()))
}

fn items(text: &str) -> Vec<&str> {
    parted(text, &['；', ';', '\n'])
}

/// 2018年, 2018年度, 2018.
fn year(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches("年度").trim_end_matches('年');
    let year: i32 = digits.parse().ok()?;
    (digits.len() == 4 && (1949..2200).contains(&year)).then_some(year)
}

/// 5000元, 1.5万元.
fn yuan(text: &str) -> Option<i64> {
    let number = text.trim_end_matches('元');
    match number.strip_suffix('万') {
        Some(ten_thousands) => {
            let amount = ten_thousands.trim().parse::<f64>().ok()? * 10_000.0;
            (amount.abs() < 1e15).then(|| amount.round() as i64)
        }
        None if number.len() < text.len() => number.trim().replace(',', "").parse().ok(),
        None => None,
    }
}

/// Writes honours.
pub fn honours_text(honours: &[Honour]) -> String {
    let one = |own: &Honour| {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(own.year.map(|year| format!("{year}年")));
        parts.push(level_word(own.level).to_owned());
        let is_other = |part: &str| {
            year(part).is_some()
                || yuan(part).is_some()
                || honour_level(part).is_some()
                || LABELS.iter().any(|label| part.starts_with(label))
        };
        parts.extend(own.body.as_ref().map(|body| written(body, is_other)));
        parts.extend(own.grant_yuan.map(|yuan| format!("{yuan}元")));
        let valid = own.valid_until.map(|day| day.to_string());
        let revoked = own.revoked.map(|day| day.to_string());
        let more = [
            (TIER, &own.tier),
            (BATCH, &own.batch),
            (DOCUMENT, &own.document),
            (UNTIL, &valid),
            (REVOKED, &revoked),
            (REVOKED_WHY, &own.revoked_why),
        ];
        parts.extend(
            more.iter()
                .filter_map(|(label, value)| labelled(label, value.as_ref())),
        );
        bracketed(&written(&own.name, |_| false), &parts)
    };
    honours.iter().map(one).collect::<Vec<_>>().join("；")
}

/// Reads honours; what has no level and shows none comes back as text: the level is not guessed.
pub(super) fn honours(text: &str) -> (Vec<Honour>, Vec<String>) {
    let (mut honours, mut others) = (Vec::new(), Vec::new());
    for item in items(text) {
        // What we wrote says its level in the bracket, and its name stands as it is.
        if let Some(own) = our_honour(item) {
            honours.push(own);
            continue;
        }
        for item in parted(item, &['、', '，', ',']) {
            let (mut name, mut of_year) = (item.to_owned(), None);
            let (head, parts) = opened(item);
            if let [only] = parts.as_slice()
                && let Some(found) = year(only)
            {
                (name, of_year) = (head.to_owned(), Some(found));
            }
            if let Some(at) = name.find('年')
                && let Some(found) = year(&name[..at])
            {
                of_year = Some(found);
                name = name[at + '年'.len_utf8()..].to_owned();
                name = name.trim_start_matches('度').to_owned();
            }
            for verb in ["获得", "荣获", "被评为", "授予", "入选", "获"] {
                name = name.trim_start_matches(verb).to_owned();
            }
            let marks = |c: char| c.is_whitespace() || "“”\"《》：:".contains(c);
            let name = name.trim_matches(marks).to_owned();
            match level_in(&name) {
                Some(level) => honours.push(Honour {
                    year: of_year,
                    ..Honour::named(name, level)
                }),
                None => others.push(Part::of(item).into_text()),
            }
        }
    }
    (honours, others)
}

fn our_honour(item: &str) -> Option<Honour> {
    let (head, parts) = opened(item);
    let mut level = None;
    let mut own = Honour::named(Part::of(head).into_text(), HonourLevel::County);
    for part in parts {
        match Part::of(part) {
            Part::Quoted(text) => own.body = Some(text),
            Part::Plain(text) => {
                if let Some(found) = year(&text) {
                    own.year = Some(found);
                } else if let Some(found) = yuan(&text) {
                    own.grant_yuan = Some(found);
                } else if let Some(found) = honour_level(&text) {
                    level = Some(found);
                } else if let Some(words) = behind(&text, TIER) {
                    own.tier = Some(words);
                } else if let Some(words) = behind(&text, BATCH) {
                    own.batch = Some(words);
                } else if let Some(words) = behind(&text, DOCUMENT) {
                    own.document = Some(words);
                } else if let Some(found) = behind(&text, UNTIL).as_deref().and_then(day) {
                    own.valid_until = Some(found);
                } else if let Some(words) = behind(&text, REVOKED_WHY) {
                    own.revoked_why = Some(words);
                } else if let Some(found) = behind(&text, REVOKED).as_deref().and_then(day) {
                    own.revoked = Some(found);
                } else {
                    own.body = Some(text);
                }
            }
        }
    }
    Some(Honour {
        level: level?,
        ..own
    })
}

/// Returns the words of a kind of certificate.
pub fn kind_word(kind: CertificateKind) -> &'static str {
    match kind {
        CertificateKind::Qualification => "职业资格证书",
        CertificateKind::Grade => "职业技能等级证书",
    }
}

/// Reads a kind of certificate.
pub(super) fn certificate_kind(text: &str) -> Option<CertificateKind> {
    if text.contains("资格") {
        Some(CertificateKind::Qualification)
    } else if text.contains("等级") || text.contains("技能") {
        Some(CertificateKind::Grade)
    } else {
        CertificateKind::from_code(text)
    }
}

/// Writes certificates.
pub fn certificates_text(certificates: &[Certificate]) -> String {
    let one = |own: &Certificate| {
        let mut parts = vec![kind_word(own.kind).to_owned()];
        let is_other = |part: &str| {
            certificate_kind(part).is_some()
                || day(part).is_some()
                || LABELS.iter().any(|label| part.starts_with(label))
        };
        parts.extend(own.issuer.as_ref().map(|text| written(text, is_other)));
        parts.extend(own.issued.map(|day| day.to_string()));
        let expires = own.expires.map(|day| day.to_string());
        let number = own.number.as_ref().map(|number| number.reveal().to_owned());
        let more = [
            (UNTIL, &expires),
            (CODE, &own.trade_code),
            (NUMBER, &number),
        ];
        parts.extend(
            more.iter()
                .filter_map(|(label, value)| labelled(label, value.as_ref())),
        );
        let trade = written(&own.trade, |_| false);
        bracketed(&format!("{trade} {}", own.level.word()), &parts)
    };
    certificates.iter().map(one).collect::<Vec<_>>().join("；")
}

/// Reads whole certificates; what is none comes back as text.
pub(super) fn certificates(text: &str) -> (Vec<Certificate>, Vec<String>) {
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for item in items(text) {
        match certificate(item) {
            Some(own) => found.push(own),
            None => others.push(Part::of(item).into_text()),
        }
    }
    (found, others)
}

fn certificate(item: &str) -> Option<Certificate> {
    let (head, parts) = opened(item);
    let (trade, level_word) = head.rsplit_once(char::is_whitespace)?;
    let trade = Part::of(trade.trim()).into_text();
    let mut own = Certificate::of(level(level_word).ok()?, trade);
    for part in parts {
        match Part::of(part) {
            Part::Quoted(text) => own.issuer = Some(text),
            Part::Plain(text) => {
                if let Some(found) = behind(&text, UNTIL).as_deref().and_then(day) {
                    own.expires = Some(found);
                } else if let Some(words) = behind(&text, CODE) {
                    own.trade_code = Some(words);
                } else if let Some(words) = behind(&text, NUMBER) {
                    own.number = Some(Private::new(words));
                } else if let Some(kind) = certificate_kind(&text) {
                    own.kind = kind;
                } else if let Some(found) = day(&text) {
                    own.issued = Some(found);
                } else {
                    own.issuer = Some(text);
                }
            }
        }
    }
    Some(own)
}

fn day(text: &str) -> Option<NaiveDate> {
    date::find(&flat(text)).and_then(|found| found.day)
}

/// Writes grants.
pub fn grants_text(grants: &[Grant]) -> String {
    let one = |own: &Grant| {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(own.year.map(|year| format!("{year}年")));
        parts.push(format!("{}元", own.amount_yuan));
        bracketed(level_word(own.level), &parts)
    };
    grants.iter().map(one).collect::<Vec<_>>().join("；")
}

/// Reads grants; `None` when one of them is none.
pub(super) fn grants(text: &str) -> Option<Vec<Grant>> {
    let one = |item: &&str| {
        let (head, parts) = opened(item);
        Some(Grant {
            level: honour_level(head)?,
            year: parts.iter().find_map(|part| year(part)),
            amount_yuan: parts.iter().find_map(|part| yuan(part))?,
        })
    };
    items(text).iter().map(one).collect()
}

/// Returns a cell's text.
pub(super) fn shown(cell: &Cell) -> std::borrow::Cow<'_, str> {
    match cell {
        Cell::Text(text) => text.into(),
        other => other.shown().into(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::craftsman::SkillLevel;

    #[test]
    fn honours_are_read_as_offices_write_them() {
        let of = |text: &str| {
            let (found, others) = honours(text);
            let found = found.into_iter().map(|own| (own.name, own.level, own.year));
            (found.collect::<Vec<_>>(), others)
        };
        let (found, others) =
            of("2018年浙江工匠；2020年度全国技术能手、技术标兵，云桥区工匠(2021)");
        assert_eq!(
            found,
            [
                ("浙江工匠".into(), HonourLevel::Province, Some(2018)),
                ("全国技术能手".into(), HonourLevel::National, Some(2020)),
                ("云桥区工匠".into(), HonourLevel::County, Some(2021)),
            ]
        );
        assert_eq!(others, ["技术标兵"]);
        let (found, _) = of("荣获“澄江市首席工人”\n浙江工匠（2018年，省级，5000元）");
        assert_eq!(found[0].0, "澄江市首席工人");
        assert_eq!(found[1].2, Some(2018));
        assert_eq!(of(""), (Vec::new(), Vec::new()));
    }

    #[test]
    fn grants_and_certificates_are_read_back() {
        assert_eq!(
            grants("市级（2021年，10万元）"),
            Some(vec![Grant {
                level: HonourLevel::City,
                year: Some(2021),
                amount_yuan: 100_000
            }])
        );
        assert_eq!(grants("一些钱"), None);
        let (found, others) = certificates("焊工 高级工（职业资格证书，2020-05-01）；旧证一本");
        assert_eq!(found[0].level, SkillLevel::Senior);
        assert_eq!(found[0].issued, "2020-05-01".parse().ok());
        assert_eq!(others, ["旧证一本"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            name in "[^\\p{C}\\p{Z}]{1,8}",
            body in proptest::option::of("[a-z（），；\"、《省级年元2018]{1,8}"),
            year in proptest::option::of(1950..2100_i32),
            yuan in proptest::option::of(0..10_000_000_i64),
            level in proptest::sample::select(HonourLevel::ALL),
            skill in proptest::sample::select(SkillLevel::ALL),
        ) {
            let day = year.and_then(|year| NaiveDate::from_ymd_opt(year, 2, 3));
            let honour = Honour {
                year,
                body: body.clone(),
                grant_yuan: yuan,
                tier: body.clone(),
                document: body.clone(),
                valid_until: day,
                revoked: day,
                revoked_why: body.clone(),
                ..Honour::named(name.clone(), level)
            };
            let all = vec![honour.clone(), honour];
            prop_assert_eq!(honours(&honours_text(&all)), (all, Vec::new()));
            let own = vec![Certificate {
                kind: CertificateKind::Qualification,
                issuer: body.clone(),
                issued: day,
                expires: day,
                trade_code: body.clone(),
                number: body.map(Private::new),
                ..Certificate::of(skill, name)
            }];
            prop_assert_eq!(certificates(&certificates_text(&own)), (own, Vec::new()));
            let own = vec![Grant { level, year, amount_yuan: yuan.unwrap_or(0) }];
            prop_assert_eq!(grants(&grants_text(&own)), Some(own));
        }
    }
}
