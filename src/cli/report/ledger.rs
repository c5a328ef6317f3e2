//! `anfu report ledger`: the whole queue as a ledger, in columns that are read back.

use clap::ArgMatches;

use super::out::Out;
use crate::{
    cli::{cx::Cx, error::CliError},
    run::ledger::{Phones, json, sorted, table},
};

/// Writes the ledger.
pub(super) fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let out = Out::of(cx, matches)?;
    let phones = if matches.get_flag("private") {
        Phones::Whole
    } else {
        Phones::Masked
    };
    let office = cx.read()?;
    let entries = sorted(&office, None, phones).map_err(|error| cx.trouble(&error))?;
    let mut table = table(&entries, &office.rules.pack);
    table.title = matches.get_one::<String>("title").cloned();
    let rows: Vec<_> = entries.iter().map(json).collect();
    out.write(cx, &table, &rows)
}
