//! Items as JSON. Names are stable; private values leave masked.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::{
    app::{deadline::step, views::ItemView},
    domain::{
        calendar::Calendar,
        deadline::{ClockKind, days_left},
        event::{Event, EventKind, standing},
        letter::LetterHead,
        private::Private,
        proposal::{Item, PaperState},
        sitting::Level,
    },
    lang::Lang,
};

/// Returns the fields of an item that lists and the full view share.
pub fn head(view: &ItemView, due: Option<&Due>) -> Value {
    let item = &view.proposal.value;
    let sitting = &item.sitting;
    let proposers: Vec<&str> = item.proposers.iter().map(|p| p.name.as_str()).collect();
    json!({
        "id": view.proposal.id.0,
        "number": item.number,
        "number_printed": item.number_printed,
        "title": item.title,
        "kind": sitting.kind.code(),
        "role": item.role.code(),
        "paper": item.paper.code(),
        "place": sitting.place,
        "level": sitting.level.map(Level::code),
        "term": sitting.term,
        "session": sitting.session,
        "period": sitting.period.code(),
        "state": view.state.code(),
        "open": view.state.is_open(),
        "due": due.map(|due| due.day.to_string()),
        "clock": due.map(|due| due.clock.code()),
        "days_left": due.map(|due| due.days_left),
        "in_working_days": due.map(|due| due.in_working_days),
        "proposers": proposers,
        "lead_unit": item.lead_unit,
        "letters": view.letters.len(),
        "asked_for": asked_for(item, &view.events),
    })
}

/// The clock that runs out first for us.
pub struct Due {
    /// Its last day.
    pub day: NaiveDate,
    /// What it is for.
    pub clock: ClockKind,
    /// Whether its days are working days.
    pub in_working_days: bool,
    /// The days left in its own unit.
    pub days_left: i64,
}

/// Returns the earliest clock that waits on us.
pub fn due(view: &ItemView, today: NaiveDate, calendar: &Calendar) -> Option<Due> {
    let first = view
        .clocks
        .iter()
        .filter(|clock| clock.kind.waits_on_us())
        .min_by_key(|clock| clock.due)?;
    Some(Due {
        day: first.due,
        clock: first.kind,
        in_working_days: first.in_working_days,
        days_left: days_left(first.due, first.in_working_days, today, calendar),
    })
}

/// Returns what no paper has said yet, by field.
pub fn asked_for(item: &Item, events: &[Event]) -> Vec<&'static str> {
    let sitting = &item.sitting;
    let assigned = standing(events)
        .iter()
        .any(|event| event.fact.kind == EventKind::Assigned);
    let missing = [
        ("assignment_date", !assigned),
        ("paper", item.paper == PaperState::Missing),
        ("number", item.number.is_none()),
        ("title", item.title.is_empty()),
        ("place", sitting.place.is_none()),
        ("level", sitting.level.is_none()),
        ("term", sitting.term.is_none()),
        ("session", sitting.session.is_none()),
        ("proposers", item.proposers.is_empty()),
    ];
    missing
        .into_iter()
        .filter(|(_, lacks)| *lacks)
        .map(|(field, _)| field)
        .collect()
}

/// Returns the full view of an item.
pub fn whole(view: &ItemView, due: Option<&Due>, today: NaiveDate, calendar: &Calendar) -> Value {
    let item = &view.proposal.value;
    let masked = |value: Option<&Private>| value.map(Private::masked);
    let mut out = head(view, due);
    let proposers: Vec<Value> = item
        .proposers
        .iter()
        .map(|p| {
            json!({
                "name": p.name,
                "kind": p.kind.code(),
                "group": p.group,
                "phone": masked(p.phone.as_ref()),
                "address": masked(p.address.as_ref()),
                "postcode": masked(p.postcode.as_ref()),
            })
        })
        .collect();
    let clocks: Vec<Value> = view
        .clocks
        .iter()
        .map(|clock| {
            let steps: Vec<String> = clock.steps.iter().map(|own| step(own, Lang::Zh)).collect();
            json!({
                "clock": clock.kind.code(),
                "due": clock.due.to_string(),
                "in_working_days": clock.in_working_days,
                "days_left": clock.days_left(today, calendar),
                "steps": steps,
            })
        })
        .collect();
    let more = json!({
        "version": view.proposal.version.0,
        "wished_unit": item.wished_unit,
        "body": item.body,
        "asks": item.asks.iter().map(|ask| &ask.text).collect::<Vec<_>>(),
        "signers": proposers,
        "clocks": clocks,
        "events": view.events.iter().map(|own| event(own, &view.events)).collect::<Vec<_>>(),
        "letter_list": view.letters.iter().map(letter_head).collect::<Vec<_>>(),
        "papers": view.attachments.iter().map(|own| json!({
            "id": own.id.0,
            "name": own.name,
            "format": own.format,
            "bytes": own.bytes,
            "sha256": own.sha256,
            "at": own.at.to_string(),
        })).collect::<Vec<_>>(),
    });
    if let (Value::Object(out), Value::Object(more)) = (&mut out, more) {
        out.extend(more);
    }
    out
}

fn event(own: &Event, all: &[Event]) -> Value {
    let stands = standing(all).iter().any(|event| event.id == own.id);
    let fact = &own.fact;
    json!({
        "id": own.id.0,
        "kind": fact.kind.code(),
        "on": fact.on.to_string(),
        "recorded_at": fact.recorded_at.to_string(),
        "actor": fact.actor,
        "text": fact.text,
        "until": fact.until.map(|day| day.to_string()),
        "reverses": fact.reverses.map(|id| id.0),
        "stands": stands,
    })
}

/// Returns what lists show of a letter.
pub fn letter_head(head: &LetterHead) -> Value {
    json!({
        "id": head.id.0,
        "proposal": head.proposal.map(|id| id.0),
        "kind": head.kind.code(),
        "stage": head.stage.code(),
        "title": head.title,
        "number": head.number,
        "class": head.class,
        "date": head.date.map(|day| day.to_string()),
        "changed_at": head.changed_at.to_string(),
    })
}
