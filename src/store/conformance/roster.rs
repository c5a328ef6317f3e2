//! Craftsmen, studios and employers.

use super::{
    cases, is_missing, is_stale,
    samples::{RARE, at, day, firm, named, person, studio},
};
use crate::{
    domain::{
        craftsman::{HonourLevel, Person, SkillLevel},
        employer::Firm,
        id::{CraftsmanId, EmployerId, StudioId, Version},
        programme::{ProgrammeKind, Scheme},
        roster_entry::RosterEntry,
        studio::{Member, Workshop},
    },
    search::Stamp,
    store::{NameId, NameNote, Result, RosterBatch, RosterCounts, RosterRows, Signed, Store},
};

cases! {
    a_craftsman_comes_back_whole_and_is_rewritten_whole,
    a_studio_comes_back_whole_and_is_rewritten_whole,
    an_employer_comes_back_whole_and_is_rewritten_whole,
    a_stale_or_missing_row_of_the_roster_is_refused,
    a_row_that_names_a_missing_one_is_refused,
    names_are_found_exactly,
    people_and_studios_are_found_from_each_other,
    every_name_is_handed_out,
    changed_names_are_told_whoever_writes,
    many_names_added_at_once_are_one_change,
    notes_tell_homonyms_apart,
    the_roster_is_counted,
    a_batch_gets_consecutive_rows_and_its_own_ids_are_resolved,
    a_batch_with_a_wrong_id_adds_nothing,
}

/// Rewrites a record and returns its version.
fn save(store: &mut dyn Store, id: NameId, seen: Version, entry: &RosterEntry) -> Result<Version> {
    let signed = Signed {
        by: "王一".into(),
        at: at("2026-11-22 09:00:00"),
    };
    store.save_entry(Some((id, seen)), entry, &signed)?;
    Ok(Version(seen.0 + 1))
}

fn of_person(own: &Person) -> RosterEntry {
    RosterEntry::Person(Box::new(own.clone()))
}

fn of_studio(own: &Workshop) -> RosterEntry {
    RosterEntry::Studio(Box::new(own.clone()))
}

fn of_firm(own: &Firm) -> RosterEntry {
    RosterEntry::Employer(Box::new(own.clone()))
}

fn a_craftsman_comes_back_whole_and_is_rewritten_whole(store: &mut dyn Store) {
    let employer = store.add_employer(&firm("青石机械厂")).unwrap();
    let master = store.add_craftsman(&named("师傅")).unwrap();
    let mut full = person(Some(master));
    full.employer = Some(employer);
    let id = store.add_craftsman(&full).unwrap();
    let found = store.craftsman(id).unwrap().unwrap();
    assert_eq!((found.id, found.version), (id, Version(1)));
    assert_eq!(found.value, full);
    let name = NameId::Craftsman(id);
    let bare = of_person(&Person::default());
    let version = save(store, name, Version(1), &bare).unwrap();
    let found = store.craftsman(id).unwrap().unwrap();
    assert_eq!((found.version, found.value), (version, Person::default()));
    save(store, name, version, &of_person(&full)).unwrap();
    assert_eq!(store.craftsman(id).unwrap().unwrap().value, full);
    assert_eq!(store.craftsman(CraftsmanId(99)).unwrap(), None);
}

fn a_studio_comes_back_whole_and_is_rewritten_whole(store: &mut dyn Store) {
    let host = store.add_employer(&firm("青石机械厂")).unwrap();
    let people: Vec<CraftsmanId> = ["甲", "乙", "丙"]
        .map(|name| store.add_craftsman(&named(name)).unwrap())
        .to_vec();
    let mut full = studio("青石钳工工作室");
    full.leader = Some(people[0]);
    full.host = Some(host);
    let mut member = Member::from(people[2]);
    (member.from, member.to) = (Some(day("2024-01-01")), Some(day("2025-12-31")));
    full.members = vec![member, people[1].into()];
    let id = store.add_studio(&full).unwrap();
    let found = store.studio(id).unwrap().unwrap();
    assert_eq!((found.id, found.version), (id, Version(1)));
    assert_eq!(found.value, full);
    let bare = Workshop::named("", HonourLevel::Enterprise);
    let version = save(store, NameId::Studio(id), Version(1), &of_studio(&bare)).unwrap();
    let found = store.studio(id).unwrap().unwrap();
    assert_eq!((found.version, found.value), (version, bare));
    assert_eq!(store.studio(StudioId(99)).unwrap(), None);
}

fn an_employer_comes_back_whole_and_is_rewritten_whole(store: &mut dyn Store) {
    let id = store.add_employer(&firm(RARE)).unwrap();
    let found = store.employer(id).unwrap().unwrap();
    assert_eq!((found.id, found.version), (id, Version(1)));
    assert_eq!(found.value, firm(RARE));
    let mut bare = firm("");
    (bare.town, bare.phone, bare.note) = (None, None, None);
    bare.standings.clear();
    let version = save(store, NameId::Employer(id), Version(1), &of_firm(&bare)).unwrap();
    let found = store.employer(id).unwrap().unwrap();
    assert_eq!((found.version, found.value), (version, bare));
    assert_eq!(store.employer(EmployerId(99)).unwrap(), None);
}

fn a_stale_or_missing_row_of_the_roster_is_refused(store: &mut dyn Store) {
    let craftsman = store.add_craftsman(&named("甲")).unwrap();
    let studio_id = store.add_studio(&studio("室")).unwrap();
    let employer = store.add_employer(&firm("厂")).unwrap();
    let old = Version(0);
    let gone = 99;
    for (here, away, entry) in [
        (
            NameId::Craftsman(craftsman),
            NameId::Craftsman(CraftsmanId(gone)),
            of_person(&named("乙")),
        ),
        (
            NameId::Studio(studio_id),
            NameId::Studio(StudioId(gone)),
            of_studio(&studio("乙")),
        ),
        (
            NameId::Employer(employer),
            NameId::Employer(EmployerId(gone)),
            of_firm(&firm("乙")),
        ),
    ] {
        assert!(is_stale(save(store, here, old, &entry)));
        assert!(is_missing(save(store, away, old, &entry)));
    }
    assert_eq!(
        store.craftsman(craftsman).unwrap().unwrap().value.name,
        "甲"
    );
}

fn a_row_that_names_a_missing_one_is_refused(store: &mut dyn Store) {
    let mut lost = named("甲");
    lost.employer = Some(EmployerId(9));
    assert!(store.add_craftsman(&lost).is_err());
    lost.employer = Some(EmployerId(-1));
    assert!(is_missing(store.add_craftsman(&lost)));
    assert!(store.add_craftsman(&person(Some(CraftsmanId(9)))).is_err());
    let mut lost = studio("室");
    lost.members = vec![CraftsmanId(9).into()];
    assert!(store.add_studio(&lost).is_err());
    assert_eq!(store.roster_counts().unwrap(), RosterCounts::default());
}

fn names_are_found_exactly(store: &mut dyn Store) {
    let first = store.add_craftsman(&named("林小满")).unwrap();
    store.add_craftsman(&named("林小满满")).unwrap();
    let second = store.add_craftsman(&named("林小满")).unwrap();
    let employer = store.add_employer(&firm("Acme")).unwrap();
    assert_eq!(store.craftsmen_named("林小满").unwrap(), [first, second]);
    assert_eq!(store.craftsmen_named("").unwrap(), []);
    assert_eq!(store.employers_named("Acme").unwrap(), [employer]);
    assert_eq!(store.employers_named("acme").unwrap(), []);
    let own = store.add_studio(&studio(RARE)).unwrap();
    assert_eq!(store.studios_named(RARE).unwrap(), [own]);
    assert_eq!(store.studios_named("𠮷田").unwrap(), []);
}

fn people_and_studios_are_found_from_each_other(store: &mut dyn Store) {
    let host = store.add_employer(&firm("厂")).unwrap();
    let master = store.add_craftsman(&named("师傅")).unwrap();
    let apprentices: Vec<CraftsmanId> = (0..3)
        .map(|_| {
            let mut apprentice = person(Some(master));
            apprentice.employer = Some(host);
            store.add_craftsman(&apprentice).unwrap()
        })
        .collect();
    let mut own = studio("一");
    own.leader = Some(master);
    own.host = Some(host);
    let own = store.add_studio(&own).unwrap();
    let mut other = studio("二");
    other.members = vec![master.into(), apprentices[0].into()];
    let other = store.add_studio(&other).unwrap();
    assert_eq!(store.apprentices_of(master, 99).unwrap(), apprentices);
    assert_eq!(store.apprentices_of(master, 2).unwrap(), apprentices[..2]);
    assert_eq!(store.people_of(host, 99).unwrap(), apprentices);
    assert_eq!(store.people_of(host, 1).unwrap(), apprentices[..1]);
    assert_eq!(store.studios_of(master).unwrap(), [own, other]);
    assert_eq!(store.studios_of(apprentices[0]).unwrap(), [other]);
    assert_eq!(store.studios_of(apprentices[1]).unwrap(), []);
    assert_eq!(store.hosted_by(host, 99).unwrap(), [own]);
    assert_eq!(store.hosted_by(host, 0).unwrap(), []);
}

/// Adds a programme.
fn programme(store: &mut dyn Store, own: Scheme) -> NameId {
    let signed = Signed {
        by: "王一".into(),
        at: at("2026-06-02 10:00:00"),
    };
    let own = RosterEntry::Programme(Box::new(own));
    store.save_entry(None, &own, &signed).unwrap()
}

fn every_name_is_handed_out(store: &mut dyn Store) {
    let employer = store.add_employer(&firm("厂")).unwrap();
    let studio = store.add_studio(&studio("室")).unwrap();
    let second = store.add_craftsman(&named("𠮷")).unwrap();
    let third = store.add_craftsman(&named("阿\u{1b}[0m")).unwrap();
    let contest = Scheme::named(ProgrammeKind::Contest, "赛");
    let contest = programme(store, contest);
    let mut names = Vec::new();
    store
        .each_name(&mut |row| names.push((row.id, row.name.to_owned())))
        .unwrap();
    assert_eq!(
        names,
        [
            (NameId::Craftsman(second), "𠮷".to_owned()),
            (NameId::Craftsman(third), "阿".to_owned()),
            (NameId::Studio(studio), "室".to_owned()),
            (NameId::Employer(employer), "厂".to_owned()),
            (contest, "赛".to_owned()),
        ]
    );
}

fn changed_names_are_told_whoever_writes(store: &mut dyn Store) {
    let none = store.name_stamp().unwrap();
    let id = store.add_craftsman(&named("张三")).unwrap();
    let firm_id = store.add_employer(&firm("青石机械厂")).unwrap();
    let added = store.name_changes(none, 10).unwrap().unwrap();
    let names = [
        (NameId::Craftsman(id), Some("张三".to_owned())),
        (NameId::Employer(firm_id), Some("青石机械厂".to_owned())),
    ];
    assert_eq!(added.names, names);
    let mut other = named("张三");
    other.note = Some("改过".into());
    let kept = NameId::Craftsman(id);
    let version = save(store, kept, Version(1), &of_person(&other)).unwrap();
    let same = store.name_changes(added.stamp, 10).unwrap().unwrap();
    assert_eq!((same.names, same.stamp), (vec![], added.stamp));
    save(store, kept, version, &of_person(&named(RARE))).unwrap();
    let renamed = store.name_changes(added.stamp, 10).unwrap().unwrap();
    assert_eq!(
        renamed.names,
        [(NameId::Craftsman(id), Some(RARE.to_owned()))]
    );
    assert_eq!(
        store.name_changes(none, 10).unwrap().unwrap().names.len(),
        2
    );
    assert_eq!(store.name_changes(none, 1).unwrap(), None);
    let before = store.name_stamp().unwrap();
    let contest = Scheme::named(ProgrammeKind::Contest, "焊工竞赛");
    let own = programme(store, contest);
    let changed = store.name_changes(before, 10).unwrap().unwrap();
    let names = [(own, Some("焊工竞赛".to_owned()))];
    assert_eq!(changed.names, names);
    let foreign = Stamp {
        token: added.stamp.token ^ 1,
        ..added.stamp
    };
    assert_eq!(store.name_changes(foreign, 10).unwrap(), None);
    let later = Stamp {
        change: 1 << 40,
        ..added.stamp
    };
    assert_eq!(store.name_changes(later, 10).unwrap(), None);
}

fn many_names_added_at_once_are_one_change(store: &mut dyn Store) {
    let before = store.name_stamp().unwrap();
    let batch = RosterBatch {
        people: vec![named("甲"), named("乙"), named("丙")],
        ..RosterBatch::default()
    };
    store.add_roster(&batch).unwrap();
    let after = store.name_stamp().unwrap();
    assert_eq!(after.change, before.change + 1);
    let told = store.name_changes(before, 3).unwrap().unwrap();
    let names: Vec<_> = told.names.iter().map(|(_, name)| name.as_deref()).collect();
    assert_eq!(names, [Some("甲"), Some("乙"), Some("丙")]);
    assert_eq!(store.name_changes(before, 2).unwrap(), None);
    store.add_craftsman(&named("丁")).unwrap();
    assert_eq!(
        store.name_changes(after, 1).unwrap().unwrap().names.len(),
        1
    );
}

fn notes_tell_homonyms_apart(store: &mut dyn Store) {
    let mut person = named("甲");
    person.level = Some(SkillLevel::Technician);
    person.trade = Some("焊工".into());
    person.employer_name = Some("厂".into());
    let person = store.add_craftsman(&person).unwrap();
    let mut workshop = Workshop::named("室", HonourLevel::City);
    workshop.host_name = Some("院".into());
    let studio = store.add_studio(&workshop).unwrap();
    let gone = CraftsmanId(person.0 + 1000);
    let ids = [
        NameId::Studio(studio),
        NameId::Craftsman(gone),
        NameId::Craftsman(person),
    ];
    let notes = store.name_notes(&ids).unwrap();
    let name = |id| store.name(id).unwrap();
    assert_eq!(name(ids[0]).as_deref(), Some("室"));
    assert_eq!((name(ids[1]), name(ids[2]).as_deref()), (None, Some("甲")));
    assert_eq!(notes.len(), 3);
    assert_eq!(
        (notes[0].honour_level, notes[0].place.as_deref()),
        (Some(HonourLevel::City), Some("院"))
    );
    assert_eq!(notes[1], NameNote::default());
    assert_eq!(
        (notes[2].skill, notes[2].trade.as_deref()),
        (Some(SkillLevel::Technician), Some("焊工"))
    );
}

fn the_roster_is_counted(store: &mut dyn Store) {
    for level in [
        Some(SkillLevel::ChiefTechnician),
        None,
        Some(SkillLevel::Apprentice),
        None,
    ] {
        let mut person = named("甲");
        person.level = level;
        store.add_craftsman(&person).unwrap();
    }
    store.add_employer(&firm("厂")).unwrap();
    assert_eq!(
        store.roster_counts().unwrap(),
        RosterCounts {
            craftsmen: 4,
            studios: 0,
            employers: 1,
            by_level: vec![
                (None, 2),
                (Some(SkillLevel::Apprentice), 1),
                (Some(SkillLevel::ChiefTechnician), 1),
            ],
        }
    );
}

fn a_batch_gets_consecutive_rows_and_its_own_ids_are_resolved(store: &mut dyn Store) {
    let empty = store.add_roster(&RosterBatch::default()).unwrap();
    assert_eq!(empty, RosterRows::default());
    let known = store.add_employer(&firm("旧厂")).unwrap();
    store.add_craftsman(&named("旧人")).unwrap();
    let mut second = person(Some(CraftsmanId(-1)));
    second.employer = Some(EmployerId(-2));
    let mut third = named("丙");
    third.employer = Some(known);
    let mut workshop = studio("室");
    workshop.leader = Some(CraftsmanId(-2));
    workshop.host = Some(EmployerId(-1));
    workshop.members = vec![CraftsmanId(-3).into(), CraftsmanId(-1).into()];
    let batch = RosterBatch {
        employers: vec![firm("甲厂"), firm("乙厂")],
        people: vec![named("甲"), second.clone(), third],
        studios: vec![workshop.clone()],
    };
    let rows = store.add_roster(&batch).unwrap();
    let nth = |at: i64| CraftsmanId(rows.first_person.0 + at);
    let employer = |at: i64| EmployerId(rows.first_employer.0 + at);
    assert_eq!(store.employers_named("乙厂").unwrap(), [employer(1)]);
    assert_eq!(store.craftsmen_named("丙").unwrap(), [nth(2)]);
    second.employer = Some(employer(1));
    second.apprenticeships[0].master = nth(0);
    assert_eq!(store.craftsman(nth(1)).unwrap().unwrap().value, second);
    assert_eq!(
        store.craftsman(nth(2)).unwrap().unwrap().value.employer,
        Some(known)
    );
    workshop.leader = Some(nth(1));
    workshop.host = Some(employer(0));
    workshop.members = vec![nth(2).into(), nth(0).into()];
    assert_eq!(
        store.studio(rows.first_studio).unwrap().unwrap().value,
        workshop
    );
    assert_eq!(store.faults().unwrap(), []);
}

fn a_batch_with_a_wrong_id_adds_nothing(store: &mut dyn Store) {
    let mut lost = named("乙");
    lost.employer = Some(EmployerId(-2));
    let batch = RosterBatch {
        employers: vec![firm("甲厂")],
        people: vec![named("甲"), lost],
        studios: Vec::new(),
    };
    assert!(is_missing(store.add_roster(&batch)));
    assert_eq!(store.roster_counts().unwrap(), RosterCounts::default());
}
