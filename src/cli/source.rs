//! `anfu source`: the documents that are no proposals and whose figures may be cited.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form},
    error::CliError,
    proposal_text::columns,
};
use crate::domain::{id::SourceId, paper::Source};

/// All of them: an office has hundreds.
const ALL: usize = usize::MAX;

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("show", own)) => {
            let word = own.get_one::<String>("source").cloned().unwrap_or_default();
            show(cx, &word)
        }
        _ => list(cx),
    }
}

fn list(cx: &mut Cx) -> Result<(), CliError> {
    let office = cx.read()?;
    let sources = office
        .store
        .sources(ALL)
        .map_err(|error| cx.trouble(&error))?;
    if sources.is_empty() {
        cx.tell(cx.lang.say("sources.none"));
    }
    match cx.form {
        Form::Json => sources.iter().try_for_each(|source| cx.json(head(source))),
        Form::Text => {
            let rows: Vec<Vec<String>> = sources
                .iter()
                .map(|source| {
                    let day = source
                        .value
                        .date
                        .map_or_else(|| "-".to_owned(), |day| day.to_string());
                    let origin = source
                        .value
                        .origin
                        .clone()
                        .unwrap_or_else(|| "-".to_owned());
                    vec![
                        format!("source:{}", source.id.0),
                        day,
                        origin,
                        source.value.title.clone(),
                    ]
                })
                .collect();
            columns(&rows).iter().try_for_each(|line| cx.line(line))
        }
    }
}

fn head(source: &Source) -> Value {
    json!({
        "id": source.id.0,
        "title": source.value.title,
        "date": source.value.date.map(|day| day.to_string()),
        "origin": source.value.origin,
    })
}

fn show(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let office = cx.read()?;
    let digits = word.trim_start_matches("source:");
    let id = digits.parse().map(SourceId).ok();
    let read = id
        .map(|id| office.store.source(id))
        .transpose()
        .map_err(|error| cx.trouble(&error))?;
    let Some(source) = read.flatten() else {
        return Err(CliError::not_found(
            cx.say_with("source.unknown", &[("name", word)]),
        ));
    };
    match cx.form {
        Form::Json => {
            let mut value = head(&source);
            value["sections"] = json!(source.value.sections);
            value["text"] = json!(source.value.text);
            cx.json(value)
        }
        Form::Text => {
            cx.line(&source.value.title)?;
            source.value.text.lines().try_for_each(|line| cx.line(line))
        }
    }
}
