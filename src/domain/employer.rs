//! Employers: enterprises, assessment bodies, training bases, schools.

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
}

/// An employer with its row.
pub type Employer = Kept<EmployerId, Firm>;
