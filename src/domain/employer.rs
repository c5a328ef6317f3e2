//! Employers: enterprises, assessment bodies, training bases, schools.

use chrono::NaiveDate;

use super::{
    coded,
    id::{EmployerId, Kept},
};

coded! {
    /// What an employer is in the roster.
    EmployerKind {
        /// 企业.
        Enterprise = "enterprise",
        /// 技能人才自主评价企业.
        SelfAssessing = "self_assessing",
        /// 社会培训评价机构.
        AssessmentBody = "assessment_body",
        /// 实训基地.
        TrainingBase = "training_base",
        /// 学校.
        School = "school",
    }
}

coded! {
    /// What an employer was named or recognised as; one may be several at once.
    StandingKind {
        /// 技能人才自主评价企业.
        SelfAssessing = "self_assessing",
        /// 社会培训评价机构.
        AssessmentBody = "assessment_body",
        /// 实训基地.
        TrainingBase = "training_base",
        /// 院校.
        School = "school",
        /// 模范单位.
        ModelUnit = "model_unit",
        /// 成长型中小企业.
        GrowthSme = "growth_sme",
    }
}

/// What an employer was recognised as, for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What.
    pub kind: StandingKind,
    /// The first day.
    pub since: Option<NaiveDate>,
    /// The last day; none while it holds.
    pub until: Option<NaiveDate>,
    /// 备案号 or 文号.
    pub number: Option<String>,
}

impl Standing {
    /// Returns a recognition of which only the kind is known.
    pub fn of(kind: StandingKind) -> Self {
        Self {
            kind,
            since: None,
            until: None,
            number: None,
        }
    }
}

/// An employer as registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firm {
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: EmployerKind,
    /// 街道, 镇.
    pub town: Option<String>,
    /// The office's phone, public.
    pub phone: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// What it was recognised as, newest first.
    pub standings: Vec<Standing>,
}

impl Firm {
    /// Returns an employer of which only the name and kind are known.
    pub fn named(name: impl Into<String>, kind: EmployerKind) -> Self {
        Self {
            name: name.into(),
            kind,
            town: None,
            phone: None,
            note: None,
            standings: Vec::new(),
        }
    }
}

/// An employer with its row.
pub type Employer = Kept<EmployerId, Firm>;
