//! `anfu letter check`: what the checks find in a file, in standard input, or in a letter of the store.
//!
//! A file needs no store and is read as `import` reads it; a plain text is decoded and nothing else, so
//! that the spans count the characters of the file. A letter of the store is also compared with its item.

use std::path::Path;

use serde_json::json;

use super::{
    cx::{Cx, Form, read_input, shown},
    error::{CliError, Fault},
    named,
};
use crate::{
    app::views::ItemView,
    check::{self, Against, Finding, Paper, Severity},
    domain::proposal::Role,
    ingest::{
        Outside, ReadError, encoding,
        format::{Format, MAX_BYTES},
        sniff,
    },
    text::clean,
};

/// Endings of files that are web pages, whatever else they are called.
const PAGES: &[&str] = &["htm", "html", "doc", "xls", "mht"];
/// Endings that no item or letter has.
const ENDINGS: &[&str] = &["txt", "md", "docx", "doc", "pdf", "htm", "html", "wps"];

/// Runs the subcommand.
pub fn run(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let (text, against) = if is_file(word) {
        (file_text(cx, Path::new(word))?, Against::default())
    } else {
        stored(cx, word)?
    };
    let found = check::check(&text, &against);
    report(cx, &text, &found)?;
    if found.iter().any(|own| own.severity == Severity::Error) {
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
        Err(ReadError::Empty) => return Ok(String::new()),
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

/// Returns the text of a letter and what the queue knows of its item.
fn stored(cx: &Cx, word: &str) -> Result<(String, Against), CliError> {
    let office = cx.read()?;
    let id = named::letter(cx, &office, word)?;
    let view = office
        .letter(id)
        .map_err(|error| cx.trouble(&error))?
        .ok_or_else(|| CliError::not_found(cx.say_with("no_item", &[("word", word)])))?;
    let letter = view.letter.value;
    let item = match letter.proposal {
        Some(id) => office.item(id).map_err(|error| cx.trouble(&error))?,
        None => None,
    };
    Ok((letter.text, item.as_ref().map(against).unwrap_or_default()))
}

/// Returns what the checks may compare a letter of an item with.
fn against(view: &ItemView) -> Against {
    let item = &view.proposal.value;
    let leads = view.projection.role == Role::Lead;
    Against {
        number: item.number,
        title: Some(item.title.clone()).filter(|own| !own.is_empty()),
        term: item.sitting.term,
        session: item.sitting.session,
        kind: Some(item.sitting.kind),
        // A co-handler's opinion goes to the lead unit.
        proposers: if leads {
            item.proposers.iter().map(|own| own.name.clone()).collect()
        } else {
            Vec::new()
        },
        until: view.projection.due.map(|(day, _)| day),
    }
}

fn report(cx: &mut Cx, text: &str, found: &[Finding]) -> Result<(), CliError> {
    let paper = Paper::read(text);
    for own in found {
        let rule = rule(cx, own);
        match cx.form {
            Form::Json => cx.json(json!({
                "id": own.id,
                "severity": own.severity.code(),
                "span": { "start": own.span.start, "end": own.span.end },
                "rule": rule,
                "fix": own.fix,
            }))?,
            Form::Text => {
                let (line, column) = paper.place(own.span.start);
                let weight = cx.say(&format!("check.{}", own.severity.code()));
                let words = clean::line(&check::excerpt(&paper, &own.span)).text;
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
                cx.line(&says)?;
            }
        }
    }
    if cx.form == Form::Text {
        let errors = found.iter().filter(|own| own.severity == Severity::Error);
        let errors = errors.count();
        let warnings = found.len() - errors;
        let values = [
            ("errors", &*errors.to_string()),
            ("warnings", &*warnings.to_string()),
        ];
        let key = if found.is_empty() {
            "check.nothing"
        } else {
            "check.count"
        };
        cx.tell(&cx.say_with(key, &values));
    }
    Ok(())
}

/// Returns the rule in one sentence, with its values; what comes from the paper is cleaned.
fn rule(cx: &Cx, own: &Finding) -> String {
    let values: Vec<(&str, String)> = own
        .values
        .iter()
        .map(|(name, value)| (*name, clean::line(value).text))
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    cx.lang.say_with(&own.key(), &values)
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
