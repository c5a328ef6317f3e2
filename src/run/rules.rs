//! Performing what concerns rules and calendar: trying out a case, reading a year, what moves.

use std::path::Path;

use super::{office::Office, perform::Performed, trouble::file_reason};
use crate::{
    app::{
        Msg,
        deadline::{told, told_fault},
        msg::Trouble,
        record::Asking,
        views::Moves,
    },
    domain::{calendar::CalendarYear, event::EventKind, proposal::Case},
    ingest::encoding::decode,
    lang::Lang,
    rules::{Rules, WhatIf, read_year, what_if},
    store::Result,
    text::clean,
};

/// Computes every clock of a case that is no item.
pub fn tried_out(office: &Office, asking: &Asking, lang: Lang) -> Msg {
    let pack = asking.rules.as_deref().and_then(|id| office.packs.find(id));
    let rules = Rules {
        pack: pack.unwrap_or(&office.rules.pack).clone(),
        calendar: office.rules.calendar.clone(),
    };
    let starts = [
        (EventKind::SessionClosed, asking.closed),
        (EventKind::Received, asking.received),
        (EventKind::Assigned, asking.assigned),
    ];
    let ask = WhatIf {
        case: Case {
            level: asking.level,
            kind: asking.kind,
            period: asking.period,
            role: asking.role,
        },
        facts: starts
            .into_iter()
            .filter_map(|(kind, day)| Some((kind, day?)))
            .collect(),
        extended: asking.extended,
    };
    // A pack of the user's own has its name alone.
    let key = format!("rules.{}", rules.pack.id);
    let name = if lang.knows(&key) {
        lang.say(&key)
    } else {
        &rules.pack.name
    };
    let title = lang.say_with("deadline.tried", &[("rules", name)]);
    Msg::Told(title, told(&what_if(&ask, &rules), lang))
}

/// Reads a year from a file and says what it would move.
///
/// # Errors
/// When the store cannot be read.
pub fn year_read(office: &Office, path: &str, lang: Lang) -> Result<Msg> {
    let bytes = match std::fs::read(Path::new(path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let error = file_reason(&error, lang);
            let says = lang.say_with("papers.no_file", &[("path", path), ("error", &error)]);
            return Ok(Msg::Failed(Trouble::said(says)));
        }
    };
    match read_year(path, &decode(&bytes).text) {
        Ok(mut year) => {
            year.source = clean::line(&year.source).text;
            let moves = office.moves(Some(&year))?;
            Ok(Msg::MovesRead(Box::new(Moves {
                year: Some(Box::new(year)),
                moves,
            })))
        }
        Err(faults) => {
            let told = faults.iter().map(|fault| told_fault(fault, lang));
            let told = told.map(|line| clean::line(&line).text).collect();
            Ok(Msg::Told(lang.say("moves.faulty").to_owned(), told))
        }
    }
}

/// Applies the rules, with a year or without.
pub fn applied(office: &mut Office, year: Option<&CalendarYear>) -> Result<Performed> {
    let items = office.apply(year)?;
    Ok(Performed {
        messages: vec![
            Msg::UnitRead(
                Box::new(office.unit.clone()),
                Box::new(office.rules.clone()),
            ),
            Msg::Moved(items.len()),
        ],
        items,
        names: Vec::new(),
    })
}
