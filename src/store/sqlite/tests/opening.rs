//! Opening a file that is not what it should be leaves everything as it was.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use tempfile::TempDir;

use super::super::{SqliteStore, migrate};
use crate::{
    domain::{
        deadline::Projection,
        proposal::Item,
        proposal::Role,
        sitting::{Kind, Sitting},
    },
    store::{OfficeStore, QueueStore, StoreError},
};

type Opening = fn(&Path) -> crate::store::Result<SqliteStore>;

const OPENINGS: [Opening; 3] = [
    SqliteStore::open,
    SqliteStore::open_existing,
    SqliteStore::read_only,
];

/// A folder with a store of some pages, closed.
fn filled() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut store = SqliteStore::open(&path).unwrap();
    for number in 0..200 {
        let mut item = Item::blank(Sitting::unknown(Kind::Cppcc));
        item.number = Some(number);
        item.title = "关于培育工匠的提案".into();
        store.add_proposal(&item, &[], &registered()).unwrap();
    }
    drop(store);
    (folder, path)
}

fn registered() -> Projection {
    Projection::of(Role::Lead, &[])
}

/// Everything in a folder, with its bytes.
fn inside(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(&path).unwrap_or_default()))
        .collect();
    files.sort();
    files
}

/// Opens in every way; each is refused as expected and changes nothing.
fn refused(folder: &Path, path: &Path, expected: impl Fn(&StoreError) -> bool) {
    let before = inside(folder);
    for (way, open) in OPENINGS.iter().enumerate() {
        let error = open(path).unwrap_err();
        assert!(expected(&error), "way {way}: {error:?}");
        assert!(inside(folder) == before, "way {way} changed something");
    }
}

fn overwrite(path: &Path, at: usize, with: &[u8]) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at..at + with.len()].copy_from_slice(with);
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_new_store_is_private_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("一/二/anfu.db");
    drop(SqliteStore::open(&path).unwrap());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(inside(path.parent().unwrap()).len(), 1, "no log is left");
    for open in OPENINGS {
        let store = open(&path).unwrap();
        assert_eq!(store.unit().unwrap(), None);
    }
}

#[test]
fn a_missing_file_is_made_by_open_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("没有/anfu.db");
    for open in [SqliteStore::open_existing, SqliteStore::read_only] {
        let expected = StoreError::NoFile(path.clone());
        assert_eq!(open(&path).unwrap_err(), expected);
    }
    assert!(inside(folder.path()).is_empty());
}

#[test]
fn an_empty_file_becomes_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    fs::write(&path, "").unwrap();
    SqliteStore::read_only(&path).unwrap_err();
    drop(SqliteStore::open(&path).unwrap());
    SqliteStore::read_only(&path).unwrap();
}

#[test]
fn reading_alone_refuses_writes_and_changes_no_byte() {
    let (_folder, path) = filled();
    let before = fs::read(&path).unwrap();
    let mut store = SqliteStore::read_only(&path).unwrap();
    assert_eq!(store.numbered(7).unwrap().len(), 1);
    let item = Item::blank(Sitting::unknown(Kind::Cppcc));
    let refused = store.add_proposal(&item, &[], &registered());
    assert_eq!(refused, Err(StoreError::ReadOnly(path.clone())));
    drop(store);
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(inside(path.parent().unwrap()).len(), 1, "no log is left");
}

#[test]
fn a_file_of_something_else_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("提案.docx");
    for bytes in [&b"PK\x03\x04"[..], "关于".as_bytes(), &[0; 5000], b"SQLite"] {
        fs::write(&path, bytes).unwrap();
        refused(folder.path(), &path, |error| {
            *error == StoreError::NotOurs(path.clone())
        });
    }
    let inner = folder.path().join("夹");
    fs::create_dir(&inner).unwrap();
    refused(folder.path(), &inner, |error| {
        *error == StoreError::NotOurs(inner.clone())
    });
}

#[test]
fn a_database_of_another_program_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let db = Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE visit (x); PRAGMA user_version = 1;")
        .unwrap();
    drop(db);
    refused(folder.path(), &path, |error| {
        *error == StoreError::NotOurs(path.clone())
    });
}

#[test]
fn a_newer_store_is_left_alone() {
    let (folder, path) = filled();
    let found = migrate::NEWEST + 1;
    overwrite(&path, 60, &(found as u32).to_be_bytes());
    let known = migrate::NEWEST;
    refused(folder.path(), &path, |error| {
        let path = path.clone();
        *error == StoreError::Newer { path, found, known }
    });
}

#[test]
fn a_newer_store_whose_log_was_not_folded_in_is_left_alone() {
    let (folder, path) = filled();
    // A process that died: its pages stand in the log alone.
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    let copy = tempfile::tempdir().unwrap();
    for (file, bytes) in inside(folder.path()) {
        if !file.to_string_lossy().ends_with("-shm") {
            fs::write(copy.path().join(file.file_name().unwrap()), bytes).unwrap();
        }
    }
    drop(db);
    let path = copy.path().join("anfu.db");
    let log = copy.path().join("anfu.db-wal");
    let before = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
    for open in OPENINGS {
        let error = open(&path).unwrap_err();
        assert!(
            matches!(error, StoreError::Newer { found: 99, .. }),
            "{error:?}"
        );
        let after = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
        assert!(after == before);
    }
}

#[test]
fn a_damaged_store_is_left_alone() {
    let is_damage = |error: &StoreError| matches!(error, StoreError::Damaged { .. });
    for (what, at, with) in [
        ("page size", 16, &[0x12, 0x34][..]),
        ("page of the schema", 100, &[0xFF; 64]),
        ("cells of the schema", 108, &[0xFF; 16]),
    ] {
        let (folder, path) = filled();
        overwrite(&path, at, with);
        eprintln!("case: {what}");
        refused(folder.path(), &path, is_damage);
    }
    let (folder, path) = filled();
    let bytes = fs::read(&path).unwrap();
    for length in [bytes.len() - 1, bytes.len() / 2, 99, 16] {
        fs::write(&path, &bytes[..length]).unwrap();
        eprintln!("case: cut to {length}");
        refused(folder.path(), &path, is_damage);
    }
}

#[test]
fn a_damaged_page_shows_as_damage_when_it_is_read() {
    let (_folder, path) = filled();
    let store = SqliteStore::open(&path).unwrap();
    let page: u32 = store
        .db
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'proposal_by_due'",
            [],
            |row| row.get("rootpage"),
        )
        .unwrap();
    drop(store);
    overwrite(&path, (page as usize - 1) * 4096, &[0xA5; 4096]);
    let mut store = SqliteStore::open(&path).unwrap();
    assert!(!store.faults().unwrap().is_empty());
    let item = Item::blank(Sitting::unknown(Kind::Cppcc));
    let answer = store.add_proposal(&item, &[], &registered());
    assert!(
        matches!(answer, Err(StoreError::Damaged { .. })),
        "{answer:?}"
    );
}

#[test]
fn a_file_or_folder_without_write_permission_can_only_be_read() {
    let (folder, path) = filled();
    let beside = folder.path().join("new.db");
    let deeper = folder.path().join("更深/new.db");
    let before = inside(folder.path());
    let is_read_only = |error: StoreError| matches!(error, StoreError::ReadOnly(_));

    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    assert!(is_read_only(SqliteStore::open(&path).unwrap_err()));
    assert!(is_read_only(SqliteStore::open_existing(&path).unwrap_err()));

    fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
    assert!(is_read_only(SqliteStore::open(&path).unwrap_err()));
    assert!(is_read_only(SqliteStore::open(&beside).unwrap_err()));
    assert!(is_read_only(SqliteStore::open(&deeper).unwrap_err()));
    let store = SqliteStore::read_only(&path).unwrap();
    assert_eq!(store.numbered(7).unwrap().len(), 1);
    drop(store);
    assert!(inside(folder.path()) == before);
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_path_may_hold_any_sign() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("案 复%20?mode=memory#.db");
    drop(SqliteStore::open(&path).unwrap());
    assert!(path.exists());
    fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
    let read = SqliteStore::read_only(&path).map(|store| store.unit().unwrap());
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    assert_eq!(read.unwrap(), None);
}

#[test]
fn a_copy_is_a_store_and_overwrites_nothing() {
    let (folder, path) = filled();
    let copy = folder.path().join("copy.db");
    let store = SqliteStore::open(&path).unwrap();
    store.backup_to(&copy).unwrap();
    assert_eq!(
        fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let copied = SqliteStore::open_existing(&copy).unwrap();
    assert_eq!(copied.numbered(7), store.numbered(7));
    assert_eq!(copied.faults().unwrap(), []);
    assert!(store.backup_to(&path).is_err());
    assert_eq!(store.numbered(7).unwrap().len(), 1);
}
