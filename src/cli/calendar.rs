//! `anfu calendar`: the years of the working calendar, and bringing one in.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form, read_input, shown},
    error::{CliError, Fault},
    proposal_text::columns,
};
use crate::{
    app::{deadline::told_fault, views::Move},
    domain::calendar::{CalendarYear, is_weekend},
    ingest::encoding::decode,
    rules::{read_year, shipped_years},
    text::clean,
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("list", _)) => list(cx),
        Some(("show", own)) => show(cx, own),
        Some(("import", own)) => import(cx, own),
        _ => Ok(()),
    }
}

/// A year with where it is from.
type Own = (CalendarYear, &'static str);

/// Returns the years that hold: those of the store over the shipped ones.
fn years(cx: &Cx) -> Result<Vec<Own>, CliError> {
    let imported = match cx.read() {
        Ok(office) => {
            let years = office.store.calendar_years();
            years.map_err(|error| cx.trouble(&error))?
        }
        Err(error) if error.fault == Fault::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let shipped = shipped_years().iter();
    let mut all: Vec<Own> = shipped
        .filter(|own| imported.iter().all(|other| other.year != own.year))
        .map(|own| (own.clone(), "shipped"))
        .collect();
    all.extend(imported.into_iter().map(|own| (own, "store")));
    all.sort_by_key(|(own, _)| own.year);
    Ok(all)
}

fn list(cx: &mut Cx) -> Result<(), CliError> {
    let years = years(cx)?;
    if cx.form == Form::Json {
        return years
            .iter()
            .try_for_each(|(own, origin)| cx.json(as_json(own, origin)));
    }
    let rows: Vec<Vec<String>> = years
        .iter()
        .map(|(own, origin)| {
            let count = cx.say_with(
                "calendar.count",
                &[
                    ("free", &own.free.len().to_string()),
                    ("working", &own.working.len().to_string()),
                ],
            );
            let origin = cx.say(&format!("calendar.{origin}"));
            vec![own.year.to_string(), origin, count, own.source.clone()]
        })
        .collect();
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

fn as_json(own: &CalendarYear, origin: &str) -> Value {
    let days = |days: &[chrono::NaiveDate]| -> Vec<String> {
        days.iter().map(ToString::to_string).collect()
    };
    json!({
        "year": own.year,
        "origin": origin,
        "source": own.source,
        "free": days(&own.free),
        "working": days(&own.working),
    })
}

fn show(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let year = matches.get_one::<i32>("year").copied().unwrap_or_default();
    let found = years(cx)?.into_iter().find(|(own, _)| own.year == year);
    let Some((own, origin)) = found else {
        let year = year.to_string();
        let says = cx.say_with("calendar.no_year", &[("year", &year)]);
        return Err(CliError::not_found(says).hint(cx.say("calendar.hint_import")));
    };
    if cx.form == Form::Json {
        return cx.json(as_json(&own, origin));
    }
    cx.line(&own.source)?;
    let mut days: Vec<(chrono::NaiveDate, &str)> = Vec::new();
    days.extend(own.free.iter().map(|day| (*day, "free")));
    days.extend(own.working.iter().map(|day| (*day, "working")));
    days.sort_unstable();
    for (day, said) in days {
        let weekday = cx.word(
            "weekday",
            &chrono::Datelike::weekday(&day).to_string().to_lowercase(),
        );
        let mut said = cx.say(&format!("calendar.{said}"));
        if is_weekend(day) && own.free.contains(&day) {
            said = cx.say("calendar.weekend");
        }
        cx.line(&format!("{day}  {weekday}  {said}"))?;
    }
    Ok(())
}

fn import(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Ok(());
    };
    let bytes = read_input(path, cx.lang)?;
    let name = shown(path);
    let mut year = read_year(&name, &decode(&bytes).text).map_err(|faults| {
        let count = faults.len().to_string();
        let says = cx.say_with("calendar.faulty", &[("path", &name), ("count", &count)]);
        let error = CliError::new(Fault::Refused, says);
        let told = faults.iter().map(|fault| told_fault(fault, cx.lang));
        told.fold(error, CliError::hint)
    })?;
    year.source = clean::line(&year.source).text;
    // A file of one late holiday would put itself in the place of the whole year's: that is said.
    let known = years(cx)?.into_iter().map(|(own, _)| own);
    let before = known
        .filter(|own| own.year == year.year)
        .find(|own| (&own.free, &own.working) != (&year.free, &year.working));
    // Looking needs no store; bringing it in makes one.
    let wanted = matches.get_flag("yes");
    let mut office = if wanted {
        cx.create()?
    } else {
        match cx.read() {
            Err(error) if error.fault == Fault::NotFound => cx.nowhere()?,
            other => other?,
        }
    };
    let moves = office
        .moves(Some(&year))
        .map_err(|error| cx.trouble(&error))?;
    if wanted {
        office
            .apply(Some(&year))
            .map_err(|error| cx.trouble(&error))?;
    }
    if let Some(before) = before {
        let counts = [&before, &year].map(|own| (own.free.len(), own.working.len()));
        let [old, new] = counts.map(|(free, working)| {
            let (free, working) = (free.to_string(), working.to_string());
            cx.say_with("calendar.count", &[("free", &free), ("working", &working)])
        });
        let values = [
            ("year", &*year.year.to_string()),
            ("old", &*old),
            ("new", &*new),
        ];
        cx.tell(&cx.say_with("calendar.replaces", &values));
    }
    print(cx, &moves)?;
    let (year, count) = (year.year.to_string(), moves.len().to_string());
    let key = if wanted {
        "calendar.done"
    } else {
        "calendar.would"
    };
    cx.tell(&cx.say_with(key, &[("year", &year), ("count", &count)]));
    Ok(())
}

/// Prints what moves, a line each.
pub fn print(cx: &mut Cx, moves: &[Move]) -> Result<(), CliError> {
    if cx.form == Form::Json {
        return moves.iter().try_for_each(|own| {
            cx.json(json!({
                "id": own.id.0,
                "number": own.number,
                "title": own.title,
                "clock": own.clock.code(),
                "from": own.from.map(|day| day.to_string()),
                "to": own.to.map(|day| day.to_string()),
            }))
        });
    }
    let rows: Vec<Vec<String>> = moves
        .iter()
        .map(|own| {
            let day =
                |day: Option<chrono::NaiveDate>| day.map_or("-".into(), |day| day.to_string());
            vec![
                own.number
                    .clone()
                    .unwrap_or_else(|| format!("id:{}", own.id.0)),
                cx.word("clock", own.clock.code()),
                format!("{} -> {}", day(own.from), day(own.to)),
                own.title.clone(),
            ]
        })
        .collect();
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}
