//! Roster tables taken in.

use super::{
    cases, is_missing, is_stale,
    samples::{RARE, firm, named},
};
use crate::{
    domain::{
        change::ChangeAct,
        id::{CraftsmanId, EmployerId, TableId, Version},
    },
    store::{
        MappedColumn, NameId, PersonKey, RosterBatch, Signed, Store, StoreError, TableBatch,
        TableHead, TableProgress, TableRefused, TableRow,
    },
};

cases! {
    a_table_is_gone_on_with_until_it_is_taken,
    a_table_that_another_run_takes_is_not_taken_twice,
    what_a_table_refused_is_known_until_its_end,
    a_record_knows_the_rows_it_came_from,
    a_batch_with_a_stale_record_changes_nothing,
    what_a_table_changes_is_in_the_log_and_is_taken_back,
    what_a_senders_columns_mean_is_kept,
    people_are_handed_out_by_what_they_are_known_by,
}

pub(super) fn head(sha256: &str) -> TableHead {
    TableHead {
        sha256: sha256.to_owned(),
        name: "名册.csv".into(),
        sender: Some(RARE.into()),
        list: "craftsmen".into(),
        columns: "姓名=name\n".into(),
        taken_by: "李示".into(),
        taken_at: chrono::NaiveDate::from_ymd_opt(2026, 11, 22)
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap(),
    }
}

pub(super) fn signed() -> Signed {
    Signed {
        by: "李示".into(),
        at: head("").taken_at,
    }
}

fn a_table_is_gone_on_with_until_it_is_taken(store: &mut dyn Store) {
    let begun = store.begin_table(&head("aa")).unwrap();
    let id = begun.id;
    assert_eq!(begun.progress, TableProgress::default());
    assert_eq!(begun.brought, []);
    let mut batch = TableBatch {
        new: RosterBatch {
            people: vec![named("林夏")],
            ..RosterBatch::default()
        },
        progress: TableProgress {
            rows: 7,
            added: 1,
            bad: 2,
            employers: 3,
            ..TableProgress::default()
        },
        ..TableBatch::default()
    };
    let rows = store.take_table(id, &batch, &signed()).unwrap().unwrap();
    assert_eq!(rows.first_person, CraftsmanId(1));
    let again = store.begin_table(&head("aa")).unwrap();
    assert_eq!((again.id, again.progress), (id, batch.progress));
    // Whom the table itself brought is told from whoever came otherwise.
    let run = |first, behind| CraftsmanId(first)..CraftsmanId(behind);
    assert_eq!(again.brought, [run(1, 2)]);
    store.add_craftsman(&named("周川")).unwrap();
    batch.rows_before = 7;
    // Of one of the two nothing is known.
    batch.people_seen = Some(CraftsmanId(2));
    assert_eq!(store.take_table(id, &batch, &signed()).unwrap(), None);
    batch.people_seen = Some(CraftsmanId(3));
    store.take_table(id, &batch, &signed()).unwrap().unwrap();
    batch.people_seen = None;
    store.take_table(id, &batch, &signed()).unwrap().unwrap();
    let again = store.begin_table(&head("aa")).unwrap();
    assert_eq!(again.brought, [run(1, 2), run(3, 5)]);
    // Another file, or the same read otherwise, is another table.
    assert_ne!(store.begin_table(&head("bb")).unwrap().id, id);
    batch.new = RosterBatch::default();
    batch.rows_before = 7;
    batch.progress.is_finished = true;
    store.take_table(id, &batch, &signed()).unwrap();
    let again = store.begin_table(&head("aa")).unwrap();
    assert_ne!(again.id, id);
    assert_eq!(again.progress, TableProgress::default());
    assert_eq!(again.brought, []);
    assert!(is_missing(store.take_table(TableId(99), &batch, &signed())));
}

fn a_table_that_another_run_takes_is_not_taken_twice(store: &mut dyn Store) {
    let one = store.begin_table(&head("aa")).unwrap();
    let other = store.begin_table(&head("aa")).unwrap();
    assert_eq!(one, other);
    let mut batch = TableBatch {
        new: RosterBatch {
            people: vec![named("林夏")],
            ..RosterBatch::default()
        },
        progress: TableProgress {
            rows: 1,
            ..TableProgress::default()
        },
        ..TableBatch::default()
    };
    store.take_table(one.id, &batch, &signed()).unwrap();
    let taken = Err(StoreError::TableTaken(one.id.0));
    assert_eq!(store.take_table(other.id, &batch, &signed()), taken);
    assert_eq!(store.roster_counts().unwrap().craftsmen, 1);
    batch.rows_before = 1;
    batch.progress.is_finished = true;
    store.take_table(one.id, &batch, &signed()).unwrap();
    // Nor is one that was taken to its end taken further.
    assert_eq!(store.take_table(other.id, &batch, &signed()), taken);
    assert_eq!(store.roster_counts().unwrap().craftsmen, 2);
}

fn what_a_table_refused_is_known_until_its_end(store: &mut dyn Store) {
    let id = store.begin_table(&head("aa")).unwrap().id;
    let refused = |row| TableRefused {
        row,
        reason: "repeats".into(),
        value: RARE.into(),
    };
    for (before, own) in [(0, refused(2)), (2, refused(3))] {
        let batch = TableBatch {
            rows_before: before,
            progress: TableProgress {
                rows: own.row,
                ..TableProgress::default()
            },
            refused: vec![own],
            ..TableBatch::default()
        };
        store.take_table(id, &batch, &signed()).unwrap();
    }
    let begun = store.begin_table(&head("aa")).unwrap();
    assert_eq!(begun.refused, [refused(2), refused(3)]);
    let batch = TableBatch {
        rows_before: 3,
        progress: TableProgress {
            rows: 3,
            is_finished: true,
            ..TableProgress::default()
        },
        ..TableBatch::default()
    };
    store.take_table(id, &batch, &signed()).unwrap();
    assert_eq!(store.begin_table(&head("aa")).unwrap().refused, []);
}

fn a_record_knows_the_rows_it_came_from(store: &mut dyn Store) {
    let id = store.begin_table(&head("aa")).unwrap().id;
    let mut person = named("林夏");
    person.employer = Some(EmployerId(-1));
    let known = store.add_craftsman(&named("周大川")).unwrap();
    let mut moved = named("周大川");
    moved.employer = Some(EmployerId(-1));
    let batch = TableBatch {
        new: RosterBatch {
            employers: vec![firm("云桥机械")],
            people: vec![person],
            ..RosterBatch::default()
        },
        people: vec![(known, Version(1), moved)],
        rows: vec![
            TableRow {
                record: NameId::Craftsman(CraftsmanId(-1)),
                line: 5,
                originals: vec![("等级".into(), "三级/高级工".into())],
            },
            TableRow {
                record: NameId::Craftsman(known),
                line: 6,
                originals: Vec::new(),
            },
        ],
        ..TableBatch::default()
    };
    let rows = store.take_table(id, &batch, &signed()).unwrap().unwrap();
    let filed = store.filed(NameId::Craftsman(rows.first_person)).unwrap();
    assert_eq!(filed.len(), 1);
    assert_eq!((filed[0].line, filed[0].sender.as_deref()), (5, Some(RARE)));
    assert_eq!(filed[0].originals, [("等级".into(), "三级/高级工".into())]);
    assert_eq!(store.filed(NameId::Craftsman(known)).unwrap()[0].line, 6);
    assert!(
        store
            .filed(NameId::Employer(rows.first_employer))
            .unwrap()
            .is_empty()
    );
    for id in [rows.first_person, known] {
        let person = store.craftsman(id).unwrap().unwrap().value;
        assert_eq!(person.employer, Some(rows.first_employer));
    }
}

fn a_batch_with_a_stale_record_changes_nothing(store: &mut dyn Store) {
    let id = store.begin_table(&head("aa")).unwrap().id;
    let known = store.add_craftsman(&named("林夏")).unwrap();
    let batch = TableBatch {
        new: RosterBatch {
            people: vec![named("周大川")],
            ..RosterBatch::default()
        },
        people: vec![(known, Version(9), named("林夏"))],
        ..TableBatch::default()
    };
    assert!(is_stale(store.take_table(id, &batch, &signed())));
    assert_eq!(store.roster_counts().unwrap().craftsmen, 1);
}

fn what_a_table_changes_is_in_the_log_and_is_taken_back(store: &mut dyn Store) {
    let known = store.add_craftsman(&named("林夏")).unwrap();
    let id = store.begin_table(&head("aa")).unwrap().id;
    let mut later = named("林夏");
    later.trade = Some("焊工".into());
    let batch = TableBatch {
        people: vec![(known, Version(1), later)],
        ..TableBatch::default()
    };
    // Another clerk than the one who began the table goes on with it.
    let other = Signed {
        by: "王例".into(),
        ..signed()
    };
    store.take_table(id, &batch, &other).unwrap();
    let log = store.roster_changes(NameId::Craftsman(known), 9).unwrap();
    assert_eq!((log.len(), log[0].act), (1, ChangeAct::Table));
    assert_eq!(log[0].signed.by, "王例");
    assert_eq!(log[0].values[0].after.as_deref(), Some("焊工"));
    let signed = log[0].signed.clone();
    store.take_back(log[0].id, &signed).unwrap();
    let person = store.craftsman(known).unwrap().unwrap().value;
    assert_eq!(person, named("林夏"));
}

fn what_a_senders_columns_mean_is_kept(store: &mut dyn Store) {
    let column = |label: &str, field: Option<&str>| MappedColumn {
        list: "craftsmen".into(),
        label: label.to_owned(),
        field: field.map(str::to_owned),
    };
    let columns = [column("事项", Some("name")), column("颜色", None)];
    store
        .save_mapped_columns("云桥焊接行业协会", &columns)
        .unwrap();
    assert_eq!(store.mapped_columns("云桥焊接行业协会").unwrap(), columns);
    store
        .save_mapped_columns("云桥焊接行业协会", &[column("颜色", Some("note"))])
        .unwrap();
    let kept = store.mapped_columns("云桥焊接行业协会").unwrap();
    assert_eq!(kept[1].field.as_deref(), Some("note"));
    assert!(store.mapped_columns("").unwrap().is_empty());
    assert_eq!(store.senders().unwrap(), ["云桥焊接行业协会"]);
}

fn people_are_handed_out_by_what_they_are_known_by(store: &mut dyn Store) {
    let mut person = named(RARE);
    person.employer_name = Some("云桥机械".into());
    let id = store.add_craftsman(&person).unwrap();
    let mut found = Vec::new();
    let next = store
        .each_person_key(CraftsmanId(0), &mut |key| {
            let words = [key.name, key.employer, key.birth_month].map(str::to_owned);
            found.push((key.id, words));
        })
        .unwrap();
    let birth = person.birth_month.unwrap_or_default();
    assert_eq!(found, [(id, [RARE.to_owned(), "云桥机械".into(), birth])]);
    assert_eq!(next, CraftsmanId(id.0 + 1));
    let none = &mut |key: PersonKey<'_>| panic!("{key:?}");
    assert_eq!(store.each_person_key(next, none), Ok(next));
}
