//! What can be asked: subjects, their fields and what is measured, one row each with its names.
//!
//! Names are matched whole and within a subject: 级别 of people is a skill level, of studios the level
//! that approved them. The Chinese and the English name print a question; the others are read only.

use crate::domain::studio::DutyKind;

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
        Contests "竞赛" "contests" ["技能竞赛" "contest"];
        Trainings "培训" "trainings" ["培训班" "training"];
        Subsidies "补贴" "subsidies" ["subsidy"];
        Plans "计划" "plans" ["plan"];
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
                Measure::Duties,
                Measure::DutyGoals,
                Measure::DutyResults,
            ],
            Subject::Employers => &[Measure::Firms, Measure::Employed, Measure::Hosted],
            Subject::Contests => &[Measure::Contests, Measure::Entrants, Measure::Contestants],
            Subject::Trainings => &[
                Measure::Classes,
                Measure::Hours,
                Measure::Enrolled,
                Measure::Trainees,
            ],
            Subject::Subsidies => &[
                Measure::Subsidies,
                Measure::Paid,
                Measure::Payments,
                Measure::Receivers,
            ],
            Subject::Plans => &[Measure::Plans, Measure::Goals, Measure::Reached],
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
    /// What an employer was recognised as.
    Standing,
    /// How a class ended.
    Finish,
    /// What a studio owes in a year.
    Duty,
    /// What became of a duty.
    DutyOutcome,
    /// A place in a contest, ordered from the first.
    Place,
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
    /// The studios a person leads or belongs to.
    Studios,
    /// Its grants.
    Grants,
    /// What an employer was recognised as.
    Standings,
    /// Its yearly duties.
    Duties,
    /// The entries of a programme that stand.
    Entries,
    /// The targets of a plan, one row a year.
    Goals,
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
    BirthYear People "出生年份" "birth-year" ["出生年" "生年"] Year Own;
    TalentClass People "人才分类" "talent-class" ["人才类别"] Text Own;
    Honour People "荣誉" "honour" ["称号" "honor"] Text Honours;
    HonourLevel People "荣誉级别" "honour-level" ["honor-level"] HonourLevel Honours;
    HonourYear People "荣誉年份" "honour-year" ["荣誉年度" "honor-year"] Year Honours;
    CertificateLevel People "证书级别" "certificate-level" ["证书等级"] Skill Certificates;
    CertificateTrade People "证书工种" "certificate-trade" ["证书职业"] Text Certificates;
    CertificateYear People "发证年份" "certificate-year" ["证书年份" "取证年份"] Year Certificates;
    ClassHeld People "历年分类" "class-held" ["历年人才分类"] Text Classes;
    TalentYear People "分类年份" "class-year" ["人才认定年份"] Year Classes;
    Studio People "工作室" "studio" ["技能大师工作室" "大师工作室"] Text Studios;
    StudioName Studios "名称" "name" [] Text Own;
    StudioLevel Studios "级别" "level" ["等级"] HonourLevel Own;
    StudioTown Studios "街道" "town" ["镇街" "乡镇" "镇"] Text Own;
    StudioTrade Studios "工种" "trade" ["职业"] Text Own;
    Host Studios "依托单位" "host" ["单位"] Text Own;
    Leader Studios "领衔人" "leader" ["领办人"] Text Own;
    ApprovedYear Studios "认定年份" "approved-year" ["认定年度" "命名年份"] Year Own;
    TermYear Studios "届满年份" "term-year" ["到期年份"] Year Own;
    GrantLevel Studios "资助级别" "grant-level" [] HonourLevel Grants;
    GrantYear Studios "资助年份" "grant-year" ["资助年度"] Year Grants;
    EmployerName Employers "名称" "name" [] Text Own;
    Duty Studios "任务" "duty" ["年度任务"] Duty Duties;
    DutyYear Studios "任务年份" "duty-year" ["任务年度"] Year Duties;
    DutyOutcome Studios "任务结果" "duty-result" ["完成情况"] DutyOutcome Duties;
    EmployerKind Employers "类型" "kind" ["类别"] EmployerKind Own;
    EmployerTown Employers "街道" "town" ["镇街" "乡镇" "镇"] Text Own;
    Standing Employers "认定" "recognised" ["资格"] Standing Standings;
    StandingYear Employers "认定年份" "recognised-year" ["认定年度" "备案年份"] Year Standings;
    ContestName Contests "名称" "name" [] Text Own;
    ContestLevel Contests "级别" "level" ["等级"] HonourLevel Own;
    ContestItem Contests "项目" "item" ["工种" "职业" "trade"] Text Own;
    ContestOrganiser Contests "主办单位" "organiser" ["主办"] Text Own;
    ContestYear Contests "年份" "year" ["年度"] Year Own;
    Ranking Contests "名次" "place" [] Place Entries;
    Promoted Contests "晋升级别" "promoted" ["晋升等级"] Skill Entries;
    ClassName Trainings "名称" "name" [] Text Own;
    ClassTrade Trainings "工种" "trade" ["职业"] Text Own;
    ClassOrganiser Trainings "主办单位" "organiser" ["主办"] Text Own;
    ClassYear Trainings "年份" "year" ["年度"] Year Own;
    Finish Trainings "结果" "outcome" [] Finish Entries;
    Gained Trainings "证书级别" "certificate-level" ["证书等级"] Skill Entries;
    SubsidyName Subsidies "名称" "name" [] Text Own;
    Account Subsidies "账户" "account" [] Text Own;
    PaidYear Subsidies "发放年份" "paid-year" ["年份" "年度" "year"] Year Entries;
    PaidLevel Subsidies "级别" "level" ["等级"] Skill Entries;
    PlanName Plans "名称" "name" [] Text Own;
    PlanLevel Plans "级别" "level" ["等级"] HonourLevel Own;
    Target Plans "指标" "target" [] Text Goals;
    GoalYear Plans "年份" "year" ["年度"] Year Goals;
}

impl Field {
    /// Finds the subject's field of a name; case does not count.
    pub fn named(subject: Subject, name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        subject.fields().find(|own| own.is_named(&name))
    }

    /// Returns whether its values are talent classes.
    pub const fn is_talent_class(self) -> bool {
        matches!(self, Field::TalentClass | Field::ClassHeld)
    }

    /// Returns whether its values have an order: levels, places and years.
    pub const fn is_ordered(self) -> bool {
        matches!(
            self.kind(),
            Kind::Skill | Kind::HonourLevel | Kind::Place | Kind::Year
        )
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
        Duties "任务数" "duties" ["年度任务数"];
        DutyGoals "任务目标数" "duty-goals" ["任务目标"];
        DutyResults "任务完成数" "duty-results" [];
        Firms "家数" "count" ["数量" "计数"];
        Employed "人数" "people" ["人才数"];
        Hosted "工作室数" "studios" [];
        Contests "项数" "count" ["数量" "计数"];
        Entrants "参赛人次" "entrants" ["人次"];
        Contestants "参赛人数" "people" ["人数"];
        Classes "班数" "count" ["数量" "计数"];
        Hours "学时" "hours" ["课时"];
        Enrolled "培训人次" "enrolled" ["人次"];
        Trainees "培训人数" "people" ["人数"];
        Subsidies "项数" "count" ["数量" "计数"];
        Paid "发放金额" "paid" ["金额"];
        Payments "发放笔数" "payments" ["笔数"];
        Receivers "领取人数" "people" ["人数"];
        Plans "个数" "count" ["数量" "计数"];
        Goals "目标数" "goals" ["目标"];
        Reached "完成数" "reached" ["完成"];
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
            Measure::Duties | Measure::DutyGoals | Measure::DutyResults => Part::Duties,
            Measure::Entrants
            | Measure::Contestants
            | Measure::Enrolled
            | Measure::Trainees
            | Measure::Paid
            | Measure::Payments
            | Measure::Receivers => Part::Entries,
            Measure::Goals | Measure::Reached => Part::Goals,
            _ => Part::Own,
        }
    }

    /// Returns whether it counts people reached from a record, who may be reached from several.
    pub const fn reaches_twice(self) -> bool {
        matches!(
            self,
            Measure::Apprentices
                | Measure::Raised
                | Measure::Members
                | Measure::StudioApprentices
                | Measure::Contestants
                | Measure::Trainees
                | Measure::Receivers
        )
    }

    /// Returns whether it adds up amounts; else each row counts once, however often it is met.
    pub const fn adds_up(self) -> bool {
        match self.part() {
            Part::Own => matches!(self, Measure::Hours),
            Part::Entries => !self.reaches_twice(),
            _ => true,
        }
    }

    /// Returns the unit of its values.
    pub const fn unit(self) -> Unit {
        match self {
            Measure::Persons
            | Measure::Apprentices
            | Measure::Raised
            | Measure::Members
            | Measure::StudioApprentices
            | Measure::Employed
            | Measure::Contestants
            | Measure::Trainees
            | Measure::Receivers => Unit::Persons,
            Measure::Studios | Measure::Hosted | Measure::Plans => Unit::Pieces,
            Measure::Honours | Measure::Contests | Measure::Subsidies | Measure::Duties => {
                Unit::Items
            }
            Measure::Entrants | Measure::Enrolled => Unit::Turns,
            Measure::Classes => Unit::Classes,
            Measure::Hours => Unit::Hours,
            Measure::Payments => Unit::Payments,
            Measure::Goals | Measure::Reached | Measure::DutyGoals | Measure::DutyResults => {
                Unit::Bare
            }
            Measure::Certificates => Unit::Copies,
            Measure::Firms => Unit::Firms,
            Measure::HonourGrants | Measure::Grants | Measure::Paid => Unit::Yuan,
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
    /// 人次.
    Turns,
    /// 期.
    Classes,
    /// 学时.
    Hours,
    /// 笔.
    Payments,
    /// None, or several: each target of a plan, and each duty of a studio, has its own.
    Bare,
    /// 元, or 万元 from ten thousand on.
    Yuan,
}

impl Unit {
    /// Every unit that has a word.
    const NAMED: [Unit; 10] = [
        Unit::Persons,
        Unit::Pieces,
        Unit::Items,
        Unit::Copies,
        Unit::Firms,
        Unit::Turns,
        Unit::Classes,
        Unit::Hours,
        Unit::Payments,
        Unit::Yuan,
    ];

    /// Returns the unit of a word; none of its own for others, which a plan may have.
    pub fn of_word(word: &str) -> Self {
        let own = Self::NAMED.iter().find(|own| own.word() == word);
        own.copied().unwrap_or(Unit::Bare)
    }

    /// Returns the unit that the amounts of a duty have.
    pub const fn of_duty(kind: DutyKind) -> Self {
        match kind {
            DutyKind::Apprentices | DutyKind::Raised => Unit::Persons,
            DutyKind::Problems | DutyKind::Inventions => Unit::Items,
            DutyKind::Hours => Unit::Hours,
            DutyKind::Benefit => Unit::Yuan,
        }
    }

    /// Returns the word, which is data of letters in either language.
    pub const fn word(self) -> &'static str {
        match self {
            Unit::Persons => "人",
            Unit::Pieces => "个",
            Unit::Items => "项",
            Unit::Copies => "本",
            Unit::Firms => "家",
            Unit::Turns => "人次",
            Unit::Classes => "期",
            Unit::Hours => "学时",
            Unit::Payments => "笔",
            Unit::Bare => "",
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
