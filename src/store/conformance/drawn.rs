//! Rosters and programmes drawn at random, and read back whole.
//!
//! Apart from the cases because figures, pivots and choices are all measured on them.

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::samples::{at, day, firm};
use crate::{
    domain::{
        craftsman::{
            Apprenticeship, Certificate, Honour, HonourLevel, Person, SkillLevel, TalentClass,
        },
        employer::{EmployerKind, Firm, Standing, StandingKind},
        id::{CraftsmanId, EmployerId},
        programme::{Entry, Finish, Goal, Party, ProgrammeKind, Scheme, Target, What as Fact},
        roster_entry::RosterEntry,
        studio::{Duty, DutyKind, Grant, Member, Workshop},
    },
    figure::plain::Roster,
    store::{NameId, RosterBatch, Signed, Store},
};

pub(super) const TOWNS: [&str; 4] = ["青石街道", "云桥镇", "e\u{301}\u{3000}镇", ""];
pub(super) const TRADES: [&str; 4] = ["焊工", "钳工", "电焊工", "none"];
pub(super) const HONOURS: [&str; 4] = ["云州工匠", "青石工匠", "无", "首席技师"];
pub(super) const CLASSES: [&str; 8] = [
    "A",
    "B",
    "B类",
    "ｂ 类",
    "C类人才",
    "Ａ",
    "AB类",
    "拔尖人才",
];
pub(super) const STUDIOS: [&str; 3] = ["林小满电工工作室", "室", "e\u{301}室"];
pub(super) const EMPLOYERS: [&str; 3] = ["青石机械厂", "云桥\"铸造", ""];

fn pick<T: Clone + std::fmt::Debug + 'static>(
    all: &[T],
) -> impl Strategy<Value = Option<T>> + use<T> {
    prop::option::weighted(0.8, prop::sample::select(all.to_vec()))
}

fn a_year() -> impl Strategy<Value = Option<i32>> {
    prop::option::weighted(0.8, 2022..2027)
}

/// A day in the middle of what is drawn, on which questions are asked.
pub(super) fn today() -> chrono::NaiveDate {
    day("2024-06-30")
}

pub(super) fn a_day() -> impl Strategy<Value = Option<chrono::NaiveDate>> {
    let first = day("2022-01-01");
    let days = (0..1800_u64).prop_map(move |days| first + chrono::Days::new(days));
    prop::option::weighted(0.8, days)
}

fn an_honour() -> impl Strategy<Value = Honour> {
    let name = prop::sample::select(HONOURS.to_vec());
    let level = prop::sample::select(HonourLevel::ALL.to_vec());
    let grant = prop::option::of(0..60_000_i64);
    let revoked = prop::option::weighted(0.2, a_day().prop_filter_map("a day", |day| day));
    let own = (name, level, a_year(), grant, revoked);
    own.prop_map(|(name, level, year, grant_yuan, revoked)| Honour {
        year,
        grant_yuan,
        revoked,
        ..Honour::named(name, level)
    })
}

fn a_certificate() -> impl Strategy<Value = Certificate> {
    let trade = prop::sample::select(TRADES.to_vec());
    let level = prop::sample::select(SkillLevel::ALL.to_vec());
    (trade, level, a_day()).prop_map(|(trade, level, issued)| Certificate {
        issued,
        ..Certificate::of(level, trade)
    })
}

/// A person of a batch; masters are drawn from the first three, who have none.
fn a_person(place: i64) -> impl Strategy<Value = Person> {
    let own = (
        pick(&[1_i64, 2, 3]),
        pick(&EMPLOYERS),
        pick(&TRADES),
        pick(SkillLevel::ALL),
        pick(&TOWNS),
        pick(&["男", "女"]),
        pick(&["1970-01", "1972-12", "1974-06"]),
        pick(&CLASSES),
    );
    let reached = (pick(SkillLevel::ALL), a_day());
    let masters = prop::collection::vec((1..4_i64, a_day(), reached), 0..3);
    let class = (prop::sample::select(CLASSES.to_vec()), a_day());
    let parts = (
        prop::collection::vec(an_honour(), 0..4),
        prop::collection::vec(a_certificate(), 0..3),
        masters,
        prop::collection::vec(class, 0..3),
    );
    (own, parts).prop_map(move |(own, (honours, certificates, masters, classes))| {
        let (employer, employer_name, trade, level, town, gender, born, held) = own;
        let learnt = masters.into_iter().filter(|_| place > 3);
        Person {
            name: format!("人{place}"),
            gender: gender.map(str::to_owned),
            birth_month: born.map(str::to_owned),
            employer: employer.map(|own| EmployerId(-own)),
            employer_name: employer_name.map(str::to_owned),
            trade: trade.map(str::to_owned),
            level,
            talent_class: held.map(str::to_owned),
            town: town.map(str::to_owned),
            honours,
            certificates,
            apprenticeships: learnt
                .map(|(master, start, (reached, assessed))| Apprenticeship {
                    start,
                    reached,
                    assessed,
                    ..Apprenticeship::under(CraftsmanId(-master), "钳工")
                })
                .collect(),
            classes: classes
                .into_iter()
                .map(|(class, since)| TalentClass {
                    class: class.into(),
                    since,
                    ..TalentClass::default()
                })
                .collect(),
            ..Person::default()
        }
    })
}

/// A duty; often without a target or a result.
fn a_duty() -> impl Strategy<Value = Duty> {
    let many = || prop::option::weighted(0.7, 0..4_i64);
    let kind = prop::sample::select(DutyKind::ALL.to_vec());
    (kind, a_year(), many(), many()).prop_map(|(kind, year, target, result)| Duty {
        year,
        kind,
        target,
        result,
    })
}

fn a_studio() -> impl Strategy<Value = Workshop> {
    let grant = (
        prop::sample::select(HonourLevel::ALL.to_vec()),
        a_year(),
        1..9_i64,
    );
    let own = (
        prop::sample::select(HonourLevel::ALL.to_vec()),
        prop::option::of(1..4_i64),
        prop::option::of(1..4_i64),
        pick(&TRADES),
        a_day(),
        a_day(),
        prop::sample::select(STUDIOS.to_vec()),
    );
    let members = prop::collection::vec((1..9_i64, a_day(), a_day()), 0..4);
    let grants = prop::collection::vec(grant, 0..4);
    let duties = prop::collection::vec(a_duty(), 0..6);
    (own, grants, duties, members).prop_map(|(own, grants, duties, members)| {
        let (level, leader, host, trade, approved, term_end, name) = own;
        Workshop {
            leader: leader.map(|own| CraftsmanId(-own)),
            leader_name: Some("林小满".into()),
            host: host.map(|own| EmployerId(-own)),
            host_name: Some("云桥职校".into()),
            trade: trade.map(str::to_owned),
            approved,
            term_end,
            grants: grants
                .into_iter()
                .map(|(level, year, many)| Grant {
                    level,
                    year,
                    amount_yuan: many * 5_000,
                })
                .collect(),
            duties,
            members: members
                .into_iter()
                .map(|(own, from, to)| Member {
                    craftsman: CraftsmanId(-own),
                    from,
                    to,
                })
                .collect(),
            ..Workshop::named(name, level)
        }
    })
}

pub(super) fn a_batch() -> impl Strategy<Value = RosterBatch> {
    let people: Vec<_> = (1..25).map(a_person).collect();
    let studios = prop::collection::vec(a_studio(), 3..9);
    let kind = prop::sample::select(StandingKind::ALL.to_vec());
    let standing = (kind, a_day(), a_day());
    let standing = standing.prop_map(|(kind, since, until)| Standing {
        since,
        until,
        ..Standing::of(kind)
    });
    let kind = prop::sample::select(EmployerKind::ALL.to_vec());
    let firm_of = (kind, prop::collection::vec(standing, 0..4));
    let firms = prop::collection::vec(firm_of, 3);
    (people, studios, firms).prop_map(|(people, studios, firms)| {
        let firms = EMPLOYERS.iter().zip(TOWNS).zip(firms);
        RosterBatch {
            employers: firms
                .map(|((name, town), (kind, standings))| Firm {
                    kind,
                    town: Some(town.to_owned()),
                    standings,
                    ..firm(name)
                })
                .collect(),
            people,
            studios,
        }
    })
}

fn a_scheme() -> impl Strategy<Value = Scheme> {
    let goal = (2022..2027, 0..500_i64).prop_map(|(year, amount)| Goal { year, amount });
    let unit = prop::sample::select(vec!["人", "人次", "万元"]);
    let goals = prop::collection::vec(goal, 1..4);
    let targets = prop::collection::vec((unit, goals), 0..4);
    let own = (
        prop::sample::select(ProgrammeKind::ALL.to_vec()),
        prop::sample::select(TRADES.to_vec()),
        pick(&TRADES),
        pick(HonourLevel::ALL),
        a_day(),
        prop::option::of(1..80_u32),
    );
    (own, targets).prop_map(|((kind, name, trade, level, start, hours), targets)| {
        let targets = TRADES.iter().zip(targets).map(|(name, (unit, mut goals))| {
            goals.sort_unstable();
            goals.dedup_by_key(|goal| goal.year);
            Target {
                name: (*name).to_owned(),
                unit: unit.into(),
                goals,
                question: None,
            }
        });
        Scheme {
            trade: trade.map(str::to_owned),
            level,
            organiser: trade.map(str::to_owned),
            account: trade.map(str::to_owned),
            start,
            hours: hours.filter(|_| kind == ProgrammeKind::Training),
            targets: if kind == ProgrammeKind::Plan {
                targets.collect()
            } else {
                Vec::new()
            },
            ..Scheme::named(kind, name)
        }
    })
}

/// An entry of a kind; people are of the first rows, employers too.
fn an_entry(kind: ProgrammeKind) -> impl Strategy<Value = Entry> {
    let own = (
        prop::bool::weighted(0.8),
        1..9_i64,
        1..4_i64,
        a_day(),
        pick(SkillLevel::ALL),
        prop::sample::select(Finish::ALL.to_vec()),
        prop::option::weighted(0.8, 1..13_u32),
        prop::sample::select(TRADES.to_vec()),
        0..5_000_i64,
    );
    own.prop_map(
        move |(is_person, person, firm, on, level, finish, place, word, amount)| {
            let who = if is_person {
                Party::Craftsman(CraftsmanId(person))
            } else {
                Party::Employer(EmployerId(firm))
            };
            let what = match kind {
                ProgrammeKind::Contest => Fact::Placed {
                    place,
                    score: None,
                    promoted: level,
                },
                ProgrammeKind::Training => Fact::Learnt { finish, level },
                ProgrammeKind::Subsidy => Fact::Paid {
                    yuan: amount,
                    level,
                    over: None,
                },
                ProgrammeKind::Plan => Fact::Reached {
                    target: word.into(),
                    amount,
                    source: "表".into(),
                },
                ProgrammeKind::Assessment => Fact::Scored {
                    item: word.into(),
                    times: 1,
                    points: amount,
                },
            };
            Entry {
                who: (kind != ProgrammeKind::Plan).then_some(who),
                on: on.unwrap_or_else(|| day("2024-06-01")),
                what,
                note: None,
            }
        },
    )
}

/// Adds programmes with entries, some of them struck.
pub(super) fn add_programmes(store: &mut dyn Store, runner: &mut TestRunner) {
    let signed = Signed {
        by: "王一".into(),
        at: at("2026-11-22 09:00:00"),
    };
    for _ in 0..40 {
        let scheme = drawn(runner, &a_scheme());
        let own = RosterEntry::Programme(Box::new(scheme.clone()));
        let NameId::Programme(id) = store.save_entry(None, &own, &signed).unwrap() else {
            panic!("it is a programme")
        };
        let entries = drawn(runner, &prop::collection::vec(an_entry(scheme.kind), 0..12));
        let seen = store.programme(id).unwrap().unwrap().version;
        let mut seen = store.enter(id, seen, &entries, &signed).unwrap();
        for own in store.entries_of(id).unwrap().iter().step_by(5) {
            seen = store
                .strike_entry(own.id, seen, Some("错"), &signed)
                .unwrap();
        }
    }
}

pub(super) fn drawn<T>(runner: &mut TestRunner, all: &impl Strategy<Value = T>) -> T {
    all.new_tree(runner).unwrap().current()
}

/// Reads the whole roster back.
pub(super) fn roster(store: &dyn Store) -> Roster {
    let mut ids = Vec::new();
    store.each_name(&mut |row| ids.push(row.id)).unwrap();
    let mut all = Roster {
        today: today(),
        ..Roster::default()
    };
    for head in store.programmes(None, usize::MAX).unwrap() {
        let own = store.programme(head.id).unwrap().unwrap();
        all.programmes
            .push((own, store.entries_of(head.id).unwrap()));
    }
    for id in ids {
        match id {
            NameId::Craftsman(id) => all.people.extend(store.craftsman(id).unwrap()),
            NameId::Studio(id) => all.studios.extend(store.studio(id).unwrap()),
            NameId::Employer(id) => all.employers.extend(store.employer(id).unwrap()),
            // Read above, with their entries.
            NameId::Programme(_) => {}
        }
    }
    all
}
