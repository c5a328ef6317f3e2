//! By what a figure is divided, and the parts.

use super::Course;
use crate::domain::{
    coded,
    outcome::ResultClass,
    proposal::Role,
    sitting::{Kind, Level},
};

coded! {
    /// By what a figure is divided.
    By {
        /// Not at all.
        All = "all",
        /// 主办单位.
        Unit = "unit",
        /// 承办科室.
        Section = "section",
        /// 建议, 提案.
        Kind = "kind",
        /// 类别.
        Class = "class",
        /// 层级.
        Level = "level",
        /// 主办, 协办, 分办.
        Role = "role",
        /// 交办年份.
        Year = "year",
    }
}

/// One part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Everything.
    All,
    /// A lead unit; none: ours.
    Unit(Option<String>),
    /// A section; none: not routed.
    Section(Option<String>),
    /// A kind.
    Kind(Kind),
    /// A class; none: not classified.
    Class(Option<ResultClass>),
    /// A level; none: unknown.
    Level(Option<Level>),
    /// A role.
    Role(Role),
    /// A year; none: without a dated fact.
    Year(Option<i32>),
}

impl Group {
    /// Returns the part an item belongs to.
    pub fn of(by: By, course: &Course) -> Self {
        match by {
            By::All => Group::All,
            By::Unit => Group::Unit(course.lead_unit.clone()),
            By::Section => Group::Section(course.section.clone()),
            By::Kind => Group::Kind(course.kind),
            By::Class => Group::Class(course.class),
            By::Level => Group::Level(course.level),
            By::Role => Group::Role(course.role),
            By::Year => Group::Year(course.year),
        }
    }
}
