//! `anfu import`: papers, ledgers and roster files in. Every file stands alone: a bad one is told and the
//! others go on.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use super::{
    cx::{Cx, Form, read_input, shown},
    error::{CliError, Fault},
    finding, ledger_import, named, proposal_json as as_json, roster_import,
};
use crate::{
    app::views::{LookAlikes, PaperView, Piece},
    domain::{id::ProposalId, paper::Taken},
    ingest::{json::to_json_lines, ledger::is_ledger, roster::Input},
    run::{
        lister::Lister,
        office::Office,
        papers,
        roster_in::{self, Ask},
    },
    store::StoreError,
};

/// Whether anything is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The store is written.
    Stored,
    /// Nothing is written (`--dry-run`).
    Nothing,
}

impl Keep {
    /// Reads the flag.
    pub fn of(matches: &ArgMatches) -> Self {
        if matches.get_flag("dry-run") {
            Keep::Nothing
        } else {
            Keep::Stored
        }
    }
}

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let keep = Keep::of(matches);
    let files: Vec<PathBuf> = matches
        .get_many::<PathBuf>("files")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let mut office = match keep {
        Keep::Stored => cx.create()?,
        // A dry run knows the papers that are there, but makes no store.
        Keep::Nothing => match cx.read() {
            Err(error) if error.fault == Fault::NotFound => cx.nowhere()?,
            other => other?,
        },
    };
    let ask = ledger_import::Ask::of(cx, matches)?;
    let mut faults = Vec::new();
    let mut lister = None;
    for file in &files {
        match one(cx, &mut office, &mut lister, file, (&ask, keep)) {
            Ok(()) => {}
            // A store that is damaged or busy, or a reader that went away, ends the whole call.
            Err(error) if ends_all(error.fault) => return Err(error),
            Err(error) => {
                failed(cx, file, &error)?;
                faults.push(error.fault);
            }
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    if files.len() > 1 {
        let values = [
            ("bad", &*faults.len().to_string()),
            ("all", &*files.len().to_string()),
        ];
        cx.tell(&cx.say_with("import.some_failed", &values));
    }
    let none_found = faults.len() == files.len() && faults.iter().all(|f| *f == Fault::NotFound);
    Err(CliError::told(if none_found {
        Fault::NotFound
    } else {
        Fault::Failed
    }))
}

fn ends_all(fault: Fault) -> bool {
    matches!(fault, Fault::ClosedPipe | Fault::Damaged | Fault::Busy)
}

fn failed(cx: &mut Cx, file: &Path, error: &CliError) -> Result<(), CliError> {
    if error.says.is_empty() {
        return Ok(());
    }
    let file = shown(file);
    let says = if let Some(named) = naming(&error.says, &file) {
        cx.say_with("import.not_taken", &[("error", &named)])
    } else {
        cx.say_with("import.failed", &[("file", &file), ("error", &error.says)])
    };
    cx.tell(&says);
    for hint in &error.hints {
        cx.tell(&format!("  {hint}"));
    }
    if cx.form == Form::Json {
        cx.json(json!({ "file": file, "outcome": "failed", "reason": error.says }))?;
    }
    Ok(())
}

/// Returns a reason that names its file, with the whole path; nothing when it does not name it.
fn naming(says: &str, file: &str) -> Option<String> {
    if says.contains(file) {
        return Some(says.to_owned());
    }
    let name = Path::new(file).file_name()?.to_str()?;
    ["：", ": "].iter().find_map(|sign| {
        let own = format!("{name}{sign}");
        says.contains(&own)
            .then(|| says.replacen(&own, &format!("{file}{sign}"), 1))
    })
}

fn one(
    cx: &mut Cx,
    office: &mut Office,
    lister: &mut Option<Lister>,
    file: &Path,
    (ask, keep): (&ledger_import::Ask, Keep),
) -> Result<(), CliError> {
    let (name, bytes) = if file.as_os_str() == "-" {
        (cx.say("import.stdin"), read_input(file, cx.lang)?)
    } else {
        papers::file(file).map_err(|error| super::cx::unread(file, &error, cx.lang))?
    };
    if ask.named || is_ledger(&bytes, &office.rules.pack) {
        let names = (&*shown(file), &*name);
        return ledger_import::one(cx, office, names, &bytes, (ask, keep));
    }
    let ending = Path::new(&name)
        .extension()
        .map(std::ffi::OsStr::to_ascii_lowercase);
    let is_csv = ending.is_some_and(|ending| ending == "csv" || ending == "tsv");
    if is_csv || roster_in::is_roster(&bytes) {
        let input = (file, Input::Bytes(bytes.into()));
        return roster_import::one(cx, office, input, (&Ask::default(), None), keep);
    }
    if keep == Keep::Nothing && cx.form == Form::Json {
        let reading = papers::reading(&name, &bytes, cx.lang).map_err(CliError::failed)?;
        return to_json_lines(&reading)
            .into_iter()
            .try_for_each(|value| cx.json(value));
    }
    let paper = papers::read(office, &name, &bytes, cx.lang).map_err(CliError::failed)?;
    if paper.known {
        return known(cx, &paper);
    }
    let alike = alike(cx, office, lister, &paper)?;
    if keep == Keep::Nothing {
        return became(cx, office, &paper, None, &alike);
    }
    let before = there(cx, office, &paper)?;
    match office.take_paper(&paper) {
        Ok(taken) => {
            if let Some(lister) = lister {
                let followed = lister.follow(&taken.proposals);
                followed.map_err(|error| cx.trouble(&error))?;
            }
            became(cx, office, &paper, Some((&taken, &before)), &alike)
        }
        Err(StoreError::SamePaper(_)) => known(cx, &paper),
        Err(error) => Err(cx.trouble(&error)),
    }
}

fn known(cx: &mut Cx, paper: &PaperView) -> Result<(), CliError> {
    cx.tell(&cx.say_with("import.known", &[("file", &paper.name)]));
    if cx.form == Form::Json {
        cx.json(json!({ "file": paper.name, "outcome": "known" }))?;
    }
    Ok(())
}

/// Returns what is like each item of the paper, in the order of its items.
fn alike(
    cx: &Cx,
    office: &Office,
    lister: &mut Option<Lister>,
    paper: &PaperView,
) -> Result<Vec<LookAlikes>, CliError> {
    let items = paper.pieces.iter().filter_map(|(piece, _)| match piece {
        Piece::Item(item) => Some(item),
        _ => None,
    });
    items
        .map(|item| {
            // What the paper fills is no other item.
            let own = office
                .known_item(item)
                .map_err(|error| cx.trouble(&error))?;
            finding::like(cx, lister, item, own)
        })
        .collect()
}

/// Returns which of the paper's items are in the store already.
fn there(cx: &Cx, office: &Office, paper: &PaperView) -> Result<Vec<bool>, CliError> {
    let items = paper.pieces.iter().filter_map(|(piece, _)| match piece {
        Piece::Item(item) => Some(item),
        _ => None,
    });
    items
        .map(|item| match item.key() {
            Some(key) => office
                .store
                .item_of(&key)
                .map(|id| id.is_some())
                .map_err(|error| cx.trouble(&error)),
            None => Ok(false),
        })
        .collect()
}

/// Says what a paper became: a line or an object a piece.
fn became(
    cx: &mut Cx,
    office: &Office,
    paper: &PaperView,
    taken: Option<(&Taken, &[bool])>,
    alike: &[LookAlikes],
) -> Result<(), CliError> {
    if cx.form == Form::Text {
        let parts = [
            paper.name.as_str(),
            paper.format.as_str(),
            paper.encoding.as_str(),
        ];
        let about: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        cx.line(&about.join("  "))?;
    }
    let (mut items, mut sources, mut letters) = (0, 0, 0);
    for (piece, _) in &paper.pieces {
        let item = taken.and_then(|(taken, _)| match piece {
            Piece::Item(_) => taken.proposals.get(items).copied(),
            Piece::Letter(_) => taken.proposals.get(items.wrapping_sub(1)).copied(),
            Piece::Source(_) => None,
        });
        let outcome = match (piece, taken) {
            (_, None) => "read",
            (Piece::Item(_), Some((_, before))) if before.get(items) == Some(&true) => "filled",
            _ => "stored",
        };
        let found = match piece {
            Piece::Item(_) => alike.get(items),
            _ => None,
        };
        let source = taken.and_then(|(taken, _)| taken.sources.get(sources));
        match cx.form {
            Form::Text => {
                let mut line = piece_line(cx, office, piece, item, outcome)?;
                if let (Piece::Source(_), Some(source)) = (piece, source) {
                    line = format!("{line}  source:{}", source.0);
                }
                cx.line(&format!("  {line}"))?;
                let told = found.map(|found| finding::lines(cx, found));
                for line in told.unwrap_or_default() {
                    cx.line(&format!("    {line}"))?;
                }
            }
            Form::Json => {
                let mut value = piece_json(cx, office, piece, item, letters)?;
                if let Some(found) = found {
                    finding::add_similar(&mut value, found);
                }
                if let Value::Object(fields) = &mut value {
                    if let (Piece::Source(_), Some(source)) = (piece, source) {
                        fields.insert("id".into(), source.0.into());
                    }
                    fields.insert("outcome".into(), outcome.into());
                    fields.extend(about(paper));
                }
                cx.json(value)?;
            }
        }
        match piece {
            Piece::Item(_) => (items, letters) = (items + 1, 0),
            Piece::Letter(_) => letters += 1,
            Piece::Source(_) => sources += 1,
        }
    }
    // On a terminal both streams meet: the paper first, then what is said about it.
    cx.flush()?;
    told(cx, paper);
    Ok(())
}

/// What is beside the result goes to stderr: what is missing in the paper and what was met in it.
fn told(cx: &Cx, paper: &PaperView) {
    let file = paper.name.as_str();
    if !paper.asked_for.is_empty() {
        let words: Vec<String> = paper
            .asked_for
            .iter()
            .map(|field| asked(cx, field))
            .collect();
        let values = [("file", file), ("fields", &words.join("、"))];
        cx.tell(&cx.say_with("import.asked_for", &values));
    }
    for problem in &paper.problems {
        cx.tell(&cx.say_with("import.problem", &[("file", file), ("problem", problem)]));
    }
    if paper.damage > 0 {
        let score = paper.damage.to_string();
        cx.tell(&cx.say_with("import.damage", &[("file", file), ("score", &score)]));
    }
}

/// Returns the words of a field that is asked for; readers name more fields than forms have.
fn asked(cx: &Cx, field: &str) -> String {
    [format!("cli.asked.{field}"), format!("field.{field}")]
        .iter()
        .find(|key| cx.lang.knows(key))
        .map_or(field, |key| cx.lang.say(key))
        .to_owned()
}

fn about(paper: &PaperView) -> Map<String, Value> {
    let facts = json!({
        "file": paper.name,
        "format": paper.format,
        "encoding": paper.encoding,
        "paper_asked_for": paper.asked_for,
        "problems": paper.problems,
        "damage": paper.damage,
    });
    match facts {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn piece_line(
    cx: &Cx,
    office: &Office,
    piece: &Piece,
    item: Option<ProposalId>,
    outcome: &str,
) -> Result<String, CliError> {
    let kind = |key: &str| cx.say(&format!("import.piece.{key}"));
    let outcome = cx.say(&format!("import.outcome.{outcome}"));
    let mut parts = match piece {
        Piece::Item(own) => {
            let view = match item {
                Some(id) => office.item(id).map_err(|error| cx.trouble(&error))?,
                None => None,
            };
            let line = if let Some(view) = view {
                named::candidate(cx, &view)
            } else {
                let number = own.number_printed.clone().unwrap_or_else(|| "-".into());
                format!("{number}  {}  {}", named::sitting(cx, own), own.title)
            };
            vec![kind("item"), outcome, line]
        }
        Piece::Letter(letter) => {
            let mut parts = vec![
                cx.word("letter", letter.kind.code()),
                outcome,
                letter.number.clone().unwrap_or_default(),
            ];
            parts.extend(letter.class.clone());
            parts.extend(letter.date.map(|day| day.to_string()));
            parts.push(letter.title.clone());
            parts
        }
        Piece::Source(source) => {
            let date = source.date.map(|day| day.to_string()).unwrap_or_default();
            vec![kind("source"), outcome, date, source.title.clone()]
        }
    };
    parts.retain(|part| !part.is_empty());
    Ok(parts.join("  "))
}

fn piece_json(
    cx: &Cx,
    office: &Office,
    piece: &Piece,
    item: Option<ProposalId>,
    ordinal: usize,
) -> Result<Value, CliError> {
    Ok(match piece {
        Piece::Item(own) => {
            let view = match item {
                Some(id) => office.item(id).map_err(|error| cx.trouble(&error))?,
                None => None,
            };
            let mut value = match view {
                Some(view) => as_json::head(
                    &as_json::entry(&view),
                    cx.clock.today(),
                    &office.rules.calendar,
                ),
                None => json!({
                    "number": own.number,
                    "number_printed": own.number_printed,
                    "title": own.title,
                    "kind": own.sitting.kind.code(),
                    "place": own.sitting.place,
                }),
            };
            if let Value::Object(fields) = &mut value {
                fields.insert("document".into(), "item".into());
            }
            value
        }
        Piece::Letter(letter) => json!({
            "document": "letter",
            "proposal": item.map(|id| id.0),
            "ordinal": ordinal + 1,
            "kind": letter.kind.code(),
            "organ": letter.organ,
            "number": letter.number,
            "class": letter.class,
            "title": letter.title,
            "addressees": letter.addressees,
            "sections": letter.sections.len(),
            "headings": letter.sections,
            "signature": letter.signature,
            "date": letter.date.map(|day| day.to_string()),
            "contact": letter.contact,
            "contact_phone": letter.contact_phone,
            "copies": letter.copies,
        }),
        Piece::Source(source) => json!({
            "document": "source",
            "title": source.title,
            "date": source.date.map(|day| day.to_string()),
            "origin": source.origin,
            "sections": source.sections.len(),
            "headings": source.sections,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_once_and_whole() {
        let file = "来文/名册e\u{301}.xlsx";
        let named = |says: &str| naming(says, file);
        let whole = format!("读不了 {file}：坏了");
        assert_eq!(named(&whole), Some(whole.clone()));
        assert_eq!(named("读不了 名册e\u{301}.xlsx：坏了"), Some(whole));
        let english = format!("Could not read {file}: it is damaged");
        let short = "Could not read 名册e\u{301}.xlsx: it is damaged";
        assert_eq!(named(short), Some(english));
        assert_eq!(named("找不到表头"), None);
        assert_eq!(naming("", ""), Some(String::new()));
    }
}
