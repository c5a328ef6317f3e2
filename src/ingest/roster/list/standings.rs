//! What employers were recognised as: 自主评价企业（2021-05-01，有效期至2026-04-30，编号…）, and what offices
//! write besides.

use chrono::NaiveDate;

use super::form::{NUMBER, Part, UNTIL, behind, bracketed, day, labelled, opened, parted, year};
use crate::domain::employer::{Standing, StandingKind};

/// The words of each kind: the one that we write, and those by which it is known.
const WORDS: [(StandingKind, &str, &[&str]); 6] = [
    (
        StandingKind::SelfAssessing,
        "自主评价企业",
        &["自主评价", "自主认定"],
    ),
    (
        StandingKind::AssessmentBody,
        "社会评价机构",
        &["评价机构", "评价组织", "鉴定"],
    ),
    (StandingKind::TrainingBase, "实训基地", &["实训"]),
    (StandingKind::School, "院校", &["院校", "学校", "学院"]),
    (StandingKind::ModelUnit, "模范单位", &["模范"]),
    (StandingKind::GrowthSme, "成长型中小企业", &["成长型"]),
];

/// Writes what an employer was recognised as.
pub fn standings_text(standings: &[Standing]) -> String {
    let one = |own: &Standing| {
        let word = WORDS.iter().find(|(kind, ..)| *kind == own.kind);
        let mut parts: Vec<String> = Vec::new();
        parts.extend(own.since.map(|day| day.to_string()));
        let until = own.until.map(|day| day.to_string());
        parts.extend(labelled(UNTIL, until.as_ref()));
        parts.extend(labelled(NUMBER, own.number.as_ref()));
        bracketed(word.map_or("", |(_, word, _)| *word), &parts)
    };
    standings.iter().map(one).collect::<Vec<_>>().join("；")
}

/// Reads what an employer was recognised as; what is none of the kinds comes back as text.
pub(in crate::ingest::roster) fn standings(text: &str) -> (Vec<Standing>, Vec<String>) {
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for item in parted(text, &['；', ';', '\n', '、', '，', ',']) {
        match standing(item, &mut others) {
            Some(own) => found.push(own),
            None => others.push(Part::of(item).into_text()),
        }
    }
    (found, others)
}

fn standing(item: &str, others: &mut Vec<String>) -> Option<Standing> {
    let (head, parts) = opened(item);
    let is_of = |(kind, _, words): &&(StandingKind, &str, &[&str])| {
        kind.code() == head || words.iter().any(|word| head.contains(word))
    };
    let (kind, ..) = WORDS.iter().find(is_of)?;
    let mut own = Standing::of(*kind);
    // 2021年模范单位
    own.since = head
        .split_once('年')
        .and_then(|(digits, _)| first_day(digits));
    for part in parts {
        let text = Part::of(part).into_text();
        if let Some(found) = behind(&text, UNTIL).as_deref().and_then(day) {
            own.until = Some(found);
        } else if let Some(words) = behind(&text, NUMBER) {
            own.number = Some(words);
        } else if let Some(found) = first_day(&text).or_else(|| day(&text)) {
            own.since = Some(found);
        } else {
            others.push(text);
        }
    }
    Some(own)
}

/// A year alone stands for its first day, as in the columns of days.
fn first_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year(text)?, 1, 1)
}
