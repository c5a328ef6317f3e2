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
        studio::{DutyKind, DutyOutcome},
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
    /// What a studio owes in a year.
    Duty(DutyKind),
    /// What became of a duty.
    Outcome(DutyOutcome),
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

const DUTIES: [(DutyKind, &str); 6] = [
    (DutyKind::Apprentices, "带徒"),
    (DutyKind::Problems, "技术攻关"),
    (DutyKind::Inventions, "创新成果"),
    (DutyKind::Hours, "授课"),
    (DutyKind::Raised, "等级提升"),
    (DutyKind::Benefit, "创造效益"),
];
const OUTCOMES: [(DutyOutcome, &str); 3] = [
    (DutyOutcome::Met, "完成"),
    (DutyOutcome::Short, "未完成"),
    (DutyOutcome::Unreported, "未报"),
];

/// Returns what a word of a table stands for.
fn named<T: Copy>(words: &[(T, &str)], word: &str) -> Option<T> {
    let own = words.iter().find(|(_, own)| *own == word);
    own.map(|(value, _)| *value)
}

/// Returns the Chinese word of a table, or the code.
fn told<T: PartialEq>(
    words: &[(T, &'static str)],
    own: &T,
    code: &'static str,
    zh: bool,
) -> String {
    let word = words.iter().find(|(value, _)| zh && value == own);
    word.map_or(code, |(_, word)| word).to_owned()
}

/// Returns every value of a table.
fn each<T: Copy>(words: &[(T, &str)], value: fn(T) -> Value) -> Vec<Value> {
    words.iter().map(|(own, _)| value(*own)).collect()
}

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
                let level = named(&HONOUR_LEVELS, word);
                level
                    .or_else(|| HonourLevel::from_code(&lower))
                    .map(Value::Honour)
            }
            Kind::EmployerKind => named(&EMPLOYER_KINDS, word)
                .or_else(|| EmployerKind::from_code(&lower.replace('-', "_")))
                .map(Value::Employer),
            Kind::Standing => named(&STANDINGS, word)
                .or_else(|| StandingKind::from_code(&lower.replace('-', "_")))
                .map(Value::Standing),
            Kind::Finish => named(&FINISHES, word)
                .or_else(|| Finish::from_code(&lower))
                .map(Value::Finish),
            Kind::Duty => named(&DUTIES, word)
                .or_else(|| DutyKind::from_code(&lower))
                .map(Value::Duty),
            Kind::DutyOutcome => named(&OUTCOMES, word)
                .or_else(|| DutyOutcome::from_code(&lower))
                .map(Value::Outcome),
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
            Kind::HonourLevel => each(&HONOUR_LEVELS, Value::Honour),
            Kind::EmployerKind => each(&EMPLOYER_KINDS, Value::Employer),
            Kind::Standing => each(&STANDINGS, Value::Standing),
            Kind::Finish => each(&FINISHES, Value::Finish),
            Kind::Duty => each(&DUTIES, Value::Duty),
            Kind::DutyOutcome => each(&OUTCOMES, Value::Outcome),
            Kind::Place | Kind::Year | Kind::Text => Vec::new(),
        }
    }

    /// Returns the word; `无` or `none` for nothing.
    pub fn word(&self, tongue: Tongue) -> String {
        let zh = tongue == Tongue::Zh;
        match self {
            Value::Skill(own) if zh => own.word().to_owned(),
            Value::Skill(own) => own.code().to_owned(),
            Value::Honour(own) => told(&HONOUR_LEVELS, own, own.code(), zh),
            Value::Employer(own) => told(&EMPLOYER_KINDS, own, own.code(), zh),
            Value::Standing(own) => told(&STANDINGS, own, own.code(), zh),
            Value::Finish(own) => told(&FINISHES, own, own.code(), zh),
            Value::Duty(own) => told(&DUTIES, own, own.code(), zh),
            Value::Outcome(own) => told(&OUTCOMES, own, own.code(), zh),
            Value::Year(own) | Value::Place(own) => own.to_string(),
            Value::Text(own) => own.clone(),
            Value::Nothing => if zh { "无" } else { "none" }.to_owned(),
        }
    }

    /// Returns the word as a reader has it: one of two parts is written with `_` between them where it is read
    /// back, and with a blank here.
    pub fn name(&self, tongue: Tongue) -> String {
        match self {
            Value::Text(own) => own.clone(),
            own => own.word(tongue).replace('_', " "),
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
            | Value::Duty(_)
            | Value::Outcome(_)
            | Value::Text(_)
            | Value::Nothing => None,
        }
    }
}
