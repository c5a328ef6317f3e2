//! What others write while a table is taken.

use super::{
    any_way::{begun, named, to_the_end},
    *,
};
use crate::{
    domain::roster_entry::RosterEntry,
    store::{Load, RosterRows},
};

const TABLE: &str = "姓名,单位,出生年月,等级\n丁一,乙厂,,技师\n王川,乙厂,,技师\n林夏,甲厂,,技师\n\
    赵石,丙厂,1990-01,技师\n丁一,乙厂,1970-01,高级技师\n";

fn enter(office: &mut Office, name: &str, employer: &str, month: &str) {
    let person = named(name, employer, month);
    let entry = RosterEntry::Person(Box::new(person));
    office.save_entry(None, entry).unwrap();
}

fn people(office: &Office) -> u64 {
    office.store.roster_counts().unwrap().craftsmen
}

#[test]
fn whoever_is_entered_while_a_table_is_taken_is_met_and_not_doubled() {
    for (is_stopped, there) in [(true, 0), (false, 0), (true, 1), (false, 1)] {
        let mut office = office();
        if there > 0 {
            enter(&mut office, "e\u{301}", "乙厂", "");
        }
        let mut taking = begun(&mut office, TABLE, Mode::Write);
        taking.step(office.store.as_mut(), 1).unwrap();
        enter(&mut office, "林夏", "甲厂", "1985-03");
        enter(&mut office, "赵石", "丙厂", "1990-01");
        if is_stopped {
            taking = begun(&mut office, TABLE, Mode::Write);
        }
        to_the_end(&mut office, &mut taking, 1);
        let own = &taking.outcome;
        // The last row is of another 丁一: of the first, whom the table brought, no month is known.
        assert_eq!((own.added, own.updated, own.bad), (3, 2, 0), "{is_stopped}");
        assert_eq!(people(&office), 5 + there);
        let ids = office.store.craftsmen_named("林夏").unwrap();
        assert_eq!(ids.len(), 1);
        let own = office.store.craftsman(ids[0]).unwrap().unwrap().value;
        assert_eq!(own.birth_month.as_deref(), Some("1985-03"));
    }
}

#[test]
fn two_tables_at_once_double_nobody() {
    let mut office = office();
    let other = "姓名,单位,出生年月,街道\n赵石,丙厂,1990-01,青石街道\n林夏,甲厂,,蓝桥街道\n王川,乙厂,,云桥镇\n";
    let mut takings = [TABLE, other].map(|table| begun(&mut office, table, Mode::Write));
    let mut is_over = [false; 2];
    while is_over != [true; 2] {
        for (taking, is_over) in takings.iter_mut().zip(&mut is_over) {
            *is_over = *is_over || taking.step(office.store.as_mut(), 1).unwrap() == Step::Done;
        }
    }
    assert_eq!(people(&office), 5);
    for name in ["赵石", "林夏", "王川"] {
        assert_eq!(
            office.store.craftsmen_named(name).unwrap().len(),
            1,
            "{name}"
        );
    }
}

#[test]
fn a_batch_that_would_double_somebody_who_just_came_is_not_written() {
    let mut office = office();
    let mut taking = begun(&mut office, TABLE, Mode::Write);
    let table = taking.table.unwrap();
    let mut write = |office: &mut Office, own: &str, came: &str| {
        taking.batch.new.people = vec![named(own, "甲厂", "")];
        enter(office, came, "甲厂", "1985-03");
        let rows = taking.write(office.store.as_mut(), table);
        rows.map(|RosterRows { first_person, .. }| first_person.0)
    };
    assert_eq!(write(&mut office, "林夏", "周川"), Ok(2));
    let taken = Err(StoreError::TableTaken(table.0));
    assert_eq!(write(&mut office, "欧阳e\u{301}", "欧阳e\u{301}"), taken);
    assert_eq!(people(&office), 3);
}

#[test]
fn a_table_waits_until_another_process_has_loaded_the_roster() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let open = || {
        let store = SqliteStore::open(&path).unwrap();
        Office::open(Box::new(store), Clock::Machine, "李示".into()).unwrap()
    };
    let (mut office, mut other) = (open(), open());
    let mut loading = begun(&mut office, TABLE, Mode::Write);
    office.store.begin_load(Load::Kept).unwrap();
    loading.step(office.store.as_mut(), 2).unwrap();
    for mode in [Mode::Write, Mode::Count] {
        let input = Input::Bytes(Arc::from("姓名,单位\n林夏,甲厂\n".as_bytes()));
        let ask = Ask::default();
        let opened = Opened::of(other.store.as_ref(), input, "名册.csv", &ask).unwrap();
        let refused = Taking::begin(&mut other, opened, &ask, mode).err();
        assert!(
            matches!(refused, Some(Refused::Store(StoreError::Loading))),
            "{refused:?}"
        );
    }
    to_the_end(&mut office, &mut loading, 2);
    office.store.end_load().unwrap();
    assert_eq!(
        counts(&import(&mut other, "姓名,单位\n林夏,甲厂\n")),
        [0, 0, 1, 0]
    );
}
