//! Lives in a line each, and what is counted of them.

use chrono::NaiveDate;

use super::{lists, year::Rounding, *};
use crate::{
    domain::{
        calendar::Calendar,
        event::{Detail, Event, EventKind as E, NewEvent},
        id::{EventId, ProposalId},
        outcome::ResultClass,
        proposal::{Case, Role},
        sitting::{Kind, Level, Period, Sitting},
        state::State,
    },
    rules::{AnswerEach, Rules, Unreturned, pack_of, project},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules() -> Rules {
    let mut pack = pack_of(Some("zhejiang"));
    pack.satisfied_includes_basically = true;
    pack.unreturned = Unreturned::LeftOut;
    Rules {
        pack,
        calendar: Calendar::plain(),
    }
}

type Told<'a> = (E, &'a str, &'a [(Detail, &'a str)]);

/// Makes a life of facts.
fn life(id: i64, role: Role, facts: &[Told<'_>]) -> Life {
    let events: Vec<Event> = facts
        .iter()
        .zip(1..)
        .map(|((kind, on, details), at)| {
            let on = day(on);
            let mut fact = NewEvent::plain(*kind, on, on.and_hms_opt(9, 0, 0).unwrap(), "王敏");
            for (name, value) in *details {
                fact = fact.with(*name, *value);
            }
            if matches!(kind, E::FollowedUp | E::Extended) {
                fact.until = details.iter().find_map(|(_, value)| value.parse().ok());
            }
            let id = EventId(at);
            Event { id, fact }
        })
        .collect();
    let mut sitting = Sitting::unknown(Kind::Suggestion);
    sitting.level = Some(Level::County);
    let case = Case {
        level: sitting.level,
        kind: sitting.kind,
        period: Period::InSession,
        role,
    };
    Life {
        id: ProposalId(id),
        number_printed: Some(format!("{id:03}")),
        title: "关于培育工匠e\u{301}的建议".into(),
        sitting,
        role,
        lead_unit: None,
        proposers: vec!["林小满".into(), "甲".into()],
        projection: project(&case, &events, &rules()),
        events,
    }
}

fn course(id: i64, role: Role, facts: &[Told<'_>]) -> Course {
    Course::of(life(id, role, facts), &rules())
}

const BEGUN: [Told<'static>; 3] = [
    (E::Received, "2026-03-02", &[]),
    (E::Assigned, "2026-03-02", &[]),
    (E::Accepted, "2026-03-03", &[]),
];

fn after<'a>(more: &[Told<'a>]) -> Vec<Told<'a>> {
    BEGUN.iter().chain(more).copied().collect()
}

fn share(kind: RateKind, courses: &[Course]) -> (u64, u64) {
    let share = rate(kind, courses, &rules().pack);
    (share.part, share.base)
}

#[test]
fn an_answer_is_in_time_by_the_day_that_ran_when_it_went_out() {
    // Zhejiang: three months from receipt, 2 June 2026; an extension runs to 2 September.
    let sent = |on: &str| course(1, Role::Lead, &after(&[(E::Sent, on, &[])]));
    assert_eq!(sent("2026-06-02").answer_due, Some(day("2026-06-02")));
    assert!(sent("2026-06-02").is_in_time() && !sent("2026-06-03").is_in_time());
    let extended: &[Told<'_>] = &[
        (E::Extended, "2026-05-20", &[(Detail::Reason, "2026-09-02")]),
        (E::Sent, "2026-08-01", &[]),
    ];
    assert!(course(1, Role::Lead, &after(extended)).is_in_time());
    // What was put off only after it was late stays late.
    let late: &[Told<'_>] = &[
        (E::Sent, "2026-08-01", &[]),
        (E::Extended, "2026-08-02", &[(Detail::Reason, "2026-09-02")]),
    ];
    assert!(!course(1, Role::Lead, &after(late)).is_in_time());
    let co = course(1, Role::Co, &after(&[(E::Sent, "2026-05-06", &[])]));
    // Two months end on Saturday 2 May and move to Monday.
    assert_eq!(co.answer_due, Some(day("2026-05-04")));
    assert!(!co.is_in_time());
}

#[test]
fn every_rate_has_its_base_and_the_items_behind_it() {
    let visit: &[(Detail, &str)] = &[(Detail::Manner, "visit")];
    let phone: &[(Detail, &str)] = &[(Detail::Manner, "phone")];
    let solved: &[(Detail, &str)] = &[(Detail::Class, "SOLVED")];
    let planned: &[(Detail, &str)] = &[(Detail::Class, "PLANNED")];
    let of = |who: &'static str| vec![(Detail::Proposer, who)];
    let (first, second) = (of("林小满"), of("甲"));
    let courses = [
        course(
            1,
            Role::Lead,
            &after(&[
                (E::Contacted, "2026-03-10", visit),
                (E::Classified, "2026-05-01", solved),
                (E::Sent, "2026-05-02", &[]),
                (E::Delivered, "2026-05-03", &first),
                (E::Delivered, "2026-05-03", &second),
                (E::RatedSatisfied, "2026-05-10", &first),
                (E::RatedBasically, "2026-05-11", &second),
                (E::Closed, "2026-05-20", &[]),
            ]),
        ),
        course(
            2,
            Role::Separate,
            &after(&[
                (E::Contacted, "2026-03-10", phone),
                (E::Classified, "2026-06-01", planned),
                (E::Sent, "2026-06-20", &[]),
                (E::RatedUnsatisfied, "2026-06-25", &first),
            ]),
        ),
        course(
            3,
            Role::Lead,
            &after(&[
                (E::Sent, "2026-05-02", &[]),
                (E::Lapsed, "2026-06-02", &[]),
                (
                    E::FollowedUp,
                    "2026-06-03",
                    &[(Detail::Reason, "2026-07-01")],
                ),
            ]),
        ),
        course(4, Role::Co, &after(&[(E::Sent, "2026-04-02", &[])])),
        course(5, Role::Lead, &after(&[(E::Withdrawn, "2026-04-02", &[])])),
        course(6, Role::Lead, &after(&[])),
        course(
            7,
            Role::Lead,
            &[
                (E::Examined, "2026-02-02", &[]),
                (E::NotFiled, "2026-02-03", &[]),
            ],
        ),
    ];
    for (kind, part, base) in [
        // 1, 3 and 4 of 1, 2, 3, 4 and 6; the second answer was late.
        (RateKind::Answered, 3, 5),
        (RateKind::Concluded, 2, 5),
        (RateKind::Contacted, 2, 4),
        (RateKind::Met, 1, 4),
        (RateKind::Satisfied, 1, 2),
        (RateKind::FirstSatisfied, 1, 2),
        (RateKind::Returned, 3, 4),
        (RateKind::Solved, 1, 3),
        (RateKind::Kept, 0, 1),
        (RateKind::Filed, 0, 1),
        (RateKind::SignedFor, 0, 0),
    ] {
        assert_eq!(share(kind, &courses), (part, base), "{kind:?}");
    }
    let answered = rate(RateKind::Answered, &courses, &rules().pack);
    assert_eq!(answered.hits, [1, 3, 4].map(ProposalId));
    assert_eq!(answered.misses, [2, 6].map(ProposalId));
    assert_eq!(answered.percent().unwrap().to_string(), "60.00");
    assert_eq!(
        rate(RateKind::SignedFor, &courses, &rules().pack).percent(),
        None
    );
    // A region may count 满意 alone, and keep slips that never came back in the base.
    let mut pack = rules().pack;
    pack.satisfied_includes_basically = false;
    pack.unreturned = Unreturned::Counted;
    let strict = rate(RateKind::Satisfied, &courses, &pack);
    assert_eq!((strict.part, strict.base), (0, 3));
}

#[test]
fn the_parts_of_a_rate_add_up_to_it() {
    let courses: Vec<Course> = (1..=40)
        .map(|id| {
            let role = Role::ALL[(id % 3) as usize];
            let section: &[(Detail, &str)] = match id % 4 {
                0 => &[(Detail::Section, "权益保障部")],
                _ => &[(Detail::Section, "组织部")],
            };
            let mut facts = after(&[(E::Routed, "2026-03-05", section)]);
            if id % 5 != 0 {
                facts.push((
                    E::Sent,
                    if id % 7 == 0 {
                        "2026-09-09"
                    } else {
                        "2026-04-09"
                    },
                    &[],
                ));
            }
            course(id, role, &facts)
        })
        .collect();
    for kind in RateKind::ALL {
        let whole = rate(*kind, &courses, &rules().pack);
        for by in By::ALL {
            let parts = rates_by(*kind, *by, &courses, &rules().pack);
            let sum = |of: fn(&Share) -> u64| parts.values().map(of).sum::<u64>();
            assert_eq!(
                (sum(|own| own.part), sum(|own| own.base)),
                (whole.part, whole.base)
            );
            assert_eq!(
                parts.values().map(|own| own.hits.len()).sum::<usize>(),
                whole.hits.len()
            );
        }
    }
}

#[test]
fn what_was_taken_back_counts_for_nothing() {
    let mut own = life(1, Role::Lead, &after(&[(E::Sent, "2026-04-02", &[])]));
    let mut back = own.events[0].clone();
    back.id = EventId(9);
    back.fact.kind = E::Reversed;
    back.fact.reverses = Some(EventId(4));
    own.events.push(back);
    own.projection = project(&own.case(), &own.events, &rules());
    let course = Course::of(own, &rules());
    assert_eq!(
        (course.answered, course.left, course.slips_sent),
        (None, None, 0)
    );
}

#[test]
fn an_answer_is_owed_to_whom_the_region_says() {
    let sent: &[Told<'_>] = &[
        (E::Sent, "2026-04-02", &[]),
        (E::Delivered, "2026-04-03", &[(Detail::Proposer, "林小满")]),
    ];
    let own = life(1, Role::Lead, &after(sent));
    let mut rules = rules();
    assert_eq!(Course::of(own.clone(), &rules).undelivered, ["甲"]);
    rules.pack.answer_each = AnswerEach::LeadOnly;
    assert!(Course::of(own, &rules).undelivered.is_empty());
}

#[test]
fn lists_say_what_is_late_due_behind_and_promised() {
    let today = day("2026-05-20");
    let promised: &[(Detail, &str)] = &[(Detail::Reason, "2026-06-01")];
    let courses = [
        // Due 2 June, six sevenths of the term gone, nothing begun.
        course(1, Role::Lead, &BEGUN),
        // Due 4 May.
        course(2, Role::Co, &BEGUN),
        course(
            3,
            Role::Lead,
            &after(&[
                (E::Sent, "2026-04-02", &[]),
                (E::RatedBasically, "2026-04-12", &[]),
                (E::FollowedUp, "2026-04-13", promised),
            ]),
        ),
    ];
    let ids = |found: Vec<&Course>| found.iter().map(|own| own.id.0).collect::<Vec<_>>();
    assert_eq!(ids(lists::overdue(&courses, today)), [2]);
    // The follow-up is due on 1 June, the answer on 2 June.
    assert!(ids(lists::due_within(&courses, today, 11)).is_empty());
    assert_eq!(ids(lists::due_within(&courses, today, 12)), [3]);
    assert_eq!(ids(lists::due_within(&courses, today, 13)), [3, 1]);
    assert_eq!(ids(lists::due_within(&courses, today, u64::MAX)), [3, 1]);
    let weeks = lists::forecast(&courses, today, 3);
    assert_eq!(weeks.len(), 1);
    assert_eq!((weeks[0].0, weeks[0].1.len()), (day("2026-06-01"), 2));
    let behind = lists::behind(&courses, today);
    assert_eq!((behind.len(), behind[0].should), (1, State::Reviewing));
    let open = lists::promises_open(&courses);
    assert_eq!(open[0].1.due, Some(day("2026-06-01")));
    assert_eq!(ids(lists::undelivered(&courses)), [3]);
}

#[test]
fn the_years_tables_add_up_and_say_when_they_were_adjusted() {
    let courses: Vec<Course> = (1..=93)
        .map(|id| {
            let class = match id {
                1..=54 => "SOLVED",
                55..=81 => "IN_PROGRESS",
                _ => "REFERENCE",
            };
            let class: &[(Detail, &str)] = &[(Detail::Class, class)];
            let facts = after(&[
                (E::Classified, "2026-04-01", class),
                (E::Sent, "2026-04-02", &[]),
            ]);
            course(id, Role::Lead, &facts)
        })
        .collect();
    let shares = |rounding| -> Vec<String> {
        let made = year::year(&courses, 2026, &rules().pack, rounding);
        assert_eq!(made.classes.sums, [93, 0, 93]);
        assert_eq!(made.classes.rows[0].0, Some(ResultClass::Solved));
        let cells = made.classes.rows.iter();
        cells
            .map(|(_, own)| own[2].share.unwrap().to_string())
            .collect()
    };
    assert_eq!(shares(Rounding::Each), ["58.06", "29.03", "12.90"]);
    assert_eq!(shares(Rounding::Adjusted), ["58.07", "29.03", "12.90"]);
    let empty = year::year(&courses, 1999, &rules().pack, Rounding::Adjusted);
    assert!(empty.classes.rows.is_empty() && empty.rates.iter().all(|own| own.1.base == 0));
}

#[test]
fn the_boards_figures_are_of_the_newest_year() {
    let today = day("2026-05-20");
    let old: &[Told<'_>] = &[
        (E::Received, "2025-03-03", &[]),
        (E::Assigned, "2025-03-03", &[]),
        (E::Sent, "2025-03-20", &[]),
        (E::Closed, "2025-04-20", &[]),
    ];
    let courses = [
        course(1, Role::Lead, &BEGUN),
        course(2, Role::Co, &BEGUN),
        course(3, Role::Lead, old),
    ];
    let figures = Figures::of(&courses, today, &rules().pack);
    assert_eq!((figures.year, figures.monday), (2026, day("2026-05-18")));
    assert_eq!(&figures.late[..], [ProposalId(2)]);
    // Due 2 June: Tuesday of the third week.
    assert_eq!(&figures.days[15][..], [ProposalId(1)]);
    let before: Vec<usize> = figures
        .burn
        .iter()
        .map(|point| point.before.len())
        .collect();
    assert_eq!(before[..4], [1, 1, 0, 0]);
    let now: Vec<_> = figures
        .burn
        .iter()
        .map(|point| point.now.as_ref().map(|own| own.len()))
        .collect();
    // Twelve weeks since the Monday of the assignment, this one included.
    assert_eq!(now, [Some(2); 12]);
    let nothing = Figures::of(&[], today, &rules().pack);
    assert!(nothing.burn.is_empty() && nothing.states.is_empty() && nothing.late.is_empty());
    assert_eq!((nothing.year, nothing.days.len()), (2026, 56));
}
