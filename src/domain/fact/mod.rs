//! The dated facts of the register: what stands many times in a person, a studio or an employer.
//!
//! Every fact is a list of named values with a text form, so that one form, one command and one line
//! of the change log serve all kinds.

pub mod value;

use chrono::NaiveDate;

use self::value::{Read, Value};
use super::{
    craftsman::HonourLevel,
    craftsman::{Apprenticeship, Certificate, Honour, Job, SkillLevel, TalentClass},
    employer::{Standing, StandingKind},
    id::CraftsmanId,
    studio::{Duty, DutyKind, Grant, Member, ReviewKind, StudioReview},
};

/// Makes the kinds of facts from one table: variant, its struct, stored code and fields.
macro_rules! facts {
    ($($(#[$meta:meta])* $kind:ident $of:ident $code:literal [$($field:ident)+];)+) => {
        super::coded! {
            /// Which kind of fact it is.
            FactKind { $($(#[$meta])* $kind = $code,)+ }
        }

        /// A fact of a record.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fact { $($(#[$meta])* $kind($of),)+ }

        impl FactKind {
            /// Returns the names of its values, in the order of a form.
            pub const fn fields(self) -> &'static [&'static str] {
                match self { $(FactKind::$kind => &[$(stringify!($field),)+],)+ }
            }
        }

        impl Fact {
            /// Returns its kind.
            pub const fn kind(&self) -> FactKind {
                match self { $(Fact::$kind(_) => FactKind::$kind,)+ }
            }

            /// Returns a value's text form; nothing for a name that it has not.
            pub fn get(&self, field: &str) -> String {
                match self {
                    $(Fact::$kind(own) => {
                        $(if field == stringify!($field) { return Value::text(&own.$field); })+
                    })+
                }
                String::new()
            }

            /// Reads a value from its text form.
            ///
            /// # Errors
            /// When the text is none of the value's kind; the fact stays as it was.
            pub fn set(&mut self, field: &str, text: &str) -> Read<()> {
                match self {
                    $(Fact::$kind(own) => {
                        $(if field == stringify!($field) { own.$field = Value::read(text)?; })+
                    })+
                }
                Ok(())
            }
        }

        $(impl From<$of> for Fact {
            fn from(own: $of) -> Self {
                Fact::$kind(own)
            }
        })+
    };
}

facts! {
    /// 证书.
    Certificate Certificate "certificate" [kind level trade trade_code number issuer issued expires];
    /// 荣誉.
    Honour Honour "honour" [name level tier year batch body document grant_yuan valid_until revoked revoked_why];
    /// 人才分类.
    Class TalentClass "class" [class since until document];
    /// 工作经历.
    Job Job "job" [employer employer_name post from to];
    /// 师徒协议.
    Apprenticeship Apprenticeship "apprenticeship" [master trade start end target sessions allowance_yuan reached assessed];
    /// 成员.
    Member Member "member" [craftsman from to];
    /// 补助.
    Grant Grant "grant" [level year amount_yuan];
    /// 年度任务.
    Duty Duty "duty" [year kind target result];
    /// 考核、续期、撤销.
    Review StudioReview "review" [kind on verdict until document reason];
    /// 认定.
    Standing Standing "standing" [kind since until number];
}

impl FactKind {
    /// Returns the name of a record's list of them in JSON.
    pub const fn list(self) -> &'static str {
        match self {
            FactKind::Certificate => "certificates",
            FactKind::Honour => "honours",
            FactKind::Class => "classes",
            FactKind::Job => "jobs",
            FactKind::Apprenticeship => "apprenticeships",
            FactKind::Member => "members",
            FactKind::Grant => "grants",
            FactKind::Duty => "duties",
            FactKind::Review => "reviews",
            FactKind::Standing => "standings",
        }
    }

    /// The kinds that people have.
    pub const OF_PERSON: &'static [FactKind] = &[
        FactKind::Certificate,
        FactKind::Honour,
        FactKind::Class,
        FactKind::Job,
        FactKind::Apprenticeship,
    ];
    /// The kinds that studios have.
    pub const OF_STUDIO: &'static [FactKind] = &[
        FactKind::Member,
        FactKind::Grant,
        FactKind::Duty,
        FactKind::Review,
    ];
    /// The kinds that employers have.
    pub const OF_EMPLOYER: &'static [FactKind] = &[FactKind::Standing];

    /// Returns a fact of which nothing is known, for a form.
    pub fn blank(self) -> Fact {
        match self {
            FactKind::Certificate => Certificate::of(SkillLevel::Senior, "").into(),
            FactKind::Honour => Honour::named("", HonourLevel::County).into(),
            FactKind::Class => TalentClass::default().into(),
            FactKind::Job => Job::default().into(),
            FactKind::Apprenticeship => Apprenticeship::under(CraftsmanId(0), "").into(),
            FactKind::Member => Member::from(CraftsmanId(0)).into(),
            FactKind::Grant => Fact::Grant(Grant {
                level: HonourLevel::County,
                year: None,
                amount_yuan: 0,
            }),
            FactKind::Duty => Fact::Duty(Duty {
                year: None,
                kind: DutyKind::Apprentices,
                target: None,
                result: None,
            }),
            FactKind::Review => StudioReview::of(ReviewKind::Assessment).into(),
            FactKind::Standing => Standing::of(StandingKind::SelfAssessing).into(),
        }
    }

    /// Returns the values without which it says nothing.
    pub const fn needs(self) -> &'static [&'static str] {
        match self {
            FactKind::Certificate | FactKind::Standing => &[],
            FactKind::Honour => &["name"],
            FactKind::Class => &["class"],
            FactKind::Job => &["employer_name"],
            FactKind::Apprenticeship => &["master"],
            FactKind::Member => &["craftsman"],
            FactKind::Grant => &["amount_yuan"],
            FactKind::Duty => &["year"],
            FactKind::Review => &["on"],
        }
    }
}

impl Fact {
    /// Returns the day by which facts of a kind are ordered; a year counts as its last day.
    pub fn dated(&self) -> Option<NaiveDate> {
        let last_of = |year: Option<i32>| NaiveDate::from_ymd_opt(year?, 12, 31);
        match self {
            Fact::Certificate(own) => own.issued,
            Fact::Honour(own) => last_of(own.year),
            Fact::Class(own) => own.since,
            Fact::Job(own) => own.from,
            Fact::Apprenticeship(own) => own.start,
            Fact::Member(own) => own.from,
            Fact::Grant(own) => last_of(own.year),
            Fact::Duty(own) => last_of(own.year),
            Fact::Review(own) => own.on,
            Fact::Standing(own) => own.since,
        }
    }

    /// Returns the first value that stands against another one: an end before its beginning.
    pub fn contradiction(&self) -> Option<(&'static str, &'static str)> {
        let pairs: &[(&str, &str)] = match self.kind() {
            FactKind::Certificate => &[("issued", "expires")],
            FactKind::Class | FactKind::Standing => &[("since", "until")],
            FactKind::Job | FactKind::Member => &[("from", "to")],
            FactKind::Apprenticeship => &[("start", "end"), ("start", "assessed")],
            FactKind::Review => &[("on", "until")],
            FactKind::Honour | FactKind::Grant | FactKind::Duty => &[],
        };
        let wrong = pairs.iter().find(|(first, last)| {
            let (first, last) = (self.get(first), self.get(last));
            // The text form of days is ordered as they are.
            !first.is_empty() && !last.is_empty() && last < first
        });
        wrong.map(|(_, last)| (*last, "before_start"))
    }

    /// Returns whether it no longer counts: an honour that was revoked.
    pub fn is_revoked(&self) -> bool {
        matches!(self, Fact::Honour(own) if own.revoked.is_some())
    }

    /// Writes every known value, `name=text` a line.
    pub fn written(&self) -> String {
        let fields = self.kind().fields().iter();
        let values = fields.map(|field| (field, self.get(field)));
        let known = values.filter(|(_, text)| !text.is_empty());
        let lines =
            known.map(|(field, text)| format!("{field}={}", text.replace(['\n', '\r'], " ")));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Reads what [`Fact::written`] wrote; a line of no meaning is left out.
    pub fn read_written(kind: FactKind, text: &str) -> Self {
        let mut fact = kind.blank();
        // What is not written is not known, whatever a blank form proposes.
        for (field, text) in text.lines().filter_map(|line| line.split_once('=')) {
            let _ = fact.set(field, text);
        }
        fact
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_read_again_as_it_was_written() {
        let mut honour = Honour::named("云桥工匠 e\u{301}=", HonourLevel::City);
        honour.year = Some(2024);
        honour.body = Some("区总工会、区人社局".into());
        honour.revoked = NaiveDate::from_ymd_opt(2025, 2, 28);
        let honour = Fact::from(honour);
        assert_eq!(
            Fact::read_written(FactKind::Honour, &honour.written()),
            honour
        );
        for kind in FactKind::ALL {
            let blank = kind.blank();
            assert_eq!(Fact::read_written(*kind, &blank.written()), blank);
            assert_eq!(blank.kind(), *kind);
            for field in kind.needs() {
                assert!(kind.fields().contains(field), "{field}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_changes_nothing() {
        let mut fact = FactKind::Certificate.blank();
        assert_eq!(fact.set("level", "高级技师"), Ok(()));
        assert_eq!(fact.set("level", "大师"), Err("choice"));
        assert_eq!(fact.set("issued", "昨天"), Err("date"));
        assert_eq!(fact.get("level"), "senior_technician");
        assert_eq!(fact.get("issued"), "");
    }

    #[test]
    fn an_end_before_its_beginning_is_told() {
        let mut fact = FactKind::Job.blank();
        fact.set("from", "2024-05-01").unwrap();
        assert_eq!(fact.contradiction(), None);
        fact.set("to", "2024-04-30").unwrap();
        assert_eq!(fact.contradiction(), Some(("to", "before_start")));
        fact.set("to", "2024-05-01").unwrap();
        assert_eq!(fact.contradiction(), None);
    }
}
