//! `anfu letter export`: one letter, or those of all items that a filter lets through.

use std::{
    fs,
    io::{self, ErrorKind, IsTerminal},
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form, shown},
    error::{CliError, Fault},
    letter_check::line_of,
    named,
    proposal::passing,
};
use crate::{
    app::effect::Copy,
    check,
    domain::{id::LetterId, unit::SeriesMode},
    letter::{
        output::{self, Made, OUTPUTS, Output},
        page::Head,
    },
    run::{
        export::{NoCopy, not_public, planned, refusal},
        fonts::SystemFonts,
        office::Office,
        write::{Over, write},
    },
    text::clean,
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let text = |id: &str| own.get_one::<String>(id).map(String::as_str);
    let path = own.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let path = path.filter(|path| path.as_os_str() != "-");
    let over = over(own);
    let form = form(cx, text("form"), path)?;
    let copy = if own.get_flag("draft") {
        Copy::Draft
    } else if own.get_flag("public") {
        Copy::Public
    } else {
        Copy::Letter
    };
    let head = head(own);
    let wanted = Wanted { form, head, copy };
    match (text("all-of"), own.get_one::<PathBuf>("to")) {
        (Some(filter), Some(folder)) => all(cx, filter, wanted, (folder, over)),
        _ => one(cx, text("letter").unwrap_or_default(), wanted, path, over),
    }
}

/// What is to be written.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    form: &'a Output,
    /// The head that is asked for; the profile's where none is.
    head: Option<Head>,
    copy: Copy,
}

/// Reads `--force`.
pub fn over(own: &ArgMatches) -> Over {
    if own.get_flag("force") {
        Over::Forced
    } else {
        Over::Refused
    }
}

/// Reads `--head`; none where the profile's is meant.
pub fn head(own: &ArgMatches) -> Option<Head> {
    let name = own.get_one::<String>("head");
    name.and_then(|name| Head::named(name))
}

/// Makes a copy of a letter, and says what it leaves out.
fn copied(
    cx: &Cx,
    office: &Office,
    id: LetterId,
    wanted: Wanted<'_>,
    fonts: &SystemFonts,
) -> Result<Made, CliError> {
    let form = (wanted.form, wanted.head);
    match office.copy(id, wanted.copy, form, fonts) {
        Ok((made, masked)) => {
            tell_missing(cx, &made);
            if masked > 0 {
                let count = masked.to_string();
                cx.tell(&cx.lang.say_with("publishing.masked", &[("n", &count)]));
            }
            Ok(made)
        }
        Err(NoCopy::Findings(found)) => {
            let kept = office
                .store
                .letter(id)
                .map_err(|error| cx.trouble(&error))?;
            let letter = kept.map(|own| own.value);
            let text = letter.as_ref().map_or("", |own| own.text.as_str());
            let paper = check::Paper::read(text);
            let lines: Vec<String> = found.iter().map(|own| line_of(cx, &paper, own)).collect();
            let count = found.len().to_string();
            let title = letter.as_ref().map_or("", |own| own.title.as_str());
            let values = [
                ("letter", &*format!("letter:{} {title}", id.0)),
                ("n", &*count),
                ("errors", &*lines.join("\n")),
            ];
            let says = cx.say_with("letter.errors", &values);
            Err(CliError::new(Fault::Refused, says).hint(cx.say("hint.draft_copy")))
        }
        Err(NoCopy::Unnumbered) => Err(unnumbered(cx, office, id)),
        Err(NoCopy::NotPublic(decided)) => {
            Err(CliError::new(Fault::Refused, not_public(decided, cx.lang)))
        }
        Err(NoCopy::Unwritten(error)) => Err(CliError::failed(refusal(&error, cx.lang))),
        Err(NoCopy::Store(error)) => Err(cx.trouble(&error)),
    }
}

/// Says that a letter waits for its number, and which command gives it.
fn unnumbered(cx: &Cx, office: &Office, id: LetterId) -> CliError {
    let kept = match office.store.letter(id) {
        Ok(kept) => kept.map(|own| own.value),
        Err(error) => return cx.trouble(&error),
    };
    let title = kept.as_ref().map_or("", |own| own.title.as_str());
    let series = kept
        .as_ref()
        .and_then(|own| office.unit.series_of(own.kind));
    let letter = format!("letter:{}", id.0);
    let values = [("letter", &*format!("{letter} {title}"))];
    let says = cx.say_with("letter.unnumbered", &values);
    let hint = match series {
        Some((_, SeriesMode::Outside)) => "hint.number_typed",
        _ => "hint.number_given",
    };
    let hint = cx.say_with(hint, &[("letter", &letter)]);
    CliError::new(Fault::Refused, says).hint(hint)
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

fn one(
    cx: &mut Cx,
    word: &str,
    wanted: Wanted<'_>,
    path: Option<&Path>,
    over: Over,
) -> Result<(), CliError> {
    let office = cx.read()?;
    let id = named::letter(cx, &office, word)?;
    let made = copied(cx, &office, id, wanted, &SystemFonts::new())?;
    let Some(path) = path else {
        return cx.bytes(&made.bytes);
    };
    let file = shown(path);
    write(path, &made.bytes, over).map_err(|error| unwritten(cx, path, &error))?;
    cx.tell(&cx.say_with("letter.exported", &[("path", &file)]));
    match cx.form {
        Form::Text => Ok(()),
        Form::Json => cx.json(json!({
            "id": id.0,
            "form": wanted.form.name,
            "path": file,
            "bytes": made.bytes.len(),
        })),
    }
}

fn tell_missing(cx: &Cx, made: &Made) {
    if !made.missing.is_empty() {
        cx.tell(&cx.say_with("letter.no_glyph", &[("characters", &made.missing)]));
    }
}

/// Returns why a file was not written.
pub fn unwritten(cx: &Cx, path: &Path, error: &io::Error) -> CliError {
    let file = shown(path);
    if path.is_dir() {
        return CliError::usage(cx.say_with("letter.is_folder", &[("path", &file)]));
    }
    if error.kind() == ErrorKind::AlreadyExists {
        let says = cx.say_with("letter.exists", &[("path", &file)]);
        return CliError::new(Fault::Refused, says).hint(cx.say("hint.force"));
    }
    let values = [("path", &*file), ("error", &*cx.why(error))];
    CliError::failed(cx.say_with("unwritten", &values))
}

/// Writes the letters of many items, each into its own file. Files that are there stay and the rest
/// is written; stopping leaves whole files only.
fn all(
    cx: &mut Cx,
    filter: &str,
    wanted: Wanted<'_>,
    (folder, over): (&Path, Over),
) -> Result<(), CliError> {
    let office = cx.read()?;
    let items: Vec<_> = passing(cx, &office, filter)?.into_iter().collect();
    let letters = planned(office.store.as_ref(), &items).map_err(|error| cx.trouble(&error))?;
    if letters.is_empty() {
        cx.tell(&cx.say("letter.none_of"));
        return Err(CliError::told(Fault::NotFound));
    }
    fs::create_dir_all(folder).map_err(|error| unwritten(cx, folder, &error))?;
    let fonts = SystemFonts::new();
    let (mut written, mut first) = (0, None);
    for (at, plan) in letters.iter().enumerate() {
        let path = folder.join(format!("{}.{}", plan.stem, wanted.form.extension));
        progress(cx, (at + 1, letters.len()), &path);
        match put(cx, &office, plan.id, wanted, &fonts, (&path, over)) {
            Ok(bytes) => {
                written += 1;
                if cx.form == Form::Json {
                    let file = shown(&path);
                    cx.json(json!({
                        "id": plan.id.0, "form": wanted.form.name, "path": file, "bytes": bytes,
                    }))?;
                }
            }
            // Without a typeface no other letter can be written either.
            Err(error) if error.fault != Fault::Refused => return Err(error),
            Err(error) => {
                cx.tell(&error.says);
                first = first.or(Some(error));
            }
        }
    }
    let values = [
        ("written", written.to_string()),
        ("count", letters.len().to_string()),
        ("path", shown(folder)),
    ];
    let values = values.each_ref().map(|(name, own)| (*name, own.as_str()));
    cx.tell(&cx.say_with("letter.all_exported", &values));
    match first {
        None => Ok(()),
        Some(_) => Err(CliError::told(Fault::Refused)),
    }
}

fn put(
    cx: &Cx,
    office: &Office,
    id: LetterId,
    wanted: Wanted<'_>,
    fonts: &SystemFonts,
    (path, over): (&Path, Over),
) -> Result<usize, CliError> {
    let made = copied(cx, office, id, wanted, fonts)?;
    write(path, &made.bytes, over).map_err(|error| unwritten(cx, path, &error))?;
    Ok(made.bytes.len())
}

/// Says how far it is, where a person looks on.
fn progress(cx: &Cx, (at, count): (usize, usize), path: &Path) {
    if io::stderr().is_terminal() {
        cx.tell(&format!("{at}/{count} {}", shown(path)));
    }
}
