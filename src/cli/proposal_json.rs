//! Items as JSON. Names are stable; private values leave masked.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::record::as_json as event;
use crate::{
    app::{deadline::step, views::ItemView},
    domain::{
        calendar::Calendar,
        deadline::days_left,
        delivery::Delivery,
        event::{Attention, Channel, EventKind, NewEvent, standing},
        letter::LetterHead,
        outcome::{Rating, ResultClass},
        private::Private,
        proposal::PaperState,
        publishing::Publicity,
        sitting::Level,
    },
    lang::Lang,
    store::{QueueEntry, QueueRow},
};

/// Returns the fields of an item that lists and the full view share.
pub fn head(entry: &QueueEntry, today: NaiveDate, calendar: &Calendar) -> Value {
    let row = &entry.row;
    let sitting = &row.sitting;
    let projection = &row.projection;
    let due = projection.due;
    let working = projection.in_working_days;
    json!({
        "id": row.id.0,
        "number": row.number,
        "number_printed": row.number_printed,
        "title": row.title,
        "kind": sitting.kind.code(),
        "role": row.projection.role.code(),
        "paper": row.paper.code(),
        "place": sitting.place,
        "level": sitting.level.map(Level::code),
        "term": sitting.term,
        "session": sitting.session,
        "period": sitting.period.code(),
        "state": projection.state.code(),
        "open": projection.state.is_open(),
        "due": due.map(|(day, _)| day.to_string()),
        "clock": due.map(|(_, clock)| clock.code()),
        "days_left": due.map(|(day, _)| days_left(day, working, today, calendar)),
        "in_working_days": due.map(|_| working),
        "section": projection.section,
        "person": projection.person,
        "class": projection.class.map(ResultClass::code),
        "rating": projection.rating.map(Rating::code),
        "attention": projection.attention.map(Attention::code),
        "began": projection.began.map(|day| day.to_string()),
        "assigned": projection.assigned.map(|day| day.to_string()),
        "answered": projection.answered.map(|day| day.to_string()),
        "extended": projection.extended,
        "contacted": projection.contacted,
        "rounds": projection.rounds,
        "proposers": entry.proposers,
        "lead_unit": row.lead_unit,
        "letters": entry.letters,
        "asked_for": asked_for(entry),
    })
}

/// Returns what a list would show of an item, from all that is known of it.
pub fn entry(view: &ItemView) -> QueueEntry {
    let item = &view.proposal.value;
    QueueEntry {
        row: QueueRow {
            id: view.proposal.id,
            version: view.proposal.version,
            number_printed: item.number_printed.clone(),
            number: item.number,
            title: item.title.clone(),
            sitting: item.sitting.clone(),
            paper: item.paper,
            proposers: item.proposers_short(),
            lead_unit: item.lead_unit.clone(),
            projection: view.projection.clone(),
            asks: item.asks.len(),
        },
        proposers: item.proposers.iter().map(|p| p.name.clone()).collect(),
        letters: view.letters.len(),
        assigned: standing(&view.events)
            .iter()
            .any(|event| event.fact.kind == EventKind::Assigned),
    }
}

/// Returns what no paper has said yet, by field.
pub fn asked_for(entry: &QueueEntry) -> Vec<&'static str> {
    let row = &entry.row;
    let sitting = &row.sitting;
    let missing = [
        ("assignment_date", !entry.assigned),
        ("paper", row.paper == PaperState::Missing),
        ("number", row.number.is_none()),
        ("title", row.title.is_empty()),
        ("place", sitting.place.is_none()),
        ("level", sitting.level.is_none()),
        ("term", sitting.term.is_none()),
        ("session", sitting.session.is_none()),
        ("proposers", entry.proposers.is_empty()),
    ];
    missing
        .into_iter()
        .filter(|(_, lacks)| *lacks)
        .map(|(field, _)| field)
        .collect()
}

/// Returns the full view of an item.
pub fn whole(view: &ItemView, today: NaiveDate, calendar: &Calendar) -> Value {
    let item = &view.proposal.value;
    let masked = |value: Option<&Private>| value.map(Private::masked);
    let mut out = head(&entry(view), today, calendar);
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
        "deliveries": view.deliveries.iter().map(|row| delivery(row, &view.owed)).collect::<Vec<_>>(),
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

/// Returns the details by name; what may stand several times is a list.
pub fn details(fact: &NewEvent) -> Value {
    let mut out = serde_json::Map::new();
    for (name, value) in &fact.details {
        let values = out.entry(name.code()).or_insert_with(|| json!([]));
        if let Value::Array(values) = values {
            values.push(json!(value));
        }
    }
    Value::Object(out)
}

/// Returns how the answer stands with a proposer.
pub fn delivery(row: &Delivery, owed: &[String]) -> Value {
    let slips: Vec<Value> = row
        .slips
        .iter()
        .map(|slip| {
            json!({
                "event": slip.event.0,
                "on": slip.on.to_string(),
                "attitude": slip.attitude.map(Rating::code),
                "result": slip.result.code(),
                "evidence": slip.evidence,
                "typed_by": slip.typed_by,
            })
        })
        .collect();
    json!({
        "proposer": row.proposer,
        "owed": owed.contains(&row.proposer),
        "delivered": row.delivered.map(|(day, _)| day.to_string()),
        "channel": row.delivered.and_then(|(_, how)| how).map(Channel::code),
        "receipt": row.receipt.map(|day| day.to_string()),
        "reminded": row.reminded.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "slips": slips,
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
        "publicity": head.publicity.map(Publicity::code),
        "changed_at": head.changed_at.to_string(),
    })
}
