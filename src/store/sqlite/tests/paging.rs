//! Whatever was done to a queue, its pages in either direction are the whole of it in order.

use std::cmp::Reverse;

use proptest::prelude::*;

use super::super::SqliteStore;
use crate::{
    domain::{
        deadline::{ClockKind, Projection},
        event::{EventKind, NewEvent},
        id::{ProposalId, Version},
        proposal::{Item, Role},
        sitting::{Kind, Sitting},
        state::State,
    },
    store::{OfficeStore, QueueAsk, QueueOrder, QueueRow, QueueStore, Window},
};

/// Something done to a queue; a place counts the items there are, round and round.
#[derive(Clone, Debug)]
enum Act {
    Add(Option<u32>, Projection),
    Record(usize, Projection),
    Reproject(usize, Projection),
    Renumber(usize, Option<u32>),
}

fn projections() -> impl Strategy<Value = Projection> {
    let due = proptest::option::of(0_u64..4);
    (0..State::ALL.len(), due).prop_map(|(state, due)| {
        let mut own = Projection::of(Role::Lead, &[]);
        own.state = State::ALL[state];
        own.due = due.map(|days| {
            let first = chrono::NaiveDate::from_ymd_opt(2026, 4, 29).unwrap();
            (first + chrono::Days::new(days), ClockKind::Answer)
        });
        own
    })
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let number = || proptest::option::of(0_u32..4);
    let act = prop_oneof![
        3 => (number(), projections()).prop_map(|(number, to)| Act::Add(number, to)),
        1 => (any::<usize>(), projections()).prop_map(|(at, to)| Act::Record(at, to)),
        1 => (any::<usize>(), projections()).prop_map(|(at, to)| Act::Reproject(at, to)),
        1 => (any::<usize>(), number()).prop_map(|(at, to)| Act::Renumber(at, to)),
    ];
    proptest::collection::vec(act, 0..30)
}

/// What the store should hold, in the order of rows.
struct Known {
    id: ProposalId,
    version: Version,
    number: Option<u32>,
    projection: Projection,
}

fn item(number: Option<u32>) -> Item {
    let mut item = Item::blank(Sitting::unknown(Kind::Suggestion));
    item.number = number;
    item
}

fn perform(store: &mut SqliteStore, known: &mut Vec<Known>, act: &Act) {
    let at = match act {
        Act::Add(number, projection) => {
            let (number, projection) = (*number, projection.clone());
            known.push(Known {
                id: store.add_proposal(&item(number), &[], &projection).unwrap(),
                version: Version(1),
                number,
                projection,
            });
            return;
        }
        Act::Record(at, _) | Act::Reproject(at, _) | Act::Renumber(at, _) => *at,
    };
    if known.is_empty() {
        return;
    }
    let at = at % known.len();
    let row = &mut known[at];
    match act {
        Act::Record(_, to) => {
            let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
            let fact = NewEvent::plain(EventKind::Noted, on, on.into(), "王一");
            row.version = store.record(row.id, row.version, &[fact], to).unwrap();
            row.projection = to.clone();
        }
        Act::Reproject(_, to) => {
            store.reproject(row.id, to).unwrap();
            row.projection = to.clone();
        }
        Act::Renumber(_, number) => {
            row.version = store
                .save_item(row.id, row.version, &item(*number), &row.projection)
                .unwrap();
            row.number = *number;
        }
        Act::Add(..) => {}
    }
}

fn sorted(known: &[Known], order: QueueOrder) -> Vec<ProposalId> {
    let mut rows: Vec<&Known> = known.iter().collect();
    match order {
        QueueOrder::Due => rows.sort_by_key(|row| {
            let state = row.projection.state;
            let open = state.is_open();
            let due = row.projection.due.filter(|_| open).map(|(due, _)| due);
            (!open, due.is_none(), due, Reverse(state.progress()), row.id)
        }),
        QueueOrder::Number => {
            rows.sort_by_key(|row| (row.number.is_none(), row.number, row.id));
        }
        QueueOrder::Newest => rows.sort_by_key(|row| Reverse(row.id)),
    }
    rows.iter().map(|row| row.id).collect()
}

/// Reads the whole queue page by page.
fn pages(store: &SqliteStore, order: QueueOrder, size: usize, forward: bool) -> Vec<QueueRow> {
    let ask = |window| store.queue_page(&QueueAsk { order, window }).unwrap();
    let mut rows: Vec<QueueRow> = Vec::new();
    let mut page = ask(if forward {
        Window::First(size)
    } else {
        Window::Last(size)
    });
    loop {
        let (more, edge) = if forward {
            (page.more_after, page.rows.last())
        } else {
            (page.more_before, page.rows.first())
        };
        let edge = edge.map(|row| row.id);
        if forward {
            rows.append(&mut page.rows);
        } else {
            rows.splice(0..0, page.rows);
        }
        let (true, Some(edge)) = (more, edge) else {
            return rows;
        };
        page = ask(if forward {
            Window::After(edge, size)
        } else {
            Window::Before(edge, size)
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn pages_both_ways_are_the_whole_queue_in_order(acts in acts(), size in 1_usize..6) {
        let mut store = SqliteStore::in_memory().unwrap();
        let mut known = Vec::new();
        for act in &acts {
            perform(&mut store, &mut known, act);
        }
        for order in [QueueOrder::Due, QueueOrder::Number, QueueOrder::Newest] {
            let expected = sorted(&known, order);
            for forward in [true, false] {
                let rows = pages(&store, order, size, forward);
                let ids: Vec<ProposalId> = rows.iter().map(|row| row.id).collect();
                prop_assert_eq!(&ids, &expected);
                for row in &rows {
                    let known = known.iter().find(|known| known.id == row.id).unwrap();
                    prop_assert_eq!(row.version, known.version);
                    prop_assert_eq!(&row.projection, &known.projection);
                    prop_assert_eq!(row.number, known.number);
                }
            }
            for (at, id) in expected.iter().enumerate() {
                let window = Window::Around(*id, size);
                let page = store.queue_page(&QueueAsk { order, window }).unwrap();
                let ids: Vec<ProposalId> = page.rows.iter().map(|row| row.id).collect();
                let end = (at + size + 1).min(expected.len());
                prop_assert_eq!(ids, &expected[at.saturating_sub(size)..end]);
                prop_assert_eq!(page.more_before, at > size);
                prop_assert_eq!(page.more_after, end < expected.len());
            }
        }
        let mut each = Vec::new();
        store.each_queue_row(&mut |row| each.push(row.id)).unwrap();
        prop_assert_eq!(each, sorted(&known, QueueOrder::Due));
        let counted: u64 = store.queue_counts().unwrap().by_state.iter().map(|(_, n)| n).sum();
        prop_assert_eq!(counted, known.len() as u64);
        prop_assert_eq!(store.faults().unwrap(), []);
    }
}
