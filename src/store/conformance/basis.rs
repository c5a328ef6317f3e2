//! What due dates are computed from, and computing all of them anew.

use super::{
    cases,
    samples::{at, day, item, plain, standing},
};
use crate::{
    domain::{
        calendar::CalendarYear,
        event::{Detail, EventKind, NewEvent},
        state::State,
    },
    store::Store,
};

cases! {
    a_year_comes_back_and_is_replaced,
    the_basis_is_kept,
    every_item_that_is_not_at_its_end_comes_with_its_facts,
    all_is_computed_anew_in_one_go_and_versions_stay,
}

fn year() -> CalendarYear {
    CalendarYear {
        year: 2027,
        source: "云桥区另行通知".into(),
        free: vec![day("2027-01-01"), day("2027-02-06")],
        working: vec![day("2027-02-20")],
    }
}

fn fact(kind: EventKind, on: &str) -> NewEvent {
    NewEvent::plain(kind, day(on), at("2026-11-21 09:30:00"), "王一")
}

fn a_year_comes_back_and_is_replaced(store: &mut dyn Store) {
    assert_eq!(store.calendar_years().unwrap(), []);
    store.save_calendar_year(&year()).unwrap();
    let mut other = year();
    other.free.clear();
    other.source = "更正".into();
    store.save_calendar_year(&other).unwrap();
    let mut earlier = year();
    earlier.year = 2015;
    earlier.free = vec![day("2015-09-03")];
    earlier.working.clear();
    store.save_calendar_year(&earlier).unwrap();
    assert_eq!(store.calendar_years().unwrap(), [earlier, other]);
}

fn the_basis_is_kept(store: &mut dyn Store) {
    assert_eq!(store.basis().unwrap(), None);
    store.save_basis("a1").unwrap();
    store.save_basis("b2").unwrap();
    assert_eq!(store.basis().unwrap().as_deref(), Some("b2"));
}

fn every_item_that_is_not_at_its_end_comes_with_its_facts(store: &mut dyn Store) {
    let open = standing(State::Routed, Some("2026-12-01"));
    let facts = [
        fact(EventKind::Assigned, "2026-09-01"),
        fact(EventKind::Routed, "2026-09-02")
            .with(Detail::Section, "综合科")
            .with(Detail::Person, "王一"),
    ];
    let first = store.add_proposal(&item(1), &facts, &open).unwrap();
    let bare = store
        .add_proposal(&plain("甲"), &[], &standing(State::Registered, None))
        .unwrap();
    let closed = standing(State::Closed, None);
    let ended = [fact(EventKind::Closed, "2026-09-03").with(Detail::Reason, "办结")];
    store.add_proposal(&plain("乙"), &ended, &closed).unwrap();
    let rated = standing(State::Satisfied, None);
    let last = store
        .add_proposal(&plain("丙"), &facts[..1], &rated)
        .unwrap();
    let mut items = Vec::new();
    store.each_open_item(&mut |item| items.push(item)).unwrap();
    let ids: Vec<_> = items.iter().map(|item| item.row.id).collect();
    assert_eq!(ids, [first, bare, last]);
    for own in &items {
        assert_eq!(own.events, store.events(own.row.id).unwrap());
        let kept = store.proposal(own.row.id).unwrap().unwrap();
        assert_eq!(own.case, kept.value.case());
        assert_eq!([own.row.clone()], *store.queue_rows(&[own.row.id]).unwrap());
    }
    assert_eq!(items[0].events[1].fact.details.len(), 2);
}

fn all_is_computed_anew_in_one_go_and_versions_stay(store: &mut dyn Store) {
    let before = standing(State::Routed, Some("2026-12-01"));
    let after = standing(State::Routed, Some("2026-12-02"));
    let assigned = [fact(EventKind::Assigned, "2026-09-01")];
    let first = store.add_proposal(&item(1), &assigned, &before).unwrap();
    let second = store.add_proposal(&plain("甲"), &[], &after).unwrap();
    let version = store.proposal(first).unwrap().unwrap().version;
    let mut facts = 0;
    let moved = store
        .rebase(Some(&year()), "a1", &mut |_, events| {
            facts += events.len();
            after.clone()
        })
        .unwrap();
    assert_eq!((moved, facts), (vec![first], 1));
    assert_eq!(store.calendar_years().unwrap(), [year()]);
    assert_eq!(store.basis().unwrap().as_deref(), Some("a1"));
    for row in store.queue_rows(&[first, second]).unwrap() {
        assert_eq!(row.projection, after);
    }
    assert_eq!(store.proposal(first).unwrap().unwrap().version, version);
    let moved = store.rebase(None, "a2", &mut |_, _| after.clone()).unwrap();
    assert!(moved.is_empty());
}
