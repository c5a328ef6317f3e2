//! Papers in every format, read into fields that say where they came from.
//!
//! Bytes become text by the format found in them ([`sniff`], one file a format), text becomes lines
//! ([`lines`]), lines become documents ([`paper`]). Readers return what they could read and every
//! problem they met; an error means that nothing could be read. Nothing here touches the store.

pub mod damage;
pub mod doc;
pub mod docx;
pub mod encoding;
mod error;
pub mod field;
pub mod format;
pub mod html;
pub mod item;
pub mod json;
pub mod ledger;
pub mod lines;
pub mod outside;
pub mod paper;
pub mod pdf;
pub mod problem;
pub mod reading;
pub mod roster;
pub mod sheet;
pub mod sniff;
#[cfg(test)]
mod tests;
pub mod txt;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub use error::ReadError;
pub use item::PaperItem;
pub use outside::Outside;
pub use reading::{Asked, Document, FileFacts, FormPaper, LetterPaper, Reading, SourcePaper};

use format::{Extracted, MAX_BYTES, MAX_TEXT};
use problem::{Problem, ProblemKind};

/// Reads a file from its bytes; the name is kept and decides nothing.
///
/// # Errors
///
/// When nothing can be read: an empty, damaged, encrypted, too large or foreign file.
pub fn read_bytes(name: &str, bytes: &[u8], tools: &Outside) -> Result<Reading, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let format = sniff::sniff(bytes)?;
    let extracted = format.reader()(bytes, tools)?;
    reading(name, bytes, format.name(), extracted)
}

/// Reads a pasted or typed text.
///
/// # Errors
///
/// When the text is empty or too large.
pub fn read_text(name: &str, text: &str) -> Result<Reading, ReadError> {
    if text.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    reading(
        name,
        text.as_bytes(),
        "txt",
        Extracted::plain(text.to_string()),
    )
}

fn reading(
    name: &str,
    bytes: &[u8],
    format: &'static str,
    extracted: Extracted,
) -> Result<Reading, ReadError> {
    let mut problems = Vec::new();
    let mut text = extracted.text;
    if text.len() > MAX_TEXT {
        let end = text.floor_char_boundary(MAX_TEXT);
        text.truncate(end);
        problems.push(Problem::of_file(ProblemKind::Cut, MAX_TEXT.to_string()));
    }
    let lines = lines::lines(&text);
    if lines.lines.is_empty() {
        return Err(ReadError::Empty);
    }
    if extracted.unsure_encoding {
        problems.push(Problem::of_file(
            ProblemKind::UnsureEncoding,
            extracted.encoding.unwrap_or_default(),
        ));
    }
    if let Some(fallback) = extracted.fallback {
        problems.push(Problem::of_file(ProblemKind::Fallback, fallback));
    }
    if lines.replaced > 0 {
        problems.push(Problem::of_file(
            ProblemKind::SignsReplaced,
            lines.replaced.to_string(),
        ));
    }
    let damage = damage::measure(&lines);
    if damage.mojibake > 0 {
        // Said and not mended by itself: the original is what a person must see.
        let known = encoding::mended(&text).map_or("", |_| "UTF-8 > GB18030");
        problems.push(Problem::of_file(ProblemKind::Mojibake, known));
    }
    if damage.is_serious() {
        problems.push(Problem::of_file(
            ProblemKind::Damaged,
            damage.score.to_string(),
        ));
    }
    let documents = paper::read(&lines.lines, &mut problems);
    let reading = Reading {
        file: FileFacts {
            name: crate::text::clean::line(name).text,
            format: format.to_string(),
            encoding: extracted.encoding.map(str::to_string),
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
        },
        text: crate::text::clean::paper(&text).text,
        documents,
        problems,
        damage,
    };
    Ok(reading.checked())
}

/// Returns the SHA-256 of bytes in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
