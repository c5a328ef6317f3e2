//! 技能大师工作室: its leader, host, level, term and grants.

use chrono::NaiveDate;

use super::{
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
    /// The last day of its cycle.
    pub term_end: Option<NaiveDate>,
    /// A remark.
    pub note: Option<String>,
    /// Grants, newest first.
    pub grants: Vec<Grant>,
    /// Members in the roster, the leader not among them.
    pub members: Vec<CraftsmanId>,
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
            term_end: None,
            note: None,
            grants: Vec::new(),
            members: Vec::new(),
        }
    }
}

/// A studio with its row.
pub type Studio = Kept<StudioId, Workshop>;
