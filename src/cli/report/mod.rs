//! `anfu report`: lists and figures to hand on. One file a report; each takes the same options for
//! where it goes.

mod ledger;
mod out;

use clap::ArgMatches;

use super::{cx::Cx, error::CliError};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("ledger", own)) => ledger::run(cx, own),
        other => Err(CliError::failed(other.map_or("report", |(name, _)| name))),
    }
}
