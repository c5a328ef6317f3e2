//! A ledger into the store: what it would change is shown, then it is stored in one transaction.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form, read_input, shown},
    error::{CliError, Fault},
    import::Keep,
    mapping::refused,
};
use crate::{
    app::views::ledger_title,
    domain::paper::Attachment,
    ingest::{
        ledger::{BadRow, Field, Layout, mapping, read},
        sha256,
        sheet::{self, mapping::Fault as Unmapped},
    },
    run::{
        ledger::{Change, Fate, Plan, Planned, What, bad_rows, words_of},
        office::Office,
        papers,
        trouble::file_reason,
        write::{Over, write_private},
    },
};

/// What a call says about ledgers.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The files are ledgers, whatever they look like.
    pub named: bool,
    /// Which column goes where, as typed or in a file.
    map: Option<String>,
    /// Where bad rows are written.
    bad: Option<PathBuf>,
}

impl Ask {
    /// Reads the flags.
    ///
    /// # Errors
    /// When the file of the mapping cannot be read.
    pub fn of(cx: &Cx, matches: &ArgMatches) -> Result<Self, CliError> {
        let map = match matches.get_one::<String>("map") {
            // A mapping has a sign between column and field; a file's name seldom has.
            Some(text) if text.contains(['=', '＝']) => Some(text.clone()),
            Some(path) => {
                let bytes = read_input(&PathBuf::from(path), cx.lang)?;
                Some(crate::ingest::encoding::decode(&bytes).text)
            }
            None => None,
        };
        let bad = matches.get_one::<PathBuf>("bad").cloned();
        Ok(Self {
            named: matches.get_flag("ledger") || map.is_some(),
            map,
            bad,
        })
    }
}

/// Imports one ledger and says what became of its rows. The error of a ledger with bad rows has been
/// told, row by row.
pub fn one(
    cx: &mut Cx,
    office: &mut Office,
    (file, name): (&str, &str),
    bytes: &[u8],
    (ask, keep): (&Ask, Keep),
) -> Result<(), CliError> {
    let book = sheet::read(bytes)
        .map_err(|error| CliError::failed(papers::refusal(name, error, cx.lang)))?;
    let no_header =
        || CliError::failed(cx.say("ledger.no_header")).hint(cx.say("hint.ledger_header"));
    let names = ask.map.as_deref().map(mapping::columns).unwrap_or_default();
    let mut layout = Layout::with_names(&book, &office.rules.pack, &names).ok_or_else(no_header)?;
    if let Some(map) = &ask.map {
        mapping::apply(&mut layout, map).map_err(|faults| mapping_error(cx, &layout, &faults))?;
    }
    let ledger = read(&book, &layout, &office.rules.pack);
    let plan = office
        .plan_ledger(ledger)
        .map_err(|error| cx.trouble(&error))?;
    report(cx, office, file, &layout, &plan)?;
    if let Some(path) = &ask.bad
        && !plan.bad.is_empty()
    {
        let written = bad_rows(&layout, &plan.bad, &|bad| reason(cx, bad));
        write_private(path, &written, Over::Refused).map_err(|error| {
            let reason = file_reason(&error, cx.lang);
            let values = [("path", &*shown(path)), ("error", &*reason)];
            CliError::failed(cx.say_with("unwritten", &values))
        })?;
        let count = plan.bad.len().to_string();
        let values = [("count", &*count), ("path", &*shown(path))];
        cx.tell(&cx.say_with("ledger.bad_written", &values));
    }
    let all_good = plan.bad.is_empty();
    let encoding = [Some(book.format), book.encoding].into_iter().flatten();
    let encoding = encoding.collect::<Vec<_>>().join(" ");
    summary(cx, (file, &encoding), &plan, keep)?;
    if keep == Keep::Stored {
        let kept = Attachment {
            name: name.to_owned(),
            sha256: sha256(bytes),
            format: book.format.to_owned(),
            bytes: bytes.to_vec(),
        };
        office
            .store_ledger(plan, kept)
            .map_err(|error| cx.trouble(&error))?;
    }
    if all_good {
        Ok(())
    } else {
        Err(CliError::told(Fault::Failed))
    }
}

fn mapping_error(cx: &Cx, layout: &Layout, faults: &[Unmapped]) -> CliError {
    let fields = Field::ALL.iter().map(|field| ledger_title(*field, cx.lang));
    let fields: Vec<String> = fields.collect();
    let columns = layout.columns.iter().map(|own| own.label.as_str());
    refused(cx, faults, columns, &fields)
}

/// Returns why a row is bad, in words.
fn reason(cx: &Cx, bad: &BadRow) -> String {
    let key = format!("ledger_bad.{}", bad.reason.code());
    cx.lang
        .say_with(&key, &[("column", &bad.column), ("value", &bad.value)])
}

fn report(
    cx: &mut Cx,
    office: &Office,
    file: &str,
    layout: &Layout,
    plan: &Plan,
) -> Result<(), CliError> {
    for bad in &plan.bad {
        let reason = reason(cx, bad);
        match cx.form {
            Form::Text => {
                let line = bad.line.to_string();
                let values = [("file", file), ("line", &*line), ("reason", &*reason)];
                cx.tell(&cx.say_with("ledger.bad", &values));
            }
            Form::Json => cx.json(json!({
                "file": file,
                "outcome": "bad",
                "line": bad.line,
                "column": bad.column,
                "value": bad.value,
                "reason": bad.reason.code(),
            }))?,
        }
    }
    let ignored = layout.ignored();
    if !ignored.is_empty() {
        let values = [("file", file), ("columns", &*ignored.join("、"))];
        cx.tell(&cx.say_with("roster.ignored", &values));
    }
    for row in &plan.rows {
        match cx.form {
            Form::Text => changes_text(cx, office, row)?,
            Form::Json => cx.json(row_json(file, row))?,
        }
    }
    for own in &plan.only_here {
        match cx.form {
            Form::Text => {
                let values = [("number", &*own.number), ("title", &*own.title)];
                cx.line(&cx.say_with("ledger.only_here", &values))?;
            }
            Form::Json => cx.json(json!({
                "file": file,
                "outcome": "only_here",
                "id": own.id.0,
                "number": own.number,
                "title": own.title,
            }))?,
        }
    }
    Ok(())
}

fn changes_text(cx: &mut Cx, office: &Office, row: &Planned) -> Result<(), CliError> {
    let What::Changed(changes) = &row.what else {
        return Ok(());
    };
    cx.line(&format!("{}  {}", row.number, row.title))?;
    for own in changes {
        let line = change_line(cx, office, own);
        cx.line(&line)?;
    }
    Ok(())
}

fn change_line(cx: &Cx, office: &Office, own: &Change) -> String {
    let words = |text: &str| match words_of(own.field, text, &office.rules.pack) {
        text if text.is_empty() => "-".to_owned(),
        text => text.replace('\n', " / "),
    };
    let kept = match own.fate {
        Fate::Taken => "ledger.change",
        Fate::Kept => "ledger.kept",
    };
    let (old, new) = (words(&own.old), words(&own.new));
    let values = [
        ("field", &*ledger_title(own.field, cx.lang)),
        ("old", &*old),
        ("new", &*new),
    ];
    cx.say_with(kept, &values)
}

fn row_json(file: &str, row: &Planned) -> Value {
    let (outcome, changes) = match &row.what {
        What::New => ("new", &[][..]),
        What::Same => ("same", &[][..]),
        What::Changed(changes) => ("changed", changes.as_slice()),
    };
    let changes = changes.iter().map(|own| {
        json!({
            "field": own.field.code(),
            "old": own.old,
            "new": own.new,
            "taken": own.fate == Fate::Taken,
        })
    });
    json!({
        "file": file,
        "outcome": outcome,
        "line": row.line,
        "number": row.number,
        "title": row.title,
        "changes": changes.collect::<Vec<_>>(),
    })
}

fn summary(
    cx: &mut Cx,
    (file, encoding): (&str, &str),
    plan: &Plan,
    keep: Keep,
) -> Result<(), CliError> {
    let dry = keep == Keep::Nothing;
    let counts = [
        ("added", plan.new_items()),
        ("updated", plan.changed()),
        ("unchanged", plan.unchanged()),
        ("bad", plan.bad.len()),
        ("only_here", plan.only_here.len()),
    ];
    match cx.form {
        Form::Text => {
            let words = counts.map(|(name, count)| (name, count.to_string()));
            let mut values: Vec<(&str, &str)> = vec![("file", file), ("encoding", encoding)];
            values.extend(words.iter().map(|(name, count)| (*name, count.as_str())));
            let key = if dry { "ledger.would" } else { "ledger.done" };
            let line = cx.say_with(key, &values);
            cx.line(&line)
        }
        Form::Json => {
            let mut value = json!({
                "file": file,
                "outcome": if dry { "read" } else { "stored" },
                "list": "ledger",
                "encoding": encoding,
            });
            for (name, count) in counts {
                value[name] = count.into();
            }
            cx.json(value)
        }
    }
}
