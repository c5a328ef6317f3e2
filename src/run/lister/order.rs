//! The three orders of the queue, each as the key that the store orders by too.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Listed;
use crate::store::QueueRow;

/// Puts a row's slot where the order has it.
pub(super) fn put<K: Ord>(
    order: &mut Vec<u32>,
    slot: u32,
    rows: &[Listed],
    row: &QueueRow,
    key: fn(&QueueRow) -> K,
) {
    let at = order.partition_point(|own| key(&rows[*own as usize].row) < key(row));
    order.insert(at, slot);
}

/// The order of [`QueueOrder::Number`], as the store has it.
pub(super) fn number_key(row: &QueueRow) -> (bool, Option<u32>, i64) {
    (row.number.is_none(), row.number, row.id.0)
}

/// The order of [`QueueOrder::Newest`], as the store has it.
pub(super) fn newest_key(row: &QueueRow) -> Reverse<i64> {
    Reverse(row.id.0)
}

/// The order of [`QueueOrder::Due`], as the store has it.
pub(super) fn due_key(row: &QueueRow) -> (u8, Option<NaiveDate>, Reverse<u8>, i64) {
    let projection = &row.projection;
    let rank = match (projection.state.is_open(), projection.due) {
        (true, Some(_)) => 0,
        (true, None) => 1,
        (false, _) => 2,
    };
    let due = if rank == 0 {
        projection.due.map(|(day, _)| day)
    } else {
        None
    };
    (rank, due, Reverse(projection.state.progress()), row.id.0)
}
