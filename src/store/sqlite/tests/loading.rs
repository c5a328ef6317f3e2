//! Loading an empty roster: nothing is missing afterwards, whenever it was stopped.

use std::{fs, path::Path};

use crate::{
    domain::{craftsman::Person, id::CraftsmanId},
    store::{
        Load, Mended, OfficeStore, RegisterStore, RosterBatch, RosterStore, StoreError,
        sqlite::SqliteStore,
    },
};

const SCHEMA: &str = "SELECT name, sql FROM sqlite_schema WHERE name <> 'index_aside'
    AND name NOT LIKE 'sqlite_%' ORDER BY name";

fn schema(store: &SqliteStore) -> Vec<(String, String)> {
    let mut asked = store.db.prepare(SCHEMA).unwrap();
    let found = asked
        .query_map([], |row| Ok((row.get("name")?, row.get("sql")?)))
        .unwrap();
    found.map(Result::unwrap).collect()
}

fn people(names: &[&str]) -> RosterBatch {
    let people = names.iter().map(|name| Person {
        name: (*name).to_owned(),
        ..Person::default()
    });
    RosterBatch {
        people: people.collect(),
        ..RosterBatch::default()
    }
}

fn beside(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_loaded_store_is_as_one_filled_slowly() {
    for load in [Load::Kept, Load::Unfinished] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anfu.db");
        let mut store = SqliteStore::open(&path).unwrap();
        let whole = schema(&store);
        store.begin_load(load).unwrap();
        assert!(schema(&store).len() < whole.len(), "{load:?}");
        store
            .add_roster(&people(&["林夏", "欧阳\u{301}示"]))
            .unwrap();
        assert_eq!(store.craftsmen_named("林夏").unwrap(), [CraftsmanId(1)]);
        store.end_load().unwrap();
        assert_eq!(schema(&store), whole, "{load:?}");
        drop(store);
        assert_eq!(beside(&path), ["anfu.db"], "{load:?}");
        let store = SqliteStore::read_only(&path).unwrap();
        assert_eq!(store.faults().unwrap(), []);
        assert_eq!(store.roster_counts().unwrap().craftsmen, 2);
    }
}

#[test]
fn what_a_killed_loading_lacks_is_built_by_the_next_who_may_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut store = SqliteStore::open(&path).unwrap();
    let whole = schema(&store);
    store.begin_load(Load::Kept).unwrap();
    store.add_roster(&people(&["林夏"])).unwrap();
    // While it runs, others may read and write, and leave what is aside to it.
    let mut other = SqliteStore::open(&path).unwrap();
    assert!(schema(&other).len() < whole.len());
    other.add_roster(&people(&["周川"])).unwrap();
    assert_eq!(other.mend_load(&mut |_, _| {}), Ok(Mended::Loading));
    assert_eq!(store.mend_load(&mut |_, _| {}), Ok(Mended::Loading));
    assert_eq!(other.look_alikes(9), Err(StoreError::Loading));
    drop(SqliteStore::read_only(&path).unwrap());
    drop(other);
    // A death closes its files.
    drop(store);
    let unread = SqliteStore::read_only(&path).unwrap_err();
    assert!(matches!(unread, StoreError::Failed { .. }), "{unread:?}");
    // Opening builds nothing, which would keep whoever opens waiting without a word.
    let mut store = SqliteStore::open_existing(&path).unwrap();
    assert!(schema(&store).len() < whole.len());
    assert_eq!(store.look_alikes(9), Err(StoreError::Loading));
    let mut heard = Vec::new();
    let mended = store.mend_load(&mut |done, all| heard.push((done, all)));
    assert_eq!(mended, Ok(Mended::Whole));
    let all = heard[0].1;
    let counted: Vec<_> = (0..=all).map(|done| (done, all)).collect();
    assert_eq!(heard, counted);
    heard.clear();
    let mended = store.mend_load(&mut |done, all| heard.push((done, all)));
    assert_eq!((mended, heard), (Ok(Mended::Whole), Vec::new()));
    assert_eq!(store.look_alikes(9).unwrap().total, 0);
    assert_eq!(schema(&store), whole);
    assert_eq!(store.craftsmen_named("周川").unwrap(), [CraftsmanId(2)]);
    drop(store);
    drop(SqliteStore::read_only(&path).unwrap());
    assert_eq!(beside(&path), ["anfu.db"]);
}

#[test]
fn a_roster_with_people_is_left_as_it_is() {
    let mut store = SqliteStore::in_memory().unwrap();
    let whole = schema(&store);
    store.add_roster(&people(&[""])).unwrap();
    store.begin_load(Load::Kept).unwrap();
    assert_eq!(schema(&store), whole);
    store.end_load().unwrap();
    // Nor does an end without a beginning do anything.
    store.end_load().unwrap();
    assert_eq!(schema(&store), whole);
}

#[test]
fn whoever_only_asks_keeps_nobody_from_mending() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut store = SqliteStore::open(&path).unwrap();
    store.begin_load(Load::Kept).unwrap();
    store.add_roster(&people(&["林夏"])).unwrap();
    drop(store);
    // A reader that asks just now shares the lock for an instant; the next try comes after it.
    let beside = folder.path().join("anfu.db-loading");
    let asking = fs::File::open(&beside).unwrap();
    rustix::fs::flock(&asking, rustix::fs::FlockOperation::LockShared).unwrap();
    assert!(
        SqliteStore::read_only(&path).is_err(),
        "it is left, not loading"
    );
    let mut store = SqliteStore::open_existing(&path).unwrap();
    let asks = std::thread::spawn(move || {
        std::thread::yield_now();
        drop(asking);
    });
    assert_eq!(store.mend_load(&mut |_, _| {}), Ok(Mended::Whole));
    asks.join().unwrap();
}

#[test]
fn a_full_disk_is_told_as_one_and_what_was_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut store = SqliteStore::open(&path).unwrap();
    store.begin_load(Load::Kept).unwrap();
    let many = vec!["周川"; 3_000];
    store.add_roster(&people(&many)).unwrap();
    // The engine says of a file that must not grow what it says of a disk without room.
    let pages = |store: &SqliteStore, most: i64| {
        let set = |row: &rusqlite::Row<'_>| row.get::<_, i64>("max_page_count");
        let asked = format!("PRAGMA max_page_count = {most}");
        store.db.query_row(&asked, [], set).unwrap()
    };
    pages(&store, 1);
    assert_eq!(
        store.add_roster(&people(&many)),
        Err(StoreError::Full(path.clone()))
    );
    assert_eq!(store.end_load(), Err(StoreError::Full(path.clone())));
    assert_eq!(
        store.mend_load(&mut |_, _| {}),
        Err(StoreError::Full(path.clone()))
    );
    assert_eq!(store.roster_counts().unwrap().craftsmen, 3_000);
    // Room was made.
    pages(&store, i64::from(u32::MAX - 1));
    assert_eq!(store.mend_load(&mut |_, _| {}), Ok(Mended::Whole));
    assert_eq!(store.faults().unwrap(), []);
}
