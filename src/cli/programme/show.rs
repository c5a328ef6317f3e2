//! Programmes on stdout: the list, one with all that follows from its entries, targets, points, caps.

use chrono::Datelike;
use clap::ArgMatches;
use serde_json::{Value, json};

use super::{as_json, entry_json, entry_row, kind_of, named, party_json, text_of, word_of};
use crate::{
    app::{
        programme::{Measured, ProgrammeView, TargetYear, gauge, percent},
        record::{FieldKind, Record},
    },
    cli::{
        cx::{Cx, Form},
        error::CliError,
        proposal_text::{columns, labelled},
    },
    domain::programme::{
        ProgrammeKind,
        cap::{Balance, Cap, Over},
        points::hundredths,
    },
    run::{
        office::Office,
        programmes::{Years, cap_words, name_id},
    },
    store::NameId,
};

/// How many signs a gauge has. Chosen by us: a line of 80 columns still has room for the words.
const SIGNS: usize = 20;

fn year_of(matches: &ArgMatches) -> Option<i32> {
    matches.get_one::<i32>("year").copied()
}

/// Lists programmes.
pub fn list(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let kind = match matches.get_one::<String>("programme-kind") {
        Some(word) => Some(kind_of(cx, word)?),
        None => None,
    };
    let year = year_of(matches);
    let office = cx.read()?;
    let heads = office
        .store
        .programmes(kind, usize::MAX)
        .map_err(|error| cx.trouble(&error))?;
    let in_year = |own: &crate::domain::programme::ProgrammeHead| {
        let first = own.start.map(|day| day.year());
        let last = own.end.map(|day| day.year()).or(first);
        year.is_none_or(|year| {
            first.is_some_and(|first| first <= year) && last.is_none_or(|last| year <= last)
        })
    };
    let mut rows = Vec::new();
    for own in heads.iter().filter(|own| in_year(own)) {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        match cx.form {
            Form::Json => cx.json(json!({
                "id": own.id.0,
                "kind": own.kind.code(),
                "name": own.name,
                "level": own.level.map(crate::domain::craftsman::HonourLevel::code),
                "start": day(own.start),
                "end": day(own.end),
                "entries": own.entries,
                "paid_yuan": own.paid_yuan,
            }))?,
            Form::Text => {
                let paid = match own.kind {
                    ProgrammeKind::Subsidy => cx
                        .lang
                        .say_with("programme.yuan", &[("n", &own.paid_yuan.to_string())]),
                    _ => String::new(),
                };
                rows.push(vec![
                    word_of(own.id),
                    cx.word("programme.kind", own.kind.code()),
                    day(own.start).unwrap_or_else(|| "-".into()),
                    own.entries.to_string(),
                    paid,
                    own.name.clone(),
                ]);
            }
        }
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

fn view(
    cx: &Cx,
    office: &Office,
    matches: &ArgMatches,
    years: Years,
) -> Result<ProgrammeView, CliError> {
    let kept = named(cx, office, text_of(matches, "programme"))?;
    let view = office
        .programme(kept.id, years)
        .map_err(|error| cx.trouble(&error))?;
    view.ok_or_else(|| {
        CliError::not_found(cx.say_with("programme.none", &[("word", &word_of(kept.id))]))
    })
}

/// Shows one programme.
pub fn one(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let view = view(cx, &office, matches, Years::All)?;
    match cx.form {
        Form::Json => {
            let json = one_json(cx, &office, &view)?;
            cx.json(json)
        }
        Form::Text => one_text(cx, &office, &view),
    }
}

fn one_json(cx: &Cx, office: &Office, view: &ProgrammeView) -> Result<Value, CliError> {
    let mut json = as_json(&view.kept);
    let entries: Vec<Value> = view
        .entries
        .iter()
        .map(|own| {
            let who = own.who.as_ref().map(|(id, name)| (*id, name.as_str()));
            entry_json(view.kept.id, &own.kept, who)
        })
        .collect();
    let mut over = Vec::new();
    for own in &view.overs {
        over.push(over_json(cx, office, own)?);
    }
    let mut sums = Vec::new();
    for own in &view.sums {
        sums.push(sum_json(cx, office, own)?);
    }
    if let Some(into) = json.as_object_mut() {
        into.insert(
            "reached".into(),
            view.targets.iter().map(target_json).collect(),
        );
        into.insert(
            "balances".into(),
            view.balances.iter().map(balance_json).collect(),
        );
        into.insert("over".into(), over.into());
        into.insert("points".into(), sums.into());
        into.insert("entries".into(), entries.into());
    }
    Ok(json)
}

fn one_text(cx: &mut Cx, office: &Office, view: &ProgrammeView) -> Result<(), CliError> {
    let record = Record::Programme(Box::new(view.kept.value.clone()));
    let kind = cx.word("programme.kind", view.kept.value.kind.code());
    let mut pairs = vec![(
        cx.say("label.row"),
        format!("{}  {kind}", word_of(view.kept.id)),
    )];
    for (field, form) in record.fields() {
        let mut value = record.told(field, cx.lang);
        if let (FieldKind::Choice(table, _), false) = (form, value.is_empty()) {
            value = cx.word(table, &value);
        }
        pairs.push((cx.lang.say(&record.label(field)).to_owned(), value));
    }
    labelled(&pairs).iter().try_for_each(|line| cx.line(line))?;
    balance_lines(cx, &view.balances)?;
    over_lines(cx, office, &view.overs)?;
    target_lines(cx, &view.targets)?;
    sum_lines(cx, office, view)?;
    let standing = view.entries.iter().filter(|own| own.kept.stands());
    let rows: Vec<Vec<String>> = standing
        .map(|own| {
            let who = own.who.as_ref().map(|(id, name)| (*id, name.as_str()));
            entry_row(&own.kept, who, cx.lang)
        })
        .collect();
    columns(&rows).iter().try_for_each(|line| cx.line(line))?;
    let struck = view.entries.len() - rows.len();
    if struck > 0 {
        cx.tell(&cx.say_with("programme.struck", &[("count", &struck.to_string())]));
    }
    Ok(())
}

fn balance_json(own: &Balance) -> Value {
    json!({
        "year": own.year,
        "budget_yuan": own.budget,
        "paid_yuan": own.paid,
        "left_yuan": own.left(),
        "payments": own.payments,
    })
}

fn balance_lines(cx: &mut Cx, balances: &[Balance]) -> Result<(), CliError> {
    for own in balances {
        let (year, paid) = (own.year.to_string(), own.paid.to_string());
        let payments = own.payments.to_string();
        let mut values = vec![("year", &*year), ("paid", &paid), ("payments", &payments)];
        let (budget, left) = (
            own.budget.unwrap_or_default().to_string(),
            own.left().unwrap_or_default().to_string(),
        );
        values.extend([("budget", &*budget), ("left", &*left)]);
        let key = if own.budget.is_some() {
            "balance"
        } else {
            "paid"
        };
        let line = cx.lang.say_with(&format!("programme.{key}"), &values);
        let drawn = own.budget.map(|budget| gauge(own.paid, budget, SIGNS));
        let line = format!("{} {line}", drawn.unwrap_or_default());
        cx.line(line.trim())?;
    }
    Ok(())
}

/// Shows the targets of a plan with what was reached.
pub fn reached(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let years = year_of(matches).map_or(Years::All, Years::One);
    let office = cx.read()?;
    let view = view(cx, &office, matches, years)?;
    if view.kept.value.kind != ProgrammeKind::Plan {
        return Err(CliError::usage(
            cx.say_with("programme.no_plan", &[("name", &view.kept.value.name)]),
        ));
    }
    match cx.form {
        Form::Json => view.targets.iter().try_for_each(|own| {
            let mut json = target_json(own);
            if let Some(into) = json.as_object_mut() {
                into.insert("programme".into(), view.kept.id.0.into());
            }
            cx.json(json)
        }),
        Form::Text => target_lines(cx, &view.targets),
    }
}

fn target_json(own: &TargetYear) -> Value {
    let (question, on, source) = match &own.by {
        Measured::Asked(line) | Measured::Unread(line) => (Some(line), None, None),
        Measured::Stated(on, source) => (None, Some(on.to_string()), Some(source)),
        Measured::Unknown => (None, None, None),
    };
    json!({
        "target": own.target,
        "unit": own.unit,
        "year": own.year,
        "goal": own.goal,
        "reached": own.reached,
        "percent": own.reached.and_then(|reached| percent(reached, own.goal)),
        "question": question,
        "stated_on": on,
        "source": source,
    })
}

fn target_lines(cx: &mut Cx, targets: &[TargetYear]) -> Result<(), CliError> {
    let rows: Vec<Vec<String>> = targets
        .iter()
        .map(|own| {
            let (drawn, share) = match own.reached {
                Some(reached) => (
                    gauge(reached, own.goal, SIGNS),
                    percent(reached, own.goal).unwrap_or_default(),
                ),
                None => (cx.lang.say("programme.unknown").to_owned(), String::new()),
            };
            let reached = own
                .reached
                .map_or_else(|| "?".to_owned(), |own| own.to_string());
            let by = match &own.by {
                Measured::Asked(line) => line.clone(),
                Measured::Unread(line) => cx.lang.say_with("programme.unread", &[("line", line)]),
                Measured::Stated(on, source) => format!("{on} {source}"),
                Measured::Unknown => String::new(),
            };
            vec![
                own.year.to_string(),
                own.target.clone(),
                drawn,
                format!("{reached}/{}{}", own.goal, own.unit),
                share,
                by,
            ]
        })
        .collect();
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

/// Shows how those assessed stand.
pub fn points(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let mut view = view(cx, &office, matches, Years::Now)?;
    if let Some(year) = year_of(matches) {
        view.sums.retain(|own| own.year == year);
    }
    match cx.form {
        Form::Json => {
            for own in &view.sums {
                let json = sum_json(cx, &office, own)?;
                cx.json(json)?;
            }
            Ok(())
        }
        Form::Text => sum_lines(cx, &office, &view),
    }
}

fn name(cx: &Cx, office: &Office, id: NameId) -> Result<String, CliError> {
    let name = office.name_of(id).map_err(|error| cx.trouble(&error))?;
    Ok(name.unwrap_or_default())
}

fn sum_json(
    cx: &Cx,
    office: &Office,
    own: &crate::domain::programme::points::Sum,
) -> Result<Value, CliError> {
    let id = name_id(own.who);
    Ok(json!({
        "year": own.year,
        "who": party_json(id, &name(cx, office, id)?),
        "points_hundredths": own.points,
        "points": hundredths(own.points),
        "entries": own.entries,
        "passed": own.passed,
    }))
}

fn sum_lines(cx: &mut Cx, office: &Office, view: &ProgrammeView) -> Result<(), CliError> {
    let mut rows = Vec::new();
    for own in &view.sums {
        let passed = match own.passed {
            Some(true) => "programme.passed",
            Some(false) => "programme.not_passed",
            None => "programme.no_mark",
        };
        rows.push(vec![
            own.year.to_string(),
            name(cx, office, name_id(own.who))?,
            cx.lang
                .say_with("programme.points", &[("n", &hundredths(own.points))]),
            cx.lang.say(passed).to_owned(),
        ]);
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

/// Lists what was paid beyond a cap.
pub fn over(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let all = office
        .all_overs(year_of(matches))
        .map_err(|error| cx.trouble(&error))?;
    for (kept, own) in all {
        match cx.form {
            Form::Json => {
                let mut json = over_json(cx, &office, &own)?;
                if let Some(into) = json.as_object_mut() {
                    into.insert("programme".into(), kept.id.0.into());
                    into.insert("name".into(), kept.value.name.clone().into());
                }
                cx.json(json)?;
            }
            Form::Text => {
                cx.line(&format!("{}  {}", word_of(kept.id), kept.value.name))?;
                over_lines(cx, &office, std::slice::from_ref(&own))?;
            }
        }
    }
    Ok(())
}

fn over_json(cx: &Cx, office: &Office, own: &Over) -> Result<Value, CliError> {
    let who = match own.who.map(name_id) {
        Some(id) => Some(party_json(id, &name(cx, office, id)?)),
        None => None,
    };
    let caps: Vec<Value> = own
        .caps
        .iter()
        .map(|cap: &Cap| {
            let (allowed, now) = cap.numbers();
            json!({ "cap": cap.code(), "allowed": allowed, "now": now })
        })
        .collect();
    Ok(json!({
        "entry": own.entry.0,
        "who": who,
        "on": own.on.to_string(),
        "yuan": own.yuan,
        "caps": caps,
        "reason": own.reason,
    }))
}

fn over_lines(cx: &mut Cx, office: &Office, overs: &[Over]) -> Result<(), CliError> {
    for own in overs {
        let who = match own.who.map(name_id) {
            Some(id) => name(cx, office, id)?,
            None => String::new(),
        };
        let caps: Vec<String> = own
            .caps
            .iter()
            .map(|cap| cap_words(*cap, cx.lang))
            .collect();
        let caps = caps.join(cx.lang.pick("；", "; "));
        let (row, yuan) = (own.entry.0.to_string(), own.yuan.to_string());
        let reason = own
            .reason
            .clone()
            .unwrap_or_else(|| cx.lang.say("programme.no_reason").to_owned());
        let values = [
            ("entry", row.as_str()),
            ("on", &own.on.to_string()),
            ("who", &who),
            ("yuan", &yuan),
            ("caps", &caps),
            ("reason", &reason),
        ];
        let line = cx.lang.say_with("programme.over_line", &values);
        cx.line(&line)?;
    }
    Ok(())
}

/// Lists the tables of points with their items, and says how many are wrong.
pub fn tables(cx: &mut Cx) -> Result<(), CliError> {
    let tables = cx.points();
    for own in tables.all() {
        match cx.form {
            Form::Json => {
                let items: Vec<Value> = own
                    .items
                    .iter()
                    .map(|item| {
                        json!({
                            "code": item.code,
                            "name": item.name,
                            "points_hundredths": item.points,
                            "most": item.most,
                        })
                    })
                    .collect();
                cx.json(json!({
                    "id": own.id,
                    "name": own.name,
                    "assessed": own.assessed.code(),
                    "pass_hundredths": own.pass,
                    "source": own.source,
                    "items": items,
                }))?;
            }
            Form::Text => {
                let assessed = cx.word("programme.assessed", own.assessed.code());
                let pass = own.pass.map_or_else(|| "-".into(), hundredths);
                let values = [
                    ("id", &*own.id),
                    ("name", &own.name),
                    ("assessed", &assessed),
                    ("pass", &pass),
                    ("source", &own.source),
                ];
                let line = cx.lang.say_with("programme.table_line", &values);
                cx.line(&line)?;
                let rows: Vec<Vec<String>> = own
                    .items
                    .iter()
                    .map(|item| {
                        let most = item.most.map(|most| format!("≤{most}")).unwrap_or_default();
                        vec![
                            format!("  {}", item.code),
                            item.name.clone(),
                            hundredths(item.points),
                            most,
                        ]
                    })
                    .collect();
                columns(&rows).iter().try_for_each(|line| cx.line(line))?;
            }
        }
    }
    if !tables.faults.is_empty() {
        let count = tables.faults.len().to_string();
        cx.tell(&cx.say_with("programme.faulty", &[("count", &count)]));
    }
    Ok(())
}
