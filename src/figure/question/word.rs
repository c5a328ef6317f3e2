//! Values of fields, and the words they are read and printed by.
//!
//! Apart because a question only compares them: what is typed for a level or a kind, in either language, and
//! how high it stands, is said here.

use super::Tongue;
use crate::{
    domain::{
        craftsman::{HonourLevel, SkillLevel},
        employer::{EmployerKind, StandingKind},
        programme::Finish,
    },
    figure::field::Kind,
};

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A skill level.
    Skill(SkillLevel),
    /// A level of honours, grants or studios.
    Honour(HonourLevel),
    /// What an employer is.
    Employer(EmployerKind),
    /// What an employer was recognised as.
    Standing(StandingKind),
    /// How a class ended.
    Finish(Finish),
    /// A place in a contest.
    Place(i32),
    /// A year.
    Year(i32),
    /// Text.
    Text(String),
    /// Nothing is known.
    Nothing,
}

/// Chinese and English words of levels and kinds; the English ones are the stored codes.
const HONOUR_LEVELS: [(HonourLevel, &str); 5] = [
    (HonourLevel::National, "国家级"),
    (HonourLevel::Province, "省级"),
    (HonourLevel::City, "市级"),
    (HonourLevel::County, "区县级"),
    (HonourLevel::Enterprise, "企业级"),
];
const EMPLOYER_KINDS: [(EmployerKind, &str); 5] = [
    (EmployerKind::Enterprise, "企业"),
    (EmployerKind::SelfAssessing, "自主评价企业"),
    (EmployerKind::AssessmentBody, "评价机构"),
    (EmployerKind::TrainingBase, "实训基地"),
    (EmployerKind::School, "学校"),
];
const STANDINGS: [(StandingKind, &str); 6] = [
    (StandingKind::SelfAssessing, "自主评价企业"),
    (StandingKind::AssessmentBody, "评价机构"),
    (StandingKind::TrainingBase, "实训基地"),
    (StandingKind::School, "院校"),
    (StandingKind::ModelUnit, "模范单位"),
    (StandingKind::GrowthSme, "成长型中小企业"),
];

const FINISHES: [(Finish, &str); 4] = [
    (Finish::Finished, "结业"),
    (Finish::Enrolled, "在训"),
    (Finish::Failed, "未通过"),
    (Finish::Left, "退训"),
];

/// How high a level of honours is; 企业级 is the lowest.
pub const fn rank(level: HonourLevel) -> u8 {
    match level {
        HonourLevel::National => 4,
        HonourLevel::Province => 3,
        HonourLevel::City => 2,
        HonourLevel::County => 1,
        HonourLevel::Enterprise => 0,
    }
}

impl Value {
    /// Reads a word as a value of a kind, in either language.
    pub fn of_word(kind: Kind, word: &str) -> Option<Self> {
        let lower = word.to_lowercase();
        match kind {
            Kind::Skill => SkillLevel::from_word(word)
                .or_else(|| SkillLevel::from_code(&lower.replace('-', "_")))
                .map(Value::Skill),
            Kind::HonourLevel => {
                let word = match word {
                    "县级" | "区级" => "区县级",
                    own => own,
                };
                let named = HONOUR_LEVELS.iter().find(|(_, own)| *own == word);
                let level = named.map(|(level, _)| *level);
                level
                    .or_else(|| HonourLevel::from_code(&lower))
                    .map(Value::Honour)
            }
            Kind::EmployerKind => {
                let named = EMPLOYER_KINDS.iter().find(|(_, own)| *own == word);
                let kind = named.map(|(kind, _)| *kind);
                kind.or_else(|| EmployerKind::from_code(&lower.replace('-', "_")))
                    .map(Value::Employer)
            }
            Kind::Standing => {
                let named = STANDINGS.iter().find(|(_, own)| *own == word);
                let kind = named.map(|(kind, _)| *kind);
                kind.or_else(|| StandingKind::from_code(&lower.replace('-', "_")))
                    .map(Value::Standing)
            }
            Kind::Finish => {
                let named = FINISHES.iter().find(|(_, own)| *own == word);
                let finish = named.map(|(finish, _)| *finish);
                finish
                    .or_else(|| Finish::from_code(&lower))
                    .map(Value::Finish)
            }
            Kind::Place => {
                let bare = word.strip_prefix('第').unwrap_or(word);
                let bare = bare.strip_suffix('名').unwrap_or(bare);
                let is_place = bare.len() <= 6 && bare.bytes().all(|c| c.is_ascii_digit());
                let place = is_place.then(|| bare.parse().ok()).flatten();
                place.filter(|place| *place > 0).map(Value::Place)
            }
            Kind::Year => {
                let bare = word.strip_suffix('年').unwrap_or(word);
                let is_year = bare.len() == 4 && bare.bytes().all(|c| c.is_ascii_digit());
                let year = is_year.then(|| bare.parse().ok()).flatten();
                year.filter(|year| (1900..=2999).contains(year))
                    .map(Value::Year)
            }
            Kind::Text => (!word.is_empty()).then(|| Value::Text(word.to_owned())),
        }
    }

    /// Returns the values a kind has, the highest first; none for places, years and text.
    pub fn all(kind: Kind) -> Vec<Self> {
        match kind {
            Kind::Skill => {
                let levels = SkillLevel::ALL.iter().rev();
                levels.map(|own| Value::Skill(*own)).collect()
            }
            Kind::HonourLevel => {
                let levels = HONOUR_LEVELS.iter();
                levels.map(|(own, _)| Value::Honour(*own)).collect()
            }
            Kind::EmployerKind => {
                let kinds = EMPLOYER_KINDS.iter();
                kinds.map(|(own, _)| Value::Employer(*own)).collect()
            }
            Kind::Standing => {
                let kinds = STANDINGS.iter();
                kinds.map(|(own, _)| Value::Standing(*own)).collect()
            }
            Kind::Finish => {
                let finishes = FINISHES.iter();
                finishes.map(|(own, _)| Value::Finish(*own)).collect()
            }
            Kind::Place | Kind::Year | Kind::Text => Vec::new(),
        }
    }

    /// Returns the word; `无` or `none` for nothing.
    pub fn word(&self, tongue: Tongue) -> String {
        let zh = tongue == Tongue::Zh;
        match self {
            Value::Skill(own) if zh => own.word().to_owned(),
            Value::Skill(own) => own.code().to_owned(),
            Value::Honour(own) if zh => {
                let named = HONOUR_LEVELS.iter().find(|(level, _)| level == own);
                named.map_or(own.code(), |(_, word)| word).to_owned()
            }
            Value::Honour(own) => own.code().to_owned(),
            Value::Employer(own) if zh => {
                let named = EMPLOYER_KINDS.iter().find(|(kind, _)| kind == own);
                named.map_or(own.code(), |(_, word)| word).to_owned()
            }
            Value::Employer(own) => own.code().to_owned(),
            Value::Standing(own) if zh => {
                let named = STANDINGS.iter().find(|(kind, _)| kind == own);
                named.map_or(own.code(), |(_, word)| word).to_owned()
            }
            Value::Standing(own) => own.code().to_owned(),
            Value::Finish(own) if zh => {
                let named = FINISHES.iter().find(|(finish, _)| finish == own);
                named.map_or(own.code(), |(_, word)| word).to_owned()
            }
            Value::Finish(own) => own.code().to_owned(),
            Value::Year(own) | Value::Place(own) => own.to_string(),
            Value::Text(own) => own.clone(),
            Value::Nothing => if zh { "无" } else { "none" }.to_owned(),
        }
    }

    /// Returns its place in the order of its kind; nothing has none.
    pub fn order(&self) -> Option<i32> {
        match self {
            Value::Skill(own) => {
                let place = SkillLevel::ALL.iter().position(|level| level == own);
                place.and_then(|place| i32::try_from(place).ok())
            }
            Value::Honour(own) => Some(i32::from(rank(*own))),
            Value::Year(own) | Value::Place(own) => Some(*own),
            Value::Employer(_)
            | Value::Standing(_)
            | Value::Finish(_)
            | Value::Text(_)
            | Value::Nothing => None,
        }
    }
}
