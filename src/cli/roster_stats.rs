//! `anfu roster stats`: the roster by one field or two, as a plot, a table, objects or a workbook.

use std::{
    io::{self, ErrorKind, IsTerminal, Write},
    path::PathBuf,
    time::{Duration, Instant},
};

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use super::{
    cx::{Cx, Form, shown},
    error::{CliError, Fault},
    proposal_text::columns,
    slip::pointed,
};
use crate::{
    app::{
        figure::{field_word, tongue},
        looks::{Look, ready},
        plot::{self, number, share, share_word, unit_word},
    },
    figure::{Pivot, PivotTable, Subject, Tongue, Value},
    run::{
        office::Office,
        pivots::Counting,
        write::{Over, write},
    },
    sheet::{Column, ColumnKind, Table, xlsx},
    text::{clean, width},
};

/// How long nothing is said of progress. Source: product 3, half a second.
const SILENCE: Duration = Duration::from_millis(500);
/// Columns of a plot in text.
const WIDTH: u16 = 78;

/// Which share stands beside the numbers of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Row,
    Column,
    All,
}

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    if let Some(name) = matches.get_one::<String>("remove") {
        return remove(cx, name);
    }
    let Some(look) = asked(cx, matches)? else {
        return list(cx);
    };
    if let Some(name) = matches.get_one::<String>("save") {
        save(cx, &look, name)?;
    }
    let office = cx.read()?;
    let table = counted(cx, &office, &look)?;
    let of = match matches.get_one::<String>("share").map(String::as_str) {
        Some("column") => Of::Column,
        Some("all") => Of::All,
        _ => Of::Row,
    };
    if let Some(path) = matches.get_one::<PathBuf>("xlsx") {
        let over = if matches.get_flag("force") {
            Over::Forced
        } else {
            Over::Refused
        };
        return workbook(cx, &look, &table, of, path, over);
    }
    match cx.form {
        Form::Json => objects(cx, &look, &table),
        Form::Text => text(cx, &look, &table, of),
    }
}

/// Counts, and tells a person who waits how far it is; a pipe or a log hears nothing of it.
fn counted(cx: &Cx, office: &Office, look: &Look) -> Result<PivotTable, CliError> {
    let mut counting =
        Counting::of(office, look.pivot.clone()).map_err(|error| cx.trouble(&error))?;
    let (begun, sees) = (Instant::now(), io::stderr().is_terminal());
    let mut told = None;
    while !counting.is_whole() {
        counting.go_on(office).map_err(|error| cx.trouble(&error))?;
        let percent = counting.done() / 10;
        if sees && begun.elapsed() >= SILENCE && told != Some(percent) {
            told = Some(percent);
            let values = [("percent", &*percent.to_string())];
            // With stderr closed nobody can be told.
            let _ = write!(
                io::stderr(),
                "\r{}",
                cx.say_with("roster.counting", &values)
            );
        }
    }
    if told.is_some() {
        let _ = writeln!(io::stderr());
    }
    Ok(counting.table())
}

/// Returns what is asked: by a name, by a line, or put together of options; none when nothing is.
fn asked(cx: &mut Cx, matches: &ArgMatches) -> Result<Option<Look>, CliError> {
    let option = |id: &str| matches.get_one::<String>(id).map(String::as_str);
    let typed: Vec<&str> = matches
        .get_many::<String>("question")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let typed = clean::line(&typed.join(" ")).text;
    let parts = [
        ("", option("where")),
        ("", option("measure")),
        ("by:", option("by")),
        ("and:", option("and")),
    ];
    if parts.iter().all(|(_, own)| own.is_none()) && option("of").is_none() {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let saved = looks(cx)?;
        if let Some(look) = saved.into_iter().find(|own| own.is_named(typed.trim())) {
            return Ok(Some(look));
        }
    }
    let mut line = typed;
    if line.trim().is_empty() {
        option("of")
            .unwrap_or(Subject::People.en())
            .clone_into(&mut line);
    }
    for (head, value) in parts {
        if let Some(value) = value {
            line.push(' ');
            line.push_str(head);
            line.push_str(&clean::line(value).text);
        }
    }
    let pivot = Pivot::read(&line).map_err(|slip| pointed(cx, &line, &slip))?;
    Ok(Some(Look::unnamed(pivot)))
}

/// Returns what can be asked by name.
///
/// # Errors
/// When the store cannot be read; without a store there is what the program brings.
pub fn looks(cx: &mut Cx) -> Result<Vec<Look>, CliError> {
    let saved = match cx.read() {
        Ok(office) => office.store.looks().map_err(|error| cx.trouble(&error))?,
        Err(error) if error.fault == Fault::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let saved = saved.into_iter().map(Look::from);
    Ok(ready().iter().cloned().chain(saved).collect())
}

/// Saves a question under a name.
fn save(cx: &mut Cx, look: &Look, name: &str) -> Result<(), CliError> {
    let name = clean::line(name).text;
    let name = name.trim();
    if name.is_empty() || ready().iter().any(|own| own.is_named(name)) {
        let says = cx.lang.say_with("look.bad_name", &[("name", name)]);
        return Err(CliError::usage(says));
    }
    let mut office = cx.write()?;
    office
        .store
        .save_look(name, &look.pivot)
        .map_err(|error| cx.trouble(&error))?;
    cx.tell(&cx.lang.say_with("look.saved", &[("name", name)]));
    Ok(())
}

/// Removes what was saved under a name.
fn remove(cx: &mut Cx, name: &str) -> Result<(), CliError> {
    let name = clean::line(name).text;
    let saved = looks(cx)?;
    let Some(id) = saved
        .iter()
        .find(|own| own.is_named(&name))
        .and_then(|own| own.own)
    else {
        let says = cx.lang.say_with("look.none_saved", &[("name", &name)]);
        return Err(CliError::not_found(says));
    };
    let mut office = cx.write()?;
    office
        .store
        .remove_look(id)
        .map_err(|error| cx.trouble(&error))?;
    cx.tell(&cx.lang.say_with("look.removed", &[("name", &name)]));
    Ok(())
}

fn list(cx: &mut Cx) -> Result<(), CliError> {
    let looks = looks(cx)?;
    let rows: Vec<Vec<String>> = looks
        .iter()
        .map(|own| vec![own.name(cx.lang), own.pivot.print(tongue(cx.lang))])
        .collect();
    match cx.form {
        Form::Text => columns(&rows).iter().try_for_each(|line| cx.line(line)),
        Form::Json => looks.iter().try_for_each(|own| {
            let (zh, en) = (own.pivot.print(Tongue::Zh), own.pivot.print(Tongue::En));
            cx.json(json!({ "name": own.name(cx.lang), "question": en, "question_zh": zh }))
        }),
    }
}

/// Returns what is counted, how, and of how many.
fn definition(cx: &Cx, look: &Look, table: &PivotTable) -> String {
    let measure = look.pivot.question().measure;
    let code = format!("{}_{}", look.pivot.subject().en(), measure.en()).replace('-', "_");
    let values = [
        ("base", &*number(table.base)),
        ("unit", unit_word(table.unit, cx.lang)),
        ("definition", &*cx.lang.word("measure", &code)),
    ];
    cx.lang.say_with("plot.definition", &values)
}

fn text(cx: &mut Cx, look: &Look, table: &PivotTable, of: Of) -> Result<(), CliError> {
    let line = look.pivot.print(tongue(cx.lang));
    let name = look.name(cx.lang);
    if name != line {
        cx.line(&name)?;
    }
    cx.line(&line)?;
    cx.line(&definition(cx, look, table))?;
    cx.line("")?;
    if look.pivot.and().is_none() {
        let drawing = plot::draw_whole(&look.pivot, table, cx.lang, WIDTH);
        return plot::lines(&drawing)
            .iter()
            .try_for_each(|line| cx.line(line));
    }
    let rows = cells(cx, look, table, of);
    for line in right_aligned(&rows) {
        cx.line(&line)?;
    }
    let key = match of {
        Of::Row => "plot.of_row",
        Of::Column => "plot.of_column",
        Of::All => "plot.of_all",
    };
    cx.line(cx.lang.say(key))?;
    if table.rest() > 0 {
        let values = [
            ("n", &*number(table.rest())),
            ("base", &*number(table.base)),
        ];
        cx.line(&cx.lang.say_with("plot.rest", &values))?;
    }
    if look.pivot.question().mixes_targets() {
        cx.line(cx.lang.say("figure.targets_mixed"))?;
    }
    if !look.pivot.cells_sum() {
        cx.line(cx.lang.say("plot.overlap"))?;
    }
    Ok(())
}

/// Returns what a share of a cell is of.
fn base(table: &PivotTable, row: Option<usize>, col: Option<usize>, of: Of) -> i64 {
    match of {
        Of::Row => table.amount(row, None),
        Of::Column => table.amount(None, col),
        Of::All => table.base,
    }
}

/// Returns every row and column of a table, the totals last.
fn places(len: usize) -> impl Iterator<Item = Option<usize>> + Clone {
    (0..len).map(Some).chain([None])
}

fn word(cx: &Cx, value: Option<&Value>) -> String {
    value.map_or_else(
        || cx.lang.say("plot.all").to_owned(),
        |value| plot::word(value, cx.lang),
    )
}

/// Returns the table in words: a head, then each row with number and share.
fn cells(cx: &Cx, look: &Look, table: &PivotTable, of: Of) -> Vec<Vec<String>> {
    let by = look.pivot.fields().map(|own| field_word(own, cx.lang));
    let mut head = vec![by.collect::<Vec<_>>().join(" \\ ")];
    for col in places(table.cols.len()) {
        head.push(word(cx, col.map(|at| &table.cols[at].value)));
        head.push(String::new());
    }
    let mut rows = vec![head];
    for row in places(table.rows.len()) {
        let mut line = vec![word(cx, row.map(|at| &table.rows[at].value))];
        for col in places(table.cols.len()) {
            let amount = table.amount(row, col);
            line.push(number(amount));
            line.push(share_word(amount, base(table, row, col, of)));
        }
        rows.push(line);
    }
    rows
}

/// Lines up a table: names to the left, numbers and what heads them to the right.
fn right_aligned(rows: &[Vec<String>]) -> Vec<String> {
    let many = rows.first().map_or(0, Vec::len);
    let mut cols: Vec<usize> = (0..many)
        .map(|at| {
            rows[1..]
                .iter()
                .map(|row| width::of(&row[at]))
                .max()
                .unwrap_or(0)
        })
        .collect();
    if let (Some(first), Some(head)) = (cols.first_mut(), rows.first()) {
        *first = width::of(&head[0]).max(*first);
    }
    // A head stands over a number and its share.
    for at in (1..many).step_by(2) {
        let room = cols[at] + 1 + cols[at + 1];
        cols[at] += width::of(&rows[0][at]).saturating_sub(room);
    }
    let line = |(place, row): (usize, &Vec<String>)| {
        let mut line = width::pad(&row[0], cols[0]);
        for at in (1..many).step_by(2) {
            let blank = |room: usize, text: &str| " ".repeat(room.saturating_sub(width::of(text)));
            line.push_str("  ");
            if place == 0 {
                line.push_str(&blank(cols[at] + 1 + cols[at + 1], &row[at]));
                line.push_str(&row[at]);
                continue;
            }
            line.push_str(&blank(cols[at], &row[at]));
            line.push_str(&row[at]);
            line.push(' ');
            line.push_str(&blank(cols[at + 1], &row[at + 1]));
            line.push_str(&row[at + 1]);
        }
        line.truncate(line.trim_end().len());
        line
    };
    rows.iter().enumerate().map(line).collect()
}

fn objects(cx: &mut Cx, look: &Look, table: &PivotTable) -> Result<(), CliError> {
    let pivot = &look.pivot;
    let fields: Vec<&str> = pivot.fields().map(crate::figure::Field::en).collect();
    let cols: Vec<Option<usize>> = if pivot.and().is_some() {
        places(table.cols.len()).collect()
    } else {
        vec![None]
    };
    let code = |value: Option<&Value>| match value {
        None | Some(Value::Nothing) => Json::Null,
        Some(own) => own.word(Tongue::En).into(),
    };
    for row in places(table.rows.len()) {
        for col in &cols {
            let row_value = row.map(|at| &table.rows[at].value);
            let col_value = col.map(|at| &table.cols[at].value);
            let amount = table.amount(row, *col);
            let kind = match (row, col) {
                (Some(_), Some(_)) => "cell",
                (Some(_), None) => "row",
                (None, Some(_)) => "column",
                (None, None) => "total",
            };
            let percent = |base: i64| share(amount, base).map(|own| own.to_string());
            let mut object = Map::new();
            let mut put = |name: &str, value: Json| object.insert(name.to_owned(), value);
            put("question", pivot.print(Tongue::En).into());
            put("kind", kind.into());
            put("by", fields[0].into());
            put("row", code(row_value));
            if fields.len() > 1 {
                put("and", fields[1].into());
                put("column", code(col_value));
            }
            put("amount", amount.into());
            put("unit", table.unit.word().into());
            put("of_row", percent(base(table, row, *col, Of::Row)).into());
            put(
                "of_column",
                percent(base(table, row, *col, Of::Column)).into(),
            );
            put("of_all", percent(table.base).into());
            if kind == "total" {
                put("base", table.base.into());
                put("in_no_cell", table.rest().into());
                put("cells_sum", pivot.cells_sum().into());
                put("mixes_targets", pivot.question().mixes_targets().into());
            }
            cx.json(Json::Object(object))?;
        }
    }
    Ok(())
}

/// Writes the table as a workbook: numbers first, then their shares.
fn workbook(
    cx: &mut Cx,
    look: &Look,
    table: &PivotTable,
    of: Of,
    path: &std::path::Path,
    over: Over,
) -> Result<(), CliError> {
    let pivot = &look.pivot;
    let cols: Vec<Option<usize>> = if pivot.and().is_some() {
        places(table.cols.len()).collect()
    } else {
        vec![None]
    };
    let of = if pivot.and().is_some() { of } else { Of::All };
    let by = pivot.fields().map(|own| field_word(own, cx.lang));
    let mut heads = vec![Column {
        label: by.collect::<Vec<_>>().join(" \\ "),
        kind: ColumnKind::Text,
    }];
    for kind in [ColumnKind::Count, ColumnKind::Share] {
        heads.extend(cols.iter().map(|col| {
            let label = word(cx, col.map(|at| &table.cols[at].value));
            let label = match kind {
                ColumnKind::Share => cx.lang.say_with("plot.share_of", &[("name", &label)]),
                _ => label,
            };
            Column { label, kind }
        }));
    }
    let rows = places(table.rows.len()).map(|row| {
        let mut line = vec![word(cx, row.map(|at| &table.rows[at].value))];
        line.extend(cols.iter().map(|col| table.amount(row, *col).to_string()));
        line.extend(cols.iter().map(|col| {
            let share = share(table.amount(row, *col), base(table, row, *col, of));
            share.map_or_else(String::new, |own| {
                format!("{}.{:04}", own.0 / 10_000, own.0 % 10_000)
            })
        }));
        line
    });
    let name = look.name(cx.lang);
    let sheet = Table {
        title: Some(format!("{name}  {}", definition(cx, look, table))),
        rows: rows.collect(),
        columns: heads,
        name,
    };
    let bytes = xlsx(&sheet).map_err(|error| CliError::failed(error.to_string()))?;
    if path.as_os_str() == "-" {
        return cx.bytes(&bytes);
    }
    let file = shown(path);
    write(path, &bytes, over).map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            let says = cx.say_with("letter.exists", &[("path", &file)]);
            return CliError::new(Fault::Refused, says).hint(cx.say("hint.force"));
        }
        let values = [("path", &*file), ("error", &*cx.why(&error))];
        CliError::failed(cx.say_with("unwritten", &values))
    })?;
    let count = sheet.rows.len().to_string();
    cx.tell(&cx.say_with("report.written", &[("path", &file), ("count", &count)]));
    match cx.form {
        Form::Text => Ok(()),
        Form::Json => {
            cx.json(json!({ "document": "stats", "path": file, "rows": sheet.rows.len() }))
        }
    }
}
