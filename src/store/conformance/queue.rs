//! Items, events and windows of the queue.

use super::{
    cases, is_missing, is_stale,
    samples::{RARE, at, day, event, item, plain, sitting, standing},
};
use crate::{
    domain::{
        deadline::{ClockKind, Projection},
        event::{Attention, Detail, EventKind, NewEvent},
        id::{EventId, ProposalId, Version},
        outcome::{Rating, ResultClass},
        proposal::{Item, Proposal, Role},
        sitting::{Kind, Sitting},
        state::State,
    },
    store::{QueueAsk, QueueOrder, Store, StoreError, Window},
};

cases! {
    an_item_comes_back_whole,
    a_blank_item_comes_back_blank,
    an_item_is_rewritten_with_all_its_parts,
    a_stale_or_missing_item_is_refused_and_nothing_is_written,
    an_identity_is_there_once,
    an_item_is_found_by_number_and_by_identity,
    a_list_entry_counts_what_belongs_to_its_item,
    every_life_is_handed_out_whole_in_the_order_of_rows,
    events_come_back_whole_in_the_order_of_typing_in,
    a_projection_is_rewritten_without_a_new_version,
    text_from_elsewhere_leaves_the_store_clean,
    a_row_of_the_queue_shows_the_item_in_short,
    the_queue_is_ordered_by_due_day_then_nearness_then_row,
    the_queue_is_ordered_by_number_and_by_newest,
    windows_of_an_empty_queue_are_empty,
    windows_go_both_ways_in_every_order,
    a_window_at_a_row_that_is_gone_is_the_first,
    the_queue_is_counted_by_state_and_by_due_day,
}

fn every_life_is_handed_out_whole_in_the_order_of_rows(store: &mut dyn Store) {
    let mut none = Vec::new();
    store.each_life(&mut |life| none.push(life)).unwrap();
    assert!(none.is_empty());
    let told = |kind| {
        let fact = event(kind).with(Detail::Section, RARE);
        fact.with(Detail::Person, "李示").with(Detail::Section, "")
    };
    let first = [event(EventKind::Received), told(EventKind::Routed)];
    let a = store.add_proposal(&item(1), &first, &every_part(State::Routed));
    let a = a.unwrap();
    let b = store
        .add_proposal(&plain("无"), &[], &registered())
        .unwrap();
    let c = store
        .add_proposal(&item(2), &[told(EventKind::Noted)], &registered())
        .unwrap();
    // A later fact of the first item stands behind those of the others.
    let seen = Version(1);
    let later = [told(EventKind::Classified), event(EventKind::Sent)];
    store.record(a, seen, &later, &registered()).unwrap();
    let mut lives = Vec::new();
    store.each_life(&mut |life| lives.push(life)).unwrap();
    let ids: Vec<ProposalId> = lives.iter().map(|life| life.id).collect();
    assert_eq!(ids, [a, b, c]);
    for life in &lives {
        let kept = store.proposal(life.id).unwrap().unwrap().value;
        let row = store.queue_rows(&[life.id]).unwrap().remove(0);
        let names: Vec<String> = kept.proposers.iter().map(|own| own.name.clone()).collect();
        assert_eq!(life.events, store.events(life.id).unwrap());
        assert_eq!(life.case(), kept.case());
        assert_eq!((&life.proposers, &life.title), (&names, &kept.title));
        assert_eq!(life.projection, row.projection);
        assert_eq!(life.number_printed, kept.number_printed);
        assert_eq!(
            (&life.sitting, &life.lead_unit),
            (&kept.sitting, &kept.lead_unit)
        );
    }
    assert_eq!(lives[0].events.len(), 4);
    assert_eq!(lives[0].events[1].fact.details.len(), 3);
}

fn registered() -> Projection {
    standing(State::Registered, None)
}

/// Returns a projection in which nothing is left out.
fn every_part(state: State) -> Projection {
    Projection {
        state,
        due: Some((day("2026-05-01"), ClockKind::Opinion)),
        in_working_days: true,
        role: Role::Separate,
        section: Some(RARE.into()),
        person: Some("李示".into()),
        class: Some(ResultClass::Planned),
        rating: Some(Rating::Understood),
        attention: Some(Attention::Led),
        began: Some(day("2026-02-28")),
        assigned: Some(day("2026-03-01")),
        answered: Some(day("2026-04-30")),
        extended: true,
        contacted: true,
        rounds: 2,
    }
}

fn an_item_comes_back_whole(store: &mut dyn Store) {
    let id = store.add_proposal(&item(37), &[], &registered()).unwrap();
    let found = store.proposal(id).unwrap();
    let (version, value) = (Version(1), item(37));
    assert_eq!(found, Some(Proposal { id, version, value }));
    assert_eq!(store.proposal(ProposalId(id.0 + 1)).unwrap(), None);
}

fn a_blank_item_comes_back_blank(store: &mut dyn Store) {
    let blank = Item::blank(Sitting::unknown(Kind::Suggestion));
    let id = store.add_proposal(&blank, &[], &registered()).unwrap();
    assert_eq!(store.proposal(id).unwrap().unwrap().value, blank);
}

fn an_item_is_rewritten_with_all_its_parts(store: &mut dyn Store) {
    let id = store
        .add_proposal(&plain("草"), &[], &registered())
        .unwrap();
    let version = store
        .save_item(id, Version(1), &item(5), &registered())
        .unwrap();
    assert_eq!(version, Version(2));
    assert_eq!(store.proposal(id).unwrap().unwrap().value, item(5));
    let version = store
        .save_item(id, version, &plain("草"), &registered())
        .unwrap();
    let found = store.proposal(id).unwrap().unwrap();
    assert_eq!((found.version, found.value), (version, plain("草")));
}

fn a_stale_or_missing_item_is_refused_and_nothing_is_written(store: &mut dyn Store) {
    let id = store.add_proposal(&item(1), &[], &registered()).unwrap();
    let next = standing(State::Accepted, Some("2026-05-01"));
    let facts = [event(EventKind::Accepted)];
    store.record(id, Version(1), &facts, &next).unwrap();
    assert!(is_stale(store.record(id, Version(1), &facts, &next)));
    assert!(is_stale(store.save_item(
        id,
        Version(1),
        &plain("盖"),
        &registered()
    )));
    assert_eq!(store.events(id).unwrap().len(), 1);
    assert_eq!(store.proposal(id).unwrap().unwrap().value, item(1));
    assert_eq!(store.queue_rows(&[id]).unwrap()[0].projection, next);
    let gone = ProposalId(id.0 + 9);
    assert!(is_missing(store.record(gone, Version(1), &facts, &next)));
    assert!(is_missing(store.reproject(gone, &next)));
    assert!(store.events(gone).unwrap().is_empty());
}

fn an_identity_is_there_once(store: &mut dyn Store) {
    let first = store.add_proposal(&item(1), &[], &registered()).unwrap();
    let same = store.add_proposal(&item(1), &[], &registered());
    assert_eq!(same, Err(StoreError::SameItem(first.0)));
    let second = store.add_proposal(&item(2), &[], &registered()).unwrap();
    let moved = store.save_item(second, Version(1), &item(1), &registered());
    assert_eq!(moved, Err(StoreError::SameItem(first.0)));
    assert_eq!(store.proposal(second).unwrap().unwrap().value, item(2));
    // Rewriting an item as itself is no clash, and unknown parts make no identity.
    store
        .save_item(first, Version(1), &item(1), &registered())
        .unwrap();
    for _ in 0..2 {
        let mut unknown = item(1);
        unknown.sitting.term = None;
        store.add_proposal(&unknown, &[], &registered()).unwrap();
    }
    let mut other_kind = item(1);
    other_kind.sitting.kind = Kind::Suggestion;
    store.add_proposal(&other_kind, &[], &registered()).unwrap();
}

fn an_item_is_found_by_number_and_by_identity(store: &mut dyn Store) {
    let newest = store.add_proposal(&item(7), &[], &registered()).unwrap();
    let mut earlier = item(7);
    earlier.sitting.session = Some(2);
    let earlier = store.add_proposal(&earlier, &[], &registered()).unwrap();
    let mut unknown = plain("没有届次");
    unknown.number = Some(7);
    let unknown = store.add_proposal(&unknown, &[], &registered()).unwrap();
    assert_eq!(store.numbered(7).unwrap(), [newest, earlier, unknown]);
    assert_eq!(store.numbered(u32::MAX).unwrap(), []);
    assert_eq!(store.titled("没有届次").unwrap(), [unknown]);
    assert_eq!(store.titled("没有").unwrap(), []);
    let mut key = item(7).key().unwrap();
    assert_eq!(store.item_of(&key).unwrap(), Some(newest));
    key.place = "别处".into();
    assert_eq!(store.item_of(&key).unwrap(), None);
}

fn a_list_entry_counts_what_belongs_to_its_item(store: &mut dyn Store) {
    let whole = item(1);
    let id = store
        .add_proposal(&whole, &[event(EventKind::Received)], &registered())
        .unwrap();
    let entry = |store: &dyn Store| {
        let mut found = None;
        store
            .each_queue_entry(&mut |entry| found = Some(entry))
            .unwrap();
        found.unwrap()
    };
    let first = entry(store);
    let names: Vec<String> = whole.proposers.iter().map(|p| p.name.clone()).collect();
    assert_eq!(first.row, store.queue_rows(&[id]).unwrap().remove(0));
    assert_eq!((first.proposers, first.letters), (names, 0));
    assert!(!first.assigned);
    let mut seen = first.row.version;
    let mut add = |store: &mut dyn Store, fact: NewEvent| {
        seen = store.record(id, seen, &[fact], &registered()).unwrap();
        store.events(id).unwrap().last().unwrap().id
    };
    let assigned = add(store, event(EventKind::Assigned));
    assert!(entry(store).assigned);
    let mut back = event(EventKind::Reversed);
    back.reverses = Some(assigned);
    let taken = add(store, back.clone());
    assert!(!entry(store).assigned);
    back.reverses = Some(taken);
    add(store, back);
    assert!(entry(store).assigned, "a taking back that was taken back");
}

fn events_come_back_whole_in_the_order_of_typing_in(store: &mut dyn Store) {
    let id = store
        .add_proposal(&item(1), &[event(EventKind::Received)], &registered())
        .unwrap();
    let received = store.events(id).unwrap()[0].id;
    let full = NewEvent {
        kind: EventKind::Extended,
        on: day("2026-01-01"), // earlier than the first: typing in decides
        recorded_at: at("2026-03-04 23:59:59"),
        actor: RARE.into(),
        text: Some("延期\n一个月".into()),
        until: Some(day("2026-08-31")),
        reverses: Some(received),
        details: vec![
            (Detail::Unit, "甲局".into()),
            (Detail::Unit, RARE.into()),
            (Detail::Consent, String::new()),
        ],
    };
    store
        .record(id, Version(1), &[full.clone(), full.clone()], &registered())
        .unwrap();
    store
        .record(
            id,
            Version(2),
            &[event(EventKind::Noted).with_text("")],
            &registered(),
        )
        .unwrap();
    let events = store.events(id).unwrap();
    let facts: Vec<NewEvent> = events.iter().map(|event| event.fact.clone()).collect();
    assert_eq!(
        facts,
        [
            event(EventKind::Received),
            full.clone(),
            full,
            event(EventKind::Noted).with_text(""),
        ]
    );
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    assert!(ids.is_sorted() && ids.windows(2).all(|two| two[0] != two[1]));
}

fn a_projection_is_rewritten_without_a_new_version(store: &mut dyn Store) {
    let id = store.add_proposal(&item(1), &[], &registered()).unwrap();
    let next = every_part(State::Drafting);
    store.reproject(id, &next).unwrap();
    let row = store.queue_rows(&[id]).unwrap().remove(0);
    assert_eq!((row.version, row.projection), (Version(1), next));
}

fn text_from_elsewhere_leaves_the_store_clean(store: &mut dyn Store) {
    let hostile = "工\u{1b}[31m匠\u{202e}\u{7}";
    let mut dirty = plain(hostile);
    dirty.body = format!("一\r\n{hostile}");
    let id = store.add_proposal(&dirty, &[], &registered()).unwrap();
    let found = store.proposal(id).unwrap().unwrap().value;
    let row = store.queue_rows(&[id]).unwrap().remove(0);
    for text in [&found.title, &found.body, &row.title] {
        assert!(crate::text::clean::is_clean(text), "{text:?}");
        assert!(text.contains('匠'));
    }
}

fn a_row_of_the_queue_shows_the_item_in_short(store: &mut dyn Store) {
    let mut projection = every_part(State::Routed);
    projection.role = item(37).role;
    let id = store.add_proposal(&item(37), &[], &projection).unwrap();
    let row = store.queue_rows(&[id]).unwrap().remove(0);
    let item = item(37);
    assert_eq!((row.id, row.version, row.asks), (id, Version(1), 2));
    assert_eq!(row.number_printed, item.number_printed);
    assert_eq!(row.number, item.number);
    assert_eq!(row.title, item.title);
    assert_eq!(row.sitting, sitting());
    assert_eq!((row.projection.role, row.paper), (item.role, item.paper));
    assert_eq!(row.proposers, item.proposers_short());
    assert_eq!(row.lead_unit, item.lead_unit);
    assert_eq!(row.projection, projection);
}

/// Adds items of these standings and numbers; returns their rows.
fn add(store: &mut dyn Store, items: &[(State, Option<&str>, Option<u32>)]) -> Vec<ProposalId> {
    items
        .iter()
        .map(|(state, due, number)| {
            let mut item = plain("件");
            item.number = *number;
            store
                .add_proposal(&item, &[], &standing(*state, *due))
                .unwrap()
        })
        .collect()
}

fn ids(store: &dyn Store, order: QueueOrder, window: Window) -> Vec<ProposalId> {
    let page = store.queue_page(&QueueAsk { order, window }).unwrap();
    page.rows.iter().map(|row| row.id).collect()
}

fn the_queue_is_ordered_by_due_day_then_nearness_then_row(store: &mut dyn Store) {
    use State as S;
    let id = add(
        store,
        &[
            (S::Closed, None, None),
            (S::Closed, Some("2020-01-01"), None), // closed: its day orders nothing
            (S::Accepted, None, None),
            (S::Accepted, Some("2026-05-02"), None),
            (S::Accepted, Some("2026-05-01"), None),
            (S::Drafting, Some("2026-05-01"), None),
            (S::Accepted, Some("2026-05-01"), None),
            (S::Signed, None, None),
        ],
    );
    let order: Vec<ProposalId> = [5, 4, 6, 3, 7, 2, 0, 1].map(|at: usize| id[at]).to_vec();
    assert_eq!(ids(store, QueueOrder::Due, Window::First(99)), order);
    let mut each = Vec::new();
    store.each_queue_row(&mut |row| each.push(row.id)).unwrap();
    assert_eq!(each, order);
    let mut entries = Vec::new();
    store
        .each_queue_entry(&mut |entry| entries.push(entry.row.id))
        .unwrap();
    assert_eq!(entries, order);
    let asked = [order[3], ProposalId(i64::MAX), order[0]];
    let rows = store.queue_rows(&asked).unwrap();
    assert_eq!(
        (rows.len(), rows[0].id, rows[1].id),
        (2, asked[0], asked[2])
    );
}

fn the_queue_is_ordered_by_number_and_by_newest(store: &mut dyn Store) {
    let state = State::Registered;
    let id = add(
        store,
        &[
            (state, None, None),
            (state, None, Some(u32::MAX)),
            (state, None, Some(10)),
            (state, None, Some(9)),
            (state, None, Some(10)),
            (state, None, Some(0)),
        ],
    );
    let order: Vec<ProposalId> = [5, 3, 2, 4, 1, 0].map(|at: usize| id[at]).to_vec();
    assert_eq!(ids(store, QueueOrder::Number, Window::First(99)), order);
    let mut newest = id;
    newest.reverse();
    assert_eq!(ids(store, QueueOrder::Newest, Window::First(99)), newest);
}

const ORDERS: [QueueOrder; 3] = [QueueOrder::Due, QueueOrder::Number, QueueOrder::Newest];

fn windows_of_an_empty_queue_are_empty(store: &mut dyn Store) {
    let gone = ProposalId(1);
    for order in ORDERS {
        for window in [
            Window::First(5),
            Window::Last(5),
            Window::After(gone, 5),
            Window::Before(gone, 5),
            Window::Around(gone, 5),
            Window::First(usize::MAX),
            Window::Around(gone, usize::MAX),
        ] {
            let page = store.queue_page(&QueueAsk { order, window }).unwrap();
            assert!(page.rows.is_empty() && !page.more_before && !page.more_after);
        }
    }
    assert_eq!(
        store.queue_counts().unwrap(),
        crate::store::QueueCounts::default()
    );
    store.each_queue_row(&mut |_| panic!("no row")).unwrap();
}

fn windows_go_both_ways_in_every_order(store: &mut dyn Store) {
    let (open, shut) = (State::Accepted, State::Closed);
    add(
        store,
        &[
            (shut, None, Some(3)),
            (open, Some("2026-05-01"), None),
            (open, None, Some(3)),
            (open, Some("2026-04-01"), Some(1)),
            (open, Some("2026-05-01"), Some(2)),
        ],
    );
    for order in ORDERS {
        let all = ids(store, order, Window::First(9));
        assert_eq!(all.len(), 5);
        let middle = all[2];
        for (window, rows, before, after) in [
            (Window::First(2), &all[..2], false, true),
            (Window::First(5), &all[..], false, false),
            (Window::First(0), &all[..0], false, true),
            (Window::Last(2), &all[3..], true, false),
            (Window::After(middle, 1), &all[3..4], true, true),
            (Window::After(middle, 2), &all[3..], true, false),
            (Window::After(all[4], 2), &all[5..], true, false),
            (Window::Before(middle, 1), &all[1..2], true, true),
            (Window::Before(middle, 2), &all[..2], false, true),
            (Window::Before(all[0], 2), &all[..0], false, true),
            (Window::Around(middle, 1), &all[1..4], true, true),
            (Window::Around(middle, 0), &all[2..3], true, true),
            (Window::Around(all[0], 2), &all[..3], false, true),
            (Window::Around(all[4], 9), &all[..], false, false),
        ] {
            let page = store.queue_page(&QueueAsk { order, window }).unwrap();
            let found: Vec<ProposalId> = page.rows.iter().map(|row| row.id).collect();
            assert_eq!(found, rows, "{order:?} {window:?}");
            let more = (page.more_before, page.more_after);
            assert_eq!(more, (before, after), "{order:?} {window:?}");
        }
    }
}

fn a_window_at_a_row_that_is_gone_is_the_first(store: &mut dyn Store) {
    let id = add(store, &[(State::Accepted, None, None); 4]);
    let gone = ProposalId(i64::MAX);
    let order = QueueOrder::Due;
    assert_eq!(ids(store, order, Window::After(gone, 2)), id[..2]);
    assert_eq!(ids(store, order, Window::Before(gone, 2)), id[..2]);
    assert_eq!(ids(store, order, Window::Around(gone, 1)), id[..3]);
}

fn the_queue_is_counted_by_state_and_by_due_day(store: &mut dyn Store) {
    use State as S;
    add(
        store,
        &[
            (S::Closed, Some("2026-05-01"), None),
            (S::Redoing, Some("2026-05-01"), None),
            (S::Accepted, Some("2026-05-01"), None),
            (S::Accepted, Some("2026-04-30"), None),
            (S::Accepted, None, None),
        ],
    );
    let counts = store.queue_counts().unwrap();
    assert_eq!(
        counts.by_state,
        [(S::Accepted, 3), (S::Redoing, 1), (S::Closed, 1)]
    );
    assert_eq!(
        counts.by_due,
        [(day("2026-04-30"), 1), (day("2026-05-01"), 2)]
    );
}
