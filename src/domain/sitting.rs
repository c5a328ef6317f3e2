//! Which congress or CPPCC an item belongs to: place, administrative level, term, session.

use super::coded;

coded! {
    /// The administrative level of a place, whatever its name says (慈溪市 is of county level).
    Level {
        /// 全国.
        National = "national",
        /// 省, 自治区, 直辖市.
        Province = "province",
        /// 设区的市, 自治州.
        City = "city",
        /// 县, 不设区的市, 市辖区.
        County = "county",
        /// 乡, 镇.
        Township = "township",
    }
}

coded! {
    /// Whose paper an item is.
    Kind {
        /// 人大代表建议、批评和意见.
        Suggestion = "suggestion",
        /// 政协提案.
        Cppcc = "cppcc",
    }
}

coded! {
    /// When an item was handed in.
    Period {
        /// 会议期间.
        InSession = "session",
        /// 闭会期间, 平时.
        Between = "between",
    }
}

/// The meeting an item was handed in at, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sitting {
    /// The place whose congress or CPPCC it is, as written: `宁波市镇海区`.
    pub place: Option<String>,
    /// The administrative level of that place.
    pub level: Option<Level>,
    /// Congress or CPPCC.
    pub kind: Kind,
    /// In session or between sessions.
    pub period: Period,
    /// 届, from 1.
    pub term: Option<u16>,
    /// 次, from 1.
    pub session: Option<u16>,
}

impl Sitting {
    /// Returns a sitting of which only the kind is known.
    pub fn unknown(kind: Kind) -> Self {
        Self {
            place: None,
            level: None,
            kind,
            period: Period::InSession,
            term: None,
            session: None,
        }
    }
}

/// What identifies an item in the office: a later paper with the same key fills the same item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ItemKey {
    /// The place, as written.
    pub place: String,
    /// Its level.
    pub level: Level,
    /// Congress or CPPCC.
    pub kind: Kind,
    /// 届.
    pub term: u16,
    /// 次.
    pub session: u16,
    /// The item's number.
    pub number: u32,
}
