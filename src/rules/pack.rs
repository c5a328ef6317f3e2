//! A rule pack: the terms, words and classes of a region, each with the article it comes from.
//!
//! What a region's texts leave open falls back to the pack it is based on; here everything is
//! resolved already. A term that no text gives is absent, and no clock runs.

use std::sync::Arc;

use super::{
    packs,
    term::{Asked, Extension, Origin, Some8, Term, best},
};
use crate::domain::{
    calendar::Arithmetic,
    coded,
    deadline::ClockKind,
    event::EventKind,
    outcome::{Rating, ResultClass},
    proposal::{Case, Role},
    sitting::{Kind, Level, Period},
};

use chrono::NaiveDate;

/// The rules of a region, with what its base adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The region.
    pub region: Option<String>,
    /// The level of the items it is mostly used for.
    pub level: Level,
    /// The pack that fills its gaps.
    pub base: Option<String>,
    /// Since when its texts are in force.
    pub valid_from: Option<NaiveDate>,
    /// The texts it follows.
    pub law: Vec<String>,
    /// Values of its region that could not be read, by key: they come from the base.
    pub unconfirmed: Vec<String>,
    /// The levels and kinds that its own texts are for.
    pub(super) scope: (Some8, Some8),
    /// Its terms and its bases', by the place of their clock in `ClockKind::ALL`.
    pub(super) terms: Vec<Vec<Term>>,
    /// How far an answer may be put off.
    pub(super) extensions: Vec<Extension>,
    /// How terms are counted.
    pub arithmetic: Arithmetic,
    /// When lists warn of a due date.
    pub warn_days: WarnDays,
    /// Its words for roles and papers.
    pub words: Words,
    /// Its result classes, in the order of their letters.
    pub classes: Vec<ClassRule>,
    /// Why an item may be sent back.
    pub return_reasons: Vec<Reason>,
    /// What a proposer judges.
    pub axes: Vec<Axis>,
    /// The values of a judgement, the best first.
    pub ratings: Vec<Rating>,
    /// Whom the answer goes to.
    pub answer_each: AnswerEach,
    /// Whether putting off an answer needs the assigning office's consent.
    pub extension_needs_consent: bool,
    /// Whether 基本满意 counts as satisfied.
    pub satisfied_includes_basically: bool,
    /// Whether slips that never came back are in the base of the rate.
    pub unreturned: Unreturned,
    /// Where each value that is no term comes from.
    pub values: Vec<Value>,
}

/// Where a value that is no term comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its key in the file.
    pub key: &'static str,
    /// Regulation and article, or who chose it.
    pub source: Arc<str>,
    /// The id of the pack that has it.
    pub pack: Arc<str>,
}

/// Days before a due date from which lists warn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WarnDays {
    /// Near.
    pub soon: u16,
    /// Very near.
    pub urgent: u16,
}

/// The region's words.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassRule {
    /// The neutral class.
    pub class: ResultClass,
    /// The region's letter, several classes to a letter.
    pub letter: Option<String>,
    /// The region's words.
    pub label: String,
    /// Whether it must be followed up and answered again.
    pub follow_up: bool,
}

/// A reason for a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Stored.
    pub code: String,
    /// Shown and printed.
    pub label: String,
}

coded! {
    /// What a proposer judges.
    Axis {
        /// 办理态度.
        Attitude = "attitude",
        /// 办理结果.
        Result = "result",
    }
}

coded! {
    /// Whom the answer to a joint item goes to.
    AnswerEach {
        /// Each signer.
        Each = "each",
        /// The lead may pass it on.
        LeadMayForward = "lead_may_forward",
        /// The lead.
        LeadOnly = "lead_only",
    }
}

coded! {
    /// What a slip that never came back is for the rate of the satisfied.
    Unreturned {
        /// It is in the base.
        Counted = "counted",
        /// It is left out after a reminder.
        LeftOut = "left_out",
    }
}

impl Pack {
    /// Returns what a term is asked for, the level that is not known being the pack's own.
    pub fn asked(&self, case: &Case, role: Role) -> Asked {
        Asked {
            level: case.level.unwrap_or(self.level),
            kind: case.kind,
            period: case.period,
            role,
        }
    }

    /// Returns the term of a clock for a case; `started` tells when an event happened.
    pub fn term(
        &self,
        clock: ClockKind,
        case: Asked,
        started: impl Fn(EventKind) -> Option<NaiveDate>,
    ) -> Option<&Term> {
        best(&self.terms[clock as usize], case, |own| started(own.start))
    }

    /// Returns the rule for putting off an answer that started on a day.
    pub fn extension(&self, case: Asked, start: Option<NaiveDate>) -> Option<&Extension> {
        best(&self.extensions, case, |_| start)
    }

    /// Returns whether a value of a base stands in although the region is known to have its own.
    pub fn is_stand_in(&self, key: &str, case: Asked, origin: &Origin) -> bool {
        let (level, kind) = self.scope;
        origin.depth > 0
            && level.has(case.level as u8)
            && kind.has(case.kind as u8)
            && self.unconfirmed.iter().any(|own| own == key)
    }

    /// Returns the case that a pack is first asked about: its own level, a suggestion of a session,
    /// handled as lead.
    pub fn first_case(&self) -> Asked {
        Asked {
            level: self.level,
            kind: Kind::Suggestion,
            period: Period::InSession,
            role: Role::Lead,
        }
    }
}

/// Returns the ids of the packs that come with the program.
pub fn pack_ids() -> Vec<String> {
    packs::shipped()
        .iter()
        .map(|pack| pack.id.clone())
        .collect()
}

/// Returns the pack of an id that comes with the program, or the national one when there is none.
pub fn pack_of(id: Option<&str>) -> Pack {
    let packs = packs::shipped();
    let own = packs.iter().find(|pack| Some(pack.id.as_str()) == id);
    own.unwrap_or(&packs[0]).clone()
}
