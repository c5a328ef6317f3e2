//! `anfu programme`: contests, classes, subsidies, plans, assessments, and what is entered into them.

mod enter;
mod show;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form},
    error::{CliError, Fault},
    fields,
    proposal_text::columns,
    register,
};
use crate::{
    app::{programme::says, record::Record},
    domain::{
        id::ProgrammeId,
        programme::{KeptEntry, Programme, ProgrammeKind, Scheme, What},
    },
    lang::Lang,
    run::{office::Office, programmes::name_id},
    store::NameId,
    text::clean,
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("new", own)) => new(cx, own),
        Some(("set", own)) => set(cx, own),
        Some(("list", own)) => show::list(cx, own),
        Some(("show", own)) => show::one(cx, own),
        Some(("reached", own)) => show::reached(cx, own),
        Some(("points", own)) => show::points(cx, own),
        Some(("over", own)) => show::over(cx, own),
        Some(("tables", _)) => show::tables(cx),
        Some(("enter", own)) => enter::take_part(cx, own),
        Some(("pay", own)) => enter::pay(cx, own),
        Some(("count", own)) => enter::count(cx, own),
        Some(("score", own)) => enter::score(cx, own),
        Some(("strike", own)) => enter::strike(cx, own),
        Some(("log", own)) => {
            let office = cx.read()?;
            let kept = named(cx, &office, text_of(own, "programme"))?;
            register::log_of(cx, &office, NameId::Programme(kept.id))
        }
        Some(("undo", own)) => {
            let mut office = cx.write()?;
            let kept = named(cx, &office, text_of(own, "programme"))?;
            register::undo_of(cx, &mut office, NameId::Programme(kept.id), own)
        }
        _ => Err(CliError::told(Fault::Usage)),
    }
}

fn text_of<'a>(matches: &'a ArgMatches, id: &str) -> &'a str {
    matches.get_one::<String>(id).map_or("", String::as_str)
}

fn kind_of(cx: &Cx, word: &str) -> Result<ProgrammeKind, CliError> {
    let codes: Vec<&'static str> = ProgrammeKind::ALL.iter().map(|own| own.code()).collect();
    let code = fields::code_of("programme.kind", &codes, word);
    code.and_then(ProgrammeKind::from_code).ok_or_else(|| {
        let word = clean::line(word).text;
        CliError::usage(cx.say_with("programme.no_kind", &[("word", &word)]))
            .hint(cx.say_with("hint.choices", &[("words", &codes.join(" "))]))
    })
}

fn new(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let kind = kind_of(cx, text_of(matches, "programme-kind"))?;
    let name = clean::line(text_of(matches, "programme-name")).text;
    let mut record = Record::Programme(Box::new(Scheme::named(kind, "")));
    fields::set(cx, &mut record, "name", &name)?;
    set_pairs(cx, &mut record, matches, "set")?;
    let mut office = cx.create()?;
    save(cx, &mut office, None, &record)
}

fn set(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let kept = named(cx, &office, text_of(matches, "programme"))?;
    let mut record = Record::Programme(Box::new(kept.value.clone()));
    set_pairs(cx, &mut record, matches, "pairs")?;
    save(cx, &mut office, Some(kept), &record)
}

fn set_pairs(cx: &Cx, record: &mut Record, matches: &ArgMatches, id: &str) -> Result<(), CliError> {
    for pair in matches.get_many::<String>(id).into_iter().flatten() {
        let (name, value) = fields::pair(cx, pair)?;
        fields::set(cx, record, name, value)?;
    }
    Ok(())
}

fn save(
    cx: &mut Cx,
    office: &mut Office,
    seen: Option<Programme>,
    record: &Record,
) -> Result<(), CliError> {
    if let Some(field) = record.must()
        && record.get(field).trim().is_empty()
    {
        let label = cx.lang.say(&record.label(field)).to_owned();
        return Err(CliError::usage(
            cx.say_with("act_needs", &[("field", &label)]),
        ));
    }
    if let Some(wrong) = record.contradiction() {
        return Err(fields::wrong(
            cx,
            wrong.field,
            &record.get(wrong.field),
            wrong.reason,
        ));
    }
    if let Record::Programme(own) = record
        && let Some(id) = &own.table
        && office.points.find(id).is_none()
    {
        let known: Vec<String> = office
            .points
            .all()
            .iter()
            .map(|own| own.id.clone())
            .collect();
        let says = cx
            .lang
            .say_with("programme.refused.no_table", &[("id", id)]);
        return Err(CliError::not_found(says)
            .hint(cx.say_with("hint.choices", &[("words", &known.join(" "))])));
    }
    let seen = seen.map(|own| (NameId::Programme(own.id), own.version));
    let id = office
        .save_name(seen, record)
        .map_err(|error| cx.trouble(&error))?;
    let NameId::Programme(id) = id else {
        return Ok(());
    };
    let kept = read(cx, office, id)?;
    match cx.form {
        Form::Json => cx.json(as_json(&kept)),
        Form::Text => cx.line(&format!("{}  {}", word_of(id), kept.value.name)),
    }
}

/// Returns the word that names a programme: `programme:5`.
fn word_of(id: ProgrammeId) -> String {
    format!("programme:{}", id.0)
}

fn read(cx: &Cx, office: &Office, id: ProgrammeId) -> Result<Programme, CliError> {
    let found = office
        .store
        .programme(id)
        .map_err(|error| cx.trouble(&error))?;
    found.ok_or_else(|| {
        CliError::not_found(cx.say_with("programme.none", &[("word", &word_of(id))]))
    })
}

/// Finds the programme that a word means: `programme:5`, or a name that one alone has.
fn named(cx: &Cx, office: &Office, word: &str) -> Result<Programme, CliError> {
    let row = word.strip_prefix("programme:").or(word.strip_prefix("id:"));
    if let Some(row) = row.and_then(|row| row.parse().ok()) {
        return read(cx, office, ProgrammeId(row));
    }
    let found = office
        .store
        .programmes_named(word)
        .map_err(|error| cx.trouble(&error))?;
    let shown = clean::line(word).text;
    match found.as_slice() {
        [] => Err(
            CliError::not_found(cx.say_with("programme.none", &[("word", &shown)]))
                .hint(cx.say("programme.hint_list")),
        ),
        [only] => read(cx, office, *only),
        several => {
            let mut error = CliError::usage(cx.say_with("ambiguous", &[("word", &shown)]));
            for id in several.iter().take(20) {
                let own = read(cx, office, *id)?.value;
                let day = own.start.map(|day| day.to_string()).unwrap_or_default();
                let kind = cx.word("programme.kind", own.kind.code());
                error = error.hint(format!("{}  {kind}  {day}", word_of(*id)));
            }
            Err(error)
        }
    }
}

/// Returns what a programme is as JSON, its fields as a form has them.
fn as_json(kept: &Programme) -> Value {
    let own = &kept.value;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let rates: Vec<Value> = own
        .rates
        .iter()
        .map(|own| json!({ "level": own.level.map(crate::domain::craftsman::SkillLevel::code), "yuan": own.yuan }))
        .collect();
    let budgets: Vec<Value> = own
        .budgets
        .iter()
        .map(|own| json!({ "year": own.year, "yuan": own.yuan }))
        .collect();
    let targets: Vec<Value> = own
        .targets
        .iter()
        .map(|own| {
            let goals: Vec<Value> = own
                .goals
                .iter()
                .map(|goal| json!({ "year": goal.year, "amount": goal.amount }))
                .collect();
            json!({ "name": own.name, "unit": own.unit, "goals": goals, "question": own.question })
        })
        .collect();
    json!({
        "id": kept.id.0,
        "kind": own.kind.code(),
        "name": own.name,
        "trade": own.trade,
        "level": own.level.map(crate::domain::craftsman::HonourLevel::code),
        "organiser": own.organiser,
        "start": day(own.start),
        "end": day(own.end),
        "hours": own.hours,
        "rates": rates,
        "cap_times": own.cap_times,
        "cap_yuan": own.cap_yuan,
        "account": own.account,
        "budgets": budgets,
        "targets": targets,
        "points_table": own.table,
        "note": own.note,
    })
}

/// Returns whom an entry is about as JSON.
fn party_json(id: NameId, name: &str) -> Value {
    let (kind, row) = match id {
        NameId::Craftsman(id) => ("craftsman", id.0),
        NameId::Studio(id) => ("studio", id.0),
        NameId::Employer(id) => ("employer", id.0),
        NameId::Programme(id) => ("programme", id.0),
    };
    json!({ "kind": kind, "id": row, "name": name })
}

/// Returns an entry as JSON.
fn entry_json(programme: ProgrammeId, own: &KeptEntry, who: Option<(NameId, &str)>) -> Value {
    let level = |level: &Option<crate::domain::craftsman::SkillLevel>| {
        level.map(crate::domain::craftsman::SkillLevel::code)
    };
    let mut value = json!({
        "programme": programme.0,
        "id": own.id.0,
        "who": who.map(|(id, name)| party_json(id, name)),
        "on": own.entry.on.to_string(),
        "what": own.entry.what.code(),
        "note": own.entry.note,
        "by": own.by,
        "at": own.at.to_string(),
        "stands": own.stands(),
        "struck": own.struck.as_ref().map(|own| &own.reason),
    });
    let more = match &own.entry.what {
        What::Placed {
            place,
            score,
            promoted,
        } => json!({ "place": place, "score_hundredths": score, "level": level(promoted) }),
        What::Learnt { finish, level: of } => {
            json!({ "finish": finish.code(), "level": level(of) })
        }
        What::Paid {
            yuan,
            level: of,
            over,
        } => json!({ "yuan": yuan, "level": level(of), "over": over }),
        What::Reached {
            target,
            amount,
            source,
        } => json!({ "target": target, "amount": amount, "source": source }),
        What::Scored {
            item,
            times,
            points,
        } => json!({ "item": item, "times": times, "points_hundredths": points }),
    };
    if let (Some(into), Some(from)) = (value.as_object_mut(), more.as_object()) {
        into.extend(from.clone());
    }
    value
}

/// Returns the cells of an entry: row, day, whom, what it says.
fn entry_row(own: &KeptEntry, who: Option<(NameId, &str)>, lang: Lang) -> Vec<String> {
    vec![
        format!("entry:{}", own.id.0),
        own.entry.on.to_string(),
        who.map(|(_, name)| name.to_owned()).unwrap_or_default(),
        says(&own.entry.what, lang),
        own.entry.note.clone().unwrap_or_default(),
    ]
}

/// Prints rows of a programme as they stand in the store.
fn print_entries(
    cx: &mut Cx,
    office: &Office,
    programme: ProgrammeId,
    rows: &[KeptEntry],
) -> Result<(), CliError> {
    let mut lines = Vec::new();
    for own in rows {
        let id = own.entry.who.map(name_id);
        let name = match id {
            Some(id) => office.name_of(id).map_err(|error| cx.trouble(&error))?,
            None => None,
        };
        let who = id.zip(name.as_deref());
        match cx.form {
            Form::Json => cx.json(entry_json(programme, own, who))?,
            Form::Text => lines.push(entry_row(own, who, cx.lang)),
        }
    }
    columns(&lines).iter().try_for_each(|line| cx.line(line))
}
