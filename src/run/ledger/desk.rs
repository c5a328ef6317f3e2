//! The desk's side of ledgers: one read for the mapping screen, its difference in words, the storing,
//! and the whole ledger into a file.

use std::path::Path;

use super::{Phones, Plan, json, sorted, table};
use crate::{
    app::views::LedgerView,
    domain::{id::ProposalId, paper::Attachment},
    ingest::{
        ledger::{Layout, read},
        sha256,
        sheet::{self, Book},
    },
    lang::Lang,
    run::{office::Office, trouble::file_reason, write::write_new},
    sheet::{Bom, csv, xlsx},
    store::Result,
};

/// Reads a file as a ledger; `None` when it is none.
pub fn view(office: &Office, name: &str, bytes: &[u8]) -> Option<LedgerView> {
    let pack = &office.rules.pack;
    Layout::of(&sheet::head(bytes).ok()?, pack)?;
    let book: Book = sheet::read(bytes).ok()?;
    let layout = Layout::of(&book, pack)?;
    Some(LedgerView {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
        book,
        layout,
    })
}

/// Finds out what a ledger would bring.
///
/// # Errors
/// When the store cannot be read.
pub fn plan(office: &Office, ledger: &LedgerView) -> Result<Plan> {
    let read = read(&ledger.book, &ledger.layout, &office.rules.pack);
    office.plan_ledger(read)
}

/// Says what a plan would do, as a question.
pub fn question(plan: &Plan, lang: Lang) -> String {
    let counts = [
        ("added", plan.new_items()),
        ("updated", plan.changed()),
        ("unchanged", plan.unchanged()),
        ("bad", plan.bad.len()),
        ("only_here", plan.only_here.len()),
    ];
    let words = counts.map(|(name, count)| (name, count.to_string()));
    let values: Vec<(&str, &str)> = words
        .iter()
        .map(|(name, own)| (*name, own.as_str()))
        .collect();
    lang.say_with("mapping.question", &values)
}

/// Stores a ledger as it was mapped; what it brings is found out anew, in case the store changed.
///
/// # Errors
/// When the store cannot be written.
pub fn store(office: &mut Office, ledger: &LedgerView) -> Result<Vec<ProposalId>> {
    let plan = plan(office, ledger)?;
    let file = Attachment {
        name: ledger.name.clone(),
        sha256: sha256(&ledger.bytes),
        format: ledger.book.format.to_owned(),
        bytes: ledger.bytes.clone(),
    };
    office.store_ledger(plan, file).map(|taken| taken.proposals)
}

/// Writes the whole ledger into a new file, phones masked; the form follows from the ending.
///
/// # Errors
/// In words: no such form, or the file exists or cannot be written.
pub fn export(office: &Office, path: &str, lang: Lang) -> std::result::Result<(), String> {
    let failed =
        |error: &str| lang.say_with("letter.export_failed", &[("path", path), ("error", error)]);
    let entries =
        sorted(office, None, Phones::Masked).map_err(|error| failed(&error.to_string()))?;
    let table = table(&entries, &office.rules.pack);
    let ending = Path::new(path)
        .extension()
        .and_then(|ending| ending.to_str());
    let bytes = match ending {
        Some("xlsx") => xlsx(&table).map_err(|error| failed(&error.to_string()))?,
        // Whoever opens it opens it in Excel or WPS, which know UTF-8 by the mark.
        Some("csv") => csv(&table, Bom::Yes),
        Some("jsonl") => {
            let lines = entries.iter().map(|entry| json(entry).to_string() + "\n");
            lines.collect::<String>().into_bytes()
        }
        _ => {
            let values = [("path", path), ("forms", "xlsx、csv、jsonl")];
            return Err(lang.say_with("letter.no_such_form", &values));
        }
    };
    write_new(Path::new(path), &bytes).map_err(|error| failed(&file_reason(&error, lang)))
}
