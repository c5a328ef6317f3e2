//! `anfu letter proof`: a letter's pages as text, 28 characters by 22 lines.

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form},
    error::{CliError, Fault},
    letter::read,
    letter_export::head,
    named,
};
use crate::{
    letter::page::{COLS, Paper, Proof, pages, proof, read as lay_out},
    run::export::organ,
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let word = own.get_one::<String>("letter").cloned().unwrap_or_default();
    let id = named::letter(cx, &office, &word)?;
    let letter = read(cx, &office, id)?.letter.value;
    let organ = organ(&office, &letter);
    let text = office.printed(id, &letter, &letter.text);
    let text = text.map_err(|error| cx.trouble(&error))?;
    let paper = Paper {
        text: &text,
        organ: &organ,
        head: head(own).unwrap_or(office.profile().page_head()),
        stamp: "",
    };
    let pages = pages(&lay_out(&paper));
    let wanted = own.get_one::<u64>("page").copied();
    let count = pages.len();
    if wanted.is_some_and(|page| page == 0 || page > count as u64) {
        let says = cx.say_with("letter.no_page", &[("count", &count.to_string())]);
        return Err(CliError::new(Fault::NotFound, says));
    }
    for (at, page) in pages.iter().enumerate() {
        if wanted.is_some_and(|wanted| wanted != at as u64 + 1) {
            continue;
        }
        let rows = proof(page);
        match cx.form {
            Form::Json => {
                let rows: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
                cx.json(json!({ "page": at + 1, "pages": count, "rows": rows }))?;
            }
            Form::Text => print(cx, (at + 1, count), &rows)?,
        }
    }
    Ok(())
}

fn print(cx: &mut Cx, (page, count): (usize, usize), rows: &[Proof]) -> Result<(), CliError> {
    let values = [("page", page.to_string()), ("count", count.to_string())];
    let values = values.each_ref().map(|(name, own)| (*name, own.as_str()));
    let says = cx.say_with("letter.page", &values);
    let used = crate::text::width::of(&says) + 4;
    cx.line(&format!(
        "┄┄ {says} {}",
        "┄".repeat(COLS.saturating_sub(used))
    ))?;
    rows.iter().try_for_each(|row| cx.line(&row.text))
}
