//! `anfu letter check`: what the checks find in a file, in standard input, or in a letter of the store.
//!
//! A file needs no store and is read as `import` reads it; a plain text is decoded and nothing else, so
//! that the spans count the characters of the file. A letter of the store is also compared with its item.

use std::path::Path;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form, read_input, shown},
    error::{CliError, Fault},
    named,
};
use crate::{
    app::findings::says,
    check::{self, Against, Judged, Paper, table},
    ingest::{
        Outside, ReadError, encoding,
        format::{Format, MAX_BYTES},
        sniff,
    },
    text::clean,
    text::nearest::nearest,
};

/// Where the checked text came from; what is waived belongs to a letter of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    File,
    Store,
}

/// Endings of files that are web pages, whatever else they are called.
const PAGES: &[&str] = &["htm", "html", "doc", "xls", "mht"];
/// Endings that no item or letter has.
const ENDINGS: &[&str] = &["txt", "md", "docx", "doc", "pdf", "htm", "html", "wps"];

/// Runs the subcommand.
pub fn run(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let word = own.get_one::<String>("paper").map_or("", String::as_str);
    let published = own.get_flag("public");
    let (text, found) = if is_file(word) {
        let text = file_text(cx, Path::new(word))?;
        let against = Against {
            published,
            ..Against::default()
        };
        let found = check::judge(&text, &against, &[]);
        (text, found)
    } else {
        let office = cx.read()?;
        let id = named::letter(cx, &office, word).map_err(|error| {
            let word = clean::line(word).text;
            error.hint(cx.say_with("hint.no_file_either", &[("word", &word)]))
        })?;
        let found = if published {
            office.findings_as_published(id)
        } else {
            office.findings(id)
        };
        let found = found.map_err(|error| cx.trouble(&error))?;
        let kept = office
            .store
            .letter(id)
            .map_err(|error| cx.trouble(&error))?;
        (kept.map(|own| own.value.text).unwrap_or_default(), found)
    };
    let from = if is_file(word) {
        From::File
    } else {
        From::Store
    };
    report(cx, &text, &found, from)?;
    if found.iter().any(Judged::stops) {
        return Err(CliError::told(Fault::Refused));
    }
    Ok(())
}

/// Tells a file, there or not, from an item or a letter of the store.
pub fn is_file(word: &str) -> bool {
    let path = Path::new(word);
    let ending = path.extension().and_then(|own| own.to_str());
    word == "-"
        || path.is_file()
        || path.is_absolute()
        || word.starts_with('.')
        || ending.is_some_and(|own| ENDINGS.contains(&own))
}

/// Returns the decoded text of a file.
///
/// # Errors
/// When it cannot be read.
pub fn file_text(cx: &Cx, path: &Path) -> Result<String, CliError> {
    let ending = path.extension().and_then(|own| own.to_str());
    let bytes = read_input(path, cx.lang)?;
    let format = match sniff::sniff(&bytes) {
        Ok(format) => format,
        // A pipe may well bring nothing; an empty file is not the one that was meant.
        Err(ReadError::Empty) if path == Path::new("-") => return Ok(String::new()),
        Err(error) => return Err(unreadable(cx, path, error)),
    };
    if bytes.len() > MAX_BYTES {
        return Err(unreadable(cx, path, ReadError::TooLarge));
    }
    // Marks of a web page in a text are what a check looks for.
    let page = ending.is_some_and(|own| PAGES.contains(&own));
    if format == Format::Txt || format == Format::Html && !page {
        return Ok(encoding::decode(&bytes).text);
    }
    let tools = Outside::in_path(std::env::var_os("PATH"));
    let read = format.reader()(&bytes, &tools);
    read.map(|own| own.text)
        .map_err(|error| unreadable(cx, path, error))
}

fn unreadable(cx: &Cx, path: &Path, error: ReadError) -> CliError {
    let what = match error {
        ReadError::Unsupported(what) | ReadError::Damaged(what) | ReadError::NoConverter(what) => {
            what
        }
        _ => "",
    };
    let key = format!("unreadable.{}", error.code());
    let reason = cx.lang.say_with(&key, &[("what", what)]);
    let values = [("path", &*shown(path)), ("error", &*reason)];
    CliError::failed(cx.say_with("unread", &values))
}

/// Overrides what a check found in a letter, or takes that back.
pub fn waive(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let text = |id: &str| own.get_one::<String>(id).cloned();
    let word = text("letter").unwrap_or_default();
    let check = text("check").unwrap_or_default();
    if table::named(&check).is_none() {
        let ids = table::CHECKS.iter().map(|own| own.id);
        let near = nearest(&check, ids.clone());
        let error =
            CliError::usage(cx.say_with("no_check", &[("word", &clean::line(&check).text)]));
        return Err(if let Some(near) = near {
            error.hint(cx.say_with("hint.nearest", &[("word", near)]))
        } else {
            let words = ids.collect::<Vec<_>>().join(" ");
            error.hint(cx.say_with("hint.choices", &[("words", &words)]))
        });
    }
    let mut office = cx.write()?;
    let id = named::letter(cx, &office, &word)?;
    let back = own.get_flag("take-back");
    let words = text("words");
    let mut found = office.findings(id).map_err(|error| cx.trouble(&error))?;
    found.retain(|own| {
        let meant = words.as_ref().is_none_or(|words| own.words.contains(words));
        own.finding.id == check && own.waived.is_some() == back && meant
    });
    if found.is_empty() {
        let values = [("check", &*check), ("word", &*clean::line(&word).text)];
        let hint = [("word", &*clean::line(&word).text)];
        return Err(CliError::not_found(cx.say_with("check.none_such", &values))
            .hint(cx.say_with("hint.letter_check", &hint)));
    }
    let reason = text("reason").filter(|own| !own.trim().is_empty());
    if !back && reason.is_none() {
        return Err(CliError::usage(cx.say("check.needs_reason")));
    }
    for own in &found {
        let reason = reason.as_deref().filter(|_| !back);
        office
            .waive(id, (own.finding.id, &own.words), reason)
            .map_err(|error| cx.trouble(&error))?;
    }
    let (count, by) = (found.len().to_string(), office.actor());
    let values = [("count", &*count), ("by", &*by), ("check", &*check)];
    let key = if back {
        "check.taken_back"
    } else {
        "check.waived"
    };
    cx.tell(&cx.say_with(key, &values));
    Ok(())
}

/// Returns a finding in a line: place, weight, rule, words, what to write instead, who overrode it.
pub fn line_of(cx: &Cx, paper: &Paper, judged: &Judged) -> String {
    let own = &judged.finding;
    let rule = says(own, cx.lang);
    let (line, column) = paper.place(own.span.start);
    let weight = cx.say(&format!("check.{}", own.severity.code()));
    let words = clean::line(&check::excerpt(paper, &own.span)).text;
    let mut says = format!("{line}:{column}  {weight}  {rule}  “{words}”");
    if let Some(fix) = &own.fix {
        let fix = clean::line(fix).text;
        let key = if fix.is_empty() {
            "check.delete"
        } else {
            "check.fix"
        };
        says.push_str(&cx.say_with(key, &[("fix", &fix)]));
    }
    if let Some(waiver) = &judged.waived {
        let reason = clean::line(waiver.reason.as_deref().unwrap_or_default()).text;
        let values = [("by", &*waiver.by), ("reason", &*reason)];
        says.push_str(&cx.say_with("check.overridden", &values));
    }
    says
}

fn report(cx: &mut Cx, text: &str, found: &[Judged], from: From) -> Result<(), CliError> {
    let paper = Paper::read(text);
    for judged in found {
        let own = &judged.finding;
        let rule = says(own, cx.lang);
        match cx.form {
            Form::Json => {
                let mut value = json!({
                    "id": own.id,
                    "severity": own.severity.code(),
                    "span": { "start": own.span.start, "end": own.span.end },
                    "rule": rule,
                    "fix": own.fix,
                });
                if from == From::Store {
                    value["overridden"] = match &judged.waived {
                        Some(waiver) => json!({
                            "by": waiver.by,
                            "at": waiver.at.to_string(),
                            "reason": waiver.reason,
                        }),
                        None => Value::Null,
                    };
                }
                cx.json(value)?;
            }
            Form::Text => cx.line(&line_of(cx, &paper, judged))?,
        }
    }
    if cx.form == Form::Text {
        let standing = || found.iter().filter(|own| own.waived.is_none());
        let errors = standing().filter(|own| own.stops()).count();
        let warnings = standing().count() - errors;
        let waived = found.len() - errors - warnings;
        let values = [
            ("errors", &*errors.to_string()),
            ("warnings", &*warnings.to_string()),
            ("waived", &*waived.to_string()),
        ];
        let key = match (found.is_empty(), waived) {
            (true, _) => "check.nothing",
            (_, 0) => "check.count",
            _ => "check.count_waived",
        };
        cx.tell(&cx.say_with(key, &values));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{check::table::CHECKS, lang::Lang};

    #[test]
    fn every_case_of_every_check_has_its_sentence() {
        for check in CHECKS {
            for case in check.cases {
                let key = format!("check.{}.{case}", check.id);
                assert!(Lang::Zh.knows(&key), "{key}");
                assert!(Lang::En.knows(&key), "{key}");
            }
            assert!(!check.source.is_empty(), "{}", check.id);
        }
    }
}
