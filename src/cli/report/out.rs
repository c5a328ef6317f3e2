//! Where a report goes and in which form.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use serde_json::{Value, json};

use crate::{
    cli::{
        cx::{Cx, Form, shown},
        error::{CliError, Fault},
    },
    run::write::{Over, write},
    sheet::{Bom, Table, csv, xlsx},
};

/// A form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportForm {
    /// A workbook.
    Xlsx,
    /// Text with commas.
    Csv,
    /// One object a line.
    Json,
}

/// What the options say.
#[derive(Clone, Debug)]
pub struct Out {
    /// The form.
    pub form: ReportForm,
    path: Option<PathBuf>,
    bom: Bom,
    over: Over,
}

impl Out {
    /// Reads `--form`, `--bom`, `--output`, `--force`; the form follows from the file's ending when
    /// it is not named, and is csv without a file.
    ///
    /// # Errors
    /// When there is no such form.
    pub fn of(cx: &Cx, matches: &ArgMatches) -> Result<Self, CliError> {
        let path = matches
            .get_one::<PathBuf>("output")
            .filter(|path| path.as_os_str() != "-");
        let ending = path.and_then(|path| path.extension()?.to_str());
        let named = matches.get_one::<String>("form").map(String::as_str);
        let form = match (named, ending) {
            (None, _) if cx.form == Form::Json => ReportForm::Json,
            (Some("xlsx"), _) | (None, Some("xlsx")) => ReportForm::Xlsx,
            (Some("json"), _) | (None, Some("json" | "jsonl")) => ReportForm::Json,
            (Some("csv"), _) | (None, Some("csv") | None) => ReportForm::Csv,
            (Some(other), _) | (None, Some(other)) => {
                let says = cx.say_with("report.no_form", &[("form", other)]);
                return Err(CliError::usage(says));
            }
        };
        Ok(Self {
            form,
            path: path.cloned(),
            bom: if matches.get_flag("bom") {
                Bom::Yes
            } else {
                Bom::No
            },
            over: if matches.get_flag("force") {
                Over::Forced
            } else {
                Over::Refused
            },
        })
    }

    /// Writes a table, or its rows as objects.
    ///
    /// # Errors
    /// When the format has no room for it, the file exists, or it cannot be written.
    pub fn write(&self, cx: &mut Cx, table: &Table, rows: &[Value]) -> Result<(), CliError> {
        let bytes = match self.form {
            ReportForm::Xlsx => xlsx(table).map_err(|error| CliError::failed(error.to_string()))?,
            ReportForm::Csv => csv(table, self.bom),
            ReportForm::Json if self.path.is_none() => {
                return rows.iter().try_for_each(|row| cx.json(row.clone()));
            }
            ReportForm::Json => lines(rows),
        };
        let Some(path) = &self.path else {
            return cx.bytes(&bytes);
        };
        self.write_file(cx, path, &bytes)?;
        let file = shown(path);
        let count = rows.len().to_string();
        cx.tell(&cx.say_with("report.written", &[("path", &file), ("count", &count)]));
        match cx.form {
            Form::Text => Ok(()),
            Form::Json => cx.json(json!({
                "document": "report",
                "path": file,
                "rows": rows.len(),
                "bytes": bytes.len(),
            })),
        }
    }

    fn write_file(&self, cx: &Cx, path: &Path, bytes: &[u8]) -> Result<(), CliError> {
        let written = write(path, bytes, self.over);
        let file = shown(path);
        written.map_err(|error| {
            if error.kind() == ErrorKind::AlreadyExists {
                let says = cx.say_with("letter.exists", &[("path", &file)]);
                return CliError::new(Fault::Refused, says).hint(cx.say("hint.force"));
            }
            let values = [("path", &*file), ("error", &*cx.why(&error))];
            CliError::failed(cx.say_with("unwritten", &values))
        })
    }
}

/// Returns objects, one a line, with the version of their names in front.
fn lines(rows: &[Value]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in rows {
        let mut object = serde_json::Map::new();
        object.insert("schema".into(), crate::cli::cx::SCHEMA.into());
        object.extend(row.as_object().cloned().unwrap_or_default());
        bytes.extend(Value::Object(object).to_string().bytes());
        bytes.push(b'\n');
    }
    bytes
}
