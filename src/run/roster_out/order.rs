//! The orders that lists are printed in.

use std::cmp::Reverse;

use super::{Record, record};
use crate::{
    app::lists::Order,
    search::{by_pinyin, by_strokes},
    store::{NameId, Result, Store},
};

/// What a record is ordered by: its rank, words before its name, its name, its row.
type Key = (
    Reverse<Option<u8>>,
    Vec<(String, (u8, char))>,
    Vec<(String, (u8, char))>,
);

/// Reads records and puts them into an order; of equals the one named first stays first.
///
/// # Errors
/// When the store cannot be read.
pub fn sorted(store: &dyn Store, ids: &[NameId], order: Order) -> Result<Vec<NameId>> {
    if order == Order::Given {
        return Ok(ids.to_vec());
    }
    let mut keyed: Vec<(Key, NameId)> = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(record) = record(store, *id)? {
            keyed.push((key(&record, order), *id));
        }
    }
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(keyed.into_iter().map(|(_, id)| id).collect())
}

fn key(record: &Record, order: Order) -> Key {
    let (name, unit, rank) = match record {
        Record::Person(own) => {
            let rank = own.level.map(|level| level as u8);
            (own.name.as_str(), own.employer_name.as_deref(), rank)
        }
        Record::Studio(own) => {
            let leader = own.leader_name.as_deref().unwrap_or(&own.name);
            let rank = crate::figure::question::rank(own.level);
            (leader, own.host_name.as_deref(), Some(rank))
        }
        Record::Firm(own) => (own.name.as_str(), own.town.as_deref(), None),
    };
    let strokes = |name: &str| -> Vec<(String, (u8, char))> {
        let own = by_strokes(name).into_iter();
        own.map(|stroke| (String::new(), stroke)).collect()
    };
    match order {
        Order::Pinyin => (Reverse(None), Vec::new(), by_pinyin(name)),
        Order::Employer => (
            Reverse(None),
            by_pinyin(unit.unwrap_or_default()),
            strokes(name),
        ),
        Order::Level => (Reverse(rank), Vec::new(), strokes(name)),
        Order::Strokes | Order::Given => (Reverse(None), Vec::new(), strokes(name)),
    }
}
