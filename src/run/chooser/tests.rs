use super::*;
use crate::{
    app::name_filter::beside,
    domain::{
        craftsman::{Honour, HonourLevel, Person, SkillLevel},
        employer::{EmployerKind, Firm},
        id::Version,
        programme::{ProgrammeKind, Scheme},
        roster_entry::RosterEntry,
    },
    store::{OfficeStore, RegisterStore, RosterStore, Signed, sqlite::SqliteStore},
};

const FIELDS: [Field; 4] = [
    Field::Level,
    Field::Town,
    Field::HonourLevel,
    Field::Employer,
];

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// What the kept columns count, and what columns read anew do.
fn counted(chooser: &mut Chooser, store: &SqliteStore) -> [Vec<Vec<(Value, u64)>>; 2] {
    let everybody = Among::default();
    let kept = FIELDS.map(|field| {
        let column = chooser.column(field, &[], &|| true).unwrap().unwrap();
        ordered(field, column.tally(&everybody))
    });
    let anew = FIELDS.map(|field| {
        let column = Column::read(store, field, &[], day(), &|| true)
            .unwrap()
            .unwrap();
        ordered(field, column.tally(&everybody))
    });
    [kept.into(), anew.into()]
}

/// A store with people of two towns and an employer of one of them.
fn filled(folder: &tempfile::TempDir) -> (SqliteStore, Chooser) {
    let open = || SqliteStore::open(&folder.path().join("a.db")).unwrap();
    let mut store = open();
    let firm = Firm {
        town: Some("云桥镇".into()),
        ..Firm::named("青石机械厂", EmployerKind::Enterprise)
    };
    store.add_employer(&firm).unwrap();
    let honour = |name: &str, level, year| Honour {
        year: Some(year),
        ..Honour::named(name, level)
    };
    let person = |level, town: &str, honours: &[Honour]| Person {
        name: "张样本".into(),
        level: Some(level),
        town: Some(town.into()),
        honours: honours.to_vec(),
        ..Person::default()
    };
    let (city, nation) = (HonourLevel::City, HonourLevel::National);
    for own in [
        person(
            SkillLevel::Technician,
            "蛟川街道",
            &[honour("工匠", city, 2024), honour("能手", nation, 2025)],
        ),
        person(
            SkillLevel::Technician,
            "蛟川街道",
            &[honour("工匠", nation, 2025)],
        ),
        person(
            SkillLevel::Senior,
            "蛟川街道",
            &[honour("能手", city, 2023)],
        ),
    ] {
        store.add_craftsman(&own).unwrap();
    }
    (store, Chooser::new(Box::new(open()), Clock::Day(day())))
}

/// What is offered at the end of a line among what words find.
fn offered(
    folder: &tempfile::TempDir,
    chooser: &mut Chooser,
    line: &str,
) -> (Sense, Vec<(String, Option<u64>)>) {
    let store = Box::new(SqliteStore::open(&folder.path().join("a.db")).unwrap());
    let clock = crate::run::clock::Clock::Day(chrono::NaiveDate::default());
    let office = crate::run::office::Office::open(store, clock, "tester".into()).unwrap();
    let mut finder = Finder::new(office);
    finder.load().unwrap();
    let words = beside(line, "").unwrap().words;
    let has_words = !words.trim().is_empty();
    let hits =
        has_words.then(|| finder.hits(&words, crate::search::Sounds::Exact, &Cancel::never()));
    let hits = hits.flatten();
    let offers = chooser.offers(line, "", Tongue::Zh, hits.as_ref(), &|| true);
    let offers = offers.unwrap().unwrap();
    let rows = offers.rows.into_iter().map(|own| (own.name, own.count));
    (offers.sense, rows.collect())
}

fn rows(all: &[(&str, u64)]) -> Vec<(String, Option<u64>)> {
    let all = all
        .iter()
        .map(|(name, count)| ((*name).to_owned(), Some(*count)));
    all.collect()
}

#[test]
fn offers_count_what_their_filter_would_give() {
    let folder = tempfile::tempdir().unwrap();
    let (_store, mut chooser) = filled(&folder);
    let mut offered = |line: &str| offered(&folder, &mut chooser, line);
    // Of lists the people that another filter leaves out are none.
    let lists = offered("街道:蛟川 -级别:技师 名单:").1;
    assert_eq!(lists[0], ("人才".to_owned(), Some(1)));
    // The words find employers alone.
    assert_eq!(offered("机械厂 街道:").1, rows(&[("云桥镇", 1)]));
    assert_eq!(offered("张样 街道:").1, rows(&[("蛟川街道", 3)]));
    assert_eq!(offered("没有此名 街道:").1, []);
    // The level of that honour, not of another of the same people.
    let levels = offered("荣誉:工匠 荣誉级别:").1;
    assert_eq!(levels, rows(&[("国家级", 1), ("市级", 1)]));
    let levels = offered("荣誉年份:2025 荣誉级别:").1;
    assert_eq!(levels, rows(&[("国家级", 2)]));
    // Who has two levels counts once.
    let levels = offered("荣誉级别:>=").1;
    assert_eq!(levels, rows(&[("国家级", 2), ("市级", 3)]));
    let levels = offered("荣誉级别<=").1;
    assert_eq!(levels, rows(&[("国家级", 3), ("市级", 2)]));
    let years = offered("荣誉:能手 荣誉年份>=").1;
    assert_eq!(years, rows(&[("2025", 1), ("2023", 2)]));
    assert_eq!(offered("荣誉:工匠 级别>=").1, rows(&[("技师", 2)]));
    // What would be left out says so.
    let (sense, levels) = offered("-荣誉级别:");
    assert_eq!(
        (sense, levels),
        (Sense::HoldsNot, rows(&[("国家级", 2), ("市级", 2)]))
    );
    assert_eq!(offered("级别:!").0, Sense::HoldsNot);
}

#[test]
fn each_offer_gives_as_many_as_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let (_store, mut chooser) = filled(&folder);
    for line in [
        "荣誉:工匠 荣誉级别:",
        "荣誉级别:>=",
        "荣誉级别<=",
        "荣誉:能手 荣誉年份>=",
        "-级别:技师 荣誉年份:",
        "荣誉:工匠 荣誉:能手 荣誉级别:",
        "荣誉级别:国家级 荣誉:工匠 荣誉级别:",
    ] {
        for (name, count) in offered(&folder, &mut chooser, line).1 {
            let filter = NameFilter::read(&format!("{line}{name}"));
            let Chosen::Admitted(admitted) = chooser.choose(&filter, &|| true).unwrap() else {
                panic!("{line}{name} means something")
            };
            let found = (1..4).filter(|id| admitted.has(NameKind::Craftsman, *id));
            assert_eq!(Some(found.count() as u64), count, "{line}{name}");
        }
    }
}

#[test]
fn what_nobody_waits_for_is_not_read_to_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let (_store, mut chooser) = filled(&folder);
    let filter = NameFilter::read("街道:蛟川");
    let chosen = chooser.choose(&filter, &|| false).unwrap();
    assert!(matches!(chosen, Chosen::Stopped));
    let offers = chooser.offers("街道:", "", Tongue::Zh, None, &|| false);
    assert_eq!(offers.unwrap(), None);
    assert!(chooser.known.is_empty() && chooser.columns.is_empty());
}

#[test]
fn programmes_are_let_through_by_their_kind() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, mut chooser) = filled(&folder);
    let signed = Signed {
        by: "王一".into(),
        at: chrono::NaiveDateTime::default(),
    };
    for (kind, name) in [
        (ProgrammeKind::Contest, "焊工样赛"),
        (ProgrammeKind::Plan, "样本计划"),
        (ProgrammeKind::Assessment, "样本评价"),
    ] {
        let own = RosterEntry::Programme(Box::new(Scheme::named(kind, name)));
        store.save_entry(None, &own, &signed).unwrap();
    }
    for (typed, expected) in [
        ("名单:竞赛", vec![1]),
        ("名单:计划,竞赛", vec![1, 2]),
        ("-名单:计划", vec![1, 3]),
        ("名单:项目", vec![1, 2, 3]),
        ("名单:项目 -名单:竞赛,计划", vec![3]),
        ("名单:补贴", vec![]),
    ] {
        let chosen = chooser.choose(&NameFilter::read(typed), &|| true).unwrap();
        let Chosen::Admitted(admitted) = chosen else {
            panic!("{typed} means something")
        };
        let own = (1..4).filter(|id| admitted.has(NameKind::Programme, *id));
        assert_eq!(own.collect::<Vec<i64>>(), expected, "{typed}");
    }
}

#[test]
fn columns_keep_what_a_change_did_not_touch_and_follow_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let open = || SqliteStore::open(&folder.path().join("a.db")).unwrap();
    let mut store = open();
    let mut chooser = Chooser::new(Box::new(open()), Clock::Day(day()));
    let signed = Signed {
        by: "王一".into(),
        at: chrono::NaiveDateTime::default(),
    };
    let firm = |name: &str| Firm::named(name, EmployerKind::Enterprise);
    let employer = store.add_employer(&firm("青石厂")).unwrap();
    let person = |level: Option<SkillLevel>, town: &str| Person {
        name: "张样本".into(),
        level,
        town: Some(town.into()),
        employer: Some(employer),
        honours: vec![Honour::named("工匠", HonourLevel::City)],
        ..Person::default()
    };
    let first = person(Some(SkillLevel::Technician), "云桥镇");
    let id = NameId::Craftsman(store.add_craftsman(&first).unwrap());
    store.add_craftsman(&person(None, "e\u{301}")).unwrap();
    let check = |chooser: &mut Chooser, store: &SqliteStore| {
        let [kept, anew] = counted(chooser, store);
        assert_eq!(kept, anew);
    };
    check(&mut chooser, &store);
    let columns = |chooser: &Chooser| {
        let own = chooser.columns.iter();
        own.map(|(_, own)| Arc::as_ptr(own)).collect::<Vec<_>>()
    };
    let before = columns(&chooser);
    // A write that is none of the roster's.
    store.save_basis("x").unwrap();
    check(&mut chooser, &store);
    assert_eq!(columns(&chooser), before);
    let mut changed = person(Some(SkillLevel::SeniorTechnician), "新镇");
    changed.honours.clear();
    let entry = RosterEntry::Person(Box::new(changed));
    let seen = Some((id, Version(1)));
    store.save_entry(seen, &entry, &signed).unwrap();
    check(&mut chooser, &store);
    store.add_craftsman(&person(None, "云桥镇")).unwrap();
    check(&mut chooser, &store);
    let renamed = RosterEntry::Employer(Box::new(firm("新厂")));
    let of = Some((NameId::Employer(employer), Version(1)));
    store.save_entry(of, &renamed, &signed).unwrap();
    check(&mut chooser, &store);
    let change = store.roster_changes(id, 1).unwrap()[0].id;
    store.take_back(change, &signed).unwrap();
    check(&mut chooser, &store);
    for _ in 0..=FOLLOWED {
        store
            .add_craftsman(&person(Some(SkillLevel::Junior), ""))
            .unwrap();
    }
    check(&mut chooser, &store);
}
