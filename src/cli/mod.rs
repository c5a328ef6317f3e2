//! Arguments, subcommands, error printing and exit codes.
//!
//! Text goes to stdout, talk to stderr. A subcommand is a function that takes a [`Cx`] and its own
//! arguments and gives `Ok` or a [`CliError`]; the exit code follows from the error's kind alone.

mod acts;
mod archive;
mod args;
mod calendar;
mod config;
mod cx;
mod deadline;
mod demo;
mod desk;
mod doctor;
mod error;
mod fields;
mod figure;
mod finding;
mod generate;
mod import;
mod interrupt;
mod ledger_import;
mod letter;
mod letter_asks;
mod letter_check;
mod letter_export;
mod letter_proof;
mod letter_publish;
mod letter_slip;
mod letter_step;
mod letter_templates;
mod letter_verify;
mod letter_way;
mod mapping;
mod named;
mod programme;
mod proposal;
mod proposal_json;
mod proposal_slips;
mod proposal_text;
mod record;
mod register;
mod report;
mod roster;
mod roster_export;
mod roster_import;
mod roster_stats;
mod rules;
mod slip;
mod source;
mod states;
mod usage;

use std::ffi::OsString;

use clap::ArgMatches;

pub use self::{
    cx::Cx,
    error::{CliError, Fault},
};

/// Runs the program on its arguments, the program's name first; returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = cx::lang_of(&args);
    let matches = match args::command(lang).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return usage::tell(&error, lang),
    };
    let told = |error: &CliError| {
        error.tell(lang);
        error.fault.exit_code()
    };
    let mut cx = match Cx::of(&matches, lang) {
        Ok(cx) => cx,
        Err(error) => return told(&error),
    };
    // The desk reads Ctrl-C as a key, and making a demo clears up first.
    if !matches!(matches.subcommand_name(), None | Some("demo")) {
        interrupt::leave_when_interrupted();
    }
    let done = dispatch(&mut cx, &matches).and_then(|()| cx.flush());
    match done {
        Ok(()) => 0,
        Err(error) => {
            // What was found before the failure still goes out.
            let _ = cx.flush();
            told(&error)
        }
    }
}

fn dispatch(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        None => desk::run(cx),
        Some(("import", own)) => import::run(cx, own),
        Some(("proposal", own)) => proposal::run(cx, own),
        Some(("letter", own)) => letter::run(cx, own),
        Some(("roster", own)) => roster::run(cx, own),
        Some(("programme", own)) => programme::run(cx, own),
        Some(("figure", own)) => figure::run(cx, own),
        Some(("report", own)) => report::run(cx, own),
        Some(("source", own)) => source::run(cx, own),
        Some(("deadline", own)) => deadline::run(cx, own),
        Some(("rules", own)) => rules::run(cx, own),
        Some(("calendar", own)) => calendar::run(cx, own),
        Some(("states", own)) => states::run(cx, own),
        Some(("demo", own)) => demo::run(cx, own),
        Some(("doctor", _)) => doctor::run(cx),
        Some(("paths", _)) => doctor::paths(cx),
        Some(("config", own)) => config::run(cx, own),
        Some(("completions", own)) => generate::completions(cx, own),
        Some(("man", _)) => generate::man(cx),
        Some((other, _)) => Err(CliError::failed(other)),
    }
}
