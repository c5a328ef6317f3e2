//! `anfu report ledger`: the queue, or what a filter lets through, as a ledger, in columns that are read back.

use clap::ArgMatches;

use super::out::Out;
use crate::{
    cli::{
        cx::Cx,
        error::{CliError, Fault},
        proposal::passing,
    },
    domain::id::ProposalId,
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
    let typed = matches.get_one::<String>("filter");
    let ids: Option<Vec<ProposalId>> = match typed {
        Some(typed) => Some(passing(cx, &office, typed)?.into_iter().collect()),
        None => None,
    };
    if ids.as_ref().is_some_and(Vec::is_empty) {
        // As of a list: a filter that hits nothing found nothing, and no empty file is left behind.
        cx.tell(&cx.say("empty_list"));
        return Err(CliError::told(Fault::NotFound));
    }
    let entries = sorted(&office, ids.as_deref(), phones).map_err(|error| cx.trouble(&error))?;
    let mut table = table(&entries, &office.rules.pack);
    table.title = matches.get_one::<String>("title").cloned();
    let rows: Vec<_> = entries.iter().map(json).collect();
    out.write(cx, &table, &rows)
}
