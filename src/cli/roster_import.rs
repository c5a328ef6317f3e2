//! `anfu roster import`: a table of craftsmen, studios or employers into the roster.

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, read_input, shown, unread},
    error::{CliError, Fault},
    import::Keep,
    mapping,
};
use crate::{
    app::views::roster_title,
    ingest::{
        roster::{Input, Layout, List},
        sheet::mapping::Fault as Unmapped,
    },
    run::{
        finder::Finder,
        office::Office,
        papers,
        roster_in::{Ask, BadRow, Changed, Missing, Mode, Opened, Refused, Step, Taking, bad_rows},
        trouble::file_reason,
        write::{Over, write_private},
    },
    store::Load,
};

/// Rows written in one transaction: few enough to stay small in memory, enough that the disk is waited
/// for ten times in 200,000 rows. Chosen by us.
const BATCH: usize = 20_000;
/// How long nothing is said of progress. Source: product 3, half a second.
const SILENCE: Duration = Duration::from_millis(500);
/// How many changed records are shown before they are only counted. Chosen by us: a screen.
const SHOWN: usize = 10;
/// How many bad rows are told one by one before they are only counted. Chosen by us.
const TOLD: usize = 1_000;
/// With so many bad rows the columns are taken for something they are not. Chosen by us; it bounds
/// what must be held for the file of bad rows.
const TOO_MANY: usize = 100_000;

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let keep = Keep::of(matches);
    let file = matches.get_one::<PathBuf>("file").cloned();
    let file = file.unwrap_or_default();
    let input = if file.as_os_str() == "-" {
        Input::Bytes(Arc::from(read_input(&file, cx.lang)?))
    } else {
        Input::File(file.clone())
    };
    let ask = ask_of(cx, matches)?;
    let bad = matches.get_one::<PathBuf>("bad").map(PathBuf::as_path);
    let mut office = match keep {
        Keep::Stored => {
            // A store is not made for a file that is not there.
            input
                .look()
                .map_err(|error| refusal(cx, &file, error.into()))?;
            cx.create()?
        }
        Keep::Nothing => match cx.read() {
            Err(error) if error.fault == Fault::NotFound => cx.nowhere()?,
            other => other?,
        },
    };
    one(cx, &mut office, (&file, input), (&ask, bad), keep)
}

fn ask_of(cx: &Cx, matches: &ArgMatches) -> Result<Ask, CliError> {
    let map = match matches.get_one::<String>("map") {
        // A mapping has a sign between column and field; a file's name seldom has.
        Some(text) if text.contains(['=', '＝']) => Some(text.clone()),
        Some(path) => {
            let bytes = read_input(&PathBuf::from(path), cx.lang)?;
            Some(crate::ingest::encoding::decode(&bytes).text)
        }
        None => None,
    };
    let list = matches.get_one::<String>("what");
    Ok(Ask {
        sender: matches.get_one::<String>("sender").cloned(),
        map,
        list: list.and_then(|code| List::from_code(code)),
        missing_employers: if matches.get_flag("make-employers") {
            Missing::Made
        } else {
            Missing::Named
        },
    })
}

/// Imports one table and says what became of its rows. The error of a table with bad rows has been
/// told, row by row.
pub fn one(
    cx: &mut Cx,
    office: &mut Office,
    (path, input): (&Path, Input),
    (ask, bad_file): (&Ask, Option<&Path>),
    keep: Keep,
) -> Result<(), CliError> {
    let file = shown(path);
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = crate::text::clean::line(&name.unwrap_or_default()).text;
    let refused = |cx: &Cx, error| refusal(cx, path, error);
    let opened =
        Opened::of(office.store.as_ref(), input, &name, ask).map_err(|error| refused(cx, error))?;
    if keep == Keep::Stored
        && let (Some(sender), Some(_)) = (&ask.sender, &ask.map)
    {
        let kept = opened.remember(office.store.as_mut(), sender);
        kept.map_err(|error| cx.trouble(&error))?;
    }
    let layout = opened.layout.clone();
    let mode = match keep {
        Keep::Stored => Mode::Write,
        Keep::Nothing => Mode::Count,
    };
    let mut taking =
        Taking::begin(office, opened, ask, mode).map_err(|error| refused(cx, error))?;
    if taking.outcome.resumed > 0 {
        let rows = taking.outcome.resumed.to_string();
        cx.tell(&cx.say_with("roster.resumed", &[("file", &file), ("rows", &rows)]));
    }
    if taking.fills_an_empty_roster() {
        let begun = office.store.begin_load(Load::Kept);
        begun.map_err(|error| cx.trouble(&error))?;
    }
    let mut said = Said::default();
    let mut progress = Progress::begin();
    let taken = loop {
        let step = match taking.step(office.store.as_mut(), BATCH) {
            Ok(step) => said.tell(cx, &file, &mut taking, keep).map(|()| step),
            Err(error) => Err(refused(cx, error)),
        };
        if !matches!(step, Ok(Step::More)) || said.bad.len() > TOO_MANY {
            break step;
        }
        progress.tell(cx, &taking);
    };
    // Whatever became of the rows, those that were written are to be found.
    progress.end(cx);
    let ended = office.store.end_load();
    let taken = taken?;
    ended.map_err(|error| cx.trouble(&error))?;
    write_bad(cx, &layout, &said.bad, bad_file)?;
    if taken == Step::More {
        let count = TOO_MANY.to_string();
        let says = cx.say_with("roster.too_many_bad", &[("file", &file), ("count", &count)]);
        return Err(CliError::failed(says).hint(columns_hint(cx, &layout)));
    }
    said.end(cx)?;
    if keep == Keep::Stored {
        // So that the next search need not read every name.
        let names = Finder::new(cx.read()?).load();
        names.map_err(|error| cx.trouble(&error))?;
    }
    report(cx, &file, &taking, keep)?;
    if taking.outcome.bad == 0 {
        Ok(())
    } else {
        Err(CliError::told(Fault::Failed))
    }
}

/// What was said of single rows.
#[derive(Default)]
struct Said {
    bad: Vec<BadRow>,
    changed: usize,
}

impl Said {
    fn tell(
        &mut self,
        cx: &mut Cx,
        file: &str,
        taking: &mut Taking,
        keep: Keep,
    ) -> Result<(), CliError> {
        for bad in taking.bad.drain(..) {
            if self.bad.len() < TOLD {
                tell_bad(cx, file, &bad)?;
            }
            self.bad.push(bad);
        }
        let changed: Vec<Changed> = taking.changed.drain(..).collect();
        if keep == Keep::Stored {
            return Ok(());
        }
        for own in &changed {
            self.changed += 1;
            match cx.form {
                Form::Json => cx.json(changed_json(file, own))?,
                Form::Text if self.changed <= SHOWN => tell_change(cx, taking.outcome.list, own)?,
                Form::Text => {}
            }
        }
        Ok(())
    }

    fn end(&self, cx: &mut Cx) -> Result<(), CliError> {
        if self.bad.len() > TOLD {
            let more = (self.bad.len() - TOLD).to_string();
            cx.tell(&cx.say_with("roster.more_bad", &[("count", &more)]));
        }
        if self.changed > SHOWN && cx.form == Form::Text {
            let more = (self.changed - SHOWN).to_string();
            let line = cx.say_with("roster.more_changes", &[("count", &more)]);
            cx.line(&line)?;
        }
        Ok(())
    }
}

/// Returns why a row is bad, in words.
fn reason(cx: &Cx, bad: &BadRow) -> String {
    cx.say_with(
        &format!("bad.{}", bad.reason.code()),
        &[("value", &bad.value)],
    )
}

fn tell_bad(cx: &mut Cx, file: &str, bad: &BadRow) -> Result<(), CliError> {
    match cx.form {
        Form::Text => {
            let (line, reason) = (bad.line.to_string(), reason(cx, bad));
            let values = [("file", file), ("line", &*line), ("reason", &*reason)];
            cx.tell(&cx.say_with("roster.bad", &values));
            Ok(())
        }
        Form::Json => cx.json(json!({
            "file": file,
            "outcome": "bad",
            "line": bad.line,
            "column": bad.column,
            "reason": bad.reason.code(),
            "value": bad.value,
        })),
    }
}

fn tell_change(cx: &mut Cx, list: List, own: &Changed) -> Result<(), CliError> {
    cx.line(&own.name)?;
    for (field, old, new) in &own.fields {
        let dash = |words: &str| {
            if words.is_empty() {
                "-".to_owned()
            } else {
                words.replace('\n', " / ")
            }
        };
        let (old, new) = (dash(old), dash(new));
        let values = [
            ("field", &*roster_title(list, *field, cx.lang)),
            ("old", &*old),
            ("new", &*new),
        ];
        let line = cx.say_with("ledger.change", &values);
        cx.line(&line)?;
    }
    Ok(())
}

fn changed_json(file: &str, own: &Changed) -> serde_json::Value {
    let changes = own
        .fields
        .iter()
        .map(|(field, old, new)| json!({ "field": field.code(), "old": old, "new": new }));
    json!({
        "file": file,
        "outcome": "changed",
        "line": own.line,
        "name": own.name,
        "changes": changes.collect::<Vec<_>>(),
    })
}

fn write_bad(
    cx: &Cx,
    layout: &Layout,
    bad: &[BadRow],
    path: Option<&Path>,
) -> Result<(), CliError> {
    let Some(path) = path.filter(|_| !bad.is_empty()) else {
        return Ok(());
    };
    let written = bad_rows(layout, bad, &|bad| reason(cx, bad));
    write_private(path, &written, Over::Refused).map_err(|error| {
        let reason = file_reason(&error, cx.lang);
        let values = [("path", &*shown(path)), ("error", &*reason)];
        CliError::failed(cx.say_with("unwritten", &values))
    })?;
    let count = bad.len().to_string();
    let values = [("count", &*count), ("path", &*shown(path))];
    cx.tell(&cx.say_with("ledger.bad_written", &values));
    Ok(())
}

fn refusal(cx: &Cx, path: &Path, error: Refused) -> CliError {
    let name = shown(path);
    match error {
        Refused::Io(error) => unread(path, &error, cx.lang),
        Refused::Format(error) => CliError::failed(papers::refusal(&name, error, cx.lang)),
        Refused::NoHeader => {
            CliError::failed(cx.say("roster.no_header")).hint(cx.say("hint.roster_header"))
        }
        Refused::NoName(layout) => {
            CliError::usage(cx.say("roster.no_name_column")).hint(columns_hint(cx, &layout))
        }
        Refused::Mapping(layout, faults) => mapping_error(cx, &layout, &faults),
        Refused::Store(error) => cx.trouble(&error),
    }
}

fn columns_hint(cx: &Cx, layout: &Layout) -> String {
    mapping::columns_hint(cx, layout.columns.iter().map(|own| own.label.as_str()))
}

fn mapping_error(cx: &Cx, layout: &Layout, faults: &[Unmapped]) -> CliError {
    let fields = layout.list.columns().iter();
    let fields: Vec<String> = fields
        .map(|(field, label)| format!("{label} ({})", field.code()))
        .collect();
    let columns = layout.columns.iter().map(|own| own.label.as_str());
    mapping::refused(cx, faults, columns, &fields)
}

fn report(cx: &mut Cx, file: &str, taking: &Taking, keep: Keep) -> Result<(), CliError> {
    let own = &taking.outcome;
    if !own.ignored.is_empty() {
        let values = [("file", file), ("columns", &*own.ignored.join("、"))];
        cx.tell(&cx.say_with("roster.ignored", &values));
    }
    let dry = keep == Keep::Nothing;
    let encoding = own.encoding.unwrap_or(own.format);
    match cx.form {
        Form::Text => {
            let list = cx.say(&format!("list.{}", own.list.code()));
            let counts = [
                own.added,
                own.updated,
                own.unchanged,
                own.bad,
                own.employers,
            ];
            let counts = counts.map(|n| n.to_string());
            let values = [
                ("file", file),
                ("list", &*list),
                ("encoding", encoding),
                ("added", &*counts[0]),
                ("updated", &*counts[1]),
                ("unchanged", &*counts[2]),
                ("bad", &*counts[3]),
                ("employers", &*counts[4]),
            ];
            let key = if dry { "roster.would" } else { "roster.done" };
            let line = cx.say_with(key, &values);
            cx.line(&line)?;
            if own.employers > 0 {
                let key = if dry {
                    "roster.would_employers"
                } else {
                    "roster.employers"
                };
                let line = cx.say_with(key, &values);
                cx.line(&line)?;
            }
            Ok(())
        }
        Form::Json => cx.json(json!({
            "file": file,
            "outcome": if dry { "read" } else { "stored" },
            "list": own.list.code(),
            "format": own.format,
            "encoding": encoding,
            "rows": own.rows,
            "resumed": own.resumed,
            "added": own.added,
            "updated": own.updated,
            "unchanged": own.unchanged,
            "bad": own.bad,
            "employers": own.employers,
            "ignored": own.ignored,
            "columns": columns_json(taking.layout()),
        })),
    }
}

fn columns_json(layout: &Layout) -> Vec<serde_json::Value> {
    let columns = layout.columns.iter().map(|own| {
        json!({ "label": own.label, "field": own.field.map(crate::ingest::roster::Field::code) })
    });
    columns.collect()
}

/// How far it is, on one line of a terminal or a line every tenth in a log; Ctrl-C stops it, and what is
/// written stays.
struct Progress {
    begun: Instant,
    drawn: bool,
    last: Option<u64>,
}

impl Progress {
    fn begin() -> Self {
        Self {
            begun: Instant::now(),
            drawn: io::stderr().is_terminal(),
            last: None,
        }
    }

    fn tell(&mut self, cx: &Cx, taking: &Taking) {
        if self.begun.elapsed() < SILENCE {
            return;
        }
        let percent = taking.share().map(|share| (share * 100.0) as u64);
        let mark = percent.map_or(taking.outcome.rows / 100_000, |percent| percent / 10);
        if !self.drawn && self.last == Some(mark) {
            return;
        }
        self.last = Some(mark);
        let rows = taking.outcome.rows.to_string();
        let percent = percent.map_or(String::new(), |percent| format!("{percent}%"));
        let line = cx.say_with("roster.progress", &[("rows", &rows), ("percent", &percent)]);
        // With stderr closed nobody can be told.
        let _ = if self.drawn {
            write!(io::stderr(), "\r{line}")
        } else {
            writeln!(io::stderr(), "{line}")
        };
    }

    /// The rows are done with; what is left takes a while after many.
    fn end(&self, cx: &Cx) {
        if self.last.is_none() {
            return;
        }
        if self.drawn {
            let _ = writeln!(io::stderr());
        }
        let _ = writeln!(io::stderr(), "{}", cx.say("roster.indexing"));
    }
}
