//! The typed question, and how it is printed.
//!
//! Invariant of [`Question`]: its fields and measure belong to its subject, each filter's values are
//! of its field's kind and its sign is one that the field takes, and what it groups by can be grouped
//! under what it measures. A question printed and read again is the same question.

use std::{fmt::Write as _, ops::Deref};

use chrono::NaiveDate;

use super::field::{Field, Kind, Measure, Part, Subject};
use crate::domain::{
    craftsman::{HonourLevel, SkillLevel},
    employer::EmployerKind,
    programme::Finish,
    studio::{DutyKind, DutyOutcome},
};

/// A language that questions are printed in; both are read at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Chinese.
    Zh,
    /// English, which is also the stored form.
    En,
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A skill level.
    Skill(SkillLevel),
    /// A level of honours, grants or studios.
    Honour(HonourLevel),
    /// What an employer is.
    Employer(EmployerKind),
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
            Kind::Finish => {
                let named = FINISHES.iter().find(|(_, own)| *own == word);
                let finish = named.map(|(finish, _)| *finish);
                finish
                    .or_else(|| Finish::from_code(&lower))
                    .map(Value::Finish)
            }
            Kind::Duty => {
                let named = DUTIES.iter().find(|(_, own)| *own == word);
                let duty = named.map(|(duty, _)| *duty);
                duty.or_else(|| DutyKind::from_code(&lower))
                    .map(Value::Duty)
            }
            Kind::DutyOutcome => {
                let named = OUTCOMES.iter().find(|(_, own)| *own == word);
                let outcome = named.map(|(outcome, _)| *outcome);
                outcome
                    .or_else(|| DutyOutcome::from_code(&lower))
                    .map(Value::Outcome)
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
            Kind::Finish => {
                let finishes = FINISHES.iter();
                finishes.map(|(own, _)| Value::Finish(*own)).collect()
            }
            Kind::Duty => {
                let duties = DUTIES.iter();
                duties.map(|(own, _)| Value::Duty(*own)).collect()
            }
            Kind::DutyOutcome => {
                let outcomes = OUTCOMES.iter();
                outcomes.map(|(own, _)| Value::Outcome(*own)).collect()
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
            Value::Finish(own) if zh => {
                let named = FINISHES.iter().find(|(finish, _)| finish == own);
                named.map_or(own.code(), |(_, word)| word).to_owned()
            }
            Value::Finish(own) => own.code().to_owned(),
            Value::Duty(own) if zh => {
                let named = DUTIES.iter().find(|(duty, _)| duty == own);
                named.map_or(own.code(), |(_, word)| word).to_owned()
            }
            Value::Duty(own) => own.code().to_owned(),
            Value::Outcome(own) if zh => {
                let named = OUTCOMES.iter().find(|(outcome, _)| outcome == own);
                named.map_or(own.code(), |(_, word)| word).to_owned()
            }
            Value::Outcome(own) => own.code().to_owned(),
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
            | Value::Finish(_)
            | Value::Duty(_)
            | Value::Outcome(_)
            | Value::Text(_)
            | Value::Nothing => None,
        }
    }
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// It is one of the values.
    Is,
    /// It is none of them; what is not known is none of them.
    IsNot,
    /// One of the values stands in it.
    Has,
    /// It is this or more.
    AtLeast,
    /// It is this or less.
    AtMost,
    /// It is more.
    Above,
    /// It is less.
    Below,
}

impl Op {
    /// Every sign, longer ones before their beginnings.
    pub const ALL: &'static [Op] = &[
        Op::AtLeast,
        Op::AtMost,
        Op::IsNot,
        Op::Is,
        Op::Has,
        Op::Above,
        Op::Below,
    ];

    /// Returns the sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Op::Is => "=",
            Op::IsNot => "!=",
            Op::Has => "~",
            Op::AtLeast => ">=",
            Op::AtMost => "<=",
            Op::Above => ">",
            Op::Below => "<",
        }
    }

    /// Returns whether it compares with one value in an order.
    pub const fn is_ordering(self) -> bool {
        matches!(self, Op::AtLeast | Op::AtMost | Op::Above | Op::Below)
    }

    /// Returns whether a field takes it: order where there is one, a part of text alone, and "is not"
    /// where a record has one value, since of many some nearly always differ.
    pub const fn suits(self, field: Field) -> bool {
        match self {
            Op::Is => true,
            Op::IsNot => matches!(field.part(), Part::Own),
            Op::Has => matches!(field.kind(), Kind::Text),
            _ => field.is_ordered(),
        }
    }
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What is looked at.
    pub field: Field,
    /// How it is compared.
    pub op: Op,
    /// With what; any of them will do. One under an ordering sign.
    pub values: Vec<Value>,
}

impl Filter {
    /// Returns whether a value passes.
    pub fn admits(&self, value: &Value) -> bool {
        let compares = |holds: fn(i32, i32) -> bool| {
            let limit = self.values.first().and_then(Value::order);
            value
                .order()
                .zip(limit)
                .is_some_and(|(own, limit)| holds(own, limit))
        };
        match self.op {
            Op::Is => self.values.contains(value),
            Op::IsNot => !self.values.contains(value),
            Op::Has => self.values.iter().any(|part| match (value, part) {
                (Value::Text(own), Value::Text(part)) => own.contains(part.as_str()),
                _ => false,
            }),
            Op::AtLeast => compares(|own, limit| own >= limit),
            Op::AtMost => compares(|own, limit| own <= limit),
            Op::Above => compares(|own, limit| own > limit),
            Op::Below => compares(|own, limit| own < limit),
        }
    }

    fn is_sound(&self) -> bool {
        let one = !self.op.is_ordering() || self.values.len() == 1;
        let of_kind = |value: &Value| match value {
            Value::Skill(_) => self.field.kind() == Kind::Skill,
            Value::Honour(_) => self.field.kind() == Kind::HonourLevel,
            Value::Employer(_) => self.field.kind() == Kind::EmployerKind,
            Value::Finish(_) => self.field.kind() == Kind::Finish,
            Value::Duty(_) => self.field.kind() == Kind::Duty,
            Value::Outcome(_) => self.field.kind() == Kind::DutyOutcome,
            Value::Place(_) => self.field.kind() == Kind::Place,
            Value::Year(_) => self.field.kind() == Kind::Year,
            Value::Text(own) => self.field.kind() == Kind::Text && !own.is_empty(),
            Value::Nothing => {
                self.field.part() == Part::Own && matches!(self.op, Op::Is | Op::IsNot)
            }
        };
        one && self.op.suits(self.field)
            && !self.values.is_empty()
            && self.values.iter().all(of_kind)
    }
}

/// The parts of a question, put together freely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The list.
    pub subject: Subject,
    /// What must hold, all of it. Conditions on honours (certificates, grants) must hold of one and
    /// the same honour.
    pub filters: Vec<Filter>,
    /// What is counted or summed.
    pub measure: Measure,
    /// What it is told apart by.
    pub by: Option<Field>,
    /// Dated facts after this day are left out; undated ones count. What the roster keeps without
    /// dates (a person's level, town, employer) is as it stands now.
    pub as_of: Option<NaiveDate>,
}

/// A question that can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question(Wording);

impl Deref for Question {
    type Target = Wording;

    fn deref(&self) -> &Wording {
        &self.0
    }
}

impl Question {
    /// Returns the question of its parts, when they go together.
    pub fn of(wording: Wording) -> Option<Self> {
        let own = |field: Field| field.subject() == wording.subject;
        let sound = wording.subject.measures().contains(&wording.measure)
            && wording
                .filters
                .iter()
                .all(|filter| own(filter.field) && filter.is_sound())
            && wording
                .by
                .is_none_or(|by| own(by) && groups_under(wording.measure, by));
        sound.then_some(Self(wording))
    }

    /// Returns the question that counts all of a list.
    pub fn all(subject: Subject) -> Self {
        Self(Wording {
            subject,
            filters: Vec::new(),
            measure: subject.count(),
            by: None,
            as_of: None,
        })
    }

    /// Returns the question without its grouping, which is as sound.
    #[must_use]
    pub fn ungrouped(&self) -> Self {
        Self(Wording {
            by: None,
            ..self.0.clone()
        })
    }

    /// Returns whether the parts always sum up to the whole: each thing measured falls into one part.
    pub fn parts_sum(&self) -> bool {
        let single = |by: Field| by.part() == Part::Own || by.part() == self.measure.part();
        self.by.is_some_and(single) && !self.measure.reaches_twice()
    }

    /// Prints the question.
    pub fn print(&self, tongue: Tongue) -> String {
        let zh = tongue == Tongue::Zh;
        let mut line = if zh {
            self.subject.zh()
        } else {
            self.subject.en()
        }
        .to_owned();
        for filter in &self.filters {
            let name = if zh {
                filter.field.zh()
            } else {
                filter.field.en()
            };
            let values: Vec<String> = filter
                .values
                .iter()
                .map(|value| quoted(value, tongue))
                .collect();
            let sign = filter.op.sign();
            // Writing to a string cannot fail.
            let _ = write!(line, " {name}{sign}{}", values.join(","));
        }
        if self.measure != self.subject.count() {
            line.push(' ');
            line.push_str(if zh {
                self.measure.zh()
            } else {
                self.measure.en()
            });
        }
        if let Some(by) = self.by {
            line.push_str(if zh { " 按" } else { " by:" });
            line.push_str(if zh { by.zh() } else { by.en() });
        }
        if let Some(day) = self.as_of {
            line.push_str(if zh { " 截至" } else { " as-of:" });
            let _ = write!(line, "{day}");
        }
        line
    }
}

/// Returns whether what is measured can be told apart by a field: by the record's own fields, and by
/// those of the very rows it counts; people may be told apart by any of their rows.
pub fn groups_under(measure: Measure, by: Field) -> bool {
    let part = by.part();
    let counts = matches!(
        measure,
        Measure::Persons
            | Measure::Studios
            | Measure::Contests
            | Measure::Classes
            | Measure::Subsidies
            | Measure::Plans
    );
    part == Part::Own || part == measure.part() || counts
}

/// Returns a value so that it is read back as it is: text in quotes when a sign of the language or a
/// word with a meaning of its own is in it.
pub fn quoted(value: &Value, tongue: Tongue) -> String {
    let word = value.word(tongue);
    let Value::Text(text) = value else {
        return word;
    };
    let plain = |c: char| {
        !c.is_whitespace() && !matches!(c, ',' | '，' | '、' | '|') && super::parse::narrow(c) == c
    };
    let starts = text.starts_with(['=', '!', '<', '>', '~', ':']);
    let marks = text.contains(['"', '“', '”']);
    if text.chars().all(plain) && !super::parse::is_nothing(text) && !starts && !marks {
        return word;
    }
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests;
