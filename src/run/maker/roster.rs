//! The invented roster as records of the store.

use chrono::{Datelike, Days, NaiveDate};

use super::{BATCH, MakeAsk, history, programmes::programmes};
use crate::{
    demo::{GenEmployer, GenPerson, GenStudio, HonourLevel as GenHonourLevel, Roster},
    domain::{
        craftsman::{
            Apprenticeship, Certificate, CertificateKind, Honour, HonourLevel, Person, SkillLevel,
        },
        employer::{EmployerKind, Firm},
        id::{CraftsmanId, EmployerId},
        studio::{Grant, Workshop},
    },
    run::office::Office,
    store::{Result, RosterBatch},
};

/// Writes the people, their employers and studios.
pub(super) fn roster(
    office: &mut Office,
    ask: &MakeAsk,
    tell: &mut dyn FnMut(usize),
) -> Result<()> {
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
            let leader = CraftsmanId(first_person + own.leader as i64);
            let host = (&employers[own.host], employer_row(own.host));
            // Terms follow from the day of the demo, so that on any day some end soon.
            let approved = ask.today.checked_sub_days(Days::new(own.days_back));
            let mut studio = studio(&own, &made, host, (leader, approved));
            let last = first_person + ask.workers as i64 - 1;
            history::studio(&mut studio, own.index, (leader, last), ask.today.year());
            studio
        })
        .collect();
    office.store.add_roster(&RosterBatch {
        studios,
        ..RosterBatch::default()
    })?;
    programmes(office, ask, first_person)
}

fn firm(made: &GenEmployer) -> Firm {
    let kind = match made.kind {
        "院校" => EmployerKind::School,
        "评价机构" => EmployerKind::AssessmentBody,
        "实训基地" => EmployerKind::TrainingBase,
        _ if made.index.is_multiple_of(9) => EmployerKind::SelfAssessing,
        _ => EmployerKind::Enterprise,
    };
    let mut firm = Firm {
        town: Some(made.town.clone()),
        ..Firm::named(made.name.clone(), kind)
    };
    history::employer(&mut firm, made.index);
    firm
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
    let mut person = Person {
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
                kind: kind_of(own.year),
                issued: NaiveDate::from_ymd_opt(own.year, 6, 1),
                ..Certificate::of(level(own.level), made.trade.clone())
            })
            .collect(),
        honours: made
            .honours
            .iter()
            .rev()
            .map(|own| Honour {
                year: Some(own.year),
                ..Honour::named(own.name.clone(), honour_level(own.level))
            })
            .collect(),
        apprenticeships: made
            .master
            .iter()
            .map(|master| Apprenticeship::under(row_of(*master), made.trade.clone()))
            .collect(),
        classes: Vec::new(),
        jobs: Vec::new(),
    };
    history::person(&mut person, made.index);
    person
}

fn studio(
    made: &GenStudio,
    roster: &Roster,
    host: (&GenEmployer, EmployerId),
    (leader, approved): (CraftsmanId, Option<NaiveDate>),
) -> Workshop {
    let level = match made.level {
        "国家级" => HonourLevel::National,
        "省级" => HonourLevel::Province,
        "市级" => HonourLevel::City,
        "企业级" => HonourLevel::Enterprise,
        _ => HonourLevel::County,
    };
    let grant = (made.grant_yuan > 0).then(|| Grant {
        level,
        year: approved.map(|day| day.year()),
        amount_yuan: i64::from(made.grant_yuan),
    });
    Workshop {
        leader: Some(leader),
        leader_name: Some(roster.person(made.leader).name),
        host: Some(host.1),
        host_name: Some(host.0.name.clone()),
        trade: Some(made.trade.clone()),
        approved,
        // For three years.
        term_end: approved.and_then(|day| day.checked_add_days(Days::new(3 * 365))),
        grants: grant.into_iter().collect(),
        ..Workshop::named(made.name.clone(), level)
    }
}

/// The first year in which employers and registered bodies issued 职业技能等级证书; what was issued before
/// were 职业资格证书. The trials began in 2019.
const FIRST_GRADE_YEAR: i32 = 2019;

/// Returns what was issued in a year.
const fn kind_of(year: i32) -> CertificateKind {
    if year < FIRST_GRADE_YEAR {
        CertificateKind::Qualification
    } else {
        CertificateKind::Grade
    }
}
