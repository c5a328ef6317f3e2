//! `anfu letter slip`: the slip on which each proposer judges the answer.

use std::{fs, path::PathBuf};

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, shown},
    error::{CliError, Fault},
    letter_export::{over, unwritten},
    named,
};
use crate::run::{
    drafts::{SlipForm, Whom, slip_file_name},
    write::write,
};

/// Writes the slips into a folder, a file each, or to standard output.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let word = matches.get_one::<String>("item").map_or("", String::as_str);
    let folder = matches.get_one::<PathBuf>("output");
    let folder = folder.filter(|path| path.as_os_str() != "-");
    let over = over(matches);
    let form = match matches.get_one::<String>("slip-form").map(String::as_str) {
        Some("docx") => SlipForm::Docx,
        _ => SlipForm::Txt,
    };
    let whom = if matches.get_flag("all") {
        Whom::Everyone
    } else {
        Whom::AsTheRegionSays
    };
    let office = cx.read()?;
    let item = named::item(cx, &office, word)?;
    let slips = office.slips(item.proposal.id, whom);
    let slips = slips.map_err(|error| cx.trouble(&error))?;
    let number = item.proposal.value.number_printed.unwrap_or_default();
    if slips.is_empty() {
        let says = cx.say_with("slip.nobody", &[("item", &number)]);
        return Err(CliError::new(Fault::Refused, says));
    }
    if form == SlipForm::Docx && folder.is_none() {
        let [(_, text)] = slips.as_slice() else {
            return Err(CliError::usage(cx.say("slip.needs_folder")));
        };
        return cx.bytes(&form.write(text));
    }
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(|error| unwritten(cx, folder, &error))?;
    }
    for (at, (proposer, text)) in slips.iter().enumerate() {
        let name = slip_file_name(&number, at, proposer);
        let path = folder.map(|folder| folder.join(format!("{name}.{}", form.extension())));
        if let Some(path) = &path {
            let written = write(path, &form.write(text), over);
            written.map_err(|error| unwritten(cx, path, &error))?;
        }
        match (cx.form, &path) {
            (Form::Json, path) => cx.json(json!({
                "proposal": item.proposal.id.0,
                "proposer": proposer,
                "path": path.as_deref().map(shown),
                "text": text,
            }))?,
            (Form::Text, Some(path)) => cx.line(&shown(path))?,
            (Form::Text, None) => {
                if at > 0 {
                    cx.line("")?;
                }
                cx.line(text)?;
            }
        }
    }
    Ok(())
}
