//! The demo office, of any size: from invented structs to what the store keeps.
//!
//! Written in batches, so that memory stays bounded whatever the numbers.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use super::office::Office;
use crate::{
    demo::{
        GenProposal, GenRole, GenStage, Roster, places, proposals,
        {GenEmployer, GenPerson, GenStudio, HonourLevel as GenHonourLevel, PaperKind},
    },
    domain::{
        craftsman::{
            Apprenticeship, Certificate, CertificateKind, Honour, HonourLevel, Person, SkillLevel,
        },
        employer::{EmployerKind, Firm},
        event::{EventKind, NewEvent},
        id::{CraftsmanId, EmployerId},
        letter::{LetterKind, LetterStage, LetterText},
        paper::ItemIntake,
        private::Private,
        proposal::{Ask, Item, PaperState, Proposer, ProposerKind, Role},
        sitting::{Kind, Level, Period, Sitting},
        studio::{Grant, Workshop},
        unit::{Staff, Unit},
    },
    store::{Result, RosterBatch},
};

/// How many rows are written in one transaction.
const BATCH: usize = 5_000;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeAsk {
    /// How many people.
    pub workers: u64,
    /// How many items.
    pub proposals: u64,
    /// The seed; the same seed and day make the same store.
    pub seed: u64,
    /// The day that the demo stands on.
    pub today: NaiveDate,
}

/// The size of `anfu demo`.
pub const SMALL: (u64, u64) = (2_000, 42);

/// Fills an empty store. `progress` is told how many rows of how many are written.
///
/// # Errors
/// When the store cannot be written.
pub fn make(office: &mut Office, ask: &MakeAsk, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
    office.store.save_unit(&unit(), None)?;
    office.reread_unit()?;
    office.settle_basis()?;
    let total = ask.workers + ask.proposals;
    let mut done = 0;
    let mut tell = |rows: usize| {
        done += rows as u64;
        progress(done, total);
    };
    items(office, ask, &mut tell)?;
    roster(office, ask, &mut tell)
}

fn unit() -> Unit {
    let places = places();
    let full = format!("{}{}", places.city, places.unit);
    let staff = |name: &str, section: &str, duties: &[&str]| Staff {
        name: name.into(),
        os_user: None,
        section: Some(section.into()),
        duties: duties.iter().map(|duty| (*duty).to_owned()).collect(),
    };
    Unit {
        full_name: Some(full),
        short_name: Some(places.unit.replace(&places.district, "区")),
        place: Some(format!("{}{}", places.city, places.district)),
        level: Some(Level::County),
        reply_series: Some("云区总工案复".into()),
        opinion_series: Some("云区总工会办".into()),
        contact: Some("演示员".into()),
        contact_phone: Some("8600 0000".into()),
        copies: vec!["区人大代表工委".into(), "区政府督查室".into()],
        rules: Some("zhejiang".into()),
        sections: ["综合科", "经济技术科", "权益保障科", "人才科"]
            .map(String::from)
            .to_vec(),
        staff: vec![
            staff("王演", "综合科", &["收件", "核稿"]),
            staff("李示", "经济技术科", &["经办"]),
            staff("赵例", "综合科", &["签发"]),
            staff("钱样", "人才科", &["人才"]),
        ],
    }
}

fn items(office: &mut Office, ask: &MakeAsk, tell: &mut dyn FnMut(usize)) -> Result<()> {
    let mut batch = Vec::new();
    let now = office.now();
    for made in proposals(ask.proposals as usize, ask.seed, ask.today) {
        batch.push(item(office, &made, now));
        if batch.len() == BATCH {
            office.store.add_items(&batch, "王演", now)?;
            tell(batch.len());
            batch.clear();
        }
    }
    office.store.add_items(&batch, "王演", now)?;
    tell(batch.len());
    Ok(())
}

fn item(office: &Office, made: &GenProposal, now: NaiveDateTime) -> ItemIntake {
    let places = places();
    let (kind, proposer_kind) = match made.kind {
        PaperKind::Suggestion => (Kind::Suggestion, ProposerKind::Deputy),
        PaperKind::Cppcc => (Kind::Cppcc, ProposerKind::Member),
    };
    let role = match made.role {
        GenRole::Lead => Role::Lead,
        GenRole::Co => Role::Co,
        GenRole::Separate => Role::Separate,
    };
    // Five sessions a term; the invented district began its 17th term in 2022.
    let years = made.year - 2022;
    let item = Item {
        sitting: Sitting {
            place: Some(format!("{}{}", places.city, places.district)),
            level: Some(Level::County),
            kind,
            period: Period::InSession,
            term: Some((17 + years.div_euclid(5)).max(1) as u16),
            session: Some((years.rem_euclid(5) + 1) as u16),
        },
        number_printed: Some(format!("{:03}", made.number)),
        number: Some(made.number),
        title: made.title.clone(),
        body: made.body.clone(),
        wished_unit: Some(made.wished_unit.clone()).filter(|unit| !unit.is_empty()),
        lead_unit: (role == Role::Co)
            .then(|| made.other_units.first().cloned())
            .flatten(),
        role,
        paper: PaperState::Present,
        proposers: made
            .proposers
            .iter()
            .map(|own| Proposer {
                group: Some(own.group.clone()).filter(|group| !group.is_empty()),
                phone: Some(Private::new(own.phone.clone())),
                kind: if own.name.chars().count() > 5 {
                    ProposerKind::Body
                } else {
                    proposer_kind
                },
                ..Proposer::named(own.name.clone(), proposer_kind)
            })
            .collect(),
        asks: made
            .asks
            .iter()
            .map(|text| Ask { text: text.clone() })
            .collect(),
    };
    let events = events(made, now);
    let projection = office.projection(&item.case(), Vec::new(), &events);
    let letters = made
        .draft
        .iter()
        .map(|text| letter(office, made, &item, text))
        .collect();
    ItemIntake {
        into: None,
        item,
        events,
        projection,
        letters,
    }
}

fn events(made: &GenProposal, now: NaiveDateTime) -> Vec<NewEvent> {
    let morning = |day: NaiveDate| day.and_hms_opt(9, 0, 0).unwrap_or(now);
    let fact = |kind, on| NewEvent::plain(kind, on, morning(on), "王演");
    let later = Days::new(later_by(made, now.date()));
    let moved = |day: NaiveDate| day.checked_add_days(later).unwrap_or(day);
    let start = moved(made.assigned);
    let mut events = vec![
        fact(EventKind::Received, start),
        fact(EventKind::Assigned, start),
    ];
    for step in &made.history {
        let kind = match step.stage {
            GenStage::Received => continue,
            GenStage::SignedFor => EventKind::Accepted,
            GenStage::Returned => EventKind::ReturnAsked,
            GenStage::Routed => EventKind::Routed,
            GenStage::Contacting => EventKind::Contacted,
            GenStage::AwaitingCoOpinion => EventKind::OpinionAsked,
            GenStage::Drafting => EventKind::Drafted,
            GenStage::InReview => EventKind::Submitted,
            GenStage::Signed => EventKind::Signed,
            GenStage::Answered => EventKind::Sent,
            GenStage::Satisfied => EventKind::RatedSatisfied,
            GenStage::BasicallySatisfied => EventKind::RatedBasically,
            GenStage::NotSatisfied => EventKind::RatedUnsatisfied,
            GenStage::FollowedUp => EventKind::FollowedUp,
            GenStage::Closed => EventKind::Closed,
            GenStage::Withdrawn => EventKind::Withdrawn,
            GenStage::Merged => EventKind::Merged,
        };
        let mut event = fact(kind, moved(step.on));
        event.text = match kind {
            EventKind::Routed => made
                .clerk
                .as_ref()
                .map(|(section, name)| format!("{section} {name}")),
            EventKind::Merged => made.merged_into.map(|number| format!("{number:03}")),
            EventKind::OpinionAsked => made.other_units.first().cloned(),
            _ => None,
        };
        events.push(event);
    }
    events
}

/// Returns by how many days an item's dates move.
///
/// Due days shall lie around today for every clock. The invented dates are made for a term of three
/// months; of this office a co-handler has two, and an item to be done again one from the rating, so
/// those came later. Nothing happens after today.
fn later_by(made: &GenProposal, today: NaiveDate) -> u64 {
    let last = made
        .history
        .iter()
        .map(|step| step.on)
        .max()
        .unwrap_or(made.assigned);
    let room = (today - last).num_days().max(0) as u64;
    match (made.role, made.stage) {
        (_, GenStage::NotSatisfied) => room.saturating_sub(18),
        (GenRole::Co, _) => room.min(30),
        _ => 0,
    }
}

fn letter(office: &Office, made: &GenProposal, item: &Item, text: &str) -> LetterText {
    let kind = match made.role {
        GenRole::Lead => LetterKind::LeadReply,
        GenRole::Co => LetterKind::CoOpinion,
        GenRole::Separate => LetterKind::SeparateReply,
    };
    let sent = made
        .history
        .iter()
        .find(|step| step.stage == GenStage::Answered)
        .map(|step| step.on);
    let mut letter = LetterText::draft(kind, None);
    letter.stage = match made.stage {
        GenStage::InReview => LetterStage::Reviewing,
        GenStage::Signed => LetterStage::Signed,
        _ if sent.is_some() => LetterStage::Sent,
        _ => LetterStage::Draft,
    };
    letter.organ.clone_from(&office.unit.full_name);
    letter.signature.clone_from(&office.unit.full_name);
    letter.contact.clone_from(&office.unit.contact);
    letter.contact_phone.clone_from(&office.unit.contact_phone);
    letter.copies.clone_from(&office.unit.copies);
    letter.date = sent;
    if let Some(day) = sent {
        let series = if kind == LetterKind::CoOpinion {
            &office.unit.opinion_series
        } else {
            &office.unit.reply_series
        };
        letter.number = series
            .as_ref()
            .map(|series| format!("{series}〔{}〕{}号", day.year(), made.number));
        letter.class = (kind != LetterKind::CoOpinion)
            .then(|| ["A", "B", "B", "C"][made.index % 4].to_owned());
    }
    letter.title = format!(
        "关于第{}号{}的{}",
        item.number_printed.as_deref().unwrap_or_default(),
        match item.sitting.kind {
            Kind::Suggestion => "建议",
            Kind::Cppcc => "提案",
        },
        if kind == LetterKind::CoOpinion {
            "协办意见"
        } else {
            "答复"
        }
    );
    letter.addressees = match kind {
        LetterKind::CoOpinion => item.lead_unit.iter().cloned().collect(),
        _ => item.proposers.iter().map(|own| own.name.clone()).collect(),
    };
    text.clone_into(&mut letter.text);
    letter
}

fn roster(office: &mut Office, ask: &MakeAsk, tell: &mut dyn FnMut(usize)) -> Result<()> {
    let made = Roster::new(ask.workers as usize, ask.seed);
    if ask.workers == 0 {
        return Ok(());
    }
    let employers: Vec<GenEmployer> = made.employers().collect();
    let rows = office.store.add_roster(&RosterBatch {
        employers: employers.iter().map(firm).collect(),
        ..RosterBatch::default()
    })?;
    let employer_row = |at: usize| EmployerId(rows.first_employer.0 + at as i64);
    // A master always stands before the apprentice, so that rows count on from the first.
    let mut first_person = 0;
    let mut people = made.people().peekable();
    while people.peek().is_some() {
        let batch: Vec<Person> = people
            .by_ref()
            .take(BATCH)
            .map(|own| {
                let employer = &employers[own.employer];
                // In the first batch masters are named by their place in it.
                let row_of = |at: usize| match first_person {
                    0 => CraftsmanId(-1 - at as i64),
                    first => CraftsmanId(first + at as i64),
                };
                person(&own, employer, employer_row(own.employer), row_of)
            })
            .collect();
        let count = batch.len();
        let rows = office.store.add_roster(&RosterBatch {
            people: batch,
            ..RosterBatch::default()
        })?;
        if first_person == 0 {
            first_person = rows.first_person.0;
        }
        tell(count);
    }
    let studios: Vec<Workshop> = made
        .studios()
        .map(|own| {
            studio(
                &own,
                &made,
                &employers,
                employer_row(own.host),
                CraftsmanId(first_person + own.leader as i64),
            )
        })
        .collect();
    office.store.add_roster(&RosterBatch {
        studios,
        ..RosterBatch::default()
    })?;
    Ok(())
}

fn firm(made: &GenEmployer) -> Firm {
    let kind = match made.kind {
        "院校" => EmployerKind::School,
        "评价机构" => EmployerKind::AssessmentBody,
        "实训基地" => EmployerKind::TrainingBase,
        _ if made.index.is_multiple_of(9) => EmployerKind::SelfAssessing,
        _ => EmployerKind::Enterprise,
    };
    Firm {
        name: made.name.clone(),
        kind,
        town: Some(made.town.clone()),
        phone: None,
        note: None,
    }
}

fn person(
    made: &GenPerson,
    employer: &GenEmployer,
    row: EmployerId,
    row_of: impl Fn(usize) -> CraftsmanId,
) -> Person {
    let level = |at: u8| {
        SkillLevel::ALL
            .get(usize::from(at))
            .copied()
            .unwrap_or(SkillLevel::Apprentice)
    };
    let honour_level = |level| match level {
        GenHonourLevel::County => HonourLevel::County,
        GenHonourLevel::City => HonourLevel::City,
        GenHonourLevel::Province => HonourLevel::Province,
        GenHonourLevel::National => HonourLevel::National,
    };
    Person {
        name: made.name.clone(),
        gender: Some(made.gender.word().into()),
        birth_month: Some(format!("{}-{:02}", made.birth_year, made.birth_month)),
        employer: Some(row),
        employer_name: Some(employer.name.clone()),
        trade: Some(made.trade.clone()),
        level: Some(level(made.level)),
        town: Some(employer.town.clone()),
        phone: None,
        talent_class: None,
        note: None,
        certificates: made
            .certificates
            .iter()
            .rev()
            .map(|own| Certificate {
                kind: CertificateKind::Grade,
                level: level(own.level),
                trade: made.trade.clone(),
                issuer: None,
                issued: NaiveDate::from_ymd_opt(own.year, 6, 1),
            })
            .collect(),
        honours: made
            .honours
            .iter()
            .rev()
            .map(|own| Honour {
                name: own.name.clone(),
                level: honour_level(own.level),
                year: Some(own.year),
                body: None,
                grant_yuan: None,
            })
            .collect(),
        apprenticeships: made
            .master
            .iter()
            .map(|master| Apprenticeship {
                master: row_of(*master),
                trade: made.trade.clone(),
                start: None,
                end: None,
            })
            .collect(),
    }
}

fn studio(
    made: &GenStudio,
    roster: &Roster,
    employers: &[GenEmployer],
    host: EmployerId,
    leader: CraftsmanId,
) -> Workshop {
    let level = match made.level {
        "国家级" => HonourLevel::National,
        "省级" => HonourLevel::Province,
        "市级" => HonourLevel::City,
        "企业级" => HonourLevel::Enterprise,
        _ => HonourLevel::County,
    };
    // Approved in the summer, for three years.
    let approved = NaiveDate::from_ymd_opt(made.year, 7, 1);
    let grant = (made.grant_yuan > 0).then(|| Grant {
        level,
        year: Some(made.year),
        amount_yuan: i64::from(made.grant_yuan),
    });
    Workshop {
        leader: Some(leader),
        leader_name: Some(roster.person(made.leader).name),
        host: Some(host),
        host_name: Some(employers[made.host].name.clone()),
        trade: Some(made.trade.clone()),
        approved,
        term_end: approved.and_then(|day| day.checked_add_days(Days::new(3 * 365))),
        grants: grant.into_iter().collect(),
        ..Workshop::named(made.name.clone(), level)
    }
}
