//! The invented history of some people, studios and employers: enough that every kind of fact stands in
//! a demo, few enough that millions stay small. Everything follows from a record's place in its list.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::{
    craftsman::{Job, Person, SkillLevel, TalentClass},
    employer::{EmployerKind, Firm, Standing, StandingKind},
    id::CraftsmanId,
    private::Private,
    studio::{Duty, DutyKind, Member, ReviewKind, StudioReview, Verdict, Workshop},
};

/// The year in which the invented roster stands still.
const LAST_YEAR: i32 = 2026;

fn day(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)
}

fn year_of(place: usize, years: usize) -> i32 {
    LAST_YEAR - i32::try_from(place % years).unwrap_or_default()
}

/// Adds a person's history.
pub(super) fn person(own: &mut Person, place: usize) {
    for learnt in &mut own.apprenticeships {
        let start = day(year_of(place, 9) - 1, 3);
        learnt.start = start;
        learnt.end = start.and_then(|day| day.checked_add_days(Days::new(2 * 365)));
        learnt.target = own.level.map(|level| level.max(SkillLevel::Senior));
        learnt.sessions = Some(40);
        if learnt.end.is_some_and(|day| day.year() < LAST_YEAR) {
            learnt.reached = own.level;
            learnt.assessed = learnt.end;
        }
    }
    if place.is_multiple_of(40) {
        let from = year_of(place / 40, 20) - 2;
        own.jobs.push(Job {
            employer: own.employer,
            employer_name: own.employer_name.clone(),
            post: Some("班组长".into()),
            from: day(from, 7),
            to: None,
        });
        own.phone = Some(Private::new(format!("000-0000-{:04}", place % 10_000)));
    }
    if own.level >= Some(SkillLevel::SeniorTechnician) && place.is_multiple_of(5) {
        let class = ["B", "C", "C", "D", "D", "D", "E", "E", "E", "E"][place / 5 % 10];
        own.talent_class = Some(class.into());
        own.classes.push(TalentClass {
            class: class.into(),
            since: day(year_of(place / 5, 4), 5),
            until: None,
            document: None,
        });
    }
    if let Some(honour) = own.honours.first_mut() {
        if place.is_multiple_of(20) {
            honour.body = Some("区总工会、区人社局".into());
            honour.grant_yuan = Some(5_000);
        }
        if place.is_multiple_of(1_999) {
            honour.revoked = day(LAST_YEAR, 1);
            honour.revoked_why = Some("弄虚作假".into());
        }
    }
    // 首席工人 is held for three years and then judged again. Invented; the month follows from the place.
    for honour in own
        .honours
        .iter_mut()
        .filter(|own| own.name.ends_with("首席工人"))
    {
        let month = (place % 12) as u32 + 1;
        honour.valid_until = honour.year.and_then(|year| day(year + 3, month));
    }
    if let Some(certificate) = own.certificates.first_mut()
        && place.is_multiple_of(50)
    {
        certificate.number = Some(Private::new(format!("样YQ-{place:07}")));
        certificate.issuer = Some("云桥区技能评价中心".into());
        certificate.expires = day(LAST_YEAR + 1, 6);
    }
}

/// Adds a studio's history up to this year; members stand next to the leader in the list, up to its
/// last row.
pub(super) fn studio(
    own: &mut Workshop,
    place: usize,
    (leader, last): (CraftsmanId, i64),
    this_year: i32,
) {
    own.term_start = own.approved;
    own.approval = own
        .approved
        .map(|day| format!("云区人社〔{}〕{}号", day.year(), place % 90 + 1));
    let first = leader.0 + 1;
    let members = (first..=first + i64::try_from(place % 4).unwrap_or_default())
        .filter(|row| *row <= last)
        .map(|row| Member {
            from: own.approved,
            ..CraftsmanId(row).into()
        });
    own.members = members.collect();
    let Some(approved) = own.approved else { return };
    let duties = [
        (DutyKind::Apprentices, 3),
        (DutyKind::Problems, 2),
        (DutyKind::Hours, 96),
        (DutyKind::Raised, 2),
        (DutyKind::Benefit, 300_000),
    ];
    let years = (approved.year() + 1..this_year.min(approved.year() + 3)).rev();
    own.duties = years
        .flat_map(|year| {
            let mut drawn = place + year.unsigned_abs() as usize;
            duties.map(|(kind, target)| {
                drawn += 7 + kind as usize;
                // From three fifths of the target to more than was asked; some is not reported yet.
                let fifths = i64::try_from(drawn % 5 + 3).unwrap_or(5);
                Duty {
                    year: Some(year),
                    kind,
                    target: Some(target),
                    result: (!drawn.is_multiple_of(13)).then_some(target * fifths / 5),
                }
            })
        })
        .collect();
    if approved.year() + 3 < this_year {
        let verdict = match place % 9 {
            0 => Verdict::Failed,
            1 | 2 => Verdict::Excellent,
            _ => Verdict::Passed,
        };
        let mut review = StudioReview::of(ReviewKind::Assessment);
        review.on = day(approved.year() + 3, 6);
        review.verdict = Some(verdict);
        own.reviews.push(review);
        if verdict == Verdict::Failed {
            let mut removal = StudioReview::of(ReviewKind::Removal);
            removal.on = day(approved.year() + 3, 9);
            removal.until = day(approved.year() + 9, 9);
            own.reviews.insert(0, removal);
        }
    }
}

/// Adds what an employer was recognised as.
pub(super) fn employer(own: &mut Firm, place: usize) {
    let kind = match own.kind {
        EmployerKind::SelfAssessing => Some(StandingKind::SelfAssessing),
        EmployerKind::AssessmentBody => Some(StandingKind::AssessmentBody),
        EmployerKind::TrainingBase => Some(StandingKind::TrainingBase),
        EmployerKind::School => Some(StandingKind::School),
        EmployerKind::Enterprise if place.is_multiple_of(25) => Some(StandingKind::ModelUnit),
        EmployerKind::Enterprise if place.is_multiple_of(7) => Some(StandingKind::GrowthSme),
        EmployerKind::Enterprise => None,
    };
    let Some(kind) = kind else { return };
    let since = year_of(place, 8) - 1;
    // Filed for five years; some were not filed again. Invented.
    let lapses = kind == StandingKind::SelfAssessing;
    let until = day(since + 5, 5).filter(|_| lapses);
    own.standings.push(Standing {
        since: day(since, 5),
        until: until.and_then(|day| day.pred_opt()),
        number: Some(format!("云评备〔{since}〕{}号", place % 200 + 1)),
        ..Standing::of(kind)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        craftsman::{Apprenticeship, Certificate, Honour, HonourLevel},
        roster_entry::RosterEntry,
    };

    #[test]
    fn every_kind_of_fact_is_made_and_can_stand() {
        let mut own = Person {
            level: Some(SkillLevel::SeniorTechnician),
            certificates: vec![Certificate::of(SkillLevel::Technician, "焊工")],
            honours: vec![Honour::named("云桥工匠", HonourLevel::County)],
            apprenticeships: vec![Apprenticeship::under(CraftsmanId(1), "焊工")],
            ..Person::default()
        };
        person(&mut own, 0);
        let mut room = Workshop::named("室", HonourLevel::City);
        room.approved = day(2018, 7);
        studio(&mut room, 0, (CraftsmanId(1), 9), 2026);
        let mut firm = Firm::named("厂", EmployerKind::SelfAssessing);
        employer(&mut firm, 3);
        for entry in [
            RosterEntry::Person(Box::new(own)),
            RosterEntry::Studio(Box::new(room)),
            RosterEntry::Employer(Box::new(firm)),
        ] {
            for kind in entry.kinds() {
                let facts = entry.facts(*kind);
                assert!(!facts.is_empty() || kind.code() == "grant", "{kind:?}");
                for fact in facts {
                    assert_eq!(fact.contradiction(), None, "{fact:?}");
                }
            }
        }
    }

    #[test]
    fn a_studio_names_nobody_beyond_the_list() {
        let mut room = Workshop::named("室", HonourLevel::City);
        room.approved = day(2024, 7);
        studio(&mut room, 3, (CraftsmanId(5), 6), 2026);
        let rows: Vec<i64> = room.members.iter().map(|own| own.craftsman.0).collect();
        assert_eq!(rows, [6]);
    }
}
