//! The queue: windows by keyset in each order, and the queue in numbers.
//!
//! A window costs as much as it shows, at any length of the queue: each order has an index, and a
//! window starts at the key of a row and never at a count. Apart from `proposals` because these
//! questions read the projection and the short columns alone.

use rusqlite::{Connection, OptionalExtension, Params, Row, Statement, named_params};

use super::{proposals, rows, trouble::Answer};
use crate::{
    domain::{
        deadline::{ClockKind, Projection},
        event::{Attention, EventKind, standing},
        id::{ProposalId, Version},
        outcome::{Rating, ResultClass},
        proposal::{PaperState, Role},
        sitting::{Kind, Level, Period, Sitting},
        state::State,
    },
    store::{QueueAsk, QueueCounts, QueueEntry, QueueOrder, QueuePage, QueueRow, Window},
};

macro_rules! rows_that {
    ($tail:literal) => {
        rows_that!("", $tail)
    };
    ($more:literal, $tail:literal) => {
        concat!(
            "SELECT id, version, number_printed, number, title, place, level, kind, period, term,
                session, coalesce(acting_role, role) AS acting_role, paper, proposers_short,
                lead_unit, state, due, due_clock, due_in_working_days, ask_count, section, person,
                class, rating, attention, began, assigned, answered, extended, contacted, rounds",
            $more,
            " FROM proposal ",
            $tail
        )
    };
}

pub(super) use rows_that;

const ROW_OF_ID: &str = rows_that!("WHERE id = ?1");

const ALL_BY_DUE: &str = rows_that!("ORDER BY queue_rank, queue_due, queue_nearness, queue_row");

const ALL_OPEN: &str = rows_that!(
    ", role AS own_role",
    "WHERE state NOT IN ('not_filed', 'closed', 'returned', 'withdrawn', 'merged') ORDER BY id"
);

const ALL_ENTRIES_BY_DUE: &str = rows_that!(
    ", (SELECT coalesce(group_concat(name, char(10) ORDER BY position), '') FROM proposer
            WHERE proposer.proposal = proposal.id) AS names,
        (SELECT count(*) FROM letter WHERE letter.proposal = proposal.id) AS letters,
        (SELECT count(*) FROM event WHERE event.proposal = proposal.id AND event.kind = :assigned)
            AS assignments,
        (SELECT count(reverses) FROM event WHERE event.proposal = proposal.id) AS reversed",
    "ORDER BY queue_rank, queue_due, queue_nearness, queue_row"
);

const KEY_OF_ROW: &str = "SELECT queue_rank, queue_due, queue_nearness, queue_number
    FROM proposal WHERE id = ?1";

pub(super) const ITEMS_BY_STATE: &str =
    "SELECT state, count(*) AS items FROM proposal GROUP BY state ORDER BY state";

pub(super) const OPEN_ITEMS_BY_DUE: &str =
    "SELECT queue_due AS due, count(*) AS items FROM proposal
    WHERE queue_rank = 0 GROUP BY queue_due ORDER BY queue_due";

/// The four questions of one order. The first two take a limit; the others a key, then a limit.
pub(super) struct Questions {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    pub(super) after: &'static str,
    pub(super) before: &'static str,
}

const BY_DUE: Questions = Questions {
    first: rows_that!("ORDER BY queue_rank, queue_due, queue_nearness, queue_row LIMIT :limit"),
    last: rows_that!(
        "ORDER BY queue_rank DESC, queue_due DESC, queue_nearness DESC, queue_row DESC LIMIT :limit"
    ),
    after: rows_that!(
        "WHERE (queue_rank, queue_due, queue_nearness, queue_row) > (:rank, :due, :nearness, :id)
        ORDER BY queue_rank, queue_due, queue_nearness, queue_row LIMIT :limit"
    ),
    before: rows_that!(
        "WHERE (queue_rank, queue_due, queue_nearness, queue_row) < (:rank, :due, :nearness, :id)
        ORDER BY queue_rank DESC, queue_due DESC, queue_nearness DESC, queue_row DESC LIMIT :limit"
    ),
};

const BY_NUMBER: Questions = Questions {
    first: rows_that!("ORDER BY queue_number, queue_row LIMIT :limit"),
    last: rows_that!("ORDER BY queue_number DESC, queue_row DESC LIMIT :limit"),
    after: rows_that!(
        "WHERE (queue_number, queue_row) > (:number, :id) ORDER BY queue_number, queue_row LIMIT :limit"
    ),
    before: rows_that!(
        "WHERE (queue_number, queue_row) < (:number, :id)
        ORDER BY queue_number DESC, queue_row DESC LIMIT :limit"
    ),
};

const BY_NEWEST: Questions = Questions {
    first: rows_that!("ORDER BY id DESC LIMIT :limit"),
    last: rows_that!("ORDER BY id LIMIT :limit"),
    after: rows_that!("WHERE id < :id ORDER BY id DESC LIMIT :limit"),
    before: rows_that!("WHERE id > :id ORDER BY id LIMIT :limit"),
};

pub(super) const fn questions(order: QueueOrder) -> Questions {
    match order {
        QueueOrder::Due => BY_DUE,
        QueueOrder::Number => BY_NUMBER,
        QueueOrder::Newest => BY_NEWEST,
    }
}

/// Where a row stands in every order.
struct Key {
    id: i64,
    rank: i64,
    due: String,
    nearness: i64,
    number: i64,
}

/// Which way from a row.
#[derive(Clone, Copy)]
enum Way {
    After,
    Before,
}

pub(super) fn page(db: &Connection, ask: QueueAsk) -> Answer<QueuePage> {
    let order = ask.order;
    match ask.window {
        Window::First(limit) => first(db, order, limit),
        Window::Last(limit) => last(db, order, limit),
        Window::After(id, limit) => {
            let Some(key) = key_of(db, id)? else {
                return first(db, order, limit);
            };
            let (rows, more_after) = beyond(db, order, &key, Way::After, limit)?;
            Ok(QueuePage {
                rows,
                more_before: true,
                more_after,
            })
        }
        Window::Before(id, limit) => {
            let Some(key) = key_of(db, id)? else {
                return first(db, order, limit);
            };
            let (rows, more_before) = beyond(db, order, &key, Way::Before, limit)?;
            Ok(QueuePage {
                rows,
                more_before,
                more_after: true,
            })
        }
        Window::Around(id, limit) => {
            let Some(key) = key_of(db, id)? else {
                return first(db, order, limit.saturating_mul(2).saturating_add(1));
            };
            let (mut page, more_before) = beyond(db, order, &key, Way::Before, limit)?;
            page.extend(rows(db, &[id])?);
            let (after, more_after) = beyond(db, order, &key, Way::After, limit)?;
            page.extend(after);
            Ok(QueuePage {
                rows: page,
                more_before,
                more_after,
            })
        }
    }
}

fn first(db: &Connection, order: QueueOrder, limit: usize) -> Answer<QueuePage> {
    let params = named_params! { ":limit": one_more(limit) };
    let (rows, more_after) = take(db, questions(order).first, params, limit)?;
    Ok(QueuePage {
        rows,
        more_before: false,
        more_after,
    })
}

fn last(db: &Connection, order: QueueOrder, limit: usize) -> Answer<QueuePage> {
    let params = named_params! { ":limit": one_more(limit) };
    let (mut rows, more_before) = take(db, questions(order).last, params, limit)?;
    rows.reverse();
    Ok(QueuePage {
        rows,
        more_before,
        more_after: false,
    })
}

/// Reads up to so many rows on one side of a key, in the order asked for, and whether there are more.
fn beyond(
    db: &Connection,
    order: QueueOrder,
    key: &Key,
    way: Way,
    limit: usize,
) -> Answer<(Vec<QueueRow>, bool)> {
    let question = match way {
        Way::After => questions(order).after,
        Way::Before => questions(order).before,
    };
    let limit_param = one_more(limit);
    let (mut rows, more) = match order {
        QueueOrder::Due => take(
            db,
            question,
            named_params! {
                ":rank": key.rank,
                ":due": key.due,
                ":nearness": key.nearness,
                ":id": key.id,
                ":limit": limit_param,
            },
            limit,
        ),
        QueueOrder::Number => take(
            db,
            question,
            named_params! { ":number": key.number, ":id": key.id, ":limit": limit_param },
            limit,
        ),
        QueueOrder::Newest => take(
            db,
            question,
            named_params! { ":id": key.id, ":limit": limit_param },
            limit,
        ),
    }?;
    if matches!(way, Way::Before) {
        rows.reverse();
    }
    Ok((rows, more))
}

fn take(
    db: &Connection,
    question: &str,
    params: impl Params,
    limit: usize,
) -> Answer<(Vec<QueueRow>, bool)> {
    let mut asked = db.prepare_cached(question)?;
    let columns = Columns::of(&asked)?;
    let mut rows = asked
        .query_map(params, |row| columns.read(row))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    Ok((rows, more))
}

/// One row more than shown tells whether there are more.
fn one_more(limit: usize) -> i64 {
    rows::limit(limit.saturating_add(1))
}

fn key_of(db: &Connection, id: ProposalId) -> Answer<Option<Key>> {
    let key = db
        .prepare_cached(KEY_OF_ROW)?
        .query_row([id.0], |row| {
            Ok(Key {
                id: id.0,
                rank: row.get("queue_rank")?,
                due: row.get("queue_due")?,
                nearness: row.get("queue_nearness")?,
                number: row.get("queue_number")?,
            })
        })
        .optional()?;
    Ok(key)
}

pub(super) fn rows(db: &Connection, ids: &[ProposalId]) -> Answer<Vec<QueueRow>> {
    let mut asked = db.prepare_cached(ROW_OF_ID)?;
    let columns = Columns::of(&asked)?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(
            asked
                .query_row([id.0], |row| columns.read(row))
                .optional()?,
        );
    }
    Ok(found)
}

pub(super) fn each(db: &Connection, hand_out: &mut dyn FnMut(QueueRow)) -> Answer<()> {
    let mut asked = db.prepare_cached(ALL_BY_DUE)?;
    let columns = Columns::of(&asked)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        hand_out(columns.read(row)?);
    }
    Ok(())
}

/// Hands out every row that is not at its end in the order of rows, with the role its paper gives us.
pub(super) fn each_open(
    db: &Connection,
    hand_out: &mut dyn FnMut(QueueRow, Role) -> Answer<()>,
) -> Answer<()> {
    let mut asked = db.prepare_cached(ALL_OPEN)?;
    let columns = Columns::of(&asked)?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let role = rows::code(row, "own_role", Role::from_code)?;
        hand_out(columns.read(row)?, role)?;
    }
    Ok(())
}

pub(super) fn each_entry(db: &Connection, hand_out: &mut dyn FnMut(QueueEntry)) -> Answer<()> {
    let mut asked = db.prepare_cached(ALL_ENTRIES_BY_DUE)?;
    let columns = Columns::of(&asked)?;
    let mut found = asked.query(named_params! { ":assigned": EventKind::Assigned.code() })?;
    while let Some(row) = found.next()? {
        let own = columns.read(row)?;
        let assigned = match (
            row.get::<_, i64>("assignments")?,
            row.get::<_, i64>("reversed")?,
        ) {
            (0, _) => false,
            (_, 0) => true,
            // Something was taken back: whether it was this takes the whole history.
            _ => standing(&proposals::events(db, own.id)?)
                .iter()
                .any(|event| event.fact.kind == EventKind::Assigned),
        };
        hand_out(QueueEntry {
            proposers: rows::list(row, "names")?,
            letters: row.get::<_, i64>("letters")? as usize,
            assigned,
            row: own,
        });
    }
    Ok(())
}

pub(super) fn counts(db: &Connection) -> Answer<QueueCounts> {
    let mut by_state = db
        .prepare_cached(ITEMS_BY_STATE)?
        .query_map([], |row| {
            Ok((
                rows::code(row, "state", State::from_code)?,
                row.get::<_, i64>("items")? as u64,
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    by_state.sort_unstable_by_key(|(state, _)| *state);
    let by_due = db
        .prepare_cached(OPEN_ITEMS_BY_DUE)?
        .query_map([], |row| {
            Ok((rows::day(row, "due")?, row.get::<_, i64>("items")? as u64))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(QueueCounts { by_state, by_due })
}

/// Where each column of `rows_that!` stands: names are looked up once a question, not once a row.
macro_rules! columns {
    ($($name:ident,)+) => {
        /// Where each column of a row of the queue stands.
        pub(super) struct Columns { $($name: usize,)+ }

        impl Columns {
            pub(super) fn of(asked: &Statement<'_>) -> rusqlite::Result<Self> {
                Ok(Self { $($name: asked.column_index(stringify!($name))?,)+ })
            }
        }
    };
}

columns! {
    id, version, number_printed, number, title, place, level, kind, period, term, session,
    acting_role, paper, proposers_short, lead_unit, state, due, due_clock, due_in_working_days,
    ask_count, section, person, class, rating, attention, began, assigned, answered, extended,
    contacted, rounds,
}

impl Columns {
    pub(super) fn read(&self, row: &Row<'_>) -> rusqlite::Result<QueueRow> {
        let due = rows::day_opt(row, self.due)?;
        let clock = rows::code_opt(row, self.due_clock, ClockKind::from_code)?;
        Ok(QueueRow {
            id: ProposalId(row.get(self.id)?),
            version: Version(row.get(self.version)?),
            number_printed: rows::line_opt(row, self.number_printed)?,
            number: row.get(self.number)?,
            title: rows::line(row, self.title)?,
            sitting: Sitting {
                place: rows::line_opt(row, self.place)?,
                level: rows::code_opt(row, self.level, Level::from_code)?,
                kind: rows::code(row, self.kind, Kind::from_code)?,
                period: rows::code(row, self.period, Period::from_code)?,
                term: row.get(self.term)?,
                session: row.get(self.session)?,
            },
            paper: rows::code(row, self.paper, PaperState::from_code)?,
            proposers: rows::line(row, self.proposers_short)?,
            lead_unit: rows::line_opt(row, self.lead_unit)?,
            projection: Projection {
                state: rows::code(row, self.state, State::from_code)?,
                due: due.zip(clock),
                in_working_days: row.get(self.due_in_working_days)?,
                role: rows::code(row, self.acting_role, Role::from_code)?,
                section: rows::line_opt(row, self.section)?,
                person: rows::line_opt(row, self.person)?,
                class: rows::code_opt(row, self.class, ResultClass::from_code)?,
                rating: rows::code_opt(row, self.rating, Rating::from_code)?,
                attention: rows::code_opt(row, self.attention, Attention::from_code)?,
                began: rows::day_opt(row, self.began)?,
                assigned: rows::day_opt(row, self.assigned)?,
                answered: rows::day_opt(row, self.answered)?,
                extended: row.get(self.extended)?,
                contacted: row.get(self.contacted)?,
                rounds: row.get(self.rounds)?,
            },
            asks: row.get::<_, i64>(self.ask_count)? as usize,
        })
    }
}
