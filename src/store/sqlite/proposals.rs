//! Items with their proposers and asks, and the events that happened to them.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{
    rows::{self, ProjectionColumns},
    trouble::Answer,
};
use crate::{
    domain::{
        deadline::Projection,
        event::{Detail, Event, EventKind, NewEvent},
        id::{EventId, ProposalId, Version},
        private::Private,
        proposal::{Ask, Item, PaperState, Proposal, Proposer, ProposerKind, Role},
        sitting::{ItemKey, Kind, Level, Period, Sitting},
    },
    store::StoreError,
};

const ITEM: &str = "SELECT version, place, level, kind, period, term, session, number_printed,
        number, title, coalesce(body, '') AS body, wished_unit, lead_unit, role, paper
    FROM proposal LEFT JOIN proposal_body ON proposal = id WHERE id = ?1";

const PROPOSERS_OF: &str = "SELECT name, kind, party, phone, address, postcode
    FROM proposer WHERE proposal = ?1 ORDER BY position";

const ALL_PROPOSERS: &str = "SELECT proposal, name FROM proposer ORDER BY proposal, position";

const ASKS_OF: &str = "SELECT text FROM ask WHERE proposal = ?1 ORDER BY position";

/// Asked once a paper: reading the short rows is cheaper than an index on every title.
const ITEMS_OF_TITLE: &str = "SELECT id FROM proposal WHERE title = ?1 ORDER BY id";

const ITEMS_OF_NUMBER: &str = "SELECT id FROM proposal WHERE queue_number = ?1
    ORDER BY term DESC NULLS LAST, session DESC NULLS LAST, id DESC";

const ITEM_OF_IDENTITY: &str = "SELECT id FROM proposal
    WHERE place = :place AND level = :level AND kind = :kind
        AND term = :term AND session = :session AND number = :number";

const VERSION_OF: &str = "SELECT version FROM proposal WHERE id = ?1";

const ADD_ITEM: &str = "INSERT INTO proposal (version, place, level, kind, period, term, session,
        number_printed, number, title, wished_unit, lead_unit, role, paper, proposers_short,
        ask_count, state, due, due_clock, due_in_working_days, queue_rank, queue_due,
        queue_nearness, acting_role, section, person, class, rating, attention, began, assigned,
        answered, extended, contacted, rounds)
    VALUES (1, :place, :level, :kind, :period, :term, :session, :number_printed, :number, :title,
        :wished_unit, :lead_unit, :role, :paper, :proposers_short, :ask_count, :state, :due,
        :due_clock, :due_in_working_days, :queue_rank, :queue_due, :queue_nearness, :acting_role,
        :section, :person, :class, :rating, :attention, :began, :assigned, :answered, :extended,
        :contacted, :rounds)";

const REWRITE_ITEM: &str = "UPDATE proposal SET version = version + 1, place = :place,
        level = :level, kind = :kind, period = :period, term = :term, session = :session,
        number_printed = :number_printed, number = :number, title = :title,
        wished_unit = :wished_unit, lead_unit = :lead_unit, role = :role, paper = :paper,
        proposers_short = :proposers_short, ask_count = :ask_count, state = :state, due = :due,
        due_clock = :due_clock, due_in_working_days = :due_in_working_days,
        queue_rank = :queue_rank, queue_due = :queue_due, queue_nearness = :queue_nearness, acting_role = :acting_role, section = :section,
        person = :person, class = :class, rating = :rating, attention = :attention,
        began = :began, assigned = :assigned, answered = :answered, extended = :extended,
        contacted = :contacted, rounds = :rounds
    WHERE id = :id";

const REWRITE_PROJECTION: &str = "UPDATE proposal SET version = version + :writes, state = :state,
        due = :due, due_clock = :due_clock, due_in_working_days = :due_in_working_days,
        queue_rank = :queue_rank, queue_due = :queue_due, queue_nearness = :queue_nearness, acting_role = :acting_role, section = :section,
        person = :person, class = :class, rating = :rating, attention = :attention,
        began = :began, assigned = :assigned, answered = :answered, extended = :extended,
        contacted = :contacted, rounds = :rounds
    WHERE id = :id";

const WRITE_BODY: &str = "INSERT INTO proposal_body (proposal, body) VALUES (:proposal, :body)
    ON CONFLICT (proposal) DO UPDATE SET body = excluded.body";

const FORGET_PROPOSERS: &str = "DELETE FROM proposer WHERE proposal = ?1";

const ADD_PROPOSER: &str = "INSERT INTO proposer
        (proposal, position, name, kind, party, phone, address, postcode)
    VALUES (:proposal, :position, :name, :kind, :party, :phone, :address, :postcode)";

const FORGET_ASKS: &str = "DELETE FROM ask WHERE proposal = ?1";

const ADD_ASK: &str =
    "INSERT INTO ask (proposal, position, text) VALUES (:proposal, :position, :text)";

const EVENTS_OF: &str = "SELECT id, kind, happened_on, recorded_at, actor, text, until, reverses
    FROM event WHERE proposal = ?1 ORDER BY id";

const DETAILS_OF: &str = "SELECT event, name, value
    FROM event_detail JOIN event ON event.id = event_detail.event
    WHERE event.proposal = ?1 ORDER BY event, position";

const ADD_DETAIL: &str = "INSERT INTO event_detail (event, position, name, value)
    VALUES (:event, :position, :name, :value)";

const ADD_EVENT: &str = "INSERT INTO event
        (proposal, kind, happened_on, recorded_at, actor, text, until, reverses)
    VALUES (:proposal, :kind, :happened_on, :recorded_at, :actor, :text, :until, :reverses)";

pub(super) fn proposal(db: &Connection, id: ProposalId) -> Answer<Option<Proposal>> {
    let found = db
        .prepare_cached(ITEM)?
        .query_row([id.0], |row| {
            let item = Item {
                sitting: Sitting {
                    place: rows::line_opt(row, "place")?,
                    level: rows::code_opt(row, "level", Level::from_code)?,
                    kind: rows::code(row, "kind", Kind::from_code)?,
                    period: rows::code(row, "period", Period::from_code)?,
                    term: row.get("term")?,
                    session: row.get("session")?,
                },
                number_printed: rows::line_opt(row, "number_printed")?,
                number: row.get("number")?,
                title: rows::line(row, "title")?,
                body: rows::paper(row, "body")?,
                wished_unit: rows::line_opt(row, "wished_unit")?,
                lead_unit: rows::line_opt(row, "lead_unit")?,
                role: rows::code(row, "role", Role::from_code)?,
                paper: rows::code(row, "paper", PaperState::from_code)?,
                proposers: Vec::new(),
                asks: Vec::new(),
            };
            Ok(Proposal {
                id,
                version: rows::version(row)?,
                value: item,
            })
        })
        .optional()?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.value.proposers = db
        .prepare_cached(PROPOSERS_OF)?
        .query_map([id.0], |row| {
            Ok(Proposer {
                name: rows::line(row, "name")?,
                kind: rows::code(row, "kind", ProposerKind::from_code)?,
                group: rows::line_opt(row, "party")?,
                phone: rows::private(row, "phone")?,
                address: rows::private(row, "address")?,
                postcode: rows::private(row, "postcode")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.value.asks = db
        .prepare_cached(ASKS_OF)?
        .query_map([id.0], |row| {
            rows::line(row, "text").map(|text| Ask { text })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(found))
}

pub(super) fn each_proposers(
    db: &Connection,
    hand_out: &mut dyn FnMut(ProposalId, &[String]),
) -> Answer<()> {
    let mut asked = db.prepare_cached(ALL_PROPOSERS)?;
    let (item, name) = (asked.column_index("proposal")?, asked.column_index("name")?);
    let mut found = asked.query([])?;
    let mut of = None;
    let mut names = Vec::new();
    while let Some(row) = found.next()? {
        let next = Some(ProposalId(row.get(item)?));
        if next != of
            && let Some(done) = std::mem::replace(&mut of, next)
        {
            hand_out(done, &names);
            names.clear();
        }
        names.push(rows::line(row, name)?);
    }
    if let Some(last) = of {
        hand_out(last, &names);
    }
    Ok(())
}

pub(super) fn numbered(db: &Connection, number: u32) -> Answer<Vec<ProposalId>> {
    let ids = db
        .prepare_cached(ITEMS_OF_NUMBER)?
        .query_map([number], |row| row.get("id").map(ProposalId))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

pub(super) fn titled(db: &Connection, title: &str) -> Answer<Vec<ProposalId>> {
    let ids = db
        .prepare_cached(ITEMS_OF_TITLE)?
        .query_map([title], |row| row.get("id").map(ProposalId))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

pub(super) fn item_of(db: &Connection, key: &ItemKey) -> Answer<Option<ProposalId>> {
    let params = named_params! {
        ":place": key.place,
        ":level": key.level.code(),
        ":kind": key.kind.code(),
        ":term": key.term,
        ":session": key.session,
        ":number": key.number,
    };
    let id = db
        .prepare_cached(ITEM_OF_IDENTITY)?
        .query_row(params, |row| row.get("id").map(ProposalId))
        .optional()?;
    Ok(id)
}

pub(super) fn add(
    db: &Connection,
    item: &Item,
    events: &[NewEvent],
    projection: &Projection,
) -> Answer<ProposalId> {
    refuse_same_item(db, None, item)?;
    write_item(db, ADD_ITEM, None, item, projection)?;
    let id = ProposalId(db.last_insert_rowid());
    write_parts(db, id, item)?;
    append(db, id, events)?;
    Ok(id)
}

pub(super) fn save(
    db: &Connection,
    id: ProposalId,
    seen: Version,
    item: &Item,
    projection: &Projection,
) -> Answer<Version> {
    refuse_stale(db, id, seen)?;
    refuse_same_item(db, Some(id), item)?;
    write_item(db, REWRITE_ITEM, Some(id), item, projection)?;
    db.prepare_cached(FORGET_PROPOSERS)?.execute([id.0])?;
    db.prepare_cached(FORGET_ASKS)?.execute([id.0])?;
    write_parts(db, id, item)?;
    Ok(Version(seen.0 + 1))
}

pub(super) fn events(db: &Connection, id: ProposalId) -> Answer<Vec<Event>> {
    let mut events: Vec<Event> = db
        .prepare_cached(EVENTS_OF)?
        .query_map([id.0], event)?
        .collect::<rusqlite::Result<_>>()?;
    let mut asked = db.prepare_cached(DETAILS_OF)?;
    let mut details = asked.query([id.0])?;
    while let Some(row) = details.next()? {
        let event = EventId(row.get("event")?);
        // Both come in the order of events.
        if let Ok(at) = events.binary_search_by_key(&event, |own| own.id) {
            let name = rows::code(row, "name", Detail::from_code)?;
            events[at]
                .fact
                .details
                .push((name, rows::line(row, "value")?));
        }
    }
    Ok(events)
}

/// Reads an event without its details.
pub(super) fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    Ok(Event {
        id: EventId(row.get("id")?),
        fact: NewEvent {
            kind: rows::code(row, "kind", EventKind::from_code)?,
            on: rows::day(row, "happened_on")?,
            recorded_at: rows::moment(row, "recorded_at")?,
            actor: rows::line(row, "actor")?,
            text: rows::paper_opt(row, "text")?,
            until: rows::day_opt(row, "until")?,
            reverses: row.get::<_, Option<i64>>("reverses")?.map(EventId),
            details: Vec::new(),
        },
    })
}

pub(super) fn record(
    db: &Connection,
    id: ProposalId,
    seen: Version,
    events: &[NewEvent],
    projection: &Projection,
) -> Answer<Version> {
    refuse_stale(db, id, seen)?;
    write_projection(db, id, projection, 1)?;
    append(db, id, events)?;
    Ok(Version(seen.0 + 1))
}

pub(super) fn reproject(db: &Connection, id: ProposalId, projection: &Projection) -> Answer<()> {
    if write_projection(db, id, projection, 0)? == 0 {
        return Err(missing(id).into());
    }
    Ok(())
}

/// Appends facts; the version and the projection are the caller's.
pub(super) fn append(db: &Connection, id: ProposalId, events: &[NewEvent]) -> Answer<()> {
    let mut add = db.prepare_cached(ADD_EVENT)?;
    for event in events {
        add.execute(named_params! {
            ":proposal": id.0,
            ":kind": event.kind.code(),
            ":happened_on": rows::day_text(event.on),
            ":recorded_at": rows::moment_text(event.recorded_at),
            ":actor": event.actor,
            ":text": event.text,
            ":until": event.until.map(rows::day_text),
            ":reverses": event.reverses.map(|event| event.0),
        })?;
        let row = db.last_insert_rowid();
        for (position, (name, value)) in event.details.iter().enumerate() {
            db.prepare_cached(ADD_DETAIL)?.execute(named_params! {
                ":event": row,
                ":position": position as i64,
                ":name": name.code(),
                ":value": value,
            })?;
        }
    }
    Ok(())
}

/// Refuses an item that does not exist.
pub(super) fn refuse_missing(db: &Connection, id: ProposalId) -> Answer<Version> {
    let version = db
        .prepare_cached(VERSION_OF)?
        .query_row([id.0], rows::version)
        .optional()?;
    Ok(version.ok_or_else(|| missing(id))?)
}

fn refuse_stale(db: &Connection, id: ProposalId, seen: Version) -> Answer<()> {
    if refuse_missing(db, id)? != seen {
        let (what, id) = ("proposal", id.0);
        return Err(StoreError::Stale { what, id }.into());
    }
    Ok(())
}

fn refuse_same_item(db: &Connection, own: Option<ProposalId>, item: &Item) -> Answer<()> {
    let Some(key) = item.key() else {
        return Ok(());
    };
    match item_of(db, &key)? {
        Some(other) if Some(other) != own => Err(StoreError::SameItem(other.0).into()),
        _ => Ok(()),
    }
}

fn missing(id: ProposalId) -> StoreError {
    StoreError::Missing {
        what: "proposal",
        id: id.0,
    }
}

fn write_item(
    db: &Connection,
    how: &str,
    id: Option<ProposalId>,
    item: &Item,
    projection: &Projection,
) -> Answer<()> {
    let follows = ProjectionColumns::of(projection);
    let proposers_short = item.proposers_short();
    let (level, kind) = (
        item.sitting.level.map(Level::code),
        item.sitting.kind.code(),
    );
    let (period, role, paper) = (
        item.sitting.period.code(),
        item.role.code(),
        item.paper.code(),
    );
    let (ask_count, id) = (item.asks.len() as i64, id.map(|id| id.0));
    let mut params: Vec<(&str, &dyn rusqlite::ToSql)> = vec![
        (":place", &item.sitting.place),
        (":level", &level),
        (":kind", &kind),
        (":period", &period),
        (":term", &item.sitting.term),
        (":session", &item.sitting.session),
        (":number_printed", &item.number_printed),
        (":number", &item.number),
        (":title", &item.title),
        (":wished_unit", &item.wished_unit),
        (":lead_unit", &item.lead_unit),
        (":role", &role),
        (":paper", &paper),
        (":proposers_short", &proposers_short),
        (":ask_count", &ask_count),
    ];
    follows.bind(&mut params);
    if id.is_some() {
        params.push((":id", &id));
    }
    db.prepare_cached(how)?.execute(params.as_slice())?;
    Ok(())
}

fn write_projection(
    db: &Connection,
    id: ProposalId,
    projection: &Projection,
    writes: i64,
) -> Answer<usize> {
    let follows = ProjectionColumns::of(projection);
    let mut params: Vec<(&str, &dyn rusqlite::ToSql)> = vec![(":id", &id.0), (":writes", &writes)];
    follows.bind(&mut params);
    let rows = db
        .prepare_cached(REWRITE_PROJECTION)?
        .execute(params.as_slice())?;
    Ok(rows)
}

fn write_parts(db: &Connection, id: ProposalId, item: &Item) -> Answer<()> {
    db.prepare_cached(WRITE_BODY)?
        .execute(named_params! { ":proposal": id.0, ":body": item.body })?;
    let mut add = db.prepare_cached(ADD_PROPOSER)?;
    for (position, proposer) in item.proposers.iter().enumerate() {
        add.execute(named_params! {
            ":proposal": id.0,
            ":position": position as i64,
            ":name": proposer.name,
            ":kind": proposer.kind.code(),
            ":party": proposer.group,
            ":phone": proposer.phone.as_ref().map(Private::reveal),
            ":address": proposer.address.as_ref().map(Private::reveal),
            ":postcode": proposer.postcode.as_ref().map(Private::reveal),
        })?;
    }
    let mut add = db.prepare_cached(ADD_ASK)?;
    for (position, ask) in item.asks.iter().enumerate() {
        add.execute(named_params! {
            ":proposal": id.0,
            ":position": position as i64,
            ":text": ask.text,
        })?;
    }
    Ok(())
}
