//! `anfu roster import`: a table of craftsmen, studios or employers into the roster.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, read_input, shown},
    error::{CliError, Fault},
    import::Keep,
};
use crate::run::{
    office::Office,
    roster_csv::{self, Outcome, Refused},
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let keep = Keep::of(matches);
    let file = matches
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default();
    let bytes = read_input(&file, cx.lang)?;
    let mut office = match keep {
        Keep::Stored => cx.create()?,
        Keep::Nothing => match cx.read() {
            Err(error) if error.fault == Fault::NotFound => cx.nowhere()?,
            other => other?,
        },
    };
    one(cx, &mut office, &shown(&file), &bytes, keep)
}

/// Imports one table and says what became of its rows. The error of a table with bad rows has been
/// told, row by row.
pub fn one(
    cx: &mut Cx,
    office: &mut Office,
    file: &str,
    bytes: &[u8],
    keep: Keep,
) -> Result<(), CliError> {
    let signed = office.signed();
    let store = office.store.as_mut();
    let imported = match keep {
        Keep::Stored => roster_csv::import(store, signed, bytes),
        Keep::Nothing => roster_csv::rehearse(store, bytes),
    };
    let outcome = imported.map_err(|refused| match refused {
        Refused::NoHeader => {
            CliError::failed(cx.say("roster.no_header")).hint(cx.say("hint.roster_header"))
        }
        Refused::Store(error) => cx.trouble(&error),
    })?;
    report(cx, file, &outcome, keep)?;
    if outcome.bad.is_empty() {
        Ok(())
    } else {
        Err(CliError::told(Fault::Failed))
    }
}

fn report(cx: &mut Cx, file: &str, outcome: &Outcome, keep: Keep) -> Result<(), CliError> {
    for bad in &outcome.bad {
        let reason = cx.say_with(&format!("bad.{}", bad.reason), &[("value", &bad.value)]);
        let line = bad.line.to_string();
        match cx.form {
            Form::Text => {
                let values = [("file", file), ("line", &*line), ("reason", &*reason)];
                cx.tell(&cx.say_with("roster.bad", &values));
            }
            Form::Json => cx.json(json!({
                "file": file,
                "outcome": "bad",
                "line": bad.line,
                "reason": bad.reason,
                "value": bad.value,
            }))?,
        }
    }
    if !outcome.ignored.is_empty() {
        let values = [("file", file), ("columns", &*outcome.ignored.join("、"))];
        cx.tell(&cx.say_with("roster.ignored", &values));
    }
    let dry = keep == Keep::Nothing;
    match cx.form {
        Form::Text => {
            let list = cx.say(&format!("list.{}", outcome.list.code()));
            let counts = [
                outcome.added,
                outcome.updated,
                outcome.unchanged,
                outcome.bad.len() as u64,
            ]
            .map(|n| n.to_string());
            let values = [
                ("file", file),
                ("list", &*list),
                ("encoding", &*outcome.encoding),
                ("added", &*counts[0]),
                ("updated", &*counts[1]),
                ("unchanged", &*counts[2]),
                ("bad", &*counts[3]),
            ];
            let key = if dry { "roster.would" } else { "roster.done" };
            let line = cx.say_with(key, &values);
            cx.line(&line)
        }
        Form::Json => cx.json(json!({
            "file": file,
            "outcome": if dry { "read" } else { "stored" },
            "list": outcome.list.code(),
            "encoding": outcome.encoding,
            "added": outcome.added,
            "updated": outcome.updated,
            "unchanged": outcome.unchanged,
            "bad": outcome.bad.len(),
            "ignored": outcome.ignored,
        })),
    }
}
