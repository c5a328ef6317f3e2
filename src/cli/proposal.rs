//! `anfu proposal`: list, show, new, set, assign, note; the other acts are in `acts`.

use std::collections::HashSet;

use clap::ArgMatches;

use super::{
    acts, archive,
    cx::{Cx, Form, day},
    error::{CliError, Fault},
    fields, finding, named, proposal_json as as_json, proposal_slips,
    proposal_text::{self as as_text, Privacy},
    record,
};
use crate::{
    app::{filter::Filter, record::Record, views::ItemView},
    domain::{
        event::{Event, EventKind, NewEvent, standing},
        id::ProposalId,
        proposal::{Item, PaperState},
        sitting::{Kind, Sitting},
        state::State,
    },
    run::office::Office,
    store::QueueRow,
    text::clean,
    text::nearest::nearest,
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let text = |own: &ArgMatches, id: &str| own.get_one::<String>(id).cloned().unwrap_or_default();
    match matches.subcommand() {
        Some(("list", own)) => {
            let given = |id: &str| own.get_one::<String>(id).map(String::as_str);
            list(cx, given("state"), given("filter"))
        }
        Some(("views", _)) => finding::views(cx),
        Some(("similar", own)) => finding::similar(cx, &text(own, "item")),
        Some(("show", own)) => {
            let privacy = if own.get_flag("reveal") {
                Privacy::Revealed
            } else {
                Privacy::Masked
            };
            show(cx, &text(own, "item"), privacy)
        }
        Some(("new", own)) => new(cx, own),
        Some(("set", own)) => set(cx, &text(own, "item"), own),
        Some(("assign", own)) => assign(cx, &text(own, "item"), &text(own, "day")),
        Some(("note", own)) => note(cx, own),
        Some(("record", own)) => acts::any(cx, own),
        Some(("log", own)) => record::log(cx, own),
        Some(("archive", own)) => archive::run(cx, own),
        Some(("undo", own)) => record::undo(cx, own),
        Some(("correct", own)) => record::correct(cx, own),
        Some((name, own)) if let Some(act) = acts::ACTS.iter().find(|act| act.name == name) => {
            acts::act(cx, act, own)
        }
        Some(("deliver", own)) => proposal_slips::deliver(cx, own),
        Some(("rate", own)) => proposal_slips::rate(cx, own),
        Some(("remind", own)) => proposal_slips::remind(cx, own),
        _ => Err(CliError::told(Fault::Usage)),
    }
}

fn list(cx: &mut Cx, state: Option<&str>, filter: Option<&str>) -> Result<(), CliError> {
    let state = state.map(|word| state_of(cx, word)).transpose()?;
    let office = cx.read()?;
    let today = cx.clock.today();
    let passing = match filter {
        Some(typed) => Some(passing(cx, &office, typed)?),
        None => None,
    };
    let wanted = |row: &QueueRow| {
        state.is_none_or(|state| row.projection.state == state)
            && passing.as_ref().is_none_or(|ids| ids.contains(&row.id))
    };
    let count = match cx.form {
        Form::Json => {
            // Each line leaves as it is read: a pipe sees the first one at once.
            let mut written = Ok(());
            let mut count = 0;
            office
                .store
                .each_queue_entry(&mut |entry| {
                    if written.is_ok() && wanted(&entry.row) {
                        count += 1;
                        written = cx.json(as_json::head(&entry, today, &office.rules.calendar));
                    }
                })
                .map_err(|error| cx.trouble(&error))?;
            written?;
            count
        }
        Form::Text => {
            let mut rows: Vec<Vec<String>> = Vec::new();
            office
                .store
                .each_queue_row(&mut |row| {
                    if wanted(&row) {
                        rows.push(as_text::row(cx, &office, &row, today));
                    }
                })
                .map_err(|error| cx.trouble(&error))?;
            for line in as_text::columns(&rows) {
                cx.line(&line)?;
            }
            rows.len()
        }
    };
    if count > 0 {
        return Ok(());
    }
    cx.tell(&cx.say("empty_list"));
    // The office has no items yet: that is an answer. A filter that hits nothing is "not found".
    if state.is_none() && filter.is_none() {
        return Ok(());
    }
    Err(CliError::told(Fault::NotFound))
}

/// Returns the items that a typed filter lets through; one that means nothing is refused.
///
/// # Errors
/// When it means nothing, or the store cannot be read.
pub fn passing(cx: &Cx, office: &Office, typed: &str) -> Result<HashSet<ProposalId>, CliError> {
    let filter = Filter::read(typed, &office.rules.pack);
    if let Some(wrong) = filter.wrong().next() {
        return Err(CliError::usage(wrong.says(cx.lang, &office.rules.pack)));
    }
    finding::lister(cx)?
        .passing(&filter)
        .map_err(|error| cx.trouble(&error))
}

fn state_of(cx: &Cx, word: &str) -> Result<State, CliError> {
    let codes: Vec<&'static str> = State::ALL.iter().map(|state| state.code()).collect();
    let found = fields::code_of("state", &codes, word).and_then(State::from_code);
    found.ok_or_else(|| {
        let named = clean::line(word).text;
        let error = CliError::usage(cx.say_with("no_state", &[("word", &named)]));
        let words: Vec<String> = codes.iter().map(|code| cx.word("state", code)).collect();
        let known = codes
            .iter()
            .copied()
            .chain(words.iter().map(String::as_str));
        match nearest(word, known) {
            Some(near) => error.hint(cx.say_with("hint.nearest", &[("word", near)])),
            None => error.hint(cx.say_with("hint.choices", &[("words", &codes.join(" "))])),
        }
    })
}

fn show(cx: &mut Cx, word: &str, privacy: Privacy) -> Result<(), CliError> {
    let office = cx.read()?;
    let view = named::item(cx, &office, word)?;
    match cx.form {
        Form::Json => {
            let today = cx.clock.today();
            cx.json(as_json::whole(&view, today, &office.rules.calendar))
        }
        Form::Text => as_text::whole(cx, &view, &office.rules, privacy)
            .iter()
            .try_for_each(|line| cx.line(line)),
    }
}

fn new(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let mut item = Item::blank(Sitting::unknown(Kind::Suggestion));
    item.paper = PaperState::Present;
    let mut record = Record::Item(Box::new(item));
    let mut given = 0;
    for key in ["kind", "title", "number"] {
        if let Some(value) = matches.get_one::<String>(key) {
            fields::set(cx, &mut record, key, value)?;
            given += 1;
        }
    }
    for pair in matches.get_many::<String>("set").into_iter().flatten() {
        let (name, value) = fields::pair(cx, pair)?;
        fields::set(cx, &mut record, name, value)?;
        given += 1;
    }
    if given == 0 {
        return Err(CliError::usage(cx.say("new_needs")));
    }
    let Record::Item(item) = record else {
        return Ok(());
    };
    let mut office = cx.create()?;
    let found = finding::like(cx, &mut None, &item, None)?;
    let id = office
        .add_item(&item, &[])
        .map_err(|error| cx.trouble(&error))?;
    let view = office.item(id).map_err(|error| cx.trouble(&error))?;
    let Some(view) = view else {
        return Ok(());
    };
    if cx.form == Form::Json {
        let today = cx.clock.today();
        let mut value = as_json::head(&as_json::entry(&view), today, &office.rules.calendar);
        finding::add_similar(&mut value, &found);
        return cx.json(value);
    }
    cx.line(&named::candidate(cx, &view))?;
    for line in finding::lines(cx, &found) {
        cx.line(&format!("  {line}"))?;
    }
    Ok(())
}

fn set(cx: &mut Cx, word: &str, matches: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let view = named::item(cx, &office, word)?;
    let (id, seen) = (view.proposal.id, view.proposal.version);
    let mut record = Record::Item(Box::new(view.proposal.value));
    for pair in matches.get_many::<String>("pairs").into_iter().flatten() {
        let (name, value) = fields::pair(cx, pair)?;
        fields::set(cx, &mut record, name, value)?;
    }
    if let Record::Item(item) = record {
        office
            .save_item(id, seen, &item)
            .map_err(|error| cx.trouble(&error))?;
    }
    report(cx, &office, id)
}

/// Records the assignment; another date than the one known corrects it, and both stay on record.
fn assign(cx: &mut Cx, word: &str, date: &str) -> Result<(), CliError> {
    let on = day(date, cx.lang)?;
    let mut office = cx.write()?;
    let view = named::item(cx, &office, word)?;
    let id = view.proposal.id;
    let known = last(&view, EventKind::Assigned).cloned();
    if known.as_ref().is_some_and(|event| event.fact.on == on) {
        cx.tell(&cx.say_with("assigned_already", &[("day", &on.to_string())]));
        return report(cx, &office, id);
    }
    if let Some(event) = known {
        let mut back = office.fact(EventKind::Reversed, None);
        back.reverses = Some(event.id);
        append(cx, &mut office, id, back)?;
        let old = event.fact.on.to_string();
        cx.tell(&cx.say_with("assigned_anew", &[("old", &old), ("day", &on.to_string())]));
    }
    let fact = office.fact(EventKind::Assigned, Some(on));
    append(cx, &mut office, id, fact)?;
    report(cx, &office, id)
}

fn note(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let text = own.get_one::<String>("text").cloned().unwrap_or_default();
    let text = clean::line(&text).text.trim().to_owned();
    if text.is_empty() {
        return Err(CliError::usage(cx.say("note_needs")));
    }
    let mut office = cx.write()?;
    let mut ids = Vec::new();
    for word in own.get_many::<String>("item").into_iter().flatten() {
        ids.push(named::item(cx, &office, word)?.proposal.id);
    }
    for id in ids {
        let fact = office.fact(EventKind::Noted, None).with_text(&text);
        append(cx, &mut office, id, fact)?;
        report(cx, &office, id)?;
    }
    Ok(())
}

fn last(view: &ItemView, kind: EventKind) -> Option<&Event> {
    standing(&view.events)
        .into_iter()
        .rfind(|event| event.fact.kind == kind)
}

/// Appends a fact to an item as it now is.
pub fn append(
    cx: &Cx,
    office: &mut Office,
    id: ProposalId,
    fact: NewEvent,
) -> Result<(), CliError> {
    let seen = office
        .store
        .proposal(id)
        .map_err(|error| cx.trouble(&error))?
        .map(|kept| kept.version)
        .unwrap_or_default();
    office
        .append(id, seen, fact)
        .map(|_| ())
        .map_err(|error| cx.trouble(&error))
}

/// Prints an item as it stands after a change.
pub fn report(cx: &mut Cx, office: &Office, id: ProposalId) -> Result<(), CliError> {
    let view = office.item(id).map_err(|error| cx.trouble(&error))?;
    let Some(view) = view else {
        return Ok(());
    };
    match cx.form {
        Form::Text => {
            let line = named::candidate(cx, &view);
            cx.line(&line)
        }
        Form::Json => {
            let entry = as_json::entry(&view);
            cx.json(as_json::head(
                &entry,
                cx.clock.today(),
                &office.rules.calendar,
            ))
        }
    }
}
