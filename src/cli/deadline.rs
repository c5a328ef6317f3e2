//! `anfu deadline`: how an item's dates came about, and what they would be of a case that is no item.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{self, Cx, Form},
    error::{CliError, Fault},
    fields::code_of,
    named, rules,
};
use crate::{
    app::deadline::{step, told},
    domain::{
        deadline::Step,
        event::EventKind,
        proposal::{Case, Role},
        sitting::{Kind, Level, Period},
    },
    rules::{Line, Rules, WhatIf, calendar_with, lines, what_if},
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("explain", own)) => explain(cx, own),
        Some(("what-if", own)) => ask(cx, own),
        _ => Ok(()),
    }
}

fn explain(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let word = matches.get_one::<String>("item").map_or("", String::as_str);
    let office = cx.read()?;
    rules::warn(cx, &office.packs);
    let item = named::item(cx, &office, word)?;
    let case = item.proposal.value.case();
    let lines = lines(&case, &item.events, &office.rules);
    if cx.form == Form::Text {
        let head = named::candidate(cx, &item);
        cx.line(&head)?;
    }
    print(cx, &lines)
}

/// Reads an option whose value is a code or its word.
fn code<T: Copy>(
    cx: &Cx,
    matches: &ArgMatches,
    table: &'static str,
    all: &[T],
    code: fn(T) -> &'static str,
) -> Result<Option<T>, CliError> {
    let Some(text) = matches.get_one::<String>(table) else {
        return Ok(None);
    };
    let codes: Vec<&'static str> = all.iter().map(|own| code(*own)).collect();
    let found = code_of(table, &codes, text);
    let found = found.and_then(|found| all.iter().find(|own| code(**own) == found));
    found.copied().map(Some).ok_or_else(|| {
        let text = crate::text::clean::line(text).text;
        let values = [
            ("field", table),
            ("text", &text),
            ("reason", &*cx.word("wrong", "choice")),
        ];
        CliError::usage(cx.say_with("wrong_value", &values))
            .hint(cx.say_with("hint.choices", &[("words", &codes.join(" "))]))
    })
}

/// Reads `--level`.
///
/// # Errors
/// When it is none.
pub fn level_arg(cx: &Cx, matches: &ArgMatches) -> Result<Option<Level>, CliError> {
    code(cx, matches, "level", Level::ALL, Level::code)
}

/// Reads `--kind`.
///
/// # Errors
/// When it is none.
pub fn kind_arg(cx: &Cx, matches: &ArgMatches) -> Result<Option<Kind>, CliError> {
    code(cx, matches, "kind", Kind::ALL, Kind::code)
}

/// Reads `--role`.
///
/// # Errors
/// When it is none.
pub fn role_arg(cx: &Cx, matches: &ArgMatches) -> Result<Option<Role>, CliError> {
    code(cx, matches, "role", Role::ALL, Role::code)
}

/// The rules of the unit, or of the pack that was named; a store is no need.
fn rules_of(cx: &Cx, named: Option<&str>) -> Result<Rules, CliError> {
    let (packs, mut own) = match cx.read() {
        Ok(office) => (office.packs, office.rules),
        Err(error) if error.fault == Fault::NotFound => (cx.packs(), Rules::default()),
        Err(error) => return Err(error),
    };
    rules::warn(cx, &packs);
    if own.calendar.years().next().is_none() {
        own.calendar = calendar_with(&[]);
    }
    if let Some(id) = named {
        own.pack = rules::pack(cx, &packs, id).map_err(|mut error| {
            error.fault = Fault::Usage;
            error
        })?;
    } else if let Some(pack) = packs.find(&own.pack.id) {
        own.pack = pack.clone();
    }
    Ok(own)
}

fn ask(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let named = matches.get_one::<String>("rules").map(String::as_str);
    let rules = rules_of(cx, named)?;
    let day = |id: &str| {
        let text = matches.get_one::<String>(id);
        text.map(|text| cx::day(text, cx.lang)).transpose()
    };
    let starts = [
        ("closed", EventKind::SessionClosed),
        ("received", EventKind::Received),
        ("assigned", EventKind::Assigned),
    ];
    let mut facts = Vec::new();
    for (id, kind) in starts {
        facts.extend(day(id)?.map(|on| (kind, on)));
    }
    if facts.is_empty() {
        return Err(CliError::usage(cx.say("deadline.no_start")));
    }
    let case = Case {
        level: Some(level_arg(cx, matches)?.unwrap_or(rules.pack.level)),
        kind: kind_arg(cx, matches)?.unwrap_or(Kind::Suggestion),
        period: if matches.get_flag("between") {
            Period::Between
        } else {
            Period::InSession
        },
        role: role_arg(cx, matches)?.unwrap_or(Role::Lead),
    };
    let asked = WhatIf {
        case,
        facts,
        extended: day("extended")?,
    };
    let lines = what_if(&asked, &rules);
    let put_off = lines
        .iter()
        .filter_map(|own| own.clock.as_ref())
        .any(|clock| {
            clock
                .steps
                .iter()
                .any(|own| matches!(own, Step::Extended { .. }))
        });
    if let Some(until) = asked.extended
        && !put_off
    {
        // Said and not refused: the other clocks are an answer all the same.
        let values = [("day", &*until.to_string())];
        cx.tell(&cx.say_with("deadline.not_put_off", &values));
    }
    if lines.is_empty() && cx.form == Form::Text {
        cx.tell(&cx.say("deadline.no_term"));
        return Ok(());
    }
    if cx.form == Form::Text {
        let words = [
            rules.pack.name.clone(),
            cx.word("level", asked.case.level.unwrap_or(rules.pack.level).code()),
            cx.word("kind", case.kind.code()),
            cx.word("period", case.period.code()),
            cx.word("role", case.role.code()),
        ];
        cx.line(&words.join(" "))?;
    }
    print(cx, &lines)
}

fn print(cx: &mut Cx, lines: &[Line]) -> Result<(), CliError> {
    if cx.form == Form::Text && lines.is_empty() {
        // The desk's own words name a key of the desk.
        return cx.line(&cx.say("deadline.nothing"));
    }
    if cx.form == Form::Text {
        let told = told(lines, cx.lang);
        return told.iter().try_for_each(|line| cx.line(line));
    }
    for own in lines {
        let value = as_json(cx, own);
        cx.json(value)?;
    }
    Ok(())
}

fn as_json(cx: &Cx, own: &Line) -> Value {
    let steps = own.clock.as_ref().map_or(&[][..], |clock| &clock.steps);
    let told = |own: &Step| {
        json!({
            "kind": own.code(),
            "day": own.day().map(|day| day.to_string()),
            "text": step(own, cx.lang),
        })
    };
    let mut warnings: Vec<String> = steps
        .iter()
        .filter(|own| own.warns())
        .map(|own| step(own, cx.lang))
        .collect();
    if let (None, Some(term)) = (&own.clock, &own.term) {
        if own.stands_in {
            let pack = std::sync::Arc::clone(&term.origin.pack);
            warnings.push(step(&Step::StandsIn(pack), cx.lang));
        }
        if !term.origin.confirmed {
            warnings.push(step(&Step::Unconfirmed, cx.lang));
        }
    }
    let (unit, number) = match (own.length(), &own.term) {
        (Some((unit, number)), _) => (Some(unit), Some(number)),
        (None, Some(_)) => (Some("date"), None),
        (None, None) => (None, None),
    };
    json!({
        "clock": own.kind.code(),
        "status": if own.clock.is_some() { "running" } else { "waiting" },
        "due": own.clock.as_ref().map(|clock| clock.due.to_string()),
        "start": { "event": own.event.code(), "on": own.started().map(|day| day.to_string()) },
        "unit": unit,
        "length": number,
        "source": own.term.as_ref().map(|term| term.origin.source.to_string()),
        "pack": own.term.as_ref().map(|term| term.origin.pack.to_string()),
        "confirmed": own.is_confirmed(),
        "waits_for": own.clock.as_ref().and_then(|clock| clock.asked_of()),
        "furthest": own.furthest.map(|day| day.to_string()),
        "steps": steps.iter().map(told).collect::<Vec<_>>(),
        "warnings": warnings,
    })
}
