//! Two writers at once, writes that stop halfway, and faults made by another program.

use std::{path::Path, thread};

use super::super::{SqliteStore, proposals, review};
use crate::{
    domain::{
        chain::StepKind,
        deadline::Projection,
        event::{EventKind, NewEvent},
        id::{ProposalId, Version},
        letter::{LetterKind, LetterStage, LetterText},
        proposal::{Item, Role},
        sitting::{Kind, Sitting},
        state::State,
        step::NewStep,
    },
    store::{Give, LetterStore, OfficeStore, QueueStore, ReviewStore, StepAsk, StoreError},
};

fn registered() -> Projection {
    Projection::of(Role::Lead, &[])
}

fn item() -> Item {
    Item::blank(Sitting::unknown(Kind::Suggestion))
}

fn noted() -> NewEvent {
    let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    NewEvent::plain(EventKind::Noted, on, on.into(), "王一")
}

/// Records one more fact, reading again for as long as another writer was first.
fn note(store: &mut SqliteStore, id: ProposalId) {
    loop {
        let seen = store.proposal(id).unwrap().unwrap().version;
        match store.record(id, seen, &[noted()], &registered()) {
            Ok(_) => return,
            Err(StoreError::Stale { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut store = SqliteStore::open(&path).unwrap();
    let id = store.add_proposal(&item(), &[], &registered()).unwrap();
    let write = |path: &Path| {
        let mut store = SqliteStore::open(path).unwrap();
        for _ in 0..20 {
            note(&mut store, id);
            store.add_proposal(&item(), &[], &registered()).unwrap();
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| write(&path));
        scope.spawn(|| write(&path));
    });
    assert_eq!(store.events(id).unwrap().len(), 40);
    assert_eq!(store.proposal(id).unwrap().unwrap().version, Version(41));
    assert_eq!(
        store.queue_counts().unwrap().by_state,
        [(State::Registered, 41)]
    );
    assert_eq!(store.faults().unwrap(), []);
}

#[test]
fn two_processes_may_make_the_store_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut store = SqliteStore::open(&path).unwrap();
                store.add_proposal(&item(), &[], &registered()).unwrap();
            });
        }
    });
    let store = SqliteStore::open_existing(&path).unwrap();
    assert_eq!(
        store.queue_counts().unwrap().by_state,
        [(State::Registered, 4)]
    );
}

#[test]
fn opening_once_more_drops_no_lock_of_this_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut first = SqliteStore::open(&path).unwrap();
    first.add_proposal(&item(), &[], &registered()).unwrap();
    let locked = || {
        let locks = std::fs::read_to_string("/proc/locks").unwrap();
        let inode = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&path).unwrap());
        locks.contains(&format!(":{inode} "))
    };
    assert!(locked());
    SqliteStore::open(&path).unwrap();
    drop(SqliteStore::read_only(&path).unwrap());
    assert!(locked());
}

#[test]
fn a_write_that_waits_too_long_is_busy_and_reading_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut first = SqliteStore::open(&path).unwrap();
    let mut second = SqliteStore::open(&path).unwrap();
    second.db.busy_timeout(std::time::Duration::ZERO).unwrap();
    let id = first.add_proposal(&item(), &[], &registered()).unwrap();
    first.db.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = second.add_proposal(&item(), &[], &registered());
    assert_eq!(refused, Err(StoreError::Busy));
    assert!(second.proposal(id).unwrap().is_some());
    first.db.execute_batch("ROLLBACK").unwrap();
    second.add_proposal(&item(), &[], &registered()).unwrap();
}

#[test]
fn the_change_mark_sees_another_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut first = SqliteStore::open(&path).unwrap();
    let second = SqliteStore::read_only(&path).unwrap();
    let before = second.change_mark().unwrap();
    assert_eq!(second.change_mark().unwrap(), before);
    let id = first.add_proposal(&item(), &[], &registered()).unwrap();
    let between = second.change_mark().unwrap();
    first.reproject(id, &registered()).unwrap();
    let marks = [before, between, second.change_mark().unwrap()];
    assert!(marks.is_sorted_by(|a, b| a < b), "{marks:?}");
}

#[test]
fn a_process_that_dies_between_two_writes_leaves_neither() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut store = SqliteStore::open(&path).unwrap();
    let id = store.add_proposal(&item(), &[], &registered()).unwrap();
    store.db.execute_batch("BEGIN IMMEDIATE").unwrap();
    proposals::record(&store.db, id, Version(1), &[noted()], &registered()).unwrap();
    drop(store);
    let mut store = SqliteStore::open(&path).unwrap();
    assert!(store.events(id).unwrap().is_empty());
    assert_eq!(store.proposal(id).unwrap().unwrap().version, Version(1));
    // A refusal in the middle of a list of facts takes the whole list back.
    let mut lost = noted();
    lost.reverses = Some(crate::domain::id::EventId(99));
    let refused = store.record(id, Version(1), &[noted(), lost], &registered());
    assert!(
        matches!(refused, Err(StoreError::Failed { .. })),
        "{refused:?}"
    );
    assert!(store.events(id).unwrap().is_empty());
    assert_eq!(store.faults().unwrap(), []);
}

#[test]
fn faults_made_by_another_program_are_found() {
    let mut store = SqliteStore::in_memory().unwrap();
    let id = store.add_proposal(&item(), &[], &registered()).unwrap();
    let mut second = item();
    second.number = Some(2);
    store.add_proposal(&second, &[], &registered()).unwrap();
    let at = noted().recorded_at;
    for _ in 0..2 {
        let draft = LetterText::draft(LetterKind::LeadReply, Some(id));
        store.add_letter(&draft, "王一", at).unwrap();
    }
    store
        .db
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
            INSERT INTO attachment VALUES
                (1, 'a', '00', 'txt', '2026-01-01 00:00:00', '', x'01');
            INSERT INTO event (id, proposal, kind, happened_on, recorded_at, actor)
                VALUES (5, 99, 'noted', '2026-01-01', '2026-01-01 00:00:00', '');
            UPDATE proposal SET queue_rank = 2, queue_due = '', ask_count = 3 WHERE id = 1;
            UPDATE proposal SET state = 'nowhere' WHERE id = 2;
            DELETE FROM letter_version WHERE letter = 1;
            UPDATE letter SET text = '改' WHERE id = 2;",
        )
        .unwrap();
    let places: Vec<String> = store
        .faults()
        .unwrap()
        .into_iter()
        .map(|fault| fault.place)
        .collect();
    let expected = [
        "event 5",
        "attachment 1",
        "letter 1",
        "letter 2",
        "proposal 1",
        "proposal 2",
        "proposal 1",
    ];
    assert_eq!(places, expected);
    let read = store.queue_rows(&[ProposalId(2)]);
    assert!(matches!(read, Err(StoreError::Damaged { .. })), "{read:?}");
}

/// A letter with a blank for its number, and the step that gives it the next of its series.
fn to_number(store: &mut SqliteStore) -> StepAsk {
    let mut draft = LetterText::draft(LetterKind::LeadReply, None);
    draft.text = "【文号】\n关于某事的答复\n\n甲代表：\n收悉。\n".into();
    let at = noted().recorded_at;
    let letter = store.add_letter(&draft, "王一", at).unwrap();
    StepAsk {
        letter,
        seen: Version(1),
        step: NewStep {
            kind: StepKind::Number,
            name: "编号".into(),
            by: "王一".into(),
            on: noted().on,
            recorded_at: at,
            typed_by: "王一".into(),
            evidence: None,
            remark: None,
            takes_back: None,
        },
        after: draft,
        give: Give::Next {
            series: "云区总工案复".into(),
            year: 2026,
        },
        facts: None,
    }
}

#[test]
fn sixteen_writers_at_once_give_each_number_once_and_leave_none_out() {
    const WRITERS: usize = 16;
    const EACH: usize = 5;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    drop(SqliteStore::open(&path).unwrap());
    let number = || {
        let mut store = SqliteStore::open(&path).unwrap();
        store
            .db
            .busy_timeout(std::time::Duration::from_mins(1))
            .unwrap();
        for _ in 0..EACH {
            let ask = to_number(&mut store);
            store.take_step(&ask).unwrap();
        }
    };
    thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(number);
        }
    });
    let store = SqliteStore::open_existing(&path).unwrap();
    let series = store.series().unwrap();
    let given: Vec<u32> = series[0].given.iter().map(|own| own.serial).collect();
    let all: Vec<u32> = (1..=(WRITERS * EACH) as u32).collect();
    assert_eq!(given, all);
    assert_eq!(store.faults().unwrap(), []);
}

#[test]
fn a_process_that_dies_while_numbering_costs_no_number() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anfu.db");
    let mut store = SqliteStore::open(&path).unwrap();
    let ask = to_number(&mut store);
    store.db.execute_batch("BEGIN IMMEDIATE").unwrap();
    let taken = review::take_step(&store.db, &ask).unwrap();
    assert_eq!(taken.number.unwrap().serial, 1);
    drop(store);
    let mut store = SqliteStore::open(&path).unwrap();
    assert!(store.letter_steps(ask.letter).unwrap().is_empty());
    let taken = store.take_step(&ask).unwrap();
    assert_eq!(taken.number.unwrap().serial, 1);
    assert_eq!(store.faults().unwrap(), []);
}

#[test]
fn a_signed_letter_changed_by_another_program_is_found() {
    let mut store = SqliteStore::in_memory().unwrap();
    let mut ask = to_number(&mut store);
    ask.after.stage = LetterStage::Numbered;
    store.take_step(&ask).unwrap();
    let other = to_number(&mut store);
    store.take_step(&other).unwrap();
    store
        .db
        .execute_batch(
            "UPDATE letter SET text = '改' WHERE id = 1;
            UPDATE letter_version SET text = '改' WHERE letter = 1;
            UPDATE review_step SET done_by = '某人' WHERE letter = 2;
            DELETE FROM given_number WHERE serial = 1;",
        )
        .unwrap();
    let found: Vec<String> = store
        .faults()
        .unwrap()
        .into_iter()
        .map(|fault| format!("{}: {}", fault.place, fault.what))
        .collect();
    assert_eq!(
        found,
        [
            "letter 1: the text that a step was taken on was changed",
            "letter 1: its text was changed after it was signed",
            "letter 2: a step of it was changed or left out after it was taken",
        ]
    );
}
