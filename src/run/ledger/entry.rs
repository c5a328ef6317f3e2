//! An item and its facts as a row of the ledger.

use super::{is_undated, kept_field};
use crate::{
    domain::{
        deadline::{ClockKind, Projection},
        event::{Detail, Event, EventKind, NewEvent, standing},
        proposal::{Item, Role},
        sitting::Level,
    },
    ingest::ledger::{
        Entry, Field,
        entry::sitting,
        names::{BETWEEN, canonical_people},
        value,
    },
    rules::clocks,
    run::office::Office,
};

/// Facts that clocks start from or are moved by; what was done since does not stop them here, so
/// that a finished item still shows when it was due.
const STARTS: [EventKind; 8] = [
    EventKind::Proposed,
    EventKind::Filed,
    EventKind::SessionClosed,
    EventKind::Notified,
    EventKind::Received,
    EventKind::Assigned,
    EventKind::RoleSet,
    EventKind::Extended,
];

/// Returns the row of an item; its phone is the whole one.
pub fn entry_of(office: &Office, item: &Item, events: &[Event]) -> Entry {
    let mut raw = Entry::default();
    of_item(office, item, &mut raw);
    of_facts(item, events, &mut raw);
    if raw.get(Field::LeadUnit).is_empty()
        && raw.get(Field::Role) == Role::Lead.code()
        && let Some(name) = &office.unit.full_name
    {
        raw.set(Field::LeadUnit, name.as_str());
    }
    if raw.get(Field::Due).is_empty()
        && let Some(due) = computed_due(office, item, events)
    {
        raw.set(Field::Due, due.to_string());
    }
    let mut own = value::settled(&raw, &office.rules.pack);
    if own.get(Field::Proposer).is_empty() {
        // Whose phone it is, nobody could say.
        own.set(Field::Phone, "");
    }
    let names = own
        .some(Field::Cosigners)
        .map_or(0, |names| names.split(BETWEEN).count())
        + usize::from(own.some(Field::Proposer).is_some());
    if names > 0 {
        own.fill(Field::Count, &names.to_string());
    }
    own
}

fn of_item(office: &Office, item: &Item, raw: &mut Entry) {
    let meeting = &item.sitting;
    let number = || item.number.map(|number| number.to_string());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    raw.set(Field::Place, text(&meeting.place));
    raw.set(Field::Level, meeting.level.map_or("", Level::code));
    raw.set(Field::Sitting, sitting(meeting.term, meeting.session));
    raw.set(
        Field::Number,
        item.number_printed
            .clone()
            .or_else(number)
            .unwrap_or_default(),
    );
    raw.set(Field::Kind, meeting.kind.code());
    raw.set(Field::Period, meeting.period.code());
    raw.set(Field::Title, item.title.as_str());
    let names: Vec<&str> = item.proposers.iter().map(|own| own.name.as_str()).collect();
    let names = canonical_people(&names.join(BETWEEN));
    let (lead, others) = names.split_once(BETWEEN).unwrap_or((&names, ""));
    raw.set(Field::Proposer, lead);
    raw.set(Field::Cosigners, others);
    if let Some(first) = item.proposers.first() {
        raw.set(Field::Group, text(&first.group));
        let phone = first.phone.as_ref().map(|phone| phone.reveal().to_owned());
        raw.set(Field::Phone, phone.unwrap_or_default());
    }
    let ours = |name: &String| office.unit.full_name.as_ref() == Some(name);
    if item.lead_unit.as_ref().is_none_or(|name| !ours(name)) {
        raw.set(Field::LeadUnit, text(&item.lead_unit));
    }
    raw.set(Field::WishedUnit, text(&item.wished_unit));
}

fn of_facts(item: &Item, events: &[Event], raw: &mut Entry) {
    let now = Projection::of(item.role, events);
    let mut facts: Vec<&Event> = standing(events);
    facts.sort_by_key(|event| (event.fact.on, event.id));
    let facts: Vec<&NewEvent> = facts.iter().map(|event| &event.fact).collect();
    let last = |kind: EventKind| facts.iter().rev().find(|fact| fact.kind == kind).copied();
    let day = |fact: Option<&NewEvent>| {
        let known = fact.filter(|fact| !is_undated(fact));
        known.map(|fact| fact.on.to_string()).unwrap_or_default()
    };
    raw.set(Field::Role, now.role.code());
    raw.set(Field::State, now.state.code());
    raw.set(Field::Section, now.section.unwrap_or_default());
    raw.set(Field::Person, now.person.unwrap_or_default());
    raw.set(Field::Class, now.class.map_or("", |class| class.code()));
    raw.set(Field::Attention, now.attention.map_or("", |own| own.code()));
    raw.set(Field::Received, day(last(EventKind::Received)));
    raw.set(Field::Assigned, day(last(EventKind::Assigned)));
    if let Some(rating) = now.rating {
        raw.set(Field::Rating, rating.code());
        let slip = |fact: &&&NewEvent| {
            use EventKind as E;
            matches!(
                fact.kind,
                E::RatedSatisfied | E::RatedBasically | E::RatedUnsatisfied
            )
        };
        raw.set(Field::Rated, day(facts.iter().rev().find(slip).copied()));
    }
    if let Some(contact) = last(EventKind::Contacted) {
        let what = contact
            .detail(Detail::Manner)
            .or(contact.detail(Detail::Outcome));
        raw.set(
            Field::Contact,
            what.or(contact.text.as_deref()).unwrap_or_default(),
        );
        raw.set(Field::Contacted, day(Some(contact)));
    }
    let answer = facts
        .iter()
        .find(|fact| matches!(fact.kind, EventKind::Sent | EventKind::Reanswered));
    raw.set(Field::Answered, day(answer.copied()));
    let number = answer.and_then(|fact| fact.text.as_deref());
    let number = number.or_else(|| last(EventKind::Numbered)?.text.as_deref());
    raw.set(Field::AnswerNumber, number.unwrap_or_default());
    let until = last(EventKind::Extended).and_then(|fact| fact.until);
    raw.set(
        Field::Extended,
        until.map(|day| day.to_string()).unwrap_or_default(),
    );
    if let Some(leader) = last(EventKind::Prioritised).and_then(|own| own.detail(Detail::Leader)) {
        raw.set(Field::Leader, leader);
    }
    let units = facts.iter().rev().find(|fact| {
        matches!(fact.kind, EventKind::RoleSet | EventKind::OpinionAsked)
            && fact.detail(Detail::Unit).is_some()
    });
    if let Some(fact) = units {
        let units: Vec<&str> = fact.all(Detail::Unit).collect();
        raw.set(Field::CoUnits, units.join(BETWEEN));
    }
    let mut notes = Vec::new();
    for fact in facts.iter().filter(|fact| fact.kind == EventKind::Noted) {
        match (
            kept_field(fact),
            fact.detail(Detail::Value),
            fact.text.as_deref(),
        ) {
            (Some(field), Some(value), _) => raw.set(field, value),
            (_, _, Some(text)) if !text.trim().is_empty() => notes.push(text.trim()),
            _ => {}
        }
    }
    raw.set(Field::Note, notes.join("；"));
}

/// Returns the day the answer (a co-handler's opinion) is due by rule, whether it was sent or not.
pub(super) fn computed_due(
    office: &Office,
    item: &Item,
    events: &[Event],
) -> Option<chrono::NaiveDate> {
    let starts: Vec<Event> = standing(events)
        .into_iter()
        .filter(|event| STARTS.contains(&event.fact.kind))
        .cloned()
        .collect();
    let running = clocks(&item.case(), &starts, &office.rules);
    let answer = |kind| matches!(kind, ClockKind::Answer | ClockKind::Opinion);
    running
        .iter()
        .find(|clock| answer(clock.kind))
        .map(|clock| clock.due)
}
