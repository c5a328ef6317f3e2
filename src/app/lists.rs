//! Lists of the roster that are written from the desk: public ones by template, and plain tables.
//!
//! What is listed is what the roster shows. A public list is made of public fields alone where it is made;
//! nothing here could name a private one.

use chrono::NaiveDate;

use super::{effect::NameAsk, record::Choice};
use crate::{domain::coded, figure::PivotCell, ingest::roster::List, store::NameId};

coded! {
    /// By what a list is ordered.
    Order {
        /// 姓氏笔画: of studios that of the leader.
        Strokes = "strokes",
        /// 拼音.
        Pinyin = "pinyin",
        /// 单位, within one by strokes.
        Employer = "employer",
        /// 等级, the highest first, within one by strokes.
        Level = "level",
        /// As given, or as they stand in the roster.
        Given = "given",
    }
}

/// Which kind of list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// 公示名单, by a template.
    Public,
    /// A table that is read back.
    Plain,
}

/// Which names the roster shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownNames {
    /// All of them.
    All,
    /// Those that a query finds, not only the best.
    Query(NameAsk),
    /// Those that a cell of the board counts.
    Cell(Box<PivotCell>),
    /// Those whose certificate, honour or term ends.
    Ending,
    /// These.
    These(Vec<NameId>),
}

/// A list that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListText {
    /// Which kind.
    pub kind: ListKind,
    /// Whose names.
    pub shown: ShownNames,
    /// The templates to choose from.
    pub templates: Vec<Choice>,
    /// The template's name.
    pub template: String,
    /// What a plain table lists; of a public one its template says it.
    pub what: List,
    /// The order; none is the template's, or as the roster has them.
    pub order: Option<Order>,
    /// The first day that a public list is shown; today when `None`.
    pub begin: Option<NaiveDate>,
    /// For how many working days.
    pub period: Option<u32>,
    /// The file; its form follows from the ending.
    pub path: String,
}

impl ListText {
    /// Returns a list of which nothing is chosen.
    pub fn of(kind: ListKind, shown: ShownNames) -> Self {
        Self {
            kind,
            shown,
            templates: Vec::new(),
            template: String::new(),
            what: List::Craftsmen,
            order: None,
            begin: None,
            period: None,
            path: String::new(),
        }
    }
}
