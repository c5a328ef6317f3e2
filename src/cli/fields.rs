//! Fields of a record by name, as `--set`, `proposal set` and `config` take them.
//!
//! A field answers to its key and to its label in either language; a choice to its code and to its
//! word in either language.

use super::{cx::Cx, error::CliError};
use crate::{
    app::record::{FieldKind, FieldSpec, Record},
    lang::Lang,
    text::clean,
    text::nearest::nearest,
};

/// Finds the field that a name means.
///
/// # Errors
/// When there is none; the nearest is named.
pub fn field(cx: &Cx, record: &Record, name: &str) -> Result<FieldSpec, CliError> {
    let fields = record.fields();
    let labelled = |key: &str| {
        let label = record.label(key);
        [Lang::Zh, Lang::En]
            .iter()
            .any(|lang| lang.say(&label) == name)
    };
    let found = fields.iter().find(|(key, _)| *key == name || labelled(key));
    found.copied().ok_or_else(|| {
        let keys: Vec<&str> = fields.iter().map(|(key, _)| *key).collect();
        let named = clean::line(name).text;
        let error = CliError::usage(cx.say_with("no_field", &[("name", &named)]));
        match nearest(name, keys.iter().copied()) {
            Some(near) => error.hint(cx.say_with("hint.nearest", &[("word", near)])),
            None => error.hint(cx.say_with("hint.fields", &[("words", &keys.join(" "))])),
        }
    })
}

/// Sets a field by name.
///
/// # Errors
/// When there is no such field, or the text is no value of it.
pub fn set(cx: &Cx, record: &mut Record, name: &str, text: &str) -> Result<(), CliError> {
    let (key, kind) = field(cx, record, name)?;
    let text = match kind {
        FieldKind::Paper => clean::paper(text).text,
        _ => clean::line(text).text,
    };
    let value = match kind {
        FieldKind::Choice(table, codes) => {
            code_of(table, codes, text.trim()).map_or(text, str::to_owned)
        }
        _ => text,
    };
    let mut done = record.set(key, &value).map_err(|wrong| wrong.reason);
    // A field that is kept as text may still have a closed list: the name of a rule pack.
    if let (Ok(()), FieldKind::Choice(_, codes)) = (done, kind)
        && !value.trim().is_empty()
        && !codes.contains(&record.get(key).as_str())
    {
        done = Err("choice");
    }
    done.map_err(|reason| {
        let error = wrong(cx, key, &value, reason);
        match kind {
            FieldKind::Choice(_, codes) => {
                error.hint(cx.say_with("hint.choices", &[("words", codes.join(" ").trim())]))
            }
            _ => error,
        }
    })
}

/// Returns that a field cannot be what a text says.
pub fn wrong(cx: &Cx, field: &str, text: &str, reason: &str) -> CliError {
    let reason = cx.word("wrong", reason);
    let values = [("field", field), ("text", text.trim()), ("reason", &reason)];
    CliError::usage(cx.say_with("wrong_value", &values))
}

/// Splits `field=value`.
///
/// # Errors
/// When there is no `=`.
pub fn pair<'a>(cx: &Cx, text: &'a str) -> Result<(&'a str, &'a str), CliError> {
    let split = text.split_once('=');
    split
        .map(|(name, value)| (name.trim(), value))
        .ok_or_else(|| {
            let text = clean::line(text).text;
            CliError::usage(cx.say_with("no_pair", &[("text", &text)]))
        })
}

/// Returns the code that a code or a word of either language means.
pub fn code_of(table: &str, codes: &[&'static str], text: &str) -> Option<&'static str> {
    codes.iter().copied().find(|code| {
        *code == text
            || [Lang::Zh, Lang::En].iter().any(|lang| {
                let key = format!("{table}.{code}");
                lang.knows(&key) && lang.say(&key) == text
            })
    })
}
