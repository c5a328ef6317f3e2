//! The typed question, and how it is printed.
//!
//! Invariant of [`Question`]: its fields and measure belong to its subject, each filter's values are
//! of its field's kind and its sign is one that the field takes, and what it groups by can be grouped
//! under what it measures. A question printed and read again is the same question.

mod word;

use std::{fmt::Write as _, ops::Deref};

use chrono::NaiveDate;

pub use self::word::{Value, rank};
use super::field::{Field, Kind, Measure, Part, Subject, Unit};
use crate::domain::craftsman::talent_class;

/// A language that questions are printed in; both are read at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Chinese.
    Zh,
    /// English, which is also the stored form.
    En,
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
            Value::Standing(_) => self.field.kind() == Kind::Standing,
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
    /// Returns the question of its parts, when they go together. A talent class is asked for by its letter,
    /// however it is written.
    pub fn of(mut wording: Wording) -> Option<Self> {
        for filter in &mut wording.filters {
            if filter.field.is_talent_class() {
                for value in &mut filter.values {
                    if let Value::Text(own) = value {
                        *own = talent_class(own);
                    }
                }
            }
        }
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

    /// Returns the unit of its values, as far as the question says it: of one duty its own. The targets
    /// of plans have theirs in the store.
    pub fn unit(&self) -> Unit {
        let one_duty = |own: &Filter| match (own.field, own.op, own.values.as_slice()) {
            (Field::Duty, Op::Is, [Value::Duty(kind)]) => Some(Unit::of_duty(*kind)),
            _ => None,
        };
        match self.measure {
            Measure::DutyGoals | Measure::DutyResults => {
                self.filters.iter().find_map(one_duty).unwrap_or(Unit::Bare)
            }
            own => own.unit(),
        }
    }

    /// Returns whether what it adds up is of several targets, or of several duties: they have units of
    /// their own, and one may stand within another. Told apart by them, all of it still is.
    pub fn mixes_targets(&self) -> bool {
        let of = match self.measure {
            Measure::Goals | Measure::Reached => Field::Target,
            Measure::DutyGoals | Measure::DutyResults => Field::Duty,
            _ => return false,
        };
        let is_one = |own: &Filter| own.field == of && own.op == Op::Is && own.values.len() == 1;
        !self.filters.iter().any(is_one)
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
/// those of the very rows it counts; records that are counted may be told apart by any of their rows.
pub fn groups_under(measure: Measure, by: Field) -> bool {
    let part = by.part();
    let counts = matches!(
        measure,
        Measure::Persons
            | Measure::Studios
            | Measure::Firms
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
