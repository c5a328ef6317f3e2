//! Whole lives of all items, in one pass over items, proposers, facts and what more they say.
//!
//! Apart from `queue` and `proposals` because a report reads everything once, and a question an item
//! would be a hundred thousand questions: three cursors run side by side in the order of items.

use std::iter::Peekable;

use rusqlite::{Connection, Row};

use super::{queue::Columns, rows, trouble::Answer};
use crate::{
    domain::{
        event::{Detail, Event, EventKind, NewEvent},
        id::{EventId, ProposalId},
        proposal::Role,
    },
    report::Life,
};

const ALL_ITEMS: &str = super::queue::rows_that!(", role", "ORDER BY id");

const ALL_PROPOSERS: &str = "SELECT proposal, name FROM proposer ORDER BY proposal, position";

const ALL_FACTS: &str = "SELECT proposal, id, kind, happened_on, recorded_at, actor, text, until,
        reverses, name, value
    FROM event LEFT JOIN event_detail ON event_detail.event = event.id
    ORDER BY proposal, id, position";

pub(super) fn each(db: &Connection, hand_out: &mut dyn FnMut(Life)) -> Answer<()> {
    let mut asked = db.prepare_cached(ALL_ITEMS)?;
    let columns = Columns::of(&asked)?;
    let role = asked.column_index("role")?;
    let mut items = asked.query([])?;
    let mut asked = db.prepare_cached(ALL_PROPOSERS)?;
    let mut names = asked
        .query_map([], |row| Ok((ProposalId(row.get(0)?), rows::line(row, 1)?)))?
        .peekable();
    let mut asked = db.prepare_cached(ALL_FACTS)?;
    let mut facts = asked.query_map([], fact)?.peekable();
    while let Some(row) = items.next()? {
        let own = columns.read(row)?;
        let role = rows::code(row, role, Role::from_code)?;
        let mut proposers = Vec::new();
        while let Some((_, name)) = next_of(&mut names, |(item, _)| *item == own.id)? {
            proposers.push(name);
        }
        let mut events: Vec<Event> = Vec::new();
        while let Some((_, event)) = next_of(&mut facts, |(item, _)| *item == own.id)? {
            match events.last_mut() {
                // A row a detail: the same fact again.
                Some(last) if last.id == event.id => last.fact.details.extend(event.fact.details),
                _ => events.push(event),
            }
        }
        hand_out(Life {
            id: own.id,
            number_printed: own.number_printed,
            title: own.title,
            sitting: own.sitting,
            role,
            lead_unit: own.lead_unit,
            proposers,
            projection: own.projection,
            events,
        });
    }
    Ok(())
}

/// Returns the next row if it belongs to the item at hand; an unreadable one is told.
fn next_of<T>(
    rows: &mut Peekable<impl Iterator<Item = rusqlite::Result<T>>>,
    belongs: impl Fn(&T) -> bool,
) -> Answer<Option<T>> {
    let next = rows.next_if(|row| row.as_ref().map_or(true, &belongs));
    Ok(next.transpose()?)
}

fn fact(row: &Row<'_>) -> rusqlite::Result<(ProposalId, Event)> {
    let detail = rows::code_opt(row, 9, Detail::from_code)?;
    let details = match detail {
        Some(name) => vec![(name, rows::line(row, 10)?)],
        None => Vec::new(),
    };
    let event = Event {
        id: EventId(row.get(1)?),
        fact: NewEvent {
            kind: rows::code(row, 2, EventKind::from_code)?,
            on: rows::day(row, 3)?,
            recorded_at: rows::moment(row, 4)?,
            actor: rows::line(row, 5)?,
            text: rows::paper_opt(row, 6)?,
            until: rows::day_opt(row, 7)?,
            reverses: row.get::<_, Option<i64>>(8)?.map(EventId),
            details,
        },
    };
    Ok((ProposalId(row.get(0)?), event))
}
