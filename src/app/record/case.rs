//! The fields of a case that is no item: what the calculator is asked.

use chrono::NaiveDate;

use super::{FieldKind, FieldSpec, Read, choices::LEVEL_IF_ANY, date, line, unit::RULES, words};
use crate::domain::{
    proposal::Role,
    sitting::{Kind, Level, Period},
};

/// What the calculator is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The pack; the unit's own when `None`.
    pub rules: Option<String>,
    /// Congress or CPPCC.
    pub kind: Kind,
    /// The level; the pack's own when `None`.
    pub level: Option<Level>,
    /// What we would be.
    pub role: Role,
    /// In session or between sessions.
    pub period: Period,
    /// 收到.
    pub received: Option<NaiveDate>,
    /// 交办.
    pub assigned: Option<NaiveDate>,
    /// 闭会.
    pub closed: Option<NaiveDate>,
    /// 延期到.
    pub extended: Option<NaiveDate>,
}

impl Asking {
    /// Returns a suggestion that arrives on a day.
    pub fn on(day: NaiveDate) -> Self {
        Self {
            rules: None,
            kind: Kind::Suggestion,
            level: None,
            role: Role::Lead,
            period: Period::InSession,
            received: Some(day),
            assigned: Some(day),
            closed: None,
            extended: None,
        }
    }
}

pub(super) const CASE: &[FieldSpec] = &[
    ("received", FieldKind::Date),
    ("assigned", FieldKind::Date),
    ("closed", FieldKind::Date),
    ("extended", FieldKind::Date),
    ("rules", FieldKind::Choice("rules", RULES)),
    ("level", LEVEL_IF_ANY),
    ("kind", FieldKind::Choice("kind", &["suggestion", "cppcc"])),
    (
        "period",
        FieldKind::Choice("period", &["session", "between"]),
    ),
    (
        "role",
        FieldKind::Choice("role", &["lead", "co", "separate"]),
    ),
];

pub(super) fn get(own: &Asking, field: &str) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    match field {
        "received" => day(own.received),
        "assigned" => day(own.assigned),
        "closed" => day(own.closed),
        "extended" => day(own.extended),
        "rules" => words(own.rules.as_ref()),
        "level" => own.level.map(Level::code).unwrap_or_default().into(),
        "kind" => own.kind.code().into(),
        "period" => own.period.code().into(),
        "role" => own.role.code().into(),
        _ => String::new(),
    }
}

pub(super) fn set(own: &mut Asking, field: &str, text: &str) -> Read {
    match field {
        "received" => own.received = date(text)?,
        "assigned" => own.assigned = date(text)?,
        "closed" => own.closed = date(text)?,
        "extended" => own.extended = date(text)?,
        "rules" => own.rules = line(text),
        "level" if text.is_empty() => own.level = None,
        "level" => own.level = Some(Level::from_code(text).ok_or("choice")?),
        "kind" => own.kind = Kind::from_code(text).ok_or("choice")?,
        "period" => own.period = Period::from_code(text).ok_or("choice")?,
        "role" => own.role = Role::from_code(text).ok_or("choice")?,
        _ => {}
    }
    Ok(())
}
