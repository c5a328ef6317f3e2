//! The register as a whole: records with their changes, taking back, merging, look-alikes.

use super::{
    cases, is_missing, is_stale,
    samples::{RARE, at, firm, named, person, studio},
    tables::head,
};
use crate::{
    domain::{
        alike::AlikeReason,
        change::ChangeAct,
        craftsman::{Honour, HonourLevel, Person},
        id::{ChangeId, CraftsmanId, EmployerId, Version},
        programme::{self, Party, ProgrammeKind, Scheme, What},
        roster_entry::RosterEntry,
    },
    store::{Merge, NameId, Signed, Store, StoreError, TableBatch, TableRow},
};

cases! {
    a_record_is_saved_with_what_changed_in_it,
    a_record_that_does_not_change_is_not_written,
    a_stale_or_missing_record_is_refused,
    a_change_is_taken_back_and_put_back,
    what_was_changed_since_stands_against_taking_back,
    a_new_record_goes_only_while_nobody_names_it,
    the_row_of_a_record_that_went_is_given_to_no_other,
    what_was_looked_at_is_in_the_log,
    two_people_become_one_and_two_again,
    entries_go_back_in_the_order_they_came,
    a_master_and_his_apprentice_become_one_without_a_master,
    two_employers_become_one_and_two_again,
    look_alikes_are_found_and_kept_apart,
    an_employer_that_is_only_named_makes_look_alikes_too,
}

fn signed() -> Signed {
    Signed {
        by: "王敏".into(),
        at: at("2026-11-22 09:00:00"),
    }
}

fn add(store: &mut dyn Store, person: Person) -> NameId {
    let entry = RosterEntry::Person(Box::new(person));
    store.save_entry(None, &entry, &signed()).unwrap()
}

fn add_firm(store: &mut dyn Store, name: &str) -> NameId {
    let entry = RosterEntry::Employer(Box::new(firm(name)));
    store.save_entry(None, &entry, &signed()).unwrap()
}

fn row(id: NameId) -> CraftsmanId {
    match id {
        NameId::Craftsman(id) => id,
        other => panic!("{other:?} is no person"),
    }
}

fn employer_row(id: NameId) -> EmployerId {
    match id {
        NameId::Employer(id) => id,
        other => panic!("{other:?} is no employer"),
    }
}

/// Changes a person as a form does.
fn set(store: &mut dyn Store, id: NameId, change: impl FnOnce(&mut Person)) {
    let (mut entry, version) = store.entry(id).unwrap().unwrap();
    if let RosterEntry::Person(own) = &mut entry {
        change(own);
    }
    store
        .save_entry(Some((id, version)), &entry, &signed())
        .unwrap();
}

fn a_record_is_saved_with_what_changed_in_it(store: &mut dyn Store) {
    let id = add(store, named("林小满"));
    set(store, id, |own| {
        own.town = Some(RARE.into());
        own.honours
            .push(Honour::named("云桥工匠", HonourLevel::County));
    });
    let log = store.roster_changes(id, 9).unwrap();
    let acts: Vec<ChangeAct> = log.iter().map(|own| own.act).collect();
    assert_eq!(acts, [ChangeAct::Set, ChangeAct::New]);
    assert_eq!(log[0].signed, signed());
    let values = &log[0].values;
    assert_eq!(values.len(), 2);
    assert_eq!(
        (&*values[0].field, values[0].after.as_deref()),
        ("town", Some(RARE))
    );
    assert_eq!((&*values[1].field, values[1].place), ("honour", Some(0)));
    assert_eq!(store.roster_changes(id, 1).unwrap().len(), 1);
    let other = NameId::Craftsman(CraftsmanId(99));
    assert_eq!(store.roster_changes(other, 9).unwrap(), []);
}

fn a_record_that_does_not_change_is_not_written(store: &mut dyn Store) {
    let id = add(store, person(None));
    set(store, id, |_| {});
    let (_, version) = store.entry(id).unwrap().unwrap();
    assert_eq!(version, Version(1));
    assert_eq!(store.roster_changes(id, 9).unwrap().len(), 1);
}

fn a_stale_or_missing_record_is_refused(store: &mut dyn Store) {
    let id = add(store, named("甲"));
    let entry = RosterEntry::Person(Box::new(named("乙")));
    let old = Some((id, Version(0)));
    assert!(is_stale(store.save_entry(old, &entry, &signed())));
    let gone = Some((NameId::Craftsman(CraftsmanId(99)), Version(1)));
    assert!(is_missing(store.save_entry(gone, &entry, &signed())));
    let other_list = Some((id, Version(1)));
    let studio = RosterEntry::Studio(Box::new(studio("室")));
    assert!(store.save_entry(other_list, &studio, &signed()).is_err());
    assert!(is_missing(store.take_back(ChangeId(99), &signed())));
    assert_eq!(store.roster_changes(id, 9).unwrap().len(), 1);
}

fn a_change_is_taken_back_and_put_back(store: &mut dyn Store) {
    let id = add(store, person(None));
    let (before, _) = store.entry(id).unwrap().unwrap();
    set(store, id, |own| {
        own.name = "改名".into();
        own.phone = None;
        own.certificates.remove(0);
        own.honours.swap(0, 1);
    });
    let (after, _) = store.entry(id).unwrap().unwrap();
    let change = store.roster_changes(id, 1).unwrap()[0].id;
    assert_eq!(store.take_back(change, &signed()).unwrap(), [id]);
    assert_eq!(store.entry(id).unwrap().unwrap().0, before);
    let log = store.roster_changes(id, 9).unwrap();
    assert_eq!((log[0].act, log[0].undoes), (ChangeAct::Undo, Some(change)));
    assert!(log[1].is_undone && !log[0].is_undone);
    let again = store.take_back(change, &signed());
    assert_eq!(again, Err(StoreError::TakenBack(change.0)));
    store.take_back(log[0].id, &signed()).unwrap();
    assert_eq!(store.entry(id).unwrap().unwrap().0, after);
    assert!(!store.roster_changes(id, 9).unwrap()[2].is_undone);
}

fn what_was_changed_since_stands_against_taking_back(store: &mut dyn Store) {
    let id = add(store, named("甲"));
    set(store, id, |own| own.town = Some("青石街道".into()));
    let change = store.roster_changes(id, 1).unwrap()[0].id;
    set(store, id, |own| own.town = Some("云桥街道".into()));
    let refused = store.take_back(change, &signed());
    assert!(matches!(refused, Err(StoreError::ChangedSince { field, .. }) if field == "town"));
    assert_eq!(store.roster_changes(id, 9).unwrap().len(), 3);
}

fn a_new_record_goes_only_while_nobody_names_it(store: &mut dyn Store) {
    let master = add(store, named("师傅"));
    let first = store.roster_changes(master, 1).unwrap()[0].id;
    let apprentice = add(store, person(Some(row(master))));
    let refused = store.take_back(first, &signed());
    assert!(
        matches!(refused, Err(StoreError::StillNamed { .. })),
        "{refused:?}"
    );
    let second = store.roster_changes(apprentice, 1).unwrap()[0].id;
    let (own, _) = store.entry(apprentice).unwrap().unwrap();
    store.take_back(second, &signed()).unwrap();
    assert_eq!(store.entry(apprentice).unwrap(), None);
    let undo = store.roster_changes(apprentice, 1).unwrap()[0].id;
    store.take_back(undo, &signed()).unwrap();
    assert_eq!(store.entry(apprentice).unwrap().unwrap().0, own);
    assert_eq!(store.faults().unwrap(), []);
}

fn the_row_of_a_record_that_went_is_given_to_no_other(store: &mut dyn Store) {
    let first = add(store, named("甲"));
    let change = store.roster_changes(first, 1).unwrap()[0].id;
    store.take_back(change, &signed()).unwrap();
    assert!(add(store, named("乙")) > first);
    assert!(store.add_craftsman(&named("丙")).unwrap() > row(first));
}

fn what_was_looked_at_is_in_the_log(store: &mut dyn Store) {
    let id = add(store, person(None));
    store.note_reveal(id, "phone", &signed()).unwrap();
    let log = store.roster_changes(id, 1).unwrap();
    assert_eq!(log[0].act, ChangeAct::Reveal);
    assert_eq!(log[0].values[0].field, "phone");
    let refused = store.take_back(log[0].id, &signed());
    assert_eq!(refused, Err(StoreError::TakenBack(log[0].id.0)));
    let other = add(store, person(None));
    let both = [(id, vec!["phone", "certificate"]), (other, vec!["phone"])];
    store.note_reveals(&both, &signed()).unwrap();
    for (of, fields) in both {
        let log = store.roster_changes(of, 9).unwrap();
        let last: Vec<_> = log[0].values.iter().map(|own| own.field.as_str()).collect();
        assert_eq!((log[0].act, last), (ChangeAct::Reveal, fields));
        assert!(log[0].others.is_empty());
    }
    let gone = NameId::Employer(EmployerId(99));
    assert!(is_missing(store.note_reveal(gone, "phone", &signed())));
}

fn two_people_become_one_and_two_again(store: &mut dyn Store) {
    let keep = add(store, person(None));
    let gone = add(store, person(None));
    let apprentice = add(store, person(Some(row(gone))));
    let mut own = studio("室");
    own.leader = Some(row(gone));
    own.members = vec![row(keep).into(), row(gone).into()];
    let own = store
        .save_entry(None, &RosterEntry::Studio(Box::new(own)), &signed())
        .unwrap();
    let ids = [keep, gone, apprentice, own];
    let contest = Scheme::named(ProgrammeKind::Contest, "焊工竞赛");
    let contest = RosterEntry::Programme(Box::new(contest));
    let NameId::Programme(contest) = store.save_entry(None, &contest, &signed()).unwrap() else {
        panic!("it is a programme")
    };
    let placed = |who| programme::Entry {
        who: Some(Party::Craftsman(row(who))),
        on: signed().at.date(),
        what: What::Placed {
            place: Some(1),
            score: None,
            promoted: None,
        },
        note: None,
    };
    let entries = [placed(gone), placed(keep)];
    store
        .enter(contest, Version(1), &entries, &signed())
        .unwrap();
    let who = |store: &dyn Store| -> Vec<Option<Party>> {
        let entries = store.entries_of(contest).unwrap();
        entries.iter().map(|own| own.entry.who).collect()
    };
    let entered = who(store);
    let table = store.begin_table(&head("aa")).unwrap().id;
    let filed = |record, line| TableRow {
        record,
        line,
        originals: Vec::new(),
    };
    let batch = TableBatch {
        rows: vec![filed(gone, 3), filed(keep, 4)],
        ..TableBatch::default()
    };
    store.take_table(table, &batch, &signed()).unwrap();
    let all = |store: &dyn Store| ids.map(|id| store.entry(id).unwrap().map(|own| own.0));
    let before = all(store);
    let (first, _) = store.entry(keep).unwrap().unwrap();
    let (second, _) = store.entry(gone).unwrap().unwrap();
    let ask = Merge {
        keep: (keep, Version(1)),
        gone: (gone, Version(1)),
        entry: first.merged(&second, &["note"]),
    };
    let mut stale = ask.clone();
    stale.gone.1 = Version(7);
    assert!(is_stale(store.merge_entries(&stale, &signed())));
    store.merge_entries(&ask, &signed()).unwrap();
    let after = all(store);
    assert_eq!(after[1], None);
    let learnt = store.craftsman(row(apprentice)).unwrap().unwrap();
    assert_eq!(learnt.value.apprenticeships[0].master, row(keep));
    assert_eq!(store.studios_of(row(keep)).unwrap().len(), 1);
    assert_eq!(store.faults().unwrap(), []);
    assert_eq!(who(store), [Some(Party::Craftsman(row(keep))); 2]);
    assert_eq!(store.filed(keep).unwrap().len(), 2);
    let log = store.roster_changes(keep, 1).unwrap();
    assert_eq!(log[0].act, ChangeAct::Merge);
    assert!(log[0].others.contains(&gone), "{log:?}");
    store.take_back(log[0].id, &signed()).unwrap();
    assert_eq!(all(store), before);
    assert_eq!(who(store), entered);
    assert_eq!(store.filed(gone).unwrap()[0].line, 3);
    assert_eq!(store.filed(keep).unwrap()[0].line, 4);
    // Put back, they are one again.
    let undone = store.roster_changes(keep, 1).unwrap()[0].id;
    store.take_back(undone, &signed()).unwrap();
    assert_eq!(who(store), [Some(Party::Craftsman(row(keep))); 2]);
    assert_eq!(store.filed(gone).unwrap(), []);
    assert_eq!(store.faults().unwrap(), []);
}

fn entries_go_back_in_the_order_they_came(store: &mut dyn Store) {
    let [a, b, c] = ["周知行", "林小满", "e\u{301}"].map(|name| add(store, named(name)));
    let contest = Scheme::named(ProgrammeKind::Contest, "焊工竞赛");
    let contest = RosterEntry::Programme(Box::new(contest));
    let NameId::Programme(contest) = store.save_entry(None, &contest, &signed()).unwrap() else {
        panic!("it is a programme")
    };
    let placed = programme::Entry {
        who: Some(Party::Craftsman(row(b))),
        on: signed().at.date(),
        what: What::Placed {
            place: None,
            score: None,
            promoted: None,
        },
        note: None,
    };
    store
        .enter(contest, Version(1), &[placed], &signed())
        .unwrap();
    let who = |store: &dyn Store| store.entries_of(contest).unwrap()[0].entry.who;
    for (keep, gone) in [(a, b), (c, a)] {
        let (entry, seen) = store.entry(keep).unwrap().unwrap();
        let (_, gone_seen) = store.entry(gone).unwrap().unwrap();
        let ask = Merge {
            keep: (keep, seen),
            gone: (gone, gone_seen),
            entry,
        };
        store.merge_entries(&ask, &signed()).unwrap();
    }
    let last = |store: &dyn Store, id| store.roster_changes(id, 9).unwrap()[0].id;
    let first = last(store, b);
    let refused = store.take_back(first, &signed());
    assert!(
        matches!(&refused, Err(StoreError::ChangedSince { field, .. }) if field == "programme_entries"),
        "{refused:?}"
    );
    assert_eq!(store.entry(b).unwrap(), None);
    assert_eq!(who(store), Some(Party::Craftsman(row(c))));
    let second = last(store, c);
    for (change, holder) in [(second, a), (first, b)] {
        store.take_back(change, &signed()).unwrap();
        assert_eq!(who(store), Some(Party::Craftsman(row(holder))));
    }
    assert_eq!(store.faults().unwrap(), []);
}

fn a_master_and_his_apprentice_become_one_without_a_master(store: &mut dyn Store) {
    let master = add(store, person(None));
    let apprentice = add(store, person(Some(row(master))));
    for (keep, gone) in [(master, apprentice), (apprentice, master)] {
        let [first, second] = [keep, gone].map(|id| store.entry(id).unwrap().unwrap());
        let ask = Merge {
            keep: (keep, first.1),
            gone: (gone, second.1),
            entry: first.0.merged(&second.0, &[]),
        };
        store.merge_entries(&ask, &signed()).unwrap();
        let one = store.craftsman(row(keep)).unwrap().unwrap().value;
        assert_eq!(one.apprenticeships, []);
        let change = store.roster_changes(keep, 1).unwrap()[0].id;
        store.take_back(change, &signed()).unwrap();
        let again = store.craftsman(row(apprentice)).unwrap().unwrap().value;
        assert_eq!(again.apprenticeships[0].master, row(master));
        assert_eq!(store.faults().unwrap(), []);
    }
}

fn two_employers_become_one_and_two_again(store: &mut dyn Store) {
    let keep = add_firm(store, "云桥机械有限公司");
    let gone = add_firm(store, "云桥机械有限责任公司");
    let mut worker = person(None);
    worker.employer = Some(employer_row(gone));
    worker.jobs[0].employer = Some(employer_row(gone));
    let worker = add(store, worker);
    let before = store.entry(worker).unwrap().unwrap().0;
    let entry = store.entry(keep).unwrap().unwrap().0;
    let ask = Merge {
        keep: (keep, Version(1)),
        gone: (gone, Version(1)),
        entry,
    };
    store.merge_entries(&ask, &signed()).unwrap();
    let found = store.people_of(employer_row(keep), 9).unwrap();
    assert_eq!(found, [row(worker)]);
    let change = store.roster_changes(gone, 1).unwrap()[0].id;
    store.take_back(change, &signed()).unwrap();
    assert_eq!(store.entry(worker).unwrap().unwrap().0, before);
    assert_eq!(
        store.people_of(employer_row(gone), 9).unwrap(),
        [row(worker)]
    );
}

fn an_employer_that_is_only_named_makes_look_alikes_too(store: &mut dyn Store) {
    let of = |employer: &str, month: Option<&str>| Person {
        employer_name: Some(employer.to_owned()),
        birth_month: month.map(str::to_owned),
        ..named("林小满")
    };
    let first = add(store, of("云桥（集团）有限公司", Some("1987-05")));
    let second = add(store, of("云桥集团有限公司", None));
    add(store, of("乙厂", None));
    add(store, of("", None));
    add(store, of("", Some("1990-01")));
    let found = store.look_alikes(9).unwrap();
    assert_eq!(found.total, 1);
    let pair = &found.pairs[0];
    assert_eq!((pair.first, pair.second), (first, second));
    let reasons = &pair.likeness.reasons;
    assert_eq!(*reasons, [AlikeReason::Name, AlikeReason::Employer]);
    for (id, other) in [(first, second), (second, first)] {
        let found = store.look_alikes_of(id, 9).unwrap();
        assert_eq!(found.total, 1);
        assert!([found.pairs[0].first, found.pairs[0].second].contains(&other));
    }
    assert_eq!(store.look_alikes_of(first, 0).unwrap().total, 0);
}

fn look_alikes_are_found_and_kept_apart(store: &mut dyn Store) {
    let twin = || Person {
        birth_month: Some("1987-05".into()),
        ..named("林小满")
    };
    let first = add(store, twin());
    let second = add(store, twin());
    add(store, named("林小满"));
    add(
        store,
        Person {
            birth_month: Some("1990-01".into()),
            ..named("林小满")
        },
    );
    let firms = [
        add_firm(store, "甲（集团）有限公司"),
        add_firm(store, "甲集团有限责任公司"),
    ];
    let found = store.look_alikes(9).unwrap();
    assert_eq!(found.total, 2);
    let people = &found.pairs.iter().find(|own| own.first == first).unwrap();
    assert_eq!(people.second, second);
    assert_eq!(
        people.likeness.reasons,
        [AlikeReason::Name, AlikeReason::BirthMonth]
    );
    assert_eq!(store.look_alikes(1).unwrap().pairs.len(), 1);
    assert_eq!(store.look_alikes_of(second, 9).unwrap().total, 1);
    assert_eq!(store.look_alikes_of(firms[0], 9).unwrap().total, 1);
    store.keep_apart(second, first, &signed()).unwrap();
    assert_eq!(store.look_alikes(9).unwrap().total, 1);
    assert_eq!(store.look_alikes_of(second, 9).unwrap().total, 0);
    let gone = NameId::Craftsman(CraftsmanId(99));
    assert!(is_missing(store.keep_apart(first, gone, &signed())));
}
