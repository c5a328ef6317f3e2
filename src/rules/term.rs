//! A term of a rule pack, the case it is for, and which of several fits a case best.
//!
//! Order of choice: the pack itself before its base; within a pack the term that states most
//! conditions; among equals the one in force latest. Two that still stand side by side are a fault
//! of the pack, found when it is read.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    calendar::Length,
    event::EventKind,
    proposal::Role,
    sitting::{Kind, Level, Period},
};

/// How far a term reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// So long after its start.
    Length(Length),
    /// To the first such month and day after its start.
    Date(u32, u32),
}

impl Span {
    /// Returns the first such day after another.
    pub(super) fn day_after(month: u32, day: u32, start: NaiveDate) -> Option<NaiveDate> {
        let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
        in_year(start.year())
            .filter(|own| *own > start)
            .or_else(|| in_year(start.year() + 1))
    }
}

/// Some of the values of a small enum, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Some8(u8);

impl Some8 {
    /// Every value.
    pub const ALL: Some8 = Some8(u8::MAX);

    /// Returns these values, by their places in the enum.
    pub fn of(places: impl IntoIterator<Item = u8>) -> Self {
        Some8(places.into_iter().fold(0, |bits, at| bits | 1 << at))
    }

    /// Returns whether a value is among them.
    pub const fn has(self, place: u8) -> bool {
        self.0 >> place & 1 == 1
    }

    const fn meets(self, other: Some8) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a term is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The level of the congress or CPPCC; the pack's own when unknown.
    pub level: Level,
    /// Congress or CPPCC.
    pub kind: Kind,
    /// In session or between sessions.
    pub period: Period,
    /// What we are for the item.
    pub role: Role,
}

/// The cases that a term is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// Levels.
    pub level: Some8,
    /// Congress, CPPCC.
    pub kind: Some8,
    /// In session, between.
    pub period: Some8,
    /// Roles.
    pub role: Some8,
    /// Starts from this day on.
    pub valid_from: Option<NaiveDate>,
    /// How many conditions it states itself.
    pub stated: u8,
}

impl When {
    /// Returns whether a case is one of them; a start that is not known yet lies in the future.
    pub fn fits(&self, case: Asked, start: Option<NaiveDate>) -> bool {
        self.level.has(case.level as u8)
            && self.kind.has(case.kind as u8)
            && self.period.has(case.period as u8)
            && self.role.has(case.role as u8)
            && self
                .valid_from
                .is_none_or(|from| start.is_none_or(|start| start >= from))
    }

    /// Returns whether some case fits both equally well, so that neither can be chosen.
    pub(super) fn rivals(&self, other: &When) -> bool {
        self.stated == other.stated
            && self.valid_from == other.valid_from
            && self.level.meets(other.level)
            && self.kind.meets(other.kind)
            && self.period.meets(other.period)
            && self.role.meets(other.role)
    }
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Regulation and article.
    pub source: Arc<str>,
    /// The id of the pack that has it.
    pub pack: Arc<str>,
    /// How many bases down that is; 0 is the pack itself.
    pub depth: u8,
    /// Whether the text itself was read.
    pub confirmed: bool,
}

/// A term with its start, its case and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// How far it reaches.
    pub span: Span,
    /// The event that starts it.
    pub start: EventKind,
    /// The cases it is for.
    pub when: When,
    /// Where it comes from.
    pub origin: Origin,
}

/// How far an answer may be put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// So long from the answer's own start.
    Total(Length),
    /// So long from the answer's own end.
    Plus(Length),
}

/// The rule for putting off an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// How far.
    pub reach: Reach,
    /// Whether the assigning office must consent.
    pub needs_consent: bool,
    /// Whether the proposer must be told.
    pub notify_deputy: bool,
    /// The cases it is for.
    pub when: When,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is chosen by its case.
pub(super) trait Choice {
    fn when(&self) -> &When;
    fn origin(&self) -> &Origin;
}

impl Choice for Term {
    fn when(&self) -> &When {
        &self.when
    }
    fn origin(&self) -> &Origin {
        &self.origin
    }
}

impl Choice for Extension {
    fn when(&self) -> &When {
        &self.when
    }
    fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// Returns the choice that fits a case best; `start` tells the day each one would start.
pub(super) fn best<T: Choice>(
    choices: &[T],
    case: Asked,
    start: impl Fn(&T) -> Option<NaiveDate>,
) -> Option<&T> {
    let fit = choices
        .iter()
        .filter(|own| own.when().fits(case, start(own)));
    fit.max_by_key(|own| {
        let when = own.when();
        (
            std::cmp::Reverse(own.origin().depth),
            when.stated,
            when.valid_from,
        )
    })
}
