//! `anfu letter`: new, list, show, export, write; checks, slips, templates, steps and what became of it
//! are apart.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form, read_input, shown},
    error::{CliError, Fault},
    fields, letter_check, letter_slip, letter_step, letter_templates, letter_way, named,
    proposal_json::letter_head,
    proposal_text::columns,
};
use crate::{
    app::{letter::spans::rewritten, review::Wish, views::LetterView},
    domain::{
        id::LetterId,
        letter::{LetterHead, LetterKind, LetterText},
    },
    letter::output::{self, OUTPUTS, Output},
    run::{office::Office, roster_csv::decode},
    store::StoreError,
    text::clean,
};

/// How many letters `letter list` reads: all that an office writes in its life.
const ALL: usize = 1_000_000;

/// Whether a file that is there may be written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// It stays, and writing is refused.
    Refused,
    /// It is written over.
    Forced,
}

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let text = |own: &ArgMatches, id: &str| own.get_one::<String>(id).cloned().unwrap_or_default();
    let word = |own: &ArgMatches, id: &str| own.get_one::<String>(id).cloned();
    match matches.subcommand() {
        Some(("new", own)) => new(cx, &text(own, "item"), word(own, "kind").as_deref()),
        Some(("list", _)) => list(cx),
        Some(("show", own)) => show(cx, &text(own, "letter")),
        Some(("submit", own)) => letter_step::run(cx, Wish::HandOn, own),
        Some(("back", own)) => letter_step::run(cx, Wish::Back, own),
        Some(("sign", own)) => letter_step::run(cx, Wish::Sign, own),
        Some(("number", own)) => letter_step::run(cx, Wish::Number, own),
        Some(("void", own)) => letter_step::run(cx, Wish::Void, own),
        Some(("send", own)) => letter_step::run(cx, Wish::Send, own),
        Some(("log", own)) => letter_way::log(cx, own),
        Some(("diff", own)) => letter_way::diff(cx, own),
        Some(("authors", own)) => letter_way::authors(cx, own),
        Some(("remarks", own)) => letter_way::remarks(cx, own),
        Some(("promises", own)) => letter_way::promises(cx, own),
        Some(("series", own)) => letter_way::series(cx, own),
        Some(("verify", own)) => letter_way::verify(cx, own),
        Some(("check", own)) => letter_check::run(cx, &text(own, "paper")),
        Some(("slip", own)) => letter_slip::run(cx, own),
        Some(("templates", own)) => letter_templates::run(cx, own),
        Some(("override", own)) => letter_check::waive(cx, own),
        Some(("export", own)) => {
            let path = own.get_one::<PathBuf>("output").map(PathBuf::as_path);
            let path = path.filter(|path| path.as_os_str() != "-");
            let over = if own.get_flag("force") {
                Over::Forced
            } else {
                Over::Refused
            };
            let form = form(cx, word(own, "form").as_deref(), path)?;
            export(cx, &text(own, "letter"), form, path, over)
        }
        Some(("write", own)) => {
            let file = own.get_one::<PathBuf>("file").cloned().unwrap_or_default();
            write(cx, &text(own, "letter"), &file)
        }
        _ => Err(CliError::told(Fault::Usage)),
    }
}

fn new(cx: &mut Cx, word: &str, kind: Option<&str>) -> Result<(), CliError> {
    let codes: Vec<&str> = LetterKind::ALL.iter().map(|kind| kind.code()).collect();
    let kind = kind
        .map(|word| {
            let found = fields::code_of("letter", &codes, word).and_then(LetterKind::from_code);
            found.ok_or_else(|| {
                let word = clean::line(word).text;
                CliError::usage(cx.say_with("no_kind", &[("word", &word)]))
                    .hint(cx.say_with("hint.choices", &[("words", &codes.join(" "))]))
            })
        })
        .transpose()?;
    let mut office = cx.write()?;
    let item = named::item(cx, &office, word)?;
    let open: Vec<LetterId> = item.letters.iter().map(|head| head.id).collect();
    let id = office
        .start_letter(item.proposal.id, kind)
        .map_err(|error| cx.trouble(&error))?;
    if open.contains(&id) {
        cx.tell(&cx.say_with("letter.begun", &[("id", &id.0.to_string())]));
    }
    report(cx, &office, id)
}

/// Prints a letter's head after a change.
fn report(cx: &mut Cx, office: &Office, id: LetterId) -> Result<(), CliError> {
    let view = read(cx, office, id)?;
    match cx.form {
        Form::Text => {
            let letter = &view.letter.value;
            let line = columns(&[cells(
                cx,
                id,
                letter.kind.code(),
                letter.stage.code(),
                letter,
            )]);
            line.iter().try_for_each(|line| cx.line(line))
        }
        Form::Json => cx.json(whole(&view)),
    }
}

fn cells(cx: &Cx, id: LetterId, kind: &str, stage: &str, letter: &LetterText) -> Vec<String> {
    vec![
        format!("letter:{}", id.0),
        cx.word("letter", kind),
        cx.word("stage", stage),
        letter.title.clone(),
    ]
}

fn read(cx: &Cx, office: &Office, id: LetterId) -> Result<LetterView, CliError> {
    office
        .letter(id)
        .map_err(|error| cx.trouble(&error))?
        .ok_or_else(|| {
            cx.trouble(&StoreError::Missing {
                what: "letter",
                id: id.0,
            })
        })
}

fn list(cx: &mut Cx) -> Result<(), CliError> {
    let office = cx.read()?;
    let heads = office
        .store
        .letters(ALL)
        .map_err(|error| cx.trouble(&error))?;
    if heads.is_empty() {
        cx.tell(&cx.say("letter.none"));
    }
    match cx.form {
        Form::Json => heads.iter().try_for_each(|head| cx.json(letter_head(head))),
        Form::Text => {
            let mut rows = Vec::new();
            for head in &heads {
                rows.push(row(cx, &office, head)?);
            }
            columns(&rows).iter().try_for_each(|line| cx.line(line))
        }
    }
}

fn row(cx: &Cx, office: &Office, head: &LetterHead) -> Result<Vec<String>, CliError> {
    let number = match head.proposal {
        Some(id) => office
            .store
            .proposal(id)
            .map_err(|error| cx.trouble(&error))?
            .and_then(|kept| kept.value.number_printed),
        None => None,
    };
    let dash = || "-".to_owned();
    Ok(vec![
        format!("letter:{}", head.id.0),
        number.unwrap_or_else(dash),
        cx.word("letter", head.kind.code()),
        cx.word("stage", head.stage.code()),
        head.date.map_or_else(dash, |day| day.to_string()),
        head.number.clone().unwrap_or_else(dash),
        head.title.clone(),
    ])
}

fn show(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let office = cx.read()?;
    let id = named::letter(cx, &office, word)?;
    let view = read(cx, &office, id)?;
    match cx.form {
        Form::Text => cx.line(view.letter.value.text.trim_end_matches('\n')),
        Form::Json => cx.json(whole(&view)),
    }
}

fn whole(view: &LetterView) -> Value {
    let letter = &view.letter.value;
    let item = view.item.as_ref();
    json!({
        "id": view.letter.id.0,
        "version": view.letter.version.0,
        "versions": view.versions,
        "proposal": letter.proposal.map(|id| id.0),
        "item_number": item.map(|(number, _)| number),
        "item_title": item.map(|(_, title)| title),
        "kind": letter.kind.code(),
        "stage": letter.stage.code(),
        "organ": letter.organ,
        "number": letter.number,
        "class": letter.class,
        "title": letter.title,
        "addressees": letter.addressees,
        "sections": letter.sections,
        "signature": letter.signature,
        "date": letter.date.map(|day| day.to_string()),
        "contact": letter.contact,
        "contact_phone": letter.contact_phone,
        "copies": letter.copies,
        "text": letter.text,
    })
}

/// Returns the form that is asked for by name, by the file's ending, or else plain text.
fn form(cx: &Cx, name: Option<&str>, path: Option<&Path>) -> Result<&'static Output, CliError> {
    let ending = path.and_then(Path::extension).and_then(|own| own.to_str());
    let found = match (name, ending) {
        (Some(name), _) => output::named(name),
        (None, Some(ending)) => OUTPUTS.iter().find(|own| own.extension == ending),
        (None, None) => output::named("txt"),
    };
    found.ok_or_else(|| {
        let word = clean::line(name.or(ending).unwrap_or_default()).text;
        let forms: Vec<&str> = OUTPUTS.iter().map(|own| own.name).collect();
        CliError::usage(cx.say_with("no_form", &[("word", &word)]))
            .hint(cx.say_with("hint.choices", &[("words", &forms.join(" "))]))
    })
}

fn export(
    cx: &mut Cx,
    word: &str,
    form: &Output,
    path: Option<&Path>,
    over: Over,
) -> Result<(), CliError> {
    let office = cx.read()?;
    let id = named::letter(cx, &office, word)?;
    let bytes = (form.write)(&read(cx, &office, id)?.letter.value.text);
    let Some(path) = path else {
        return cx.bytes(&bytes);
    };
    let mut options = OpenOptions::new();
    match over {
        Over::Refused => options.write(true).create_new(true),
        Over::Forced => options.write(true).create(true).truncate(true),
    };
    let file = shown(path);
    let written = options.open(path).and_then(|mut out| {
        out.write_all(&bytes)?;
        out.sync_all()
    });
    written.map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            let says = cx.say_with("letter.exists", &[("path", &file)]);
            return CliError::new(Fault::Refused, says).hint(cx.say("hint.force"));
        }
        let values = [("path", &*file), ("error", &*error.to_string())];
        CliError::failed(cx.say_with("unwritten", &values))
    })?;
    cx.tell(&cx.say_with("letter.exported", &[("path", &file)]));
    match cx.form {
        Form::Text => Ok(()),
        Form::Json => cx.json(json!({
            "id": id.0,
            "form": form.name,
            "path": file,
            "bytes": bytes.len(),
        })),
    }
}

fn write(cx: &mut Cx, word: &str, file: &Path) -> Result<(), CliError> {
    let text = clean::paper(&decode(&read_input(file, cx.lang)?).0);
    if text.replaced > 0 {
        let count = text.replaced.to_string();
        cx.tell(&cx.say_with("letter.cleaned", &[("count", &count)]));
    }
    let mut office = cx.write()?;
    let id = named::letter(cx, &office, word)?;
    let before = read(cx, &office, id)?.letter;
    let history = office
        .store
        .letter_history(id)
        .map_err(|error| cx.trouble(&error))?;
    let draft = rewritten(&before.value, history, &text.text);
    let (by, at) = (office.actor(), office.now());
    office
        .store
        .save_draft(id, before.version, &draft, &by, at)
        .map_err(|error| cx.trouble(&error))?;
    report(cx, &office, id)
}
