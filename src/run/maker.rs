//! The demo office, of any size: from invented structs to what the store keeps.
//!
//! Written in batches, so that memory stays bounded whatever the numbers.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use super::office::Office;
use crate::{
    demo::{
        CLERKS, GenChannel, GenClass, GenEmployer, GenFact, GenManner, GenPerson, GenProposal,
        GenRating, GenRole, GenStage, GenStudio, HonourLevel as GenHonourLevel, PaperKind, Roster,
        places, proposals,
    },
    domain::{
        craftsman::{
            Apprenticeship, Certificate, CertificateKind, Honour, HonourLevel, Person, SkillLevel,
        },
        employer::{EmployerKind, Firm},
        event::{Attention, Channel, ContactManner, Detail, EventKind, NewEvent},
        id::{CraftsmanId, EmployerId},
        letter::{LetterKind, LetterStage, LetterText},
        outcome::{Rating, ResultClass},
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
    let staff_of = |name: &str, section: &str, duties: &[&str]| Staff {
        name: name.into(),
        os_user: None,
        section: Some(section.into()),
        duties: duties.iter().map(|duty| (*duty).to_owned()).collect(),
    };
    let mut sections = vec!["办公室".to_owned()];
    let mut staff = vec![
        staff_of("王演", "办公室", &["收件", "核稿"]),
        staff_of("赵例", "办公室", &["签发"]),
    ];
    for (section, clerk) in CLERKS {
        if !sections.iter().any(|own| own == section) {
            sections.push(section.to_owned());
        }
        staff.push(staff_of(clerk, section, &["经办"]));
    }
    Unit {
        full_name: Some(full),
        short_name: Some(places.unit.replace(&places.district, "区")),
        place: Some(format!("{}{}", places.city, places.district)),
        level: Some(Level::County),
        reply_series: Some("云区总工案复".into()),
        opinion_series: Some("云区总工会办".into()),
        reply_numbers: None,
        opinion_numbers: None,
        chain: None,
        contact: Some("演示员".into()),
        contact_phone: Some("8600 0000".into()),
        copies: vec!["区人大代表工委".into(), "区政府督查室".into()],
        rules: Some("zhejiang".into()),
        sections,
        staff,
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
                // A long name is a body's, unless its parts are joined by a dot: a person's.
                kind: if own.name.chars().count() > 5 && !own.name.contains('·') {
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
    let steps = made.history.iter();
    steps
        .map(|step| event(&step.fact, step.on, morning(step.on)))
        .collect()
}

fn event(made: &GenFact, on: NaiveDate, at: NaiveDateTime) -> NewEvent {
    use EventKind as E;
    let fact = |kind| NewEvent::plain(kind, on, at, "王演");
    match made {
        GenFact::Received => fact(E::Received),
        GenFact::Assigned => fact(E::Assigned),
        GenFact::Accepted => fact(E::Accepted),
        GenFact::ReturnAsked(reason, unit) => fact(E::ReturnAsked)
            .with(Detail::Reason, *reason)
            .with(Detail::Unit, unit),
        GenFact::ReturnGranted => fact(E::ReturnGranted),
        GenFact::Routed(section, person) => fact(E::Routed)
            .with(Detail::Section, section)
            .with(Detail::Person, person),
        GenFact::Contacted(manner, with, outcome) => fact(E::Contacted)
            .with(Detail::Manner, manner_of(*manner).code())
            .with(Detail::With, with)
            .with(Detail::Outcome, *outcome),
        GenFact::OpinionAsked(unit) => fact(E::OpinionAsked).with(Detail::Unit, unit),
        GenFact::OpinionReceived(unit) => fact(E::OpinionReceived).with(Detail::Unit, unit),
        GenFact::ExtensionAsked => fact(E::ExtensionAsked),
        GenFact::Extended(until) => until_day(fact(E::Extended), *until),
        GenFact::Supervised => {
            fact(E::Prioritised).with(Detail::Attention, Attention::Supervised.code())
        }
        GenFact::Drafted => fact(E::Drafted),
        GenFact::Submitted => fact(E::Submitted),
        GenFact::SentBack(why) => fact(E::SentBack).with_text(*why),
        GenFact::Signed => fact(E::Signed),
        GenFact::Numbered => fact(E::Numbered),
        GenFact::Classified(class) => {
            fact(E::Classified).with(Detail::Class, class_of(*class).code())
        }
        GenFact::Sent => fact(E::Sent),
        GenFact::Delivered(proposer, channel) => fact(E::Delivered)
            .with(Detail::Proposer, proposer)
            .with(Detail::Channel, channel_of(*channel).code())
            .with(Detail::Receipt, on.to_string()),
        GenFact::Rated(proposer, attitude, result) => {
            let kind = match result {
                GenRating::Satisfied => E::RatedSatisfied,
                GenRating::Basically => E::RatedBasically,
                GenRating::Unsatisfied => E::RatedUnsatisfied,
            };
            fact(kind)
                .with(Detail::Proposer, proposer)
                .with(Detail::Attitude, rating_of(*attitude).code())
                .with(Detail::Result, rating_of(*result).code())
                .with(Detail::Evidence, "征询意见表")
        }
        GenFact::Reminded => fact(E::Reminded),
        GenFact::Lapsed => fact(E::Lapsed),
        GenFact::FollowedUp(promise, until) => {
            until_day(fact(E::FollowedUp), *until).with_text(promise)
        }
        GenFact::Reanswered => fact(E::Reanswered),
        GenFact::CarriedOver(until) => until_day(fact(E::CarriedOver), *until),
        GenFact::Closed => fact(E::Closed),
        GenFact::Withdrawn => fact(E::Withdrawn),
        GenFact::Merged(number) => fact(E::Merged).with_text(format!("{number:03}")),
    }
}

fn until_day(mut fact: NewEvent, until: NaiveDate) -> NewEvent {
    fact.until = Some(until);
    fact
}

fn manner_of(manner: GenManner) -> ContactManner {
    match manner {
        GenManner::Visit => ContactManner::Visit,
        GenManner::Forum => ContactManner::Forum,
        GenManner::Phone => ContactManner::Phone,
        GenManner::Meeting => ContactManner::Meeting,
    }
}

fn channel_of(channel: GenChannel) -> Channel {
    match channel {
        GenChannel::Post => Channel::Post,
        GenChannel::InPerson => Channel::InPerson,
        GenChannel::Platform => Channel::Platform,
    }
}

fn rating_of(rating: GenRating) -> Rating {
    match rating {
        GenRating::Satisfied => Rating::Satisfied,
        GenRating::Basically => Rating::Basically,
        GenRating::Unsatisfied => Rating::Unsatisfied,
    }
}

fn class_of(class: GenClass) -> ResultClass {
    match class {
        GenClass::Solved => ResultClass::Solved,
        GenClass::InProgress => ResultClass::InProgress,
        GenClass::Planned => ResultClass::Planned,
        GenClass::Deferred => ResultClass::Deferred,
        GenClass::Reference => ResultClass::Reference,
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
        .find(|step| step.fact == GenFact::Sent)
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
        let rule = |class| {
            office
                .rules
                .pack
                .classes
                .iter()
                .find(|own| own.class == class)
        };
        letter.class = rule(class_of(made.class))
            .filter(|_| kind != LetterKind::CoOpinion)
            .and_then(|rule| rule.letter.clone());
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
