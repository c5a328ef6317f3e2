//! What due dates are computed from, as far as the store keeps it: imported years of the calendar, the
//! name of the rules, and every open item with its facts, read in one pass.
//!
//! Apart from `proposals` because here all items are read at once: three questions in the order of
//! items, merged, instead of three questions an item.

use rusqlite::{
    Connection, OptionalExtension, Rows, fallible_streaming_iterator::FallibleStreamingIterator,
    named_params,
};

use super::{proposals, queue, rows, trouble::Answer};
use crate::{
    domain::{
        calendar::CalendarYear,
        deadline::Projection,
        event::{Detail, Event},
        id::{EventId, ProposalId},
        proposal::{Case, Role},
    },
    store::OpenItem,
};

const IMPORTED_YEARS: &str = "SELECT year, source, free, working FROM calendar_year ORDER BY year";

const WRITE_YEAR: &str = "INSERT INTO calendar_year (year, source, free, working)
    VALUES (:year, :source, :free, :working)
    ON CONFLICT (year) DO UPDATE SET source = excluded.source, free = excluded.free,
        working = excluded.working";

const THE_BASIS: &str = "SELECT hash FROM basis WHERE id = 1";

const WRITE_BASIS: &str = "INSERT INTO basis (id, hash) VALUES (1, ?1)
    ON CONFLICT (id) DO UPDATE SET hash = excluded.hash";

/// `State::ENDS` in SQL; a test holds the two together.
macro_rules! open {
    () => {
        "state NOT IN ('not_filed', 'closed', 'returned', 'withdrawn', 'merged')"
    };
}

const OPEN_EVENTS: &str = concat!(
    "SELECT proposal, event.id, event.kind, happened_on, recorded_at, actor, text, until, reverses
    FROM event JOIN proposal ON proposal.id = event.proposal
    WHERE ",
    open!(),
    " ORDER BY proposal, event.id"
);

const OPEN_DETAILS: &str = concat!(
    "SELECT proposal, event, name, value
    FROM event_detail JOIN event ON event.id = event_detail.event
        JOIN proposal ON proposal.id = event.proposal
    WHERE ",
    open!(),
    " ORDER BY proposal, event, position"
);

pub(super) fn years(db: &Connection) -> Answer<Vec<CalendarYear>> {
    let days = |row: &rusqlite::Row<'_>, column: &str| -> rusqlite::Result<_> {
        let days = rows::list(row, column)?.into_iter();
        days.map(|text| rows::day_of(&text)).collect()
    };
    let found = db
        .prepare_cached(IMPORTED_YEARS)?
        .query_map([], |row| {
            Ok(CalendarYear {
                year: row.get("year")?,
                source: rows::line(row, "source")?,
                free: days(row, "free")?,
                working: days(row, "working")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(super) fn save_year(db: &Connection, year: &CalendarYear) -> Answer<()> {
    let list = |days: &[chrono::NaiveDate]| {
        let days: Vec<String> = days.iter().copied().map(rows::day_text).collect();
        rows::lines(&days)
    };
    db.prepare_cached(WRITE_YEAR)?.execute(named_params! {
        ":year": year.year,
        ":source": year.source,
        ":free": list(&year.free),
        ":working": list(&year.working),
    })?;
    Ok(())
}

pub(super) fn basis(db: &Connection) -> Answer<Option<String>> {
    let found = db
        .prepare_cached(THE_BASIS)?
        .query_row([], |row| row.get("hash"))
        .optional()?;
    Ok(found)
}

pub(super) fn save_basis(db: &Connection, basis: &str) -> Answer<()> {
    db.prepare_cached(WRITE_BASIS)?.execute([basis])?;
    Ok(())
}

/// A question answered in the order of items, with the row that was read ahead.
struct Ahead<'a> {
    rows: Rows<'a>,
    item: Option<i64>,
}

impl<'a> Ahead<'a> {
    fn of(rows: Rows<'a>) -> rusqlite::Result<Self> {
        let mut own = Self { rows, item: None };
        own.step()?;
        Ok(own)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.item = match self.rows.next()? {
            Some(row) => Some(row.get("proposal")?),
            None => None,
        };
        Ok(())
    }

    /// Reads the rows of an item; those of items before it are passed over.
    fn each(
        &mut self,
        item: ProposalId,
        mut take: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        while let Some(at) = self.item.filter(|at| *at <= item.0) {
            if at == item.0
                && let Some(row) = self.rows.get()
            {
                take(row)?;
            }
            self.step()?;
        }
        Ok(())
    }
}

pub(super) fn each_open(db: &Connection, hand_out: &mut dyn FnMut(OpenItem)) -> Answer<()> {
    let mut asked_events = db.prepare_cached(OPEN_EVENTS)?;
    let mut events = Ahead::of(asked_events.query([])?)?;
    let mut asked_details = db.prepare_cached(OPEN_DETAILS)?;
    let mut details = Ahead::of(asked_details.query([])?)?;
    queue::each_open(db, &mut |row, role: Role| {
        let mut own: Vec<Event> = Vec::new();
        events.each(row.id, |found| {
            own.push(proposals::event(found)?);
            Ok(())
        })?;
        details.each(row.id, |found| {
            let event = EventId(found.get("event")?);
            if let Ok(at) = own.binary_search_by_key(&event, |event| event.id) {
                let name = rows::code(found, "name", Detail::from_code)?;
                own[at]
                    .fact
                    .details
                    .push((name, rows::line(found, "value")?));
            }
            Ok(())
        })?;
        hand_out(OpenItem {
            case: Case {
                level: row.sitting.level,
                kind: row.sitting.kind,
                period: row.sitting.period,
                role,
            },
            row,
            events: own,
        });
        Ok(())
    })
}

/// Projects every open item anew; returns those whose projection is another one now.
pub(super) fn rebase(
    db: &Connection,
    year: Option<&CalendarYear>,
    basis: &str,
    project: &mut dyn FnMut(&Case, &[Event]) -> Projection,
) -> Answer<Vec<ProposalId>> {
    if let Some(year) = year {
        save_year(db, year)?;
    }
    // Written after the reading, so that no question sees its own rows change.
    let mut changed = Vec::new();
    each_open(db, &mut |item| {
        let projection = project(&item.case, &item.events);
        if projection != item.row.projection {
            changed.push((item.row.id, projection));
        }
    })?;
    for (id, projection) in &changed {
        proposals::reproject(db, *id, projection)?;
    }
    save_basis(db, basis)?;
    Ok(changed.into_iter().map(|(id, _)| id).collect())
}

#[cfg(test)]
mod tests {
    use crate::domain::state::State;

    #[test]
    fn open_items_are_those_not_at_an_end() {
        let ends: Vec<String> = State::ENDS
            .iter()
            .map(|state| format!("'{}'", state.code()))
            .collect();
        assert_eq!(open!(), format!("state NOT IN ({})", ends.join(", ")));
    }
}
