//! Reading a paper for the desk: what it brings, where each field was read, what must be asked for.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use super::office::Office;
use crate::{
    app::views::{PaperView, Piece, Traced},
    domain::paper::Sure,
    ingest::{
        self, Document, FormPaper, LetterPaper, Outside, PaperItem, ReadError, Reading,
        SourcePaper, field::Field, reading::SittingRead,
    },
    lang::Lang,
    text::clean,
};

/// The largest file that is opened at all; what can be read of it is the readers' business.
const MAX_FILE: u64 = 256 << 20;

/// Reads a file whole and returns its name, cleaned, and its bytes.
///
/// # Errors
/// When it cannot be opened, is no plain file, or is larger than any paper.
pub fn file(path: &Path) -> io::Result<(String, Vec<u8>)> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if about.len() > MAX_FILE {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    let mut bytes = Vec::new();
    file.take(MAX_FILE).read_to_end(&mut bytes)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok((clean::line(&name).text, bytes))
}

/// Returns the reading of a paper as it is, for JSON.
///
/// # Errors
/// When nothing can be read, in words.
pub fn reading(name: &str, bytes: &[u8], lang: Lang) -> Result<Reading, String> {
    let tools = Outside::in_path(std::env::var_os("PATH"));
    ingest::read_bytes(name, bytes, &tools).map_err(|error| refusal(name, error, lang))
}

/// Reads a paper without storing anything: a JSON value for each document in it.
///
/// # Errors
/// When nothing can be read, in words.
pub fn dry_run(name: &str, bytes: &[u8], lang: Lang) -> Result<Vec<serde_json::Value>, String> {
    reading(name, bytes, lang).map(|reading| ingest::json::to_json_lines(&reading))
}

/// Reads a paper for a person to look at.
///
/// # Errors
/// When nothing can be read, in words.
pub fn read(office: &Office, name: &str, bytes: &[u8], lang: Lang) -> Result<PaperView, String> {
    let reading = reading(name, bytes, lang)?;
    let mut paper = view(&reading, bytes, lang);
    paper.known = office
        .store
        .attachment_of_hash(&reading.file.sha256)
        .is_ok_and(|known| known.is_some());
    Ok(paper)
}

/// Returns why nothing could be read from a file, in words.
pub fn refusal(name: &str, error: ReadError, lang: Lang) -> String {
    let detail = match error {
        ReadError::Unsupported(what) | ReadError::Damaged(what) | ReadError::NoConverter(what) => {
            what
        }
        _ => "",
    };
    let reason = lang.say_with(&format!("unreadable.{}", error.code()), &[("what", detail)]);
    lang.say_with(
        "papers.unreadable",
        &[("name", &clean::line(name).text), ("reason", &reason)],
    )
}

/// Returns what a person looks at.
pub fn view(reading: &Reading, bytes: &[u8], lang: Lang) -> PaperView {
    let mut pieces = Vec::new();
    let mut asked_for: Vec<String> = Vec::new();
    for item in reading.items() {
        let traces = item_traces(&item);
        pieces.push((Piece::Item(Box::new(item.to_item())), traces));
        asked_for.extend(item.asked_for().iter().map(|asked| asked.code().to_owned()));
        for letter in &item.letters {
            pieces.push((
                Piece::Letter(Box::new(letter.to_letter())),
                letter_traces(letter),
            ));
        }
    }
    for document in &reading.documents {
        if let Document::Source(source) = document {
            pieces.push((
                Piece::Source(Box::new(source.to_source())),
                source_traces(source),
            ));
        }
    }
    asked_for.dedup();
    let problems = reading.problems.iter().map(|problem| {
        let line = problem
            .line
            .map(|line| line.to_string())
            .unwrap_or_default();
        let key = if line.is_empty() {
            format!("problem.{}", problem.kind.code())
        } else {
            format!("problem_at.{}", problem.kind.code())
        };
        lang.say_with(&key, &[("detail", &problem.detail), ("line", &line)])
    });
    PaperView {
        name: reading.file.name.clone(),
        bytes: bytes.to_vec(),
        format: reading.file.format.clone(),
        encoding: reading.file.encoding.clone().unwrap_or_default(),
        lines: reading.text.lines().map(str::to_owned).collect(),
        pieces,
        asked_for,
        problems: problems.collect(),
        damage: reading.damage.score,
        known: false,
    }
}

/// Collects where fields were read; the first reading of a field counts.
#[derive(Default)]
struct Traces(Vec<Traced>);

impl Traces {
    fn add<T>(&mut self, field: &'static str, read: Option<&Field<T>>) {
        if let Some(read) = read
            && !self.0.iter().any(|traced| traced.field == field)
        {
            self.0.push(Traced {
                field,
                line: read.origin.line,
                sure: read.sure,
            });
        }
    }

    fn sitting(&mut self, sitting: &SittingRead) {
        self.add("place", sitting.place.as_ref());
        self.add("level", sitting.level.as_ref());
        self.add("kind", sitting.kind.as_ref());
        self.add("period", sitting.period.as_ref());
        self.add("term", sitting.term.as_ref());
        self.add("session", sitting.session.as_ref());
    }
}

fn item_traces(item: &PaperItem<'_>) -> Vec<Traced> {
    let mut traces = Traces::default();
    if let Some(form) = item.form {
        form_traces(form, &mut traces);
    }
    for letter in &item.letters {
        traces.sitting(&letter.sitting);
        traces.add("number", letter.item_number.as_ref());
        traces.add("title", letter.item_title.as_ref());
        traces.add("role", Some(&letter.kind));
        if item.form.is_none() {
            traces.add("proposers", letter.addressees.first());
            traces.add("lead_unit", letter.addressees.first());
        }
    }
    // Defaults that no paper says are not traced, and shown as unsure.
    traces.0
}

fn form_traces(form: &FormPaper, traces: &mut Traces) {
    traces.sitting(&form.sitting);
    traces.add("number", form.number.as_ref());
    traces.add("title", form.title.as_ref());
    traces.add("wished_unit", form.wished_unit.as_ref());
    traces.add("body", form.body.as_ref());
    traces.add("asks", form.asks.first());
    if let Some(first) = form.proposers.first() {
        traces.add("proposers", Some(&first.name));
        traces.add("phone", first.phone.as_ref());
        traces.add("address", first.address.as_ref());
        traces.add("postcode", first.postcode.as_ref());
    }
}

fn letter_traces(letter: &LetterPaper) -> Vec<Traced> {
    let mut traces = Traces::default();
    traces.add("letter_kind", Some(&letter.kind));
    traces.add("title", letter.title.as_ref());
    traces.add("organ", letter.organ.as_ref());
    traces.add("doc_number", letter.number.as_ref());
    traces.add("class", letter.class.as_ref());
    traces.add("addressees", letter.addressees.first());
    traces.add("signature", letter.signature.as_ref());
    traces.add("date", letter.date.as_ref());
    traces.add("contact", letter.contact.as_ref());
    traces.add("contact_phone", letter.phone.as_ref());
    traces.add("copies", letter.copies.first());
    traces.0.push(Traced {
        field: "text",
        line: letter.lines.0,
        sure: Sure::Certain,
    });
    traces.0
}

fn source_traces(source: &SourcePaper) -> Vec<Traced> {
    let mut traces = Traces::default();
    traces.add("title", source.title.as_ref());
    traces.add("date", source.date.as_ref());
    traces.add("origin", source.origin.as_ref());
    traces.0.push(Traced {
        field: "text",
        line: source.lines.0,
        sure: Sure::Certain,
    });
    traces.0
}
