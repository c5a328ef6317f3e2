//! How the engine answers: by index, at any length of the queue.

use super::super::{SqliteStore, queue, roster::merge};
use crate::store::{QueueOrder, QueueStore};

const EXPLAIN: &str = "EXPLAIN QUERY PLAN ";

fn plan(store: &SqliteStore, question: &str) -> Vec<String> {
    let mut asked = store.db.prepare(&format!("{EXPLAIN}{question}")).unwrap();
    let mut rows = asked.raw_query();
    let mut plan = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push(row.get("detail").unwrap());
    }
    plan
}

#[test]
fn no_window_sorts_and_none_from_a_row_scans() {
    let store = SqliteStore::in_memory().unwrap();
    for order in [QueueOrder::Due, QueueOrder::Number, QueueOrder::Newest] {
        let questions = queue::questions(order);
        for question in [questions.first, questions.last] {
            let plan = plan(&store, question);
            // A scan in the order asked for, cut by the limit.
            assert_eq!(plan.len(), 1, "{plan:?}");
            if order != QueueOrder::Newest {
                assert!(plan[0].contains("USING INDEX proposal_by_"), "{plan:?}");
            }
        }
        for question in [questions.after, questions.before] {
            let plan = plan(&store, question);
            assert_eq!(plan.len(), 1, "{plan:?}");
            assert!(plan[0].starts_with("SEARCH"), "{plan:?}");
            // Every column of the key narrows the search, not the first alone.
            let key = match order {
                QueueOrder::Due => "(queue_rank,queue_due,queue_nearness,queue_row)",
                QueueOrder::Number => "(queue_number,queue_row)",
                QueueOrder::Newest => "(rowid",
            };
            assert!(plan[0].contains(key), "{plan:?}");
        }
    }
}

#[test]
fn the_queue_is_counted_from_indexes_alone() {
    let store = SqliteStore::in_memory().unwrap();
    for question in [queue::ITEMS_BY_STATE, queue::OPEN_ITEMS_BY_DUE] {
        let plan = plan(&store, question);
        assert_eq!(plan.len(), 1, "{plan:?}");
        assert!(plan[0].contains("USING COVERING INDEX"), "{plan:?}");
    }
    store.queue_counts().unwrap();
}

#[test]
fn doubles_are_looked_for_in_the_order_of_an_index_without_a_sort() {
    let store = SqliteStore::in_memory().unwrap();
    let all = plan(&store, merge::PEOPLE_BY_NAME);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(
        all[0].contains("COVERING INDEX craftsman_by_name"),
        "{all:?}"
    );
    let own = plan(&store, merge::HOMONYMS_OF);
    assert_eq!(own.len(), 1, "{own:?}");
    assert!(own[0].contains("craftsman_by_name (name=?)"), "{own:?}");
}
