//! `anfu proposal log`, `undo`, `correct`: the record of an item, and taking a fact back.
//!
//! Nothing is deleted: a fact is struck by another one, with its reason where a letter is out.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    acts::tell,
    cx::{Cx, Form},
    error::CliError,
    named,
    proposal::report,
    proposal_json::details,
    proposal_text::columns,
};
use crate::{
    app::{history, views::ItemView},
    domain::{
        event::{Event, EventKind},
        id::{EventId, ProposalId, Version},
    },
    run::office::Office,
    text::clean,
};

fn one(cx: &Cx, office: &Office, matches: &ArgMatches) -> Result<ItemView, CliError> {
    let word = matches.get_one::<String>("item");
    named::item(cx, office, word.map(String::as_str).unwrap_or_default())
}

/// Runs `undo`: takes back the last standing fact of each item.
///
/// # Errors
/// When there is none, or its letter was numbered or sent since.
pub fn undo(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let mut ids: Vec<ProposalId> = Vec::new();
    for word in matches.get_many::<String>("item").into_iter().flatten() {
        ids.push(named::item(cx, &office, word)?.proposal.id);
    }
    let mut refused = Vec::new();
    for id in ids {
        match office.undo_last(id) {
            Ok(_) => report(cx, &office, id)?,
            Err(refusal) => refused.push(refusal),
        }
    }
    tell(cx, &refused)
}

/// Runs `correct`: takes back a fact for a reason, whatever came after it.
///
/// # Errors
/// When the fact does not stand.
pub fn correct(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let reason = matches.get_one::<String>("reason").cloned();
    let reason = clean::line(&reason.unwrap_or_default())
        .text
        .trim()
        .to_owned();
    if reason.is_empty() {
        let field = cx.word("detail", "reason");
        return Err(CliError::usage(
            cx.say_with("act_needs", &[("field", &field)]),
        ));
    }
    let event = matches.get_one::<u64>("event").copied().unwrap_or_default();
    let event = EventId(i64::try_from(event).unwrap_or(i64::MAX));
    let mut office = cx.write()?;
    let view = one(cx, &office, matches)?;
    let (id, seen): (ProposalId, Version) = (view.proposal.id, view.proposal.version);
    match office.correct(id, seen, event, &reason) {
        Ok(_) => report(cx, &office, id),
        Err(refusal) => tell(cx, &[refusal]),
    }
}

/// Runs `log`: every fact of an item with its row, struck ones marked.
///
/// # Errors
/// When the item is not found.
pub fn log(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let view = one(cx, &office, matches)?;
    match cx.form {
        Form::Json => view
            .events
            .iter()
            .try_for_each(|event| cx.json(as_json(event, &view.events))),
        Form::Text => {
            let rows: Vec<Vec<String>> = view
                .events
                .iter()
                .map(|event| as_text(cx, &office, event, &view.events))
                .collect();
            columns(&rows).iter().try_for_each(|line| cx.line(line))
        }
    }
}

fn as_text(cx: &Cx, office: &Office, event: &Event, all: &[Event]) -> Vec<String> {
    let fact = &event.fact;
    let back = history::taken_back_by(event, all);
    let mark = if back.is_some() { "x" } else { "" };
    let mut says = history::says_of(fact, &office.rules.pack, cx.lang);
    says.extend(fact.reverses.map(|id| format!("event:{}", id.0)));
    says.extend(back.map(|own| history::taken_back(own, cx.lang)));
    vec![
        event.id.0.to_string(),
        mark.to_owned(),
        fact.on.to_string(),
        cx.word("event", fact.kind.code()),
        fact.actor.clone(),
        says.join("  "),
    ]
}

/// Returns a fact as JSON, with its details by name.
pub fn as_json(own: &Event, all: &[Event]) -> Value {
    let fact = &own.fact;
    let back = history::taken_back_by(own, all);
    json!({
        "id": own.id.0,
        "kind": fact.kind.code(),
        "on": fact.on.to_string(),
        "recorded_at": fact.recorded_at.to_string(),
        "actor": fact.actor,
        "text": fact.text,
        "until": fact.until.map(|day| day.to_string()),
        "details": details(fact),
        "reverses": fact.reverses.map(|id| id.0),
        "stands": back.is_none() && fact.kind != EventKind::Reversed,
        "taken_back_by": back.map(|own| own.id.0),
    })
}
