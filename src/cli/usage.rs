//! What clap has to say, in the user's language: help to stdout, mistakes to stderr.

use std::io::{self, IsTerminal, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::{CliError, Fault};
use crate::lang::Lang;

/// Prints help or a mistake; returns the exit code.
pub fn tell(error: &clap::Error, lang: Lang) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render();
            let mut out = io::stdout().lock();
            let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let written = if out.is_terminal() && !plain {
                write!(out, "{}", text.ansi())
            } else {
                write!(out, "{text}")
            };
            match written.and_then(|()| out.flush()) {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => 1,
                _ => 0,
            }
        }
        _ => {
            mistake(error, lang).tell(lang);
            Fault::Usage.exit_code()
        }
    }
}

fn mistake(error: &clap::Error, lang: Lang) -> CliError {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let sub = context(ContextKind::InvalidSubcommand);
    let key = match error.kind() {
        ErrorKind::InvalidSubcommand => "cli.usage.no_command",
        ErrorKind::UnknownArgument => "cli.usage.no_argument",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            "cli.usage.no_value"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli.usage.bad_value",
        ErrorKind::MissingRequiredArgument => "cli.usage.missing",
        ErrorKind::MissingSubcommand => "cli.usage.no_subcommand",
        ErrorKind::ArgumentConflict => "cli.usage.conflict",
        ErrorKind::InvalidUtf8 => "cli.usage.not_utf8",
        ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::TooManyValues
        | ErrorKind::NoEquals => "cli.usage.no_value",
        _ => "cli.usage.other",
    };
    let values = [("arg", &*arg), ("value", &*value), ("command", &*sub)];
    let mut told = CliError::usage(lang.say_with(key, &values));
    for kind in [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ] {
        let near = context(kind);
        if !near.is_empty() {
            told = told.hint(lang.say_with("cli.hint.nearest", &[("word", &near)]));
        }
    }
    for kind in [ContextKind::ValidValue, ContextKind::ValidSubcommand] {
        let choices = context(kind);
        if !choices.is_empty() {
            told = told.hint(lang.say_with("cli.hint.choices", &[("words", &choices)]));
        }
    }
    told.hint(lang.say("cli.hint.help"))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(many) => many.join(" "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
