//! 技能大师工作室: its leader, host, level, term, grants, yearly duties, and how it was judged.

use chrono::NaiveDate;

use super::{
    coded,
    craftsman::HonourLevel,
    id::{CraftsmanId, EmployerId, Kept, StudioId},
};

/// Money given to a studio, once a source and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The level that paid.
    pub level: HonourLevel,
    /// The year it was paid.
    pub year: Option<i32>,
    /// The amount in yuan.
    pub amount_yuan: i64,
}

/// A member, for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub craftsman: CraftsmanId,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day; none for one who belongs to it now.
    pub to: Option<NaiveDate>,
}

impl From<CraftsmanId> for Member {
    fn from(craftsman: CraftsmanId) -> Self {
        Self {
            craftsman,
            from: None,
            to: None,
        }
    }
}

coded! {
    /// What a studio owes in a year. Source: the yearly sheets of such studios.
    DutyKind {
        /// 带徒, in persons.
        Apprentices = "apprentices",
        /// 技术攻关, in items.
        Problems = "problems",
        /// 创新成果, in items.
        Inventions = "inventions",
        /// 授课, in hours.
        Hours = "hours",
        /// 技能等级提升, in persons.
        Raised = "raised",
        /// 创造效益, in yuan.
        Benefit = "benefit",
    }
}

coded! {
    /// What became of a duty.
    DutyOutcome {
        /// 完成: as much as was to be reached, or more.
        Met = "met",
        /// 未完成: less.
        Short = "short",
        /// 未报: target or result is not known.
        Unreported = "unreported",
    }
}

/// What was to be done in a year, and what was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The year.
    pub year: Option<i32>,
    /// What.
    pub kind: DutyKind,
    /// What was to be reached, in the unit of the kind.
    pub target: Option<i64>,
    /// What was reached.
    pub result: Option<i64>,
}

impl Duty {
    /// Returns what became of it. `store/sqlite/questions/columns.rs` says the same in SQL.
    pub fn outcome(&self) -> DutyOutcome {
        match (self.target, self.result) {
            (Some(target), Some(result)) if result >= target => DutyOutcome::Met,
            (Some(_), Some(_)) => DutyOutcome::Short,
            _ => DutyOutcome::Unreported,
        }
    }
}

coded! {
    /// How a studio was judged.
    ReviewKind {
        /// 考核.
        Assessment = "assessment",
        /// 续期: a further term.
        Renewal = "renewal",
        /// 撤销（摘牌）.
        Removal = "removal",
    }
}

coded! {
    /// 考核等次.
    Verdict {
        /// 优秀.
        Excellent = "excellent",
        /// 合格.
        Passed = "passed",
        /// 不合格.
        Failed = "failed",
    }
}

/// A judgement on a studio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudioReview {
    /// What it was.
    pub kind: ReviewKind,
    /// Its day.
    pub on: Option<NaiveDate>,
    /// 考核等次.
    pub verdict: Option<Verdict>,
    /// Of a renewal the last day of the further term; of a removal the last day on which no new studio
    /// may be applied for.
    pub until: Option<NaiveDate>,
    /// 文号.
    pub document: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

impl StudioReview {
    /// Returns a judgement of which only the kind is known.
    pub fn of(kind: ReviewKind) -> Self {
        Self {
            kind,
            on: None,
            verdict: None,
            until: None,
            document: None,
            reason: None,
        }
    }
}

/// A studio as registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workshop {
    /// Name.
    pub name: String,
    /// 国家级 to 企业级.
    pub level: HonourLevel,
    /// 领衔人, when in the roster.
    pub leader: Option<CraftsmanId>,
    /// 领衔人 as written.
    pub leader_name: Option<String>,
    /// The host employer, when in the roster.
    pub host: Option<EmployerId>,
    /// The host as written.
    pub host_name: Option<String>,
    /// 职业（工种）.
    pub trade: Option<String>,
    /// The day of approval.
    pub approved: Option<NaiveDate>,
    /// 批准文号.
    pub approval: Option<String>,
    /// The first day of its cycle.
    pub term_start: Option<NaiveDate>,
    /// The last day of its cycle.
    pub term_end: Option<NaiveDate>,
    /// A remark.
    pub note: Option<String>,
    /// Grants, newest first.
    pub grants: Vec<Grant>,
    /// Members in the roster, the leader not among them.
    pub members: Vec<Member>,
    /// Yearly duties, newest first.
    pub duties: Vec<Duty>,
    /// Judgements, newest first.
    pub reviews: Vec<StudioReview>,
}

impl Workshop {
    /// Returns a studio of which only the name and level are known.
    pub fn named(name: impl Into<String>, level: HonourLevel) -> Self {
        Self {
            name: name.into(),
            level,
            leader: None,
            leader_name: None,
            host: None,
            host_name: None,
            trade: None,
            approved: None,
            approval: None,
            term_start: None,
            term_end: None,
            note: None,
            grants: Vec::new(),
            members: Vec::new(),
            duties: Vec::new(),
            reviews: Vec::new(),
        }
    }
}

/// A studio with its row.
pub type Studio = Kept<StudioId, Workshop>;
