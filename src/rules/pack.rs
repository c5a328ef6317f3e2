//! A rule pack: the terms of a region with the article each comes from.

use serde::Deserialize;

use crate::domain::{
    calendar::Length,
    event::EventKind,
    outcome::{Rating, ResultClass},
};

/// The packs that come with the program.
const EMBEDDED: &[&str] = &[
    include_str!("../../data/rules/national.toml"),
    include_str!("../../data/rules/zhejiang.toml"),
];

/// A term with its start and its source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawTerm")]
pub struct Term {
    /// How long.
    pub length: Length,
    /// The event that starts it.
    pub start: EventKind,
    /// Regulation and article.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    days: Option<u16>,
    working_days: Option<u16>,
    months: Option<u16>,
    start: String,
    source: String,
}

impl TryFrom<RawTerm> for Term {
    type Error = String;

    fn try_from(raw: RawTerm) -> Result<Self, String> {
        let length = match (raw.days, raw.working_days, raw.months) {
            (Some(n), None, None) => Length::Days(n),
            (None, Some(n), None) => Length::WorkingDays(n),
            (None, None, Some(n)) => Length::Months(n),
            _ => return Err("a term needs exactly one of days, working_days and months".into()),
        };
        let start = EventKind::from_code(&raw.start)
            .ok_or_else(|| format!("no event is called {:?}", raw.start))?;
        Ok(Term {
            length,
            start,
            source: raw.source,
        })
    }
}

/// The terms of a region. A missing term means that no rule of the region was found, and no clock runs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// 答复.
    pub answer: Option<Term>,
    /// 退办.
    #[serde(rename = "return")]
    pub return_window: Option<Term>,
    /// 协办意见.
    pub opinion: Option<Term>,
    /// 反馈.
    pub feedback: Option<Term>,
    /// 重新办理.
    pub redo: Option<Term>,
    /// Its words for roles and papers.
    #[serde(default)]
    pub words: Words,
    /// Its result classes, in the order of their letters.
    #[serde(default)]
    pub classes: Vec<ClassRule>,
    /// Why an item may be sent back.
    #[serde(default)]
    pub return_reasons: Vec<Reason>,
    /// What a proposer judges.
    #[serde(default = "one_axis")]
    pub axes: Vec<Axis>,
    /// The values of a judgement, the best first.
    #[serde(default = "three_values", deserialize_with = "ratings")]
    pub ratings: Vec<Rating>,
    /// Whom the answer goes to.
    #[serde(default)]
    pub answer_each: AnswerEach,
    /// Whether putting off an answer needs the assigning office's consent.
    #[serde(default)]
    pub extension_needs_consent: bool,
    /// Whether 基本满意 counts as satisfied.
    #[serde(default)]
    pub satisfied_includes_basically: bool,
    /// Whether slips that never came back are in the base of the rate.
    #[serde(default)]
    pub unreturned: Unreturned,
}

/// The region's words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// 协办 or 会办.
    pub co: String,
    /// 建议 or 书面意见.
    pub suggestion: String,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            co: "协办".into(),
            suggestion: "建议".into(),
        }
    }
}

/// A result class with the region's letter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassRule {
    /// The neutral class.
    #[serde(deserialize_with = "class")]
    pub class: ResultClass,
    /// The region's letter, several classes to a letter.
    pub letter: Option<String>,
    /// The region's words.
    pub label: String,
    /// Whether it must be followed up and answered again.
    #[serde(default)]
    pub follow_up: bool,
}

/// A reason for a return.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Stored.
    pub code: String,
    /// Shown and printed.
    pub label: String,
}

/// What a proposer judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// 办理态度.
    Attitude,
    /// 办理结果.
    Result,
}

/// Whom the answer to a joint item goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerEach {
    /// Each signer.
    #[default]
    Each,
    /// The lead may pass it on.
    LeadMayForward,
    /// The lead.
    LeadOnly,
}

/// What a slip that never came back is for the rate of the satisfied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreturned {
    /// It is in the base.
    #[default]
    Counted,
    /// It is left out after a reminder.
    LeftOut,
}

fn one_axis() -> Vec<Axis> {
    vec![Axis::Result]
}

fn three_values() -> Vec<Rating> {
    vec![Rating::Satisfied, Rating::Basically, Rating::Unsatisfied]
}

fn ratings<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Rating>, D::Error> {
    let rating = |code: &String| {
        Rating::from_code(code)
            .ok_or_else(|| serde::de::Error::custom(format!("no rating is called {code:?}")))
    };
    Vec::<String>::deserialize(from)?
        .iter()
        .map(rating)
        .collect()
}

fn class<'de, D: serde::Deserializer<'de>>(from: D) -> Result<ResultClass, D::Error> {
    let code = String::deserialize(from)?;
    ResultClass::from_code(&code)
        .ok_or_else(|| serde::de::Error::custom(format!("no result class is called {code:?}")))
}

/// Returns the ids of the packs that come with the program.
pub fn pack_ids() -> Vec<String> {
    embedded().into_iter().map(|pack| pack.id).collect()
}

fn embedded() -> Vec<Pack> {
    EMBEDDED
        .iter()
        .map(|text| {
            toml::from_str(text).expect("embedded; `every_pack_that_ships_can_be_read` reads it")
        })
        .collect()
}

/// Returns the pack of an id, or the national one when there is none of that id.
pub fn pack_of(id: Option<&str>) -> Pack {
    let mut packs = embedded();
    let at = packs
        .iter()
        .position(|pack| Some(pack.id.as_str()) == id)
        .unwrap_or(0);
    packs.swap_remove(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_that_ships_can_be_read() {
        assert_eq!(pack_ids(), ["national", "zhejiang"]);
        assert_eq!(pack_of(Some("zhejiang")).name, "浙江");
        assert_eq!(pack_of(Some("没有")).id, "national");
        assert_eq!(pack_of(None).id, "national");
    }

    #[test]
    fn a_term_says_what_is_wrong_with_it() {
        for (text, wrong) in [
            (
                "months = 3\ndays = 1\nstart = 'assigned'\nsource = ''",
                "exactly one",
            ),
            ("months = 3\nstart = 'someday'\nsource = ''", "someday"),
            ("start = 'assigned'\nsource = ''", "exactly one"),
        ] {
            let error = toml::from_str::<Term>(text).unwrap_err().to_string();
            assert!(error.contains(wrong), "{error}");
        }
    }
}
