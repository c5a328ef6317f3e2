//! Programmes 项目: contests, training classes, subsidies, plans and assessments by points, and what
//! became of whom in them.
//!
//! A programme says what it is and by which rule; everything that happened in it is an [`Entry`] with
//! its day. Entries are added and struck, never rewritten, and no sum is kept: balances, caps, what was
//! reached of a target and points are computed from the entries that stand (`cap`, `target`, `points`).

pub mod cap;
pub mod points;
pub mod target;
pub mod written;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

pub use self::{
    target::{Goal, Target},
    written::WrittenEntry,
};
use super::{
    coded,
    craftsman::{HonourLevel, SkillLevel},
    id::{CraftsmanId, EmployerId, EntryId, Kept, ProgrammeId, StudioId},
};

coded! {
    /// What a programme is.
    ProgrammeKind {
        /// 竞赛: one item (项目) of a contest on its days.
        Contest = "contest",
        /// 培训: one class.
        Training = "training",
        /// 补贴: a rule by which money is paid from an account.
        Subsidy = "subsidy",
        /// 计划: targets by year.
        Plan = "plan",
        /// 积分考核: points by a table.
        Assessment = "assessment",
    }
}

coded! {
    /// How a class ended for someone.
    Finish {
        /// 在训.
        Enrolled = "enrolled",
        /// 结业.
        Finished = "finished",
        /// 未通过.
        Failed = "failed",
        /// 退训.
        Left = "left",
    }
}

/// What a subsidy pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// To whom of this level; to anybody when `None`.
    pub level: Option<SkillLevel>,
    /// How much, in yuan.
    pub yuan: i64,
}

/// The money of a year on a subsidy's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The calendar year.
    pub year: i32,
    /// The amount in yuan.
    pub yuan: i64,
}

/// A programme as registered. What is not of its kind stays empty: hours are of training, rates, caps
/// and budgets of subsidies, targets of plans, the table of assessments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// What it is.
    pub kind: ProgrammeKind,
    /// Name.
    pub name: String,
    /// 职业（工种）: the item of a contest, the trade of a class.
    pub trade: Option<String>,
    /// The level of a contest or plan.
    pub level: Option<HonourLevel>,
    /// 主办单位, or who pays.
    pub organiser: Option<String>,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day.
    pub end: Option<NaiveDate>,
    /// 学时 of a class, the same for everybody in it.
    pub hours: Option<u32>,
    /// What a subsidy pays.
    pub rates: Vec<Rate>,
    /// How often a subsidy goes to one receiver in a calendar year at most.
    pub cap_times: Option<u32>,
    /// How much of it goes to one receiver in a calendar year at most, in yuan.
    pub cap_yuan: Option<i64>,
    /// The account it is paid from.
    pub account: Option<String>,
    /// The money of each year, ascending.
    pub budgets: Vec<Budget>,
    /// The targets of a plan.
    pub targets: Vec<Target>,
    /// The id of the table of points.
    pub table: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl Scheme {
    /// Returns a programme of which only kind and name are known.
    pub fn named(kind: ProgrammeKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            trade: None,
            level: None,
            organiser: None,
            start: None,
            end: None,
            hours: None,
            rates: Vec::new(),
            cap_times: None,
            cap_yuan: None,
            account: None,
            budgets: Vec::new(),
            targets: Vec::new(),
            table: None,
            note: None,
        }
    }

    /// Returns what the rule pays for a level, in yuan: the level's own rate, else that for anybody.
    pub fn rate(&self, level: Option<SkillLevel>) -> Option<i64> {
        let of = |wanted: Option<SkillLevel>| {
            let own = self.rates.iter().find(|own| own.level == wanted);
            own.map(|own| own.yuan)
        };
        level.and_then(|level| of(Some(level))).or_else(|| of(None))
    }

    /// Returns the target of a name.
    pub fn target(&self, name: &str) -> Option<&Target> {
        self.targets.iter().find(|own| own.name == name)
    }
}

/// A programme with its row.
pub type Programme = Kept<ProgrammeId, Scheme>;

/// Whom an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A craftsman.
    Craftsman(CraftsmanId),
    /// A studio.
    Studio(StudioId),
    /// An employer.
    Employer(EmployerId),
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Took part in a contest.
    Placed {
        /// 名次, from 1.
        place: Option<u32>,
        /// The score in hundredths.
        score: Option<i64>,
        /// The level that came with it.
        promoted: Option<SkillLevel>,
    },
    /// Went to a class.
    Learnt {
        /// How it ended.
        finish: Finish,
        /// The level of the certificate that came with it.
        level: Option<SkillLevel>,
    },
    /// Was paid.
    Paid {
        /// The amount in yuan.
        yuan: i64,
        /// The level it was paid for.
        level: Option<SkillLevel>,
        /// Why it was paid beyond a cap.
        over: Option<String>,
    },
    /// What was reached of a target by its day, as somebody says.
    Reached {
        /// The target's name.
        target: String,
        /// How many.
        amount: i64,
        /// Where that stands.
        source: String,
    },
    /// Was given points.
    Scored {
        /// The code of the item in the table.
        item: String,
        /// How often.
        times: u32,
        /// What one time gave when it was entered, in hundredths of a point; deductions are below zero.
        points: i64,
    },
}

impl What {
    /// Returns the stored code.
    pub const fn code(&self) -> &'static str {
        match self {
            What::Placed { .. } => "placed",
            What::Learnt { .. } => "learnt",
            What::Paid { .. } => "paid",
            What::Reached { .. } => "reached",
            What::Scored { .. } => "scored",
        }
    }

    /// Returns the kind of programme it belongs to.
    pub const fn kind(&self) -> ProgrammeKind {
        match self {
            What::Placed { .. } => ProgrammeKind::Contest,
            What::Learnt { .. } => ProgrammeKind::Training,
            What::Paid { .. } => ProgrammeKind::Subsidy,
            What::Reached { .. } => ProgrammeKind::Plan,
            What::Scored { .. } => ProgrammeKind::Assessment,
        }
    }
}

/// A dated fact of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// About whom; nobody for what was reached of a target.
    pub who: Option<Party>,
    /// The day of it.
    pub on: NaiveDate,
    /// What it says.
    pub what: What,
    /// A remark.
    pub note: Option<String>,
}

impl Entry {
    /// Returns the calendar year it counts for.
    pub fn year(&self) -> i32 {
        self.on.year()
    }
}

/// That an entry does not stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strike {
    /// Why.
    pub reason: String,
    /// Who struck it.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
}

/// An entry as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEntry {
    /// The row.
    pub id: EntryId,
    /// The fact.
    pub entry: Entry,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
    /// That it was struck.
    pub struck: Option<Strike>,
}

impl KeptEntry {
    /// Returns whether it stands.
    pub const fn stands(&self) -> bool {
        self.struck.is_none()
    }
}

/// What a list shows of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeHead {
    /// The row.
    pub id: ProgrammeId,
    /// What it is.
    pub kind: ProgrammeKind,
    /// Name.
    pub name: String,
    /// Its level.
    pub level: Option<HonourLevel>,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day.
    pub end: Option<NaiveDate>,
    /// How many entries stand.
    pub entries: u64,
    /// How much was paid in all, in yuan.
    pub paid_yuan: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subsidy_pays_by_level_and_else_by_head() {
        let mut own = Scheme::named(ProgrammeKind::Subsidy, "培训补贴");
        assert_eq!(own.rate(None), None);
        let rate = |level, yuan| Rate { level, yuan };
        own.rates = vec![rate(None, 500), rate(Some(SkillLevel::Senior), 1_500)];
        assert_eq!(own.rate(Some(SkillLevel::Senior)), Some(1_500));
        assert_eq!(own.rate(Some(SkillLevel::Middle)), Some(500));
        assert_eq!(own.rate(None), Some(500));
        own.rates.remove(0);
        assert_eq!(own.rate(Some(SkillLevel::Middle)), None);
    }
}
