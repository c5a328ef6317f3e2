//! `anfu roster new|set|add|amend|remove|log|undo|merge|apart|doctor`: writing the register, and its log.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form},
    error::{CliError, Fault},
    fields::{self, code_of},
    proposal_text::columns,
    roster::{named, word_of},
};
use crate::{
    app::record::{FactText, Record, change_lines, shown},
    domain::{
        craftsman::{HonourLevel, Person},
        employer::{EmployerKind, Firm},
        fact::FactKind,
        id::{ChangeId, Version},
        roster_entry::RosterEntry,
        studio::Workshop,
    },
    figure::{Field, Value as Held},
    run::{office::Office, register::FactRefusal},
    search::{Query, line_score},
    store::{AlikePair, AlikePairs, NameId},
    text::clean,
};

/// How many changes the log shows.
const CHANGES: usize = 200;
/// How many trades of the roster are asked for.
const IN_ROSTER: usize = 2000;
/// How many pairs `doctor` shows unless it is told.
const PAIRS: u64 = 50;

/// Runs a subcommand that writes the register.
pub(super) fn run(cx: &mut Cx, name: &str, own: &ArgMatches) -> Result<(), CliError> {
    match name {
        "new" => new(cx, own),
        "set" => set(cx, own),
        "add" => add(cx, own),
        "amend" => amend(cx, own),
        "remove" => remove(cx, own),
        "log" => log(cx, own),
        "undo" => undo(cx, own),
        "merge" => merge(cx, own),
        "apart" => apart(cx, own),
        "trades" => trades(cx, own),
        _ => doctor(cx, own),
    }
}

fn text<'a>(own: &'a ArgMatches, id: &str) -> &'a str {
    own.get_one::<String>(id).map_or("", String::as_str)
}

fn pairs(own: &ArgMatches) -> impl Iterator<Item = &String> {
    own.get_many::<String>("pairs").into_iter().flatten()
}

fn set_all(cx: &Cx, record: &mut Record, own: &ArgMatches) -> Result<(), CliError> {
    for pair in pairs(own) {
        let (name, value) = fields::pair(cx, pair)?;
        fields::set(cx, record, name, value)?;
    }
    Ok(())
}

fn new(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let list = text(own, "list");
    let mut record = match list {
        "person" => Record::Person(Box::<Person>::default()),
        "studio" => Record::Studio(Box::new(Workshop::named("", HonourLevel::County))),
        _ => Record::Employer(Box::new(Firm::named("", EmployerKind::Enterprise))),
    };
    set_all(cx, &mut record, own)?;
    if record.get("name").trim().is_empty() {
        return Err(CliError::usage(cx.say("register.no_name")));
    }
    let mut office = cx.create()?;
    let id = office
        .save_name(None, &record)
        .map_err(|error| cx.trouble(&error))?;
    let alike = office.store.look_alikes_of(id, 5);
    done(cx, &office, id, "new")?;
    // The record is kept: that it looks like another one is worth a word and no failure.
    for pair in alike.map(|found| found.pairs).unwrap_or_default() {
        let other = if pair.first == id {
            pair.second
        } else {
            pair.first
        };
        let score = pair.likeness.score.to_string();
        let values = [("other", &*other.word()), ("score", &*score)];
        cx.tell(&cx.say_with("register.looks_like", &values));
    }
    Ok(())
}

/// Finds a record by a word, with all that stands in it.
fn found(cx: &Cx, office: &Office, word: &str) -> Result<(NameId, Version, RosterEntry), CliError> {
    let id = named(cx, office, word)?;
    let read = office.store.entry(id);
    let read = read.map_err(|error| cx.trouble(&error))?;
    // What programmes are is set by `programme set`, and they have entries instead of facts.
    let read = read.filter(|(entry, _)| !matches!(entry, RosterEntry::Programme(_)));
    let (entry, version) = read.ok_or_else(|| {
        let query = clean::line(word).text;
        CliError::not_found(cx.say_with("no_name", &[("query", &query)]))
    })?;
    Ok((id, version, entry))
}

fn set(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let (id, version, entry) = found(cx, &office, text(own, "name"))?;
    let mut record = match entry {
        RosterEntry::Person(own) => Record::Person(own),
        RosterEntry::Studio(own) => Record::Studio(own),
        RosterEntry::Employer(own) => Record::Employer(own),
        RosterEntry::Programme(own) => Record::Programme(own),
    };
    set_all(cx, &mut record, own)?;
    if record.get("name").trim().is_empty() {
        return Err(CliError::usage(cx.say("register.no_name")));
    }
    office
        .save_name(Some((id, version)), &record)
        .map_err(|error| cx.trouble(&error))?;
    done(cx, &office, id, "set")
}

fn kind_of(cx: &Cx, entry: &RosterEntry, word: &str) -> Result<FactKind, CliError> {
    let codes: Vec<&'static str> = entry.kinds().iter().map(|kind| kind.code()).collect();
    let code = code_of("fact_name", &codes, word);
    code.and_then(FactKind::from_code).ok_or_else(|| {
        let word = clean::line(word).text;
        CliError::usage(cx.say_with("register.no_kind", &[("word", &word)]))
            .hint(cx.say_with("hint.choices", &[("words", &codes.join(" "))]))
    })
}

fn refused(cx: &Cx, refusal: &FactRefusal, kind: FactKind) -> CliError {
    let says = refusal.sentence(kind, cx.lang);
    match refusal {
        FactRefusal::Store(error) => cx.trouble(error),
        FactRefusal::Who { found: 0, .. } | FactRefusal::NoSuchFact(..) => {
            CliError::not_found(says).hint(cx.say("hint.roster_find"))
        }
        _ => CliError::usage(says),
    }
}

fn add(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let (id, version, entry) = found(cx, &office, text(own, "name"))?;
    let kind = kind_of(cx, &entry, text(own, "fact"))?;
    let mut record = Record::Fact(Box::new(FactText::of(kind.blank(), "")));
    set_all(cx, &mut record, own)?;
    keep(cx, &mut office, (id, version), None, record)?;
    done(cx, &office, id, "add")
}

/// Reads which fact a command means, counted from 1.
fn place_of(own: &ArgMatches) -> usize {
    let number = own.get_one::<u64>("nth").copied().unwrap_or_default();
    usize::try_from(number)
        .unwrap_or(usize::MAX)
        .saturating_sub(1)
}

fn amend(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let (id, version, entry) = found(cx, &office, text(own, "name"))?;
    let kind = kind_of(cx, &entry, text(own, "fact"))?;
    let place = place_of(own);
    let facts = entry.facts(kind);
    let Some(fact) = facts.get(place) else {
        return Err(refused(cx, &FactRefusal::NoSuchFact(kind, place), kind));
    };
    let who = FactText::tie(kind).map(|field| fact.get(field));
    let own_text = FactText::of(fact.clone(), who.unwrap_or_default());
    let mut record = Record::Fact(Box::new(own_text));
    set_all(cx, &mut record, own)?;
    keep(cx, &mut office, (id, version), Some(place), record)?;
    done(cx, &office, id, "amend")
}

fn keep(
    cx: &Cx,
    office: &mut Office,
    at: (NameId, Version),
    place: Option<usize>,
    record: Record,
) -> Result<(), CliError> {
    let Record::Fact(own) = record else {
        return Ok(());
    };
    let kind = own.fact.kind();
    office
        .save_fact(at, place, &own)
        .map(drop)
        .map_err(|refusal| refused(cx, &refusal, kind))
}

fn remove(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let (id, version, entry) = found(cx, &office, text(own, "name"))?;
    let kind = kind_of(cx, &entry, text(own, "fact"))?;
    office
        .remove_fact((id, version), kind, place_of(own))
        .map_err(|refusal| refused(cx, &refusal, kind))?;
    done(cx, &office, id, "remove")
}

/// Says what was done, with the number by which it is taken back.
fn done(cx: &mut Cx, office: &Office, id: NameId, act: &str) -> Result<(), CliError> {
    let log = office.store.roster_changes(id, 1);
    let log = log.map_err(|error| cx.trouble(&error))?;
    let change = log.first().map(|own| own.id.0);
    let name = office.name_of(id).map_err(|error| cx.trouble(&error))?;
    let (kind, row) = id.parts();
    match cx.form {
        Form::Json => cx.json(json!({
            "act": act,
            "kind": kind,
            "id": row,
            "name": name,
            "change": change,
        })),
        Form::Text => {
            let n = change.unwrap_or_default().to_string();
            let name = name.unwrap_or_default();
            let values = [("name", &*name), ("word", &*word_of(id)), ("n", &*n)];
            cx.line(&cx.say_with("register.done", &values))
        }
    }
}

fn log(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let word = text(own, "name");
    // A record that went has its log under its number.
    let id = named(cx, &office, word)?;
    log_of(cx, &office, id)
}

/// Prints what was done to a record.
pub(super) fn log_of(cx: &mut Cx, office: &Office, id: NameId) -> Result<(), CliError> {
    let log = office.store.roster_changes(id, CHANGES);
    let log = log.map_err(|error| cx.trouble(&error))?;
    if log.is_empty() {
        cx.tell(&cx.say("register.no_log"));
    }
    for change in &log {
        match cx.form {
            Form::Text => {
                for line in change_lines(id, change, cx.lang) {
                    cx.line(&line)?;
                }
            }
            Form::Json => {
                let (kind, row) = id.parts();
                let values: Vec<Value> = change
                    .values
                    .iter()
                    .map(|value| {
                        let text = |own: &Option<String>| match own {
                            None => Value::Null,
                            own => shown(id, value, own.as_ref(), cx.lang).into(),
                        };
                        json!({
                            "field": value.field,
                            "place": value.place.map(|place| place + 1),
                            "before": text(&value.before),
                            "after": text(&value.after),
                        })
                    })
                    .collect();
                let others: Vec<String> = change.others.iter().map(|id| id.word()).collect();
                cx.json(json!({
                    "kind": kind,
                    "id": row,
                    "change": change.id.0,
                    "act": change.act.code(),
                    "at": change.signed.at.format("%Y-%m-%d %H:%M:%S").to_string(),
                    "by": change.signed.by,
                    "undoes": change.undoes.map(|own| own.0),
                    "taken_back": change.is_undone,
                    "values": values,
                    "others": others,
                }))?;
            }
        }
    }
    Ok(())
}

fn undo(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let id = named(cx, &office, text(own, "name"))?;
    undo_of(cx, &mut office, id, own)
}

/// Takes a change of a record back: the one of the number given, else the last.
pub(super) fn undo_of(
    cx: &mut Cx,
    office: &mut Office,
    id: NameId,
    own: &ArgMatches,
) -> Result<(), CliError> {
    let change = if let Some(n) = own.get_one::<u64>("change") {
        let wanted = ChangeId(i64::try_from(*n).unwrap_or(i64::MAX));
        let log = office.store.roster_changes(id, usize::MAX);
        let log = log.map_err(|error| cx.trouble(&error))?;
        log.iter().map(|own| own.id).find(|own| *own == wanted)
    } else {
        let last = office.last_change(id);
        last.map_err(|error| cx.trouble(&error))?.map(|own| own.id)
    };
    let Some(change) = change else {
        let values = [("word", &*word_of(id))];
        return Err(CliError::not_found(
            cx.say_with("register.nothing_to_undo", &values),
        ));
    };
    office
        .undo_change(change)
        .map_err(|error| cx.trouble(&error))?;
    done(cx, office, id, "undo")
}

fn merge(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let (keep, _, entry) = found(cx, &office, text(own, "name"))?;
    let (gone, _, other) = found(cx, &office, text(own, "other"))?;
    if keep == gone || std::mem::discriminant(&entry) != std::mem::discriminant(&other) {
        let values = [("first", &*word_of(keep)), ("second", &*word_of(gone))];
        return Err(CliError::new(
            Fault::Refused,
            cx.say_with("register.no_merge", &values),
        ));
    }
    let take: Vec<&str> = own
        .get_many::<String>("take")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let unknown = take.iter().find(|field| !entry.fields().contains(field));
    if let Some(field) = unknown {
        let name = clean::line(field).text;
        return Err(CliError::usage(cx.say_with("no_field", &[("name", &name)]))
            .hint(cx.say_with("hint.fields", &[("words", &entry.fields().join(" "))])));
    }
    office
        .merge(keep, gone, &take)
        .map_err(|error| cx.trouble(&error))?;
    done(cx, &office, keep, "merge")
}

fn apart(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let (first, ..) = found(cx, &office, text(own, "name"))?;
    let (second, ..) = found(cx, &office, text(own, "other"))?;
    let signed = office.signed();
    office
        .store
        .keep_apart(first, second, &signed)
        .map_err(|error| cx.trouble(&error))?;
    done(cx, &office, first, "apart")
}

fn doctor(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let limit = own.get_one::<u64>("limit").copied().unwrap_or(PAIRS);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let found = match own.get_one::<String>("name") {
        Some(word) => {
            let id = named(cx, &office, word)?;
            office.store.look_alikes_of(id, limit)
        }
        None => office.store.look_alikes(limit),
    };
    let AlikePairs { pairs, total } = found.map_err(|error| cx.trouble(&error))?;
    for pair in &pairs {
        alike(cx, pair)?;
    }
    let shown = pairs.len() as u64;
    if cx.form == Form::Text {
        let values = [
            ("shown", &*shown.to_string()),
            ("total", &*total.to_string()),
        ];
        cx.tell(&cx.say_with("register.alike", &values));
        if total > 0 {
            cx.tell(&cx.say("hint.alike"));
        }
    }
    Ok(())
}

fn alike(cx: &mut Cx, pair: &AlikePair) -> Result<(), CliError> {
    let reasons = &pair.likeness.reasons;
    match cx.form {
        Form::Json => {
            let codes: Vec<&str> = reasons.iter().map(|own| own.code()).collect();
            let (kind, row) = pair.first.parts();
            cx.json(json!({
                "kind": kind,
                "id": row,
                "other": pair.second.parts().1,
                "name": pair.name,
                "score": pair.likeness.score,
                "reasons": codes,
            }))
        }
        Form::Text => {
            let words: Vec<String> = reasons
                .iter()
                .map(|own| cx.word("alike", own.code()))
                .collect();
            cx.line(&format!(
                "{:>3}  {}  {}  {}  {}",
                pair.likeness.score,
                pair.name,
                pair.first.word(),
                pair.second.word(),
                words.join(cx.lang.pick("、", ", "))
            ))
        }
    }
}

/// Lists the trades of the catalogue, and those that stand in the roster beside it, commonest first.
fn trades(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let query = text(own, "query");
    let wanted = Query::new(query);
    let fits = |name: &str| wanted.is_empty() || line_score(&wanted, name).is_some();
    let limit = own.get_one::<u64>("limit").copied().unwrap_or(u64::MAX);
    let mut found: Vec<(String, Option<String>, Option<String>, u64)> = Vec::new();
    let in_roster = match cx.read() {
        Ok(office) => {
            let values = office.store.figure_values(Field::Trade, IN_ROSTER);
            values.map_err(|error| cx.trouble(&error))?
        }
        // Without a store the catalogue alone answers.
        Err(error) if error.fault == Fault::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    for trade in crate::rules::trades().iter().filter(|own| fits(&own.name)) {
        let same = |(value, _): &&(Held, u64)| *value == Held::Text(trade.name.clone());
        let people = in_roster.iter().find(same).map_or(0, |(_, people)| *people);
        found.push((
            trade.name.clone(),
            trade.code.clone(),
            Some(trade.branch.clone()),
            people,
        ));
    }
    for (value, people) in in_roster {
        if let Held::Text(name) = value
            && fits(&name)
            && !found.iter().any(|(own, ..)| *own == name)
        {
            found.push((name, None, None, people));
        }
    }
    found.sort_by_key(|(_, _, _, people)| std::cmp::Reverse(*people));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    if found.is_empty() {
        let query = clean::line(query).text;
        return Err(CliError::not_found(
            cx.say_with("register.no_trade", &[("query", &query)]),
        ));
    }
    if cx.form == Form::Json {
        for (name, code, branch, people) in found {
            cx.json(json!({ "name": name, "code": code, "branch": branch, "people": people }))?;
        }
        return Ok(());
    }
    let rows: Vec<Vec<String>> = found
        .into_iter()
        .map(|(name, code, branch, people)| {
            vec![
                name,
                code.unwrap_or_default(),
                branch.unwrap_or_default(),
                people.to_string(),
            ]
        })
        .collect();
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}
