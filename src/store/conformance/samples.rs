//! Invented values with every field filled, and text that is not ASCII.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{
    craftsman::{
        Apprenticeship, Certificate, CertificateKind, Honour, HonourLevel, Job, Person, SkillLevel,
        TalentClass,
    },
    deadline::{ClockKind, Projection},
    employer::{EmployerKind, Firm, Standing, StandingKind},
    event::{EventKind, NewEvent},
    id::{CraftsmanId, ProposalId},
    letter::{LetterKind, LetterStage, LetterText},
    paper::{Attachment, Intake, ItemIntake, SourceText},
    private::Private,
    proposal::{Ask, Item, PaperState, Proposer, ProposerKind, Role},
    sitting::{Kind, Level, Period, Sitting},
    span::{Span, What},
    state::State,
    studio::{Duty, DutyKind, Grant, ReviewKind, StudioReview, Verdict, Workshop},
};

/// A name with a rare character beyond the first plane, and one with a combining mark.
pub(super) const RARE: &str = "𠮷田e\u{301}";

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

pub(super) fn sitting() -> Sitting {
    Sitting {
        place: Some("云桥区".into()),
        level: Some(Level::County),
        kind: Kind::Cppcc,
        period: Period::Between,
        term: Some(9),
        session: Some(3),
    }
}

pub(super) fn item(number: u32) -> Item {
    Item {
        sitting: sitting(),
        number_printed: Some(format!("{number:03}")),
        number: Some(number),
        title: "关于培育工匠的提案".into(),
        body: "第一段。\n\n\t第二段, cafe\u{301}。\n".into(),
        wished_unit: Some("区总工会".into()),
        lead_unit: Some("区人社局".into()),
        role: Role::Co,
        paper: PaperState::Present,
        proposers: vec![
            Proposer {
                name: RARE.into(),
                kind: ProposerKind::Member,
                group: Some("经济界".into()),
                phone: Some(Private::new("000-0000-0001")),
                address: Some(Private::new("青石街道8号")),
                postcode: Some(Private::new("000000")),
            },
            Proposer::named("", ProposerKind::Body),
            Proposer::named("周知行", ProposerKind::Deputy),
        ],
        asks: vec![
            Ask {
                text: "设立工匠学院".into(),
            },
            Ask {
                text: String::new(),
            },
        ],
    }
}

/// An item without an identity.
pub(super) fn plain(title: &str) -> Item {
    Item {
        title: title.into(),
        ..Item::blank(Sitting::unknown(Kind::Suggestion))
    }
}

pub(super) fn standing(state: State, due: Option<&str>) -> Projection {
    let mut own = Projection::of(Role::Lead, &[]);
    own.state = state;
    own.due = due.map(|due| (day(due), ClockKind::Answer));
    own
}

pub(super) fn event(kind: EventKind) -> NewEvent {
    NewEvent::plain(kind, day("2026-03-02"), at("2026-03-03 09:08:07"), "王一")
}

pub(super) fn letter(proposal: Option<ProposalId>) -> LetterText {
    LetterText {
        proposal,
        kind: LetterKind::CoOpinion,
        stage: LetterStage::Draft,
        organ: Some("云桥区总工会".into()),
        number: Some("云区总工案复〔2026〕2号".into()),
        class: Some("B".into()),
        title: "关于第037号提案的协办意见".into(),
        addressees: vec!["区人社局".into(), String::new(), "林小满委员".into()],
        sections: vec!["一、关于培育".into()],
        signature: Some(String::new()),
        date: Some(day("2026-06-30")),
        contact: Some(RARE.into()),
        contact_phone: Some("8600 0000".into()),
        copies: vec![String::new()],
        text: "尊敬的委员:\n\n　　您好。\n".into(),
        spans: vec![Span {
            range: 0..3,
            what: What::Ask(1),
        }],
    }
}

pub(super) fn person(master: Option<CraftsmanId>) -> Person {
    Person {
        name: RARE.into(),
        gender: Some("女".into()),
        birth_month: Some("1980-02".into()),
        employer: None,
        employer_name: Some("青石机械厂".into()),
        trade: Some("钳工".into()),
        level: Some(SkillLevel::ChiefTechnician),
        town: Some("青石街道".into()),
        phone: Some(Private::new("000-0000-0002")),
        talent_class: Some("D".into()),
        note: Some("一行\n两行".into()),
        certificates: vec![
            Certificate {
                kind: CertificateKind::Grade,
                level: SkillLevel::Technician,
                trade: "钳工".into(),
                trade_code: Some("6-18-02-04".into()),
                number: Some(Private::new("样YQ-2024-0001")),
                issuer: Some("区评价中心".into()),
                issued: Some(day("2024-02-29")),
                expires: Some(day("2027-02-28")),
            },
            Certificate {
                kind: CertificateKind::Qualification,
                ..Certificate::of(SkillLevel::Senior, "")
            },
        ],
        honours: vec![
            Honour {
                name: "云桥工匠".into(),
                level: HonourLevel::County,
                tier: Some("金".into()),
                year: Some(2025),
                batch: Some("第二批".into()),
                body: Some("区总工会、区人社局".into()),
                document: Some("云区工〔2025〕3号".into()),
                grant_yuan: Some(20_000),
                valid_until: Some(day("2028-12-31")),
                revoked: Some(day("2026-01-31")),
                revoked_why: Some(RARE.into()),
            },
            Honour::named("云桥技术能手", HonourLevel::County),
        ],
        apprenticeships: master
            .map(|master| Apprenticeship {
                master,
                trade: "钳工".into(),
                start: Some(day("2025-01-01")),
                end: Some(day("2026-12-31")),
                target: Some(SkillLevel::Senior),
                sessions: Some(40),
                allowance_yuan: Some(3_000),
                reached: Some(SkillLevel::Senior),
                assessed: Some(day("2026-11-02")),
            })
            .into_iter()
            .collect(),
        classes: vec![TalentClass {
            class: "D".into(),
            since: Some(day("2023-03-01")),
            until: Some(day("2026-02-28")),
            document: Some("云区人才〔2023〕1号".into()),
        }],
        jobs: vec![
            Job {
                employer: None,
                employer_name: Some("青石机械厂".into()),
                post: Some("班组长".into()),
                from: Some(day("2010-07-01")),
                to: None,
            },
            Job::default(),
        ],
    }
}

pub(super) fn named(name: &str) -> Person {
    Person {
        name: name.into(),
        ..Person::default()
    }
}

pub(super) fn firm(name: &str) -> Firm {
    Firm {
        town: Some("青石街道".into()),
        phone: Some("8600 0001".into()),
        note: Some(String::new()),
        standings: vec![
            Standing {
                kind: StandingKind::SelfAssessing,
                since: Some(day("2021-05-01")),
                until: Some(day("2024-04-30")),
                number: Some("云评备〔2021〕2号".into()),
            },
            Standing::of(StandingKind::GrowthSme),
        ],
        ..Firm::named(name, EmployerKind::TrainingBase)
    }
}

pub(super) fn studio(name: &str) -> Workshop {
    Workshop {
        leader_name: Some(RARE.into()),
        host_name: Some("青石机械厂".into()),
        trade: Some("钳工".into()),
        approved: Some(day("2023-05-01")),
        approval: Some("云区人社〔2023〕9号".into()),
        term_start: Some(day("2023-05-01")),
        term_end: Some(day("2026-04-30")),
        note: Some("备注".into()),
        grants: vec![
            Grant {
                level: HonourLevel::Province,
                year: Some(2024),
                amount_yuan: 100_000,
            },
            Grant {
                level: HonourLevel::City,
                year: None,
                amount_yuan: 0,
            },
        ],
        duties: vec![Duty {
            year: Some(2025),
            kind: DutyKind::Benefit,
            target: Some(500_000),
            result: None,
        }],
        reviews: vec![
            StudioReview {
                kind: ReviewKind::Removal,
                on: Some(day("2026-05-06")),
                verdict: Some(Verdict::Failed),
                until: Some(day("2032-05-05")),
                document: Some("云区人社〔2026〕4号".into()),
                reason: Some(RARE.into()),
            },
            StudioReview::of(ReviewKind::Assessment),
        ],
        ..Workshop::named(name, HonourLevel::Province)
    }
}

pub(super) fn source() -> SourceText {
    SourceText {
        title: "云桥区工匠培育计划".into(),
        date: Some(day("2026-01-05")),
        origin: Some("区人社局".into()),
        sections: vec!["一、总体要求".into(), "二、任务".into()],
        text: "全区有技师12名。\n".into(),
    }
}

/// What a file brings; its bytes are the name, so that two names are two files.
pub(super) fn intake(name: &str, items: Vec<ItemIntake>, sources: Vec<SourceText>) -> Intake {
    Intake {
        attachment: Attachment {
            name: name.into(),
            sha256: sha256_hex(name.as_bytes()),
            format: "txt".into(),
            bytes: name.as_bytes().to_vec(),
        },
        at: at("2026-03-03 10:00:00"),
        by: "王一".into(),
        items,
        sources,
    }
}

pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::Digest;
    use std::fmt::Write;
    let mut hex = String::new();
    for byte in sha2::Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").unwrap();
    }
    hex
}
