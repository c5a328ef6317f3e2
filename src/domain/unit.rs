//! 本单位: who we are, as letters, clocks and the record of acts need it.

use super::sitting::Level;

/// A member of staff; who acts is the OS user mapped to one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staff {
    /// Name.
    pub name: String,
    /// The account on this machine.
    pub os_user: Option<String>,
    /// The section the person works in.
    pub section: Option<String>,
    /// 收件, 经办, 核稿, 签发, 人才 …, as the office words it.
    pub duties: Vec<String>,
}

/// The unit's profile. Every field may be missing: the desk works and letters show marked blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// 全称: `云桥区总工会` with its place.
    pub full_name: Option<String>,
    /// 简称.
    pub short_name: Option<String>,
    /// The place whose congress and CPPCC assign to us, as written.
    pub place: Option<String>,
    /// That place's level.
    pub level: Option<Level>,
    /// The number series of answers, without year and serial: `云区总工案复`.
    pub reply_series: Option<String>,
    /// The number series of co-handlers' opinions, when it is another.
    pub opinion_series: Option<String>,
    /// 联系人.
    pub contact: Option<String>,
    /// 联系电话.
    pub contact_phone: Option<String>,
    /// 抄送 of every answer.
    pub copies: Vec<String>,
    /// The rule pack's id.
    pub rules: Option<String>,
    /// The id of the profile that its letters are written by, when it is not the region's.
    pub profile: Option<String>,
    /// 科室.
    pub sections: Vec<String>,
    /// Staff with their duties.
    pub staff: Vec<Staff>,
}

impl Unit {
    /// Returns the name of the staff member with this OS account.
    pub fn name_of(&self, os_user: &str) -> Option<&str> {
        self.staff
            .iter()
            .find(|staff| staff.os_user.as_deref() == Some(os_user))
            .map(|staff| staff.name.as_str())
    }
}
