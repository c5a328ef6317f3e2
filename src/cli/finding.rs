//! `anfu proposal views`, and the list in memory that filters of the command line go through.

use serde_json::json;

use super::{
    cx::{Cx, Form},
    error::CliError,
    proposal_text::columns,
};
use crate::{app::standing_views, run::lister::Lister};

/// Reads the whole list, as the desk has it.
///
/// # Errors
/// When the store cannot be read.
pub fn lister(cx: &Cx) -> Result<Lister, CliError> {
    let office = cx.read()?;
    let mut lister = Lister::new(office.store);
    lister.go_by(office.rules);
    lister.stand_on(cx.clock.today());
    lister.load().map_err(|error| cx.trouble(&error))?;
    Ok(lister)
}

/// Lists the views with their counts.
///
/// # Errors
/// When the store cannot be read.
pub fn views(cx: &mut Cx) -> Result<(), CliError> {
    let office = cx.read()?;
    let saved = office
        .store
        .saved_views()
        .map_err(|error| cx.trouble(&error))?;
    let all = standing_views::views(saved, cx.lang, &office.unit, &office.actor());
    let filters: Vec<String> = all.iter().map(|view| view.filter.clone()).collect();
    let counts = lister(cx)?
        .count(&filters)
        .map_err(|error| cx.trouble(&error))?;
    let mut rows = Vec::new();
    for (view, count) in all.iter().zip(counts) {
        match cx.form {
            Form::Json => cx.json(json!({
                "name": view.name,
                "filter": view.filter,
                "order": view.order.code(),
                "own": view.own.is_some(),
                "count": count,
            }))?,
            Form::Text => rows.push(vec![
                view.name.clone(),
                count.to_string(),
                view.filter.clone(),
            ]),
        }
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}
