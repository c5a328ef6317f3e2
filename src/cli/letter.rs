//! `anfu letter`: new, list, show, edit, write; checks, exports, slips, templates, steps and what
//! became of it are apart.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form, shown},
    error::{CliError, Fault},
    fields, letter_asks, letter_check, letter_export, letter_proof, letter_publish, letter_slip,
    letter_step, letter_templates, letter_verify, letter_way, named,
    proposal_json::letter_head,
    proposal_text::columns,
};
use crate::{
    app::{letter::spans::rewritten, review::Wish, views::LetterView},
    domain::{
        id::LetterId,
        letter::{Letter, LetterHead, LetterKind, LetterText},
    },
    ingest::encoding,
    run::{
        external::{self, EditorError},
        office::Office,
    },
    store::StoreError,
    text::clean,
};

/// How many letters `letter list` reads: all that an office writes in its life.
const ALL: usize = 1_000_000;

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
        Some(("verify", own)) => letter_verify::verify(cx, own),
        Some(("check", own)) => letter_check::run(cx, own),
        Some(("publish", own)) => letter_publish::run(cx, own),
        Some(("lift", own)) => letter_asks::lift(cx, own),
        Some(("slip", own)) => letter_slip::run(cx, own),
        Some(("asks", own)) => letter_asks::asks(cx, own),
        Some(("lifted", own)) => letter_asks::lifted(cx, own),
        Some(("templates", own)) => letter_templates::run(cx, own),
        Some(("override", own)) => letter_check::waive(cx, own),
        Some(("export", own)) => letter_export::run(cx, own),
        Some(("proof", own)) => letter_proof::run(cx, own),
        Some(("edit", own)) => edit(cx, &text(own, "letter")),
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

/// Reads a letter that must be there.
///
/// # Errors
/// When it is not, or the store cannot be read.
pub fn read(cx: &Cx, office: &Office, id: LetterId) -> Result<LetterView, CliError> {
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
        head.publicity
            .map_or_else(dash, |own| cx.lang.word("publicity", own.code())),
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
        "publishing": letter_publish::shown(view.publishing.as_ref()),
        "text": letter.text,
    })
}

fn write(cx: &mut Cx, word: &str, file: &Path) -> Result<(), CliError> {
    // What is no text is read as the paper it is, or refused: its bytes would take the letter's place.
    let text = letter_check::file_text(cx, file)?;
    let mut office = cx.write()?;
    let id = named::letter(cx, &office, word)?;
    let before = read(cx, &office, id)?.letter;
    rewrite(cx, &mut office, &before, text.as_bytes())?;
    report(cx, &office, id)
}

/// Hands a draft to the editor of this account and takes its text back.
fn edit(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    if cx.config.editor != Some(true) {
        let error = CliError::new(Fault::Refused, cx.say("letter.editor_not_allowed"));
        return Err(error.hint(cx.say("hint.allow_editor")));
    }
    let mut office = cx.write()?;
    let id = named::letter(cx, &office, word)?;
    let before = read(cx, &office, id)?.letter;
    if !before.value.stage.is_open() {
        return Err(cx.trouble(&StoreError::LetterClosed(id.0)));
    }
    let name = format!("letter-{}.txt", id.0);
    let edited = external::edit(&name, &before.value.text).map_err(|error| {
        let says = error.sentence(cx.lang);
        match error {
            EditorError::None => CliError::usage(says).hint(cx.say("hint.set_editor")),
            EditorError::Failed(..) | EditorError::Left(_) | EditorError::Refused(..) => {
                CliError::failed(says)
            }
        }
    })?;
    let bytes = edited.bytes.strip_suffix(b"\n").unwrap_or(&edited.bytes);
    // Someone may have written meanwhile: what was edited stays in its file.
    if let Err(error) = rewrite(cx, &mut office, &before, bytes) {
        return Err(error.hint(cx.say_with("letter.edited_in", &[("path", &*shown(&edited.path))])));
    }
    edited.done();
    report(cx, &office, id)
}

/// Writes another text over a letter's, as one step of undo.
fn rewrite(cx: &Cx, office: &mut Office, before: &Letter, bytes: &[u8]) -> Result<(), CliError> {
    let text = clean::paper(&encoding::decode(bytes).text);
    if text.replaced > 0 {
        let count = text.replaced.to_string();
        cx.tell(&cx.say_with("letter.cleaned", &[("count", &count)]));
    }
    let (by, at) = (office.actor(), office.now());
    let mut save = || {
        let history = office.store.letter_history(before.id)?;
        let draft = rewritten(&before.value, history, &text.text);
        office
            .store
            .save_draft(before.id, before.version, &draft, &by, at)
    };
    save().map(|_| ()).map_err(|error| cx.trouble(&error))
}
