use std::{fs, path::Path};

use super::*;
use crate::{
    domain::craftsman::Person,
    run::clock::Clock,
    store::{RosterBatch, RosterStore, sqlite::SqliteStore},
};

fn named(name: &str) -> Person {
    Person {
        name: name.into(),
        ..Person::default()
    }
}

fn finder(path: &Path) -> Finder {
    let store = Box::new(SqliteStore::open(path).unwrap());
    let office = Office::open(
        store,
        Clock::Day(chrono::NaiveDate::default()),
        "tester".into(),
    );
    Finder::new(office.unwrap())
}

fn total(finder: &Finder, typed: &str) -> usize {
    finder
        .find(&NameAsk::of(typed), &Cancel::never())
        .unwrap()
        .total
}

#[test]
fn names_answer_as_they_were_until_they_are_renewed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut store = SqliteStore::open(&path).unwrap();
    store.add_craftsman(&named("张建国")).unwrap();
    let mut open = finder(&path);
    assert!(open.follow().unwrap());
    store.add_craftsman(&named("单玉")).unwrap();
    assert!(open.follow().unwrap());
    assert_eq!(total(&open, ""), 2);
    for _ in 0..=MANY {
        store.add_craftsman(&named("仇大壮")).unwrap();
    }
    assert!(!open.follow().unwrap());
    assert_eq!(total(&open, ""), 2);
    open.renew(Renewed::read(&store).unwrap());
    assert!(open.follow().unwrap());
    assert_eq!(total(&open, "qiu"), MANY + 1);
}

#[test]
fn names_are_kept_in_a_file_and_built_anew_when_it_does_not_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut store = SqliteStore::open(&path).unwrap();
    let people = vec![named("张建国"); FEW];
    let batch = RosterBatch {
        people,
        ..RosterBatch::default()
    };
    store.add_roster(&batch).unwrap();
    let file = store.names_file().unwrap();
    let loads = |expected: Kept, typed: &str, hits: usize| {
        let mut finder = finder(&path);
        assert_eq!(finder.load().unwrap(), expected);
        assert_eq!(total(&finder, typed), hits, "{typed}");
        finder
    };
    loads(Kept::Rebuilt, "zjg", FEW);
    let mut open = loads(Kept::Ready, "zjg", FEW);
    store.add_craftsman(&named("单玉")).unwrap();
    open.catch_up().unwrap();
    assert_eq!(total(&open, "shanyu"), 1);
    loads(Kept::Ready, "shanyu", 1);
    // The one opened last is found before the others of his name.
    let last = NameId::Craftsman(CraftsmanId(FEW as i64));
    open.note_opened(last);
    let first = |finder: &Finder| {
        finder
            .find(&NameAsk::of("zjg"), &Cancel::never())
            .unwrap()
            .hits[0]
            .id
    };
    assert_eq!(first(&open), last);
    assert_eq!(first(&loads(Kept::Ready, "zjg", FEW)), last);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    loads(Kept::Rebuilt, "shanyu", 1);
    let mut other = whole;
    other[30] ^= 1;
    fs::write(&file, other).unwrap();
    loads(Kept::Rebuilt, "shanyu", 1);
    loads(Kept::Ready, "shanyu", 1);
}
