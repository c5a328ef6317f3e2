//! What a row of a ledger adds to an item: fields, and dated facts.
//!
//! The day that a ledger names as 办结时限 and that the rules compute otherwise is kept as a remark
//! with its day and printed again in the ledger; it moves no clock, for a due day must follow from a
//! rule or from an extension that somebody granted (延期至 is one).

use super::{adding::Adding, entry_of};
use crate::{
    domain::{
        event::{Event, NewEvent},
        id::EventId,
        private::Private,
        proposal::{Item, PaperState, Proposer, ProposerKind, Role},
        sitting::{Kind, Level, Period, Sitting},
    },
    ingest::ledger::{
        Entry, Field,
        names::BETWEEN,
        value::{is_body, number_key, sitting_parts},
    },
    run::office::Office,
};

/// What becomes of a field that a row says otherwise than the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The store takes the row's.
    Taken,
    /// The store keeps its own: the desk recorded it, or a paper says it.
    Kept,
}

/// A field that a row says otherwise than the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// What the store has.
    pub old: String,
    /// What the row has.
    pub new: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// An item with what a row adds.
pub(super) struct Settled {
    pub item: Item,
    pub facts: Vec<NewEvent>,
    pub changes: Vec<Change>,
}

/// Lays a row over an item, new or kept.
pub(super) fn settle(office: &Office, kept: Option<(&Item, &[Event])>, row: &Entry) -> Settled {
    let new_item = kept.is_none();
    let mut item = kept.map_or_else(|| blank(row), |(item, _)| item.clone());
    let events = kept.map_or(&[][..], |(_, events)| events);
    let old = match kept {
        Some((item, events)) => entry_of(office, item, events),
        None => Entry::default(),
    };
    fill_item(office, &mut item, row, new_item);
    let mut adding = Adding {
        office,
        events,
        old: &old,
        row,
        facts: Vec::new(),
        new_item,
    };
    adding.all(&mut item);
    let facts = adding.facts;
    if new_item {
        return Settled {
            item,
            facts,
            changes: Vec::new(),
        };
    }
    let after = entry_of(office, &item, &joined(events, &facts));
    let mut changes = Vec::new();
    for field in Field::ALL {
        let (own, wanted, now) = (old.get(*field), row.get(*field), after.get(*field));
        // A phone is nobody's business in a list of differences.
        let shown = |text: &str| match field {
            Field::Phone => Private::new(text).masked(),
            _ => text.to_owned(),
        };
        let fate = if own != now {
            Fate::Taken
        } else if !wanted.is_empty() && wanted != now && !is_contained(*field, own, wanted) {
            Fate::Kept
        } else {
            continue;
        };
        changes.push(Change {
            field: *field,
            old: shown(own),
            new: shown(if fate == Fate::Taken { now } else { wanted }),
            fate,
        });
    }
    // Facts that show nowhere would come again with every reading.
    let visible = changes.iter().any(|change| change.fate == Fate::Taken);
    match kept {
        Some((own, _)) if !visible => Settled {
            item: own.clone(),
            facts: Vec::new(),
            changes,
        },
        _ => Settled {
            item,
            facts,
            changes,
        },
    }
}

/// Tells whether the store says all of it and more.
fn is_contained(field: Field, own: &str, wanted: &str) -> bool {
    let between = match field {
        Field::Note => "；",
        Field::Cosigners | Field::CoUnits => BETWEEN,
        // What follows from the others, or is printed anew.
        Field::State | Field::Count | Field::Place | Field::Serial | Field::Number => return true,
        _ => return false,
    };
    wanted
        .split(between)
        .all(|part| own.split(between).any(|own| own == part))
}

/// Returns facts as events after those that are there.
pub(super) fn joined(events: &[Event], facts: &[NewEvent]) -> Vec<Event> {
    let last = events.iter().map(|event| event.id.0).max().unwrap_or(0);
    let new = facts.iter().zip(last + 1..).map(|(fact, id)| Event {
        id: EventId(id),
        fact: fact.clone(),
    });
    events.iter().cloned().chain(new).collect()
}

fn blank(row: &Entry) -> Item {
    let kind = Kind::from_code(row.get(Field::Kind)).unwrap_or(Kind::Suggestion);
    let mut item = Item::blank(Sitting::unknown(kind));
    let period = Period::from_code(row.get(Field::Period));
    item.sitting.period = period.unwrap_or(Period::InSession);
    item
}

/// Fills and changes what is written about the item.
fn fill_item(office: &Office, item: &mut Item, row: &Entry, new_item: bool) {
    let text = |field| row.some(field).map(str::to_owned);
    let (term, session) = sitting_parts(row.get(Field::Sitting));
    let meeting = &mut item.sitting;
    meeting.place = meeting.place.take().or_else(|| text(Field::Place));
    meeting.level = meeting
        .level
        .or_else(|| Level::from_code(row.get(Field::Level)));
    meeting.term = meeting.term.or(term);
    meeting.session = meeting.session.or(session);
    if item.number.is_none() {
        item.number_printed = text(Field::Number);
        item.number = number_key(row.get(Field::Number));
    }
    // The proposer's own paper says its title better than a list.
    let ours = item.paper == PaperState::Missing || item.title.is_empty();
    if let Some(title) = text(Field::Title).filter(|_| ours) {
        item.title = title;
    }
    if let Some(unit) = text(Field::WishedUnit) {
        item.wished_unit = Some(unit);
    }
    let ours = |name: &str| {
        let own = [&office.unit.full_name, &office.unit.short_name];
        own.into_iter().flatten().any(|own| own == name)
    };
    if let Some(unit) = text(Field::LeadUnit) {
        let is_us = ours(&unit);
        let known = office.unit.full_name.is_some();
        if new_item && row.get(Field::Role).is_empty() && known && !is_us {
            // Ours is not the first: the column of co-handlers says the rest.
            item.role = Role::Co;
        }
        item.lead_unit = (!is_us).then_some(unit);
    }
    if new_item && let Some(role) = Role::from_code(row.get(Field::Role)) {
        item.role = role;
    }
    proposers(item, row);
}

fn proposers(item: &mut Item, row: &Entry) {
    let person = match item.sitting.kind {
        Kind::Suggestion => ProposerKind::Deputy,
        Kind::Cppcc => ProposerKind::Member,
    };
    let new = |name: &str| {
        let kind = if is_body(name) {
            ProposerKind::Body
        } else {
            person
        };
        Proposer::named(name, kind)
    };
    let is_there = |item: &Item, name: &str| item.proposers.iter().any(|own| own.name == name);
    if let Some(lead) = row.some(Field::Proposer) {
        if !is_there(item, lead) {
            item.proposers.insert(0, new(lead));
        }
        // What a row says of group and phone it says of the one who leads.
        if let Some(own) = item.proposers.iter_mut().find(|own| own.name == lead) {
            own.group = row
                .some(Field::Group)
                .map(str::to_owned)
                .or(own.group.take());
            own.phone = row
                .some(Field::Phone)
                .map(Private::new)
                .or(own.phone.take());
        }
    }
    for name in row
        .get(Field::Cosigners)
        .split(BETWEEN)
        .filter(|name| !name.is_empty())
    {
        // The same name twice in one cell is two people.
        let wanted = row
            .get(Field::Cosigners)
            .split(BETWEEN)
            .filter(|own| *own == name)
            .count()
            + usize::from(row.get(Field::Proposer) == name);
        if item.proposers.iter().filter(|own| own.name == name).count() < wanted {
            item.proposers.push(new(name));
        }
    }
}
