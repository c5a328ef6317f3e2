//! 本单位: who we are, as letters, clocks and the record of acts need it.

use super::{coded, letter::LetterKind, sitting::Level};

coded! {
    /// Who counts a series of numbers.
    SeriesMode {
        /// This program, without gaps.
        Owned = "owned",
        /// Somebody else: numbers are typed in, gaps are allowed, doubles refused.
        Outside = "outside",
        /// Nobody: letters have no number.
        Unnumbered = "unnumbered",
    }
}

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
    /// Who counts the series of answers; `None`: we do, where there is a series.
    pub reply_numbers: Option<SeriesMode>,
    /// Who counts the series of opinions.
    pub opinion_numbers: Option<SeriesMode>,
    /// The id of the chain that letters go through.
    pub chain: Option<String>,
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
    /// Returns the series that a kind of letter takes its number from, and who counts it; nothing where
    /// such letters have no number. Opinions go by that of answers where they have none of their own.
    pub fn series_of(&self, kind: LetterKind) -> Option<(&str, SeriesMode)> {
        let (series, mode) = match (kind, self.opinion_series.as_deref()) {
            (LetterKind::CoOpinion, Some(own)) if !own.trim().is_empty() => {
                (own, self.opinion_numbers)
            }
            _ => (self.reply_series.as_deref()?, self.reply_numbers),
        };
        let mode = mode.unwrap_or(SeriesMode::Owned);
        (mode != SeriesMode::Unnumbered && !series.trim().is_empty()).then(|| (series.trim(), mode))
    }

    /// Returns the name of the staff member with this OS account.
    pub fn name_of(&self, os_user: &str) -> Option<&str> {
        self.staff
            .iter()
            .find(|staff| staff.os_user.as_deref() == Some(os_user))
            .map(|staff| staff.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_takes_its_number_from_the_series_of_its_kind() {
        let mut unit = Unit::default();
        let of = |unit: &Unit, kind| {
            unit.series_of(kind)
                .map(|(own, mode)| (own.to_owned(), mode))
        };
        assert_eq!(of(&unit, LetterKind::LeadReply), None);
        unit.reply_series = Some("云区总工案复".into());
        let reply = Some(("云区总工案复".to_owned(), SeriesMode::Owned));
        assert_eq!(of(&unit, LetterKind::LeadReply), reply);
        assert_eq!(of(&unit, LetterKind::CoOpinion), reply);
        unit.opinion_series = Some("云区总工函".into());
        unit.opinion_numbers = Some(SeriesMode::Outside);
        let opinion = Some(("云区总工函".to_owned(), SeriesMode::Outside));
        assert_eq!(of(&unit, LetterKind::CoOpinion), opinion);
        unit.opinion_numbers = Some(SeriesMode::Unnumbered);
        assert_eq!(of(&unit, LetterKind::CoOpinion), None);
    }
}
