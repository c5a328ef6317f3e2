//! `anfu letter templates`: what letters are begun with, and what is wrong with one's own.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, shown},
    error::{CliError, Fault},
    fields::code_of,
    proposal_text::columns,
};
use crate::{
    app::deadline::told_fault,
    domain::sitting,
    letter::{
        kit::Kit,
        profile::Profile,
        template::{Kind, Template},
    },
    text::clean,
    text::nearest::nearest,
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("list", _)) => list(cx),
        Some(("check", own)) => check(cx, own),
        Some(("show", own)) => {
            let word = own.get_one::<String>("template").map_or("", String::as_str);
            show(cx, word)
        }
        _ => Err(CliError::told(Fault::Usage)),
    }
}

/// Says on stderr that own files were refused.
fn warn(cx: &Cx, kit: &Kit) {
    if !kit.faults.is_empty() {
        let count = kit.faults.len().to_string();
        cx.tell(&cx.say_with("templates.refused", &[("count", &count)]));
    }
}

fn list(cx: &mut Cx) -> Result<(), CliError> {
    let kit = cx.kit();
    warn(cx, &kit);
    let mut rows = Vec::new();
    for (own, file) in kit.templates() {
        let (file, of) = (file.map(shown), own.of.map(sitting::Kind::code));
        if cx.form == Form::Json {
            cx.json(json!({
                "what": "template",
                "id": own.kind.code(),
                "of": of,
                "name": own.name,
                "file": file,
            }))?;
            continue;
        }
        let of = of.map_or_else(|| "-".to_owned(), |code| cx.word("kind", code));
        let what = cx.say("templates.template");
        let from = file.unwrap_or_else(|| cx.say("templates.shipped"));
        rows.push(vec![
            what,
            own.kind.code().into(),
            own.name.clone(),
            of,
            from,
        ]);
    }
    for (own, file) in kit.profiles() {
        let file = file.map(shown);
        if cx.form == Form::Json {
            cx.json(json!({
                "what": "profile",
                "id": own.id,
                "base": own.base,
                "name": own.name,
                "packs": own.packs,
                "source": own.source,
                "file": file,
            }))?;
            continue;
        }
        let what = cx.say("templates.profile");
        let packs = match own.packs.as_slice() {
            [] => "-".to_owned(),
            packs => packs.join(" "),
        };
        let from = file.unwrap_or_else(|| own.source.clone());
        rows.push(vec![what, own.id.clone(), own.name.clone(), packs, from]);
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

fn check(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let files = matches.get_many::<PathBuf>("files");
    let files: Vec<PathBuf> = files.into_iter().flatten().cloned().collect();
    let kit = if files.is_empty() {
        cx.kit()
    } else {
        Kit::of_files(&files)
    };
    for fault in &kit.faults {
        match cx.form {
            Form::Text => {
                let told = told_fault(fault, cx.lang);
                cx.line(&clean::line(&told).text)?;
            }
            Form::Json => cx.json(json!({
                "file": fault.file,
                "line": fault.line,
                "place": fault.place,
                "fault": fault.wrong.code(),
                "value": fault.value,
            }))?,
        }
    }
    if !kit.faults.is_empty() {
        return Err(CliError::told(Fault::Refused));
    }
    let templates = kit.templates().filter(|(_, file)| file.is_some()).count();
    let profiles = kit.profiles().filter(|(_, file)| file.is_some()).count();
    let count = (templates + profiles).to_string();
    cx.tell(&cx.say_with("templates.well", &[("count", &count)]));
    Ok(())
}

/// Prints a template or a profile in the form that a file of one's own has.
fn show(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let kit = cx.kit();
    warn(cx, &kit);
    let codes: Vec<&'static str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    let code = code_of("letter", &codes, word);
    let templates: Vec<&Template> = kit
        .templates()
        .map(|(own, _)| own)
        .filter(|own| Some(own.kind.code()) == code || own.name == word)
        .collect();
    for own in &templates {
        template(cx, own)?;
    }
    if !templates.is_empty() {
        return Ok(());
    }
    let mut profiles = kit.profiles().map(|(own, _)| own);
    if let Some(own) = profiles.find(|own| own.id == word || own.name == word) {
        return profile(cx, own);
    }
    let ids = kit.profiles().map(|(own, _)| own.id.as_str());
    let known: Vec<&str> = codes.iter().copied().chain(ids).collect();
    let says = cx.say_with("templates.none", &[("word", &clean::line(word).text)]);
    let error = CliError::not_found(says);
    Err(match nearest(word, known.iter().copied()) {
        Some(near) => error.hint(cx.say_with("hint.nearest", &[("word", near)])),
        None => error.hint(cx.say_with("hint.choices", &[("words", &known.join(" "))])),
    })
}

fn template(cx: &mut Cx, own: &Template) -> Result<(), CliError> {
    let (kind, of) = (own.kind.code(), own.of.map(sitting::Kind::code));
    if cx.form == Form::Json {
        return cx.json(json!({
            "what": "template",
            "id": kind,
            "of": of,
            "name": own.name,
            "text": own.form.source(),
        }));
    }
    cx.line(&format!("kind = \"{kind}\""))?;
    if let Some(of) = of {
        cx.line(&format!("of = \"{of}\""))?;
    }
    cx.line(&format!("name = \"{}\"", own.name))?;
    cx.line(&format!("text = '''\n{}\n'''", own.form.source()))
}

fn profile(cx: &mut Cx, own: &Profile) -> Result<(), CliError> {
    if cx.form == Form::Text {
        cx.line(&format!("id = \"{}\"", own.id))?;
        cx.line(&format!("name = \"{}\"", own.name))?;
        cx.line(&format!("source = \"{}\"", own.source))?;
    }
    let mut open = "";
    for (section, key, form) in own.forms() {
        let text = form.source();
        if cx.form == Form::Json {
            cx.json(json!({
                "what": "profile",
                "id": own.id,
                "section": section,
                "key": key,
                "text": text,
            }))?;
            continue;
        }
        if section != open {
            cx.line(&format!("\n[{section}]"))?;
            open = section;
        }
        cx.line(&if text.contains('\n') {
            format!("{key} = '''\n{text}'''")
        } else {
            format!("{key} = '{text}'")
        })?;
    }
    Ok(())
}
