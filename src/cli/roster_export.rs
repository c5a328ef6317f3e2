//! `anfu roster export` and `anfu roster due`: public lists, plain tables, and what ends soon.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, day, read_input, shown},
    error::{CliError, Fault},
    proposal_text::columns,
    roster::{named, parts, word_of},
};
use crate::{
    domain::deadline::days_left,
    ingest::roster::List,
    run::{
        office::Office,
        roster_out::{
            Order, Privacy, chosen,
            ending::{AHEAD, span},
            object, of_list, out, plain,
            public::{Notice, PERIOD, Period, Template, notice},
            sorted, subject,
        },
        write::{Over, write, write_private},
    },
    sheet::{Bom, Table},
    store::NameId,
};

/// Runs `roster export`.
pub fn export(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let privacy = privacy_of(matches);
    let mut office = match privacy {
        Privacy::Whole => cx.write()?,
        Privacy::Masked => cx.read()?,
    };
    let template = match matches.get_one::<String>("list") {
        Some(name) => Some(template(cx, &office, name)?),
        None => None,
    };
    let what = matches.get_one::<String>("what");
    let list = what.and_then(|code| List::from_code(code));
    let list = template
        .as_ref()
        .map_or(list.unwrap_or(List::Craftsmen), |own| own.list);
    let order = matches.get_one::<String>("order");
    let order = order.and_then(|code| Order::from_code(code));
    let ids = ids(cx, &office, matches, list)?;
    let by_hand = matches.contains_id("ids") && matches.get_one::<PathBuf>("ids").is_some();
    let order = match (order, &template) {
        (Some(order), _) => order,
        (None, Some(template)) if !by_hand => template.order,
        _ => Order::Given,
    };
    let ids = sorted(office.store.as_ref(), &ids, order).map_err(|error| cx.trouble(&error))?;
    if ids.is_empty() {
        return Err(CliError::not_found(cx.say("roster.nobody")));
    }
    let out = Out::of(cx, matches, template.is_some())?;
    let count = ids.len();
    let bytes = if let Some(template) = &template {
        let period = period(cx, &office, matches)?;
        let store = office.store.as_ref();
        let made = notice(store, template, &ids, &office.unit, period);
        out.notice(&made.map_err(|error| cx.trouble(&error))?)?
    } else {
        // To take out what is private is an act on record, and is recorded before anything goes out.
        if privacy == Privacy::Whole {
            let noted = office.reveal_all(&ids);
            noted.map_err(|error| cx.trouble(&error))?;
        }
        if out.form == "json" {
            return out.objects(cx, &office, &ids, privacy);
        }
        let table = plain(office.store.as_ref(), list, &ids, privacy);
        out.table(&table.map_err(|error| cx.trouble(&error))?)?
    };
    out.write(cx, &bytes, count)
}

fn privacy_of(matches: &ArgMatches) -> Privacy {
    if matches.get_flag("private") {
        Privacy::Whole
    } else {
        Privacy::Masked
    }
}

fn template(cx: &Cx, office: &Office, name: &str) -> Result<Template, CliError> {
    office.lists.find(name).ok_or_else(|| {
        let names = office.lists.all().into_iter();
        let names: Vec<&str> = names.map(|own| own.name.as_str()).collect();
        CliError::usage(cx.say_with("roster.no_list", &[("name", name)]))
            .hint(cx.say_with("hint.lists", &[("words", &names.join("、"))]))
    })
}

/// Lists the records: those of a file, those that a question counts, or all.
fn ids(
    cx: &Cx,
    office: &Office,
    matches: &ArgMatches,
    list: List,
) -> Result<Vec<NameId>, CliError> {
    if let Some(path) = matches.get_one::<PathBuf>("ids") {
        let text = crate::ingest::encoding::decode(&read_input(path, cx.lang)?).text;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let ids: Vec<NameId> = lines
            .map(|line| named(cx, office, line))
            .collect::<Result<_, _>>()?;
        return Ok(of_list(ids, list));
    }
    let question = match matches.get_one::<String>("filter") {
        Some(filter) => {
            let line = format!("{} {filter}", subject(list));
            let read = crate::figure::read(&line);
            Some(read.map_err(|slip| CliError::usage(crate::app::figure::slip(&slip, cx.lang)))?)
        }
        None => None,
    };
    chosen(
        office.store.as_ref(),
        list,
        question.as_ref().map(|own| (own, cx.clock.today())),
    )
    .map_err(|error| cx.trouble(&error))
}

fn period(cx: &Cx, office: &Office, matches: &ArgMatches) -> Result<Period, CliError> {
    let from = match matches.get_one::<String>("begin") {
        Some(text) => day(text, cx.lang)?,
        None => cx.clock.today(),
    };
    let days = matches.get_one::<u64>("period").copied();
    let days = days.map_or(PERIOD, |days| {
        u32::try_from(days.clamp(1, 365)).unwrap_or(PERIOD)
    });
    Ok(Period::of(from, days, &office.rules.calendar))
}

/// Where it goes and in which form.
struct Out {
    form: &'static str,
    path: Option<PathBuf>,
    over: Over,
    /// What is private is for the owner of the file alone.
    privacy: Privacy,
}

impl Out {
    fn of(cx: &Cx, matches: &ArgMatches, is_public: bool) -> Result<Self, CliError> {
        let path = matches.get_one::<PathBuf>("output");
        let path = path.filter(|path| path.as_os_str() != "-");
        let ending = path.and_then(|path| path.extension()?.to_str());
        let asked = matches
            .get_one::<String>("form")
            .map(String::as_str)
            .or(ending);
        let asked = match asked {
            None if cx.form == Form::Json && !is_public => Some("json"),
            Some("jsonl") => Some("json"),
            other => other,
        };
        let forms: &[&'static str] = if is_public { &out::PUBLIC } else { &out::PLAIN };
        let form = match asked {
            None => forms[0],
            Some(asked) => *forms.iter().find(|own| **own == asked).ok_or_else(|| {
                let values = [("form", asked), ("forms", &*forms.join("、"))];
                CliError::usage(cx.say_with("roster.no_form", &values))
            })?,
        };
        Ok(Self {
            form,
            path: path.cloned(),
            over: if matches.get_flag("force") {
                Over::Forced
            } else {
                Over::Refused
            },
            privacy: privacy_of(matches),
        })
    }

    fn table(&self, table: &Table) -> Result<Vec<u8>, CliError> {
        out::table(self.form, table, self.bom()).map_err(CliError::failed)
    }

    fn notice(&self, made: &Notice) -> Result<Vec<u8>, CliError> {
        out::notice(self.form, made, self.bom()).map_err(CliError::failed)
    }

    /// Whoever opens a file opens it in Excel or WPS, which know UTF-8 by the mark; a pipe needs none.
    fn bom(&self) -> Bom {
        if self.path.is_some() {
            Bom::Yes
        } else {
            Bom::No
        }
    }

    fn objects(
        &self,
        cx: &mut Cx,
        office: &Office,
        ids: &[NameId],
        privacy: Privacy,
    ) -> Result<(), CliError> {
        let mut lines = Vec::new();
        for id in ids {
            let found = object(office.store.as_ref(), *id, privacy);
            let Some(own) = found.map_err(|error| cx.trouble(&error))? else {
                continue;
            };
            if self.path.is_none() {
                cx.json(own)?;
            } else {
                let mut whole = serde_json::Map::new();
                whole.insert("schema".into(), super::cx::SCHEMA.into());
                whole.extend(own.as_object().cloned().unwrap_or_default());
                lines.extend(serde_json::Value::Object(whole).to_string().bytes());
                lines.push(b'\n');
            }
        }
        match self.path {
            None => Ok(()),
            Some(_) => self.write(cx, &lines, ids.len()),
        }
    }

    fn write(&self, cx: &mut Cx, bytes: &[u8], count: usize) -> Result<(), CliError> {
        let Some(path) = &self.path else {
            return cx.bytes(bytes);
        };
        let written = match self.privacy {
            Privacy::Whole => write_private(path, bytes, self.over),
            Privacy::Masked => write(path, bytes, self.over),
        };
        written.map_err(|error| unwritten(cx, path, &error))?;
        let (file, rows) = (shown(path), count.to_string());
        cx.tell(&cx.say_with("roster.written", &[("path", &file), ("count", &rows)]));
        match cx.form {
            Form::Text => Ok(()),
            Form::Json => cx.json(json!({
                "document": "list",
                "path": file,
                "rows": count,
                "bytes": bytes.len(),
            })),
        }
    }
}

fn unwritten(cx: &Cx, path: &Path, error: &std::io::Error) -> CliError {
    let file = shown(path);
    if error.kind() == ErrorKind::AlreadyExists {
        let says = cx.say_with("letter.exists", &[("path", &file)]);
        return CliError::new(Fault::Refused, says).hint(cx.say("hint.force"));
    }
    let values = [("path", &*file), ("error", &*cx.why(error))];
    CliError::failed(cx.say_with("unwritten", &values))
}

/// Runs `roster due`: certificates, honours, classes and studios' terms that end soon.
pub fn due(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let days = matches.get_one::<u64>("days").copied().unwrap_or(AHEAD);
    let today = cx.clock.today();
    let (from, to) = span(today, days);
    let ending = office
        .store
        .ending(from, to)
        .map_err(|error| cx.trouble(&error))?;
    if ending.is_empty() && cx.form == Form::Text {
        cx.tell(&cx.say("roster.nothing_ends"));
        return Ok(());
    }
    let left = |on: NaiveDate| days_left(on, false, today, &office.rules.calendar);
    match cx.form {
        Form::Json => ending.iter().try_for_each(|own| {
            let (kind, row) = parts(own.of);
            cx.json(json!({
                "document": "ending",
                "what": own.what.code(),
                "on": own.on.to_string(),
                "days_left": left(own.on),
                "kind": kind,
                "id": row,
                "name": own.name,
                "about": own.about,
                "place": own.place,
            }))
        }),
        Form::Text => {
            let rows: Vec<Vec<String>> = ending
                .iter()
                .map(|own| {
                    let mut about = own.about.clone();
                    if let Some(place) = &own.place {
                        about = format!("{about} {place}");
                    }
                    vec![
                        own.on.to_string(),
                        left(own.on).to_string(),
                        cx.word("ending", own.what.code()),
                        own.name.clone(),
                        word_of(own.of),
                        about,
                    ]
                })
                .collect();
            columns(&rows).iter().try_for_each(|line| cx.line(line))
        }
    }
}
