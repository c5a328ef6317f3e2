//! Programmes and their entries.

use super::{
    cases, is_missing, is_stale,
    samples::{RARE, at, day, firm, named, studio},
};
use crate::{
    domain::{
        change::ChangeAct,
        craftsman::{HonourLevel, SkillLevel},
        id::{CraftsmanId, EmployerId, EntryId, ProgrammeId, Version},
        programme::{
            Budget, Entry, Finish, KeptEntry, Party, ProgrammeKind, Rate, Scheme, Strike, Target,
            What,
        },
        roster_entry::RosterEntry,
    },
    store::{NameId, Result, Signed, Store, StoreError},
};

cases! {
    a_programme_comes_back_whole_and_is_rewritten_whole,
    programmes_are_listed_with_the_newest_first,
    a_programme_is_found_by_its_name,
    every_kind_of_entry_comes_back_as_it_was_entered,
    an_entry_is_struck_and_put_back_and_never_lost,
    entries_are_found_from_whom_they_are_about,
    an_entry_of_another_kind_or_about_nobody_known_is_refused,
    who_saw_an_older_programme_enters_nothing,
    what_a_programme_is_is_taken_back_and_put_back,
    what_was_entered_together_is_taken_back_together,
    a_strike_is_taken_back_and_what_was_struck_since_stands_against_it,
    a_programme_goes_only_while_nothing_was_entered,
}

fn signed() -> Signed {
    Signed {
        by: "王一".into(),
        at: at("2026-06-02 10:00:00"),
    }
}

fn add(store: &mut dyn Store, scheme: &Scheme) -> ProgrammeId {
    let own = RosterEntry::Programme(Box::new(scheme.clone()));
    match store.save_entry(None, &own, &signed()).unwrap() {
        NameId::Programme(id) => id,
        other => panic!("{other:?} is no programme"),
    }
}

fn save(store: &mut dyn Store, id: ProgrammeId, seen: Version, own: &Scheme) -> Result<NameId> {
    let own = RosterEntry::Programme(Box::new(own.clone()));
    store.save_entry(Some((NameId::Programme(id), seen)), &own, &signed())
}

fn full(kind: ProgrammeKind) -> Scheme {
    let target = |line| Target::of_line(line).unwrap();
    Scheme {
        trade: Some("焊工".into()),
        level: Some(HonourLevel::County),
        organiser: Some(RARE.into()),
        start: Some(day("2026-05-01")),
        end: Some(day("2026-05-03")),
        hours: Some(40),
        rates: vec![
            Rate {
                level: None,
                yuan: 500,
            },
            Rate {
                level: Some(SkillLevel::Senior),
                yuan: 1_500,
            },
        ],
        cap_times: Some(3),
        cap_yuan: Some(6_000),
        account: Some("提升行动专账".into()),
        budgets: vec![
            Budget {
                year: 2025,
                yuan: 0,
            },
            Budget {
                year: 2026,
                yuan: 900_000,
            },
        ],
        targets: vec![
            target("骨干人才 人 2025-2026=200 ? 人才 级别>=技师"),
            target("e\u{301} 个 2026=3"),
        ],
        table: Some("worker".into()),
        note: Some("一行\n两行".into()),
        ..Scheme::named(kind, "云桥区焊工竞赛")
    }
}

fn a_programme_comes_back_whole_and_is_rewritten_whole(store: &mut dyn Store) {
    for kind in ProgrammeKind::ALL {
        let own = full(*kind);
        let id = add(store, &own);
        let found = store.programme(id).unwrap().unwrap();
        assert_eq!((found.id, found.version), (id, Version(1)));
        assert_eq!(found.value, own);
        let bare = Scheme::named(*kind, "");
        save(store, id, Version(1), &bare).unwrap();
        let found = store.programme(id).unwrap().unwrap();
        assert_eq!((found.version, found.value), (Version(2), bare));
        save(store, id, Version(2), &own).unwrap();
        assert_eq!(store.programme(id).unwrap().unwrap().value, own);
        assert!(is_stale(save(store, id, Version(2), &own)));
    }
    let nobody = ProgrammeId(99);
    assert_eq!(store.programme(nobody).unwrap(), None);
    assert!(is_missing(save(
        store,
        nobody,
        Version(1),
        &full(ProgrammeKind::Plan)
    )));
    assert_eq!(store.faults().unwrap(), []);
}

fn programmes_are_listed_with_the_newest_first(store: &mut dyn Store) {
    let dated = |kind, start| Scheme {
        start,
        ..Scheme::named(kind, "项")
    };
    let (contest, subsidy) = (ProgrammeKind::Contest, ProgrammeKind::Subsidy);
    let old = add(store, &dated(contest, Some(day("2025-01-01"))));
    let new = add(store, &dated(subsidy, Some(day("2026-01-01"))));
    let undated = add(store, &dated(contest, None));
    let ids = |kind, limit| -> Vec<ProgrammeId> {
        let heads = store.programmes(kind, limit).unwrap();
        heads.iter().map(|own| own.id).collect()
    };
    assert_eq!(ids(None, 9), [new, old, undated]);
    assert_eq!(ids(Some(contest), 9), [old, undated]);
    assert_eq!(ids(None, 1), [new]);
    let person = store.add_craftsman(&named("林小满")).unwrap();
    let entries = [paid(person, 500), paid(person, 700)];
    enter(store, new, &entries);
    let head = &store.programmes(Some(subsidy), 9).unwrap()[0];
    assert_eq!((head.entries, head.paid_yuan), (2, 1_200));
    let gone = store.entries_of(new).unwrap()[0].id;
    let version = store.programme(new).unwrap().unwrap().version;
    strike_entry(store, gone, version, Some("重复登记")).unwrap();
    let head = &store.programmes(Some(subsidy), 9).unwrap()[0];
    assert_eq!((head.entries, head.paid_yuan), (1, 700));
}

fn a_programme_is_found_by_its_name(store: &mut dyn Store) {
    let own = Scheme::named(ProgrammeKind::Plan, RARE);
    let first = add(store, &own);
    let second = add(store, &own);
    assert_eq!(store.programmes_named(RARE).unwrap(), [first, second]);
    assert_eq!(store.programmes_named("").unwrap(), []);
}

fn paid(person: CraftsmanId, yuan: i64) -> Entry {
    Entry {
        who: Some(Party::Craftsman(person)),
        on: day("2026-06-01"),
        what: What::Paid {
            yuan,
            level: Some(SkillLevel::Senior),
            over: None,
        },
        note: None,
    }
}

fn strike() -> Strike {
    Strike {
        reason: "重复登记".into(),
        by: "王一".into(),
        at: at("2026-06-02 10:00:00"),
    }
}

fn strike_entry(
    store: &mut dyn Store,
    id: EntryId,
    seen: Version,
    reason: Option<&str>,
) -> Result<Version> {
    store.strike_entry(id, seen, reason, &signed())
}

fn enter(store: &mut dyn Store, id: ProgrammeId, entries: &[Entry]) -> Version {
    let seen = store.programme(id).unwrap().unwrap().version;
    store.enter(id, seen, entries, &signed()).unwrap()
}

fn every_kind_of_entry_comes_back_as_it_was_entered(store: &mut dyn Store) {
    let person = Party::Craftsman(store.add_craftsman(&named(RARE)).unwrap());
    let firm = Party::Employer(store.add_employer(&firm("厂")).unwrap());
    let studio = Party::Studio(store.add_studio(&studio("室")).unwrap());
    let all = [
        (
            Some(person),
            What::Placed {
                place: Some(1),
                score: Some(9_450),
                promoted: Some(SkillLevel::Technician),
            },
        ),
        (
            Some(person),
            What::Placed {
                place: None,
                score: None,
                promoted: None,
            },
        ),
        (
            Some(person),
            What::Learnt {
                finish: Finish::Finished,
                level: Some(SkillLevel::Senior),
            },
        ),
        (
            Some(firm),
            What::Paid {
                yuan: 5_000,
                level: None,
                over: Some("专班会议纪要〔2026〕3号".into()),
            },
        ),
        (
            None,
            What::Reached {
                target: "骨干人才".into(),
                amount: 2_000,
                source: "年度统计表".into(),
            },
        ),
        (
            Some(studio),
            What::Scored {
                item: "talk".into(),
                times: 2,
                points: -250,
            },
        ),
    ];
    for (who, what) in all {
        let id = add(store, &full(what.kind()));
        let entry = Entry {
            who,
            on: day("2026-05-03"),
            what,
            note: Some("e\u{301}".into()),
        };
        assert_eq!(enter(store, id, std::slice::from_ref(&entry)), Version(2));
        let found = store.entries_of(id).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].entry, entry);
        assert_eq!((found[0].by.as_str(), found[0].stands()), ("王一", true));
        assert_eq!(found[0].at, at("2026-06-02 10:00:00"));
    }
    assert_eq!(store.faults().unwrap(), []);
}

fn an_entry_is_struck_and_put_back_and_never_lost(store: &mut dyn Store) {
    let person = store.add_craftsman(&named("林小满")).unwrap();
    let id = add(store, &full(ProgrammeKind::Subsidy));
    let seen = enter(store, id, &[paid(person, 500)]);
    let entry = store.entries_of(id).unwrap()[0].id;
    let seen = strike_entry(store, entry, seen, Some("重复登记")).unwrap();
    let found = &store.entries_of(id).unwrap()[0];
    assert_eq!(
        (found.struck.as_ref(), found.stands()),
        (Some(&strike()), false)
    );
    assert!(is_stale(strike_entry(store, entry, Version(1), None)));
    let seen = strike_entry(store, entry, seen, None).unwrap();
    assert!(store.entries_of(id).unwrap()[0].stands());
    assert!(is_missing(strike_entry(store, EntryId(99), seen, None)));
}

fn entries_are_found_from_whom_they_are_about(store: &mut dyn Store) {
    let person = store.add_craftsman(&named("林小满")).unwrap();
    let other = store.add_craftsman(&named("林小满")).unwrap();
    let id = add(store, &full(ProgrammeKind::Subsidy));
    let mut early = paid(person, 1);
    early.on = day("2025-01-01");
    enter(store, id, &[paid(person, 2), early, paid(other, 3)]);
    let about = |who, limit| -> Vec<i64> {
        let found = store.entries_about(who, limit).unwrap();
        assert!(found.iter().all(|(of, _)| *of == id));
        found.iter().map(|(_, own)| own.id.0).collect()
    };
    let rows: Vec<i64> = store
        .entries_of(id)
        .unwrap()
        .iter()
        .map(|own| own.id.0)
        .collect();
    assert_eq!(about(Party::Craftsman(person), 9), [rows[0], rows[1]]);
    assert_eq!(about(Party::Craftsman(person), 1), [rows[0]]);
    assert_eq!(about(Party::Craftsman(other), 9), [rows[2]]);
    assert!(about(Party::Employer(EmployerId(1)), 9).is_empty());
    let seen = store.programme(id).unwrap().unwrap().version;
    strike_entry(store, EntryId(rows[0]), seen, Some("重复登记")).unwrap();
    let found = store.entries_about(Party::Craftsman(person), 9).unwrap();
    assert_eq!(found.len(), 1);
}

fn an_entry_of_another_kind_or_about_nobody_known_is_refused(store: &mut dyn Store) {
    let person = store.add_craftsman(&named("林小满")).unwrap();
    let id = add(store, &full(ProgrammeKind::Contest));
    let wrong = [paid(person, 5)];
    assert!(store.enter(id, Version(1), &wrong, &signed()).is_err());
    let lost = Entry {
        who: Some(Party::Craftsman(CraftsmanId(99))),
        what: What::Placed {
            place: Some(1),
            score: None,
            promoted: None,
        },
        ..paid(person, 5)
    };
    assert!(store.enter(id, Version(1), &[lost], &signed()).is_err());
    assert_eq!(store.entries_of(id).unwrap(), []);
    assert_eq!(store.programme(id).unwrap().unwrap().version, Version(1));
}

fn who_saw_an_older_programme_enters_nothing(store: &mut dyn Store) {
    let person = store.add_craftsman(&named("林小满")).unwrap();
    let id = add(store, &full(ProgrammeKind::Subsidy));
    enter(store, id, &[paid(person, 5)]);
    let again = store.enter(id, Version(1), &[paid(person, 5)], &signed());
    assert!(is_stale(again));
    assert_eq!(store.entries_of(id).unwrap().len(), 1);
}

/// Returns the last change of a programme.
fn last(store: &dyn Store, id: ProgrammeId) -> crate::store::RosterChange {
    let log = store.roster_changes(NameId::Programme(id), 1).unwrap();
    log.into_iter().next().unwrap()
}

fn take_back(store: &mut dyn Store, id: ProgrammeId) -> Result<Vec<NameId>> {
    let change = last(store, id).id;
    store.take_back(change, &signed())
}

fn what_a_programme_is_is_taken_back_and_put_back(store: &mut dyn Store) {
    for kind in ProgrammeKind::ALL {
        let (before, after) = (Scheme::named(*kind, "前"), full(*kind));
        let id = add(store, &before);
        save(store, id, Version(1), &after).unwrap();
        let change = last(store, id);
        assert_eq!((change.act, change.signed), (ChangeAct::Set, signed()));
        assert!(change.values.iter().any(|own| own.field == "targets"));
        assert_eq!(take_back(store, id).unwrap(), [NameId::Programme(id)]);
        let found = store.programme(id).unwrap().unwrap();
        assert_eq!((found.value, found.version), (before, Version(3)));
        take_back(store, id).unwrap();
        let found = store.programme(id).unwrap().unwrap();
        assert_eq!(found.value, after);
        // A field that was set again since stands against it.
        let mut other = after.clone();
        other.hours = Some(41);
        let change = last(store, id).id;
        save(store, id, found.version, &other).unwrap();
        let refused = store.take_back(change, &signed());
        assert!(matches!(refused, Err(StoreError::ChangedSince { .. })));
        assert_eq!(store.programme(id).unwrap().unwrap().value, other);
    }
    assert_eq!(store.faults().unwrap(), []);
}

/// Returns which entries stand.
fn standing(store: &dyn Store, id: ProgrammeId) -> Vec<bool> {
    let entries = store.entries_of(id).unwrap();
    entries.iter().map(KeptEntry::stands).collect()
}

fn what_was_entered_together_is_taken_back_together(store: &mut dyn Store) {
    let person = store.add_craftsman(&named("林小满")).unwrap();
    let id = add(store, &full(ProgrammeKind::Subsidy));
    enter(store, id, &[paid(person, 1)]);
    let seen = enter(store, id, &[paid(person, 2), paid(person, 3)]);
    take_back(store, id).unwrap();
    assert_eq!(standing(store, id), [true, false, false]);
    // Who saw the programme before may not pay by a balance that is gone.
    assert!(is_stale(store.enter(
        id,
        seen,
        &[paid(person, 4)],
        &signed()
    )));
    take_back(store, id).unwrap();
    assert_eq!(standing(store, id), [true, true, true]);
    assert_eq!(store.faults().unwrap(), []);
}

fn a_strike_is_taken_back_and_what_was_struck_since_stands_against_it(store: &mut dyn Store) {
    let person = store.add_craftsman(&named(RARE)).unwrap();
    let id = add(store, &full(ProgrammeKind::Subsidy));
    let seen = enter(store, id, &[paid(person, 1)]);
    let entered = last(store, id).id;
    let entry = store.entries_of(id).unwrap()[0].id;
    strike_entry(store, entry, seen, Some("重复登记")).unwrap();
    let refused = store.take_back(entered, &signed());
    assert!(matches!(refused, Err(StoreError::ChangedSince { .. })));
    take_back(store, id).unwrap();
    assert_eq!(standing(store, id), [true]);
    take_back(store, id).unwrap();
    let found = &store.entries_of(id).unwrap()[0];
    assert_eq!(found.struck.as_ref(), Some(&strike()));
    // What another person did is another change; the first one is still there to see.
    let log = store.roster_changes(NameId::Programme(id), 9).unwrap();
    assert_eq!(log.len(), 5);
    assert_eq!(log[4].act, ChangeAct::New);
}

fn a_programme_goes_only_while_nothing_was_entered(store: &mut dyn Store) {
    let id = add(store, &full(ProgrammeKind::Plan));
    let made = last(store, id).id;
    store.take_back(made, &signed()).unwrap();
    assert_eq!(store.programme(id).unwrap(), None);
    take_back(store, id).unwrap();
    let found = store.programme(id).unwrap().unwrap();
    assert_eq!(found.value, full(ProgrammeKind::Plan));
    let made = store.roster_changes(NameId::Programme(id), 9).unwrap()[2].id;
    let entry = Entry {
        who: None,
        what: What::Reached {
            target: "e\u{301}".into(),
            amount: 1,
            source: "表".into(),
        },
        ..paid(CraftsmanId(1), 0)
    };
    enter(store, id, &[entry]);
    let undo = last(store, id).id;
    store.take_back(undo, &signed()).unwrap();
    assert!(store.take_back(made, &signed()).is_err());
    let other = add(store, &Scheme::named(ProgrammeKind::Plan, "乙"));
    assert_ne!(other, id);
    assert_eq!(store.faults().unwrap(), []);
}
