//! `anfu letter log`, `diff`, `authors`, `remarks`, `promises`, `series`: what became of a letter.

use chrono::Datelike;
use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form},
    error::CliError,
    letter_step, named,
    proposal_text::columns,
};
use crate::{
    app::views::LetterView,
    domain::{
        id::{LetterId, RemarkId},
        letter::LetterVersion,
        step::Step,
    },
    letter::diff::{self, Change, Fate, written_in},
    run::office::Office,
    text::clean,
};

fn named_letter(cx: &Cx, own: &ArgMatches) -> Result<(Office, LetterView), CliError> {
    let office = cx.read()?;
    let word = own.get_one::<String>("letter").cloned().unwrap_or_default();
    let id = named::letter(cx, &office, &word)?;
    let view = office
        .letter_there(id)
        .map_err(|error| cx.trouble(&error))?;
    Ok((office, view))
}

pub(super) fn versions(
    cx: &Cx,
    office: &Office,
    id: LetterId,
) -> Result<Vec<LetterVersion>, CliError> {
    office
        .store
        .letter_versions(id)
        .map_err(|error| cx.trouble(&error))
}

/// Prints the steps of a letter.
pub fn log(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let (_, view) = named_letter(cx, own)?;
    if cx.form == Form::Json {
        let mut steps = view.review.steps.iter();
        return steps.try_for_each(|own| cx.json(step_json(view.letter.id, own)));
    }
    if view.review.steps.is_empty() {
        cx.tell(&cx.say("review.no_steps"));
    }
    let rows: Vec<Vec<String>> = view.review.steps.iter().map(|own| cells(cx, own)).collect();
    for line in columns(&rows) {
        cx.line(&line)?;
    }
    let next = view.review.next().map(|own| cx.lang.step(&own.name));
    let next = next.unwrap_or_else(|| "-".to_owned());
    cx.line(&cx.say_with("review.next", &[("next", &next)]))
}

fn cells(cx: &Cx, own: &Step) -> Vec<String> {
    let step = &own.step;
    let mut said: Vec<String> = own.number.iter().cloned().collect();
    if let Some(ordinal) = step.takes_back {
        said.push(cx.say_with("review.takes_back", &[("n", &ordinal.to_string())]));
    }
    if step.by != step.typed_by {
        let evidence = step.evidence.clone().unwrap_or_default();
        let values = [("who", &*step.typed_by), ("evidence", &*evidence)];
        said.push(cx.say_with("review.typed_by", &values));
    }
    said.extend(step.remark.as_deref().map(|own| clean::line(own).text));
    vec![
        own.ordinal.to_string(),
        step.on.to_string(),
        if step.takes_back.is_some() {
            cx.say_with("review.undone", &[("name", &cx.lang.step(&step.name))])
        } else {
            cx.lang.step(&step.name)
        },
        step.by.clone(),
        cx.say_with("review.version", &[("n", &own.version.to_string())]),
        said.join("  "),
    ]
}

fn step_json(id: LetterId, own: &Step) -> Value {
    json!({
        "letter": id.0,
        "ordinal": own.ordinal,
        "step": own.step.kind.code(),
        "name": own.step.name,
        "by": own.step.by,
        "on": own.step.on.to_string(),
        "recorded_at": own.step.recorded_at.to_string(),
        "typed_by": own.step.typed_by,
        "evidence": own.step.evidence,
        "remark": own.step.remark,
        "takes_back": own.step.takes_back,
        "number": own.number,
        "event": own.event.map(|own| own.0),
        "version": own.version,
        "text_hash": own.text_hash,
        "hash": own.hash,
    })
}

/// Prints what changed between two versions.
pub fn diff(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let (office, view) = named_letter(cx, own)?;
    let all = versions(cx, &office, view.letter.id)?;
    let newest = all.last().map_or(1, |own| own.ordinal);
    let wished = |id: &str| {
        own.get_one::<u64>(id)
            .and_then(|own| i64::try_from(*own).ok())
    };
    let to = wished("to").unwrap_or(newest);
    let from = wished("from").unwrap_or_else(|| view.review.compared_from(to));
    let text = |ordinal: i64| {
        let found = all.iter().find(|own| own.ordinal == ordinal);
        found.map(|own| own.text.as_str()).ok_or_else(|| {
            let values = [("n", &*ordinal.to_string()), ("all", &*newest.to_string())];
            CliError::not_found(cx.say_with("review.no_version", &values))
        })
    };
    let (before, after) = (text(from)?.to_owned(), text(to)?.to_owned());
    let values = [("from", &*from.to_string()), ("to", &*to.to_string())];
    cx.tell(&cx.say_with("review.compared", &values));
    changes(cx, &before, &after)
}

/// Prints changes by sentence; without any, says so.
pub(super) fn changes(cx: &mut Cx, before: &str, after: &str) -> Result<(), CliError> {
    let found = diff::diff(before, after);
    let mut changed = found.iter().filter(|own| own.is_change()).peekable();
    if changed.peek().is_none() {
        cx.tell(&cx.say("review.same"));
    }
    for own in changed {
        match cx.form {
            Form::Json => cx.json(change_json(own))?,
            Form::Text => {
                for line in diff::lines(own) {
                    cx.line(&line)?;
                }
            }
        }
    }
    Ok(())
}

fn change_json(own: &Change<'_>) -> Value {
    let fate = |own: &Fate| match own {
        Fate::Kept => "kept",
        Fate::Out => "out",
        Fate::In => "in",
    };
    match own {
        Change::Same(a, _) => json!({ "change": "same", "before": a.text }),
        Change::Out(a) => json!({
            "change": "out", "paragraph": a.paragraph + 1, "before": a.text, "after": null,
        }),
        Change::In(b) => json!({
            "change": "in", "paragraph": b.paragraph + 1, "before": null, "after": b.text,
        }),
        Change::Reworded(a, b, pieces) => json!({
            "change": "reworded",
            "paragraph": b.paragraph + 1,
            "before": a.text,
            "after": b.text,
            "pieces": pieces.iter()
                .map(|(own, text)| json!({ "fate": fate(own), "text": text }))
                .collect::<Vec<_>>(),
        }),
    }
}

/// Prints who wrote each sentence.
pub fn authors(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let (office, view) = named_letter(cx, own)?;
    let all = versions(cx, &office, view.letter.id)?;
    let texts: Vec<&str> = all.iter().map(|own| own.text.as_str()).collect();
    let mut rows = Vec::new();
    for (sentence, place) in written_in(&texts) {
        let version = &all[place];
        match cx.form {
            Form::Json => cx.json(json!({
                "paragraph": sentence.paragraph + 1,
                "text": sentence.text,
                "by": version.by,
                "at": version.at.to_string(),
                "version": version.ordinal,
            }))?,
            Form::Text => rows.push(vec![
                version.by.clone(),
                version.at.format("%Y-%m-%d").to_string(),
                sentence.text.to_owned(),
            ]),
        }
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

/// Lists the remarks on a letter, or settles some.
pub fn remarks(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let settled = own.get_many::<u64>("settle").into_iter().flatten();
    let settled: Vec<RemarkId> = settled.map(|id| RemarkId(id.cast_signed())).collect();
    let (office, mut view) = named_letter(cx, own)?;
    if !settled.is_empty() {
        drop(office);
        let mut office = cx.write()?;
        let by = office.actor();
        let on = view.letter.id;
        let done = office.store.settle_remarks(on, &settled, Some(&by));
        let read = done.and_then(|()| office.letter_there(on));
        view = read.map_err(|error| cx.trouble(&error))?;
    }
    if view.review.remarks.is_empty() {
        cx.tell(&cx.say("review.no_remarks"));
    }
    let mut rows = Vec::new();
    for own in &view.review.remarks {
        match cx.form {
            Form::Json => cx.json(json!({
                "id": own.id.0,
                "letter": own.letter.0,
                "quote": own.quote,
                "text": own.text,
                "by": own.by,
                "at": own.at.to_string(),
                "settled_by": own.settled_by,
            }))?,
            Form::Text => rows.push(vec![
                own.id.0.to_string(),
                own.at.format("%Y-%m-%d").to_string(),
                own.by.clone(),
                match &own.settled_by {
                    Some(by) => cx.say_with("review.settled", &[("by", by)]),
                    None => cx.say("review.open"),
                },
                format!("“{}”", clean::line(&own.quote).text),
                clean::line(&own.text).text,
            ]),
        }
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

/// Lists what a letter promises, or keeps some of it.
pub fn promises(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let (office, view) = named_letter(cx, own)?;
    let found = office.promises_in(&view.letter.value);
    let id = view.letter.id;
    let mut kept = view.review.promises;
    if let Some(word) = own.get_one::<String>("keep") {
        let chosen = if word == "all" {
            found.clone()
        } else {
            let mut chosen = Vec::new();
            for part in word.split([',', '，', '、']) {
                let at = part.trim().parse::<usize>().ok();
                let promise = at.and_then(|at| found.get(at.checked_sub(1)?));
                let promise = promise.ok_or_else(|| {
                    let part = clean::line(part).text;
                    CliError::usage(cx.say_with("review.no_promise", &[("word", &part)]))
                })?;
                chosen.push(promise.clone());
            }
            chosen
        };
        drop(office);
        let mut office = cx.write()?;
        office
            .keep_promises(id, &chosen)
            .map_err(|why| letter_step::refused(cx, &why, &format!("letter:{}", id.0)))?;
        kept = chosen;
    }
    if found.is_empty() {
        cx.tell(&cx.say("review.no_promises"));
    }
    let mut rows = Vec::new();
    for (own, at) in found.iter().zip(1..) {
        let is_kept = kept.contains(own);
        match cx.form {
            Form::Json => cx.json(json!({
                "at": at,
                "text": own.text,
                "due": own.due.to_string(),
                "kept": is_kept,
            }))?,
            Form::Text => rows.push(vec![
                at.to_string(),
                own.due.to_string(),
                if is_kept {
                    cx.say("review.kept")
                } else {
                    "-".to_owned()
                },
                own.text.clone(),
            ]),
        }
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

/// Lists the series of numbers, or says where one begins.
pub fn series(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    if let Some(after) = own.get_one::<u64>("after") {
        let mut office = cx.write()?;
        let named = own.get_one::<String>("series").cloned();
        let name = named.or_else(|| office.unit.reply_series.clone());
        let name = name
            .filter(|own| !own.trim().is_empty())
            .ok_or_else(|| CliError::usage(cx.say("review.no_series")))?;
        let year = own.get_one::<i32>("year").copied();
        let year = year.unwrap_or_else(|| office.now().date().year());
        // What no serial can be is refused as the number after the largest is.
        let after = u32::try_from(*after).unwrap_or(u32::MAX);
        office
            .store
            .begin_series(clean::line(&name).text.trim(), year, after)
            .map_err(|error| cx.trouble(&error))?;
    }
    let office = cx.read()?;
    let all = office.store.series().map_err(|error| cx.trouble(&error))?;
    if all.is_empty() {
        cx.tell(&cx.say("review.no_numbers"));
    }
    let mut rows = Vec::new();
    for own in &all {
        let last = own.given.last().map_or(own.before, |own| own.serial);
        let void: Vec<_> = own
            .given
            .iter()
            .filter(|own| own.void_reason.is_some())
            .collect();
        match cx.form {
            Form::Json => cx.json(json!({
                "series": own.series,
                "year": own.year,
                "counted": if own.owned { "owned" } else { "outside" },
                "before": own.before,
                "last": last,
                "given": own.given.len(),
                "void": void.iter().map(|own| json!({
                    "serial": own.serial, "letter": own.letter.0, "reason": own.void_reason,
                })).collect::<Vec<_>>(),
            }))?,
            Form::Text => {
                let mode = if own.owned { "owned" } else { "outside" };
                let voided = void.iter().map(|own| {
                    let reason = own.void_reason.clone().unwrap_or_default();
                    let values = [("n", &*own.serial.to_string()), ("reason", &*reason)];
                    cx.say_with("review.void", &values)
                });
                rows.push(vec![
                    format!("{}〔{}〕", own.series, own.year),
                    cx.word("numbers", mode),
                    cx.say_with("review.last", &[("n", &last.to_string())]),
                    cx.say_with("review.given", &[("n", &own.given.len().to_string())]),
                    voided.collect::<Vec<_>>().join("  "),
                ]);
            }
        }
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}
