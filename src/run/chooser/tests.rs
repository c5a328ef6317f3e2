use super::*;
use crate::{
    domain::{
        craftsman::{Honour, HonourLevel, Person, SkillLevel},
        employer::{EmployerKind, Firm},
        id::Version,
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

/// What the kept columns count, and what columns read anew do.
fn counted(chooser: &mut Chooser, store: &SqliteStore) -> [Vec<Vec<(Value, u64)>>; 2] {
    let everybody = Among::default();
    let kept = FIELDS.map(|field| {
        let column = chooser.column(field, &|| true).unwrap().unwrap();
        ordered(field, column.tally(&everybody))
    });
    let anew = FIELDS.map(|field| {
        let column = Column::read(store, field, &|| true).unwrap().unwrap();
        ordered(field, column.tally(&everybody))
    });
    [kept.into(), anew.into()]
}

#[test]
fn columns_keep_what_a_change_did_not_touch_and_follow_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let open = || SqliteStore::open(&folder.path().join("a.db")).unwrap();
    let mut store = open();
    let mut chooser = Chooser::new(Box::new(open()));
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
