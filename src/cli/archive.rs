//! `anfu proposal archive`: the whole file of an item as one archive.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, shown},
    error::CliError,
    letter_export::{head, over, unwritten},
    named,
};
use crate::run::{archive::archive, export::refusal, write::write};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let word = own.get_one::<String>("item").cloned().unwrap_or_default();
    let item = named::item(cx, &office, &word)?;
    let head = head(own).unwrap_or(office.profile().page_head());
    let made = archive(&office, &item, head, cx.lang)
        .map_err(|error| cx.trouble(&error))?
        .map_err(|error| CliError::failed(refusal(&error, cx.lang)))?;
    let path = own
        .get_one::<PathBuf>("output")
        .cloned()
        .unwrap_or_default();
    if path.as_os_str() == "-" {
        return cx.bytes(&made.bytes);
    }
    write(&path, &made.bytes, over(own)).map_err(|error| unwritten(cx, &path, &error))?;
    let file = shown(&path);
    cx.tell(&cx.say_with("letter.exported", &[("path", &file)]));
    match cx.form {
        Form::Text => Ok(()),
        Form::Json => cx.json(json!({
            "id": item.proposal.id.0,
            "path": file,
            "bytes": made.bytes.len(),
            "files": made.files,
        })),
    }
}
