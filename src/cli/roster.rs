//! `anfu roster`: find, show, import, stats.

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use super::{
    cx::{Colour, Cx, Form},
    error::{CliError, Fault},
    proposal_text::{Privacy, columns, labelled},
    register, roster_export, roster_import, roster_stats,
};
use crate::{
    app::{
        effect::NameAsk,
        record::{FieldKind, Record, fact_line},
        views::{Card, CardOf, Found},
    },
    domain::private::Private,
    run::{
        chooser::{self, Chooser},
        finder::{BEST, Finder},
        office::Office,
        opened::Opened,
        roster_out::facts,
    },
    search::Sounds,
    store::NameId,
    text::clean,
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("find", own)) => {
            let words: Vec<&str> = own
                .get_many::<String>("query")
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
            let limit = own
                .get_one::<u64>("limit")
                .map_or(BEST, |n| usize::try_from(*n).unwrap_or(usize::MAX));
            let sounds = if own.get_flag("sound-alike") || cx.config.hears_alike() {
                Sounds::Alike
            } else {
                Sounds::Exact
            };
            let ask = NameAsk {
                typed: words.join(" "),
                sounds,
            };
            find(cx, &ask, limit)
        }
        Some(("show", own)) => {
            let name = own.get_one::<String>("name").cloned().unwrap_or_default();
            let privacy = if own.get_flag("reveal") {
                Privacy::Revealed
            } else {
                Privacy::Masked
            };
            show(cx, &name, privacy)
        }
        Some(("import", own)) => roster_import::run(cx, own),
        Some(("stats", own)) => roster_stats::run(cx, own),
        Some(("export", own)) => roster_export::export(cx, own),
        Some(("due", own)) => roster_export::due(cx, own),
        Some((name, own)) => register::run(cx, name, own),
        None => Err(CliError::told(Fault::Usage)),
    }
}

/// Returns the word that names a record: `craftsman:5`.
pub(super) fn word_of(id: NameId) -> String {
    id.word()
}

pub(super) fn parts(id: NameId) -> (&'static str, i64) {
    id.parts()
}

fn find(cx: &mut Cx, ask: &NameAsk, limit: usize) -> Result<(), CliError> {
    let mut finder = Finder::new(cx.read()?);
    finder.load().map_err(|error| cx.trouble(&error))?;
    let office = cx.read()?;
    let mut chooser = Chooser::new(office.store, office.time);
    let names = chooser::find(&mut finder, &mut chooser, ask, Some(limit))
        .map_err(|error| cx.trouble(&error))?
        .map_err(|wrong| CliError::usage(clean::line(&wrong.says(cx.lang)).text))?;
    if names.total == 0 {
        let query = clean::line(&ask.typed).text;
        return Err(CliError::not_found(
            cx.say_with("no_name", &[("query", &query)]),
        ));
    }
    match cx.form {
        Form::Json => {
            for hit in &names.hits {
                let (kind, row) = hit.id.parts();
                cx.json(json!({
                    "kind": kind,
                    "id": row,
                    "name": hit.name,
                    "note": hit.note.words(cx.lang),
                    "spans": spans(hit),
                }))?;
            }
        }
        Form::Text => {
            let rows: Vec<Vec<String>> = names
                .hits
                .iter()
                .map(|hit| vec![hit.name.clone(), word_of(hit.id), hit.note.words(cx.lang)])
                .collect();
            for (line, hit) in columns(&rows).iter().zip(&names.hits) {
                let line = match cx.colour {
                    Colour::Off => line.clone(),
                    Colour::On => marked(line, hit),
                };
                cx.line(&line)?;
            }
        }
    }
    let values = [
        ("shown", &*names.hits.len().to_string()),
        ("total", &*names.total.to_string()),
    ];
    if names.total > names.hits.len() {
        cx.tell(&cx.say_with("found_more", &values));
    }
    Ok(())
}

/// Returns the hits as characters of the name, end exclusive.
fn spans(hit: &Found) -> Vec<Value> {
    let chars = |bytes: usize| hit.name[..bytes].chars().count();
    hit.spans
        .iter()
        .map(|span| json!([chars(span.start), chars(span.end)]))
        .collect()
}

/// Returns the line with the hits in bold; the name stands at its head.
fn marked(line: &str, hit: &Found) -> String {
    let mut out = String::new();
    let mut at = 0;
    for span in &hit.spans {
        out.push_str(&line[at..span.start]);
        out.push_str("\u{1B}[1m");
        out.push_str(&line[span.start..span.end]);
        out.push_str("\u{1B}[0m");
        at = span.end;
    }
    out.push_str(&line[at..]);
    out
}

fn show(cx: &mut Cx, word: &str, privacy: Privacy) -> Result<(), CliError> {
    let mut office = match privacy {
        Privacy::Revealed => cx.write()?,
        Privacy::Masked => cx.read()?,
    };
    let id = named(cx, &office, word)?;
    let card = office
        .card(id, cx.lang)
        .map_err(|error| cx.trouble(&error))?;
    let card = card.ok_or_else(|| {
        let query = clean::line(word).text;
        CliError::not_found(cx.say_with("no_name", &[("query", &query)]))
    })?;
    let names_file = office.store.names_file();
    Opened::read(names_file.as_deref(), &office.os_user).note(id);
    let record = card.record();
    // To look at what is private is an act on record, and is recorded before it is shown.
    if privacy == Privacy::Revealed {
        let fields = card.private_fields();
        office
            .reveal(id, &fields)
            .map_err(|error| cx.trouble(&error))?;
    }
    match cx.form {
        Form::Text => text(cx, &card, &record, privacy),
        Form::Json => as_json(cx, &card, &record),
    }
}

/// Returns a field's value; a person's phone is private, an employer's is the office's own.
fn value_of(record: &Record, field: &str, privacy: Privacy) -> String {
    let value = record.get(field);
    let is_private = matches!(record, Record::Person(_)) && field == "phone";
    if is_private && privacy == Privacy::Masked && !value.is_empty() {
        return Private::new(value).masked();
    }
    value
}

fn text(cx: &mut Cx, card: &Card, record: &Record, privacy: Privacy) -> Result<(), CliError> {
    let mut pairs = vec![(cx.say("label.row"), word_of(card.id()))];
    for (field, kind) in record.fields() {
        let mut value = value_of(record, field, privacy);
        if let (FieldKind::Choice(table, _), false) = (kind, value.is_empty()) {
            value = cx.word(table, &value);
        }
        pairs.push((cx.word("field", field), value));
    }
    for (kind, facts) in card.facts() {
        for (at, fact) in facts.iter().enumerate() {
            let reveals = privacy == Privacy::Revealed;
            let line = fact_line(fact, &card.tied(fact), reveals, cx.lang);
            let value = format!("{}  {line}", at + 1);
            pairs.push((cx.word("fact_name", kind.code()), value));
        }
    }
    for link in &card.links {
        let value = format!("{}  {}", link.name, word_of(link.to));
        pairs.push((cx.word("relation", link.relation), value));
    }
    labelled(&pairs).iter().try_for_each(|line| cx.line(line))
}

fn as_json(cx: &mut Cx, card: &Card, record: &Record) -> Result<(), CliError> {
    let (kind, row) = card.id().parts();
    let mut fields = Map::new();
    fields.insert("kind".into(), kind.into());
    fields.insert("id".into(), row.into());
    for (field, form) in record.fields() {
        let value = value_of(record, field, Privacy::Masked);
        let value = match form {
            FieldKind::Paper => value.lines().collect::<Vec<_>>().into(),
            _ if value.is_empty() => Value::Null,
            _ => value.into(),
        };
        fields.insert((*field).to_owned(), value);
    }
    for (kind, own) in card.facts() {
        let own: Vec<Value> = own.iter().map(facts::json).collect();
        fields.insert(kind.list().to_owned(), own.into());
    }
    let links: Vec<Value> = card
        .links
        .iter()
        .map(|link| {
            let (kind, row) = link.to.parts();
            json!({ "relation": link.relation, "kind": kind, "id": row, "name": link.name })
        })
        .collect();
    fields.insert("relations".into(), links.into());
    cx.json(Value::Object(fields))
}

/// Finds the record that a word means: `craftsman:5`, or a name that one record alone has.
pub(super) fn named(cx: &Cx, office: &Office, word: &str) -> Result<NameId, CliError> {
    let bare = word.strip_prefix("id:").unwrap_or(word);
    if let Some(id) = NameId::of_word(bare) {
        return Ok(id);
    }
    let mut found = Vec::new();
    office
        .store
        .each_name(&mut |row| {
            if row.name == word {
                found.push(row.id);
            }
        })
        .map_err(|error| cx.trouble(&error))?;
    let query = clean::line(word).text;
    match found.as_slice() {
        [] => Err(
            CliError::not_found(cx.say_with("no_name", &[("query", &query)]))
                .hint(cx.say("hint.roster_find")),
        ),
        [only] => Ok(*only),
        many => {
            let mut error = CliError::usage(cx.say_with("ambiguous", &[("word", &query)]));
            for id in many.iter().take(20) {
                error = error.hint(about(cx, office, *id)?);
            }
            Err(error)
        }
    }
}

/// Returns what tells homonyms apart.
fn about(cx: &Cx, office: &Office, id: NameId) -> Result<String, CliError> {
    let card = office
        .card(id, cx.lang)
        .map_err(|error| cx.trouble(&error))?;
    let parts = match card.as_ref().map(|card| &card.of) {
        Some(CardOf::Craftsman(kept)) => {
            let person = &kept.value;
            vec![
                person.birth_month.clone(),
                person
                    .level
                    .map(|level| cx.lang.word("skill", level.code())),
                person.trade.clone(),
                person.employer_name.clone(),
            ]
        }
        Some(CardOf::Studio(kept)) => vec![kept.value.host_name.clone()],
        Some(CardOf::Employer(kept)) => vec![kept.value.town.clone()],
        Some(CardOf::Programme(view)) => vec![view.kept.value.organiser.clone()],
        None => Vec::new(),
    };
    let mut line = word_of(id);
    for part in parts.into_iter().flatten() {
        line.push_str("  ");
        line.push_str(&part);
    }
    Ok(line)
}
