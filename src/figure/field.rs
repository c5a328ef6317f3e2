//! What can be asked: subjects, their fields and what is measured, one row each with its names.
//!
//! Names are matched whole and within a subject: 级别 of people is a skill level, of studios the level
//! that approved them. The Chinese and the English name print a question; the others are read only.

/// Makes an enum of nouns from one table.
macro_rules! nouns {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $zh:literal $en:literal [$($alias:literal)*];)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = concat!($zh, ", ", $en, ".")] $variant,)+ }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// Returns the Chinese name.
            pub const fn zh(self) -> &'static str {
                match self { $($name::$variant => $zh,)+ }
            }

            /// Returns the English name.
            pub const fn en(self) -> &'static str {
                match self { $($name::$variant => $en,)+ }
            }

            /// Returns the other names it is read by.
            pub const fn aliases(self) -> &'static [&'static str] {
                match self { $($name::$variant => &[$($alias,)*],)+ }
            }

            fn is_named(self, name: &str) -> bool {
                self.zh() == name || self.en() == name || self.aliases().contains(&name)
            }
        }
    };
}

nouns! {
    /// Which list of the roster is asked.
    Subject {
        People "人才" "people" ["工匠" "技能人才" "人员" "craftsmen" "person"];
        Studios "工作室" "studios" ["技能大师工作室" "大师工作室" "studio"];
        Employers "单位" "employers" ["企业" "用人单位" "employer"];
    }
}

impl Subject {
    /// Finds the subject of a name; case does not count.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.iter().copied().find(|own| own.is_named(&name))
    }

    /// Returns the fields it can be asked by.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        let all = Field::ALL.iter().copied();
        all.filter(move |field| field.subject() == self)
    }

    /// Returns what can be measured of it, the number of its records first.
    pub const fn measures(self) -> &'static [Measure] {
        match self {
            Subject::People => &[
                Measure::Persons,
                Measure::Honours,
                Measure::HonourGrants,
                Measure::Certificates,
                Measure::Apprentices,
                Measure::Raised,
            ],
            Subject::Studios => &[
                Measure::Studios,
                Measure::Grants,
                Measure::Members,
                Measure::StudioApprentices,
            ],
            Subject::Employers => &[Measure::Firms, Measure::Employed, Measure::Hosted],
        }
    }

    /// Returns the number of its records, which is meant when nothing is said.
    pub const fn count(self) -> Measure {
        self.measures()[0]
    }
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 技能等级, ordered.
    Skill,
    /// 国家级 to 企业级, ordered.
    HonourLevel,
    /// What an employer is.
    EmployerKind,
    /// A year.
    Year,
    /// Text as it stands in the roster.
    Text,
}

/// Which rows of a record a field stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The record's own row: one value.
    Own,
    /// Its honours: any number of values.
    Honours,
    /// Its certificates.
    Certificates,
    /// The talent classes it held.
    Classes,
    /// Its grants.
    Grants,
}

/// Makes the fields from one table: subject, names, kind and part.
macro_rules! fields {
    ($($variant:ident $subject:ident $zh:literal $en:literal [$($alias:literal)*] $kind:ident $part:ident;)+) => {
        nouns! {
            /// What a question can ask a record by.
            Field { $($variant $zh $en [$($alias)*];)+ }
        }

        impl Field {
            /// Returns the list it belongs to.
            pub const fn subject(self) -> Subject {
                match self { $(Field::$variant => Subject::$subject,)+ }
            }

            /// Returns what its values are.
            pub const fn kind(self) -> Kind {
                match self { $(Field::$variant => Kind::$kind,)+ }
            }

            /// Returns the rows it stands in.
            pub const fn part(self) -> Part {
                match self { $(Field::$variant => Part::$part,)+ }
            }
        }
    };
}

fields! {
    Level People "级别" "level" ["等级" "技能等级"] Skill Own;
    Town People "街道" "town" ["镇街" "乡镇" "镇"] Text Own;
    Trade People "工种" "trade" ["职业"] Text Own;
    Employer People "单位" "employer" ["企业"] Text Own;
    Gender People "性别" "gender" [] Text Own;
    TalentClass People "人才分类" "talent-class" ["人才类别"] Text Own;
    Honour People "荣誉" "honour" ["称号" "honor"] Text Honours;
    HonourLevel People "荣誉级别" "honour-level" ["honor-level"] HonourLevel Honours;
    HonourYear People "荣誉年份" "honour-year" ["荣誉年度" "honor-year"] Year Honours;
    CertificateLevel People "证书级别" "certificate-level" ["证书等级"] Skill Certificates;
    CertificateTrade People "证书工种" "certificate-trade" ["证书职业"] Text Certificates;
    CertificateYear People "发证年份" "certificate-year" ["证书年份" "取证年份"] Year Certificates;
    ClassHeld People "历年分类" "class-held" ["历年人才分类"] Text Classes;
    ClassYear People "分类年份" "class-year" ["人才认定年份"] Year Classes;
    StudioLevel Studios "级别" "level" ["等级"] HonourLevel Own;
    StudioTown Studios "街道" "town" ["镇街" "乡镇" "镇"] Text Own;
    StudioTrade Studios "工种" "trade" ["职业"] Text Own;
    Host Studios "依托单位" "host" ["单位"] Text Own;
    Leader Studios "领衔人" "leader" ["领办人"] Text Own;
    ApprovedYear Studios "认定年份" "approved-year" ["认定年度" "命名年份"] Year Own;
    TermYear Studios "届满年份" "term-year" ["到期年份"] Year Own;
    GrantLevel Studios "资助级别" "grant-level" [] HonourLevel Grants;
    GrantYear Studios "资助年份" "grant-year" ["资助年度"] Year Grants;
    EmployerKind Employers "类型" "kind" ["类别"] EmployerKind Own;
    EmployerTown Employers "街道" "town" ["镇街" "乡镇" "镇"] Text Own;
}

impl Field {
    /// Finds the subject's field of a name; case does not count.
    pub fn named(subject: Subject, name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        subject.fields().find(|own| own.is_named(&name))
    }

    /// Returns whether its values have an order: levels and years.
    pub const fn is_ordered(self) -> bool {
        matches!(self.kind(), Kind::Skill | Kind::HonourLevel | Kind::Year)
    }
}

nouns! {
    /// What is counted or summed.
    Measure {
        Persons "人数" "count" ["数量" "计数"];
        Honours "荣誉数" "honours" ["荣誉项数" "honors"];
        HonourGrants "奖励金额" "honour-grants" ["奖励"];
        Certificates "证书数" "certificates" ["证书本数"];
        Apprentices "徒弟数" "apprentices" ["带徒数" "徒弟"];
        Raised "升级徒弟数" "apprentices-raised" ["达级徒弟数"];
        Studios "个数" "count" ["数量" "计数"];
        Grants "资助金额" "grants" ["资助"];
        Members "成员数" "members" ["成员"];
        StudioApprentices "徒弟数" "apprentices" ["带徒数" "徒弟"];
        Firms "家数" "count" ["数量" "计数"];
        Employed "人数" "people" ["人才数"];
        Hosted "工作室数" "studios" [];
    }
}

impl Measure {
    /// Finds the subject's measure of a name; case does not count.
    pub fn named(subject: Subject, name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let own = subject.measures().iter().copied();
        own.into_iter().find(|own| own.is_named(&name))
    }

    /// Returns the rows of a record that it counts or sums.
    pub const fn part(self) -> Part {
        match self {
            Measure::Honours | Measure::HonourGrants => Part::Honours,
            Measure::Certificates => Part::Certificates,
            Measure::Grants => Part::Grants,
            _ => Part::Own,
        }
    }

    /// Returns whether it counts people reached from a record, who may be reached from several.
    pub const fn reaches_twice(self) -> bool {
        matches!(
            self,
            Measure::Apprentices | Measure::Raised | Measure::Members | Measure::StudioApprentices
        )
    }

    /// Returns whether it adds up amounts; else each row counts once, however often it is met.
    pub const fn adds_up(self) -> bool {
        !matches!(self.part(), Part::Own)
    }

    /// Returns the unit of its values.
    pub const fn unit(self) -> Unit {
        match self {
            Measure::Persons
            | Measure::Apprentices
            | Measure::Raised
            | Measure::Members
            | Measure::StudioApprentices
            | Measure::Employed => Unit::Persons,
            Measure::Studios | Measure::Hosted => Unit::Pieces,
            Measure::Honours => Unit::Items,
            Measure::Certificates => Unit::Copies,
            Measure::Firms => Unit::Firms,
            Measure::HonourGrants | Measure::Grants => Unit::Yuan,
        }
    }
}

/// A unit as it stands in a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 人.
    Persons,
    /// 个.
    Pieces,
    /// 项.
    Items,
    /// 本.
    Copies,
    /// 家.
    Firms,
    /// 元, or 万元 from ten thousand on.
    Yuan,
}

impl Unit {
    /// Returns the word, which is data of letters in either language.
    pub const fn word(self) -> &'static str {
        match self {
            Unit::Persons => "人",
            Unit::Pieces => "个",
            Unit::Items => "项",
            Unit::Copies => "本",
            Unit::Firms => "家",
            Unit::Yuan => "元",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn within_a_subject_every_name_leads_to_one_thing() {
        for subject in Subject::ALL {
            let mut names = BTreeSet::new();
            for field in subject.fields() {
                for name in [field.zh(), field.en()].iter().chain(field.aliases()) {
                    assert!(names.insert(*name), "{name} twice");
                    assert_eq!(Field::named(*subject, name), Some(field));
                }
            }
            let mut names = BTreeSet::new();
            for measure in subject.measures() {
                for name in [measure.zh(), measure.en()].iter().chain(measure.aliases()) {
                    assert!(names.insert(*name), "{name} twice");
                    assert_eq!(Measure::named(*subject, name), Some(*measure));
                }
            }
        }
        assert_eq!(Subject::named("PEOPLE"), Some(Subject::People));
        for name in ["", "e\u{301}", "\u{1b}[31m", "没有"] {
            assert_eq!(Subject::named(name), None);
            assert_eq!(Field::named(Subject::People, name), None);
        }
    }

    #[test]
    fn every_measure_belongs_to_one_subject() {
        for measure in Measure::ALL {
            let of = |own: &&Subject| own.measures().contains(measure);
            assert_eq!(Subject::ALL.iter().filter(of).count(), 1, "{measure:?}");
        }
    }
}
