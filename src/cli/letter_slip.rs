//! `anfu letter slip`: the slip on which each proposer judges the answer.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, shown},
    error::{CliError, Fault},
    letter::Over,
    named,
};
use crate::run::drafts::{Whom, slip_file_name};

/// Writes the slips into a folder, a file each, or to standard output.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let word = matches.get_one::<String>("item").map_or("", String::as_str);
    let folder = matches.get_one::<PathBuf>("output");
    let folder = folder.filter(|path| path.as_os_str() != "-");
    let over = if matches.get_flag("force") {
        Over::Forced
    } else {
        Over::Refused
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
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(|error| unwritten(cx, folder, &error))?;
    }
    for (at, (proposer, text)) in slips.iter().enumerate() {
        let path = folder.map(|folder| folder.join(slip_file_name(&number, at, proposer)));
        if let Some(path) = &path {
            write(cx, path, text, over)?;
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

fn write(cx: &Cx, path: &Path, text: &str, over: Over) -> Result<(), CliError> {
    let mut options = OpenOptions::new();
    match over {
        Over::Refused => options.write(true).create_new(true),
        Over::Forced => options.write(true).create(true).truncate(true),
    };
    let written = options.open(path).and_then(|mut out| {
        writeln!(out, "{text}")?;
        out.sync_all()
    });
    written.map_err(|error| unwritten(cx, path, &error))
}

fn unwritten(cx: &Cx, path: &Path, error: &std::io::Error) -> CliError {
    let file = shown(path);
    if error.kind() == ErrorKind::AlreadyExists {
        let says = cx.say_with("letter.exists", &[("path", &file)]);
        return CliError::new(Fault::Refused, says).hint(cx.say("hint.force"));
    }
    let values = [("path", &*file), ("error", &*error.to_string())];
    CliError::failed(cx.say_with("unwritten", &values))
}
