//! `anfu config`: the unit's profile in the store, and the settings of this account in a file.

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, Origin, locale, shown},
    error::{CliError, Fault},
    fields,
    proposal_text::columns,
};
use crate::{
    app::record::Record,
    domain::unit::Unit,
    run::config::{self, KEYS},
    text::clean,
    text::nearest::nearest,
};

/// A setting with its value and where it comes from.
struct Setting {
    key: String,
    value: String,
    origin: &'static str,
}

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let key = matches.get_one::<String>("key").map(String::as_str);
    let value = matches.get_one::<String>("value").map(String::as_str);
    match (key, value) {
        (None, _) => all(cx),
        (Some(key), None) => one(cx, key),
        (Some(key), Some(value)) => match key.strip_prefix("unit.") {
            Some(field) => set_unit(cx, field, value),
            None => set_file(cx, key, value),
        },
    }
}

fn all(cx: &mut Cx) -> Result<(), CliError> {
    let mut settings = from_file(cx);
    // Without a store there is no profile yet; the rest is shown all the same.
    let unit = match cx.read() {
        Ok(office) => office.unit,
        Err(error) if error.fault == Fault::NotFound => Unit::default(),
        Err(error) => return Err(error),
    };
    settings.extend(of_unit(unit));
    print(cx, &settings)
}

fn one(cx: &mut Cx, key: &str) -> Result<(), CliError> {
    let setting = if let Some(field) = key.strip_prefix("unit.") {
        let unit = cx.read()?.unit;
        let (known, _) = fields::field(cx, &Record::Unit(Box::default()), field)?;
        of_unit(unit)
            .into_iter()
            .find(|own| own.key == format!("unit.{known}"))
    } else {
        known_key(cx, key)?;
        from_file(cx).into_iter().find(|own| own.key == key)
    };
    let Some(setting) = setting else {
        return Ok(());
    };
    match cx.form {
        Form::Text => cx.line(&setting.value),
        Form::Json => print(cx, &[setting]),
    }
}

fn print(cx: &mut Cx, settings: &[Setting]) -> Result<(), CliError> {
    match cx.form {
        Form::Text => {
            let rows: Vec<Vec<String>> = settings
                .iter()
                .map(|own| {
                    let value = if own.value.is_empty() {
                        "-".into()
                    } else {
                        own.value.replace('\n', " / ")
                    };
                    let origin = cx.say(&format!("origin.{}", own.origin));
                    vec![own.key.clone(), origin, value]
                })
                .collect();
            columns(&rows).iter().try_for_each(|line| cx.line(line))
        }
        Form::Json => settings.iter().try_for_each(|own| {
            cx.json(json!({ "key": own.key, "value": own.value, "origin": own.origin }))
        }),
    }
}

/// Returns the settings of the file as they hold for this call.
fn from_file(cx: &Cx) -> Vec<Setting> {
    let config = &cx.config;
    let lang = if cx.lang_origin == Origin::Flag {
        "flag"
    } else if config.lang.as_deref() == Some(cx.lang.tag()) {
        "file"
    } else if locale().is_empty() {
        "default"
    } else {
        "locale"
    };
    let kept = |value: Option<&String>| match value {
        Some(value) => (clean::line(value).text, "file"),
        None => (String::new(), "default"),
    };
    let truth = |value: Option<bool>| match value {
        Some(on) => (on.to_string(), "file"),
        None => (String::new(), "default"),
    };
    KEYS.iter()
        .map(|key| {
            let (value, origin) = match *key {
                "lang" => (cx.lang.tag().to_owned(), lang),
                "theme" => kept(config.theme.as_ref()),
                "inbox" => kept(config.inbox.as_ref()),
                "keys" => kept(config.keys.as_ref()),
                "sounds" => kept(config.sounds.as_ref()),
                "editor" => truth(config.editor),
                _ => truth(config.mouse),
            };
            Setting {
                key: (*key).to_owned(),
                value,
                origin,
            }
        })
        .collect()
}

fn of_unit(unit: Unit) -> Vec<Setting> {
    let record = Record::Unit(Box::new(unit));
    record
        .fields()
        .iter()
        .map(|(field, _)| {
            let value = record.get(field);
            Setting {
                key: format!("unit.{field}"),
                origin: if value.is_empty() { "default" } else { "store" },
                value,
            }
        })
        .collect()
}

fn known_key(cx: &Cx, key: &str) -> Result<(), CliError> {
    if KEYS.contains(&key) {
        return Ok(());
    }
    let named = clean::line(key).text;
    let error = CliError::usage(cx.say_with("no_key", &[("key", &named)]));
    let unit: Vec<String> = Record::Unit(Box::default())
        .fields()
        .iter()
        .map(|(field, _)| format!("unit.{field}"))
        .collect();
    let known = KEYS.iter().copied().chain(unit.iter().map(String::as_str));
    Err(match nearest(key, known) {
        Some(near) => error.hint(cx.say_with("hint.nearest", &[("word", near)])),
        None => error.hint(cx.say_with("hint.keys", &[("words", &KEYS.join(" "))])),
    })
}

fn set_file(cx: &mut Cx, key: &str, value: &str) -> Result<(), CliError> {
    known_key(cx, key)?;
    let value = clean::line(value).text;
    config::write(&cx.paths.config, key, &value).map_err(|says| {
        // A value that does not fit is the caller's; a file that cannot be read or written is not.
        if says.starts_with(key) {
            CliError::usage(says)
        } else {
            CliError::failed(says)
        }
    })?;
    let path = shown(&cx.paths.config);
    cx.tell(&cx.say_with("config.saved", &[("key", key), ("path", &path)]));
    Ok(())
}

fn set_unit(cx: &mut Cx, field: &str, value: &str) -> Result<(), CliError> {
    // The field is looked at before a store is made for it.
    let set = |record: &mut Record| {
        // A pack, a chain or a profile of one's own is none of the choices that are known beforehand.
        let known = fields::field(cx, record, field)?.0;
        let value = value.trim();
        match record {
            Record::Unit(unit) if known == "chain" && cx.chains().find(value).is_some() => {
                unit.chain = Some(value.to_owned());
                Ok(())
            }
            Record::Unit(unit) if known == "rules" && cx.packs().find(value).is_some() => {
                unit.rules = Some(value.to_owned());
                Ok(())
            }
            Record::Unit(unit)
                if known == "profile" && cx.kit().profiles().any(|(own, _)| own.id == value) =>
            {
                unit.profile = Some(value.to_owned());
                Ok(())
            }
            _ => fields::set(cx, record, field, value),
        }
    };
    set(&mut Record::Unit(Box::default()))?;
    let mut office = cx.create()?;
    let seen = office.reread_unit().map_err(|error| cx.trouble(&error))?;
    let mut record = Record::Unit(Box::new(office.unit.clone()));
    set(&mut record)?;
    let Record::Unit(unit) = record else {
        return Ok(());
    };
    let mut save = || {
        office.store.save_unit(&unit, seen)?;
        office.reread_unit()?;
        office.settle_basis()?;
        office.basis_differs()
    };
    if save().map_err(|error| cx.trouble(&error))? {
        cx.tell(&cx.say("rules.differ"));
    }
    let path = shown(&cx.paths.store);
    let key = format!("unit.{field}");
    cx.tell(&cx.say_with("config.saved", &[("key", &key), ("path", &path)]));
    Ok(())
}
